using System.Collections.Frozen;
using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>Which events may have which definitions: BPMN 2.0.2, table 10.93 as text.</summary>
internal static class EventKinds
{
    public const string Timer = "timerEventDefinition";
    public const string Message = "messageEventDefinition";
    public const string Signal = "signalEventDefinition";
    public const string Error = "errorEventDefinition";
    public const string Escalation = "escalationEventDefinition";
    public const string Link = "linkEventDefinition";
    public const string Terminate = "terminateEventDefinition";
    private const string Conditional = "conditionalEventDefinition";
    private const string Compensate = "compensateEventDefinition";
    private const string Cancel = "cancelEventDefinition";

    /// <summary>By the event's element, a start event's by where it lies; "" is an event without a definition.</summary>
    private static readonly FrozenDictionary<string, string[]> Allowed = new Dictionary<string, string[]>
    {
        ["process"] = ["", Message, Timer, Conditional, Signal],
        ["subProcess"] = [""],
        ["eventSubProcess"] = [Message, Timer, Error, Escalation, Compensate, Conditional, Signal],
        ["intermediateCatchEvent"] = [Message, Timer, Conditional, Link, Signal],
        ["intermediateThrowEvent"] = ["", Message, Escalation, Compensate, Link, Signal],
        ["boundaryEvent"] = [Message, Timer, Error, Escalation, Cancel, Compensate, Conditional, Signal],
        ["endEvent"] = ["", Message, Error, Escalation, Cancel, Compensate, Signal, Terminate],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the engine runs an event with the definition, where the standard allows it.</summary>
    public static bool IsRun(string definition) => definition is not (Conditional or Compensate or Cancel);

    /// <summary>What the standard allows the event to have.</summary>
    public static IReadOnlyList<string> AllowedFor(Element element, DraftScope scope) => element.Name switch
    {
        "startEvent" when scope.Owner is null => Allowed["process"],
        "startEvent" when scope.IsTriggeredByEvent => Allowed["eventSubProcess"],
        "startEvent" => Allowed["subProcess"],
        _ => Allowed.GetValueOrDefault(element.Name, []),
    };

    /// <summary>The event definition of an event, inline or by reference (BPMN 2.0.2, § 10.5.1); a reference must be to a root element.</summary>
    public static DraftTrigger Find(Element element, IdIndex ids)
    {
        var definitions = element.Children.Where(c => c.IsBpmn && BpmnNames.EventDefinitions.Contains(c.Name)).ToList();
        foreach (var reference in element.Bpmn("eventDefinitionRef"))
        {
            if (ids.Find(IdIndex.Local(reference.Text)) is not { Parent.Name: "definitions" } root || !BpmnNames.EventDefinitions.Contains(root.Name))
            {
                return DraftTrigger.Unclear;
            }

            definitions.Add(root);
        }

        return definitions.Count switch
        {
            0 => DraftTrigger.None,
            1 => new DraftTrigger(definitions[0].Name, definitions[0]),
            _ => DraftTrigger.Unclear,
        };
    }

    /// <summary>How a person reads a definition's name.</summary>
    public static string Say(string definition) => definition.Length == 0 ? "ingen definition" : definition;
}
