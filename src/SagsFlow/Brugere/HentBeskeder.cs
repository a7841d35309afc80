using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Brugere;

/// <summary>What the caller has been told, the newest first.</summary>
public sealed record HentBeskeder(Side Side) : IForespoergsel<Liste<BeskedSvar>>;

/// <summary>A message.</summary>
/// <param name="SagId">The case it is about, while the caller may see it.</param>
public sealed record BeskedSvar(Guid Id, Guid? SagId, string Tekst, DateTimeOffset Tid);

public sealed class HentBeskederHandler(Arbejde arbejde, Adgang adgang) : IRequestHandler<HentBeskeder, Svar<Liste<BeskedSvar>>>
{
    public async Task<Svar<Liste<BeskedSvar>>> Handle(HentBeskeder request, CancellationToken cancellationToken)
    {
        var mig = adgang.Person.Brugernavn;
        var mine = arbejde.Db.Beskeder.AsNoTracking().Where(b => b.Brugernavn == mig).Where(adgang.SynligBesked);
        var total = await mine.CountAsync(cancellationToken);
        var beskeder = await mine.OrderByDescending(b => b.Tid).ThenByDescending(b => b.Id).Skip(request.Side.Spring).Take(request.Side.Antal).ToListAsync(cancellationToken);
        return Liste<BeskedSvar>.Af(beskeder.ConvertAll(b => new BeskedSvar(b.Id, b.SagId?.Value, b.Tekst, b.Tid)), total, request.Side);
    }
}
