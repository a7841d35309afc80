namespace SagsFlow.Engine.Feel.Nodes;

/// <summary>A node of the tree an expression is parsed into. Immutable, so one tree serves every thread.</summary>
internal abstract class Node(int height)
{
    /// <summary>Levels from here to the deepest leaf; the parser bounds it, since evaluation uses the stack.</summary>
    public int Height => height;

    public FeelValue Evaluate(ref Evaluation evaluation)
    {
        evaluation.Charge(1);
        return Compute(ref evaluation);
    }

    /// <summary>What a host may read of the node.</summary>
    public virtual FeelPart ToPart() => new FeelOther();

    protected abstract FeelValue Compute(ref Evaluation evaluation);

    protected static int Above(Node first) => first.Height + 1;

    protected static int Above(Node first, Node second) => Math.Max(first.Height, second.Height) + 1;

    protected static int Above(Node first, Node second, Node third) => Math.Max(Above(first, second), Above(third));

    protected static int Above(IReadOnlyList<Node> nodes)
    {
        var highest = 0;
        foreach (var node in nodes)
        {
            highest = Math.Max(highest, node.Height);
        }

        return highest + 1;
    }
}

internal sealed class LiteralNode(FeelValue value) : Node(1)
{
    public FeelValue Value => value;

    public override FeelPart ToPart() => new FeelLiteral(value);

    protected override FeelValue Compute(ref Evaluation evaluation) => value;
}

/// <summary>A name that only the scope can give.</summary>
internal sealed class ScopeNameNode(string name) : Node(1)
{
    public override FeelPart ToPart() => new FeelName([name]);

    protected override FeelValue Compute(ref Evaluation evaluation)
        => evaluation.Scope.Variables.TryGetValue(name, out var value) ? value : FeelValue.Null;
}

/// <summary>A name bound inside the expression, or one in a filter that may be an entry of the item.</summary>
internal sealed class LocalNameNode(string name) : Node(1)
{
    protected override FeelValue Compute(ref Evaluation evaluation)
    {
        for (var frame = evaluation.Locals; frame is not null; frame = frame.Parent)
        {
            // A long context binds many names; walking past them is work too.
            evaluation.Charge(1);
            if (frame.TryGet(name, out var local))
            {
                return local;
            }
        }

        return evaluation.Scope.Variables.TryGetValue(name, out var value) ? value : FeelValue.Null;
    }
}

internal sealed class PathNode(Node source, string name) : Node(Above(source))
{
    public override FeelPart ToPart() => source.ToPart() is FeelName whole ? new FeelName([.. whole.Path, name]) : new FeelOther();

    protected override FeelValue Compute(ref Evaluation evaluation)
        => Properties.Read(source.Evaluate(ref evaluation), name, ref evaluation, depth: 0);
}

internal sealed class IfNode(Node condition, Node then, Node otherwise) : Node(Above(condition, then, otherwise))
{
    public Node Then => then;

    public Node Otherwise => otherwise;

    public override FeelPart ToPart() => new FeelChoice(condition.ToPart(), then.ToPart(), otherwise.ToPart());

    /// <summary>Anything but true takes the other way (DMN 1.5, table 55).</summary>
    protected override FeelValue Compute(ref Evaluation evaluation)
        => condition.Evaluate(ref evaluation) is FeelBoolean { Value: true }
            ? then.Evaluate(ref evaluation)
            : otherwise.Evaluate(ref evaluation);
}
