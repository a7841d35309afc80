using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>How the model holds what is done more than once.</summary>
public class LoopReadingTests
{
    private static BpmnReading Read(string loop, string more = "") => BpmnFile.Read(BpmnFile.Process($"""
        <startEvent id="s"/><endEvent id="e"/><sequenceFlow id="f1" sourceRef="s" targetRef="x"/><sequenceFlow id="f2" sourceRef="x" targetRef="e"/>
        <dataObject id="DO_1" name="ansoegninger" isCollection="true"/><dataObjectReference id="DOR_1" name="svar" dataObjectRef="DO_1"/><property id="P_1"/>
        <userTask id="x" xmlns:camunda="http://camunda.org/schema/1.0/bpmn">{loop}</userTask>{more}
        """).Replace("</definitions>", "<signal id=\"sig\" name=\"faerdig\"/><signalEventDefinition id=\"kast\" signalRef=\"sig\"/></definitions>", StringComparison.Ordinal));

    private static Loop Loop(string loop)
    {
        var reading = Read(loop);
        Assert.True(reading.Findings.Count == 0, BpmnFile.Show(reading));
        return reading.Definitions[0].NodesById["x"].Loop!;
    }

    private static MultiInstance Multiple(string attributes, string inside = "") =>
        Assert.IsType<MultiInstance>(Loop($"<multiInstanceLoopCharacteristics {attributes}>{inside}</multiInstanceLoopCharacteristics>"));

    [Fact]
    public void Read_StandardLoop_HoldsConditionAndMaximum()
    {
        var loop = Assert.IsType<StandardLoop>(Loop("<standardLoopCharacteristics testBefore=\"true\" loopMaximum=\"3\"><loopCondition>${loopCounter &lt; 5}</loopCondition></standardLoopCharacteristics>"));
        Assert.Equal(("loopCounter < 5", true, 3), (loop.Condition!.Text, loop.TestBefore, loop.Maximum));
        loop = Assert.IsType<StandardLoop>(Loop("<standardLoopCharacteristics><loopCondition>=a</loopCondition></standardLoopCharacteristics>"));
        Assert.Equal(("a", false, null), (loop.Condition!.Text, loop.TestBefore, loop.Maximum));
    }

    [Fact]
    public void Read_StandardLoopWithoutEnd_IsAWarning() =>
        Assert.Equal([("x", "loekke-uden-slut", Severity.Warning)], Read("<standardLoopCharacteristics/>").Findings.Select(f => (f.Element!, f.Code, f.Severity)));

    [Fact]
    public void Read_Cardinality_HoldsHowMany()
    {
        var loop = Multiple("isSequential=\"true\"", "<loopCardinality>antal + 1</loopCardinality><completionCondition>= numberOfCompletedInstances > 1</completionCondition>");
        Assert.Equal(("antal + 1", "numberOfCompletedInstances > 1", true), (loop.Cardinality!.Text, loop.CompletionCondition!.Text, loop.IsSequential));
        Assert.Null(loop.Collection);
        Assert.Null(loop.Element);
        Assert.Equal(LoopBehavior.All, loop.Behavior);
    }

    [Theory]
    [InlineData("DO_1", "ansoegninger")]
    [InlineData("DOR_1", "svar")]
    [InlineData("P_1", "P_1")]
    [InlineData("navne", "navne")]
    [InlineData("=sag.fora", "sag.fora")]
    public void Read_LoopDataInputRef_IsTheNameOfTheDataOrFeel(string reference, string feel)
    {
        var loop = Multiple("", $"<loopDataInputRef>{reference}</loopDataInputRef><inputDataItem id=\"di\" name=\"en\"/>");
        Assert.Equal((feel, "en", false), (loop.Collection!.Text, loop.Element, loop.IsSequential));
        Assert.Null(loop.Cardinality);
    }

    [Fact]
    public void Read_Output_IsGathered()
    {
        var loop = Multiple("", "<loopDataInputRef>a</loopDataInputRef><loopDataOutputRef>DO_1</loopDataOutputRef><inputDataItem id=\"di\"/><outputDataItem id=\"do\" name=\"svaret\"/>");
        Assert.Equal(("di", "ansoegninger", "svaret"), (loop.Element, loop.OutputCollection, loop.OutputElement!.Text));
    }

    [Fact]
    public void Read_OwnAttributes_SayTheSameShorter()
    {
        var loop = Multiple("sags:samling=\"=sag.fora\" sags:element=\"forum\" sags:resultat=\"svar\" sags:resultatElement=\"=x.udfald\"");
        Assert.Equal(("sag.fora", "forum", "svar", "x.udfald"), (loop.Collection!.Text, loop.Element, loop.OutputCollection, loop.OutputElement!.Text));
    }

    [Theory]
    [InlineData("${fora}")]
    [InlineData("fora")]
    public void Read_CollectionOfAnotherVendor_IsUnderstood(string collection)
    {
        var loop = Multiple($"camunda:collection=\"{collection}\" camunda:elementVariable=\"forum\"");
        Assert.Equal(("fora", "forum"), (loop.Collection!.Text, loop.Element));
    }

    [Theory]
    [InlineData("behavior=\"None\" noneBehaviorEventRef=\"kast\"", LoopBehavior.None)]
    [InlineData("behavior=\"One\" oneBehaviorEventRef=\"kast\"", LoopBehavior.One)]
    public void Read_Behavior_HoldsWhatIsThrown(string attributes, LoopBehavior behavior)
    {
        var loop = Multiple(attributes, "<loopCardinality>2</loopCardinality>");
        Assert.Equal((behavior, EventKind.Signal, "faerdig"), (loop.Behavior, loop.BehaviorEvent!.Kind, loop.BehaviorEvent.Name));
    }
}
