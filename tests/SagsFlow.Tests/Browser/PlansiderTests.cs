using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>Orders, deadlines and plans as people use them, on the program as it is run.</summary>
[Collection(FlereBrowserTests.Navn)]
public sealed class PlansiderTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    private const string Sagsbehandler = "Sanne Sagsbehandler";
    private const string Sekretariat = "Signe Sekretær";
    private const string Laeser = "Lærke Læser";
    private const string Hemmeligt = "Zebrafinken";

    private static readonly (string Forum, string Start)[] Moeder =
    [
        ("DIR", "2025-02-04T09:00"), ("DIR", "2025-03-11T09:00"), ("OEU", "2025-02-26T16:00"), ("OEU", "2025-04-09T16:00"), ("BY", "2025-02-27T17:00"), ("BY", "2025-04-29T17:00"),
    ];

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
        var send = bestilling.GetByRole(AriaRole.Button, new() { Name = "Send tilbagemelding" });
        await vindue.TilNySideAsync(() => send.ClickAsync());

        Assert.Contains("Der er en fejl", await side.Locator(".fejlopsummering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await bestilling.GetByLabel("Arbejdet er færdigt").IsCheckedAsync());
        await vindue.KraevPaenAsync("bestillinger-fejl");
        await bestilling.GetByLabel("Tilbagemelding", new() { Exact = true }).FillAsync("Notatet er lagt på sagen.");
        await vindue.TilNySideAsync(() => send.ClickAsync());

        Assert.Contains("meldt afsluttet", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await side.GetByText("Notat om").CountAsync());
        await side.GotoAsync("/bestillinger?vis=mine&status=afsluttet");
        Assert.True(await side.GetByText("Notatet er lagt på sagen.").IsVisibleAsync());
        await vindue.TilNySideAsync(() => side.Locator(".bestilling", new() { HasText = "Notatet er lagt" }).Locator("a").First.ClickAsync());
        Assert.Equal("Grønne tage", await side.Locator("h1").InnerTextAsync());

        await using var mobil = await SomAsync(Sekretariat, "/bestillinger/DIR", Bredde.Mobil);
        Assert.Contains("Notatet er lagt på sagen.", await mobil.Side.Locator("#indhold").InnerTextAsync(), StringComparison.Ordinal);
        await mobil.KraevPaenAsync("bestillinger-forum-mobil");
    }

    [Fact]
    public async Task Bestilling_RettetAfSekretaeren_HarNyFristMedBegrundelsen()
    {
        await HarBestiltAsync("Cykelstier", "25/2002", "Kort over cykelstier", "ØAC", "2025-01-02");
        await using var vindue = await SomAsync(Sekretariat, "/bestillinger?vis=overskredne", Bredde.Mobil, script: false);
        var side = vindue.Side;
        Assert.Contains("Overskredet", await side.Locator(".bestillinger > li", new() { HasText = "Kort over cykelstier" }).InnerTextAsync(), StringComparison.Ordinal);
        await vindue.SkaermbilledeAsync("bestillinger-mobil");

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
        foreach (var bredde in new[] { Bredde.Skaerm, Bredde.Mobil })
        {
            await using var alle = await SomAsync(Sekretariat, "/bestillinger?vis=alle", bredde);
            await alle.KraevPaenAsync($"bestillinger-alle-{bredde}");
        }
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
        await vindue.KraevPaenAsync("frister-fejl");

        await frist.GetByLabel("Begrundelse").FillAsync("Sagen om ferie kommer sent.");
        await vindue.TilNySideAsync(() => frist.GetByRole(AriaRole.Button, new() { Name = "Sæt fristen" }).ClickAsync());

        Assert.Contains("onsdag den 22. januar 2025 kl. 12.00", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.EndsWith("forum=HU", side.Url, StringComparison.Ordinal);
        await frist.GetByText("Sådan er fristen fundet").ClickAsync();
        Assert.Contains("Sagen om ferie kommer sent.", await frist.InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("frister");
        await side.GotoAsync("/frister?visning=maaned&dag=2025-01-15");
        Assert.True(await side.Locator("td.idag").GetByText("i dag").IsVisibleAsync());
        await vindue.KraevPaenAsync("frister-maaned");
        await side.GotoAsync("/frister?visning=uge&dag=2025-01-22&forum=HU");
        Assert.True(await side.GetByRole(AriaRole.Heading, new() { Name = "Uge 4, 2025" }).IsVisibleAsync());
        await vindue.KraevPaenAsync("frister-uge");

        await side.GotoAsync("/frister?forum=HU&mine=true");
        Assert.Contains("3 frister", await side.Locator(".antal").InnerTextAsync(), StringComparison.Ordinal);

        await using var mobil = await SomAsync(Sagsbehandler, "/frister?forum=HU&mine=true", Bredde.Mobil);
        Assert.True(await mobil.Side.GetByText("Ingen frister passer").IsVisibleAsync());
        await mobil.Side.GotoAsync("/frister");
        await mobil.KraevPaenAsync("frister-mobil");
        Assert.Equal(0, await mobil.Side.GetByText("Sæt fristen anderledes").CountAsync());
        await mobil.Side.GotoAsync("/frister?visning=maaned&dag=2025-01-15");
        await mobil.KraevPaenAsync("frister-maaned-mobil");
    }

    [Fact]
    public async Task Kalenderadresse_Lavet_VisesEnGangOgKanTilbagekaldes()
    {
        await using var vindue = await SomAsync(Sagsbehandler, "/frister/kalender", Bredde.Mobil);
        var side = vindue.Side;
        await vindue.TrykAsync("Lav adresse");
        var adresse = await side.Locator(".kalenderadresse").InnerTextAsync();
        await vindue.KraevPaenAsync("kalenderadresse-mobil");
        using var ingen = vaert.Ingen();
        Assert.Contains("BEGIN:VCALENDAR", await ingen.GetStringAsync(adresse), StringComparison.Ordinal);

        await side.GotoAsync("/frister/kalender");
        Assert.DoesNotContain(adresse.Split('/')[^1], await side.ContentAsync(), StringComparison.Ordinal);
        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Button, new() { Name = "Tilbagekald" }).ClickAsync());

        Assert.True(await side.GetByText("Du har ingen.").IsVisibleAsync());
        using var svar = await ingen.GetAsync(adresse);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, svar.StatusCode);
    }

    [Fact]
    public async Task Ruteplan_DerIkkeKanNaas_ViserAlternativerDerUdfylderFelterne()
    {
        await HarMoederAsync();
        await using var vindue = await SomAsync(Sagsbehandler, "/ruteplan");
        var side = vindue.Side;
        await vindue.KraevPaenAsync("ruteplan-tom");
        await side.GetByLabel("Skal være behandlet i").SelectOptionAsync("BY");
        await side.GetByLabel("Senest", new() { Exact = true }).FillAsync("2025-02-10");
        await vindue.TrykAsync("Beregn vejen");

        Assert.Contains("Kan ikke nås: Byrådet senest mandag 10-02-2025", await side.Locator(".rutesvar").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("img", await side.Locator(".tegning svg").GetAttributeAsync("role"));
        await vindue.KraevPaenAsync("ruteplan-ikke-naaet");
        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Link, new() { Name = "Regn med den dato" }).ClickAsync());

        Assert.Contains("senest=2025-02-27", side.Url, StringComparison.Ordinal);
        Assert.Equal("2025-02-27", await side.GetByLabel("Senest", new() { Exact = true }).InputValueAsync());
        Assert.Contains("Kan nås", await side.Locator(".rutesvar").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Seneste start", await side.Locator(".rutesvar").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("ruteplan");
        await side.GetByLabel("Senest", new() { Exact = true }).FillAsync("2024-02-27");
        await vindue.TrykAsync("Beregn vejen");
        Assert.Contains("er passeret", await side.Locator(".form-error").InnerTextAsync(), StringComparison.Ordinal);

        await using var mobil = await SomAsync(Laeser, "/ruteplan?workflow=direktionssag&maal=BY&senest=2025-04-30&udelad=centerchef", Bredde.Mobil, script: false);
        Assert.True(await mobil.Side.GetByLabel("Godkend i centret").IsCheckedAsync());
        Assert.Contains("Kan nås", await mobil.Side.Locator(".rutesvar").InnerTextAsync(), StringComparison.Ordinal);
        await using var telefon = await SomAsync(Laeser, "/ruteplan?workflow=direktionssag&maal=BY&senest=2025-04-30&udelad=centerchef", Bredde.Mobil);
        await telefon.KraevPaenAsync("ruteplan-mobil");
    }

    [Fact]
    public async Task Sagsruteplan_FraSagen_SvarerPaaOmDenKanNaaDet()
    {
        await HarMoederAsync();
        var sag = await vaert.HarOprettetSagAsync("Strategi for regnvand", "25/2003");
        await using var vindue = await SomAsync(Sagsbehandler, $"/sager/{sag["id"]}", Bredde.Mobil);
        await vindue.TilNySideAsync(() => vindue.Side.GetByRole(AriaRole.Link, new() { Name = "Kan sagen nå det?" }).ClickAsync());

        Assert.Equal("Kan sagen nå det?", await vindue.Side.Locator("h1").InnerTextAsync());
        Assert.Contains("Direktionen", await vindue.Side.Locator(".rutetrin").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("sagsruteplan-mobil");
    }

    [Fact]
    public async Task Aarshjul_ForekomstSprungetOver_VisesIHjuletOgListen()
    {
        await using var vindue = await SomAsync(Sekretariat, "/aarshjul");
        var side = vindue.Side;
        Assert.EndsWith("/aarshjul/2025", side.Url, StringComparison.Ordinal);
        await vindue.TilNySideAsync(() => side.GetByRole(AriaRole.Link, new() { Name = "2026" }).ClickAsync());
        var maerke = side.Locator("a.maerke", new() { HasText = "Anlægsoverførsler til 2026" });
        await maerke.FocusAsync();
        await side.Keyboard.PressAsync("Enter");
        Assert.EndsWith("#anlaegsoverfoersler-2026-1", side.Url, StringComparison.Ordinal);
        var forekomst = side.Locator("#anlaegsoverfoersler-2026-1");
        await vindue.KraevPaenAsync("aarshjul");

        await forekomst.GetByText("Spring over, flyt eller stop").ClickAsync();
        await forekomst.GetByText("Spring over denne gang").ClickAsync();
        await vindue.TilNySideAsync(() => forekomst.GetByRole(AriaRole.Button, new() { Name = "Gem ændringen" }).ClickAsync());
        Assert.True(await forekomst.GetByLabel("Spring over denne gang").IsCheckedAsync());
        await vindue.KraevPaenAsync("aarshjul-fejl");
        await forekomst.GetByLabel("Begrundelse").FillAsync("Midlerne er brugt i år.");
        await vindue.TilNySideAsync(() => forekomst.GetByRole(AriaRole.Button, new() { Name = "Gem ændringen" }).ClickAsync());

        Assert.Contains("sprunget over", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Midlerne er brugt i år.", await forekomst.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("sprunget over", await maerke.GetAttributeAsync("aria-label"), StringComparison.Ordinal);
        await side.GotoAsync("/aarshjul/2026?ringe=center");
        await vindue.KraevPaenAsync("aarshjul-centre");

        await using var mobil = await SomAsync(Laeser, "/aarshjul/2026", Bredde.Mobil, script: false);
        Assert.Equal(0, await mobil.Side.GetByText("Spring over, flyt eller stop").CountAsync());
        Assert.Equal("page", await mobil.Side.Locator(".menu-uden-script a", new() { HasText = "Planer" }).GetAttributeAsync("aria-current"));
        await using var telefon = await SomAsync(Laeser, "/aarshjul/2026", Bredde.Mobil);
        await telefon.KraevPaenAsync("aarshjul-mobil");
        await telefon.Side.GotoAsync("/planer");
        await telefon.KraevPaenAsync("planer-mobil");
    }

    [Fact]
    public async Task Procesplan_MedFlyttetAnkerOgNySag_VisesSomMatrixOgSomListe()
    {
        await using var vindue = await SomAsync(Sekretariat, "/procesplaner");
        var side = vindue.Side;
        await vindue.KraevPaenAsync("procesplaner");
        await side.GotoAsync("/procesplaner/prognose-2024");
        Assert.Contains("må eftersendes", await side.Locator(".konflikter").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await side.Locator("#celle-aeldrebolig-oeu .konflikt-advarsel").CountAsync() > 0);
        await vindue.KraevPaenAsync("procesplan-prognose");

        await side.GotoAsync("/procesplaner/kv25");
        await side.GetByLabel("Ny dag").FillAsync("2025-11-25");
        await vindue.TrykAsync("Se, hvad der sker");
        Assert.Contains("Valgkort fremme", await side.Locator(".foelger").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("procesplan-flyt");
        await vindue.TrykAsync("Flyt valgdagen");
        Assert.Contains("Udfyld", await side.Locator(".foelger .form-error").InnerTextAsync(), StringComparison.Ordinal);
        await side.GetByLabel("Begrundelse").FillAsync("Valget er udskudt en uge.");
        await vindue.TrykAsync("Flyt valgdagen");
        Assert.Contains("Valgdag er flyttet til tirsdag 25-11-2025", await side.Locator(".kvittering").InnerTextAsync(), StringComparison.Ordinal);

        await vindue.TilNySideAsync(() => side.Locator("#celle-a-oeu button").ClickAsync());
        Assert.Equal("Orientering om evaluering af byrådsperioden", await side.Locator("h1").InnerTextAsync());
        await side.GotoAsync("/procesplaner/kv25");
        Assert.True(await side.Locator("#celle-a-oeu .celle-link").IsVisibleAsync());
        await side.GetByLabel("År", new() { Exact = true }).FillAsync("2029");
        await vindue.TrykAsync("Kopiér planen");
        Assert.Contains("anker", await side.Locator("#kopianker-error").InnerTextAsync(), StringComparison.Ordinal);
        await side.GetByLabel("Valgdag det år").FillAsync("2029-11-20");
        await vindue.TrykAsync("Kopiér planen");
        Assert.EndsWith("/procesplaner/kv-2029", side.Url, StringComparison.Ordinal);

        await using var mobil = await SomAsync(Laeser, "/procesplaner/kv25", Bredde.Mobil);
        Assert.Equal(0, await mobil.Side.GetByText("Opret sag").CountAsync());
        Assert.Equal(0, await mobil.Side.GetByText("Åbn sagen").CountAsync());
        await mobil.KraevPaenAsync("procesplan-mobil");
        await side.EmulateMediaAsync(new() { Media = Media.Print });
        await vindue.SkaermbilledeAsync("procesplan-udskrift");
    }

    [Fact]
    public async Task LukketSag_PaaSiderneForDenUdenAdgang_SesIkke()
    {
        var sag = await vaert.HarOprettetSagAsync(Hemmeligt, "25/2099", lukket: new { grund = "Personalesag" });
        foreach (var (bruger, udfald) in new[] { ("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend") })
        {
            await vaert.AfslutOpgaveAsync(bruger, sag, udfald);
        }

        await vaert.HarBesluttetAsync(sag, new { udfald = "godkendt", tekst = "Godkendt.", bestillinger = new object[] { new { tekst = $"{Hemmeligt} skal have en plan", ansvarlig = "CBA", frist = "2025-01-20" } } }, "2025-01-28T09:00");
        string[] adresser =
        [
            "/bestillinger?vis=alle&status=alle", "/bestillinger?vis=overskredne", "/bestillinger/DIR", "/frister", "/frister?art=bestilling", "/frister?visning=uge&dag=2025-01-20", "/frister?visning=maaned&dag=2025-01-20",
            "/procesplaner/kv25", "/aarshjul/2025", "/ruteplan",
        ];
        using var http = new HttpClient { BaseAddress = vaert.Adresse };
        foreach (var (bruger, ser) in new[] { ("laeser", false), ("sagsbehandler-oeac", false), ("sekretariat", true) })
        {
            http.DefaultRequestHeaders.Authorization = new("Bearer", $"demo-{bruger}");
            var sider = await Task.WhenAll(adresser.Select(a => http.GetStringAsync(a)));
            Assert.Equal(ser, Array.Exists(sider, s => s.Contains(Hemmeligt, StringComparison.Ordinal)));
            Assert.Equal(ser, Array.Exists(sider, s => s.Contains((string)sag["id"]!, StringComparison.Ordinal)));
            using var plan = await http.GetAsync($"/sager/{sag["id"]}/ruteplan");
            Assert.Equal(ser ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.NotFound, plan.StatusCode);
            Assert.Equal(ser, (await plan.Content.ReadAsStringAsync()).Contains(Hemmeligt, StringComparison.Ordinal));
        }
    }

    /// <summary>A spring of meetings, once for the whole class.</summary>
    private async Task HarMoederAsync()
    {
        if ((int)(await vaert.Som("udvalg").HentAsync("/api/moeder?forum=BY"))["total"]! == 0)
        {
            foreach (var (forum, start) in Moeder)
            {
                await vaert.HarMoedeAsync(forum, start);
            }
        }
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
}
