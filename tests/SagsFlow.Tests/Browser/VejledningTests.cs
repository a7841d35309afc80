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
        ("Sanne Sagsbehandler", "/ruteplan?workflow=politisk-sag&ruter=AESU&maal=BY&senest=2025-06-24", "ruteplan"),
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

            foreach (var (bruger, sti, navn) in Billeder.Concat(await EgneAsync(vaert)))
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

    /// <summary>What the demo has no page for: a case that is being written, an agenda that is being built, and a meeting that is on.</summary>
    private static async Task<IReadOnlyList<(string Bruger, string Sti, string Navn)>> EgneAsync(SagsFlowVaert vaert)
    {
        var kladde = await vaert.HarOprettetSagAsync("Grønne tage på skoler", "25/1101");
        var bygges = await vaert.HarMoedeAsync("DIR", "2025-05-06T09:00");
        var koeres = await vaert.HarMoedeAsync("DIR", "2025-04-22T09:00");
        foreach (var moede in new[] { bygges, koeres })
        {
            foreach (var titel in new[] { "Anlægsoverførsler 2024", "Strategi for grønne tage", "Sygefravær, status" })
            {
                await vaert.LaegPaaAsync(moede, await vaert.HarSagKlarTilDirektionenAsync(titel, "25/1102"));
            }
        }

        await vaert.HarSagKlarTilDirektionenAsync("Trafiksikkerhed ved skoler", "25/1103");
        await vaert.UdsendAsync(koeres);
        return
        [
            ("Sanne Sagsbehandler", $"/sager/{kladde["id"]}/rediger", "sag-rediger"), ("Signe Sekretær", $"/moeder/{bygges["id"]}", "dagsorden"),
            ("Signe Sekretær", $"/moeder/{koeres["id"]}/moede", "moede"),
        ];
    }

    private static Task TagAsync(Vindue vindue, string navn, [CallerFilePath] string dennefil = "")
    {
        var mappe = Directory.CreateDirectory(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(dennefil)!, "..", "..", "..", "docs", "billeder")));
        return vindue.Side.ScreenshotAsync(new() { Path = Path.Combine(mappe.FullName, $"{navn}.png"), Animations = ScreenshotAnimations.Disabled });
    }
}
