using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>A flow node while the file is read and checked; may be faulty, and may be of a kind the engine does not run.</summary>
internal sealed class DraftNode(Element element, string id, DraftScope scope)
{
    public Element Element { get; } = element;

    public string Id { get; } = id;

    /// <summary>What it lies in.</summary>
    public DraftScope Scope { get; } = scope;

    /// <summary>What lies in it; null when it is no sub-process of any kind.</summary>
    public DraftScope? Contents { get; set; }

    /// <summary>Null when the engine does not run it.</summary>
    public NodeKind? Kind { get; init; }

    /// <summary>For an event: what it catches or throws; else none.</summary>
    public DraftTrigger Trigger { get; init; } = DraftTrigger.None;

    public List<DraftFlow> Incoming { get; } = [];

    public List<DraftFlow> Outgoing { get; } = [];

    public DraftFlow? Default { get; set; }

    public DraftNode? AttachedTo { get; set; }

    public List<DraftNode> Boundaries { get; } = [];

    /// <summary>For a link throw event: the catch event it goes on from.</summary>
    public DraftNode? LinkTarget { get; set; }

    /// <summary>For a link catch event: what throws to it.</summary>
    public List<DraftNode> LinkSources { get; } = [];

    public string? Lane { get; set; }

    public bool IsActivity => BpmnNames.Activities.Contains(Element.Name);

    public bool IsBoundary => Element.Name == "boundaryEvent";

    public bool IsGateway => BpmnNames.Gateways.Contains(Element.Name);

    public bool IsEventSubProcess => Contents is { IsTriggeredByEvent: true };

    public bool IsLinkCatch => Element.Name == "intermediateCatchEvent" && Trigger.Name == "linkEventDefinition";

    public bool IsLinkThrow => Element.Name == "intermediateThrowEvent" && Trigger.Name == "linkEventDefinition";

    public bool CancelsActivity => !Element.IsFalse("cancelActivity");

    /// <summary>Whether it asks to start the process.</summary>
    public bool Instantiates => Element.Name is "receiveTask" or "eventBasedGateway" && Element.IsTrue("instantiate");

    /// <summary>Whether it stands where no flow is to lead: an event that comes of itself, or what such an event starts.</summary>
    public bool BeginsByItself => IsBoundary || IsEventSubProcess || IsLinkCatch;
}

/// <summary>The event definition of an event.</summary>
/// <param name="Name">The definition's element name; "" for a none event; <see cref="Unclear"/>'s when there is not just one.</param>
/// <param name="Definition">The definition, inline or by reference; null when there is not just one.</param>
internal sealed record DraftTrigger(string Name, Element? Definition)
{
    public static readonly DraftTrigger None = new("", null);

    /// <summary>Several definitions, or a reference that leads nowhere: nothing more can be said of the event.</summary>
    public static readonly DraftTrigger Unclear = new("*", null);
}

/// <summary>A sequence flow while the file is read; its ends are null where the file names none that exist.</summary>
internal sealed class DraftFlow(Element element, string id)
{
    public Element Element { get; } = element;

    public string Id { get; } = id;

    public DraftNode? Source { get; set; }

    public DraftNode? Target { get; set; }

    public Element? Condition { get; } = element.Bpmn("conditionExpression").FirstOrDefault();
}

/// <summary>A process or a sub-process as a place that holds nodes and the flows between them.</summary>
/// <param name="element">The process or sub-process.</param>
/// <param name="owner">Null for the process.</param>
internal sealed class DraftScope(Element element, DraftNode? owner)
{
    public Element Element { get; } = element;

    public DraftNode? Owner { get; } = owner;

    public bool IsTriggeredByEvent { get; } = element.Name == "subProcess" && element.IsTrue("triggeredByEvent");

    /// <summary>Straight inside, in file order.</summary>
    public List<DraftNode> Nodes { get; } = [];

    /// <summary>Straight inside, in file order.</summary>
    public List<DraftFlow> Flows { get; } = [];

    /// <summary>Whether every reference between its elements could be followed; only then is its shape worth judging.</summary>
    public bool IsWired { get; set; } = true;

    public IEnumerable<DraftNode> StartEvents => Nodes.Where(n => n.Element.Name == "startEvent");

    /// <summary>
    /// Where what happens in it begins. Without start events a sub-process begins at every node that nothing leads to
    /// (BPMN 2.0.2, § 10.5.2); a process is not run so.
    /// </summary>
    public IEnumerable<DraftNode> Beginnings()
    {
        var starts = Nodes.Where(n => n.Element.Name == "startEvent" || (Owner is null && n.Instantiates && n.Incoming.Count == 0)).ToList();
        return starts.Count > 0 || Owner is null
            ? starts
            : Nodes.Where(n => n.Incoming.Count == 0 && !n.BeginsByItself && n.Element.Name != "endEvent");
    }
}

/// <summary>A process while the file is read.</summary>
internal sealed class DraftProcess(Element element, string id)
{
    public Element Element { get; } = element;

    public string Id { get; } = id;

    /// <summary>
    /// Whether it is meant to run. A process that says nothing is, unless it is public: the standard lets a public one
    /// never be executable and leaves a private one without the attribute open (BPMN 2.0.2, table 10.1).
    /// </summary>
    public bool IsExecutable => Element.Attribute("isExecutable") switch
    {
        "true" or "1" => true,
        null => Element.Attribute("processType") is not ("Public" or "public"),
        _ => false,
    };

    /// <summary>The process's own level, then its sub-processes, each before those inside it.</summary>
    public List<DraftScope> Scopes { get; } = [];

    /// <summary>All of them, in file order, a sub-process before what it holds.</summary>
    public List<DraftNode> Nodes { get; } = [];

    public Dictionary<string, DraftNode> NodesById { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DraftFlow> FlowsById { get; } = new(StringComparer.Ordinal);
}
