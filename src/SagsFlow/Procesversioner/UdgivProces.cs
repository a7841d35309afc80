using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Procesversioner;

/// <param name="Xml">The BPMN file's text.</param>
/// <param name="Note">What is new, and why; in the history.</param>
public sealed record UdgivelseBody(string? Xml, string? Note);

/// <summary>Publishes a version of a process, which new cases then use; for administrators. Running cases stay on theirs.</summary>
/// <param name="ProcesId">The process; null for a new one.</param>
public sealed record UdgivProces(string? ProcesId, UdgivelseBody Body) : IKommando<UdgivelseSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        if (string.IsNullOrWhiteSpace(Body.Xml))
        {
            fejl.Tilfoej("xml", "Vælg eller tegn en BPMN-fil.");
        }

        fejl.Tjek("note", Body.Note, Tekstregler.LaengsteKort, kraeves: true);
    }
}

/// <param name="Proces">The process's id.</param>
/// <param name="NyVersion">False when the file says what the version in use says, and only its drawing was kept.</param>
/// <param name="Fund">What there is to look at; none of it a fault.</param>
public sealed record UdgivelseSvar(string Proces, int Version, string Hash, bool NyVersion, IReadOnlyList<ProcesfundSvar> Fund);

public sealed class UdgivProcesHandler(Arbejde arbejde, Adgang adgang, Proceskontrol kontrol, ProcessCatalog processer) : IRequestHandler<UdgivProces, Svar<UdgivelseSvar>>
{
    public async Task<Svar<UdgivelseSvar>> Handle(UdgivProces request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return UdgivelsesFejl.KunAdmin;
        }

        if (request.ProcesId is { } id && processer.FindNewest(id) is null)
        {
            return MigreringFejl.UkendtProces;
        }

        var tjekket = kontrol.Tjek(request.Body.Xml!, request.ProcesId);
        if (!tjekket.ErGyldig)
        {
            return UdgivelsesFejl.HarFejl(tjekket.Svar);
        }

        UdgivelseSvar? svar = null;
        foreach (var definition in tjekket.Fil.Definitions)
        {
            var (nr, ny) = await UdgivAsync(definition, tjekket.Fil, request.Body.Note!.Trim(), cancellationToken);
            svar = definition.Id == request.ProcesId || svar is null ? new UdgivelseSvar(definition.Id, nr, definition.ContentHash, ny, tjekket.Svar) : svar;
        }

        return svar!;
    }

    private async Task<(int Nr, bool Ny)> UdgivAsync(ProcessDefinition definition, LoadedFile fil, string note, CancellationToken ct)
    {
        var hash = definition.ContentHash;
        var navn = definition.Name ?? definition.Id;
        var kendt = processer.Stored(hash);
        var iBrug = processer.FindNewest(definition.Id)?.ContentHash == hash;
        var nr = kendt?.Number ?? await arbejde.Store.InsertDefinitionAsync(definition.Id, hash, $"{definition.Id}.bpmn", fil.Xml, arbejde.Nu, arbejde.Aktoer, note, ct);
        if (kendt is not null)
        {
            await arbejde.Store.RedrawDefinitionAsync(hash, fil.Xml, ct);
        }

        await arbejde.Store.UseDefinitionAsync(definition.Id, hash, ct);
        arbejde.Historik.Tilfoej(
            Kaeder.System, "proces-udgivet", iBrug ? $"Tegningen af processen »{navn}«, version {nr}, er ændret." : $"Processen »{navn}«, version {nr}, bruges af nye sager fra nu af.", note);
        var gemt = kendt ?? new ProcessCatalog.StoredVersion(definition.Id, hash, nr, $"{definition.Id}.bpmn", arbejde.Nu, arbejde.Aktoer, note);
        arbejde.EfterCommit(() => processer.Use(definition, gemt, fil.Xml));
        return (nr, !iBrug);
    }
}

/// <summary>Every refusal about publishing.</summary>
public static class UdgivelsesFejl
{
    public static readonly Fejl KunAdmin = FaellesFejl.Forbudt("Kun en administrator kan ændre processer.");

    public static Fejl HarFejl(IReadOnlyList<ProcesfundSvar> fund)
    {
        var fejl = fund.Where(f => f.Fejl).Select(f => f.Element is null ? f.Tekst : $"{f.Element}: {f.Tekst}").ToArray();
        return new Fejl(FejlArt.Input, "proces-har-fejl", fejl.Length == 1 ? fejl[0] : $"Processen har {fejl.Length} fejl, der skal rettes først.", new Dictionary<string, string[]>(StringComparer.Ordinal) { ["xml"] = fejl })
        {
            Detaljer = fund,
        };
    }
}
