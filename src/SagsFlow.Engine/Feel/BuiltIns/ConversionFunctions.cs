using System.Globalization;
using System.Text;
using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.BuiltIns;

/// <summary>Between kinds of values, and the two tests of any value (DMN 1.5, § 10.3.4.1–2).</summary>
internal static class ConversionFunctions
{
    public static IEnumerable<BuiltIn> All =>
    [
        BuiltIn.Pure("not", "negand", a => a[0] is FeelBoolean known ? FeelValue.Of(!known.Value) : null),
        BuiltIn.Pure("is defined", "value", a => FeelValue.Of(a[0] is not FeelNull)),
        new("string", "from", ToText),
        BuiltIn.Pure("number", "from, grouping separator?, decimal separator?", ToNumber),
    ];

    private static FeelValue ToText(FeelValue[] arguments, ref Evaluation evaluation)
    {
        switch (arguments[0])
        {
            case FeelNull or FeelString:
                return arguments[0];
            default:
                var text = new StringBuilder();
                Append(text, arguments[0], ref evaluation, depth: 0);
                return FeelValue.Of(text.ToString());
        }
    }

    private static void Append(StringBuilder text, FeelValue value, ref Evaluation evaluation, int depth)
    {
        Evaluation.CheckDepth(depth);
        evaluation.Charge(1);
        switch (value)
        {
            case FeelBoolean boolean:
                text.Append(boolean.Value ? "true" : "false");
                break;
            case FeelNumber number:
                text.Append(FeelJson.WithoutTrailingZeros(number.Value).ToString(CultureInfo.InvariantCulture));
                break;
            case FeelString quoted:
                evaluation.ChargeText(quoted.Value.Length);
                text.Append('"').Append(quoted.Value.Replace("\\", "\\\\").Replace("\"", "\\\"")).Append('"');
                break;
            case FeelList list:
                AppendList(text, list, ref evaluation, depth);
                break;
            case FeelContext context:
                AppendContext(text, context, ref evaluation, depth);
                break;
            case FeelRange range:
                text.Append(range.LowIncluded ? '[' : '(');
                Append(text, range.Low, ref evaluation, depth + 1);
                text.Append("..");
                Append(text, range.High, ref evaluation, depth + 1);
                text.Append(range.HighIncluded ? ']' : ')');
                break;
            default:
                text.Append(FeelTemporal.Format(value) ?? "null");
                break;
        }

        if (text.Length > Evaluation.MaxSize)
        {
            evaluation.ChargeText(text.Length);
        }
    }

    private static void AppendList(StringBuilder text, FeelList list, ref Evaluation evaluation, int depth)
    {
        text.Append('[');
        for (var i = 0; i < list.Items.Length; i++)
        {
            text.Append(i > 0 ? ", " : "");
            Append(text, list.Items[i], ref evaluation, depth + 1);
        }

        text.Append(']');
    }

    private static void AppendContext(StringBuilder text, FeelContext context, ref Evaluation evaluation, int depth)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var (name, value) in context.Entries)
        {
            text.Append(isFirst ? "" : ", ").Append(name).Append(": ");
            Append(text, value, ref evaluation, depth + 1);
            isFirst = false;
        }

        text.Append('}');
    }

    /// <summary>A number as it is written, with the separators named; these are a blank, a comma or a dot, and not the same.</summary>
    private static FeelValue? ToNumber(FeelValue[] arguments)
    {
        if (arguments[0] is FeelNumber)
        {
            return arguments[0];
        }

        var (grouping, point) = ((arguments[1] as FeelString)?.Value, (arguments[2] as FeelString)?.Value);
        if (arguments[0] is not FeelString text
            || (grouping is null && arguments[1] is not FeelNull) || (point is null && arguments[2] is not FeelNull)
            || grouping is not (null or " " or "," or ".") || point is not (null or "," or ".") || grouping == (point ?? "."))
        {
            return null;
        }

        var plain = grouping is null ? text.Value : text.Value.Replace(grouping, "");
        if (point == ",")
        {
            plain = plain.Contains('.') ? "?" : plain.Replace(',', '.');
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return decimal.TryParse(plain, Style, CultureInfo.InvariantCulture, out var number) ? FeelValue.Of(number) : null;
    }
}
