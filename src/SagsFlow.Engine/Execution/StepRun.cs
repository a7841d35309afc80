using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>
/// One step: the commands. The working state changes only by <see cref="Emit"/>; the other parts are
/// <c>StepRun.Nodes</c> (tokens and nodes), <c>StepRun.Activities</c>, <c>StepRun.Waiting</c> (timers, messages and signals that are waited for), <c>StepRun.Scopes</c>
/// (sub-processes), <c>StepRun.Loops</c>, <c>StepRun.Events</c> (what comes and what is thrown),
/// <c>StepRun.Restore</c>, <c>StepRun.Modify</c> (interventions) and <c>StepRun.Migrate</c>.
/// </summary>
internal sealed partial class StepRun
{
    private ProcessPlan plan;
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
        Listen(plan.Level, 0);
        if (command.Node is not null)
        {
            StartAt(plan.Node(command.Node), command.Payload);
        }
        else
        {
            foreach (var node in plan.Level.Starts)
            {
                Enter(node, 0);
            }
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
        CancelBoundary(number);
        if (wait.AdHoc is null)
        {
            SetVariable(wait.Scope, node.Node.Id, result);
        }

        Leave(node, wait.Scope, null);
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
        CancelBoundary(number);
        Leave(plan.Node(wait.NodeId), wait.Scope, VariableMap.From(variables));
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

        Occur(wait, null);
        return Finish();
    }

    public StepResult Deliver(long number, FeelContext payload)
    {
        if ((Find(number, WaitKind.Message) ?? Find(number, WaitKind.Signal)) is not { } wait)
        {
            return Kernel.AlreadyHandled(before!);
        }

        Occur(wait, payload);
        return Finish();
    }

    /// <summary>The activity stays entered: its boundary events are waited for still, and a retry takes them over.</summary>
    public StepResult Fail(long number, string error)
    {
        if (Find(number, WaitKind.Job) is not { } wait)
        {
            return Kernel.AlreadyHandled(before!);
        }

        var node = plan.Node(wait.NodeId);
        Emit(new WaitClosed(number, wait.NodeId, WaitEnd.Failed));
        Raise(node, wait.Scope, Fault.Job(node.Node, error), IncidentPhase.Job, wait: number);
        return Finish();
    }

    /// <summary>A job or a called process ended in an error.</summary>
    public StepResult FailWithError(long number, WaitKind kind, string code)
    {
        if (Find(number, kind) is not { } wait)
        {
            return Kernel.AlreadyHandled(before!);
        }

        Emit(new WaitClosed(number, wait.NodeId, WaitEnd.Failed));
        Tell(plan.Node(wait.NodeId), NodeStepKind.Failed);
        ThrowFromActivity(EventKind.Error, code, wait);
        return Finish();
    }

    /// <summary>A called process, which goes on, threw an escalation.</summary>
    public StepResult EscalateFromCall(long number, string code)
    {
        if (Find(number, WaitKind.Call) is not { } wait)
        {
            return Kernel.AlreadyHandled(before!);
        }

        ThrowFromActivity(EventKind.Escalation, code, wait);
        return Finish();
    }

    public StepResult Cancel(string reason)
    {
        CancelContents(0);
        End(cancelled: true, reason, null);
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
                queue.Enqueue(plan.Flow(incident.FlowId!), incident.Scope);
                break;
            case IncidentPhase.Enter:
                EnterAgain(node, incident.Scope);
                break;
            case IncidentPhase.Job:
                OpenAgain(node, incident.Scope, incident.Wait!.Value);
                break;
            case IncidentPhase.Leave when HoldsSubProcess(node):
                // What is inside is done; it is left when the step finds it empty.
                break;
            case IncidentPhase.Leave:
                Leave(node, incident.Scope, incident.Result);
                break;
            default:
                Route(node, incident.Scope);
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

    private void Tell(NodePlan node, NodeStepKind kind) => context.Trace?.Invoke(new NodeStep(node.Node, kind));

    /// <summary>Sets a variable where it is, in the nearest scope that has it; a new one belongs to the process itself.</summary>
    private void SetVariable(long scope, string name, FeelValue value)
    {
        var at = state.Scope(scope);
        while (at.Number != 0 && !at.Variables.ContainsKey(name))
        {
            at = state.Scope(at.Parent);
        }

        Emit(new VariableSet(name, value) { Scope = at.Number });
    }

    /// <summary>
    /// Moves every token until it waits, and closes every sub-process that is empty; the instance is over when the last
    /// token is consumed.
    /// </summary>
    private StepResult Finish()
    {
        do
        {
            RunTokens();
        }
        while (!state.IsEnded && (FireInclusiveJoin() || CompleteEmptyScope()));

        if (!state.IsEnded && IsEmpty(0))
        {
            CancelListeners(0);
            End(cancelled: false, null, null);
        }

        return new StepResult(StepOutcome.Applied, state.Freeze(), events, effects);
    }

    private void End(bool cancelled, string? reason, string? error)
    {
        Emit(new InstanceEnded(cancelled, reason) { Error = error });
        effects.Add(new Ended(cancelled, state.Variables) { Error = error });
    }

    private void Raise(NodePlan node, long scope, Fault why, IncidentPhase phase, string? flow = null, long? wait = null, VariableMap? result = null)
    {
        var incident = new Incident(state.Sequence + 1, node.Node.Id, why.Code, why.Text, phase) { FlowId = flow, Wait = wait, Result = result, Scope = scope };
        Emit(new IncidentRaised(incident));
        effects.Add(new RaiseIncident(incident.Number, node.Node, why.Code, why.Text));
        Tell(node, NodeStepKind.Failed);
    }

    private void Resolve(Incident incident)
    {
        Emit(new IncidentResolved(incident.Number, incident.NodeId));
        effects.Add(new ResolveIncident(incident.Number, plan.Node(incident.NodeId).Node));
    }

    private void CancelWait(Wait wait)
    {
        Emit(new WaitClosed(wait.Number, wait.NodeId, WaitEnd.Cancelled));
        var node = plan.Node(wait.NodeId);
        effects.Add(wait.Kind switch
        {
            WaitKind.Task => new CancelTask(wait.Number, node.Node),
            WaitKind.Timer => new CancelTimer(wait.Number, node.Node),
            WaitKind.Job => new CancelJob(wait.Number, node.Node),
            WaitKind.Call => new CancelCall(wait.Number, node.Node),
            _ => new Unsubscribe(wait.Number, node.Node),
        });
        if (HoldsToken(wait) && wait.Group is null)
        {
            Tell(node, NodeStepKind.Interrupted);
        }
    }
}
