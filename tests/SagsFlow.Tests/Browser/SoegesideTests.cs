using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

[Collection(FlereBrowserTests.Navn)]
public sealed class SoegesideTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    [Theory]
    [InlineData(Bredde.Skaerm)]
    [InlineData(Bredde.Mobil)]
    public async Task Soegning_FraToppen_ViserFundOgBeholderFiltre(Bredde bredde)
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Grønne tage på skoler og daginstitutioner", "25/2101");
        await vaert.HarBesluttetAsync(sag, new { udfald = "godkendt", tekst = "Direktionen godkendte de grønne tage på skolerne med den bemærkning, at tagenes bæreevne skal undersøges først." });
        await using var vindue = await browser.AabnAsync(vaert.Adresse, bredde);
        var side = vindue.Side;
        await side.GotoAsync("/log-ind?retur=%2F");
        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Button, new() { Name = "Lærke Læser" }).ClickAsync());
        if (bredde == Bredde.Skaerm)
        {
            await side.Keyboard.PressAsync("/");
            await side.Keyboard.InsertTextAsync("skole tage");
            await vindue.TilNySideAsync(() => side.Keyboard.PressAsync("Enter"));
        }
        else
        {
            await side.GotoAsync("/soeg?q=skole+tage");
        }

        Assert.Contains("skolerne", await side.Locator(".uddrag mark").AllInnerTextsAsync());
        await vindue.KraevPaenAsync($"soeg-{bredde}");
        await side.GetByText("Afgræns søgningen").ClickAsync();
        await side.GetByLabel("Slags").SelectOptionAsync("Beslutninger");
        await vindue.TilNySideAsync(() => side.Locator("#indhold").GetByRole(AriaRole.Button, new() { Name = "Søg" }).ClickAsync());
        Assert.Contains("art=beslutning", side.Url, StringComparison.Ordinal);
        Assert.Equal(bredde == Bredde.Skaerm ? 1 : 2, await side.Locator(".fund > li").CountAsync());

        await side.GotoAsync("/soeg?q=findesslet+ikke");
        Assert.True(await side.GetByText("Intet passer på »findesslet ikke«").IsVisibleAsync());
        await vindue.KraevPaenAsync($"soeg-intet-{bredde}");
    }
}
