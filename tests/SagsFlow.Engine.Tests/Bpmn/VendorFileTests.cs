using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>Files as other tools write them: what they add is read over without a word, and nothing is lost.</summary>
public class VendorFileTests
{
    /// <summary>As the desktop modeler of Camunda 7 saves: its own namespace everywhere, flows listed at each node, a diagram.</summary>
    private const string Camunda = """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="Definitions_1a2b3c4" targetNamespace="http://bpmn.io/schema/bpmn" exporter="Camunda Modeler" exporterVersion="5.20.0" modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.20.0">
          <bpmn:process id="Process_parkering" name="Parkeringstilladelse" isExecutable="true" camunda:historyTimeToLive="180">
            <bpmn:startEvent id="StartEvent_1" name="Ansøgning modtaget" camunda:formKey="embedded:app:forms/start.html">
              <bpmn:outgoing>Flow_0x1</bpmn:outgoing>
            </bpmn:startEvent>
            <bpmn:sequenceFlow id="Flow_0x1" sourceRef="StartEvent_1" targetRef="Activity_vurder" />
            <bpmn:userTask id="Activity_vurder" name="Vurdér ansøgning" camunda:assignee="${sagsbehandler}" camunda:candidateGroups="trafik">
              <bpmn:documentation>Se efter adressen.</bpmn:documentation>
              <bpmn:extensionElements>
                <camunda:formData businessKey="sag"><camunda:formField id="ok" label="Godkendt" type="boolean" /></camunda:formData>
                <camunda:taskListener class="x.Y" event="create"><camunda:field name="a"><camunda:string>b</camunda:string></camunda:field></camunda:taskListener>
              </bpmn:extensionElements>
              <bpmn:incoming>Flow_0x1</bpmn:incoming>
              <bpmn:outgoing>Flow_0x2</bpmn:outgoing>
            </bpmn:userTask>
            <bpmn:exclusiveGateway id="Gateway_ok" name="Godkendt?" default="Flow_nej">
              <bpmn:incoming>Flow_0x2</bpmn:incoming>
              <bpmn:outgoing>Flow_ja</bpmn:outgoing>
              <bpmn:outgoing>Flow_nej</bpmn:outgoing>
            </bpmn:exclusiveGateway>
            <bpmn:sequenceFlow id="Flow_0x2" sourceRef="Activity_vurder" targetRef="Gateway_ok" />
            <bpmn:sequenceFlow id="Flow_ja" name="ja" sourceRef="Gateway_ok" targetRef="Activity_brev">
              <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${ok}</bpmn:conditionExpression>
            </bpmn:sequenceFlow>
            <bpmn:serviceTask id="Activity_brev" name="Send brev" camunda:type="external" camunda:topic="brev">
              <bpmn:incoming>Flow_ja</bpmn:incoming>
              <bpmn:outgoing>Flow_0x5</bpmn:outgoing>
              <bpmn:property id="Property_1" name="__targetRef_placeholder" />
              <bpmn:dataInputAssociation id="DataInputAssociation_1">
                <bpmn:sourceRef>DataObjectReference_1</bpmn:sourceRef>
                <bpmn:targetRef>Property_1</bpmn:targetRef>
              </bpmn:dataInputAssociation>
            </bpmn:serviceTask>
            <bpmn:endEvent id="Event_slut" name="Færdig"><bpmn:incoming>Flow_0x5</bpmn:incoming><bpmn:incoming>Flow_nej</bpmn:incoming></bpmn:endEvent>
            <bpmn:sequenceFlow id="Flow_0x5" sourceRef="Activity_brev" targetRef="Event_slut" />
            <bpmn:sequenceFlow id="Flow_nej" name="nej" sourceRef="Gateway_ok" targetRef="Event_slut" />
            <bpmn:dataObjectReference id="DataObjectReference_1" name="Ansøgning" dataObjectRef="DataObject_1" />
            <bpmn:dataObject id="DataObject_1" />
            <bpmn:dataStoreReference id="DataStoreReference_1" name="Register" />
            <bpmn:textAnnotation id="TextAnnotation_1"><bpmn:text>Kun beboere</bpmn:text></bpmn:textAnnotation>
            <bpmn:association id="Association_1" associationDirection="None" sourceRef="Activity_vurder" targetRef="TextAnnotation_1" />
            <bpmn:group id="Group_1" categoryValueRef="CategoryValue_1" />
          </bpmn:process>
          <bpmn:category id="Category_1"><bpmn:categoryValue id="CategoryValue_1" value="Behandling" /></bpmn:category>
          <bpmn:message id="Message_1" name="Svar" />
          <bpmn:signal id="Signal_1" name="Ferie" />
          <bpmn:error id="Error_1" errorCode="x" camunda:errorMessage="y" />
          <bpmndi:BPMNDiagram id="BPMNDiagram_1"><bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="Process_parkering">
            <bpmndi:BPMNShape id="_BPMNShape_StartEvent_2" bpmnElement="StartEvent_1"><dc:Bounds x="179" y="99" width="36" height="36" /><bpmndi:BPMNLabel><dc:Bounds x="160" y="142" width="74" height="27" /></bpmndi:BPMNLabel></bpmndi:BPMNShape>
            <bpmndi:BPMNEdge id="Flow_0x1_di" bpmnElement="Flow_0x1"><di:waypoint x="215" y="117" /><di:waypoint x="270" y="117" /></bpmndi:BPMNEdge>
          </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    /// <summary>As Signavio exports: no prefix, ids of sid-…, metadata at every element, pools and lanes, expressions declared as XPath.</summary>
    private const string Signavio = """
        <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:omgdc="http://www.omg.org/spec/DD/20100524/DC" xmlns:omgdi="http://www.omg.org/spec/DD/20100524/DI" xmlns:signavio="http://www.signavio.com" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" exporter="Signavio Process Editor, http://www.signavio.com" exporterVersion="15.0.0" expressionLanguage="http://www.w3.org/1999/XPath" id="sid-00000000-aaaa-4bbb-8ccc-000000000001" targetNamespace="http://www.signavio.com" typeLanguage="http://www.w3.org/2001/XMLSchema" xsi:schemaLocation="http://www.omg.org/spec/BPMN/20100524/MODEL http://www.omg.org/spec/BPMN/2.0/20100501/BPMN20.xsd">
           <collaboration id="sid-c1">
              <extensionElements><signavio:signavioDiagramMetaData metaKey="author" metaValue="x"/></extensionElements>
              <participant id="sid-pool1" name="Kommunen" processRef="sid-p1"><extensionElements><signavio:signavioMetaData metaKey="bgcolor" metaValue="#ffffff"/></extensionElements></participant>
              <participant id="sid-pool2" name="Borgeren"/>
              <messageFlow id="sid-mf" name="Svar" sourceRef="sid-t1" targetRef="sid-pool2"/>
           </collaboration>
           <process id="sid-p1" isClosed="false" isExecutable="true" name="Kommunen" processType="None">
              <extensionElements/>
              <laneSet id="sid-ls1">
                 <lane id="sid-l1" name="Center"><extensionElements><signavio:signavioMetaData metaKey="bgcolor" metaValue=""/></extensionElements>
                    <flowNodeRef>sid-s1</flowNodeRef><flowNodeRef>sid-t1</flowNodeRef><flowNodeRef>sid-e1</flowNodeRef>
                 </lane>
              </laneSet>
              <startEvent id="sid-s1" isInterrupting="true" name=""><extensionElements><signavio:signavioMetaData metaKey="bgcolor" metaValue="#ffffff"/></extensionElements><outgoing>sid-f1</outgoing></startEvent>
              <userTask completionQuantity="1" id="sid-t1" implementation="webService" isForCompensation="false" name="Skriv&#10;svar" startQuantity="1">
                 <incoming>sid-f1</incoming><outgoing>sid-f2</outgoing>
                 <ioSpecification id="sid-io"><dataInput id="sid-di" isCollection="false"/><inputSet id="sid-is"><dataInputRefs>sid-di</dataInputRefs></inputSet><outputSet id="sid-os"/></ioSpecification>
              </userTask>
              <endEvent id="sid-e1" name="Slut"><incoming>sid-f2</incoming></endEvent>
              <sequenceFlow id="sid-f1" isImmediate="true" name="" sourceRef="sid-s1" targetRef="sid-t1"/>
              <sequenceFlow id="sid-f2" name="" sourceRef="sid-t1" targetRef="sid-e1"/>
           </process>
           <bpmndi:BPMNDiagram id="sid-d1"><bpmndi:BPMNPlane bpmnElement="sid-c1" id="sid-pl"><bpmndi:BPMNShape bpmnElement="sid-pool1" id="sid-pool1_gui" isHorizontal="true"><omgdc:Bounds height="250" width="600" x="45" y="45"/></bpmndi:BPMNShape></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
        </definitions>
        """;

    /// <summary>As Flowable and Activiti write: references with a prefix, an execution listener, CDATA round conditions.</summary>
    private const string Flowable = """
        <?xml version='1.0' encoding='UTF-8'?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:flowable="http://flowable.org/bpmn" xmlns:tns="http://flowable.org/test" typeLanguage="http://www.w3.org/2001/XMLSchema" expressionLanguage="http://www.w3.org/1999/XPath" targetNamespace="http://flowable.org/test">
          <process id="ferie" name="Ferie" isExecutable="true" flowable:candidateStarterGroups="alle">
            <extensionElements><flowable:executionListener event="start" class="x.Y"/></extensionElements>
            <startEvent id="start" flowable:initiator="anmoder"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="svar"/>
            <userTask id="svar" name="Svar" flowable:formKey="svar"><potentialOwner><resourceAssignmentExpression><formalExpression>group(ledere)</formalExpression></resourceAssignmentExpression></potentialOwner></userTask>
            <boundaryEvent id="forSent" attachedToRef="tns:svar"><timerEventDefinition><timeDuration>PT48H</timeDuration></timerEventDefinition></boundaryEvent>
            <sequenceFlow id="f2" sourceRef="svar" targetRef="valg"/>
            <sequenceFlow id="f5" sourceRef="forSent" targetRef="nej"/>
            <exclusiveGateway id="valg" default="tns:f4"/>
            <sequenceFlow id="f3" sourceRef="valg" targetRef="ja"><conditionExpression xsi:type="tFormalExpression"><![CDATA[${dage < 5}]]></conditionExpression></sequenceFlow>
            <sequenceFlow id="f4" sourceRef="valg" targetRef="nej"/>
            <endEvent id="ja"/>
            <endEvent id="nej"/>
          </process>
        </definitions>
        """;

    [Theory]
    [InlineData(Camunda, "Process_parkering", 5)]
    [InlineData(Signavio, "sid-p1", 3)]
    [InlineData(Flowable, "ferie", 6)]
    public void Read_FileOfAnotherTool_IsReadWithoutAWord(string xml, string process, int nodes)
    {
        var reading = BpmnFile.Read(xml);
        Assert.True(reading.Findings.Count == 0, BpmnFile.Show(reading));
        var definition = Assert.Single(reading.Definitions);
        Assert.Equal((process, nodes), (definition.Id, definition.Nodes.Count));
    }

    [Fact]
    public void Read_PrefixedReferencesAndCData_MeanWhatTheySay()
    {
        var definition = BpmnFile.Definition(Flowable);
        Assert.Equal("svar", definition.NodesById["forSent"].AttachedTo?.Id);
        Assert.Equal("f4", definition.NodesById["valg"].Default?.Id);
        Assert.Equal("dage < 5", definition.NodesById["valg"].Outgoing[0].Condition?.Text);
        Assert.True(definition.NodesById["forSent"].CancelActivity);
    }

    [Fact]
    public void Read_AttributeThatBpmnHasNot_IsAWarning()
    {
        var reading = BpmnFile.Read(Flowable.Replace("attachedToRef=\"tns:svar\"", "attachedToRef=\"svar\" cancelActivty=\"false\"", StringComparison.Ordinal));
        Assert.Equal([("forSent", "ukendt-attribut", Severity.Warning)], reading.Findings.Select(f => (f.Element!, f.Code, f.Severity)));
    }

    [Fact]
    public void Read_ExpressionInAnotherLanguage_IsAWarning()
    {
        var reading = BpmnFile.Read(Flowable.Replace("xsi:type=\"tFormalExpression\"><![", "xsi:type=\"tFormalExpression\" language=\"groovy\"><![", StringComparison.Ordinal));
        Assert.Equal([("f3", "udtrykssprog", Severity.Warning)], reading.Findings.Select(f => (f.Element!, f.Code, f.Severity)));
    }
}
