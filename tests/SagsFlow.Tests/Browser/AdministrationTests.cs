using System.Net;
using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>The administrator's pages.</summary>
[Collection(FlereBrowserTests.Navn)]
public sealed class AdministrationTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    private const string Administrator = "Anders Administrator";

    [Fact]
    public async Task Administration_ForAndreEndAdministratoren_ErLukketOgStaarIkkeIMenuen()
    {
        await using var vindue = await browser.SomAsync(vaert, "Signe Sekretær", "/");
        Assert.Equal(0, await vindue.Side.GetByRole(AriaRole.Link, new() { Name = "Administration" }).CountAsync());

        foreach (var sti in new[] { "", "/fora", "/fora/DIR", "/kalender", "/personer", "/mail", "/kalendernoegler", "/oevelse" })
        {
            var svar = await vindue.Side.GotoAsync("/administration" + sti);
            Assert.Equal(403, svar!.Status);
        }

        await vaert.Som("sekretariat").HentAfvistAsync("/api/personer", HttpStatusCode.Forbidden);
        await vaert.Som("sekretariat").HentAfvistAsync("/api/kalendernoegler/alle", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task NyPerson_MedRolle_KanLoggeIndOgMisteDenIgen()
    {
        await using var vindue = await browser.SomAsync(vaert, Administrator, "/administration/personer");
        var side = vindue.Side;
        await side.GetByLabel("Brugernavn").FillAsync("Mette Hansen");
        await vindue.TrykAsync("Opret person");
        Assert.Contains("små bogstaver", await side.Locator(".fejlopsummering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Mette Hansen", await side.GetByLabel("Brugernavn").InputValueAsync());
        await side.GetByLabel("Brugernavn").FillAsync("mette.hansen");
        await side.Locator("#ny-navn").FillAsync("Mette Hansen");
        await vindue.TrykAsync("Opret person");
        Assert.Contains("Mette Hansen kan logge ind", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);

        var person = side.Locator("[id='p-mette.hansen']");
        await person.GetByText("Ret roller").ClickAsync();
        await person.GetByLabel("Ny rolle").SelectOptionAsync("Medlem");
        await vindue.TilNySideAsync(() => person.GetByRole(AriaRole.Button, new() { Name = "Giv rollen" }).ClickAsync());
        Assert.Contains("Vælg det forum", await side.Locator(".fejlopsummering").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("administration-rolle-fejl");
        await person.GetByLabel("I center eller forum").SelectOptionAsync("Direktionen");
        await vindue.TilNySideAsync(() => person.GetByRole(AriaRole.Button, new() { Name = "Giv rollen" }).ClickAsync());
        Assert.Contains("Medlem (Direktionen)", await person.InnerTextAsync(), StringComparison.Ordinal);

        await using (var mette = await browser.SomAsync(vaert, "Mette Hansen", "/"))
        {
            Assert.True(await mette.Side.GetByRole(AriaRole.Heading, new() { Name = "Næste møder" }).IsVisibleAsync());
        }

        await person.GetByText("Ret navn og e-mail").ClickAsync();
        await person.GetByLabel("Navn", new() { Exact = true }).FillAsync("Mette Holm");
        await vindue.TilNySideAsync(() => person.GetByRole(AriaRole.Button, new() { Name = "Gem", Exact = true }).ClickAsync());
        Assert.Contains("Mette Holm", await person.InnerTextAsync(), StringComparison.Ordinal);
        await person.Locator("summary", new() { HasText = "Spær for log ind" }).ClickAsync();
        await vindue.TilNySideAsync(() => person.GetByRole(AriaRole.Button, new() { Name = "Spær nu" }).ClickAsync());
        Assert.True(await side.Locator(".fejlopsummering").IsVisibleAsync());
        await vindue.KraevPaenAsync("administration-spaer-fejl");
        await person.GetByLabel("Begrundelse").FillAsync("På orlov");
        await vindue.TilNySideAsync(() => person.GetByRole(AriaRole.Button, new() { Name = "Spær nu" }).ClickAsync());
        Assert.Contains("Spærret for log ind siden", await person.InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("administration-spaerret");
        await using (var telefon = await browser.SomAsync(vaert, Administrator, "/administration/personer", Bredde.Mobil))
        {
            await telefon.Side.Locator("[id='p-mette.hansen']").Locator("summary", new() { HasText = "Ophæv spærring" }).ClickAsync();
            await telefon.KraevPaenAsync("administration-spaerret-telefon");
        }

        await person.Locator("summary", new() { HasText = "Ophæv spærring" }).ClickAsync();
        await person.GetByLabel("Begrundelse").FillAsync("Er tilbage");
        await vindue.TilNySideAsync(() => person.GetByRole(AriaRole.Button, new() { Name = "Ophæv spærringen" }).ClickAsync());
        Assert.DoesNotContain("Spærret", await person.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await side.Locator("#p-admin").GetByText("Spær for log ind").CountAsync());

        await person.GetByText("Ret roller").ClickAsync();
        await vindue.TilNySideAsync(() => person.GetByRole(AriaRole.Button, new() { Name = "Tag rollen fra" }).ClickAsync());
        Assert.Contains("Ingen roller", await person.InnerTextAsync(), StringComparison.Ordinal);
        await vaert.Som("sekretariat").SendAfvistAsync("/api/personer/mette.hansen/roller", new { rolle = "admin" }, System.Net.HttpStatusCode.Forbidden);
        var egen = (await vaert.Som("admin").HentAsync("/api/personer/admin"))["roller"]!.AsArray().First(r => (string?)r!["rolle"] == "admin")!["id"];
        await vaert.Som("admin").SendAfvistAsync($"/api/personer/admin/roller/{egen}/afslutning", null, System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Forumregel_SomLoesnerLoven_AfvisesOgEnDerStrammerGaelder()
    {
        await using var vindue = await browser.SomAsync(vaert, Administrator, "/administration/fora/BY");
        var side = vindue.Side;
        Assert.True(await side.GetByText("Lov: ", new() { Exact = false }).First.IsVisibleAsync());

        await side.Locator("#udsendelse").FillAsync("2");
        await side.GetByLabel("Begrundelse").FillAsync("Vi vil have kortere frist");
        await vindue.TrykAsync("Giv reglerne");
        Assert.Contains("kan strammes, ikke løsnes", await side.Locator(".fejlopsummering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("2", await side.Locator("#udsendelse").InputValueAsync());
        await vindue.KraevPaenAsync("administration-regel-afvist");

        await side.Locator("#udsendelse").FillAsync("6");
        await vindue.TrykAsync("Giv reglerne");
        Assert.Contains("har nye regler", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("6 hverdage før mødet", await side.Locator("#regler ~ ul").First.InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Oevelsensur_Flyttet_FortaellerHvadDerSkete()
    {
        var sag = await vaert.HarOprettetSagAsync("Sag, der venter for længe", "25/3001");
        await vaert.Som("admin").SendAfvistAsync("/api/udvikling/demo", new { }, HttpStatusCode.Conflict);
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        await using var vindue = await browser.SomAsync(vaert, Administrator, "/administration/oevelse");

        await vindue.TrykAsync("En uge frem");

        Assert.Contains("Uret er flyttet til", await vindue.Side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Sag, der venter for længe", await vindue.Side.Locator("section", new() { HasText = "Det skete imens" }).InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("administration-oevelse-flyttet");
    }

    [Fact]
    public async Task Kalenderadresse_Lukket_VirkerIkkeLaengere()
    {
        var adresse = (string?)(await vaert.Som("direktion").SendAsync("/api/kalendernoegler", new { }))["adresse"];
        await using var vindue = await browser.SomAsync(vaert, Administrator, "/administration/kalendernoegler");

        await vindue.TilNySideAsync(() => vindue.Side.GetByRole(AriaRole.Button, new() { Name = "for Dines Direktør" }).ClickAsync());

        Assert.Contains("virker ikke længere", await vindue.Side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        using var svar = await vaert.Ingen().GetAsync(adresse);
        Assert.Equal(HttpStatusCode.NotFound, svar.StatusCode);
    }
}
