using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>What a person can do to a running instance.</summary>
public class InterventionTests
{
    private static EventTrigger Message => new(EventKind.Message) { Name = "svar" };

    private static Model Row => new Model().Start().User("a").Boundary("t", "a", "P3D").User("b").User("c").End().Path("s", "a", "b", "c", "e");

    [Fact]
    public void Jump_TakesTheTokenAndItsTimersAlong()
    {
        var instance = new Instance(Row.Build()).Start();
        Assert.Null(instance.Modify(new JumpTo(instance.Place("a"), "c")));
        Assert.Equal("-a -t +c", instance.Effects);
        Assert.Contains("modify", Instance.Json(instance.Last.Events), StringComparison.Ordinal);
        instance.Complete("c");
        Assert.True(instance.State!.IsEnded);
    }

    [Fact]
    public void Jump_BackAndToAnEnd_AreBothAllowed()
    {
        var instance = new Instance(Row.Build()).Start().Complete("a").Complete("b");
        instance.Modify(new JumpTo(instance.Place("c"), "a"));
        Assert.Equal("a t", instance.Open);
        instance.Modify(new JumpTo(instance.Place("a"), "e"));
        Assert.True(instance.State!.IsEnded);
    }

    [Theory]
    [InlineData("findes-ikke", "ukendt-trin")]
    [InlineData("t", "intet-spring")]
    [InlineData("h", "intet-spring")]
    [InlineData("i", "intet-spring")]
    [InlineData("j", "intet-spring")]
    [InlineData("m", "intet-spring")]
    public void Jump_WhereNoTokenCanStand_IsRefused(string node, string code)
    {
        var model = Row.Handler("h", "hs", Message).User("i").Inside("h", "i").Path("hs", "i")
            .And("j").User("x").Path("b", "j").Path("x", "j")
            .Sub("g", new MultiInstance(false) { Cardinality = FeelExpression.Parse("2") }).User("m").Inside("g", "m");
        var instance = new Instance(model.Build()).Start();
        var before = Instance.Json(instance.State!);
        Assert.Equal(code, instance.Modify(new JumpTo(instance.Place("a"), node)));
        Assert.Equal(before, Instance.Json(instance.State!));
    }

    [Fact]
    public void Jump_IntoASubProcess_OpensIt_WithItsTimersAndInputs()
    {
        var model = new Model().Start().User("a").Sub("p", inputs: [("=x + 1", "y")]).Boundary("t", "p", "P9D")
            .Start("ps").User("i").User("j").Inside("p", "ps", "i", "j").Path("ps", "i", "j").User("b").Path("s", "a", "p", "b");
        var instance = new Instance(model.Build()).Start(("x", 1));
        instance.Modify(new JumpTo(instance.Place("a"), "j"));
        Assert.Equal("t j", instance.Open);
        instance.Complete("j");
        Assert.Equal("b", instance.Open);
    }

    [Fact]
    public void Jump_OutOfASubProcess_LeavesIt_UnlessOthersAreInIt()
    {
        var model = new Model().Start().Sub("p").Start("ps").User("i").User("j").Inside("p", "ps", "i", "j").Path("ps", "i").Path("ps", "j").User("b").Path("s", "p", "b");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("flere-spor", instance.Modify(new JumpTo(instance.Place("i"), "b")));
        Assert.Null(instance.Modify(new JumpTo(instance.ScopeOf("p"), "b")));
        Assert.Equal("b", instance.Open);

        var other = new Instance(model.Build()).Start().Complete("i");
        other.Modify(new JumpTo(other.Place("j"), "b"));
        Assert.Equal("b", other.Open);
        Assert.Empty(other.State!.OpenScopes);
    }

    [Fact]
    public void Skip_GoesOnAsIfDone_WithTheGivenResultOrNone()
    {
        var model = new Model().Start().Add(NodeKind.UserTask, "a", outputs: [("=a.udfald", "svar")]).Xor("x").User("b").User("c").Path("s", "a", "x").Flow("x", "b", "=a.udfald = \"ja\"").Default("x", "c");
        var instance = new Instance(model.Build()).Start();
        instance.Modify(new Skip(instance.Place("a"), null));
        Assert.Equal("c", instance.Open);
        Assert.Null(instance.Variable("a"));

        var other = new Instance(model.Build()).Start();
        other.Modify(new Skip(other.Place("a"), Instance.Result(("udfald", "ja"))));
        Assert.Equal("b", other.Open);
    }

    [Fact]
    public void Skip_OneOfTheEventsAfterAGateway_TakesItsWay()
    {
        var model = new Model().Start().Add(NodeKind.EventBasedGateway, "g").Timer("t", "P3D").Catch("m", Message).User("a").User("b").Path("s", "g", "t", "a").Path("g", "m", "b");
        var instance = new Instance(model.Build()).Start();
        instance.Modify(new Skip(instance.Place("m"), null));
        Assert.Equal("b", instance.Open);
    }

    [Fact]
    public void Skip_OneTimeOfALoop_DoesTheRest()
    {
        var loop = new MultiInstance(true) { Cardinality = FeelExpression.Parse("3") };
        var model = new Model().Start().Add(NodeKind.UserTask, "a", loop: loop).User("b").Path("s", "a", "b");
        var instance = new Instance(model.Build()).Start();
        instance.Modify(new Skip(instance.Place("a"), null));
        instance.Complete("a");
        instance.Modify(new Skip(instance.Place("a"), null));
        Assert.Equal("b", instance.Open);

        var whole = new Instance(model.Build()).Start();
        whole.Modify(new Skip(whole.ScopeOf("a"), null));
        Assert.Equal("b", whole.Open);
    }

    [Fact]
    public void Skip_AnIncident_GoesPastIt_ButAWayMustBeChosen()
    {
        var model = new Model().Start().Add(NodeKind.UserTask, "a", inputs: [("=mangler", "x")]).Xor("x").User("b").User("c").Path("s", "a", "x").Flow("x", "b", "=y").Flow("x", "c", "=z");
        var instance = new Instance(model.Build()).Start();
        Assert.Null(instance.Modify(new Skip(new TokenPlace(instance.State!.Incidents[0].Number), null)));
        var stopped = instance.State.Incidents[0];
        Assert.Equal("x", stopped.NodeId);
        Assert.Equal("intet-at-springe-over", instance.Modify(new Skip(new TokenPlace(stopped.Number), null)));

        instance.Modify(new ChangeVariable("z", FeelValue.Of(true)));
        instance.Do(new Retry(stopped.Number));
        Assert.Equal("c", instance.Open);
    }

    [Fact]
    public void Repeat_OpensTheTaskAnew_AndTheOldOneIsGone()
    {
        var instance = new Instance(Row.Build()).Start();
        var old = instance.Number("a");
        instance.Now = instance.Now.AddDays(2);
        instance.Modify(new Repeat(instance.Place("a")));
        Assert.Equal("-a -t +a +t", instance.Effects);
        Assert.Equal(instance.Now.AddDays(3), instance.Wait("t").Due);
        instance.AlreadyHandled(new CompleteTask(old, Instance.Result()));
    }

    [Fact]
    public void Repeat_ASubProcess_BeginsItFromItsStart()
    {
        var model = new Model().Start().Sub("p").Start("ps").User("i").User("j").Inside("p", "ps", "i", "j").Path("ps", "i", "j").Path("s", "p");
        var instance = new Instance(model.Build()).Start().Complete("i");
        instance.Modify(new Repeat(instance.ScopeOf("p")));
        Assert.Equal("i", instance.Open);
        Assert.Single(instance.State!.OpenScopes);
    }

    [Fact]
    public void Repeat_AnEventBasedGateway_WaitsForAllItsEventsAgain()
    {
        var model = new Model().Start().Add(NodeKind.EventBasedGateway, "g").Timer("t", "P3D").Catch("m", Message).User("a").User("b").Path("s", "g", "t", "a").Path("g", "m", "b");
        var instance = new Instance(model.Build()).Start();
        instance.Now = instance.Now.AddDays(1);
        instance.Modify(new Repeat(instance.Place("m")));
        Assert.Equal(instance.Now.AddDays(3), instance.Wait("t").Due);
        instance.Fire("t");
        Assert.Equal("a", instance.Open);
    }

    [Fact]
    public void CancelToken_LeavesTheOthers_AndRefusesTheLast()
    {
        var model = new Model().Start().User("a").User("b").Path("s", "a").Path("s", "b");
        var instance = new Instance(model.Build()).Start();
        Assert.Null(instance.Modify(new CancelToken(instance.Place("a"))));
        Assert.Equal("b", instance.Open);
        Assert.Equal("sidste-spor", instance.Modify(new CancelToken(instance.Place("b"))));
        instance.AlreadyHandled(new Modify(new CancelToken(new TokenPlace(1)), "admin", "igen"));
    }

    [Fact]
    public void CancelToken_ThatWaitsAtAJoin_IsGoneFromIt()
    {
        var model = new Model().Start().User("a").User("b").And("j").User("c").Path("s", "a").Path("s", "b").Flow("a", "j", id: "til-j").Flow("b", "j").Path("j", "c");
        var instance = new Instance(model.Build()).Start().Complete("a");
        instance.Modify(new CancelToken(new TokenPlace(0, "til-j")));
        instance.Complete("b");
        Assert.Equal("", instance.Open);
        Assert.Single(instance.State!.Tokens);
    }

    [Fact]
    public void CancelToken_TheLastInASubProcess_CompletesIt()
    {
        var model = new Model().Start().Sub("p").Start("ps").User("i").Inside("p", "ps", "i").Path("ps", "i").User("b").Path("s", "p", "b");
        var instance = new Instance(model.Build()).Start();
        instance.Modify(new CancelToken(instance.Place("i")));
        Assert.Equal("b", instance.Open);
    }

    [Fact]
    public void AddTask_IsPartOfTheInstance_UntilItIsDone()
    {
        var instance = new Instance(Row.Build()).Start();
        instance.Modify(new AddTask("Ring til borgeren", Instance.Result(("rolle", "sagsbehandler")).Entries));
        var made = Assert.IsType<CreateTask>(Assert.Single(instance.Last.Effects));
        Assert.Equal("Ring til borgeren", made.Node.Name);
        Assert.Equal(FeelValue.Of("sagsbehandler"), made.Attributes["rolle"]);
        instance.Complete("a").Complete("b").Complete("c");
        Assert.False(instance.State!.IsEnded);

        var earlier = instance.State;
        instance.Do(new CompleteTask(made.Wait, Instance.Result()));
        Assert.True(instance.State!.IsEnded);
        instance.Do(new Restore(earlier, "rettet"));
        Assert.Equal("Ring til borgeren", Assert.IsType<CreateTask>(Assert.Single(instance.Last.Effects)).Node.Name);
    }

    [Fact]
    public void AddTask_KeepsNoInclusiveJoinWaiting()
    {
        var model = new Model().Start().Add(NodeKind.InclusiveGateway, "x").User("a").User("b").Add(NodeKind.InclusiveGateway, "j").User("c")
            .Path("s", "x").Flow("x", "a", "=true").Default("x", "b").Path("a", "j").Path("b", "j").Path("j", "c");
        var instance = new Instance(model.Build()).Start();
        instance.Modify(new AddTask("Ring", Instance.Result().Entries));
        instance.Complete("a");
        Assert.Equal("+ c", instance.Open);
    }

    [Fact]
    public void DataChanged_MovesTheTimersThatReadIt_ADurationFromWhenItBegan()
    {
        var model = new Model().Start().User("a").Boundary("d", "a", "=frist", kind: TimerKind.Date).Boundary("l", "a", "=laengde").Boundary("k", "a", "P9D").Path("s", "a");
        var instance = new Instance(model.Build());
        instance.Facts["frist"] = FeelValue.Of("2025-03-01");
        instance.Facts["laengde"] = FeelValue.Of("P4D");
        instance.Start();
        var began = instance.Now;
        instance.AlreadyHandled(new DataChanged());

        instance.Now = began.AddDays(2);
        instance.Facts["frist"] = FeelValue.Of("2025-03-08");
        instance.Facts["laengde"] = FeelValue.Of("P10D");
        instance.Do(new DataChanged());
        Assert.Equal("=d =l", instance.Effects);
        Assert.Equal(Instance.At("2025-03-08T00:00"), instance.Wait("d").Due);
        Assert.Equal(began.AddDays(10), instance.Wait("l").Due);
        instance.AlreadyHandled(new DataChanged());
    }

    [Fact]
    public void DataChanged_WithoutAValue_KeepsTheTimeAndTells()
    {
        var model = new Model().Start().Timer("t", "=frist", TimerKind.Date).Path("s", "t");
        var instance = new Instance(model.Build());
        instance.Facts["frist"] = FeelValue.Of("2025-03-01");
        instance.Start();
        instance.Facts.Remove("frist");
        instance.Do(new DataChanged());
        Assert.Equal("?t:mangler-vaerdi", instance.Effects);
        Assert.Equal(Instance.At("2025-03-01T00:00"), instance.Wait("t").Due);
    }

    [Fact]
    public void DataChanged_OfACycle_GoesOnFromTheOneThatIsWaitedFor()
    {
        var model = new Model().Start().User("a").Boundary("t", "a", "=gang", interrupting: false, kind: TimerKind.Cycle).User("b").Path("s", "a").Path("t", "b");
        var instance = new Instance(model.Build());
        instance.Facts["gang"] = FeelValue.Of("R4/P2D");
        instance.Start();
        var began = instance.Now;
        instance.Fire("t").Fire("t");
        Assert.Equal(began.AddDays(6), instance.Wait("t").Due);

        instance.Facts["gang"] = FeelValue.Of("R9/P4D");
        instance.Do(new DataChanged());
        Assert.Equal(began.AddDays(8), instance.Wait("t").Due);
    }
}
