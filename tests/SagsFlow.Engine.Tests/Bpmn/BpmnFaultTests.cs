using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>One fault in a file gives one finding: its code, its line and its element.</summary>
public class BpmnFaultTests
{
    private const string Timer = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>";

    /// <summary>A process that is right, with a place for more; the first line of what is added is line 5.</summary>
    private static string Around(string inside, string task = "<userTask id=\"t\"/>") => BpmnFile.Process($"""
        <startEvent id="s"/>{task}<endEvent id="e"/>
        <sequenceFlow id="f1" sourceRef="s" targetRef="t"/><sequenceFlow id="f2" sourceRef="t" targetRef="e"/>
        {inside}
        """);

    /// <summary>A choice between two ends; <paramref name="gateway"/> holds its attributes, <paramref name="flow"/> what the first way says.</summary>
    private static string Choice(string gateway, string flow, string second = "", string element = "exclusiveGateway") => BpmnFile.Process($"""
        <startEvent id="s"/><sequenceFlow id="f0" sourceRef="s" targetRef="g"/><{element} id="g" {gateway}/><endEvent id="e1"/><endEvent id="e2"/>
        <sequenceFlow id="f1" sourceRef="g" targetRef="e1">{flow}</sequenceFlow>
        <sequenceFlow id="f2" sourceRef="g" targetRef="e2">{second}</sequenceFlow>
        """);

    private static string Condition(string feel) => $"<conditionExpression>{feel}</conditionExpression>";

    private static string TaskWith(string extensions) => $"<userTask id=\"t\"><extensionElements>{extensions}</extensionElements></userTask>";

    private static string Boundary(string inside, string attributes = "attachedToRef=\"t\"") =>
        $"<boundaryEvent id=\"b\" {attributes}>{inside}</boundaryEvent><endEvent id=\"e2\"/><sequenceFlow id=\"f3\" sourceRef=\"b\" targetRef=\"e2\"/>";

    public static TheoryData<string, string, string?, int> Faults => new()
    {
        // References
        { Around("<sequenceFlow id=\"f3\" sourceRef=\"t\" targetRef=\"vaek\"/>"), "ukendt-reference", "f3", 5 },
        { Around("<sequenceFlow id=\"f3\" sourceRef=\"vaek\" targetRef=\"e\"/>"), "ukendt-reference", "f3", 5 },
        { Around("<sequenceFlow id=\"f3\" sourceRef=\"t\" targetRef=\"f1\"/>"), "ukendt-reference", "f3", 5 },
        { Around("<sequenceFlow id=\"f3\" sourceRef=\"t\"/>"), "mangler-attribut", "f3", 5 },
        { Around("<sequenceFlow id=\"f3\" targetRef=\"t\"/>"), "mangler-attribut", "f3", 5 },
        { Around("<association id=\"a\" sourceRef=\"t\" targetRef=\"vaek\"/>"), "ukendt-reference", "a", 5 },
        { Around("<laneSet id=\"ls\"><lane id=\"l\"><flowNodeRef>vaek</flowNodeRef></lane></laneSet>"), "ukendt-reference", "l", 5 },
        { Around("", task: "<userTask id=\"t\" default=\"vaek\"/>"), "ukendt-reference", "t", 3 },
        { Around("", task: "<userTask id=\"t\" default=\"f1\"/>"), "forkert-default", "t", 3 },
        { Around("", task: "<userTask id=\"t\"><incoming>f1</incoming><outgoing>vaek</outgoing><outgoing>f2</outgoing></userTask>"), "ukendt-reference", "t", 3 },
        { Around("", task: "<userTask id=\"t\"><incoming>f1</incoming><incoming>f2</incoming></userTask>"), "uenige-flow", "t", 3 },
        { Around("<sequenceFlow id=\"f3\" sourceRef=\"t\" targetRef=\"e\"/>", task: "<userTask id=\"t\"><outgoing>f2</outgoing></userTask>"), "uenige-flow", "t", 3 },
        {
            BpmnFile.File("""
                <process id="p" isExecutable="true"><startEvent id="s"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/></process>
                <process id="q" isExecutable="true"><startEvent id="s2"/><endEvent id="e2"/><sequenceFlow id="f2" sourceRef="s2" targetRef="e2"/>
                <sequenceFlow id="over" sourceRef="s2" targetRef="e"/></process>
                """),
            "krydser-proces", "over", 4
        },

        // Ids
        { Around("<endEvent/>"), "mangler-id", "endEvent", 5 },
        { Around("<sequenceFlow sourceRef=\"t\" targetRef=\"e\"/>"), "mangler-id", "sequenceFlow", 5 },
        { Around("<dataObject id=\"t\"/>"), "dobbelt-id", "t", 5 },
        { Around("<dataObject id=\"1a\"/>"), "ugyldigt-id", "1a", 5 },
        { Around("<dataObject id=\"a b\"/>"), "ugyldigt-id", "a b", 5 },
        { Around("<dataObject id=\"a:b\"/>"), "ugyldigt-id", "a:b", 5 },

        // What may be joined
        { Around("<sequenceFlow id=\"f3\" sourceRef=\"t\" targetRef=\"s\"/>"), "ind-i-start", "s", 3 },
        { Around("<sequenceFlow id=\"f3\" sourceRef=\"e\" targetRef=\"t\"/>"), "ud-af-slut", "e", 3 },
        { Around(Boundary(Timer) + "<sequenceFlow id=\"f4\" sourceRef=\"t\" targetRef=\"b\"/>"), "ind-i-kantbegivenhed", "b", 5 },
        { Around($"<boundaryEvent id=\"b\" attachedToRef=\"t\">{Timer}</boundaryEvent>"), "mangler-udgang", "b", 5 },
        { Around(Boundary(Timer, "attachedToRef=\"s\"")), "kant-uden-aktivitet", "b", 5 },
        { Around(Boundary(Timer, "attachedToRef=\"vaek\"")), "ukendt-reference", "b", 5 },
        { Around(Boundary(Timer, "")), "mangler-attribut", "b", 5 },
        { Choice("default=\"f1\"", Condition("true"), Condition("a")), "betinget-default", "f1", 4 },
        { Choice("default=\"f0\"", Condition("a"), Condition("b")), "forkert-default", "g", 3 },
        { Choice("default=\"f1\"", "", "", "parallelGateway"), "forkert-default", "g", 3 },
        { Choice("", Condition("a"), "", "parallelGateway"), "betingelse-forbudt", "f1", 4 },
        { BpmnFile.Process("<userTask id=\"t\"/>\n<endEvent id=\"e\"/><sequenceFlow id=\"f\" sourceRef=\"t\" targetRef=\"e\"/>"), "mangler-start", "p", 2 },
        { Around("<laneSet><lane id=\"l1\"><flowNodeRef>t</flowNodeRef></lane>\n<lane id=\"l2\"><flowNodeRef>t</flowNodeRef></lane></laneSet>"), "to-baner", "t", 6 },

        // Timers and expressions
        { Around(Boundary("<timerEventDefinition/>")), "timer-antal", "b", 5 },
        { Around(Boundary("<timerEventDefinition><timeDate>2026-01-01</timeDate><timeDuration>P1D</timeDuration></timerEventDefinition>")), "timer-antal", "b", 5 },
        { Around(Boundary("<timerEventDefinition>\n<timeDuration>14 dage</timeDuration></timerEventDefinition>")), "ugyldig-tid", "b", 6 },
        { Around(Boundary("<timerEventDefinition><timeDate>2026-02-30</timeDate></timerEventDefinition>")), "ugyldig-tid", "b", 5 },
        { Around(Boundary("<timerEventDefinition><timeCycle>0 0 9 * * ?</timeCycle></timerEventDefinition>")), "ugyldig-tid", "b", 5 },
        { Around(Boundary("<timerEventDefinition><timeDate>=moede.</timeDate></timerEventDefinition>")), "feel-fejl", "b", 5 },
        { Choice("default=\"f2\"", Condition("a = = b")), "feel-fejl", "f1", 4 },
        { Choice("default=\"f2\"", Condition("\n  a and\n  (b\n")).Replace("(b\n", "(b\n\n", StringComparison.Ordinal), "feel-fejl", "f1", 6 },
        { Choice("default=\"f2\"", Condition("${a ? 1 : 2}")), "feel-fejl", "f1", 4 },
        { Choice("default=\"f2\"", Condition("")), "feel-fejl", "f1", 4 },
        { Choice("default=\"f2\"", Condition("findesikke(a)")), "feel-fejl", "f1", 4 },
        { Around("", task: "<callActivity id=\"t\"/>"), "mangler-kaldt-proces", "t", 3 },
        { Around("", task: "<callActivity id=\"t\" sags:kaldtProces=\"=if a\"/>"), "feel-fejl", "t", 3 },

        // The project's own namespace
        { Around("", task: "<userTask id=\"t\" sags:role=\"x\"/>"), "ukendt-attribut", "t", 3 },
        { Around("", task: "<serviceTask id=\"t\" sags:rolle=\"x\"/>"), "ukendt-attribut", "t", 3 },
        { Around("", task: "<userTask id=\"t\" sags:skriver=\"ja\"/>"), "forkert-vaerdi", "t", 3 },
        { Around("", task: "<userTask id=\"t\" sags:forum=\"=[\"/>"), "feel-fejl", "t", 3 },
        { Around("", task: TaskWith("\n<sags:udfal id=\"a\" navn=\"A\"/>")), "ukendt-element", "t", 4 },
        { Around("", task: TaskWith("<sags:udfald id=\"a\"/>")), "mangler-attribut", "t", 3 },
        { Around("", task: TaskWith("<sags:udfald id=\"a\" navn=\"A\" bemærkning=\"kraeves\"/>")), "ukendt-attribut", "t", 3 },
        { Around("", task: TaskWith("<sags:udfald id=\"a\" navn=\"A\"/>\n<sags:udfald id=\"a\" navn=\"B\"/>")), "dobbelt-id", "t", 4 },
        { Around("", task: TaskWith("<sags:udfald id=\"a\" navn=\"A\" tilbageTil=\"s vaek\"/>")), "ukendt-reference", "t", 3 },
        { Around("", task: TaskWith("<sags:ind source=\"=a +\" target=\"b\"/>")), "feel-fejl", "t", 3 },
        { Around("", task: TaskWith("<sags:ud source=\"=a\"/>")), "mangler-attribut", "t", 3 },
        { Around("", task: "<serviceTask id=\"t\"><extensionElements><sags:udfald id=\"a\" navn=\"A\"/></extensionElements></serviceTask>"), "forkert-sted", "t", 3 },
        { Around("", task: "<userTask id=\"t\"><sags:udfald id=\"a\" navn=\"A\"/></userTask>"), "forkert-sted", "t", 3 },
        { Around("", task: "<userTask id=\"t\" x:rolle=\"a\" xmlns:x=\"urn:sagsflow:bpmn:2\"/>"), "forkert-navnerum", "t", 3 },

        // Names that BPMN has not, and files that are not BPMN
        { Around("<usertask id=\"u\"/>"), "ukendt-element", "u", 5 },
        { Around("", task: "<userTask id=\"t\"><outgoings>f2</outgoings></userTask>"), "ukendt-element", "outgoings", 3 },
        { Around("<userTask id=\"u\" xmlns=\"http://schema.omg.org/spec/BPMN/2.0\"/>"), "forkert-navnerum", "u", 5 },
        { BpmnFile.File("<proces id=\"p\"/>"), "ukendt-element", "p", 2 },
        { "<definitions/>", "forkert-navnerum", "definitions", 1 },
        { "<definitions xmlns=\"http://schema.omg.org/spec/BPMN/2.0\" id=\"d\"/>", "forkert-navnerum", "d", 1 },
        { "\n<html/>", "forkert-rod", "html", 2 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Read_OneFault_GivesThatFindingAndNoDefinition(string xml, string code, string? element, int line)
    {
        var reading = BpmnFile.Read(xml);
        var errors = reading.Findings.Where(f => f.Severity == Severity.Error).ToList();
        Assert.True(errors.Count == 1, BpmnFile.Show(reading));
        Assert.Equal((code, element, line, "prøve.bpmn"), (errors[0].Code, errors[0].Element, errors[0].Line, errors[0].File));
        Assert.Empty(reading.Definitions);
        Assert.EndsWith(".", errors[0].Text, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Refused => new()
    {
        { "<businessRuleTask id=\"n\"/>", "businessRuleTask" },
        { "<transaction id=\"n\"/>", "transaction" },
        { "<adHocSubProcess id=\"n\"><task id=\"n1\"/></adHocSubProcess>", "adHocSubProcess" },
        { "<complexGateway id=\"n\"/>", "complexGateway" },
        { "<userTask id=\"n\" isForCompensation=\"true\"/>", "isForCompensation" },
        { "<userTask id=\"n\" startQuantity=\"2\"/>", "startQuantity" },
        { "<startEvent id=\"n\" parallelMultiple=\"true\"/>", "parallelMultiple" },
        { "<startEvent id=\"n\"><conditionalEventDefinition><condition>a</condition></conditionalEventDefinition></startEvent>", "startEvent med conditionalEventDefinition" },
        { "<endEvent id=\"n\"><compensateEventDefinition/></endEvent>", "endEvent med compensateEventDefinition" },
        { "<endEvent id=\"n\"><cancelEventDefinition/></endEvent>", "endEvent med cancelEventDefinition" },
        { "<boundaryEvent id=\"n\" attachedToRef=\"t\"><compensateEventDefinition/></boundaryEvent>", "boundaryEvent med compensateEventDefinition" },
        { "<endEvent id=\"n\"><signalEventDefinition/><messageEventDefinition/></endEvent>", "endEvent med 2 definitioner" },
        { "<userTask id=\"n\"><multiInstanceLoopCharacteristics behavior=\"Complex\"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></userTask>", "behavior=\"Complex\"" },
        { "<eventBasedGateway id=\"n\" instantiate=\"true\" eventGatewayType=\"Parallel\"/><receiveTask id=\"r1\" messageRef=\"m\"/><receiveTask id=\"r2\" messageRef=\"m\"/><sequenceFlow id=\"n1\" sourceRef=\"n\" targetRef=\"r1\"/><sequenceFlow id=\"n2\" sourceRef=\"n\" targetRef=\"r2\"/>", "eventGatewayType=\"Parallel\"" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Read_WhatTheEngineDoesNotRun_IsRefusedByNameWithAnAlternative(string element, string named)
    {
        var reading = BpmnFile.Read(Around(element).Replace("</definitions>", "<message id=\"m\" name=\"svar\"/></definitions>", StringComparison.Ordinal));
        var errors = reading.Findings.Where(f => f.Severity == Severity.Error).ToList();
        Assert.True(errors.Count == 1, BpmnFile.Show(reading));
        Assert.Equal(("ikke-understoettet", "n", 5), (errors[0].Code, errors[0].Element, errors[0].Line));
        Assert.Contains(named, errors[0].Text, StringComparison.Ordinal);
        Assert.Contains("kan ikke køres endnu. Brug i stedet", errors[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_ManyFaults_AllAreFoundInFileOrder()
    {
        var reading = BpmnFile.Read(BpmnFile.Process("""
            <startEvent id="s"/>
            <userTask id="t" sags:rollle="x"/>
            <complexGateway id="c"/>
            <sequenceFlow id="f1" sourceRef="s" targetRef="vaek"/>
            <sequenceFlow id="f2" sourceRef="t" targetRef="c"><conditionExpression>(</conditionExpression></sequenceFlow>
            <endEvent id="s"/>
            """));
        Assert.Equal(
            [(4, "ukendt-attribut"), (5, "ikke-understoettet"), (6, "ukendt-reference"), (7, "feel-fejl"), (8, "dobbelt-id")],
            reading.Findings.Where(f => f.Severity == Severity.Error).Select(f => (f.Line, f.Code)));
    }

    [Theory]
    [InlineData("<definitions>", "er lukket", 1)]
    [InlineData("<a>\n<b></a>", "<b> fra linje 2 lukkes med </a>", 2)]
    [InlineData("<a b='1'\n b='2'/>", "to gange", 2)]
    [InlineData("<a>&nbsp;</a>", "&nbsp;", 1)]
    [InlineData("<a>\nA & B</a>", "&amp;", 2)]
    [InlineData("<x:a/>", "»x«", 1)]
    [InlineData("<a/>\n<a/>", "rodelement", 2)]
    [InlineData("  <?xml version='1.0'?><a/>", "allerførst", 1)]
    [InlineData("<?xml version='1.1'?><a/>", "XML 1.0", 1)]
    [InlineData("hej", "rodelementet", 1)]
    [InlineData("<!-- kun en kommentar -->", "rodelement", 1)]
    public void Read_MalformedXml_SaysWhereAndHowToMend(string xml, string says, int line)
    {
        var finding = Assert.Single(BpmnFile.Read(xml).Findings);
        Assert.Equal(("ugyldig-xml", line, Severity.Error), (finding.Code, finding.Line, finding.Severity));
        Assert.Contains(says, finding.Text, StringComparison.Ordinal);
        Assert.Contains($"(linje {line}, tegn ", finding.Text, StringComparison.Ordinal);
    }
}
