using SagsFlow.Engine.Bpmn.Reading;

namespace SagsFlow.Engine.Bpmn.Checks;

/// <summary>How activities may repeat and start a process (BPMN 2.0.2, §§ 10.3.3, 10.3.8, 10.6.6).</summary>
internal static class ActivityRules
{
    public static void Check(DraftNode node, FindingList findings)
    {
        CheckLoops(node, findings);
        if (node.Instantiates)
        {
            CheckInstantiation(node, findings);
        }
    }

    private static void CheckLoops(DraftNode node, FindingList findings)
    {
        var loops = node.Element.Children.Where(c => c.IsBpmn && BpmnNames.Loops.Contains(c.Name)).ToList();
        if (loops.Count == 0)
        {
            return;
        }

        if (!node.IsActivity || node.IsEventSubProcess)
        {
            var what = node.IsEventSubProcess ? "En subProcess med triggeredByEvent" : $"Et <{node.Element.Name}>";
            findings.Error(loops[0].Line, node.Element.Label, "loekke-forbudt", $"{what} kan ikke gentages med <{loops[0].Name}>; kun aktiviteter kan. Slet det, eller læg det på en aktivitet.");
        }
        else if (loops.Count > 1)
        {
            findings.Error(loops[1].Line, node.Element.Label, "for-mange", $"»{node.Id}« har {loops.Count} måder at gentages på. Behold én af dem; læg den anden på en subProcess omkring.");
        }
        else if (node.Instantiates)
        {
            findings.Error(loops[0].Line, node.Element.Label, "loekke-forbudt", $"»{node.Id}« starter processen (instantiate) og kan ikke gentages. Slet <{loops[0].Name}>.");
        }
    }

    private static void CheckInstantiation(DraftNode node, FindingList findings)
    {
        if (node.Scope.Owner is not null)
        {
            findings.Error(node.Element, "instantiate-i-delproces", $"instantiate starter en proces, men »{node.Id}« ligger i »{node.Scope.Owner.Id}«. Slet den, eller flyt »{node.Id}« ud i processen.");
        }
        else if (node.Scope.IsWired && node.Incoming.Count > 0 && !(node.Incoming.Count == 1 && node.Incoming[0].Source is { Element.Name: "eventBasedGateway" }))
        {
            findings.Error(node.Element, "instantiate-med-indgang", $"»{node.Id}« starter processen (instantiate) og må ikke have flow ind. Slet flowet »{node.Incoming[0].Id}«, eller slet instantiate.");
        }
    }
}
