using System.Runtime.CompilerServices;
using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>
/// Takes the pictures of <c>docs/brugervejledning.md</c>, on the demo's cases. Only when <c>SAGSFLOW_BILLEDER</c> is set: a run of the tests must not change
/// the project's own files.
/// </summary>
[Collection(FlereBrowserTests.Navn)]
public sealed class VejledningTests(BrowserFixture browser)
{
    /// <summary>Milliseconds; the demo is played day by day.</summary>
    private const float Indlaesning = 300_000;

    /// <summary>Who, where, and the picture's name.</summary>
    private static readonly (string Bruger, string Sti, string Navn)[] Billeder =
    [
        ("Sanne Sagsbehandler", "/", "sagsbehandler-overblik"),
        ("Sanne Sagsbehandler", "/sager?soeg=KV25", "sagsbehandler-sager"),
        ("Carl Centerchef", "/", "centerchef-overblik"),
        ("Signe Sekretær", "/", "sekretariat-overblik"),
        ("Dines Direktør", "/", "direktion-overblik"),
        ("Ulla Udvalgssekretær", "/", "udvalg-overblik"),
        ("Sanne Sagsbehandler", "/processer/direktionssag", "proces"),
        ("Anders Administrator", "/administration", "administration"),
        ("Anders Administrator", "/administration/fora/BY", "administration-forum"),
        ("Anders Administrator", "/administration/oevelse", "administration-oevelse"),
        ("Anders Administrator", "/processer/direktionssag/rediger", "administration-rediger"),
    ];

    [Fact]
    public async Task Billeder_TilVejledningen()
    {
        if (Environment.GetEnvironmentVariable("SAGSFLOW_BILLEDER") is not { Length: > 0 })
        {
            return;
        }

        var vaert = new SagsFlowVaert();
        await vaert.InitializeAsync();
        try
        {
            await using (var foerste = await browser.SomAsync(vaert, "Anders Administrator", "/"))
            {
                await TagAsync(foerste, "foerste-gang");
                await foerste.TrykAsync("Indlæs øvelsens sager");
                await foerste.Side.GetByRole(AriaRole.Heading, new() { Name = "Øvelsens sager indlæses" }).WaitForAsync(new() { State = WaitForSelectorState.Detached, Timeout = Indlaesning });
            }

            foreach (var (bruger, sti, navn) in Billeder)
            {
                await using var vindue = await browser.SomAsync(vaert, bruger, sti);
                if (await vindue.Side.Locator(".diagram").CountAsync() > 0)
                {
                    await vindue.Side.Locator(".djs-shape").First.WaitForAsync();
                }

                await TagAsync(vindue, navn);
            }
        }
        finally
        {
            await vaert.DisposeAsync();
        }
    }

    private static Task TagAsync(Vindue vindue, string navn, [CallerFilePath] string dennefil = "")
    {
        var mappe = Directory.CreateDirectory(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(dennefil)!, "..", "..", "..", "docs", "billeder")));
        return vindue.Side.ScreenshotAsync(new() { Path = Path.Combine(mappe.FullName, $"{navn}.png"), Animations = ScreenshotAnimations.Disabled });
    }
}
