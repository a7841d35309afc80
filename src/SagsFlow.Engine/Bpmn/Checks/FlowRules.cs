using SagsFlow.Engine.Bpmn.Reading;

namespace SagsFlow.Engine.Bpmn.Checks;

/// <summary>What BPMN says of how flow elements may be joined (BPMN 2.0.2, §§ 8.4.13, 10.4–10.6).</summary>
internal static class FlowRules
{
    public static void Check(DraftProcess process, FindingList findings)
    {
        if (process.IsExecutable)
        {
            CheckStart(process, findings);
        }

        foreach (var node in process.Nodes)
        {
            CheckEnds(node, findings);
            CheckDefault(node, findings);
            CheckConditions(node, findings);
        }
    }

    private static void CheckStart(DraftProcess process, FindingList findings)
    {
        var starts = process.Nodes.Where(n => n.Element.Name == "startEvent").ToList();
        if (starts.Count == 0)
        {
            findings.Error(process.Element, "mangler-start", "Processen har ingen startEvent. BPMN tillader det, men her skal en proces, der køres, have en: tilføj <startEvent> og et flow fra den.");
        }

        foreach (var start in starts.Where(s => s.Kind == NodeKind.StartEvent).Skip(1))
        {
            findings.Error(start.Element, "flere-start", $"Processen har mere end én startEvent uden definition; den første er »{starts[0].Id}«. Saml dem i én, og vælg vej med en exclusiveGateway.");
        }
    }

    private static void CheckEnds(DraftNode node, FindingList findings)
    {
        switch (node.Element.Name)
        {
            case "startEvent" when node.Incoming.Count > 0:
                findings.Error(node.Element, "ind-i-start", $"Flowet »{node.Incoming[0].Id}« går ind i en startEvent. Lad det gå til den første aktivitet i stedet.");
                break;
            case "endEvent" when node.Outgoing.Count > 0:
                findings.Error(node.Element, "ud-af-slut", $"Flowet »{node.Outgoing[0].Id}« går ud af en endEvent. Slet det, eller gør slutningen til noget andet.");
                break;
            case "boundaryEvent":
                CheckBoundary(node, findings);
                break;
        }
    }

    /// <summary>
    /// A boundary event is always a source of flow (BPMN 2.0.2, § 10.5.4), compensation apart. One that does not
    /// interrupt and leads nowhere harms nothing, and other engines' files have them; one that interrupts would end its
    /// activity and leave nothing to go on with.
    /// </summary>
    private static void CheckBoundary(DraftNode node, FindingList findings)
    {
        if (node.Incoming.Count > 0)
        {
            findings.Error(node.Element, "ind-i-kantbegivenhed", $"Flowet »{node.Incoming[0].Id}« går ind i en kantbegivenhed. Den begynder af sig selv; lad flowet gå til aktiviteten.");
        }

        if (node.Outgoing.Count > 0 || node.Element.Bpmn("compensateEventDefinition").Any())
        {
            return;
        }

        if (node.CancelsActivity)
        {
            findings.Error(node.Element, "mangler-udgang", "Kantbegivenheden afbryder sin aktivitet, men fører ingen steder hen. Tilføj et flow ud af den, eller sæt cancelActivity=\"false\".");
        }
        else
        {
            findings.Warning(node.Element, "mangler-udgang", "Kantbegivenheden fører ingen steder hen; der sker intet, når den indtræffer. Tilføj et flow ud af den.");
        }
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

        if (node.Element.Name == "exclusiveGateway" && node.Outgoing.Count > 1)
        {
            foreach (var flow in node.Outgoing.Where(f => f.Condition is null && f != node.Default))
            {
                findings.Warning(flow.Element, "mangler-betingelse", $"Flowet ud af »{node.Id}« har ingen betingelse og tages altid, når turen kommer til det. Giv det en betingelse, eller gør det til default.");
            }
        }
    }
}
