using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Frister;

/// <summary>What a case is to hand in for the meeting it is meant for, while its center still has it.</summary>
/// <param name="Moededag">The day it is meant for.</param>
/// <param name="Moede">The forum's meeting that day; null while there is none.</param>
public sealed record Sagsaflevering(Forelaeggelse Forelaeggelse, Sag Sag, DateOnly Moededag, Moede? Moede, Moedefrist Frist);

/// <summary>Finds what cases have still to hand in.</summary>
public sealed class Sagsafleveringer(Arbejde arbejde, Moedefrister moedefrister)
{
    /// <param name="sager">Of which cases; who may know of which forelæggelse is the caller's to ask.</param>
    public async Task<IReadOnlyList<Sagsaflevering>> FindAsync(IQueryable<Sag> sager, CancellationToken ct)
    {
        var db = arbejde.Db;
        var planlagte = await (
            from f in db.Forelaeggelser.AsNoTracking()
            join s in sager.AsNoTracking() on f.SagId equals s.Id
            where f.Tilstand == ForelaeggelseTilstand.Planlagt && s.Afsluttet == null && (f.OensketDato != null || s.OensketMoede != null)
            orderby f.Id
            select new { Forelaeggelse = f, Sag = s }).ToListAsync(ct);
        var fora = planlagte.Select(p => p.Forelaeggelse.ForumId).Distinct(StringComparer.Ordinal).ToArray();
        var moeder = await db.Moeder.AsNoTracking().Where(m => fora.Contains(m.ForumId) && m.Aflyst == null && m.Afsluttet == null).ToListAsync(ct);
        var aendringer = await db.FristaendringerAsync(moeder.Select(m => m.Id), ct);
        return
        [
            .. from p in planlagte
               let f = p.Forelaeggelse
               let dag = f.PlanlagtDag(p.Sag)
               where dag is not null
               let moede = moeder.Find(m => m.ForumId == f.ForumId && m.Dato == dag)
               let frist = moedefrister.Af(f.ForumId, moede?.Start ?? dag.Value.ToDateTime(TimeOnly.MinValue), Moedefristart.Aflevering)
               where frist is not null
               select new Sagsaflevering(f, p.Sag, dag.Value, moede, moede is null ? frist : frist.Med(aendringer[moede.Id])),
        ];
    }
}
