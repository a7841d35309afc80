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
    internal override void Apply(StateBuilder state) => state.SetVariable(Name, Value);
}

/// <summary>A token passed along a flow.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Parked">Whether it now waits on the flow for a join's other tokens.</param>
public sealed record FlowTaken(string FlowId, bool Parked) : ProcessEvent
{
    internal override void Apply(StateBuilder state)
    {
        if (Parked)
        {
            state.Park(FlowId);
        }
    }
}

/// <summary>A join took one token from each of its incoming flows.</summary>
/// <param name="NodeId">The gateway.</param>
/// <param name="FlowIds">The flows.</param>
public sealed record JoinFired(string NodeId, IReadOnlyList<string> FlowIds) : ProcessEvent
{
    internal override void Apply(StateBuilder state)
    {
        for (var i = 0; i < FlowIds.Count; i++)
        {
            state.Unpark(FlowIds[i]);
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
    internal override void Apply(StateBuilder state) => state.End(Cancelled);
}

/// <summary>The instance was put back: its variables and the tokens at joins are these; waits follow in events of their own.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Variables">All its variables.</param>
/// <param name="Tokens">All its tokens at joins, by the flows' ids in ordinal order.</param>
public sealed record InstanceRestored(string Reason, IReadOnlyDictionary<string, FeelValue> Variables, IReadOnlyList<ParkedTokens> Tokens) : ProcessEvent
{
    internal override void Apply(StateBuilder state) => state.Reopen(VariableMap.From(Variables), [.. Tokens]);
}
