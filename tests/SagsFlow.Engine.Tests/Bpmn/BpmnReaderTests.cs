using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>What the reader makes of correct files.</summary>
public class BpmnReaderTests
{
    private const string Everything = """
        <laneSet id="baner">
          <lane id="l1" name="Center"><flowNodeRef>start</flowNodeRef><flowNodeRef>skriv</flowNodeRef></lane>
          <lane id="l2" name="Hus"><flowNodeRef>vaelg</flowNodeRef>
            <childLaneSet><lane id="l3" name="Sekretariat"><flowNodeRef>vaelg</flowNodeRef><flowNodeRef>tjek</flowNodeRef></lane></childLaneSet>
          </lane>
        </laneSet>
        <startEvent id="start" name="Begynd"><outgoing>f1</outgoing></startEvent>
        <userTask id="skriv" name="Skriv" sags:rolle="sagsbehandler" sags:forum="=forum">
          <extensionElements>
            <sags:udfald id="indsend" navn="Indsend"/>
            <sags:udfald id="retur" navn="Retur" bemaerkning="kraeves" tilbageTil="skriv tjek"/>
            <sags:felt id="dato" navn="Dato" type="dato" kraeves="true"/>
            <sags:ind source="=rest[1]" target="forum"/>
            <sags:ind source="fast" target="tekst"/>
            <sags:ud source="=skriv.udfald" target="udfald"/>
          </extensionElements>
          <incoming>f1</incoming><outgoing>f2</outgoing>
        </userTask>
        <boundaryEvent id="ryk" attachedToRef="skriv" cancelActivity="false">
          <timerEventDefinition id="t1"><timeCycle>R3/P1D</timeCycle></timerEventDefinition>
        </boundaryEvent>
        <exclusiveGateway id="vaelg" default="f4"/>
        <callActivity id="kald" calledElement="anden"/>
        <callActivity id="kaldValgt" calledElement="anden" sags:kaldtProces='=if a then "x" else "y"'/>
        <serviceTask id="tjek" sags:job="paamindelse"/>
        <intermediateCatchEvent id="vent"><timerEventDefinition id="t2"><timeDate>=moede.start</timeDate></timerEventDefinition></intermediateCatchEvent>
        <parallelGateway id="del"/>
        <endEvent id="slut"/>
        <sequenceFlow id="f1" sourceRef="start" targetRef="skriv"/>
        <sequenceFlow id="f2" sourceRef="skriv" targetRef="vaelg"/>
        <sequenceFlow id="f3" name="Ja" sourceRef="vaelg" targetRef="kald"><conditionExpression>
            udfald = "retur"
        </conditionExpression></sequenceFlow>
        <sequenceFlow id="f4" sourceRef="vaelg" targetRef="kaldValgt"/>
        <sequenceFlow id="f5" sourceRef="kald" targetRef="tjek"/>
        <sequenceFlow id="f6" sourceRef="kaldValgt" targetRef="tjek"/>
        <sequenceFlow id="f7" sourceRef="tjek" targetRef="vent"/>
        <sequenceFlow id="f8" sourceRef="vent" targetRef="del"/>
        <sequenceFlow id="f9" sourceRef="del" targetRef="slut"/>
        <sequenceFlow id="f10" sourceRef="ryk" targetRef="slut"/>
        """;

    private static readonly ProcessDefinition Read = BpmnFile.Definition(BpmnFile.Process(Everything));

    private static Node Node(string id) => Read.NodesById[id];

    [Fact]
    public void Read_EveryRunningElement_GivesNodesInFileOrder()
    {
        Assert.Equal("p", Read.Id);
        Assert.Equal(
            [
                NodeKind.StartEvent, NodeKind.UserTask, NodeKind.BoundaryEvent, NodeKind.ExclusiveGateway, NodeKind.CallActivity,
                NodeKind.CallActivity, NodeKind.ServiceTask, NodeKind.IntermediateCatchEvent, NodeKind.ParallelGateway, NodeKind.EndEvent,
            ],
            Read.Nodes.Select(n => n.Kind));
        Assert.Equal(Enumerable.Range(0, 10), Read.Nodes.Select(n => n.Index));
        Assert.All(Read.Nodes, n => Assert.Same(n, Read.NodesById[n.Id]));
        Assert.Equal("Skriv", Node("skriv").Name);
        Assert.Null(Node("vaelg").Name);
        Assert.Equal(10, Node("skriv").Line);
    }

    [Fact]
    public void Read_Flows_AreWiredBothWays()
    {
        var gateway = Node("vaelg");
        Assert.Equal(["f3", "f4"], gateway.Outgoing.Select(f => f.Id));
        Assert.Equal("f4", gateway.Default?.Id);
        Assert.Equal("udfald = \"retur\"", gateway.Outgoing[0].Condition?.Text);
        Assert.Equal("Ja", gateway.Outgoing[0].Name);
        Assert.Null(gateway.Outgoing[1].Condition);
        Assert.Equal(["f5", "f6"], Node("tjek").Incoming.Select(f => f.Id));
        Assert.Same(Node("kald"), Node("tjek").Incoming[0].Source);
        Assert.Same(Node("tjek"), Node("tjek").Incoming[0].Target);
    }

    [Fact]
    public void Read_BoundaryTimer_SitsOnItsActivity()
    {
        var timer = Node("ryk");
        Assert.Same(Node("skriv"), timer.AttachedTo);
        Assert.Equal([timer], Node("skriv").BoundaryEvents);
        Assert.False(timer.CancelActivity);
        Assert.Equal((TimerKind.Cycle, "R3/P1D"), (timer.Timer!.Kind, timer.Timer.Text));
        Assert.Equal(FeelValue.Of("R3/P1D"), timer.Timer.Expression.ConstantValue);
        Assert.Equal((TimerKind.Date, "=moede.start", "moede.start"), (Node("vent").Timer!.Kind, Node("vent").Timer!.Text, Node("vent").Timer!.Expression.Text));
    }

    [Fact]
    public void Read_Extensions_GiveAttributesMappingsAndElements()
    {
        var task = Node("skriv");
        Assert.Equal(FeelValue.Of("sagsbehandler"), task.Attributes["rolle"].ConstantValue);
        Assert.Null(task.Attributes["forum"].ConstantValue);
        Assert.Equal("forum", task.Attributes["forum"].Text);
        Assert.Equal(["rest[1]→forum", "fast→tekst"], task.Inputs.Select(m => $"{m.Source.Text}→{m.Target}"));
        Assert.Equal(FeelValue.Of("fast"), task.Inputs[1].Source.ConstantValue);
        Assert.Equal(["skriv.udfald→udfald"], task.Outputs.Select(m => $"{m.Source.Text}→{m.Target}"));
        Assert.Equal(["udfald", "udfald", "felt"], task.Extensions.Select(e => e.Name));
        Assert.Equal("skriv tjek", task.Extensions[1].Attributes["tilbageTil"]);
    }

    [Fact]
    public void Read_CallActivity_TakesTheChosenProcessBeforeTheStaticOne()
    {
        Assert.Equal(FeelValue.Of("anden"), Node("kald").CalledProcess!.ConstantValue);
        Assert.Equal(["x", "y"], Node("kaldValgt").CalledProcess!.ResultLiterals);
        Assert.Empty(Node("kaldValgt").Attributes);
    }

    [Fact]
    public void Read_Lanes_TheInnermostIsTheNodes()
    {
        Assert.Equal("Center", Node("skriv").Lane);
        Assert.Equal("Sekretariat", Node("vaelg").Lane);
        Assert.Equal("Sekretariat", Node("tjek").Lane);
        Assert.Null(Node("slut").Lane);
    }

    [Theory]
    [InlineData("a.b = 1", "a.b = 1")]
    [InlineData("= a.b", "a.b")]
    [InlineData("${a == 1}", "a = 1")]
    [InlineData("${svar == 'ja' &amp;&amp; !afvist}", "svar = \"ja\"  and  not(afvist)")]
    [InlineData("#{beloeb ge 10 || !(a != 'O\\'Hara')}", "beloeb >= 10  or  not((a != \"O'Hara\"))")]
    [InlineData("${!!a.b}", "not(not(a.b))")]
    [InlineData("${navn == \"a == b\"}", "navn = \"a == b\"")]
    [InlineData("${a.b}", "a.b")]
    [InlineData("#{ a.b }", "a.b")]
    [InlineData("<![CDATA[a < 1]]>", "a < 1")]
    public void Read_Condition_IsFeelInAnyWrapping(string written, string feel)
    {
        var definition = BpmnFile.Definition(BpmnFile.Process($"""
            <startEvent id="s"/><exclusiveGateway id="g" default="f3"/><endEvent id="e"/><endEvent id="e2"/>
            <sequenceFlow id="f1" sourceRef="s" targetRef="g"/>
            <sequenceFlow id="f2" sourceRef="g" targetRef="e"><conditionExpression>{written}</conditionExpression></sequenceFlow>
            <sequenceFlow id="f3" sourceRef="g" targetRef="e2"/>
            """));
        Assert.Equal(feel, definition.NodesById["g"].Outgoing[0].Condition!.Text);
    }

    /// <summary>The file that the owner's other system runs.</summary>
    [Fact]
    public void Read_ConditionInAnotherEnginesManner_IsRead()
    {
        var reading = BpmnFile.Read("""
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="http://x" id="d">
             <process id="sag" isExecutable="true">
              <startEvent id="start"/><sequenceFlow id="f0" sourceRef="start" targetRef="dir"/>
              <userTask id="dir"/>
              <boundaryEvent id="rykker" attachedToRef="dir" cancelActivity="false"><timerEventDefinition id="t"><timeDuration xsi:type="tFormalExpression">P30D</timeDuration></timerEventDefinition></boundaryEvent>
              <sequenceFlow id="f2" sourceRef="dir" targetRef="gw"/>
              <exclusiveGateway id="gw" default="f4"/>
              <sequenceFlow id="f3" sourceRef="gw" targetRef="dir"><conditionExpression xsi:type="tFormalExpression">${environment.output.postponed}</conditionExpression></sequenceFlow>
              <sequenceFlow id="f4" sourceRef="gw" targetRef="end"/>
              <endEvent id="end"/>
             </process>
            </definitions>
            """);
        Assert.True(reading.IsValid, BpmnFile.Show(reading));
        Assert.Equal(["mangler-udgang"], reading.Findings.Select(f => f.Code));
    }

    [Fact]
    public void Read_ProcessThatIsNotExecutable_GivesNoDefinitionAndAWarning()
    {
        var reading = BpmnFile.Read(BpmnFile.File("""<process id="p" isExecutable="false"><complexGateway id="g"/><task id="t"/></process>"""));
        Assert.True(reading.IsValid, BpmnFile.Show(reading));
        Assert.Empty(reading.Definitions);
        Assert.Equal(["ingen-proces"], reading.Findings.Select(f => f.Code));
    }

    [Fact]
    public void Read_SeveralProcesses_GivesThemInFileOrder()
    {
        var reading = BpmnFile.Read(BpmnFile.File("""
            <process id="b" isExecutable="true"><startEvent id="s"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/></process>
            <process id="a"><startEvent id="s2"/><endEvent id="e2"/><sequenceFlow id="f2" sourceRef="s2" targetRef="e2"/></process>
            """));
        Assert.Equal(["b", "a"], reading.Definitions.Select(d => d.Id));
        Assert.Empty(reading.Findings);
    }
}
