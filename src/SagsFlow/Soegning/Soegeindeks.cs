using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using SagsFlow.Beslutninger;
using SagsFlow.Data;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Soegning;

/// <summary>
/// Keeps the index like the rows it is made from. A transaction that changes a case or an agenda notes its chain in a queue; the work itself
/// is done after, so that nobody's step waits for it.
/// </summary>
public sealed class Soegeindeks(IServiceScopeFactory scopes, Efterretning efterretning, Ur ur, ILogger<Soegeindeks> log) : BackgroundService
{
    /// <summary>Chains in one transaction: few enough that a step never waits long for its turn to write.</summary>
    private const int Portion = 20;

    private static readonly TimeSpan LaengsteSoevn = TimeSpan.FromMinutes(1);

    /// <summary>How long a search waits for what was just written; after that it finds what is indexed.</summary>
    private static readonly TimeSpan Taalmodighed = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim _tur = new(1, 1);
    private readonly SemaphoreSlim _hint = new(0, 1);
    private volatile bool _maaskeNoget = true;

    /// <summary>The chains whose texts a transaction has changed.</summary>
    public static IReadOnlyCollection<string> Beroerte(ChangeTracker rows)
    {
        HashSet<string>? kaeder = null;
        foreach (var e in rows.Entries<IPaaKaede>())
        {
            if (e.State != EntityState.Unchanged && e.Entity is Sag or Sagsversion or Bilag or Forelaeggelse or Dagsordenspunkt or Beslutning or Moede)
            {
                (kaeder ??= new(StringComparer.Ordinal)).Add(e.Entity.Kaede);
            }
        }

        return kaeder ?? (IReadOnlyCollection<string>)[];
    }

    /// <summary>Indexes what waits, so that a search finds what was written before it; gives up where there is much, or where it fails.</summary>
    public async Task IndhentAsync(CancellationToken ct)
    {
        var begyndt = ur.Rigtig.GetTimestamp();
        while (ur.Rigtig.GetElapsedTime(begyndt) < Taalmodighed && await _tur.WaitAsync(Taalmodighed, ct))
        {
            try
            {
                // Only with the turn at hand is it sure that nobody is in the middle of a portion.
                if (!_maaskeNoget)
                {
                    return;
                }

                await PortionAsync(ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Indexing before a search failed; it finds what is indexed");
                return;
            }
            finally
            {
                _tur.Release();
            }
        }
    }

    public override void Dispose()
    {
        efterretning.Soegelytter = null;
        _tur.Dispose();
        _hint.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        efterretning.Soegelytter = Hint;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (_maaskeNoget)
                {
                    await _tur.WaitAsync(stoppingToken);
                    try
                    {
                        await PortionAsync(stoppingToken);
                    }
                    finally
                    {
                        _tur.Release();
                    }
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "Indexing failed; trying again in a minute");
            }

            await _hint.WaitAsync(LaengsteSoevn, stoppingToken);
        }
    }

    private async Task PortionAsync(CancellationToken ct)
    {
        // Before the queue is read: what is queued meanwhile says so again.
        _maaskeNoget = false;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var arbejde = scope.ServiceProvider.GetRequiredService<Arbejde>();
            var antal = await arbejde.UdfoerAsync<int>("system", async () =>
            {
                var kaeder = await arbejde.Store.TakeSearchQueueAsync(Portion, ct);
                var nye = new List<(string, IReadOnlyList<Soegetekst>)>(kaeder.Count);
                foreach (var kaede in kaeder)
                {
                    nye.Add((kaede, await Soegetekster.LavAsync(arbejde.Db, kaede, ct)));
                }

                await arbejde.Store.ReplaceSearchTextsAsync(nye, ct);
                return (kaeder.Count > 0, kaeder.Count);
            }, null, ct);
            _maaskeNoget |= antal == Portion;
        }
        catch
        {
            _maaskeNoget = true;
            throw;
        }
    }

    private void Hint()
    {
        _maaskeNoget = true;
        try
        {
            _hint.Release();
        }
        catch (SemaphoreFullException)
        {
            // A hint is already waiting.
        }
    }
}
