using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

public class FlowTests
{
    private static Model Straight() => new Model().Start().User("a").User("b").End().Path("s", "a", "b", "e");

    [Fact]
    public void Complete_StraightProcess_RunsToItsEnd()
    {
        var instance = new Instance(Straight().Build()).Start(("x", 1));
        Assert.Equal("a", instance.Open);
        Assert.Equal("+a", instance.Effects);

        instance.Complete("a", ("udfald", "godkend"));
        Assert.Equal("b", instance.Open);

        instance.Complete("b");
        Assert.Equal("ended", instance.Effects);
        Assert.True(instance.State!.IsEnded);
        Assert.False(instance.State.IsCancelled);
        var ended = Assert.IsType<Ended>(instance.Last.Effects[0]);
        Assert.Equal(["a", "b", "x"], ended.Variables.Keys);
        Assert.Equal(Instance.Result(("udfald", "godkend")), ended.Variables["a"]);
    }

    [Fact]
    public void Step_OutOfOrderDuplicateOrAfterTheEnd_IsAlreadyHandled()
    {
        var instance = new Instance(Straight().Build()).Start();
        var first = instance.Number("a");
        instance.AlreadyHandled(new CompleteTask(99, Instance.Result()));
        instance.AlreadyHandled(new JobDone(first, Instance.Result()));
        instance.AlreadyHandled(new FireTimer(first));
        instance.AlreadyHandled(new CallDone(first, Instance.Result().Entries));
        instance.AlreadyHandled(new JobFailed(first, "x"));
        instance.AlreadyHandled(new Retry(first));

        instance.Complete("a");
        instance.AlreadyHandled(new CompleteTask(first, Instance.Result()));

        var second = instance.Number("b");
        instance.Complete("b");
        instance.AlreadyHandled(new CompleteTask(second, Instance.Result()));
        instance.AlreadyHandled(new Cancel("for sent"));
        instance.AlreadyHandled(new Retry(1));
    }

    [Fact]
    public void Step_WrongStateForTheCommand_Throws()
    {
        var definition = Straight().Build();
        var instance = new Instance(definition).Start();
        Assert.Throws<ArgumentException>(() => instance.Do(new Start(Instance.Result().Entries)));
        Assert.Throws<ArgumentException>(() => new Instance(definition).Do(new Cancel("x")));
        var other = new Instance(Straight().Build("another")).Start();
        Assert.Throws<ArgumentException>(() => Kernel.Step(definition, other.State, new Cancel("x"), new StepContext(instance.Now, Instance.Copenhagen, instance.Facts)));
    }

    [Theory]
    [InlineData(7, "a")]
    [InlineData(3, "b")]
    [InlineData(0, "c")]
    public void Exclusive_SeveralConditions_TakesTheFirstTrueElseTheDefault(int x, string expected)
    {
        var model = new Model().Start().Xor("g").User("c").User("a").User("b").Flow("s", "g")
            .Default("g", "c").Flow("g", "a", "=x > 5").Flow("g", "b", "=x > 2");
        Assert.Equal(expected, new Instance(model.Build()).Start(("x", x)).Open);
    }

    [Fact]
    public void Exclusive_FlowWithoutCondition_IsAlwaysTaken()
    {
        var model = new Model().Start().Xor("g").User("a").User("b").User("c").Flow("s", "g")
            .Flow("g", "a", "=false").Flow("g", "b").Flow("g", "c", "=true");
        Assert.Equal("b", new Instance(model.Build()).Start().Open);
    }

    [Fact]
    public void Exclusive_NoWay_IsAnIncidentThatARetryMayMend()
    {
        var model = new Model().Start().Xor("g").User("a").User("b").Flow("s", "g").Flow("g", "a", "=klar").Flow("g", "b", "=ukendt > 3");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("!g:ingen-vej", instance.Effects);
        Assert.Contains("»g«", instance.State!.Incidents[0].Text, StringComparison.Ordinal);
        Assert.False(instance.State.IsEnded);

        var number = instance.State.Incidents[0].Number;
        instance.Do(new Retry(number));
        Assert.Equal("~g !g:ingen-vej", instance.Effects);
        instance.AlreadyHandled(new Retry(number));

        instance.Facts["klar"] = FeelValue.True;
        instance.Do(new Retry(instance.State.Incidents[0].Number));
        Assert.Equal("~g +a", instance.Effects);
        Assert.Empty(instance.State.Incidents);
    }

    [Fact]
    public void Facts_VariableOfTheSameName_Wins()
    {
        var model = new Model().Start().Xor("g").User("a").User("b").Flow("s", "g").Flow("g", "a", "=x = 1").Default("g", "b");
        var instance = new Instance(model.Build());
        instance.Facts["x"] = FeelValue.Of(2m);
        Assert.Equal("a", instance.Start(("x", 1)).Open);
    }

    [Fact]
    public void Parallel_SplitAndJoin_WaitsForEveryFlow()
    {
        var model = new Model().Start().And("split").User("a").User("b").User("c").And("join").User("d").End()
            .Path("s", "split", "a", "join", "d", "e").Path("split", "b", "join").Path("split", "c", "join");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("a b c", instance.Open);
        instance.Complete("b").Complete("a");
        Assert.Equal("c", instance.Open);
        Assert.Equal("", instance.Effects);
        instance.Complete("c");
        Assert.Equal("d", instance.Open);
        Assert.Empty(instance.State!.Tokens);
    }

    [Fact]
    public void Join_TwoTokensOnOneFlow_DoNotMakeAJoin()
    {
        // Two tokens reach the same task, and so the same flow into the join.
        var model = new Model().Start().User("a").And("join").User("b").User("after")
            .Flow("s", "a").Flow("s", "a").Flow("s", "b").Flow("a", "join", id: "fa").Flow("b", "join", id: "fb").Flow("join", "after");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("a a b", instance.Open);
        instance.Complete("a").Complete("a");
        Assert.Equal("b", instance.Open);
        Assert.Equal([new ParkedTokens("fa", 2)], instance.State!.Tokens);
        instance.Complete("b");
        Assert.Equal("after", instance.Open);
        Assert.Equal([new ParkedTokens("fa", 1)], instance.State.Tokens);
        instance.Complete("after");
        Assert.False(instance.State.IsEnded);
    }

    [Fact]
    public void Task_SeveralOutgoing_SplitsByConditionsElseDefault()
    {
        var model = new Model().Start().User("a").User("b").User("c").User("d").Flow("s", "a")
            .Flow("a", "b", "=a.x > 1").Flow("a", "c", "=a.x > 2").Default("a", "d");
        var definition = model.Build();
        Assert.Equal("b c", new Instance(definition).Start().Complete("a", ("x", 3)).Open);
        Assert.Equal("b", new Instance(definition).Start().Complete("a", ("x", 2)).Open);
        Assert.Equal("d", new Instance(definition).Start().Complete("a", ("x", 1)).Open);
    }

    [Fact]
    public void Task_DefaultBesideAFlowWithoutCondition_IsNotTaken()
    {
        var model = new Model().Start().User("a").User("b").User("c").Flow("s", "a").Flow("a", "b").Default("a", "c");
        Assert.Equal("b", new Instance(model.Build()).Start().Complete("a").Open);
    }

    [Fact]
    public void Task_OnlyADefault_TakesIt()
    {
        var model = new Model().Start().User("a").User("b").Flow("s", "a").Default("a", "b");
        Assert.Equal("b", new Instance(model.Build()).Start().Complete("a").Open);
    }

    [Fact]
    public void Task_NoConditionTrueAndNoDefault_IsAnIncidentAfterTheResult()
    {
        var model = new Model().Start().User("a").User("b").Flow("s", "a").Flow("a", "b", "=a.x > 1");
        var instance = new Instance(model.Build()).Start().Complete("a", ("x", 1));
        Assert.Equal("!a:ingen-vej", instance.Effects);
        Assert.Equal("", instance.Open);
    }

    [Fact]
    public void Task_SeveralIncoming_PassesEachToken()
    {
        var model = new Model().Start().User("a").User("b").User("c").End().Flow("s", "a").Flow("s", "b").Path("a", "c", "e").Path("b", "c");
        var instance = new Instance(model.Build()).Start().Complete("a").Complete("b");
        Assert.Equal("c c", instance.Open);
        instance.Complete("c");
        Assert.False(instance.State!.IsEnded);
        instance.Complete("c");
        Assert.True(instance.State.IsEnded);
    }

    [Fact]
    public void Loop_WithoutAWait_IsAnIncidentAndOtherTokensGoOn()
    {
        var model = new Model().Start().Xor("g").Xor("h").User("a").User("b").Path("s", "g", "h", "g").Path("s", "a", "b");
        var instance = new Instance(model.Build()) { StepLimit = 50 }.Start();
        Assert.Equal("a", instance.Open);
        Assert.Equal("for-mange-skridt", Assert.Single(instance.State!.Incidents).Code);
        Assert.Equal("b", instance.Complete("a").Open);
        instance.Do(new Retry(instance.State.Incidents[0].Number));
        Assert.Single(instance.State.Incidents);
    }

    [Fact]
    public void Loop_ThatMultipliesItsTokens_IsStoppedByTheSameLimit()
    {
        var model = new Model().Start().Xor("g").And("h").User("a").Path("s", "g", "h", "g").Flow("h", "g").Flow("s", "a");
        var instance = new Instance(model.Build()) { StepLimit = 10_000 }.Start();
        Assert.Equal("a", instance.Open);
        Assert.InRange(instance.State!.Incidents.Count, 1, 10_000);
        instance.Do(new Cancel("slut"));
        Assert.True(instance.State!.IsEnded);
    }

    [Fact]
    public void Condition_ThatTakesTooManySteps_IsAnIncident()
    {
        var model = new Model().Start().Xor("g").User("a").User("b").Path("s", "g").Path("s", "b")
            .Flow("g", "a", "=some i in 1..1000, j in 1..1000 satisfies i * j < 0");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("!g:udtryk-fejl +b", instance.Effects);
        Assert.Equal("b", instance.Open);
    }

    [Fact]
    public void Condition_ThatFailsAfterAnotherHeld_TakesNeitherFlow()
    {
        var model = new Model().Start().User("a").User("b").User("c").Path("s", "a")
            .Flow("a", "b", "=true").Flow("a", "c", "=some i in 1..1000, j in 1..1000 satisfies i * j < 0");
        var instance = new Instance(model.Build()).Start().Complete("a");
        Assert.Equal("!a:udtryk-fejl", instance.Effects);
        Assert.Equal("", instance.Open);
    }

    [Theory]
    [InlineData(2, "+a")]
    [InlineData(1, "!a:for-mange-skridt")]
    public void StepLimit_CountsFlowsTaken(int limit, string effects)
    {
        var model = new Model().Start().Xor("g").User("a").Path("s", "g", "a");
        Assert.Equal(effects, new Instance(model.Build()) { StepLimit = limit }.Start().Effects);
    }

    [Fact]
    public void Cancel_OpenInstance_CancelsEveryWaitAndIncident()
    {
        var model = new Model().Start().User("a").Boundary("t", "a", "P1D").Service("j").Add(NodeKind.CallActivity, "k", called: "p")
            .Timer("i", "P2D").Xor("g").Flow("s", "a").Flow("s", "j").Flow("s", "k").Flow("s", "i").Flow("s", "g").Flow("g", "a", "=false");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("+a +t +j +k +i !g:ingen-vej", instance.Effects);
        instance.Do(new Cancel("trukket tilbage"));
        Assert.Equal("-a -t -j -k -i ~g cancelled", instance.Effects);
        Assert.True(instance.State!.IsCancelled);
        instance.AlreadyHandled(new Cancel("igen"));
    }
}
