using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Entering activities, with their boundary events.</summary>
internal sealed partial class StepRun
{
    private static readonly IReadOnlyDictionary<string, FeelValue> NoValues = VariableMap.Empty;

    /// <summary>Evaluates all there is to evaluate before anything is opened, so that a fault leaves nothing half done.</summary>
    private void EnterActivity(NodePlan node, long at)
    {
        if (Prepare(node, at) is not { } opening || ArmAll(node.Boundaries, at, opening.Input) is not { } armed)
        {
            Raise(node, at, fault!, IncidentPhase.Enter);
            return;
        }

        if (Waits(node))
        {
            OpenAll(armed, at, Open(node, at, opening, replaces: null));
        }
        else if (HoldsSubProcess(node))
        {
            var number = OpenScope(node, at, opening.Input, null);
            OpenAll(armed, at, number);
            Begin(node, number);
        }
        else
        {
            Pass(node, at, opening);
        }
    }

    /// <summary>Whether it is somebody else who finishes the activity.</summary>
    private static bool Waits(NodePlan node) => node.Node.Kind is NodeKind.UserTask or NodeKind.ServiceTask or NodeKind.CallActivity or NodeKind.ReceiveTask;

    /// <summary>An activity that is done as soon as it is entered: its boundary events are never waited for.</summary>
    private void Pass(NodePlan node, long at, Opening opening)
    {
        if (node.Node.Kind == NodeKind.SendTask && node.Node.Event is not null)
        {
            Publish(node, opening.Key, opening.Input);
        }

        if (opening.Result is FeelContext variables)
        {
            foreach (var (name, value) in variables.Entries)
            {
                SetVariable(at, name, value);
            }
        }

        Leave(node, at, null);
    }

    private void OpenAgain(NodePlan node, long at, long failed)
    {
        if (Prepare(node, at) is { } opening)
        {
            Open(node, at, opening, failed);
        }
        else
        {
            Raise(node, at, fault!, IncidentPhase.Job, wait: failed);
        }
    }

    /// <summary>Evaluates the inputs, and over them what the kind of activity needs; null on a fault.</summary>
    private Opening? Prepare(NodePlan node, long at)
    {
        if (Inputs(node, at) is not { } input)
        {
            return null;
        }

        switch (node.Node.Kind)
        {
            case NodeKind.CallActivity:
                return Called(node, at) is { } process ? new Opening(NoValues, input) { ProcessId = process } : null;
            case NodeKind.ReceiveTask:
            case NodeKind.SendTask:
                return TryKey(node, at, input, out var key) ? new Opening(NoValues, input) { Key = key } : null;
            case NodeKind.ScriptTask when node.Node.Script is { } script:
                Names.Nearest = input;
                var result = Evaluate(script, At(at), node.Node);
                Names.Nearest = null;
                return result is null ? null : new Opening(NoValues, input) { Result = result };
            case NodeKind.UserTask:
            case NodeKind.ServiceTask:
                return Attributes(node, at, input) is { } attributes ? new Opening(attributes, input) : null;
            default:
                return new Opening(NoValues, input);
        }
    }

    private IReadOnlyDictionary<string, FeelValue>? Inputs(NodePlan node, long at)
    {
        if (node.Inputs.Length == 0)
        {
            return NoValues;
        }

        if (EvaluateMappings(node, node.Inputs, At(at)) is not { } values)
        {
            return null;
        }

        var map = VariableMap.Empty;
        for (var i = 0; i < values.Length; i++)
        {
            map = map.With(node.Inputs[i].Target, values[i]);
        }

        return map;
    }

    /// <summary>The called process is named by the caller's variables; its inputs are the callee's and hide nothing here.</summary>
    private string? Called(NodePlan node, long at)
    {
        var expression = node.Node.CalledProcess!;
        switch (Evaluate(expression, At(at), node.Node))
        {
            case FeelString id:
                return id.Value;
            case null:
                return null;
            case FeelNull:
                fault = Fault.NoValue(node.Node, "Den kaldte proces", expression.Text);
                return null;
            default:
                fault = Fault.NotText(node.Node, "Den kaldte proces", expression.Text);
                return null;
        }
    }

    private IReadOnlyDictionary<string, FeelValue>? Attributes(NodePlan node, long at, IReadOnlyDictionary<string, FeelValue> input)
    {
        if (node.ConstantAttributes is not null)
        {
            return node.ConstantAttributes;
        }

        var values = new Dictionary<string, FeelValue>(node.Attributes.Length, StringComparer.Ordinal);
        Names.Nearest = input;
        try
        {
            foreach (var (name, expression) in node.Attributes)
            {
                if (Evaluate(expression, At(at), node.Node) is not { } value)
                {
                    return null;
                }

                if (value is FeelNull)
                {
                    fault = Fault.NoValue(node.Node, $"»{name}«", expression.Text);
                    return null;
                }

                values.Add(name, value);
            }

            return values;
        }
        finally
        {
            Names.Nearest = null;
        }
    }

    private long Open(NodePlan node, long at, Opening opening, long? replaces)
    {
        var number = state.Sequence + 1;
        var kind = node.Node.Kind switch
        {
            NodeKind.UserTask => WaitKind.Task,
            NodeKind.ServiceTask => WaitKind.Job,
            NodeKind.ReceiveTask => WaitKind.Message,
            _ => WaitKind.Call,
        };
        Emit(new WaitOpened(new Wait(number, kind, node.Node.Id, null, null) { Scope = at, Key = opening.Key }, replaces));
        effects.Add(kind switch
        {
            WaitKind.Task => new CreateTask(number, node.Node, opening.Attributes) { Input = opening.Input },
            WaitKind.Job => new EnqueueJob(number, node.Node, opening.Attributes, opening.Input),
            WaitKind.Message => new Subscribe(number, node.Node, EventKind.Message, node.Node.Event?.Name ?? node.Node.Id, opening.Key),
            _ => new CallProcess(number, node.Node, opening.ProcessId!, opening.Input),
        });
        return number;
    }

    private sealed record Opening(IReadOnlyDictionary<string, FeelValue> Attributes, IReadOnlyDictionary<string, FeelValue> Input)
    {
        public string? ProcessId { get; init; }

        public string? Key { get; init; }

        /// <summary>What a script gave.</summary>
        public FeelValue? Result { get; init; }
    }
}
