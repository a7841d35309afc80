using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Sub-processes and event sub-processes (BPMN 2.0.2, §§ 13.3.4, 13.5.4).</summary>
internal sealed partial class StepRun
{
    private static bool HoldsSubProcess(NodePlan node) => node.Node.Kind is NodeKind.SubProcess or NodeKind.EventSubProcess;

    private bool IsScopeOf(NodePlan node, long at) => at != 0 && state.Scope(at).NodeId == node.Node.Id;

    private ScopePlan InsideOf(ScopeBuilder at) =>
        at.Number == 0 ? plan.Level : at.Loop is not null ? ScopePlan.Empty : plan.Node(at.NodeId!).Inside;

    private long OpenScope(NodePlan node, long parent, IReadOnlyDictionary<string, FeelValue> variables, LoopState? loop)
    {
        var number = state.Sequence + 1;
        Emit(new ScopeOpened(number, parent, node.Node.Id, variables) { Loop = loop });
        return number;
    }

    /// <summary>A sub-process's scope is open: waits for its event sub-processes, and starts it.</summary>
    private void Begin(NodePlan node, long number)
    {
        Listen(node.Inside, number);
        foreach (var start in node.Inside.Starts)
        {
            Enter(start, number);
        }
    }

    private void Listen(ScopePlan inside, long at)
    {
        foreach (var listener in inside.Listeners)
        {
            AwaitEvent(listener, at, null);
        }
    }

    /// <summary>Tries again what could not be entered.</summary>
    private void EnterAgain(NodePlan node, long at)
    {
        if (IsScopeOf(node, at))
        {
            if (state.Scope(at).Loop is not null)
            {
                ContinueLoop(node, at);
            }
            else
            {
                BeginOnce(node, at);
            }
        }
        else if (node.Node is { Kind: NodeKind.StartEvent, Parent.Kind: NodeKind.EventSubProcess } && !IsScopeOf(plan.Node(node.Node.Parent.Id), at))
        {
            AwaitEvent(node, at, null);
        }
        else
        {
            Enter(node, at);
        }
    }

    private bool HoldsToken(Wait wait) => wait.HoldsToken(plan.Node(wait.NodeId).Node);

    private bool IsEmpty(long at) => !queue.Has(at) && !AnyToken(at, null);

    /// <summary>Whether a token in the scope is at a node that counts: where it waits, has stopped, runs a scope of its own, or is parked.</summary>
    /// <param name="at">The scope.</param>
    /// <param name="counts">Null: every node does.</param>
    private bool AnyToken(long at, Predicate<NodePlan>? counts)
    {
        for (var i = 0; i < state.WaitCount; i++)
        {
            if (state.WaitAt(i).Scope == at && HoldsToken(state.WaitAt(i)) && Counts(state.WaitAt(i).NodeId))
            {
                return true;
            }
        }

        for (var i = 0; i < state.IncidentCount; i++)
        {
            if (state.IncidentAt(i).Scope == at && Counts(state.IncidentAt(i).NodeId))
            {
                return true;
            }
        }

        for (var i = 1; i < state.ScopeCount; i++)
        {
            if (state.ScopeAt(i).Parent == at && Counts(state.ScopeAt(i).NodeId!))
            {
                return true;
            }
        }

        var tokens = state.Scope(at);
        for (var i = 0; i < tokens.TokenCount; i++)
        {
            if (counts is null || counts(plan.Flow(tokens.ParkedAt(i)).Target))
            {
                return true;
            }
        }

        return false;

        bool Counts(string node) => counts is null || counts(plan.Node(node));
    }

    /// <summary>The scope straight within another that was opened last, or null.</summary>
    private ScopeBuilder? LastWithin(long at)
    {
        for (var i = state.ScopeCount - 1; i > 0; i--)
        {
            if (state.ScopeAt(i).Parent == at)
            {
                return state.ScopeAt(i);
            }
        }

        return null;
    }

    /// <summary>Completes one sub-process, or one of an activity's times, in which no token is left; the innermost first.</summary>
    private bool CompleteEmptyScope()
    {
        for (var i = state.ScopeCount - 1; i > 0; i--)
        {
            var at = state.ScopeAt(i);
            if (at.Loop is null && IsEmpty(at.Number))
            {
                CompleteScope(plan.Node(at.NodeId!), at);
                return true;
            }
        }

        return false;
    }

    private void CompleteScope(NodePlan node, ScopeBuilder at)
    {
        if (node.Node.Loop is not null)
        {
            CompleteOnce(node, at);
            return;
        }

        if (node.Outputs.Length > 0 && !SetOutputs(node, at.Number, null))
        {
            Raise(node, at.Number, fault!, IncidentPhase.Leave);
            return;
        }

        CancelListeners(at.Number);
        CancelBoundary(at.Number);
        Emit(new ScopeClosed(at.Number, node.Node.Id, WaitEnd.Done));
        if (node.Node.Kind == NodeKind.EventSubProcess)
        {
            Tell(node, NodeStepKind.Completed);
        }
        else
        {
            Route(node, at.Parent);
        }
    }

    /// <summary>Ends an activity from its boundary: its wait, its scope or its failed job, and its other boundary events.</summary>
    private void Interrupt(long owner)
    {
        var at = state.FindWait(owner);
        if (at >= 0)
        {
            CancelWait(state.WaitAt(at));
        }
        else if (state.FindScope(owner) is not null)
        {
            CancelScope(owner);
        }
        else
        {
            for (var i = state.IncidentCount - 1; i >= 0; i--)
            {
                if (state.IncidentAt(i).Wait == owner)
                {
                    Tell(plan.Node(state.IncidentAt(i).NodeId), NodeStepKind.Interrupted);
                    Resolve(state.IncidentAt(i));
                }
            }
        }

        CancelBoundary(owner);
    }

    private void CancelScope(long number)
    {
        var at = state.Scope(number);
        var node = plan.Node(at.NodeId!);
        CancelContents(number);
        CancelBoundary(number);
        Emit(new ScopeClosed(number, node.Node.Id, WaitEnd.Cancelled));

        // The wait of one of an activity's times has told already, and a loop is told of by its times.
        if (at.Loop is null && HoldsSubProcess(node))
        {
            Tell(node, NodeStepKind.Interrupted);
        }
    }

    /// <summary>Takes everything in a scope away; the scope itself stays.</summary>
    private void CancelContents(long at)
    {
        queue.Remove(at);
        while (LastWithin(at) is { } inner)
        {
            CancelScope(inner.Number);
        }

        for (var i = 0; i < state.WaitCount;)
        {
            if (state.WaitAt(i).Scope == at)
            {
                CancelWait(state.WaitAt(i));
            }
            else
            {
                i++;
            }
        }

        for (var i = 0; i < state.IncidentCount;)
        {
            if (state.IncidentAt(i).Scope == at)
            {
                Resolve(state.IncidentAt(i));
            }
            else
            {
                i++;
            }
        }

        if (state.Scope(at).TokenCount > 0)
        {
            Emit(new TokensCleared(at));
        }
    }

    /// <summary>In every step, so it makes no delegate.</summary>
    private void CancelBoundary(long owner)
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

    private void CancelListeners(long at) => CancelWaits(w => w.Scope == at && w.Owner is null && !HoldsToken(w));

    private void CancelWaits(Predicate<Wait> which)
    {
        for (var i = 0; i < state.WaitCount;)
        {
            var wait = state.WaitAt(i);
            if (which(wait))
            {
                CancelWait(wait);
            }
            else
            {
                i++;
            }
        }
    }
}
