using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Frister;

/// <summary>A forum that is heard and has not answered.</summary>
/// <param name="Svarfrist">When it is to answer: at its meeting; local time.</param>
/// <param name="Moede">That meeting; null while the day it is meant for has none.</param>
public sealed record Hoering(Forelaeggelse Forelaeggelse, Sag Sag, DateTime Svarfrist, Moede? Moede, string Forklaring);

/// <summary>Finds the hearings that run (domain: § 5, HU-høring).</summary>
public sealed class Hoeringer(Arbejde arbejde, Moedefrister moedefrister, Forakatalog fora)
{
    /// <param name="sager">Of which cases; who may know of which forelæggelse is the caller's to ask.</param>
    /// <param name="nu">Local time.</param>
    public async Task<IReadOnlyList<Hoering>> FindAsync(IQueryable<Sag> sager, DateTime nu, CancellationToken ct)
    {
        var db = arbejde.Db;
        var hoeres = await (
            from f in db.Forelaeggelser.AsNoTracking()
            join s in sager.AsNoTracking() on f.SagId equals s.Id
            where f.Tilstand == ForelaeggelseTilstand.Klar && f.Behandling == Behandling.Hoeres && s.Afsluttet == null
            orderby f.Id
            select new { Forelaeggelse = f, Sag = s }).ToListAsync(ct);
        if (hoeres.Count == 0)
        {
            return [];
        }

        var ider = hoeres.Select(h => (ForelaeggelseId?)h.Forelaeggelse.Id).ToList();
        var punkter = await db.UafgjortePunkter().AsNoTracking().Where(p => ider.Contains(p.ForelaeggelseId)).ToListAsync(ct);
        var forumIder = hoeres.Select(h => h.Forelaeggelse.ForumId).Distinct(StringComparer.Ordinal).ToArray();
        var moeder = await db.Moeder.AsNoTracking().Where(m => forumIder.Contains(m.ForumId) && m.Aflyst == null).OrderBy(m => m.Start).ToListAsync(ct);
        return [.. hoeres.Select(h => Hoering(h.Forelaeggelse, h.Sag, moeder, punkter, nu)).OfType<Hoering>()];
    }

    private Hoering? Hoering(Forelaeggelse f, Sag sag, List<Moede> moeder, List<Dagsordenspunkt> punkter, DateTime nu)
    {
        var navn = fora.Navn(f.ForumId);
        if (punkter.Find(p => p.ForelaeggelseId == f.Id) is { } punkt && moeder.Find(m => m.Id == punkt.MoedeId) is { } paa)
        {
            return new Hoering(f, sag, paa.Start, paa, $"{navn} høres på sit møde, som sagen er på dagsordenen til. Et udeblevet svar er ikke et samtykke.");
        }

        if (f.PlanlagtDag(sag) is { } dag)
        {
            var den = moeder.Find(m => m.ForumId == f.ForumId && m.Dato == dag);
            return new Hoering(f, sag, den?.Start ?? dag.ToDateTime(new TimeOnly(23, 59)), den, $"{navn} skal høres den dag, sagen er bestemt til. Et udeblevet svar er ikke et samtykke.");
        }

        return moeder.Find(m => m.ForumId == f.ForumId && m.Start > nu && m.Udsendt is null && !(moedefrister.Af(m.ForumId, m.Start, Moedefristart.Aflevering)?.Forfald < nu)) is { } naeste
            ? new Hoering(f, sag, naeste.Start, naeste, $"{navn} høres på sit næste møde, som sagen kan nå; den er ikke på nogen dagsorden endnu. Et udeblevet svar er ikke et samtykke.")
            : null;
    }
}
