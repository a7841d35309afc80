using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>A case from the first word to the decision, by four people on pages alone; with script and without.</summary>
[Collection(BrowserTests.Navn)]
public sealed class HeleVejenTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    [Theory]
    [InlineData(true, "2025-03-04", "04-03-2025")]
    [InlineData(false, "2025-03-18", "18-03-2025")]
    public async Task Sag_FraNySagTilBeslutning_GaarGennemFirePersoner(bool script, string moededag, string somPaaSiden)
    {
        var titel = script ? "Ladestandere på rådhuset" : "Cykelstativer på stationen";
        var sag = await SkrivOgIndsendAsync(titel, script);

        await using (var chef = await SomAsync("Carl Centerchef", "/", script))
        {
            await FraOverblikAsync(chef, titel);
            await chef.TrykAsync("Godkend");
        }

        await using var sekretaer = await SomAsync("Signe Sekretær", "/", script);
        await FraOverblikAsync(sekretaer, titel);
        await sekretaer.TrykAsync("Godkend");
        var moede = await PaaEtMoedeAsync(sekretaer, titel, moededag, script);

        await using var direktoer = await SomAsync("Dines Direktør", "/", script);
        var punkt = direktoer.Side.GetByRole(AriaRole.Link, new() { Name = $"1. {titel}" });
        await direktoer.TilNySideAsync(() => punkt.ClickAsync());
        Assert.Contains("sætter standerne op", await direktoer.Side.Locator(".moedepunkt:not([hidden])").InnerTextAsync(), StringComparison.Ordinal);

        await BeslutAsync(sekretaer, moede);

        await direktoer.Side.GotoAsync("/");
        Assert.Equal(0, await punkt.CountAsync());
        await using var forfatter = await SomAsync("Sanne Sagsbehandler", "/", script);
        Assert.Contains($"Beslutning i Direktionen den {somPaaSiden} om »{titel}«: Godkendt", await forfatter.Side.Locator("section", new() { HasText = "Beskeder til dig" }).InnerTextAsync(), StringComparison.Ordinal);
        await forfatter.Side.GotoAsync(sag);
        Assert.True(await forfatter.Side.GetByRole(AriaRole.Heading, new() { Name = $"Beslutning Direktionen den {somPaaSiden}" }).IsVisibleAsync());
    }

    [Fact]
    public async Task Rediger_UdenAendringer_IndsendesVedFoersteTryk()
    {
        var sag = await vaert.HarOprettetSagAsync("Skrevet i går", "25/1044");
        await using var vindue = await SomAsync("Sanne Sagsbehandler", $"/sager/{sag["id"]}/rediger", script: true);
        await vindue.TrykAsync("Indsend sag");
        Assert.True(await vindue.Side.GetByText("Venter på: Godkend i centret").IsVisibleAsync());
    }

    /// <returns>The case's address.</returns>
    private async Task<string> SkrivOgIndsendAsync(string titel, bool script)
    {
        await using var forfatter = await SomAsync("Sanne Sagsbehandler", "/", script);
        var side = forfatter.Side;
        await forfatter.TilNySideAsync(() => side.GetByRole(AriaRole.Link, new() { Name = "Ny sag" }).ClickAsync());
        await side.GetByLabel("Titel", new() { Exact = true }).FillAsync(titel);
        await side.GetByLabel("Journalnummer").FillAsync("25/1801");
        await forfatter.TrykAsync("Opret kladde");
        var sag = side.Url[..^"/rediger".Length];
        if (script)
        {
            await side.GetByRole(AriaRole.Textbox, new() { Name = "Baggrund", Exact = true }).Locator("visible=true").ClickAsync();
            await side.Keyboard.TypeAsync("Der er ikke nok i dag.");
            await side.GetByRole(AriaRole.Button, new() { Name = "Tilføj punkt" }).ClickAsync();
        }
        else
        {
            await side.Locator("#baggrund").FillAsync("Der er ikke nok i dag.");
            await forfatter.TilNySideAsync(() => side.GetByRole(AriaRole.Button, new() { Name = "Tilføj punkt" }).ClickAsync());
        }

        await side.GetByRole(AriaRole.Textbox, new() { Name = "Punkt 1", Exact = true }).FillAsync("centret sætter standerne op i foråret");
        await forfatter.TrykAsync("Indsend sag");
        Assert.True(await side.GetByText("Venter på: Godkend i centret").IsVisibleAsync());
        return sag;
    }

    /// <summary>A new meeting with the case on its agenda, which is sent.</summary>
    /// <returns>The meeting's address.</returns>
    private static async Task<string> PaaEtMoedeAsync(Vindue sekretaer, string titel, string dag, bool script)
    {
        var side = sekretaer.Side;
        await side.GotoAsync("/moeder/ny");
        await side.GetByLabel("Forum", new() { Exact = true }).SelectOptionAsync("Direktionen");
        await side.GetByLabel("Dato").FillAsync(dag);
        await side.GetByLabel("Begynder").FillAsync("09:00");
        await side.GetByLabel("Læg forummets faste punkter").UncheckAsync();
        await sekretaer.TrykAsync("Opret mødet");
        var moede = side.Url;
        var laeg = side.GetByRole(AriaRole.Button, new() { Name = $"Læg på dagsordenen: {titel}" });
        if (script)
        {
            await laeg.ClickAsync();
            await side.Locator(".dagsorden [data-punkt]", new() { HasText = titel }).WaitForAsync();
        }
        else
        {
            await sekretaer.TilNySideAsync(() => laeg.ClickAsync());
        }

        await sekretaer.TilNySideAsync(() => side.GetByRole(AriaRole.Link, new() { Name = "Udsend dagsorden" }).ClickAsync());
        await sekretaer.TilNySideAsync(() => side.Locator("main button[type=submit]", new() { HasTextRegex = new("^Udsend") }).ClickAsync());
        return moede;
    }

    private static async Task BeslutAsync(Vindue sekretaer, string moede)
    {
        var side = sekretaer.Side;
        await side.GotoAsync($"{moede}/moede");
        var punkt = side.Locator(".moedepunkt:not([hidden])");
        await punkt.Locator("[name=udfald][value=godkendt]").CheckAsync();
        await sekretaer.TilNySideAsync(() => punkt.GetByRole(AriaRole.Button, new() { Name = "Gem og næste" }).ClickAsync());
        await side.GetByRole(AriaRole.Heading, new() { Name = "Afslut mødet" }).WaitForAsync();
        await sekretaer.TilNySideAsync(() => side.Locator("[data-afslut-moede]").ClickAsync());
        Assert.Contains("Godkendt", await side.Locator(".referat").InnerTextAsync(), StringComparison.Ordinal);
    }

    private Task<Vindue> SomAsync(string navn, string sti, bool script) => browser.SomAsync(vaert, navn, sti, Bredde.Skaerm, script);

    private static Task FraOverblikAsync(Vindue vindue, string titel) =>
        vindue.TilNySideAsync(() => vindue.Side.Locator("section", new() { HasText = "Dine opgaver" }).GetByRole(AriaRole.Link, new() { Name = titel }).ClickAsync());
}
