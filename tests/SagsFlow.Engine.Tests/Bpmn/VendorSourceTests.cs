using System.Text;
using System.Xml.Linq;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>
/// Whole files as other tools write them, read without loss. That is: the reader has nothing to say of them; what decides
/// how the process runs is understood, wherever the tool keeps it; what is not is left in the file, which the host keeps
/// byte for byte, and every node and flow leads to its place there; and the same process comes of them in any encoding.
/// </summary>
public class VendorSourceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "vendors");
    private static readonly XNamespace Model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private static readonly string[] Names = ["camunda7", "camunda8", "signavio", "bpmn-io"];

    public static TheoryData<string> Files => [.. Names];

    private static readonly string[] Endings = ["Task", "task", "Event", "Gateway", "Activity", "subProcess", "sequenceFlow"];

    public static IEnumerable<string> Paths => Names.Select(name => Path.Combine(Folder, name + ".bpmn"));

    private static byte[] Source(string name) => File.ReadAllBytes(Path.Combine(Folder, name + ".bpmn"));

    private static IReadOnlyList<ProcessDefinition> Definitions(string name) => BpmnReader.Read(Source(name), name).Definitions;

    private static Node Node(string name, string id) => Definitions(name).SelectMany(d => d.Nodes).Single(n => n.Id == id);

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_FileOfAnotherTool_HasNothingToSay(string name)
    {
        var reading = BpmnReader.Read(Source(name), name);
        Assert.True(reading.Findings.Count == 0, BpmnFile.Show(reading));
        Assert.NotEmpty(reading.Definitions);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_EveryFlowElement_IsThereAndLeadsToItsPlaceInTheFile(string name)
    {
        var source = XDocument.Load(new MemoryStream(Source(name)), LoadOptions.SetLineInfo);
        var lines = source.Descendants().Where(e => e.Attribute("id") is not null)
            .ToDictionary(e => e.Attribute("id")!.Value, e => ((System.Xml.IXmlLineInfo)e).LineNumber);
        foreach (var definition in Definitions(name))
        {
            var drawn = source.Descendants(Model + "process").Single(p => p.Attribute("id")!.Value == definition.Id).Descendants()
                .Where(e => e.Name.Namespace == Model && Array.Exists(Endings, ending => e.Name.LocalName.EndsWith(ending, StringComparison.Ordinal)))
                .Select(e => e.Attribute("id")!.Value);
            var read = definition.Nodes.Select(n => (n.Id, n.Line)).Concat(definition.Nodes.SelectMany(n => n.Outgoing).Select(f => (f.Id, f.Line))).ToList();
            Assert.Equal(drawn.Order(StringComparer.Ordinal), read.Select(r => r.Id).Order(StringComparer.Ordinal));
            Assert.All(read, r => Assert.Equal(lines[r.Id], r.Line));
        }
    }

    [Theory]
    [InlineData("camunda7", "utf-16")]
    [InlineData("camunda8", "utf-16BE")]
    [InlineData("signavio", "iso-8859-1")]
    [InlineData("bpmn-io", "windows-1252")]
    public void Read_SavedInAnotherEncoding_IsTheSameProcess(string name, string encoding)
    {
        var text = Encoding.UTF8.GetString(Source(name)).Replace("encoding=\"UTF-8\"", $"encoding=\"{encoding}\"", StringComparison.Ordinal);
        var target = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);
        var reading = BpmnReader.Read((byte[])[.. target.GetPreamble(), .. target.GetBytes(text)], name);
        Assert.Equal(Definitions(name).Select(d => d.ContentHash), reading.Definitions.Select(d => d.ContentHash));
    }

    [Theory]
    [InlineData("bpmn-io", "semantic:", "")]
    [InlineData("bpmn-io", "semantic:", "_bpmn2.0:")]
    [InlineData("camunda8", "bpmn:", "zzz-1:")]
    public void Read_AnotherPrefix_IsTheSameProcess(string name, string prefix, string other)
    {
        var text = Encoding.UTF8.GetString(Source(name))
            .Replace($"<{prefix}", $"<{other}", StringComparison.Ordinal).Replace($"</{prefix}", $"</{other}", StringComparison.Ordinal)
            .Replace($"\"{prefix}t", $"\"{other}t", StringComparison.Ordinal)
            .Replace($"xmlns:{prefix[..^1]}=", other.Length == 0 ? "xmlns=" : $"xmlns:{other[..^1]}=", StringComparison.Ordinal);
        var reading = BpmnFile.Read(text);
        Assert.True(reading.Findings.Count == 0, BpmnFile.Show(reading));
        Assert.Equal(Definitions(name).Select(d => d.ContentHash), reading.Definitions.Select(d => d.ContentHash));
    }

    [Theory]
    [InlineData("camunda7", "StartEvent_1 Activity_regler Activity_svar Event_o1 Event_o2 Activity_kald Event_slut")]
    [InlineData("camunda8", "StartEvent_1 Activity_beregn Activity_vurder Gateway_stor Event_u1 Event_u2 Activity_udvalg Activity_breve Event_svar Event_slut")]
    [InlineData("signavio", "sid-s1 sid-t1 sid-t2 sid-g1 sid-e1")]
    [InlineData("bpmn-io", "Event_start Activity_svar Event_sub1 Event_sub2 Activity_sub Event_slut")]
    public void Run_FileOfAnotherTool_ComesToItsEnd(string name, string path)
    {
        var definitions = Definitions(name);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");
        var variables = ((FeelContext)FeelExpression.Parse("{medlemmer: 100, parter: [\"a\", \"b\"], opfoelgning: \"Process_opfoelgning\"}").Evaluate(new FeelScope(new Dictionary<string, FeelValue>(), DateTimeOffset.UnixEpoch, zone))).Entries;
        var result = new Simulation(definitions, new DateTimeOffset(2025, 2, 25, 8, 0, 0, TimeSpan.Zero), zone, (_, _) => null).Run(definitions[0], variables);
        Assert.True(result.End == SimulationEnd.Completed, string.Join('\n', result.Faults));
        var told = result.Steps.Where(s => s.Kind == NodeStepKind.Completed).Select(s => s.Node.Id).Distinct(StringComparer.Ordinal);
        Assert.Equal(path, string.Join(' ', told));
    }

    [Fact]
    public void Read_PrefixThatMeansSomethingElseInAnExtension_IsReadOver()
    {
        var text = Encoding.UTF8.GetString(Source("bpmn-io"))
            .Replace(">tekst</ukendt>", "><semantic:task id=\"Activity_svar\" xmlns:semantic=\"urn:example:falsk\"/></ukendt>", StringComparison.Ordinal);
        var reading = BpmnFile.Read(text);
        Assert.True(reading.Findings.Count == 0, BpmnFile.Show(reading));
        Assert.Equal(Definitions("bpmn-io").Select(d => d.ContentHash), reading.Definitions.Select(d => d.ContentHash));
    }

    [Fact]
    public void Read_Camunda8_KnowsWhatItsElementsSayOfTheRun()
    {
        Assert.Equal("Process_udvalg", Node("camunda8", "Activity_udvalg").CalledProcess!.Text);
        var script = Assert.Single(Node("camunda8", "Activity_beregn").Outputs);
        Assert.Equal(("tilskud", "if medlemmer = null then 0 else medlemmer * 250"), (script.Target, script.Source.Text));
        var loop = Assert.IsType<MultiInstance>(Node("camunda8", "Activity_breve").Loop);
        Assert.Equal(("[\"formand\", \"kasserer\"]", "modtager", "kvitteringer", "modtager"), (loop.Collection!.Text, loop.Element, loop.OutputCollection, loop.OutputElement!.Text));
        Assert.Equal("tilskud > 10000", Node("camunda8", "Gateway_stor").Outgoing[0].Condition!.Text);
        Assert.Equal("duration(\"P14D\")", Node("camunda8", "Event_rykker").Timer!.Expression.Text);
    }

    [Fact]
    public void Read_CalledProcessAsAnExpression_IsFeel() =>
        Assert.Equal("opfoelgning", Node("camunda7", "Activity_kald").CalledProcess!.Text);

    [Theory]
    [InlineData("=if x = 1 then \"a\" else \"b\"", "a b")]
    [InlineData("Process_udvalg", "Process_udvalg")]
    public void Read_Camunda8CalledElement_IsALiteralOrFeel(string written, string ids)
    {
        var text = Encoding.UTF8.GetString(Source("camunda8")).Replace("processId=\"Process_udvalg\"", $"processId=\"{written.Replace("\"", "&quot;", StringComparison.Ordinal)}\"", StringComparison.Ordinal);
        var reading = BpmnFile.Read(text);
        Assert.True(reading.IsValid, BpmnFile.Show(reading));
        var called = reading.Definitions[0].NodesById["Activity_udvalg"].CalledProcess!;
        Assert.Equal(ids.Split(' '), called.ResultLiterals);
    }

    [Fact]
    public void Read_Camunda8ExpressionThatIsNotFeel_IsAnErrorThere()
    {
        var text = Encoding.UTF8.GetString(Source("camunda8")).Replace("=if medlemmer = null", "=if medlemmer == null", StringComparison.Ordinal);
        var finding = Assert.Single(BpmnFile.Read(text).Findings);
        Assert.Equal(("Activity_beregn", "feel-fejl", 19), (finding.Element, finding.Code, finding.Line));
    }
}
