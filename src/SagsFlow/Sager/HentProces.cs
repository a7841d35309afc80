using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Indgreb;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Sager;

/// <summary>The process a case runs on, its version, and where it waits.</summary>
public sealed record HentProces(SagId Id) : IForespoergsel<ProcesSvar>;

/// <param name="Venter">What is waited for, called processes included.</param>
/// <param name="Driftsstop">Where it has stopped and needs an administrator.</param>
public sealed record ProcesSvar(string Definition, string? Navn, int Version, string Hash, bool Slut, IReadOnlyList<VenterSvar> Venter, IReadOnlyList<DriftsstopSvar> Driftsstop);

/// <param name="Node">The step; null for a task that was added beside the process.</param>
/// <param name="Nr">What to call it by in an intervention.</param>
public sealed record VenterSvar(string Proces, string? Node, string? Navn, WaitKind Art, DateTimeOffset? Forfald, long Nr);

public sealed record DriftsstopSvar(string Node, string Kode, string Tekst, DateTimeOffset Siden);

public sealed class HentProcesHandler(Adgang adgang, Procesvisning visning) : IRequestHandler<HentProces, Svar<ProcesSvar>>
{
    public async Task<Svar<ProcesSvar>> Handle(HentProces request, CancellationToken cancellationToken) =>
        await adgang.FindSagAsync(request.Id, cancellationToken) is { } sag ? await visning.SvarAsync(sag, cancellationToken) : SagFejl.FindesIkke;
}

/// <summary>A case's process as a caller may see it.</summary>
public sealed class Procesvisning(Arbejde arbejde, Adgang adgang, Sagsspor spor, ProcessCatalog processer)
{
    public async Task<ProcesSvar> SvarAsync(Sag sag, CancellationToken ct)
    {
        var instanser = await spor.InstanserAsync(sag, ct);
        var rod = instanser.Single(i => i.Id == sag.InstansId);
        var ider = instanser.Select(i => i.Id).ToArray();
        var stop = (await adgang.SkjulteAsync(sag, ct)).Count > 0
            ? []
            : await arbejde.Db.Driftsstop.AsNoTracking().Where(d => ider.Contains(d.InstansId) && d.Loest == null).ToListAsync(ct);
        var skjulte = await spor.SkjulteAsync(sag, ct);
        var definition = processer.ByHash(rod.DefinitionHash);
        return new ProcesSvar(
            definition.Id,
            definition.Name,
            processer.VersionNr(rod.DefinitionHash),
            rod.DefinitionHash,
            rod.Ended,
            [.. instanser.Where(i => !i.Ended).SelectMany(i => Venter(i, skjulte))],
            [.. stop.Select(d => new DriftsstopSvar(d.Node, d.Kode, d.Tekst, d.Oprettet))]);
    }

    private IEnumerable<VenterSvar> Venter(Instans i, IReadOnlySet<(InstanceId Instans, long Vent)> skjulte)
    {
        var definition = processer.ByHash(i.DefinitionHash);
        return ProcessState.Read(i.State).Waits.Where(w => !skjulte.Contains((i.Id, w.Number)))
            .Select(w => new VenterSvar(definition.Id, w.AdHoc is null ? w.NodeId : null, w.AdHoc?.Name ?? definition.NodesById[w.NodeId].Name, w.Kind, w.Due, w.Number));
    }
}
