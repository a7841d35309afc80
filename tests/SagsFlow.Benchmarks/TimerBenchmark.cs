using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Benchmarks;

/// <summary>
/// Reminders that fall due: each fires a timer, whose step puts a job in the outbox, and the job tells people and lets the process go on.
/// First one timer to a transaction, then all that is due as the queue does it after a stop.
/// </summary>
internal static class TimerBenchmark
{
    private const int Due = 10_000;
    private const int Singly = 200;
    private const int Rounds = 7;
    private const int WarmUps = 5;
    private const int Cases = Due + (Singly * (Rounds + WarmUps));
    private const double MostSeconds = 15;

    /// <summary>Reminders that are not to fire yet are put this far off.</summary>
    private const long Far = 4_000_000_000_000;

    public static async Task RunAsync()
    {
        await using var rig = await Rig.StartAsync();
        await StepBenchmark.MakeCasesAsync(rig, Cases);
        using var control = rig.Open(rig.File);
        Rig.Execute(control, $"UPDATE timer SET forfald = forfald + {Far}");
        rig.CopyToRaw();
        var clock = rig.Services.GetRequiredService<Ur>();
        clock.Saet(clock.GetUtcNow().AddDays(4));

        // One reminder is watched: its timer, and then its job.
        var timers = Timers(control);
        var before = Snapshot.Take(control);
        await FireAsync(rig, timers, 0, 1);
        var between = Snapshot.Take(control);
        await DrainAsync(rig, 1);
        var after = Snapshot.Take(control);
        using var raw = new RawLoop(rig.Open(rig.RawFile), [before.ChangesTo(between), between.ChangesTo(after)], Cases, 0);
        Console.WriteLine($"A reminder writes {raw.RowsWritten} rows: {Rows(before.ChangesTo(between))}; {Rows(between.ChangesTo(after))}");

        var single = new Rounds("Timers, one to a transaction, without their jobs", "timers/s");
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var first = 1 + ((round + WarmUps) * Singly);
            var count = Math.Min(Singly, (Singly * (Rounds + WarmUps)) - first);
            await single.AddAsync("raw ADO.NET, the same rows", count, () => Plain(() => raw.Run(0, first, count)), warmUp: round < 0);
            await single.AddAsync("a step in a transaction of its own", count, () => FireAsync(rig, timers, first, count), 0.6, round < 0);
        }

        single.Print();
        await DrainAsync(rig, (Singly * (Rounds + WarmUps)) - 1);
        Release(control, timers.Skip(Cases - Due));
        var batches = new Rounds($"{Due:N0} due reminders, timer and job, in batches", "reminders/s");
        await batches.AddAsync("raw ADO.NET, the same rows", Due, () => Plain(() => InBatches(raw)));
        await batches.AddAsync("TimerQueue.DrainAsync", Due, () => DrainAsync(rig, Due * 2));
        batches.Print();
        var seconds = Due / batches.Median("TimerQueue.DrainAsync");
        Console.WriteLine($"{Due:N0} due timers and their jobs took {seconds:N1} s; goal {MostSeconds:N0} s {(seconds <= MostSeconds ? "met" : "MISSED")}");
    }

    private static void InBatches(RawLoop raw)
    {
        for (var at = Cases - Due; at < Cases; at += StepBatch.Size)
        {
            raw.Run(0, at, StepBatch.Size, StepBatch.Size);
            raw.Run(1, at, StepBatch.Size, StepBatch.Size);
        }
    }

    private static Task Plain(Action work)
    {
        work();
        return Task.CompletedTask;
    }

    private static string Rows(IReadOnlyList<RowChange> changes) =>
        string.Join(", ", changes.GroupBy(c => $"{c.Kind} {c.Table.Name}".ToLowerInvariant()).Select(g => $"{g.Key} {g.Count()}"));

    private static async Task DrainAsync(Rig rig, int expected)
    {
        var done = await rig.Services.GetRequiredService<TimerQueue>().DrainAsync(CancellationToken.None);
        if (done != expected)
        {
            throw new InvalidOperationException($"{done} were carried out, not {expected}.");
        }
    }

    private static async Task FireAsync(Rig rig, IReadOnlyList<(InstanceId Instance, long Wait)> timers, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            var (instance, wait) = timers[i];
            await using var scope = rig.Services.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<Arbejde>();
            var runner = scope.ServiceProvider.GetRequiredService<ProcessRunner>();
            await work.UdfoerAsync(
                "system",
                async () =>
                {
                    await work.Store.DeleteTimerAsync(instance, wait, CancellationToken.None);
                    await runner.StepAsync(instance, new FireTimer(wait), CancellationToken.None);
                    return (true, 0);
                },
                null,
                CancellationToken.None);
        }
    }

    private static List<(InstanceId Instance, long Wait)> Timers(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT instans_id, vent FROM timer ORDER BY instans_id, vent";
        using var r = command.ExecuteReader();
        var timers = new List<(InstanceId, long)>();
        while (r.Read())
        {
            timers.Add((new InstanceId(r.GetGuid(0)), r.GetInt64(1)));
        }

        return timers;
    }

    private static void Release(SqliteConnection connection, IEnumerable<(InstanceId Instance, long Wait)> timers)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"UPDATE timer SET forfald = forfald - {Far} WHERE instans_id = @i AND vent = @v";
        var i = command.Parameters.AddWithValue("@i", Guid.Empty);
        var v = command.Parameters.AddWithValue("@v", 0L);
        foreach (var (instance, wait) in timers)
        {
            i.Value = instance.Value;
            v.Value = wait;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
