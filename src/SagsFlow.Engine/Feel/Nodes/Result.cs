namespace SagsFlow.Engine.Feel.Nodes;

/// <summary>
/// What may leave an evaluation. Parts of a value are shared, so a short expression can describe a value that is
/// enormous when it is written out; here it is measured as it would be written.
/// </summary>
internal static class Result
{
    /// <summary>What is stored is read back with JSON's usual limit of 64 levels; this leaves room for what stands around it.</summary>
    private const int MaxDepth = 40;

    /// <summary>The value, with null in the place of ranges.</summary>
    /// <exception cref="FeelEvaluationException">It is too large or too deep.</exception>
    public static FeelValue Of(FeelValue value)
    {
        if (value is not (FeelList or FeelContext or FeelRange))
        {
            return value;
        }

        var left = Evaluation.MaxSize;
        var hasRange = false;
        Measure(value, 0, ref left, ref hasRange);
        return hasRange ? WithoutRanges(value) : value;
    }

    private static void Measure(FeelValue value, int depth, ref int left, ref bool hasRange)
    {
        if (--left < 0)
        {
            throw new FeelEvaluationException($"udtrykket blev standset: resultatet har mere end {Evaluation.MaxSize} værdier");
        }

        if (depth > MaxDepth)
        {
            throw new FeelEvaluationException($"udtrykket blev standset: resultatet er dybere end {MaxDepth} led");
        }

        switch (value)
        {
            case FeelList list:
                foreach (var item in list.Items)
                {
                    Measure(item, depth + 1, ref left, ref hasRange);
                }

                break;
            case FeelContext context:
                foreach (var (_, entry) in context.Entries)
                {
                    Measure(entry, depth + 1, ref left, ref hasRange);
                }

                break;
            case FeelString text:
                // A long text repeated is as large as many values.
                left -= text.Value.Length / 64;
                break;
            case FeelRange:
                hasRange = true;
                break;
        }
    }

    private static FeelValue WithoutRanges(FeelValue value)
    {
        switch (value)
        {
            case FeelRange:
                return FeelValue.Null;
            case FeelList list:
                return FeelValue.Of(list.Items.Select(WithoutRanges));
            case FeelContext context:
                var entries = new OrderedDictionary<string, FeelValue>(StringComparer.Ordinal);
                foreach (var (name, entry) in context.Entries)
                {
                    entries.Add(name, WithoutRanges(entry));
                }

                return new FeelContext(entries);
            default:
                return value;
        }
    }
}
