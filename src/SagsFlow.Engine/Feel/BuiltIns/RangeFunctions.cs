using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.BuiltIns;

/// <summary>How points and ranges lie to each other (DMN 1.5, § 10.3.4.9). A point is as the range from it to itself.</summary>
internal static class RangeFunctions
{
    private delegate bool Holds(in Relation relation);

    private static readonly string[] RangesOnly = ["range1, range2"];
    private static readonly string[] FirstMayBePoint = ["point, range", .. RangesOnly];
    private static readonly string[] SecondMayBePoint = ["range, point", .. RangesOnly];
    private static readonly string[] Alike = ["point1, point2", .. RangesOnly];
    private static readonly string[] Any = ["point1, point2", "point, range", "range, point", .. RangesOnly];

    public static IEnumerable<BuiltIn> All =>
    [
        .. Both("before", Any, "after", Any, (in Relation r) => r.EndToStart < 0 || (r.EndToStart == 0 && !r.Touches)),
        .. Both("meets", RangesOnly, "met by", RangesOnly, (in Relation r) => r.EndToStart == 0 && r.Touches),
        .. Both("overlaps before", RangesOnly, "overlaps after", RangesOnly, OverlapsBefore),
        .. Both("finishes", FirstMayBePoint, "finished by", SecondMayBePoint, (in Relation r) =>
            r.Ends == 0 && r.First.HighIncluded == r.Second.HighIncluded && (r.Starts > 0 || (r.Starts == 0 && (!r.First.LowIncluded || r.Second.LowIncluded)))),
        .. Both("during", FirstMayBePoint, "includes", SecondMayBePoint, During),
        .. Both("starts", FirstMayBePoint, "started by", SecondMayBePoint, (in Relation r) =>
            r.Starts == 0 && r.First.LowIncluded == r.Second.LowIncluded && (r.Ends < 0 || (r.Ends == 0 && (!r.First.HighIncluded || r.Second.HighIncluded)))),
        .. One("overlaps", RangesOnly, Overlaps),
        .. One("coincides", Alike, (in Relation r) =>
            r.Starts == 0 && r.Ends == 0 && r.First.LowIncluded == r.Second.LowIncluded && r.First.HighIncluded == r.Second.HighIncluded),
    ];

    /// <summary>The ends of two ranges against each other; below zero when the first's comes first.</summary>
    private readonly record struct Relation(FeelRange First, FeelRange Second, int Starts, int Ends, int EndToStart, int StartToEnd)
    {
        /// <summary>Whether a value where the first ends and the second starts is in both.</summary>
        public bool Touches => First.HighIncluded && Second.LowIncluded;
    }

    private static bool Overlaps(in Relation r) =>
        (r.EndToStart > 0 || (r.EndToStart == 0 && r.Touches)) && (r.StartToEnd < 0 || (r.StartToEnd == 0 && r.First.LowIncluded && r.Second.HighIncluded));

    private static bool OverlapsBefore(in Relation r) =>
        (r.Starts < 0 || (r.Starts == 0 && r.First.LowIncluded && !r.Second.LowIncluded))
        && (r.EndToStart > 0 || (r.EndToStart == 0 && r.Touches))
        && (r.Ends < 0 || (r.Ends == 0 && (!r.First.HighIncluded || r.Second.HighIncluded)));

    private static bool During(in Relation r) =>
        (r.Starts > 0 || (r.Starts == 0 && (r.Second.LowIncluded || !r.First.LowIncluded)))
        && (r.Ends < 0 || (r.Ends == 0 && (r.Second.HighIncluded || !r.First.HighIncluded)));

    /// <summary>A relation and the one that holds the other way round.</summary>
    private static IEnumerable<BuiltIn> Both(string name, string[] signatures, string inverse, string[] inverseSignatures, Holds holds) =>
        One(name, signatures, holds).Concat(inverseSignatures.Select(s => new BuiltIn(inverse, s, (FeelValue[] a, ref Evaluation e) => Apply(a[1], a[0], signatures, holds, ref e))));

    private static IEnumerable<BuiltIn> One(string name, string[] signatures, Holds holds) =>
        signatures.Select(s => new BuiltIn(name, s, (FeelValue[] a, ref Evaluation e) => Apply(a[0], a[1], signatures, holds, ref e)));

    private static FeelValue Apply(FeelValue first, FeelValue second, string[] signatures, Holds holds, ref Evaluation evaluation)
    {
        var kinds = (first is FeelRange, second is FeelRange) switch
        {
            (false, false) => "point1, point2",
            (false, true) => "point, range",
            (true, false) => "range, point",
            _ => "range1, range2",
        };
        return Array.IndexOf(signatures, kinds) >= 0 && Relate(AsRange(first), AsRange(second), ref evaluation) is { } relation
            ? FeelValue.Of(holds(relation))
            : FeelValue.Null;
    }

    private static FeelRange AsRange(FeelValue value) => value as FeelRange ?? new FeelRange(value, value, LowIncluded: true, HighIncluded: true);

    /// <summary>Null when an end of the one cannot be compared with one of the other.</summary>
    private static Relation? Relate(FeelRange first, FeelRange second, ref Evaluation evaluation) =>
        Comparison.Order(first.Low, second.Low, ref evaluation) is { } starts
        && Comparison.Order(first.High, second.High, ref evaluation) is { } ends
        && Comparison.Order(first.High, second.Low, ref evaluation) is { } endToStart
        && Comparison.Order(first.Low, second.High, ref evaluation) is { } startToEnd
            ? new Relation(first, second, starts, ends, endToStart, startToEnd)
            : null;
}
