using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>What the host must do because of a step, in the same transaction as it stores the state.</summary>
public abstract record Effect;

/// <summary>Open a task for a person.</summary>
/// <param name="Wait">The number to complete it with.</param>
/// <param name="Node">The user task.</param>
/// <param name="Attributes">Its extension attributes, evaluated.</param>
public sealed record CreateTask(long Wait, Node Node, IReadOnlyDictionary<string, FeelValue> Attributes) : Effect
{
    /// <summary>What its input mappings gave; empty without any. The attributes and boundary timers could read it.</summary>
    public IReadOnlyDictionary<string, FeelValue> Input { get; init; } = new Dictionary<string, FeelValue>();
}

/// <summary>Close a task that is no longer wanted.</summary>
public sealed record CancelTask(long Wait, Node Node) : Effect;

/// <summary>Store a timer.</summary>
/// <param name="Wait">The number to fire it with.</param>
/// <param name="Node">The timer event.</param>
/// <param name="Due">When it may fire, never before.</param>
/// <param name="Rule">The rule as written in the definition.</param>
/// <param name="TaskWait">For a boundary timer, the wait or scope of its activity; else null.</param>
public sealed record ArmTimer(long Wait, Node Node, DateTimeOffset Due, string Rule, long? TaskWait) : Effect;

/// <summary>A timer is due at another time, or belongs to another node.</summary>
/// <param name="Wait">Its number.</param>
/// <param name="Node">The timer event.</param>
/// <param name="Due">When it may fire, never before.</param>
/// <param name="Rule">The rule the time comes from.</param>
public sealed record MoveTimer(long Wait, Node Node, DateTimeOffset Due, string Rule) : Effect;

/// <summary>A timer's rule gave no time with the facts there are now; it keeps the time it had.</summary>
/// <param name="Wait">Its number.</param>
/// <param name="Node">The timer event.</param>
/// <param name="Code">A stable slug.</param>
/// <param name="Text">What is wrong, in Danish.</param>
public sealed record TimerStale(long Wait, Node Node, string Code, string Text) : Effect;

/// <summary>An open task belongs to another version's node.</summary>
/// <param name="Wait">Its number, as before.</param>
/// <param name="Node">The user task.</param>
/// <param name="Attributes">Its extension attributes, evaluated anew.</param>
public sealed record MoveTask(long Wait, Node Node, IReadOnlyDictionary<string, FeelValue> Attributes) : Effect;

/// <summary>A service task's work belongs to another version's node; what is in the outbox stays.</summary>
/// <param name="Wait">Its number, as before.</param>
/// <param name="Node">The service task.</param>
public sealed record MoveJob(long Wait, Node Node) : Effect;

/// <summary>Remove a timer.</summary>
public sealed record CancelTimer(long Wait, Node Node) : Effect;

/// <summary>Store that a message or a signal is waited for.</summary>
/// <param name="Wait">The number to deliver it with.</param>
/// <param name="Node">The event or receive task.</param>
/// <param name="Kind">Message or signal.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">For a message with a key, its value as text; else null.</param>
public sealed record Subscribe(long Wait, Node Node, EventKind Kind, string Name, string? Key) : Effect;

/// <summary>A message or a signal is no longer waited for.</summary>
public sealed record Unsubscribe(long Wait, Node Node) : Effect;

/// <summary>Send a message to the one that waits for it, or a signal to all that do, this instance too.</summary>
/// <param name="Node">The event or send task.</param>
/// <param name="Kind">Message or signal.</param>
/// <param name="Name">Its name.</param>
/// <param name="Key">For a message with a key, its value as text; else null.</param>
/// <param name="Payload">What its input mappings gave.</param>
public sealed record Publish(Node Node, EventKind Kind, string Name, string? Key, IReadOnlyDictionary<string, FeelValue> Payload) : Effect;

/// <summary>Tell the calling instance of an escalation that nothing here caught; without a caller it is of no consequence.</summary>
/// <param name="Node">The event that threw it.</param>
/// <param name="Code">Its code; "" for one without.</param>
public sealed record Escalate(Node Node, string Code) : Effect;

/// <summary>Put a service task's work in the outbox.</summary>
/// <param name="Wait">The number to report it done with.</param>
/// <param name="Node">The service task.</param>
/// <param name="Attributes">Its extension attributes, evaluated.</param>
/// <param name="Input">What its input mappings gave.</param>
public sealed record EnqueueJob(long Wait, Node Node, IReadOnlyDictionary<string, FeelValue> Attributes, IReadOnlyDictionary<string, FeelValue> Input) : Effect;

/// <summary>Take a service task's work out of the outbox, if it has not begun.</summary>
public sealed record CancelJob(long Wait, Node Node) : Effect;

/// <summary>Start another process and report its end with <see cref="CallDone"/>.</summary>
/// <param name="Wait">The number to report its end with.</param>
/// <param name="Node">The call activity.</param>
/// <param name="ProcessId">The process to start, its newest version.</param>
/// <param name="Variables">What the input mappings gave.</param>
public sealed record CallProcess(long Wait, Node Node, string ProcessId, IReadOnlyDictionary<string, FeelValue> Variables) : Effect;

/// <summary>Cancel a called process that still runs.</summary>
public sealed record CancelCall(long Wait, Node Node) : Effect;

/// <summary>
/// A wait on a called process is open again after a <see cref="Restore"/>; the host restores the called instance too.
/// </summary>
public sealed record ReopenCall(long Wait, Node Node) : Effect;

/// <summary>The instance has stopped at a node and needs a person.</summary>
/// <param name="Number">The number to retry it with.</param>
/// <param name="Node">Where.</param>
/// <param name="Code">A stable slug.</param>
/// <param name="Text">What is wrong, in Danish.</param>
public sealed record RaiseIncident(long Number, Node Node, string Code, string Text) : Effect;

/// <summary>An incident is over (retried, or its instance ended).</summary>
public sealed record ResolveIncident(long Number, Node Node) : Effect;

/// <summary>The instance has ended; nothing more happens in it.</summary>
/// <param name="Cancelled">Whether it was cancelled rather than run to its end.</param>
/// <param name="Variables">Its variables at the end.</param>
public sealed record Ended(bool Cancelled, IReadOnlyDictionary<string, FeelValue> Variables) : Effect
{
    /// <summary>The code of the error that ended it, "" for one without a code, for the caller to hear; null when none did.</summary>
    public string? Error { get; init; }
}
