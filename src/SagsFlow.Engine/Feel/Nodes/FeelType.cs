namespace SagsFlow.Engine.Feel.Nodes;

/// <summary>A type as it is named after <c>instance of</c> (DMN 1.5, § 10.3.2.9). Null is of no type but Null.</summary>
internal abstract class FeelType
{
    /// <summary>Types of one name, by it.</summary>
    public static IReadOnlyDictionary<string, FeelType> Named { get; } = new Dictionary<string, FeelType>(StringComparer.Ordinal)
    {
        ["number"] = new Of<FeelNumber>(),
        ["string"] = new Of<FeelString>(),
        ["boolean"] = new Of<FeelBoolean>(),
        ["date"] = new Of<FeelDate>(),
        ["time"] = new Of<FeelTime>(),
        ["date and time"] = new Of<FeelDateTime>(),
        ["days and time duration"] = new Of<FeelDaysDuration>(),
        ["years and months duration"] = new Of<FeelMonthsDuration>(),
        ["list"] = new Of<FeelList>(),
        ["context"] = new Of<FeelContext>(),
        ["range"] = new Of<FeelRange>(),
        ["Null"] = new Of<FeelNull>(),
        ["Any"] = new Anything(),

        // No value is a function: they can only be called.
        ["function"] = new Nothing(),
    };

    public abstract bool Has(FeelValue value, ref Evaluation evaluation);

    private sealed class Of<T> : FeelType
        where T : FeelValue
    {
        public override bool Has(FeelValue value, ref Evaluation evaluation) => value is T;
    }

    private sealed class Anything : FeelType
    {
        public override bool Has(FeelValue value, ref Evaluation evaluation) => value is not FeelNull;
    }

    private sealed class Nothing : FeelType
    {
        public override bool Has(FeelValue value, ref Evaluation evaluation) => false;
    }

    /// <summary><c>list&lt;number&gt;</c>: every item is of the type.</summary>
    public sealed class ListOf(FeelType item) : FeelType
    {
        public override bool Has(FeelValue value, ref Evaluation evaluation)
        {
            if (value is not FeelList list)
            {
                return false;
            }

            foreach (var element in list.Items)
            {
                evaluation.Charge(1);
                if (!item.Has(element, ref evaluation))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary><c>context&lt;a: number&gt;</c>: the entries named are there and of their types; there may be others.</summary>
    public sealed class ContextOf(IReadOnlyList<(string Name, FeelType Type)> entries) : FeelType
    {
        public override bool Has(FeelValue value, ref Evaluation evaluation)
        {
            if (value is not FeelContext context)
            {
                return false;
            }

            foreach (var (name, type) in entries)
            {
                evaluation.Charge(1);
                if (!context.Entries.TryGetValue(name, out var entry) || !type.Has(entry, ref evaluation))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary><c>range&lt;number&gt;</c>: both ends are of the type.</summary>
    public sealed class RangeOf(FeelType end) : FeelType
    {
        public override bool Has(FeelValue value, ref Evaluation evaluation) =>
            value is FeelRange range && end.Has(range.Low, ref evaluation) && end.Has(range.High, ref evaluation);
    }
}

/// <summary><c>x instance of number</c>: true or false, never null.</summary>
internal sealed class InstanceOfNode(Node value, FeelType type) : Node(Above(value))
{
    protected override FeelValue Compute(ref Evaluation evaluation) => FeelValue.Of(type.Has(value.Evaluate(ref evaluation), ref evaluation));
}
