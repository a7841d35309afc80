using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;
using SagsFlow.Infrastructure;

namespace SagsFlow.Processer;

/// <summary>
/// Fires what is due, carries out what lies in the outbox and removes messages whose time is up, in due order and in batches. One failing instance never stops the others: it is
/// tried again later, and after the last try it becomes an incident.
/// </summary>
public sealed class TimerQueue(IServiceScopeFactory scopes, Ur clock, ILogger<TimerQueue> log)
{
    public const int BatchSize = 200;
    private const int MostAttempts = 5;

    /// <summary>Fires due timers and runs waiting jobs until nothing is left.</summary>
    /// <returns>How many were carried out.</returns>
    public async Task<int> DrainAsync(CancellationToken ct)
    {
        var total = 0;
        while (true)
        {
            var done = await FireBatchAsync(ct) + await RunJobsAsync(ct) + await RemoveExpiredMessagesAsync(ct);
            total += done;
            if (done == 0)
            {
                return total;
            }
        }
    }

    /// <summary>When the next timer is due or the next message expires, or null.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Arbejde>();
        return await work.UdfoerAsync("system", async () => (false, Earliest(await work.Store.NextDueAsync(clock.Rigtig.GetUtcNow(), ct), await work.Store.NextExpiryAsync(ct))), null, ct);
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
                var removed = await messages.RemoveExpiredAsync(BatchSize, ct);
                return (removed > 0, removed);
            },
            null,
            ct);
    }

    private Task<int> FireBatchAsync(CancellationToken ct) => BatchAsync(
        (work, retryNow) => work.Store.DueTimersAsync(work.Nu, retryNow, BatchSize, ct),
        async (work, runner, timer) =>
        {
            if (!await work.Store.DeleteTimerAsync(timer.InstanceId, timer.Wait, ct))
            {
                return;
            }

            await runner.StepAsync(timer.InstanceId, new FireTimer(timer.Wait), ct);
        },
        (work, timer, retryAt) => work.Store.DelayTimerAsync(timer, retryAt, ct),
        timer => (timer.InstanceId, timer.Wait, timer.Node, timer.Attempts),
        ct);

    private Task<int> RunJobsAsync(CancellationToken ct) => BatchAsync(
        (work, retryNow) => work.Store.WaitingJobsAsync(retryNow, BatchSize, ct),
        async (work, runner, job) =>
        {
            if (!await work.Store.DeleteJobAsync(job.InstanceId, job.Wait, ct))
            {
                return;
            }

            await runner.Jobs.RunAsync(job, ct);
            await runner.StepAsync(job.InstanceId, new JobDone(job.Wait, new FeelContext(new Dictionary<string, FeelValue>(StringComparer.Ordinal))), ct);
        },
        (work, job, retryAt) => work.Store.DelayJobAsync(job, retryAt, ct),
        job => (job.InstanceId, job.Wait, job.Node, job.Attempts),
        ct);

    private async Task<int> BatchAsync<T>(
        Func<Arbejde, DateTimeOffset, Task<IReadOnlyList<T>>> take,
        Func<Arbejde, ProcessRunner, T, Task> one,
        Func<Arbejde, T, DateTimeOffset, Task> delay,
        Func<T, (InstanceId Instance, long Wait, string Node, int Attempts)> what,
        CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<Arbejde>();
        var runner = scope.ServiceProvider.GetRequiredService<ProcessRunner>();
        var failed = 0;
        var taken = await work.UdfoerAsync(
            "system",
            async () =>
            {
                failed = 0;
                var retryNow = clock.Rigtig.GetUtcNow();
                var items = await take(work, retryNow);
                foreach (var item in items)
                {
                    await work.SavepointAsync("en", ct);
                    try
                    {
                        await one(work, runner, item);
                        await work.SkrivNuAsync(ct);
                        work.Glem();
                    }
                    catch (Exception e) when (e is not (OperationCanceledException or RevisionConflictException))
                    {
                        failed++;
                        await work.TilbageTilAsync("en", ct);
                        await FailAsync(work, item, what(item), delay, e, retryNow, ct);
                    }

                    // Savepoints that are not let go pile up, and every page then written is checked against all of them.
                    await work.SlipSavepointAsync("en", ct);
                }

                return (items.Count > 0, items.Count);
            },
            null,
            ct);
        return taken;
    }

    private async Task FailAsync<T>(
        Arbejde work,
        T item,
        (InstanceId Instance, long Wait, string Node, int Attempts) what,
        Func<Arbejde, T, DateTimeOffset, Task> delay,
        Exception error,
        DateTimeOffset retryNow,
        CancellationToken ct)
    {
        var attempt = what.Attempts + 1;
        log.LogWarning(error, "Timer or job {Wait} of instance {Instance} failed, attempt {Attempt}", what.Wait, what.Instance, attempt);
        var last = attempt >= MostAttempts;
        await delay(work, item, last ? DateTimeOffset.MaxValue : retryNow + TimeSpan.FromSeconds(Math.Pow(4, attempt)));
        if (last)
        {
            // The row stays, with no time to be tried again, until a person retries it.
            await work.Store.InsertIncidentAsync(what.Instance, -what.Wait, what.Node, "gentagne-fejl", "Trinnet fejlede gentagne gange; se loggen.", work.Nu, ct);
        }
    }
}

/// <summary>Wakes when something is due. Nothing sleeps longer than an hour, and polling is the truth: a lost hint costs time, never a timer.</summary>
public sealed class TimerService(TimerQueue queue, Ur clock, Efterretning news, ILogger<TimerService> log) : BackgroundService
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
                await queue.DrainAsync(stoppingToken);
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
