namespace SagsFlow.Engine.Feel.Nodes;

internal enum Operator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
}

internal static class Signs
{
    private static readonly string[] InOrder = ["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "**"];

    public static string Of(Operator @operator) => InOrder[(int)@operator];
}

internal sealed class EqualityNode(Node left, Node right, bool negated) : Node(Above(left, right))
{
    public override FeelPart ToPart() => new FeelOperation(negated ? "!=" : "=", left.ToPart(), right.ToPart());

    protected override FeelValue Compute(ref Evaluation evaluation)
    {
        var equal = Comparison.AreEqual(left.Evaluate(ref evaluation), right.Evaluate(ref evaluation), ref evaluation);
        return equal is { } known ? FeelValue.Of(known != negated) : FeelValue.Null;
    }
}

internal sealed class OrderNode(Operator @operator, Node left, Node right) : Node(Above(left, right))
{
    public override FeelPart ToPart() => new FeelOperation(Signs.Of(@operator), left.ToPart(), right.ToPart());

    protected override FeelValue Compute(ref Evaluation evaluation)
        => Holds(@operator, left.Evaluate(ref evaluation), right.Evaluate(ref evaluation), ref evaluation) is { } known
            ? FeelValue.Of(known)
            : FeelValue.Null;

    public static bool? Holds(Operator @operator, FeelValue left, FeelValue right, ref Evaluation evaluation)
    {
        if (@operator is Operator.Equal or Operator.NotEqual)
        {
            return Comparison.AreEqual(left, right, ref evaluation) is { } equal ? equal == (@operator == Operator.Equal) : null;
        }

        return Comparison.Order(left, right, ref evaluation) is not { } order ? null : @operator switch
        {
            Operator.Less => order < 0,
            Operator.LessOrEqual => order <= 0,
            Operator.Greater => order > 0,
            _ => order >= 0,
        };
    }
}

internal sealed class ArithmeticNode(Operator @operator, Node left, Node right) : Node(Above(left, right))
{
    public override FeelPart ToPart() => new FeelOperation(Signs.Of(@operator), left.ToPart(), right.ToPart());

    protected override FeelValue Compute(ref Evaluation evaluation)
        => Arithmetic.Apply(@operator, left.Evaluate(ref evaluation), right.Evaluate(ref evaluation), ref evaluation);
}

internal sealed class NegationNode(Node operand) : Node(Above(operand))
{
    protected override FeelValue Compute(ref Evaluation evaluation) => Arithmetic.Negate(operand.Evaluate(ref evaluation));
}

/// <summary><c>and</c> and <c>or</c> over true, false and null (DMN 1.5, table 50); anything else counts as null.</summary>
internal sealed class LogicNode(bool isAnd, Node left, Node right) : Node(Above(left, right))
{
    public override FeelPart ToPart() => new FeelLogic(isAnd, left.ToPart(), right.ToPart());

    protected override FeelValue Compute(ref Evaluation evaluation)
    {
        // One operand can decide alone: false for and, true for or.
        var first = (left.Evaluate(ref evaluation) as FeelBoolean)?.Value;
        if (first == !isAnd)
        {
            return FeelValue.Of(!isAnd);
        }

        var second = (right.Evaluate(ref evaluation) as FeelBoolean)?.Value;
        if (second == !isAnd)
        {
            return FeelValue.Of(!isAnd);
        }

        return first is null || second is null ? FeelValue.Null : FeelValue.Of(isAnd);
    }
}

internal sealed class BetweenNode(Node value, Node low, Node high) : Node(Above(value, low, high))
{
    protected override FeelValue Compute(ref Evaluation evaluation)
    {
        var tested = value.Evaluate(ref evaluation);
        var range = new FeelRange(low.Evaluate(ref evaluation), high.Evaluate(ref evaluation), LowIncluded: true, HighIncluded: true);
        return range.Contains(tested, ref evaluation) is { } known ? FeelValue.Of(known) : FeelValue.Null;
    }
}

internal sealed class RangeNode(Node low, Node high, bool lowIncluded, bool highIncluded) : Node(Above(low, high))
{
    public Node Low => low;

    public Node High => high;

    protected override FeelValue Compute(ref Evaluation evaluation)
        => new FeelRange(low.Evaluate(ref evaluation), high.Evaluate(ref evaluation), lowIncluded, highIncluded);
}

/// <summary>A test without its left side: <c>&lt; 5</c>. Alone it is the range it describes.</summary>
internal sealed class UnaryTestNode(Operator @operator, Node operand) : Node(Above(operand))
{
    public bool? Test(FeelValue value, ref Evaluation evaluation)
    {
        evaluation.Charge(1);
        return OrderNode.Holds(@operator, value, operand.Evaluate(ref evaluation), ref evaluation);
    }

    protected override FeelValue Compute(ref Evaluation evaluation) => FeelValue.Null;
}

/// <summary><c>x in tests</c>: true when one test holds, else null when one could not be made, else false.</summary>
internal sealed class InNode(Node value, IReadOnlyList<Node> tests) : Node(Math.Max(Above(value), Above(tests)))
{
    public override FeelPart ToPart() => new FeelMembership(value.ToPart(), [.. tests.Select(t => t.ToPart())]);

    protected override FeelValue Compute(ref Evaluation evaluation)
    {
        var tested = value.Evaluate(ref evaluation);
        var unknown = false;
        for (var i = 0; i < tests.Count; i++)
        {
            var holds = tests[i] is UnaryTestNode unary
                ? unary.Test(tested, ref evaluation)
                : Holds(tested, tests[i].Evaluate(ref evaluation), ref evaluation);
            if (holds == true)
            {
                return FeelValue.True;
            }

            unknown |= holds is null;
        }

        return unknown ? FeelValue.Null : FeelValue.False;
    }

    private static bool? Holds(FeelValue tested, FeelValue test, ref Evaluation evaluation)
    {
        if (test is FeelRange range)
        {
            return range.Contains(tested, ref evaluation);
        }

        if (test is not FeelList list)
        {
            return Comparison.AreEqual(tested, test, ref evaluation);
        }

        foreach (var item in list.Items)
        {
            evaluation.Charge(1);
            var holds = item is FeelRange inner
                ? inner.Contains(tested, ref evaluation)
                : Comparison.AreEqual(tested, item, ref evaluation);
            if (holds == true)
            {
                return true;
            }
        }

        // A list is a value too: [1] in [[1]] was found above, [1] in [1] is the same list.
        return tested is FeelList && Comparison.AreEqual(tested, list, ref evaluation) == true;
    }
}
