using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SagsFlow.Data;
using SagsFlow.Moeder;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Benchmarks;

/// <summary>A ruteplan as the API gives it, with its reading of the calendar from the database, and as it is worked out in memory alone.</summary>
internal static class PlanBenchmark
{
    private const int Meetings = 300;
    private const int WarmUps = 100;
    private const int Runs = 300;
    private const double MostMilliseconds = 20;

    private static readonly (string Forum, int Every)[] Forums = [("DIR", 14), ("CF", 30), ("HU", 60), ("ISU", 30), ("AESU", 30), ("AMU", 30), ("OEU", 30), ("BY", 30)];

    private static readonly (string Name, string Body)[] Questions =
    [
        ("earliest, direktionssag", """{"workflow":"direktionssag"}"""),
        ("target reached, five forums", """{"workflow":"direktionssag","ruter":["CF","ISU","OEU","BY"],"maal":{"forum":"BY","senest":"@+300"}}"""),
        ("target reached, two readings", """{"workflow":"to-behandlinger","maal":{"forum":"BY","senest":"@+250"}}"""),
        ("target missed, five forums", """{"workflow":"direktionssag","ruter":["CF","ISU","OEU","BY"],"maal":{"forum":"BY","senest":"@+90"}}"""),
    ];

    public static async Task RunAsync()
    {
        await using var rig = await Rig.StartAsync();
        var today = DateOnly.FromDateTime(LokalTid.Af(rig.Services.GetRequiredService<TimeProvider>().GetUtcNow()));
        var made = 0;
        for (var round = 0; made < Meetings; round++)
        {
            foreach (var (forum, every) in Forums.TakeWhile(_ => made < Meetings))
            {
                var start = today.AddDays((round * every) + (Array.FindIndex(Forums, f => f.Forum == forum) * 2) + 3).ToDateTime(new TimeOnly(9, 0));
                await rig.SendAsync(forum is "DIR" or "CF" or "HU" ? "sekretariat" : "udvalg", new OpretMoede(forum, start, null, "", []));
                made++;
            }
        }

        Console.WriteLine($"Plans over {made} meetings, milliseconds");
        foreach (var (name, body) in Questions)
        {
            var question = Json.Laes<RuteplanBody>(Dated(body, today));
            await MeasureAsync(name, () => rig.SendAsync("sagsbehandler", new BeregnRuteplan(question)));
        }
    }

    private static string Dated(string body, DateOnly today)
    {
        var at = body.IndexOf("@+", StringComparison.Ordinal);
        return at < 0 ? body : body.Replace(body[at..body.IndexOf('"', at)], today.AddDays(int.Parse(body[(at + 2)..body.IndexOf('"', at)], System.Globalization.CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static async Task MeasureAsync(string name, Func<Task<RuteplanSvar>> plan)
    {
        var times = new List<double>();
        RuteplanSvar? last = null;
        for (var run = -WarmUps; run < Runs; run++)
        {
            var begun = Stopwatch.GetTimestamp();
            last = await plan();
            if (run >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }

        times.Sort();
        Console.WriteLine($"{name,-32} median {times[Runs / 2],6:N2}, 95 % within {times[Runs * 95 / 100],6:N2}, highest {times[^1],6:N2}, goal {MostMilliseconds} {(times[Runs * 95 / 100] < MostMilliseconds ? "met" : "MISSED")}; {last!.Trin.Count} steps, reached: {last.KanNaas}");
    }
}
