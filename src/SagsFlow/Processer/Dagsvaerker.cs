using System.Globalization;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Processer;

/// <summary>Work that is done once each day, at a time of day by the movable clock. Days that were missed are not made up for: the next one sees what is due.</summary>
public interface IDagsvaerk
{
    /// <summary>Names it in the database.</summary>
    string Navn { get; }

    /// <summary>Local time.</summary>
    TimeOnly Kl { get; }

    /// <summary>Does a day's work, in a transaction of its own that also notes that the day is done.</summary>
    Task UdfoerAsync(DateOnly dag, CancellationToken ct);
}

/// <summary>Does each day's work when its time comes, exactly once a day: the day is noted in the same transaction.</summary>
public sealed class Dagsvaerker(IServiceScopeFactory scopes, Ur ur, ILogger<Dagsvaerker> log)
{
    /// <summary>Does what is due now.</summary>
    /// <returns>How many days' works were done.</returns>
    public async Task<int> DrainAsync(CancellationToken ct)
    {
        var gjort = 0;
        await using var scope = scopes.CreateAsyncScope();
        var arbejde = scope.ServiceProvider.GetRequiredService<Arbejde>();
        foreach (var vaerk in scope.ServiceProvider.GetServices<IDagsvaerk>())
        {
            try
            {
                gjort += await EnAsync(arbejde, vaerk, ct) ? 1 : 0;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The others, and the timers, go on; it is tried again at the next look.
                log.LogError(e, "The daily work {Name} failed", vaerk.Navn);
            }
        }

        return gjort;
    }

    /// <summary>When the next one is due; null when there is none.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var vaerker = scope.ServiceProvider.GetServices<IDagsvaerk>().ToList();
        if (vaerker.Count == 0)
        {
            return null;
        }

        var arbejde = scope.ServiceProvider.GetRequiredService<Arbejde>();
        var gjort = await arbejde.UdfoerAsync("system", async () => (false, await arbejde.Store.DailyWorkAsync(ct)), null, ct);
        return vaerker.Min(v => Naeste(v, gjort));
    }

    private DateTimeOffset Naeste(IDagsvaerk vaerk, IReadOnlyDictionary<string, DateOnly> gjort)
    {
        var idag = LokalTid.Dato(ur.GetUtcNow());
        var dag = gjort.TryGetValue(vaerk.Navn, out var sidst) && sidst >= idag ? sidst.AddDays(1) : idag;
        return LokalTid.TilOejeblik(dag.ToDateTime(vaerk.Kl));
    }

    private static Task<bool> EnAsync(Arbejde arbejde, IDagsvaerk vaerk, CancellationToken ct) => arbejde.UdfoerAsync(
        "system",
        async () =>
        {
            var nu = LokalTid.Af(arbejde.Nu);
            var idag = DateOnly.FromDateTime(nu);
            var gjort = await arbejde.Store.DailyWorkAsync(ct);
            if (TimeOnly.FromDateTime(nu) < vaerk.Kl || (gjort.TryGetValue(vaerk.Navn, out var sidst) && sidst >= idag))
            {
                return (false, false);
            }

            await vaerk.UdfoerAsync(idag, ct);
            await arbejde.Store.SetDailyWorkAsync(vaerk.Navn, idag, ct);
            return (true, true);
        },
        null,
        ct);
}
