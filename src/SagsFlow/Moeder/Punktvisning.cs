using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Forelaeggelser;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>Shows a meeting's items to the caller: which of them, and how much of each.</summary>
public sealed class Punktvisning(Arbejde arbejde, Adgang adgang)
{
    public const string Lukket = "Lukket";
    public const string ReferatFoelger = "behandlet, referat følger";

    /// <summary>What showing one meeting's items needs to know, loaded once.</summary>
    private sealed record Grundlag(
        Moede Moede,
        bool ErForum,
        Dictionary<SagId, Sag> Sager,
        Dictionary<ForelaeggelseId, Forelaeggelse> Forelaeggelser,
        Dictionary<DagsordenspunktId, Beslutning> Beslutninger,
        HashSet<DagsordenspunktId> SynligeForrige,
        HashSet<SagId> SynligeSager);

    /// <summary>The living agenda, in order.</summary>
    public async Task<IReadOnlyList<PunktSvar>> VisAsync(Moede moede, IReadOnlyList<Dagsordenspunkt> punkter, CancellationToken ct, bool medIndhold = false)
    {
        var g = await HentAsync(moede, punkter, ct);
        return [.. Dagsorden.IOrden(punkter).Where(p => KanSes(g, p)).Select(p => Vis(g, p, medIndhold))];
    }

    /// <summary>One item, or null when the caller may not know of it.</summary>
    public async Task<PunktSvar?> VisAsync(Moede moede, Dagsordenspunkt punkt, CancellationToken ct) =>
        await VisAsync(moede, [punkt], ct, medIndhold: true) is [var svar] ? svar : null;

    /// <summary>An edition as it was sent; access is judged by the living items, so that closing one closes its old copies too.</summary>
    public async Task<IReadOnlyList<PunktSvar>> VisUdgaveAsync(Moede moede, Dagsordensudgave udgave, IReadOnlyList<Dagsordenspunkt> punkter, CancellationToken ct)
    {
        var g = await HentAsync(moede, punkter, ct);
        var levende = punkter.ToDictionary(p => p.Id.Value);
        return [.. udgave.Punkter.Select(u => VisUdsendt(g, u, levende[u.Id]))];
    }

    /// <summary>Before it has a number an item is the forum's own, and that of the center whose case it is.</summary>
    private bool KanSes(Grundlag g, Dagsordenspunkt p) => p.Nr is not null || g.ErForum || ErEgenSag(g, p);

    private bool ErEgenSag(Grundlag g, Dagsordenspunkt p) => Center(g, p) is { } center && adgang.Person.Centre.Contains(center, StringComparer.Ordinal);

    private static string? Center(Grundlag g, Dagsordenspunkt p) => p.SagId is { } id ? g.Sager[id].CenterId : null;

    private bool SerIndhold(Grundlag g, Dagsordenspunkt p) => adgang.Ser(p, g.Moede.ForumId, Center(g, p));

    private PunktSvar Vis(Grundlag g, Dagsordenspunkt p, bool medIndhold)
    {
        var sag = p.SagId is { } sagId ? g.Sager[sagId] : null;
        var journalnummer = p.Journalnummer ?? sag?.Journalnummer;
        if (!SerIndhold(g, p))
        {
            return SomLukket(g, p, p.Nr, journalnummer);
        }

        var indhold = Indhold(g, p);
        var beslutning = g.Beslutninger.GetValueOrDefault(p.Id);
        var serBeslutning = beslutning is { ErKladde: false } || (beslutning is not null && adgang.SerKladde(g.Moede.ForumId));
        return Faelles(g, p) with
        {
            Journalnummer = journalnummer,
            Titel = indhold.Titel,
            Placering = p.Placering,
            Start = p.Start,
            Slut = p.Slut,
            Gaester = p.Gaester,
            Underpunkter = Underpunkter(g, p.Underpunkter),
            Tillaeg = GrundSvar.Af(p.TillaegBegrundelse),
            Udgaaet = GrundSvar.Af(p.UdgaaetBegrundelse),
            Tilstand = p.Tilstand,
            Beslutning = serBeslutning ? PunktBeslutningSvar.Af(beslutning!) : null,
            Status = beslutning is not null && !serBeslutning ? ReferatFoelger : null,
            Indhold = medIndhold ? indhold : null,
            Version = p.Version,
        };
    }

    private PunktSvar VisUdsendt(Grundlag g, UdsendtPunkt u, Dagsordenspunkt p) => !SerIndhold(g, p)
        ? SomLukket(g, p, u.Nr, u.Journalnummer)
        : Faelles(g, p) with
        {
            Nr = u.Nr,
            Journalnummer = u.Journalnummer,
            Titel = u.Indhold.Titel,
            Start = u.Start,
            Slut = u.Slut,
            Gaester = u.Gaester,
            Underpunkter = Underpunkter(g, u.Underpunkter),
            Tillaeg = GrundSvar.Af(u.TillaegBegrundelse),
            Udgaaet = GrundSvar.Af(u.Udgaaet),
            Indhold = u.Indhold,
            Version = p.Version,
        };

    private static PunktSvar SomLukket(Grundlag g, Dagsordenspunkt p, int? nr, string? journalnummer) =>
        new() { Id = p.Id.Value, Nr = nr, Journalnummer = journalnummer, Titel = p.Lukket?.OffentligTitel ?? Lukket, Lukket = true, OffentligBeslutning = Offentlig(g, p) };

    private static string? Offentlig(Grundlag g, Dagsordenspunkt p) =>
        p.Lukket is not null && g.Beslutninger.GetValueOrDefault(p.Id) is { ErKladde: false } b ? b.OffentligBeslutning : null;

    /// <summary>What the living agenda and its editions tell alike. An open item does not point back at one that is closed to the caller.</summary>
    private static PunktSvar Faelles(Grundlag g, Dagsordenspunkt p) => new()
    {
        Id = p.Id.Value,
        Nr = p.Nr,
        Titel = "",
        Lukket = p.Lukket is not null,
        Lukning = p.Lukket,
        OffentligBeslutning = Offentlig(g, p),
        MoedeId = p.MoedeId.Value,
        SagId = p.SagId?.Value,
        ForelaeggelseId = p.ForelaeggelseId?.Value,
        ForrigePunktId = p.ForrigePunktId is { } forrige && g.SynligeForrige.Contains(forrige) ? forrige.Value : null,
    };

    private static Sagsindhold Indhold(Grundlag g, Dagsordenspunkt p) =>
        p.Indhold ?? (p.ForelaeggelseId is { } f ? g.Forelaeggelser[f].Indhold : null) ?? g.Sager[p.SagId!.Value].Indhold;

    /// <summary>Internal attachments are the forum's; a bullet's case is named to those who may know of it, its order to the forum.</summary>
    private static IReadOnlyList<Underpunkt> Underpunkter(Grundlag g, IReadOnlyList<Underpunkt> underpunkter) => g.ErForum
        ? [.. underpunkter.Select(u => u with { SagId = SynligSag(g, u.SagId) })]
        : [.. underpunkter.Select(u => u with { SagId = SynligSag(g, u.SagId), BestillingId = null, Bilag = [.. u.Bilag.Where(b => !b.Intern)] })];

    private static Guid? SynligSag(Grundlag g, Guid? sag) => sag is { } id && g.SynligeSager.Contains(new SagId(id)) ? id : null;

    private async Task<Grundlag> HentAsync(Moede moede, IReadOnlyList<Dagsordenspunkt> punkter, CancellationToken ct)
    {
        var db = arbejde.Db;
        var sagIder = punkter.Where(p => p.SagId is not null).Select(p => p.SagId!.Value).Distinct().ToList();
        var forelaeggelser = punkter.Where(p => p.ForelaeggelseId is not null && p.Indhold is null).Select(p => p.ForelaeggelseId!.Value).ToList();
        var ider = punkter.Select(p => p.Id).ToList();
        var naevnte = punkter.SelectMany(p => p.Underpunkter).Where(u => u.SagId is not null).Select(u => new SagId(u.SagId!.Value)).Distinct().ToList();
        var sager = await db.Sager.Where(s => sagIder.Contains(s.Id)).ToDictionaryAsync(s => s.Id, ct);
        return new Grundlag(
            moede,
            adgang.Person.Fora.Contains(moede.ForumId, StringComparer.Ordinal),
            sager,
            await db.Forelaeggelser.Where(f => forelaeggelser.Contains(f.Id)).ToDictionaryAsync(f => f.Id, ct),
            await db.Beslutninger.Where(b => ider.Contains(b.DagsordenspunktId)).ToDictionaryAsync(b => b.DagsordenspunktId, ct),
            await SynligeForrigeAsync(punkter, sager, ct),
            naevnte.Count == 0 ? [] : [.. await db.Sager.Where(adgang.SynligSag).Where(s => naevnte.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct)]);
    }

    private async Task<HashSet<DagsordenspunktId>> SynligeForrigeAsync(IReadOnlyList<Dagsordenspunkt> punkter, Dictionary<SagId, Sag> sager, CancellationToken ct)
    {
        var ider = punkter.Where(p => p.ForrigePunktId is not null).Select(p => p.ForrigePunktId!.Value).Distinct().ToList();
        if (ider.Count == 0)
        {
            return [];
        }

        var forrige = await (
            from p in arbejde.Db.Dagsordenspunkter
            join m in arbejde.Db.Moeder on p.MoedeId equals m.Id
            where ider.Contains(p.Id)
            select new { Punkt = p, m.ForumId }).ToListAsync(ct);
        return [.. forrige.Where(f => adgang.Ser(f.Punkt, f.ForumId, f.Punkt.SagId is { } s ? sager[s].CenterId : null)).Select(f => f.Punkt.Id)];
    }
}
