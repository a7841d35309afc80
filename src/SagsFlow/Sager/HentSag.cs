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

/// <summary>The titles of cases, as the caller may see them; those the caller may not know of are left out.</summary>
public sealed record HentSagstitler(IReadOnlyCollection<Guid> Ider) : IForespoergsel<IReadOnlyDictionary<Guid, string>>;

public sealed class HentSagstitlerHandler(Adgang adgang, Sagsvisning visning) : IRequestHandler<HentSagstitler, Svar<IReadOnlyDictionary<Guid, string>>>
{
    public async Task<Svar<IReadOnlyDictionary<Guid, string>>> Handle(HentSagstitler request, CancellationToken cancellationToken) =>
        (await visning.TitlerAsync(await adgang.FindSagerAsync(request.Ider, cancellationToken), cancellationToken)).ToDictionary(t => t.Key.Value, t => t.Value);
}
