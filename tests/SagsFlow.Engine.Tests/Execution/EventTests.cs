using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>Messages, signals, links, event-based gateways and inclusive joins (BPMN 2.0.2, §§ 10.5, 10.6, 13.4).</summary>
public class EventTests
{
    private static EventTrigger Message(string name, string? key = null) => new(EventKind.Message) { Name = name, Key = key is null ? null : FeelExpression.Parse(key) };

    private static EventTrigger Signal(string name) => new(EventKind.Signal) { Name = name };

    private static EventTrigger Link(string name) => new(EventKind.Link) { Name = name };

    private static EventTrigger After(string duration) => new(EventKind.Timer) { Timer = new TimerRule(TimerKind.Duration, duration, Model.Value(duration)) };

    [Fact]
    public void Message_CaughtWithItsKey_CarriesItsContent()
    {
        var model = new Model().Start().Catch("m", Message("svar", "sag.nr")).User("a").Path("s", "m", "a");
        var instance = new Instance(model.Build()).Start(("sag", Instance.Result(("nr", 42))));
        var wanted = Assert.IsType<Subscribe>(instance.Last.Effects[0]);
        Assert.Equal((EventKind.Message, "svar", "42"), (wanted.Kind, wanted.Name, wanted.Key));

        var number = instance.Number("m");
        instance.Deliver("m", ("tekst", "ja"));
        Assert.Equal("a", instance.Open);
        Assert.Equal(Instance.Result(("tekst", "ja")).ToString(), instance.Variable("m"));
        instance.AlreadyHandled(new Deliver(number, Instance.Result()));
    }

    [Fact]
    public void Message_KeyWithoutValue_Stops()
    {
        var model = new Model().Start().Catch("m", Message("svar", "mangler")).Path("s", "m");
        Assert.Equal("!m:mangler-vaerdi", new Instance(model.Build()).Start().Effects);
    }

    [Fact]
    public void SendTaskAndThrowEvents_Publish_AndGoOn()
    {
        var model = new Model().Start().Add(NodeKind.SendTask, "t", inputs: [("=x", "y")], trigger: Message("brev", "x")).Throw("g", Signal("alle")).End("e", Message("slut")).Path("s", "t", "g", "e");
        var instance = new Instance(model.Build()).Start(("x", "nr 1"));
        Assert.Equal(">brev[nr 1] >alle >slut ended", instance.Effects);
        Assert.Equal("nr 1", ((FeelString)((Publish)instance.Last.Effects[0]).Payload["y"]).Value);
    }

    [Fact]
    public void ReceiveTask_WaitsForItsMessage_WithItsBoundary()
    {
        var model = new Model().Start().Add(NodeKind.ReceiveTask, "r", trigger: Message("svar")).On("r", "t", After("P1D")).User("a").User("c").Path("s", "r", "a").Path("t", "c");
        Assert.Equal("a", new Instance(model.Build()).Start().Deliver("r").Open);
        Assert.Equal("c", new Instance(model.Build()).Start().Fire("t").Open);
    }

    [Fact]
    public void Start_AtAMessage_BeginsThere()
    {
        var model = new Model().Start().Add(NodeKind.StartEvent, "m", trigger: Message("ny")).User("a").User("b").Path("s", "a").Path("m", "b");
        var instance = new Instance(model.Build());
        instance.Do(new Start(Instance.Result().Entries) { Node = "m", Payload = Instance.Result(("fra", "os")) });
        Assert.Equal("b", instance.Open);
        Assert.Equal("a", new Instance(model.Build()).Start().Open);
    }

    [Fact]
    public void Link_TheTokenGoesOnAtItsTarget()
    {
        var model = new Model().Start().Throw("ud", Link("A")).Catch("ind", Link("A")).User("a").Path("s", "ud").Path("ind", "a");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("a", instance.Open);
        Assert.Equal(">s .s >ud .ud >ind .ind >a", instance.Steps);
    }

    [Fact]
    public void EventBasedGateway_TheFirstClosesTheOthers()
    {
        var model = new Model().Start().Add(NodeKind.EventBasedGateway, "g").Catch("m", Message("svar")).Catch("t", After("P5D")).Add(NodeKind.ReceiveTask, "r", trigger: Message("nej")).User("a").User("b").User("c")
            .Path("s", "g").Flow("g", "m").Flow("g", "t").Flow("g", "r").Path("m", "a").Path("t", "b").Path("r", "c");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("m t r", instance.Open);
        Assert.Equal(">s .s >g", instance.Steps);

        var late = instance.Number("t");
        instance.Deliver("m");
        Assert.Equal("a", instance.Open);
        Assert.Equal("-t -r +a", instance.Effects);
        Assert.Equal(".g >m .m >a", instance.Steps);
        instance.AlreadyHandled(new FireTimer(late));
        Assert.Equal("b", new Instance(model.Build()).Start().Fire("t").Open);
        Assert.Equal("c", new Instance(model.Build()).Start().Deliver("r").Open);
    }

    [Fact]
    public void EventBasedGateway_ReceiveTaskWithoutMessage_WaitsUnderItsOwnName()
    {
        var model = new Model().Start().Add(NodeKind.EventBasedGateway, "g").Add(NodeKind.ReceiveTask, "r").Catch("t", After("P5D")).User("a").User("b")
            .Path("s", "g").Flow("g", "r").Flow("g", "t").Path("r", "a").Path("t", "b");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("r", Assert.Single(instance.Last.Effects.OfType<Subscribe>()).Name);
        Assert.Equal("a", instance.Deliver("r").Open);
    }

    [Fact]
    public void Link_IntoAnInclusiveJoin_IsWaitedFor()
    {
        var model = new Model().Start().And("g").User("a").User("b").Throw("ud", Link("A")).Catch("ind", Link("A")).Add(NodeKind.InclusiveGateway, "join").User("d")
            .Path("s", "g").Flow("g", "a").Flow("g", "b").Path("a", "join").Path("b", "ud").Path("ind", "join", "d");
        var instance = new Instance(model.Build()).Start().Complete("a");
        Assert.Equal("b", instance.Open);
        Assert.Equal("d", instance.Complete("b").Open);
    }

    /// <summary>s → or ⇒ a | b | c → join → d, where a may go round by x first.</summary>
    private static Model Inclusive() => new Model().Start().Add(NodeKind.InclusiveGateway, "or").User("a").User("b").User("c").Add(NodeKind.InclusiveGateway, "join").User("d")
        .Path("s", "or").Flow("or", "a", "=x > 0").Flow("or", "b", "=x > 1").Flow("or", "c", "=x > 2").Flow("a", "join").Flow("b", "join").Flow("c", "join").Flow("join", "d");

    [Theory]
    [InlineData(1, "a")]
    [InlineData(2, "a b")]
    [InlineData(3, "a b c")]
    public void Inclusive_WaitsForTheTokensThatCanCome(int x, string taken)
    {
        var instance = new Instance(Inclusive().Build()).Start(("x", x));
        Assert.Equal(taken, instance.Open);
        foreach (var node in taken.Split(' '))
        {
            Assert.DoesNotContain("d", instance.Open, StringComparison.Ordinal);
            instance.Complete(node);
        }

        Assert.Equal("d", instance.Open);
        Assert.Equal("ended", instance.Complete("d").Effects);
    }

    [Fact]
    public void Inclusive_NoConditionHolds_Stops() =>
        Assert.Equal("!or:ingen-vej", new Instance(Inclusive().Build()).Start(("x", 0)).Effects);

    [Fact]
    public void Inclusive_ATokenThatGoesElsewhere_IsNotWaitedFor()
    {
        var model = new Model().Start().And("g").User("a").User("b").Xor("x").Add(NodeKind.InclusiveGateway, "join").User("c").User("d")
            .Path("s", "g").Flow("g", "a").Flow("g", "b").Flow("a", "join").Flow("b", "x").Flow("x", "join", "=b.med").Default("x", "c").Flow("join", "d");
        var instance = new Instance(model.Build()).Start().Complete("a");
        Assert.Equal("b", instance.Open);
        instance.Complete("b", ("med", false));
        Assert.Equal("c d", string.Join(' ', instance.Open.Split(' ').Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Inclusive_InALoop_FiresEachRound()
    {
        var model = new Model().Start().Add(NodeKind.InclusiveGateway, "join").User("a").Xor("x").User("d").Path("s", "join", "a", "x").Flow("x", "join", "=a.igen").Default("x", "d");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("a", instance.Open);
        Assert.Equal("a", instance.Complete("a", ("igen", true)).Open);
        Assert.Equal("d", instance.Complete("a", ("igen", false)).Open);
    }

    [Fact]
    public void Activity_SeveralConditionalFlows_AllThatHoldAreTaken()
    {
        var model = new Model().Start().User("a").User("b").User("c").User("d").Path("s", "a").Flow("a", "b", "=a.x > 0").Flow("a", "c", "=a.x > 1").Default("a", "d");
        Assert.Equal("b c", new Instance(model.Build()).Start().Complete("a", ("x", 2)).Open);
        Assert.Equal("d", new Instance(model.Build()).Start().Complete("a", ("x", 0)).Open);
    }

    [Fact]
    public void ScriptTask_Feel_ItsContextBecomesVariables()
    {
        var model = new Model().Start().Add(NodeKind.ScriptTask, "k", script: "={y: x * 2}").Add(NodeKind.ScriptTask, "andet").Add(NodeKind.ManualTask, "hånd").User("a").Path("s", "k", "andet", "hånd", "a");
        Assert.Equal(FeelValue.Of(4).ToString(), new Instance(model.Build()).Start(("x", 2)).Variable("y"));
    }
}
