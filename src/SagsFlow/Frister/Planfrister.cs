using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Kalender;
using SagsFlow.Moeder;
using SagsFlow.Procesplaner;
using SagsFlow.Sager;

namespace SagsFlow.Frister;

/// <summary>What a cell of a procesplan asks for.</summary>
/// <param name="Sag">The case made from it; null while there is none.</param>
/// <param name="Forfald">Local time. Without a case, when one is to be handed in; with a case, when it is to be treated.</param>
public sealed record Planfrist(Procesplan Plan, Plancelle Celle, SagId? Sag, DateTime Forfald, string Forklaring)
{
    public string Hvad => $"»{Celle.Titel}« i {Plan.Titel}";
}

/// <summary>Finds the deadlines of the plans' cells that have not passed, and of those whose cases have not been treated.</summary>
public sealed class Planfrister(Arbejde arbejde, Forakatalog fora, Arbejdskalender kalender, Moedefrister moedefrister)
{
    private static readonly TimeOnly Dagslut = new(23, 59);

    /// <param name="kendte">The cases that are known of; a cell whose case is not among them looks as if it had none.</param>
    /// <param name="nu">Local time.</param>
    public async Task<IReadOnlyList<Planfrist>> FindAsync(IQueryable<Sag> kendte, DateTime nu, CancellationToken ct)
    {
        var planer = await arbejde.Db.Procesplaner.AsNoTracking().OrderBy(p => p.Id).ToListAsync(ct);
        var lavet = (await arbejde.Db.Plansager.AsNoTracking().ToListAsync(ct)).ToDictionary(p => (p.PlanId, p.Celle), p => p.SagId);
        var egne = lavet.Values.ToArray();
        var sager = (await kendte.Where(s => egne.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct)).ToHashSet();
        var behandlet = (await arbejde.Db.Beslutninger.AsNoTracking().Where(b => b.SagId != null && egne.Contains(b.SagId.Value) && b.Ekspederet != null).Select(b => new { b.SagId, b.ForumId }).ToListAsync(ct))
            .Select(b => (b.SagId!.Value, b.ForumId)).ToHashSet();
        var moeder = await arbejde.Db.Moeder.AsNoTracking().Where(m => m.Aflyst == null && m.Start > nu).ToListAsync(ct);
        return
        [
            .. from plan in planer
               from celle in plan.Indhold.Celler
               let sag = lavet.TryGetValue((plan.Id, celle.Id), out var id) && sager.Contains(id) ? id : (SagId?)null
               where sag is null || celle.Forum is null || !behandlet.Contains((sag.Value, celle.Forum))
               let frist = Frist(plan, celle, sag, moeder, nu)
               where frist is not null
               select frist,
        ];
    }

    private Planfrist? Frist(Procesplan plan, Plancelle celle, SagId? sag, List<Moede> moeder, DateTime nu)
    {
        var dato = celle.Dato.Beregn(plan.Anker, kalender);
        if (dato.Senest is not { } senest)
        {
            return null;
        }

        var slut = senest.ToDateTime(celle.Kl ?? Dagslut);
        if (slut < nu && (sag is null || celle.Forum is null))
        {
            return null;
        }

        var hvor = celle.Forum is null ? plan.Titel : $"{plan.Titel}, {fora.Navn(celle.Forum)}";
        var forklaring = $"Procesplanen {hvor}: {dato.Tekst}{(celle.Dato.Forklaring(plan.Ankernavn, plan.Anker) is { } regnet ? $" ({regnet})" : "")}.";
        var moede = dato.ErEnDag ? moeder.Find(m => m.ForumId == celle.Forum && m.Dato == senest) : null;
        return sag is null && celle.Forum is not null && dato.ErEnDag && moedefrister.Af(celle.Forum, moede?.Start ?? senest.ToDateTime(TimeOnly.MinValue), Moedefristart.Aflevering) is { } aflevering
            ? new Planfrist(plan, celle, null, aflevering.Forfald, $"{forklaring} Sagen skal afleveres: {aflevering.Forklaring}")
            : new Planfrist(plan, celle, sag, slut, forklaring);
    }
}
