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
        var alle = await arbejde.Db.Beskeder.AsNoTracking().Where(b => b.Brugernavn == mig).OrderByDescending(b => b.Tid).ToListAsync(cancellationToken);
        var synlige = new List<BeskedSvar>(alle.Count);
        foreach (var besked in alle)
        {
            if (await adgang.SerBeskedAsync(besked, cancellationToken))
            {
                synlige.Add(new BeskedSvar(besked.Id, besked.SagId?.Value, besked.Tekst, besked.Tid));
            }
        }

        return Liste<BeskedSvar>.Af(synlige, request.Side);
    }
}
