using MediatR;
using SagsFlow.Beslutninger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;

namespace SagsFlow.Referater;

/// <summary>The decisions of a meeting that have taken effect, with what each can be corrected to; for its secretary.</summary>
public sealed record HentRetbare(Guid MoedeId) : IForespoergsel<IReadOnlyList<RetbarBeslutning>>;

public sealed class HentRetbareHandler(Arbejde arbejde, Adgang adgang, Forakatalog fora, Dagsordener dagsordener, Punktvisning visning, Punktopslag opslag, Beslutningsvisning beslutningsvisning, Beslutningsvalg beslutningsvalg)
    : IRequestHandler<HentRetbare, Svar<IReadOnlyList<RetbarBeslutning>>>
{
    public async Task<Svar<IReadOnlyList<RetbarBeslutning>>> Handle(HentRetbare request, CancellationToken cancellationToken)
    {
        var fundet = await arbejde.Db.Moeder.ForSekretaerAsync(request.MoedeId, adgang.Person, fora, cancellationToken);
        if (fundet.Fejl is { } ikkeHer)
        {
            return ikkeHer;
        }

        var moede = fundet.Vaerdi;
        var punkter = (await visning.VisAsync(moede, await dagsordener.PunkterAsync(moede.Id, cancellationToken), cancellationToken)).Where(p => p.Beslutning is { Kladde: false }).ToList();
        var ider = punkter.Select(p => new DagsordenspunktId(p.Id)).ToHashSet();
        var fundne = (await opslag.FindAlleAsync(moede.Id, cancellationToken)).Where(f => ider.Contains(f.Punkt.Id)).ToList();
        var beslutninger = await beslutningsvisning.VisAsync(fundne, cancellationToken);
        var valg = await beslutningsvalg.VisAsync(moede, fundne, cancellationToken);
        return Svar<IReadOnlyList<RetbarBeslutning>>.Af([.. punkter.Select(p => new RetbarBeslutning(p, beslutninger[new DagsordenspunktId(p.Id)], valg[new DagsordenspunktId(p.Id)]))]);
    }
}

/// <summary>A decision in effect, and what it can be corrected to.</summary>
public sealed record RetbarBeslutning(PunktSvar Punkt, BeslutningSvar Beslutning, BeslutningsvalgSvar Valg)
{
    /// <summary>Outcomes that need nothing else written; the one it has is always there.</summary>
    public IEnumerable<UdfaldsvalgSvar> Udfald => Valg.Udfald.Where(u => u.Udfald == Beslutning.Udfald || u.Udfald != Beslutninger.Udfald.PrPunkt);
}
