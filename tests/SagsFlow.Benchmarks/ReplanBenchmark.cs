using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;
using SagsFlow.Kalender;
using SagsFlow.Moeder;
using SagsFlow.Processer;
using SagsFlow.Ruteplaner;
using SagsFlow.Sager;

namespace SagsFlow.Benchmarks;

/// <summary>
/// A house in full use: a meeting is moved, what it touches is planned again, then every case, and a morning's reminders go out. Held against the same
/// move while there are no cases, and against planning the cases one by one with a reading of the database for each.
/// </summary>
internal static class ReplanBenchmark
{
    private const int Cases = 5_000;
    private const int OfManagers = 500;
    private const int Meetings = 300;
    private const int Timers = 20_000;
    private const int People = 2_000;
    private const int OneByOne = 200;
    private static readonly (string Forum, int Every)[] Forums = [("DIR", 14), ("CF", 30), ("HU", 60), ("ISU", 30), ("AESU", 30), ("AMU", 30), ("OEU", 30), ("BY", 30)];

    public static async Task RunAsync()
    {
        await using var rig = await Rig.StartAsync();
        var today = DateOnly.FromDateTime(LokalTid.Af(rig.Services.GetRequiredService<TimeProvider>().GetUtcNow()));
        var meetings = await MakeMeetingsAsync(rig, today);
        await WarmUpAsync(rig, meetings);
        var (empty, _) = await MoveAsync(rig, meetings, "CF");
        var wished = meetings.Where(m => m.Forum == "DIR").OrderBy(m => m.Start).ElementAt(5);
        for (var i = 0; i < Cases; i++)
        {
            await rig.SendAsync("sagsbehandler", new OpretSag(Rig.Case(i) with
            {
                Workflow = i < OfManagers ? "chefforum-droeftelse" : "direktionssag",
                OensketMoede = new OensketMoedeBody(i < OfManagers ? "CF" : "DIR", DateOnly.FromDateTime(i < OfManagers ? wished.Start.AddDays(40) : wished.Start)),
                EgneDatoer = [new EgenDatoBody(today.AddDays(300 + (i % 50)), "Kontrakten udløber")],
            }));
        }

        var written = OpenTasks(rig);
        await StepBenchmark.FinishAllAsync(rig, written, 0, written.Count, "indsend");
        FillUp(rig);
        await DrainAsync(rig);
        Console.WriteLine($"{Cases:N0} running cases, {Meetings} meetings, {Timers:N0} armed timers");

        var (move, _) = await MoveAsync(rig, meetings, "CF", Busiest(rig, "CF"));
        Print("moving one meeting, committed", move, 1, $"without any cases {empty:N3} s");
        var marked = Count(rig, "SELECT COUNT(*) FROM genplan");
        var touched = await TimeAsync(() => DrainAsync(rig));
        var single = await TimeAsync(() => OneByOneAsync(rig)) / OneByOne;
        Print($"planning the {marked} cases it touches", touched, 5, $"one by one {single * marked:N1} s");
        await InOneAsync(rig, s => s.GetRequiredService<Genplanlaegning>().AlleAsync(CancellationToken.None));
        marked = Count(rig, "SELECT COUNT(*) FROM genplan");
        var all = await TimeAsync(() => DrainAsync(rig));
        Print($"planning all {marked:N0} cases", all, 20, $"one by one {single * marked:N1} s");
        await RemindAsync(rig, DateOnly.FromDateTime(wished.Start));
    }

    private static async Task<List<MoedeSvar>> MakeMeetingsAsync(Rig rig, DateOnly today)
    {
        var made = new List<MoedeSvar>();
        for (var round = 0; made.Count < Meetings; round++)
        {
            foreach (var (forum, every) in Forums.TakeWhile(_ => made.Count < Meetings))
            {
                var start = today.AddDays((round * every) + (Array.FindIndex(Forums, f => f.Forum == forum) * 2) + 3).ToDateTime(new TimeOnly(9, 0));
                made.Add(await rig.SendAsync(Secretary(forum), new OpretMoede(forum, start, null, "", [])));
            }
        }

        return made;
    }

    private static string Secretary(string forum) => forum is "DIR" or "CF" or "HU" ? "sekretariat" : "udvalg";

    private static async Task WarmUpAsync(Rig rig, List<MoedeSvar> meetings)
    {
        for (var i = 0; i < 10; i++)
        {
            await MoveAsync(rig, meetings, "HU");
        }
    }

    /// <summary>The meeting that most plans reckon with.</summary>
    private static Guid Busiest(Rig rig, string forum)
    {
        using var connection = rig.Open(rig.File);
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT moede_id FROM sagsplan_trin WHERE forum_id = '{forum}' AND moede_id IS NOT NULL GROUP BY moede_id ORDER BY COUNT(*) DESC LIMIT 1";
        return Guid.Parse((string)command.ExecuteScalar()!);
    }

    /// <summary>Moves a meeting two hours: the one named, else the forum's third.</summary>
    private static async Task<(double Seconds, MoedeSvar Meeting)> MoveAsync(Rig rig, List<MoedeSvar> meetings, string forum, Guid? named = null)
    {
        var at = meetings.FindIndex(m => named is { } id ? m.Id == id : m == meetings.Where(x => x.Forum == forum).OrderBy(x => x.Start).ElementAt(2));
        var start = meetings[at].Start.Hour > 12 ? meetings[at].Start.AddHours(-4) : meetings[at].Start.AddHours(2);
        var begun = Stopwatch.GetTimestamp();
        meetings[at] = await rig.SendAsync(Secretary(forum), new RetMoede(meetings[at].Id, new MoedeaendringBody { Start = start }), meetings[at].Version);
        return (Stopwatch.GetElapsedTime(begun).TotalSeconds, meetings[at]);
    }

    private static IReadOnlyList<OpenTask> OpenTasks(Rig rig)
    {
        using var reader = rig.Open(rig.File);
        return StepBenchmark.OpenTasks(reader);
    }

    /// <summary>More timers that wait than the cases have themselves, far off; and more people than the demo, who have written the cases.</summary>
    private static void FillUp(Rig rig)
    {
        using var connection = rig.Open(rig.File);
        var own = Count(rig, "SELECT COUNT(*) FROM timer");
        for (var copy = 1; own > 0 && Count(rig, "SELECT COUNT(*) FROM timer") < Timers; copy++)
        {
            Rig.Execute(connection, $"INSERT INTO timer (instans_id, vent, node, forfald, regel, fakta) SELECT instans_id, vent + {copy * 1000}, node, 4000000000000, regel, fakta FROM timer WHERE vent < 1000 LIMIT {Timers - Count(rig, "SELECT COUNT(*) FROM timer")}");
        }

        Rig.Execute(connection, $"WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {People - 1}) INSERT INTO bruger (brugernavn, navn) SELECT 'person' || i, 'Person ' || i FROM n");
        Rig.Execute(connection, $"WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {People - 1}) INSERT INTO rolletildeling (id, brugernavn, rolle, enhed) SELECT '00000000-0000-0000-0000-' || printf('%012d', i), 'person' || i, 'sagsbehandler', 'CBA' FROM n");
        Rig.Execute(connection, $"UPDATE sag SET oprettet_af = 'person' || (rowid % {People})");
    }

    private static async Task DrainAsync(Rig rig)
    {
        while (await rig.Services.GetRequiredService<Genplankoe>().PortionAsync(CancellationToken.None) > 0)
        {
            // Until none is marked.
        }
    }

    /// <summary>Plans some cases as if each were alone, with its own reading of the meetings.</summary>
    private static async Task OneByOneAsync(Rig rig)
    {
        using var reader = rig.Open(rig.File);
        using var command = reader.CreateCommand();
        command.CommandText = $"SELECT id FROM sag ORDER BY id LIMIT {OneByOne}";
        using var r = command.ExecuteReader();
        while (r.Read())
        {
            await using var scope = rig.Services.CreateAsyncScope();
            var meetings = await scope.ServiceProvider.GetRequiredService<Plangrundlagslaeser>().LaesAsync(null, CancellationToken.None);
            var cases = await scope.ServiceProvider.GetRequiredService<Sagsgrundlagslaeser>().LaesAsync([new SagId(r.GetGuid(0))], CancellationToken.None);
            _ = scope.ServiceProvider.GetRequiredService<Sagsbedoemmelse>().Bedoem(cases[0], meetings);
        }
    }

    /// <summary>The morning ten arbejdsdage before the hand-in for the meeting that most cases hope for.</summary>
    private static async Task RemindAsync(Rig rig, DateOnly meeting)
    {
        var due = rig.Services.GetRequiredService<Moedefrister>().Af("DIR", meeting.ToDateTime(new TimeOnly(9, 0)), Moedefristart.Aflevering)!.Forfald;
        var morning = rig.Services.GetRequiredService<Arbejdskalender>().Foer(DateOnly.FromDateTime(due), Forumregel.SaedvanligePaamindelser[0], Taellemaade.Arbejdsdag).Resultat;
        rig.Services.GetRequiredService<Ur>().Saet(LokalTid.TilOejeblik(morning.ToDateTime(new TimeOnly(8, 0))));
        var before = Count(rig, "SELECT COUNT(*) FROM besked");
        var seconds = await TimeAsync(() => rig.Services.GetRequiredService<Dagsvaerker>().DrainAsync(CancellationToken.None));
        var told = Count(rig, "SELECT COUNT(*) FROM besked") - before;
        var plain = await TimeAsync(() => PlainAsync(rig, told));
        Print($"a morning's {told:N0} reminders to {People:N0} people", seconds, 30, $"raw ADO.NET, the messages alone {plain:N2} s");
    }

    private static Task PlainAsync(Rig rig, long count)
    {
        using var connection = rig.Open(rig.File);
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO besked (id, brugernavn, tekst, tid) VALUES (@id, 'person1', 'Påmindelse: »Anlægsoverførsler fra 2024 til 2025« skal afleveres til Direktionen', 0)";
        var id = command.Parameters.AddWithValue("@id", Guid.Empty);
        for (var i = 0; i < count; i++)
        {
            id.Value = NytId.Guid(TimeProvider.System.GetUtcNow());
            command.ExecuteNonQuery();
        }

        transaction.Commit();
        return Task.CompletedTask;
    }

    private static async Task InOneAsync(Rig rig, Func<IServiceProvider, Task> body)
    {
        await using var scope = rig.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Arbejde>().UdfoerAsync(
            "system",
            async () =>
            {
                await body(scope.ServiceProvider);
                return (true, 0);
            },
            null,
            CancellationToken.None);
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var begun = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static long Count(Rig rig, string sql)
    {
        using var connection = rig.Open(rig.File);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static void Print(string what, double seconds, double goal, string beside) =>
        Console.WriteLine($"{what,-52} {seconds,7:N3} s, goal {goal} s {(seconds < goal ? "met" : "MISSED")}; {beside}");
}
