using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Fora;
using SagsFlow.Kalender;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Processer;

/// <summary>
/// What running timers were computed by: the calendar and the forums' rules. When it has changed since they were, they are computed again in
/// batches, before any of them may fire, and the cases' plans after them.
/// </summary>
public sealed class Fristgrundlag(Arbejde arbejde, ProcessCatalog katalog, ProcessRunner runner, Arbejdskalender kalender, Forakatalog fora, Genplanlaegning genplanlaegning)
{
    private const string Egenskab = "fristgrundlag";
    private const int Portion = 200;

    /// <summary>Names the calendar and rules there are now.</summary>
    public string Version => Historikpost.Sha($"{kalender.Version}\n{string.Join('\n', fora.Fora.SelectMany(f => f.Regler.Select(r => $"{f.Id} {r.Version}")))}");

    /// <summary>Computes the timers again that depend on what has changed.</summary>
    /// <returns>How many instances had a timer that moved.</returns>
    public async Task<int> OpdaterAsync(CancellationToken ct)
    {
        var foer = await arbejde.UdfoerAsync("system", async () => (false, await arbejde.Store.PropertyAsync(Egenskab, ct)), null, ct);
        if (foer == Version)
        {
            return 0;
        }

        // A database without the mark is new, or older than timers that depend on the calendar.
        var flyttet = foer is null ? 0 : await RegnOmAsync(ct);
        await arbejde.UdfoerAsync(
            "system",
            async () =>
            {
                await arbejde.Store.SetPropertyAsync(Egenskab, Version, ct);
                if (foer is not null)
                {
                    await genplanlaegning.AlleAsync(ct);
                }

                return (true, 0);
            },
            null,
            ct);
        return flyttet;
    }

    private async Task<int> RegnOmAsync(CancellationToken ct)
    {
        var aabne = await arbejde.Db.Instanser.AsNoTracking().Where(i => !i.Ended).OrderBy(i => i.Oprettet).Select(i => new { i.Id, i.DefinitionHash }).ToListAsync(ct);
        var afhaengige = aabne.Where(i => Moedefakta.AfhaengerAfKalender(katalog.ByHash(i.DefinitionHash))).Select(i => i.Id).ToList();
        var flyttet = 0;
        foreach (var portion in afhaengige.Chunk(Portion))
        {
            flyttet += await arbejde.UdfoerAsync("system", async () => (true, await PortionAsync(portion, ct)), null, ct);
        }

        return flyttet;
    }

    private async Task<int> PortionAsync(InstanceId[] portion, CancellationToken ct)
    {
        var flyttet = 0;
        foreach (var id in portion)
        {
            flyttet += (await runner.StepAsync(id, new DataChanged(), ct)).Outcome == StepOutcome.Applied ? 1 : 0;
        }

        return flyttet;
    }
}
