using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>
/// Puts nodes in the lanes of one lane set (BPMN 2.0.2, § 10.8). A lane may hold lanes; the innermost is the node's. A
/// process with several lane sets is divided in several ways, and the first one's lane is the node's.
/// </summary>
internal sealed class LaneReader(DraftProcess process, IdIndex ids, FindingList findings)
{
    private readonly Dictionary<DraftNode, Element> laneOf = [];

    public void Read(Element laneSet)
    {
        foreach (var lane in laneSet.Bpmn("lane"))
        {
            ReadLane(lane);
        }

        foreach (var (node, lane) in laneOf)
        {
            node.Lane ??= lane.Attribute("name") ?? lane.Id;
        }
    }

    private void ReadLane(Element lane)
    {
        foreach (var reference in lane.Bpmn("flowNodeRef"))
        {
            var id = IdIndex.Local(reference.Text);
            if (process.NodesById.TryGetValue(id, out var node))
            {
                Put(node, lane, reference);
            }
            else if (ids.Find(id) is not { } other)
            {
                findings.Error(reference.Line, lane.Label, "ukendt-reference", $"flowNodeRef peger på »{reference.Text}«, som ikke findes i filen. Slet linjen, eller ret id'et.");
            }
            else if (BpmnNames.FlowNodes.Contains(other.Name) && !IsInside(other, process.Element))
            {
                findings.Error(reference.Line, lane.Label, "krydser-proces", $"flowNodeRef peger på »{reference.Text}« (linje {other.Line}) i en anden proces. En bane holder kun sin egen process' knuder.");
            }
        }

        foreach (var inner in lane.Bpmn("childLaneSet").SelectMany(s => s.Bpmn("lane")))
        {
            ReadLane(inner);
        }
    }

    private void Put(DraftNode node, Element lane, Element reference)
    {
        if (laneOf.TryGetValue(node, out var before) && before != lane && !IsInside(lane, before))
        {
            findings.Error(reference.Line, node.Id, "to-baner", $"»{node.Id}« ligger både i banen »{before.Label}« og i »{lane.Label}«. Slet den ene flowNodeRef.");
            return;
        }

        laneOf[node] = lane;
    }

    private static bool IsInside(Element element, Element outer)
    {
        for (var at = element.Parent; at is not null; at = at.Parent)
        {
            if (at == outer)
            {
                return true;
            }
        }

        return false;
    }
}
