using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>Gathers a process's flow elements, those in sub-processes too, and follows the references between them.</summary>
internal sealed class ProcessReader(IdIndex ids, FindingList findings)
{
    public DraftProcess Read(Element element)
    {
        var process = new DraftProcess(element, element.Id ?? "");
        Gather(new DraftScope(element, null), process);
        var wiring = new FlowWiring(process, ids, findings);
        foreach (var scope in process.Scopes)
        {
            wiring.Wire(scope);
        }

        // The innermost lane is the node's, so the inner lane sets speak first.
        foreach (var laneSet in Enumerable.Reverse(process.Scopes).SelectMany(s => s.Element.Bpmn("laneSet")))
        {
            new LaneReader(process, ids, findings).Read(laneSet);
        }

        foreach (var node in process.Nodes)
        {
            node.Lane ??= node.Scope.Owner?.Lane;
        }

        return process;
    }

    /// <summary>As deep as the file's elements lie in each other, which the reader of the file limits.</summary>
    private void Gather(DraftScope scope, DraftProcess process)
    {
        process.Scopes.Add(scope);
        foreach (var child in scope.Element.Children)
        {
            if (!child.IsBpmn)
            {
                CheckNamespace(child);
            }
            else if (child.Name == "sequenceFlow")
            {
                ElementCheck.FlowElement(child, findings);
                var flow = new DraftFlow(child, child.Id ?? "");
                scope.Flows.Add(flow);
                process.FlowsById.TryAdd(flow.Id, flow);
            }
            else if (BpmnNames.FlowNodes.Contains(child.Name))
            {
                GatherNode(child, scope, process);
            }
            else if (scope.Owner is null && !BpmnNames.ReadOver.Contains(child.Name))
            {
                ElementCheck.Unknown(child, findings);
            }
        }
    }

    private void GatherNode(Element element, DraftScope scope, DraftProcess process)
    {
        ElementCheck.FlowElement(element, findings);
        var trigger = BpmnNames.Events.Contains(element.Name) ? EventKinds.Find(element, ids) : DraftTrigger.None;
        var node = new DraftNode(element, element.Id ?? "", scope)
        {
            Kind = Profile.Classify(element, scope, trigger, process.IsExecutable ? findings : null),
            Trigger = trigger,
        };
        scope.Nodes.Add(node);
        process.Nodes.Add(node);
        process.NodesById.TryAdd(node.Id, node);
        if (BpmnNames.Containers.Contains(element.Name))
        {
            node.Contents = new DraftScope(element, node);
            Gather(node.Contents, process);
        }
    }

    private void CheckNamespace(Element child)
    {
        if (!child.IsSags && (child.Name == "sequenceFlow" || BpmnNames.FlowNodes.Contains(child.Name)))
        {
            findings.Error(child, "forkert-navnerum", $"<{child.Name}> er ikke i BPMN's navnerum, men i »{child.Namespace}«. Ret præfikset, så det peger på {BpmnNames.Model}.");
        }
    }
}
