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
        if (arguments is not [FeelString input, FeelString pattern, _]
            || WideCharacters.Of(input.Value, pattern.Value) is not { } wide || Compile(wide.Fold(pattern.Value), arguments[2]) is not { } regex)
        {
            return FeelValue.Null;
        }

        Charge(input.Value, regex, ref evaluation);
        try
        {
            return FeelValue.Of(regex.IsMatch(wide.Fold(input.Value)));
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow();
        }
    }

    public static FeelValue Replace(FeelValue[] arguments, ref Evaluation evaluation)
    {
        if (arguments is not [FeelString input, FeelString pattern, FeelString replacement, _]
            || WideCharacters.Of(input.Value, pattern.Value, replacement.Value) is not { } wide
            || Compile(wide.Fold(pattern.Value), arguments[3]) is not { } regex)
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

        return Replaced(wide, wide.Fold(input.Value), regex, wide.Fold(replacement.Value), ref evaluation);
    }

    private static FeelValue Replaced(WideCharacters wide, string input, Regex regex, string replacement, ref Evaluation evaluation)
    {
        var text = new StringBuilder();
        var end = 0;
        try
        {
            for (var match = regex.Match(input); match.Success; match = match.NextMatch())
            {
                evaluation.Charge(1);
                text.Append(input, end, match.Index - end).Append(match.Result(replacement));
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

        text.Append(input, end, input.Length - end);
        evaluation.ChargeText(text.Length);
        return FeelValue.Of(wide.Unfold(text.ToString()));
    }

    public static FeelValue Split(FeelValue[] arguments, ref Evaluation evaluation)
    {
        if (arguments is not [FeelString whole, FeelString pattern]
            || WideCharacters.Of(whole.Value, pattern.Value) is not { } wide || Compile(wide.Fold(pattern.Value), FeelValue.Null) is not { } regex)
        {
            return FeelValue.Null;
        }

        Charge(whole.Value, regex, ref evaluation);
        var input = wide.Fold(whole.Value);
        var parts = ImmutableArray.CreateBuilder<FeelValue>();
        var end = 0;
        try
        {
            for (var match = regex.Match(input); match.Success; match = match.NextMatch())
            {
                evaluation.Charge(1);
                evaluation.Add(parts, FeelValue.Of(wide.Unfold(input[end..match.Index])));
                end = match.Index + match.Length;
            }
        }
        catch (RegexMatchTimeoutException)
        {
            throw TooSlow();
        }

        evaluation.Add(parts, FeelValue.Of(wide.Unfold(input[end..])));
        return new FeelList(parts.DrainToImmutable());
    }

    private static void Charge(string input, Regex regex, ref Evaluation evaluation)
        => evaluation.Charge(((long)input.Length * (regex.ToString().Length + 16) / 4_096) + 1);

    private static FeelEvaluationException TooSlow() => new("udtrykket blev standset: et søgemønster tog for lang tid");

    /// <summary>A pattern is mostly the same text each time, and costs far more to build than to use.</summary>
    private static Regex? Compile(string pattern, FeelValue flags)
    {
        if (pattern.Length > MaxPatternLength || Options(flags) is not { } options)
        {
            return null;
        }

        if (Remembered.Count > MaxRemembered)
        {
            Remembered.Clear();
        }

        return Remembered.GetOrAdd((pattern, options), static key => Build(key.Pattern, key.Options));
    }

    private static Regex? Build(string pattern, RegexOptions options)
    {
        try
        {
            return new Regex(options.HasFlag(RegexOptions.Multiline) ? pattern : WithStrictEnds(pattern), options, Timeout);
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

    /// <summary>In FEEL <c>$</c> is the very end; in .NET it is also the place before a line break that ends the text.</summary>
    private static string WithStrictEnds(string pattern)
    {
        var strict = new StringBuilder(pattern.Length);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            inClass = c switch { '[' => true, ']' => false, _ => inClass };
            strict.Append(c == '$' && !inClass ? "\\z" : c.ToString());
            if (c == '\\' && i + 1 < pattern.Length)
            {
                strict.Append(pattern[++i]);
            }
        }

        return strict.ToString();
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
