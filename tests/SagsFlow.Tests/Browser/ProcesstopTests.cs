using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>What has stopped is seen on the process's page, and tried again from there.</summary>
[Collection(BrowserTests.Navn)]
public sealed class ProcesstopTests(BrowserFixture browser, Jobvaert vaert) : IClassFixture<Jobvaert>
{
    [Fact]
    public async Task Driftsstop_ProevetIgenMedBegrundelse_StaarIHistorikken()
    {
        var sag = await vaert.HarSendtAsync("raekker");
        await Vent.PaaAsync(() => vaert.Tael("SELECT COUNT(*) FROM incident WHERE loest IS NULL") == 1);
        await using (var laeser = await browser.SomAsync(vaert, "Sanne Sagsbehandler", "/processer/raekker"))
        {
            Assert.Contains("En administrator kan prøve igen", await laeser.Side.Locator(".panel-fejl").InnerTextAsync(), StringComparison.Ordinal);
            Assert.Equal(0, await laeser.Side.GetByRole(AriaRole.Button, new() { Name = "Prøv igen" }).CountAsync());
        }

        await using var vindue = await browser.SomAsync(vaert, "Anders Administrator", "/processer/raekker");
        var side = vindue.Side;
        await side.GetByText("Tegningen kan ikke vises.").WaitForAsync();
        await vindue.TrykAsync("Prøv igen");
        Assert.Contains("begrundelse", await side.Locator(".fejlopsummering").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("proces-stoppet");

        await side.GetByLabel("Hvorfor kan det lykkes nu?").FillAsync("Databasen er udvidet");
        await vindue.TrykAsync("Prøv igen");

        Assert.Contains("sat i gang igen", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        var historik = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/historik");
        Assert.Contains(historik["elementer"]!.AsArray(), h => (string?)h!["begrundelse"] == "Databasen er udvidet");
    }
}
