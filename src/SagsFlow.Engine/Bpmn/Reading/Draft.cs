using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>A flow node while the file is read and checked; may be faulty, and may be of a kind the engine does not run.</summary>
internal sealed class DraftNode(Element element, string id)
{
    public Element Element { get; } = element;

    public string Id { get; } = id;

    /// <summary>Null when the engine does not run it.</summary>
    public NodeKind? Kind { get; init; }

    public List<DraftFlow> Incoming { get; } = [];

    public List<DraftFlow> Outgoing { get; } = [];

    public DraftFlow? Default { get; set; }

    public DraftNode? AttachedTo { get; set; }

    public List<DraftNode> Boundaries { get; } = [];

    public string? Lane { get; set; }

    public bool IsActivity => BpmnNames.Activities.Contains(Element.Name);

    public bool IsBoundary => Element.Name == "boundaryEvent";

    public bool IsGateway => BpmnNames.Gateways.Contains(Element.Name);

    public bool CancelsActivity => Element.Attribute("cancelActivity") is not ("false" or "0");
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

    /// <summary>In file order.</summary>
    public List<DraftNode> Nodes { get; } = [];

    /// <summary>In file order.</summary>
    public List<DraftFlow> Flows { get; } = [];

    public Dictionary<string, DraftNode> NodesById { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, DraftFlow> FlowsById { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether every reference between its elements could be followed; only then is its shape worth judging.</summary>
    public bool IsWired { get; set; } = true;
}
