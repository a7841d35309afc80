using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Entering what waits: activities with their boundary events, and catch events.</summary>
internal sealed partial class StepRun
{
    private static readonly IReadOnlyDictionary<string, FeelValue> NoValues = VariableMap.Empty;

    private static readonly FeelExpression AsText = FeelExpression.Parse("string(key)");

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

    /// <summary>The key of a message as text, null for one without; false on a fault.</summary>
    private bool TryKey(NodePlan node, long at, IReadOnlyDictionary<string, FeelValue>? input, out string? key)
    {
        key = null;
        if (node.Node.Event?.Key is not { } expression)
        {
            return true;
        }

        Names.Nearest = input;
        var value = Evaluate(expression, At(at), node.Node);
        Names.Nearest = null;
        if (value is FeelNull)
        {
            fault = Fault.NoValue(node.Node, "Nøglen", expression.Text);
        }

        key = value is null or FeelNull ? null : (AsText.Evaluate(new FeelScope(VariableMap.Empty.With("key", value), context.Now, context.Zone)) as FeelString)?.Value;
        return key is not null;
    }

    /// <summary>Evaluates when and for what events are to be waited; null on a fault.</summary>
    private Armed[]? ArmAll(NodePlan[] nodes, long at, IReadOnlyDictionary<string, FeelValue>? input)
    {
        var armed = nodes.Length == 0 ? [] : new Armed[nodes.Length];
        for (var i = 0; i < armed.Length; i++)
        {
            if (Arm(nodes[i], at, input) is not { } one)
            {
                return null;
            }

            armed[i] = one;
        }

        return armed;
    }

    /// <summary>A boundary event sees the inputs of its activity.</summary>
    private Armed? Arm(NodePlan node, long at, IReadOnlyDictionary<string, FeelValue>? input)
    {
        if (node.Node.Event!.Kind != EventKind.Timer)
        {
            return TryKey(node, at, input, out var key) ? new Armed(node, null, null, key) : null;
        }

        var rule = node.Node.Timer!;
        var schedule = node.Schedule;
        if (schedule is null)
        {
            Names.Nearest = input;
            var value = Evaluate(rule.Expression, At(at), node.Node);
            Names.Nearest = null;
            if (value is null)
            {
                return null;
            }

            if (value is FeelNull)
            {
                fault = Fault.NoValue(node.Node, "Fristen", rule.Text);
                return null;
            }

            schedule = TimerSchedule.From(rule.Kind, value);
        }

        if (schedule?.Arm(context.Now, context.Zone) is { } timer)
        {
            return new Armed(node, timer.Due, timer.Cycle, null);
        }

        fault = Fault.Timer(node.Node, rule.Text);
        return null;
    }

    private void OpenAll(Armed[] armed, long at, long owner)
    {
        foreach (var one in armed)
        {
            Open(one, at, owner, null);
        }
    }

    private void Open(Armed armed, long at, long? owner, long? group)
    {
        var number = state.Sequence + 1;
        var node = armed.Node.Node;
        var kind = node.Event?.Kind switch { EventKind.Timer => WaitKind.Timer, EventKind.Signal => WaitKind.Signal, _ => WaitKind.Message };
        Emit(new WaitOpened(new Wait(number, kind, node.Id, armed.Due, owner) { Cycle = armed.Cycle, Scope = at, Group = group, Key = armed.Key }));
        effects.Add(kind == WaitKind.Timer
            ? new ArmTimer(number, node, armed.Due!.Value, node.Timer!.Text, owner)
            : new Subscribe(number, node, kind == WaitKind.Signal ? EventKind.Signal : EventKind.Message, node.Event?.Name ?? node.Id, armed.Key));
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

    /// <summary>A catch event reached by a token.</summary>
    private void AwaitEvent(NodePlan node, long at, long? group)
    {
        if (Arm(node, at, null) is { } armed)
        {
            Open(armed, at, null, group);
        }
        else
        {
            Raise(node, at, fault!, IncidentPhase.Enter);
        }
    }

    /// <summary>An event-based gateway waits for all the events after it (§ 10.6.6); the first to come is the way on.</summary>
    private void AwaitFirst(NodePlan gateway, long at)
    {
        var targets = Array.ConvertAll(gateway.Outgoing, f => f.Target);
        var armed = new Armed[targets.Length];
        for (var i = 0; i < armed.Length; i++)
        {
            var one = targets[i].Node.Kind == NodeKind.ReceiveTask
                ? TryKey(targets[i], at, null, out var key) ? new Armed(targets[i], null, null, key) : null
                : Arm(targets[i], at, null);
            if (one is not { } ready)
            {
                Raise(gateway, at, fault!, IncidentPhase.Enter);
                return;
            }

            armed[i] = ready;
        }

        var group = state.Sequence + 1;
        foreach (var one in armed)
        {
            Open(one, at, null, group);
        }
    }

    private readonly record struct Armed(NodePlan Node, DateTimeOffset? Due, TimerCycle? Cycle, string? Key);

    private sealed record Opening(IReadOnlyDictionary<string, FeelValue> Attributes, IReadOnlyDictionary<string, FeelValue> Input)
    {
        public string? ProcessId { get; init; }

        public string? Key { get; init; }

        /// <summary>What a script gave.</summary>
        public FeelValue? Result { get; init; }
    }
}
