using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>What can be asked of a process instance. One command is one step.</summary>
public abstract record Command;

/// <summary>Starts the instance at its none start event.</summary>
/// <param name="Variables">Its first variables.</param>
public sealed record Start(IReadOnlyDictionary<string, FeelValue> Variables) : Command;

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

/// <summary>What a step may read besides the state: the time and the facts of the host.</summary>
/// <param name="Now">The instant of the step.</param>
/// <param name="Zone">The zone of local times.</param>
/// <param name="Facts">Host facts an expression may read beside the instance's variables (a variable of the same name wins); may be empty.</param>
/// <param name="StepLimit">Most node visits in one step before it becomes an incident.</param>
public sealed record StepContext(
    DateTimeOffset Now,
    TimeZoneInfo Zone,
    IReadOnlyDictionary<string, FeelValue> Facts,
    int StepLimit = 10_000);
