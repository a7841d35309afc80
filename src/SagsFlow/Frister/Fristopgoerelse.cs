using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Kalender;
using SagsFlow.Moeder;
using SagsFlow.Opgaver;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Frister;

/// <summary>
/// Gathers deadlines for a caller: tasks, the cases' own dates, ordered work, what is due for meetings, what each case is to hand in, hearings, and the cells of the plans. They
/// are computed from what is stored now, so that they follow whatever moves.
/// </summary>
public sealed class Fristopgoerelse(Arbejde arbejde, Adgang adgang, Opgavevisning opgavevisning, Bestillingsopslag bestillinger, Sagsafleveringer afleveringer, Moedefrister moedefrister, Hoeringer hoeringer, Planfrister planfrister, ProcessCatalog processer, Forakatalog fora, Arbejdskalender kalender, TimeProvider ur)
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
        var udvalg = sag is null ? arbejde.Db.Sager.Where(adgang.SynligSag) : arbejde.Db.Sager.Where(s => s.Id == sag.Id);
        var aabne = udvalg.Where(s => s.Afsluttet == null);
        var skjulte = adgang.SagerMedSkjulte;
        var frister = new List<FristSvar>();
        frister.AddRange(await OpgaverAsync(sag, aabne, nu, ct));
        frister.AddRange(await EgneDatoerAsync(aabne, nu, ct));
        frister.AddRange(await BestilteAsync(sag, nu, ct));
        frister.AddRange((await afleveringer.FindAsync(udvalg, ct)).Where(a => adgang.Ser(a.Forelaeggelse, a.Sag.CenterId)).Select(a => Aflevering(a, nu)));
        frister.AddRange((await hoeringer.FindAsync(udvalg, nu, ct)).Where(h => adgang.Ser(h.Forelaeggelse, h.Sag.CenterId)).Select(h => Hoering(h, nu)));
        frister.AddRange((await planfrister.FindAsync(aabne.Where(s => !skjulte.Contains(s.Id)), nu, ct)).Where(p => sag is null || p.Sag is not null).Select(p => Plan(p, nu)));
        if (sag is null)
        {
            var moeder = await arbejde.Db.Moeder.AsNoTracking().Where(m => m.Aflyst == null && m.Afsluttet == null).ToListAsync(ct);
            var aendringer = await arbejde.Db.FristaendringerAsync(moeder.Select(m => m.Id), ct);
            frister.AddRange(moeder.SelectMany(m => Moedets(m, aendringer[m.Id], nu)));
        }

        return [.. frister.OrderBy(f => f.Forfald).ThenBy(f => f.Hvad, StringComparer.Ordinal)];
    }

    /// <summary>A meeting's deadlines; one that is cancelled or closed has none.</summary>
    public async Task<IReadOnlyList<FristSvar>> MoedetsAsync(Moede moede, CancellationToken ct) => moede.TjekAabent() is not null
        ? []
        : [.. Moedets(moede, (await arbejde.Db.FristaendringerAsync([moede.Id], ct))[moede.Id], LokalTid.Af(ur.GetUtcNow()))];

    /// <summary>A meeting's deadlines that are not met yet.</summary>
    public IEnumerable<FristSvar> Moedets(Moede moede, IEnumerable<Fristaendring> aendringer, DateTime nu) =>
        moedefrister.Af(moede.ForumId, moede.Start).Where(f => !(f.Art == Moedefristart.Udsendelse && moede.Udsendt is not null)).Select(f =>
        {
            var svar = Svar(f.Med(aendringer), nu);
            var hvad = f.Art switch { Moedefristart.Aflevering => "Aflevering af sager til", Moedefristart.Udsendelse => "Udsendelse af dagsorden for", _ => "Referat af" };
            return svar with { Hvad = $"{hvad} {fora.Navn(moede.ForumId)} den {moede.Dato.Skriv()}", Hvem = f.Art == Moedefristart.Aflevering ? null : "sekretariatet", Forum = moede.ForumId, MoedeId = moede.Id.Value };
        });

    private static FristSvar Svar(Moedefrist frist, DateTime nu)
    {
        var art = frist.Art switch { Moedefristart.Aflevering => Fristart.Aflevering, Moedefristart.Udsendelse => Fristart.Udsendelse, _ => Fristart.Referat };
        return new FristSvar(art, "", frist.Forfald, null, Tilstand(frist.Forfald, nu), frist.Forklaring)
        {
            Beregning = BeregningSvar.Af(frist),
            Aendret = frist.Aendring is { } sat ? new FristaendringSvar(sat.Af, sat.Begrundelse, sat.Tid, frist.EfterReglen) : null,
        };
    }

    private FristSvar Aflevering(Sagsaflevering a, DateTime nu) => Svar(a.Frist, nu) with
    {
        Hvad = $"Aflevering af sagen til {fora.Navn(a.Forelaeggelse.ForumId)} den {a.Moededag.Skriv()}{(a.Moede is null ? ", hvor der endnu ikke er et møde" : "")}",
        Hvem = a.Sag.CenterId,
        Center = a.Sag.CenterId,
        Forum = a.Forelaeggelse.ForumId,
        SagId = a.Sag.Id.Value,
        MoedeId = a.Moede?.Id.Value,
    };

    private FristSvar Hoering(Hoering h, DateTime nu) =>
        new(Fristart.Hoering, $"Høringssvar fra {fora.Navn(h.Forelaeggelse.ForumId)}", h.Svarfrist, h.Forelaeggelse.ForumId, Tilstand(h.Svarfrist, nu), h.Forklaring)
        {
            Forum = h.Forelaeggelse.ForumId, Center = h.Sag.CenterId, SagId = h.Sag.Id.Value, MoedeId = h.Moede?.Id.Value,
        };

    private static FristSvar Plan(Planfrist p, DateTime nu) =>
        new(Fristart.Plan, p.Hvad, p.Forfald, p.Celle.Center, Tilstand(p.Forfald, nu), p.Forklaring) { Forum = p.Celle.Forum, Center = p.Celle.Center, SagId = p.Sag?.Value };

    private async Task<IEnumerable<FristSvar>> OpgaverAsync(Sag? sag, IQueryable<Sag> sager, DateTime nu, CancellationToken ct)
    {
        var skjulte = adgang.SagerMedSkjulte;
        var medFrist = arbejde.Db.Opgaver.AsNoTracking().Where(o => o.Afsluttet == null && o.Frist != null);
        var opgaver = await (
            from o in sag is null ? medFrist : medFrist.Where(o => o.SagId == sag.Id)
            join s in sager on o.SagId equals s.Id
            join i in arbejde.Db.Instanser on o.InstansId equals (InstanceId?)i.Id into instanser
            from i in instanser.DefaultIfEmpty()
            select new { o.SagId, o.Node, o.Navn, o.Rolle, o.Enhed, o.TildeltTil, o.Frist, Center = s.CenterId, Skjult = skjulte.Contains(o.SagId), i.DefinitionHash }).ToListAsync(ct);
        return from o in opgaver
               where !o.Skjult || opgavevisning.Kan(o.TildeltTil, o.Rolle, o.Enhed)
               let node = processer.Node(o.DefinitionHash, o.Node)
               let hoeres = node is not null && Attribut.ErHoering(node)
               let forfald = Opgavefrist.Forfald(o.Frist!.Value, node, kalender)
               select new FristSvar(
                   hoeres ? Fristart.Hoering : Fristart.Opgave, o.Navn, forfald, o.TildeltTil ?? o.Rolle, Tilstand(forfald, nu),
                   hoeres ? "Processens høringsfrist. Er der ikke svaret, når den udløber, noteres »intet svar«, aldrig et samtykke." : "Processens tidsfrist for opgaven.") { SagId = o.SagId.Value, Center = o.Center };
    }

    private async Task<IEnumerable<FristSvar>> EgneDatoerAsync(IQueryable<Sag> sager, DateTime nu, CancellationToken ct)
    {
        var skjulte = adgang.SagerMedSkjulte;

        // As it is stored, a list that is not empty holds an object.
        var medDatoer = await sager.Where(s => EF.Functions.Like((string)(object)s.EgneDatoer, "%{%") && !skjulte.Contains(s.Id)).Select(s => new { s.Id, s.CenterId, s.EgneDatoer }).ToListAsync(ct);
        return medDatoer.SelectMany(s => s.EgneDatoer.Select(d => Dag(Fristart.EgenDato, d.Hvad, d.Senest, null, nu, "Sagens egen dato.") with { SagId = s.Id.Value, Center = s.CenterId }));
    }

    private async Task<IEnumerable<FristSvar>> BestilteAsync(Sag? sag, DateTime nu, CancellationToken ct)
    {
        var skjulte = adgang.SkjultePunkter;
        var alle = arbejde.Db.Bestillinger.AsNoTracking().Where(b => b.Afsluttet == null && b.Trukket == null && (b.Frist != null || b.FristMoedeId != null) && !skjulte.Contains(b.DagsordenspunktId));
        var sagId = sag?.Id;
        var synligeSager = arbejde.Db.Sager.Where(adgang.SynligSag);
        var aabne = sagId is null ? alle.Where(b => b.SagId == null || synligeSager.Any(s => s.Id == b.SagId)) : alle.Where(b => b.SagId == sagId);
        return (await bestillinger.MedFristAsync(aabne, ct)).Select(b =>
            Dag(Fristart.Bestilling, b.Tekst, b.Dag, b.Ansvarlig, nu, b.Fristmoede is { } m ? $"Bestilt af {fora.Navn(b.Forum)} til mødet i {fora.Navn(m.ForumId)} den {m.Dato.Skriv()}." : $"Bestilt af {fora.Navn(b.Forum)}.")
                with { SagId = b.Sag?.Value, Forum = b.Forum });
    }

    private static FristSvar Dag(Fristart art, string hvad, DateOnly dag, string? hvem, DateTime nu, string forklaring)
    {
        var forfald = dag.ToDateTime(new TimeOnly(23, 59));
        return new FristSvar(art, hvad, forfald, hvem, Tilstand(forfald, nu), forklaring);
    }
}
