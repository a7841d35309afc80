using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;

namespace SagsFlow.Tests.Integration;

/// <summary>
/// The program as it is run: its own process, a port of its own and a fresh SQLite file, its clock put to Monday 6 January 2025 at 8.
/// Speak to it through <see cref="Som"/> and the intents, which a test reads like the day of a caseworker.
/// </summary>
public class SagsFlowVaert : IAsyncLifetime
{
    private const string Lytter = "SagsFlow kører på ";
    private static readonly TimeSpan Opstart = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo mappe = Directory.CreateTempSubdirectory("sagsflow-test-");
    private readonly ConcurrentQueue<string> log = new();
    private readonly ConcurrentDictionary<string, Klient> klienter = new(StringComparer.Ordinal);
    private Process? program;

    public Uri Adresse { get; private set; } = null!;

    /// <summary>The database file, for tests that read it beside the program.</summary>
    public string Databasefil => Path.Combine(mappe.FullName, "sagsflow.db");

    /// <summary>What the program has written on stdout and stderr.</summary>
    public string Log => string.Join('\n', log);

    /// <summary>Settings beside those every test has; a class of tests that needs its own derives from this one.</summary>
    protected virtual IReadOnlyDictionary<string, string> Indstillinger => new Dictionary<string, string>();

    /// <summary>What <c>dotnet</c> is told to run.</summary>
    protected virtual IReadOnlyList<string> Startes => [Programfil()];

    public virtual Task InitializeAsync() => StartAsync();

    /// <summary>Stops the program as a power cut would, and starts it again over the same file.</summary>
    /// <param name="imens">What happens while it is down.</param>
    public async Task GenstartAsync(Action? imens = null)
    {
        await DraebAsync();
        klienter.Clear();
        imens?.Invoke();
        await StartAsync();
    }

    /// <summary>Asks the program to stop, as a service manager does, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using var bed = Process.Start("kill", ["-TERM", program!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await program.WaitForExitAsync();
    }

    /// <summary>A client signed in as one of the demo's people.</summary>
    public Klient Som(string brugernavn) => klienter.GetOrAdd(brugernavn, navn =>
    {
        var http = new HttpClient { BaseAddress = Adresse };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"demo-{navn}");
        return new Klient(http, () => Log);
    });

    /// <summary>A client that is not signed in and follows no redirects.</summary>
    public HttpClient Ingen() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Adresse };

    /// <summary>Runs one of the program's commands on the same database, and waits for it.</summary>
    public async Task<(int Kode, string Ud, string Fejl)> KommandoAsync(params string[] argumenter)
    {
        using var kommando = Process.Start(Opstartsoplysninger(argumenter))!;
        var ud = kommando.StandardOutput.ReadToEndAsync();
        var fejl = kommando.StandardError.ReadToEndAsync();
        await kommando.WaitForExitAsync();
        return (kommando.ExitCode, await ud, await fejl);
    }

    public virtual async Task DisposeAsync()
    {
        await DraebAsync();
        mappe.Delete(recursive: true);
    }

    private async Task StartAsync()
    {
        var start = Opstartsoplysninger();
        var lytter = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        program = new Process { StartInfo = start, EnableRaisingEvents = true };
        program.OutputDataReceived += (_, linje) => Modtag(linje.Data, lytter);
        program.ErrorDataReceived += (_, linje) => Modtag(linje.Data, lytter);
        program.Exited += (_, _) => lytter.TrySetException(new InvalidOperationException($"SagsFlow stopped before it listened:\n{Log}"));
        program.Start();
        program.BeginOutputReadLine();
        program.BeginErrorReadLine();
        try
        {
            Adresse = await lytter.Task.WaitAsync(Opstart);
        }
        catch (TimeoutException e)
        {
            await DraebAsync();
            throw new InvalidOperationException($"SagsFlow did not listen within {Opstart.TotalSeconds} s:\n{Log}", e);
        }
    }

    /// <summary>How every process of the test is started: the settings, the folder and the database are the same.</summary>
    private ProcessStartInfo Opstartsoplysninger(params string[] argumenter)
    {
        var start = new ProcessStartInfo("dotnet", [.. Startes, .. argumenter])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
            WorkingDirectory = mappe.FullName,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Ur"] = "2025-01-06T08:00";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__SagsFlow"] = $"Data Source={Databasefil}";
        foreach (var (navn, vaerdi) in Indstillinger)
        {
            start.Environment[navn] = vaerdi;
        }

        return start;
    }

    private void Modtag(string? linje, TaskCompletionSource<Uri> lytter)
    {
        if (linje is null)
        {
            return;
        }

        log.Enqueue(linje);
        if (linje.IndexOf(Lytter, StringComparison.Ordinal) is var sted and >= 0)
        {
            lytter.TrySetResult(new Uri(linje[(sted + Lytter.Length)..].Split(' ')[0]));
        }
    }

    private async Task DraebAsync()
    {
        if (program is null)
        {
            return;
        }

        if (!program.HasExited)
        {
            program.Kill(entireProcessTree: true);
        }

        await program.WaitForExitAsync();
        program.Dispose();
        program = null;
    }

    /// <summary>The built program beside this one: <c>artifacts/…/bin/SagsFlow/debug</c> for <c>…/bin/SagsFlow.Tests/debug</c>.</summary>
    private static string Programfil()
    {
        var her = new DirectoryInfo(AppContext.BaseDirectory);
        var fil = Path.Combine(her.Parent!.Parent!.FullName, "SagsFlow", her.Name, "SagsFlow.dll");
        return File.Exists(fil) ? fil : throw new InvalidOperationException($"{fil} is not built.");
    }
}
