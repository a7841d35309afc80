using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;

namespace SagsFlow.Forelaeggelser;

/// <summary>
/// A case's forelæggelser in the transaction that runs: read once, and after that as the transaction has left them, with those it added.
/// </summary>
public sealed class Sagensforelaeggelser(Arbejde arbejde)
{
    private static readonly Func<SagDbContext, SagId, IAsyncEnumerable<Forelaeggelse>> Gemte =
        EF.CompileAsyncQuery((SagDbContext db, SagId sag) => db.Forelaeggelser.Where(f => f.SagId == sag));

    /// <summary>All of them in the order of the route. The list is the caller's own; the rows are not.</summary>
    public async Task<List<Forelaeggelse>> AlleAsync(SagId sag, CancellationToken ct)
    {
        if (arbejde.FoersteGang((typeof(Sagensforelaeggelser), sag)))
        {
            await foreach (var _ in Gemte(arbejde.Db, sag).WithCancellation(ct))
            {
                // Reading makes the context know it.
            }
        }

        return [.. arbejde.Db.Forelaeggelser.Local.Where(f => f.SagId == sag).OrderBy(f => f.Raekkefoelge)];
    }

    /// <summary>One of them; null when it is not this case's.</summary>
    public async Task<Forelaeggelse?> FindAsync(SagId sag, ForelaeggelseId id, CancellationToken ct) => (await AlleAsync(sag, ct)).Find(f => f.Id == id);
}
