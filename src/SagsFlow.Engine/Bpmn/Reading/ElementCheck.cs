using System.Collections.Frozen;
using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>
/// Finds names and values in BPMN's own namespace that BPMN has not: misspelled, they would be lost without a word. The
/// rules are the schema's (BPMN 2.0.2, Semantic.xsd), but for the order of elements, which few tools keep.
/// </summary>
internal static class ElementCheck
{
    /// <summary>What may stand inside a flow node or a flow of any kind.</summary>
    private static readonly FrozenSet<string> Anywhere = BpmnNames.ReadOver.Concat([
        "categoryValueRef", "dataInput", "dataOutput", "inputSet", "outputSet", "dataInputAssociation", "dataOutputAssociation",
        "rendering", "participantRef", "messageFlowRef",
    ]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What may stand there at most once.</summary>
    private static readonly string[] Single = ["conditionExpression", "ioSpecification", "script", "completionCondition", "loopCardinality", "loopCondition"];

    private static readonly string[] OfActivities = ["default", "startQuantity", "completionQuantity", "isForCompensation"];

    /// <summary>Attributes without a prefix, besides id and name; <c>default</c> has a rule of its own.</summary>
    private static readonly FrozenDictionary<string, string[]> Attributes = new Dictionary<string, string[]>
    {
        ["sequenceFlow"] = ["sourceRef", "targetRef", "isImmediate"],
        ["userTask"] = ["implementation"],
        ["serviceTask"] = ["implementation", "operationRef"],
        ["sendTask"] = ["implementation", "operationRef", "messageRef"],
        ["receiveTask"] = ["implementation", "operationRef", "messageRef", "instantiate"],
        ["scriptTask"] = ["scriptFormat"],
        ["businessRuleTask"] = ["implementation"],
        ["callActivity"] = ["calledElement"],
        ["subProcess"] = ["triggeredByEvent"],
        ["transaction"] = ["triggeredByEvent", "method"],
        ["adHocSubProcess"] = ["triggeredByEvent", "cancelRemainingInstances", "ordering"],
        ["startEvent"] = ["isInterrupting", "parallelMultiple"],
        ["intermediateCatchEvent"] = ["parallelMultiple"],
        ["boundaryEvent"] = ["parallelMultiple", "attachedToRef", "cancelActivity"],
        ["eventBasedGateway"] = ["instantiate", "eventGatewayType"],
        ["choreographyTask"] = ["initiatingParticipantRef", "loopType"],
        ["subChoreography"] = ["initiatingParticipantRef", "loopType"],
        ["callChoreography"] = ["initiatingParticipantRef", "loopType", "calledChoreographyRef"],
        ["messageEventDefinition"] = ["messageRef"],
        ["signalEventDefinition"] = ["signalRef"],
        ["errorEventDefinition"] = ["errorRef"],
        ["escalationEventDefinition"] = ["escalationRef"],
        ["compensateEventDefinition"] = ["waitForCompletion", "activityRef"],
        ["standardLoopCharacteristics"] = ["testBefore", "loopMaximum"],
        ["multiInstanceLoopCharacteristics"] = ["isSequential", "behavior", "oneBehaviorEventRef", "noneBehaviorEventRef"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] Truth = ["true", "false", "1", "0"];

    /// <summary>Attributes with few values; another would be read as if it were not there.</summary>
    private static readonly FrozenDictionary<string, string[]> Values = new Dictionary<string, string[]>
    {
        ["isForCompensation"] = Truth,
        ["instantiate"] = Truth,
        ["triggeredByEvent"] = Truth,
        ["isInterrupting"] = Truth,
        ["parallelMultiple"] = Truth,
        ["cancelActivity"] = Truth,
        ["testBefore"] = Truth,
        ["isSequential"] = Truth,
        ["isExecutable"] = Truth,
        ["gatewayDirection"] = ["Unspecified", "Converging", "Diverging", "Mixed"],
        ["eventGatewayType"] = ["Exclusive", "Parallel"],
        ["behavior"] = ["None", "One", "All", "Complex"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What an event definition or a loop may hold.</summary>
    private static readonly FrozenDictionary<string, string[]> Parts = new Dictionary<string, string[]>
    {
        ["timerEventDefinition"] = ["timeDate", "timeDuration", "timeCycle"],
        ["messageEventDefinition"] = ["operationRef"],
        ["conditionalEventDefinition"] = ["condition"],
        ["linkEventDefinition"] = ["source", "target"],
        ["standardLoopCharacteristics"] = ["loopCondition"],
        ["multiInstanceLoopCharacteristics"] =
        [
            "loopCardinality", "loopDataInputRef", "loopDataOutputRef", "inputDataItem", "outputDataItem",
            "complexBehaviorDefinition", "completionCondition",
        ],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Children(Element element, IReadOnlySet<string> allowed, FindingList findings)
    {
        foreach (var child in element.Children.Where(c => c.IsBpmn && !allowed.Contains(c.Name)))
        {
            Unknown(child, findings);
        }
    }

    /// <summary>A flow node or a flow, its event definitions and its loops.</summary>
    public static void FlowElement(Element element, FindingList findings)
    {
        CheckAttributes(element, element, findings);
        CheckSingles(element, element, findings);
        foreach (var child in element.Children.Where(c => c.IsBpmn))
        {
            if (Parts.ContainsKey(child.Name) || BpmnNames.EventDefinitions.Contains(child.Name))
            {
                Part(child, element, findings);
            }

            if (!Anywhere.Contains(child.Name) && !MayHold(element, child.Name))
            {
                Unknown(child, findings);
            }
        }
    }

    /// <summary>An event definition or a loop.</summary>
    /// <param name="part">It.</param>
    /// <param name="owner">The element a finding names.</param>
    /// <param name="findings">Where they go.</param>
    public static void Part(Element part, Element owner, FindingList findings)
    {
        CheckAttributes(part, owner, findings);
        CheckSingles(part, owner, findings);
        var may = Parts.GetValueOrDefault(part.Name, []);
        foreach (var child in part.Children.Where(c => c.IsBpmn && c.Name is not ("documentation" or "extensionElements") && !may.Contains(c.Name, StringComparer.Ordinal)))
        {
            Unknown(child, findings);
        }
    }

    public static void Value(Element element, string attribute, Element owner, FindingList findings)
    {
        if (element.Attribute(attribute) is { } value && Values.TryGetValue(attribute, out var allowed) && !allowed.Contains(value, StringComparer.Ordinal))
        {
            findings.Error(element.Line, owner.Label, "forkert-vaerdi", $"{attribute} er »{value}«. Skriv en af: {string.Join(", ", allowed)}.");
        }
    }

    public static void Unknown(Element child, FindingList findings)
    {
        var known = BpmnNames.FlowNodes.Concat(Anywhere).Concat(Parts.Values.SelectMany(p => p)).Concat(BpmnNames.EventDefinitions)
            .Concat(BpmnNames.Loops).Concat(Single).Concat(BpmnNames.Roots).Concat(["sequenceFlow", "incoming", "outgoing", "eventDefinitionRef"]);
        var meant = known.FirstOrDefault(k => k.Equals(child.Name, StringComparison.OrdinalIgnoreCase));
        var mend = meant switch
        {
            null => "Ret navnet, eller slet elementet.",
            _ when meant == child.Name => "Flyt det derhen, hvor det hører til.",
            _ => $"Skriv <{meant}>.",
        };
        findings.Error(child.Line, child.Id ?? child.Name, "ukendt-element", $"<{child.Name}> kan ikke stå i <{child.Parent!.Name}> i BPMN. {mend}");
    }

    /// <summary>
    /// The schema allows an attribute it does not know only with a prefix. One without is most often misspelled, and a
    /// <c>cancelActivty="false"</c> would turn a reminder into an interruption.
    /// </summary>
    private static void CheckAttributes(Element element, Element owner, FindingList findings)
    {
        foreach (var attribute in element.Attributes.Where(a => a.Namespace.Length == 0))
        {
            if (!IsKnown(element.Name, attribute.Name))
            {
                findings.Warning(owner, "ukendt-attribut", $"Attributten {attribute.Name} findes ikke i BPMN på <{element.Name}> og læses ikke. Ret navnet, eller slet den.");
            }
            else
            {
                Value(element, attribute.Name, owner, findings);
            }
        }
    }

    private static bool IsKnown(string element, string attribute) =>
        attribute is "id" or "name" or "default"
        || (attribute == "gatewayDirection" && BpmnNames.Gateways.Contains(element))
        || (BpmnNames.Activities.Contains(element) && OfActivities.Contains(attribute, StringComparer.Ordinal))
        || Attributes.GetValueOrDefault(element, []).Contains(attribute, StringComparer.Ordinal);

    private static void CheckSingles(Element element, Element owner, FindingList findings)
    {
        foreach (var name in Single)
        {
            if (element.Bpmn(name).Skip(1).FirstOrDefault() is { } second)
            {
                findings.Error(second.Line, owner.Label, "for-mange", $"<{element.Name}> har mere end én <{name}>; kun den første ville blive læst. Slet de andre, eller saml dem i én.");
            }
        }
    }

    private static bool MayHold(Element element, string child) => child switch
    {
        "conditionExpression" => element.Name == "sequenceFlow",
        "incoming" or "outgoing" => element.Name != "sequenceFlow",
        "script" => element.Name == "scriptTask",
        "completionCondition" => element.Name == "adHocSubProcess",
        "activationCondition" => element.Name == "complexGateway",
        "eventDefinitionRef" => BpmnNames.Events.Contains(element.Name),

        // A loop in the wrong place has a rule of its own.
        _ when BpmnNames.Loops.Contains(child) => true,
        _ when BpmnNames.EventDefinitions.Contains(child) => BpmnNames.Events.Contains(element.Name),
        _ when child == "sequenceFlow" || BpmnNames.FlowNodes.Contains(child) => BpmnNames.Containers.Contains(element.Name),
        _ => false,
    };
}
