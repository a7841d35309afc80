using System.Reflection;
using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>A version's hash changes with what the process means and with nothing else.</summary>
public class ContentHashTests
{
    private const string Base = """
        <laneSet id="ls"><lane id="l1" name="Center"><flowNodeRef>t</flowNodeRef></lane></laneSet>
        <startEvent id="s" name="Begynd"/>
        <userTask id="t" name="Skriv" sags:rolle="sagsbehandler" sags:skriver="true">
          <extensionElements>
            <sags:udfald id="indsend" navn="Indsend"/>
            <sags:udfald id="traek" navn="Træk"/>
            <sags:ind source="=a" target="b"/>
          </extensionElements>
        </userTask>
        <boundaryEvent id="b" attachedToRef="t" cancelActivity="false"><timerEventDefinition id="td"><timeDuration>P3D</timeDuration></timerEventDefinition></boundaryEvent>
        <exclusiveGateway id="g" default="f3"/>
        <endEvent id="e"/>
        <callActivity id="c" calledElement="anden"/>
        <sequenceFlow id="f1" sourceRef="s" targetRef="t"/>
        <sequenceFlow id="f2" sourceRef="t" targetRef="g"/>
        <sequenceFlow id="f3" sourceRef="g" targetRef="e"/>
        <sequenceFlow id="f4" name="Træk" sourceRef="g" targetRef="c"><conditionExpression>t.udfald = "traek"</conditionExpression></sequenceFlow>
        <sequenceFlow id="f5" sourceRef="g" targetRef="t"><conditionExpression>x</conditionExpression></sequenceFlow>
        <sequenceFlow id="f6" sourceRef="c" targetRef="e"/>
        <sequenceFlow id="f7" sourceRef="b" targetRef="e"/>
        """;

    private static string Hash(string inside) => BpmnFile.Definition(BpmnFile.Process(inside)).ContentHash;

    private static string Replace(string old, string with)
    {
        Assert.Contains(old, Base, StringComparison.Ordinal);
        return Base.Replace(old, with, StringComparison.Ordinal);
    }

    /// <summary>Running cases are pinned to a hash: a new version of the program must give an old file its old hash.</summary>
    [Fact]
    public void ContentHash_OfThisFile_IsForEverThis() => Assert.Equal("c08979e93a4c3367305120d012f1fa8f71121d12a801177f9f09b31690286294", Hash(Base));

    [Theory]
    [InlineData("sags:rolle=\"sagsbehandler\" sags:skriver=\"true\"", "sags:skriver='true'   sags:rolle='sagsbehandler'")]
    [InlineData("id=\"s\" name=\"Begynd\"", "name=\"Begynd\" id=\"s\"")]
    [InlineData("<endEvent id=\"e\"/>", "<!-- slut --><endEvent id=\"e\"><documentation>Her slutter den</documentation></endEvent>")]
    [InlineData("<endEvent id=\"e\"/>", "<endEvent id=\"e\"><incoming>f3</incoming><incoming>f6</incoming><incoming>f7</incoming></endEvent>")]
    [InlineData("<endEvent id=\"e\"/>", "<endEvent id=\"e\"><extensionElements><x:y xmlns:x=\"urn:x\" id=\"q\"/></extensionElements></endEvent>")]
    [InlineData("<endEvent id=\"e\"/>", "<endEvent id=\"e\"/><textAnnotation id=\"ta\"><text>Husk</text></textAnnotation><association id=\"as\" sourceRef=\"ta\" targetRef=\"e\"/>")]
    [InlineData("t.udfald = \"traek\"", "\n   =t.udfald = \"traek\"\n")]
    [InlineData("<conditionExpression>x</", "<conditionExpression>${x}</")]
    [InlineData("id=\"td\"", "")]
    [InlineData("<lane id=\"l1\"", "<lane id=\"l2\"")]
    public void ContentHash_WhatMeansNothing_LeavesIt(string old, string with) => Assert.Equal(Hash(Base), Hash(Replace(old, with)));

    [Theory]
    [InlineData("name=\"Begynd\"", "name=\"Start\"")]
    [InlineData("navn=\"Indsend\"", "navn=\"Send ind\"")]
    [InlineData("id=\"indsend\"", "id=\"send\"")]
    [InlineData("id=\"traek\" navn=\"Træk\"", "id=\"traek\" navn=\"Træk\" bemaerkning=\"kraeves\"")]
    [InlineData("sags:rolle=\"sagsbehandler\"", "sags:rolle=\"centerchef\"")]
    [InlineData("sags:rolle=\"sagsbehandler\"", "sags:rolle=\"=sagsbehandler\"")]
    [InlineData("source=\"=a\"", "source=\"a\"")]
    [InlineData("source=\"=a\" target=\"b\"", "source=\"=a\" target=\"bb\"")]
    [InlineData("<sags:ind", "<sags:ud")]
    [InlineData("P3D", "P4D")]
    [InlineData("timeDuration>P3D</timeDuration", "timeDate>2026-01-01</timeDate")]
    [InlineData("cancelActivity=\"false\"", "")]
    [InlineData("name=\"Center\"", "name=\"Huset\"")]
    [InlineData("default=\"f3\"", "")]
    [InlineData("t.udfald = \"traek\"", "t.udfald = \"trak\"")]
    [InlineData("id=\"f6\"", "id=\"f66\"")]
    [InlineData("id=\"f4\" name=\"Træk\"", "id=\"f4\"")]
    [InlineData("calledElement=\"anden\"", "calledElement=\"tredje\"")]
    [InlineData("<sequenceFlow id=\"f7\" sourceRef=\"b\" targetRef=\"e\"/>", "<sequenceFlow id=\"f7\" sourceRef=\"b\" targetRef=\"c\"/>")]
    public void ContentHash_WhatMeansSomething_ChangesIt(string old, string with) => Assert.NotEqual(Hash(Base), Hash(Replace(old, with)));

    /// <summary>One of each kind that the first file has not.</summary>
    private const string Profile = """
        <startEvent id="s"/><intermediateCatchEvent id="c" sags:noegle="=nr"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
        <subProcess id="sub"><userTask id="t"><multiInstanceLoopCharacteristics isSequential="true" sags:samling="=fora" sags:element="forum" sags:resultat="svar" sags:resultatElement="=t.udfald">
        <completionCondition>nok</completionCondition></multiInstanceLoopCharacteristics></userTask></subProcess>
        <scriptTask id="sc" scriptFormat="feel"><script>a</script></scriptTask>
        <task id="l"><standardLoopCharacteristics testBefore="true" loopMaximum="3"><loopCondition>b</loopCondition></standardLoopCharacteristics></task>
        <task id="n"><multiInstanceLoopCharacteristics behavior="One" oneBehaviorEventRef="kast"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics></task>
        <endEvent id="e"><errorEventDefinition errorRef="err"/></endEvent>
        <subProcess id="es" triggeredByEvent="true"><startEvent id="ess" isInterrupting="false"><signalEventDefinition signalRef="sig"/></startEvent><endEvent id="ese"/><sequenceFlow id="f9" sourceRef="ess" targetRef="ese"/></subProcess>
        <receiveTask id="r" messageRef="m2" instantiate="true"/><sequenceFlow id="f8" sourceRef="r" targetRef="sc"/>
        <sequenceFlow id="f1" sourceRef="s" targetRef="c"/><sequenceFlow id="f2" sourceRef="c" targetRef="sub"/><sequenceFlow id="f3" sourceRef="sub" targetRef="sc"/>
        <sequenceFlow id="f4" sourceRef="sc" targetRef="l"/><sequenceFlow id="f5" sourceRef="l" targetRef="n"/><sequenceFlow id="f6" sourceRef="n" targetRef="e"/>
        """;

    private const string Roots = """
        <message id="m" name="svar"/><message id="m2" name="rykker"/><signal id="sig" name="ferie"/><error id="err" errorCode="E1"/><signalEventDefinition id="kast" signalRef="sig"/>
        """;

    private static string HashOfProfile(string old, string with)
    {
        var file = BpmnFile.Process(Profile).Replace("</definitions>", Roots + "</definitions>", StringComparison.Ordinal);
        Assert.Contains(old, file, StringComparison.Ordinal);
        return BpmnFile.Definition(file.Replace(old, with, StringComparison.Ordinal)).ContentHash;
    }

    [Theory]
    [InlineData("sags:noegle=\"=nr\"", "")]
    [InlineData("sags:noegle=\"=nr\"", "sags:noegle=\"=sag\"")]
    [InlineData("id=\"m\" name=\"svar\"", "id=\"m\" name=\"nej\"")]
    [InlineData("name=\"ferie\"", "name=\"jul\"")]
    [InlineData("errorCode=\"E1\"", "errorCode=\"E2\"")]
    [InlineData("isSequential=\"true\"", "")]
    [InlineData("=fora", "=moeder")]
    [InlineData("\"forum\"", "\"etForum\"")]
    [InlineData("\"svar\" sags", "\"svarene\" sags")]
    [InlineData("=t.udfald", "=t.ruter")]
    [InlineData("nok", "faerdig")]
    [InlineData("<script>a", "<script>b")]
    [InlineData("scriptFormat=\"feel\"", "scriptFormat=\"groovy\"")]
    [InlineData("testBefore=\"true\"", "")]
    [InlineData("loopMaximum=\"3\"", "loopMaximum=\"4\"")]
    [InlineData("<loopCondition>b", "<loopCondition>c")]
    [InlineData("<loopCardinality>2", "<loopCardinality>3")]
    [InlineData("behavior=\"One\" oneB", "behavior=\"None\" noneB")]
    [InlineData("isInterrupting=\"false\"", "")]
    [InlineData(" instantiate=\"true\"", "")]
    public void ContentHash_WhatMeansSomethingInTheProfile_ChangesIt(string old, string with) =>
        Assert.NotEqual(HashOfProfile("<startEvent id=\"s\"/>", "<startEvent id=\"s\"/>"), HashOfProfile(old, with));

    /// <summary>A node that lies in a sub-process is another than one that lies beside it.</summary>
    [Fact]
    public void ContentHash_NodeMovedIntoASubProcess_ChangesIt()
    {
        static string Of(string sub) => Hash($"<startEvent id=\"s\"/><sequenceFlow id=\"f\" sourceRef=\"s\" targetRef=\"x\"/>{sub}");
        Assert.NotEqual(Of("<subProcess id=\"x\"><task id=\"a\"/></subProcess>"), Of("<subProcess id=\"x\"/><task id=\"a\"/>"));
    }

    [Theory]
    [InlineData("<messageEventDefinition messageRef=\"m\"/>", "<messageEventDefinition id=\"x\" messageRef=\"m\"/>")]
    [InlineData("<signalEventDefinition signalRef=\"sig\"/></startEvent>", "<eventDefinitionRef>kast</eventDefinitionRef></startEvent>")]
    [InlineData("scriptFormat=\"feel\"", "scriptFormat=\"text/x-feel\"")]
    [InlineData("<script>a", "<script>=a")]
    [InlineData("isSequential=\"true\"", "isSequential=\"1\"")]
    public void ContentHash_WhatMeansNothingInTheProfile_LeavesIt(string old, string with) =>
        Assert.Equal(HashOfProfile("<startEvent id=\"s\"/>", "<startEvent id=\"s\"/>"), HashOfProfile(old, with));

    [Fact]
    public void ContentHash_OrderOfElements_CountsOnlyAmongTheConditionsOfAChoice()
    {
        var lines = Base.Split('\n');
        string Swap(string one, string other)
        {
            var copy = lines.ToArray();
            var (i, j) = (Array.FindIndex(copy, l => l.Contains(one, StringComparison.Ordinal)), Array.FindIndex(copy, l => l.Contains(other, StringComparison.Ordinal)));
            (copy[i], copy[j]) = (copy[j], copy[i]);
            return string.Join('\n', copy);
        }

        Assert.Equal(Hash(Base), Hash(Swap("<startEvent", "<endEvent")));
        Assert.Equal(Hash(Base), Hash(Swap("id=\"f1\"", "id=\"f7\"")));
        Assert.Equal(Hash(Base), Hash(Swap("id=\"f3\"", "id=\"f4\"")));
        Assert.NotEqual(Hash(Base), Hash(Swap("id=\"f3\"", "id=\"f5\"")));
        Assert.NotEqual(Hash(Base), Hash(Swap("id=\"f4\"", "id=\"f5\"")));
        Assert.NotEqual(Hash(Base), Hash(Swap("id=\"indsend\"", "id=\"traek\" navn")));
    }

    [Theory]
    [InlineData("parallelGateway", true)]
    [InlineData("userTask", true)]
    [InlineData("exclusiveGateway", false)]
    public void ContentHash_OrderOfTheWaysOut_CountsWhereOneOfThemIsChosen(string element, bool same)
    {
        string Of(string one, string other) => Hash($"""
            <startEvent id="s"/><{element} id="g"/><endEvent id="e"/><sequenceFlow id="f0" sourceRef="s" targetRef="g"/>
            <sequenceFlow id="{one}" sourceRef="g" targetRef="e"/>
            <sequenceFlow id="{other}" sourceRef="g" targetRef="e"/>
            """);
        Assert.Equal(same, Of("a", "b") == Of("b", "a"));
    }

    [Fact]
    public void ContentHash_AnotherPrefixAndAMovedShape_LeaveIt()
    {
        const string Diagram = """
            <di:BPMNDiagram xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="dia"><di:BPMNPlane id="pl" bpmnElement="p">
            <di:BPMNShape id="sh" bpmnElement="s"><dc:Bounds x="{x}" y="20" width="36" height="36"/></di:BPMNShape></di:BPMNPlane></di:BPMNDiagram>
            """;
        string Drawn(int x) => BpmnFile.Process(Base).Replace("</definitions>", Diagram.Replace("{x}", x.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal) + "</definitions>", StringComparison.Ordinal);
        var prefixed = BpmnFile.Process(Base).Replace("sags:", "s:", StringComparison.Ordinal).Replace("xmlns:sags", "xmlns:s", StringComparison.Ordinal);
        Assert.Equal(Hash(Base), BpmnFile.Definition(Drawn(10)).ContentHash);
        Assert.Equal(Hash(Base), BpmnFile.Definition(Drawn(900)).ContentHash);
        Assert.Equal(Hash(Base), BpmnFile.Definition(prefixed).ContentHash);
    }

    [Fact]
    public void ContentHash_AnotherProcessOfTheFile_LeavesIt()
    {
        var two = BpmnFile.Process(Base).Replace("</definitions>", "<process id=\"q\" isExecutable=\"true\"><startEvent id=\"qs\"/><endEvent id=\"qe\"/><sequenceFlow id=\"qf\" sourceRef=\"qs\" targetRef=\"qe\"/></process></definitions>", StringComparison.Ordinal);
        Assert.Equal(Hash(Base), BpmnFile.Read(two).Definitions[0].ContentHash);
    }

    /// <summary>
    /// Whoever adds a property to the model must say whether it belongs to a version: add it to the hash and its tests,
    /// or leave it out of both, and then here.
    /// </summary>
    [Theory]
    [InlineData(typeof(ProcessDefinition), "Attributes ContentHash Id Name Nodes NodesById")]
    [InlineData(typeof(Node), "AttachedTo Attributes BoundaryEvents CalledProcess CancelActivity Children Default Event Extensions Id Incoming Index Inputs Instantiates IsAdHoc IsInterrupting Kind Lane Line LinkTarget Loop Name Outgoing Outputs Parent Script StartsProcess Timer")]
    [InlineData(typeof(EventTrigger), "Key Kind Name Timer")]
    [InlineData(typeof(StandardLoop), "Condition Maximum TestBefore")]
    [InlineData(typeof(MultiInstance), "Behavior BehaviorEvent Cardinality Collection CompletionCondition Element IsSequential OutputCollection OutputElement")]
    [InlineData(typeof(SequenceFlow), "Condition Id Line Name Source Target")]
    [InlineData(typeof(TimerRule), "Expression Kind Text")]
    [InlineData(typeof(Mapping), "Source Target")]
    [InlineData(typeof(ExtensionElement), "Attributes Name")]
    public void ContentHash_EveryPropertyOfTheModel_HasBeenWeighed(Type type, string known) =>
        Assert.Equal(known, string.Join(' ', type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.Name != "EqualityContract").Select(p => p.Name).Order(StringComparer.Ordinal)));
}
