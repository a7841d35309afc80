using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Bestillinger;

/// <summary>Lists orders, the newest first. Orders of items that are closed to the caller are not counted either.</summary>
/// <param name="Ansvarlig">A center, a username or a name.</param>
/// <param name="Status"><c>aaben</c>, <c>afsluttet</c> or <c>trukket</c>.</param>
/// <param name="Forum">The forum that ordered.</param>
/// <param name="Sag">Only those of one case; 404 when the caller may not know of it.</param>
public sealed record HentBestillinger(string? Ansvarlig, string? Status, string? Forum, Guid? Sag, Side Side) : IForespoergsel<Liste<BestillingSvar>>, IValideres
{
    public static readonly IReadOnlyList<string> Statusser = ["aaben", "afsluttet", "trukket"];

    /// <summary>Only those the caller, or the caller's center, is to do.</summary>
    public bool Mine { get; init; }

    /// <summary>Only those that the caller's forums have ordered.</summary>
    public bool EgneFora { get; init; }

    /// <summary>Only those that are open and late.</summary>
    public bool Overskredne { get; init; }

    /// <summary>Only those that were finished then or later.</summary>
    public DateTimeOffset? AfsluttetFra { get; init; }

    /// <summary>The one that is due first comes first, and those that are never due last.</summary>
    public bool EfterFrist { get; init; }

    public void Valider(Feltfejl fejl)
    {
        if (Status is not null && !Statusser.Contains(Status, StringComparer.Ordinal))
        {
            fejl.Tilfoej("status", $"Status findes ikke. Vælg mellem {string.Join(", ", Statusser)}.");
        }
    }
}

public sealed class HentBestillingerHandler(Arbejde arbejde, Adgang adgang, Bestillingsopslag opslag, Forakatalog katalog, TimeProvider ur)
    : IRequestHandler<HentBestillinger, Svar<Liste<BestillingSvar>>>
{
    private sealed record Traeffer(BestillingId Id, string? Ansvarlig, DateOnly? Frist, MoedeId? FristMoedeId);

    public async Task<Svar<Liste<BestillingSvar>>> Handle(HentBestillinger request, CancellationToken cancellationToken)
    {
        var skjulte = adgang.SkjultePunkter;
        var soegning = Udvalg(request, arbejde.Db.Bestillinger.AsNoTracking()).Where(b => !skjulte.Contains(b.DagsordenspunktId));
        if (request.Sag is { } sag)
        {
            var sagId = new SagId(sag);
            if (await adgang.FindSagAsync(sagId, cancellationToken) is null)
            {
                return BestillingFejl.SagFindesIkke;
            }

            soegning = soegning.Where(b => b.SagId == sagId);
        }

        var nu = ur.GetUtcNow();
        var (side, total) = await SideAsync(soegning.OrderByDescending(b => b.Oprettet).ThenByDescending(b => b.Id), request, nu, cancellationToken);
        var bestillinger = await arbejde.Db.Bestillinger.AsNoTracking().Where(b => side.Contains(b.Id)).ToListAsync(cancellationToken);
        var svar = (await opslag.MedAsync([.. bestillinger.OrderBy(b => side.IndexOf(b.Id))], cancellationToken)).Select(f => opslag.Svar(f, nu)).ToList();
        return Liste<BestillingSvar>.Af(svar, total, request.Side);
    }

    /// <summary>The orders of the page that is asked for, and how many there are.</summary>
    private async Task<(List<BestillingId> Ider, int Total)> SideAsync(IQueryable<Bestilling> soegning, HentBestillinger request, DateTimeOffset nu, CancellationToken ct)
    {
        var (spring, antal) = (request.Side.Spring, request.Side.Antal);
        if (request is { Ansvarlig: null, Mine: false, Overskredne: false, EfterFrist: false })
        {
            return (await soegning.Skip(spring).Take(antal).Select(b => b.Id).ToListAsync(ct), await soegning.CountAsync(ct));
        }

        // Who is responsible is free text that the database cannot compare as people do.
        var traeffere = await soegning.Select(b => new Traeffer(b.Id, b.Ansvarlig, b.Frist, b.FristMoedeId)).ToListAsync(ct);
        traeffere = traeffere.FindAll(t => (request.Ansvarlig is not { } a || Ansvarlige.Passer(t.Ansvarlig, a.Trim(), katalog)) && (!request.Mine || Ansvarlige.Omfatter(t.Ansvarlig, adgang.Person, katalog)));
        var ordnede = request.Overskredne || request.EfterFrist ? await EfterFristAsync(request, traeffere, LokalTid.Dato(nu), ct) : traeffere;
        return ([.. ordnede.Skip(spring).Take(antal).Select(t => t.Id)], ordnede.Count);
    }

    private async Task<IReadOnlyList<Traeffer>> EfterFristAsync(HentBestillinger request, IReadOnlyList<Traeffer> traeffere, DateOnly idag, CancellationToken ct)
    {
        var ider = traeffere.Select(t => t.FristMoedeId).OfType<MoedeId>().Distinct().ToList();
        var moeder = await arbejde.Db.Moeder.AsNoTracking().Where(m => ider.Contains(m.Id) && m.Aflyst == null).ToDictionaryAsync(m => m.Id, m => m.Dato, ct);
        var medDag = traeffere.Select(t => (Traeffer: t, Dag: t.FristMoedeId is { } m ? moeder.TryGetValue(m, out var dato) ? dato : (DateOnly?)null : t.Frist));
        return [.. medDag.Where(t => !request.Overskredne || t.Dag < idag).OrderBy(t => t.Dag ?? DateOnly.MaxValue).Select(t => t.Traeffer)];
    }

    private IQueryable<Bestilling> Udvalg(HentBestillinger request, IQueryable<Bestilling> alle)
    {
        var forum = request.Forum is null ? null : katalog.Forum(request.Forum)?.Id ?? request.Forum;
        alle = forum is null ? alle : alle.Where(b => b.ForumId == forum);
        if (request.EgneFora)
        {
            var egne = adgang.Person.Fora.ToArray();
            alle = alle.Where(b => egne.Contains(b.ForumId));
        }

        if (request.AfsluttetFra is { } fra)
        {
            alle = alle.Where(b => b.Afsluttet >= fra);
        }

        return (request.Overskredne ? "aaben" : request.Status) switch
        {
            "aaben" => alle.Where(b => b.Afsluttet == null && b.Trukket == null),
            "afsluttet" => alle.Where(b => b.Afsluttet != null && b.Trukket == null),
            "trukket" => alle.Where(b => b.Trukket != null),
            _ => alle,
        };
    }
}

/// <summary>One order.</summary>
public sealed record HentBestilling(Guid Id) : IForespoergsel<BestillingSvar>;

public sealed class HentBestillingHandler(Bestillingsopslag opslag, TimeProvider ur) : IRequestHandler<HentBestilling, Svar<BestillingSvar>>
{
    public async Task<Svar<BestillingSvar>> Handle(HentBestilling request, CancellationToken cancellationToken) =>
        await opslag.FindAsync(new BestillingId(request.Id), cancellationToken) is { } fundet ? opslag.Svar(fundet, ur.GetUtcNow()) : BestillingFejl.FindesIkke;
}
