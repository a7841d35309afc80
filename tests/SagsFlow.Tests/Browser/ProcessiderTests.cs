using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>Processes as drawings, and the pages about them.</summary>
[Collection(BrowserTests.Navn)]
public sealed class ProcessiderTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    private const string Sagsbehandler = "Sanne Sagsbehandler";

    [Fact]
    public async Task Sagens_Tegning_ViserHvorDenStaarOgVejenDertil()
    {
        var sag = await vaert.HarOprettetSagAsync("Cykelstier i Hedehusene", "25/2001");
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        await using var vindue = await browser.SomAsync(vaert, Sagsbehandler, $"/sager/{sag["id"]}");
        var side = vindue.Side;
        Assert.Equal(0, await side.Locator(".djs-container").CountAsync());

        await side.GetByText("Vis Direktionssag som tegning").ClickAsync();

        await side.Locator("[data-element-id=centerchef].diagram-nu").WaitForAsync();
        await side.Locator("[data-diagram]:not([aria-busy])").First.WaitForAsync();
        Assert.Equal(1, await side.Locator(".djs-shape.diagram-nu").CountAsync());
        await vindue.SkaermbilledeAsync("sag-tegning");
        Assert.True(await ErIVinduetAsync(side, "start") && await ErIVinduetAsync(side, "slutAfsluttet"), "the whole drawing is not seen");
        Assert.True(await side.Locator("[data-element-id=skriv].diagram-vej").CountAsync() > 0);
        Assert.Equal(0, await side.Locator("[data-element-id=direktion].diagram-vej").CountAsync());
        Assert.Contains("Godkend i centret", await side.Locator(".diagramtrin [aria-current=step]").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("sag-tegning");
    }

    [Theory]
    [InlineData(Bredde.Skaerm)]
    [InlineData(Bredde.Mobil)]
    public async Task Processiden_ViserHvorSagerVenter(Bredde bredde)
    {
        await vaert.HarOprettetSagAsync("Venter på at blive skrevet", "25/2002");
        var sag = await vaert.HarOprettetSagAsync("Venter på chefen", "25/2003");
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        await using var vindue = await browser.SomAsync(vaert, Sagsbehandler, "/processer", bredde);
        var side = vindue.Side;
        await vindue.KraevPaenAsync($"processer-{bredde}");

        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Link, new() { Name = "Direktionssag", Exact = true }).ClickAsync());

        await side.Locator("[data-element-id=skriv][class*=diagram-varme]").WaitForAsync();
        await side.Locator("[data-diagram]:not([aria-busy])").WaitForAsync();
        Assert.True(await ErIVinduetAsync(side, "skriv"), "the step where most wait is not seen");
        Assert.Contains("Godkend i centret", await side.Locator(".trintabel").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await side.GetByRole(AriaRole.Heading, new() { Name = "1. Skriv sag" }).IsVisibleAsync());
        await vindue.KraevPaenAsync($"proces-{bredde}");
        await side.GetByRole(AriaRole.Button, new() { Name = "Forstør", Exact = true }).ClickAsync();
    }

    private static Task<bool> ErIVinduetAsync(IPage side, string figur) => side.Locator($".djs-shape[data-element-id={figur}]").EvaluateAsync<bool>(
        """
        figur => {
          const [f, l] = [figur.getBoundingClientRect(), figur.closest(".diagram-laerred").getBoundingClientRect()];
          return f.left >= l.left && f.right <= l.right && f.top >= l.top && f.bottom <= l.bottom;
        }
        """);
}
