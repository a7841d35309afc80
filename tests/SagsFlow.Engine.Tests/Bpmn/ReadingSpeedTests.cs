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

        var bytes = Encoding.UTF8.GetBytes(BpmnFile.Process(xml + "<endEvent id='e'/><sequenceFlow id='fe' sourceRef='n2000' targetRef='e'/>"));
        Assert.Equal(2_002, BpmnReader.Read(bytes, "f").Definitions[0].Nodes.Count);
        var best = Enumerable.Range(0, 10).Min(_ =>
        {
            var before = Environment.CpuUsage.TotalTime;
            BpmnReader.Read(bytes, "f");
            return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        });
        Assert.InRange(best, 0, 200);
    }
}
