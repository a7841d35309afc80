using System.Text.RegularExpressions;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Feel;

/// <summary>What an expression came to: a value, or the error that it could not be read.</summary>
internal sealed record Outcome(FeelValue? Value, string? Error)
{
    public override string ToString() => Value is null ? "error: " + Error : FeelTestScope.Json(Value);
}

/// <summary>An expression that may mean one thing to us and another to feelin.</summary>
internal sealed partial record FeelinDifference(GeneratedExpression Expression, Outcome Ours, Outcome Theirs)
{
    public static IReadOnlyList<Rule> Rules { get; } =
    [
        new(
            "kinds that do not go together",
            "compares and adds as JavaScript does, or answers false",
            "null (tables 51-55: an operand outside the operator's domain)",
            d => d.Expression.MixesKinds && (HasNull(d.Ours) || HasNull(d.Theirs))),
        new(
            "if of what is not a boolean",
            "takes any value that JavaScript calls true",
            "only true is true (table 46)",
            d => d.Expression.MixesKinds && d.Says("if ")),
        new(
            "filter of null, or by what cannot be compared",
            "null, or compares as JavaScript does",
            "an item is kept where the condition is true (table 56); null is filtered as an empty list",
            d => d.Says("[item ", "[string length") && (d.Expression.MixesKinds || d.Theirs.Value is FeelNull)),
        new(
            "a number times a duration",
            "null, also where it stands inside",
            "a duration (table 58)",
            d => d.Expression.MixesKinds && d.Says("* duration(", "* @\"P", "* periode", "* frist", "* (")),
        new(
            "hours added to a date",
            "a date and time",
            "a date (table 57)",
            d => d.Expression.MixesKinds && d.Ours.ToString().Contains("@date\"") && d.Theirs.ToString().Contains("@datetime")),
        new(
            "modulo of fractions",
            "the remainder of doubles",
            "numbers are decimals (§ 10.3.2.3.1)",
            d => d.Says("modulo(")),
        new(
            "digits of a number as a text",
            "the sixteen or so digits of a double",
            "numbers are decimals of 34 digits (§ 10.3.2.3.1); ours have 28",
            d => ManyDigits().IsMatch(d.Ours.ToString()) || ManyDigits().IsMatch(d.Theirs.ToString())),
        new(
            "null and !=",
            "an item that is null is left out",
            "null != x is true for any x but null (table 51)",
            d => d.Says("[item != ")),
        new(
            "unknown in some and every",
            "an unknown answer counts as false",
            "some is or and every is and over the answers, so one unknown can make the whole unknown (table 47)",
            d => d.Says("some ", "every ") && HasNull(d.Ours)),
        new(
            "before and after of null",
            "false",
            "null: there is no such point (§ 10.3.4.9)",
            d => Ordering().IsMatch(d.Expression.Text) && (d.Ours.Value is FeelNull || d.Says("if "))),
        new(
            "fractions of a second",
            "leaves them out of second and seconds",
            "seconds are decimals (table 66)",
            d => d.Says(".second")),
    ];

    [GeneratedRegex("\"[^\"]*[0-9.]{16}")]
    private static partial Regex ManyDigits();

    [GeneratedRegex("(?<!substring )(before|after)\\(", RegexOptions.ExplicitCapture)]
    private static partial Regex Ordering();

    private static bool HasNull(Outcome outcome) => outcome.ToString().Contains("null", StringComparison.Ordinal);

    private bool Says(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (Expression.Text.Contains(word, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsNone => Ours.Value is { } ours && Theirs.Value is { } theirs ? Same(ours, theirs) : Ours.Value is null && Theirs.Value is null;

    /// <summary>Numbers are decimals here and doubles there, so they agree when they agree to eleven digits.</summary>
    private static bool Same(FeelValue ours, FeelValue theirs) => (ours, theirs) switch
    {
        (FeelNumber a, FeelNumber b) => Math.Abs(a.Value - b.Value) <= 1e-11m * Math.Max(1, Math.Abs(a.Value)),
        (FeelList a, FeelList b) => a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(p => Same(p.First, p.Second)),
        (FeelContext a, FeelContext b) => a.Entries.Count == b.Entries.Count
            && a.Entries.All(e => b.Entries.TryGetValue(e.Key, out var other) && Same(e.Value, other)),
        _ => ours.Equals(theirs),
    };

    /// <summary>A known difference: what feelin does, what the standard says, and which outcomes it explains.</summary>
    internal sealed record Rule(string Name, string Feelin, string Standard, Func<FeelinDifference, bool> Explains);
}
