using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>Moving an instance to another version of its process.</summary>
public class MigrationTests
{
    private static EventTrigger Message(string name) => new(EventKind.Message) { Name = name };

    private static Model Row(string second = "b") => new Model().Start().User("a").User(second).Path("s", "a", second);

    private static MigrationPlan Plan(Model from, Model to, MigratedTimers timers, params (string Old, string New)[] named) =>
        new(from.Build("gammel"), to.Build("ny"), named.ToDictionary(n => n.Old, n => n.New, StringComparer.Ordinal), timers);

    private static Instance At(MigrationPlan plan, params (string, object)[] variables) => new Instance(plan.From).Start(variables);

    private static string? Move(Instance instance, MigrationPlan plan) => instance.Do(new Migrate(plan, "admin", "ny lov")).Refusal?.Code;

    [Fact]
    public void Migrate_TheTaskStaysOpenUnderItsNumber_AndGoesTheNewWay()
    {
        var plan = Plan(Row(), Row("c"), MigratedTimers.Keep);
        var instance = At(plan);
        var number = instance.Number("a");
        Assert.Null(Move(instance, plan));
        Assert.Equal("=a", instance.Effects);
        Assert.Equal("ny", instance.State!.DefinitionHash);
        Assert.Equal(number, instance.Number("a"));
        instance.AlreadyHandled(new Migrate(plan, "admin", "igen"));
        instance.Complete("a");
        Assert.Equal("c", instance.Open);
    }

    [Fact]
    public void Migrate_WhereItStandsIsGone_IsRefusedWithTheStep_UntilTheMapNamesIt()
    {
        var plan = Plan(Row(), Row("c"), MigratedTimers.Keep);
        Assert.True(plan.IsUsable);
        Assert.Contains(plan.Findings, f => f is { NodeId: "b", Code: "trin-uden-modstykke", IsError: false });
        var instance = At(plan).Complete("a", ("udfald", "ja"));
        Assert.Equal("kan-ikke-flyttes", Move(instance, plan));
        Assert.Equal("b", Assert.Single(instance.Last.Refusal!.Findings).NodeId);

        var named = Plan(Row(), Row("c"), MigratedTimers.Keep, ("b", "c"));
        Assert.Null(Move(instance, named));
        Assert.Equal("c", instance.Open);
        instance.Complete("c");
        Assert.True(instance.State!.IsEnded);
    }

    [Fact]
    public void Migrate_WhatARenamedStepGave_IsReadUnderItsNewName()
    {
        var to = new Model().Start().User("a2").Xor("x").User("ja").User("b").Path("s", "a2", "b", "x").Flow("x", "ja", "=a2.udfald = \"ja\"").Default("x", "a2");
        var plan = Plan(Row(), to, MigratedTimers.Keep, ("a", "a2"));
        var instance = At(plan).Complete("a", ("udfald", "ja"));
        Move(instance, plan);
        instance.Complete("b");
        Assert.Equal("ja", instance.Open);
    }

    [Fact]
    public void Migrate_Timers_KeepTheirTimeOrAreComputedFromWhenTheyBegan()
    {
        Model With(string length) => new Model().Start().User("a").Boundary("t", "a", length).Path("s", "a");
        var keep = Plan(With("P10D"), With("P20D"), MigratedTimers.Keep);
        var kept = At(keep);
        var began = kept.Now;
        kept.Now = began.AddDays(4);
        Move(kept, keep);
        Assert.Equal(began.AddDays(10), kept.Wait("t").Due);

        var recompute = Plan(With("P10D"), With("P20D"), MigratedTimers.Recompute);
        var moved = At(recompute);
        moved.Now = began.AddDays(4);
        Move(moved, recompute);
        Assert.Equal("=a =t", moved.Effects);
        Assert.Equal(began.AddDays(20), moved.Wait("t").Due);
        moved.Fire("t");
        Assert.True(moved.State!.IsEnded);
    }

    [Fact]
    public void Migrate_NewListenersAreWaitedFor_AndOldOnesAreNot_ButThoseThatHaveFiredDoNotComeAgain()
    {
        var from = new Model().Start().User("a").Boundary("væk", "a", "P1D").Boundary("fyret", "a", "P2D", interrupting: false).Boundary("ens", "a", "P9D").Path("s", "a");
        var to = new Model().Start().User("a").Boundary("fyret", "a", "P2D", interrupting: false).Boundary("ens", "a", "P9D").Boundary("ny", "a", "P5D").Handler("h", "hs", Message("stop")).User("hu").Inside("h", "hu").Path("hs", "hu").Path("s", "a");
        var plan = Plan(from, to, MigratedTimers.Keep);
        var instance = At(plan);
        instance.Now = instance.Now.AddHours(1);
        instance.Do(new FireTimerAt(instance).Of("fyret"));
        Move(instance, plan);
        Assert.Equal("a ens ny hs", instance.Open);
        instance.Deliver("hs");
        Assert.Equal("hu", instance.Open);
    }

    [Fact]
    public void Migrate_TokensAtAJoin_FollowTheirFlow_AndAJoinThatLacksNothingFires()
    {
        Model Join(params string[] branches)
        {
            var model = new Model().Start().And("f").And("j").User("z").Path("s", "f");
            foreach (var branch in branches)
            {
                model.User(branch).Flow("f", branch).Flow(branch, "j", id: "fra-" + branch);
            }

            return model.Path("j", "z");
        }

        var plan = Plan(Join("a", "b", "c"), Join("a", "b"), MigratedTimers.Keep);
        var instance = At(plan).Complete("a").Complete("b");
        Assert.Equal("kan-ikke-flyttes", Move(instance, plan));
        instance.Modify(new CancelToken(instance.Place("c")));
        Assert.Null(Move(instance, plan));
        Assert.Equal("z", instance.Open);

        var other = At(plan).Complete("c");
        Assert.Contains(other.Do(new Migrate(plan, "admin", "x")).Refusal!.Findings, f => f.Code == "spor-uden-modstykke");
    }

    [Fact]
    public void Migrate_InsideSubProcessesAndLoops_KeepsWhatIsDoneOfThem()
    {
        Model With(string inner) => new Model().Start().Sub("p", new MultiInstance(true) { Cardinality = FeelExpression.Parse("3") })
            .Start("ps").User("i").User(inner).Inside("p", "ps", "i", inner).Path("ps", "i", inner).Path("s", "p");
        var plan = Plan(With("j"), With("k"), MigratedTimers.Keep, ("j", "k"));
        var instance = At(plan).Complete("i").Complete("j").Complete("i");
        Assert.Null(Move(instance, plan));
        Assert.Equal("k", instance.Open);
        instance.Complete("k").Complete("i").Complete("k");
        Assert.True(instance.State!.IsEnded);
    }

    [Fact]
    public void Migrate_AfterAnEventBasedGateway_WaitsForTheNewAlternativesToo()
    {
        Model With(params string[] messages)
        {
            var model = new Model().Start().Add(NodeKind.EventBasedGateway, "g").Path("s", "g");
            foreach (var message in messages)
            {
                model.Catch(message, Message(message)).User("u" + message).Path("g", message, "u" + message);
            }

            return model;
        }

        var plan = Plan(With("m", "n"), With("n", "o"), MigratedTimers.Keep);
        var instance = At(plan);
        Move(instance, plan);
        Assert.Equal("n o", instance.Open);
        instance.Deliver("o");
        Assert.Equal("uo", instance.Open);
    }

    [Fact]
    public void Migrate_AStoppedToken_CanBeTriedAgainInTheNewVersion()
    {
        Model With(string expression) => new Model().Start().Add(NodeKind.UserTask, "a", inputs: [(expression, "x")]).Path("s", "a");
        var plan = Plan(With("=mangler"), With("=1"), MigratedTimers.Keep);
        var instance = At(plan);
        Move(instance, plan);
        instance.Do(new Retry(instance.State!.Incidents[0].Number));
        Assert.Equal("a", instance.Open);
    }

    [Fact]
    public void Migrate_AMessageByAnotherName_IsWaitedForByThatName()
    {
        Model With(string name) => new Model().Start().Catch("m", Message(name)).Path("s", "m");
        var plan = Plan(With("gammel"), With("ny"), MigratedTimers.Keep);
        var instance = At(plan);
        Move(instance, plan);
        Assert.Equal("-m +m", instance.Effects);
        Assert.Equal("ny", Assert.IsType<Subscribe>(instance.Last.Effects[1]).Name);
    }

    [Fact]
    public void Plan_ThatCannotHold_IsRefusedAsAWhole()
    {
        var from = Row();
        Assert.Equal("ukendt-trin", Assert.Single(Plan(from, Row(), MigratedTimers.Keep, ("nix", "a")).Findings).Code);
        Assert.Contains(Plan(from, Row(), MigratedTimers.Keep, ("a", "nix")).Findings, f => f is { Code: "ukendt-trin", IsError: true });
        Assert.Contains(Plan(from, Row(), MigratedTimers.Keep, ("a", "s")).Findings, f => f is { Code: "trin-passer-ikke", IsError: true });
        var inside = new Model().Start().Sub("p").User("a").Inside("p", "a").User("b").Path("s", "p", "b");
        var plan = Plan(from, inside, MigratedTimers.Keep, ("a", "a"));
        Assert.False(plan.IsUsable);
        Assert.Equal("kan-ikke-flyttes", Move(At(plan), plan));
    }

    [Fact]
    public void Restore_ToBeforeAMigration_IsRefused()
    {
        var plan = Plan(Row(), Row("c"), MigratedTimers.Keep);
        var instance = At(plan);
        var earlier = instance.State!;
        Move(instance, plan);
        Assert.Equal("anden-version", instance.Do(new Restore(earlier, "rettet")).Refusal!.Code);
    }

    /// <summary>Fires a timer at its due time and puts the clock back where it was.</summary>
    private sealed class FireTimerAt(Instance instance)
    {
        public FireTimer Of(string node)
        {
            instance.Now = instance.Wait(node).Due!.Value;
            return new FireTimer(instance.Number(node));
        }
    }
}
