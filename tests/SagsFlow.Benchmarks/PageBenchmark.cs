using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SagsFlow.Benchmarks;

/// <summary>
/// Every page over a large municipality's database, asked for by twenty people who think for a second between pages; beside the page that asks
/// the database for nothing, in the same run.
/// </summary>
internal static partial class PageBenchmark
{
    private const int People = 20;
    private const int Seconds = 60;
    private const double MostMilliseconds = 100;
    private static readonly string[] Users = ["sagsbehandler", "centerchef", "sagsbehandler-oeac", "sekretariat", "udvalg", "direktion", "laeser", "admin"];

    /// <summary>Kept when it is named, since filling it takes minutes.</summary>
    private static string? Kept => Environment.GetEnvironmentVariable("SAGSFLOW_STOR_DATABASE");

    public static async Task RunAsync()
    {
        await using var rig = await Rig.StartAsync();
        var file = rig.RawFile;
        if (Kept is { } kept && System.IO.File.Exists(kept))
        {
            file = kept;
        }
        else
        {
            var begun = Stopwatch.GetTimestamp();
            await new Municipality(rig).FillAsync();
            Console.WriteLine($"Filled and indexed in {Stopwatch.GetElapsedTime(begun).TotalSeconds:N0} s");
            using var whole = rig.Open(rig.File);
            Rig.Execute(whole, "PRAGMA wal_checkpoint(TRUNCATE)");
            file = Kept ?? rig.RawFile;
            System.IO.File.Copy(rig.File, file, overwrite: true);
        }

        using (var reader = rig.Open(file))
        {
            Console.WriteLine($"{Count(reader, "sag"):N0} cases, {Count(reader, "historik"):N0} rows of history, {Count(reader, "moede"):N0} meetings, {Count(reader, "soegetekst"):N0} texts to be found");
        }

        await using var program = await ProgramProcess.StartAsync(file);
        var pages = await PagesAsync(program.Http("sekretariat"));
        var times = new ConcurrentDictionary<string, ConcurrentBag<double>>(StringComparer.Ordinal);

        // Once each first, by everybody: what is compiled and read for the first time is no part of a day's work.
        foreach (var (user, page) in Users.SelectMany(u => pages.Select(p => (u, p))))
        {
            using var warm = await program.Http(user).GetAsync(page);
            if (!warm.IsSuccessStatusCode && user == "sekretariat")
            {
                Console.WriteLine($"{page}: {(int)warm.StatusCode}");
            }
        }

        var until = TimeProvider.System.GetUtcNow().AddSeconds(Seconds);
        await Task.WhenAll(Enumerable.Range(0, People).Select(n => PersonAsync(program.Http(Users[n % Users.Length]), pages, times, until, new Random(n))));
        Console.WriteLine($"{"Page",-60} {"asked",6} {"median",8} {"p95",8} {"highest",8}  ms");
        foreach (var (page, all) in times.OrderByDescending(t => At(t.Value, 0.95)))
        {
            Console.WriteLine($"{page,-60} {all.Count,6} {At(all, 0.5),8:N1} {At(all, 0.95),8:N1} {all.Max(),8:N1}  {(At(all, 0.95) < MostMilliseconds ? "met" : "MISSED")}");
        }

        var every = times.Values.SelectMany(t => t).ToList();
        Console.WriteLine($"{"All",-60} {every.Count,6} {At(every, 0.5),8:N1} {At(every, 0.95),8:N1} {every.Max(),8:N1}");
    }

    private static async Task PersonAsync(HttpClient http, IReadOnlyList<string> pages, ConcurrentDictionary<string, ConcurrentBag<double>> times, DateTimeOffset until, Random random)
    {
        await Task.Delay(random.Next(1000));
        while (TimeProvider.System.GetUtcNow() < until)
        {
            var page = pages[random.Next(pages.Count)];
            var begun = Stopwatch.GetTimestamp();
            using (var answer = await http.GetAsync(page))
            {
                await answer.Content.ReadAsByteArrayAsync();

                // Who may not open a page is told so at once, which is no measure of it.
                if (answer.IsSuccessStatusCode)
                {
                    times.GetOrAdd(Shape(page), _ => []).Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                }
            }

            await Task.Delay(500 + random.Next(1000));
        }
    }

    /// <summary>Pages without an id, and those of a case that runs, one that has ended, a meeting that was held and one that comes.</summary>
    private static async Task<IReadOnlyList<string>> PagesAsync(HttpClient http)
    {
        var running = await FirstIdAsync(http, "/api/sager?status=undervejs&antal=1");
        var ended = await FirstIdAsync(http, "/api/sager?status=afsluttet&antal=1");
        var meetings = JsonNode.Parse(await http.GetStringAsync("/api/moeder?forum=DIR&antal=200"))!["elementer"]!.AsArray();
        var meeting = meetings.First(m => (string?)m!["status"] == "afsluttet")!["id"];
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().DateTime);
        var coming = await FirstIdAsync(http, $"/api/moeder?forum=DIR&fra={today:yyyy-MM-dd}&antal=1");
        return
        [
            "/log-ind", "/", "/sager", "/sager?soeg=kommunal", "/sager?center=CBA&status=undervejs", "/sager?side=200", $"/sager/{running}", $"/sager/{ended}",
            "/sager?frist=naas-ikke", "/sager/ny", $"/sager/{running}/rediger", $"/sager/{running}/ruteplan", $"/sager/{running}/versioner", $"/sager/{running}/udskrift",
            "/soeg?q=kommune", "/soeg?q=politisk+udvalg", "/soeg?q=24%2F12014", "/soeg?q=kommune&forum=DIR",
            "/moeder", "/moeder?visning=aar", "/moeder?visning=raekke", "/moeder/ny", $"/moeder/{meeting}", $"/moeder/{meeting}/moede", $"/moeder/{meeting}/referat", $"/moeder/{meeting}/udgaver",
            $"/moeder/{coming}", $"/moeder/{coming}/ret", $"/moeder/{coming}/udsend", "/referater",
            "/bestillinger", "/bestillinger/DIR", "/frister", "/frister?visning=maaned", "/frister?visning=uge", "/frister/kalender", "/planer", "/ruteplan", "/procesplaner", "/aarshjul",
            "/processer", "/processer/direktionssag", "/administration", "/administration/fora", "/administration/kalender", "/administration/personer", "/administration/mail",
        ];
    }

    private static async Task<string> FirstIdAsync(HttpClient http, string list) => IdPattern().Match(await http.GetStringAsync(list)).Groups["id"].Value;

    private static string Shape(string page) => ShapePattern().Replace(page, "{id}");

    private static double At(IReadOnlyCollection<double> all, double part) => all.Order().ElementAt((int)(part * (all.Count - 1)));

    private static long Count(Microsoft.Data.Sqlite.SqliteConnection reader, string table)
    {
        using var command = reader.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }

    [GeneratedRegex("\"id\":\"(?<id>[0-9a-f-]{36})\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex IdPattern();

    [GeneratedRegex("[0-9a-f-]{36}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ShapePattern();
}
