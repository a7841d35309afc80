using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

public class ActivityTests
{
    private static Model WithJob() => new Model().Start().Service("j").Boundary("t", "j", "P1D").User("late").User("a")
        .Path("s", "j", "a").Path("t", "late");

    [Fact]
    public void UserTask_Attributes_AreEvaluatedWhenTheTaskIsMade()
    {
        var model = new Model().Start().User("a", ("rolle", "sagsbehandler"), ("forum", "=forum")).Path("s", "a");
        var instance = new Instance(model.Build()).Start(("forum", "DIR"));
        var task = Assert.IsType<CreateTask>(Assert.Single(instance.Last.Effects));
        Assert.Equal(FeelValue.Of("sagsbehandler"), task.Attributes["rolle"]);
        Assert.Equal(FeelValue.Of("DIR"), task.Attributes["forum"]);
        Assert.Equal(instance.Number("a"), task.Wait);
    }

    [Fact]
    public void UserTask_AttributeWithoutValue_IsAnIncidentThatNamesNodeAndExpression()
    {
        var model = new Model().Start().User("a", ("forum", "=forum")).Boundary("t", "a", "P1D").Path("s", "a");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("!a:mangler-vaerdi", instance.Effects);
        var text = instance.State!.Incidents[0].Text;
        Assert.Contains("»a«", text, StringComparison.Ordinal);
        Assert.Contains("»forum«", text, StringComparison.Ordinal);
        Assert.Empty(instance.State.Waits);

        instance.Facts["forum"] = FeelValue.Of("BY");
        instance.Do(new Retry(instance.State.Incidents[0].Number));
        Assert.Equal("~a +a +t", instance.Effects);
    }

    [Fact]
    public void UserTask_Inputs_AreSeenByItsAttributesAndTimersButAreNoVariables()
    {
        var model = new Model().Start().Add(NodeKind.UserTask, "a", inputs: [("=x + 1", "y")], attributes: [("n", "=y")])
            .Boundary("t", "a", "=if y = 3 then \"P3D\" else null").Path("s", "a");
        var instance = new Instance(model.Build()).Start(("x", 2));
        var task = Assert.IsType<CreateTask>(instance.Last.Effects[0]);
        Assert.Equal(FeelValue.Of(3m), task.Attributes["n"]);
        Assert.Equal(FeelValue.Of(3m), task.Input["y"]);
        Assert.Equal(Instance.At("2025-02-06T09:00"), instance.Wait("t").Due);
        Assert.Null(instance.Variable("y"));
    }

    [Fact]
    public void Outputs_AfterTheResult_SeeItAndAllTheSameVariables()
    {
        var model = new Model().Start().Add(NodeKind.UserTask, "a", outputs: [("=a.x", "x"), ("=x", "gammel"), ("=null", "tom")]).User("b").Path("s", "a", "b");
        var instance = new Instance(model.Build()).Start(("x", 1)).Complete("a", ("x", 5));
        Assert.Equal(FeelValue.Of(5m), instance.State!.Variables["x"]);
        Assert.Equal(FeelValue.Of(1m), instance.State.Variables["gammel"]);
        Assert.Equal(FeelValue.Null, instance.State.Variables["tom"]);
    }

    [Fact]
    public void Outputs_WithoutValue_IsAnIncidentThatSetsNoneAndRetriesThere()
    {
        var model = new Model().Start().Add(NodeKind.UserTask, "a", outputs: [("=a.x", "x"), ("=mangler", "y")]).User("b").Path("s", "a", "b");
        var instance = new Instance(model.Build()).Start().Complete("a", ("x", 5));
        Assert.Equal("!a:mangler-vaerdi", instance.Effects);
        Assert.Contains("»mangler«", instance.State!.Incidents[0].Text, StringComparison.Ordinal);
        Assert.Null(instance.Variable("x"));

        instance.Facts["mangler"] = FeelValue.Of("nu");
        instance.Do(new Retry(instance.State.Incidents[0].Number));
        Assert.Equal("b", instance.Open);
        Assert.Equal(FeelValue.Of("nu"), instance.State.Variables["y"]);
    }

    [Fact]
    public void Job_Done_SetsItsResultAndGoesOn()
    {
        var model = new Model().Start().Add(NodeKind.ServiceTask, "j", inputs: [("=x", "y")], attributes: [("job", "brev")]).User("a").Path("s", "j", "a");
        var instance = new Instance(model.Build()).Start(("x", 1));
        var job = Assert.IsType<EnqueueJob>(Assert.Single(instance.Last.Effects));
        Assert.Equal(FeelValue.Of("brev"), job.Attributes["job"]);
        Assert.Equal(["y"], job.Input.Keys);
        instance.Do(new JobDone(job.Wait, Instance.Result(("id", 7))));
        Assert.Equal(Instance.Result(("id", 7)), instance.State!.Variables["j"]);
        Assert.Equal("a", instance.Open);
        instance.AlreadyHandled(new JobDone(job.Wait, Instance.Result()));
        instance.AlreadyHandled(new JobFailed(job.Wait, "x"));
    }

    [Fact]
    public void Job_Failed_IsAnIncidentAndARetryEnqueuesAgainUnderANewNumber()
    {
        var instance = new Instance(WithJob().Build()).Start();
        var first = instance.Number("j");
        instance.Do(new JobFailed(first, "serveren svarer ikke"));
        Assert.Equal("!j:job-fejlede", instance.Effects);
        Assert.Contains("serveren svarer ikke", instance.State!.Incidents[0].Text, StringComparison.Ordinal);
        Assert.Equal("t", instance.Open);
        instance.AlreadyHandled(new JobFailed(first, "igen"));
        instance.AlreadyHandled(new JobDone(first, Instance.Result()));

        instance.Do(new Retry(instance.State.Incidents[0].Number));
        Assert.Equal("~j +j", instance.Effects);
        Assert.NotEqual(first, instance.Number("j"));
        Assert.Equal(instance.Number("j"), instance.Wait("t").Owner);

        instance.Do(new JobDone(instance.Number("j"), Instance.Result()));
        Assert.Equal("-t +a", instance.Effects);
    }

    [Fact]
    public void Job_FailedAndThenInterrupted_ResolvesTheIncident()
    {
        var instance = new Instance(WithJob().Build()).Start();
        instance.Do(new JobFailed(instance.Number("j"), "x"));
        var number = instance.State!.Incidents[0].Number;
        instance.Fire("t");
        Assert.Equal("~j +late", instance.Effects);
        instance.AlreadyHandled(new Retry(number));
    }

    [Fact]
    public void Call_WithMappings_CopiesOnlyThem()
    {
        var model = new Model().Start().Add(NodeKind.CallActivity, "k", called: "=if x > 1 then \"stor\" else \"lille\"", inputs: [("=x * 2", "dobbelt"), ("fast", "tekst")], outputs: [("=svar", "x")])
            .User("a").Path("s", "k", "a");
        var instance = new Instance(model.Build()).Start(("x", 2), ("hemmelig", 1));
        var call = Assert.IsType<CallProcess>(Assert.Single(instance.Last.Effects));
        Assert.Equal("stor", call.ProcessId);
        Assert.Equal(["dobbelt", "tekst"], call.Variables.Keys);
        Assert.Equal(FeelValue.Of("fast"), call.Variables["tekst"]);

        instance.Do(new CallDone(call.Wait, Instance.Result(("svar", 9), ("andet", 1)).Entries));
        Assert.Equal(["hemmelig", "x"], instance.State!.Variables.Keys);
        Assert.Equal(FeelValue.Of(9m), instance.State.Variables["x"]);
        instance.AlreadyHandled(new CallDone(call.Wait, Instance.Result().Entries));
    }

    [Fact]
    public void Call_WithoutMappings_CopiesNothing()
    {
        var model = new Model().Start().Add(NodeKind.CallActivity, "k", called: "p").User("a").Path("s", "k", "a");
        var instance = new Instance(model.Build()).Start(("x", 2));
        var call = Assert.IsType<CallProcess>(Assert.Single(instance.Last.Effects));
        Assert.Empty(call.Variables);
        instance.Do(new CallDone(call.Wait, Instance.Result(("x", 9)).Entries));
        Assert.Equal(FeelValue.Of(2m), instance.State!.Variables["x"]);
    }

    [Fact]
    public void Call_OutputReadsOnlyTheCalledProcess_AndARetryStillKnowsIt()
    {
        var model = new Model().Start().Add(NodeKind.CallActivity, "k", called: "p", outputs: [("=svar", "y"), ("=x", "z")]).User("a").Path("s", "k", "a");
        var instance = new Instance(model.Build()).Start(("x", 2));
        instance.Do(new CallDone(instance.Number("k"), Instance.Result(("svar", 9)).Entries));
        Assert.Equal("!k:mangler-vaerdi", instance.Effects);
        instance.Facts["x"] = FeelValue.Of(4m);
        instance.Do(new Retry(instance.State!.Incidents[0].Number));
        Assert.Equal(FeelValue.Of(9m), instance.State.Variables["y"]);
        Assert.Equal(FeelValue.Of(4m), instance.State.Variables["z"]);
    }

    [Theory]
    [InlineData("=ukendt")]
    [InlineData("=3")]
    public void Call_ProcessThatIsNoText_IsAnIncident(string called)
    {
        var model = new Model().Start().Add(NodeKind.CallActivity, "k", called: called).Path("s", "k");
        Assert.Equal("!k:mangler-vaerdi", new Instance(model.Build()).Start().Effects);
    }
}
