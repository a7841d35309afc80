using System.Text;
using System.Text.RegularExpressions;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Fora;
using SagsFlow.Kalender;
using SagsFlow.Processer;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Procesversioner;

/// <summary>Checks a file as those of <c>workflows/</c> are when the program starts, beside the processes that are in use.</summary>
public sealed partial class Proceskontrol(ProcessCatalog processer, Forakatalog fora, Arbejdskalender kalender, Behandlingsintervaller intervaller, JobTopics jobs)
{
    /// <summary>Reads and checks it.</summary>
    /// <param name="xml">The file's text.</param>
    /// <param name="procesId">The process it must hold; null for one that is new.</param>
    public Kontrolleret Tjek(string xml, string? procesId)
    {
        var navn = $"{procesId ?? "ny"}.bpmn";
        var bytes = Encoding.UTF8.GetBytes(xml);
        if (Kodning().Match(xml) is { Success: true } erklaeret && !erklaeret.Groups["navn"].Value.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return new Kontrolleret(new LoadedFile(navn, bytes, []), [new Finding(navn, 1, null, "kodning", $"Filen siger, at den er gemt som {erklaeret.Groups["navn"].Value}. Gem den som UTF-8.", Severity.Error)]);
        }

        var laesning = BpmnReader.Read(bytes, navn, Kalenderfunktioner.Af(kalender));
        var fil = new LoadedFile(navn, bytes, laesning.Definitions);
        var andre = processer.Newest.Select(e => e.Definition).Where(d => fil.Definitions.All(n => n.Id != d.Id));
        return new Kontrolleret(
            fil,
            [
                .. laesning.Findings,
                .. laesning.IsValid ? Rette(fil, procesId) : [],
                .. Husregler.Tjek(fil, fora, [.. andre, .. fil.Definitions], jobs),
                .. Planattributter.Tjek(fil, intervaller),
            ]);
    }

    private IEnumerable<Finding> Rette(LoadedFile fil, string? procesId)
    {
        if (fil.Definitions.Count == 0)
        {
            yield return new Finding(fil.Name, 1, null, "ingen-proces", "Filen har ingen proces, der kan køres. Sæt isExecutable=\"true\" på den, der skal.", Severity.Error);
        }
        else if (procesId is not null && fil.Definitions.All(d => d.Id != procesId))
        {
            yield return new Finding(fil.Name, 1, fil.Definitions[0].Id, "forkert-proces", $"Filen har processen »{fil.Definitions[0].Id}«, ikke »{procesId}«. Ret dens id, eller opret den som en ny proces.", Severity.Error);
        }

        foreach (var findes in fil.Definitions.Where(d => d.Id != procesId && processer.FindNewest(d.Id) is not null))
        {
            yield return new Finding(fil.Name, 1, findes.Id, "proces-findes", $"Der er allerede en proces »{findes.Id}«. Rediger den, eller giv den nye et andet id.", Severity.Error);
        }
    }

    [GeneratedRegex("""^\s*<\?xml[^>]*encoding\s*=\s*["'](?<navn>[^"']+)""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Kodning();
}

/// <summary>What the check of a file gave.</summary>
public sealed record Kontrolleret(LoadedFile Fil, IReadOnlyList<Finding> Fund)
{
    public bool ErGyldig => Fil.Definitions.Count > 0 && Fund.All(f => f.Severity != Severity.Error);

    public IReadOnlyList<ProcesfundSvar> Svar => [.. Fund.Select(f => new ProcesfundSvar(f.Line, f.Element, f.Code, f.Text, f.Severity == Severity.Error))];
}

/// <summary>Something there is to say of a file.</summary>
/// <param name="Linje">In the file, from 1; 0 for the whole of it.</param>
/// <param name="Element">The id of what it concerns.</param>
/// <param name="Fejl">Whether the file cannot be used; else it is only to be looked at.</param>
public sealed record ProcesfundSvar(int Linje, string? Element, string Kode, string Tekst, bool Fejl);
