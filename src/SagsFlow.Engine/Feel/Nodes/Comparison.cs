namespace SagsFlow.Engine.Feel.Nodes;

/// <summary>Equality and order of values (DMN 1.5, tables 51 and 52).</summary>
internal static class Comparison
{
    /// <summary>Null when the kinds differ; null compared with anything is known.</summary>
    public static bool? AreEqual(FeelValue left, FeelValue right, ref Evaluation evaluation)
        => AreEqual(left, right, ref evaluation, depth: 0);

    /// <summary>Below zero, zero or above it; null when the two cannot be ordered.</summary>
    public static int? Order(FeelValue left, FeelValue right, ref Evaluation evaluation) => (left, right) switch
    {
        (FeelNumber a, FeelNumber b) => a.Value.CompareTo(b.Value),
        (FeelString a, FeelString b) => Order(a.Value, b.Value, ref evaluation),
        (FeelDate a, FeelDate b) => a.Value.CompareTo(b.Value),
        (FeelDateTime a, FeelDateTime b) => Order(a, b, ref evaluation),
        (FeelTime a, FeelTime b) => Order(a, b),
        (FeelDaysDuration a, FeelDaysDuration b) => a.Value.CompareTo(b.Value),
        (FeelMonthsDuration a, FeelMonthsDuration b) => a.Months.CompareTo(b.Months),
        _ => null,
    };

    private static int Order(string left, string right, ref Evaluation evaluation)
    {
        evaluation.ChargeText(Math.Min(left.Length, right.Length));
        return string.CompareOrdinal(left, right);
    }

    /// <summary>Two local values stand on the same clock; only against one with an offset is the zone needed.</summary>
    private static int Order(FeelDateTime left, FeelDateTime right, ref Evaluation evaluation)
        => left.Offset is null && right.Offset is null
            ? left.Value.CompareTo(right.Value)
            : ZoneTime.UtcTicks(left, ref evaluation).CompareTo(ZoneTime.UtcTicks(right, ref evaluation));

    /// <summary>A local time has no date to find its offset by, so it cannot be ordered against one with an offset, nor one of a zone against another zone's.</summary>
    private static int? Order(FeelTime left, FeelTime right) => (left.Offset, right.Offset) switch
    {
        (null, null) => left.Zone == right.Zone ? left.Value.CompareTo(right.Value) : null,
        ({ } a, { } b) => (left.Value.Ticks - a.Ticks).CompareTo(right.Value.Ticks - b.Ticks),
        _ => null,
    };

    private static bool? AreEqual(FeelValue left, FeelValue right, ref Evaluation evaluation, int depth)
    {
        if (left is FeelString text && right is FeelString other)
        {
            evaluation.ChargeText(text.Value.Length);
            return string.Equals(text.Value, other.Value, StringComparison.Ordinal);
        }

        if (left is FeelNull || right is FeelNull)
        {
            return left is FeelNull && right is FeelNull;
        }

        return (left, right) switch
        {
            (FeelBoolean a, FeelBoolean b) => a.Value == b.Value,
            (FeelList a, FeelList b) => AreEqual(a, b, ref evaluation, depth + 1),
            (FeelContext a, FeelContext b) => AreEqual(a, b, ref evaluation, depth + 1),
            (FeelRange a, FeelRange b) => a.LowIncluded == b.LowIncluded && a.HighIncluded == b.HighIncluded
                && AreEqual(a.Low, b.Low, ref evaluation, depth) == true && AreEqual(a.High, b.High, ref evaluation, depth) == true,
            _ => Order(left, right, ref evaluation) is { } order ? order == 0 : null,
        };
    }

    private static bool AreEqual(FeelList left, FeelList right, ref Evaluation evaluation, int depth)
    {
        Evaluation.CheckDepth(depth);
        if (left.Items.Length != right.Items.Length)
        {
            return false;
        }

        for (var i = 0; i < left.Items.Length; i++)
        {
            evaluation.Charge(1);
            if (AreEqual(left.Items[i], right.Items[i], ref evaluation, depth) != true)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqual(FeelContext left, FeelContext right, ref Evaluation evaluation, int depth)
    {
        Evaluation.CheckDepth(depth);
        if (left.Entries.Count != right.Entries.Count)
        {
            return false;
        }

        foreach (var (name, value) in left.Entries)
        {
            evaluation.Charge(1);
            if (!right.Entries.TryGetValue(name, out var other) || AreEqual(value, other, ref evaluation, depth) != true)
            {
                return false;
            }
        }

        return true;
    }
}
