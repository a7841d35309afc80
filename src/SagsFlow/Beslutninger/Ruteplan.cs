using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Forelaeggelser;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Beslutninger;

/// <summary>The routes of a decision become planned forelæggelser, in order, before the process walks them.</summary>
public sealed class Ruteplan(Arbejde arbejde, Forumopgaver forumopgaver, Sagensforelaeggelser forelaeggelser, ProcessCatalog processer)
{
    /// <summary>The routes that the process allows where the forelæggelse waits; null when it waits nowhere.</summary>
    public async Task<IReadOnlyList<string>?> TilladteAsync(Forelaeggelse forelaeggelse, CancellationToken ct)
    {
        if (forelaeggelse.InstansId is not { } instans || forelaeggelse.Node is not { } node || await arbejde.Store.FindInstanceAsync(instans, ct) is not { } gemt)
        {
            return null;
        }

        return Ruter(gemt.DefinitionHash, node);
    }

    /// <summary>The same, of several and outside a transaction; those without routes are left out.</summary>
    public async Task<IReadOnlyDictionary<ForelaeggelseId, IReadOnlyList<string>>> LaesTilladteAsync(IEnumerable<Forelaeggelse> forelaeggelser, CancellationToken ct)
    {
        var ventende = forelaeggelser.Where(f => f is { InstansId: not null, Node: not null, Vent: not null }).ToList();
        var instanser = ventende.Select(f => f.InstansId!.Value).Distinct().ToArray();
        var hashes = instanser.Length == 0 ? []
            : await arbejde.Db.Instanser.AsNoTracking().Where(i => instanser.Contains(i.Id)).Select(i => new { i.Id, i.DefinitionHash }).ToDictionaryAsync(i => i.Id, i => i.DefinitionHash, ct);
        return (
            from f in ventende
            let ruter = hashes.GetValueOrDefault(f.InstansId!.Value) is { } hash ? Ruter(hash, f.Node!) : null
            where ruter is not null
            select (f.Id, ruter)).ToDictionary();
    }

    private IReadOnlyList<string>? Ruter(string hash, string node) => processer.ByHash(hash).NodesById.TryGetValue(node, out var n) ? Attribut.TilladteRuter(n) : null;

    /// <summary>
    /// Plans the routes next after what has been treated, before those planned earlier. A route that is already planned is used again, so that
    /// nothing stands twice. At the case's own process a decision that names routes sets the whole further route, so what it does not name is
    /// dropped; one that names none lets the case go on as planned (direktionssag.bpmn does the same with its variable <c>rest</c>).
    /// </summary>
    public async Task LaegAsync(Beslutning b, Sag sag, Forelaeggelse besluttet, CancellationToken ct)
    {
        var alle = await forelaeggelser.AlleAsync(sag.Id, ct);
        var planlagte = alle.Where(f => f.Tilstand == ForelaeggelseTilstand.Planlagt && f.Node is null).ToList();
        var valgte = new List<Forelaeggelse>();
        foreach (var rute in b.Ruter)
        {
            var f = planlagte.Find(p => p.ForumId == rute);
            if (f is null)
            {
                f = forumopgaver.Planlaeg(sag, alle, rute);
                alle.Add(f);
            }

            planlagte.Remove(f);
            valgte.Add(f);
        }

        if (b.Ruter.Count > 0 && besluttet.InstansId == sag.InstansId && await TilladteAsync(besluttet, ct) is { Count: > 0 })
        {
            planlagte.ForEach(f => f.Tilstand = ForelaeggelseTilstand.Udgaaet);
        }

        var resten = alle.Where(f => f.Tilstand == ForelaeggelseTilstand.Planlagt && !valgte.Contains(f)).ToList();
        var nr = alle.Except(valgte).Except(resten).Select(f => f.Raekkefoelge).DefaultIfEmpty(0).Max();
        foreach (var f in valgte.Concat(resten))
        {
            f.Raekkefoelge = ++nr;
        }
    }
}
