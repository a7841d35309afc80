using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Processer;
using SagsFlow.Processer.Beskrivelse;
using SagsFlow.Sager;

namespace SagsFlow.Procesversioner;

/// <summary>A process: its versions, what it says in plain Danish, where cases wait in it and for how long, and where some have stopped.</summary>
/// <param name="Version">The version to tell of, by number or hash; the newest when left out.</param>
public sealed record HentProcesstand(string ProcesId, string? Version) : IForespoergsel<ProcesstandSvar>;

/// <param name="Version">The version told of.</param>
/// <param name="ErNyeste">Whether new cases run on it.</param>
/// <param name="Trin">Where cases of all versions wait, most first; only cases of which the caller may see every step.</param>
/// <param name="Driftsstop">Where cases have stopped, the oldest first.</param>
public sealed record ProcesstandSvar(
    string Id,
    string? Navn,
    int Version,
    string Hash,
    bool ErNyeste,
    IReadOnlyList<VersionSvar> Versioner,
    Procesbeskrivelse Beskrivelse,
    IReadOnlyList<TrinstandSvar> Trin,
    IReadOnlyList<ProcesstopSvar> Driftsstop);

/// <param name="Antal">Cases that wait there.</param>
/// <param name="MedianTimer">How long half of them have waited at least, in hours.</param>
/// <param name="LaengsteTimer">How long the one that has waited longest has, in hours.</param>
/// <param name="Laengst">That case.</param>
public sealed record TrinstandSvar(string Node, string Navn, int Antal, double MedianTimer, double LaengsteTimer, SagsnavnSvar Laengst);

public sealed record ProcesstopSvar(SagsnavnSvar Sag, string Node, string Navn, string Kode, string Tekst, DateTimeOffset Siden);

/// <summary>A case, to be named and linked to.</summary>
public sealed record SagsnavnSvar(Guid Id, string? Journalnummer, string Titel);

public sealed class HentProcesstandHandler(Arbejde arbejde, Adgang adgang, ProcessCatalog processer, Forakatalog fora, Instanshaendelser haendelser, Ventestart ventestart, Sagsvisning visning, IMediator mediator, TimeProvider ur)
    : IRequestHandler<HentProcesstand, Svar<ProcesstandSvar>>
{
    public async Task<Svar<ProcesstandSvar>> Handle(HentProcesstand request, CancellationToken cancellationToken)
    {
        if (Versionsopslag.Hash(processer, request.ProcesId, request.Version) is not { } hash)
        {
            return MigreringFejl.UkendtProces;
        }

        var definition = processer.ByHash(hash);
        var alle = (await mediator.Send(new HentProcesser(Side.Af(1, Side.Stoerste)), cancellationToken)).Vaerdi.Elementer;
        var instanser = Instanser(request.ProcesId);
        return new ProcesstandSvar(
            definition.Id,
            definition.Name,
            processer.VersionNr(hash),
            hash,
            processer.FindNewest(request.ProcesId)?.ContentHash == hash,
            alle.FirstOrDefault(p => p.Id == request.ProcesId)?.Versioner ?? [],
            new Beskriver(definition, id => fora.Forum(id)?.Navn, id => processer.FindNewest(id)?.Name).Beskriv(),
            await TrinAsync(request.ProcesId, instanser, cancellationToken),
            await StopAsync(instanser, cancellationToken));
    }

    /// <summary>Those that run, of cases with no step closed to the caller: a count would tell where a closed step waits.</summary>
    private IQueryable<Instans> Instanser(string proces)
    {
        var synlige = arbejde.Db.Sager.Where(adgang.SynligSag);
        var medSkjulte = adgang.SagerMedSkjulte;
        return arbejde.Db.Instanser.AsNoTracking().Where(i => !i.Ended && i.ProcessId == proces && synlige.Any(s => s.Id == i.SagId) && !medSkjulte.Contains(i.SagId));
    }

    private async Task<SagsnavnSvar> NavnAsync(SagId id, CancellationToken ct)
    {
        var sag = await arbejde.Db.Sager.AsNoTracking().FirstAsync(s => s.Id == id, ct);
        return new SagsnavnSvar(id.Value, sag.Journalnummer, await visning.TitelAsync(sag, ct));
    }

    private async Task<IReadOnlyList<TrinstandSvar>> TrinAsync(string proces, IQueryable<Instans> instanser, CancellationToken ct)
    {
        var nu = ur.GetUtcNow();

        var opgaver = await (
            from o in arbejde.Db.Opgaver
            join i in arbejde.Db.Instanser on o.InstansId equals (InstanceId?)i.Id
            where o.Afsluttet == null && o.Vent != null && !i.Ended && i.ProcessId == proces
            select new { Instans = i.Id, Vent = o.Vent!.Value, o.Oprettet }).ToListAsync(ct);
        var siden = opgaver.ToDictionary(o => (o.Instans, o.Vent), o => o.Oprettet);
        var venter = new List<(Node Node, SagId Sag, double Timer)>();
        foreach (var instans in await instanser.Select(i => new { i.Id, i.SagId, i.DefinitionHash, i.State, i.Oprettet }).ToListAsync(ct))
        {
            var definition = processer.ByHash(instans.DefinitionHash);
            foreach (var vent in ProcessState.Read(instans.State).OpenTokens(definition).Select(t => t.Wait).OfType<Wait>().Where(v => v.AdHoc is null))
            {
                var fra = siden.TryGetValue((instans.Id, vent.Number), out var tid) ? tid : await AabnetAsync(instans.SagId, instans.Id, instans.Oprettet, vent.Number, ct);
                venter.Add((definition.NodesById[vent.NodeId], instans.SagId, (nu - fra).TotalHours));
            }
        }

        var trin = new List<TrinstandSvar>();
        foreach (var gruppe in venter.GroupBy(v => v.Node.Id, StringComparer.Ordinal))
        {
            var timer = gruppe.Select(v => v.Timer).Order().ToList();
            var (node, sag, laengst) = gruppe.MaxBy(v => v.Timer);
            trin.Add(new TrinstandSvar(node.Id, node.Name ?? node.Id, timer.Count, timer[timer.Count / 2], laengst, await NavnAsync(sag, ct)));
        }

        return [.. trin.OrderByDescending(t => t.Antal).ThenBy(t => t.Navn, Dansk.Alfabet)];
    }

    /// <summary>Only tasks have a row that tells when they came; of the rest the history does, which is read once.</summary>
    private async Task<DateTimeOffset> AabnetAsync(SagId sag, InstanceId instans, DateTimeOffset oprettet, long vent, CancellationToken ct)
    {
        if (ventestart.Kendt(instans, vent) is { } kendt)
        {
            return kendt;
        }

        var aabnet = (await haendelser.LaesAsync(sag, ct)).Where(h => h.Instans == instans && h.Haendelse is WaitOpened w && w.Wait.Number == vent).Select(h => (DateTimeOffset?)h.Tid).LastOrDefault();
        return ventestart.Husk(instans, vent, aabnet ?? oprettet);
    }

    private async Task<IReadOnlyList<ProcesstopSvar>> StopAsync(IQueryable<Instans> instanser, CancellationToken ct)
    {
        var alle = new List<ProcesstopSvar>();
        var stop = from d in arbejde.Db.Driftsstop join i in instanser on d.InstansId equals i.Id where d.Loest == null orderby d.Oprettet select new { Stop = d, Instans = i };
        foreach (var (d, instans) in (await stop.AsNoTracking().ToListAsync(ct)).Select(x => (x.Stop, x.Instans)))
        {
            var navn = processer.ByHash(instans.DefinitionHash).NodesById.GetValueOrDefault(d.Node)?.Name;
            alle.Add(new ProcesstopSvar(await NavnAsync(instans.SagId, ct), d.Node, navn ?? d.Node, d.Kode, d.Tekst, d.Oprettet));
        }

        return alle;
    }
}
