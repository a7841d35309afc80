using Microsoft.EntityFrameworkCore;
using SagsFlow.Bestillinger;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Moeder;
using SagsFlow.Processer;

namespace SagsFlow.Beslutninger;

/// <summary>
/// Takes back what a decision set going, as long as nobody has touched it (domain: § 4, correcting): the token, the orders, the items and the
/// planned forelæggelser. Afterwards the decision is as before it took effect.
/// </summary>
public sealed class Tilbagetagning(Arbejde arbejde, ProcessRunner runner, StateHistory historik, Forakatalog katalog)
{
    /// <summary>What has begun since, in words; empty when everything can be taken back.</summary>
    public async Task<IReadOnlyList<string>> BegyndtAsync(Beslutning b, CancellationToken ct)
    {
        var begyndt = new List<string>();
        if (b.Virkning is not { } virkning)
        {
            return begyndt;
        }

        foreach (var bestilling in await BestillingerAsync(b, ct))
        {
            if (bestilling.Tilbagemeldinger.Count > 0 || bestilling.Afsluttet is not null)
            {
                begyndt.Add($"Der er meldt tilbage på bestillingen »{Kort(bestilling.Tekst)}«.");
            }
        }

        if (b.SagId is { } sag && await ForloebGaaetVidereAsync(virkning, sag, ct))
        {
            begyndt.Add("Sagens forløb er gået videre.");
        }

        if (b.SagId is { } egen && await BeskedModtagetAsync(virkning, egen, ct))
        {
            begyndt.Add("Beslutningen førte til, at en besked blev modtaget.");
        }

        begyndt.AddRange(await PaaDagsordenAsync(b, virkning, ct));
        begyndt.AddRange(await EgenTekstAsync(virkning, ct));
        return begyndt;
    }

    /// <summary>Takes everything back; only when nothing has begun.</summary>
    /// <returns>What was taken back, in words.</returns>
    public async Task<IReadOnlyList<string>> UdfoerAsync(Beslutning b, string begrundelse, CancellationToken ct)
    {
        var taget = new List<string>();
        var virkning = b.Virkning!;
        foreach (var bestilling in await BestillingerAsync(b, ct))
        {
            bestilling.Trukket = arbejde.Nu;
            taget.Add($"Bestillingen »{Kort(bestilling.Tekst)}« er trukket.");
        }

        foreach (var punkt in await PunkterAsync(virkning, ct))
        {
            var moede = await arbejde.Db.Moeder.FirstAsync(m => m.Id == punkt.MoedeId, ct);
            arbejde.Db.Dagsordenspunkter.Remove(punkt);
            arbejde.Historik.Tilfoej(moede.Kaede, "punkt-fjernet", "Et punkt er taget af dagsordenen, fordi beslutningen om at udskyde det er rettet.", begrundelse, punkt.ForelaeggelseId, punkt.Id);
            taget.Add($"Punktet er taget af dagsordenen for mødet den {moede.Dato.Skriv()}.");
        }

        if (b.SagId is { } sag && b.ForelaeggelseId is { } forelaeggelse)
        {
            await TagForloebTilbageAsync(virkning, sag, forelaeggelse, begrundelse, ct);
            taget.AddRange(virkning.Trin.Count > 0 ? ["Sagen er ført tilbage til, hvor den var før beslutningen."] : []);
        }

        b.Ekspederet = null;
        b.EkspederetAf = null;
        b.Virkning = null;
        arbejde.Historik.Tilfoej(
            b.Kaede, "beslutning-taget-tilbage", "Beslutningens følger er taget tilbage, så den kan rettes.", begrundelse, b.ForelaeggelseId, b.DagsordenspunktId);
        await arbejde.SkrivNuAsync(ct);
        return taget;
    }

    private async Task<bool> ForloebGaaetVidereAsync(Virkning virkning, SagId sag, CancellationToken ct)
    {
        foreach (var trin in virkning.Trin)
        {
            if (await arbejde.Store.FindInstanceAsync(new InstanceId(trin.Instans), ct) is not { } instans || instans.Revision != trin.RevisionEfter)
            {
                return true;
            }
        }

        return virkning.Trin.Count > 0 && (await arbejde.Store.InstancesOfAsync(sag, ct)).Count != virkning.InstanserEfter;
    }

    /// <summary>A message that another case has received cannot be called back, nor can one that was kept for this case be put back.</summary>
    private async Task<bool> BeskedModtagetAsync(Virkning virkning, SagId sag, CancellationToken ct)
    {
        foreach (var trin in virkning.Trin)
        {
            if (trin.TogBesked || await arbejde.Store.FindInstanceAsync(new InstanceId(trin.Instans), ct) is not { } instans || instans.SagId != sag)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<IReadOnlyList<string>> PaaDagsordenAsync(Beslutning b, Virkning virkning, CancellationToken ct)
    {
        if (b.SagId is not { } sag)
        {
            return [];
        }

        var kommende = await KommendeAsync(virkning, ct);
        var punkter = await (
            from p in arbejde.Db.Dagsordenspunkter.AsNoTracking()
            join m in arbejde.Db.Moeder.AsNoTracking() on p.MoedeId equals m.Id
            where p.SagId == sag && p.Tilstand == PunktTilstand.PaaDagsorden
            select new { Punkt = p, Moede = m }).ToListAsync(ct);
        var besluttede = (await arbejde.Db.Beslutninger.AsNoTracking().Where(x => x.SagId == sag).Select(x => x.DagsordenspunktId).ToListAsync(ct)).ToHashSet();
        return
        [
            .. from x in punkter
            where x.Punkt.Id != b.DagsordenspunktId && x.Punkt.ForelaeggelseId is { } f && kommende.Contains(f.Value)
            let lavet = virkning.Dagsordenspunkter.Contains(x.Punkt.Id.Value)
            where lavet ? x.Punkt.Nr is not null || besluttede.Contains(x.Punkt.Id) : x.Punkt.Id.Value.CompareTo(b.DagsordenspunktId.Value) > 0
            select $"Sagen er på dagsordenen for mødet i {katalog.Navn(x.Moede.ForumId)} den {x.Moede.Dato.Skriv()}{(x.Punkt.Nr is { } nr ? $" som punkt {nr}" : "")}.",
        ];
    }

    /// <summary>The forelæggelser that stand otherwise than before the decision, the decided one included.</summary>
    private async Task<HashSet<Guid>> KommendeAsync(Virkning virkning, CancellationToken ct)
    {
        var kommende = virkning.Forelaeggelser.ToHashSet();
        foreach (var foer in virkning.Foer)
        {
            if (await FindAsync(foer.Id, ct) is { } nu && ForelaeggelseFoer.Af(nu) with { Raekkefoelge = foer.Raekkefoelge } != foer)
            {
                kommende.Add(foer.Id);
            }
        }

        return kommende;
    }

    /// <summary>Texts that somebody has written for the next forum.</summary>
    private async Task<IReadOnlyList<string>> EgenTekstAsync(Virkning virkning, CancellationToken ct)
    {
        var tekster = new List<string>();
        foreach (var id in await KommendeAsync(virkning, ct))
        {
            if (virkning.Foer.Any(f => f.Id == id && f.Tilstand != ForelaeggelseTilstand.Planlagt)
                || await FindAsync(id, ct) is not { Tilstand: ForelaeggelseTilstand.Klar, Indhold: { } indhold, SagsversionNr: { } nr } f)
            {
                continue;
            }

            var sag = f.SagId;
            var version = await arbejde.Db.Sagsversioner.AsNoTracking().FirstOrDefaultAsync(v => v.SagId == sag && v.Nr == nr, ct);
            if (version is not null && Json.Tekst(version.Indhold) != Json.Tekst(indhold))
            {
                tekster.Add($"Teksten til {katalog.Navn(f.ForumId)} er rettet.");
            }
        }

        return tekster;
    }

    private async Task TagForloebTilbageAsync(Virkning virkning, SagId sag, ForelaeggelseId besluttet, string begrundelse, CancellationToken ct)
    {
        // A wait that is opened again looks for the forelæggelse that is to come again at its node; so mark those that waited.
        foreach (var foer in virkning.Foer.Where(f => f.Vent is not null))
        {
            if (await FindAsync(foer.Id, ct) is { } f && (f.Id == besluttet || f.Vent is null))
            {
                f.Vent = null;
                f.InstansId = new InstanceId(foer.InstansId!.Value);
                f.Node = foer.Node;
                f.Udsat = true;
            }
        }

        await arbejde.SkrivNuAsync(ct);
        await runner.RestoreAsync(sag, [.. virkning.Trin.Select(t => new ProcessRunner.StepTaken(new InstanceId(t.Instans), t.RevisionFoer, t.RevisionEfter))], historik, begrundelse, ct);

        foreach (var foer in virkning.Foer)
        {
            if (await FindAsync(foer.Id, ct) is { } f)
            {
                await StilTilbageAsync(f, foer, ct);
            }
        }

        foreach (var id in virkning.Forelaeggelser)
        {
            if (await FindAsync(id, ct) is { } f)
            {
                (f.Tilstand, f.InstansId, f.Vent) = (ForelaeggelseTilstand.Udgaaet, null, null);
            }
        }

        if (await arbejde.Db.Sager.FindAsync([sag], ct) is { Afsluttet: not null } afsluttet && virkning.Trin.Any(t => t.Instans == afsluttet.InstansId.Value))
        {
            afsluttet.Afsluttet = null;
        }
    }

    private async Task StilTilbageAsync(Forelaeggelse f, ForelaeggelseFoer foer, CancellationToken ct)
    {
        if (foer.Vent is not null)
        {
            // The engine gives what it opens again a new number; where it found nothing to do, the wait stands open already.
            f.Vent ??= await runner.OpenWaitAsync(f.InstansId!.Value, f.Node!, ct);
        }
        else
        {
            (f.InstansId, f.Vent, f.Node) = (foer.InstansId is { } i ? new InstanceId(i) : null, null, foer.Node);
            f.Indhold = foer.Tilstand == ForelaeggelseTilstand.Planlagt ? null : f.Indhold;
        }

        (f.Tilstand, f.ForumId, f.Raekkefoelge, f.Udsat, f.OensketDato) = (foer.Tilstand, foer.ForumId, foer.Raekkefoelge, foer.Udsat, foer.OensketDato);
    }

    private async Task<Forelaeggelse?> FindAsync(Guid id, CancellationToken ct) => await arbejde.Db.Forelaeggelser.FindAsync([new ForelaeggelseId(id)], ct);

    private Task<List<Bestilling>> BestillingerAsync(Beslutning b, CancellationToken ct)
    {
        var id = b.Id;
        return arbejde.Db.Bestillinger.Where(x => x.BeslutningId == id && x.Trukket == null).ToListAsync(ct);
    }

    private async Task<List<Dagsordenspunkt>> PunkterAsync(Virkning virkning, CancellationToken ct)
    {
        var ider = virkning.Dagsordenspunkter.Select(p => new DagsordenspunktId(p)).ToList();
        return await arbejde.Db.Dagsordenspunkter.Where(p => ider.Contains(p.Id)).ToListAsync(ct);
    }

    private static string Kort(string tekst) => tekst.Length <= 80 ? tekst : tekst[..80].TrimEnd() + " …";
}
