using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

public class RestoreTests
{
    [Fact]
    public void Restore_CompletedTask_OpensItAgainWithItsOldDeadline()
    {
        var model = new Model().Start().User("a").Boundary("t", "a", "P3D").User("b").Path("s", "a", "b");
        var instance = new Instance(model.Build()).Start(("x", 1));
        var (earlier, due, old) = (instance.State!, instance.Wait("t").Due, instance.Number("a"));
        instance.Now = instance.Now.AddDays(1);
        instance.Complete("a", ("udfald", "nej"));
        var sequence = instance.State!.Sequence;

        instance.Do(new Restore(earlier, "rettet"));
        Assert.Equal("-b +a +t", instance.Effects);
        Assert.Equal(due, instance.Wait("t").Due);
        Assert.Equal(instance.Number("a"), instance.Wait("t").Owner);
        Assert.Null(instance.Variable("a"));
        Assert.True(instance.State!.Sequence > sequence);
        Assert.NotEqual(old, instance.Number("a"));
        instance.AlreadyHandled(new CompleteTask(old, Instance.Result()));
        instance.AlreadyHandled(new Restore(earlier, "igen"));

        instance.Complete("a");
        Assert.Equal("b", instance.Open);
    }

    [Fact]
    public void Restore_WaitsThatNeverClosed_StayAsTheyAre()
    {
        var model = new Model().Start().User("a").User("b").Boundary("t", "b", "P3D").User("c").Path("s", "a", "c").Path("s", "b");
        var instance = new Instance(model.Build()).Start();
        var earlier = instance.State!;
        var kept = instance.Number("b");
        instance.Complete("a");
        instance.Do(new Restore(earlier, "rettet"));
        Assert.Equal("-c +a", instance.Effects);
        Assert.Equal(kept, instance.Number("b"));
        Assert.Equal("b t a", instance.Open);
    }

    [Fact]
    public void Restore_CallThatHasReturned_KeepsItsNumber()
    {
        var model = new Model().Start().Add(NodeKind.CallActivity, "k", called: "p").User("a").Path("s", "k", "a");
        var instance = new Instance(model.Build()).Start();
        var (earlier, number) = (instance.State!, instance.Number("k"));
        instance.Do(new CallDone(number, Instance.Result().Entries));
        instance.Do(new Restore(earlier, "rettet"));
        Assert.Equal("-a ^k", instance.Effects);
        Assert.Equal(number, instance.Number("k"));
        Assert.Equal(2, instance.State!.Sequence);
    }

    [Fact]
    public void Restore_EndedInstance_RunsAgain()
    {
        var model = new Model().Start().User("a").End().Path("s", "a", "e");
        var instance = new Instance(model.Build()).Start();
        var earlier = instance.State!;
        instance.Complete("a");
        var ended = instance.State!;
        instance.AlreadyHandled(new Restore(ended, "til slutningen"));
        instance.Do(new Restore(earlier, "rettet"));
        Assert.False(instance.State!.IsEnded);
        Assert.Equal("a", instance.Open);
        instance.AlreadyHandled(new Restore(ended, "frem igen"));
        instance.Complete("a");
        Assert.True(instance.State.IsEnded);
    }

    [Fact]
    public void Restore_CancelledInstance_RunsAgain()
    {
        var instance = new Instance(new Model().Start().User("a").Path("s", "a").Build()).Start();
        var earlier = instance.State!;
        instance.Do(new Cancel("en fejl"));
        instance.Do(new Restore(earlier, "fortrudt"));
        Assert.False(instance.State!.IsCancelled);
        Assert.Equal("a", instance.Open);
    }

    [Fact]
    public void Restore_SecondTime_KnowsTwoTokensOfOneTaskApart()
    {
        // Both tokens reach the same task, at different times and so with different deadlines.
        var model = new Model().Start().Timer("w", "PT1H").User("a").Boundary("t", "a", "P1D").User("b").Path("s", "w", "a", "b").Flow("s", "a");
        var instance = new Instance(model.Build()).Start();
        instance.Fire("w");
        var earlier = instance.State!;
        Assert.Equal("a t a t", instance.Open);
        instance.Complete("a");
        instance.Do(new Restore(earlier, "rettet"));
        Assert.Equal("a t a t", instance.Open);
        instance.AlreadyHandled(new Restore(earlier, "igen"));
    }

    [Fact]
    public void Restore_TokensAtAJoin_ComeBack()
    {
        var model = new Model().Start().User("a").User("b").And("j").User("c").Path("s", "a", "j", "c").Path("s", "b", "j");
        var instance = new Instance(model.Build()).Start().Complete("a");
        var earlier = instance.State!;
        Assert.Single(earlier.Tokens);
        instance.Complete("b");
        instance.Do(new Restore(earlier, "rettet"));
        Assert.Equal(earlier.Tokens, instance.State!.Tokens);
        Assert.Equal("b", instance.Open);
        instance.Complete("b");
        Assert.Equal("c", instance.Open);
    }

    [Fact]
    public void Restore_AcrossAFailedJob_KeepsTimersWithTheirActivity()
    {
        var model = new Model().Start().Service("j").Boundary("t", "j", "P3D").User("a").Path("s", "j", "a");
        var instance = new Instance(model.Build()).Start();
        var running = instance.State!;
        instance.Do(new JobFailed(instance.Number("j"), "x"));
        var failed = instance.State!;

        instance.Do(new Restore(running, "kør igen"));
        Assert.Equal("~j +j", instance.Effects);
        Assert.Equal(instance.Number("j"), instance.Wait("t").Owner);

        instance.Do(new Restore(failed, "tilbage til fejlen"));
        Assert.Equal("-t -j !j:job-fejlede +t", instance.Effects);
        instance.Do(new Retry(instance.State!.Incidents[0].Number));
        Assert.Equal(instance.Number("j"), instance.Wait("t").Owner);
    }

    [Fact]
    public void Restore_RepeatingTimer_GoesOnWhereItStood()
    {
        var model = new Model().Start().User("a").Boundary("t", "a", "R3/PT1H", interrupting: false, TimerKind.Cycle).User("b").Path("s", "a", "b");
        var instance = new Instance(model.Build()).Start().Fire("t");
        var earlier = instance.State!;
        instance.Complete("a");
        instance.Do(new Restore(earlier, "rettet"));
        instance.Fire("t").Fire("t");
        Assert.Equal("a", instance.Open);
    }

    [Fact]
    public void Restore_AttributeThatNoLongerHasAValue_IsAnIncidentThatKeepsTheDeadline()
    {
        var model = new Model().Start().User("a", ("forum", "=forum")).Boundary("t", "a", "P3D").User("b").Path("s", "a", "b");
        var instance = new Instance(model.Build());
        instance.Facts["forum"] = FeelValue.Of("BY");
        instance.Start();
        var (earlier, due) = (instance.State!, instance.Wait("t").Due);
        instance.Complete("a");
        instance.Facts.Clear();
        instance.Do(new Restore(earlier, "rettet"));
        Assert.Equal("-b !a:mangler-vaerdi +t", instance.Effects);

        instance.Facts["forum"] = FeelValue.Of("BY");
        instance.Now = instance.Now.AddHours(5);
        instance.Do(new Retry(instance.State!.Incidents[0].Number));
        Assert.Equal(due, instance.Wait("t").Due);
        Assert.Equal(instance.Number("a"), instance.Wait("t").Owner);
    }
}
