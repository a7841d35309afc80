using System.Collections.Immutable;
using System.Text;
using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.BuiltIns;

/// <summary>Functions of texts (DMN 1.5, § 10.3.4.3). Places and lengths count characters, not UTF-16 units.</summary>
internal static class TextFunctions
{
    public static IEnumerable<BuiltIn> All =>
    [
        new("substring", "string, start position, length?", Substring),
        OfText("string length", "string", text => FeelValue.Of(Length(text))),
        OfText("upper case", "string", text => FeelValue.Of(text.ToUpperInvariant())),
        OfText("lower case", "string", text => FeelValue.Of(text.ToLowerInvariant())),
        OfText("trim", "string", text => FeelValue.Of(text.Trim())),
        OfTexts("substring before", "string, match", (text, match) => FeelValue.Of(Before(text, match))),
        OfTexts("substring after", "string, match", (text, match) => FeelValue.Of(After(text, match))),
        OfTexts("contains", "string, match", (text, match) => FeelValue.Of(text.Contains(match, StringComparison.Ordinal))),
        OfTexts("starts with", "string, match", (text, match) => FeelValue.Of(text.StartsWith(match, StringComparison.Ordinal))),
        OfTexts("ends with", "string, match", (text, match) => FeelValue.Of(text.EndsWith(match, StringComparison.Ordinal))),
        new("matches", "input, pattern, flags?", Patterns.Matches),
        new("replace", "input, pattern, replacement, flags?", Patterns.Replace),
        new("split", "string, delimiter", Patterns.Split),
        new("string join", "list, delimiter?", Join),
    ];

    private static BuiltIn OfText(string name, string parameters, Func<string, FeelValue> body)
        => new(name, parameters, (FeelValue[] arguments, ref Evaluation evaluation) =>
        {
            if (arguments[0] is not FeelString text)
            {
                return FeelValue.Null;
            }

            evaluation.ChargeText(text.Value.Length);
            return body(text.Value);
        });

    /// <summary>Searching one text in another can cost their product.</summary>
    private static BuiltIn OfTexts(string name, string parameters, Func<string, string, FeelValue> body)
        => new(name, parameters, (FeelValue[] arguments, ref Evaluation evaluation) =>
        {
            if (arguments[0] is not FeelString text || arguments[1] is not FeelString match)
            {
                return FeelValue.Null;
            }

            evaluation.Charge((text.Value.Length / 256) + ((long)text.Value.Length * match.Value.Length / 65_536));
            return body(text.Value, match.Value);
        });

    private static int Length(string text)
    {
        var count = 0;
        foreach (var c in text)
        {
            count += char.IsLowSurrogate(c) ? 0 : 1;
        }

        return count;
    }

    private static string Before(string text, string match)
    {
        var place = text.IndexOf(match, StringComparison.Ordinal);
        return place < 0 ? "" : text[..place];
    }

    private static string After(string text, string match)
    {
        var place = text.IndexOf(match, StringComparison.Ordinal);
        return place < 0 ? "" : text[(place + match.Length)..];
    }

    private static FeelValue Substring(FeelValue[] arguments, ref Evaluation evaluation)
    {
        if (arguments[0] is not FeelString text || arguments[1] is not FeelNumber start || arguments[2] is not (FeelNumber or FeelNull))
        {
            return FeelValue.Null;
        }

        evaluation.ChargeText(text.Value.Length);
        var length = Length(text.Value);
        var first = start.Value > 0 ? start.Value - 1 : length + start.Value;
        var wanted = arguments[2] is FeelNumber number ? number.Value : length;
        if (start.Value == 0 || start.Value != decimal.Truncate(start.Value) || wanted != decimal.Truncate(wanted)
            || first < 0 || first >= length || wanted < 0)
        {
            return FeelValue.Null;
        }

        var from = Unit(text.Value, 0, (int)first);
        return FeelValue.Of(text.Value[from..Unit(text.Value, from, (int)Math.Min(wanted, length - first))]);
    }

    /// <summary>The UTF-16 unit at which the character so many characters on begins.</summary>
    private static int Unit(string text, int from, int characters)
    {
        var at = from;
        for (var left = characters; left > 0 && at < text.Length; left--)
        {
            at += char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? 2 : 1;
        }

        return at;
    }

    /// <summary>Null items are left out; anything else that is no text makes null of the whole.</summary>
    private static FeelValue Join(FeelValue[] arguments, ref Evaluation evaluation)
    {
        if (arguments[0] is FeelNull || arguments[1] is not (FeelString or FeelNull))
        {
            return FeelValue.Null;
        }

        ImmutableArray<FeelValue> items = arguments[0] is FeelList list ? list.Items : [arguments[0]];
        var delimiter = (arguments[1] as FeelString)?.Value ?? "";
        var text = new StringBuilder();
        var isFirst = true;
        foreach (var item in items)
        {
            if (item is FeelNull)
            {
                continue;
            }

            if (item is not FeelString part)
            {
                return FeelValue.Null;
            }

            evaluation.Charge((part.Value.Length / 256) + 1);
            text.Append(isFirst ? "" : delimiter).Append(part.Value);
            isFirst = false;
            if (text.Length > Evaluation.MaxSize)
            {
                evaluation.ChargeText(text.Length);
            }
        }

        return FeelValue.Of(text.ToString());
    }
}
