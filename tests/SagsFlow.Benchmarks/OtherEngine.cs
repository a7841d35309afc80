using System.Text.Json;
using SagsFlow.Engine.Tests.Npm;

namespace SagsFlow.Benchmarks;

/// <summary>The npm package bpmn-engine, run in Node.js over the same file.</summary>
internal static class OtherEngine
{
    /// <summary>How many steps it takes in a second, in memory, after a warm-up.</summary>
    /// <param name="xml">The file's text.</param>
    public static async Task<Speed> MeasureAsync(string xml)
    {
        var output = await new NpmPackage("bpmn-engine").RunAsync("measure.mjs", JsonSerializer.Serialize(xml) + "\n");
        return JsonSerializer.Deserialize<Speed>(output, JsonSerializerOptions.Web)!;
    }

    /// <summary>Steps a second: the middle, slowest and fastest round.</summary>
    internal sealed record Speed(double Median, double Lowest, double Highest);
}
