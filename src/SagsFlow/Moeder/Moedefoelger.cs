using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Data;

namespace SagsFlow.Moeder;

/// <summary>Finds what a moved or cancelled meeting touches, and tells it on every chain it concerns.</summary>
public sealed class Moedefoelger(Arbejde arbejde, Adgang adgang, Fora.Forakatalog fora)
{
    /// <summary>The cases' dates that break.</summary>
    public async Task<IReadOnlyList<string>> BrudAsync(Moede moede, IReadOnlyList<Dagsordenspunkt> punkter, DateOnly foer, DateOnly? ny, CancellationToken ct)
    {
        var sagIder = punkter.Where(p => p.SagId is not null).Select(p => p.SagId!.Value).Distinct().ToList();
        var sager = await arbejde.Db.Sager.Where(s => sagIder.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        var sagspunkter =
            from p in Dagsorden.IOrden(punkter)
            where p.SagId is not null
            let sag = sager[p.SagId!.Value]
            where adgang.Ser(p, moede.ForumId, sag.CenterId)
            select new Moedeflytning.Sagspunkt(p.Nr is { } nr ? $"Punkt {nr}, {sag.Titel}" : sag.Titel, sag.EgneDatoer, sag.OensketMoede);
        return [.. Moedeflytning.Brud(moede.ForumId, foer, ny, sagspunkter)];
    }

    /// <summary>Cases that are on a later forum's agenda, or hoped for one, on a day that now comes before this meeting.</summary>
    public async Task<IReadOnlyList<string>> SenereForaAsync(Moede moede, IReadOnlyList<Dagsordenspunkt> punkter, CancellationToken ct)
    {
        var ider = punkter.Select(p => p.ForelaeggelseId).OfType<ForelaeggelseId>().ToList();
        var paa = await arbejde.Db.Forelaeggelser.AsNoTracking().Where(f => ider.Contains(f.Id)).ToListAsync(ct);
        var sagIder = paa.Select(f => f.SagId).Distinct().ToList();
        var sager = await arbejde.Db.Sager.Where(s => sagIder.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        return [.. (await SenereForaAsync([.. paa.Select(f => (sager[f.SagId], f.Raekkefoelge, moede.Dato))], ct)).SelectMany(b => b)];
    }

    /// <summary>Later steps of cases' routes whose day has come too early, of those the caller may see.</summary>
    /// <param name="flyttede">The cases, the step of each that moves, and the day it comes to now.</param>
    /// <returns>For each of them what it breaks, in their order.</returns>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> SenereForaAsync(IReadOnlyCollection<(Sager.Sag Sag, int Raekkefoelge, DateOnly NyDag)> flyttede, CancellationToken ct)
    {
        var ider = flyttede.Select(f => f.Sag.Id).Distinct().ToArray();
        var planlagte = (await arbejde.Db.Forelaeggelser.AsNoTracking()
            .Where(f => ider.Contains(f.SagId) && f.Tilstand == Forelaeggelser.ForelaeggelseTilstand.Planlagt).ToListAsync(ct)).ToLookup(f => f.SagId);
        return [.. flyttede.Select(x => TidligeTrin(planlagte[x.Sag.Id].Where(f => f.Raekkefoelge > x.Raekkefoelge), x.Sag, x.NyDag))];
    }

    private IReadOnlyList<string> TidligeTrin(IEnumerable<Forelaeggelser.Forelaeggelse> senere, Sager.Sag sag, DateOnly nyDag) =>
    [
        .. from f in senere
           where adgang.Ser(f, sag.CenterId)
           let dag = f.PlanlagtDag(sag)
           where dag <= nyDag
           select $"Sagen når ikke {fora.Navn(f.ForumId)} den {dag.Value.Skriv()}: den er først behandlet her den {nyDag.Skriv()}.",
    ];

    /// <summary>
    /// What was broken by moving the meeting anyway stays in the history: in words on each case's chain, where nothing of the case is closed to anybody; and
    /// on the meeting's how much it was.
    /// </summary>
    public async Task GemBrudAsync(Moede moede, IReadOnlyList<Dagsordenspunkt> punkter, DateOnly foer, IReadOnlyCollection<string> brud, CancellationToken ct)
    {
        if (brud.Count == 0)
        {
            return;
        }

        arbejde.Historik.Tilfoej(moede.Kaede, "advaret", $"Der blev advaret om {(brud.Count == 1 ? "1 følge" : $"{brud.Count} følger")}, da mødet blev flyttet.");
        var lukkede = await adgang.LukkedeAsync([.. punkter.Select(p => p.SagId).OfType<SagId>().Distinct()], ct);
        foreach (var punkt in punkter.Where(p => p.SagId is { } sag && !lukkede.Contains(sag)))
        {
            string[] egne = [.. await BrudAsync(moede, [punkt], foer, moede.Dato, ct), .. await SenereForaAsync(moede, [punkt], ct)];
            if (egne.Length > 0)
            {
                arbejde.Historik.Tilfoej(punkt.Kaede, "advaret", $"Mødet i {fora.Navn(moede.ForumId)} blev flyttet, selv om der blev advaret: {string.Join(" ", egne)}", null, punkt.ForelaeggelseId, punkt.Id);
            }
        }
    }

    /// <summary>Orders that are due at the meeting follow it.</summary>
    public async Task<IReadOnlyList<string>> FlyttedeBestillingerAsync(Moede moede, CancellationToken ct) =>
        [.. (await BestillingerAsync(moede, ct)).Select(b => $"{Navn(b)} har frist til mødet og forfalder nu den {moede.Dato.Skriv()}.")];

    /// <summary>Orders that were due at a meeting which will not be held.</summary>
    public async Task<IReadOnlyList<string>> StrandedeBestillingerAsync(Moede moede, CancellationToken ct) =>
        [.. (await BestillingerAsync(moede, ct)).Select(b => $"{Navn(b)} havde frist til mødet og mangler nu en frist.")];

    /// <summary>Tells it on the meeting's chain, and for each item that has a case on the case's.</summary>
    public void FortaelPaaAlle(Moede moede, IEnumerable<Dagsordenspunkt> punkter, string art, string tekst, string? begrundelse)
    {
        arbejde.Historik.Tilfoej(moede.Kaede, art, tekst, begrundelse);
        foreach (var punkt in punkter.Where(p => p.SagId is not null))
        {
            arbejde.Historik.Tilfoej(punkt.Kaede, art, tekst, begrundelse, punkt.ForelaeggelseId, punkt.Id);
        }
    }

    /// <summary>Tells the authors of the cases on the agenda, and the heads of their centers; both have access to what is closed.</summary>
    /// <param name="tekst">What has happened to the meeting.</param>
    public async Task FortaelForfatterneAsync(IEnumerable<Dagsordenspunkt> punkter, string tekst, CancellationToken ct)
    {
        foreach (var sagId in punkter.Select(p => p.SagId).OfType<SagId>().Distinct())
        {
            var sag = await arbejde.Db.Sager.FirstAsync(s => s.Id == sagId, ct);
            var chefer = await Modtagere.MedRolleAsync(arbejde.Store, Rolle.Centerchef, sag.CenterId, LokalTid.Dato(arbejde.Nu), ct);
            foreach (var brugernavn in chefer.Append(sag.OprettetAf).Distinct(StringComparer.Ordinal))
            {
                await arbejde.Store.InsertMessageAsync(
                    new Besked { Id = NytId.Guid(arbejde.Nu), Brugernavn = brugernavn, SagId = sagId, Tekst = $"»{sag.Titel}«: {tekst}", Tid = arbejde.Nu, KanVente = true }, ct);
            }
        }
    }

    private async Task<List<Bestilling>> BestillingerAsync(Moede moede, CancellationToken ct)
    {
        MoedeId? id = moede.Id;
        return await arbejde.Db.Bestillinger.Where(b => b.FristMoedeId == id && b.Afsluttet == null && b.Trukket == null).OrderBy(b => b.Id).ToListAsync(ct);
    }

    /// <summary>What another forum ordered may belong to a closed item of its own.</summary>
    private string Navn(Bestilling b) => adgang.Person.Fora.Contains(b.ForumId, StringComparer.Ordinal) ? $"Bestillingen »{b.Tekst}«" : $"En bestilling fra {b.ForumId}";
}
