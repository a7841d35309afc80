using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Tokens and nodes (BPMN 2.0.2, §§ 13.3–13.5).</summary>
internal sealed partial class StepRun
{
    private TokenQueue queue;
    private int visits;
    private FeelScope? scope;
    private NameView? names;
    private Fault? fault;

    private NameView Names => names ??= new NameView(state, context.Facts);

    /// <summary>What an expression sees in a scope.</summary>
    private FeelScope At(long number)
    {
        scope ??= new FeelScope(Names, context.Now, context.Zone);
        Names.At = number;
        return scope;
    }

    /// <summary>
    /// First come, first served: a token that goes round for ever does not keep the others from reaching their waits
    /// before the step limit stops it.
    /// </summary>
    private void RunTokens()
    {
        while (queue.TryDequeue(out var flow, out var at))
        {
            if (++visits > context.StepLimit)
            {
                Raise(flow.Target, at, Fault.TooManySteps(flow.Target.Node, context.StepLimit), IncidentPhase.Arrive, flow.Id);
                continue;
            }

            Emit(flow.Taken(at));
            if (!flow.Target.IsJoin)
            {
                Enter(flow.Target, at);
            }
            else if (flow.Target.Node.Kind == NodeKind.ParallelGateway && AllParked(flow.Target.IncomingIds, at))
            {
                Join(flow.Target, at, flow.Target.IncomingIds);
            }
        }
    }

    private bool AllParked(string[] flows, long at)
    {
        var tokens = state.Scope(at);
        foreach (var flow in flows)
        {
            if (!tokens.IsParked(flow))
            {
                return false;
            }
        }

        return true;
    }

    private void Join(NodePlan node, long at, string[] flows)
    {
        Emit(new JoinFired(node.Node.Id, flows) { Scope = at });
        Tell(node, NodeStepKind.Started);
        Route(node, at);
    }

    /// <summary>
    /// One inclusive join that need wait no longer (§ 13.4.3): for each of its empty flows, no token elsewhere in the
    /// scope could come to it that could not as well come to one that has a token already.
    /// </summary>
    private bool FireInclusiveJoin()
    {
        if (!plan.HasInclusiveJoins)
        {
            return false;
        }

        for (var i = 0; i < state.ScopeCount; i++)
        {
            var at = state.ScopeAt(i);
            foreach (var join in InsideOf(at).Joins)
            {
                if (Array.Exists(join.IncomingIds, at.IsParked) && !MustWait(join, at))
                {
                    Join(join, at.Number, Array.FindAll(join.IncomingIds, at.IsParked));
                    return true;
                }
            }
        }

        return false;
    }

    private bool MustWait(NodePlan join, ScopeBuilder at) => AnyToken(at.Number, node =>
    {
        var toEmpty = false;
        for (var i = 0; node != join && !node.Node.IsAdHoc && i < join.Reach.Length; i++)
        {
            if (!join.Reach[i][node.Node.Index])
            {
                continue;
            }

            if (at.IsParked(join.IncomingIds[i]))
            {
                return false;
            }

            toEmpty = true;
        }

        return toEmpty;
    });

    private void Enter(NodePlan node, long at)
    {
        if (node.Node.Loop is not null)
        {
            EnterLoop(node, at);
            return;
        }

        Tell(node, NodeStepKind.Started);

        switch (node.Node.Kind)
        {
            case NodeKind.UserTask:
            case NodeKind.ServiceTask:
            case NodeKind.CallActivity:
            case NodeKind.ReceiveTask:
            case NodeKind.SubProcess:
            case NodeKind.SendTask:
            case NodeKind.ScriptTask:
            case NodeKind.Task:
            case NodeKind.ManualTask:
                EnterActivity(node, at);
                break;
            case NodeKind.EventBasedGateway:
                AwaitFirst(node, at);
                break;
            case NodeKind.IntermediateCatchEvent when node.Node.Event!.Kind != EventKind.Link:
                AwaitEvent(node, at, null);
                break;
            case NodeKind.IntermediateThrowEvent:
            case NodeKind.EndEvent when node.Node.Event is not null:
                Throw(node, at);
                break;
            case NodeKind.ParallelGateway:
            case NodeKind.ExclusiveGateway:
            case NodeKind.InclusiveGateway:
                Route(node, at);
                break;
            default:
                Leave(node, at, null);
                break;
        }
    }

    /// <summary>Sets the outputs and sends the token on. <paramref name="result"/> is what a called process gave.</summary>
    private void Leave(NodePlan node, long at, VariableMap? result)
    {
        if (node.Outputs.Length > 0 && !SetOutputs(node, at, result))
        {
            Raise(node, at, fault!, IncidentPhase.Leave, result: result);
            return;
        }

        Route(node, at);
    }

    /// <summary>All outputs are evaluated before the first is set: they see the same variables, and a fault sets none.</summary>
    private bool SetOutputs(NodePlan node, long at, VariableMap? result)
    {
        var source = result is null
            ? At(at)
            : new FeelScope(new NameView(null, context.Facts) { Nearest = result }, context.Now, context.Zone);
        if (EvaluateMappings(node, node.Outputs, source) is not { } values)
        {
            return false;
        }

        // What a sub-process puts out goes to the scope around it, past its own variables of the same name.
        var to = HoldsSubProcess(node) && IsScopeOf(node, at) ? state.Scope(at).Parent : at;
        for (var i = 0; i < values.Length; i++)
        {
            SetVariable(to, node.Outputs[i].Target, values[i]);
        }

        return true;
    }

    /// <summary>Sends a token out of a node. A node without a way out consumes it, and so does one of an activity's several times.</summary>
    private void Route(NodePlan node, long at)
    {
        if (at != 0 && node.Node.Loop is not null && IsScopeOf(node, at) && state.Scope(at).Loop is null)
        {
            // The loop goes on when the step finds this one empty.
            return;
        }

        if (node.TakesAll)
        {
            TellLeft(node);
            foreach (var flow in node.Outgoing)
            {
                queue.Enqueue(flow, at);
            }

            return;
        }

        var mark = queue.Mark();
        var taken = false;
        foreach (var flow in node.Outgoing)
        {
            if (ReferenceEquals(flow, node.Default))
            {
                continue;
            }

            if (flow.Condition is { } condition)
            {
                var value = Evaluate(condition, At(at), node.Node);
                if (value is null)
                {
                    queue.Return(mark);
                    Raise(node, at, fault!, IncidentPhase.Route);
                    return;
                }

                if (value is not FeelBoolean { Value: true })
                {
                    continue;
                }
            }

            taken = true;
            queue.Enqueue(flow, at);
            if (node.Node.Kind == NodeKind.ExclusiveGateway)
            {
                break;
            }
        }

        if (!taken && node.Default is null)
        {
            Raise(node, at, Fault.NoWay(node.Node), IncidentPhase.Route);
            return;
        }

        TellLeft(node);
        if (!taken)
        {
            queue.Enqueue(node.Default!, at);
        }
    }

    /// <summary>The times of a loop are told of one by one.</summary>
    private void TellLeft(NodePlan node)
    {
        if (node.Node.Loop is null)
        {
            Tell(node, NodeStepKind.Completed);
        }
    }

    /// <summary>The value of an expression, or null when it could not be evaluated; the reason is then in the fault.</summary>
    private FeelValue? Evaluate(FeelExpression expression, FeelScope from, Node node)
    {
        try
        {
            return expression.Evaluate(from);
        }
        catch (FeelEvaluationException e)
        {
            fault = Fault.Expression(node, expression.Text, e.Message);
            return null;
        }
    }

    private FeelValue[]? EvaluateMappings(NodePlan node, Mapping[] mappings, FeelScope from)
    {
        var values = new FeelValue[mappings.Length];
        for (var i = 0; i < mappings.Length; i++)
        {
            var mapping = mappings[i];
            if (Evaluate(mapping.Source, from, node.Node) is not { } value)
            {
                return null;
            }

            // A source that says null outright means it; any other null is a name or a value that is not there.
            if (value is FeelNull && mapping.Source.ConstantValue is not FeelNull)
            {
                fault = Fault.NoValue(node.Node, $"Værdien til »{mapping.Target}«", mapping.Source.Text);
                return null;
            }

            values[i] = value;
        }

        return values;
    }
}
