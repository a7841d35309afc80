using SagsFlow.Engine.Bpmn.Reading;

namespace SagsFlow.Engine.Bpmn.Checks;

/// <summary>How a process, a sub-process and an event sub-process may begin (BPMN 2.0.2, §§ 10.3.5, 10.5.2).</summary>
internal static class ScopeRules
{
    public static void Check(DraftScope scope, bool isExecutable, IdIndex ids, FindingList findings)
    {
        if (scope.Owner is null)
        {
            CheckProcess(scope, isExecutable, ids, findings);
        }
        else if (scope.IsTriggeredByEvent)
        {
            CheckEventSubProcess(scope, findings);
        }
        else if (scope.Element.Name != "adHocSubProcess")
        {
            CheckSubProcess(scope, findings);
        }
    }

    private static void CheckProcess(DraftScope scope, bool isExecutable, IdIndex ids, FindingList findings)
    {
        if (isExecutable && !scope.StartEvents.Any() && !scope.Nodes.Exists(n => n.Instantiates))
        {
            findings.Error(scope.Element, "mangler-start", "Processen har ingen startEvent. BPMN tillader det, men her skal en proces, der køres, have en: tilføj <startEvent> og et flow fra den.");
        }

        var none = scope.StartEvents.Where(s => s.Trigger.Name.Length == 0).ToList();
        foreach (var start in none.Skip(1))
        {
            findings.Warning(start.Element, "flere-start", $"Processen har mere end én startEvent uden definition; den første er »{none[0].Id}«. Den, der starter processen, skal sige hvilken. Saml dem i én, hvis det ikke er meningen.");
        }

        foreach (var same in scope.StartEvents.Where(s => s.Trigger.Name == EventKinds.Message).GroupBy(s => MessageOf(s, ids)).Where(g => g.Key is not null))
        {
            foreach (var start in same.Skip(1))
            {
                findings.Error(start.Element, "samme-start", $"Beskeden »{same.Key}« starter også »{same.First().Id}«; det kan ikke vides, hvilken den er til. Giv dem hver sin besked, eller saml dem i én.");
            }
        }
    }

    private static string? MessageOf(DraftNode start, IdIndex ids) =>
        start.Trigger.Definition?.Attribute("messageRef") is { } reference && ids.Find(IdIndex.Local(reference)) is { } message
            ? message.Attribute("name") ?? message.Id
            : null;

    /// <summary>Started by the flow into it, so at one place, or at all that no flow leads to.</summary>
    private static void CheckSubProcess(DraftScope scope, FindingList findings)
    {
        var starts = scope.StartEvents.ToList();
        foreach (var start in starts.Skip(1))
        {
            findings.Error(start.Element, "flere-start", $"En subProcess har højst én startEvent; den første er »{starts[0].Id}«. Saml dem i én, og del med en gateway efter den.");
        }

        if (starts.Count == 0 && scope.Nodes.Find(n => n.Element.Name == "endEvent") is { } end)
        {
            findings.Warning(end.Element, "slut-uden-start", $"»{scope.Owner!.Id}« har en endEvent, men ingen startEvent; den begynder ved alt, der ikke fører et flow til. Tilføj en startEvent uden definition.");
        }
    }

    private static void CheckEventSubProcess(DraftScope scope, FindingList findings)
    {
        var owner = scope.Owner!;
        var count = scope.StartEvents.Count();
        if (count != 1)
        {
            findings.Error(owner.Element, "begivenhedsproces-start", $"En subProcess med triggeredByEvent har netop én startEvent; denne har {count}. {(count == 0 ? "Tilføj en startEvent med en definition." : "Lav en subProcess for hver.")}");
        }

        foreach (var flow in owner.Incoming.Concat(owner.Outgoing))
        {
            findings.Error(flow.Element, "flow-ved-begivenhedsproces", $"»{owner.Id}« har triggeredByEvent og startes af sin begivenhed; intet flow må gå ind i den eller ud af den. Slet flowet, eller slet triggeredByEvent.");
        }
    }
}
