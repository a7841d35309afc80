using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>What the model holds of events, loops, scripts and sub-processes.</summary>
public class ProfileReadingTests
{
    private const string Roots = """
        <message id="m" name="svar"/><message id="navnloes"/><signal id="sig" name="ferie"/><error id="err" name="Fejl" errorCode="E1"/><error id="err2" name="Uden kode"/>
        <escalation id="esk" name="Haster" escalationCode="K1"/><escalation id="esk2" name="Rykker"/>
        <messageEventDefinition id="delt" messageRef="m"/><signalEventDefinition id="kald" signalRef="sig"/>
        """;

    private static BpmnReading Read(string process) =>
        BpmnFile.Read(BpmnFile.Process(process).Replace("</definitions>", Roots + "\n</definitions>", StringComparison.Ordinal));

    private static ProcessDefinition Definition(string process)
    {
        var reading = Read(process);
        Assert.True(reading.IsValid, BpmnFile.Show(reading));
        return Assert.Single(reading.Definitions);
    }

    /// <summary>s → x → e.</summary>
    private static string Through(string x) =>
        $"<startEvent id=\"s\"/><endEvent id=\"e\"/><sequenceFlow id=\"f1\" sourceRef=\"s\" targetRef=\"x\"/><sequenceFlow id=\"f2\" sourceRef=\"x\" targetRef=\"e\"/>{x}";

    private static Node X(string element) => Definition(Through(element)).NodesById["x"];

    [Fact]
    public void Read_MessageOfAnImportedFile_IsKnownByItsIdThere()
    {
        var xml = BpmnFile.Process(Through("<intermediateCatchEvent id=\"x\"><messageEventDefinition messageRef=\"andre:brev\"/></intermediateCatchEvent>"))
            .Replace("<process", "<import importType=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" location=\"andre.bpmn\" namespace=\"y\"/><process", StringComparison.Ordinal);
        var reading = BpmnFile.Read(xml);
        Assert.True(reading.IsValid, BpmnFile.Show(reading));
        Assert.Equal("brev", Assert.Single(reading.Definitions).NodesById["x"].Event!.Name);
    }

    /// <summary>An event definition in each event that can have it gives the same trigger.</summary>
    [Theory]
    [InlineData("<intermediateCatchEvent id=\"x\"><messageEventDefinition messageRef=\"m\"/></intermediateCatchEvent>", NodeKind.IntermediateCatchEvent, EventKind.Message, "svar")]
    [InlineData("<intermediateCatchEvent id=\"x\"><eventDefinitionRef>delt</eventDefinitionRef></intermediateCatchEvent>", NodeKind.IntermediateCatchEvent, EventKind.Message, "svar")]
    [InlineData("<intermediateCatchEvent id=\"x\"><messageEventDefinition messageRef=\"navnloes\"/></intermediateCatchEvent>", NodeKind.IntermediateCatchEvent, EventKind.Message, "navnloes")]
    [InlineData("<intermediateCatchEvent id=\"x\"><signalEventDefinition signalRef=\"sig\"/></intermediateCatchEvent>", NodeKind.IntermediateCatchEvent, EventKind.Signal, "ferie")]
    [InlineData("<intermediateThrowEvent id=\"x\"><messageEventDefinition messageRef=\"m\"/></intermediateThrowEvent>", NodeKind.IntermediateThrowEvent, EventKind.Message, "svar")]
    [InlineData("<intermediateThrowEvent id=\"x\"><signalEventDefinition signalRef=\"sig\"/></intermediateThrowEvent>", NodeKind.IntermediateThrowEvent, EventKind.Signal, "ferie")]
    [InlineData("<intermediateThrowEvent id=\"x\"><escalationEventDefinition escalationRef=\"esk\"/></intermediateThrowEvent>", NodeKind.IntermediateThrowEvent, EventKind.Escalation, "K1")]
    [InlineData("<intermediateThrowEvent id=\"x\"><escalationEventDefinition escalationRef=\"esk2\"/></intermediateThrowEvent>", NodeKind.IntermediateThrowEvent, EventKind.Escalation, "Rykker")]
    [InlineData("<sendTask id=\"x\" messageRef=\"m\"/>", NodeKind.SendTask, EventKind.Message, "svar")]
    [InlineData("<receiveTask id=\"x\" messageRef=\"m\"/>", NodeKind.ReceiveTask, EventKind.Message, "svar")]
    public void Read_EventInTheFlow_HoldsItsTrigger(string element, NodeKind kind, EventKind trigger, string name)
    {
        var node = X(element);
        Assert.Equal((kind, trigger, name), (node.Kind, node.Event!.Kind, node.Event.Name));
        Assert.Null(node.Timer);
        Assert.Null(node.Event.Key);
    }

    [Theory]
    [InlineData("<messageEventDefinition messageRef=\"m\"/>", EventKind.Message, "svar")]
    [InlineData("<signalEventDefinition signalRef=\"sig\"/>", EventKind.Signal, "ferie")]
    [InlineData("<errorEventDefinition errorRef=\"err\"/>", EventKind.Error, "E1")]
    [InlineData("<errorEventDefinition errorRef=\"err2\"/>", EventKind.Error, "Uden kode")]
    [InlineData("<errorEventDefinition/>", EventKind.Error, null)]
    [InlineData("<escalationEventDefinition escalationRef=\"esk\"/>", EventKind.Escalation, "K1")]
    [InlineData("<escalationEventDefinition/>", EventKind.Escalation, null)]
    public void Read_BoundaryAndEventSubProcess_HoldTheSameTrigger(string definition, EventKind kind, string? name)
    {
        var process = Definition(Through($"""
            <userTask id="x"/><boundaryEvent id="b" attachedToRef="x">{definition}</boundaryEvent><sequenceFlow id="fb" sourceRef="b" targetRef="e"/>
            <subProcess id="es" triggeredByEvent="1"><startEvent id="ess">{definition}</startEvent><endEvent id="ese"/><sequenceFlow id="fes" sourceRef="ess" targetRef="ese"/></subProcess>
            """));
        foreach (var id in new[] { "b", "ess" })
        {
            Assert.Equal((kind, name), (process.NodesById[id].Event!.Kind, process.NodesById[id].Event!.Name));
        }

        Assert.Equal(NodeKind.EventSubProcess, process.NodesById["es"].Kind);
        Assert.True(process.NodesById["ess"].IsInterrupting);
        Assert.Same(process.NodesById["es"], process.NodesById["ess"].Parent);
    }

    [Theory]
    [InlineData("<terminateEventDefinition/>", EventKind.Terminate, null)]
    [InlineData("<errorEventDefinition errorRef=\"err\"/>", EventKind.Error, "E1")]
    [InlineData("<messageEventDefinition messageRef=\"m\"/>", EventKind.Message, "svar")]
    [InlineData("<signalEventDefinition signalRef=\"sig\"/>", EventKind.Signal, "ferie")]
    [InlineData("<escalationEventDefinition escalationRef=\"esk\"/>", EventKind.Escalation, "K1")]
    public void Read_EndEvent_HoldsWhatItThrows(string definition, EventKind kind, string? name)
    {
        var end = Definition($"<startEvent id=\"s\"/><endEvent id=\"e\">{definition}</endEvent><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"e\"/>").NodesById["e"];
        Assert.Equal((NodeKind.EndEvent, kind, name), (end.Kind, end.Event!.Kind, end.Event.Name));
    }

    [Fact]
    public void Read_NoneEvents_HoldNoTrigger()
    {
        var process = Definition(Through("<intermediateThrowEvent id=\"x\"/>"));
        Assert.All(process.Nodes, n => Assert.Null(n.Event));
        Assert.Equal(NodeKind.IntermediateThrowEvent, process.NodesById["x"].Kind);
    }

    [Theory]
    [InlineData("<messageEventDefinition messageRef=\"m\"/>", EventKind.Message)]
    [InlineData("<signalEventDefinition signalRef=\"sig\"/>", EventKind.Signal)]
    [InlineData("<timerEventDefinition><timeCycle>R/P7D</timeCycle></timerEventDefinition>", EventKind.Timer)]
    public void Read_SeveralStarts_AreReadWithTheirTriggers(string definition, EventKind kind)
    {
        var reading = Read(Through($"<task id=\"x\"/><startEvent id=\"s2\">{definition}</startEvent><sequenceFlow id=\"f3\" sourceRef=\"s2\" targetRef=\"x\"/>"));
        Assert.True(reading.Findings.Count == 0, BpmnFile.Show(reading));
        var process = reading.Definitions[0];
        Assert.Null(process.NodesById["s"].Event);
        Assert.Equal(kind, process.NodesById["s2"].Event!.Kind);
        Assert.Equal(kind == EventKind.Timer ? "R/P7D" : null, process.NodesById["s2"].Timer?.Text);
    }

    [Fact]
    public void Read_Key_TellsWhichInstanceAMessageIsFor()
    {
        var node = X("<receiveTask id=\"x\" messageRef=\"m\" sags:noegle=\"=sag.nr\"/>");
        Assert.Equal("sag.nr", node.Event!.Key!.Text);
        Assert.Empty(node.Attributes);
        Assert.Equal(FeelValue.Of("fast"), X("<intermediateCatchEvent id=\"x\" sags:noegle=\"fast\"><messageEventDefinition messageRef=\"m\"/></intermediateCatchEvent>").Event!.Key!.ConstantValue);
    }

    [Fact]
    public void Read_Link_FindsItsTargetInTheSameScope()
    {
        const string Link = "<linkEventDefinition name=\"l\"/>";
        var process = Definition($"""
            <startEvent id="s"/><intermediateThrowEvent id="t">{Link}</intermediateThrowEvent><sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
            <subProcess id="sub"><startEvent id="is"/><intermediateThrowEvent id="it">{Link}</intermediateThrowEvent><sequenceFlow id="if1" sourceRef="is" targetRef="it"/>
            <intermediateCatchEvent id="ic">{Link}</intermediateCatchEvent><endEvent id="ie"/><sequenceFlow id="if2" sourceRef="ic" targetRef="ie"/></subProcess>
            <intermediateCatchEvent id="c">{Link}</intermediateCatchEvent><sequenceFlow id="f2" sourceRef="c" targetRef="sub"/>
            """);
        Assert.Same(process.NodesById["c"], process.NodesById["t"].LinkTarget);
        Assert.Same(process.NodesById["ic"], process.NodesById["it"].LinkTarget);
        Assert.Null(process.NodesById["c"].LinkTarget);
        Assert.Equal((EventKind.Link, "l"), (process.NodesById["c"].Event!.Kind, process.NodesById["c"].Event!.Name));
    }

    [Theory]
    [InlineData("task", NodeKind.Task)]
    [InlineData("manualTask", NodeKind.ManualTask)]
    [InlineData("scriptTask", NodeKind.ScriptTask)]
    [InlineData("inclusiveGateway", NodeKind.InclusiveGateway)]
    [InlineData("subProcess", NodeKind.SubProcess)]
    public void Read_PlainElement_HasItsKind(string element, NodeKind kind) => Assert.Equal(kind, X($"<{element} id=\"x\"/>").Kind);

    [Theory]
    [InlineData("feel")]
    [InlineData("FEEL")]
    [InlineData("text/x-feel")]
    [InlineData("application/feel")]
    public void Read_ScriptInFeel_IsParsed(string format) =>
        Assert.Equal("a + 1", X($"<scriptTask id=\"x\" scriptFormat=\"{format}\"><script>a + 1</script></scriptTask>").Script!.Text);

    [Theory]
    [InlineData("scriptFormat=\"groovy\"")]
    [InlineData("")]
    public void Read_ScriptInAnotherLanguage_IsAWarningAndNoScript(string format)
    {
        var reading = Read(Through($"<scriptTask id=\"x\" {format}><script>println 1</script></scriptTask>"));
        Assert.Equal([("x", "script-sprog", Severity.Warning)], reading.Findings.Select(f => (f.Element!, f.Code, f.Severity)));
        Assert.Null(reading.Definitions[0].NodesById["x"].Script);
    }

    [Fact]
    public void Read_InstantiatingReceiveTask_StartsAProcessWithoutStartEvent()
    {
        var reading = Read("<receiveTask id=\"r\" messageRef=\"m\" instantiate=\"true\"/><endEvent id=\"e\"/><sequenceFlow id=\"f\" sourceRef=\"r\" targetRef=\"e\"/>");
        Assert.True(reading.Findings.Count == 0, BpmnFile.Show(reading));
        Assert.True(reading.Definitions[0].NodesById["r"].Instantiates);
        Assert.False(X("<receiveTask id=\"x\" messageRef=\"m\"/>").Instantiates);
    }

    [Fact]
    public void Read_InstantiatingEventGateway_StartsAProcessWithoutStartEvent()
    {
        var reading = Read("""
            <eventBasedGateway id="g" instantiate="true"/><endEvent id="e"/>
            <intermediateCatchEvent id="a"><signalEventDefinition signalRef="sig"/></intermediateCatchEvent>
            <intermediateCatchEvent id="b"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
            <sequenceFlow id="f1" sourceRef="g" targetRef="a"/><sequenceFlow id="f2" sourceRef="g" targetRef="b"/>
            <sequenceFlow id="f3" sourceRef="a" targetRef="e"/><sequenceFlow id="f4" sourceRef="b" targetRef="e"/>
            """);
        Assert.True(reading.Findings.Count == 0, BpmnFile.Show(reading));
        Assert.Equal((NodeKind.EventBasedGateway, true), (reading.Definitions[0].NodesById["g"].Kind, reading.Definitions[0].NodesById["g"].Instantiates));
    }

    [Fact]
    public void Read_SubProcesses_AreFlattenedWithParentsAndChildren()
    {
        var process = Definition(Through("""
            <subProcess id="x" sags:udenfor="" xmlns:z="urn:z"><extensionElements><sags:ind source="=a" target="b"/><sags:ud source="=c" target="d"/></extensionElements>
              <startEvent id="xs"/><sequenceFlow id="xf1" sourceRef="xs" targetRef="y"/>
              <subProcess id="y"><userTask id="dyb" sags:rolle="r"/><boundaryEvent id="dybb" attachedToRef="dyb"><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>
                <endEvent id="ye"/><sequenceFlow id="yf" sourceRef="dybb" targetRef="ye"/></subProcess>
              <exclusiveGateway id="xg" default="xf3"/><sequenceFlow id="xf2" sourceRef="y" targetRef="xg"/><endEvent id="xe"/><endEvent id="xe2"/>
              <sequenceFlow id="xf3" sourceRef="xg" targetRef="xe"/><sequenceFlow id="xf4" sourceRef="xg" targetRef="xe2"><conditionExpression>q</conditionExpression></sequenceFlow>
            </subProcess>
            """.Replace(" sags:udenfor=\"\"", "", StringComparison.Ordinal)));
        Assert.Equal(["s", "e", "x", "xs", "y", "dyb", "dybb", "ye", "xg", "xe", "xe2"], process.Nodes.Select(n => n.Id));
        Assert.Equal(Enumerable.Range(0, process.Nodes.Count), process.Nodes.Select(n => n.Index));
        Assert.Equal(process.Nodes.Count, process.NodesById.Count);
        Node At(string id) => process.NodesById[id];
        Assert.Equal(["xs", "y", "xg", "xe", "xe2"], At("x").Children.Select(n => n.Id));
        Assert.Equal(["dyb", "dybb", "ye"], At("y").Children.Select(n => n.Id));
        Assert.Null(At("x").Parent);
        Assert.Same(At("x"), At("y").Parent);
        Assert.Same(At("y"), At("dyb").Parent);
        Assert.Same(At("dyb"), At("dybb").AttachedTo);
        Assert.Equal("xf3", At("xg").Default!.Id);
        Assert.Equal("a", At("x").Inputs.Single().Source.Text);
        Assert.Equal("d", At("x").Outputs.Single().Target);
    }

    [Fact]
    public void Read_LaneOfASubProcess_IsThatOfWhatLiesInIt()
    {
        var process = Definition("<laneSet id=\"ls\"><lane id=\"l\" name=\"Hus\"><flowNodeRef>x</flowNodeRef></lane></laneSet>" + Through("""
            <subProcess id="x"><laneSet id="ls2"><lane id="l2" name="Inderst"><flowNodeRef>b</flowNodeRef></lane></laneSet><task id="a"/><task id="b"/></subProcess>
            """));
        Assert.Equal(["Hus", "Hus", "Inderst"], new[] { "x", "a", "b" }.Select(id => process.NodesById[id].Lane));
    }

    [Fact]
    public void Read_EventSubProcessThatGoesOn_IsNotInterrupting()
    {
        var process = Definition(Through("<task id=\"x\"/><subProcess id=\"es\" triggeredByEvent=\"true\"><startEvent id=\"ess\" isInterrupting=\"false\"><signalEventDefinition signalRef=\"sig\"/></startEvent><endEvent id=\"ese\"/><sequenceFlow id=\"q\" sourceRef=\"ess\" targetRef=\"ese\"/></subProcess>"));
        Assert.False(process.NodesById["ess"].IsInterrupting);
        Assert.True(Definition(Through("<task id=\"x\"/>").Replace("<startEvent id=\"s\"", "<startEvent id=\"s\" isInterrupting=\"false\"", StringComparison.Ordinal)).NodesById["s"].IsInterrupting);
    }

    /// <summary>The standard wants a code on what is thrown; without one the name will do, with a warning.</summary>
    [Theory]
    [InlineData("<errorEventDefinition errorRef=\"err\"/>", null)]
    [InlineData("<errorEventDefinition errorRef=\"err2\"/>", "mangler-kode")]
    [InlineData("<escalationEventDefinition escalationRef=\"esk2\"/>", "mangler-kode")]
    public void Read_ThrownWithoutCode_IsAWarning(string definition, string? code)
    {
        var reading = Read($"<startEvent id=\"s\"/><endEvent id=\"e\">{definition}</endEvent><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"e\"/>");
        Assert.Equal(code is null ? [] : [("e", code, Severity.Warning)], reading.Findings.Select(f => (f.Element!, f.Code, f.Severity)));
    }
}
