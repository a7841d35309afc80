using System.Text.Json.Nodes;
using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>A caseworker writes a case, and never loses a sentence.</summary>
[Collection(FlereBrowserTests.Navn)]
public sealed class SkriveTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    private const string Sagsbehandler = "Sanne Sagsbehandler";
    private const string Centerchef = "Carl Centerchef";

    [Fact]
    public async Task NySag_MedFejlOgSaaRigtig_BeholderAltSkrevetOgGaarTilKladden()
    {
        await using var vindue = await SomAsync(Sagsbehandler, "/sager/ny");
        var side = vindue.Side;
        await vindue.KraevPaenAsync("skriv-nysag");
        await side.GetByLabel("Journalnummer").FillAsync("25-805");
        await side.Locator("#oensketforum").SelectOptionAsync("Direktionen");
        await side.GetByLabel("Sagen er lukket").CheckAsync();
        await side.GetByLabel("Offentlig titel").FillAsync("Personalesag");
        await side.Locator("#egenhvad-0").FillAsync("Tilbudsgiverne får besked");
        await vindue.TrykAsync("Opret kladde");

        Assert.Equal("alert", await side.EvaluateAsync<string>("document.activeElement.getAttribute('role')"));
        Assert.Equal(5, await side.Locator(".form-error-message").CountAsync());
        Assert.Equal("25-805", await side.GetByLabel("Journalnummer").InputValueAsync());
        Assert.Equal("Personalesag", await side.GetByLabel("Offentlig titel").InputValueAsync());
        Assert.Equal("Tilbudsgiverne får besked", await side.Locator("#egenhvad-0").InputValueAsync());
        await vindue.KraevPaenAsync("skriv-nysag-fejl");

        await side.GetByLabel("Titel", new() { Exact = true }).FillAsync("Åbningstider i Borgerservice");
        await side.GetByLabel("Journalnummer").FillAsync("25/805");
        await side.GetByLabel("Senest den").FillAsync("2025-02-25");
        await side.Locator("#egendato-0").FillAsync("2025-03-12");
        await side.GetByLabel("Grund").FillAsync("Personaleforhold");
        await vindue.TrykAsync("Opret kladde");

        Assert.EndsWith("/rediger", side.Url, StringComparison.Ordinal);
        Assert.Equal("Åbningstider i Borgerservice", await side.Locator("#titel").InputValueAsync());
        Assert.Equal("2025-03-12", await side.Locator("#egendato-0").InputValueAsync());
        await vindue.KraevPaenAsync("skriv-rediger-ny");

        await using var mobil = await SomAsync(Sagsbehandler, "/sager/ny", Bredde.Mobil);
        await mobil.KraevPaenAsync("skriv-nysag-mobil");
    }

    [Fact]
    public async Task Rediger_SkrevetMedFormatering_GemmesAfSigSelvOgStaarDerEfterGenindlaesning()
    {
        var sag = await vaert.HarOprettetSagAsync("Strategi for grønne tage", "25/1001");
        await using var vindue = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}/rediger");
        var side = vindue.Side;
        var felt = Flade(side, "Sagsfremstilling");
        await felt.ClickAsync();
        await side.Keyboard.PressAsync("Control+End");
        await SesAsync(side);
        await side.Keyboard.PressAsync("Enter");
        await side.Keyboard.PressAsync("Enter");
        await side.Keyboard.TypeAsync("## Proces");
        await side.Keyboard.PressAsync("Enter");
        await side.Keyboard.PressAsync("Control+b");
        await side.Keyboard.TypeAsync("Senest 12.3.2025");
        await side.Keyboard.PressAsync("Control+b");
        await side.Keyboard.TypeAsync(" skal tilbudsgiverne have besked");
        await GemtAsync(side, "sagsfremstilling");

        var gemt = (string)(await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}"))["sagsfremstilling"]!;
        Assert.Equal("Dagene er:\n\n- 2. maj 2025\n- 6. juni 2025\n- 2. januar 2026\n\n## Proces\n\n**Senest 12.3.2025** skal tilbudsgiverne have besked", gemt);
        await side.GetByRole(AriaRole.Button, new() { Name = "Tilføj 12-03-2025" }).ClickAsync();
        await GemtAsync(side, "oplysninger");
        await vindue.KraevPaenAsync("skriv-rediger");

        await side.ReloadAsync();
        Assert.Contains("tilbudsgiverne have besked", await Flade(side, "Sagsfremstilling").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("2025-03-12", await side.Locator("#egendato-0").InputValueAsync());
        await side.GotoAsync($"/sager/{sag["id"]}");
        Assert.Equal("Proces", await side.Locator(".sagstekst h4").InnerTextAsync());

        await using var mobil = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}/rediger", Bredde.Mobil);
        await mobil.KraevPaenAsync("skriv-rediger-mobil");
    }

    [Fact]
    public async Task Rediger_IndsatFraWord_BeholderOverskrifterListerTabellerOgFodnoter()
    {
        var sag = await vaert.HarOprettetSagAsync("Indsat fra Word", "25/1002");
        await using var vindue = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}/rediger");
        var side = vindue.Side;
        var felt = Flade(side, "Økonomi");
        await felt.ClickAsync();
        await side.Keyboard.PressAsync("Control+a");
        await SesAsync(side);
        await felt.EvaluateAsync(
            """
            (felt, html) => {
              const data = new DataTransfer();
              data.setData("text/html", html);
              data.setData("text/plain", "ren tekst");
              felt.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }
            """,
            Wordtekst.Html);
        await GemtAsync(side, "oekonomi");

        var gemt = (string)(await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}"))["oekonomi"]!;
        Assert.Equal(Wordtekst.Markdown, gemt);
        await vindue.KraevPaenAsync("skriv-word");

        await side.GotoAsync($"/sager/{sag["id"]}");
        var vist = side.Locator("section", new() { HasText = "Økonomi" }).Last;
        Assert.Equal(2, await vist.Locator("th").CountAsync());
        Assert.Equal(2, await vist.Locator("ol > li > ul > li").CountAsync());
        Assert.Contains("Danmarks Statistik", await vist.Locator(".fodnoter").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("skriv-word-vist");
    }

    [Fact]
    public async Task Indstilling_KunMedTastatur_SkrivesDelesFlyttesOgBeholderPunkternesIdentitet()
    {
        var sag = await vaert.HarOprettetSagAsync("Indstilling med tastatur", "25/1003");
        var foer = sag["indstilling"]!["punkter"]!;
        await using var vindue = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}/rediger");
        var side = vindue.Side;
        await side.Locator("#indledning").FocusAsync();
        await side.Keyboard.PressAsync("Tab");
        await side.Keyboard.PressAsync("Control+End");
        await side.Keyboard.PressAsync("Enter");
        await side.Keyboard.TypeAsync("orienterer personalet");
        await side.Keyboard.PressAsync("Alt+ArrowRight");
        Assert.Equal("Punkt 2 er nu punkt 1a.", await side.Locator("[data-sagt]").InnerTextAsync());
        await side.Keyboard.PressAsync("Alt+ArrowLeft");

        // Past the sub-points, which come with their point.
        await side.Keyboard.PressAsync("Alt+ArrowDown");
        Assert.Equal("Punkt 2 er flyttet ned og er nu punkt 3.", await side.Locator("[data-sagt]").InnerTextAsync());

        // The first sub-point becomes a point of its own.
        await side.GetByRole(AriaRole.Textbox, new() { Name = "Punkt 2a", Exact = true }).FocusAsync();
        await side.Keyboard.PressAsync("Alt+ArrowLeft");
        await GemtAsync(side, "indstilling");

        var efter = (await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}"))["indstilling"]!["punkter"]!;
        Assert.Equal(
            ["Direktionen godkender, at rådhuset holder lukket på de indeklemte dage", "Direktionen drøfter", "afvikling af ferie", "orienterer personalet"],
            efter.AsArray().Select(p => (string)p!["tekst"]!));
        Assert.Equal((string?)foer[0]!["id"], (string?)efter[0]!["id"]);
        Assert.Equal((string?)foer[1]!["underpunkter"]![0]!["id"], (string?)efter[2]!["id"]);
        Assert.Equal((string?)foer[1]!["underpunkter"]![1]!["id"], (string?)efter[2]!["underpunkter"]![0]!["id"]);

        // The new point got an identity when it was saved, and keeps it when it is written on.
        await side.GetByRole(AriaRole.Textbox, new() { Name = "Punkt 4", Exact = true }).FocusAsync();
        await side.Keyboard.PressAsync("End");
        await side.Keyboard.TypeAsync(" og MED");
        await side.Locator("[data-afsnit=indstilling] [data-status]").GetByText("Gemmes").WaitForAsync();
        await GemtAsync(side, "indstilling");
        var sidst = (await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}"))["indstilling"]!["punkter"]![3]!;
        Assert.Equal((string?)efter[3]!["id"], (string?)sidst["id"]);
        Assert.Equal("orienterer personalet og MED", (string?)sidst["tekst"]);
    }

    [Fact]
    public async Task Rediger_UdenForbindelseOgUdenLogin_MisterIngenting()
    {
        var sag = await vaert.HarOprettetSagAsync("Uden forbindelse", "25/1004", lukket: new { grund = "Personalesag" });
        await using var vindue = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}/rediger");
        var side = vindue.Side;
        await side.Context.SetOfflineAsync(true);
        await SkrivAsync(side, "Baggrund", "Skrevet i toget. ");
        await side.GetByText("Ikke gemt, prøver igen").WaitForAsync();
        await vindue.SkaermbilledeAsync("skriv-uden-forbindelse");
        await side.Context.SetOfflineAsync(false);
        await GemtAsync(side, "baggrund");
        Assert.Equal(0, await side.EvaluateAsync<int>("localStorage.length"));

        // The browser goes down before the connection is back.
        await side.Context.SetOfflineAsync(true);
        await SkrivAsync(side, "Baggrund", "Skrevet i tunnelen. ");
        await side.GetByText("Ikke gemt, prøver igen").WaitForAsync();
        var ny = await side.Context.NewPageAsync();
        await side.CloseAsync(new() { RunBeforeUnload = false });
        await ny.Context.SetOfflineAsync(false);
        await ny.GotoAsync($"/sager/{sag["id"]}/rediger");
        Assert.DoesNotContain("tunnelen", await Flade(ny, "Baggrund").InnerTextAsync(), StringComparison.Ordinal);
        await ny.GetByRole(AriaRole.Button, new() { Name = "Indsend sag" }).ClickAsync();
        await ny.GetByText("Sagen er ikke indsendt.").WaitForAsync();
        Assert.Equal("Brug den", await ny.EvaluateAsync<string>("document.activeElement.textContent"));
        await ny.Keyboard.PressAsync("Enter");
        await GemtAsync(ny, "baggrund");
        Assert.StartsWith("Skrevet i tunnelen. Skrevet i toget. Der er tre", await TekstAsync(sag, "baggrund"), StringComparison.Ordinal);

        await ny.Context.ClearCookiesAsync();
        await SkrivAsync(ny, "Baggrund", "Efter frokost. ");
        var igen = await ny.RunAndWaitForPopupAsync(() => ny.GetByRole(AriaRole.Link, new() { Name = "Log ind i et nyt vindue" }).ClickAsync());
        await igen.GetByRole(AriaRole.Button, new() { Name = Sagsbehandler }).ClickAsync();
        await igen.WaitForURLAsync($"**/sager/{sag["id"]}");
        await igen.CloseAsync();
        await ny.BringToFrontAsync();
        await GemtAsync(ny, "baggrund");
        Assert.StartsWith("Efter frokost. Skrevet i tunnelen.", await TekstAsync(sag, "baggrund"), StringComparison.Ordinal);

        // Signing out leaves nothing of a closed case on the machine.
        await ny.Context.SetOfflineAsync(true);
        await SkrivAsync(ny, "Baggrund", "Hemmeligt. ");
        await ny.GetByText("Ikke gemt, prøver igen").WaitForAsync();
        ny.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        Assert.Equal(1, await ny.EvaluateAsync<int>("localStorage.length"));
        await ny.EvaluateAsync("document.addEventListener('submit', e => e.preventDefault())");
        await ny.GetByRole(AriaRole.Button, new() { Name = "Log ud" }).First.ClickAsync();
        Assert.Equal(0, await ny.EvaluateAsync<int>("localStorage.length"));
    }

    [Fact]
    public async Task Rediger_ToIDetSammeAfsnit_SerHinandenOgVaelger()
    {
        var sag = await vaert.HarOprettetSagAsync("To skriver", "25/1005");
        await using var carl = await SomAsync(Centerchef, $"/sager/{sag["id"]}/rediger");
        await using var sanne = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}/rediger");
        await sanne.Side.GetByText("Carl Centerchef har også kladden åben.").WaitForAsync();

        // From here neither is told of the other's text before writing.
        foreach (var vindue in new[] { carl, sanne })
        {
            await vindue.Side.RouteAsync("**/api/sager/*/skriver", kald => kald.AbortAsync());
        }

        await SkrivAsync(carl.Side, "Baggrund", "Centerchefens indledning. ");
        await GemtAsync(carl.Side, "baggrund");
        await SkrivAsync(sanne.Side, "Baggrund", "Sagsbehandlerens indledning. ");
        await sanne.Side.GetByText("En anden har gemt noget andet her").WaitForAsync();
        Assert.Equal("Centerchefens", await sanne.Side.Locator(".konflikt del").First.InnerTextAsync());
        Assert.Equal("Sagsbehandlerens", await sanne.Side.Locator(".konflikt ins").First.InnerTextAsync());
        await sanne.SkaermbilledeAsync("skriv-konflikt");
        await sanne.KraevTilgaengeligAsync();
        Assert.StartsWith("Centerchefens", await TekstAsync(sag, "baggrund"), StringComparison.Ordinal);
        await sanne.Side.GetByRole(AriaRole.Button, new() { Name = "Gem kladde" }).ClickAsync();
        await sanne.Side.Locator(".konflikt").GetByText("Kladden er ikke gemt").WaitForAsync();
        Assert.True(await sanne.Side.EvaluateAsync<bool>("document.activeElement.closest('.konflikt') !== null"));
        await sanne.SkaermbilledeAsync("skriv-konflikt-ikke-gemt");
        await sanne.Side.GetByRole(AriaRole.Button, new() { Name = "Behold min" }).ClickAsync();
        await GemtAsync(sanne.Side, "baggrund");
        Assert.StartsWith("Sagsbehandlerens", await TekstAsync(sag, "baggrund"), StringComparison.Ordinal);

        // Other sections are written in side by side, and the other way round the text is taken over.
        await SkrivAsync(carl.Side, "Økonomi", "Ingen. ");
        await GemtAsync(carl.Side, "oekonomi");
        await SkrivAsync(carl.Side, "Baggrund", "Igen. ");
        await carl.Side.GetByText("En anden har gemt noget andet her").WaitForAsync();
        await carl.Side.GetByRole(AriaRole.Button, new() { Name = "Tag den andens" }).ClickAsync();
        await carl.Side.GetByText("Den andens tekst er taget.").WaitForAsync();
        Assert.StartsWith("Sagsbehandlerens", await Flade(carl.Side, "Baggrund").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rediger_UdenScript_KanSkrivesMedBilagOgIndsendes()
    {
        var sag = await vaert.HarOprettetSagAsync("Uden script", journalnummer: null);
        await using var vindue = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}", script: false);
        var side = vindue.Side;
        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Link, new() { Name = "Redigér" }).ClickAsync());
        await side.Locator("#baggrund").FillAsync("# Forløbet\n\nSkrevet **uden** script.");
        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Button, new() { Name = "Tilføj punkt" }).ClickAsync());
        Assert.Contains("uden** script", await side.Locator("#baggrund").InputValueAsync(), StringComparison.Ordinal);
        await side.GetByRole(AriaRole.Textbox, new() { Name = "Punkt 3", Exact = true }).FillAsync("sagen evalueres");
        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Group, new() { Name = "Punkt 3" }).GetByRole(AriaRole.Button, new() { Name = "Flyt op" }).ClickAsync());
        Assert.Equal("sagen evalueres", await side.GetByRole(AriaRole.Textbox, new() { Name = "Punkt 2", Exact = true }).InputValueAsync());
        await side.Locator("#filer").SetInputFilesAsync(new FilePayload { Name = "notat.txt", MimeType = "text/plain", Buffer = "Notat"u8.ToArray() });
        await vindue.TrykAsync("Læg på sagen");
        Assert.Equal(2, await side.Locator("[data-bilag]").CountAsync());
        Assert.Contains("Journalnummeret mangler", await side.Locator("#kolonne").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.SkaermbilledeAsync("skriv-uden-script");
        await side.GetByLabel("Bemærkning til den").FillAsync("Klar til dig.");
        await vindue.TrykAsync("Indsend sag");

        Assert.True(await side.GetByText("Venter på: Godkend i centret").IsVisibleAsync());
        Assert.Equal("Forløbet", await side.Locator(".sagstekst h3").First.InnerTextAsync());
        Assert.Contains("sagen evalueres", await side.Locator(".indstilling > li").Nth(1).InnerTextAsync(), StringComparison.Ordinal);
        var svar = await side.GotoAsync($"/sager/{sag["id"]}/rediger");
        Assert.Equal(409, svar!.Status);
        Assert.Equal("Teksten er låst", await side.Locator("h1").InnerTextAsync());
    }

    [Fact]
    public async Task Rediger_UdenScriptMensEnAndenGemmer_ViserBeggeTekster()
    {
        var sag = await vaert.HarOprettetSagAsync("To uden script", "25/1006");
        await using var vindue = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}/rediger", script: false);
        var side = vindue.Side;
        await vaert.Som("centerchef").RetAsync(HttpMethod.Patch, $"/api/sager/{sag["id"]}/indhold/oekonomi", new { tekst = "500 kr." }, 1);
        await side.Locator("#oekonomi").FillAsync("700 kr.");
        await side.Locator("#baggrund").FillAsync("Ny baggrund");
        await vindue.TrykAsync("Gem kladde");

        Assert.Contains("ændret af en anden", await side.Locator(".fejlopsummering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("700 kr.", await side.Locator("#oekonomi").InputValueAsync());
        Assert.Equal("500", await side.Locator(".konflikt del").InnerTextAsync());
        Assert.Equal("Ny baggrund", await TekstAsync(sag, "baggrund"));
        Assert.Equal("500 kr.", await TekstAsync(sag, "oekonomi"));
        await vindue.TrykAsync("Gem kladde");
        Assert.Equal("700 kr.", await TekstAsync(sag, "oekonomi"));
        Assert.Equal(0, await side.Locator(".konflikt, .fejlopsummering").CountAsync());

        await side.Locator("#journalnummer").FillAsync("");
        await side.Locator("#egendato-0").FillAsync("2025-01-03");
        await side.Locator("#egenhvad-0").FillAsync("Tilbudsgiverne får besked");
        await vindue.TrykAsync("Gem kladde");
        Assert.Null((await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}"))["journalnummer"]);
        Assert.True(await side.GetByText("Dagen er gået.").IsVisibleAsync());
    }

    [Fact]
    public async Task Rediger_Oplysninger_FortaellerStraksHvadDerErGaltOgKanToemmes()
    {
        var anden = await vaert.HarOprettetSagAsync("Sagen med nummeret", "25/1017");
        var sag = await vaert.HarOprettetSagAsync("Samme nummer", "25/1018");
        await using var vindue = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}/rediger");
        var side = vindue.Side;

        await side.GetByLabel("Hvem indstiller?").FillAsync("CBA indstiller, at");
        Assert.Equal("Sådan begynder den: »CBA indstiller, at«", await side.Locator("[data-linje]").InnerTextAsync());
        await GemtAsync(side, "indstilling");
        await side.Locator("#journalnummer").FillAsync("25/1017");
        await side.Locator("#oensketforum").SelectOptionAsync("Direktionen");
        await side.Locator("#oensketdato").FillAsync("2025-01-03");
        await side.Locator("#egendato-0").FillAsync("2025-01-02");
        await side.Locator("#egenhvad-0").FillAsync("Svar til borgeren");
        await side.Locator("#egenhvad-0").BlurAsync();
        var brugt = side.Locator("[data-tjek=journalnummer]");
        await brugt.GetByText("Nummeret bruges også af »Sagen med nummeret«.").WaitForAsync();
        Assert.EndsWith($"/sager/{anden["id"]}", await brugt.GetByRole(AriaRole.Link).GetAttributeAsync("href"), StringComparison.Ordinal);
        await side.Locator("[data-tjek=oensketMoede]").GetByText("Dagen er gået").WaitForAsync();
        await side.Locator("[data-datoer] > li").First.GetByText("Dagen er gået.").WaitForAsync();
        await GemtAsync(side, "oplysninger");
        await vindue.KraevPaenAsync("skriv-oplysninger-hint");

        await side.Locator("#journalnummer").FillAsync("");
        await side.Locator("#oensketdato").FillAsync("");
        await side.Locator("#oensketforum").SelectOptionAsync("");
        await vindue.TrykAsync("Gem kladde");
        var gemt = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}");
        Assert.Null(gemt["journalnummer"]);
        Assert.Null(gemt["oensketMoede"]);
        Assert.Equal("", await side.Locator("#journalnummer").InputValueAsync());
        await side.GotoAsync($"/sager/{sag["id"]}");
        Assert.Equal(1, await side.GetByText("CBA indstiller, at", new() { Exact = true }).CountAsync());
    }

    [Fact]
    public async Task Rediger_Returneret_ViserBemaerkningenOgVersionerneSideOmSide()
    {
        var sag = await vaert.HarOprettetSagAsync("Returneret sag", "25/1007");
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        await vaert.AfslutOpgaveAsync("centerchef", sag, "returner", "Skriv, hvad det koster.");
        await using var vindue = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}/rediger");
        var side = vindue.Side;
        Assert.Contains("Skriv, hvad det koster.", await side.Locator(".retur").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("skriv-returneret");
        await SkrivAsync(side, "Baggrund", "Det koster 500 kr. ");
        await vindue.TrykAsync("Indsend sag");
        Assert.Contains("Skriv sag: Indsend sag", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);

        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Link, new() { Name = "Versioner" }).ClickAsync());
        Assert.Equal("Det koster 500 kr. ", await side.Locator(".forskel ins").First.TextContentAsync());
        Assert.True(await side.GetByText("1 afsnit er ændret").IsVisibleAsync());
        await vindue.KraevPaenAsync("skriv-versioner");
        await side.GotoAsync($"/sager/{sag["id"]}/udskrift");
        await side.EmulateMediaAsync(new() { Media = Media.Print });
        await vindue.KraevPaenAsync("skriv-udskrift");

        await using var laeser = await SomAsync("Lærke Læser", "/");
        Assert.Equal(404, (await laeser.Side.GotoAsync($"/sager/{sag["id"]}/versioner"))!.Status);
        Assert.Equal(403, (await laeser.Side.GotoAsync($"/sager/{sag["id"]}/rediger"))!.Status);
    }

    [Fact]
    public async Task LukketSag_ForDenUdenAdgang_HarHverkenKladdeSkrivereEllerUdskrift()
    {
        var sag = await vaert.HarOprettetSagAsync("Fortrolig afskedigelse", "25/1008", lukket: new { grund = "Personalesag" });
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        var laeser = vaert.Som("laeser");

        foreach (var sti in new[] { $"/api/sager/{sag["id"]}/kladde", $"/api/sager/{sag["id"]}/versioner", $"/api/sager/{sag["id"]}/versioner/1/1" })
        {
            Assert.DoesNotContain("Fortrolig", (await laeser.HentAfvistAsync(sti, System.Net.HttpStatusCode.NotFound)).ToJsonString(), StringComparison.Ordinal);
        }

        await laeser.SendAfvistAsync($"/api/sager/{sag["id"]}/skriver", null, System.Net.HttpStatusCode.NotFound);
        using var fjern = await laeser.Http.DeleteAsync($"/api/bilag/{sag["bilag"]![0]!["id"]}");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, fjern.StatusCode);
        await using var vindue = await SomAsync("Lærke Læser", "/");
        Assert.Equal(404, (await vindue.Side.GotoAsync($"/sager/{sag["id"]}/udskrift"))!.Status);
        Assert.Equal(404, (await vindue.Side.GotoAsync($"/sager/{sag["id"]}/rediger"))!.Status);
    }

    [Fact]
    public async Task Bilag_LagtPaaOmdoebtFlyttetOgFjernet_StaarSomForfatterenVilHaveDem()
    {
        var sag = await vaert.HarOprettetSagAsync("Sag med bilag", "25/1009");
        await using var vindue = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}/rediger");
        var side = vindue.Side;
        await side.Locator("#filer").SetInputFilesAsync([Fil("budget.txt"), Fil("kort.txt")]);
        await side.GetByText("kort.txt er lagt på sagen.").WaitForAsync();
        await side.Locator("[data-bilag]").Nth(2).GetByRole(AriaRole.Textbox).FillAsync("Kort over ruten.txt");
        await side.Locator("[data-bilag]").Nth(2).GetByLabel("Kun intern dagsorden").CheckAsync();
        await side.Locator("#bilagstatus").GetByText("Bilaget er gemt.").WaitForAsync();
        await side.GetByRole(AriaRole.Group, new() { Name = "Bilag 3" }).GetByRole(AriaRole.Button, new() { Name = "Flyt op" }).ClickAsync();
        await side.GetByText("Kort over ruten.txt er flyttet.").WaitForAsync();
        side.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await side.GetByRole(AriaRole.Group, new() { Name = "Bilag 1" }).GetByRole(AriaRole.Button, new() { Name = "Fjern" }).ClickAsync();
        await side.GetByText("er fjernet.").WaitForAsync();
        await vindue.KraevPaenAsync("skriv-bilag");

        var bilag = (await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}"))["bilag"]!.AsArray();
        Assert.Equal([("Kort over ruten.txt", true), ("budget.txt", false)], bilag.Select(b => ((string)b!["navn"]!, (bool)b["intern"]!)));

        static FilePayload Fil(string navn) => new() { Name = navn, MimeType = "text/plain", Buffer = "Indhold"u8.ToArray() };
    }

    private static async Task SkrivAsync(IPage side, string afsnit, string tekst)
    {
        await Flade(side, afsnit).ClickAsync();
        await side.Keyboard.PressAsync("Control+Home");
        await SesAsync(side);
        await side.Keyboard.TypeAsync(tekst);
    }

    /// <summary>Waits until the page has been drawn: an editor learns of a moved cursor only then, and no writer types faster.</summary>
    private static Task SesAsync(IPage side) => side.EvaluateAsync("() => new Promise(ses => requestAnimationFrame(() => requestAnimationFrame(ses)))");

    private async Task<string?> TekstAsync(JsonNode sag, string afsnit) => (string?)(await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}"))[afsnit];

    private static ILocator Flade(IPage side, string navn) => side.GetByRole(AriaRole.Textbox, new() { Name = navn, Exact = true }).Locator("visible=true");

    private static Task GemtAsync(IPage side, string afsnit) => side.Locator($"[data-afsnit={afsnit}] [data-status]").GetByText("Gemt kl.").WaitForAsync();

    private async Task<Vindue> SomAsync(string navn, string sti, Bredde bredde = Bredde.Skaerm, bool script = true)
    {
        var vindue = await browser.AabnAsync(vaert.Adresse, bredde, script);
        await vindue.Side.GotoAsync($"/log-ind?retur={Uri.EscapeDataString(sti)}");
        await vindue.TilNySideAsync(() => vindue.Side.GetByRole(AriaRole.Button, new() { Name = navn }).ClickAsync());
        return vindue;
    }
}
