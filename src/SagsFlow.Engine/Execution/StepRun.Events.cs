using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Events that come, and events that are thrown (BPMN 2.0.2, §§ 10.5.6, 13.5).</summary>
internal sealed partial class StepRun
{
    /// <summary>What became of something thrown.</summary>
    private enum Caught
    {
        No,

        /// <summary>Caught beside what threw it, which goes on.</summary>
        Aside,

        /// <summary>Caught, and what threw it was interrupted.</summary>
        Instead,
    }

    /// <summary>Starts at an event that has come about.</summary>
    private void StartAt(NodePlan node, FeelContext? payload)
    {
        Tell(node, NodeStepKind.Started);
        if (payload is not null)
        {
            SetVariable(0, node.Node.Id, payload);
        }

        Leave(node, 0, null);
    }

    /// <summary>A timer is due, or a message or signal has come.</summary>
    private void Occur(Wait wait, FeelContext? payload)
    {
        var node = plan.Node(wait.NodeId);
        var goesOn = node.Node is { Kind: NodeKind.BoundaryEvent, CancelActivity: false } or { Kind: NodeKind.StartEvent, IsInterrupting: false };
        var occurrences = wait.Cycle is { } cycle ? Math.Max(1, cycle.CountDue(context.Now, context.Zone)) : 1;
        Emit(new WaitClosed(wait.Number, wait.NodeId, WaitEnd.Done, occurrences));
        if (goesOn && wait.Cycle?.Skip(occurrences, context.Zone) is { } next)
        {
            Open(new Armed(node, next.Due, next.Cycle, null), wait.Scope, wait.Owner, null);
        }
        else if (goesOn && wait.Kind != WaitKind.Timer)
        {
            // What only listens hears it every time.
            Open(new Armed(node, null, null, wait.Key), wait.Scope, wait.Owner, null);
        }

        switch (node.Node.Kind)
        {
            case NodeKind.BoundaryEvent:
                if (node.Node.CancelActivity)
                {
                    Interrupt(wait.Owner!.Value);
                }

                Catch(node, wait.Scope, payload);
                break;
            case NodeKind.StartEvent:
                StartHandler(node, wait.Scope, payload);
                break;
            default:
                GoOn(node, wait, payload);
                break;
        }
    }

    /// <summary>A catch event or receive task that a token waited at, by itself or after an event-based gateway.</summary>
    private void GoOn(NodePlan node, Wait wait, FeelContext? payload)
    {
        if (wait.Group is { } group)
        {
            CancelWaits(w => w.Group == group);
            var flow = plan.Flow(node.Node.Incoming[0].Id);
            Tell(plan.Node(node.Node.Incoming[0].Source.Id), NodeStepKind.Completed);
            Emit(flow.Taken(wait.Scope));
            Tell(node, NodeStepKind.Started);
        }

        CancelBoundary(wait.Number);
        if (payload is not null)
        {
            SetVariable(wait.Scope, node.Node.Id, payload);
        }

        Leave(node, wait.Scope, null);
    }

    private void Catch(NodePlan boundary, long at, FeelContext? payload)
    {
        Tell(boundary, NodeStepKind.Started);
        if (payload is not null)
        {
            SetVariable(at, boundary.Node.Id, payload);
        }

        Leave(boundary, at, null);
    }

    /// <summary>Runs an event sub-process; an interrupting one takes the place of everything in the scope around it.</summary>
    private void StartHandler(NodePlan start, long around, FeelContext? payload)
    {
        if (start.Node.IsInterrupting)
        {
            CancelContents(around);
        }

        var handler = plan.Node(start.Node.Parent!.Id);
        Tell(handler, NodeStepKind.Started);
        var number = OpenScope(handler, around, NoValues, null);
        Listen(handler.Inside, number);
        Catch(start, number, payload);
    }

    private void Throw(NodePlan node, long at)
    {
        switch (node.Node.Event?.Kind)
        {
            case EventKind.Message or EventKind.Signal:
                if (Inputs(node, at) is { } payload && TryKey(node, at, payload, out var key))
                {
                    Publish(node, key, payload);
                    Leave(node, at, null);
                }
                else
                {
                    Raise(node, at, fault!, IncidentPhase.Enter);
                }

                break;
            case EventKind.Link:
                Tell(node, NodeStepKind.Completed);
                Enter(node.LinkTarget!, at);
                break;
            case EventKind.Terminate:
                Tell(node, NodeStepKind.Completed);
                CancelContents(at);
                break;
            case EventKind.Error:
                Tell(node, NodeStepKind.Completed);
                ThrowError(node.Node.Event.Name ?? "", at);
                break;
            case EventKind.Escalation:
                ThrowEscalation(node, at);
                break;
            default:
                Leave(node, at, null);
                break;
        }
    }

    /// <summary>An error that nothing catches ends the instance.</summary>
    private Caught ThrowError(string code, long at)
    {
        var caught = ThrowUp(EventKind.Error, code, at);
        if (caught == Caught.No)
        {
            CancelContents(0);
            End(cancelled: false, null, code);
        }

        return caught;
    }

    private void ThrowEscalation(NodePlan node, long at)
    {
        var code = node.Node.Event!.Name ?? "";
        var caught = ThrowUp(EventKind.Escalation, code, at);
        if (caught == Caught.No)
        {
            effects.Add(new Escalate(node.Node, code));
        }

        if (caught == Caught.Instead)
        {
            Tell(node, NodeStepKind.Completed);
        }
        else
        {
            Leave(node, at, null);
        }
    }

    private void Publish(NodePlan node, string? key, IReadOnlyDictionary<string, FeelValue> payload) =>
        effects.Add(new Publish(node.Node, node.Node.Event!.Kind, node.Node.Event.Name ?? node.Node.Id, key, payload));

    /// <summary>What the instances of an activity throw as they are completed is caught at the activity's boundary.</summary>
    /// <returns>Whether the activity was interrupted by it.</returns>
    private bool ThrowFromLoop(NodePlan node, EventTrigger thrown, long number)
    {
        if (thrown.Kind is EventKind.Message or EventKind.Signal)
        {
            effects.Add(new Publish(node.Node, thrown.Kind, thrown.Name ?? node.Node.Id, null, NoValues));
            return false;
        }

        var code = thrown.Name ?? "";
        var caught = thrown.Kind == EventKind.Error ? ThrowError(code, number) : ThrowUp(thrown.Kind, code, number);
        if (caught == Caught.No && thrown.Kind == EventKind.Escalation)
        {
            effects.Add(new Escalate(node.Node, code));
        }

        return caught == Caught.Instead || state.IsEnded;
    }

    /// <summary>An error or escalation of a job or a called process: its activity's own boundary comes first.</summary>
    private void ThrowFromActivity(EventKind kind, string code, Wait wait)
    {
        var node = plan.Node(wait.NodeId);
        if (node.Node.Loop is null && FindCatcher(node.Catchers, kind, code, null) is { } boundary)
        {
            if (boundary.Node.CancelActivity)
            {
                Interrupt(wait.Number);
            }

            Catch(boundary, wait.Scope, Carrying(code));
            return;
        }

        if (kind == EventKind.Error)
        {
            CancelBoundary(wait.Number);
            ThrowError(code, wait.Scope);
        }
        else if (ThrowUp(kind, code, wait.Scope) == Caught.No)
        {
            effects.Add(new Escalate(node.Node, code));
        }
    }

    /// <summary>
    /// Looks for a catcher from the scope outwards: its event sub-processes, then the boundary of its activity. What is
    /// thrown inside an event sub-process is not caught by itself.
    /// </summary>
    private Caught ThrowUp(EventKind kind, string code, long at)
    {
        string? outOf = null;
        while (true)
        {
            var here = state.Scope(at);
            if (FindCatcher(InsideOf(here).Catchers, kind, code, outOf) is { } start)
            {
                StartHandler(start, at, Carrying(code));
                return start.Node.IsInterrupting ? Caught.Instead : Caught.Aside;
            }

            if (at == 0)
            {
                return Caught.No;
            }

            var node = plan.Node(here.NodeId!);
            outOf = node.Node.Kind == NodeKind.EventSubProcess ? node.Node.Id : null;
            var isOneTime = node.Node.Loop is not null && here.Loop is null;
            if (!isOneTime && FindCatcher(node.Catchers, kind, code, null) is { } boundary)
            {
                var around = here.Parent;
                if (boundary.Node.CancelActivity)
                {
                    Interrupt(at);
                }

                Catch(boundary, around, Carrying(code));
                return boundary.Node.CancelActivity ? Caught.Instead : Caught.Aside;
            }

            at = here.Parent;
        }
    }

    private static NodePlan? FindCatcher(NodePlan[] catchers, EventKind kind, string code, string? outOf)
    {
        foreach (var catcher in catchers)
        {
            var trigger = catcher.Node.Event!;
            if (trigger.Kind == kind && (trigger.Name is null || trigger.Name == code) && (outOf is null || catcher.Node.Parent?.Id != outOf))
            {
                return catcher;
            }
        }

        return null;
    }

    private static FeelContext Carrying(string code) => new(VariableMap.Empty.With("kode", FeelValue.Of(code)));
}
