using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Overblik;

/// <summary>Notes that the caller looks at the overview now.</summary>
public sealed record NoterBesoeg : IKommando<Besoeg>;

/// <summary>What is new to somebody is what came after <paramref name="Forrige"/>; null when they have not been here before.</summary>
public sealed record Besoeg(DateTimeOffset? Forrige);

public sealed class NoterBesoegHandler(Arbejde arbejde, Adgang adgang) : IRequestHandler<NoterBesoeg, Svar<Besoeg>>
{
    /// <summary>Who comes back sooner has not been away: what was new stays new.</summary>
    private static readonly TimeSpan SammeBesoeg = TimeSpan.FromMinutes(30);

    /// <summary>So that a page that is loaded again and again is not written each time.</summary>
    private static readonly TimeSpan SkrivesEfter = TimeSpan.FromMinutes(5);

    public async Task<Svar<Besoeg>> Handle(NoterBesoeg request, CancellationToken cancellationToken)
    {
        var brugernavn = adgang.Person.Brugernavn;
        var nu = arbejde.Nu;
        var (sidst, forrige) = await arbejde.Store.VisitAsync(brugernavn, cancellationToken);
        if (sidst is { } s && nu - s >= SammeBesoeg)
        {
            forrige = sidst;
        }

        if (sidst is null || nu - sidst >= SkrivesEfter)
        {
            await arbejde.Store.SetVisitAsync(brugernavn, nu, forrige, cancellationToken);
        }

        return new Besoeg(forrige);
    }
}
