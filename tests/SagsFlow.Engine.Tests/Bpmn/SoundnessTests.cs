using System.Text;
using System.Text.RegularExpressions;
using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>
/// Shapes and what is said of them. A shape is a list of ways: <c>s</c> starts, <c>e…</c> ends, <c>x…</c> is an
/// exclusive gateway, <c>q…</c> a parallel one, <c>i…</c> an inclusive one, <c>j…</c> a service task and any other a user task; <c>t~b</c> puts a
/// timer b on t that does not interrupt, <c>t!b</c> one that does.
/// </summary>
public class SoundnessTests
{
    private static string Shape(string ways)
    {
        var nodes = new Dictionary<string, string>(StringComparer.Ordinal);
        var flows = new StringBuilder();
        foreach (var way in ways.Split(' '))
        {
            var ends = way.Split('>', '~', '!');
            foreach (var id in ends.Where(i => !nodes.ContainsKey(i)))
            {
                nodes[id] = $"<{Element(id)} id=\"{id}\"/>";
            }

            if (way.Contains('>', StringComparison.Ordinal))
            {
                var condition = ends[0][0] is 'x' or 'i' ? "<conditionExpression>a</conditionExpression>" : "";
                flows.AppendLine($"<sequenceFlow id=\"{ends[0]}-{ends[1]}\" sourceRef=\"{ends[0]}\" targetRef=\"{ends[1]}\">{condition}</sequenceFlow>");
            }
            else
            {
                var cancels = way.Contains('!', StringComparison.Ordinal) ? "true" : "false";
                nodes[ends[1]] = $"<boundaryEvent id=\"{ends[1]}\" attachedToRef=\"{ends[0]}\" cancelActivity=\"{cancels}\"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>";
            }
        }

        return BpmnFile.Process(string.Join('\n', nodes.Values) + "\n" + flows);
    }

    private static string Element(string id) => id[0] switch
    {
        's' => "startEvent",
        'e' => "endEvent",
        'x' => "exclusiveGateway",
        'q' => "parallelGateway",
        'i' => "inclusiveGateway",
        'j' => "serviceTask",
        _ => "userTask",
    };

    [Theory]
    [InlineData("s>a a>e")]
    [InlineData("s>x x>a x>b a>x2 b>x2 x2>e")]
    [InlineData("s>q q>a q>b a>q2 b>q2 q2>e")]
    [InlineData("s>a a>x x>a x>e")]
    [InlineData("s>q q>a q>b a>e b>e")]
    [InlineData("s>q q>x q>c x>a x>b a>x2 b>x2 x2>q2 c>q2 q2>e")]
    [InlineData("s>q q>x0 x0>a a>x x>x0 x>q2 q>b b>q2 q2>e")]
    [InlineData("s>x0 x0>q q>a q>b a>q2 b>q2 q2>x x>x0 x>e")]
    [InlineData("s>a a~r r>j j>e2 a>e")]
    [InlineData("s>a a!r r>b b>x a>x x>e")]
    [InlineData("s>a a!r r>a a>e")]
    [InlineData("s>i i>a i>b a>i2 b>i2 i2>e")]
    [InlineData("s>x x>a x>b a>i b>i i>e")]
    [InlineData("s>q q>a q>b a>i b>i i>e")]
    public void Check_SoundShape_SaysNothing(string ways)
    {
        var reading = BpmnFile.Read(Shape(ways));
        Assert.True(reading.Findings.Count == 0, BpmnFile.Show(reading));
    }

    [Theory]
    [InlineData("s>a a>e b>e", "uopnaaelig", "b")]
    [InlineData("s>a a>b", "blindgyde", "b")]
    [InlineData("s>a a>b b>a", "slutter-aldrig", "s")]
    [InlineData("s>x x>e x>a a>b b>a", "slutter-aldrig", "a")]
    [InlineData("s>x x>a x>b a>q b>q q>e", "samling-efter-valg", "q")]
    [InlineData("s>x x>a x>q a>q q>e", "samling-efter-valg", "q")]
    [InlineData("s>q q>a q>b b>x x>c x>e2 a>q2 c>q2 q2>e", "samling-efter-valg", "q2")]
    [InlineData("s>q q>a q>b b!r r>e2 a>q2 b>q2 q2>e", "samling-efter-valg", "q2")]
    [InlineData("s>q q>a a>x x>q x>e", "samling-i-loekke", "q")]
    [InlineData("s>q q>a q>b a>x b>x x>e", "gentaget-efter-deling", "x")]
    [InlineData("s>q q>a q>b a>c b>c c>e", "gentaget-efter-deling", "c")]
    [InlineData("s>a a>b a>c b>x c>x x>e", "gentaget-efter-deling", "x")]
    [InlineData("s>a a~r r>b a>b b>e", "gentaget-efter-deling", "b")]
    [InlineData("s>x x>j j>x x>e", "loekke-uden-vent", "x")]
    [InlineData("s>x x>x2 x2>x x2>e", "loekke-uden-vent", "x")]
    [InlineData("s>i i>a i>b a>q b>q q>e", "samling-efter-valg", "q")]
    [InlineData("s>i i>a i>b a>x b>x x>e", "gentaget-efter-deling", "x")]
    [InlineData("s>q q>a q>b b>i i>c i>e2 a>q2 c>q2 q2>e", "samling-efter-valg", "q2")]
    [InlineData("s>x x>a a>e", "overfloedig-gateway", "x")]
    public void Check_UnsoundShape_SaysSoAtItsNode(string ways, string code, string element)
    {
        var reading = BpmnFile.Read(Shape(ways));
        Assert.True(reading.Findings.Any(f => (f.Code, f.Element, f.Severity) == (code, element, Severity.Warning)), BpmnFile.Show(reading));
        Assert.True(reading.Findings.Count == 1, BpmnFile.Show(reading));
        Assert.Single(reading.Definitions);
    }

    [Fact]
    public void Check_FlowOfAnExclusiveGatewayWithoutCondition_IsAWarning()
    {
        var reading = BpmnFile.Read(BpmnFile.Process("""
            <startEvent id="s"/><sequenceFlow id="f0" sourceRef="s" targetRef="g"/><exclusiveGateway id="g"/><endEvent id="e"/><endEvent id="e2"/>
            <sequenceFlow id="f1" sourceRef="g" targetRef="e"><conditionExpression>a</conditionExpression></sequenceFlow>
            <sequenceFlow id="f2" sourceRef="g" targetRef="e2"/>
            """));
        Assert.Equal([("f2", "mangler-betingelse", Severity.Warning)], reading.Findings.Select(f => (f.Element!, f.Code, f.Severity)));
    }

    /// <summary>Each level is judged by itself, with its own beginnings.</summary>
    /// <param name="inside">Of a sub-process x between start and end; begins on line 5.</param>
    /// <param name="code">The only finding; null for none.</param>
    /// <param name="element">At which.</param>
    [Theory]
    [InlineData("<task id='a'/><task id='b'/>", null, null)]
    [InlineData("<startEvent id='xs'/><task id='a'/><endEvent id='xe'/>{xs>a}{a>xe}", null, null)]
    [InlineData("<startEvent id='xs'/><task id='a'/><endEvent id='xe'/>{xs>a}{a>xe}<subProcess id='es' triggeredByEvent='true'><startEvent id='ess'><errorEventDefinition/></startEvent><endEvent id='ese'/>{ess>ese}</subProcess>", null, null)]
    [InlineData("<startEvent id='xs'/><task id='a'/><task id='b'/><endEvent id='xe'/>{xs>a}{a>xe}{b>xe}", "uopnaaelig", "b")]
    [InlineData("<startEvent id='xs'/><task id='a'/>{xs>a}", "blindgyde", "a")]
    [InlineData("<task id='a'/><endEvent id='xe'/>{a>xe}", "slut-uden-start", "xe")]
    [InlineData("<startEvent id='xs'/><parallelGateway id='q'/><task id='a'/><task id='b'/><task id='c'/><endEvent id='xe'/>{xs>q}{q>a}{q>b}{a>c}{b>c}{c>xe}", "gentaget-efter-deling", "c")]
    [InlineData("<startEvent id='xs'/><exclusiveGateway id='x1' default='x1-xe'/><task id='a'/><endEvent id='xe'/>{xs>a}{a>x1}{x1>xe}<sequenceFlow id='ring' sourceRef='x1' targetRef='a'><conditionExpression>q</conditionExpression></sequenceFlow>", "loekke-uden-vent", "x1")]
    [InlineData("<startEvent id='xs'/><intermediateCatchEvent id='c'><linkEventDefinition name='l'/></intermediateCatchEvent><endEvent id='xe'/>{xs>xe}<endEvent id='xe2'/>{c>xe2}", "ubrugt-link", "c")]
    public void Check_InsideASubProcess_JudgesThatLevel(string inside, string? code, string? element)
    {
        var flows = Regex.Replace(
            inside.Replace('\'', '"'), @"\{(?<from>\w+)>(?<to>\w+)\}", "<sequenceFlow id=\"${from}-${to}\" sourceRef=\"${from}\" targetRef=\"${to}\"/>", RegexOptions.None, TimeSpan.FromSeconds(1));
        var reading = BpmnFile.Read(BpmnFile.Process($"""
            <startEvent id="s"/><endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="e"/>
            <subProcess id="x">
            {flows}</subProcess>
            """));

        // What only the unused link leads to is out of reach too.
        var findings = reading.Findings.Where(f => !(code == "ubrugt-link" && f.Code == "uopnaaelig")).Select(f => (f.Code, f.Element!, f.Severity));
        Assert.Equal(code is null ? [] : [(code, element!, Severity.Warning)], findings);
    }

    /// <summary>A link is a flow to the analysis: what it leads to is reached, and a loop through it is a loop.</summary>
    [Theory]
    [InlineData("", null)]
    [InlineData("<sequenceFlow id=\"ring\" sourceRef=\"x\" targetRef=\"t\"><conditionExpression>q</conditionExpression></sequenceFlow>", "loekke-uden-vent")]
    public void Check_Link_LeadsOn(string ring, string? code)
    {
        var reading = BpmnFile.Read(BpmnFile.Process($"""
            <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="t"/><intermediateThrowEvent id="t"><linkEventDefinition name="l"/></intermediateThrowEvent>
            <intermediateCatchEvent id="c"><linkEventDefinition name="l"/></intermediateCatchEvent><exclusiveGateway id="x" default="f3"/><endEvent id="e"/><endEvent id="e2"/>
            <sequenceFlow id="f2" sourceRef="c" targetRef="x"/><sequenceFlow id="f3" sourceRef="x" targetRef="e"/>
            <sequenceFlow id="f4" sourceRef="x" targetRef="e2"><conditionExpression>q</conditionExpression></sequenceFlow>{ring}
            """));
        Assert.Equal(code is null ? [] : [code], reading.Findings.Select(f => f.Code));
    }

    /// <summary>A loop is held up by a sub-process in which something waits, and by no other.</summary>
    [Theory]
    [InlineData("<task id='a'/>", "loekke-uden-vent")]
    [InlineData("<userTask id='a'/>", null)]
    [InlineData("<subProcess id='y'><userTask id='a'/></subProcess>", null)]
    public void Check_LoopThroughASubProcess_WaitsWhenItsContentsDo(string inside, string? code)
    {
        var reading = BpmnFile.Read(BpmnFile.Process($"""
            <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="p1"/><subProcess id="p1">{inside.Replace('\'', '"')}</subProcess>
            <sequenceFlow id="f2" sourceRef="p1" targetRef="x"/><exclusiveGateway id="x" default="f3"/><endEvent id="e"/><sequenceFlow id="f3" sourceRef="x" targetRef="e"/>
            <sequenceFlow id="f4" sourceRef="x" targetRef="p1"><conditionExpression>q</conditionExpression></sequenceFlow>
            """));
        Assert.Equal(code is null ? [] : [code], reading.Findings.Select(f => f.Code));
    }

    [Fact]
    public void Check_TwoStartEventsOfNoKind_IsAWarningAtTheSecond()
    {
        var reading = BpmnFile.Read(Shape("s>a s2>a a>e"));
        Assert.Equal([("s2", "flere-start", Severity.Warning)], reading.Findings.Select(f => (f.Element!, f.Code, f.Severity)));
    }
}
