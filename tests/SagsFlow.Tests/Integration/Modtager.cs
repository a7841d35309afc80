using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace SagsFlow.Tests.Integration;

/// <summary>
/// What a job speaks to. It does its work at once and only once for each key, as a careful receiver would; when and what it answers the test says.
/// </summary>
public sealed class Modtager : IAsyncDisposable
{
    private static readonly TimeSpan Taalmodighed = TimeSpan.FromSeconds(60);
    private readonly Channel<Kald> _kald = Channel.CreateUnbounded<Kald>();
    private readonly ConcurrentDictionary<string, string> _udfoert = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    public Modtager()
    {
        var bygger = WebApplication.CreateSlimBuilder();
        bygger.Logging.ClearProviders();
        bygger.WebHost.UseUrls("http://127.0.0.1:0");
        _app = bygger.Build();
        _app.Run(ModtagAsync);
    }

    /// <summary>The work that was done, by key.</summary>
    public IReadOnlyDictionary<string, string> Udfoert => _udfoert;

    public string Adresse => _app.Urls.Single();

    public Task StartAsync() => _app.StartAsync();

    /// <summary>The next call; it waits until it is answered.</summary>
    public async Task<Kald> NaesteAsync()
    {
        using var frist = new CancellationTokenSource(Taalmodighed);
        return await _kald.Reader.ReadAsync(frist.Token);
    }

    /// <summary>Whether there is a call the test has not seen.</summary>
    public bool HarFlere => _kald.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ModtagAsync(HttpContext http)
    {
        using var laeser = new StreamReader(http.Request.Body);
        var kald = new Kald(http.Request.Headers["Noegle"]!, int.Parse(http.Request.Headers["Forsoeg"]!, CultureInfo.InvariantCulture), await laeser.ReadToEndAsync());
        _udfoert.TryAdd(kald.Noegle, kald.Input);
        await _kald.Writer.WriteAsync(kald);
        var (status, svar) = await kald.Svaret.WaitAsync(http.RequestAborted);
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(svar);
    }

    /// <summary>A job that asks.</summary>
    public sealed class Kald(string noegle, int forsoeg, string input)
    {
        private readonly TaskCompletionSource<(int Status, string Svar)> _svar = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Noegle => noegle;

        public int Forsoeg => forsoeg;

        public string Input => input;

        public Task<(int Status, string Svar)> Svaret => _svar.Task;

        public void Svar(int status, string json = "{}") => _svar.SetResult((status, json));
    }
}
