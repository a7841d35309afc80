using System.Collections.Immutable;

namespace SagsFlow.Engine.Feel.Nodes;

internal sealed class ListNode(IReadOnlyList<Node> items) : Node(Above(items))
{
    public override FeelPart ToPart() => new FeelItems([.. items.Select(i => i.ToPart())]);

    protected override FeelValue Compute(ref Evaluation evaluation)
    {
        var values = ImmutableArray.CreateBuilder<FeelValue>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            values.Add(items[i].Evaluate(ref evaluation));
        }

        return new FeelList(values.MoveToImmutable());
    }
}

/// <summary><c>{a: 1, b: a + 1}</c>: each entry sees those before it.</summary>
internal sealed class ContextNode(IReadOnlyList<KeyValuePair<string, Node>> entries) : Node(Above([.. entries.Select(e => e.Value)]))
{
    protected override FeelValue Compute(ref Evaluation evaluation)
    {
        var values = new OrderedDictionary<string, FeelValue>(entries.Count, StringComparer.Ordinal);
        var outer = evaluation.Locals;
        for (var i = 0; i < entries.Count; i++)
        {
            var value = entries[i].Value.Evaluate(ref evaluation);
            values.Add(entries[i].Key, value);
            evaluation.Locals = new Frame(entries[i].Key, evaluation.Locals) { Value = value };
        }

        evaluation.Locals = outer;
        return new FeelContext(values);
    }
}

/// <summary><c>list[1]</c> by place, <c>list[-1]</c> from the end, or <c>list[item &gt; 3]</c> by condition (DMN 1.5, § 10.3.2.5).</summary>
internal sealed class FilterNode(Node source, Node filter) : Node(Above(source, filter))
{
    public override FeelPart ToPart() => new FeelSelection(source.ToPart(), filter.ToPart());

    protected override FeelValue Compute(ref Evaluation evaluation)
    {
        var value = source.Evaluate(ref evaluation);
        // A single value is filtered as a list of itself, and null as an empty list.
        var items = value switch
        {
            FeelList list => list.Items,
            FeelNull => [],
            _ => [value],
        };

        var frame = new Frame(name: null, evaluation.Locals);
        evaluation.Locals = frame;
        frame.Value = items.Length > 0 ? items[0] : FeelValue.Null;
        var first = filter.Evaluate(ref evaluation);
        var result = first is FeelNumber place ? At(items, place.Value) : Where(items, first, frame, ref evaluation);
        evaluation.Locals = frame.Parent;
        return result;
    }

    private FeelList Where(ImmutableArray<FeelValue> items, FeelValue first, Frame frame, ref Evaluation evaluation)
    {
        var kept = ImmutableArray.CreateBuilder<FeelValue>();
        for (var i = 0; i < items.Length; i++)
        {
            frame.Value = items[i];
            var holds = i == 0 ? first : filter.Evaluate(ref evaluation);
            if (holds is FeelBoolean { Value: true })
            {
                kept.Add(items[i]);
            }
        }

        return new FeelList(kept.DrainToImmutable());
    }

    private static FeelValue At(ImmutableArray<FeelValue> items, decimal place)
    {
        if (place != decimal.Truncate(place) || place == 0 || Math.Abs(place) > items.Length)
        {
            return FeelValue.Null;
        }

        return place > 0 ? items[(int)place - 1] : items[items.Length + (int)place];
    }
}

/// <summary>A name and what it runs through: a list, or whole numbers or days from one to another, either way.</summary>
internal sealed record Iterator(string Name, Node Source, Node? To)
{
    public int Height => Math.Max(Source.Height, To?.Height ?? 0);

    public static int Highest(IReadOnlyList<Iterator> iterators) => iterators.Max(i => i.Height);
}

internal enum LoopKind
{
    For,
    Some,
    Every,
}

/// <summary><c>for</c>, <c>some</c> and <c>every</c> over one name or more; a later name's list may use an earlier name.</summary>
internal sealed class LoopNode(LoopKind kind, IReadOnlyList<Iterator> iterators, Node body)
    : Node(Math.Max(Iterator.Highest(iterators), body.Height) + 1)
{
    protected override FeelValue Compute(ref Evaluation evaluation)
    {
        var outer = evaluation.Locals;
        var results = kind == LoopKind.For ? ImmutableArray.CreateBuilder<FeelValue>() : null;
        var verdict = FeelValue.Of(kind == LoopKind.Every);
        var proper = Run(0, results, ref verdict, ref evaluation);
        evaluation.Locals = outer;
        return !proper ? FeelValue.Null : results is null ? verdict : new FeelList(results.DrainToImmutable());
    }

    /// <summary>Runs the iterators from one on; false when one has nothing to run through.</summary>
    private bool Run(int index, ImmutableArray<FeelValue>.Builder? results, ref FeelValue verdict, ref Evaluation evaluation)
    {
        if (index == iterators.Count)
        {
            var value = body.Evaluate(ref evaluation);
            if (results is not null)
            {
                evaluation.Add(results, value);
            }
            else
            {
                verdict = Judge(verdict, value);
            }

            return true;
        }

        var iterator = iterators[index];
        var source = iterator.Source.Evaluate(ref evaluation);
        var to = iterator.To?.Evaluate(ref evaluation);
        if (source is FeelRange { LowIncluded: true, HighIncluded: true } range && to is null)
        {
            (source, to) = (range.Low, range.High);
        }

        if (to is not null)
        {
            return Count(index, source, to, results, ref verdict, ref evaluation);
        }

        if (source is FeelNull or FeelRange)
        {
            return false;
        }

        ImmutableArray<FeelValue> items = source is FeelList list ? list.Items : [source];
        var frame = Bind(iterator.Name, ref evaluation);
        foreach (var item in items)
        {
            if (IsDecided(results, verdict) || !Step(index, item, frame, results, ref verdict, ref evaluation))
            {
                return IsDecided(results, verdict);
            }
        }

        return true;
    }

    private bool Count(
        int index, FeelValue from, FeelValue to, ImmutableArray<FeelValue>.Builder? results, ref FeelValue verdict, ref Evaluation evaluation)
    {
        var (first, last) = (Ordinal(from), Ordinal(to));
        if (first is null || last is null || from.GetType() != to.GetType())
        {
            return false;
        }

        var frame = Bind(iterators[index].Name, ref evaluation);
        var step = first <= last ? 1 : -1;
        for (var i = first.Value; step > 0 ? i <= last : i >= last; i += step)
        {
            evaluation.Charge(1);
            FeelValue item = from is FeelDate ? new FeelDate(DateOnly.FromDayNumber((int)i)) : FeelValue.Of((decimal)i);
            if (IsDecided(results, verdict) || !Step(index, item, frame, results, ref verdict, ref evaluation))
            {
                return IsDecided(results, verdict);
            }
        }

        return true;
    }

    private bool Step(
        int index, FeelValue item, Frame frame, ImmutableArray<FeelValue>.Builder? results, ref FeelValue verdict, ref Evaluation evaluation)
    {
        frame.Value = item;
        evaluation.Locals = frame;
        return Run(index + 1, results, ref verdict, ref evaluation);
    }

    private static Frame Bind(string name, ref Evaluation evaluation)
    {
        var frame = new Frame(name, evaluation.Locals);
        evaluation.Locals = frame;
        return frame;
    }

    /// <summary>One true decides some, one false decides every; without that, one unknown makes the whole unknown.</summary>
    private FeelValue Judge(FeelValue verdict, FeelValue value)
    {
        var decisive = kind == LoopKind.Some;
        return value is not FeelBoolean known ? FeelValue.Null : known.Value == decisive ? value : verdict;
    }

    private bool IsDecided(ImmutableArray<FeelValue>.Builder? results, FeelValue verdict)
        => results is null && verdict is FeelBoolean known && known.Value == (kind == LoopKind.Some);

    /// <summary>A place in the row of whole numbers or of days; a bound that keeps well inside what can be counted.</summary>
    private static long? Ordinal(FeelValue value) => value switch
    {
        FeelNumber number when number.Value == decimal.Truncate(number.Value) && Math.Abs(number.Value) < 1_000_000_000_000m => (long)number.Value,
        FeelDate date => date.Value.DayNumber,
        _ => null,
    };
}
