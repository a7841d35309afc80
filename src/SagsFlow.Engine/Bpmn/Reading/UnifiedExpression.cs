using System.Text;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>
/// The operators of the Unified Expression Language that other engines write inside <c>${…}</c> (Jakarta Expression Language 5.0, § 1.2), put as FEEL has
/// them: <c>==</c>, <c>&amp;&amp;</c>, <c>||</c>, <c>!</c>, their words, and texts in single quotes. Names and paths are the same in both.
/// </summary>
internal static class UnifiedExpression
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["eq"] = "=", ["ne"] = "!=", ["lt"] = "<", ["gt"] = ">", ["le"] = "<=", ["ge"] = ">=",
    };

    private static readonly (string Written, string Feel)[] Operators = [("==", "="), ("!=", "!="), ("&&", " and "), ("||", " or ")];

    /// <summary>The expression in FEEL; null when it has what FEEL has not. The answer is to be parsed: it need not be FEEL.</summary>
    public static string? ToFeel(string text)
    {
        var feel = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] is '\'' or '"')
            {
                if (Quoted(text, ref i, feel) is false)
                {
                    return null;
                }
            }
            else if (Array.Find(Operators, o => string.CompareOrdinal(text, i, o.Written, 0, 2) == 0) is { Written: not null } found)
            {
                feel.Append(found.Feel);
                i += 2;
            }
            else if (text[i] == '!')
            {
                if (ToFeel(Operand(text, ref i)) is not { Length: > 0 } operand)
                {
                    return null;
                }

                feel.Append("not(").Append(operand).Append(')');
            }
            else if (char.IsLetter(text[i]) || text[i] == '_')
            {
                var start = i;
                i = EndOfPath(text, i);
                feel.Append(Words.GetValueOrDefault(text[start..i], text[start..i]));
            }
            else
            {
                feel.Append(text[i++]);
            }
        }

        return feel.ToString();
    }

    private static bool Quoted(string text, ref int at, StringBuilder feel)
    {
        var quote = text[at++];
        feel.Append('"');
        for (; at < text.Length && text[at] != quote; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }

            feel.Append(text[at] is '"' or '\\' ? "\\" : "").Append(text[at]);
        }

        feel.Append('"');
        return at++ < text.Length;
    }

    /// <summary>What stands after a <c>!</c>: a parenthesis with all in it, or a path.</summary>
    private static string Operand(string text, ref int at)
    {
        at++;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        var start = at;
        if (at < text.Length && text[at] == '!')
        {
            Operand(text, ref at);
            return text[start..at];
        }

        if (at >= text.Length || text[at] != '(')
        {
            at = EndOfPath(text, at);
            return text[start..at];
        }

        var depth = 0;
        do
        {
            depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            at++;
        }
        while (at < text.Length && depth > 0);
        return text[start..at];
    }

    private static int EndOfPath(string text, int at)
    {
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '_' or '.'))
        {
            at++;
        }

        return at;
    }
}
