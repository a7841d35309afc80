using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Processer;

/// <summary>
/// Fires what is due, sees to what lies in the outbox, removes messages whose time is up, does each day's work and plans again the cases that
/// something has changed, in due order and in batches. One failing instance never
/// stops the others: it is tried again later, and after the last try it becomes an incident.
/// </summary>
public sealed class TimerQueue(StepBatch batch, JobQueue jobs, Dagsvaerker days, Genplankoe plans, Lazy<Forakatalog> forums, IServiceScopeFactory scopes, Ur clock, ILogger<TimerQueue> log) : IDisposable
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Passes follow each other, so that one that finds nothing knows that nothing was under way in another.</summary>
    private readonly SemaphoreSlim _pass = new(1, 1);

    /// <summary>The edition of the forums' rules that the timers were last computed by.</summary>
    private int _rulesEdition;

    /// <summary>How long, in real time, something that failed waits before it is tried again.</summary>
    /// <param name="attempt">How many attempts it has had; at least 1.</param>
    public static TimeSpan Pause(int attempt) => TimeSpan.FromSeconds(Math.Min(Math.Pow(4, attempt), LongestPause.TotalSeconds));

    /// <summary>Tells of an instance that cannot take the step it should.</summary>
    public static Task RaiseAsync(Arbejde work, InstanceId instance, long wait, string node, CancellationToken ct) =>
        work.Store.InsertIncidentAsync(instance, -wait, node, "gentagne-fejl", "Trinnet fejlede gentagne gange; se loggen.", work.Nu, ct);

    /// <summary>Fires due timers, carries out waiting jobs and plans marked cases until nothing is left and no job runs.</summary>
    /// <returns>How many were carried out; plans are not counted.</returns>
    public async Task<int> DrainAsync(CancellationToken ct)
    {
        var total = 0;
        while (true)
        {
            var (done, planned, running) = await PassAsync(ct);
            total += done;
            if (done + planned == 0)
            {
                if (running is null)
                {
                    return total;
                }

                await running.WaitAsync(ct);
            }
        }
    }

    /// <summary>Fires due timers and begins waiting jobs until nothing is left that can be begun; waits for no job.</summary>
    public async Task RunDueAsync(CancellationToken ct)
    {
        while (await PassAsync(ct) is var (done, planned, _) && done + planned > 0)
        {
            // What was done may have led to more.
        }
    }

    public void Dispose() => _pass.Dispose();

    /// <summary>When the next timer is due, the next message expires or the next day's work begins, or null.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Arbejde>();
        var due = await work.UdfoerAsync("system", async () => (false, Earliest(await work.Store.NextDueAsync(clock.Rigtig.GetUtcNow(), ct), await work.Store.NextExpiryAsync(ct))), null, ct);
        return Earliest(due, await days.NextDueAsync(ct));
    }

    /// <summary>When, in real time, something that failed may be tried again, or null.</summary>
    public async Task<DateTimeOffset?> NextRetryAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Arbejde>();
        return await work.UdfoerAsync("system", async () => (false, await work.Store.NextRetryAsync(clock.Rigtig.GetUtcNow(), ct)), null, ct);
    }

    private static DateTimeOffset? Earliest(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;

    private async Task<int> RemoveExpiredMessagesAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Arbejde>();
        var messages = scope.ServiceProvider.GetRequiredService<Beskedformidling>();
        return await work.UdfoerAsync(
            "system",
            async () =>
            {
                var removed = await messages.RemoveExpiredAsync(StepBatch.Size, ct);
                return (removed > 0, removed);
            },
            null,
            ct);
    }

    /// <returns>How many were taken, how many cases were planned again, and what ends when the next job ends; null when none ran as the pass began.</returns>
    private async Task<(int Done, int Planned, Task? Running)> PassAsync(CancellationToken ct)
    {
        await _pass.WaitAsync(ct);
        try
        {
            await FollowRulesAsync(ct);
            var running = jobs.NextEnd;
            var done = await FireBatchAsync(ct) + await jobs.WriteRowsAsync(ct) + await jobs.StartDueAsync(ct) + await RemoveExpiredMessagesAsync(ct) + await days.DrainAsync(ct);
            return (done, await plans.PortionAsync(ct), running);
        }
        finally
        {
            _pass.Release();
        }
    }

    /// <summary>No timer fires by rules that have changed since it was computed.</summary>
    private async Task FollowRulesAsync(CancellationToken ct)
    {
        if (forums.Value.Udgave is var edition && edition != _rulesEdition)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<Fristgrundlag>().OpdaterAsync(ct);
            _rulesEdition = edition;
        }
    }

    private Task<int> FireBatchAsync(CancellationToken ct) => batch.RunAsync(
        work => work.Store.DueTimersAsync(work.Nu, clock.Rigtig.GetUtcNow(), StepBatch.Size, ct),
        async (services, work, timer) =>
        {
            if (await work.Store.DeleteTimerAsync(timer.InstanceId, timer.Wait, ct))
            {
                await services.GetRequiredService<ProcessRunner>().StepAsync(timer.InstanceId, new FireTimer(timer.Wait), ct);
            }
        },
        (work, timer, error) => FailAsync(work, timer, error, ct),
        ct);

    private async Task FailAsync(Arbejde work, StoredTimer timer, Exception error, CancellationToken ct)
    {
        var attempt = timer.Attempts + 1;
        log.LogWarning(error, "Timer {Wait} of instance {Instance} failed, attempt {Attempt}", timer.Wait, timer.InstanceId, attempt);
        var last = attempt >= MostAttempts;
        await work.Store.DelayTimerAsync(timer, last ? DateTimeOffset.MaxValue : clock.Rigtig.GetUtcNow() + Pause(attempt), ct);
        if (last)
        {
            // The row stays, with no time to be tried again, until a person retries it.
            await RaiseAsync(work, timer.InstanceId, timer.Wait, timer.Node, ct);
        }
    }
}

/// <summary>Wakes when something is due. Nothing sleeps longer than an hour, and polling is the truth: a lost hint costs time, never a timer.</summary>
public sealed class TimerService(TimerQueue queue, JobQueue jobs, Ur clock, Efterretning news, ILogger<TimerService> log) : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);
    private static readonly TimeSpan ShortestSleep = TimeSpan.FromMilliseconds(20);
    private readonly SemaphoreSlim _hint = new(0, 1);

    private long _wakeAtTicks;

    private static TimeSpan Shorter(TimeSpan sleep, TimeSpan? until) =>
        until is not { } u || u > sleep ? sleep : u < ShortestSleep ? ShortestSleep : u;

    private void Hint(DateTimeOffset due)
    {
        if (due.UtcTicks >= Interlocked.Read(ref _wakeAtTicks))
        {
            return;
        }

        try
        {
            _hint.Release();
        }
        catch (SemaphoreFullException)
        {
            // A hint is already waiting.
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await jobs.StopAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        news.Lytter = Hint;
        while (!stoppingToken.IsCancellationRequested)
        {
            var sleep = LongestSleep;
            try
            {
                // Until it sleeps again every hint counts, so that none falls between the look and the sleep.
                Interlocked.Exchange(ref _wakeAtTicks, long.MaxValue);
                await queue.RunDueAsync(stoppingToken);
                sleep = Shorter(sleep, await queue.NextDueAsync(stoppingToken) - clock.GetUtcNow());
                sleep = Shorter(sleep, await queue.NextRetryAsync(stoppingToken) - clock.Rigtig.GetUtcNow());
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The timer queue failed; trying again shortly");
                sleep = TimeSpan.FromSeconds(5);
            }

            Interlocked.Exchange(ref _wakeAtTicks, (clock.GetUtcNow() + sleep).UtcTicks);
            await _hint.WaitAsync(sleep, stoppingToken);
        }
    }

    public override void Dispose()
    {
        news.Lytter = null;
        _hint.Dispose();
        base.Dispose();
    }
}
