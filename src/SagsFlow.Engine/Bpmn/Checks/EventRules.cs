using SagsFlow.Engine.Bpmn.Reading;

namespace SagsFlow.Engine.Bpmn.Checks;

/// <summary>What BPMN says of events: which definition they may have and how flows may meet them (BPMN 2.0.2, §§ 10.5.2–10.5.5).</summary>
internal static class EventRules
{
    public static void Check(DraftNode node, FindingList findings)
    {
        if (!BpmnNames.Events.Contains(node.Element.Name))
        {
            return;
        }

        CheckDefinition(node, findings);
        CheckInterruption(node, findings);
        CheckLink(node, findings);
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
            case "intermediateCatchEvent" or "intermediateThrowEvent":
                CheckIntermediate(node, findings);
                break;
        }
    }

    private static void CheckDefinition(DraftNode node, FindingList findings)
    {
        var allowed = EventKinds.AllowedFor(node.Element, node.Scope);
        if (node.Trigger == DraftTrigger.Unclear || allowed.Count == 0 || allowed.Contains(node.Trigger.Name, StringComparer.Ordinal))
        {
            return;
        }

        var may = string.Join(", ", allowed.Where(EventKinds.IsRun).Select(EventKinds.Say));
        var place = node.Element.Name != "startEvent" ? $"<{node.Element.Name}>"
            : node.Scope.Owner is null ? "startEvent i en proces"
            : node.Scope.IsTriggeredByEvent ? "startEvent i en subProcess med triggeredByEvent"
            : "startEvent i en subProcess";
        if (node.Trigger.Name.Length == 0)
        {
            findings.Error(node.Element, "mangler-definition", $"En {place} skal sige, hvad den venter på. Den kan have: {may}.");
        }
        else
        {
            findings.Error(node.Element, "forkert-begivenhed", $"En {place} kan ikke have {node.Trigger.Name}. Den kan have: {may}.");
        }
    }

    /// <summary>An error always ends what it is thrown from (BPMN 2.0.2, tables 10.86 and 10.90).</summary>
    private static void CheckInterruption(DraftNode node, FindingList findings)
    {
        if (node.Trigger.Name != EventKinds.Error)
        {
            return;
        }

        if (node.IsBoundary && !node.CancelsActivity)
        {
            findings.Error(node.Element, "skal-afbryde", "En fejl afbryder altid aktiviteten; cancelActivity=\"false\" kan ikke stå her. Slet den, eller brug en escalationEventDefinition.");
        }
        else if (node.Element.Name == "startEvent" && node.Scope.IsTriggeredByEvent && node.Element.IsFalse("isInterrupting"))
        {
            findings.Error(node.Element, "skal-afbryde", "En fejl afbryder altid det, den kommer fra; isInterrupting=\"false\" kan ikke stå her. Slet den, eller brug en escalationEventDefinition.");
        }
    }

    private static void CheckLink(DraftNode node, FindingList findings)
    {
        if (!node.IsLinkCatch && !node.IsLinkThrow)
        {
            return;
        }

        if (node.Trigger.Definition!.Attribute("name") is null)
        {
            findings.Error(node.Element, "mangler-attribut", "linkEventDefinition mangler name. Skriv det samme navn, hvor linket kastes, og hvor det fanges.");
        }
        else if (node.IsLinkCatch && node.LinkSources.Count == 0)
        {
            findings.Warning(node.Element, "ubrugt-link", $"Ingen begivenhed kaster linket »{node.Trigger.Definition.Attribute("name")}« på samme niveau. Tilføj en intermediateThrowEvent med linket, eller slet denne.");
        }

        if (node.IsLinkCatch && node.Incoming.Count > 0)
        {
            findings.Error(node.Element, "ind-i-link", $"Flowet »{node.Incoming[0].Id}« går ind i et link, der fanges. Lad det gå direkte til det, der kommer efter.");
        }

        if (node.IsLinkThrow && node.Outgoing.Count > 0)
        {
            findings.Error(node.Element, "ud-af-link", $"Flowet »{node.Outgoing[0].Id}« går ud af et link, der kastes; det fortsætter, hvor linket fanges. Slet flowet.");
        }
    }

    private static void CheckIntermediate(DraftNode node, FindingList findings)
    {
        if (!node.Scope.IsWired)
        {
            return;
        }

        if (node.Incoming.Count == 0 && !node.IsLinkCatch)
        {
            findings.Error(node.Element, "mangler-indgang", $"Intet flow går ind i »{node.Id}«; en begivenhed undervejs skal nås. Tilføj et flow til den, eller gør den til en startEvent.");
        }

        if (node.Outgoing.Count == 0 && !node.IsLinkThrow)
        {
            findings.Error(node.Element, "mangler-udgang", $"Intet flow går ud af »{node.Id}«. Tilføj et, eller gør den til en endEvent.");
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

        if (node.Outgoing.Count > 0 || node.Trigger.Name == "compensateEventDefinition" || !node.Scope.IsWired)
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
}
