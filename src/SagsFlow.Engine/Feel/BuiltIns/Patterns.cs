using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.BuiltIns;

/// <summary>
/// The functions that take a regular expression. They run without backtracking, so their time grows with the text
/// alone; a pattern that needs backtracking (look-around, back references) gives null.
/// </summary>
internal static class Patterns
{
    private const int MaxPatternLength = 1_000;
    private const int MaxRemembered = 200;

    /// <summary>Far above what a pattern of this length takes; a last resort.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private static readonly ConcurrentDictionary<(string Pattern, RegexOptions Options), Regex?> Remembered = new();

    public static FeelValue Matches(FeelValue[] arguments, ref Evaluation evaluation)
    {
        if (arguments[0] is not FeelString input || Compile(arguments[1], arguments[2]) is not { } regex)
        {
            return FeelValue.Null;
        }

        Charge(input.Value, regex, ref evaluation);
        try
        {
            return FeelValue.Of(regex.IsMatch(input.Value));
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow();
        }
    }

    public static FeelValue Replace(FeelValue[] arguments, ref Evaluation evaluation)
    {
        if (arguments[0] is not FeelString input || arguments[2] is not FeelString replacement
            || Compile(arguments[1], arguments[3]) is not { } regex)
        {
            return FeelValue.Null;
        }

        Charge(input.Value, regex, ref evaluation);
        // Each $ may put in as much as the whole input; that must be known before it is done.
        var references = replacement.Value.Count(c => c == '$');
        if (references > 4 && (long)references * input.Value.Length > 4L * Evaluation.MaxSize)
        {
            evaluation.ChargeText((long)references * input.Value.Length);
        }

        var text = new StringBuilder();
        var end = 0;
        try
        {
            for (var match = regex.Match(input.Value); match.Success; match = match.NextMatch())
            {
                evaluation.Charge(1);
                text.Append(input.Value, end, match.Index - end).Append(match.Result(replacement.Value));
                end = match.Index + match.Length;
                if (text.Length > Evaluation.MaxSize)
                {
                    evaluation.ChargeText(text.Length);
                }
            }
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow();
        }

        text.Append(input.Value, end, input.Value.Length - end);
        evaluation.ChargeText(text.Length);
        return FeelValue.Of(text.ToString());
    }

    public static FeelValue Split(FeelValue[] arguments, ref Evaluation evaluation)
    {
        if (arguments[0] is not FeelString input || Compile(arguments[1], FeelValue.Null) is not { } regex)
        {
            return FeelValue.Null;
        }

        Charge(input.Value, regex, ref evaluation);
        var parts = ImmutableArray.CreateBuilder<FeelValue>();
        var end = 0;
        try
        {
            for (var match = regex.Match(input.Value); match.Success; match = match.NextMatch())
            {
                evaluation.Charge(1);
                evaluation.Add(parts, FeelValue.Of(input.Value[end..match.Index]));
                end = match.Index + match.Length;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow();
        }

        evaluation.Add(parts, FeelValue.Of(input.Value[end..]));
        return new FeelList(parts.DrainToImmutable());
    }

    private static void Charge(string input, Regex regex, ref Evaluation evaluation)
        => evaluation.Charge(((long)input.Length * (regex.ToString().Length + 16) / 4_096) + 1);

    private static FeelEvaluationException TooSlow() => new("udtrykket blev standset: et søgemønster tog for lang tid");

    /// <summary>A pattern is mostly the same text each time, and costs far more to build than to use.</summary>
    private static Regex? Compile(FeelValue pattern, FeelValue flags)
    {
        if (pattern is not FeelString { Value.Length: <= MaxPatternLength } text || Options(flags) is not { } options)
        {
            return null;
        }

        if (Remembered.Count > MaxRemembered)
        {
            Remembered.Clear();
        }

        return Remembered.GetOrAdd((text.Value, options), static key => Build(key.Pattern, key.Options));
    }

    private static Regex? Build(string pattern, RegexOptions options)
    {
        try
        {
            return new Regex(pattern, options, Timeout);
        }
        catch (ArgumentException)
        {
            return null;
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static RegexOptions? Options(FeelValue flags)
    {
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        foreach (var flag in flags switch { FeelNull => "", FeelString text => text.Value, _ => "?" })
        {
            switch (flag)
            {
                case 'i':
                    options |= RegexOptions.IgnoreCase;
                    break;
                case 'm':
                    options |= RegexOptions.Multiline;
                    break;
                case 's':
                    options |= RegexOptions.Singleline;
                    break;
                case 'x':
                    options |= RegexOptions.IgnorePatternWhitespace;
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
