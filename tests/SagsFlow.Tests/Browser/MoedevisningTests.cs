using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>A meeting as its secretary runs it, on the program as it is run.</summary>
[Collection(BrowserTests.Navn)]
public sealed class MoedevisningTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    private const string Sekretariat = "Signe Sekretær";
    private static readonly string[] Emner =
    [
        "Indeklemte dage 2025", "Budgetopfølgning pr. 31. januar", "Strategi for grønne tage", "Rekruttering af pædagoger", "Ny mødestruktur", "Genudbud af vintertjeneste",
        "Status på digitalisering", "Sygefravær 2024", "Lokalplan for Taastrup Nord", "Kommunikation om affald", "Evaluering af hjemmearbejde", "Beredskabsplan", "Ledelsesgrundlag",
        "Anlægsregnskab for svømmehallen",
    ];

    [Fact]
    public async Task Moede_Med15Punkter_KoeresMedTasterFraFoerstePunktTilReferat()
    {
        var moede = await HarMoedeAsync("2025-02-25T09:00", Emner, fastPunkt: "Øvrige sager");
        var naeste = await vaert.HarMoedeAsync("DIR", "2025-03-11T09:00");
        await vaert.Som("direktion").SendAsync($"/api/dagsordenspunkter/{await PunktAsync(moede, 1)}/kommentarer", new { tekst = "Husk dagene i 2026." });
        await using var vindue = await browser.SomAsync(vaert, Sekretariat, $"/moeder/{moede["id"]}/moede");
        var side = vindue.Side;
        var taster = side.Keyboard;
        await vindue.KraevPaenAsync("moede-foerste-punkt");
        Assert.Equal(15, await side.Locator(".moedeliste li").CountAsync());
        Assert.Contains("Husk dagene i 2026.", await Her(side).InnerTextAsync(), StringComparison.Ordinal);

        await taster.PressAsync("?");
        Assert.True(await side.Locator(".tastehjaelp").IsVisibleAsync());
        await vindue.KraevPaenAsync("moede-taster");
        await taster.PressAsync("Escape");

        // One by one: by points, with a remark of one's own, sent on, ordered, put off, and the rest as they come.
        await taster.PressAsync("p");
        await taster.PressAsync("g");
        await taster.PressAsync("i");
        Assert.Equal("2a", await side.EvaluateAsync<string>("document.activeElement.dataset.punktvalg"));
        Assert.Equal("Pkt. 1: Godkendt.\nPkt. 2: Ikke godkendt.", await Tekst(side).InputValueAsync());
        await GemOgNaesteAsync(side, "2");

        await taster.PressAsync("b");
        Assert.Equal("Godkendt med bemærkning.", await Tekst(side).InputValueAsync());
        await taster.PressAsync("Enter");
        await taster.PressAsync("End");
        await taster.TypeAsync(" Tallene opdateres.");
        await taster.PressAsync("Escape");
        await taster.PressAsync("c");
        Assert.Equal("Godkendt med bemærkning. Tallene opdateres.", await Tekst(side).InputValueAsync());
        await GemOgNaesteAsync(side, "3");

        await taster.PressAsync("d");
        await taster.PressAsync("s");
        Assert.Equal("rute", await side.EvaluateAsync<string>("document.activeElement.name"));
        await Her(side).Locator("[name=rute]").First.SelectOptionAsync("Chefforum");
        await GemOgNaesteAsync(side, "4");

        await taster.PressAsync("o");
        await taster.TypeAsync("Notat om løn");
        await GemOgNaesteAsync(side, "5");

        await taster.PressAsync("u");
        Assert.Equal("til", await side.EvaluateAsync<string>("document.activeElement.name"));
        await taster.PressAsync("ArrowDown");
        Assert.Equal("Udsættes til 11-03-2025.", await Tekst(side).InputValueAsync());
        await vindue.KraevPaenAsync("moede-udskudt");
        await GemOgNaesteAsync(side, "6");

        for (var nr = 6; nr <= 13; nr++)
        {
            await taster.PressAsync(nr % 2 == 0 ? "g" : "t");
            await GemOgNaesteAsync(side, $"{nr + 1}");
        }

        await taster.PressAsync("k");
        Assert.Equal("13", await Her(side).GetAttributeAsync("data-nr"));
        await vindue.TilNySideAsync(() => taster.PressAsync("l"));
        await side.GetByRole(AriaRole.Heading, new() { Name = "Mangler udfald" }).WaitForAsync();
        Assert.True(await side.GetByRole(AriaRole.Link, new() { Name = "Punkt 14: Anlægsregnskab for svømmehallen" }).Last.IsVisibleAsync());
        Assert.True(await side.Locator("[data-afslut-moede]").IsDisabledAsync());
        Assert.Contains("Notat om løn", await side.Locator("#afslutning").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("moede-afslutning-mangler");

        await taster.PressAsync("k");
        await taster.PressAsync("k");
        Assert.Equal("14", await Her(side).GetAttributeAsync("data-nr"));
        await taster.PressAsync("g");
        await side.GetByText("Gemt kl.").WaitForAsync();
        await taster.PressAsync("e");
        await vindue.TilNySideAsync(() => taster.PressAsync("Enter"));
        Assert.Contains("Punkt 14 er ekspederet: Godkendt.", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.TilNySideAsync(() => taster.PressAsync("l"));
        await side.Locator("[data-afslut-moede]").FocusAsync();
        await vindue.KraevPaenAsync("moede-afslutning");
        await vindue.TilNySideAsync(() => taster.PressAsync("Enter"));

        Assert.EndsWith($"/moeder/{moede["id"]}/referat", side.Url, StringComparison.Ordinal);
        var dagsorden = await vaert.Som("laeser").HentAsync($"/api/moeder/{moede["id"]}/dagsorden");
        Assert.Equal("afsluttet", (string?)dagsorden["status"]);
        var udfald = dagsorden["punkter"]!.AsArray().Select(p => (string?)p!["beslutning"]!["udfald"]).ToList();
        Assert.Equal(["pr-punkt", "godkendt-med-aendring", "droeftet", "bestilt", "udskudt"], udfald.Take(5));
        Assert.Equal("ingen-beslutning", udfald[14]);
        var igen = await vaert.Som("sekretariat").HentAsync($"/api/moeder/{naeste["id"]}/dagsorden");
        Assert.Equal("Ny mødestruktur", (string?)Assert.Single(igen["punkter"]!.AsArray())!["titel"]);
    }

    [Fact]
    public async Task Udskydelse_ForbiSagensEgenDato_ViserFoelgenFoerDenGemmes()
    {
        var moede = await HarMoedeAsync("2025-08-05T09:00", ["Udbud af kørsel"]);
        await vaert.HarMoedeAsync("DIR", "2025-08-19T09:00");
        var sag = (string)(await vaert.Som("sekretariat").HentAsync($"/api/dagsordenspunkter/{await PunktAsync(moede, 1)}"))["sagId"]!;
        var foer = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag}");
        await vaert.Som("sagsbehandler").RetAsync(
            HttpMethod.Patch, $"/api/sager/{sag}", new { egneDatoer = new[] { new { senest = "2025-08-12", hvad = "Tilbudsgiverne forhåndsadviseres" } } }, (int)foer["version"]!);
        await using var vindue = await browser.SomAsync(vaert, Sekretariat, $"/moeder/{moede["id"]}/moede");
        var side = vindue.Side;

        await side.Keyboard.PressAsync("u");
        await side.Keyboard.PressAsync("ArrowDown");
        await Her(side).Locator("[data-foelger]").GetByText("Tilbudsgiverne forhåndsadviseres").WaitForAsync();

        Assert.Equal("Udsættes til 19-08-2025.", await Tekst(side).InputValueAsync());
        await vindue.KraevPaenAsync("moede-foelger");
    }

    [Fact]
    public async Task ToDerSkriver_SammePunkt_SerHinandensTekstOgVaelger()
    {
        var moede = await HarMoedeAsync("2025-04-01T09:00", ["Skrevet af to"]);
        await using var foerste = await browser.SomAsync(vaert, Sekretariat, $"/moeder/{moede["id"]}/moede");
        await using var anden = await browser.SomAsync(vaert, Sekretariat, $"/moeder/{moede["id"]}/moede");
        await Tekst(foerste.Side).FillAsync("Den førstes tekst.");
        await foerste.Side.Keyboard.PressAsync("Escape");
        await Tekst(anden.Side).FillAsync("Den andens tekst.");
        await anden.Side.Keyboard.PressAsync("Escape");

        await foerste.Side.Keyboard.PressAsync("g");
        await foerste.Side.GetByText("Gemt kl.").WaitForAsync();
        await anden.Side.Keyboard.PressAsync("t");
        await anden.Side.GetByText("En anden har gemt: Godkendt").WaitForAsync();

        Assert.Equal("Den førstes tekst.", await anden.Side.Locator(".kollision blockquote").InnerTextAsync());
        Assert.Equal("Den andens tekst.", await Tekst(anden.Side).InputValueAsync());
        await anden.SkaermbilledeAsync("moede-kollision");
        await anden.KraevTilgaengeligAsync();
        await anden.Side.GetByRole(AriaRole.Button, new() { Name = "Saml begge tekster" }).ClickAsync();
        await anden.Side.GetByText("Gemt kl.").WaitForAsync();

        var beslutning = await vaert.Som("sekretariat").HentAsync($"/api/dagsordenspunkter/{await PunktAsync(moede, 1)}/beslutning");
        Assert.Equal("Den førstes tekst.\n\nDen andens tekst.", (string?)beslutning["tekst"]);
        Assert.Equal("godkendt", (string?)beslutning["udfald"]);
    }

    [Fact]
    public async Task Tekst_SkrevetUdenForbindelse_GemmesNaarDenErTilbage()
    {
        var moede = await HarMoedeAsync("2025-04-08T09:00", ["Uden forbindelse", "Et punkt mere"]);
        await using var vindue = await browser.SomAsync(vaert, Sekretariat, $"/moeder/{moede["id"]}/moede");
        var side = vindue.Side;
        await side.Keyboard.PressAsync("g");
        await side.GetByText("Gemt kl.").WaitForAsync();

        await side.Context.SetOfflineAsync(true);
        await Tekst(side).FillAsync("Skrevet i toget.");
        await side.GetByText("Ingen forbindelse.").WaitForAsync();
        await GemOgNaesteAsync(side, "2");
        Assert.Equal("Ikke gemt", await side.Locator(".moedeliste [data-stand]").First.InnerTextAsync());
        await vindue.SkaermbilledeAsync("moede-uden-forbindelse");

        // The laptop is closed; another day the page is opened again.
        await side.GotoAsync("about:blank");
        await side.Context.SetOfflineAsync(false);
        await side.GotoAsync($"/moeder/{moede["id"]}/moede?punkt=1");
        await side.GetByText("Gemt kl.").WaitForAsync();

        Assert.Equal("Skrevet i toget.", await Tekst(side).InputValueAsync());
        var beslutning = await vaert.Som("sekretariat").HentAsync($"/api/dagsordenspunkter/{await PunktAsync(moede, 1)}/beslutning");
        Assert.Equal("Skrevet i toget.", (string?)beslutning["tekst"]);
    }

    [Fact]
    public async Task UdenScript_PaaTelefon_BesluttesOgAfsluttesMedFormularer()
    {
        var moede = await HarMoedeAsync("2025-04-15T09:00", ["Besluttet uden script"]);
        await using var vindue = await UdenScriptAsync(Sekretariat, $"/moeder/{moede["id"]}/moede");
        var side = vindue.Side;

        await vindue.TilNySideAsync(() => Her(side).GetByRole(AriaRole.Button, new() { Name = "Gem", Exact = true }).ClickAsync());
        Assert.Contains("Vælg et udfald", await side.Locator(".fejlopsummering").InnerTextAsync(), StringComparison.Ordinal);
        await Her(side).GetByLabel("Godkendt med bemærkning").CheckAsync();
        await vindue.TilNySideAsync(() => Her(side).GetByRole(AriaRole.Button, new() { Name = "Gem", Exact = true }).ClickAsync());
        Assert.Contains("bemærkningen er ikke skrevet", await Her(side).Locator("[data-foelger]").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("moede-uden-bemaerkning");
        await side.GotoAsync($"/moeder/{moede["id"]}/moede?vis=afslutning");
        Assert.True(await side.GetByText("Godkendt med bemærkning, men uden bemærkningen").IsVisibleAsync());
        await side.GotoAsync($"/moeder/{moede["id"]}/moede?punkt=1");
        await Her(side).GetByLabel("Taget til efterretning").CheckAsync();
        await Her(side).GetByLabel("Beslutningens tekst").FillAsync("");
        await vindue.TilNySideAsync(() => Her(side).GetByRole(AriaRole.Button, new() { Name = "Gem og næste" }).ClickAsync());
        Assert.True(await side.GetByRole(AriaRole.Heading, new() { Name = "Afslut mødet" }).IsVisibleAsync());
        await vindue.TilNySideAsync(() => side.Locator("[data-afslut-moede]").ClickAsync());

        Assert.Contains("Taget til efterretning.", await side.Locator(".referat").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Telefon_VedMoedebordet_HarListenFoldetOgIngenVandretRulning()
    {
        var moede = await HarMoedeAsync("2025-04-22T09:00", ["Ved mødebordet", "Det næste punkt"]);
        await using var vindue = await browser.SomAsync(vaert, Sekretariat, $"/moeder/{moede["id"]}/moede", Bredde.Mobil);
        var side = vindue.Side;

        await vindue.KraevPaenAsync("moede-mobil");
        Assert.False(await side.Locator(".moedeliste ol").IsVisibleAsync());
        await Her(side).GetByLabel("Besluttet pr. punkt").CheckAsync();
        await vindue.KraevPaenAsync("moede-mobil-punkter");
        await Her(side).GetByRole(AriaRole.Link, new() { Name = "Næste punkt" }).ClickAsync();
        Assert.Equal("2", await Her(side).GetAttributeAsync("data-nr"));
    }

    [Fact]
    public async Task PolitiskMoede_MedAfstemning_KanRyddesIgen()
    {
        var moede = await vaert.HarMoedeAsync("OEU", "2025-05-14T16:00");
        var punkt = await vaert.Som("udvalg").SendAsync($"/api/moeder/{moede["id"]}/dagsorden", new { titel = "Eventuelt" });
        await vaert.UdsendAsync(moede);
        await using var vindue = await browser.SomAsync(vaert, "Ulla Udvalgssekretær", $"/moeder/{moede["id"]}/moede");
        var side = vindue.Side;

        await side.Keyboard.PressAsync("a");
        await side.Keyboard.PressAsync("m");
        await side.Keyboard.TypeAsync("5");
        await side.Keyboard.PressAsync("Tab");
        await side.Keyboard.TypeAsync("2");
        await vindue.KraevPaenAsync("moede-politisk");
        await vindue.TilNySideAsync(() => side.Keyboard.PressAsync("Control+Enter"));
        await side.GetByRole(AriaRole.Heading, new() { Name = "Afslut mødet" }).WaitForAsync();
        var gemt = await vaert.Som("udvalg").HentAsync($"/api/dagsordenspunkter/{punkt["id"]}/beslutning");
        Assert.Equal(("anbefalet", 5, 2), ((string?)gemt["udfald"], (int)gemt["afstemning"]!["for"]!, (int)gemt["afstemning"]!["imod"]!));

        await side.Keyboard.PressAsync("k");
        await Her(side).GetByLabel("For", new() { Exact = true }).FillAsync("");
        await Her(side).GetByLabel("Imod", new() { Exact = true }).FillAsync("");
        await vindue.TilNySideAsync(() => side.Keyboard.PressAsync("Control+Enter"));
        await side.GetByRole(AriaRole.Heading, new() { Name = "Afslut mødet" }).WaitForAsync();
        Assert.Null((await vaert.Som("udvalg").HentAsync($"/api/dagsordenspunkter/{punkt["id"]}/beslutning"))["afstemning"]);
    }

    [Fact]
    public async Task LukketPunktIUdvalg_OffentligBeslutning_GemmesMensDerSkrivesOgSesAfAlle()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Pingvinens grund", "25/2090");
        await vaert.BehandlAsync(sag, "DIR", "2025-02-18T09:00", new { udfald = "droeftet", tekst = "Til ØU.", ruter = new[] { "OEU" } });
        var (moede, punkt) = await vaert.HarUdsendtAsync(sag, "OEU", "2025-03-12T16:00");
        var nu = await vaert.Som("udvalg").HentAsync($"/api/dagsordenspunkter/{punkt["id"]}");
        await vaert.Som("udvalg").RetAsync(HttpMethod.Patch, $"/api/dagsordenspunkter/{punkt["id"]}", new { lukket = new { grund = "Salg", offentligTitel = "Salg af en grund" } }, (int)nu["version"]!);
        await using var vindue = await browser.SomAsync(vaert, "Ulla Udvalgssekretær", $"/moeder/{moede["id"]}/moede");
        var side = vindue.Side;

        await Her(side).Locator("[name=udfald][value=godkendt]").CheckAsync();
        await Her(side).GetByLabel("Beslutningens tekst").FillAsync("Pingvinen får grunden.");
        await Her(side).GetByLabel("Offentlig beslutning").FillAsync("Udvalget godkendte salget.");
        await side.GetByText("Gemt kl.").WaitForAsync();
        await side.ReloadAsync();
        Assert.Equal("Udvalget godkendte salget.", await Her(side).GetByLabel("Offentlig beslutning").InputValueAsync());
        await vindue.KraevPaenAsync("moede-offentlig-beslutning");

        await vaert.AfslutMoedeAsync(moede);
        await using var laeser = await browser.SomAsync(vaert, "Lærke Læser", $"/moeder/{moede["id"]}/moede");
        Assert.Contains("Udvalget godkendte salget.", await Her(laeser.Side).InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Pingvinen", await laeser.Side.ContentAsync(), StringComparison.Ordinal);
        await laeser.KraevPaenAsync("moede-offentlig-beslutning-laeser");
        await side.GotoAsync($"/moeder/{moede["id"]}/referat");
        await side.Locator("#ret-1 summary").ClickAsync();
        await side.Locator("#ret-1").GetByLabel("Offentlig beslutning").FillAsync("Udvalget godkendte salget af grunden.");
        await side.Locator("#ret-1").GetByLabel("Begrundelse").FillAsync("Kan siges tydeligere");
        await vindue.KraevPaenAsync("referat-offentlig-beslutning");
        await vindue.TrykAsync("Ret punkt 1");
        Assert.Contains("Udvalget godkendte salget af grunden.", await side.Locator(".referat").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Andre_FoerMoedetErAfsluttet_SerKunAtPunktetErBehandlet()
    {
        var moede = await HarMoedeAsync("2025-04-29T09:00", ["Set af andre"]);
        await vaert.Som("sekretariat").SendAsync($"/api/dagsordenspunkter/{await PunktAsync(moede, 1)}/beslutning", new { udfald = "godkendt", tekst = "Hemmelig kladde." });

        await using var laeser = await browser.SomAsync(vaert, "Lærke Læser", $"/moeder/{moede["id"]}/moede");
        Assert.Contains("Behandlet, referat følger.", await Her(laeser.Side).InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("Hemmelig", await laeser.Side.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await laeser.Side.Locator("form.beslutningsformular").CountAsync());
        await using var medlem = await browser.SomAsync(vaert, "Dines Direktør", $"/moeder/{moede["id"]}/moede");
        Assert.Contains("Hemmelig kladde.", await Her(medlem.Side).InnerTextAsync(), StringComparison.Ordinal);
        await medlem.KraevPaenAsync("moede-medlem");
    }

    private static ILocator Her(IPage side) => side.Locator(".moedepunkt:not([hidden])");

    private static ILocator Tekst(IPage side) => Her(side).Locator("[name=tekst]");

    /// <summary>Ctrl+Enter, and the next item is there.</summary>
    private static async Task GemOgNaesteAsync(IPage side, string nr)
    {
        await side.Keyboard.PressAsync("Control+Enter");
        await side.Locator($".moedepunkt[data-nr='{nr}']:not([hidden])").WaitForAsync();
    }

    private async Task<string> PunktAsync(JsonNode moede, int nr) =>
        (string)(await vaert.Som("sekretariat").HentAsync($"/api/moeder/{moede["id"]}/dagsorden"))["punkter"]!.AsArray().Single(p => (int?)p!["nr"] == nr)!["id"]!;

    private async Task<JsonNode> HarMoedeAsync(string start, string[] emner, string? fastPunkt = null)
    {
        var moede = await vaert.HarMoedeAsync("DIR", start);
        for (var i = 0; i < emner.Length; i++)
        {
            await vaert.LaegPaaAsync(moede, await vaert.HarSagKlarTilDirektionenAsync(emner[i], $"25/{2000 + i}"));
        }

        if (fastPunkt is not null)
        {
            await vaert.Som("sekretariat").SendAsync($"/api/moeder/{moede["id"]}/dagsorden", new { titel = fastPunkt });
        }

        await vaert.UdsendAsync(moede);
        return moede;
    }

    private async Task<Vindue> UdenScriptAsync(string navn, string sti)
    {
        var vindue = await browser.AabnAsync(vaert.Adresse, Bredde.Mobil, script: false);
        await vindue.Side.GotoAsync($"/log-ind?retur={Uri.EscapeDataString(sti)}");
        await vindue.TilNySideAsync(() => vindue.Side.GetByRole(AriaRole.Button, new() { Name = navn }).ClickAsync());
        return vindue;
    }
}
