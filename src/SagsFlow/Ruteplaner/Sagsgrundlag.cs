using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Data;
using SagsFlow.Forelaeggelser;
using SagsFlow.Kalender;
using SagsFlow.Moeder;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Ruteplaner;

/// <summary>What a plan must know of a case: where it stands and what it is to reach, without its texts.</summary>
public sealed record Sagsgrundlag(SagId Id, string Titel, string CenterId, InstanceId InstansId, string OprettetAf, DateTimeOffset Oprettet, bool Lukket, IReadOnlyList<EgenDato> EgneDatoer, OensketMoede? OensketMoede)
{
    /// <summary>Those that have not ended, the oldest first.</summary>
    public required IReadOnlyList<Instans> Instanser { get; init; }

    public required IReadOnlyList<Trin> Forelaeggelser { get; init; }

    public required IReadOnlyList<Arbejdstrin> Opgaver { get; init; }

    /// <summary>The items that are on an agenda.</summary>
    public required IReadOnlyList<Punkt> Punkter { get; init; }

    /// <summary>The decisions that have taken effect, in the order they did.</summary>
    public required IReadOnlyList<Afgoerelse> Beslutninger { get; init; }

    /// <summary>The cells of procesplaner it was made from, with the last day each can be.</summary>
    public required IReadOnlyList<Celle> Celler { get; init; }

    public sealed record Trin(ForelaeggelseId Id, SagId SagId, string ForumId, Behandling Behandling, InstanceId? InstansId, long? Vent, bool Udsat, bool Lukket);

    public sealed record Arbejdstrin(SagId SagId, InstanceId? InstansId, long? Vent, DateTimeOffset Oprettet, DateTimeOffset? Afsluttet, bool Annulleret);

    public sealed record Punkt(DagsordenspunktId Id, SagId SagId, ForelaeggelseId? ForelaeggelseId, MoedeId MoedeId);

    public sealed record Afgoerelse(SagId SagId, DagsordenspunktId PunktId, string ForumId, DateOnly Dato, Udfald Udfald, DateTimeOffset Ekspederet);

    public sealed record Celle(string PlanId, string Id, string Titel, string Forum, DateOnly Senest);

    /// <summary>Whether anything of it is closed, to anybody.</summary>
    public bool HarLukket => Lukket || Forelaeggelser.Any(f => f.Lukket);
}

/// <summary>Reads what plans must know of cases: so many queries for all of them, not for each.</summary>
public sealed class Sagsgrundlagslaeser(Arbejde arbejde, Arbejdskalender kalender)
{
    /// <summary>The cases that are running, of those asked for.</summary>
    public async Task<IReadOnlyList<Sagsgrundlag>> LaesAsync(IReadOnlyCollection<SagId> ider, CancellationToken ct)
    {
        var db = arbejde.Db;
        var sager = await db.Sager.AsNoTracking().Where(s => ider.Contains(s.Id) && s.Afsluttet == null)
            .Select(s => new { s.Id, s.Titel, s.CenterId, s.InstansId, s.OprettetAf, s.Oprettet, Lukket = s.Lukket != null, s.EgneDatoer, s.OensketMoede }).ToListAsync(ct);
        var instanser = (await db.Instanser.AsNoTracking().Where(i => ider.Contains(i.SagId) && !i.Ended).OrderBy(i => i.Oprettet).ToListAsync(ct)).ToLookup(i => i.SagId);
        var forelaeggelser = (await db.Forelaeggelser.AsNoTracking().Where(f => ider.Contains(f.SagId))
            .Select(f => new Sagsgrundlag.Trin(f.Id, f.SagId, f.ForumId, f.Behandling, f.InstansId, f.Vent, f.Udsat, f.Lukket != null)).ToListAsync(ct)).ToLookup(f => f.SagId);
        var opgaver = (await db.Opgaver.AsNoTracking().Where(o => ider.Contains(o.SagId))
            .Select(o => new Sagsgrundlag.Arbejdstrin(o.SagId, o.InstansId, o.Vent, o.Oprettet, o.Afsluttet, o.Annulleret)).ToListAsync(ct)).ToLookup(o => o.SagId);
        var punkter = (await db.Dagsordenspunkter.AsNoTracking().Where(p => p.SagId != null && ider.Contains(p.SagId.Value) && p.Tilstand == PunktTilstand.PaaDagsorden)
            .Select(p => new Sagsgrundlag.Punkt(p.Id, p.SagId!.Value, p.ForelaeggelseId, p.MoedeId)).ToListAsync(ct)).ToLookup(p => p.SagId);
        var beslutninger = (await db.Beslutninger.AsNoTracking().Where(b => b.SagId != null && ider.Contains(b.SagId.Value) && b.Ekspederet != null)
            .Select(b => new Sagsgrundlag.Afgoerelse(b.SagId!.Value, b.DagsordenspunktId, b.ForumId, b.Dato, b.Udfald, b.Ekspederet!.Value)).ToListAsync(ct)).ToLookup(b => b.SagId);
        var celler = await CellerAsync(ider, ct);
        return
        [
            .. sager.Select(s => new Sagsgrundlag(s.Id, s.Titel, s.CenterId, s.InstansId, s.OprettetAf, s.Oprettet, s.Lukket, s.EgneDatoer, s.OensketMoede)
            {
                Instanser = [.. instanser[s.Id]],
                Forelaeggelser = [.. forelaeggelser[s.Id]],
                Opgaver = [.. opgaver[s.Id]],
                Punkter = [.. punkter[s.Id]],
                Beslutninger = [.. beslutninger[s.Id].OrderBy(b => b.Ekspederet)],
                Celler = [.. celler[s.Id]],
            }),
        ];
    }

    private async Task<ILookup<SagId, Sagsgrundlag.Celle>> CellerAsync(IReadOnlyCollection<SagId> ider, CancellationToken ct)
    {
        var plansager = await arbejde.Db.Plansager.AsNoTracking().Where(p => ider.Contains(p.SagId)).ToListAsync(ct);
        var planIder = plansager.Select(p => p.PlanId).Distinct(StringComparer.Ordinal).ToArray();
        var planer = planIder.Length == 0 ? [] : await arbejde.Db.Procesplaner.AsNoTracking().Where(p => planIder.Contains(p.Id)).ToDictionaryAsync(p => p.Id, StringComparer.Ordinal, ct);
        return (
            from p in plansager
            let plan = planer[p.PlanId]
            from celle in plan.Indhold.Celler
            where celle.Id == p.Celle && celle.Forum is not null
            let senest = celle.Dato.Beregn(plan.Anker, kalender).Senest
            where senest is not null
            select (p.SagId, Celle: new Sagsgrundlag.Celle(plan.Id, celle.Id, $"{plan.Titel}: {celle.Titel}", celle.Forum!, senest.Value))).ToLookup(x => x.SagId, x => x.Celle);
    }
}
