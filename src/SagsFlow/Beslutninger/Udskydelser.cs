using Microsoft.EntityFrameworkCore;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Frister;
using SagsFlow.Moeder;
using SagsFlow.Ruteplaner;
using SagsFlow.Sager;

namespace SagsFlow.Beslutninger;

/// <summary>Where a postponed item goes: onto a meeting's agenda, or to the secretary's waiting list (domain: § 2.3).</summary>
public sealed class Udskydelser(
    Arbejde arbejde, Adgang adgang, Forakatalog fora, Dagsordener dagsordener, Moedefoelger foelger, Moedefrister moedefrister, Bestillingsopslag bestillinger,
    Plangrundlagslaeser grundlagslaeser, Sagsgrundlagslaeser laeser, Sagsbedoemmelse bedoemmelse, TimeProvider ur)
{
    /// <summary>The new item, or none, and what the secretary must know.</summary>
    public sealed record Placering(DagsordenspunktId? Punkt, IReadOnlyList<string> Advarsler);

    /// <summary>An item that comes back.</summary>
    /// <param name="Til">Null: nobody says when.</param>
    public sealed record Udsat(Punktopslag.Fundet Fundet, Sag Sag, Udskydelse? Til);

    /// <summary>An item that comes back on a day, at a meeting if there is one then.</summary>
    private sealed record Genkomst(Udsat Udsat, Moede? Maal, DateOnly Dag);

    /// <summary>The meeting that a postponement means: the named one, the one on the day, or the forum's next; null when there is none.</summary>
    public async Task<Moede?> MaalAsync(Udskydelse til, Moede fra, CancellationToken ct) => (await MaaleneAsync([(til, fra)], ct))[0];

    private async Task<IReadOnlyList<Moede?>> MaaleneAsync(IReadOnlyCollection<(Udskydelse? Til, Moede Fra)> udskydelser, CancellationToken ct)
    {
        var navngivne = udskydelser.Select(u => u.Til?.Moede).OfType<Guid>().Distinct().Select(id => new MoedeId(id)).ToArray();
        var kendte = navngivne.Length == 0 ? [] : await arbejde.Db.Moeder.Where(m => navngivne.Contains(m.Id)).ToDictionaryAsync(m => m.Id.Value, ct);
        var senere = new Dictionary<MoedeId, List<Moede>>();
        foreach (var fra in udskydelser.Where(u => u.Til is { Moede: null }).Select(u => u.Fra).DistinctBy(m => m.Id))
        {
            senere[fra.Id] = await arbejde.Db.Moeder
                .Where(m => m.ForumId == fra.ForumId && m.Start > fra.Start && m.Aflyst == null && m.Afsluttet == null).OrderBy(m => m.Start).ToListAsync(ct);
        }

        return
        [
            .. udskydelser.Select(u =>
                u.Til is not { } til ? null
                : til.Moede is { } navngivet ? kendte.GetValueOrDefault(navngivet)
                : til.Dato is { } dag ? senere[u.Fra.Id].Find(m => m.Dato == dag)
                : senere[u.Fra.Id].FirstOrDefault()),
        ];
    }

    /// <summary>
    /// What a postponement breaks: the case's own dates, later forums it no longer reaches, a hand-in that has passed, orders that are due before, and
    /// what its way on then misses or breaks of the law. To be asked before the decision takes effect.
    /// </summary>
    /// <param name="til">Null: nobody says when it comes back.</param>
    /// <param name="gemmes">Whether the words are kept with the decision, where others read them who do not see every step of the case.</param>
    public async Task<IReadOnlyList<string>> FoelgerAsync(Punktopslag.Fundet fundet, Sag sag, Udskydelse? til, bool gemmes, CancellationToken ct) =>
        (await FoelgerAsync([new Udsat(fundet, sag, til)], gemmes, ct))[0];

    /// <summary>The same, of several items: what each breaks, in their order.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<string>>> FoelgerAsync(IReadOnlyList<Udsat> udsatte, bool gemmes, CancellationToken ct)
    {
        if (udsatte.Count == 0)
        {
            return [];
        }

        var maal = await MaaleneAsync([.. udsatte.Select(u => (u.Til, u.Fundet.Moede))], ct);
        var dage = udsatte.Select((u, i) => maal[i]?.Dato ?? u.Til?.Dato).ToList();
        var aabne = await AabneBestillingerAsync([.. udsatte.Select(u => (SagId?)u.Sag.Id).Distinct()], ct);
        var komne = udsatte.Select((u, i) => dage[i] is { } dag ? new Genkomst(u, maal[i], dag) : null).OfType<Genkomst>().ToList();
        var paaVejen = await PaaVejenAsync(komne, gemmes, ct);
        var alle = new List<IReadOnlyList<string>>();
        for (var i = 0; i < udsatte.Count; i++)
        {
            var (fundet, sag, _) = udsatte[i];
            string[] brud =
            [
                .. gemmes || (await adgang.SkjulteAsync(sag, ct)).Count == 0 ? Beslutningsregler.BrudteDatoer(sag.EgneDatoer, fundet.Moede.Dato, dage[i]) : [],
                .. Bestillinger(aabne[sag.Id], sag, fundet.Moede.Dato, dage[i], gemmes),
            ];
            alle.Add(komne.Find(k => k.Udsat == udsatte[i]) is { } kommet ? [.. brud.Concat(paaVejen[kommet]).Distinct()] : brud);
        }

        return alle;
    }

    /// <summary>The cases' open orders that are due some day.</summary>
    private async Task<ILookup<SagId?, Bestillingsopslag.Fundet>> AabneBestillingerAsync(SagId?[] sager, CancellationToken ct)
    {
        var aabne = await arbejde.Db.Bestillinger.AsNoTracking()
            .Where(b => sager.Contains(b.SagId) && b.Afsluttet == null && b.Trukket == null && (b.Frist != null || b.FristMoedeId != null)).ToListAsync(ct);
        return (aabne.Count == 0 ? [] : await bestillinger.MedAsync(aabne, ct)).ToLookup(f => f.Bestilling.SagId);
    }

    /// <summary>Open orders of the case that are due before the new day.</summary>
    private IEnumerable<string> Bestillinger(IEnumerable<Bestillingsopslag.Fundet> aabne, Sag sag, DateOnly moededag, DateOnly? ny, bool gemmes) =>
        from f in aabne
        where gemmes ? f.Punkt.Lukket is null : adgang.Ser(f.Punkt, f.Moede.ForumId, sag.CenterId)
        where f.Fristdag >= moededag && (ny is not { } dag || dag > f.Fristdag)
        select $"Bestillingen »{f.Bestilling.Tekst}« har frist {f.Fristdag!.Value.Skriv()}, før sagen kommer igen.";

    /// <summary>What coming on the new day does to the later forums, to the hand-in and to the case's way on.</summary>
    private async Task<IReadOnlyDictionary<Genkomst, IReadOnlyList<string>>> PaaVejenAsync(List<Genkomst> komne, bool gemmes, CancellationToken ct)
    {
        var brud = new Dictionary<Genkomst, IReadOnlyList<string>>();
        if (komne.Count == 0)
        {
            return brud;
        }

        var medTrin = komne.Where(k => k.Udsat.Fundet.Forelaeggelse is not null).ToList();
        var senere = await foelger.SenereForaAsync([.. medTrin.Select(k => (k.Udsat.Sag, k.Udsat.Fundet.Forelaeggelse!.Raekkefoelge, k.Dag))], ct);
        var sager = (await laeser.LaesAsync([.. komne.Select(k => k.Udsat.Sag.Id).Distinct()], ct)).ToDictionary(s => s.Id);
        Plangrundlag? grundlag = null;
        foreach (var kommet in komne)
        {
            var (fundet, sag, _) = kommet.Udsat;
            IReadOnlyList<string> vejen = [];
            if (sager.TryGetValue(sag.Id, out var sagen) && (gemmes ? !sagen.HarLukket : await SerHeleVejenAsync(sag, ct)))
            {
                grundlag ??= await grundlagslaeser.LaesAsync(null, ct);
                vejen = Vejen(kommet, sagen, grundlag);
            }

            brud[kommet] =
            [
                .. medTrin.IndexOf(kommet) is >= 0 and var nr ? senere[nr] : [],
                .. Moedeflytning.PasseredeFrister(
                    moedefrister.Af(fundet.Moede.ForumId, kommet.Dag.ToDateTime(TimeOnly.MinValue)).Where(f => f.Art == Moedefristart.Aflevering), udsendt: false, LokalTid.Af(ur.GetUtcNow())),
                .. vejen,
            ];
        }

        return brud;
    }

    /// <summary>What the case's way on misses and breaks when it comes to the forum on the new day, and did not before.</summary>
    private IReadOnlyList<string> Vejen(Genkomst kommet, Sagsgrundlag sagen, Plangrundlag grundlag)
    {
        var (udsat, maal, dag) = kommet;
        var fundet = udsat.Fundet;
        var moede = maal is not null && grundlag.Moeder.TryGetValue(maal.Id.Value, out var kendt)
            ? kendt
            : new Planmoede(Guid.Empty, fundet.Moede.ForumId, dag.ToDateTime(TimeOnly.FromDateTime(fundet.Moede.Start)), null, null, moedefrister);
        if (bedoemmelse.Bedoem(sagen, grundlag) is not { } foer || bedoemmelse.Bedoem(sagen, grundlag, s => Udskudt(s, fundet, moede)) is not { } efter)
        {
            return [];
        }

        var regler = new Ruteregler(fora);
        var (brud, advarsler) = regler.Bedoem(efter.Forudsaetninger, efter.Forloeb);
        var (brudFoer, advarslerFoer) = regler.Bedoem(foer.Forudsaetninger, foer.Forloeb);
        return
        [
            .. efter.Maal.Where(v => !v.Naas && !foer.Maal.Any(f => !f.Naas && f.Maal == v.Maal) && !ErSagt(v, dag)).Select(v => v.Tekst(fora, grundlag.Idag)),
            .. brud.Except(brudFoer),
            .. advarsler.Except(advarslerFoer),
        ];
    }

    /// <summary>A date of the case's own before the new day is told of already.</summary>
    private static bool ErSagt(Maalvurdering v, DateOnly dag) => v.Maal.Forum is null && v.Maal.Senest < dag;

    private static Sagsstilling Udskudt(Sagsstilling stilling, Punktopslag.Fundet fundet, Planmoede moede) => stilling with
    {
        Aabne = stilling.Aabne.ToDictionary(a => a.Key, a => a.Value.ForelaeggelseId is { } f && f == fundet.Forelaeggelse?.Id ? a.Value with { Moede = moede, Udsat = true } : a.Value),
    };

    private async Task<bool> SerHeleVejenAsync(Sag sag, CancellationToken ct) =>
        (sag.Lukket is null || adgang.Person.Centre.Contains(sag.CenterId, StringComparer.Ordinal)) && (await adgang.SkjulteAsync(sag, ct)).Count == 0;

    /// <summary>Places a forelæggelse that is ready again.</summary>
    public async Task<Placering> PlacerAsync(Beslutning b, Forelaeggelse forelaeggelse, CancellationToken ct)
    {
        if (forelaeggelse.Tilstand != ForelaeggelseTilstand.Klar)
        {
            return new Placering(null, ["Sagens forløb fører den ikke tilbage til forummet, så punktet kom ikke på venteliste."]);
        }

        if (b.UdskudtTil is not { } til)
        {
            return new Placering(null, ["Punktet ligger på ventelisten, til det lægges på et møde."]);
        }

        var fra = await arbejde.Db.Moeder.FirstAsync(m => m.Id == b.MoedeId, ct);
        var maal = await MaalAsync(til, fra, ct);
        if (maal is null)
        {
            forelaeggelse.OensketDato = til.Dato;
            return new Placering(null, [til.Dato is { } dag
                ? $"Der er ikke noget møde den {dag.Skriv()}. Punktet ligger på ventelisten med den dag som ønske."
                : "Der er ikke planlagt et senere møde i forummet. Punktet ligger på ventelisten."]);
        }

        var svar = await dagsordener.LaegPaaAsync(maal, forelaeggelse, maal.Udsendt is null ? null : $"Udskudt fra {b.Dato.Skriv()}", ct);
        if (svar.Fejl is { } fejl)
        {
            forelaeggelse.OensketDato = maal.Dato;
            return new Placering(null, [$"Punktet kunne ikke lægges på mødet den {maal.Dato.Skriv()} og ligger på ventelisten: {fejl.Tekst}"]);
        }

        return new Placering(svar.Vaerdi.Id, maal.Udsendt is null ? [] : [$"Dagsordenen for mødet den {maal.Dato.Skriv()} er udsendt, så punktet kommer på tillægsdagsordenen."]);
    }
}
