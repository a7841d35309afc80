using MediatR;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Indgreb;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Processer;

/// <summary>A case's process, to be shown as a drawing: where it stands, and the way it has come.</summary>
public sealed record HentSagsdiagram(SagId Id) : IForespoergsel<SagsdiagramSvar>;

/// <param name="Processer">The case's own process first, then those it has called that still run.</param>
/// <param name="VejenVises">False where some step is closed to the caller: then no way is told.</param>
public sealed record SagsdiagramSvar(IReadOnlyList<DiagramprocesSvar> Processer, bool VejenVises);

/// <param name="Proces">The process's id.</param>
/// <param name="Hash">The version it runs on.</param>
/// <param name="Nu">The steps it stands at, by id.</param>
/// <param name="Vejen">Steps and flows it has come by, by id.</param>
/// <param name="Trin">The steps where it stands or has waited, in order.</param>
public sealed record DiagramprocesSvar(string Proces, string? Navn, int Version, string Hash, bool Slut, IReadOnlyList<string> Nu, IReadOnlyList<string> Vejen, IReadOnlyList<DiagramtrinSvar> Trin);

/// <param name="Node">The step; null for a task that was added beside the process.</param>
/// <param name="Naaet">When the case came there; null where the caller is not told.</param>
/// <param name="Forladt">When it left; null while it is there.</param>
public sealed record DiagramtrinSvar(string? Node, string Navn, DateTimeOffset? Naaet, DateTimeOffset? Forladt);

public sealed class HentSagsdiagramHandler(Adgang adgang, Sagsspor sagsspor, Instanshaendelser haendelser, ProcessCatalog processer) : IRequestHandler<HentSagsdiagram, Svar<SagsdiagramSvar>>
{
    public async Task<Svar<SagsdiagramSvar>> Handle(HentSagsdiagram request, CancellationToken cancellationToken)
    {
        if (await adgang.FindSagAsync(request.Id, cancellationToken) is not { } sag)
        {
            return SagFejl.FindesIkke;
        }

        // The way between two open steps tells what lay between them, so one closed step hides it all.
        var vises = (await adgang.SkjulteAsync(sag, cancellationToken)).Count == 0;
        var spor = await sagsspor.AlleAsync(sag, cancellationToken);
        var sket = vises ? await haendelser.LaesAsync(sag.Id, cancellationToken) : [];
        var instanser = await sagsspor.InstanserAsync(sag, cancellationToken);
        return new SagsdiagramSvar(
            [
                .. instanser.Where(i => i.Id == sag.InstansId || !i.Ended).OrderBy(i => i.Id != sag.InstansId)
                    .Select(i => Proces(i, [.. spor.Where(s => s.Instans == i.Id)], [.. sket.Where(h => h.Instans == i.Id)])),
            ],
            vises);
    }

    private DiagramprocesSvar Proces(Instans instans, IReadOnlyList<Spor> spor, IReadOnlyList<Instanshaendelse> sket)
    {
        var definition = processer.ByHash(instans.DefinitionHash);
        var flows = definition.Nodes.SelectMany(n => n.Outgoing).ToDictionary(f => f.Id, StringComparer.Ordinal);
        var gaaet = sket.Select(h => h.Haendelse).OfType<FlowTaken>().Select(f => flows.GetValueOrDefault(f.FlowId)).OfType<SequenceFlow>().Distinct().ToList();
        return new DiagramprocesSvar(
            definition.Id,
            definition.Name,
            processer.VersionNr(instans.DefinitionHash),
            instans.DefinitionHash,
            instans.Ended,
            [.. spor.Where(s => s.Token.Wait?.AdHoc is null).Select(s => s.Token.NodeId).Distinct(StringComparer.Ordinal)],
            [.. gaaet.Select(f => f.Id), .. gaaet.SelectMany(f => new[] { f.Source.Id, f.Target.Id }).Distinct(StringComparer.Ordinal)],
            sket.Count > 0 ? Gaaede(definition, sket) : [.. spor.Select(s => new DiagramtrinSvar(s.Token.Wait?.AdHoc is null ? s.Token.NodeId : null, s.Navn, null, null))]);
    }

    /// <summary>What was waited for; deadlines and listeners beside a step are no steps of their own.</summary>
    private static List<DiagramtrinSvar> Gaaede(ProcessDefinition definition, IReadOnlyList<Instanshaendelse> sket)
    {
        var forladt = new Dictionary<long, DateTimeOffset>();
        foreach (var h in sket)
        {
            if (h.Haendelse is WaitClosed lukket)
            {
                forladt[lukket.Number] = h.Tid;
            }
        }

        return
        [
            .. from h in sket
            let vent = (h.Haendelse as WaitOpened)?.Wait
            where vent is not null && (vent.AdHoc is not null || ErTrin(definition, vent))
            select new DiagramtrinSvar(
                vent.AdHoc is null ? vent.NodeId : null,
                vent.AdHoc?.Name ?? definition.NodesById.GetValueOrDefault(vent.NodeId)?.Name ?? vent.NodeId,
                h.Tid,
                forladt.TryGetValue(vent.Number, out var tid) ? tid : null),
        ];
    }

    private static bool ErTrin(ProcessDefinition definition, Wait vent) =>
        vent.Owner is null && definition.NodesById.GetValueOrDefault(vent.NodeId) is { AttachedTo: null, Kind: not NodeKind.StartEvent };
}
