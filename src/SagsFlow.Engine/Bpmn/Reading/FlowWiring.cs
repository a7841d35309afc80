using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>Follows the references between the flow elements of a process; none may leave its level (BPMN 2.0.2, § 8.4.13).</summary>
internal sealed class FlowWiring(DraftProcess process, IdIndex ids, FindingList findings)
{
    public void Wire(DraftScope scope)
    {
        foreach (var flow in scope.Flows)
        {
            flow.Source = End(flow, "sourceRef", scope);
            flow.Target = End(flow, "targetRef", scope);
            flow.Source?.Outgoing.Add(flow);
            flow.Target?.Incoming.Add(flow);
        }

        foreach (var node in scope.Nodes)
        {
            Attach(node);
            FindDefault(node);
            CompareFlows(node, "incoming", node.Incoming);
            CompareFlows(node, "outgoing", node.Outgoing);
        }

        JoinLinks(scope);
    }

    private DraftNode? End(DraftFlow flow, string attribute, DraftScope scope)
    {
        var node = flow.Element.Attribute(attribute) is { } reference
            ? Follow(reference, attribute, flow.Element, scope)
            : null;
        if (flow.Element.Attribute(attribute) is null)
        {
            findings.Error(flow.Element, "mangler-attribut", $"Flowet mangler {attribute}. Skriv id'et på den knude, det går {(attribute == "sourceRef" ? "fra" : "til")}.");
        }

        scope.IsWired &= node is not null;
        return node;
    }

    private DraftNode? Follow(string reference, string attribute, Element from, DraftScope scope)
    {
        var id = IdIndex.Local(reference);
        if (process.NodesById.TryGetValue(id, out var node) && node.Scope == scope)
        {
            return node;
        }

        switch (ids.Find(id))
        {
            case null:
                findings.Error(from, "ukendt-reference", $"{attribute} peger på »{reference}«, som ikke findes i filen. Ret id'et, eller slet elementet.");
                break;
            case { } other when BpmnNames.FlowNodes.Contains(other.Name):
                findings.Error(from, "krydser-proces", $"{attribute} peger på »{reference}« (linje {other.Line}) i en anden proces eller delproces. Et flow kan ikke forlade sin proces; kald den anden med en callActivity.");
                break;
            case { } other:
                findings.Error(from, "ukendt-reference", $"{attribute} peger på »{reference}«, som er et <{other.Name}> og ikke en begivenhed, aktivitet eller gateway.");
                break;
        }

        return null;
    }

    private void Attach(DraftNode node)
    {
        if (!node.IsBoundary)
        {
            return;
        }

        if (node.Element.Attribute("attachedToRef") is not { } reference)
        {
            findings.Error(node.Element, "mangler-attribut", "Kantbegivenheden mangler attachedToRef. Skriv id'et på den aktivitet, den sidder på.");
            node.Scope.IsWired = false;
        }
        else if (Follow(reference, "attachedToRef", node.Element, node.Scope) is not { } activity)
        {
            node.Scope.IsWired = false;
        }
        else if (!activity.IsActivity || activity.IsEventSubProcess)
        {
            findings.Error(node.Element, "kant-uden-aktivitet", $"En kantbegivenhed skal sidde på en aktivitet, men »{activity.Id}« er et {(activity.IsEventSubProcess ? "subProcess, som en begivenhed selv starter" : $"<{activity.Element.Name}>")}. Flyt den, eller slet den.");
            node.Scope.IsWired = false;
        }
        else
        {
            node.AttachedTo = activity;
            activity.Boundaries.Add(node);
        }
    }

    private void FindDefault(DraftNode node)
    {
        if (node.Element.Attribute("default") is not { } reference)
        {
            return;
        }

        var id = IdIndex.Local(reference);
        if (!node.IsActivity && node.Element.Name is not ("exclusiveGateway" or "inclusiveGateway" or "complexGateway"))
        {
            findings.Error(node.Element, "forkert-default", $"Et <{node.Element.Name}> kan ikke have default; kun aktiviteter og gateways, der vælger, kan. Slet den.");
        }
        else if (node.Outgoing.Find(f => f.Id == id) is { } flow)
        {
            node.Default = flow;
        }
        else if (ids.Find(id) is null)
        {
            findings.Error(node.Element, "ukendt-reference", $"default peger på »{reference}«, som ikke findes i filen. Skriv id'et på et flow ud af »{node.Id}«.");
        }
        else
        {
            var ways = node.Scope.IsWired && node.Outgoing.Count > 0 ? $" Vælg en af: {string.Join(", ", node.Outgoing.Select(f => f.Id))}." : "";
            findings.Error(node.Element, "forkert-default", $"default er »{reference}«, som ikke er et flow ud af »{node.Id}«.{ways}");
        }
    }

    /// <summary>The incoming and outgoing children repeat what the flows say; tools may leave them out, but not contradict.</summary>
    private void CompareFlows(DraftNode node, string name, List<DraftFlow> flows)
    {
        var listed = node.Element.Bpmn(name).ToList();
        if (listed.Count == 0)
        {
            return;
        }

        var ofNode = flows.Select(f => f.Id).Where(id => id.Length > 0).ToHashSet(StringComparer.Ordinal);
        foreach (var child in listed)
        {
            var id = IdIndex.Local(child.Text);
            if (ids.Find(id) is null)
            {
                findings.Error(child.Line, node.Id, "ukendt-reference", $"<{name}> peger på »{child.Text}«, som ikke findes i filen. Slet linjen, eller ret id'et.");
            }
            else if (!ofNode.Remove(id) && (node.Scope.IsWired || !process.FlowsById.ContainsKey(id)))
            {
                var end = name == "incoming" ? "targetRef" : "sourceRef";
                findings.Error(child.Line, node.Id, "uenige-flow", $"<{name}>{child.Text}</{name}> passer ikke: det flow har ikke {end}=\"{node.Id}\". Slet linjen, eller ret flowet.");
            }
        }

        foreach (var missing in ofNode)
        {
            findings.Error(node.Element, "uenige-flow", $"Flowet »{missing}« mangler blandt elementets <{name}>. Tilføj <{name}>{missing}</{name}>, eller slet dem alle; flowene siger det samme.");
        }
    }

    /// <summary>
    /// A link stands for a flow between two places of one level: any number of throws, one catch (BPMN 2.0.2, table
    /// 10.101). Names are compared as they stand.
    /// </summary>
    private void JoinLinks(DraftScope scope)
    {
        var catches = new Dictionary<string, DraftNode>(StringComparer.Ordinal);
        foreach (var node in scope.Nodes.Where(n => n.IsLinkCatch && LinkName(n) is not null))
        {
            if (!catches.TryAdd(LinkName(node)!, node))
            {
                findings.Error(node.Element, "dobbelt-link", $"Linket »{LinkName(node)}« fanges også af »{catches[LinkName(node)!].Id}«. Et link har kun ét sted at komme ud; giv det ene et andet navn.");
            }
        }

        foreach (var node in scope.Nodes.Where(n => n.IsLinkThrow && LinkName(n) is not null))
        {
            if (catches.TryGetValue(LinkName(node)!, out var target))
            {
                node.LinkTarget = target;
                target.LinkSources.Add(node);
            }
            else
            {
                findings.Error(node.Element, "ukendt-link", $"Ingen begivenhed fanger linket »{LinkName(node)}« på samme niveau. Tilføj en intermediateCatchEvent med <linkEventDefinition name=\"{LinkName(node)}\">, eller ret navnet.");
            }
        }
    }

    private static string? LinkName(DraftNode node) => node.Trigger.Definition?.Attribute("name");
}
