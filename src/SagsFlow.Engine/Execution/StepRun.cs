using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>
/// One step: the commands. The working state changes only by <see cref="Emit"/>; the other parts are
/// <c>StepRun.Nodes</c> (tokens and nodes), <c>StepRun.Activities</c> (entering what waits) and <c>StepRun.Restore</c>.
/// </summary>
internal sealed partial class StepRun
{
    private readonly ProcessPlan plan;
    private readonly ProcessState? before;
    private readonly StepContext context;
    private readonly StateBuilder state;
    private readonly List<ProcessEvent> events = new(8);
    private readonly List<Effect> effects = new(4);

    public StepRun(ProcessPlan plan, ProcessState? before, StepContext context)
    {
        this.plan = plan;
        this.before = before;
        this.context = context;
        state = new StateBuilder(before);
    }

    public StepResult Start(Start command)
    {
        Emit(new InstanceStarted(plan.Hash, VariableMap.From(command.Variables)));
        foreach (var node in plan.Starts)
        {
            Enter(node);
        }

        return Finish();
    }

    /// <summary>A task or job is done.</summary>
    public StepResult Complete(long number, WaitKind kind, FeelContext result)
    {
        if (Find(number, kind) is not { } wait)
        {
            return Kernel.AlreadyHandled(before!);
        }

        var node = plan.Node(wait.NodeId);
        Emit(new WaitClosed(number, wait.NodeId, WaitEnd.Done));
        CancelTimersOf(number);
        Emit(new VariableSet(node.Node.Id, result));
        Leave(node, null);
        return Finish();
    }

    /// <summary>A called process has ended. Without output mappings none of its variables comes back.</summary>
    public StepResult Return(long number, IReadOnlyDictionary<string, FeelValue> variables)
    {
        if (Find(number, WaitKind.Call) is not { } wait)
        {
            return Kernel.AlreadyHandled(before!);
        }

        Emit(new WaitClosed(number, wait.NodeId, WaitEnd.Done));
        CancelTimersOf(number);
        Leave(plan.Node(wait.NodeId), VariableMap.From(variables));
        return Finish();
    }

    public StepResult Fire(long number)
    {
        if (Find(number, WaitKind.Timer) is not { } wait)
        {
            return Kernel.AlreadyHandled(before!);
        }

        if (context.Now < wait.Due)
        {
            throw new ArgumentOutOfRangeException(nameof(number), $"Timer {number} is not due before {wait.Due:O}.");
        }

        var node = plan.Node(wait.NodeId);
        var repeats = wait.Cycle is not null && node.Node is { Kind: NodeKind.BoundaryEvent, CancelActivity: false };
        var occurrences = repeats ? Math.Max(1, wait.Cycle!.CountDue(context.Now, context.Zone)) : 1;
        Emit(new WaitClosed(number, wait.NodeId, WaitEnd.Done, occurrences));
        if (wait.Owner is { } owner)
        {
            if (node.Node.CancelActivity)
            {
                Interrupt(owner);
            }
            else if (repeats && wait.Cycle!.Skip(occurrences, context.Zone) is { } next)
            {
                OpenTimer(node, next.Due, next.Cycle, owner);
            }
        }

        Leave(node, null);
        return Finish();
    }

    /// <summary>The activity stays entered: its boundary timers run on, and a retry takes them over.</summary>
    public StepResult Fail(long number, string error)
    {
        if (Find(number, WaitKind.Job) is not { } wait)
        {
            return Kernel.AlreadyHandled(before!);
        }

        var node = plan.Node(wait.NodeId);
        Emit(new WaitClosed(number, wait.NodeId, WaitEnd.Failed));
        Raise(node, Fault.Job(node.Node, error), IncidentPhase.Job, wait: number);
        return Finish();
    }

    public StepResult Cancel(string reason)
    {
        while (state.WaitCount > 0)
        {
            CancelWait(state.WaitAt(0));
        }

        while (state.IncidentCount > 0)
        {
            Resolve(state.IncidentAt(0));
        }

        End(cancelled: true, reason);
        return Finish();
    }

    public StepResult Retry(long number)
    {
        var at = state.FindIncident(number);
        if (at < 0)
        {
            return Kernel.AlreadyHandled(before!);
        }

        var incident = state.IncidentAt(at);
        var node = plan.Node(incident.NodeId);
        Resolve(incident);
        switch (incident.Phase)
        {
            case IncidentPhase.Arrive:
                queue.Enqueue(plan.Flow(incident.FlowId!));
                break;
            case IncidentPhase.Enter:
                Enter(node);
                break;
            case IncidentPhase.Job:
                OpenAgain(node, incident.Wait!.Value);
                break;
            case IncidentPhase.Leave:
                Leave(node, incident.Result);
                break;
            default:
                Route(node);
                break;
        }

        return Finish();
    }

    private Wait? Find(long number, WaitKind kind)
    {
        var at = state.FindWait(number);
        return at >= 0 && state.WaitAt(at).Kind == kind ? state.WaitAt(at) : null;
    }

    private void Emit(ProcessEvent happened)
    {
        happened.Apply(state);
        events.Add(happened);
    }

    /// <summary>Moves every token until it waits; the instance is over when the last one is consumed.</summary>
    private StepResult Finish()
    {
        RunTokens();
        if (!state.IsEnded && !state.HasTokens)
        {
            End(cancelled: false, null);
        }

        return new StepResult(StepOutcome.Applied, state.Freeze(), events, effects);
    }

    private void End(bool cancelled, string? reason)
    {
        Emit(new InstanceEnded(cancelled, reason));
        effects.Add(new Ended(cancelled, state.Variables));
    }

    private void Raise(NodePlan node, Fault fault, IncidentPhase phase, string? flow = null, long? wait = null, VariableMap? result = null)
    {
        var incident = new Incident(state.Sequence + 1, node.Node.Id, fault.Code, fault.Text, phase) { FlowId = flow, Wait = wait, Result = result };
        Emit(new IncidentRaised(incident));
        effects.Add(new RaiseIncident(incident.Number, node.Node, fault.Code, fault.Text));
    }

    private void Resolve(Incident incident)
    {
        Emit(new IncidentResolved(incident.Number, incident.NodeId));
        effects.Add(new ResolveIncident(incident.Number, plan.Node(incident.NodeId).Node));
    }

    /// <summary>Ends an activity from its boundary: its wait or its failed job, and its other timers.</summary>
    private void Interrupt(long owner)
    {
        var at = state.FindWait(owner);
        if (at >= 0)
        {
            CancelWait(state.WaitAt(at));
        }
        else
        {
            for (var i = state.IncidentCount - 1; i >= 0; i--)
            {
                if (state.IncidentAt(i).Wait == owner)
                {
                    Resolve(state.IncidentAt(i));
                }
            }
        }

        CancelTimersOf(owner);
    }

    private void CancelTimersOf(long owner)
    {
        for (var i = 0; i < state.WaitCount;)
        {
            var wait = state.WaitAt(i);
            if (wait.Owner == owner)
            {
                CancelWait(wait);
            }
            else
            {
                i++;
            }
        }
    }

    private void CancelWait(Wait wait)
    {
        Emit(new WaitClosed(wait.Number, wait.NodeId, WaitEnd.Cancelled));
        var node = plan.Node(wait.NodeId).Node;
        effects.Add(wait.Kind switch
        {
            WaitKind.Task => new CancelTask(wait.Number, node),
            WaitKind.Timer => new CancelTimer(wait.Number, node),
            WaitKind.Job => new CancelJob(wait.Number, node),
            _ => new CancelCall(wait.Number, node),
        });
    }
}
