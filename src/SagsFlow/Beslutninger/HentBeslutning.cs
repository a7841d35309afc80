using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Beslutninger;

/// <summary>Reads the decision on an agenda item. A draft is seen by the forum and its secretariat only.</summary>
public sealed record HentBeslutning(Guid PunktId) : IForespoergsel<BeslutningSvar>;

public sealed class HentBeslutningHandler(Adgang adgang, Punktopslag opslag, Beslutningsvisning visning) : IRequestHandler<HentBeslutning, Svar<BeslutningSvar>>
{
    public async Task<Svar<BeslutningSvar>> Handle(HentBeslutning request, CancellationToken cancellationToken) =>
        await opslag.FindAsync(new DagsordenspunktId(request.PunktId), cancellationToken) is not { } fundet ? BeslutningFejl.PunktFindesIkke
        : fundet.Beslutning is not { } b ? BeslutningFejl.IngenBeslutning
        : b.ErKladde && !adgang.SerKladde(b.ForumId) ? BeslutningFejl.ReferatFoelger
        : await visning.VisAsync(fundet, b, cancellationToken);
}
