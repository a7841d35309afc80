using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;

namespace SagsFlow.Demo;

/// <summary>The reminders that came while the clock moved, so that they can be told among what people did.</summary>
public sealed class Paamindelser(IServiceScopeFactory scopes)
{
    private const string Art = "paamindelse";

    private readonly HashSet<(string Kaede, long Nr)> _fortalt = [];

    /// <summary>Those not told before, in order.</summary>
    public async Task<IReadOnlyList<(DateTime Tid, string Tekst)>> NyeAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<SagDbContext>();
        var poster = await db.Historik.AsNoTracking().Where(p => p.Art == Art).ToListAsync(ct);
        var sager = await db.Sager.AsNoTracking().ToListAsync(ct);
        return
        [
            .. poster.Where(p => _fortalt.Add((p.Kaede, p.Nr))).OrderBy(p => p.Tid)
                .Select(p => (LokalTid.Af(p.Tid), $"{sager.Find(s => s.Kaede == p.Kaede)?.Journalnummer}: {p.Tekst}")),
        ];
    }
}
