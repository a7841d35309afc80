using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace SagsFlow.Benchmarks;

/// <summary>The built program as a process of its own over a database file, until disposed.</summary>
internal sealed class ProgramProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Uri _address;
    private readonly List<HttpClient> _clients = [];

    private ProgramProcess(Process process, Uri address)
    {
        _process = process;
        _address = address;
    }

    /// <summary>From its start to its first answer.</summary>
    public TimeSpan Started { get; private set; }

    /// <summary>The memory it holds, in megabytes.</summary>
    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }
    }

    /// <param name="file">The database.</param>
    /// <param name="program">Null is the one built beside this.</param>
    public static async Task<ProgramProcess> StartAsync(string file, string? program = null)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo("dotnet", [program ?? Program()]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__SagsFlow"] = $"Data Source={file}";
        var begun = Stopwatch.GetTimestamp();
        var started = new ProgramProcess(Process.Start(start)!, new Uri($"http://127.0.0.1:{port}"));
        started._process.OutputDataReceived += (_, _) => { };
        started._process.ErrorDataReceived += (_, _) => { };
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        var http = started.Http("sagsbehandler");
        while (!await AnswersAsync(http))
        {
            if (started._process.HasExited || Stopwatch.GetElapsedTime(begun).TotalSeconds > 120)
            {
                throw new InvalidOperationException("The program did not start.");
            }

            await Task.Delay(5);
        }

        started.Started = Stopwatch.GetElapsedTime(begun);
        return started;
    }

    /// <summary>A client that is signed in as a user of the demo.</summary>
    public HttpClient Http(string user)
    {
        var http = new HttpClient { BaseAddress = _address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"demo-{user}");
        _clients.Add(http);
        return http;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _clients.ForEach(c => c.Dispose());
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
        return File.Exists(file) ? file : throw new InvalidOperationException($"{file} is not built.");
    }
}
