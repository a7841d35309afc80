using Microsoft.Playwright;

namespace SagsFlow.Tests.Browser;

/// <summary>One Chromium for all browser tests of a run. A test opens its own window with <see cref="AabnAsync"/>.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    /// <summary>Debian's Chromium: the driver of Microsoft.Playwright is used, its downloaded browsers are not.</summary>
    private const string Chromium = "/usr/bin/chromium";

    private static readonly string[] Flag =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async Task InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Flag });
    }

    /// <param name="adresse">The server's base address; pages are then opened by their path alone.</param>
    /// <param name="vindue">How wide the window is; a desktop one if not said.</param>
    /// <param name="script">False tries the page as it is without JavaScript.</param>
    public async Task<Vindue> AabnAsync(Uri adresse, Bredde vindue = Bredde.Skaerm, bool script = true)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = adresse.ToString(),
            ViewportSize = new() { Width = (int)vindue, Height = vindue == Bredde.Skaerm ? 900 : 844 },
            JavaScriptEnabled = script,
            Locale = "da-DK",
            TimezoneId = "Europe/Copenhagen",
            // Pictures of the same page are alike only when nothing on it moves.
            ReducedMotion = ReducedMotion.Reduce,
        });
        return new(context, await context.NewPageAsync());
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}

/// <summary>The two widths every page is looked at in, in CSS pixels.</summary>
public enum Bredde
{
    Mobil = 390,
    Skaerm = 1440,
}

/// <summary>The browser tests share one Chromium, so they run one after another; those of <see cref="FlereBrowserTests"/> have another one beside it.</summary>
[CollectionDefinition(Navn)]
public sealed class BrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Navn = "Browser";
}

/// <summary>The other half of the browser tests, so that both processors have something to do.</summary>
[CollectionDefinition(Navn)]
public sealed class FlereBrowserTests : ICollectionFixture<BrowserFixture>
{
    public const string Navn = "Browser, flere";
}
