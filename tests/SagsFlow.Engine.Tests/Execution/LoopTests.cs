using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>Standard loops and multi-instance activities (BPMN 2.0.2, §§ 10.3.8, 13.3.6, 13.3.7).</summary>
public class LoopTests
{
    private static FeelExpression Feel(string text) => FeelExpression.Parse(text);

    private static MultiInstance ForEach(bool sequential, string collection = "liste") =>
        new(sequential) { Collection = Feel(collection), Element = "den", OutputCollection = "svar", OutputElement = Feel("a.x") };

    private static Model Task(Loop loop) => new Model().Start().Add(NodeKind.UserTask, "a", attributes: [("hvem", "=if den = null then loopCounter else den")], loop: loop).User("b").Path("s", "a", "b");

    private static FeelValue List(params string[] items) => FeelValue.Of(items.Select(i => FeelValue.Of(i)));

    [Fact]
    public void Parallel_OneForEach_AllAtOnce_AndTheResultsInOrder()
    {
        var instance = new Instance(Task(ForEach(false)).Build()).Start(("liste", List("x", "y", "z")));
        Assert.Equal("a a a", instance.Open);
        Assert.Equal(["x", "y", "z"], instance.Last.Effects.OfType<CreateTask>().Select(t => ((FeelString)t.Attributes["hvem"]).Value));

        var numbers = instance.State!.Waits.Select(w => w.Number).ToList();
        instance.Do(new CompleteTask(numbers[2], Instance.Result(("x", "3"))));
        instance.Do(new CompleteTask(numbers[0], Instance.Result(("x", "1"))));
        Assert.Equal("a", instance.Open);
        instance.Do(new CompleteTask(numbers[1], Instance.Result(("x", "2"))));
        Assert.Equal("b", instance.Open);
        Assert.Equal(List("1", "2", "3").ToString(), instance.Variable("svar"));
        Assert.Null(instance.Variable("loopCounter"));
    }

    [Fact]
    public void Sequential_OneAfterTheOther()
    {
        var instance = new Instance(Task(ForEach(true)).Build()).Start(("liste", List("x", "y")));
        Assert.Equal("a", instance.Open);
        Assert.Equal(".a >a", instance.Complete("a", ("x", 1)).Steps);
        Assert.Equal(".a >b", instance.Complete("a", ("x", 2)).Steps);
    }

    [Fact]
    public void Cardinality_Counts_AndZeroIsPassed()
    {
        var loop = new MultiInstance(false) { Cardinality = Feel("antal") };
        Assert.Equal("a a", new Instance(Task(loop).Build()).Start(("antal", 2)).Open);
        var none = new Instance(Task(loop).Build()).Start(("antal", 0));
        Assert.Equal("b", none.Open);
        Assert.Equal(">s .s >a .a >b", none.Steps);
    }

    [Theory]
    [InlineData("\"tre\"", "ugyldig-gentagelse")]
    [InlineData("-1", "ugyldig-gentagelse")]
    [InlineData("2.5", "ugyldig-gentagelse")]
    [InlineData("mangler", "mangler-vaerdi")]
    public void Cardinality_Faulty_Stops(string expression, string code)
    {
        var instance = new Instance(Task(new MultiInstance(false) { Cardinality = Feel(expression) }).Build()).Start();
        Assert.Equal($"!a:{code}", instance.Effects);
    }

    [Fact]
    public void CompletionCondition_EnoughAreDone_TheRestIsTakenAway()
    {
        var loop = ForEach(false) with { CompletionCondition = Feel("numberOfCompletedInstances / numberOfInstances >= 0.5") };
        var instance = new Instance(Task(loop).Build()).Start(("liste", List("x", "y", "z"))).Complete("a", ("x", 1));
        Assert.Equal("a a", instance.Open);
        instance.Complete("a", ("x", 2));
        Assert.Equal("b", instance.Open);
        Assert.Equal("-a +b", instance.Effects);
    }

    [Fact]
    public void Boundary_OnAMultiInstanceActivity_InterruptsAllOfThem()
    {
        var timer = new EventTrigger(EventKind.Timer) { Timer = new TimerRule(TimerKind.Duration, "P1D", Model.Value("P1D")) };
        var model = Task(ForEach(false)).On("a", "t", timer).User("c").Path("t", "c");
        var instance = new Instance(model.Build()).Start(("liste", List("x", "y")));
        Assert.Single(instance.State!.Waits, w => w.NodeId == "t");
        Assert.Equal("c", instance.Fire("t").Open);
        Assert.Equal("xa xa >t .t >c", instance.Steps);
    }

    [Fact]
    public void SubProcess_ForEach_HasItsOwnScopeEachTime()
    {
        var model = new Model().Start().Sub("sub", ForEach(false) with { OutputElement = Feel("den") }).Start("i").Add(NodeKind.UserTask, "a", attributes: [("hvem", "=den")]).User("b")
            .Inside("sub", "i", "a").Path("s", "sub", "b").Path("i", "a");
        var instance = new Instance(model.Build()).Start(("liste", List("x", "y")));
        Assert.Equal(3, instance.State!.OpenScopes.Count);
        Assert.Equal(["x", "y"], instance.Last.Effects.OfType<CreateTask>().Select(t => ((FeelString)t.Attributes["hvem"]).Value));
        instance.Complete("a").Complete("a");
        Assert.Equal("b", instance.Open);
        Assert.Equal(List("x", "y").ToString(), instance.Variable("svar"));
    }

    [Fact]
    public void StandardLoop_TestAfter_IsDoneAtLeastOnce()
    {
        var instance = new Instance(Task(new StandardLoop(Feel("a.igen"), TestBefore: false, null)).Build()).Start();
        Assert.Equal("a", instance.Open);
        Assert.Equal("a", instance.Complete("a", ("igen", true)).Open);
        Assert.Equal("b", instance.Complete("a", ("igen", false)).Open);
    }

    [Fact]
    public void StandardLoop_TestBefore_MayNotBeDoneAtAll()
    {
        var instance = new Instance(Task(new StandardLoop(Feel("x > 1"), TestBefore: true, null)).Build()).Start(("x", 1));
        Assert.Equal("b", instance.Open);
    }

    [Fact]
    public void StandardLoop_Maximum_StopsIt()
    {
        var instance = new Instance(Task(new StandardLoop(Feel("true"), TestBefore: false, 2)).Build()).Start().Complete("a");
        Assert.Equal("a", instance.Open);
        Assert.Equal("b", instance.Complete("a").Open);
    }

    [Fact]
    public void StandardLoop_OfATaskThatWaitsForNothing_GoesRoundInTheStep()
    {
        var model = new Model().Start().Add(NodeKind.ScriptTask, "a", script: "={n: n + 1}", loop: new StandardLoop(Feel("n < 5"), TestBefore: false, null)).User("b").Path("s", "a", "b");
        var instance = new Instance(model.Build()).Start(("n", 0));
        Assert.Equal("b", instance.Open);
        Assert.Equal(FeelValue.Of(5).ToString(), instance.Variable("n"));
    }

    [Fact]
    public void StandardLoop_ThatNeverEnds_IsStoppedByTheStepLimit()
    {
        var model = new Model().Start().Add(NodeKind.Task, "a", loop: new StandardLoop(Feel("true"), TestBefore: false, null)).User("b").Path("s", "a", "b");
        var instance = new Instance(model.Build()).Start();
        Assert.Equal("!a:for-mange-skridt", instance.Effects);
    }

    [Fact]
    public void Error_InOneOfThem_IsCaughtAtTheActivitysBoundary()
    {
        var model = new Model().Start().Add(NodeKind.ServiceTask, "j", loop: new MultiInstance(false) { Cardinality = Feel("3") }).On("j", "fejl", new EventTrigger(EventKind.Error)).User("b").User("c").Path("s", "j", "b").Path("fejl", "c");
        var instance = new Instance(model.Build()).Start();
        instance.Do(new JobError(instance.Number("j"), "E"));
        Assert.Equal("c", instance.Open);
    }
}
