using Microsoft.EntityFrameworkCore;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;
using SagsFlow.Opgaver;

namespace SagsFlow.Kalenderfeed;

/// <summary>
/// What stands in a calendar, for what the caller may see now. Calendars lie on telephones and in other people's programs: they name forums,
/// meetings and tasks, never the title of a case, and the number of a case only while nothing of it is closed.
/// </summary>
public sealed class Kalenderindhold(
    Arbejde arbejde, Kald kald, Adgang adgang, Forakatalog fora, Sagsafleveringer afleveringer, Fristopgoerelse frister, Opgavevisning opgaver, Bestillingsopslag bestillinger, TimeProvider ur)
{
    /// <summary>Days back; what is older is left to the calendar's past.</summary>
    private const int DageTilbage = 90;

    /// <summary>A forum's meetings and what is due for them.</summary>
    /// <param name="side">Where people reach the program.</param>
    public async Task<IReadOnlyList<Begivenhed>> ForForumAsync(string forum, Uri side, CancellationToken ct)
    {
        var moeder = await MoederAsync([forum], ct);
        var aendret = await AendretAsync(moeder, ct);
        var aendringer = await arbejde.Db.FristaendringerAsync(moeder.Select(m => m.Id), ct);
        var nu = LokalTid.Af(ur.GetUtcNow());
        return
        [
            .. moeder.Select(m => Moedet(m, aendret, side)),
            .. from m in moeder
               where m.Afsluttet is null
               from f in frister.Moedets(m, aendringer[m.Id], nu)
               select new Begivenhed($"{Navne.Ord(f.Art)}-{m.Id}", f.Hvad, m.Version, aendret[m.Id]) { Start = f.Forfald, Tekst = f.Forklaring, Side = side, Aflyst = m.Aflyst is not null },
        ];
    }

    /// <summary>The caller's meetings, tasks, ordered work, and what the own center is to hand in.</summary>
    /// <param name="side">Where people reach the program.</param>
    public async Task<IReadOnlyList<Begivenhed>> ForMigAsync(Uri side, CancellationToken ct)
    {
        var moeder = await MoederAsync(kald.Person.Fora, ct);
        var aendret = await AendretAsync(moeder, ct);
        return [.. moeder.Select(m => Moedet(m, aendret, side)), .. await OpgaverAsync(side, ct), .. await BestiltAsync(side, ct), .. await AfleveringerAsync(side, ct)];
    }

    private Begivenhed Moedet(Moede m, Dictionary<MoedeId, DateTimeOffset> aendret, Uri side) =>
        new($"moede-{m.Id}", $"Møde i {fora.Navn(m.ForumId)}", m.Version, aendret[m.Id]) { Start = m.Start, Slut = m.Slut, Sted = m.Sted, Side = side, Aflyst = m.Aflyst is not null, Optager = true };

    private Task<List<Moede>> MoederAsync(IReadOnlyList<string> iFora, CancellationToken ct)
    {
        var fra = LokalTid.Af(ur.GetUtcNow()).AddDays(-DageTilbage);
        var ider = iFora.ToArray();
        return arbejde.Db.Moeder.AsNoTracking().Where(m => ider.Contains(m.ForumId) && m.Start >= fra).OrderBy(m => m.Start).ThenBy(m => m.Id).ToListAsync(ct);
    }

    /// <summary>When each meeting last changed; its history tells.</summary>
    private async Task<Dictionary<MoedeId, DateTimeOffset>> AendretAsync(List<Moede> moeder, CancellationToken ct)
    {
        var kaeder = moeder.Select(m => m.Kaede).ToArray();
        var tider = await arbejde.Db.Historik.AsNoTracking().Where(h => kaeder.Contains(h.Kaede)).GroupBy(h => h.Kaede).Select(g => new { g.Key, Tid = g.Max(h => h.Tid) }).ToDictionaryAsync(g => g.Key, g => g.Tid, ct);
        return moeder.ToDictionary(m => m.Id, m => tider[m.Kaede]);
    }

    private async Task<IEnumerable<Begivenhed>> OpgaverAsync(Uri side, CancellationToken ct)
    {
        var synlige = arbejde.Db.Sager.Where(adgang.SynligSag);
        var mig = kald.Person.Brugernavn;
        var roller = kald.Person.Roller.Select(r => Navne.Ord(r.Rolle)).Distinct(StringComparer.Ordinal).ToArray();
        var alle = await arbejde.Db.Opgaver.AsNoTracking()
            .Where(o => o.Afsluttet == null && o.Frist != null && (o.TildeltTil == mig || (o.TildeltTil == null && roller.Contains(o.Rolle))) && synlige.Any(s => s.Id == o.SagId))
            .OrderBy(o => o.Id).ToListAsync(ct);
        var mine = alle.Where(opgaver.Kan).ToList();
        var numre = await NumreAsync(mine.Select(o => o.SagId), ct);
        return mine.Select(o => new Begivenhed($"opgave-{o.Id}", $"Frist: {o.Navn}{numre[o.SagId]}", o.Version, o.Oprettet)
        {
            Start = LokalTid.Af(o.Frist!.Value),
            Side = new Uri(side, $"/sager/{o.SagId}"),
        });
    }

    private async Task<IEnumerable<Begivenhed>> BestiltAsync(Uri side, CancellationToken ct)
    {
        var skjulte = adgang.SkjultePunkter;
        var synlige = arbejde.Db.Sager.Where(adgang.SynligSag);
        var alle = await arbejde.Db.Bestillinger.AsNoTracking()
            .Where(b => b.Afsluttet == null && b.Trukket == null && b.Ansvarlig != null && (b.Frist != null || b.FristMoedeId != null) && !skjulte.Contains(b.DagsordenspunktId) && (b.SagId == null || synlige.Any(s => s.Id == b.SagId)))
            .OrderBy(b => b.Id).ToListAsync(ct);
        var mine = alle.Where(b => Ansvarlige.Omfatter(b.Ansvarlig, kald.Person, fora)).ToList();
        var numre = await NumreAsync(mine.Select(b => b.SagId).OfType<SagId>(), ct);
        return from f in await bestillinger.MedAsync(mine, ct)
               let b = f.Bestilling
               let dag = f.Fristdag
               where dag is not null
               select new Begivenhed($"bestilling-{b.Id}", $"Frist: bestilling fra {fora.Navn(b.ForumId)}{(b.SagId is { } sag ? numre[sag] : "")}", b.Version + (f.Fristmoede?.Version ?? 0), b.Oprettet)
               {
                   Dag = dag,
                   Side = b.SagId is { } id ? new Uri(side, $"/sager/{id}") : side,
               };
    }

    /// <summary>What the own center's cases are to hand in for the meetings they are meant for.</summary>
    private async Task<IEnumerable<Begivenhed>> AfleveringerAsync(Uri side, CancellationToken ct)
    {
        var centre = kald.Person.Centre.ToArray();
        var egne = await afleveringer.FindAsync(arbejde.Db.Sager.Where(s => centre.Contains(s.CenterId)), ct);
        var numre = await NumreAsync(egne.Select(e => e.Sag.Id), ct);
        return egne.Select(e => new Begivenhed($"aflevering-{e.Forelaeggelse.Id}", $"Aflevering til {fora.Navn(e.Forelaeggelse.ForumId)}{numre[e.Sag.Id]}", e.Forelaeggelse.Version + (e.Moede?.Version ?? 0), e.Sag.Oprettet)
        {
            Start = e.Frist.Forfald,
            Tekst = e.Frist.Aendring is null ? e.Frist.Forklaring : null,
            Side = new Uri(side, $"/sager/{e.Sag.Id}"),
        });
    }

    /// <summary>How each case is told from others: its number, or nothing.</summary>
    private async Task<Dictionary<SagId, string>> NumreAsync(IEnumerable<SagId> sager, CancellationToken ct)
    {
        var ider = sager.Distinct().ToList();
        var lukkede = await adgang.LukkedeAsync(ider, ct);
        var numre = await arbejde.Db.Sager.AsNoTracking().Where(s => ider.Contains(s.Id)).Select(s => new { s.Id, s.Journalnummer }).ToListAsync(ct);
        return numre.ToDictionary(n => n.Id, n => n.Journalnummer is null || lukkede.Contains(n.Id) ? "" : $" ({n.Journalnummer})");
    }
}
