using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;

namespace SagsFlow.Frister;

/// <summary>A meeting's deadline set otherwise than its forum's rule, with the reason; the newest of a kind holds.</summary>
public sealed class Fristaendring : IPaaKaede
{
    public Guid Id { get; init; }

    public MoedeId MoedeId { get; init; }

    public Moedefristart Art { get; init; }

    /// <summary>Local time.</summary>
    public DateTime Forfald { get; init; }

    public required string Begrundelse { get; init; }

    public required string Af { get; init; }

    public DateTimeOffset Tid { get; init; }

    public string Kaede => Kaeder.Moede(MoedeId);
}

/// <summary>Finds the deadlines that have been set by hand.</summary>
public static class Fristaendringsopslag
{
    /// <summary>Those of some meetings, by meeting, the newest of each last.</summary>
    public static async Task<ILookup<MoedeId, Fristaendring>> FristaendringerAsync(this SagDbContext db, IEnumerable<MoedeId> moeder, CancellationToken ct)
    {
        var ider = moeder.ToList();
        return (await db.Fristaendringer.AsNoTracking().Where(a => ider.Contains(a.MoedeId)).OrderBy(a => a.Tid).ToListAsync(ct)).ToLookup(a => a.MoedeId);
    }
}
