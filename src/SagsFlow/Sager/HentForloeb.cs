using System.Linq.Expressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;

namespace SagsFlow.Sager;

/// <summary>A case's route: what is done, what is now, what is planned.</summary>
public sealed record HentForloeb(SagId Id) : IForespoergsel<ForloebSvar>;

public sealed record ForloebSvar(Guid SagId, IReadOnlyList<TrinSvar> Trin);

/// <summary>One presentation of a forelæggelse, or a step that has not been presented.</summary>
public sealed record TrinSvar(
    Guid ForelaeggelseId,
    string Forum,
    string ForumNavn,
    Behandling Rolle,
    TrinStatus Status,
    Guid? MoedeId,
    DateOnly? Dato,
    Guid? DagsordenspunktId,
    int? Nr,
    Udfald? Udfald,
    string? Tekst,
    string? Forklaring,
    int Version);

public enum TrinStatus
{
    Planlagt,
    Klar,
    PaaDagsorden,
    Behandlet,
    Udgaaet,
}

public sealed class HentForloebHandler(Adgang adgang, Forloebsvisning visning) : IRequestHandler<HentForloeb, Svar<ForloebSvar>>
{
    public async Task<Svar<ForloebSvar>> Handle(HentForloeb request, CancellationToken cancellationToken) =>
        await adgang.FindSagAsync(request.Id, cancellationToken) is { } sag
            ? new ForloebSvar(sag.Id.Value, (await visning.VisAsync([sag], cancellationToken))[sag.Id])
            : SagFejl.FindesIkke;
}

/// <summary>The routes of several cases; those the caller may not know of are left out.</summary>
public sealed record HentForloebene(IReadOnlyCollection<Guid> Ider) : IForespoergsel<IReadOnlyDictionary<Guid, IReadOnlyList<TrinSvar>>>;

public sealed class HentForloebeneHandler(Adgang adgang, Forloebsvisning visning) : IRequestHandler<HentForloebene, Svar<IReadOnlyDictionary<Guid, IReadOnlyList<TrinSvar>>>>
{
    public async Task<Svar<IReadOnlyDictionary<Guid, IReadOnlyList<TrinSvar>>>> Handle(HentForloebene request, CancellationToken cancellationToken) =>
        (await visning.VisAsync(await adgang.FindSagerAsync(request.Ider, cancellationToken), cancellationToken)).ToDictionary(f => f.Key.Value, f => f.Value);
}

/// <summary>Shows the steps of cases that the caller may know of: which of them, and how much of each.</summary>
public sealed class Forloebsvisning(Arbejde arbejde, Adgang adgang, Forakatalog fora)
{
    private sealed record Afgoerelse(DagsordenspunktId DagsordenspunktId, Udfald Udfald, string Tekst, bool ErKladde);

    // A route tells nothing of the texts, which are most of what the rows hold.
    private static readonly Expression<Func<Forelaeggelse, Forelaeggelse>> Trinraekke = f => new Forelaeggelse
    {
        Id = f.Id,
        SagId = f.SagId,
        ForumId = f.ForumId,
        Behandling = f.Behandling,
        Tilstand = f.Tilstand,
        Lukket = f.Lukket,
        OensketDato = f.OensketDato,
        Udsat = f.Udsat,
        Version = f.Version,
    };

    private static readonly Expression<Func<Dagsordenspunkt, Dagsordenspunkt>> Punktraekke = p => new Dagsordenspunkt
    {
        Id = p.Id,
        MoedeId = p.MoedeId,
        SagId = p.SagId,
        ForelaeggelseId = p.ForelaeggelseId,
        Nr = p.Nr,
        Lukket = p.Lukket,
        Tilstand = p.Tilstand,
        TillaegBegrundelse = p.TillaegBegrundelse,
        UdgaaetBegrundelse = p.UdgaaetBegrundelse,
        Version = p.Version,
    };

    public async Task<IReadOnlyDictionary<SagId, IReadOnlyList<TrinSvar>>> VisAsync(IReadOnlyCollection<Sag> sager, CancellationToken ct)
    {
        var db = arbejde.Db;
        var ider = sager.Select(s => s.Id).ToArray();
        var mulige = ider.Select(s => (SagId?)s).ToArray();
        var forelaeggelser = (await db.Forelaeggelser.AsNoTracking().Where(f => ider.Contains(f.SagId)).OrderBy(f => f.Raekkefoelge).Select(Trinraekke).ToListAsync(ct)).ToLookup(f => f.SagId);
        var punkter = (await db.Dagsordenspunkter.AsNoTracking().Where(p => mulige.Contains(p.SagId)).Select(Punktraekke).ToListAsync(ct)).ToLookup(p => p.SagId);
        var moedeIder = punkter.SelectMany(p => p).Select(p => p.MoedeId).Distinct().ToArray();
        var moeder = await db.Moeder.AsNoTracking().Where(m => moedeIder.Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        var beslutninger = await db.Beslutninger.AsNoTracking().Where(b => mulige.Contains(b.SagId))
            .Select(b => new Afgoerelse(b.DagsordenspunktId, b.Udfald, b.Tekst, b.Ekspederet == null)).ToDictionaryAsync(b => b.DagsordenspunktId, ct);
        return sager.ToDictionary(s => s.Id, s => Trin(s, forelaeggelser[s.Id], [.. punkter[s.Id]], moeder, beslutninger));
    }

    private IReadOnlyList<TrinSvar> Trin(
        Sag sag, IEnumerable<Forelaeggelse> forelaeggelser, List<Dagsordenspunkt> punkter, Dictionary<MoedeId, Moede> moeder, Dictionary<DagsordenspunktId, Afgoerelse> beslutninger)
    {
        var trin = new List<TrinSvar>();
        foreach (var f in forelaeggelser)
        {
            foreach (var p in punkter.Where(p => p.ForelaeggelseId == f.Id && adgang.Ser(p, f.ForumId, sag.CenterId)).OrderBy(p => moeder[p.MoedeId].Start).ThenBy(p => p.Id.Value))
            {
                trin.Add(Punkttrin(f, p, moeder[p.MoedeId], beslutninger.GetValueOrDefault(p.Id)));
            }

            var levende = punkter.Exists(p => p.ForelaeggelseId == f.Id && p.Tilstand == PunktTilstand.PaaDagsorden && (!beslutninger.TryGetValue(p.Id, out var b) || b.ErKladde));
            // A step that was given up before it reached any agenda is the history's, not the route's.
            if (!levende && f.Tilstand is (ForelaeggelseTilstand.Klar or ForelaeggelseTilstand.Planlagt) && adgang.Ser(f, sag.CenterId))
            {
                trin.Add(Eget(f, sag));
            }
        }

        return [.. trin.OrderBy(Fase)];
    }

    /// <summary>Done first, then what is current, then what is planned; the sort is stable, so each keeps its order.</summary>
    private static int Fase(TrinSvar t) => t.Status switch
    {
        TrinStatus.Behandlet or TrinStatus.Udgaaet => 0,
        TrinStatus.PaaDagsorden or TrinStatus.Klar => 1,
        _ => 2,
    };

    private TrinSvar Punkttrin(Forelaeggelse f, Dagsordenspunkt p, Moede moede, Afgoerelse? beslutning)
    {
        var ude = beslutning is { ErKladde: false };
        var status = ude ? TrinStatus.Behandlet : p.Tilstand == PunktTilstand.PaaDagsorden ? TrinStatus.PaaDagsorden : TrinStatus.Udgaaet;
        var serKladde = beslutning is { ErKladde: true } && adgang.SerKladde(f.ForumId);
        var forklaring = p.Tilstand switch
        {
            PunktTilstand.Udgaaet => $"Udgået: {p.UdgaaetBegrundelse}",
            PunktTilstand.MoedeAflyst => "Mødet er aflyst.",
            _ => beslutning is { ErKladde: true } ? (serKladde ? "Beslutningen er en kladde." : "Behandlet, referat følger.")
                : p.TillaegBegrundelse is { } tillaeg ? $"På tillægsdagsorden: {tillaeg}" : null,
        };
        var vis = ude || serKladde ? beslutning : null;
        return new TrinSvar(f.Id.Value, f.ForumId, fora.Navn(f.ForumId), f.Behandling, status, moede.Id.Value, moede.Dato, p.Id.Value, p.Nr, vis?.Udfald, vis?.Tekst, forklaring, p.Version);
    }

    private TrinSvar Eget(Forelaeggelse f, Sag sag)
    {
        var (status, forklaring) = f.Tilstand == ForelaeggelseTilstand.Klar
            ? (TrinStatus.Klar, f.Udsat ? "Udskudt; venter på et møde." : "Klar til en dagsorden.")
            : (TrinStatus.Planlagt, sag.Indsendt is null ? "Sagen er ikke indsendt endnu." : "Nås, når de foregående trin er behandlet.");
        return new TrinSvar(f.Id.Value, f.ForumId, fora.Navn(f.ForumId), f.Behandling, status, null, f.OensketDato, null, null, null, null, forklaring, f.Version);
    }
}
