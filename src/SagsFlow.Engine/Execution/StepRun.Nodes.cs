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

    private FeelScope Scope => scope ??= new FeelScope(Names, context.Now, context.Zone);

    private NameView Names => names ??= new NameView(state, context.Facts);

    /// <summary>
    /// First come, first served: a token that goes round for ever does not keep the others from reaching their waits
    /// before the step limit stops it.
    /// </summary>
    private void RunTokens()
    {
        while (queue.TryDequeue(out var flow))
        {
            if (++visits > context.StepLimit)
            {
                Raise(flow.Target, Fault.TooManySteps(flow.Target.Node, context.StepLimit), IncidentPhase.Arrive, flow.Id);
                continue;
            }

            Emit(flow.Taken);
            if (!flow.Target.IsJoin)
            {
                Enter(flow.Target);
            }
            else if (AllParked(flow.Target.IncomingIds))
            {
                Emit(flow.Target.Joined);
                Route(flow.Target);
            }
        }
    }

    private bool AllParked(string[] flows)
    {
        foreach (var flow in flows)
        {
            if (!state.IsParked(flow))
            {
                return false;
            }
        }

        return true;
    }

    private void Enter(NodePlan node)
    {
        switch (node.Node.Kind)
        {
            case NodeKind.UserTask:
            case NodeKind.ServiceTask:
            case NodeKind.CallActivity:
                EnterActivity(node);
                break;
            case NodeKind.IntermediateCatchEvent:
                if (Due(node, null) is { } due)
                {
                    OpenTimer(node, due.Due, due.Cycle, null);
                }
                else
                {
                    Raise(node, fault!, IncidentPhase.Enter);
                }

                break;
            case NodeKind.ParallelGateway:
            case NodeKind.ExclusiveGateway:
                Route(node);
                break;
            default:
                Leave(node, null);
                break;
        }
    }

    /// <summary>Sets the outputs and sends the token on. <paramref name="result"/> is what a called process gave.</summary>
    private void Leave(NodePlan node, VariableMap? result)
    {
        if (node.Outputs.Length > 0 && !SetOutputs(node, result))
        {
            Raise(node, fault!, IncidentPhase.Leave, result: result);
            return;
        }

        Route(node);
    }

    /// <summary>All outputs are evaluated before the first is set: they see the same variables, and a fault sets none.</summary>
    private bool SetOutputs(NodePlan node, VariableMap? result)
    {
        var source = result is null
            ? Scope
            : new FeelScope(new NameView(null, context.Facts) { Nearest = result }, context.Now, context.Zone);
        if (EvaluateMappings(node, node.Outputs, source) is not { } values)
        {
            return false;
        }

        for (var i = 0; i < values.Length; i++)
        {
            Emit(new VariableSet(node.Outputs[i].Target, values[i]));
        }

        return true;
    }

    /// <summary>Sends a token out of a node. A node without a way out consumes it.</summary>
    private void Route(NodePlan node)
    {
        if (node.TakesAll)
        {
            foreach (var flow in node.Outgoing)
            {
                queue.Enqueue(flow);
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
                var value = Evaluate(condition, Scope, node.Node);
                if (value is null)
                {
                    queue.Return(mark);
                    Raise(node, fault!, IncidentPhase.Route);
                    return;
                }

                if (value is not FeelBoolean { Value: true })
                {
                    continue;
                }
            }

            taken = true;
            queue.Enqueue(flow);
            if (node.Node.Kind == NodeKind.ExclusiveGateway)
            {
                return;
            }
        }

        if (taken)
        {
            return;
        }

        if (node.Default is not null)
        {
            queue.Enqueue(node.Default);
        }
        else
        {
            Raise(node, Fault.NoWay(node.Node), IncidentPhase.Route);
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

    /// <summary>Flows that tokens are on, in the order they were taken.</summary>
    private struct TokenQueue
    {
        private FlowPlan[]? items;
        private int head;
        private int tail;

        public void Enqueue(FlowPlan flow)
        {
            items ??= new FlowPlan[4];
            if (tail == items.Length)
            {
                if (head > items.Length / 2)
                {
                    Array.Copy(items, head, items, 0, tail - head);
                    tail -= head;
                    head = 0;
                }
                else
                {
                    Array.Resize(ref items, items.Length * 2);
                }
            }

            items[tail++] = flow;
        }

        public bool TryDequeue([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FlowPlan? flow)
        {
            flow = head < tail ? items![head++] : null;
            if (head == tail)
            {
                head = tail = 0;
            }

            return flow is not null;
        }

        /// <summary>How many tokens are queued, to return to when some that were added must be taken back.</summary>
        public readonly int Mark() => tail - head;

        public void Return(int mark) => tail = head + mark;
    }
}
