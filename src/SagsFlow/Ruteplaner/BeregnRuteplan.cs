using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Ruteplaner;

/// <summary>When can a case be decided, and when must it begin? It is worked out and nothing is stored, so that asking twice costs nothing.</summary>
public sealed record BeregnRuteplan(RuteplanBody Body) : IForespoergsel<RuteplanSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => Body.Valider(fejl);
}

public sealed class BeregnRuteplanHandler(Ruteplanberegning beregning, Adgang adgang, Sagsruteplaner sagsplaner, Forakatalog fora) : IRequestHandler<BeregnRuteplan, Svar<RuteplanSvar>>
{
    public async Task<Svar<RuteplanSvar>> Handle(BeregnRuteplan request, CancellationToken cancellationToken)
    {
        if (request.Body.SagId is { } id)
        {
            return await adgang.FindSagAsync(new SagId(id), cancellationToken) is { } sag ? await sagsplaner.SvarAsync(sag, request.Body, cancellationToken) : SagFejl.FindesIkke;
        }

        var beregnet = await beregning.BeregnAsync(request.Body, null, cancellationToken);
        return beregnet.Fejl is { } fejl ? fejl : new Ruteplanvisning(fora).Svar(beregnet.Vaerdi, null);
    }
}
