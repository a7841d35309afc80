using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace SagsFlow.Tests.Browser;

/// <summary>A browser window with its own cookies, which notes what the browser complains of.</summary>
public sealed class Vindue : IAsyncDisposable
{
    /// <summary>Axe's run over a page without frames, WCAG 2.1 A and AA.</summary>
    private const string Axe =
        "axe.run({ runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }, resultTypes: ['violations'] })"
        + ".then(svar => ({ bestaaet: svar.passes.length, brud: svar.violations.flatMap(b => b.nodes.map(n => `${b.id} (${b.impact}): ${b.help}\n    ${n.html}`)) }))";

    private static readonly string Axescript = new BundledAxeScriptProvider().GetScript();

    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> klager = new();

    internal Vindue(IBrowserContext context, IPage side)
    {
        this.context = context;
        Side = side;
        side.PageError += (_, fejl) => klager.Enqueue(fejl);
        side.Console += (_, linje) =>
        {
            // A page answered with an error status is reported too; tests look at those statuses themselves.
            if (linje.Type == "error" && linje.Location.Split('#')[0] is var sted && !sted.StartsWith(side.Url, StringComparison.Ordinal))
            {
                klager.Enqueue($"{linje.Text} ({linje.Location})");
            }
        };
    }

    public IPage Side { get; }

    /// <summary>Script errors, blocked content and missing files since the window was opened.</summary>
    public IReadOnlyCollection<string> Klager => klager;

    /// <summary>Does what leads to another page, and waits until that page is there.</summary>
    public async Task TilNySideAsync(Func<Task> handling)
    {
        var laest = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Laest(object? afsender, IPage side) => laest.TrySetResult();
        Side.Load += Laest;
        await handling();
        await laest.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Side.Load -= Laest;
    }

    /// <summary>Presses the button with this name and waits for the page it leads to.</summary>
    public Task TrykAsync(string knap) => TilNySideAsync(() => Side.GetByRole(AriaRole.Button, new() { Name = knap, Exact = true }).ClickAsync());

    /// <summary>Writes a picture of the whole page to <c>artifacts/skaermbilleder/</c>, for people to look at; under CI nobody does, and painting long pages takes minutes.</summary>
    public async Task SkaermbilledeAsync(string navn)
    {
        if (Environment.GetEnvironmentVariable("CI") is null)
        {
            await Side.ScreenshotAsync(new() { Path = Path.Combine(Skaermbilleder(), $"{navn}.png"), FullPage = true, Animations = ScreenshotAnimations.Disabled });
        }
    }

    /// <summary>Fails with a list of all breaches of WCAG 2.1 A and AA that axe finds on the page as it stands.</summary>
    public async Task KraevTilgaengeligAsync()
    {
        if (await Side.EvaluateAsync<bool>("!window.axe"))
        {
            await Side.EvaluateAsync(Axescript);
        }

        var svar = await Side.EvaluateAsync<JsonElement>(Axe);
        Assert.NotEqual(0, svar.GetProperty("bestaaet").GetInt32());
        var brud = svar.GetProperty("brud").EnumerateArray().Select(b => b.GetString()).ToList();
        Assert.True(brud.Count == 0, $"{Side.Url}\n{string.Join('\n', brud)}");
    }

    /// <summary>Fails when the page is wider than its window, so that a phone must scroll sideways.</summary>
    public async Task KraevIngenVandretRulningAsync()
    {
        var forMeget = await Side.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(forMeget <= 0, $"{Side.Url} is {forMeget} px wider than the window");
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private static string Skaermbilleder([CallerFilePath] string dennefil = "")
    {
        var rod = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(dennefil)!, "..", "..", ".."));
        return Directory.CreateDirectory(Path.Combine(rod, "artifacts", "skaermbilleder")).FullName;
    }
}
