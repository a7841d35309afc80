using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>The program as somebody meets it the first time, over an empty database.</summary>
[Collection(FlereBrowserTests.Navn)]
public sealed class FoerstegangTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    [Fact]
    public async Task TomDatabase_ForklarerSig_OgIndlaeserOevelsenMensSidenVirker()
    {
        await using var mobil = await browser.SomAsync(vaert, "Anders Administrator", "/", Bredde.Mobil);
        await mobil.KraevPaenAsync("foerstegang-admin-mobil");
        await using var vindue = await browser.SomAsync(vaert, "Signe Sekretær", "/");
        var side = vindue.Side;
        Assert.True(await side.GetByRole(AriaRole.Heading, new() { Name = "Velkommen til SagsFlow" }).IsVisibleAsync());
        await vindue.KraevPaenAsync("foerstegang-sekretariat");

        await vindue.TrykAsync("Indlæs øvelsens sager");

        await side.GetByRole(AriaRole.Heading, new() { Name = "Øvelsens sager indlæses" }).WaitForAsync();
        await side.Locator("[data-demo-senest]", new() { HasTextRegex = new("2025") }).WaitForAsync();
        await vindue.KraevPaenAsync("foerstegang-indlaeser");
        await Vent.PaaAsync(async () => (int)(await vaert.Som("admin").HentAsync("/api/sager?antal=1"))["total"]! > 0);
        await mobil.Side.GotoAsync("/sager");
        await mobil.Side.Locator(".sagstabel tbody tr").First.WaitForAsync();
        await vaert.Som("sekretariat").SendAsync("/api/udvikling/demo");
        await vaert.Som("laeser").HentAsync("/api/udvikling/demo");
        Assert.DoesNotContain("Velkommen til SagsFlow", await (await mobil.Side.GotoAsync("/"))!.TextAsync(), StringComparison.Ordinal);
    }
}
