using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Bestillinger;

/// <summary>An order as the API shows it.</summary>
/// <param name="Dato">The day of the meeting that ordered it.</param>
/// <param name="Frist">The day it is due; the meeting's when it is due at a meeting.</param>
/// <param name="Moede">The meeting it is due at.</param>
/// <param name="Status"><c>aaben</c>, <c>afsluttet</c> or <c>trukket</c>.</param>
public sealed record BestillingSvar(
    Guid Id,
    string Forum,
    DateOnly Dato,
    Guid MoedeId,
    Guid DagsordenspunktId,
    int? PunktNr,
    Guid? SagId,
    string? Journalnummer,
    string? SagTitel,
    string Tekst,
    string? Ansvarlig,
    DateOnly? Frist,
    Guid? Moede,
    string Status,
    bool Overskredet,
    DateTimeOffset Oprettet,
    DateTimeOffset? Afsluttet,
    IReadOnlyList<Tilbagemelding> Tilbagemeldinger,
    int Version) : IVersionssvar
{
    /// <summary>Whether the item it was made on is closed, so that a print of it is not left lying about.</summary>
    public bool Lukket { get; init; }

    /// <summary>Whether the caller may report back on it now.</summary>
    public bool KanMelde { get; init; }

    /// <summary>Whether the caller may change who is to do it, and by when.</summary>
    public bool KanRettes { get; init; }
}

/// <summary>Finds orders for a caller: an order is seen by those who may see the item it was made on.</summary>
public sealed class Bestillingsopslag(Arbejde arbejde, Adgang adgang, Forakatalog katalog)
{
    /// <summary>An order with what belongs to it; the case is null for a fast punkt's.</summary>
    public sealed record Fundet(Bestilling Bestilling, Dagsordenspunkt Punkt, Moede Moede, Sag? Sag, Moede? Fristmoede)
    {
        /// <summary>The day it is due: its meeting's, unless that is cancelled, else its own; null when there is none.</summary>
        public DateOnly? Fristdag => Dag(Bestilling.Frist, Fristmoede);
    }

    private static DateOnly? Dag(DateOnly? frist, Moede? fristmoede) => fristmoede is { } m ? m.Aflyst is null ? m.Dato : null : frist;

    /// <summary>What an order's deadline is told by.</summary>
    public sealed record MedDag(string Forum, SagId? Sag, string Tekst, string? Ansvarlig, DateOnly Dag, Moede? Fristmoede);

    /// <summary>Orders with the day each is due; those that are due on no day are left out.</summary>
    public async Task<IReadOnlyList<MedDag>> MedFristAsync(IQueryable<Bestilling> bestillinger, CancellationToken ct)
    {
        var alle = await bestillinger.Select(b => new { b.ForumId, b.SagId, b.Tekst, b.Ansvarlig, b.Frist, b.FristMoedeId }).ToListAsync(ct);
        var ider = alle.Select(b => b.FristMoedeId).OfType<MoedeId>().Distinct().ToList();
        var moeder = ider.Count == 0 ? [] : await arbejde.Db.Moeder.AsNoTracking().Where(m => ider.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        return
        [
            .. from b in alle
               let moede = b.FristMoedeId is { } f ? moeder[f] : null
               let dag = Dag(b.Frist, moede)
               where dag is not null
               select new MedDag(b.ForumId, b.SagId, b.Tekst, b.Ansvarlig, dag.Value, moede),
        ];
    }

    /// <returns>Null when there is none, or its item is closed to the caller.</returns>
    public async Task<Fundet?> FindAsync(BestillingId id, CancellationToken ct) =>
        await arbejde.Db.Bestillinger.FirstOrDefaultAsync(b => b.Id == id, ct) is { } bestilling
        && (await MedAsync([bestilling], ct)) is [{ } fundet] && adgang.Ser(fundet.Punkt, fundet.Moede.ForumId, fundet.Sag?.CenterId) ? fundet : null;

    /// <summary>Adds what belongs to each order.</summary>
    public async Task<IReadOnlyList<Fundet>> MedAsync(IReadOnlyList<Bestilling> bestillinger, CancellationToken ct)
    {
        var db = arbejde.Db;
        var punktIder = bestillinger.Select(b => b.DagsordenspunktId).Distinct().ToList();
        var punkter = await db.Dagsordenspunkter.AsNoTracking().Where(p => punktIder.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var moedeIder = bestillinger.Select(b => b.MoedeId).Concat(bestillinger.Select(b => b.FristMoedeId).OfType<MoedeId>()).Distinct().ToList();
        var moeder = await db.Moeder.AsNoTracking().Where(m => moedeIder.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        var sagIder = bestillinger.Select(b => b.SagId).OfType<SagId>().Distinct().ToList();
        var sager = await db.Sager.AsNoTracking().Where(s => sagIder.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        return
        [
            .. bestillinger.Select(b => new Fundet(
                b, punkter[b.DagsordenspunktId], moeder[b.MoedeId], b.SagId is { } s ? sager[s] : null, b.FristMoedeId is { } f ? moeder[f] : null)),
        ];
    }

    public BestillingSvar Svar(Fundet f, DateTimeOffset nu)
    {
        var (b, punkt, moede, sag, fristmoede) = f;
        var frist = fristmoede?.Dato ?? b.Frist;
        return new BestillingSvar(
            b.Id.Value,
            b.ForumId,
            moede.Dato,
            moede.Id.Value,
            punkt.Id.Value,
            punkt.Nr,
            b.SagId?.Value,
            punkt.Journalnummer ?? sag?.Journalnummer,
            punkt.Indhold?.Titel,
            b.Tekst,
            b.Ansvarlig,
            frist,
            b.FristMoedeId?.Value,
            b.Status,
            b.Status == "aaben" && f.Fristdag < LokalTid.Dato(nu),
            b.Oprettet,
            b.Afsluttet,
            b.Tilbagemeldinger,
            b.Version)
        {
            Lukket = punkt.Lukket is not null,
            KanMelde = b.Lukket() is null && MaaMelde(f),
            KanRettes = b.Lukket() is null && adgang.Person.ErSekretaerFor(b.ForumId),
        };
    }

    /// <summary>Who may report back: the forum's secretary, who is to do it, and the case's center.</summary>
    public bool MaaMelde(Fundet f) =>
        adgang.Person.ErSekretaerFor(f.Bestilling.ForumId)
        || Ansvarlige.Omfatter(f.Bestilling.Ansvarlig, adgang.Person, katalog)
        || (f.Sag is { } sag && adgang.Person.Centre.Contains(sag.CenterId, StringComparer.Ordinal));
}
