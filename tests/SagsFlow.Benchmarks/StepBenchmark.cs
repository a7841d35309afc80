using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;
using SagsFlow.Opgaver;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Benchmarks;

/// <summary>
/// A person's task through the whole step transaction, one client: the centerchef approves and the secretariat sends the case back, again and
/// again, so that every step closes a task and its timer and opens the next.
/// </summary>
internal static class StepBenchmark
{
    private const int Cases = 400;
    private const int Measured = 9;
    private const int WarmUps = 4;
    private const string Raw = "raw ADO.NET, the same rows";

    public static async Task RunAsync()
    {
        await using var rig = await Rig.StartAsync();
        await MakeCasesAsync(rig, Cases);
        using var reader = rig.Open(rig.File);

        // The first approval also marks the case's version as approved; after a whole round every step writes the engine's rows alone.
        await FinishAllAsync(rig, OpenTasks(reader), 0, Cases);
        await FinishAllAsync(rig, OpenTasks(reader), 0, Cases);
        rig.CopyToRaw();
        var before = Snapshot.Take(reader);
        await FinishAllAsync(rig, OpenTasks(reader), 0, 1);
        var written = before.ChangesTo(Snapshot.Take(reader));
        Console.WriteLine($"A finished task writes {written.Count} rows: {string.Join(", ", written.GroupBy(c => $"{c.Kind} {c.Table.Name}".ToLowerInvariant()).Select(g => $"{g.Key} {g.Count()}"))}");
        await FinishAllAsync(rig, OpenTasks(reader), 1, Cases - 1);

        using var raw = new RawLoop(rig.Open(rig.RawFile), [written], Cases, 0);
        var rounds = new Rounds("Tasks finished by one client", "steps/s");
        for (var round = -WarmUps; round < Measured; round++)
        {
            await rounds.AddAsync(
                Raw,
                Cases,
                () =>
                {
                    raw.Run(0, 0, Cases);
                    return Task.CompletedTask;
                },
                warmUp: round < 0);
            var tasks = OpenTasks(reader);
            await rounds.AddAsync("AfslutOpgave through the command pipeline", Cases, () => FinishAllAsync(rig, tasks, 0, Cases), 0.6, round < 0);
            tasks = OpenTasks(reader);
            await rounds.AddAsync("ProcessRunner.StepAsync in a transaction of its own", Cases, () => StepAllAsync(rig, tasks), warmUp: round < 0);
        }

        rounds.Print();
    }

    /// <summary>Cases that wait for their centerchef.</summary>
    public static async Task MakeCasesAsync(Rig rig, int count)
    {
        using var reader = rig.Open(rig.File);
        for (var i = 0; i < count; i++)
        {
            var made = await rig.SendAsync("sagsbehandler", new OpretSag(Rig.Case(i)));
            var task = OpenTasks(reader, made.Id)[0];
            await FinishAsync(rig, task, "indsend");
        }
    }

    /// <summary>Every open task, in the order of their cases.</summary>
    public static IReadOnlyList<OpenTask> OpenTasks(SqliteConnection reader, Guid? ofCase = null)
    {
        using var command = reader.CreateCommand();
        command.CommandText = $"SELECT id, instans_id, vent, node FROM opgave WHERE afsluttet IS NULL {(ofCase is null ? "" : "AND sag_id = @sag")} ORDER BY sag_id, id";
        if (ofCase is { } id)
        {
            command.Parameters.AddWithValue("@sag", id);
        }

        using var r = command.ExecuteReader();
        var tasks = new List<OpenTask>();
        while (r.Read())
        {
            tasks.Add(new OpenTask(new OpgaveId(r.GetGuid(0)), new InstanceId(r.GetGuid(1)), r.GetInt64(2), r.GetString(3)));
        }

        return tasks;
    }

    /// <summary>Finishes tasks: a centerchef approves, the secretariat sends back.</summary>
    public static async Task FinishAllAsync(Rig rig, IReadOnlyList<OpenTask> tasks, int first, int count, string secretariat = "returner")
    {
        for (var i = first; i < first + count; i++)
        {
            await FinishAsync(rig, tasks[i], tasks[i].Node == "centerchef" ? "godkend" : secretariat);
        }
    }

    public static async Task FinishAsync(Rig rig, OpenTask task, string outcome)
    {
        var back = outcome == "returner";
        var user = task.Node switch { "skriv" => "sagsbehandler", "centerchef" => "centerchef", _ => "sekretariat" };
        await rig.SendAsync(user, new AfslutOpgave(task.Id, new AfslutningBody(outcome, back ? "Se på beløbet i punkt 2." : null, back ? "centerchef" : null, null)));
    }

    private static async Task StepAllAsync(Rig rig, IReadOnlyList<OpenTask> tasks)
    {
        foreach (var task in tasks)
        {
            await using var scope = rig.Services.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<Arbejde>();
            var runner = scope.ServiceProvider.GetRequiredService<ProcessRunner>();
            var back = task.Node != "centerchef";
            var result = new Dictionary<string, FeelValue>(StringComparer.Ordinal) { ["udfald"] = FeelValue.Of(back ? "returner" : "godkend") };
            if (back)
            {
                result["tilbageTil"] = FeelValue.Of("centerchef");
            }

            await work.UdfoerAsync(
                "sekretariat",
                async () =>
                {
                    await work.Store.FinishTaskAsync(task.Id, work.Aktoer, back ? "returner" : "godkend", null, work.Nu, CancellationToken.None);
                    await runner.StepAsync(task.Instance, new CompleteTask(task.Wait, new FeelContext(result)), CancellationToken.None);
                    return (true, 0);
                },
                null,
                CancellationToken.None);
        }
    }
}

/// <summary>A task that waits, as the database has it.</summary>
internal sealed record OpenTask(OpgaveId Id, InstanceId Instance, long Wait, string Node);
