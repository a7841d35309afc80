using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>Meetings and their agendas as the secretary and the readers meet them.</summary>
[Collection(FlereBrowserTests.Navn)]
public sealed class MoederTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    private const string Sekretariat = "Signe Sekretær";
    private const string Udvalgssekretaer = "Ulla Udvalgssekretær";
    private const string Medlem = "Dines Direktør";
    private const string Laeser = "Lærke Læser";

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
        await vindue.KraevPaenAsync("moede-bygger-flyttet");

        await UdgaarAsync(side, "Strategi for grønne tage", "Centret mangler et tal.");
        await LaegProgramAsync(vindue, (null, 15), (null, 60), (30, 45));
        Assert.Contains("Punkterne fylder 2 timer og pauserne 30 minutter af mødets 3 timer. Der er 30 minutter tilbage.", await side.Locator(".belastning").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("10.15–10.45", await side.Locator(".dp-pause").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("moede-bygger-program");

        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Link, new() { Name = "Udsend dagsorden" }).ClickAsync());
        Assert.Contains("»Kommunalvalg 2025« fra Center for Byråd og Administration er meldt til mødet, men ikke afleveret.", await side.Locator(".alert-warning").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("moede-udsend");
        await vindue.TrykAsync("Udsend alligevel");
        Assert.Contains("udsendt som udgave 1 med 3 punkter", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);

        await side.GetByText("Læg på som tillæg: Strategi for grønne tage").FocusAsync();
        await side.Keyboard.PressAsync("Enter");
        await side.GetByRole(AriaRole.Button, new() { Name = "Læg på som tillæg" }).ClickAsync();
        await side.Locator(".fejlopsummering").WaitForAsync();
        await side.GetByLabel("Hvorfor kan sagen ikke vente?").FillAsync("Tallet er kommet, og fristen er i marts.");
        await side.GetByRole(AriaRole.Button, new() { Name = "Læg på som tillæg" }).ClickAsync();
        await Punkt(side, "Strategi for grønne tage").WaitForAsync();
        await UdgaarAsync(side, "Indeklemte dage 2025", "Sagen er trukket.");
        await vindue.KraevPaenAsync("moede-bygger-tillaeg");
        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Link, new() { Name = "Udsend udgave 2" }).ClickAsync());
        await vindue.KraevPaenAsync("moede-udsend-igen");
        await vindue.TrykAsync("Udsend alligevel");

        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Link, new() { Name = "Sammenlign udgaver" }).ClickAsync());
        var forskelle = await side.Locator(".panel").First.InnerTextAsync();
        Assert.Contains("Ændret fra udgave 1 til udgave 2", forskelle, StringComparison.Ordinal);
        Assert.Contains("Tallet er kommet", forskelle, StringComparison.Ordinal);
        Assert.Contains("Sagen er trukket.", forskelle, StringComparison.Ordinal);
        await vindue.KraevPaenAsync("moede-udgaver");

        await using var mobil = await SomAsync(Medlem, $"/moeder/{moede["id"]}", Bredde.Mobil);
        Assert.Equal(0, await mobil.Side.Locator("[data-bygger]").CountAsync());
        await mobil.KraevPaenAsync("moede-medlem-mobil");
        await using var sekretaer = await SomAsync(Sekretariat, $"/moeder/{moede["id"]}", Bredde.Mobil);
        await sekretaer.KraevPaenAsync("moede-bygger-mobil");
    }

    [Fact]
    public async Task LukketPunkt_ForTreRoller_SesKunAfForummet()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Afskedigelse af zebrafinken", "25/711");
        var moede = await vaert.HarMoedeAsync("DIR", "2025-03-04T09:00");
        await vaert.LaegPaaAsync(moede, sag);
        await using var sekretaer = await SomAsync(Sekretariat, $"/moeder/{moede["id"]}");
        var side = sekretaer.Side;
        await side.GetByText("Ret punktet Afskedigelse af zebrafinken").ClickAsync();
        await side.GetByText("Luk punktet").First.ClickAsync();
        await side.GetByRole(AriaRole.Button, new() { Name = "Luk punktet" }).ClickAsync();
        await side.Locator(".fejlopsummering").GetByText("Skriv, hvorfor punktet er lukket.").WaitForAsync();
        await side.GetByLabel("Hvorfor er punktet lukket?").FillAsync("Personsag");
        await side.GetByRole(AriaRole.Button, new() { Name = "Luk punktet" }).ClickAsync();
        await side.GetByText("Lukket: Personsag").WaitForAsync();
        await vaert.Som("sekretariat").SendAsync($"/api/moeder/{moede["id"]}/udsendelse");
        await side.ReloadAsync();
        await sekretaer.KraevPaenAsync("moede-lukket-sekretaer");

        await using var medlem = await SomAsync(Medlem, $"/moeder/{moede["id"]}");
        Assert.True(await medlem.Side.GetByText("Afskedigelse af zebrafinken").IsVisibleAsync());
        await medlem.KraevPaenAsync("moede-lukket-medlem");
        await using var laeser = await SomAsync(Laeser, $"/moeder/{moede["id"]}");
        foreach (var sti in new[] { $"/moeder/{moede["id"]}", $"/moeder/{moede["id"]}/udgaver", "/moeder?maaned=2025-03" })
        {
            await laeser.Side.GotoAsync(sti);
            var html = await laeser.Side.ContentAsync();
            Assert.All(new[] { "zebrafinken", "Personsag", (string)sag["id"]! }, ord => Assert.DoesNotContain(ord, html, StringComparison.OrdinalIgnoreCase));
        }

        await laeser.Side.GotoAsync($"/moeder/{moede["id"]}");
        Assert.Contains("1. Lukket", (await laeser.Side.Locator(".dagsorden").InnerTextAsync()).Replace('\n', ' '), StringComparison.Ordinal);
        await laeser.KraevPaenAsync("moede-lukket-laeser");
        Assert.Equal(403, (await laeser.Side.GotoAsync($"/moeder/{moede["id"]}/udsend"))!.Status);
    }

    [Fact]
    public async Task Kalender_MaanedAarOgRaekker_ViserFridageOgGaarTilNytMoede()
    {
        foreach (var (forum, start) in new[] { ("ISU", "2025-06-03T16:00"), ("AESU", "2025-06-05T16:00"), ("OEU", "2025-06-11T16:00"), ("BY", "2025-06-18T18:00"), ("DIR", "2025-06-10T09:00") })
        {
            await vaert.HarMoedeAsync(forum, start);
        }

        await using var vindue = await SomAsync(Udvalgssekretaer, "/moeder?maaned=2025-06&frister=ja");
        var side = vindue.Side;
        Assert.Contains("2. pinsedag", await side.Locator(".maaned").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Udsendelse, BY", await side.Locator(".maaned").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("moeder-maaned");
        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Link, new() { Name = "Nyt møde torsdag 05-06-2025" }).ClickAsync());
        await side.GetByLabel("Forum", new() { Exact = true }).SelectOptionAsync("Byrådet");
        await side.GetByLabel("Begynder").FillAsync("18:00");
        await vindue.TrykAsync("Opret mødet");
        Assert.Contains("er ikke en arbejdsdag: grundlovsdag", (await side.Locator(".alert-warning").InnerTextAsync()).ToLowerInvariant(), StringComparison.Ordinal);
        Assert.True(await side.GetByLabel("Læg forummets faste punkter på dagsordenen").IsCheckedAsync());
        await vindue.KraevPaenAsync("moeder-nyt");
        await vindue.TrykAsync("Opret mødet alligevel");
        Assert.Equal("Byrådet", await side.Locator("h1").InnerTextAsync());
        await vindue.KraevPaenAsync("moede-tom");

        await side.GotoAsync("/moeder?visning=raekke&maaned=2025-06");
        var raekke = await side.Locator(".moederaekke", new() { HasText = "Juni-møderækken 2025" }).Last.InnerTextAsync();
        Assert.All(new[] { "3. juni", "11. juni", "18. juni" }, dag => Assert.Contains(dag, raekke, StringComparison.Ordinal));
        await vindue.KraevPaenAsync("moeder-raekker");
        await side.GotoAsync("/moeder?visning=aar&maaned=2025-06");
        await vindue.KraevPaenAsync("moeder-aar");
        await side.GotoAsync("/moeder?visning=aar&maaned=2031-06&forum=DIR");
        Assert.True(await side.GetByText("De valgte fora har ingen møder her.").IsVisibleAsync());

        await using var mobil = await SomAsync(Laeser, "/moeder?maaned=2025-06&forum=BY&forum=OEU", Bredde.Mobil);
        Assert.True(await mobil.Side.GetByText("Onsdag den 18. juni").IsVisibleAsync());
        Assert.False(await mobil.Side.GetByRole(AriaRole.Link, new() { Name = "Direktionen" }).IsVisibleAsync());
        await mobil.KraevPaenAsync("moeder-maaned-mobil");
        await mobil.Side.GotoAsync("/moeder?visning=aar&maaned=2025-06");
        await mobil.KraevPaenAsync("moeder-aar-mobil");
        Assert.Equal(403, (await mobil.Side.GotoAsync("/moeder/ny"))!.Status);
    }

    [Fact]
    public async Task Dagsorden_UdenScript_ByggesMedFormularer()
    {
        var moede = await vaert.HarMoedeAsync("DIR", "2025-03-11T09:00");
        await vaert.HarSagKlarTilDirektionenAsync("Uden script et", "25/721");
        await vaert.HarSagKlarTilDirektionenAsync("Uden script to", "25/722");
        await vaert.HarOprettetSagAsync("Ventes fra centret", "25/723", oensket: ("DIR", "2025-03-11"));
        await using var vindue = await SomAsync(Sekretariat, $"/moeder/{moede["id"]}", script: false);
        var side = vindue.Side;
        await vindue.TrykAsync("Læg på dagsordenen: Uden script et");
        await vindue.TrykAsync("Læg på dagsordenen: Uden script to");
        await vindue.TrykAsync("Flyt op: Uden script to");
        Assert.Equal(["Uden script to", "Uden script et"], await TitlerAsync(side));

        await side.GetByText("Tilføj et fast punkt").ClickAsync();
        await side.GetByLabel("Titel", new() { Exact = true }).FillAsync("Eventuelt");
        await side.GetByLabel("Underpunkter, ét på hver linje (frivilligt)").FillAsync("Sommerfest\nNyt om økonomi");
        await vindue.TrykAsync("Læg punktet på");
        Assert.Equal(2, await Punkt(side, "Eventuelt").Locator(".dp-under > li").CountAsync());

        await vindue.TrykAsync("Påmind alle");
        Assert.Contains("1 person er påmindet om 1 sag.", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.TrykAsync("Påmind alle");
        Assert.Contains("Alle er allerede påmindet i dag", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Ventes fra centret", (await vaert.Som("sagsbehandler").HentAsync("/api/beskeder?antal=200")).ToJsonString(), StringComparison.Ordinal);
        await side.GetByText("Ret punktet Uden script et").ClickAsync();
        await side.GetByText("Tag af dagsordenen").Nth(2).ClickAsync();
        await Punkt(side, "Uden script et").GetByRole(AriaRole.Button, new() { Name = "Tag af dagsordenen" }).ClickAsync();
        Assert.True(await side.Locator(".fejlopsummering").GetByText("Skriv en begrundelse.").IsVisibleAsync());
        await vindue.SkaermbilledeAsync("moede-uden-script");
    }

    [Fact]
    public async Task Dagsorden_TrukketMedMusen_FaarDenRaekkefoelge()
    {
        var moede = await vaert.HarMoedeAsync("DIR", "2025-03-18T09:00");
        foreach (var titel in new[] { "Trukket et", "Trukket to", "Trukket tre" })
        {
            await vaert.HarSagKlarTilDirektionenAsync(titel, null);
        }

        await using var vindue = await SomAsync(Sekretariat, $"/moeder/{moede["id"]}");
        var side = vindue.Side;
        await Klar(side, "Trukket et").DragToAsync(side.Locator(".dp-tom"));
        await Punkt(side, "Trukket et").WaitForAsync();
        await Klar(side, "Trukket to").DragToAsync(Punkt(side, "Trukket et"), new() { TargetPosition = new() { X = 200, Y = 4 } });
        await Punkt(side, "Trukket to").WaitForAsync();
        await Klar(side, "Trukket tre").DragToAsync(Punkt(side, "Trukket to"), new() { TargetPosition = new() { X = 200, Y = 4 } });
        await Punkt(side, "Trukket tre").WaitForAsync();
        Assert.Equal(["Trukket tre", "Trukket to", "Trukket et"], await TitlerAsync(side));

        await Punkt(side, "Trukket tre").DragToAsync(Punkt(side, "Trukket et"), new() { SourcePosition = new() { X = 300, Y = 10 }, TargetPosition = new() { X = 200, Y = 60 } });
        await side.GetByText("Rækkefølgen er ændret.").First.WaitForAsync();
        Assert.Equal(["Trukket to", "Trukket et", "Trukket tre"], await TitlerAsync(side));
        Assert.Empty(vindue.Klager);
    }

    [Fact]
    public async Task Moede_FlyttetOgAflyst_ViserFoelgerneFoerst()
    {
        var moede = await vaert.HarMoedeAsync("DIR", "2025-04-22T09:00");
        await vaert.LaegPaaAsync(moede, await vaert.HarSagKlarTilDirektionenAsync("Flyttes med mødet", "25/731"));
        await using var vindue = await SomAsync(Sekretariat, $"/moeder/{moede["id"]}/ret");
        var side = vindue.Side;
        await side.GetByLabel("Dato").FillAsync("2025-04-18");
        await vindue.TrykAsync("Vis følgerne");
        var foelger = await side.Locator(".panel-handling").InnerTextAsync();
        Assert.Contains("er ikke en arbejdsdag: langfredag", foelger, StringComparison.Ordinal);
        Assert.Contains("Mødet er flyttet fra 22-04-2025 kl. 09.00 til 18-04-2025 kl. 09.00.", foelger, StringComparison.Ordinal);
        Assert.Contains("Dagsordenens punkt følger med.", foelger, StringComparison.Ordinal);
        await vindue.KraevPaenAsync("moede-flyt");
        Assert.StartsWith("2025-04-22", (string?)(await vaert.Som("laeser").HentAsync($"/api/moeder/{moede["id"]}"))["start"], StringComparison.Ordinal);
        await vindue.TrykAsync("Gem ændringen");
        Assert.Contains("Mødet er flyttet fra 22-04-2025", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);

        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Link, new() { Name = "Flyt, ret eller aflys" }).ClickAsync());
        await vindue.TrykAsync("Vis følgerne af at aflyse");
        Assert.True(await side.Locator(".fejlopsummering").GetByText("Skriv en begrundelse.").IsVisibleAsync());
        await side.GetByLabel("Hvorfor aflyses mødet?").FillAsync("For få sager");
        await vindue.TrykAsync("Vis følgerne af at aflyse");
        Assert.Contains("1 forelæggelse er igen klar til et møde.", await side.Locator(".panel-handling").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("moede-aflys");
        await vindue.TrykAsync("Aflys mødet");
        Assert.True(await side.GetByText("Mødet er aflyst.").First.IsVisibleAsync());
        await vindue.KraevPaenAsync("moede-aflyst");
    }

    private static ILocator Klar(IPage side, string titel) => side.Locator("[data-klar]", new() { HasText = titel });

    private static async Task UdgaarAsync(IPage side, string titel, string grund)
    {
        await Punkt(side, titel).GetByRole(AriaRole.Link).FocusAsync();
        await side.Keyboard.PressAsync("Delete");
        await side.Keyboard.InsertTextAsync(grund);
        await side.Keyboard.PressAsync("Enter");
        await side.GetByText($"Taget af dagsordenen: {grund}").WaitForAsync();
    }

    private static async Task LaegProgramAsync(Vindue vindue, params (int? Pause, int Minutter)[] punkter)
    {
        var side = vindue.Side;
        await side.GetByText("Læg tidsprogram").FocusAsync();
        await side.Keyboard.PressAsync("Enter");
        for (var i = 0; i < punkter.Length; i++)
        {
            await side.Locator("input[name^=pause-]").Nth(i).FillAsync($"{punkter[i].Pause}");
            await side.Locator("input[name^=minutter-]").Nth(i).FillAsync($"{punkter[i].Minutter}");
        }

        await side.Keyboard.PressAsync("Enter");
        await side.GetByText("Tidsprogrammet er lagt.").First.WaitForAsync();
    }

    private static ILocator Punkt(IPage side, string titel) => side.Locator("[data-punkt]", new() { HasText = titel });

    private static async Task<IReadOnlyList<string>> TitlerAsync(IPage side) => [.. (await side.Locator(".dagsorden .dp-titel > span:last-child").AllInnerTextsAsync()).Select(t => t.Trim())];

    private Task<Vindue> SomAsync(string navn, string sti, Bredde bredde = Bredde.Skaerm, bool script = true) => browser.SomAsync(vaert, navn, sti, bredde, script);
}
