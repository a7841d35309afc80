using System.Text;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Procesversioner;

/// <summary>A process's drawing to be edited or uploaded, and published as a new version.</summary>
public abstract class Redigeringsside(IMediator mediator, Kald kald, Forakatalog fora) : Administration.Administrationsside(mediator, kald)
{
    /// <summary>Bytes; no process of a municipality is near it.</summary>
    private const int StoersteFil = 2 * 1024 * 1024;

    /// <summary>The process; null for a new one.</summary>
    public string? ProcesId { get; protected set; }

    public string Navn { get; protected set; } = "en ny proces";

    /// <summary>What is drawn: the version in use, or what was sent and refused.</summary>
    public string Xml { get; protected set; } = "";

    public string? Note { get; private set; }

    /// <summary>The forums' ids and names, as the script reads them.</summary>
    public string Fora => Json.Tekst(fora.Fora.Select(f => new[] { f.Id, f.Navn }));

    /// <summary>Publishes what is drawn; without script, the file that is sent along.</summary>
    protected async Task<IActionResult> UdgivAsync(string? xml, IFormFile? fil, string? note, CancellationToken ct)
    {
        if (fil is { Length: > StoersteFil })
        {
            return Afvis(FaellesFejl.ForStor);
        }

        if (fil is { Length: > 0 })
        {
            using var laeser = new StreamReader(fil.OpenReadStream(), Encoding.UTF8);
            xml = await laeser.ReadToEndAsync(ct);
        }

        (Xml, Note) = (xml ?? "", note);
        var svar = await UdfoerAsync(new UdgivProces(ProcesId, new UdgivelseBody(Xml, note)), ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(fejl);
            return Page();
        }

        Kvitter(svar.Vaerdi.NyVersion ? $"Version {svar.Vaerdi.Version} er udgivet. Nye sager bruger den; sager i gang bliver på deres." : $"Tegningen er gemt. Processen siger det samme som før, så det er stadig version {svar.Vaerdi.Version}.");
        return LocalRedirect($"~/processer/{Uri.EscapeDataString(svar.Vaerdi.Proces)}");
    }
}
