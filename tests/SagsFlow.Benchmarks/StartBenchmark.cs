using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

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
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet", [Program()]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__SagsFlow"] = $"Data Source={file}";
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}") };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "demo-sagsbehandler");
        var begun = Stopwatch.GetTimestamp();
        using var program = Process.Start(start)!;
        program.OutputDataReceived += (_, _) => { };
        program.ErrorDataReceived += (_, _) => { };
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        try
        {
            while (!await AnswersAsync(http))
            {
                if (program.HasExited || Stopwatch.GetElapsedTime(begun).TotalSeconds > 120)
                {
                    throw new InvalidOperationException("The program did not start.");
                }

                await Task.Delay(5);
            }

            var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            foreach (var request in Enumerable.Repeat(Requests, 5).SelectMany(r => r))
            {
                using var answer = await http.GetAsync(request);
            }

            await Task.Delay(2_000);
            program.Refresh();
            return (seconds, program.WorkingSet64 / 1e6);
        }
        finally
        {
            program.Kill();
            await program.WaitForExitAsync();
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/api/sager?antal=10");
            return answer.StatusCode == HttpStatusCode.OK ? true : throw new InvalidOperationException($"The first answer was {answer.StatusCode}.");
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    /// <summary>The program built with the same configuration as this one.</summary>
    private static string Program()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var file = Path.Combine(here.Parent!.Parent!.FullName, "SagsFlow", here.Name, "SagsFlow.dll");
        return System.IO.File.Exists(file) ? file : throw new InvalidOperationException($"{file} is not built.");
    }
}
