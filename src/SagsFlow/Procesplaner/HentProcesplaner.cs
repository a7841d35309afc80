using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Procesplaner;

/// <summary>Lists the plans, the newest year first; everyone who is signed in may know of them.</summary>
public sealed record HentProcesplaner(Side Side) : IForespoergsel<Liste<ProcesplanlinjeSvar>>;

public sealed class HentProcesplanerHandler(Arbejde arbejde) : IRequestHandler<HentProcesplaner, Svar<Liste<ProcesplanlinjeSvar>>>
{
    public async Task<Svar<Liste<ProcesplanlinjeSvar>>> Handle(HentProcesplaner request, CancellationToken cancellationToken)
    {
        var planer = arbejde.Db.Procesplaner.AsNoTracking();
        var total = await planer.CountAsync(cancellationToken);
        var udsnit = await planer.OrderByDescending(p => p.Aar).ThenBy(p => p.Id).Skip(request.Side.Spring).Take(request.Side.Antal).ToListAsync(cancellationToken);
        return Liste<ProcesplanlinjeSvar>.Af([.. udsnit.Select(ProcesplanlinjeSvar.Af)], total, request.Side);
    }
}

/// <summary>One plan as a matrix.</summary>
public sealed record HentProcesplan(string Id) : IForespoergsel<ProcesplanSvar>;

public sealed class HentProcesplanHandler(Arbejde arbejde, Planvisning visning) : IRequestHandler<HentProcesplan, Svar<ProcesplanSvar>>
{
    public async Task<Svar<ProcesplanSvar>> Handle(HentProcesplan request, CancellationToken cancellationToken) =>
        await arbejde.Db.Procesplaner.AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is { } plan
            ? await visning.SvarAsync(plan, cancellationToken)
            : ProcesplanFejl.FindesIkke;
}
