using SagsFlow.Processer;
using SagsFlow.Processer.Beskrivelse;

namespace SagsFlow.Kommandolinje;

/// <summary><c>beskriv</c>: tells a definition file in Danish.</summary>
public static class BeskrivKommando
{
    /// <returns>0 when the file was told, 1 when it could not be read; why stands on <paramref name="fejl"/>.</returns>
    public static async Task<int> KoerAsync(string fil, bool markdown, TextWriter ud, TextWriter fejl, CancellationToken ct)
    {
        var processer = await Procesfil.LaesAsync(fil, fejl, ct);
        if (processer.Count == 0)
        {
            return 1;
        }

        // The names of forums and of other processes stand in the same folder.
        var mappe = await Workflows.ReadAsync(Path.GetDirectoryName(Path.GetFullPath(fil))!, ct);
        var navne = mappe.Files.SelectMany(f => f.Definitions).Concat(processer).DistinctBy(d => d.Id).ToDictionary(d => d.Id, d => d.Name);
        foreach (var proces in processer)
        {
            var beskrivelse = new Beskriver(proces, id => mappe.Fora?.Forum(id)?.Navn, id => navne.GetValueOrDefault(id)).Beskriv();
            await ud.WriteAsync(markdown ? Udskrift.Markdown(beskrivelse) : Udskrift.Tekst(beskrivelse));
        }

        return 0;
    }
}
