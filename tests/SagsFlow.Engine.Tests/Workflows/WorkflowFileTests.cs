using System.Globalization;
using System.Xml.Linq;
using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Tests.Workflows;

public class WorkflowFileTests
{
    private static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static readonly XNamespace Diagram = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static readonly XNamespace Drawing = "http://www.omg.org/spec/DD/20100524/DC";

    public static TheoryData<string> Names => WorkflowFiles.Names;

    [Fact]
    public void Folder_Shipped_HoldsTheThreeProcesses() =>
        Assert.Superset(
            new HashSet<string> { "direktionssag", "chefforum-droeftelse", "forumbehandling" },
            WorkflowFiles.All.Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet());

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_ShippedFile_HasNothingToSayAndOneProcessNamedAsTheFile(string process)
    {
        var reading = WorkflowFiles.Read(process);

        Assert.Empty(reading.Findings);
        Assert.Equal(process, Assert.Single(reading.Definitions).Id);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_ShippedFile_FollowsTheHouseRules(string process)
    {
        var nodes = WorkflowFiles.Definition(process).Nodes;

        Assert.All(
            nodes.Where(node => node.Kind == NodeKind.ExclusiveGateway && node.Outgoing.Count > 1),
            node => Assert.NotNull(node.Default));
        Assert.All(
            nodes.Where(node => node.Kind == NodeKind.UserTask),
            node => Assert.True(node.Attributes.ContainsKey("rolle") != node.Attributes.ContainsKey("forum"), node.Id));
        Assert.All(nodes, node => Assert.False(string.IsNullOrWhiteSpace(node.Name), node.Id));
        Assert.All(nodes, node => Assert.False(string.IsNullOrWhiteSpace(node.Lane), node.Id));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Diagram_EveryNode_IsDrawnInsideItsLaneAndCoversNoOther(string process)
    {
        var document = XDocument.Load(WorkflowFiles.PathOf(process));
        var boxes = document.Descendants(Diagram + "BPMNShape").ToDictionary(shape => (string)shape.Attribute("bpmnElement")!, BoxOf);
        var lanes = document.Descendants(Model + "lane").ToList();
        var attached = document.Descendants(Model + "boundaryEvent").Select(e => (string)e.Attribute("id")!).ToHashSet();
        var nodes = lanes.SelectMany(lane => lane.Elements(Model + "flowNodeRef").Select(reference => reference.Value)).ToList();

        foreach (var lane in lanes)
        {
            var outer = boxes[(string)lane.Attribute("id")!];
            Assert.All(lane.Elements(Model + "flowNodeRef"), reference => Assert.True(outer.Holds(boxes[reference.Value]), reference.Value));
        }

        foreach (var (one, other) in Pairs(nodes.Except(attached).ToList()))
        {
            Assert.False(boxes[one].Meets(boxes[other]), $"{one} covers {other}");
        }

        foreach (var (one, other) in Pairs(lanes.Select(lane => (string)lane.Attribute("id")!).ToList()))
        {
            Assert.False(boxes[one].Meets(boxes[other]), $"{one} covers {other}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Diagram_EveryFlow_IsDrawn(string process)
    {
        var document = XDocument.Load(WorkflowFiles.PathOf(process));

        Assert.Equal(
            document.Descendants(Model + "sequenceFlow").Select(flow => (string)flow.Attribute("id")!).Order(StringComparer.Ordinal),
            document.Descendants(Diagram + "BPMNEdge").Select(edge => (string)edge.Attribute("bpmnElement")!).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string One, string Other)> Pairs(IReadOnlyList<string> ids) =>
        from i in Enumerable.Range(0, ids.Count)
        from j in Enumerable.Range(i + 1, ids.Count - i - 1)
        select (ids[i], ids[j]);

    private static Box BoxOf(XElement shape)
    {
        var bounds = shape.Element(Drawing + "Bounds")!;
        double Read(string name) => double.Parse((string)bounds.Attribute(name)!, CultureInfo.InvariantCulture);
        return new Box(Read("x"), Read("y"), Read("x") + Read("width"), Read("y") + Read("height"));
    }

    private sealed record Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Holds(Box other) =>
            other.Left >= Left && other.Top >= Top && other.Right <= Right && other.Bottom <= Bottom;

        public bool Meets(Box other) =>
            other.Left < Right && other.Right > Left && other.Top < Bottom && other.Bottom > Top;
    }
}
