using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Kommandolinje;

/// <summary><c>valider</c>: says everything that is wrong with definition files.</summary>
public static class ValiderKommando
{
    /// <summary>What <c>--json</c> prints for a file.</summary>
    private sealed record Fil(string File, bool Gyldig, IReadOnlyList<Fund> Fejl)
    {
        [System.Text.Json.Serialization.JsonPropertyName("fil")]
        public string File { get; } = File;
    }

    private sealed record Fund(int Linje, string? Element, string Kode, string Tekst, string Alvor);

    /// <returns>0 when no file has a fejl, else 1.</returns>
    public static async Task<int> KoerAsync(IReadOnlyList<string> stier, bool kunStandard, bool json, TextWriter ud, CancellationToken ct)
    {
        var gyldig = true;
        foreach (var fil in stier.SelectMany(Filer))
        {
            var fund = await TjekAsync(fil, kunStandard, ct);
            var ok = fund.All(f => f.Severity != Severity.Error);
            gyldig &= ok;
            if (json)
            {
                await ud.WriteLineAsync(Json.Tekst(new Fil(fil, ok, [.. fund.Select(f => new Fund(f.Line, f.Element, f.Code, f.Text, f.Severity == Severity.Error ? "fejl" : "advarsel"))])));
                continue;
            }

            foreach (var f in fund)
            {
                await ud.WriteLineAsync(Start.Linje(f.Severity == Severity.Error ? f : f with { Text = $"advarsel: {f.Text}" }));
            }
        }

        return gyldig ? 0 : 1;
    }

    private static IEnumerable<string> Filer(string sti)
    {
        if (!Directory.Exists(sti))
        {
            return [sti];
        }

        var planer = Path.Combine(sti, Workflows.Planmappe);
        return Directory.EnumerateFiles(sti)
            .Where(f => f.EndsWith(".bpmn", StringComparison.OrdinalIgnoreCase) || Path.GetFileName(f) is Workflows.Forafil or Workflows.Kalenderfilnavn or Workflows.Aarshjulsfilnavn or Workflows.Behandlingsfil)
            .Concat(Directory.Exists(planer) ? Directory.EnumerateFiles(planer, "*.yaml") : [])
            .Order(StringComparer.Ordinal);
    }

    private static async Task<IReadOnlyList<Finding>> TjekAsync(string fil, bool kunStandard, CancellationToken ct)
    {
        byte[] indhold;
        try
        {
            indhold = await File.ReadAllBytesAsync(fil, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [new Finding(fil, 0, null, "kan-ikke-laeses", "Filen findes ikke eller kan ikke læses. Kontrollér stien.", Severity.Error)];
        }

        var mappen = Path.GetDirectoryName(Path.GetFullPath(fil))!;
        if (Path.GetExtension(fil) is ".yaml")
        {
            // A plan lies in a folder of its own and speaks of what is in the one above.
            var alle = await Workflows.ReadAsync(Path.GetFileName(mappen) == Workflows.Planmappe ? Path.GetDirectoryName(mappen)! : mappen, ct);
            return [.. alle.Findings.Where(f => Path.GetFullPath(f.File) == Path.GetFullPath(fil))];
        }

        var laesning = BpmnReader.Read(indhold, fil, await Workflows.FunctionsAsync(mappen, ct));
        if (kunStandard)
        {
            return laesning.Findings;
        }

        // The house rules speak of the whole folder: its forums and its other processes.
        var mappe = await Workflows.ReadAsync(mappen, ct);
        var processer = mappe.Files.Where(f => Path.GetFullPath(f.Name) != Path.GetFullPath(fil)).SelectMany(f => f.Definitions).Concat(laesning.Definitions).ToList();
        var indlaest = new LoadedFile(fil, indhold, laesning.Definitions);
        return [.. laesning.Findings, .. Husregler.Tjek(indlaest, mappe.Fora, processer, JobTopics.Shipped), .. Planattributter.Tjek(indlaest, mappe.Intervaller)];
    }
}
