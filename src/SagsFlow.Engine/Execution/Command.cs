using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>What can be asked of a process instance. One command is one step.</summary>
public abstract record Command;

/// <summary>
/// Starts the instance at its first none start event; a process without one starts at every node that no flow enters
/// (BPMN 2.0.2, § 13.2), or else at its first other start event.
/// </summary>
/// <param name="Variables">Its first variables.</param>
public sealed record Start(IReadOnlyDictionary<string, FeelValue> Variables) : Command
{
    /// <summary>
    /// The id of the start event, instantiating receive task or event after an instantiating gateway that has come about;
    /// null for the start described above.
    /// </summary>
    public string? Node { get; init; }

    /// <summary>What the message or signal that starts it carries; becomes the variable named as the node.</summary>
    public FeelContext? Payload { get; init; }
}

/// <summary>A message or a signal has come.</summary>
/// <param name="Wait">The wait's number in the instance.</param>
/// <param name="Payload">Becomes the variable named as the node.</param>
public sealed record Deliver(long Wait, FeelContext Payload) : Command;

/// <summary>A job ended in an error that the process knows of: its activity's boundary, or a scope around it, may catch it.</summary>
/// <param name="Wait">The wait's number in the instance.</param>
/// <param name="Code">The error's code.</param>
public sealed record JobError(long Wait, string Code) : Command;

/// <summary>A called process ended in an error that nothing in it caught.</summary>
/// <param name="Wait">The wait's number in the calling instance.</param>
/// <param name="Code">The error's code; "" for one without.</param>
public sealed record CallFailed(long Wait, string Code) : Command;

/// <summary>A called process, which goes on, threw an escalation that nothing in it caught.</summary>
/// <param name="Wait">The wait's number in the calling instance.</param>
/// <param name="Code">The escalation's code; "" for one without.</param>
public sealed record CallEscalated(long Wait, string Code) : Command;

/// <summary>Completes a user task: its result is set first, then its output mappings are evaluated, then its token moves on.</summary>
/// <param name="Wait">The wait's number in the instance.</param>
/// <param name="Result">Becomes the variable named as the node, so that conditions can read <c>node.field</c>.</param>
public sealed record CompleteTask(long Wait, FeelContext Result) : Command;

/// <summary>
/// A timer is due. Occurrences of a repeating timer that were missed before it are part of this firing, and
/// <see cref="WaitClosed.Occurrences"/> says how many; the next one is armed under a new number.
/// </summary>
/// <param name="Wait">The wait's number in the instance.</param>
public sealed record FireTimer(long Wait) : Command;

/// <summary>A service task's job is done.</summary>
/// <param name="Wait">The wait's number in the instance.</param>
/// <param name="Result">Becomes the variable named as the node.</param>
public sealed record JobDone(long Wait, FeelContext Result) : Command;

/// <summary>A service task's job failed for good; the instance gets an incident, and the task's boundary timers run on.</summary>
/// <param name="Wait">The wait's number in the instance.</param>
/// <param name="Error">What went wrong, for the person who is to retry it.</param>
public sealed record JobFailed(long Wait, string Error) : Command;

/// <summary>A called process has ended.</summary>
/// <param name="Wait">The wait's number in the calling instance.</param>
/// <param name="Variables">The called instance's variables when it ended; the output mappings read them.</param>
public sealed record CallDone(long Wait, IReadOnlyDictionary<string, FeelValue> Variables) : Command;

/// <summary>Ends the instance where it stands; every wait is cancelled.</summary>
/// <param name="Reason">Why, for the history.</param>
public sealed record Cancel(string Reason) : Command;

/// <summary>
/// Tries again the work that stopped in an incident, from where it stopped: a failed job is enqueued under a new number, and
/// a result that was given is not asked for again.
/// </summary>
/// <param name="Incident">The incident's number in the instance.</param>
public sealed record Retry(long Incident) : Command;

/// <summary>
/// Puts the instance back to a state it was in earlier (a token taken back): waits that were not there are cancelled,
/// waits that are gone are opened again. The sequence number goes on: what is opened again has a new number, except a
/// call, which the called instance knows by its old one. Timers keep the time they were due. An instance that has ended
/// runs again; an earlier state that has itself ended, or that the instance already stands in, is already handled.
/// </summary>
/// <param name="Earlier">The state to go back to, of the same definition.</param>
/// <param name="Reason">Why, for the history.</param>
public sealed record Restore(ProcessState Earlier, string Reason) : Command;

/// <summary>
/// The host's facts have changed: timers whose rule is an expression are evaluated again, a duration from when its timer was
/// armed. Without a timer that moves it is already handled.
/// </summary>
public sealed record DataChanged : Command;

/// <summary>What a step may read besides the state: the time and the facts of the host.</summary>
/// <param name="Now">The instant of the step.</param>
/// <param name="Zone">The zone of local times.</param>
/// <param name="Facts">Host facts an expression may read beside the instance's variables (a variable of the same name wins); may be empty.</param>
/// <param name="StepLimit">Most node visits in one step before it becomes an incident.</param>
public sealed record StepContext(
    DateTimeOffset Now,
    TimeZoneInfo Zone,
    IReadOnlyDictionary<string, FeelValue> Facts,
    int StepLimit = 10_000)
{
    /// <summary>Told of every node as it is begun, finished, interrupted or fails, in order; null: nobody is told.</summary>
    public Action<NodeStep>? Trace { get; init; }
}

/// <summary>What happened to a node.</summary>
/// <param name="Node">Which.</param>
/// <param name="Kind">What.</param>
public readonly record struct NodeStep(Bpmn.Node Node, NodeStepKind Kind);

/// <summary>What can happen to a node.</summary>
public enum NodeStepKind
{
    Started,
    Completed,
    Interrupted,
    Failed,
}
