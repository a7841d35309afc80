using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Processer;

namespace SagsFlow.Opgaver;

/// <summary>Finds what the definitions say of tasks: each by the version its instance runs on.</summary>
public sealed class Opgavenoder(Arbejde arbejde, ProcessCatalog processer)
{
    /// <summary>The nodes of tasks, by the task's id; one outside its process has none.</summary>
    public async Task<IReadOnlyDictionary<OpgaveId, Node>> FindAsync(IEnumerable<Opgave> opgaver, CancellationToken ct)
    {
        var egne = opgaver.Where(o => o is { InstansId: not null, Node: not null }).ToList();
        var ider = egne.Select(o => o.InstansId!.Value).Distinct().ToArray();
        var noder = new Dictionary<OpgaveId, Node>();
        foreach (var portion in ider.Chunk(500))
        {
            var hasher = await arbejde.Db.Instanser.AsNoTracking().Where(i => portion.Contains(i.Id)).Select(i => new { i.Id, i.DefinitionHash }).ToDictionaryAsync(i => i.Id, i => i.DefinitionHash, ct);
            foreach (var o in egne.Where(o => hasher.ContainsKey(o.InstansId!.Value)))
            {
                if (processer.ByHash(hasher[o.InstansId!.Value]).NodesById.TryGetValue(o.Node!, out var node))
                {
                    noder[o.Id] = node;
                }
            }
        }

        return noder;
    }
}
