using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Execution;

/// <summary>Putting an instance back to an earlier state.</summary>
internal sealed partial class StepRun
{
    /// <summary>
    /// Waits that are open in both states stay. One that is gone is opened again under a new number, so that a late
    /// message to the old one finds nothing; only a call keeps its number, for the called instance knows it by that.
    /// </summary>
    public StepResult Restore(Restore command)
    {
        var earlier = command.Earlier;
        if (earlier.DefinitionHash != plan.Hash)
        {
            return Kernel.Refused(before!, new Refusal("anden-version", "Sagen er siden flyttet til en anden version af processen; den kan ikke sættes tilbage til før flytningen."));
        }

        if (earlier.IsEnded || IsAlready(earlier))
        {
            return Kernel.AlreadyHandled(before!);
        }

        Emit(new InstanceRestored(command.Reason) { Scopes = earlier.ScopeArray });
        CloseWhatWasNot(earlier);
        var renumbered = new Dictionary<long, long>();
        foreach (var wait in earlier.WaitArray)
        {
            if (wait.Owner is null && !IsOpen(wait))
            {
                Reopen(wait, renumbered);
            }
        }

        foreach (var incident in earlier.IncidentArray)
        {
            if (state.FindIncident(incident.Number) < 0)
            {
                Emit(new IncidentRaised(incident with { Number = state.Sequence + 1 }));
                effects.Add(new RaiseIncident(state.Sequence, plan.Node(incident.NodeId).Node, incident.Code, incident.Text));
            }
        }

        foreach (var wait in earlier.WaitArray)
        {
            if (wait.Owner is { } owner && !IsKept(wait))
            {
                ReopenEvent(wait, renumbered.GetValueOrDefault(owner, owner));
            }
        }

        return Finish();
    }

    /// <summary>
    /// Whether the instance stands where the earlier state stood, whatever the numbers: after a Restore the same one
    /// again finds nothing to do. A call is the same only under its own number.
    /// </summary>
    private bool IsAlready(ProcessState earlier)
    {
        if (state.IsEnded || state.WaitCount != earlier.WaitArray.Length || state.IncidentCount != earlier.IncidentArray.Length
            || !SameScopes(earlier.ScopeArray, before!.ScopeArray))
        {
            return false;
        }

        var now = before.WaitArray.ToList();
        var numbers = new Dictionary<long, long>();
        // Those that never closed pair with themselves, and only then the rest in order.
        return earlier.WaitArray.Where(w => w.Owner is null).OrderBy(w => IsOpen(w) ? 0 : 1).All(w => Pairs(w, now, numbers))
            && SameIncidents(earlier.IncidentArray, before.IncidentArray)
            && earlier.WaitArray.Where(w => w.Owner is not null).OrderBy(w => IsOpen(w) ? 0 : 1).All(w => Pairs(w, now, numbers));
    }

    private static bool SameScopes(Scope[] earlier, Scope[] now) => earlier.Length == now.Length && earlier.Zip(now).All(pair =>
        pair.First.Number == pair.Second.Number && pair.First.Loop == pair.Second.Loop
        && pair.First.Variables.SameAs(pair.Second.Variables) && pair.First.Tokens.AsSpan().SequenceEqual(pair.Second.Tokens));

    private static bool Pairs(Wait earlier, List<Wait> now, Dictionary<long, long> numbers)
    {
        long? owner = earlier.Owner is { } number ? numbers.GetValueOrDefault(number, number) : null;
        bool IsSame(Wait wait) => wait.Kind == earlier.Kind && wait.NodeId == earlier.NodeId && wait.Due == earlier.Due
            && wait.Owner == owner && wait.Scope == earlier.Scope && wait.Group == earlier.Group && wait.Key == earlier.Key && wait.Cycle == earlier.Cycle && (wait.Kind != WaitKind.Call || wait.Number == earlier.Number);
        var at = now.FindIndex(w => w.Number == earlier.Number && IsSame(w));
        at = at >= 0 ? at : now.FindIndex(IsSame);
        if (at < 0)
        {
            return false;
        }

        numbers[earlier.Number] = now[at].Number;
        now.RemoveAt(at);
        return true;
    }

    private static bool SameIncidents(Incident[] earlier, Incident[] now)
    {
        var left = now.ToList();
        foreach (var incident in earlier)
        {
            var at = left.FindIndex(i => i with { Number = incident.Number, Result = incident.Result } == incident);
            if (at < 0)
            {
                return false;
            }

            left.RemoveAt(at);
        }

        return true;
    }

    private void CloseWhatWasNot(ProcessState earlier)
    {
        for (var i = 0; i < state.WaitCount;)
        {
            var wait = state.WaitAt(i);
            if (Array.Exists(earlier.WaitArray, w => w.Number == wait.Number && w.Owner == wait.Owner))
            {
                i++;
            }
            else
            {
                CancelWait(wait);
            }
        }

        for (var i = 0; i < state.IncidentCount;)
        {
            var incident = state.IncidentAt(i);
            if (Array.Exists(earlier.IncidentArray, other => other.Number == incident.Number))
            {
                i++;
            }
            else
            {
                Resolve(incident);
            }
        }
    }

    private bool IsOpen(Wait wait)
    {
        var at = state.FindWait(wait.Number);
        return at >= 0 && state.WaitAt(at).Owner == wait.Owner;
    }

    /// <summary>A timer that never closed keeps its number even when its activity's wait has a new one.</summary>
    private bool IsKept(Wait wait) => state.FindWait(wait.Number) >= 0;

    private void Reopen(Wait wait, Dictionary<long, long> renumbered)
    {
        var node = plan.Node(wait.NodeId);
        switch (wait.Kind)
        {
            case WaitKind.Call:
                Emit(new WaitOpened(wait));
                effects.Add(new ReopenCall(wait.Number, node.Node));
                break;
            case WaitKind.Timer or WaitKind.Signal:
            case WaitKind.Message when node.Node.Kind != NodeKind.ReceiveTask || wait.Group is not null:
                ReopenEvent(wait, null);
                break;
            case WaitKind.Task when wait.AdHoc is { } task:
                OpenAdHoc(task, wait.Number);
                break;
            default:
                if (Prepare(node, wait.Scope) is { } opening)
                {
                    renumbered[wait.Number] = Open(node, wait.Scope, opening, wait.Number);
                    break;
                }

                // Its timers hang on the incident under the old number, and a retry opens the wait again with them.
                Raise(node, wait.Scope, fault!, IncidentPhase.Job, wait: wait.Number);
                break;
        }
    }

    /// <summary>An event is waited for again as it was: timers keep the time they were due, messages their key.</summary>
    private void ReopenEvent(Wait wait, long? owner) =>
        Open(new Armed(plan.Node(wait.NodeId), wait.Due, wait.Cycle, wait.Key) { Since = wait.Since }, wait.Scope, owner, wait.Group);
}
