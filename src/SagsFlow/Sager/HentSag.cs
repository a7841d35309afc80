using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>One case.</summary>
public sealed record HentSag(SagId Id) : IForespoergsel<SagSvar>;

public sealed class HentSagHandler(Adgang adgang, Sagsvisning visning) : IRequestHandler<HentSag, Svar<SagSvar>>
{
    public async Task<Svar<SagSvar>> Handle(HentSag request, CancellationToken cancellationToken) =>
        await adgang.FindSagAsync(request.Id, cancellationToken) is { } sag
            ? await visning.SvarAsync(sag, cancellationToken)
            : SagFejl.FindesIkke;
}
