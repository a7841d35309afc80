using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Indgreb;

/// <summary>One token of a case's process or of a process it has called.</summary>
public sealed record Spor(InstanceId Instans, ProcessDefinition Definition, OpenToken Token)
{
    /// <summary>The step's name for people.</summary>
    public string Navn => Token.Wait?.AdHoc?.Name ?? Definition.NodesById.GetValueOrDefault(Token.NodeId)?.Name ?? Token.NodeId;

    /// <summary>The id to call it by in a message.</summary>
    public string Sted => $"{Token.Wait?.AdHoc?.Name ?? Token.NodeId}{(Token.Kind == OpenTokenKind.Waits ? $" (nr. {Token.Place.Number})" : "")}";

    /// <summary>Events after one event-based gateway are one track.</summary>
    public (InstanceId, long, string?) Noegle => (Instans, Token.Wait?.Group ?? Token.Place.Number, Token.Place.FlowId);
}

/// <summary>Where a case's process stands, as far as the caller may be told.</summary>
public sealed class Sagsspor(Arbejde arbejde, Adgang adgang, ProcessCatalog processer)
{
    /// <summary>The case's instances that the caller may be told of, the case's own first.</summary>
    public async Task<IReadOnlyList<Instans>> InstanserAsync(Sag sag, CancellationToken ct)
    {
        var instanser = await arbejde.Db.Instanser.AsNoTracking().Where(i => i.SagId == sag.Id).OrderBy(i => i.Oprettet).ToListAsync(ct);

        // A caller who must not see every step is not told which called process runs, nor where it stopped.
        return (await adgang.SkjulteAsync(sag, ct)).Count == 0 ? instanser : instanser.FindAll(i => i.Id == sag.InstansId);
    }

    /// <summary>The waits of forelæggelser that the caller must not see.</summary>
    public async Task<IReadOnlySet<(InstanceId Instans, long Vent)>> SkjulteAsync(Sag sag, CancellationToken ct)
    {
        var skjulte = await adgang.SkjulteAsync(sag, ct);
        return (await arbejde.Db.Forelaeggelser.AsNoTracking().Where(f => f.SagId == sag.Id && f.Vent != null).ToListAsync(ct))
            .Where(f => skjulte.Contains(f.Id)).Select(f => (f.InstansId!.Value, f.Vent!.Value)).ToHashSet();
    }

    /// <summary>The tokens the caller may be told of.</summary>
    public async Task<IReadOnlyList<Spor>> AlleAsync(Sag sag, CancellationToken ct)
    {
        var skjulte = await SkjulteAsync(sag, ct);
        return
        [
            .. from instans in await InstanserAsync(sag, ct)
            where !instans.Ended
            let definition = processer.ByHash(instans.DefinitionHash)
            from token in ProcessState.Read(instans.State).OpenTokens(definition)
            where token.Wait is not { } vent || !skjulte.Contains((instans.Id, vent.Number))
            select new Spor(instans.Id, definition, token),
        ];
    }
}
