using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Procesversioner;
using SagsFlow.Sager;

namespace SagsFlow.Udvikling;

/// <summary>What happened in the cases the caller may know of, between two instants, the oldest first.</summary>
/// <param name="Fra">Milliseconds, as the history keeps its instants.</param>
/// <param name="Til">Milliseconds, included.</param>
public sealed record HentHaendelser(long Fra, long Til) : IForespoergsel<HaendelserSvar>;

/// <param name="Haendelser">The first of them.</param>
/// <param name="Total">All of them.</param>
public sealed record HaendelserSvar(IReadOnlyList<HaendelseSvar> Haendelser, int Total);

public sealed record HaendelseSvar(DateTimeOffset Tid, SagsnavnSvar? Sag, string Tekst);

public sealed class HentHaendelserHandler(Arbejde arbejde, Adgang adgang, Sagsvisning visning, IMediator mediator) : IRequestHandler<HentHaendelser, Svar<HaendelserSvar>>
{
    private const int Flest = 100;

    public async Task<Svar<HaendelserSvar>> Handle(HentHaendelser request, CancellationToken cancellationToken)
    {
        if (request.Fra < DateTimeOffset.MinValue.ToUnixTimeMilliseconds() || request.Til > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() || request.Fra > request.Til)
        {
            return new HaendelserSvar([], 0);
        }

        var (fra, til) = (DateTimeOffset.FromUnixTimeMilliseconds(request.Fra), DateTimeOffset.FromUnixTimeMilliseconds(request.Til));
        var kaeder = await arbejde.Db.Historik.AsNoTracking().Where(h => h.Tekst != "" && h.Tid > fra && h.Tid <= til).Select(h => h.Kaede).Distinct().ToListAsync(cancellationToken);
        var sager = (await arbejde.Db.Sager.AsNoTracking().Where(adgang.SynligSag).ToListAsync(cancellationToken)).Where(s => kaeder.Contains(s.Kaede));
        var alle = new List<HaendelseSvar>();
        foreach (var sag in sager)
        {
            // The case's own history judges what of it the caller may read.
            var historik = await mediator.Send(new HentHistorik(sag.Id, Side.Af(1, Side.Stoerste)), cancellationToken);
            if (historik.Fejl is null)
            {
                var navn = new SagsnavnSvar(sag.Id.Value, sag.Journalnummer, await visning.TitelAsync(sag, cancellationToken));
                alle.AddRange(historik.Vaerdi.Elementer.Where(h => h.Tid > fra && h.Tid <= til).Select(h => new HaendelseSvar(h.Tid, navn, h.Tekst)));
            }
        }

        return new HaendelserSvar([.. alle.OrderBy(h => h.Tid).Take(Flest)], alle.Count);
    }
}
