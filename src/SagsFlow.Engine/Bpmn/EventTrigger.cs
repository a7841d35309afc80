using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Bpmn;

/// <summary>What an event reacts to or brings about (BPMN 2.0.2, § 10.5.5).</summary>
public enum EventKind
{
    Timer,
    Message,
    Signal,
    Error,
    Escalation,

    /// <summary>End events only: ends everything in the scope it lies in.</summary>
    Terminate,
    Link,
}

/// <summary>What an event catches or throws.</summary>
/// <param name="Kind">Which.</param>
public sealed record EventTrigger(EventKind Kind)
{
    /// <summary>
    /// The name of the message, signal or link, or the code of the error or escalation. Null for a timer and for
    /// terminate; and for one that catches any error or escalation.
    /// </summary>
    public string? Name { get; init; }

    /// <summary>
    /// For a message: evaluates to the key that tells which instance is meant (<c>sags:noegle</c>); null when the name
    /// is enough.
    /// </summary>
    public FeelExpression? Key { get; init; }

    /// <summary>For a timer: when it is due; else null.</summary>
    public TimerRule? Timer { get; init; }
}

/// <summary>How often an activity is done (BPMN 2.0.2, § 10.3.8).</summary>
public abstract record Loop;

/// <summary>Done again as long as a condition holds. <c>loopCounter</c>, from 1, can be read in the condition and inside.</summary>
/// <param name="Condition">Null: until the maximum.</param>
/// <param name="TestBefore">Whether the condition is tested before the first time too.</param>
/// <param name="Maximum">At most so many times; null: no limit.</param>
public sealed record StandardLoop(FeelExpression? Condition, bool TestBefore, int? Maximum) : Loop;

/// <summary>
/// Done once for each of a number or a list. Inside, <c>loopCounter</c> from 1 and the element can be read; in the
/// completion condition also <c>numberOfInstances</c>, <c>numberOfActiveInstances</c>, <c>numberOfCompletedInstances</c>
/// and <c>numberOfTerminatedInstances</c>.
/// </summary>
/// <param name="IsSequential">One after the other, or all at once.</param>
public sealed record MultiInstance(bool IsSequential) : Loop
{
    /// <summary>Evaluates to how many; null when there is a <see cref="Collection"/>.</summary>
    public FeelExpression? Cardinality { get; init; }

    /// <summary>Evaluates to the list; null when there is a <see cref="Cardinality"/>.</summary>
    public FeelExpression? Collection { get; init; }

    /// <summary>The variable that holds the list's element inside; null when it has no name.</summary>
    public string? Element { get; init; }

    /// <summary>The variable that gets the list of results, in the order of the elements; null when none is gathered.</summary>
    public string? OutputCollection { get; init; }

    /// <summary>Evaluated inside each when it is done: its place in <see cref="OutputCollection"/>; null when none is gathered.</summary>
    public FeelExpression? OutputElement { get; init; }

    /// <summary>Evaluated after each; when true, those left are not done. Null: all are.</summary>
    public FeelExpression? CompletionCondition { get; init; }

    /// <summary>When completing an instance throws an event to the activity's boundary (table 10.29, <c>behavior</c>).</summary>
    public LoopBehavior Behavior { get; init; } = LoopBehavior.All;

    /// <summary>What <see cref="LoopBehavior.None"/> and <see cref="LoopBehavior.One"/> throw: a signal, message, error or escalation; else null.</summary>
    public EventTrigger? BehaviorEvent { get; init; }
}

/// <summary>When the instances of an activity throw an event (BPMN 2.0.2, table 10.29).</summary>
public enum LoopBehavior
{
    /// <summary>Never; the usual one.</summary>
    All,

    /// <summary>When each is completed.</summary>
    None,

    /// <summary>When the first is completed.</summary>
    One,
}
