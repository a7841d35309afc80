namespace SagsFlow.Benchmarks;

/// <summary>
/// The built program as a process, over a database fuller than the demo's: how long from its start to its first answer, and what memory it
/// holds when some requests have been answered and it is idle again.
/// </summary>
internal static class StartBenchmark
{
    private const int Cases = 200;
    private const int Runs = 7;
    private const double MostSeconds = 1.5;
    private const double MostMegabytes = 200;
    private static readonly string[] Requests = ["/api/sager", "/api/opgaver?mine=true", "/api/fora", "/api/moeder", "/log-ind"];

    public static async Task RunAsync()
    {
        await using var rig = await Rig.StartAsync();
        await StepBenchmark.MakeCasesAsync(rig, Cases);
        var seconds = new List<double>();
        var megabytes = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            rig.CopyToRaw();
            var (start, memory) = await OnceAsync(rig.RawFile);
            seconds.Add(start);
            megabytes.Add(memory);
        }

        Console.WriteLine();
        Print("Start to first answer, seconds", seconds, MostSeconds);
        Print("Idle memory (RSS) after requests, MB", megabytes, MostMegabytes);
    }

    private static void Print(string what, List<double> values, double most)
    {
        var median = values.Order().ElementAt(values.Count / 2);
        Console.WriteLine($"{what,-40} median {median,6:N2}, lowest {values.Min(),6:N2}, highest {values.Max(),6:N2}, goal {most} {(median < most ? "met" : "MISSED")}");
    }

    private static async Task<(double Seconds, double Megabytes)> OnceAsync(string file)
    {
        await using var program = await ProgramProcess.StartAsync(file);
        using var http = program.Http("sagsbehandler");
        foreach (var request in Enumerable.Repeat(Requests, 5).SelectMany(r => r))
        {
            using var answer = await http.GetAsync(request);
        }

        await Task.Delay(2_000);
        return (program.Started.TotalSeconds, program.Megabytes);
    }
}
