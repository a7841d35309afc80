using System.Collections.Immutable;
using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.BuiltIns;

/// <summary>
/// One value of many (DMN 1.5, § 10.3.4.4). The many are one list or the arguments themselves: sum([1, 2]) is sum(1, 2).
/// </summary>
internal static class SummaryFunctions
{
    private delegate FeelValue Summary(ImmutableArray<FeelValue> items, ref Evaluation evaluation);

    private delegate FeelValue? NumberSummary(decimal[] numbers);

    public static IEnumerable<BuiltIn> All =>
    [
        new("count", "list", (FeelValue[] a, ref Evaluation _) => a[0] switch
        {
            FeelList list => FeelValue.Of(list.Items.Length),
            FeelNull => FeelValue.Null,
            _ => FeelValue.Of(1),
        }),
        Of("min", (ImmutableArray<FeelValue> items, ref Evaluation e) => Extreme(items, -1, ref e)),
        Of("max", (ImmutableArray<FeelValue> items, ref Evaluation e) => Extreme(items, 1, ref e)),
        Of("sum", Sum),
        OfNumbers("product", numbers => FeelValue.Of(numbers.Aggregate(1m, (product, n) => product * n))),
        OfNumbers("mean", numbers => FeelValue.Of(numbers.Sum() / numbers.Length)),
        OfNumbers("median", Median),
        OfNumbers("stddev", numbers => numbers.Length < 2 ? null : Deviation(numbers)),
        Of("mode", Mode),
        Of("all", (ImmutableArray<FeelValue> items, ref Evaluation e) => Quantified(items, decisive: false, ref e)),
        Of("any", (ImmutableArray<FeelValue> items, ref Evaluation e) => Quantified(items, decisive: true, ref e)),
    ];

    private static BuiltIn Of(string name, Summary summary) => new(name, "list...", (FeelValue[] arguments, ref Evaluation evaluation) =>
    {
        ImmutableArray<FeelValue> items = arguments is [FeelList list] ? list.Items : [.. arguments];
        evaluation.Charge(items.Length);
        return arguments is [FeelNull] ? FeelValue.Null : summary(items, ref evaluation);
    });

    /// <summary>Null for no numbers, for anything that is no number, and for a result too large.</summary>
    private static BuiltIn OfNumbers(string name, NumberSummary summary) => Of(name, (ImmutableArray<FeelValue> items, ref Evaluation _) =>
    {
        var numbers = new decimal[items.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (items[i] is not FeelNumber number)
            {
                return FeelValue.Null;
            }

            numbers[i] = number.Value;
        }

        try
        {
            return numbers.Length == 0 ? FeelValue.Null : summary(numbers) ?? FeelValue.Null;
        }
        catch (OverflowException)
        {
            return FeelValue.Null;
        }
    });

    private static FeelValue Extreme(ImmutableArray<FeelValue> items, int sign, ref Evaluation evaluation)
    {
        var best = items.Length > 0 ? items[0] : FeelValue.Null;
        foreach (var item in items)
        {
            if (Comparison.Order(item, best, ref evaluation) is not { } order)
            {
                return FeelValue.Null;
            }

            best = order * sign > 0 ? item : best;
        }

        return best;
    }

    /// <summary>Of numbers, or of durations of one kind.</summary>
    private static FeelValue Sum(ImmutableArray<FeelValue> items, ref Evaluation evaluation)
    {
        if (items.Length == 0 || items[0] is not (FeelNumber or FeelDaysDuration or FeelMonthsDuration))
        {
            return FeelValue.Null;
        }

        var sum = items[0];
        for (var i = 1; i < items.Length && sum is not FeelNull; i++)
        {
            sum = Arithmetic.Apply(Operator.Add, sum, items[i], ref evaluation);
        }

        return sum.GetType() == items[0].GetType() ? sum : FeelValue.Null;
    }

    private static FeelValue Median(decimal[] numbers)
    {
        Array.Sort(numbers);
        var middle = numbers.Length / 2;
        return FeelValue.Of(numbers.Length % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2);
    }

    private static FeelValue Deviation(decimal[] numbers)
    {
        var mean = numbers.Sum() / numbers.Length;
        var squares = numbers.Sum(n => (n - mean) * (n - mean));
        return FeelValue.Of((decimal)Math.Sqrt((double)(squares / (numbers.Length - 1))));
    }

    /// <summary>The numbers that stand most often, smallest first; a list, as there may be several.</summary>
    private static FeelValue Mode(ImmutableArray<FeelValue> items, ref Evaluation evaluation)
    {
        if (!items.All(i => i is FeelNumber))
        {
            return FeelValue.Null;
        }

        var groups = items.Select(i => ((FeelNumber)i).Value).GroupBy(n => n).ToList();
        var most = groups.Count == 0 ? 0 : groups.Max(g => g.Count());
        return FeelValue.Of(groups.Where(g => g.Count() == most).Select(g => g.Key).Order().Select(FeelValue.Of));
    }

    /// <summary>As and and or over the items: one decisive value decides, else one unknown makes it unknown.</summary>
    private static FeelValue Quantified(ImmutableArray<FeelValue> items, bool decisive, ref Evaluation evaluation)
    {
        var unknown = false;
        foreach (var item in items)
        {
            if (item is FeelBoolean known && known.Value == decisive)
            {
                return item;
            }

            unknown |= item is not FeelBoolean;
        }

        return unknown ? FeelValue.Null : FeelValue.Of(!decisive);
    }
}
