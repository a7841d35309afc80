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

    /// <summary>The meeting that a postponement means: the named one, the one on the day, or the forum's next; null when there is none.</summary>
    public async Task<Moede?> MaalAsync(Udskydelse til, Moede fra, CancellationToken ct)
    {
        if (til.Moede is { } navngivet)
        {
            var id = new MoedeId(navngivet);
            return await arbejde.Db.Moeder.FirstOrDefaultAsync(m => m.Id == id, ct);
        }

        var senere = await arbejde.Db.Moeder
            .Where(m => m.ForumId == fra.ForumId && m.Start > fra.Start && m.Aflyst == null && m.Afsluttet == null).OrderBy(m => m.Start).ToListAsync(ct);
        return til.Dato is { } dag ? senere.Find(m => m.Dato == dag) : senere.FirstOrDefault();
    }

    /// <summary>
    /// What a postponement breaks: the case's own dates, later forums it no longer reaches, a hand-in that has passed, orders that are due before, and
    /// what its way on then misses or breaks of the law. To be asked before the decision takes effect.
    /// </summary>
    /// <param name="til">Null: nobody says when it comes back.</param>
    /// <param name="gemmes">Whether the words are kept with the decision, where others read them who do not see every step of the case.</param>
    public async Task<IReadOnlyList<string>> FoelgerAsync(Punktopslag.Fundet fundet, Sag sag, Udskydelse? til, bool gemmes, CancellationToken ct)
    {
        var fra = fundet.Moede;
        var maal = til is null ? null : await MaalAsync(til, fra, ct);
        var ny = maal?.Dato ?? til?.Dato;
        var brud = gemmes || (await adgang.SkjulteAsync(sag, ct)).Count == 0 ? Beslutningsregler.BrudteDatoer(sag.EgneDatoer, fra.Dato, ny).ToList() : [];
        brud.AddRange(await BestillingerAsync(sag, fra.Dato, ny, gemmes, ct));
        if (ny is not { } dag)
        {
            return brud;
        }

        if (fundet.Forelaeggelse is { } denne)
        {
            brud.AddRange(await foelger.SenereForaAsync(sag, denne.Raekkefoelge, dag, ct));
        }

        brud.AddRange(Moedeflytning.PasseredeFrister(
            moedefrister.Af(fra.ForumId, dag.ToDateTime(TimeOnly.MinValue)).Where(f => f.Art == Moedefristart.Aflevering), udsendt: false, LokalTid.Af(ur.GetUtcNow())));
        brud.AddRange(await VejenAsync(fundet, sag, maal, dag, gemmes, ct));
        return [.. brud.Distinct()];
    }

    /// <summary>Open orders of the case that are due before the new day.</summary>
    private async Task<IEnumerable<string>> BestillingerAsync(Sag sag, DateOnly moededag, DateOnly? ny, bool gemmes, CancellationToken ct)
    {
        SagId? id = sag.Id;
        var aabne = await arbejde.Db.Bestillinger.AsNoTracking().Where(b => b.SagId == id && b.Afsluttet == null && b.Trukket == null && (b.Frist != null || b.FristMoedeId != null)).ToListAsync(ct);
        return
            from f in await bestillinger.MedAsync(aabne, ct)
            where gemmes ? f.Punkt.Lukket is null : adgang.Ser(f.Punkt, f.Moede.ForumId, sag.CenterId)
            where f.Fristdag >= moededag && (ny is not { } dag || dag > f.Fristdag)
            select $"Bestillingen »{f.Bestilling.Tekst}« har frist {f.Fristdag!.Value.Skriv()}, før sagen kommer igen.";
    }

    /// <summary>What the case's way on misses and breaks when it comes to the forum on the new day, and did not before.</summary>
    private async Task<IReadOnlyList<string>> VejenAsync(Punktopslag.Fundet fundet, Sag sag, Moede? maal, DateOnly dag, bool gemmes, CancellationToken ct)
    {
        if (await laeser.LaesAsync([sag.Id], ct) is not [{ } sagen] || (gemmes ? sagen.HarLukket : !await SerHeleVejenAsync(sag, ct)))
        {
            return [];
        }

        var grundlag = await grundlagslaeser.LaesAsync(null, ct);
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
            .. efter.Maal.Where(v => !v.Naas && !foer.Maal.Any(f => !f.Naas && f.Maal == v.Maal) && !ErSagt(v, dag)).Select(v => v.Tekst(fora)),
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
