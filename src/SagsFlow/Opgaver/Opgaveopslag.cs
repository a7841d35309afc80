using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Opgaver;

/// <summary>
/// Finds the task a command is about. Finishing tasks is what the program does most, so this goes by prepared statements and reads no text.
/// </summary>
public sealed class Opgaveopslag(Arbejde arbejde, Adgang adgang, ProcessCatalog processer, Opgavevisning opgaver, Sagsvisning sager)
{
    /// <summary>A task, its case, and the process version it belongs to; that is null for one outside the process.</summary>
    public sealed record Fundet(Opgave Opgave, Sagshoved Sag, ProcessDefinition? Definition)
    {
        public Node? Node => Opgave.Node is { } id ? Definition?.NodesById[id] : null;

        /// <summary>What people call a step of the same process.</summary>
        public string Trinnavn(string node) => Definition is not null && Definition.NodesById.TryGetValue(node, out var n) ? n.Name ?? node : node;
    }

    /// <returns>Null when there is no such task, or the caller must not know of it.</returns>
    public async Task<Fundet?> FindAsync(OpgaveId id, CancellationToken ct)
    {
        if (await arbejde.Store.FindTaskAsync(id, ct) is not var (opgave, hash)
            || await arbejde.Store.FindCaseAsync(opgave.SagId, ct) is not { } sag
            || !await adgang.SerSagAsync(sag, ct))
        {
            return null;
        }

        return opgaver.Kan(opgave) || adgang.SerAlle(sag) ? new Fundet(opgave, sag, hash is null ? null : processer.ByHash(hash)) : null;
    }

    /// <summary>The task as it is now that it has been finished, for the caller.</summary>
    public async Task<OpgaveSvar> SvarAsync(Fundet fundet, CancellationToken ct)
    {
        var titel = sager.Titel(fundet.Sag);
        if (titel is null)
        {
            // The case's newest version may be a row that is not written yet.
            await arbejde.SkrivNuAsync(ct);
            var id = fundet.Sag.Id;
            titel = await sager.TitelAsync(await arbejde.Db.Sager.FirstAsync(s => s.Id == id, ct), ct);
        }

        var (opgave, _) = await arbejde.Store.FindTaskAsync(fundet.Opgave.Id, ct) ?? throw new InvalidOperationException($"Task {fundet.Opgave.Id} is gone.");
        return opgaver.Svar(opgave, fundet.Definition, new OpgavesagSvar(fundet.Sag.Id.Value, fundet.Sag.Journalnummer, titel));
    }
}
