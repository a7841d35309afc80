using System.Text;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>Whole files run forward on a virtual clock.</summary>
public class SimulationTests
{
    private static readonly DateTimeOffset Monday = Instance.At("2025-02-03T09:00");

    private static SimulationResult Run(string body, string? process = null, Func<Node, int, FeelContext?>? result = null, params (string Name, object Value)[] data)
    {
        var xml = $"<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"x\"><message id=\"m1\" name=\"brev\"/><message id=\"m2\" name=\"svar\"/><signal id=\"s1\" name=\"alle\"/>{body}</definitions>";
        var reading = BpmnReader.Read(Encoding.UTF8.GetBytes(xml), "f.bpmn");
        Assert.True(reading.IsValid, string.Join('\n', reading.Findings));
        var definition = process is null ? reading.Definitions[0] : reading.Definitions.First(d => d.Id == process);
        return new Simulation(reading.Definitions, Monday, Instance.Copenhagen, result ?? ((_, _) => null)) { Facts = Instance.Result(("sag", Instance.Result(("id", "7")))).Entries }.Run(definition, Instance.Result(data).Entries);
    }

    private static string Flows(params string[] ends) => string.Concat(ends.Select((e, i) => $"<sequenceFlow id=\"f{e.Replace('>', '_')}{i}\" sourceRef=\"{e.Split('>')[0]}\" targetRef=\"{e.Split('>')[1]}\"/>"));

    private static string Told(SimulationResult result) => string.Join(' ', result.Steps.Where(s => s.Kind == NodeStepKind.Completed).Select(s => s.Node.Id));

    [Fact]
    public void Run_TimersFireInVirtualTime()
    {
        var result = Run($"<process id=\"p\"><startEvent id=\"s\"/><intermediateCatchEvent id=\"t\"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></intermediateCatchEvent><userTask id=\"a\"/><endEvent id=\"e\"/>{Flows("s>t", "t>a", "a>e")}</process>");
        Assert.Equal(SimulationEnd.Completed, result.End);
        Assert.Equal("s t a e", Told(result));
        Assert.Equal(Instance.At("2025-02-06T09:00"), result.Steps[^1].Time);
    }

    [Fact]
    public void Run_OutcomesAreGivenEachTime()
    {
        var body = $"<process id=\"p\"><startEvent id=\"s\"/><userTask id=\"a\"/><exclusiveGateway id=\"g\" default=\"ud\"/><endEvent id=\"e\"/>{Flows("s>a", "a>g")}<sequenceFlow id=\"om\" sourceRef=\"g\" targetRef=\"a\"><conditionExpression>a.udfald = \"om\"</conditionExpression></sequenceFlow><sequenceFlow id=\"ud\" sourceRef=\"g\" targetRef=\"e\"/></process>";
        var result = Run(body, null, (_, before) => Instance.Result(("udfald", before < 2 ? "om" : "godkendt")));
        Assert.Equal("s a g a g a g e", Told(result));
    }

    [Fact]
    public void Run_AMessageStartsTheOtherProcess_WhichAnswers()
    {
        var body = $"<process id=\"spørger\"><startEvent id=\"s\"/><sendTask id=\"send\" messageRef=\"m1\"/><intermediateCatchEvent id=\"vent\"><messageEventDefinition messageRef=\"m2\"/></intermediateCatchEvent><endEvent id=\"e\"/>{Flows("s>send", "send>vent", "vent>e")}</process>"
            + $"<process id=\"svarer\"><startEvent id=\"s2\"><messageEventDefinition messageRef=\"m1\"/></startEvent><userTask id=\"a\"/><endEvent id=\"e2\"><messageEventDefinition messageRef=\"m2\"/></endEvent>{Flows("s2>a", "a>e2")}</process>";
        var result = Run(body);
        Assert.Equal(SimulationEnd.Completed, result.End);
        Assert.Contains("svarer", result.Steps.Select(s => s.ProcessId));
        Assert.Equal("vent e", string.Join(' ', Told(result).Split(' ')[^2..]));
    }

    [Fact]
    public void Run_AMessageThatNobodySends_IsWaitedFor()
    {
        var result = Run($"<process id=\"p\"><startEvent id=\"s\"/><receiveTask id=\"r\" messageRef=\"m2\"/><endEvent id=\"e\"/>{Flows("s>r", "r>e")}</process>");
        Assert.Equal(SimulationEnd.Waiting, result.End);
        Assert.Equal("r", Assert.Single(result.Waits).Id);
    }

    [Theory]
    [InlineData("=sag.id", "=sag.id", "a c")]
    [InlineData("=sag.id", "anden", "a")]
    [InlineData("=sag.id", null, "a")]
    [InlineData(null, "=sag.id", "a")]
    public void Run_AMessage_ReachesOneWithItsKey(string? sent, string? wanted, string completed)
    {
        static string Key(string? key) => key is null ? "" : $"xmlns:sags=\"urn:sagsflow:bpmn:1\" sags:noegle=\"{key}\"";
        var body = $"<process id=\"p\"><startEvent id=\"s\"/><parallelGateway id=\"g\"/><sendTask id=\"send\" messageRef=\"m1\" {Key(sent)}/><endEvent id=\"e0\"/><receiveTask id=\"c\" messageRef=\"m1\" {Key(wanted)}/><endEvent id=\"e\"/><userTask id=\"a\"/>{Flows("s>g", "g>send", "send>e0", "g>c", "c>e", "g>a", "a>e")}</process>";
        var told = Told(Run(body)).Split(' ').Where(n => n is "c" or "a").Order(StringComparer.Ordinal);
        Assert.Equal(completed.Split(' '), told);
    }

    [Fact]
    public void Run_ACalledProcess_IsRunAndReturnsTo()
    {
        var body = $"<process id=\"p\"><startEvent id=\"s\"/><callActivity id=\"k\" calledElement=\"q\"/><endEvent id=\"e\"/>{Flows("s>k", "k>e")}</process><process id=\"q\"><startEvent id=\"s2\"/><userTask id=\"a\"/><endEvent id=\"e2\"/>{Flows("s2>a", "a>e2")}</process>";
        Assert.Equal("s s2 a e2 k e", Told(Run(body)));
    }

    [Fact]
    public void Run_NoWayOn_Fails()
    {
        var result = Run($"<process id=\"p\"><startEvent id=\"s\"/><exclusiveGateway id=\"g\"/><endEvent id=\"e\"/><endEvent id=\"e2\"/>{Flows("s>g")}<sequenceFlow id=\"a\" sourceRef=\"g\" targetRef=\"e\"><conditionExpression>x = 1</conditionExpression></sequenceFlow><sequenceFlow id=\"b\" sourceRef=\"g\" targetRef=\"e2\"><conditionExpression>x = 2</conditionExpression></sequenceFlow></process>", null, null, ("x", 3));
        Assert.Equal(SimulationEnd.Failed, result.End);
        Assert.Single(result.Faults);
        Assert.Equal(NodeStepKind.Failed, result.Steps[^1].Kind);
    }

    [Fact]
    public void Run_ATimerThatRepeatsForEver_IsStopped()
    {
        var body = $"<process id=\"p\"><startEvent id=\"s\"/><receiveTask id=\"r\" messageRef=\"m2\"/><boundaryEvent id=\"t\" attachedToRef=\"r\" cancelActivity=\"false\"><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></boundaryEvent><endEvent id=\"e\"/><endEvent id=\"e2\"/>{Flows("s>r", "r>e", "t>e2")}</process>";
        Assert.Equal(SimulationEnd.Failed, Run(body).End);
    }

    [Fact]
    public void Run_ASignal_ReachesAllThatWait()
    {
        var body = $"<process id=\"p\"><startEvent id=\"s\"/><parallelGateway id=\"g\"/><intermediateCatchEvent id=\"c1\"><signalEventDefinition signalRef=\"s1\"/></intermediateCatchEvent><intermediateCatchEvent id=\"c2\"><signalEventDefinition signalRef=\"s1\"/></intermediateCatchEvent><userTask id=\"a\"/><intermediateThrowEvent id=\"t\"><signalEventDefinition signalRef=\"s1\"/></intermediateThrowEvent><endEvent id=\"e\"/>{Flows("s>g", "g>c1", "g>c2", "g>a", "a>t", "t>e", "c1>e", "c2>e")}</process>";
        var result = Run(body);
        Assert.Equal(SimulationEnd.Completed, result.End);
        Assert.Contains("c1", Told(result), StringComparison.Ordinal);
        Assert.Contains("c2", Told(result), StringComparison.Ordinal);
    }

    private const string WorkedOn =
        "<process id=\"p\"><startEvent id=\"s\"/><userTask id=\"a\" sags:rolle=\"x\" xmlns:sags=\"urn:sagsflow:bpmn:1\"/><boundaryEvent id=\"ryk\" attachedToRef=\"a\" cancelActivity=\"false\"><timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition></boundaryEvent>"
        + "<boundaryEvent id=\"frist\" attachedToRef=\"a\"><timerEventDefinition><timeDuration>P10D</timeDuration></timerEventDefinition></boundaryEvent><userTask id=\"b\"/><endEvent id=\"e\"/><endEvent id=\"e2\"/><endEvent id=\"e3\"/>";

    private static Simulation Worked(IReadOnlyList<ProcessDefinition> definitions, Func<SimulatedTask, int> days) =>
        new(definitions, Monday, Instance.Copenhagen, (_, _) => null) { DoneAt = task => task.Reached.AddDays(days(task)) };

    [Theory]
    [InlineData(1, "s a b e", 2)]
    [InlineData(2, "s a b e", 3)]
    [InlineData(5, "s ryk e2 a b e", 6)]
    [InlineData(20, "s ryk e2 frist e3", 10)]
    public void Run_WorkThatTakesTime_IsRemindedAndOverdueMeanwhile(int days, string told, int end)
    {
        var definitions = Read($"{WorkedOn}{Flows("s>a", "a>b", "b>e", "ryk>e2", "frist>e3")}</process>");
        var result = Worked(definitions, task => task.Node.Id == "a" ? days : 1).Run(definitions[0], Instance.Result().Entries);

        Assert.Equal(SimulationEnd.Completed, result.End);
        Assert.Equal(told, Told(result));
        Assert.Equal(Monday.AddDays(end), result.Steps[^1].Time);
    }

    [Fact]
    public void Resume_FromACallersAndTheCalledsState_GoesOnAsTheRunWould()
    {
        var definitions = Read($"<process id=\"p\"><startEvent id=\"s\"/><callActivity id=\"k\" calledElement=\"q\"/><userTask id=\"b\"/><endEvent id=\"e\"/>{Flows("s>k", "k>b", "b>e")}</process><process id=\"q\"><startEvent id=\"s2\"/><userTask id=\"a\"/><intermediateCatchEvent id=\"t\"><timerEventDefinition><timeDuration>P3D</timeDuration></timerEventDefinition></intermediateCatchEvent><endEvent id=\"e2\"/>{Flows("s2>a", "a>t", "t>e2")}</process>");
        var context = new StepContext(Monday, Instance.Copenhagen, new Dictionary<string, FeelValue>());
        var caller = Kernel.Step(definitions[0], null, new Start(new Dictionary<string, FeelValue>()), context).State;
        var called = Kernel.Step(definitions[1], null, new Start(new Dictionary<string, FeelValue>()), context).State;
        var seen = new List<SimulatedTask>();

        var result = Worked(definitions, task =>
        {
            seen.Add(task);
            return 1;
        }).Resume([new RunningProcess(definitions[0], caller, null, 0), new RunningProcess(definitions[1], called, 0, caller.Waits[0].Number)]);

        Assert.Equal("a t e2 k b e", Told(result));
        Assert.Equal(SimulationEnd.Completed, result.End);
        Assert.Equal(Monday.AddDays(5), result.Steps[^1].Time);
        Assert.Equal(("a", (int?)1, called.Waits[0].Number, true), (seen[0].Node.Id, seen[0].Instance, seen[0].Wait, seen[0].Attributes is null));
        Assert.Equal(("b", (int?)null, false), (seen[1].Node.Id, seen[1].Instance, seen[1].Attributes is null));

        // Where the timer already runs, it fires when it was due.
        var later = Kernel.Step(definitions[1], called, new CompleteTask(called.Waits[0].Number, Instance.Result()), context).State;
        Assert.Equal(Monday.AddDays(4), Worked(definitions, _ => 1).Resume([new RunningProcess(definitions[0], caller, null, 0), new RunningProcess(definitions[1], later, 0, caller.Waits[0].Number)]).Steps[^1].Time);
    }

    private static IReadOnlyList<ProcessDefinition> Read(string body)
    {
        var reading = BpmnReader.Read(Encoding.UTF8.GetBytes($"<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\" targetNamespace=\"x\">{body}</definitions>"), "f.bpmn");
        Assert.True(reading.IsValid, string.Join('\n', reading.Findings));
        return reading.Definitions;
    }
}
