using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>Meetings and their agendas as the secretary and the readers meet them.</summary>
[Collection(BrowserTests.Navn)]
public sealed class MoederTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    private const string Sekretariat = "Signe Sekretær";

    [Fact]
    public async Task Dagsorden_ByggetMedTastaturet_UdsendesOgFaarTillaeg()
    {
        var moede = await vaert.Som("sekretariat").SendAsync("/api/moeder", new { forum = "DIR", start = "2025-02-25T09:00", slut = "2025-02-25T12:00", sted = "Mødelokale 1.14", deltagere = new[] { "Dines Direktør" }, fastePunkter = true });
        foreach (var (titel, nr) in new[] { ("Indeklemte dage 2025", "25/701"), ("Strategi for grønne tage", "25/702"), ("Anlægsoverførsler", "25/703") })
        {
            await vaert.HarSagKlarTilDirektionenAsync(titel, nr);
        }

        await vaert.HarOprettetSagAsync("Kommunalvalg 2025", "25/805", oensket: ("DIR", "2025-02-25"));
        await using var vindue = await SomAsync(Sekretariat, $"/moeder/{moede["id"]}");
        var side = vindue.Side;
        Assert.True(await side.GetByText("Kommunalvalg 2025").IsVisibleAsync());

        foreach (var titel in new[] { "Indeklemte dage 2025", "Strategi for grønne tage", "Anlægsoverførsler" })
        {
            await side.GetByRole(AriaRole.Button, new() { Name = $"Læg på dagsordenen: {titel}" }).FocusAsync();
            await side.Keyboard.PressAsync("Enter");
            await Punkt(side, titel).WaitForAsync();
        }

        await vindue.SkaermbilledeAsync("moede-bygger");
        await Punkt(side, "Anlægsoverførsler").GetByRole(AriaRole.Link).FocusAsync();
        await side.Keyboard.PressAsync("Alt+ArrowUp");
        await side.Keyboard.PressAsync("Alt+ArrowUp");
        await side.Locator(".dagsorden > [data-punkt]:nth-child(2)", new() { HasText = "Anlægsoverførsler" }).WaitForAsync();
        Assert.Equal(["Øvrige sager", "Anlægsoverførsler", "Indeklemte dage 2025", "Strategi for grønne tage"], await TitlerAsync(side));
        Assert.Contains("Anlægsoverførsler", await side.EvaluateAsync<string>("document.activeElement.closest('[data-punkt]').textContent"), StringComparison.Ordinal);
        await KraevPaenAsync(vindue, "moede-bygger-flyttet");
    }

    private static ILocator Punkt(IPage side, string titel) => side.Locator("[data-punkt]", new() { HasText = titel });

    private static async Task<IReadOnlyList<string>> TitlerAsync(IPage side) => [.. (await side.Locator(".dagsorden .dp-titel > span:last-child").AllInnerTextsAsync()).Select(t => t.Trim())];

    private async Task<Vindue> SomAsync(string navn, string sti, Bredde bredde = Bredde.Skaerm, bool script = true)
    {
        var vindue = await browser.AabnAsync(vaert.Adresse, bredde, script);
        await vindue.Side.GotoAsync($"/log-ind?retur={Uri.EscapeDataString(sti)}");
        await vindue.TilNySideAsync(() => vindue.Side.GetByRole(AriaRole.Button, new() { Name = navn }).ClickAsync());
        return vindue;
    }

    private static async Task KraevPaenAsync(Vindue vindue, string billede)
    {
        await vindue.SkaermbilledeAsync(billede);
        Assert.NotEqual("Der skete en fejl", await vindue.Side.Locator("h1").InnerTextAsync());
        await vindue.KraevTilgaengeligAsync();
        await vindue.KraevIngenVandretRulningAsync();
        Assert.Empty(vindue.Klager);
    }
}
