using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Frister;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Beslutninger;

/// <summary>Where a postponed item goes: onto a meeting's agenda, or to the secretary's waiting list (domain: § 2.3).</summary>
public sealed class Udskydelser(Arbejde arbejde, Dagsordener dagsordener, Moedefoelger foelger, Moedefrister moedefrister, TimeProvider ur)
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

    /// <summary>The day a postponed item comes back, or null when it is not known.</summary>
    public async Task<DateOnly?> NyDatoAsync(Beslutning b, CancellationToken ct)
    {
        if (b.UdskudtTil is not { } til)
        {
            return null;
        }

        var fra = await arbejde.Db.Moeder.FirstAsync(m => m.Id == b.MoedeId, ct);
        return (await MaalAsync(til, fra, ct))?.Dato ?? til.Dato;
    }

    /// <summary>What the postponement breaks: the case's own dates, later forums it no longer reaches, and a hand-in that has passed.</summary>
    public async Task<IReadOnlyList<string>> BrudteDatoerAsync(Beslutning b, Sag sag, CancellationToken ct)
    {
        var ny = await NyDatoAsync(b, ct);
        var brud = Beslutningsregler.BrudteDatoer(sag.EgneDatoer, b.Dato, ny).ToList();
        if (ny is not { } dag)
        {
            return brud;
        }

        if (b.ForelaeggelseId is { } id && await arbejde.Db.Forelaeggelser.AsNoTracking().FirstOrDefaultAsync(f => f.Id == id, ct) is { } denne)
        {
            brud.AddRange(await foelger.SenereForaAsync(sag, denne.Raekkefoelge, dag, ct));
        }

        brud.AddRange(Moedeflytning.PasseredeFrister(
            moedefrister.Af(b.ForumId, dag.ToDateTime(TimeOnly.MinValue)).Where(f => f.Art == Moedefristart.Aflevering), udsendt: false, LokalTid.Af(ur.GetUtcNow())));
        return brud;
    }

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
