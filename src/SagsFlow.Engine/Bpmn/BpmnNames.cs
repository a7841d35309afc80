using System.Collections.Frozen;

namespace SagsFlow.Engine.Bpmn;

/// <summary>The names of BPMN 2.0.2's XML (ISO/IEC 19510, annex of schemas) that the reader must know.</summary>
internal static class BpmnNames
{
    public const string Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    public const string Sags = "urn:sagsflow:bpmn:1";

    public static readonly FrozenSet<string> Activities = Set(
        "task", "userTask", "serviceTask", "scriptTask", "sendTask", "receiveTask", "manualTask", "businessRuleTask",
        "callActivity", "subProcess", "transaction", "adHocSubProcess");

    public static readonly FrozenSet<string> Gateways = Set(
        "exclusiveGateway", "parallelGateway", "inclusiveGateway", "complexGateway", "eventBasedGateway");

    public static readonly FrozenSet<string> Events = Set(
        "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "implicitThrowEvent");

    public static readonly FrozenSet<string> Choreography = Set("choreographyTask", "subChoreography", "callChoreography");

    public static readonly FrozenSet<string> FlowNodes = Activities.Concat(Gateways).Concat(Events).Concat(Choreography).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What holds flow elements of its own.</summary>
    public static readonly FrozenSet<string> Containers = Set("process", "subProcess", "transaction", "adHocSubProcess");

    /// <summary>What may stand in a process beside flow nodes and flows, and changes nothing in how it runs.</summary>
    public static readonly FrozenSet<string> ReadOver = Set(
        "documentation", "extensionElements", "auditing", "monitoring", "property", "ioSpecification", "ioBinding", "supportedInterfaceRef",
        "laneSet", "dataObject", "dataObjectReference", "dataStoreReference", "association", "group", "textAnnotation", "artifact",
        "resourceRole", "performer", "humanPerformer", "potentialOwner", "correlationSubscription", "supports", "category");

    /// <summary>How an activity is repeated (BPMN 2.0.2, § 10.3.8).</summary>
    public static readonly FrozenSet<string> Loops = Set("standardLoopCharacteristics", "multiInstanceLoopCharacteristics");

    public static readonly FrozenSet<string> EventDefinitions = Set(
        "timerEventDefinition", "messageEventDefinition", "signalEventDefinition", "errorEventDefinition", "escalationEventDefinition",
        "conditionalEventDefinition", "linkEventDefinition", "terminateEventDefinition", "compensateEventDefinition", "cancelEventDefinition");

    /// <summary>Root elements (BPMN 2.0.2, § 8.2.1).</summary>
    public static readonly FrozenSet<string> Roots = Set(
        "process", "collaboration", "choreography", "globalChoreographyTask", "globalConversation", "category", "correlationProperty",
        "dataStore", "endPoint", "error", "escalation", "import", "extension", "interface", "itemDefinition", "message", "partnerEntity",
        "partnerRole", "relationship", "resource", "signal", "globalTask", "globalUserTask", "globalManualTask", "globalScriptTask",
        "globalBusinessRuleTask", "documentation", "extensionElements", "cancelEventDefinition", "compensateEventDefinition",
        "conditionalEventDefinition", "errorEventDefinition", "escalationEventDefinition", "linkEventDefinition", "messageEventDefinition",
        "signalEventDefinition", "terminateEventDefinition", "timerEventDefinition");

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
