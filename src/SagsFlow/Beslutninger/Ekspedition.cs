using Microsoft.EntityFrameworkCore;
using SagsFlow.Bestillinger;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;
using SagsFlow.Processer;
using SagsFlow.Ruteplaner;
using SagsFlow.Sager;

namespace SagsFlow.Beslutninger;

/// <summary>
/// Takes a decision into effect, in the transaction that is open: the case's process goes on, orders become real, a postponed item finds its
/// next meeting, and people are told (architecture § 2).
/// </summary>
public sealed class Ekspedition(Arbejde arbejde, ProcessRunner runner, Ruteplan ruteplan, Udskydelser udskydelser, Underretning underretning, Sekretaeropgaver opgaver, Sagensforelaeggelser forelaeggelser, Forakatalog katalog, Genplanlaegning genplanlaegning)
{
    /// <summary>Takes one decision into effect.</summary>
    /// <returns>Why it cannot; else null. Then everything it set going stands in its <see cref="Beslutning.Virkning"/>.</returns>
    public async Task<Fejl?> UdfoerAsync(Beslutning beslutning, CancellationToken ct)
    {
        if (!beslutning.ErKladde)
        {
            return BeslutningFejl.AlleredeEkspederet(beslutning);
        }

        var db = arbejde.Db;
        var punkt = await db.Dagsordenspunkter.FindAsync([beslutning.DagsordenspunktId], ct) ?? throw new InvalidOperationException("The decision's item is gone.");
        var sag = beslutning.SagId is { } sagId ? await db.Sager.FindAsync([sagId], ct) : null;
        beslutning.Ekspederet = arbejde.Nu;
        beslutning.EkspederetAf = arbejde.Aktoer;
        arbejde.Historik.Tilfoej(
            beslutning.Kaede,
            "beslutning-ekspederet",
            $"Beslutning i {katalog.Navn(beslutning.ForumId)} den {beslutning.Dato.Skriv()} er ekspederet: {beslutning.Udfald.Tekst()}.",
            forelaeggelse: beslutning.ForelaeggelseId,
            punkt: beslutning.DagsordenspunktId);

        // A decision that is stopped stands, but nothing of it is carried out.
        var bestillinger = beslutning.Protokol.Standset is null ? Bestil(beslutning) : [];
        var virkning = new Virkning([], [], [], []);
        if (sag is not null && beslutning.ForelaeggelseId is { } forelaeggelseId)
        {
            var forelaeggelse = await forelaeggelser.FindAsync(sag.Id, forelaeggelseId, ct) ?? throw new InvalidOperationException($"Forelaeggelse {forelaeggelseId} is unknown.");
            virkning = await GaaVidereAsync(beslutning, punkt, sag, forelaeggelse, ct);
        }

        beslutning.Virkning = virkning with { Bestillinger = bestillinger };
        await underretning.SendAsync(beslutning, punkt, sag, ct);
        await arbejde.SkrivNuAsync(ct);
        return null;
    }

    private List<Guid> Bestil(Beslutning b)
    {
        var lavet = new List<Guid>();
        foreach (var arbejdet in b.Bestillinger)
        {
            var bestilling = new Bestilling
            {
                Id = NytId.Af<BestillingId>(arbejde.Nu),
                ForumId = b.ForumId,
                SagId = b.SagId,
                BeslutningId = b.Id,
                DagsordenspunktId = b.DagsordenspunktId,
                MoedeId = b.MoedeId,
                Tekst = arbejdet.Tekst,
                Ansvarlig = arbejdet.Ansvarlig,
                Frist = arbejdet.Frist,
                FristMoedeId = arbejdet.Moede is { } m ? new MoedeId(m) : null,
                Oprettet = arbejde.Nu,
            };
            arbejde.Db.Bestillinger.Add(bestilling);
            lavet.Add(bestilling.Id.Value);
        }

        if (lavet.Count > 0)
        {
            arbejde.Historik.Tilfoej(
                b.Kaede, "bestilt", lavet.Count == 1 ? "Der er oprettet en bestilling." : $"Der er oprettet {lavet.Count} bestillinger.", forelaeggelse: b.ForelaeggelseId, punkt: b.DagsordenspunktId);
        }

        return lavet;
    }

    private async Task<Virkning> GaaVidereAsync(Beslutning b, Dagsordenspunkt punkt, Sag sag, Forelaeggelse forelaeggelse, CancellationToken ct)
    {
        var foelger = b.Udfald.KommerIgen() ? await FoelgerAsync(b, punkt, sag, forelaeggelse, ct) : [];
        var foer = (await forelaeggelser.AlleAsync(sag.Id, ct)).Select(ForelaeggelseFoer.Af).ToList();
        forelaeggelse.Tilstand = ForelaeggelseTilstand.Behandlet;
        forelaeggelse.Udsat = b.Udfald.KommerIgen();
        forelaeggelse.OensketDato = null;
        var advarsler = new List<string>();
        var punkter = new List<Guid>();
        IReadOnlyList<InstansTrin> trin = [];
        var foerste = runner.Taken.Count;
        if (b.Protokol.Standset is { } standset)
        {
            await StandsAsync(b, standset, ct);
            advarsler.Add("Beslutningen er indbragt for Byrådet. Den står ved magt, men sagen går først videre, når Byrådet har taget stilling.");
        }
        else if (forelaeggelse is { InstansId: { } instans, Vent: { } vent } && await TagTrinAsync(b, sag, forelaeggelse, instans, vent, ct) is { } taget)
        {
            trin = taget;
            if (b.Udfald.KommerIgen())
            {
                var placeret = await udskydelser.PlacerAsync(b, forelaeggelse, ct);
                punkter.AddRange(placeret.Punkt is { } p ? [p.Value] : []);
                advarsler.AddRange(placeret.Advarsler);
                await arbejde.SkrivNuAsync(ct);
                await runner.FactsChangedAsync([sag.Id], ct);
                trin = Trin(foerste);
            }
        }
        else
        {
            advarsler.Add("Sagens forløb ventede ikke på beslutningen, så den fik ingen følger for sagens vej.");
        }

        advarsler.AddRange(foelger);
        await genplanlaegning.SagAsync(sag.Id, fortael: true, ct);
        var kendte = foer.Select(f => f.Id).ToHashSet();
        var nye = (await forelaeggelser.AlleAsync(sag.Id, ct)).Select(f => f.Id.Value).Where(id => !kendte.Contains(id)).ToList();
        return new Virkning([], punkter, nye, trin)
        {
            Foer = foer,
            InstanserEfter = (await arbejde.Store.InstancesOfAsync(sag.Id, ct)).Count,
            Advarsler = advarsler,
        };
    }

    /// <summary>What a postponement breaks; that somebody was warned stays in the history, without words that may speak of a closed step.</summary>
    private async Task<IReadOnlyList<string>> FoelgerAsync(Beslutning b, Dagsordenspunkt punkt, Sag sag, Forelaeggelse forelaeggelse, CancellationToken ct)
    {
        var moede = await arbejde.Db.Moeder.FirstAsync(m => m.Id == b.MoedeId, ct);
        var foelger = await udskydelser.FoelgerAsync(new Punktopslag.Fundet(punkt, moede, sag, forelaeggelse, b), sag, b.UdskudtTil, gemmes: true, ct);
        if (foelger.Count > 0)
        {
            arbejde.Historik.Tilfoej(
                b.Kaede, "advaret", $"Der blev advaret om {(foelger.Count == 1 ? "1 følge" : $"{foelger.Count} følger")} af, at punktet kommer igen senere.", forelaeggelse: b.ForelaeggelseId, punkt: b.DagsordenspunktId);
        }

        return foelger;
    }

    /// <summary>Completes the forelæggelse's wait.</summary>
    /// <returns>The steps it led to, or null when the process no longer waits there.</returns>
    private async Task<IReadOnlyList<InstansTrin>?> TagTrinAsync(Beslutning b, Sag sag, Forelaeggelse forelaeggelse, InstanceId instans, long vent, CancellationToken ct)
    {
        await ruteplan.LaegAsync(b, sag, forelaeggelse, ct);

        // The wait is over; the step may open it again. The instance stays until then, since it tells which forelæggelse comes back.
        forelaeggelse.Vent = null;
        var foerste = runner.Taken.Count;
        if ((await runner.StepAsync(instans, new CompleteTask(vent, Resultat(b)), ct)).Outcome == StepOutcome.AlreadyHandled)
        {
            forelaeggelse.InstansId = null;
            return null;
        }

        if (forelaeggelse.Vent is null)
        {
            forelaeggelse.InstansId = null;
        }

        return Trin(foerste);
    }

    /// <summary>The steps taken since, one for each instance.</summary>
    private List<InstansTrin> Trin(int foerste) =>
    [
        .. runner.Taken.Skip(foerste).GroupBy(t => t.Instance)
            .Select(g => new InstansTrin(g.Key.Value, g.Min(t => t.RevisionBefore), g.Max(t => t.RevisionAfter), g.Any(t => t.TookMessage))),
    ];

    /// <summary>What conditions in the definition read as <c>node.udfald</c>, <c>node.ruter</c> and <c>node.punkter</c>; never text.</summary>
    private static FeelContext Resultat(Beslutning b) => new(new Dictionary<string, FeelValue>(StringComparer.Ordinal)
    {
        ["udfald"] = FeelValue.Of(b.Udfald.Slug()),
        ["ruter"] = FeelValue.Of(b.Ruter.Select(FeelValue.Of)),
        ["punkter"] = FeelValue.Of(b.Punkter.Select(p => FeelValue.Of(new Dictionary<string, FeelValue>(StringComparer.Ordinal)
        {
            ["nr"] = FeelValue.Of(p.Nr),
            ["udfald"] = FeelValue.Of(p.Udfald.Slug()),
        }))),
    });

    /// <summary>Kommunestyrelsesloven § 23: the outcome stands, its execution waits for the council.</summary>
    private async Task StandsAsync(Beslutning b, Standsning standset, CancellationToken ct)
    {
        arbejde.Historik.Tilfoej(
            b.Kaede, "beslutning-standset", $"Beslutningen er standset og indbragt for Byrådet af {standset.Af} (kommunestyrelsesloven § 23).", forelaeggelse: b.ForelaeggelseId, punkt: b.DagsordenspunktId);
        await opgaver.OpretAsync(
            b,
            "Standset beslutning",
            $"Beslutningen den {b.Dato.Skriv()} er indbragt for Byrådet. Når Byrådet har taget stilling, ophæves standsningen på beslutningen, og så går sagen videre.",
            ct);
    }
}
