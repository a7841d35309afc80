using System.Reflection;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;

namespace SagsFlow.Processer;

/// <summary>Compares the domain's rows with the values the history gives them.</summary>
internal sealed class Raekkekontrol(Dictionary<(string Tabel, string Id), Dictionary<string, string?>?> foldet, List<string> fejl)
{
    private static readonly MethodInfo Metode = typeof(Raekkekontrol).GetMethod(nameof(SammenlignTabelAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    /// <returns>How many rows were compared.</returns>
    public async Task<int> SammenlignAsync(SagDbContext db, CancellationToken ct)
    {
        var antal = 0;
        foreach (var type in db.Model.GetEntityTypes().Where(t => typeof(IPaaKaede).IsAssignableFrom(t.ClrType)))
        {
            antal += await (Task<int>)Metode.MakeGenericMethod(type.ClrType).Invoke(this, [db, ct])!;
        }

        fejl.AddRange(foldet.Where(f => f.Value is not null).Select(f => $"{f.Key.Tabel} {f.Key.Id} står i historikken, men er væk."));
        return antal;
    }

    private async Task<int> SammenlignTabelAsync<T>(SagDbContext db, CancellationToken ct)
        where T : class
    {
        var antal = 0;
        foreach (var entitet in await db.Set<T>().AsNoTracking().ToListAsync(ct))
        {
            antal++;
            var entry = db.Entry(entitet);
            var noegle = (entry.Metadata.GetTableName()!, Historiksamler.Noegle(entry));
            if (!foldet.Remove(noegle, out var vaerdier) || vaerdier is null)
            {
                fejl.Add($"{noegle.Item1} {noegle.Item2} findes, men historikken kender den ikke.");
                continue;
            }

            foreach (var p in entry.Properties)
            {
                var kolonne = Navne.Snake(p.Metadata.Name);
                var gemt = Historiksamler.Vaerdi.Gemt(p) is { } v ? Historiksamler.Vaerdi.Kort(Historiksamler.Vaerdi.Tekst(v)) : null;
                if (gemt != vaerdier.GetValueOrDefault(kolonne))
                {
                    fejl.Add($"{noegle.Item1} {noegle.Item2}: {kolonne} er ikke det, historikken siger.");
                }
            }
        }

        return antal;
    }
}
