using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Moeder;
using SagsFlow.Opgaver;
using SagsFlow.Sager;

namespace SagsFlow.Frister;

/// <summary>
/// Gathers deadlines for a caller: tasks, the cases' own dates, ordered work, what is due for meetings, and what each case is to hand in. They
/// are computed from what is stored now, so that they follow whatever moves.
/// </summary>
public sealed class Fristopgoerelse(Arbejde arbejde, Adgang adgang, Opgavevisning opgavevisning, Bestillingsopslag bestillinger, Moedefrister moedefrister, Forakatalog fora, TimeProvider ur)
{
    /// <summary>A deadline this near is "snart".</summary>
    private static readonly TimeSpan Snart = TimeSpan.FromDays(3);

    /// <summary>How near a deadline is.</summary>
    public static FristTilstand Tilstand(DateTime forfald, DateTime nu) =>
        forfald < nu ? FristTilstand.Overskredet : forfald - nu <= Snart ? FristTilstand.Snart : FristTilstand.IGodTid;

    /// <summary>All the deadlines the caller may know of, the nearest first.</summary>
    /// <param name="sag">Only those of one case the caller may know of; null: of all, and of the meetings.</param>
    public async Task<IReadOnlyList<FristSvar>> AlleAsync(Sag? sag, CancellationToken ct)
    {
        var nu = LokalTid.Af(ur.GetUtcNow());
        var skjulteSager = await adgang.SagerMedSkjulteAsync(ct);
        var sager = await SagerAsync(sag, ct);
        var moeder = await arbejde.Db.Moeder.AsNoTracking().Where(m => m.Aflyst == null && m.Afsluttet == null).ToListAsync(ct);
        var aendringer = (await arbejde.Db.Fristaendringer.AsNoTracking().OrderBy(a => a.Tid).ToListAsync(ct)).ToLookup(a => a.MoedeId);
        var frister = new List<FristSvar>();
        frister.AddRange(await OpgaverAsync(sager, skjulteSager, nu, ct));
        frister.AddRange(sager.Values.Where(s => s.Afsluttet is null && !skjulteSager.Contains(s.Id)).SelectMany(s => s.EgneDatoer.Select(d =>
            Dag(Fristart.EgenDato, d.Hvad, d.Senest, null, nu, "Sagens egen dato.") with { SagId = s.Id.Value, Center = s.CenterId })));
        frister.AddRange(await BestilteAsync(sag, moeder, nu, ct));
        frister.AddRange(await AfleveringerAsync(sager, moeder, aendringer, nu, ct));
        if (sag is null)
        {
            frister.AddRange(moeder.SelectMany(m => Moedets(m, aendringer[m.Id], nu)));
        }

        return [.. frister.OrderBy(f => f.Forfald).ThenBy(f => f.Hvad, StringComparer.Ordinal)];
    }

    /// <summary>A meeting's deadlines; one that is cancelled or closed has none.</summary>
    public async Task<IReadOnlyList<FristSvar>> MoedetsAsync(Moede moede, CancellationToken ct) => moede.TjekAabent() is not null
        ? []
        : [.. Moedets(moede, await arbejde.Db.Fristaendringer.AsNoTracking().Where(a => a.MoedeId == moede.Id).OrderBy(a => a.Tid).ToListAsync(ct), LokalTid.Af(ur.GetUtcNow()))];

    /// <summary>A meeting's deadlines that are not met yet.</summary>
    public IEnumerable<FristSvar> Moedets(Moede moede, IEnumerable<Fristaendring> aendringer, DateTime nu) =>
        moedefrister.Af(moede.ForumId, moede.Start).Where(f => !(f.Art == Moedefristart.Udsendelse && moede.Udsendt is not null)).Select(f =>
        {
            var svar = Svar(f, aendringer, nu);
            var hvad = f.Art switch { Moedefristart.Aflevering => "Aflevering af sager til", Moedefristart.Udsendelse => "Udsendelse af dagsorden for", _ => "Referat af" };
            return svar with { Hvad = $"{hvad} {fora.Navn(moede.ForumId)} den {moede.Dato.Skriv()}", Hvem = f.Art == Moedefristart.Aflevering ? null : "sekretariatet", Forum = moede.ForumId, MoedeId = moede.Id.Value };
        });

    private static FristSvar Svar(Moedefrist frist, IEnumerable<Fristaendring> aendringer, DateTime nu)
    {
        var art = frist.Art switch { Moedefristart.Aflevering => Fristart.Aflevering, Moedefristart.Udsendelse => Fristart.Udsendelse, _ => Fristart.Referat };
        var aendret = aendringer.LastOrDefault(a => a.Art == frist.Art);
        var forfald = aendret?.Forfald ?? frist.Forfald;
        return new FristSvar(art, "", forfald, null, Tilstand(forfald, nu), aendret is null ? frist.Forklaring : $"Sat af {aendret.Af}: {aendret.Begrundelse}. Efter reglen: {frist.Forklaring}")
        {
            Beregning = BeregningSvar.Af(frist),
            Aendret = aendret is null ? null : new FristaendringSvar(aendret.Af, aendret.Begrundelse, aendret.Tid, frist.Forfald),
        };
    }

    private async Task<Dictionary<SagId, Sag>> SagerAsync(Sag? sag, CancellationToken ct) => sag is not null
        ? new Dictionary<SagId, Sag> { [sag.Id] = sag }
        : await arbejde.Db.Sager.AsNoTracking().Where(adgang.SynligSag).Where(s => s.Afsluttet == null).ToDictionaryAsync(s => s.Id, ct);

    private async Task<IEnumerable<FristSvar>> OpgaverAsync(Dictionary<SagId, Sag> sager, IReadOnlySet<SagId> skjulte, DateTime nu, CancellationToken ct)
    {
        var aabne = arbejde.Db.Opgaver.AsNoTracking().Where(o => o.Afsluttet == null && o.Frist != null);
        var opgaver = await (sager.Count == 1 && sager.Keys.Single() is var en ? aabne.Where(o => o.SagId == en) : aabne).ToListAsync(ct);
        return from o in opgaver
               where sager.ContainsKey(o.SagId) && (opgavevisning.Kan(o) || !skjulte.Contains(o.SagId))
               let forfald = LokalTid.Af(o.Frist!.Value)
               select new FristSvar(Fristart.Opgave, o.Navn, forfald, o.TildeltTil ?? o.Rolle, Tilstand(forfald, nu), "Processens tidsfrist for opgaven.") { SagId = o.SagId.Value, Center = sager[o.SagId].CenterId };
    }

    private async Task<IEnumerable<FristSvar>> BestilteAsync(Sag? sag, List<Moede> moeder, DateTime nu, CancellationToken ct)
    {
        var skjulte = await bestillinger.SkjultePunkterAsync(ct);
        var alle = arbejde.Db.Bestillinger.AsNoTracking().Where(b => b.Afsluttet == null && b.Trukket == null && (b.Frist != null || b.FristMoedeId != null) && !skjulte.Contains(b.DagsordenspunktId));
        var sagId = sag?.Id;
        var synligeSager = arbejde.Db.Sager.Where(adgang.SynligSag);
        var aabne = await (sagId is null ? alle.Where(b => b.SagId == null || synligeSager.Any(s => s.Id == b.SagId)) : alle.Where(b => b.SagId == sagId)).ToListAsync(ct);
        return from b in aabne
               let moede = b.FristMoedeId is { } m ? moeder.Find(x => x.Id == m) : null
               let dag = moede?.Dato ?? b.Frist
               where dag is not null
               select Dag(Fristart.Bestilling, b.Tekst, dag.Value, b.Ansvarlig, nu, moede is null ? $"Bestilt af {fora.Navn(b.ForumId)}." : $"Bestilt af {fora.Navn(b.ForumId)} til mødet i {fora.Navn(moede.ForumId)} den {moede.Dato.Skriv()}.")
                   with { SagId = b.SagId?.Value, Forum = b.ForumId };
    }

    /// <summary>What each case is to hand in for the meeting it is meant for, while its center still has it.</summary>
    private async Task<IEnumerable<FristSvar>> AfleveringerAsync(Dictionary<SagId, Sag> sager, List<Moede> moeder, ILookup<MoedeId, Fristaendring> aendringer, DateTime nu, CancellationToken ct)
    {
        var planlagte = await arbejde.Db.Forelaeggelser.AsNoTracking().Where(f => f.Tilstand == ForelaeggelseTilstand.Planlagt).ToListAsync(ct);
        return from f in planlagte
               where sager.ContainsKey(f.SagId)
               let sag = sager[f.SagId]
               where adgang.Ser(f, sag.CenterId)
               let dag = f.PlanlagtDag(sag)
               where dag is not null
               let moede = moeder.Find(m => m.ForumId == f.ForumId && m.Dato == dag)
               let frist = moedefrister.Af(f.ForumId, moede?.Start ?? dag.Value.ToDateTime(TimeOnly.MinValue), Moedefristart.Aflevering)
               where frist is not null
               select Svar(frist, moede is null ? [] : aendringer[moede.Id], nu) with
               {
                   Hvad = $"Aflevering af sagen til {fora.Navn(f.ForumId)} den {dag.Value.Skriv()}{(moede is null ? ", hvor der endnu ikke er et møde" : "")}",
                   Hvem = sag.CenterId,
                   Center = sag.CenterId,
                   Forum = f.ForumId,
                   SagId = sag.Id.Value,
                   MoedeId = moede?.Id.Value,
               };
    }

    private static FristSvar Dag(Fristart art, string hvad, DateOnly dag, string? hvem, DateTime nu, string forklaring)
    {
        var forfald = dag.ToDateTime(new TimeOnly(23, 59));
        return new FristSvar(art, hvad, forfald, hvem, Tilstand(forfald, nu), forklaring);
    }
}
