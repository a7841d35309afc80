using SagsFlow.Engine.Bpmn.Reading;

namespace SagsFlow.Engine.Bpmn.Checks;

/// <summary>What BPMN says of conditions and default flows (BPMN 2.0.2, § 8.4.13).</summary>
internal static class FlowRules
{
    public static void Check(DraftNode node, FindingList findings)
    {
        CheckDefault(node, findings);
        CheckConditions(node, findings);
    }

    private static void CheckDefault(DraftNode node, FindingList findings)
    {
        if (node.Default is { Condition: not null } flow)
        {
            findings.Error(flow.Element, "betinget-default", $"Flowet er default for »{node.Id}« og må ikke have en betingelse; det tages, når ingen anden betingelse holder. Slet conditionExpression.");
        }
    }

    private static void CheckConditions(DraftNode node, FindingList findings)
    {
        var mayChoose = node.IsActivity || node.Element.Name is "exclusiveGateway" or "inclusiveGateway" or "complexGateway";
        foreach (var flow in node.Outgoing.Where(f => f.Condition is not null && !mayChoose))
        {
            findings.Error(flow.Element, "betingelse-forbudt", $"Et flow ud af et <{node.Element.Name}> må ikke have en betingelse; det tages altid. Slet den, eller vælg med en exclusiveGateway.");
        }

        if (node.IsActivity && node.Outgoing is [{ Condition: not null } only])
        {
            findings.Warning(only.Element, "eneste-betingelse", $"Det er den eneste vej ud af »{node.Id}«, og den har en betingelse; holder den ikke, står processen stille. Tilføj en vej mere.");
        }

        if (node.Element.Name is "exclusiveGateway" or "inclusiveGateway" && node.Outgoing.Count > 1)
        {
            foreach (var flow in node.Outgoing.Where(f => f.Condition is null && f != node.Default))
            {
                findings.Warning(flow.Element, "mangler-betingelse", $"Flowet ud af »{node.Id}« har ingen betingelse og tages altid{(node.Element.Name == "exclusiveGateway" ? ", når turen kommer til det" : "")}. Giv det en betingelse, eller gør det til default.");
            }
        }
    }
}
