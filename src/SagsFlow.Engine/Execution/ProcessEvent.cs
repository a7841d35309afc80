using System.Text.Json;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>One thing that happened in a process instance. Small, written to the history, and enough to rebuild the state.</summary>
public abstract record ProcessEvent
{
    /// <summary>Changes a state as the event says; the only way a state ever changes.</summary>
    internal abstract void Apply(StateBuilder state);

    /// <summary>Writes events as a JSON array.</summary>
    public static void WriteAll(Utf8JsonWriter writer, IReadOnlyList<ProcessEvent> events) => EventJson.WriteAll(writer, events);

    /// <summary>Reads what <see cref="WriteAll"/> wrote.</summary>
    /// <exception cref="JsonException">It is not such an array.</exception>
    public static IReadOnlyList<ProcessEvent> ReadAll(JsonElement array) => EventJson.ReadAll(array);
}

/// <summary>The instance began.</summary>
/// <param name="DefinitionHash">The definition it is pinned to.</param>
/// <param name="Variables">Its first variables.</param>
public sealed record InstanceStarted(string DefinitionHash, IReadOnlyDictionary<string, FeelValue> Variables) : ProcessEvent
{
    internal override void Apply(StateBuilder state) => state.Begin(DefinitionHash, VariableMap.From(Variables));
}

/// <summary>A variable got a value.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">Its new value.</param>
public sealed record VariableSet(string Name, FeelValue Value) : ProcessEvent
{
    /// <summary>The scope that has it; 0 is the process itself.</summary>
    public long Scope { get; init; }

    internal override void Apply(StateBuilder state)
    {
        var scope = state.Scope(Scope);
        scope.Variables = scope.Variables.With(Name, Value);
    }
}

/// <summary>A token passed along a flow.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Parked">Whether it now waits on the flow for a join's other tokens.</param>
public sealed record FlowTaken(string FlowId, bool Parked) : ProcessEvent
{
    /// <summary>The scope of the token; 0 is the process itself.</summary>
    public long Scope { get; init; }

    internal override void Apply(StateBuilder state)
    {
        if (Parked)
        {
            state.Scope(Scope).Park(FlowId);
        }
    }
}

/// <summary>A join took one token from each of these of its incoming flows.</summary>
/// <param name="NodeId">The gateway.</param>
/// <param name="FlowIds">The flows.</param>
public sealed record JoinFired(string NodeId, IReadOnlyList<string> FlowIds) : ProcessEvent
{
    /// <summary>The scope of the tokens; 0 is the process itself.</summary>
    public long Scope { get; init; }

    internal override void Apply(StateBuilder state)
    {
        var scope = state.Scope(Scope);
        for (var i = 0; i < FlowIds.Count; i++)
        {
            scope.Unpark(FlowIds[i]);
        }
    }
}

/// <summary>The instance waits for something.</summary>
/// <param name="Wait">What it waits for.</param>
/// <param name="Replaces">The earlier wait whose boundary timers it takes over, or null.</param>
public sealed record WaitOpened(Wait Wait, long? Replaces = null) : ProcessEvent
{
    internal override void Apply(StateBuilder state) => state.Add(Wait, Replaces);
}

/// <summary>How a wait ended.</summary>
public enum WaitEnd
{
    /// <summary>What it waited for came.</summary>
    Done,

    /// <summary>The job failed.</summary>
    Failed,

    /// <summary>It is no longer wanted.</summary>
    Cancelled,
}

/// <summary>A wait is over.</summary>
/// <param name="Number">Its number.</param>
/// <param name="NodeId">Its node.</param>
/// <param name="End">How.</param>
/// <param name="Occurrences">For a repeating timer that fired, how many of its occurrences had come due; else 1.</param>
public sealed record WaitClosed(long Number, string NodeId, WaitEnd End, long Occurrences = 1) : ProcessEvent
{
    internal override void Apply(StateBuilder state) => state.RemoveWait(Number);
}

/// <summary>A timer is due at another time.</summary>
/// <param name="Number">Its number.</param>
/// <param name="NodeId">Its node.</param>
/// <param name="Due">When it is due now, in UTC and whole milliseconds.</param>
public sealed record TimerMoved(long Number, string NodeId, DateTimeOffset Due) : ProcessEvent
{
    internal TimerCycle? Cycle { get; init; }

    internal override void Apply(StateBuilder state) => state.MoveTimer(Number, Due, Cycle);
}

/// <summary>A token stopped.</summary>
/// <param name="Incident">Where and why.</param>
public sealed record IncidentRaised(Incident Incident) : ProcessEvent
{
    internal override void Apply(StateBuilder state) => state.Add(Incident);
}

/// <summary>An incident is over.</summary>
/// <param name="Number">Its number.</param>
/// <param name="NodeId">Its node.</param>
public sealed record IncidentResolved(long Number, string NodeId) : ProcessEvent
{
    internal override void Apply(StateBuilder state) => state.RemoveIncident(Number);
}

/// <summary>The instance ended.</summary>
/// <param name="Cancelled">Whether it was cancelled rather than run to its end.</param>
/// <param name="Reason">Why it was cancelled; else null.</param>
public sealed record InstanceEnded(bool Cancelled, string? Reason) : ProcessEvent
{
    /// <summary>The code of an error that nothing in the instance caught, "" for one without a code; null when it ended otherwise.</summary>
    public string? Error { get; init; }

    internal override void Apply(StateBuilder state) => state.End(Cancelled, Error);
}

/// <summary>A sub-process, an activity's loop or one of its times began.</summary>
/// <param name="Number">The scope's number.</param>
/// <param name="Parent">The scope it lies in.</param>
/// <param name="NodeId">The activity.</param>
/// <param name="Variables">What is local to it.</param>
public sealed record ScopeOpened(long Number, long Parent, string NodeId, IReadOnlyDictionary<string, FeelValue> Variables) : ProcessEvent
{
    internal LoopState? Loop { get; init; }

    internal override void Apply(StateBuilder state) =>
        state.Open(new Scope(VariableMap.From(Variables), []) { Number = Number, Parent = Parent, NodeId = NodeId, Loop = Loop });
}

/// <summary>A sub-process, an activity's loop or one of its times is over.</summary>
/// <param name="Number">The scope's number.</param>
/// <param name="NodeId">The activity.</param>
/// <param name="End">Done or cancelled.</param>
public sealed record ScopeClosed(long Number, string NodeId, WaitEnd End) : ProcessEvent
{
    internal override void Apply(StateBuilder state) => state.Close(Number);
}

/// <summary>The tokens that waited at joins in a scope are gone.</summary>
/// <param name="Scope">The scope's number.</param>
public sealed record TokensCleared(long Scope) : ProcessEvent
{
    internal override void Apply(StateBuilder state) => state.Scope(Scope).Clear();
}

/// <summary>A token that waited at a join was taken away.</summary>
/// <param name="FlowId">The flow it was on.</param>
public sealed record TokenRemoved(string FlowId) : ProcessEvent
{
    /// <summary>Its scope; 0 is the process itself.</summary>
    public long Scope { get; init; }

    internal override void Apply(StateBuilder state) => state.Scope(Scope).Unpark(FlowId);
}

/// <summary>A person intervened; what came of it follows in events of its own.</summary>
/// <param name="Kind">What was done, by the name of its <see cref="Intervention"/>.</param>
/// <param name="NodeId">The node, variable or task it was done to.</param>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why.</param>
public sealed record InstanceModified(string Kind, string NodeId, string Actor, string Reason) : ProcessEvent
{
    internal override void Apply(StateBuilder state)
    {
        // The state changes by what follows.
    }
}

/// <summary>The instance was moved to another version of its process.</summary>
/// <param name="DefinitionHash">The version it is pinned to from now on.</param>
/// <param name="Actor">Who moved it.</param>
/// <param name="Reason">Why.</param>
public sealed record InstanceMigrated(string DefinitionHash, string Actor, string Reason) : ProcessEvent
{
    /// <summary>Ids of nodes that stand in the state under another name now, old to new.</summary>
    public IReadOnlyDictionary<string, string> Nodes { get; init; } = new Dictionary<string, string>();

    /// <summary>Ids of flows with tokens that have another name now, old to new.</summary>
    public IReadOnlyDictionary<string, string> Flows { get; init; } = new Dictionary<string, string>();

    internal override void Apply(StateBuilder state) => state.Migrate(DefinitionHash, Nodes, Flows);
}

/// <summary>One more of an activity's times began or was completed.</summary>
/// <param name="Scope">The loop's scope.</param>
public sealed record LoopAdvanced(long Scope) : ProcessEvent
{
    internal LoopState Loop { get; init; } = new(null, 0, 0);

    internal override void Apply(StateBuilder state) => state.Scope(Scope).Loop = Loop;
}

/// <summary>The instance was put back: its variables and the tokens at joins are these; waits follow in events of their own.</summary>
/// <param name="Reason">Why.</param>
public sealed record InstanceRestored(string Reason) : ProcessEvent
{
    /// <summary>All its scopes, with their variables and tokens at joins.</summary>
    internal IReadOnlyList<Scope> Scopes { get; init; } = [];

    internal override void Apply(StateBuilder state) => state.Reopen(Scopes);
}
