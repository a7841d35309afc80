using SagsFlow.Engine.Bpmn.Reading;

namespace SagsFlow.Engine.Bpmn.Checks;

/// <summary>What BPMN says of gateways (BPMN 2.0.2, § 10.6), conditions and default flows apart.</summary>
internal static class GatewayRules
{
    public static void Check(DraftNode node, FindingList findings)
    {
        if (!node.IsGateway || !node.Scope.IsWired)
        {
            return;
        }

        CheckDirection(node, findings);
        if (node.Element.Name == "eventBasedGateway")
        {
            CheckEventBased(node, findings);
        }
    }

    /// <summary>The attribute promises how many flows meet the gateway (BPMN 2.0.2, table 8.46).</summary>
    private static void CheckDirection(DraftNode node, FindingList findings)
    {
        var (manyIn, manyOut) = (node.Incoming.Count > 1, node.Outgoing.Count > 1);
        var wrong = node.Element.Attribute("gatewayDirection") switch
        {
            "Converging" => !manyIn || manyOut,
            "Diverging" => manyIn || !manyOut,
            "Mixed" => !manyIn || !manyOut,
            _ => false,
        };
        if (wrong)
        {
            findings.Error(node.Element, "forkert-retning", $"gatewayDirection er »{node.Element.Attribute("gatewayDirection")}«, men »{node.Id}« har {node.Incoming.Count} flow ind og {node.Outgoing.Count} ud. Slet attributten, eller ret flowene.");
        }
    }

    private static void CheckEventBased(DraftNode node, FindingList findings)
    {
        if (node.Element.Attribute("eventGatewayType") == "Parallel" && !node.Instantiates)
        {
            findings.Error(node.Element, "forkert-vaerdi", "eventGatewayType=\"Parallel\" kan kun stå, hvor instantiate er true. Slet den.");
        }

        if (node.Incoming.Count == 0 && !node.Instantiates)
        {
            findings.Error(node.Element, "mangler-indgang", $"Intet flow går ind i »{node.Id}«. Tilføj et, eller sæt instantiate=\"true\", hvis den skal starte processen.");
        }

        if (node.Outgoing.Count < 2)
        {
            findings.Error(node.Element, "begivenhedsvalg-veje", $"En eventBasedGateway vælger mellem mindst to begivenheder; »{node.Id}« har {node.Outgoing.Count} flow ud. Tilføj flere, eller brug begivenheden uden gateway.");
        }

        foreach (var flow in node.Outgoing.DistinctBy(f => f.Target))
        {
            CheckTarget(node, flow, findings);
        }

        var targets = node.Outgoing.Select(f => f.Target!).ToList();
        if (targets.Exists(t => t.Trigger.Name == EventKinds.Message && !t.IsBoundary) && targets.Find(t => t.Element.Name == "receiveTask") is { } receive)
        {
            findings.Error(receive.Element, "begivenhedsvalg-blandet", $"»{node.Id}« fører både til begivenheder med beskeder og til receiveTask. Brug kun det ene.");
        }
    }

    private static void CheckTarget(DraftNode gateway, DraftFlow flow, FindingList findings)
    {
        var target = flow.Target!;
        var isEvent = target.Element.Name == "intermediateCatchEvent" && target.Trigger.Name is not (EventKinds.Link or "");
        if (!isEvent && target.Element.Name != "receiveTask")
        {
            findings.Error(flow.Element, "begivenhedsvalg-maal", $"Et flow ud af en eventBasedGateway skal gå til en intermediateCatchEvent (timer, besked eller signal) eller en receiveTask; »{target.Id}« er et <{target.Element.Name}>. Læg en begivenhed imellem.");
            return;
        }

        if (target.Incoming.Count > 1)
        {
            findings.Error(target.Element, "begivenhedsvalg-flere-ind", $"»{target.Id}« er et valg i »{gateway.Id}« og må ikke have andre flow ind. Lad de andre gå til det, der kommer efter den.");
        }

        if (target.Boundaries.Count > 0)
        {
            findings.Error(target.Boundaries[0].Element, "begivenhedsvalg-kant", $"»{target.Id}« er et valg i »{gateway.Id}« og må ikke have begivenheder på kanten. Gør »{target.Boundaries[0].Id}« til et valg mere i gatewayen.");
        }

        if (target.Instantiates)
        {
            findings.Error(target.Element, "instantiate-med-indgang", $"»{target.Id}« er et valg i »{gateway.Id}«; det er gatewayen, der starter processen. Slet instantiate her.");
        }
    }
}
