using MediatR;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Sager;

/// <summary>A text as it will be shown, so that an editor reads it by the same rules as the pages.</summary>
public sealed record VisTekst(TekstBody Body) : IForespoergsel<TekstvisningSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => fejl.Tjek("tekst", Body.Tekst, Tekstregler.LaengsteTekst);
}

public sealed record TekstBody(string? Tekst);

public sealed record TekstvisningSvar(string Html);

public sealed class VisTekstHandler : IRequestHandler<VisTekst, Svar<TekstvisningSvar>>
{
    public Task<Svar<TekstvisningSvar>> Handle(VisTekst request, CancellationToken cancellationToken) =>
        Task.FromResult<Svar<TekstvisningSvar>>(new TekstvisningSvar(Tekstgengivelse.SomTekst(Tekstgengivelse.Html(request.Body.Tekst))));
}
