using System.Text;
using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>Processes are drawn, checked, published and moved to, by an administrator.</summary>
[Collection(BrowserTests.Navn)]
public sealed class ProcesredigeringTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    private const string Administrator = "Anders Administrator";

    [Fact]
    public async Task Fil_MedFejl_ViserDemPaaTegningenOgUdgivesIkke()
    {
        await using var vindue = await browser.SomAsync(vaert, Administrator, "/processer/chefforum-droeftelse/rediger");
        var side = vindue.Side;
        await side.GetByText("siger det samme som den, der bruges").WaitForAsync();
        await vindue.KraevPaenAsync("rediger");
        var fil = await vaert.Som("admin").Http.GetStringAsync("/api/processer/chefforum-droeftelse/diagram");
        var forkert = fil.Replace("sags:forum=\"CF\"", "sags:forum=\"XX\"", StringComparison.Ordinal);
        Assert.NotEqual(fil, forkert);

        await side.Locator("#fil").SetInputFilesAsync(new FilePayload { Name = "forkert.bpmn", MimeType = "application/xml", Buffer = Encoding.UTF8.GetBytes(forkert) });

        var fund = side.Locator(".fund-fejl").First;
        await fund.WaitForAsync();
        Assert.Contains("Forummet »XX« findes ikke", await fund.InnerTextAsync(), StringComparison.Ordinal);
        await side.Locator(".djs-shape.diagram-fejl").First.WaitForAsync();
        await fund.GetByRole(AriaRole.Button).ClickAsync();
        Assert.Equal("XX", await side.GetByLabel("Forum (når et forum behandler sagen)").InputValueAsync());
        await vindue.KraevPaenAsync("rediger-fejl");

        await side.GetByLabel("Hvad er nyt, og hvorfor?").FillAsync("Prøver en forkert");
        await vindue.TrykAsync("Udgiv");
        Assert.Contains("Forummet »XX« findes ikke", await side.Locator(".fejlopsummering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("sags:forum=\"XX\"", await side.Locator("#xml").InputValueAsync(), StringComparison.Ordinal);
        Assert.Single((await vaert.Som("admin").HentAsync("/api/processer/chefforum-droeftelse"))["versioner"]!.AsArray());
    }

    [Fact]
    public async Task Trin_RettetOgUdgivet_BrugesAfNyeSagerOgGamleFlyttes()
    {
        var gammel = await vaert.HarOprettetSagAsync("Begyndt før", "25/4001");
        await using var vindue = await browser.SomAsync(vaert, Administrator, "/processer/direktionssag/rediger");
        var side = vindue.Side;
        await side.GetByText("siger det samme som den, der bruges").WaitForAsync();
        await side.GetByLabel("Trin", new() { Exact = true }).SelectOptionAsync("centerchef");
        await RetNavnAsync(side, "Læs og godkend");
        await side.GetByText("Ingen fejl.").WaitForAsync();

        // Put back it says exactly what it said, so nothing was lost by being read and written by the tool.
        await RetNavnAsync(side, "Godkend i centret");
        await side.GetByText("siger det samme som den, der bruges").WaitForAsync();
        await RetNavnAsync(side, "Læs og godkend");
        await side.GetByText("Ingen fejl.").WaitForAsync();
        await side.GetByLabel("Hvad er nyt, og hvorfor?").FillAsync("Centerchefen skal læse sagen");
        await vindue.TrykAsync("Udgiv");

        Assert.Contains("Version 2 er udgivet", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Centerchefen skal læse sagen", await side.Locator("section", new() { HasText = "Versioner" }).Last.InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("proces-udgivet");
        await vaert.GenstartAsync();
        var ny = await vaert.HarOprettetSagAsync("Begyndt efter", "25/4002");
        await vaert.AfslutOpgaveAsync("sagsbehandler", ny, "indsend");
        Assert.Equal("Læs og godkend", (string?)(await vaert.OpgaveAsync("centerchef", ny))["navn"]);
        Assert.Equal(1, await VersionAsync(gammel));

        await using var igen = await browser.SomAsync(vaert, Administrator, "/processer/direktionssag/flyt");
        await igen.TrykAsync("Se, hvad det betyder");
        Assert.Contains("1 sag kan flyttes til version 2", await igen.Side.Locator("#betyder ~ p").First.InnerTextAsync(), StringComparison.Ordinal);
        await igen.KraevPaenAsync("proces-flyt");
        Assert.Equal(1, await VersionAsync(gammel));
        await igen.Side.GetByLabel("Begrundelse").FillAsync("Alle skal følge den nye");
        await igen.TrykAsync("Flyt sagerne");
        Assert.Contains("1 sag er flyttet til version 2", await igen.Side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(2, await VersionAsync(gammel));
    }

    [Fact]
    public async Task NyProces_TegnetMedTasterne_KanBruges()
    {
        await using var vindue = await browser.SomAsync(vaert, Administrator, "/processer/ny", Bredde.Mobil);
        var side = vindue.Side;
        await side.GetByText("Ingen fejl.").WaitForAsync();
        await side.GetByLabel("Trin", new() { Exact = true }).SelectOptionAsync("skriv");
        await side.GetByRole(AriaRole.Button, new() { Name = "Tilføj opgave efter" }).PressAsync("Enter");
        await side.GetByText("En opgave skal have enten sags:rolle eller sags:forum.").WaitForAsync();
        await vindue.KraevPaenAsync("ny-proces-mobil");
        await side.GetByRole(AriaRole.Button, new() { Name = "Fortryd" }).PressAsync("Enter");
        await side.GetByText("Ingen fejl.").WaitForAsync();

        await side.GetByLabel("Hvad er nyt, og hvorfor?").FillAsync("Vores første egen proces");
        await vindue.TrykAsync("Udgiv");

        Assert.Equal("Ny proces", await side.Locator("h1").InnerTextAsync());
        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", new { titel = "Egen vej", center = "CBA", workflow = "ny-proces" });
        Assert.Equal("Skriv sag", (string?)(await vaert.OpgaveAsync("sagsbehandler", sag))["navn"]);
        await using var anden = await browser.SomAsync(vaert, "Signe Sekretær", "/processer");
        Assert.Equal(403, (await anden.Side.GotoAsync("/processer/ny-proces/rediger"))!.Status);
    }

    private static async Task RetNavnAsync(IPage side, string navn)
    {
        await side.GetByLabel("Navn", new() { Exact = true }).FillAsync(navn);
        await side.GetByLabel("Navn", new() { Exact = true }).PressAsync("Tab");
    }

    private async Task<int> VersionAsync(System.Text.Json.Nodes.JsonNode sag) => (int)(await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/proces"))["version"]!;
}
