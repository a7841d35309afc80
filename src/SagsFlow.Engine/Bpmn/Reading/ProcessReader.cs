using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>Gathers a process's flow elements and follows the references between them.</summary>
internal sealed class ProcessReader(IdIndex ids, FindingList findings)
{
    public DraftProcess Read(Element element)
    {
        var process = new DraftProcess(element, element.Id ?? "");
        foreach (var child in element.Children)
        {
            Gather(child, process);
        }

        foreach (var flow in process.Flows)
        {
            flow.Source = End(flow, "sourceRef", process);
            flow.Target = End(flow, "targetRef", process);
            flow.Source?.Outgoing.Add(flow);
            flow.Target?.Incoming.Add(flow);
        }

        foreach (var node in process.Nodes)
        {
            Attach(node, process);
            FindDefault(node, process);
            CompareFlows(node, "incoming", node.Incoming, process);
            CompareFlows(node, "outgoing", node.Outgoing, process);
        }

        foreach (var laneSet in element.Bpmn("laneSet"))
        {
            new LaneReader(process, ids, findings).Read(laneSet);
        }

        return process;
    }

    private void Gather(Element child, DraftProcess process)
    {
        if (!child.IsBpmn)
        {
            if (!child.IsSags && (child.Name == "sequenceFlow" || BpmnNames.FlowNodes.Contains(child.Name)))
            {
                findings.Error(child, "forkert-navnerum", $"<{child.Name}> er ikke i BPMN's navnerum, men i »{child.Namespace}«. Ret præfikset, så det peger på {BpmnNames.Model}.");
            }
        }
        else if (child.Name == "sequenceFlow")
        {
            ElementCheck.Children(child, BpmnNames.InFlowElements, findings);
            ElementCheck.Attributes(child, findings);
            var flow = new DraftFlow(child, child.Id ?? "");
            process.Flows.Add(flow);
            process.FlowsById.TryAdd(flow.Id, flow);
        }
        else if (BpmnNames.FlowNodes.Contains(child.Name))
        {
            if (!BpmnNames.Containers.Contains(child.Name))
            {
                ElementCheck.Children(child, BpmnNames.InFlowElements, findings);
            }

            ElementCheck.Attributes(child, findings);
            var node = new DraftNode(child, child.Id ?? "") { Kind = Profile.Classify(child, process.IsExecutable ? findings : null) };
            process.Nodes.Add(node);
            process.NodesById.TryAdd(node.Id, node);
        }
        else if (!BpmnNames.ReadOver.Contains(child.Name))
        {
            ElementCheck.Unknown(child, findings);
        }
    }

    private DraftNode? End(DraftFlow flow, string attribute, DraftProcess process)
    {
        var node = flow.Element.Attribute(attribute) is { } reference
            ? Follow(reference, attribute, flow.Element, process)
            : null;
        if (flow.Element.Attribute(attribute) is null)
        {
            findings.Error(flow.Element, "mangler-attribut", $"Flowet mangler {attribute}. Skriv id'et på den knude, det går {(attribute == "sourceRef" ? "fra" : "til")}.");
        }

        process.IsWired &= node is not null;
        return node;
    }

    private DraftNode? Follow(string reference, string attribute, Element from, DraftProcess process)
    {
        var id = IdIndex.Local(reference);
        if (process.NodesById.TryGetValue(id, out var node))
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

    private void Attach(DraftNode node, DraftProcess process)
    {
        if (!node.IsBoundary)
        {
            return;
        }

        if (node.Element.Attribute("attachedToRef") is not { } reference)
        {
            findings.Error(node.Element, "mangler-attribut", "Kantbegivenheden mangler attachedToRef. Skriv id'et på den aktivitet, den sidder på.");
            process.IsWired = false;
        }
        else if (Follow(reference, "attachedToRef", node.Element, process) is not { } activity)
        {
            process.IsWired = false;
        }
        else if (!activity.IsActivity)
        {
            findings.Error(node.Element, "kant-uden-aktivitet", $"En kantbegivenhed skal sidde på en aktivitet, men »{activity.Id}« er et <{activity.Element.Name}>.");
            process.IsWired = false;
        }
        else
        {
            node.AttachedTo = activity;
            activity.Boundaries.Add(node);
        }
    }

    private void FindDefault(DraftNode node, DraftProcess process)
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
            var ways = process.IsWired && node.Outgoing.Count > 0 ? $" Vælg en af: {string.Join(", ", node.Outgoing.Select(f => f.Id))}." : "";
            findings.Error(node.Element, "forkert-default", $"default er »{reference}«, som ikke er et flow ud af »{node.Id}«.{ways}");
        }
    }

    /// <summary>The incoming and outgoing children repeat what the flows say; tools may leave them out, but not contradict.</summary>
    private void CompareFlows(DraftNode node, string name, List<DraftFlow> flows, DraftProcess process)
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
            else if (!ofNode.Remove(id) && (process.IsWired || !process.FlowsById.ContainsKey(id)))
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
}
