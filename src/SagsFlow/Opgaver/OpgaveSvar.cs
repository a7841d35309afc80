using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;
using SagsFlow.Kalender;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Opgaver;

/// <summary>A task as the API shows it.</summary>
/// <param name="Udfald">What may be chosen; the first one moves it on.</param>
/// <param name="Kan">Whether the caller may finish it.</param>
public sealed record OpgaveSvar(
    Guid Id,
    OpgavesagSvar Sag,
    string? Node,
    string Navn,
    string Rolle,
    string? Enhed,
    string? TildeltTil,
    string? Forklaring,
    IReadOnlyList<UdfaldSvar> UdfaldMuligheder,
    IReadOnlyList<string> Udfald,
    IReadOnlyList<Opgavefelt> Felter,
    DateTimeOffset? Frist,
    DateTimeOffset Oprettet,
    bool Kan,
    string? AfsluttetMed,
    DateTimeOffset? Afsluttet,
    string? AfsluttetAf,
    int Version) : IVersionssvar
{
    /// <summary>The day people are held to of <see cref="Frist"/>; null where the minute counts, or there is no deadline.</summary>
    public DateOnly? Fristdag { get; init; }
}

/// <summary>The case a task belongs to.</summary>
public sealed record OpgavesagSvar(Guid Id, string? Journalnummer, string Titel);

/// <summary>An outcome with its label.</summary>
/// <param name="TilbageTil">The steps it may go back to, as they are sent.</param>
/// <param name="TilbageTilNavne">The same steps as people call them.</param>
public sealed record UdfaldSvar(string Id, string Navn, bool KraeverBemaerkning, IReadOnlyList<string> TilbageTil, IReadOnlyList<string> TilbageTilNavne);

/// <summary>What a task looks like to a caller, and who may take it.</summary>
public sealed class Opgavevisning(Arbejde arbejde, Adgang adgang, ProcessCatalog processer, Sagsvisning visning, Arbejdskalender kalender)
{
    /// <summary>The node of a task in the definition its case runs on; null for a task outside the process.</summary>
    public async Task<Node?> NodeAsync(Opgave opgave, CancellationToken ct) => (await DefinitionAsync(opgave, ct))?.NodesById[opgave.Node!];

    private async Task<ProcessDefinition?> DefinitionAsync(Opgave opgave, CancellationToken ct)
    {
        if (opgave.InstansId is not { } instans || opgave.Node is null)
        {
            return null;
        }

        var hash = await arbejde.Db.Instanser.AsNoTracking().Where(i => i.Id == instans).Select(i => i.DefinitionHash).FirstAsync(ct);
        return processer.ByHash(hash);
    }

    /// <summary>The outcomes of a task; one outside the process is just finished.</summary>
    public static IReadOnlyList<Opgaveudfald> Udfald(Node? node) => node is null ? [new Opgaveudfald("faerdig", "Færdig", false, [])] : Attribut.Udfald(node);

    /// <summary>Whether the caller may finish a task: it is theirs, or anyone's of a role they hold.</summary>
    public bool Kan(Opgave opgave) => Kan(opgave.TildeltTil, opgave.Rolle, opgave.Enhed);

    /// <summary>The same of a task that is not at hand whole.</summary>
    public bool Kan(string? tildeltTil, string rolle, string? enhed) =>
        tildeltTil == adgang.Person.Brugernavn || (tildeltTil is null && Opgave.KendtRolle(rolle) is { } kendt && adgang.Person.Har(kendt, enhed));

    public static bool HarRollen(Person person, Opgave opgave) => opgave.KendtRolle() is { } rolle && person.Har(rolle, opgave.Enhed);

    public async Task<OpgaveSvar> SvarAsync(Opgave o, Sag sag, CancellationToken ct) =>
        Svar(o, await DefinitionAsync(o, ct), new OpgavesagSvar(sag.Id.Value, sag.Journalnummer, await visning.TitelAsync(sag, ct)));

    /// <summary>The same of many, whose cases the caller may know of, in their order.</summary>
    public async Task<IReadOnlyList<OpgaveSvar>> SvarAsync(IReadOnlyList<Opgave> opgaver, CancellationToken ct)
    {
        var ider = opgaver.Select(o => o.SagId).Distinct().ToList();
        var instanser = opgaver.Where(o => o.Node is not null).Select(o => o.InstansId).OfType<InstanceId>().Distinct().ToList();
        var sager = await arbejde.Db.Sager.AsNoTracking().Where(s => ider.Contains(s.Id)).ToListAsync(ct);
        var titler = await visning.TitlerAsync(sager, ct);
        var hasher = await arbejde.Db.Instanser.AsNoTracking().Where(i => instanser.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.DefinitionHash, ct);
        var efterId = sager.ToDictionary(s => s.Id, s => new OpgavesagSvar(s.Id.Value, s.Journalnummer, titler[s.Id]));
        return [.. opgaver.Select(o => Svar(o, o is { Node: not null, InstansId: { } instans } ? processer.ByHash(hasher[instans]) : null, efterId[o.SagId]))];
    }

    /// <summary>A task with the process version it belongs to, which is null for one outside the process.</summary>
    public OpgaveSvar Svar(Opgave o, ProcessDefinition? definition, OpgavesagSvar sag)
    {
        var node = o.Node is { } id ? definition?.NodesById[id] : null;
        var udfald = Udfald(node);
        return new OpgaveSvar(
            o.Id.Value,
            sag,
            o.Node,
            o.Navn,
            o.Rolle,
            o.Enhed,
            o.TildeltTil,
            o.Forklaring,
            [.. udfald.Select(u => new UdfaldSvar(u.Id, u.Navn, u.KraeverBemaerkning, u.TilbageTil, [.. u.TilbageTil.Select(t => definition?.NodesById.GetValueOrDefault(t)?.Name ?? t)]))],
            [.. udfald.Select(u => u.Id)],
            node is null ? [] : Attribut.Felter(node),
            o.Frist,
            o.Oprettet,
            o.Afsluttet is null && Kan(o),
            o.Udfald,
            o.Afsluttet,
            o.AfsluttetAf,
            o.Version)
        {
            Fristdag = Opgavefrist.Dag(o.Frist, node, kalender),
        };
    }

    /// <summary>A task the caller may know of, with its case.</summary>
    public async Task<(Opgave Opgave, Sag Sag)?> FindAsync(OpgaveId id, CancellationToken ct)
    {
        var opgave = await arbejde.Db.Opgaver.FirstOrDefaultAsync(o => o.Id == id, ct);
        if (opgave is null || await adgang.FindSagAsync(opgave.SagId, ct) is not { } sag)
        {
            return null;
        }

        return await SerAsync(opgave, sag, ct) ? (opgave, sag) : null;
    }

    /// <summary>
    /// Whether the caller may know of a task of a case they may know of. Where some of the case's steps are closed to them, they are told of
    /// no other tasks than their own.
    /// </summary>
    public async Task<bool> SerAsync(Opgave opgave, Sag sag, CancellationToken ct) => Kan(opgave) || (await adgang.SkjulteAsync(sag, ct)).Count == 0;
}
