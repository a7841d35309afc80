using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>Finds names in BPMN's own namespace that BPMN has not: misspelled, they would be lost without a word.</summary>
internal static class ElementCheck
{
    public static void Children(Element element, IReadOnlySet<string> allowed, FindingList findings)
    {
        foreach (var child in element.Children.Where(c => c.IsBpmn && !allowed.Contains(c.Name) && !BpmnNames.EventDefinitions.Contains(c.Name)))
        {
            Unknown(child, findings);
        }
    }

    /// <summary>
    /// The schema allows an attribute it does not know only with a prefix. One without is most often misspelled, and a
    /// <c>cancelActivty="false"</c> would turn a reminder into an interruption.
    /// </summary>
    public static void Attributes(Element element, FindingList findings)
    {
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Namespace.Length == 0 && !BpmnNames.FlowElementAttributes.Contains(attribute.Name))
            {
                findings.Warning(element, "ukendt-attribut", $"Attributten {attribute.Name} findes ikke i BPMN på <{element.Name}> og læses ikke. Ret navnet, eller slet den.");
            }
        }
    }

    public static void Unknown(Element child, FindingList findings)
    {
        var known = BpmnNames.FlowNodes.Concat(BpmnNames.InFlowElements).Concat(BpmnNames.EventDefinitions).Concat(BpmnNames.Roots).Append("sequenceFlow");
        var meant = known.FirstOrDefault(k => k.Equals(child.Name, StringComparison.OrdinalIgnoreCase));
        var mend = meant switch
        {
            null => "Ret navnet, eller slet elementet.",
            _ when meant == child.Name => "Flyt det derhen, hvor det hører til.",
            _ => $"Skriv <{meant}>.",
        };
        findings.Error(child.Line, child.Id ?? child.Name, "ukendt-element", $"<{child.Name}> kan ikke stå i <{child.Parent!.Name}> i BPMN. {mend}");
    }
}
