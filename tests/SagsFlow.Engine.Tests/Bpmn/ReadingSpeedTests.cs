using System.Text;
using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>Runs alone, and counts the processor's time: other work on the machine must not decide it.</summary>
[Collection(nameof(ReadingSpeedTests))]
[CollectionDefinition(nameof(ReadingSpeedTests), DisableParallelization = true)]
public class ReadingSpeedTests
{
    [Fact]
    public void Read_TwoThousandNodes_TakesLessThanAFifthOfASecond() => CheckSpeed(LargeModels.Chain());

    [Fact]
    public void Read_TwoThousandNestedNodes_TakesLessThanAFifthOfASecond() => CheckSpeed(LargeModels.Nested());

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
