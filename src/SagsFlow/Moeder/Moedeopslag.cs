using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>Finds meetings, and what lies on their agendas.</summary>
public static class Moedeopslag
{
    /// <summary>The forums' meetings from one day to another, both included, in order of time; those that are cancelled too.</summary>
    public static async Task<IReadOnlyList<Moede>> MellemAsync(this SagDbContext db, IEnumerable<string?> fora, DateOnly fra, DateOnly til, CancellationToken ct)
    {
        var ider = fora.OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        var (start, slut) = (fra.ToDateTime(TimeOnly.MinValue), til.ToDateTime(new TimeOnly(23, 59)));
        return ider.Length == 0 ? [] : await db.Moeder.AsNoTracking().Where(m => ider.Contains(m.ForumId) && m.Start >= start && m.Start <= slut).OrderBy(m => m.Start).ThenBy(m => m.Id).ToListAsync(ct);
    }

    /// <summary>A meeting of a forum the caller is secretary of; else why not.</summary>
    public static async Task<Svar<Moede>> ForSekretaerAsync(this IQueryable<Moede> moeder, Guid id, Person person, Forakatalog fora, CancellationToken ct)
    {
        var moedeId = new MoedeId(id);
        return await moeder.FirstOrDefaultAsync(m => m.Id == moedeId, ct) is not { } moede ? MoedeFejl.FindesIkke
            : person.ErSekretaerFor(moede.ForumId) ? moede
            : MoedeFejl.IkkeSekretaer(fora.Navn(moede.ForumId));
    }

    /// <summary>Items that are on an agenda and not decided there: a draft of a decision decides nothing.</summary>
    public static IQueryable<Dagsordenspunkt> UafgjortePunkter(this SagDbContext db) =>
        db.Dagsordenspunkter.Where(p => p.Tilstand == PunktTilstand.PaaDagsorden && !db.Beslutninger.Any(b => b.DagsordenspunktId == p.Id && b.Ekspederet != null));
}
