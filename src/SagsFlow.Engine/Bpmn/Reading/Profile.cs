using System.Collections.Frozen;
using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>
/// Which of BPMN's elements the engine runs, and what to use instead of the others. A new kind is a row in
/// <see cref="Running"/> or <see cref="RunningEvents"/> and a row fewer in <see cref="Instead"/>.
/// </summary>
internal static class Profile
{
    private const string CallInstead = "en callActivity, der kalder en proces i sin egen fil";

    private static readonly FrozenDictionary<string, NodeKind> Running = new Dictionary<string, NodeKind>
    {
        ["userTask"] = NodeKind.UserTask,
        ["serviceTask"] = NodeKind.ServiceTask,
        ["callActivity"] = NodeKind.CallActivity,
        ["exclusiveGateway"] = NodeKind.ExclusiveGateway,
        ["parallelGateway"] = NodeKind.ParallelGateway,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Event element and event definition ("" for none).</summary>
    private static readonly FrozenDictionary<(string Event, string Definition), NodeKind> RunningEvents = new Dictionary<(string, string), NodeKind>
    {
        [("startEvent", "")] = NodeKind.StartEvent,
        [("endEvent", "")] = NodeKind.EndEvent,
        [("intermediateCatchEvent", "timerEventDefinition")] = NodeKind.IntermediateCatchEvent,
        [("boundaryEvent", "timerEventDefinition")] = NodeKind.BoundaryEvent,
    }.ToFrozenDictionary();

    /// <summary>Attributes that run only with the value they have when left out.</summary>
    private static readonly (string Attribute, string Harmless)[] OnlyHarmless = [("isForCompensation", "false"), ("startQuantity", "1"), ("completionQuantity", "1")];

    private static readonly FrozenDictionary<string, string> Instead = new Dictionary<string, string>
    {
        ["task"] = "en userTask (en person) eller en serviceTask (systemet)",
        ["manualTask"] = "en userTask",
        ["scriptTask"] = "en sags:ud på aktiviteten før; den kan regne med FEEL",
        ["businessRuleTask"] = "FEEL i en conditionExpression",
        ["sendTask"] = "en serviceTask",
        ["receiveTask"] = "en userTask, som en person afslutter, når svaret er kommet",
        ["subProcess"] = CallInstead,
        ["transaction"] = CallInstead,
        ["adHocSubProcess"] = CallInstead,
        ["inclusiveGateway"] = "en exclusiveGateway, eller en parallelGateway med en exclusiveGateway på hver gren",
        ["complexGateway"] = "en exclusiveGateway eller en parallelGateway",
        ["eventBasedGateway"] = "en userTask med en timer på kanten (boundaryEvent)",
        ["choreographyTask"] = "en userTask i en process",
        ["subChoreography"] = CallInstead,
        ["callChoreography"] = CallInstead,
        ["multiInstanceLoopCharacteristics"] = "en exclusiveGateway, der fører tilbage, én gang for hver",
        ["standardLoopCharacteristics"] = "en exclusiveGateway, der fører tilbage til aktiviteten",
        ["startEvent"] = "en startEvent uden definition; processen startes af den, der kalder den",
        ["endEvent"] = "en endEvent uden definition",
        ["intermediateCatchEvent"] = "en userTask, som en person afslutter, når det er sket, eller en timer",
        ["intermediateThrowEvent"] = "en serviceTask",
        ["boundaryEvent"] = "et udfald på opgaven og en exclusiveGateway efter den, eller en timer",
        ["linkEventDefinition"] = "en sequenceFlow direkte til målet",
        ["terminateEventDefinition"] = "en endEvent uden definition på hver gren",
        ["compensateEventDefinition"] = "en userTask, der retter op",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The kind of a flow node, or null and a finding when the engine does not run it.</summary>
    /// <param name="element">A flow node.</param>
    /// <param name="findings">Null when the process is not meant to run: then nothing is refused.</param>
    public static NodeKind? Classify(Element element, FindingList? findings)
    {
        foreach (var loop in element.Children.Where(c => c.IsBpmn && c.Name is "multiInstanceLoopCharacteristics" or "standardLoopCharacteristics"))
        {
            Refuse(element, loop.Name, Instead[loop.Name], findings);
        }

        foreach (var (attribute, harmless) in OnlyHarmless)
        {
            if (element.Attribute(attribute) is { } value && value != harmless)
            {
                Refuse(element, $"{attribute}=\"{value}\"", $"{attribute}=\"{harmless}\", eller udelad den", findings);
            }
        }

        return BpmnNames.Events.Contains(element.Name) ? ClassifyEvent(element, findings) : ClassifyOther(element, findings);
    }

    public static void Refuse(Element element, string what, string instead, FindingList? findings) =>
        findings?.Error(element, "ikke-understoettet", $"»{what}« kan ikke køres endnu. Brug i stedet {instead}.");

    private static NodeKind? ClassifyOther(Element element, FindingList? findings)
    {
        if (Running.TryGetValue(element.Name, out var kind))
        {
            return kind;
        }

        Refuse(element, element.Name, Instead[element.Name], findings);
        return null;
    }

    private static NodeKind? ClassifyEvent(Element element, FindingList? findings)
    {
        var definitions = element.Children.Where(c => c.IsBpmn && BpmnNames.EventDefinitions.Contains(c.Name)).ToList();
        if (element.Bpmn("eventDefinitionRef").Any())
        {
            Refuse(element, "eventDefinitionRef", "definitionen direkte i begivenheden", findings);
            return null;
        }

        if (definitions.Count > 1)
        {
            Refuse(element, $"{element.Name} med {definitions.Count} definitioner", "én begivenhed for hver definition", findings);
            return null;
        }

        var definition = definitions.Count == 0 ? "" : definitions[0].Name;
        if (RunningEvents.TryGetValue((element.Name, definition), out var kind))
        {
            return kind;
        }

        var what = definition.Length == 0 ? $"{element.Name} uden definition" : $"{element.Name} med {definition}";
        Refuse(element, what, Instead.GetValueOrDefault(definition) ?? Instead.GetValueOrDefault(element.Name, "en userTask"), findings);
        return null;
    }
}
