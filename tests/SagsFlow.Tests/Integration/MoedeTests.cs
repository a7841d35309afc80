using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

public sealed class MoedeTests(SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    private static readonly string[] LukketsFelter = ["id", "nr", "journalnummer", "titel", "lukket"];

    private Klient Sekretariat => vaert.Som("sekretariat");

    private Task<JsonNode> HarMoedeAsync(string start = "2025-02-25T09:00") => Sekretariat.SendAsync("/api/moeder", new { forum = "DIR", start, sted = "Mødelokale 1.14", deltagere = new[] { "Lars Holte" } });

    private async Task<JsonNode> HarPunktAsync(JsonNode moede, string titel)
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync(titel);
        var forloeb = await Sekretariat.HentAsync($"/api/sager/{sag["id"]}/forloeb");
        return await Sekretariat.SendAsync($"/api/moeder/{moede["id"]}/dagsorden", new { forelaeggelseId = (string?)forloeb["trin"]![0]!["forelaeggelseId"] });
    }

    [Fact]
    public async Task Dagsorden_FoerUdsendelse_ErForummetsOgSagensCenters()
    {
        var moede = await HarMoedeAsync();
        await HarPunktAsync(moede, "Egen sag");
        await Sekretariat.SendAsync($"/api/moeder/{moede["id"]}/dagsorden", new { titel = "Øvrige sager" });

        async Task<int> SerAsync(string som) => (await vaert.Som(som).HentAsync($"/api/moeder/{moede["id"]}/dagsorden"))["punkter"]!.AsArray().Count;

        Assert.Equal(2, await SerAsync("direktion"));
        Assert.Equal(1, await SerAsync("sagsbehandler"));
        Assert.Equal(0, await SerAsync("sagsbehandler-oeac"));
        Assert.Equal(0, await SerAsync("laeser"));
        await Sekretariat.SendAsync($"/api/moeder/{moede["id"]}/udsendelse");
        Assert.Equal(2, await SerAsync("laeser"));
    }

    [Fact]
    public async Task Udsendelse_HverGang_FortaellesForummetsMedlemmer()
    {
        var moede = await HarMoedeAsync("2025-09-02T09:00");
        var punkt = await HarPunktAsync(moede, "Fortrolig forhandling");
        await Sekretariat.SendAsync($"/api/moeder/{moede["id"]}/dagsorden", new { titel = "Øvrige sager" });
        await Sekretariat.RetAsync(HttpMethod.Patch, $"/api/dagsordenspunkter/{punkt["id"]}", new { lukket = new { grund = "Kontrakt" } }, (int)punkt["version"]!);
        await Sekretariat.SendAsync($"/api/moeder/{moede["id"]}/udsendelse");
        await Sekretariat.SendAsync($"/api/moeder/{moede["id"]}/dagsorden", new { titel = "Budget", tillaeg = new { begrundelse = "Fristen er i dag." } });
        await Sekretariat.SendAsync($"/api/moeder/{moede["id"]}/udsendelse");

        async Task<string[]> HoererAsync(string som) =>
            [.. (await vaert.Som(som).HentAsync("/api/beskeder?antal=200"))["elementer"]!.AsArray().Select(b => (string)b!["tekst"]!).Where(t => t.Contains("02-09-2025", StringComparison.Ordinal))];

        Assert.Equal(
            [
                "Dagsordenen for Direktionen den 02-09-2025 kl. 09.00 er udsendt igen som udgave 2; 1 punkt er nyt eller ændret.",
                "Dagsordenen for Direktionen den 02-09-2025 kl. 09.00 er udsendt med 2 punkter.",
            ],
            await HoererAsync("direktion"));
        Assert.Empty(await HoererAsync("laeser"));
        Assert.Empty(await HoererAsync("sekretariat"));
    }

    [Fact]
    public async Task Orden_HeleDagsordenenPaaEnGang_AfvisesNaarDenErEnAndenEllerUdsendt()
    {
        var moede = await HarMoedeAsync("2025-03-25T09:00");
        var sti = $"/api/moeder/{moede["id"]}/dagsorden";
        var ider = new List<string>();
        foreach (var titel in new[] { "A", "B", "C" })
        {
            ider.Add((string)(await Sekretariat.SendAsync(sti, new { titel }))["id"]!);
        }

        string[] nyOrden = [ider[2], ider[0], ider[1]];
        await vaert.Som("direktion").SendAfvistAsync($"{sti}/orden", new { punkter = nyOrden }, HttpStatusCode.Forbidden);
        var enAnden = await Sekretariat.SendAfvistAsync($"{sti}/orden", new { punkter = ider.Take(2) }, HttpStatusCode.Conflict);
        Assert.EndsWith("dagsorden-aendret", (string?)enAnden["type"], StringComparison.Ordinal);
        await Sekretariat.SendAsync($"{sti}/orden", new { program = new[] { new { punkt = ider[0], minutter = 30, pauseFoer = 0 }, new { punkt = ider[1], minutter = 15, pauseFoer = 10 } } });
        var ordnet = (await Sekretariat.SendAsync($"{sti}/orden", new { punkter = nyOrden }))["punkter"]!.AsArray();
        Assert.Equal([("C", null), ("A", "09:10"), ("B", "09:40")], ordnet.Select(p => ((string)p!["titel"]!, (string?)p["start"])));

        await Sekretariat.SendAsync($"/api/moeder/{moede["id"]}/udsendelse");
        var laast = await Sekretariat.SendAfvistAsync($"{sti}/orden", new { punkter = ider }, HttpStatusCode.Conflict);
        Assert.EndsWith("placering-laast", (string?)laast["type"], StringComparison.Ordinal);
        await Sekretariat.SendAsync($"{sti}/orden", new { program = new[] { new { punkt = ider[2], minutter = 20 } } });
    }

    [Fact]
    public async Task Kommentar_FraEtMedlem_SesAfForummetAlene()
    {
        var moede = await HarMoedeAsync();
        var sti = $"/api/dagsordenspunkter/{(await HarPunktAsync(moede, "Til kommentering"))["id"]}/kommentarer";
        await Sekretariat.SendAsync($"/api/moeder/{moede["id"]}/udsendelse");

        await vaert.Som("direktion").SendAsync(sti, new { tekst = "Hvad med økonomien i 2026?" });

        Assert.Equal("Hvad med økonomien i 2026?", (string?)(await Sekretariat.HentAsync(sti))["elementer"]![0]!["tekst"]);
        foreach (var udenfor in new[] { "sagsbehandler", "laeser", "admin" })
        {
            using var laest = await vaert.Som(udenfor).Http.GetAsync(sti);
            using var skrevet = await vaert.Som(udenfor).PostAsync(sti, new { tekst = "Mig også" });
            Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (laest.StatusCode, skrevet.StatusCode));
        }
    }

    [Fact]
    public async Task Punkt_LukkesEfterUdsendelse_SkjulerOgsaaDenGamleUdgave()
    {
        var moede = await HarMoedeAsync();
        var punkt = await HarPunktAsync(moede, "Hemmelighed");
        await Sekretariat.SendAsync($"/api/moeder/{moede["id"]}/udsendelse");
        var nu = await Sekretariat.HentAsync($"/api/dagsordenspunkter/{punkt["id"]}");

        using var svar = await Sekretariat.PatchAsync($"/api/dagsordenspunkter/{punkt["id"]}", new { lukket = new { grund = "personsag" } }, (int)nu["version"]!);

        Assert.Equal(HttpStatusCode.OK, svar.StatusCode);
        Assert.NotEmpty(JsonNode.Parse(await svar.Content.ReadAsStringAsync())!["advarsler"]!.AsArray());
        foreach (var sti in new[] { "dagsorden", "dagsorden?udgave=1" })
        {
            var set = (await vaert.Som("laeser").HentAsync($"/api/moeder/{moede["id"]}/{sti}"))["punkter"]![0]!;
            Assert.Equal("Lukket", (string?)set["titel"]);
            Assert.Equal(LukketsFelter.Order(), set.AsObject().Select(f => f.Key).Order());
        }
    }

    [Fact]
    public async Task Moede_Aflyst_GoerForelaeggelsenKlarIgenMedNummeretBevaret()
    {
        var moede = await HarMoedeAsync();
        var punkt = await HarPunktAsync(moede, "Aflyst sag");
        await Sekretariat.SendAsync($"/api/moeder/{moede["id"]}/udsendelse");
        await Sekretariat.SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/beslutning", new { udfald = "godkendt", tekst = "Godkendt." });
        var nu = await Sekretariat.HentAsync($"/api/moeder/{moede["id"]}");

        using var aflysning = await Sekretariat.PatchAsync($"/api/moeder/{moede["id"]}", new { aflyst = new { begrundelse = "sygdom" } }, (int)nu["version"]!);

        Assert.Equal(HttpStatusCode.OK, aflysning.StatusCode);
        var set = await vaert.Som("laeser").HentAsync($"/api/dagsordenspunkter/{punkt["id"]}");
        Assert.Equal("moede-aflyst", (string?)set["tilstand"]);
        Assert.Equal(1, (int)set["nr"]!);
        Assert.Null(set["beslutning"]);
        Assert.Null(set["status"]);
        var nyt = await HarMoedeAsync("2025-03-11T09:00");
        var igen = await Sekretariat.SendAsync($"/api/moeder/{nyt["id"]}/dagsorden", new { forelaeggelseId = (string?)punkt["forelaeggelseId"] });
        Assert.Equal((string?)punkt["id"], (string?)igen["forrigePunktId"]);
    }

    [Fact]
    public async Task Afslutning_MedOgUdenUdfald_GiverReferatDerGentagerTidligereBeslutninger()
    {
        var foerste = await HarMoedeAsync("2025-02-04T09:00");
        var punkt = await HarPunktAsync(foerste, "Bæredygtighedsstrategi");
        await Sekretariat.SendAsync($"/api/moeder/{foerste["id"]}/udsendelse");
        using (var forTidligt = await Sekretariat.PostAsync($"/api/moeder/{foerste["id"]}/afslutning"))
        {
            var problem = await Klient.ProblemAsync(forTidligt, HttpStatusCode.Conflict);
            Assert.Equal((string?)punkt["id"], (string?)problem["detaljer"]!["punkter"]![0]!["id"]);
        }

        await Sekretariat.SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/beslutning", new { udfald = "udskudt", tekst = "Udskudt." });
        using (var kladde = await vaert.Som("laeser").Http.GetAsync($"/api/moeder/{foerste["id"]}/referat"))
        {
            await Klient.ProblemAsync(kladde, HttpStatusCode.Conflict);
        }

        await Sekretariat.SendAsync($"/api/moeder/{foerste["id"]}/afslutning");
        var andet = await HarMoedeAsync("2025-02-25T09:00");
        var igen = await Sekretariat.SendAsync($"/api/moeder/{andet["id"]}/dagsorden", new { forelaeggelseId = (string?)punkt["forelaeggelseId"] });
        await Sekretariat.SendAsync($"/api/moeder/{andet["id"]}/udsendelse");
        await Sekretariat.SendAsync($"/api/dagsordenspunkter/{igen["id"]}/beslutning", new { udfald = "godkendt", tekst = "Direktionen godkender." });
        await Sekretariat.SendAsync($"/api/moeder/{andet["id"]}/afslutning");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/moeder/{andet["id"]}/referat") { Headers = { { "Accept", "text/plain" } } };
        using var svar = await vaert.Som("laeser").Http.SendAsync(request);
        var tekst = await svar.Content.ReadAsStringAsync();
        Assert.Contains("Beslutning Direktionen den 04-02-2025\n\nUdskudt.\n\nBeslutning Direktionen den 25-02-2025\n\nDirektionen godkender.\n", tekst, StringComparison.Ordinal);
    }
}
