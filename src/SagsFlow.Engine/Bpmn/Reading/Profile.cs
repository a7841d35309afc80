using System.Collections.Frozen;
using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>
/// Which of BPMN's elements the engine runs, and what to use instead of the others. A new kind is a row in
/// <see cref="Running"/> and a row fewer in <see cref="Instead"/>.
/// </summary>
internal static class Profile
{
    private const string CallInstead = "en subProcess, eller en callActivity, der kalder en proces i sin egen fil";

    private static readonly FrozenDictionary<string, NodeKind> Running = new Dictionary<string, NodeKind>
    {
        ["startEvent"] = NodeKind.StartEvent,
        ["endEvent"] = NodeKind.EndEvent,
        ["intermediateCatchEvent"] = NodeKind.IntermediateCatchEvent,
        ["intermediateThrowEvent"] = NodeKind.IntermediateThrowEvent,
        ["boundaryEvent"] = NodeKind.BoundaryEvent,
        ["task"] = NodeKind.Task,
        ["manualTask"] = NodeKind.ManualTask,
        ["userTask"] = NodeKind.UserTask,
        ["serviceTask"] = NodeKind.ServiceTask,
        ["scriptTask"] = NodeKind.ScriptTask,
        ["sendTask"] = NodeKind.SendTask,
        ["receiveTask"] = NodeKind.ReceiveTask,
        ["subProcess"] = NodeKind.SubProcess,
        ["callActivity"] = NodeKind.CallActivity,
        ["exclusiveGateway"] = NodeKind.ExclusiveGateway,
        ["inclusiveGateway"] = NodeKind.InclusiveGateway,
        ["parallelGateway"] = NodeKind.ParallelGateway,
        ["eventBasedGateway"] = NodeKind.EventBasedGateway,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly string[] OnlyFalse = ["isForCompensation", "parallelMultiple"];

    private static readonly string[] OnlyOne = ["startQuantity", "completionQuantity"];

    private static readonly FrozenDictionary<string, string> Instead = new Dictionary<string, string>
    {
        ["businessRuleTask"] = "en scriptTask i FEEL, eller FEEL i en conditionExpression",
        ["transaction"] = CallInstead,
        ["adHocSubProcess"] = CallInstead,
        ["complexGateway"] = "en exclusiveGateway, en inclusiveGateway eller en parallelGateway",
        ["choreographyTask"] = "en userTask i en process",
        ["subChoreography"] = CallInstead,
        ["callChoreography"] = CallInstead,
        ["implicitThrowEvent"] = "en intermediateThrowEvent",
        ["conditionalEventDefinition"] = "en timer eller et signal, og spørg om betingelsen i en exclusiveGateway efter den",
        ["compensateEventDefinition"] = "en userTask eller serviceTask, der retter op",
        ["cancelEventDefinition"] = "en error på en subProcess",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The kind of a flow node, or null and a finding when the engine does not run it.</summary>
    /// <param name="element">A flow node.</param>
    /// <param name="scope">What it lies in.</param>
    /// <param name="trigger">For an event: its definition.</param>
    /// <param name="findings">Null when the process is not meant to run: then nothing is refused.</param>
    public static NodeKind? Classify(Element element, DraftScope scope, DraftTrigger trigger, FindingList? findings)
    {
        RefuseAttributes(element, findings);
        if (!Running.TryGetValue(element.Name, out var kind))
        {
            Refuse(element, element.Name, Instead[element.Name], findings);
            return null;
        }

        if (BpmnNames.Events.Contains(element.Name) && !IsRunEvent(element, scope, trigger, findings))
        {
            return null;
        }

        return kind == NodeKind.SubProcess && element.IsTrue("triggeredByEvent") ? NodeKind.EventSubProcess : kind;
    }

    public static void Refuse(Element element, string what, string instead, FindingList? findings) =>
        findings?.Error(element, "ikke-understoettet", $"»{what}« kan ikke køres endnu. Brug i stedet {instead}.");

    /// <summary>Attributes that run only with the value they have when left out.</summary>
    private static void RefuseAttributes(Element element, FindingList? findings)
    {
        foreach (var attribute in OnlyFalse.Where(element.IsTrue))
        {
            Refuse(element, $"{attribute}=\"true\"", $"{attribute}=\"false\", eller udelad den", findings);
        }

        foreach (var attribute in OnlyOne.Where(a => element.Attribute(a) is not (null or "1")))
        {
            Refuse(element, $"{attribute}=\"{element.Attribute(attribute)}\"", $"{attribute}=\"1\", eller udelad den", findings);
        }

        if (element.Attribute("eventGatewayType") == "Parallel" && element.IsTrue("instantiate"))
        {
            Refuse(element, "eventGatewayType=\"Parallel\"", "eventGatewayType=\"Exclusive\", og vent på de andre beskeder efter den", findings);
        }
    }

    private static bool IsRunEvent(Element element, DraftScope scope, DraftTrigger trigger, FindingList? findings)
    {
        var count = element.Children.Count(c => c.IsBpmn && (c.Name == "eventDefinitionRef" || BpmnNames.EventDefinitions.Contains(c.Name)));
        if (count > 1)
        {
            Refuse(element, $"{element.Name} med {count} definitioner", "én begivenhed for hver definition", findings);
            return false;
        }

        if (!EventKinds.IsRun(trigger.Name) && EventKinds.AllowedFor(element, scope).Contains(trigger.Name, StringComparer.Ordinal))
        {
            Refuse(element, $"{element.Name} med {trigger.Name}", Instead[trigger.Name], findings);
            return false;
        }

        return true;
    }
}
