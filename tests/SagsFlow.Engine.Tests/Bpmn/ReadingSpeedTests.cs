using System.Text;
using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>Runs alone, and counts the processor's time: other work on the machine must not decide it.</summary>
[Collection(nameof(ReadingSpeedTests))]
[CollectionDefinition(nameof(ReadingSpeedTests), DisableParallelization = true)]
public class ReadingSpeedTests
{
    [Fact]
    public void Read_TwoThousandNodes_TakesLessThanAFifthOfASecond()
    {
        var xml = new StringBuilder("<startEvent id='n0'/>");
        for (var i = 1; i <= 2_000; i++)
        {
            xml.Append($"<serviceTask id='n{i}' name='Knude {i}' sags:job='paamindelse'/><sequenceFlow id='f{i}' sourceRef='n{i - 1}' targetRef='n{i}'/>\n");
        }

        CheckSpeed(BpmnFile.Process(xml + "<endEvent id='e'/><sequenceFlow id='fe' sourceRef='n2000' targetRef='e'/>"));
    }

    /// <summary>Two hundred sub-processes one in another, each with a choice, an event and a loop.</summary>
    [Fact]
    public void Read_TwoThousandNestedNodes_TakesLessThanAFifthOfASecond()
    {
        var xml = new StringBuilder("<startEvent id='s'/><sequenceFlow id='f' sourceRef='s' targetRef='p0'/>");
        for (var i = 0; i < 200; i++)
        {
            xml.Append($"<subProcess id='p{i}'><startEvent id='s{i}'/><inclusiveGateway id='g{i}' default='a{i}'/><userTask id='t{i}'><multiInstanceLoopCharacteristics><loopCardinality>3</loopCardinality></multiInstanceLoopCharacteristics></userTask>")
                .Append($"<boundaryEvent id='b{i}' attachedToRef='t{i}'><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent><inclusiveGateway id='j{i}'/><serviceTask id='v{i}'/><endEvent id='e{i}'/><endEvent id='k{i}'/>")
                .Append($"<sequenceFlow id='f{i}' sourceRef='s{i}' targetRef='g{i}'/><sequenceFlow id='a{i}' sourceRef='g{i}' targetRef='t{i}'/><sequenceFlow id='c{i}' sourceRef='g{i}' targetRef='v{i}'><conditionExpression>a{i} > 1</conditionExpression></sequenceFlow>")
                .Append($"<sequenceFlow id='d{i}' sourceRef='t{i}' targetRef='j{i}'/><sequenceFlow id='h{i}' sourceRef='v{i}' targetRef='j{i}'/><sequenceFlow id='l{i}' sourceRef='j{i}' targetRef='{(i < 199 ? $"p{i + 1}" : "e199")}'/><sequenceFlow id='m{i}' sourceRef='b{i}' targetRef='k{i}'/>\n");
        }

        for (var i = 199; i >= 0; i--)
        {
            xml.Append("</subProcess>").Append(i > 0 ? $"<sequenceFlow id='n{i}' sourceRef='p{i}' targetRef='e{i - 1}'/>" : "");
        }

        CheckSpeed(BpmnFile.Process(xml.ToString()));
    }

    private static void CheckSpeed(string xml)
    {
        var bytes = Encoding.UTF8.GetBytes(xml);
        var reading = BpmnReader.Read(bytes, "f");
        Assert.True(reading.IsValid, BpmnFile.Show(reading));
        Assert.InRange(reading.Definitions[0].Nodes.Count, 1_800, 2_200);
        var best = Enumerable.Range(0, 10).Min(_ =>
        {
            var before = Environment.CpuUsage.TotalTime;
            BpmnReader.Read(bytes, "f");
            return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        });
        Assert.InRange(best, 0, 200);
    }
}
