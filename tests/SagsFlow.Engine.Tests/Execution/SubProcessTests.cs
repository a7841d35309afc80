using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>Sub-processes, event sub-processes, and what is thrown through them (BPMN 2.0.2, §§ 10.3.5, 10.5.6, 13.3.4, 13.5.4).</summary>
public class SubProcessTests
{
    private static readonly EventTrigger Terminate = new(EventKind.Terminate);

    private static EventTrigger Error(string? code) => new(EventKind.Error) { Name = code };

    private static EventTrigger Escalation(string? code) => new(EventKind.Escalation) { Name = code };

    private static EventTrigger Message(string name) => new(EventKind.Message) { Name = name };

    private static EventTrigger After(string duration) => new(EventKind.Timer) { Timer = new TimerRule(TimerKind.Duration, duration, Model.Value(duration)) };

    /// <summary>s → sub(i → a → j) → b → e.</summary>
    private static Model Around(params EventTrigger[] ends)
    {
        var model = new Model().Start().Sub("sub").Start("i").User("a").User("b").End();
        model = ends.Length == 0 ? model.End("j") : model.End("j", ends[0]);
        return model.Inside("sub", "i", "a", "j").Path("s", "sub", "b", "e").Path("i", "a", "j");
    }

    [Fact]
    public void SubProcess_WhenItsLastTokenIsConsumed_IsLeft()
    {
        var instance = new Instance(Around().Build()).Start();
        Assert.Equal("a", instance.Open);
        Assert.Equal(">s .s >sub >i .i >a", instance.Steps);

        instance.Complete("a", ("x", 1));
        Assert.Equal("b", instance.Open);
        Assert.Equal(".a >j .j .sub >b", instance.Steps);
        Assert.Equal(Instance.Result(("x", 1)).ToString(), instance.Variable("a"));
        Assert.Equal("ended", instance.Complete("b").Effects);
    }

    [Fact]
    public void SubProcess_TwoParallelTokens_WaitsForBoth()
    {
        var model = new Model().Start().Sub("sub").Start("i").And("g").User("a").User("c").User("b").End()
            .Inside("sub", "i", "g", "a", "c").Path("s", "sub", "b", "e").Path("i", "g").Flow("g", "a").Flow("g", "c");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("a c", instance.Open);
        Assert.Equal("c", instance.Complete("a").Open);
        Assert.Equal("b", instance.Complete("c").Open);
    }

    [Fact]
    public void SubProcess_WithoutStartEvent_BeginsWhereNoFlowEnters()
    {
        var model = new Model().Start().Sub("sub").User("a").User("c").User("b").Inside("sub", "a", "c").Path("s", "sub", "b");
        Assert.Equal("a c", new Instance(model.Build()).Start().Open);
    }

    [Fact]
    public void SubProcess_InputsAreItsOwn_AndOutputsGoOut()
    {
        var model = new Model().Start().Sub("sub", inputs: [("=x + 1", "y")], outputs: [("=y * 10", "ud")]).Start("i").Add(NodeKind.UserTask, "a", outputs: [("=y + 1", "y")]).User("b")
            .Inside("sub", "i", "a").Path("s", "sub", "b").Path("i", "a");
        var instance = new Instance(model.Build()).Start(("x", 1)).Complete("a");
        Assert.Equal("b", instance.Open);
        Assert.Equal(FeelValue.Of(30).ToString(), instance.Variable("ud"));
        Assert.Null(instance.Variable("y"));
    }

    [Fact]
    public void SubProcess_OutputWithoutValue_StopsAndIsRetried()
    {
        var model = new Model().Start().Sub("sub", outputs: [("=mangler", "ud")]).Start("i").User("a").User("b").Inside("sub", "i", "a").Path("s", "sub", "b").Path("i", "a");
        var instance = new Instance(model.Build()).Start().Complete("a");
        Assert.Equal("!sub:mangler-vaerdi", instance.Effects);

        instance.Facts["mangler"] = FeelValue.Of("x");
        instance.Do(new Retry(instance.State!.Incidents[0].Number));
        Assert.Equal("b", instance.Open);
    }

    [Fact]
    public void BoundaryTimer_OnASubProcess_InterruptsAllOfIt()
    {
        var model = Around().On("sub", "t", After("P2D")).User("c").Path("t", "c");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("t a", instance.Open);

        instance.Fire("t");
        Assert.Equal("c", instance.Open);
        Assert.Equal("-a +c", instance.Effects);
        Assert.Equal("xa xsub >t .t >c", instance.Steps);
        Assert.Empty(instance.State!.OpenScopes);
    }

    [Fact]
    public void BoundaryMessage_ThatDoesNotInterrupt_IsHeardEveryTime()
    {
        var model = Around().On("sub", "m", Message("rykker"), interrupting: false).User("c").Path("m", "c");
        var instance = new Instance(model.Build()).Start();
        var first = instance.Number("m");
        instance.Deliver("m", ("nr", 1)).Deliver("m", ("nr", 2));
        Assert.Equal("a c c m", string.Join(' ', instance.Open.Split(' ').Order(StringComparer.Ordinal)));
        instance.AlreadyHandled(new Deliver(first, Instance.Result()));

        instance.Complete("a");
        Assert.Contains("-m", instance.Effects, StringComparison.Ordinal);
    }

    [Fact]
    public void ErrorEnd_IsCaughtByTheBoundaryThatNamesIt()
    {
        var model = Around(Error("E1")).On("sub", "andet", Error("E2")).On("sub", "alle", Error(null)).On("sub", "rette", Error("E1")).User("c").Path("rette", "c");
        var instance = new Instance(model.Build()).Start().Complete("a");
        Assert.Equal("c", instance.Open);
        Assert.Equal(".a >j .j xsub >rette .rette >c", instance.Steps);
    }

    [Fact]
    public void ErrorEnd_NobodyNamesIt_IsCaughtByTheOneThatCatchesAll()
    {
        var model = Around(Error("E1")).On("sub", "alle", Error(null)).User("c").Path("alle", "c");
        Assert.Equal("c", new Instance(model.Build()).Start().Complete("a").Open);
    }

    [Fact]
    public void ErrorEnd_NotCaught_EndsTheInstanceWithIt()
    {
        var model = Around(Error("E1")).On("sub", "andet", Error("E2")).User("c").Path("andet", "c");
        var instance = new Instance(model.Build()).Start().Complete("a");
        Assert.Equal("ended:E1", instance.Effects);
        Assert.Equal("E1", instance.State!.Error);
        instance.AlreadyHandled(new Cancel("for sent"));
    }

    [Fact]
    public void ErrorEnd_InTwoSubProcesses_IsCaughtByTheOuter()
    {
        var model = new Model().Start().Sub("ydre").Sub("indre").User("a").End("j", Error("E")).Inside("ydre", "indre").Inside("indre", "a", "j").User("b")
            .On("ydre", "fejl", Error("E")).User("c").Path("s", "ydre", "b").Path("a", "j").Path("fejl", "c");
        var instance = new Instance(model.Build()).Start().Complete("a");
        Assert.Equal("c", instance.Open);
        Assert.Equal(".a >j .j xindre xydre >fejl .fejl >c", instance.Steps);
    }

    [Fact]
    public void JobError_IsCaughtByItsActivitysBoundary()
    {
        var model = new Model().Start().Service("j").On("j", "t", After("P1D"), interrupting: false).On("j", "fejl", Error("E")).User("a").User("c").Path("s", "j", "a").Path("fejl", "c").Path("t", "c");
        var instance = new Instance(model.Build()).Start();
        instance.Do(new JobError(instance.Number("j"), "E"));
        Assert.Equal("c", instance.Open);
        Assert.Equal("-t +c", instance.Effects);
    }

    [Fact]
    public void CalledProcess_EndsInAnError_CaughtAtTheCall()
    {
        var model = new Model().Start().Add(NodeKind.CallActivity, "k", called: "p").On("k", "fejl", Error(null)).User("a").User("c").Path("s", "k", "a").Path("fejl", "c");
        var instance = new Instance(model.Build()).Start();
        var call = instance.Number("k");
        instance.Do(new CallFailed(call, "E"));
        Assert.Equal("c", instance.Open);
        instance.AlreadyHandled(new CallDone(call, Instance.Result().Entries));
    }

    [Fact]
    public void Escalation_Aside_BothGoOn()
    {
        var model = new Model().Start().Sub("sub").Start("i").Throw("x", Escalation("op")).User("a").Inside("sub", "i", "x", "a").On("sub", "hjaelp", Escalation("op"), interrupting: false).User("c").User("b")
            .Path("s", "sub", "b").Path("i", "x", "a").Path("hjaelp", "c");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("a c", string.Join(' ', instance.Open.Split(' ').Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Escalation_Interrupting_TheThrowerIsGone()
    {
        var model = new Model().Start().Sub("sub").Start("i").Throw("x", Escalation("op")).User("a").Inside("sub", "i", "x", "a").On("sub", "hjaelp", Escalation(null)).User("c").User("b")
            .Path("s", "sub", "b").Path("i", "x", "a").Path("hjaelp", "c");
        Assert.Equal("c", new Instance(model.Build()).Start().Open);
    }

    [Fact]
    public void Escalation_NotCaught_IsToldTheCallerAndGoesOn()
    {
        var model = new Model().Start().Throw("x", Escalation("op")).User("a").Path("s", "x", "a");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("^op +a", instance.Effects);
    }

    [Fact]
    public void Terminate_InASubProcess_EndsOnlyThat()
    {
        var model = new Model().Start().Sub("sub").Start("i").And("g").User("a").User("c").End("stop", Terminate).User("b").Inside("sub", "i", "g", "a", "c", "stop")
            .Path("s", "sub", "b").Path("i", "g").Flow("g", "a").Flow("g", "c").Path("a", "stop");
        var instance = new Instance(model.Build()).Start().Complete("a");
        Assert.Equal("b", instance.Open);
        Assert.Equal("-c +b", instance.Effects);
        Assert.Equal(".a >stop .stop xc .sub >b", instance.Steps);
    }

    [Fact]
    public void Terminate_InTheProcess_EndsAllOfIt()
    {
        var model = new Model().Start().And("g").User("a").Sub("sub").User("c").Inside("sub", "c").End("stop", Terminate).Path("s", "g").Flow("g", "a").Flow("g", "sub").Path("a", "stop");
        Assert.Equal("-c ended", new Instance(model.Build()).Start().Complete("a").Effects);
    }

    [Fact]
    public void EventSubProcess_Interrupting_TakesThePlaceOfTheScope()
    {
        var model = new Model().Start().User("a").User("b").Path("s", "a", "b").Handler("h", "hs", Message("stop")).User("c").Inside("h", "c").Path("hs", "c");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("hs a", instance.Open);

        instance.Deliver("hs", ("hvorfor", "x"));
        Assert.Equal("c", instance.Open);
        Assert.Equal("xa >h >hs .hs >c", instance.Steps);
        Assert.Equal("ended", instance.Complete("c").Effects);
    }

    [Fact]
    public void EventSubProcess_NotInterrupting_RunsBeside_AndTheProcessEndsWhenBothAreDone()
    {
        var model = new Model().Start().User("a").Path("s", "a").Handler("h", "hs", Message("spørg"), interrupting: false).User("c").Inside("h", "c").Path("hs", "c");
        var instance = new Instance(model.Build()).Start().Deliver("hs").Deliver("hs");
        Assert.Equal(2, instance.State!.Waits.Count(w => w.NodeId == "c"));
        instance.Complete("a");
        Assert.False(instance.State!.IsEnded);
        instance.Complete("c").Complete("c");
        Assert.Equal("-hs ended", instance.Effects);
    }

    [Fact]
    public void EventSubProcess_TimerInASubProcess_IsGoneWithIt()
    {
        var model = Around().Handler("h", "hs", After("P1D"), parent: "sub").User("c").Inside("h", "c").Path("hs", "c");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("hs a", instance.Open);
        Assert.Equal("-hs +b", instance.Complete("a").Effects);

        var late = new Instance(model.Build()).Start().Fire("hs");
        Assert.Equal("c", late.Open);
        Assert.Equal("b", late.Complete("c").Open);
    }

    [Fact]
    public void EventSubProcess_Error_CatchesWhatIsThrownInTheScope_ButNotWhatItThrowsItself()
    {
        var model = new Model().Start().Sub("sub").Start("i").User("a").End("j", Error("E")).Inside("sub", "i", "a", "j").On("sub", "ude", Error("E")).User("d").User("b")
            .Handler("h", "hs", Error("E"), parent: "sub").User("c").End("igen", Error("E")).Inside("h", "c", "igen")
            .Path("s", "sub", "b").Path("i", "a", "j").Path("hs", "c", "igen").Path("ude", "d");
        var instance = new Instance(model.Build()).Start().Complete("a");
        Assert.Equal("c", instance.Open);
        Assert.Equal("d", instance.Complete("c").Open);
    }

    [Fact]
    public void Restore_BackIntoASubProcess_OpensItAgainWithItsTimers()
    {
        var model = Around().On("sub", "t", After("P2D")).User("c").Path("t", "c");
        var instance = new Instance(model.Build()).Start();
        var earlier = instance.State!;
        instance.Complete("a");
        instance.Do(new Restore(earlier, "rettelse"));
        Assert.Equal("a t", string.Join(' ', instance.Open.Split(' ').Order(StringComparer.Ordinal)));
        Assert.Single(instance.State!.OpenScopes);
        instance.AlreadyHandled(new Restore(earlier, "rettelse"));
        Assert.Equal("b", instance.Complete("a").Open);
    }
}
