using System.Text.Json;
using SagsFlow.Engine.Tests.Npm;

namespace SagsFlow.Engine.Tests.Feel;

/// <summary>The npm package feelin, another implementation of FEEL, run in one process for all expressions.</summary>
internal static class Feelin
{
    /// <summary>One answer for each expression, in order: <c>{"value": …}</c> or <c>{"error": …}</c>.</summary>
    public static async Task<List<JsonElement>> EvaluateAsync(string variables, IReadOnlyList<string> expressions)
    {
        var input = string.Join('\n', expressions.Prepend(variables).Select(e => JsonSerializer.Serialize(e))) + "\n";
        var output = await new NpmPackage("feelin").RunAsync("evaluate.mjs", input);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(expressions.Count + 1, lines.Length);
        return [.. lines.Skip(1).Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }
}
