using System.Text.Json;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>What an open wait is for.</summary>
public enum WaitKind
{
    Task,
    Timer,
    Job,
    Call,
}

/// <summary>Something an instance waits for.</summary>
/// <param name="Number">Its number in the instance; never used again.</param>
/// <param name="Kind">What for.</param>
/// <param name="NodeId">At which node.</param>
/// <param name="Due">For a timer, when it is due, in UTC and whole milliseconds; else null.</param>
/// <param name="Owner">For a boundary timer, the number of its activity's wait; else null.</param>
public sealed record Wait(long Number, WaitKind Kind, string NodeId, DateTimeOffset? Due, long? Owner)
{
    /// <summary>For a repeating timer, where its repetition stands; else null.</summary>
    internal TimerCycle? Cycle { get; init; }
}

/// <summary>What had been done of a node's work when it stopped in an incident, so that a retry begins there.</summary>
public enum IncidentPhase
{
    /// <summary>The token is still on the flow into the node.</summary>
    Arrive,

    /// <summary>The node could not be entered.</summary>
    Enter,

    /// <summary>The service task's job failed; its boundary timers still run.</summary>
    Job,

    /// <summary>The work is done, but an output mapping could not be evaluated.</summary>
    Leave,

    /// <summary>The outputs are set, but the way on could not be chosen.</summary>
    Route,
}

/// <summary>A token that has stopped and needs a person.</summary>
/// <param name="Number">Its number in the instance; never used again.</param>
/// <param name="NodeId">At which node.</param>
/// <param name="Code">A stable slug: <c>ingen-vej</c>, <c>mangler-vaerdi</c>, <c>ugyldig-frist</c>, <c>udtryk-fejl</c>, <c>for-mange-skridt</c> or <c>job-fejlede</c>.</param>
/// <param name="Text">What is wrong, in Danish.</param>
/// <param name="Phase">Where a retry begins.</param>
public sealed record Incident(long Number, string NodeId, string Code, string Text, IncidentPhase Phase)
{
    /// <summary>For <see cref="IncidentPhase.Arrive"/>, the flow the token is on; else null.</summary>
    public string? FlowId { get; init; }

    /// <summary>For <see cref="IncidentPhase.Job"/>, the failed wait, which still owns the activity's timers; else null.</summary>
    public long? Wait { get; init; }

    /// <summary>For a call that stopped in <see cref="IncidentPhase.Leave"/>, what the called process gave; else null.</summary>
    internal VariableMap? Result { get; init; }
}

/// <summary>Tokens that wait at a join, on one of its incoming flows.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Count">How many, at least 1.</param>
public sealed record ParkedTokens(string FlowId, int Count);

/// <summary>A scope of variables and tokens. There is one, the process itself, until sub-processes open more.</summary>
internal sealed record Scope(VariableMap Variables, ParkedTokens[] Tokens);

/// <summary>The whole state of a process instance: immutable, small, versioned JSON.</summary>
public sealed class ProcessState
{
    /// <summary>The format's version number in the JSON.</summary>
    public const int FormatVersion = 1;

    private readonly Wait[] waits;
    private readonly Incident[] incidents;
    private readonly Scope[] scopes;

    internal ProcessState(string definitionHash, long sequence, bool isEnded, bool isCancelled, Scope[] scopes, Wait[] waits, Incident[] incidents)
    {
        DefinitionHash = definitionHash;
        Sequence = sequence;
        IsEnded = isEnded;
        IsCancelled = isCancelled;
        this.scopes = scopes;
        this.waits = waits;
        this.incidents = incidents;
    }

    /// <summary>The content hash of the definition the instance is pinned to.</summary>
    public string DefinitionHash { get; }

    /// <summary>Whether the instance has ended.</summary>
    public bool IsEnded { get; }

    /// <summary>Whether the instance was ended by <see cref="Cancel"/>.</summary>
    public bool IsCancelled { get; }

    /// <summary>The last number given to a wait or an incident.</summary>
    public long Sequence { get; }

    /// <summary>The open waits, by number.</summary>
    public IReadOnlyList<Wait> Waits => waits;

    /// <summary>The open incidents, by number.</summary>
    public IReadOnlyList<Incident> Incidents => incidents;

    /// <summary>The tokens that wait at joins, by the flows' ids in ordinal order.</summary>
    public IReadOnlyList<ParkedTokens> Tokens => Root.Tokens;

    /// <summary>The instance's variables.</summary>
    public IReadOnlyDictionary<string, FeelValue> Variables => Root.Variables;

    internal Scope Root => scopes[0];

    internal Scope[] ScopeArray => scopes;

    internal Wait[] WaitArray => waits;

    internal Incident[] IncidentArray => incidents;

    /// <summary>Writes the state; the same state always gives the same bytes.</summary>
    public void WriteTo(Utf8JsonWriter writer) => StateJson.Write(writer, this);

    /// <summary>Reads a state.</summary>
    /// <exception cref="JsonException">It is not a state, or of a later format.</exception>
    public static ProcessState Read(ReadOnlyMemory<byte> json) => StateJson.Read(json);

    /// <summary>Folds events over a state (null: none yet); executes nothing.</summary>
    /// <exception cref="ArgumentException">The events do not follow from the state, or there is neither state nor event.</exception>
    public static ProcessState Fold(ProcessState? state, IEnumerable<ProcessEvent> events)
    {
        var builder = new StateBuilder(state);
        foreach (var happened in events)
        {
            happened.Apply(builder);
        }

        return builder.Freeze();
    }
}
