using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Forelaeggelser;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Beslutninger;

/// <summary>Finds an agenda item with what belongs to it, if the caller may see it.</summary>
public sealed class Punktopslag(Arbejde arbejde, Adgang adgang)
{
    /// <summary>An item, its meeting, its case and forelæggelse (null for a fast punkt) and its decision, if any.</summary>
    public sealed record Fundet(Dagsordenspunkt Punkt, Moede Moede, Sag? Sag, Forelaeggelse? Forelaeggelse, Beslutning? Beslutning);

    private static readonly Func<SagDbContext, DagsordenspunktId, CancellationToken, Task<Fundet?>> Hent = EF.CompileAsyncQuery((SagDbContext db, DagsordenspunktId id, CancellationToken ct) => (
        from p in db.Dagsordenspunkter.Where(p => p.Id == id)
        from m in db.Moeder.Where(m => m.Id == p.MoedeId)
        from s in db.Sager.Where(s => s.Id == p.SagId).DefaultIfEmpty()
        from f in db.Forelaeggelser.Where(f => f.Id == p.ForelaeggelseId).DefaultIfEmpty()
        from b in db.Beslutninger.Where(b => b.DagsordenspunktId == p.Id).DefaultIfEmpty()
        select new Fundet(p, m, s, f, b)).FirstOrDefault());

    /// <returns>Null when there is no such item, or it is closed to the caller.</returns>
    public async Task<Fundet?> FindAsync(DagsordenspunktId id, CancellationToken ct) => await Hent(arbejde.Db, id, ct) is { } fundet && Ser(fundet) ? fundet : null;

    /// <summary>The meeting's items that are not closed to the caller.</summary>
    public async Task<IReadOnlyList<Fundet>> FindAlleAsync(MoedeId moede, CancellationToken ct)
    {
        var db = arbejde.Db;
        var fundne = await (
            from p in db.Dagsordenspunkter.Where(p => p.MoedeId == moede)
            from m in db.Moeder.Where(m => m.Id == p.MoedeId)
            from s in db.Sager.Where(s => s.Id == p.SagId).DefaultIfEmpty()
            from f in db.Forelaeggelser.Where(f => f.Id == p.ForelaeggelseId).DefaultIfEmpty()
            from b in db.Beslutninger.Where(b => b.DagsordenspunktId == p.Id).DefaultIfEmpty()
            select new Fundet(p, m, s, f, b)).ToListAsync(ct);
        return [.. fundne.Where(Ser)];
    }

    private bool Ser(Fundet fundet) => adgang.Ser(fundet.Punkt, fundet.Moede.ForumId, fundet.Sag?.CenterId);
}
