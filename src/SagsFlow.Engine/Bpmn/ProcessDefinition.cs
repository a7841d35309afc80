using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Bpmn;

/// <summary>
/// The kinds of flow node the engine runs (BPMN 2.0.2, chapter 10). What triggers an event is its <see cref="Node.Event"/>.
/// </summary>
public enum NodeKind
{
    StartEvent,
    EndEvent,
    IntermediateCatchEvent,
    IntermediateThrowEvent,
    BoundaryEvent,

    /// <summary>A task of no kind: passed as soon as it is reached.</summary>
    Task,

    /// <summary>A task done without a system: passed as soon as it is reached.</summary>
    ManualTask,
    UserTask,
    ServiceTask,
    ScriptTask,
    SendTask,
    ReceiveTask,
    SubProcess,

    /// <summary>A sub-process with triggeredByEvent (§ 10.3.5); no flow enters or leaves it.</summary>
    EventSubProcess,
    CallActivity,
    ExclusiveGateway,
    InclusiveGateway,
    ParallelGateway,
    EventBasedGateway,
}

/// <summary>Which of BPMN's three ways a timer states its time (BPMN 2.0.2, § 10.5.5.1).</summary>
public enum TimerKind
{
    Date,
    Duration,
    Cycle,
}

/// <summary>When a timer is due. <see cref="Text"/> is the rule as written; <see cref="Expression"/> gives its value.</summary>
/// <param name="Kind">timeDate, timeDuration or timeCycle.</param>
/// <param name="Text">The rule as it stands in the file, kept with the armed timer so that a person can read why it is due.</param>
/// <param name="Expression">An ISO 8601 literal in the file becomes a constant expression.</param>
public sealed record TimerRule(TimerKind Kind, string Text, FeelExpression Expression);

/// <summary>One assignment of a variable when an activity is entered (input) or left (output).</summary>
/// <param name="Source">Evaluated in the scope the value comes from.</param>
/// <param name="Target">The variable's name in the scope the value goes to.</param>
public sealed record Mapping(FeelExpression Source, string Target);

/// <summary>A sequence flow (BPMN 2.0.2, § 8.4.13).</summary>
/// <param name="Id">The flow's id, unique in the file.</param>
/// <param name="Name">Its label, or null.</param>
/// <param name="Source">The node it leaves.</param>
/// <param name="Target">The node it enters.</param>
/// <param name="Condition">Null: always taken, unless it is a default flow.</param>
/// <param name="Line">Line in the file, counted from 1.</param>
public sealed record SequenceFlow(string Id, string? Name, Node Source, Node Target, FeelExpression? Condition, int Line);

/// <summary>
/// A flow node. Nodes are made by the reader, wired together and never changed afterwards.
/// Two nodes are the same only when they are the same object of the same definition.
/// </summary>
public sealed class Node
{
    /// <summary>The element's id, unique in the file.</summary>
    public required string Id { get; init; }

    /// <summary>The element's name for people, or null.</summary>
    public string? Name { get; init; }

    /// <summary>What it is.</summary>
    public required NodeKind Kind { get; init; }

    /// <summary>Its place in <see cref="ProcessDefinition.Nodes"/>, counted from 0; -1 for an <see cref="IsAdHoc"/> one.</summary>
    public required int Index { get; init; }

    /// <summary>Whether it is no part of a definition, but a task that a person added to an instance.</summary>
    public bool IsAdHoc => Index < 0;

    /// <summary>Line in the file, counted from 1.</summary>
    public int Line { get; init; }

    /// <summary>Flows into the node, in file order.</summary>
    public IReadOnlyList<SequenceFlow> Incoming { get; internal set; } = [];

    /// <summary>Flows out of the node, in file order; the default flow is among them.</summary>
    public IReadOnlyList<SequenceFlow> Outgoing { get; internal set; } = [];

    /// <summary>The flow taken when no condition holds, or null.</summary>
    public SequenceFlow? Default { get; internal set; }

    /// <summary>For a boundary event, the activity it sits on; else null.</summary>
    public Node? AttachedTo { get; internal set; }

    /// <summary>For a boundary event: whether it ends its activity when it fires.</summary>
    public bool CancelActivity { get; init; } = true;

    /// <summary>The boundary events of an activity, in file order.</summary>
    public IReadOnlyList<Node> BoundaryEvents { get; internal set; } = [];

    /// <summary>
    /// What an event catches or throws, and the message of a send or receive task; null for a none event and all others.
    /// </summary>
    public EventTrigger? Event { get; init; }

    /// <summary>For a timer event: when it is due; else null.</summary>
    public TimerRule? Timer => Event?.Timer;

    /// <summary>The sub-process or event sub-process it lies in; null at the process's own level.</summary>
    public Node? Parent { get; internal set; }

    /// <summary>For a sub-process or event sub-process, the nodes straight inside it, in file order; else empty.</summary>
    public IReadOnlyList<Node> Children { get; internal set; } = [];

    /// <summary>For the start event of an event sub-process: whether it ends what goes on around it.</summary>
    public bool IsInterrupting { get; init; } = true;

    /// <summary>For an event-based gateway or a receive task: whether it starts the process (<c>instantiate</c>).</summary>
    public bool Instantiates { get; init; }

    /// <summary>How often an activity is done; null: once.</summary>
    public Loop? Loop { get; init; }

    /// <summary>For a script task whose scriptFormat is FEEL: the script; else null, and the task is only passed.</summary>
    public FeelExpression? Script { get; init; }

    /// <summary>For a link throw event, the catch event of the same name in the same scope; else null.</summary>
    public Node? LinkTarget { get; internal set; }

    /// <summary>For a call activity: evaluates to the id of the process to call; else null.</summary>
    public FeelExpression? CalledProcess { get; init; }

    /// <summary>Variables given to the activity when it is entered (<c>sags:ind</c>).</summary>
    public IReadOnlyList<Mapping> Inputs { get; init; } = [];

    /// <summary>Variables set from the activity when it is left (<c>sags:ud</c>).</summary>
    public IReadOnlyList<Mapping> Outputs { get; init; } = [];

    /// <summary>
    /// Attributes of the namespace <c>urn:sagsflow:bpmn:1</c> on the element, by local name. The engine does not
    /// know what they mean; a value that begins with <c>=</c> is FEEL and is evaluated when a task is made.
    /// </summary>
    public IReadOnlyDictionary<string, FeelExpression> Attributes { get; init; } = new Dictionary<string, FeelExpression>();

    /// <summary>
    /// Elements of the same namespace in the element's extensionElements, other than the mappings, in file order;
    /// for the host to read.
    /// </summary>
    public IReadOnlyList<ExtensionElement> Extensions { get; init; } = [];

    /// <summary>The name of the lane the node lies in, or null.</summary>
    public string? Lane { get; internal set; }

    /// <summary>Whether it starts an instance of its process when what it catches comes about.</summary>
    public bool StartsProcess => Parent is null && Event is not null
        && (Kind == NodeKind.StartEvent || Instantiates || Incoming.Any(f => f.Source is { Kind: NodeKind.EventBasedGateway, Instantiates: true }));

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Id}";
}

/// <summary>An element of <c>urn:sagsflow:bpmn:1</c> inside extensionElements.</summary>
/// <param name="Name">Local name.</param>
/// <param name="Attributes">Its attributes without a namespace, as written.</param>
public sealed record ExtensionElement(string Name, IReadOnlyDictionary<string, string> Attributes);

/// <summary>
/// One executable process, read and checked; immutable. Its version is <see cref="ContentHash"/>, which covers what
/// the process means and not how it is drawn.
/// </summary>
public sealed class ProcessDefinition
{
    /// <summary>The process's id in the file.</summary>
    public required string Id { get; init; }

    /// <summary>The process's name for people, or null.</summary>
    public string? Name { get; init; }

    /// <summary>SHA-256 of the canonical semantic part of the file, as 64 lower-case hexadecimal digits.</summary>
    public required string ContentHash { get; init; }

    /// <summary>Every flow node, also those inside sub-processes, in file order (a sub-process before what it holds).</summary>
    public required IReadOnlyList<Node> Nodes { get; init; }

    /// <summary>The nodes by id.</summary>
    public required IReadOnlyDictionary<string, Node> NodesById { get; init; }

    /// <summary>
    /// The node at which a message or signal starts an instance (BPMN 2.0.2, § 13.2): a start event, an instantiating receive task or
    /// an event after an instantiating gateway. The first in file order; null when it starts none.
    /// </summary>
    /// <param name="kind">Message or signal.</param>
    /// <param name="name">Its name.</param>
    public Node? StartFor(EventKind kind, string name) => Nodes.FirstOrDefault(n => n.StartsProcess && n.Event!.Kind == kind && (n.Event.Name ?? n.Id) == name);

    /// <summary>Attributes of <c>urn:sagsflow:bpmn:1</c> on the process element, by local name, as written.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
