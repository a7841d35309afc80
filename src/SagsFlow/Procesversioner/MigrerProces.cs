using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Procesversioner;

/// <summary>What becomes of deadlines that run.</summary>
public enum Frister
{
    /// <summary>They stand as they are.</summary>
    Behold,

    /// <summary>The new version's rule counts, from when each began.</summary>
    Genberegn,
}

/// <summary>Which cases are to be moved to which version, and how.</summary>
/// <param name="Fra">The version they run on; every other than <paramref name="Til"/> when left out.</param>
/// <param name="Til">The version they are to run on; the newest when left out.</param>
/// <param name="Noder">Steps (and flows, for tracks that wait at a join) with another id in the new version: old to new.</param>
/// <param name="Frister">What becomes of deadlines that run; they stand when left out.</param>
/// <param name="Sager">Only these cases; all when left out.</param>
/// <param name="Proevekoersel">True when left out: nothing is changed, the answer tells what would be.</param>
/// <param name="Begrundelse">Why; in the history of each case. Not needed for a dry run.</param>
public sealed record MigreringBody(
    int? Fra, int? Til, IReadOnlyDictionary<string, string>? Noder, Frister? Frister, IReadOnlyList<Guid>? Sager, bool? Proevekoersel, string? Begrundelse);

/// <summary>Moves running cases to another version of their process, or tells what it would mean.</summary>
public sealed record MigrerProces(string ProcesId, MigreringBody Body) : IKommando<MigreringSvar>, IValideres
{
    public bool ErProeve => Body.Proevekoersel ?? true;

    public void Valider(Feltfejl fejl)
    {
        fejl.Tjek("begrundelse", Body.Begrundelse, Tekstregler.LaengsteKort, kraeves: !ErProeve);
        foreach (var (gammel, ny) in Body.Noder ?? new Dictionary<string, string>())
        {
            fejl.Tjek($"noder.{gammel}", ny, Tekstregler.LaengsteKort, kraeves: true, enLinje: true);
        }
    }
}

/// <param name="Proevekoersel">Whether nothing was changed.</param>
/// <param name="Plan">What the plan shows as a whole, by the version moved from.</param>
/// <param name="Flyttet">How many were moved, or could be; cases the caller must not know of are among them.</param>
/// <param name="Sager">The cases the caller may know of.</param>
public sealed record MigreringSvar(string Proces, int Til, bool Proevekoersel, IReadOnlyList<FundSvar> Plan, int Flyttet, int KanIkke, IReadOnlyList<MigreringSagSvar> Sager);

/// <param name="Fra">The version the step belongs to.</param>
/// <param name="Forhindrer">Whether the plan cannot be used at all; else only cases that stand there are concerned.</param>
public sealed record FundSvar(int Fra, string Node, string Kode, string Tekst, bool Forhindrer);

/// <summary>What comes of one case's process.</summary>
/// <param name="Forhindringer">Why it cannot be moved; empty when it can.</param>
/// <param name="FlyttedeFrister">Deadlines that get another time.</param>
public sealed record MigreringSagSvar(Guid? SagId, int Fra, bool KanFlyttes, IReadOnlyList<string> Forhindringer, IReadOnlyList<FlyttetFrist> FlyttedeFrister);

public sealed record FlyttetFrist(string Node, DateTimeOffset Foer, DateTimeOffset Efter);

public sealed class MigrerProcesHandler(Arbejde arbejde, Adgang adgang, ProcessCatalog processer, ProcessRunner runner) : IRequestHandler<MigrerProces, Svar<MigreringSvar>>
{
    public async Task<Svar<MigreringSvar>> Handle(MigrerProces request, CancellationToken cancellationToken)
    {
        var body = request.Body;
        if (!adgang.Person.ErAdmin)
        {
            return MigreringFejl.KunAdmin;
        }

        if (Planlaeg(request.ProcesId, body, out var til, out var planer) is { } fejl)
        {
            return fejl;
        }

        var fund = planer!.SelectMany(p => p.Value.Findings.Select(f => new FundSvar(processer.VersionNr(p.Key), f.NodeId, f.Code, f.Text, f.IsError))).ToList();
        if (planer!.Values.Any(p => !p.IsUsable) && !request.ErProeve)
        {
            return MigreringFejl.Ubrugelig(fund);
        }

        var sager = new List<MigreringSagSvar>();
        foreach (var instans in await InstanserAsync([.. planer!.Keys], body.Sager, cancellationToken))
        {
            sager.Add(await EnAsync(instans, planer[instans.DefinitionHash], request, cancellationToken));
        }

        await arbejde.SkrivNuAsync(cancellationToken);
        return new MigreringSvar(request.ProcesId, til, request.ErProeve, fund, sager.Count(s => s.KanFlyttes), sager.Count(s => !s.KanFlyttes), sager.FindAll(s => s.SagId is not null));
    }

    private Fejl? Planlaeg(string procesId, MigreringBody body, out int til, out Dictionary<string, MigrationPlan>? planer)
    {
        var versioner = processer.Versions(procesId);
        (til, planer) = (body.Til ?? (processer.FindNewest(procesId) is { } nyeste ? processer.VersionNr(nyeste.ContentHash) : 0), null);
        if (versioner.Count == 0)
        {
            return MigreringFejl.UkendtProces;
        }

        if (!versioner.TryGetValue(til, out var maal))
        {
            return MigreringFejl.UkendtVersion("til", til, versioner.Keys);
        }

        if (body.Fra is { } fra && !versioner.ContainsKey(fra))
        {
            return MigreringFejl.UkendtVersion("fra", fra, versioner.Keys);
        }

        if (body.Fra == til)
        {
            return MigreringFejl.SammeVersion;
        }

        var ny = processer.ByHash(maal);
        var noder = body.Noder ?? new Dictionary<string, string>();
        var frister = body.Frister == Frister.Genberegn ? MigratedTimers.Recompute : MigratedTimers.Keep;
        planer = versioner.Where(v => v.Value != maal && (body.Fra is null || v.Key == body.Fra))
            .ToDictionary(v => v.Value, v => new MigrationPlan(processer.ByHash(v.Value), ny, noder, frister), StringComparer.Ordinal);
        return null;
    }

    private async Task<List<Instans>> InstanserAsync(string[] hashes, IReadOnlyList<Guid>? sager, CancellationToken ct)
    {
        var alle = await arbejde.Db.Instanser.AsNoTracking().Where(i => !i.Ended && hashes.Contains(i.DefinitionHash)).OrderBy(i => i.Oprettet).ToListAsync(ct);
        return sager is null ? alle : alle.FindAll(i => sager.Contains(i.SagId.Value));
    }

    private async Task<MigreringSagSvar> EnAsync(Instans instans, MigrationPlan plan, MigrerProces request, CancellationToken ct)
    {
        var foer = ProcessState.Read(instans.State);
        var kommando = new Migrate(plan, arbejde.Aktoer, request.Body.Begrundelse?.Trim() ?? "");
        var resultat = request.ErProeve ? await runner.PreviewAsync(instans.Id, kommando, ct) : await runner.StepAsync(instans.Id, kommando, ct);
        var fra = processer.VersionNr(instans.DefinitionHash);
        if (!request.ErProeve && resultat.Outcome == StepOutcome.Applied)
        {
            arbejde.Historik.Tilfoej(Kaeder.Sag(instans.SagId), "ny-procesversion", $"Sagens proces »{plan.To.Name ?? plan.To.Id}« er flyttet fra version {fra} til version {processer.VersionNr(plan.To.ContentHash)}.", request.Body.Begrundelse!.Trim());
        }

        var sag = await adgang.FindSagAsync(instans.SagId, ct);
        var maaSe = sag is not null && (await adgang.SkjulteAsync(sag, ct)).Count == 0;
        return new MigreringSagSvar(
            sag?.Id.Value,
            fra,
            resultat.Refusal is null,
            resultat.Refusal is not { } afvist ? [] : maaSe ? [.. afvist.Findings.Select(f => f.Text)] : ["Sagen kan ikke flyttes, som den står."],
            maaSe ? Flyttede(foer, resultat) : []);
    }

    private static List<FlyttetFrist> Flyttede(ProcessState foer, StepResult resultat) =>
    [
        .. from flyttet in resultat.Effects.OfType<MoveTimer>()
        let gammel = foer.Waits.First(w => w.Number == flyttet.Wait).Due!.Value
        where gammel != flyttet.Due
        select new FlyttetFrist(flyttet.Node.Name ?? flyttet.Node.Id, gammel, flyttet.Due),
    ];
}
