using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>The pages of cases as people use them, on the program as it is run.</summary>
[Collection(BrowserTests.Navn)]
public sealed class SagssiderTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    private const string Sagsbehandler = "Sanne Sagsbehandler";
    private const string Centerchef = "Carl Centerchef";
    private const string Sekretariat = "Signe Sekretær";

    [Theory]
    [InlineData(Bredde.Skaerm)]
    [InlineData(Bredde.Mobil)]
    public async Task Overblik_UdenNoget_SigerAtIntetVenter(Bredde bredde)
    {
        await using var vindue = await SomAsync("Åse Ågård", "/", bredde);

        Assert.Equal("Overblik", await vindue.Side.Locator("h1").InnerTextAsync());
        Assert.True(await vindue.Side.GetByText("Intet venter på dig").IsVisibleAsync());
        Assert.Contains("Øvelsens ur: mandag den 6. januar 2025", await vindue.Side.Locator(".oevelse").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync($"overblik-tomt-{bredde}");
    }

    [Fact]
    public async Task Sag_FraKladdeTilDirektionen_GaarGennemTreHaender()
    {
        var sag = await vaert.HarOprettetSagAsync("Strategi for grønne tage", "25/1001");

        await using var sagsbehandler = await SomAsync(Sagsbehandler, "/");
        Assert.Contains("Strategi for grønne tage", await sagsbehandler.Side.Locator("section", new() { HasText = "Dine sager" }).InnerTextAsync(), StringComparison.Ordinal);
        await sagsbehandler.KraevPaenAsync("overblik-sagsbehandler");
        await sagsbehandler.Side.GotoAsync($"/sager/{sag["id"]}");
        await sagsbehandler.KraevPaenAsync("sag-kladde");
        await sagsbehandler.TrykAsync("Indsend sag");
        Assert.Contains("Skriv sag: Indsend sag", await sagsbehandler.Side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await sagsbehandler.Side.GetByText("Venter på: Godkend i centret").IsVisibleAsync());

        await using var chef = await SomAsync(Centerchef, "/", Bredde.Mobil);
        await chef.KraevPaenAsync("overblik-centerchef-mobil");
        await AabnFraOverblikAsync(chef, "Strategi for grønne tage");
        await chef.KraevPaenAsync("sag-centerchef-mobil");
        await chef.TrykAsync("Godkend");

        await using var sekretaer = await SomAsync(Sekretariat, "/");
        await AabnFraOverblikAsync(sekretaer, "Strategi for grønne tage");
        await sekretaer.TrykAsync("Godkend");
        Assert.True(await sekretaer.Side.Locator(".trin-nu").GetByText("Klar til en dagsorden.").IsVisibleAsync());
        Assert.True(await sekretaer.Side.GetByText("Ikke behandlet endnu").IsVisibleAsync());
        await sekretaer.Side.GotoAsync("/");
        Assert.True(await sekretaer.Side.Locator("section", new() { HasText = "Venter på et møde" }).GetByText("Strategi for grønne tage").IsVisibleAsync());
        await sekretaer.KraevPaenAsync("overblik-sekretariat");

        var forloeb = await vaert.Som("sekretariat").HentAsync($"/api/sager/{sag["id"]}/forloeb");
        Assert.Equal("klar", (string?)forloeb["trin"]![0]!["status"]);
    }

    [Fact]
    public async Task Returnering_UdenBemaerkning_VisesVedFeltetOgBeholderValget()
    {
        var sag = await vaert.HarOprettetSagAsync("Sag, der skal tilbage", "25/1002");
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        await vaert.AfslutOpgaveAsync("centerchef", sag, "godkend");
        await using var vindue = await SomAsync(Sekretariat, $"/sager/{sag["id"]}");
        var side = vindue.Side;

        await side.GetByLabel("Returnér med bemærkning: tilbage til").SelectOptionAsync("Godkend i centret");
        await vindue.TrykAsync("Returnér med bemærkning");

        Assert.Equal("Der er en fejl", await side.EvaluateAsync<string>("document.activeElement.querySelector('h2').textContent"));
        Assert.Equal("true", await side.GetByLabel("Bemærkning", new() { Exact = true }).GetAttributeAsync("aria-invalid"));
        Assert.Equal("centerchef", await side.GetByLabel("Returnér med bemærkning: tilbage til").InputValueAsync());
        await vindue.KraevPaenAsync("sag-mangler-bemaerkning");

        await side.GetByRole(AriaRole.Link, new() { Name = "Skriv en bemærkning" }).ClickAsync();
        Assert.Equal("TEXTAREA", await side.EvaluateAsync<string>("document.activeElement.tagName"));
        await side.Keyboard.InsertTextAsync("Tallene \u202Eer vendt om");
        await vindue.TrykAsync("Returnér med bemærkning");
        Assert.Contains("U+202E", await side.Locator(".fejlopsummering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Tallene \u202Eer vendt om", await side.GetByLabel("Bemærkning", new() { Exact = true }).InputValueAsync());

        await side.GetByLabel("Bemærkning", new() { Exact = true }).FillAsync("Tallene i punkt 2 mangler.");
        await vindue.TrykAsync("Returnér med bemærkning");
        Assert.True(await side.GetByText("Venter på: Godkend i centret").IsVisibleAsync());
        Assert.Contains("Tallene i punkt 2 mangler.", await side.Locator(".historik").TextContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Formular_SendtToGange_VirkerEnGang()
    {
        var sag = await vaert.HarOprettetSagAsync("Sendt to gange", "25/1003");
        await using var vindue = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}");
        var side = vindue.Side;
        var formular = side.Locator("form[action*='Afslut']");
        var felter = side.APIRequest.CreateFormData().Append("udfald", "indsend");
        foreach (var felt in await formular.Locator("input[type=hidden]").AllAsync())
        {
            felter.Append((await felt.GetAttributeAsync("name"))!, await felt.InputValueAsync());
        }

        var adresse = (await formular.GetAttributeAsync("action"))!;
        var svar = await Task.WhenAll(
            side.APIRequest.PostAsync(adresse, new() { Form = felter, MaxRedirects = 0 }), side.APIRequest.PostAsync(adresse, new() { Form = felter, MaxRedirects = 0 }));

        Assert.All(svar, s => Assert.Equal(302, s.Status));
        await side.ReloadAsync();
        Assert.True(await side.GetByText("Venter på: Godkend i centret").IsVisibleAsync());
        var historik = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/historik");
        Assert.Single(historik["elementer"]!.AsArray(), h => (string?)h!["art"] == "opgave-afsluttet");
    }

    [Fact]
    public async Task Sager_SoegtOgBladret_BeholderFiltreIAdressen()
    {
        for (var i = 1; i <= 27; i++)
        {
            await vaert.HarOprettetSagAsync($"Løbende sag nr. {i}", $"24/{i}");
        }

        await using var vindue = await SomAsync(Sagsbehandler, "/sager");
        var side = vindue.Side;
        await side.GetByLabel("Titel eller journalnummer").FillAsync("løbende");
        await side.GetByLabel("Status").SelectOptionAsync("Kladde");
        await vindue.TrykAsync("Søg");
        Assert.Contains("27 sager, side 1 af 2", await side.Locator(".antal").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("sager");

        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Link, new() { Name = "Side 2" }).ClickAsync());
        Assert.Contains("soeg=l%C3%B8bende", side.Url, StringComparison.Ordinal);
        Assert.Contains("status=kladde", side.Url, StringComparison.Ordinal);
        Assert.Equal(2, await side.Locator(".sagstabel tbody tr").CountAsync());

        await side.GotoAsync("/sager?soeg=findes-slet-ikke");
        Assert.True(await side.GetByText("Ingen sager passer").IsVisibleAsync());
        await vindue.KraevPaenAsync("sager-ingen");

        await using var mobil = await SomAsync(Sagsbehandler, "/sager?soeg=løbende", Bredde.Mobil);
        Assert.Contains("27 sager", await mobil.Side.Locator(".antal").InnerTextAsync(), StringComparison.Ordinal);
        await mobil.KraevPaenAsync("sager-mobil");
    }

    [Fact]
    public async Task LukketSag_ForDenUdenAdgang_FindesIkke()
    {
        var sag = await vaert.HarOprettetSagAsync("Fortrolig personalesag", "25/1004", lukket: new { grund = "Personalesag" });
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        await using var vindue = await SomAsync("Lærke Læser", "/sager");
        var side = vindue.Side;

        Assert.DoesNotContain("Fortrolig", await side.ContentAsync(), StringComparison.Ordinal);
        var svar = await side.GotoAsync($"/sager/{sag["id"]}");

        Assert.Equal(404, svar!.Status);
        Assert.Equal("Siden findes ikke", await side.Locator("h1").InnerTextAsync());
        Assert.DoesNotContain("Fortrolig", await side.ContentAsync(), StringComparison.Ordinal);
        await using var forfatter = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}");
        Assert.True(await forfatter.Side.GetByText("Lukket sag.").IsVisibleAsync());
    }

    [Fact]
    public async Task Beslutning_IDirektionen_StaarPaaSagen()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Indeklemte dage 2025", "25/547");
        var punkt = await vaert.HarBesluttetAsync(sag, new
        {
            udfald = "pr-punkt",
            tekst = "Punkt 1 blev godkendt.\n\n- Lukket 2. maj\n- Lukket 6. juni",
            punkter = new object[] { new { nr = "1", udfald = "godkendt" }, new { nr = "2a", udfald = "bestilt", tekst = "Notat om ferie" } },
            ruter = new[] { "HU" },
            bestillinger = new object[] { new { tekst = "Notat om afvikling af ferie", ansvarlig = "CBA", frist = "2025-03-12" } },
        });
        await using var vindue = await SomAsync(Centerchef, $"/sager/{sag["id"]}");
        var side = vindue.Side;

        Assert.True(await side.GetByRole(AriaRole.Heading, new() { Name = "Beslutning Direktionen den 25-02-2025" }).IsVisibleAsync());
        var beslutning = await side.Locator($"#beslutning-{punkt}").InnerTextAsync();
        Assert.Contains("Besluttet pr. punkt", beslutning, StringComparison.Ordinal);
        Assert.Contains("Ikke besvaret", beslutning, StringComparison.Ordinal);
        Assert.Contains("bemanding af borgerservice", beslutning, StringComparison.Ordinal);
        Assert.Contains("Ansvarlig: CBA", await side.Locator("section", new() { HasText = "Bestillinger" }).Last.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Hovedudvalget", await side.Locator(".forloeb").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("sag-besluttet");

        await using var mobil = await SomAsync(Centerchef, $"/sager/{sag["id"]}", Bredde.Mobil);
        await mobil.KraevPaenAsync("sag-besluttet-mobil");
        await mobil.Side.GotoAsync("/");
        await mobil.KraevPaenAsync("overblik-beskeder-mobil");
    }

    [Fact]
    public async Task Sag_GodkendtAfForumUndervejs_VisesSomAnbefalet()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Budgetrevision", "25/1005");
        await vaert.HarBesluttetAsync(sag, new { udfald = "godkendt", tekst = "Godkendt.", ruter = new[] { "OEU", "BY" } });

        await using var vindue = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}");

        var hoved = await vindue.Side.Locator(".sagshoved").InnerTextAsync();
        Assert.Contains("Anbefalet af Direktionen den 25-02-2025", hoved, StringComparison.Ordinal);
        Assert.DoesNotContain("Godkendt", hoved, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apiside_UdenLogin_ViserApiet()
    {
        await using var vindue = await browser.AabnAsync(vaert.Adresse);

        await vindue.Side.GotoAsync("/api");
        await vindue.Side.GetByText("Opret en sag som kladde").WaitForAsync();

        await vindue.SkaermbilledeAsync("api");
        Assert.Empty(vindue.Klager);
    }

    private async Task<Vindue> SomAsync(string navn, string sti, Bredde bredde = Bredde.Skaerm)
    {
        var vindue = await browser.AabnAsync(vaert.Adresse, bredde);
        await vindue.Side.GotoAsync($"/log-ind?retur={Uri.EscapeDataString(sti)}");
        await vindue.TilNySideAsync(() => vindue.Side.GetByRole(AriaRole.Button, new() { Name = navn }).ClickAsync());
        return vindue;
    }

    private static async Task AabnFraOverblikAsync(Vindue vindue, string titel)
    {
        await vindue.TilNySideAsync(() => vindue.Side.Locator("section", new() { HasText = "Dine opgaver" }).GetByRole(AriaRole.Link, new() { Name = titel }).ClickAsync());
        Assert.Equal(titel, await vindue.Side.Locator("h1").InnerTextAsync());
    }
}
