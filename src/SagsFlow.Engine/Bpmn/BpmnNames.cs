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

    /// <summary>What may stand inside a flow node or a flow besides what the reader itself asks for.</summary>
    public static readonly FrozenSet<string> InFlowElements = ReadOver.Concat(Set(
        "incoming", "outgoing", "conditionExpression", "categoryValueRef", "dataInput", "dataOutput", "inputSet", "outputSet",
        "dataInputAssociation", "dataOutputAssociation", "eventDefinitionRef", "standardLoopCharacteristics",
        "multiInstanceLoopCharacteristics", "rendering", "script", "activationCondition", "completionCondition",
        "participantRef", "messageFlowRef")).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Attributes without a prefix on flow nodes and flows; others belong to another namespace or are misspelled.</summary>
    public static readonly FrozenSet<string> FlowElementAttributes = Set(
        "id", "name", "sourceRef", "targetRef", "isImmediate", "default", "startQuantity", "completionQuantity", "isForCompensation",
        "implementation", "operationRef", "messageRef", "instantiate", "calledElement", "scriptFormat", "triggeredByEvent", "method", "ordering",
        "cancelRemainingInstances", "gatewayDirection", "eventGatewayType", "attachedToRef", "cancelActivity", "parallelMultiple",
        "isInterrupting", "initiatingParticipantRef", "loopType", "calledChoreographyRef");

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
