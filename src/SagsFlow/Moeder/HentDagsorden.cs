using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>A meeting's agenda: the living one, or an edition as it was sent.</summary>
public sealed record HentDagsorden(Guid MoedeId, int? Udgave) : IForespoergsel<DagsordenSvar>;

/// <summary>An agenda as the API shows it.</summary>
/// <param name="MoedeId">The meeting.</param>
/// <param name="Udgave">The edition shown; for the living agenda the newest one, 0 before the first.</param>
/// <param name="Status">The meeting's.</param>
/// <param name="Punkter">In order; before the agenda is sent only those the caller may know of.</param>
/// <param name="Version">The meeting's.</param>
public sealed record DagsordenSvar(Guid MoedeId, int Udgave, MoedeStatus Status, IReadOnlyList<PunktSvar> Punkter, int Version) : IVersionssvar;

public sealed class HentDagsordenHandler(Arbejde arbejde, Dagsordener dagsordener, Punktvisning visning) : IRequestHandler<HentDagsorden, Svar<DagsordenSvar>>
{
    public async Task<Svar<DagsordenSvar>> Handle(HentDagsorden request, CancellationToken cancellationToken)
    {
        var id = new MoedeId(request.MoedeId);
        if (await arbejde.Db.Moeder.FirstOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } moede)
        {
            return MoedeFejl.FindesIkke;
        }

        var punkter = await dagsordener.PunkterAsync(id, cancellationToken);
        if (request.Udgave is not { } nr)
        {
            return new DagsordenSvar(request.MoedeId, moede.Udgave, moede.Status, await visning.VisAsync(moede, punkter, cancellationToken), moede.Version);
        }

        var udgave = await arbejde.Db.Dagsordensudgaver.AsNoTracking().FirstOrDefaultAsync(u => u.MoedeId == id && u.Nr == nr, cancellationToken);
        return udgave is null
            ? MoedeFejl.UdgaveFindesIkke
            : new DagsordenSvar(request.MoedeId, nr, moede.Status, await visning.VisUdgaveAsync(moede, udgave, punkter, cancellationToken), moede.Version);
    }
}

/// <summary>One agenda item with what it says.</summary>
public sealed record HentPunkt(Guid Id) : IForespoergsel<PunktSvar>;

public sealed class HentPunktHandler(Arbejde arbejde, Punktvisning visning) : IRequestHandler<HentPunkt, Svar<PunktSvar>>
{
    public async Task<Svar<PunktSvar>> Handle(HentPunkt request, CancellationToken cancellationToken)
    {
        var id = new DagsordenspunktId(request.Id);
        if (await arbejde.Db.Dagsordenspunkter.FirstOrDefaultAsync(p => p.Id == id, cancellationToken) is not { } punkt)
        {
            return MoedeFejl.PunktFindesIkke;
        }

        var moede = await arbejde.Db.Moeder.FirstAsync(m => m.Id == punkt.MoedeId, cancellationToken);
        return await visning.VisAsync(moede, punkt, cancellationToken) is { } svar ? svar : MoedeFejl.PunktFindesIkke;
    }
}
