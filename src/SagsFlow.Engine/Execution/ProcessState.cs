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

    /// <summary>A message with the node's name, and with <see cref="Wait.Key"/> when it has one.</summary>
    Message,
    Signal,
}

/// <summary>Something an instance waits for.</summary>
/// <param name="Number">Its number in the instance; never used again.</param>
/// <param name="Kind">What for.</param>
/// <param name="NodeId">At which node.</param>
/// <param name="Due">For a timer, when it is due, in UTC and whole milliseconds; else null.</param>
/// <param name="Owner">For a boundary event, the number of its activity's wait or scope; else null.</param>
public sealed record Wait(long Number, WaitKind Kind, string NodeId, DateTimeOffset? Due, long? Owner)
{
    /// <summary>The scope it lies in; 0 is the process itself.</summary>
    public long Scope { get; init; }

    /// <summary>What the events after one event-based gateway share: the first to come closes the others. Null for all others.</summary>
    public long? Group { get; init; }

    /// <summary>For a message with a key, its value when the wait began, as text; else null.</summary>
    public string? Key { get; init; }

    /// <summary>For a repeating timer, where its repetition stands; else null.</summary>
    internal TimerCycle? Cycle { get; init; }

    /// <summary>For a timer by duration, when it was armed, in UTC and whole milliseconds; null for others and for those of before it was kept.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>For a task that a person added beside the definition, what it is; else null.</summary>
    public AdHocTask? AdHoc { get; init; }

    /// <summary>Whether a token is where it waits; boundary events and event sub-processes only listen.</summary>
    internal bool HoldsToken(Bpmn.Node node) => Owner is null && node.Kind != Bpmn.NodeKind.StartEvent;
}

/// <summary>A task beside the definition (<see cref="AddTask"/>).</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Attributes">What the host reads of a user task's attributes.</param>
public sealed record AdHocTask(string Name, IReadOnlyDictionary<string, FeelValue> Attributes);

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

    /// <summary>The scope its token is in; 0 is the process itself.</summary>
    public long Scope { get; init; }

    /// <summary>For a call that stopped in <see cref="IncidentPhase.Leave"/>, what the called process gave; else null.</summary>
    internal VariableMap? Result { get; init; }
}

/// <summary>Tokens that wait at a join, on one of its incoming flows.</summary>
/// <param name="FlowId">The flow.</param>
/// <param name="Count">How many, at least 1.</param>
public sealed record ParkedTokens(string FlowId, int Count);

/// <summary>
/// A scope of variables and tokens: the process itself (number 0), a sub-process that runs, the loop of an activity
/// that is done several times, and each of those times. A variable is read in the nearest scope that has it.
/// </summary>
/// <param name="Variables">Its own; only what is local to it, such as inputs and the loop's counter.</param>
/// <param name="Tokens">Its tokens at joins.</param>
internal sealed record Scope(VariableMap Variables, ParkedTokens[] Tokens)
{
    /// <summary>Its number in the instance; never used again.</summary>
    public long Number { get; init; }

    /// <summary>The scope it lies in; it is not read for the process itself.</summary>
    public long Parent { get; init; }

    /// <summary>The activity it belongs to; null for the process itself.</summary>
    public string? NodeId { get; init; }

    /// <summary>For the loop of an activity, how far it has come; else null.</summary>
    public LoopState? Loop { get; init; }
}

/// <summary>How far the loop of an activity has come.</summary>
/// <param name="Total">How many times in all; null for a standard loop, whose condition decides.</param>
/// <param name="Started">How many have been started.</param>
/// <param name="Completed">How many have been completed.</param>
internal sealed record LoopState(int? Total, int Started, int Completed)
{
    /// <summary>The elements, for a loop over a list; else null.</summary>
    public FeelList? Items { get; init; }

    /// <summary>The results so far, when they are gathered, null where there is none yet; else null.</summary>
    public FeelList? Outputs { get; init; }
}

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

    /// <summary>The code of the error that ended it, which nothing in it caught; "" for one without a code. Null when none did.</summary>
    public string? Error { get; internal init; }

    /// <summary>The last number given to a wait, a scope or an incident.</summary>
    public long Sequence { get; }

    /// <summary>The open waits, by number.</summary>
    public IReadOnlyList<Wait> Waits => waits;

    /// <summary>The open incidents, by number.</summary>
    public IReadOnlyList<Incident> Incidents => incidents;

    /// <summary>The tokens that wait at joins, by the flows' ids in ordinal order.</summary>
    public IReadOnlyList<ParkedTokens> Tokens => Root.Tokens;

    /// <summary>The instance's variables.</summary>
    public IReadOnlyDictionary<string, FeelValue> Variables => Root.Variables;

    /// <summary>The numbers of the open scopes within the process, and the activity each belongs to.</summary>
    public IReadOnlyDictionary<long, string> OpenScopes => scopes.Skip(1).ToDictionary(s => s.Number, s => s.NodeId!);

    /// <summary>
    /// Where the tokens are, each with what to call it by in an intervention: waits, incidents and tokens at joins, then the sub-processes
    /// and loops that hold some of them.
    /// </summary>
    /// <param name="definition">The definition the instance is pinned to.</param>
    public IReadOnlyList<OpenToken> OpenTokens(Bpmn.ProcessDefinition definition)
    {
        var plan = ProcessPlan.Of(definition);
        return
        [
            .. waits.Where(w => w.HoldsToken(plan.Node(w.NodeId).Node)).Select(w => new OpenToken(new TokenPlace(w.Number), w.NodeId, OpenTokenKind.Waits) { Wait = w }),
            .. incidents.Select(i => new OpenToken(new TokenPlace(i.Number), i.NodeId, OpenTokenKind.Stopped)),
            .. scopes.SelectMany(s => s.Tokens.Select(t => new OpenToken(new TokenPlace(s.Number, t.FlowId), plan.Flow(t.FlowId).Target.Node.Id, OpenTokenKind.AtJoin))),
            .. scopes.Skip(1).Select(s => new OpenToken(new TokenPlace(s.Number), s.NodeId!, OpenTokenKind.Inside)),
        ];
    }

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
