using Microsoft.Data.Sqlite;
using SagsFlow.Beslutninger;
using SagsFlow.Moeder;

namespace SagsFlow.Benchmarks;

/// <summary>
/// A decision with an order and a route: recorded, and then taken into effect, which moves the case's process to the next forum. Two commands
/// with the domain's rows, so EF Core takes part.
/// </summary>
internal static class DecisionBenchmark
{
    private const int PerRound = 40;
    private const int Rounds = 7;
    private const int WarmUps = 20;
    private const int PerMeeting = 20;

    /// <summary>One case is watched; the others of its meeting are left alone.</summary>
    private const int Cases = (PerRound * (Rounds + WarmUps)) + PerMeeting;

    public static async Task RunAsync()
    {
        await using var rig = await Rig.StartAsync();
        var items = await MakeItemsAsync(rig);
        rig.CopyToRaw();

        using var reader = rig.Open(rig.File);
        var before = Snapshot.Take(reader);
        await RecordAsync(rig, items[0]);
        var between = Snapshot.Take(reader);
        await rig.SendAsync("sekretariat", new EkspederBeslutning(items[0]));
        var after = Snapshot.Take(reader);
        using var raw = new RawLoop(rig.Open(rig.RawFile), [before.ChangesTo(between), between.ChangesTo(after)], Cases, 0);
        Console.WriteLine($"A decision writes {raw.RowsWritten} rows in two transactions.");

        var rounds = new Rounds("Decisions recorded and taken into effect", "decisions/s");
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var first = 1 + ((round + WarmUps) * PerRound);
            await rounds.AddAsync(
                "raw ADO.NET, the same rows",
                PerRound,
                () =>
                {
                    raw.RunAll(first, PerRound);
                    return Task.CompletedTask;
                },
                warmUp: round < 0);
            await rounds.AddAsync(
                "RegistrerBeslutning and EkspederBeslutning",
                PerRound,
                async () =>
                {
                    foreach (var item in items.Skip(first).Take(PerRound))
                    {
                        await RecordAsync(rig, item);
                        await rig.SendAsync("sekretariat", new EkspederBeslutning(item));
                    }
                },
                0.3,
                round < 0);
        }

        rounds.Print();
    }

    private static Task<BeslutningSvar> RecordAsync(Rig rig, Guid item) => rig.SendAsync("sekretariat", new RegistrerBeslutning(item, new BeslutningBody
    {
        Udfald = "godkendt",
        Tekst = "Direktionen godkendte indstillingen og sender sagen til Økonomiudvalget.",
        Ruter = ["OEU"],
        Bestillinger = [new BestillingBody("Centeret udarbejder et notat om restbevillingerne.", "CBA", null, null)],
    }));

    /// <summary>Items of sent agendas, in the order of their cases.</summary>
    private static async Task<List<Guid>> MakeItemsAsync(Rig rig)
    {
        await StepBenchmark.MakeCasesAsync(rig, Cases);
        using var reader = rig.Open(rig.File);
        await StepBenchmark.FinishAllAsync(rig, StepBenchmark.OpenTasks(reader), 0, Cases);
        await StepBenchmark.FinishAllAsync(rig, StepBenchmark.OpenTasks(reader), 0, Cases, "godkend");
        var items = new List<Guid>();
        foreach (var group in Ready(reader).Chunk(PerMeeting))
        {
            var meeting = await rig.SendAsync("sekretariat", new OpretMoede("DIR", new DateTime(2099, 1, 5, 9, 0, 0).AddDays(items.Count), null, null, null));
            foreach (var item in group)
            {
                items.Add((await rig.SendAsync("sekretariat", new LaegPaaDagsorden(meeting.Id, new NytPunktBody { ForelaeggelseId = item }))).Id);
            }

            await rig.SendAsync("sekretariat", new UdsendDagsorden(meeting.Id));
        }

        return items;
    }

    private static List<Guid> Ready(SqliteConnection reader)
    {
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT id FROM forelaeggelse WHERE tilstand = 'klar' ORDER BY sag_id";
        using var r = command.ExecuteReader();
        var ids = new List<Guid>();
        while (r.Read())
        {
            ids.Add(r.GetGuid(0));
        }

        return ids;
    }
}
