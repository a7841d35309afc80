using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>Lists meetings in order of time.</summary>
/// <param name="Forum">Only this forum's, or null.</param>
/// <param name="Fra">First day, or null.</param>
/// <param name="Til">Last day, or null.</param>
/// <param name="Side">Which page.</param>
public sealed record HentMoeder(string? Forum, DateOnly? Fra, DateOnly? Til, Side Side) : IForespoergsel<Liste<MoedeSvar>>;

public sealed class HentMoederHandler(Arbejde arbejde, Forakatalog fora) : IRequestHandler<HentMoeder, Svar<Liste<MoedeSvar>>>
{
    public async Task<Svar<Liste<MoedeSvar>>> Handle(HentMoeder request, CancellationToken cancellationToken)
    {
        var moeder = arbejde.Db.Moeder.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(request.Forum))
        {
            if (fora.Forum(request.Forum.Trim()) is not { } forum)
            {
                return MoedeFejl.UkendtForum(request.Forum.Trim());
            }

            moeder = moeder.Where(m => m.ForumId == forum.Id);
        }

        if (request.Fra is { } fra)
        {
            var start = fra.ToDateTime(TimeOnly.MinValue);
            moeder = moeder.Where(m => m.Start >= start);
        }

        if (request.Til is { } til)
        {
            // The last minute of the day: times are kept to the minute.
            var slut = til.ToDateTime(new TimeOnly(23, 59));
            moeder = moeder.Where(m => m.Start <= slut);
        }

        var total = await moeder.CountAsync(cancellationToken);
        var udsnit = await moeder.OrderBy(m => m.Start).ThenBy(m => m.Id).Skip(request.Side.Spring).Take(request.Side.Antal).ToListAsync(cancellationToken);
        return Liste<MoedeSvar>.Af([.. udsnit.Select(m => MoedeSvar.Af(m, fora))], total, request.Side);
    }
}

/// <summary>One meeting; everyone who is signed in may know of it.</summary>
public sealed record HentMoede(Guid Id) : IForespoergsel<MoedeSvar>;

public sealed class HentMoedeHandler(Arbejde arbejde, Forakatalog fora, Fristopgoerelse frister) : IRequestHandler<HentMoede, Svar<MoedeSvar>>
{
    public async Task<Svar<MoedeSvar>> Handle(HentMoede request, CancellationToken cancellationToken)
    {
        var id = new MoedeId(request.Id);
        var moede = await arbejde.Db.Moeder.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancellationToken);
        return moede is null ? MoedeFejl.FindesIkke : MoedeSvar.Af(moede, fora) with { Frister = await frister.MoedetsAsync(moede, cancellationToken) };
    }
}
