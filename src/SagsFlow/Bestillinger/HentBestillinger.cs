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
    public async Task<Svar<Liste<BestillingSvar>>> Handle(HentBestillinger request, CancellationToken cancellationToken)
    {
        var skjulte = await opslag.SkjultePunkterAsync(cancellationToken);
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

        // Who is responsible is free text that the database cannot compare as people do.
        var traeffere = await soegning.OrderByDescending(b => b.Oprettet).ThenByDescending(b => b.Id).Select(b => new { b.Id, b.Ansvarlig }).ToListAsync(cancellationToken);
        var ider = traeffere.Where(t => request.Ansvarlig is not { } a || Ansvarlige.Passer(t.Ansvarlig, a.Trim(), katalog)).Select(t => t.Id).ToList();
        var side = ider.Skip(request.Side.Spring).Take(request.Side.Antal).ToList();
        var bestillinger = await arbejde.Db.Bestillinger.AsNoTracking().Where(b => side.Contains(b.Id)).ToListAsync(cancellationToken);
        var svar = (await opslag.MedAsync([.. bestillinger.OrderBy(b => side.IndexOf(b.Id))], cancellationToken)).Select(f => opslag.Svar(f, ur.GetUtcNow())).ToList();
        return Liste<BestillingSvar>.Af(svar, ider.Count, request.Side);
    }

    private IQueryable<Bestilling> Udvalg(HentBestillinger request, IQueryable<Bestilling> alle)
    {
        var forum = request.Forum is null ? null : katalog.Forum(request.Forum)?.Id ?? request.Forum;
        alle = forum is null ? alle : alle.Where(b => b.ForumId == forum);
        return request.Status switch
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
