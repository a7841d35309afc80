using SagsFlow.Engine.Feel.BuiltIns;

namespace SagsFlow.Engine.Feel.Nodes;

internal sealed class CallNode(string name, BuiltInBody body, IReadOnlyList<Node> arguments) : Node(Above(arguments))
{
    public override FeelPart ToPart() => new FeelCall(name, [.. arguments.Select(a => a.ToPart())]);

    protected override FeelValue Compute(ref Evaluation evaluation)
    {
        var values = new FeelValue[arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(ref evaluation);
        }

        return body(values, ref evaluation);
    }
}

internal sealed class HostCallNode(string name, Func<FeelValue[], FeelValue> function, IReadOnlyList<Node> arguments) : Node(Above(arguments))
{
    public override FeelPart ToPart() => new FeelCall(name, [.. arguments.Select(a => a.ToPart())]);

    protected override FeelValue Compute(ref Evaluation evaluation)
    {
        // What the host answers may change with its version: a call is never folded into a constant.
        _ = evaluation.Scope;
        var values = new FeelValue[arguments.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(ref evaluation);
        }

        return function(values);
    }
}
