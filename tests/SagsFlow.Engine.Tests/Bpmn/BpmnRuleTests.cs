using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>
/// What the standard forbids, one rule a row: a file that is right, and the least change that makes it wrong. The right
/// one may be warned of; the wrong one has exactly one error, of the code, at the element and the line.
/// </summary>
public class BpmnRuleTests
{
    private const string Roots = """
        <message id="m" name="svar"/><message id="m2" name="rykker"/><signal id="sig" name="ferie"/><error id="err" errorCode="E1"/><escalation id="esk" escalationCode="K1"/>
        <messageEventDefinition id="delt" messageRef="m"/>
        """;

    private const string Timer = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>";
    private const string Message = "<messageEventDefinition messageRef=\"m\"/>";
    private const string Signal = "<signalEventDefinition signalRef=\"sig\"/>";
    private const string Error = "<errorEventDefinition errorRef=\"err\"/>";
    private const string Escalation = "<escalationEventDefinition escalationRef=\"esk\"/>";

    private const string Payload = "<extensionElements><sags:ind source=\"=a\" target=\"b\"/></extensionElements>";

    private static string Flow(string from, string to, string inside = "") => $"<sequenceFlow id=\"{from}-{to}\" sourceRef=\"{from}\" targetRef=\"{to}\">{inside}</sequenceFlow>";

    private static string File(string process) => BpmnFile.Process(process).Replace("</definitions>", Roots + "\n</definitions>", StringComparison.Ordinal);

    /// <summary>s → x → e; x is on line 4, and what else there is from line 5.</summary>
    private static string Through(string x, string more = "") => $"<startEvent id=\"s\"/><endEvent id=\"e\"/>{Flow("s", "x")}{Flow("x", "e")}\n{x}\n{more}";

    /// <summary>s → t → e, and a sub-process on line 5 that its own event starts; its start is on line 6.</summary>
    private static string EventSub(string start, string inside = "") => Through("<userTask id=\"x\"/>", $"""
        <subProcess id="b" triggeredByEvent="true">
        {start}
        <endEvent id="be"/>{Flow("bs", "be")}{inside}</subProcess>
        """);

    /// <summary>s → sub-process x → e; the inside begins on line 5.</summary>
    private static string Sub(string inside) => Through($"<subProcess id=\"x\">\n{inside}</subProcess>");

    /// <summary>A boundary event b on line 5.</summary>
    private static string OnBoundary(string definition, string attributes = "") =>
        Through("<userTask id=\"x\"/>", $"<boundaryEvent id=\"b\" attachedToRef=\"x\" {attributes}>{definition}</boundaryEvent>{Flow("b", "e")}");

    /// <summary>s → event-based gateway g (line 3) → a (line 4) and b (line 5) → e.</summary>
    private static string Race(string a, string b, string more = "", string gateway = "") =>
        $"<startEvent id=\"s\"/><endEvent id=\"e\"/>{Flow("s", "g")}{Flow("g", "a")}{Flow("g", "b")}{Flow("a", "e")}{Flow("b", "e")}<eventBasedGateway id=\"g\" {gateway}/>\n{a}\n{b}\n{more}";

    private static string Catch(string id, string definition) => $"<intermediateCatchEvent id=\"{id}\">{definition}</intermediateCatchEvent>";

    private static string Link(string throws, string catches, string more = "") =>
        $"<startEvent id=\"s\"/><endEvent id=\"e\"/>{Flow("s", "x")}{Flow("y", "e")}\n<intermediateThrowEvent id=\"x\"><linkEventDefinition name=\"{throws}\"/></intermediateThrowEvent>\n{Catch("y", $"<linkEventDefinition name=\"{catches}\"/>")}\n{more}";

    private static string Loop(string loop, string attributes = "") => Through($"<userTask id=\"x\" {attributes}>{loop}</userTask>");

    private static string Multiple(string inside, string attributes = "") => Loop($"<multiInstanceLoopCharacteristics {attributes}>{inside}</multiInstanceLoopCharacteristics>");

    private static string Task(string task) => Through(task);

    public static TheoryData<string, string, string, string, int> Events => new()
    {
        // Which definition an event may have
        { EventSub($"<startEvent id=\"bs\">{Error}</startEvent>"), EventSub("<startEvent id=\"bs\"/>"), "mangler-definition", "bs", 6 },
        { EventSub($"<startEvent id=\"bs\">{Timer}</startEvent>"), EventSub("<startEvent id=\"bs\"><linkEventDefinition name=\"l\"/></startEvent>"), "forkert-begivenhed", "bs", 6 },
        { EventSub($"<startEvent id=\"bs\" isInterrupting=\"false\">{Escalation}</startEvent>"), EventSub($"<startEvent id=\"bs\" isInterrupting=\"false\">{Error}</startEvent>"), "skal-afbryde", "bs", 6 },
        { Sub($"<startEvent id=\"xs\"/><endEvent id=\"xe\"/>{Flow("xs", "xe")}"), Sub($"<startEvent id=\"xs\">{Message}</startEvent><endEvent id=\"xe\"/>{Flow("xs", "xe")}"), "forkert-begivenhed", "xs", 5 },
        { Sub($"<startEvent id=\"xs\"/><endEvent id=\"xe\"/>{Flow("xs", "xe")}"), Sub($"<startEvent id=\"xs\">{Timer}</startEvent><endEvent id=\"xe\"/>{Flow("xs", "xe")}"), "forkert-begivenhed", "xs", 5 },
        { $"<startEvent id=\"s\">{Signal}</startEvent><endEvent id=\"e\"/>{Flow("s", "e")}", $"<startEvent id=\"s\">{Error}</startEvent><endEvent id=\"e\"/>{Flow("s", "e")}", "forkert-begivenhed", "s", 3 },
        { $"<startEvent id=\"s\">{Timer}</startEvent><endEvent id=\"e\"/>{Flow("s", "e")}", $"<startEvent id=\"s\">{Escalation}</startEvent><endEvent id=\"e\"/>{Flow("s", "e")}", "forkert-begivenhed", "s", 3 },
        { Through(Catch("x", Signal)), Through(Catch("x", "")), "mangler-definition", "x", 4 },
        { Through(Catch("x", Timer)), Through(Catch("x", Error)), "forkert-begivenhed", "x", 4 },
        { Through(Catch("x", Message)), Through(Catch("x", "<terminateEventDefinition/>")), "forkert-begivenhed", "x", 4 },
        { Through($"<intermediateThrowEvent id=\"x\">{Escalation}</intermediateThrowEvent>"), Through($"<intermediateThrowEvent id=\"x\">{Error}</intermediateThrowEvent>"), "forkert-begivenhed", "x", 4 },
        { Through("<intermediateThrowEvent id=\"x\"/>"), Through($"<intermediateThrowEvent id=\"x\">{Timer}</intermediateThrowEvent>"), "forkert-begivenhed", "x", 4 },
        { Through("<userTask id=\"x\"/>", $"<endEvent id=\"e2\"><terminateEventDefinition/></endEvent>{Flow("x", "e2")}"), Through("<userTask id=\"x\"/>", $"<endEvent id=\"e2\">{Timer}</endEvent>{Flow("x", "e2")}"), "forkert-begivenhed", "e2", 5 },
        { OnBoundary(Message), OnBoundary(""), "mangler-definition", "b", 5 },
        { OnBoundary(Signal, "cancelActivity=\"false\""), OnBoundary("<terminateEventDefinition/>"), "forkert-begivenhed", "b", 5 },
        { OnBoundary("<errorEventDefinition/>"), OnBoundary("<linkEventDefinition name=\"l\"/>"), "forkert-begivenhed", "b", 5 },
        { OnBoundary(Escalation, "cancelActivity=\"false\""), OnBoundary(Error, "cancelActivity=\"false\""), "skal-afbryde", "b", 5 },

        // What it names
        { Through(Catch("x", Message)), Through(Catch("x", "<messageEventDefinition/>")), "mangler-reference", "x", 4 },
        { Through(Catch("x", Message)), Through(Catch("x", "<messageEventDefinition messageRef=\"vaek\"/>")), "ukendt-reference", "x", 4 },
        { Through(Catch("x", Message)), Through(Catch("x", "<messageEventDefinition messageRef=\"sig\"/>")), "ukendt-reference", "x", 4 },
        { Through(Catch("x", "<eventDefinitionRef>delt</eventDefinitionRef>")), Through(Catch("x", "<eventDefinitionRef>vaek</eventDefinitionRef>")), "ukendt-reference", "x", 4 },
        { Through(Catch("x", "<eventDefinitionRef>delt</eventDefinitionRef>")), Through(Catch("x", "<eventDefinitionRef>m</eventDefinitionRef>")), "ukendt-reference", "x", 4 },
        { Through(Catch("x", Timer)), Through(Catch("x", "<eventDefinitionRef>egen</eventDefinitionRef>"), $"<boundaryEvent id=\"b\" attachedToRef=\"t\"><messageEventDefinition id=\"egen\" messageRef=\"m\"/></boundaryEvent><userTask id=\"t\"/>{Flow("b", "e")}{Flow("s", "t")}{Flow("t", "e")}"), "ukendt-reference", "x", 4 },
        { Through($"<intermediateThrowEvent id=\"x\">{Signal}</intermediateThrowEvent>"), Through("<intermediateThrowEvent id=\"x\"><signalEventDefinition/></intermediateThrowEvent>"), "mangler-reference", "x", 4 },
        { OnBoundary("<escalationEventDefinition/>"), Through("<intermediateThrowEvent id=\"x\"><escalationEventDefinition/></intermediateThrowEvent>"), "mangler-reference", "x", 4 },
        { OnBoundary("<errorEventDefinition/>"), OnBoundary("<errorEventDefinition errorRef=\"esk\"/>"), "ukendt-reference", "b", 5 },
        { Through("<userTask id=\"x\"/>", $"<endEvent id=\"e2\">{Error}</endEvent>{Flow("x", "e2")}"), Through("<userTask id=\"x\"/>", $"<endEvent id=\"e2\"><errorEventDefinition/></endEvent>{Flow("x", "e2")}"), "mangler-reference", "e2", 5 },
        { Task("<sendTask id=\"x\" messageRef=\"m\" sags:noegle=\"=nr\"/>"), Task("<sendTask id=\"x\" messageRef=\"sig\"/>"), "ukendt-reference", "x", 4 },
        { Task("<sendTask id=\"x\"/>"), Task("<sendTask id=\"x\" messageRef=\"vaek\"/>"), "ukendt-reference", "x", 4 },
        { Task("<receiveTask id=\"x\" messageRef=\"m\"/>"), Task("<receiveTask id=\"x\" messageRef=\"sig\"/>"), "ukendt-reference", "x", 4 },
        { Through(Catch("x", Message)), Through($"<intermediateCatchEvent id=\"x\" sags:noegle=\"=a\">{Timer}</intermediateCatchEvent>"), "forkert-sted", "x", 4 },
        { Task("<receiveTask id=\"x\" messageRef=\"m\" sags:noegle=\"=a\"/>"), Task("<receiveTask id=\"x\" messageRef=\"m\" sags:noegle=\"=a +\"/>"), "feel-fejl", "x", 4 },
        { Task("<sendTask id=\"x\" messageRef=\"m\" sags:levetid=\"P30D\"/>"), Task("<sendTask id=\"x\" messageRef=\"m\" sags:levetid=\"30 dage\"/>"), "forkert-vaerdi", "x", 4 },
        { Task("<sendTask id=\"x\" messageRef=\"m\" sags:levetid=\"P6M\"/>"), Task("<sendTask id=\"x\" messageRef=\"m\" sags:levetid=\"PT0S\"/>"), "forkert-vaerdi", "x", 4 },
        { Through($"<intermediateThrowEvent id=\"x\" sags:levetid=\"PT1H\">{Message}</intermediateThrowEvent>"), Through($"<intermediateThrowEvent id=\"x\" sags:levetid=\"PT1H\">{Signal}</intermediateThrowEvent>"), "forkert-sted", "x", 4 },
        { Through($"<intermediateThrowEvent id=\"x\">{Payload}{Signal}</intermediateThrowEvent>"), Through($"<intermediateThrowEvent id=\"x\">{Payload}{Escalation}</intermediateThrowEvent>"), "forkert-sted", "x", 4 },
        { Task("<dataObjectReference id=\"dr\" dataObjectRef=\"do\"/><dataObject id=\"do\"/><task id=\"x\"/>"), Task("<dataObjectReference id=\"dr\" dataObjectRef=\"vaek\"/><task id=\"x\"/>"), "ukendt-reference", "dr", 4 },

        // Flows at events on the way
        { Through(Catch("x", Timer)), $"<startEvent id=\"s\"/><endEvent id=\"e\"/>{Flow("s", "e")}{Flow("x", "e")}\n{Catch("x", Timer)}", "mangler-indgang", "x", 4 },
        { Through(Catch("x", Timer)), $"<startEvent id=\"s\"/>{Flow("s", "x")}\n{Catch("x", Timer)}", "mangler-udgang", "x", 4 },
        { Through("<intermediateThrowEvent id=\"x\"/>"), $"<startEvent id=\"s\"/>{Flow("s", "x")}\n<intermediateThrowEvent id=\"x\"/>", "mangler-udgang", "x", 4 },
        { Through("<intermediateThrowEvent id=\"x\"/>"), $"<startEvent id=\"s\"/><endEvent id=\"e\"/>{Flow("s", "e")}{Flow("x", "e")}\n<intermediateThrowEvent id=\"x\"/>", "mangler-indgang", "x", 4 },
        { Through(Catch("x", Timer)), $"<startEvent id=\"s\"/><endEvent id=\"e\"/>{Flow("s", "x")}\n{Flow("x", "e", "<conditionExpression>a</conditionExpression>")}{Catch("x", Timer)}", "betingelse-forbudt", "x-e", 4 },

        // Links
        { Link("l", "l"), Link("l", "L"), "ukendt-link", "x", 4 },
        { Link("l", "l"), Link("l", "l", Catch("z", "<linkEventDefinition name=\"l\"/>") + Flow("z", "e")), "dobbelt-link", "z", 6 },
        { Link("l", "l"), Link("l", "l", Flow("x", "e")), "ud-af-link", "x", 4 },
        { Link("l", "l"), Link("l", "l", $"<task id=\"t\"/>{Flow("s", "t")}{Flow("t", "y")}"), "ind-i-link", "y", 5 },
        { Link("l", "l"), Link("l", "l", Catch("z", "<linkEventDefinition/>") + Flow("z", "e")), "mangler-attribut", "z", 6 },
        { Link("l", "l"), Link("l", "m", $"<subProcess id=\"q\">{Catch("z", "<linkEventDefinition name=\"l\"/>")}<endEvent id=\"ze\"/>{Flow("z", "ze")}</subProcess>"), "ukendt-link", "x", 4 },
    };

    public static TheoryData<string, string, string, string, int> Gateways => new()
    {
        { Race(Catch("a", Timer), Catch("b", Message)), Race(Catch("a", Timer), "<userTask id=\"b\"/>"), "begivenhedsvalg-maal", "g-b", 3 },
        { Race(Catch("a", Timer), "<receiveTask id=\"b\" messageRef=\"m\"/>"), Race(Catch("a", Message), "<receiveTask id=\"b\" messageRef=\"m\"/>"), "begivenhedsvalg-blandet", "b", 5 },
        { Race(Catch("a", Signal), Catch("b", Timer)), Race(Catch("a", Signal), Catch("b", Timer), $"<userTask id=\"t\"/>{Flow("s", "t")}{Flow("t", "b")}"), "begivenhedsvalg-flere-ind", "b", 5 },
        { Race(Catch("a", Signal), Catch("b", Timer)), Race(Catch("a", Signal), Catch("b", Timer), Flow("g", "b").Replace("id=\"g-b", "id=\"igen", StringComparison.Ordinal)), "begivenhedsvalg-flere-ind", "b", 5 },
        {
            Race(Catch("a", Timer), "<receiveTask id=\"b\" messageRef=\"m\"/>"),
            Race(Catch("a", Timer), "<receiveTask id=\"b\" messageRef=\"m\"/>", $"<boundaryEvent id=\"k\" attachedToRef=\"b\">{Timer}</boundaryEvent>{Flow("k", "e")}"), "begivenhedsvalg-kant", "k", 6
        },
        { Race(Catch("a", Timer), Catch("b", Message)), $"<startEvent id=\"s\"/><endEvent id=\"e\"/>{Flow("s", "g")}{Flow("g", "a")}{Flow("a", "e")}\n<eventBasedGateway id=\"g\"/>{Catch("a", Timer)}", "begivenhedsvalg-veje", "g", 4 },
        { Race(Catch("a", Timer), Catch("b", Message)), Race(Catch("a", Timer), Catch("b", Message)).Replace("targetRef=\"a\">", "targetRef=\"a\"><conditionExpression>q</conditionExpression>", StringComparison.Ordinal), "betingelse-forbudt", "g-a", 3 },
        { Race(Catch("a", Timer), Catch("b", Message)), Race(Catch("a", Timer), Catch("b", Message), gateway: "default=\"g-a\""), "forkert-default", "g", 3 },
        { Race(Catch("a", Timer), Catch("b", Message)), Race(Catch("a", Timer), Catch("b", Message)).Replace(Flow("s", "g"), Flow("s", "e"), StringComparison.Ordinal), "mangler-indgang", "g", 3 },
        {
            Race(Catch("a", Timer), Catch("b", Message), gateway: "instantiate=\"true\"").Replace(Flow("s", "g"), "", StringComparison.Ordinal).Replace("<startEvent id=\"s\"/>", "", StringComparison.Ordinal),
            Race(Catch("a", Timer), Catch("b", Message), gateway: "instantiate=\"true\""), "instantiate-med-indgang", "g", 3
        },
        { Task("<receiveTask id=\"x\" messageRef=\"m\"/>"), Task("<receiveTask id=\"x\" messageRef=\"m\" instantiate=\"true\"/>"), "instantiate-med-indgang", "x", 4 },
        { Sub("<receiveTask id=\"r\" messageRef=\"m\"/>"), Sub("<receiveTask id=\"r\" messageRef=\"m\" instantiate=\"true\"/>"), "instantiate-i-delproces", "r", 5 },
        { Race(Catch("a", Timer), Catch("b", Message), gateway: "eventGatewayType=\"Exclusive\""), Race(Catch("a", Timer), Catch("b", Message), gateway: "eventGatewayType=\"Begge\""), "forkert-vaerdi", "g", 3 },
        { Race(Catch("a", Timer), Catch("b", Message)), Race(Catch("a", Timer), Catch("b", Message), gateway: "eventGatewayType=\"Parallel\""), "forkert-vaerdi", "g", 3 },
        { Through("<exclusiveGateway id=\"x\" gatewayDirection=\"Unspecified\"/>"), Through("<exclusiveGateway id=\"x\" gatewayDirection=\"Converging\"/>"), "forkert-retning", "x", 4 },
        {
            Through("<parallelGateway id=\"x\" gatewayDirection=\"Diverging\"/>", $"<endEvent id=\"e2\"/>{Flow("x", "e2")}"),
            Through("<parallelGateway id=\"x\" gatewayDirection=\"Mixed\"/>", $"<endEvent id=\"e2\"/>{Flow("x", "e2")}"), "forkert-retning", "x", 4
        },
        { Through("<inclusiveGateway id=\"x\"/>"), Through("<inclusiveGateway id=\"x\" gatewayDirection=\"Ind\"/>"), "forkert-vaerdi", "x", 4 },
    };

    public static TheoryData<string, string, string, string, int> Scopes => new()
    {
        { EventSub($"<startEvent id=\"bs\">{Error}</startEvent>"), EventSub($"<startEvent id=\"bs\">{Error}</startEvent>", $"<startEvent id=\"bs2\">{Timer}</startEvent>{Flow("bs2", "be")}"), "begivenhedsproces-start", "b", 5 },
        { EventSub($"<startEvent id=\"bs\">{Error}</startEvent>"), EventSub("<task id=\"bs\"/>"), "begivenhedsproces-start", "b", 5 },
        { EventSub($"<startEvent id=\"bs\">{Error}</startEvent>"), EventSub($"<startEvent id=\"bs\">{Error}</startEvent>") + Flow("x", "b"), "flow-ved-begivenhedsproces", "x-b", 7 },
        { EventSub($"<startEvent id=\"bs\">{Error}</startEvent>"), EventSub($"<startEvent id=\"bs\">{Error}</startEvent>") + Flow("b", "e"), "flow-ved-begivenhedsproces", "b-e", 7 },
        { EventSub($"<startEvent id=\"bs\">{Error}</startEvent>"), EventSub($"<startEvent id=\"bs\">{Error}</startEvent>") + $"<boundaryEvent id=\"k\" attachedToRef=\"b\">{Timer}</boundaryEvent>{Flow("k", "e")}", "kant-uden-aktivitet", "k", 7 },
        { Sub($"<startEvent id=\"xs\"/><task id=\"xt\"/>{Flow("xs", "xt")}"), Sub($"<startEvent id=\"xs\"/><task id=\"xt\"/>{Flow("xs", "xt")}\n<startEvent id=\"xs2\"/>{Flow("xs2", "xt")}"), "flere-start", "xs2", 6 },
        { Sub("<task id=\"xt\"/>"), Sub($"<task id=\"xt\"/>{Flow("xt", "e")}"), "krydser-proces", "xt-e", 5 },
        { Sub("<task id=\"xt\"/>"), Sub("<task id=\"xt\"/>") + Flow("s", "xt"), "krydser-proces", "s-xt", 6 },
        { Sub("<task id=\"xt\"/>"), Sub("<task id=\"xt\"/>") + $"<boundaryEvent id=\"k\" attachedToRef=\"xt\">{Timer}</boundaryEvent>{Flow("k", "e")}", "krydser-proces", "k", 6 },
        { Sub("<userTask id=\"xt\" sags:rolle=\"a\"/>"), Sub("<usertask id=\"xt\"/>"), "ukendt-element", "xt", 5 },
        { Sub("<task id=\"xt\"/>"), Sub("<task id=\"s\"/>"), "dobbelt-id", "s", 5 },
        { Sub("<task id=\"xt\"/>"), Sub("<complexGateway id=\"xt\"/>"), "ikke-understoettet", "xt", 5 },
        {
            Through("<task id=\"x\"/>", $"<startEvent id=\"s2\">{Message}</startEvent>{Flow("s2", "x")}"),
            Through("<task id=\"x\"/>", $"<startEvent id=\"s2\">{Message}</startEvent>{Flow("s2", "x")}\n<startEvent id=\"s3\"><eventDefinitionRef>delt</eventDefinitionRef></startEvent>{Flow("s3", "x")}"), "samme-start", "s3", 6
        },
    };

    public static TheoryData<string, string, string, string, int> Activities => new()
    {
        { Multiple("<loopCardinality>3</loopCardinality>"), Multiple(""), "loekke-antal", "x", 4 },
        { Multiple("<loopDataInputRef>navne</loopDataInputRef>"), Multiple("<loopCardinality>3</loopCardinality><loopDataInputRef>navne</loopDataInputRef>"), "loekke-antal", "x", 4 },
        { Multiple("", "sags:samling=\"=navne\""), Multiple("<loopCardinality>3</loopCardinality>", "sags:samling=\"=navne\""), "loekke-antal", "x", 4 },
        { Multiple("<loopCardinality>0</loopCardinality>"), Multiple("<loopCardinality>2.5</loopCardinality>"), "forkert-vaerdi", "x", 4 },
        { Multiple("<loopCardinality>antal</loopCardinality>"), Multiple("<loopCardinality>antal +</loopCardinality>"), "feel-fejl", "x", 4 },
        { Multiple("", "sags:samling=\"=a\" sags:resultat=\"r\" sags:resultatElement=\"=b\""), Multiple("", "sags:samling=\"=a\" sags:resultat=\"r\""), "loekke-resultat", "x", 4 },
        { Multiple("", "sags:samling=\"=a\" behavior=\"All\""), Multiple("", "sags:samling=\"=a\" behavior=\"One\""), "mangler-reference", "x", 4 },
        { Multiple("", "sags:samling=\"=a\" behavior=\"One\" oneBehaviorEventRef=\"delt\""), Multiple("", "sags:samling=\"=a\" behavior=\"One\" oneBehaviorEventRef=\"m\""), "ukendt-reference", "x", 4 },
        { Multiple("", "sags:samling=\"=a\""), Multiple("", "sags:liste=\"=a\" sags:samling=\"=a\""), "ukendt-attribut", "x", 4 },
        { Multiple("<loopCardinality>3</loopCardinality>"), Multiple("<loopCardinality>3</loopCardinality><loopcardinality>3</loopcardinality>"), "ukendt-element", "loopcardinality", 4 },
        { Multiple("<loopCardinality>3</loopCardinality>"), Multiple("<loopCardinality>3</loopCardinality><loopCardinality>4</loopCardinality>"), "for-mange", "x", 4 },
        { Multiple("<loopCardinality>3</loopCardinality>", "isSequential=\"1\""), Multiple("<loopCardinality>3</loopCardinality>", "isSequential=\"ja\""), "forkert-vaerdi", "x", 4 },
        { Loop("<standardLoopCharacteristics loopMaximum=\"0\"/>"), Loop("<standardLoopCharacteristics loopMaximum=\"-1\"/>"), "forkert-vaerdi", "x", 4 },
        { Loop("<standardLoopCharacteristics loopMaximum=\"3\"/>"), Loop("<standardLoopCharacteristics loopMaximum=\"mange\"/>"), "forkert-vaerdi", "x", 4 },
        { Loop("<standardLoopCharacteristics><loopCondition>a</loopCondition></standardLoopCharacteristics>"), Loop("<standardLoopCharacteristics><loopCondition>a +</loopCondition></standardLoopCharacteristics>"), "feel-fejl", "x", 4 },
        { Loop("<standardLoopCharacteristics loopMaximum=\"3\"/>"), Loop("<standardLoopCharacteristics loopMaximum=\"3\"/><multiInstanceLoopCharacteristics sags:samling=\"=a\"/>"), "for-mange", "x", 4 },
        { Loop("<standardLoopCharacteristics loopMaximum=\"3\"/>"), Through("<exclusiveGateway id=\"x\"><standardLoopCharacteristics loopMaximum=\"3\"/></exclusiveGateway>"), "loekke-forbudt", "x", 4 },
        { Sub(""), EventSub($"<startEvent id=\"bs\">{Error}</startEvent>", "<standardLoopCharacteristics loopMaximum=\"3\"/>"), "loekke-forbudt", "b", 7 },
        { Through("<callActivity id=\"x\" calledElement=\"p\"/>"), Through("<callActivity id=\"x\"/>"), "mangler-kaldt-proces", "x", 4 },
        { Task("<scriptTask id=\"x\" scriptFormat=\"feel\"><script>a + 1</script></scriptTask>"), Task("<scriptTask id=\"x\" scriptFormat=\"feel\"><script>a +</script></scriptTask>"), "feel-fejl", "x", 4 },
        { Task("<scriptTask id=\"x\" scriptFormat=\"text/x-feel\"><script>a</script></scriptTask>"), Task("<scriptTask id=\"x\" scriptFormat=\"text/x-feel\"/>"), "mangler-script", "x", 4 },
        { Task("<userTask id=\"x\"/>"), Task($"<userTask id=\"x\">{Timer}</userTask>"), "ukendt-element", "timerEventDefinition", 4 },
        { Task("<userTask id=\"x\"/>"), Task("<userTask id=\"x\"><script>a</script></userTask>"), "ukendt-element", "script", 4 },
        { OnBoundary(Timer, "cancelActivity=\"0\""), OnBoundary(Timer, "cancelActivity=\"nej\""), "forkert-vaerdi", "b", 5 },
        { Through("<subProcess id=\"x\" triggeredByEvent=\"false\"/>"), Through("<subProcess id=\"x\" triggeredByEvent=\"falsk\"/>"), "forkert-vaerdi", "x", 4 },
        { Through(Catch("x", Timer)), Through(Catch("x", "<timerEventDefinition><timeDuration>P1D</timeDuration><timeduration>P2D</timeduration></timerEventDefinition>")), "ukendt-element", "timeduration", 4 },
    };

    [Theory]
    [MemberData(nameof(Events))]
    [MemberData(nameof(Gateways))]
    [MemberData(nameof(Scopes))]
    [MemberData(nameof(Activities))]
    public void Read_OneRuleBroken_GivesThatErrorAndTheLegalNeighbourNone(string legal, string wrong, string code, string element, int line)
    {
        var right = BpmnFile.Read(File(legal));
        Assert.True(right.IsValid, BpmnFile.Show(right));

        var reading = BpmnFile.Read(File(wrong));
        var errors = reading.Findings.Where(f => f.Severity == Severity.Error).ToList();
        Assert.True(errors.Count == 1, BpmnFile.Show(reading));
        Assert.Equal((code, element, line), (errors[0].Code, errors[0].Element, errors[0].Line));
        Assert.EndsWith(".", errors[0].Text, StringComparison.Ordinal);
    }
}
