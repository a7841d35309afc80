using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Waiting for events: when timers are due, and what messages and signals are waited for.</summary>
internal sealed partial class StepRun
{
    private static readonly FeelExpression AsText = FeelExpression.Parse("string(key)");

    /// <summary>The host's facts have changed: timers by expression are evaluated again.</summary>
    public StepResult ReadFactsAgain()
    {
        for (var i = 0; i < state.WaitCount; i++)
        {
            var wait = state.WaitAt(i);
            if (wait.Kind == WaitKind.Timer && plan.Node(wait.NodeId) is { Schedule: null } node)
            {
                if (InputsOf(node, wait, plan) is { } input && Rearm(node, wait, input) is { } armed)
                {
                    Move(wait, armed);
                }
                else
                {
                    effects.Add(new TimerStale(wait.Number, node.Node, fault!.Code, fault.Text));
                }
            }
        }

        return events.Count + effects.Count == 0 ? Kernel.AlreadyHandled(before!) : Finish();
    }

    private void Move(Wait wait, Armed armed)
    {
        if (armed.Due == wait.Due && armed.Cycle == wait.Cycle)
        {
            return;
        }

        var node = armed.Node.Node;
        Emit(new TimerMoved(wait.Number, node.Id, armed.Due!.Value) { Cycle = armed.Cycle });
        effects.Add(new MoveTimer(wait.Number, node, armed.Due.Value, node.Timer!.Text));
    }

    /// <summary>
    /// When an armed timer is due by its rule as it is now; null on a fault. Occurrences of a cycle before the one that
    /// is waited for have been.
    /// </summary>
    private Armed? Rearm(NodePlan node, Wait wait, IReadOnlyDictionary<string, FeelValue> input)
    {
        if (Arm(node, wait.Scope, input, wait.Since ?? wait.Cycle?.Anchor ?? context.Now) is not { } armed)
        {
            return null;
        }

        var past = armed.Cycle is { } cycle && armed.Due < wait.Due ? cycle.CountDue(wait.Due.Value - TimeSpan.FromMilliseconds(1), context.Zone) : 0;
        if (past == 0)
        {
            return armed;
        }

        // Where the new rule has no more, the one that is waited for is the last.
        return armed.Cycle!.Skip(past, context.Zone) is { } next ? armed with { Due = next.Due, Cycle = next.Cycle } : armed with { Due = wait.Due, Cycle = null };
    }

    /// <summary>The inputs of the activity a timer sits on; null on a fault.</summary>
    private IReadOnlyDictionary<string, FeelValue>? InputsOf(NodePlan timer, Wait wait, ProcessPlan of) =>
        wait.Owner is not { } owner || state.FindScope(owner)?.Loop is not null ? NoValues : Inputs(of.Node(timer.Node.AttachedTo!.Id), wait.Scope);

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

    private Armed? Arm(NodePlan node, long at, IReadOnlyDictionary<string, FeelValue>? input) => Arm(node, at, input, context.Now);

    /// <summary>A boundary event sees the inputs of its activity; a duration counts from when it began to be waited for.</summary>
    private Armed? Arm(NodePlan node, long at, IReadOnlyDictionary<string, FeelValue>? input, DateTimeOffset from)
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

        if (schedule?.Arm(from, context.Zone) is { } timer)
        {
            return new Armed(node, timer.Due, timer.Cycle, null) { Since = rule.Kind == TimerKind.Duration ? TimerSchedule.WholeMilliseconds(from) : null };
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
        Emit(new WaitOpened(new Wait(number, kind, node.Id, armed.Due, owner) { Cycle = armed.Cycle, Since = armed.Since, Scope = at, Group = group, Key = armed.Key }));
        effects.Add(kind == WaitKind.Timer
            ? new ArmTimer(number, node, armed.Due!.Value, node.Timer!.Text, owner)
            : new Subscribe(number, node, kind == WaitKind.Signal ? EventKind.Signal : EventKind.Message, node.Event?.Name ?? node.Id, armed.Key));
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

    /// <summary>An event that is to be waited for.</summary>
    private readonly record struct Armed(NodePlan Node, DateTimeOffset? Due, TimerCycle? Cycle, string? Key)
    {
        /// <summary>For a timer by duration, when it was armed; else null.</summary>
        public DateTimeOffset? Since { get; init; }
    }
}
