using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Infrastructure;

namespace SagsFlow.Processer;

/// <summary>
/// Carries out the jobs of the outbox. Those that reach outside are leased in a short transaction, run with none open, some side by side, and
/// are completed in another, which counts only while the lease is still one's own. Those that are only rows run inside the one that completes them.
/// </summary>
public sealed class JobQueue(StepBatch batch, IServiceScopeFactory scopes, JobTopics topics, JobSettings settings, Ur clock, Efterretning news, ILogger<JobQueue> log) : IDisposable
{
    /// <summary>How much longer a lease lasts than an attempt may take, so that its answer can be stored even when many wait to write.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    /// <summary>How long a stopping program waits for those that run.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    private readonly string _holder = $"{Environment.MachineName}/{Environment.ProcessId}";
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _oneEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private bool _closed;

    /// <summary>Ends when the next of those that run has ended; null when none runs.</summary>
    public Task? NextEnd
    {
        get
        {
            lock (_gate)
            {
                return _running > 0 ? _oneEnded.Task : null;
            }
        }
    }

    /// <summary>Carries out a batch of the jobs that are only rows.</summary>
    /// <returns>How many were taken.</returns>
    public async Task<int> WriteRowsAsync(CancellationToken ct)
    {
        List<(StoredJob Job, Exception Error)> failed = [];
        var taken = await batch.RunAsync(
            work =>
            {
                failed.Clear();
                return work.Store.WaitingJobsAsync(clock.Rigtig.GetUtcNow(), topics.Rows, true, StepBatch.Size, ct);
            },
            async (services, work, job) =>
            {
                if (await work.Store.DeleteJobAsync(job, ct))
                {
                    var answer = await services.GetRequiredKeyedService<IRowJob>(job.Topic).WriteAsync(Job.Of(job), ct);
                    await services.GetRequiredService<ProcessRunner>().StepAsync(job.InstanceId, answer.ToCommand(job.Wait), ct);
                }
            },
            (_, job, error) =>
            {
                failed.Add((job with { Attempts = job.Attempts + 1 }, error));
                return Task.CompletedTask;
            },
            ct);
        foreach (var (job, error) in failed)
        {
            await FailAsync(job, error);
        }

        return taken;
    }

    /// <summary>Takes as many jobs that reach outside as there is room for, and lets them run. Only one caller at a time.</summary>
    /// <returns>How many were begun.</returns>
    public async Task<int> StartDueAsync(CancellationToken ct)
    {
        int room;
        lock (_gate)
        {
            room = _closed ? 0 : settings.SideBySide - _running;
        }

        if (room == 0)
        {
            return 0;
        }

        var leased = await LeaseAsync(room, ct);
        lock (_gate)
        {
            _running += leased.Count;
        }

        foreach (var job in leased)
        {
            _ = RunAsync(job);
        }

        return leased.Count;
    }

    /// <summary>Takes no more, gives those that run a little time, and then cancels them; their leases are given back.</summary>
    public async Task StopAsync()
    {
        lock (_gate)
        {
            _closed = true;
        }

        await EndedAsync(StopPatience);
        await _stop.CancelAsync();
        await EndedAsync(StopPatience);
    }

    public void Dispose() => _stop.Dispose();

    private async Task EndedAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        while (!limit.IsCancellationRequested && NextEnd is { } next)
        {
            await next.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<StoredJob>> LeaseAsync(int most, CancellationToken ct)
    {
        List<StoredJob> leased = [];
        await batch.OneAsync(
            async (_, work) =>
            {
                leased.Clear();
                var now = clock.Rigtig.GetUtcNow();
                foreach (var job in await work.Store.WaitingJobsAsync(now, topics.Rows, false, most, ct))
                {
                    if (await work.Store.LeaseJobAsync(job, _holder, now + settings.TimeLimit + LeaseMargin, ct) is { } own)
                    {
                        leased.Add(own);
                    }
                }

                return leased.Count > 0;
            },
            ct);
        return leased;
    }

    private async Task RunAsync(StoredJob job)
    {
        try
        {
            await AttemptAsync(job);
        }
        catch (Exception e)
        {
            log.LogError(e, "Job {Wait} of instance {Instance} is left until its lease ends", job.Wait, job.InstanceId);
        }
        finally
        {
            TaskCompletionSource ended;
            lock (_gate)
            {
                _running--;
                (ended, _oneEnded) = (_oneEnded, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            ended.SetResult();
            news.Lytter?.Invoke(DateTimeOffset.MinValue);
        }
    }

    private async Task AttemptAsync(StoredJob job)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(settings.TimeLimit);
        try
        {
            var answer = await AskAsync(job, limit.Token).WaitAsync(limit.Token);
            await CompleteAsync(job, answer.ToCommand(job.Wait));
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            // It was cut short by us, and that is no attempt.
            await batch.OneAsync((_, work) => work.Store.DelayJobAsync(job with { Attempts = job.Attempts - 1 }, clock.Rigtig.GetUtcNow(), CancellationToken.None), CancellationToken.None);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested)
        {
            await FailAsync(job, new JobException($"der kom intet svar inden for {settings.TimeLimit.TotalSeconds:0} sekunder.", e));
        }
        catch (Exception e)
        {
            await FailAsync(job, e);
        }
    }

    private async Task<JobAnswer> AskAsync(StoredJob stored, CancellationToken ct)
    {
        // A handler that never waits must not keep the others from being begun.
        await Task.Yield();
        var job = Job.Of(stored);
        if (job.Attempt > job.MostAttempts)
        {
            throw new JobException("programmet standsede midt i arbejdet.");
        }

        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredKeyedService<IJobHandler>(job.Topic).RunAsync(job, ct);
    }

    private async Task CompleteAsync(StoredJob job, Command command)
    {
        var kept = await batch.OneAsync(
            async (services, work) =>
            {
                if (!await work.Store.DeleteJobAsync(job, CancellationToken.None))
                {
                    return false;
                }

                await services.GetRequiredService<ProcessRunner>().StepAsync(job.InstanceId, command, CancellationToken.None);
                return true;
            },
            CancellationToken.None);
        if (!kept)
        {
            log.LogInformation("Job {Wait} of instance {Instance} was already handled when lease {Lease} ended it", job.Wait, job.InstanceId, job.Lease);
        }
    }

    private async Task FailAsync(StoredJob job, Exception error)
    {
        log.LogWarning(error, "Job {Wait} of instance {Instance} failed, attempt {Attempt}", job.Wait, job.InstanceId, job.Attempts);
        var most = Job.Of(job).MostAttempts;
        if (job.Attempts < most)
        {
            await batch.OneAsync((_, work) => work.Store.DelayJobAsync(job, clock.Rigtig.GetUtcNow() + TimerQueue.Pause(job.Attempts), CancellationToken.None), CancellationToken.None);
            return;
        }

        var reason = error is JobException ? error.Message : $"uventet fejl ({error.GetType().Name}); se loggen.";
        try
        {
            await CompleteAsync(job, new JobFailed(job.Wait, $"opgivet efter {most} forsøg. Sidst: {reason}"));
        }
        catch (Exception e)
        {
            log.LogError(e, "Instance {Instance} cannot be told that job {Wait} failed", job.InstanceId, job.Wait);
            await ParkAsync(job);
        }
    }

    /// <summary>The instance cannot take any step, so it is a person who must see to it; the row stays, with no time to be tried again.</summary>
    private Task ParkAsync(StoredJob job) => batch.OneAsync(
        async (_, work) =>
        {
            if (!await work.Store.DelayJobAsync(job, DateTimeOffset.MaxValue, CancellationToken.None))
            {
                return false;
            }

            await TimerQueue.RaiseAsync(work, job.InstanceId, job.Wait, job.Node, CancellationToken.None);
            return true;
        },
        CancellationToken.None);
}
