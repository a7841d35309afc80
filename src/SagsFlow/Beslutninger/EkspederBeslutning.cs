using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;

namespace SagsFlow.Beslutninger;

/// <summary>Takes one decision into effect before the meeting is closed.</summary>
public sealed record EkspederBeslutning(Guid PunktId) : IKommando<BeslutningSvar>;

public sealed class EkspederBeslutningHandler(Adgang adgang, Punktopslag opslag, Ekspedition ekspedition, Beslutningsvisning visning)
    : IRequestHandler<EkspederBeslutning, Svar<BeslutningSvar>>
{
    public async Task<Svar<BeslutningSvar>> Handle(EkspederBeslutning request, CancellationToken cancellationToken)
    {
        if (await opslag.FindAsync(new DagsordenspunktId(request.PunktId), cancellationToken) is not { } fundet)
        {
            return BeslutningFejl.PunktFindesIkke;
        }

        if (!adgang.Person.ErSekretaerFor(fundet.Moede.ForumId))
        {
            return BeslutningFejl.IkkeSekretaer(fundet.Moede.ForumId);
        }

        if (fundet.Beslutning is not { } b)
        {
            return BeslutningFejl.IntetAtEkspedere;
        }

        if (fundet.Moede.Status == MoedeStatus.Aflyst)
        {
            return BeslutningFejl.MoedeAflyst;
        }

        if (fundet.Punkt.Tilstand == PunktTilstand.Udgaaet)
        {
            return BeslutningFejl.PunktUdgaaet;
        }

        return await ekspedition.UdfoerAsync(b, cancellationToken) is { } fejl ? fejl : await visning.VisAsync(fundet, b, cancellationToken);
    }
}
