using SagsFlow.Engine.Bpmn;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Kommandolinje;

/// <summary>A definition file that a command is to use.</summary>
internal static class Procesfil
{
    /// <summary>Reads it by the standard's rules.</summary>
    /// <returns>Its processes; none when it cannot be used, and then why stands on <paramref name="fejl"/>.</returns>
    public static async Task<IReadOnlyList<ProcessDefinition>> LaesAsync(string fil, TextWriter fejl, CancellationToken ct)
    {
        byte[] indhold;
        try
        {
            indhold = await File.ReadAllBytesAsync(fil, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await fejl.WriteLineAsync($"{fil}: Filen findes ikke eller kan ikke læses. Kontrollér stien.");
            return [];
        }

        var laesning = BpmnReader.Read(indhold, fil, await Workflows.FunctionsAsync(Path.GetDirectoryName(Path.GetFullPath(fil))!, ct));
        foreach (var fund in laesning.Findings.Where(f => f.Severity == Severity.Error))
        {
            await fejl.WriteLineAsync(Start.Linje(fund));
        }

        if (laesning is { IsValid: true, Definitions.Count: 0 })
        {
            await fejl.WriteLineAsync($"{fil}: Filen har ingen proces, der kan køres. Sæt isExecutable=\"true\" på den, der skal.");
        }

        return laesning.Definitions;
    }
}
