using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>Orders, deadlines and plans as people use them, on the program as it is run.</summary>
[Collection(BrowserTests.Navn)]
public sealed class PlansiderTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    private const string Sagsbehandler = "Sanne Sagsbehandler";
    private const string Sekretariat = "Signe Sekretær";
    private const string Laeser = "Lærke Læser";
    private const string Hemmeligt = "Zebrafinken";

    [Fact]
    public async Task Bestilling_MeldtTilbagePaaSiden_StaarPaaListenOgHosForummet()
    {
        await HarBestiltAsync("Grønne tage", "25/2001", "Notat om **grønne** tage på skolerne", "CBA", "2025-03-12");
        await using var vindue = await SomAsync(Sagsbehandler, "/bestillinger");
        var side = vindue.Side;
        var bestilling = side.Locator(".bestillinger > li", new() { HasText = "Notat om" }).First;
        Assert.Contains("Direktionen den 25-02-2025", await bestilling.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("I god tid", await bestilling.InnerTextAsync(), StringComparison.Ordinal);

        await bestilling.GetByText("Meld tilbage").ClickAsync();
        await bestilling.GetByText("Arbejdet er færdigt").ClickAsync();
        await vindue.TrykAsync("Send tilbagemelding");

        Assert.Contains("Der er en fejl", await side.Locator(".fejlopsummering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await side.GetByLabel("Arbejdet er færdigt").First.IsCheckedAsync());
        await KraevPaenAsync(vindue, "bestillinger-fejl");
        await side.GetByLabel("Tilbagemelding", new() { Exact = true }).First.FillAsync("Notatet er lagt på sagen.");
        await vindue.TrykAsync("Send tilbagemelding");

        Assert.Contains("meldt afsluttet", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await side.GetByText("Notat om").CountAsync());
        await side.GotoAsync("/bestillinger?vis=mine&status=afsluttet");
        Assert.True(await side.GetByText("Notatet er lagt på sagen.").IsVisibleAsync());
        await vindue.TilNySideAsync(() => side.Locator(".bestilling a").First.ClickAsync());
        Assert.Equal("Grønne tage", await side.Locator("h1").InnerTextAsync());

        await using var mobil = await SomAsync(Sekretariat, "/bestillinger/DIR", Bredde.Mobil);
        Assert.Contains("Notatet er lagt på sagen.", await mobil.Side.Locator("#indhold").InnerTextAsync(), StringComparison.Ordinal);
        await KraevPaenAsync(mobil, "bestillinger-forum-mobil");
    }

    [Fact]
    public async Task Bestilling_RettetAfSekretaeren_HarNyFristMedBegrundelsen()
    {
        await HarBestiltAsync("Cykelstier", "25/2002", "Kort over cykelstier", "ØAC", "2025-01-02");
        await using var vindue = await SomAsync(Sekretariat, "/bestillinger?vis=overskredne", Bredde.Mobil);
        var side = vindue.Side;
        Assert.Contains("Overskredet", await side.Locator(".bestillinger > li", new() { HasText = "Kort over cykelstier" }).InnerTextAsync(), StringComparison.Ordinal);
        await KraevPaenAsync(vindue, "bestillinger-mobil");

        var bestilling = side.Locator(".bestillinger > li", new() { HasText = "Kort over cykelstier" });
        await bestilling.GetByText("Ret ansvarlig eller frist").ClickAsync();
        await bestilling.GetByLabel("Frist", new() { Exact = true }).FillAsync("2025-06-20");
        await bestilling.GetByLabel("Begrundelse (frivillig)").FillAsync("Kortet ventede på en opmåling.");
        await vindue.TilNySideAsync(() => bestilling.GetByRole(AriaRole.Button, new() { Name = "Gem" }).ClickAsync());

        await side.GotoAsync("/bestillinger?vis=alle&forum=DIR");
        Assert.Contains("20-06-2025", await side.Locator(".bestillinger > li", new() { HasText = "Kort over cykelstier" }).InnerTextAsync(), StringComparison.Ordinal);
        var historik = await vaert.Som("sekretariat").HentAsync("/api/bestillinger?forum=DIR");
        var sag = historik["elementer"]!.AsArray().First(b => (string?)b!["tekst"] == "Kort over cykelstier")!["sagId"];
        Assert.Contains((await vaert.Som("sekretariat").HentAsync($"/api/sager/{sag}/historik"))["elementer"]!.AsArray(), h => (string?)h!["begrundelse"] == "Kortet ventede på en opmåling.");
        await using var skaerm = await SomAsync(Sekretariat, "/bestillinger?vis=alle");
        await KraevPaenAsync(skaerm, "bestillinger");
    }

    [Fact]
    public async Task Frist_SatAnderledes_ViserBegrundelsenOgRegnestykket()
    {
        await vaert.HarMoedeAsync("HU", "2025-02-03T10:00");
        await using var vindue = await SomAsync(Sekretariat, "/frister?forum=HU");
        var side = vindue.Side;
        var frist = side.Locator(".raekke", new() { HasText = "Aflevering af sager til Hovedudvalget den 03-02-2025" });
        await frist.GetByText("Sådan er fristen fundet").ClickAsync();
        Assert.Contains("10 arbejdsdage før mødet", await frist.InnerTextAsync(), StringComparison.Ordinal);
        await frist.GetByText("Sæt fristen anderledes").ClickAsync();
        await frist.GetByLabel("Ny frist").FillAsync("2025-01-22");
        await vindue.TilNySideAsync(() => frist.GetByRole(AriaRole.Button, new() { Name = "Sæt fristen" }).ClickAsync());
        Assert.Equal("2025-01-22", await frist.GetByLabel("Ny frist").InputValueAsync());
        await KraevPaenAsync(vindue, "frister-fejl");

        await frist.GetByLabel("Begrundelse").FillAsync("Sagen om ferie kommer sent.");
        await vindue.TilNySideAsync(() => frist.GetByRole(AriaRole.Button, new() { Name = "Sæt fristen" }).ClickAsync());

        Assert.Contains("onsdag den 22. januar 2025 kl. 12.00", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.EndsWith("forum=HU", side.Url, StringComparison.Ordinal);
        await frist.GetByText("Sådan er fristen fundet").ClickAsync();
        Assert.Contains("Sagen om ferie kommer sent.", await frist.InnerTextAsync(), StringComparison.Ordinal);
        await KraevPaenAsync(vindue, "frister");
        await side.GotoAsync("/frister?visning=maaned&dag=2025-01-15");
        Assert.True(await side.Locator("td.idag").GetByText("i dag").IsVisibleAsync());
        await KraevPaenAsync(vindue, "frister-maaned");
        await side.GotoAsync("/frister?visning=uge&dag=2025-01-22&forum=HU");
        Assert.True(await side.GetByRole(AriaRole.Heading, new() { Name = "Uge 4, 2025" }).IsVisibleAsync());
        await KraevPaenAsync(vindue, "frister-uge");

        await using var mobil = await SomAsync(Sagsbehandler, "/frister", Bredde.Mobil);
        await KraevPaenAsync(mobil, "frister-mobil");
        Assert.Equal(0, await mobil.Side.GetByText("Sæt fristen anderledes").CountAsync());
        await mobil.Side.GotoAsync("/frister?visning=maaned&dag=2025-01-15");
        await KraevPaenAsync(mobil, "frister-maaned-mobil");
    }

    [Fact]
    public async Task Kalenderadresse_Lavet_VisesEnGangOgKanTilbagekaldes()
    {
        await using var vindue = await SomAsync(Sagsbehandler, "/frister/kalender", Bredde.Mobil);
        var side = vindue.Side;
        await vindue.TrykAsync("Lav adresse");
        var adresse = await side.Locator(".kalenderadresse").InnerTextAsync();
        await KraevPaenAsync(vindue, "kalenderadresse-mobil");
        using var ingen = vaert.Ingen();
        Assert.Contains("BEGIN:VCALENDAR", await ingen.GetStringAsync(adresse), StringComparison.Ordinal);

        await side.GotoAsync("/frister/kalender");
        Assert.DoesNotContain(adresse.Split('/')[^1], await side.ContentAsync(), StringComparison.Ordinal);
        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Button, new() { Name = "Tilbagekald" }).ClickAsync());

        Assert.True(await side.GetByText("Du har ingen.").IsVisibleAsync());
        using var svar = await ingen.GetAsync(adresse);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, svar.StatusCode);
    }

    private async Task HarBestiltAsync(string titel, string journalnummer, string tekst, string ansvarlig, string frist)
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync(titel, journalnummer);
        await vaert.HarBesluttetAsync(sag, new { udfald = "godkendt", tekst = "Godkendt.", bestillinger = new object[] { new { tekst, ansvarlig, frist } } });
    }

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
