using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Procesversioner;

/// <summary>The processes, their versions, and how many cases run on each, of those the caller may know of.</summary>
public sealed record HentProcesser(Side Side) : IForespoergsel<Liste<ProcesversionerSvar>>;

/// <param name="Id">The process's id in its file.</param>
/// <param name="Version">The number of the newest version, which new cases run on.</param>
/// <param name="Fil">The name of the file it was loaded from.</param>
public sealed record ProcesversionerSvar(string Id, string? Navn, int Version, string Fil, IReadOnlyList<VersionSvar> Versioner);

/// <param name="IGang">How many cases run on it now; a process that others call has none of its own.</param>
/// <param name="Indlaest">When it came.</param>
/// <param name="UdgivetAf">Who published it on the page; null for one from a file.</param>
/// <param name="Note">Why.</param>
public sealed record VersionSvar(int Version, string Hash, int IGang, DateTimeOffset Indlaest, string? UdgivetAf, string? Note);

public sealed class HentProcesserHandler(Arbejde arbejde, Adgang adgang, ProcessCatalog processer) : IRequestHandler<HentProcesser, Svar<Liste<ProcesversionerSvar>>>
{
    public async Task<Svar<Liste<ProcesversionerSvar>>> Handle(HentProcesser request, CancellationToken cancellationToken)
    {
        var synlige = arbejde.Db.Sager.Where(adgang.SynligSag);
        var iGang = await (
            from i in arbejde.Db.Instanser
            join s in synlige on new { Sag = i.SagId, Instans = i.Id } equals new { Sag = s.Id, Instans = s.InstansId }
            where !i.Ended
            group i by i.DefinitionHash into g
            select new { Hash = g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Hash, g => g.Antal, cancellationToken);
        return Liste<ProcesversionerSvar>.Af(
            [
                .. processer.Newest.OrderBy(e => e.Definition.Id, StringComparer.Ordinal).Select(e => new ProcesversionerSvar(
                    e.Definition.Id,
                    e.Definition.Name,
                    e.VersionNr,
                    Path.GetFileName(e.File),
                    [.. processer.Versions(e.Definition.Id).Reverse().Select(v => Version(processer.Stored(v.Value)!, iGang.GetValueOrDefault(v.Value)))])),
            ],
            request.Side);
    }

    private static VersionSvar Version(ProcessCatalog.StoredVersion v, int iGang) => new(v.Number, v.Hash, iGang, v.Loaded, v.PublishedBy, v.Note);
}
