using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Referater;

/// <summary>Gathers the minutes of a meeting from what was sent out and what was decided.</summary>
public sealed class Referatbygger(Arbejde arbejde, Forakatalog fora, Dagsordener dagsordener)
{
    /// <summary>Builds them, in their public form.</summary>
    /// <param name="moede">A meeting whose agenda was sent.</param>
    /// <param name="medKladder">Whether decisions that have not taken effect are told.</param>
    public async Task<Referat> BygAsync(Moede moede, bool medKladder, CancellationToken ct)
    {
        var punkter = Dagsorden.IOrden(await dagsordener.PunkterAsync(moede.Id, ct)).Where(p => p.Nr is not null).ToList();
        var aabne = punkter.Where(p => p.Lukket is null).ToList();
        var sagIder = aabne.Where(p => p.SagId is not null).Select(p => p.SagId!.Value).Distinct().ToList();
        var aabneIder = aabne.Select(p => p.Id).ToList();
        var egne = await arbejde.Db.Beslutninger.AsNoTracking().Where(b => b.MoedeId == moede.Id && aabneIder.Contains(b.DagsordenspunktId)).ToListAsync(ct);
        var tidligere = await TidligereAsync(moede, sagIder, ct);
        var rettelser = await RettelserAsync([.. egne.Concat(tidligere).Where(b => b.Version > 2).Select(b => b.Id)], ct);
        var bilag = await BilagAsync(moede, sagIder, ct);
        var bestillinger = await arbejde.Db.Bestillinger.AsNoTracking().Where(b => b.MoedeId == moede.Id && b.Trukket == null && aabneIder.Contains(b.DagsordenspunktId)).OrderBy(b => b.Id).ToListAsync(ct);
        var alleSager = punkter.Where(p => p.SagId is not null).Select(p => p.SagId!.Value).Distinct().ToList();
        var offentlige = await OffentligeAsync(moede, medKladder, ct);
        var numre = await arbejde.Db.Sager.AsNoTracking().Where(s => alleSager.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Journalnummer, ct);
        return new Referat(
            moede.Id.Value, moede.ForumId, fora.Navn(moede.ForumId), moede.Start, moede.Slut, moede.Sted, moede.Deltagere,
            moede.Aflyst is not null ? Referatstatus.Aflyst : moede.Afsluttet is null ? Referatstatus.Udkast : Referatstatus.Faerdigt,
            moede.AflystBegrundelse,
            [
                .. punkter.Select(p => p.Lukket is { } lukning
                    ? Referatpunkt.SomLukket(p.Id.Value, p.Nr!.Value, Nummer(p), lukning, offentlige.GetValueOrDefault(p.Id))
                    : Punkt(
                        p,
                        Nummer(p),
                        egne.Find(b => b.DagsordenspunktId == p.Id && (medKladder || !b.ErKladde)),
                        p.SagId is { } id ? [.. tidligere.Where(b => b.SagId == id)] : [],
                        p.SagId is { } s ? [.. bilag.Where(b => b.SagId == s).Select(b => b.Navn)] : [],
                        [.. bestillinger.Where(b => b.DagsordenspunktId == p.Id)],
                        rettelser)),
            ],
            moede.Version);

        string? Nummer(Dagsordenspunkt p) => p.Journalnummer ?? (p.SagId is { } sag ? numre[sag] : null);
    }

    private Referatpunkt Punkt(Dagsordenspunkt p, string? journalnummer, Beslutning? beslutning, IReadOnlyList<Beslutning> tidligere, IReadOnlyList<string> bilag, IReadOnlyList<Bestilling> bestillinger, ILookup<BeslutningId, Beslutningsrettelse> rettelser)
    {
        var indhold = p.Indhold!;
        var hoved = new Referatpunkt { Id = p.Id.Value, Nr = p.Nr!.Value, Journalnummer = journalnummer, Titel = indhold.Titel };
        if (p.Tilstand != PunktTilstand.PaaDagsorden)
        {
            return hoved with { Udgaaet = p.UdgaaetBegrundelse, MoedeAflyst = p.Tilstand == PunktTilstand.MoedeAflyst ? true : null };
        }

        var beslutninger = tidligere.Where(b => b.Udfald != Udfald.IngenBeslutning).ToList();
        if (beslutning is not null && beslutning.Udfald != Udfald.IngenBeslutning)
        {
            beslutninger.Add(beslutning);
        }

        return hoved with
        {
            Baggrund = Referatregler.Baggrund(p, beslutning, p.ErFastPunkt ? bestillinger : []),
            Indstilling = Referatindstilling.Af(indhold.Indstilling),
            Beslutninger = [.. beslutninger.Select(b => new Referatbeslutning(b.ForumId, fora.Navn(b.ForumId), b.Dato, Referatregler.Tekst(b, rettelser[b.Id]), b.Udfald, b.Punkter, b.DagsordenspunktId.Value))],
            Sagsfremstilling = indhold.Sagsfremstilling,
            Oekonomi = indhold.Oekonomi,
            Bilag = bilag,
            UbesvaredePunkter = beslutning is null ? [] : Beslutningsregler.Ubesvarede(beslutning.Udfald, beslutning.Punkter, indhold.Indstilling),
        };
    }

    /// <summary>What the public is told of the meeting's decisions, by item; of each nothing but that is read.</summary>
    private async Task<Dictionary<DagsordenspunktId, string?>> OffentligeAsync(Moede moede, bool medKladder, CancellationToken ct) =>
        await arbejde.Db.Beslutninger.AsNoTracking()
            .Where(b => b.MoedeId == moede.Id && b.OffentligBeslutning != null && (medKladder || b.Ekspederet != null))
            .Select(b => new { b.DagsordenspunktId, b.OffentligBeslutning }).ToDictionaryAsync(b => b.DagsordenspunktId, b => b.OffentligBeslutning, ct);

    /// <summary>What the forum decided on the cases before this meeting; never what was decided on an item that is closed.</summary>
    private async Task<List<Beslutning>> TidligereAsync(Moede moede, List<SagId> sager, CancellationToken ct)
    {
        var mulige = sager.Select(s => (SagId?)s).ToList();
        return await (
            from b in arbejde.Db.Beslutninger.AsNoTracking()
            join p in arbejde.Db.Dagsordenspunkter on b.DagsordenspunktId equals p.Id
            join m in arbejde.Db.Moeder on b.MoedeId equals m.Id
            where mulige.Contains(b.SagId) && b.ForumId == moede.ForumId && b.Ekspederet != null && p.Lukket == null && m.Start < moede.Start
            orderby m.Start
            select b).ToListAsync(ct);
    }

    /// <summary>How the decisions have been corrected since their meetings were closed; what was corrected before is not the minutes'.</summary>
    private async Task<ILookup<BeslutningId, Beslutningsrettelse>> RettelserAsync(BeslutningId[] beslutninger, CancellationToken ct)
    {
        if (beslutninger.Length == 0)
        {
            return Array.Empty<Beslutningsrettelse>().ToLookup(r => r.BeslutningId);
        }

        var rettelser = await (
            from r in arbejde.Db.Beslutningsrettelser.AsNoTracking()
            join m in arbejde.Db.Moeder on r.MoedeId equals m.Id
            where beslutninger.Contains(r.BeslutningId)
            select new { Rettelse = r, m.Afsluttet }).ToListAsync(ct);
        return rettelser.Where(r => r.Afsluttet is { } afsluttet && r.Rettelse.Tid > afsluttet).ToLookup(r => r.Rettelse.BeslutningId, r => r.Rettelse);
    }

    /// <summary>The public attachments there were when the meeting was closed, in the case's order.</summary>
    private async Task<List<Bilag>> BilagAsync(Moede moede, List<SagId> sager, CancellationToken ct)
    {
        var bilag = await arbejde.Db.Bilag.AsNoTracking().Where(b => sager.Contains(b.SagId) && !b.Intern).OrderBy(b => b.Raekkefoelge).ToListAsync(ct);
        return [.. bilag.Where(b => moede.Afsluttet is not { } afsluttet || b.Oprettet <= afsluttet)];
    }
}
