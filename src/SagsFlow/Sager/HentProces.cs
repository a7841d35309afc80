using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Sager;

/// <summary>The process a case runs on, its version, and where it waits.</summary>
public sealed record HentProces(SagId Id) : IForespoergsel<ProcesSvar>;

/// <param name="Venter">What is waited for, called processes included.</param>
/// <param name="Driftsstop">Where it has stopped and needs an administrator.</param>
public sealed record ProcesSvar(string Definition, string? Navn, int Version, string Hash, bool Slut, IReadOnlyList<VenterSvar> Venter, IReadOnlyList<DriftsstopSvar> Driftsstop);

public sealed record VenterSvar(string Proces, string Node, string? Navn, WaitKind Art, DateTimeOffset? Forfald);

public sealed record DriftsstopSvar(string Node, string Kode, string Tekst, DateTimeOffset Siden);

public sealed class HentProcesHandler(Arbejde arbejde, Adgang adgang, ProcessCatalog processer) : IRequestHandler<HentProces, Svar<ProcesSvar>>
{
    public async Task<Svar<ProcesSvar>> Handle(HentProces request, CancellationToken cancellationToken)
    {
        if (await adgang.FindSagAsync(request.Id, cancellationToken) is not { } sag)
        {
            return SagFejl.FindesIkke;
        }

        var db = arbejde.Db;
        var instanser = await db.Instanser.AsNoTracking().Where(i => i.SagId == sag.Id).OrderBy(i => i.Oprettet).ToListAsync(cancellationToken);
        var skjulte = await adgang.SkjulteAsync(sag, cancellationToken);
        var skjulteVent = (await db.Forelaeggelser.AsNoTracking().Where(f => f.SagId == sag.Id && f.Vent != null).ToListAsync(cancellationToken))
            .Where(f => skjulte.Contains(f.Id)).Select(f => (f.InstansId!.Value, f.Vent!.Value)).ToHashSet();

        // A caller who must not see every step is not told which called process runs, nor where it stopped.
        var begraenset = skjulte.Count > 0;
        var venter = instanser.Where(i => !i.Ended).SelectMany(i => Venter(i, skjulteVent, begraenset && i.Id != sag.InstansId)).ToList();
        var ider = instanser.Select(i => i.Id).ToArray();
        var stop = begraenset
            ? []
            : await db.Driftsstop.AsNoTracking().Where(d => ider.Contains(d.InstansId) && d.Loest == null).ToListAsync(cancellationToken);
        var rod = instanser.Single(i => i.Id == sag.InstansId);
        var definition = processer.ByHash(rod.DefinitionHash);
        return new ProcesSvar(
            definition.Id, definition.Name, processer.VersionNr(rod.DefinitionHash), rod.DefinitionHash, rod.Ended, venter, [.. stop.Select(d => new DriftsstopSvar(d.Node, d.Kode, d.Tekst, d.Oprettet))]);
    }

    private IEnumerable<VenterSvar> Venter(Instans i, HashSet<(InstanceId Instans, long Vent)> skjulte, bool skjult)
    {
        var definition = processer.ByHash(i.DefinitionHash);
        return skjult
            ? []
            : ProcessState.Read(i.State).Waits.Where(w => !skjulte.Contains((i.Id, w.Number)))
                .Select(w => new VenterSvar(definition.Id, w.NodeId, definition.NodesById[w.NodeId].Name, w.Kind, w.Due));
    }
}
