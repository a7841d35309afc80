using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Interventions. Each looks at everything that could be in its way before it changes anything.</summary>
internal sealed partial class StepRun
{
    public StepResult Modify(Modify command)
    {
        var refusal = command.What switch
        {
            AddTask add => Add(command, add),
            ChangeVariable change => Change(command, change),
            JumpTo jump => At(jump.From, place => Jump(command, jump, place)),
            Skip skip => At(skip.At, place => SkipOver(command, skip, place)),
            Repeat repeat => At(repeat.At, place => DoAgain(command, place)),
            CancelToken cancel => At(cancel.At, place => Remove(command, place)),
            _ => throw new ArgumentException($"Unknown intervention {command.What.GetType().Name}.", nameof(command)),
        };
        return refusal is not null ? Kernel.Refused(before!, refusal)
            : events.Count == 0 ? Kernel.AlreadyHandled(before!)
            : Finish();
    }

    private Refusal? At(TokenPlace at, Func<Place, Refusal?> act) => Find(at) is { } place ? act(place) : null;

    private void Note(Modify command, string node) => Emit(new InstanceModified(command.What.GetType().Name, node, command.Actor, command.Reason));

    private Place? Find(TokenPlace at)
    {
        if (at.FlowId is { } flow)
        {
            return state.FindScope(at.Number)?.IsParked(flow) == true ? new Place(plan.Flow(flow).Target, at.Number) { Flow = flow } : null;
        }

        if (state.FindWait(at.Number) is >= 0 and var w && HoldsToken(state.WaitAt(w)))
        {
            return new Place(plan.Node(state.WaitAt(w).NodeId), state.WaitAt(w).Scope) { Wait = state.WaitAt(w) };
        }

        if (state.FindIncident(at.Number) is >= 0 and var i)
        {
            var incident = state.IncidentAt(i);
            var node = plan.Node(incident.NodeId);

            // What stopped as a sub-process or a loop was begun or left stands for the whole of it.
            return IsScopeOf(node, incident.Scope) && (HoldsSubProcess(node) || state.Scope(incident.Scope).Loop is not null)
                ? PlaceOf(state.Scope(incident.Scope))
                : new Place(node, incident.Scope) { Incident = incident };
        }

        return at.Number != 0 && state.FindScope(at.Number) is { } scope ? PlaceOf(scope) : null;
    }

    private Place PlaceOf(ScopeBuilder at) => new(plan.Node(at.NodeId!), at.Parent) { Scope = at };

    private Refusal? Jump(Modify command, JumpTo jump, Place from)
    {
        if (plan.Find(jump.NodeId) is not { } target)
        {
            return new Refusal("ukendt-trin", $"Processen har intet trin »{jump.NodeId}«.");
        }

        if (target.IsJoin || target.Node.Kind is NodeKind.BoundaryEvent or NodeKind.EventSubProcess)
        {
            return new Refusal("intet-spring", $"Der kan ikke springes til {Fault.Name(target.Node)}. Vælg et trin, som et spor selv kan stå ved.");
        }

        if (Lift(from, target, out var place) is { } refusal)
        {
            return refusal;
        }

        var around = new Stack<NodePlan>();
        for (var outer = target.Node.Parent; outer is not null && !IsInsideOf(place.Level, outer); outer = outer.Parent)
        {
            if (outer.Kind == NodeKind.EventSubProcess || outer.Loop is not null)
            {
                return new Refusal("intet-spring", $"Der kan ikke springes ind i {Fault.Name(outer)}, som begynder ved en hændelse eller gøres flere gange. Vælg selve underprocessen.");
            }

            around.Push(plan.Node(outer.Id));
        }

        Note(command, jump.NodeId);
        Take(place);
        var at = place.Level;
        foreach (var outer in around)
        {
            if (OpenForJump(outer, at) is not { } inner)
            {
                return null;
            }

            at = inner;
        }

        Enter(target, at);
        return null;
    }

    /// <summary>Goes out of the scopes that do not hold the target, as long as the token is alone in them.</summary>
    private Refusal? Lift(Place from, NodePlan target, out Place place)
    {
        place = from;
        while (!Holds(place.Level, target.Node))
        {
            var level = state.Scope(place.Level);
            if (Tokens(level.Number) > 1)
            {
                return new Refusal("flere-spor", $"Der er flere spor i {Fault.Name(plan.Node(level.NodeId!).Node)}, så et af dem kan ikke springe ud. Vælg hele underprocessen, eller fjern de andre spor først.");
            }

            place = PlaceOf(level);
        }

        return null;
    }

    private bool Holds(long level, Node target)
    {
        if (level == 0)
        {
            return true;
        }

        for (var outer = target.Parent; outer is not null; outer = outer.Parent)
        {
            if (IsInsideOf(level, outer))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a scope is the inside of a sub-process; a loop's scope is not, each of its times is.</summary>
    private bool IsInsideOf(long level, Node node) => level != 0 && state.Scope(level) is { Loop: null } at && at.NodeId == node.Id;

    private long? OpenForJump(NodePlan node, long at)
    {
        if (Prepare(node, at) is not { } opening || ArmAll(node.Boundaries, at, opening.Input) is not { } armed)
        {
            Raise(node, at, fault!, IncidentPhase.Enter);
            return null;
        }

        Tell(node, NodeStepKind.Started);
        var number = OpenScope(node, at, opening.Input, null);
        OpenAll(armed, at, number);
        Listen(node.Inside, number);
        return number;
    }

    private Refusal? SkipOver(Modify command, Skip skip, Place place)
    {
        var node = place.Node;
        if (place.Flow is not null || node.Node.Kind is NodeKind.ExclusiveGateway or NodeKind.InclusiveGateway or NodeKind.ParallelGateway or NodeKind.EventBasedGateway
            || place.Incident?.Phase == IncidentPhase.Route)
        {
            return new Refusal("intet-at-springe-over", $"Ved {Fault.Name(node.Node)} er der intet arbejde at springe over, kun en vej at vælge. Spring til det næste trin i stedet, eller ret variablen og prøv igen.");
        }

        Note(command, node.Node.Id);
        Take(place);
        if (place.Wait?.Group is not null)
        {
            Emit(plan.Flow(node.Node.Incoming[0].Id).Taken(place.Level));
        }

        if (node.Node.Kind == NodeKind.EventSubProcess || IsOneTime(place))
        {
            // The step finds it empty and goes on from there.
            return null;
        }

        if (skip.Result is { } result && place.Wait?.AdHoc is null)
        {
            SetVariable(place.Level, node.Node.Id, result);
        }

        Route(node, place.Level);
        return null;
    }

    private Refusal? DoAgain(Modify command, Place place)
    {
        var node = place.Node;
        if (node.Node.Kind == NodeKind.EventSubProcess || place.Flow is not null || place.Wait?.AdHoc is not null)
        {
            return new Refusal("intet-at-gentage", $"{Fault.Name(node.Node)} kan ikke begynde forfra af sig selv.");
        }

        Note(command, node.Node.Id);
        Take(place);
        if (place.Incident is { Phase: IncidentPhase.Arrive } stopped)
        {
            queue.Enqueue(plan.Flow(stopped.FlowId!), place.Level);
        }
        else if (place.Wait?.Group is not null)
        {
            Enter(plan.Node(node.Node.Incoming[0].Source.Id), place.Level);
        }
        else if (IsOneTime(place))
        {
            BeginOnce(node, place.Scope!.Number);
        }
        else
        {
            EnterAgain(node, place.Level);
        }

        return null;
    }

    private Refusal? Remove(Modify command, Place place)
    {
        if (place.Level == 0 && Tokens(0) == 1)
        {
            return new Refusal("sidste-spor", "Det er det sidste spor, og uden det er processen slut. Stop sagen i stedet, eller spring til et andet trin.");
        }

        Note(command, place.Node.Node.Id);
        Take(place);
        return null;
    }

    private Refusal? Add(Modify command, AddTask add)
    {
        if (string.IsNullOrWhiteSpace(add.Name))
        {
            return new Refusal("mangler-navn", "Opgaven skal have et navn.");
        }

        Note(command, add.Name);
        OpenAdHoc(new AdHocTask(add.Name, VariableMap.From(add.Attributes)), null);
        return null;
    }

    private long OpenAdHoc(AdHocTask task, long? replaces)
    {
        var number = state.Sequence + 1;
        Emit(new WaitOpened(new Wait(number, WaitKind.Task, ProcessPlan.AdHocId, null, null) { AdHoc = task }, replaces));
        effects.Add(new CreateTask(number, ProcessPlan.AdHocNode(task.Name), task.Attributes));
        return number;
    }

    private Refusal? Change(Modify command, ChangeVariable change)
    {
        if (string.IsNullOrWhiteSpace(change.Name))
        {
            return new Refusal("mangler-navn", "Angiv, hvilken variabel der skal ændres.");
        }

        Note(command, change.Name);
        Emit(new VariableSet(change.Name, change.Value));
        return null;
    }

    /// <summary>
    /// Takes a token, and what it waits for, away. Of one of an activity's several times what is inside goes, so that the time is done with.
    /// </summary>
    private void Take(Place place)
    {
        if (place.Wait is { Group: { } group })
        {
            CancelWaits(w => w.Group == group);
        }
        else if (place.Wait is { } wait)
        {
            CancelWait(wait);
            CancelBoundary(wait.Number);
        }
        else if (place.Incident is { } incident)
        {
            Tell(place.Node, NodeStepKind.Interrupted);
            Resolve(incident);
            if (incident.Wait is { } failed)
            {
                CancelBoundary(failed);
            }
        }
        else if (place.Flow is { } flow)
        {
            Emit(new TokenRemoved(flow) { Scope = place.Level });
        }
        else if (IsOneTime(place))
        {
            CancelContents(place.Scope!.Number);
        }
        else
        {
            CancelScope(place.Scope!.Number);
        }
    }

    private static bool IsOneTime(Place place) => place.Scope is { Loop: null } && place.Node.Node.Loop is not null;

    /// <summary>How many tokens there are in a scope; a sub-process or loop in it counts as one, and so do the events after an event-based gateway.</summary>
    private int Tokens(long at)
    {
        var tokens = 0;
        for (var i = 0; i < state.WaitCount; i++)
        {
            var wait = state.WaitAt(i);
            tokens += wait.Scope == at && HoldsToken(wait) && (wait.Group is null || IsFirstOfGroup(i)) ? 1 : 0;
        }

        for (var i = 0; i < state.IncidentCount; i++)
        {
            tokens += state.IncidentAt(i).Scope == at ? 1 : 0;
        }

        for (var i = 1; i < state.ScopeCount; i++)
        {
            tokens += state.ScopeAt(i).Parent == at ? 1 : 0;
        }

        return tokens + state.Scope(at).ParkedCount;
    }

    private bool IsFirstOfGroup(int index)
    {
        for (var i = 0; i < index; i++)
        {
            if (state.WaitAt(i).Group == state.WaitAt(index).Group)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where a token was found; one of the four is set.</summary>
    /// <param name="Node">The node it is at; for one parked at a join, the join.</param>
    /// <param name="Level">The scope it lies in.</param>
    private sealed record Place(NodePlan Node, long Level)
    {
        public Wait? Wait { get; init; }

        public Incident? Incident { get; init; }

        /// <summary>A sub-process, a loop, or one of its times.</summary>
        public ScopeBuilder? Scope { get; init; }

        public string? Flow { get; init; }
    }
}
