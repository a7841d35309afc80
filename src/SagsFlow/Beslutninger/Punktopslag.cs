using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Beslutninger;

/// <summary>Finds an agenda item with what belongs to it, if the caller may see it.</summary>
public sealed class Punktopslag(Arbejde arbejde, Adgang adgang)
{
    /// <summary>An item, its meeting, its case (null for a fast punkt) and its decision, if any.</summary>
    public sealed record Fundet(Dagsordenspunkt Punkt, Moede Moede, Sag? Sag, Beslutning? Beslutning);

    /// <returns>Null when there is no such item, or it is closed to the caller.</returns>
    public async Task<Fundet?> FindAsync(DagsordenspunktId id, CancellationToken ct)
    {
        var db = arbejde.Db;
        if (await db.Dagsordenspunkter.FirstOrDefaultAsync(p => p.Id == id, ct) is not { } punkt)
        {
            return null;
        }

        var moede = await db.Moeder.FirstAsync(m => m.Id == punkt.MoedeId, ct);
        var sag = punkt.SagId is { } sagId ? await db.Sager.FirstAsync(s => s.Id == sagId, ct) : null;
        if (!adgang.Ser(punkt, moede.ForumId, sag?.CenterId))
        {
            return null;
        }

        return new Fundet(punkt, moede, sag, await db.Beslutninger.FirstOrDefaultAsync(b => b.DagsordenspunktId == id, ct));
    }
}
