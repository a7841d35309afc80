using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>
/// A person intervenes in a running instance. What cannot be done is refused with a reason; what it concerns being gone already is
/// already handled.
/// </summary>
/// <param name="What">What is to be done.</param>
/// <param name="Actor">Who does it, for the history.</param>
/// <param name="Reason">Why, for the history.</param>
public sealed record Modify(Intervention What, string Actor, string Reason) : Command;

/// <summary>What a person can do to a running instance.</summary>
public abstract record Intervention;

/// <summary>Where a token is.</summary>
/// <param name="Number">The wait, incident, sub-process or loop it is at; for one that waits at a join, the join's scope.</param>
/// <param name="FlowId">For a token that waits at a join, the flow it came by; else null.</param>
public readonly record struct TokenPlace(long Number, string? FlowId = null);

/// <summary>What a token does where it is.</summary>
public enum OpenTokenKind
{
    /// <summary>It waits for somebody or something.</summary>
    Waits,

    /// <summary>It has stopped in an incident.</summary>
    Stopped,

    /// <summary>It waits at a join for others.</summary>
    AtJoin,

    /// <summary>It is in a sub-process or loop, which has tokens of its own.</summary>
    Inside,
}

/// <summary>A token of a running instance.</summary>
/// <param name="Place">What to call it by in an intervention.</param>
/// <param name="NodeId">The node it is at.</param>
/// <param name="Kind">What it does there.</param>
public sealed record OpenToken(TokenPlace Place, string NodeId, OpenTokenKind Kind)
{
    /// <summary>For one that waits, what for; else null. Those that wait for the events after one gateway share a group.</summary>
    public Wait? Wait { get; init; }
}

/// <summary>
/// Takes a token from where it is to another node, which it enters as if a flow had led there. Sub-processes around the node that are not
/// open are opened; one that the token is alone in is left.
/// </summary>
/// <param name="From">The token.</param>
/// <param name="NodeId">Where to: any node but a join, a boundary event, or one inside an event sub-process or loop that the token is not in.</param>
public sealed record JumpTo(TokenPlace From, string NodeId) : Intervention;

/// <summary>
/// Sends a token on from its activity or event as if that were done. Without a result no output is set, so that conditions see nothing of it.
/// </summary>
/// <param name="At">The token.</param>
/// <param name="Result">What the node's variable is to hold; null: it is not set.</param>
public sealed record Skip(TokenPlace At, FeelContext? Result) : Intervention;

/// <summary>Begins an activity or event afresh: what it waits for is cancelled and opened again under new numbers.</summary>
/// <param name="At">The token.</param>
public sealed record Repeat(TokenPlace At) : Intervention;

/// <summary>
/// Takes a token away. A sub-process that is left without one is completed; the instance's last is refused, for that is <see cref="Cancel"/>.
/// </summary>
/// <param name="At">The token.</param>
public sealed record CancelToken(TokenPlace At) : Intervention;

/// <summary>Adds a task that the definition does not have. The instance does not end before it is completed.</summary>
/// <param name="Name">Its name for people.</param>
/// <param name="Attributes">What the host reads of a user task's attributes.</param>
public sealed record AddTask(string Name, IReadOnlyDictionary<string, FeelValue> Attributes) : Intervention;

/// <summary>Gives one of the process's own variables a value.</summary>
/// <param name="Name">The variable.</param>
/// <param name="Value">Its new value.</param>
public sealed record ChangeVariable(string Name, FeelValue Value) : Intervention;
