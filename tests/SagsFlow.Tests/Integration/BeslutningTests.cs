using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

public sealed class BeslutningTests(SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    [Fact]
    public async Task Beslutning_FoerEkspedition_SesKunAfForummet()
    {
        var (_, punkt) = await HarPunktAsync("2025-02-04T09:00");
        await BeslutAsync(punkt, new { udfald = "godkendt", tekst = "Godkendt." });

        using var forfatter = await vaert.Som("sagsbehandler").Http.GetAsync(Adresse(punkt));
        using var igen = await vaert.Som("sekretariat").PostAsync(Adresse(punkt), new { udfald = "udskudt", tekst = "Udskudt." });

        Assert.Contains("referat følger", (string)(await Klient.ProblemAsync(forfatter, HttpStatusCode.NotFound))["detail"]!, StringComparison.Ordinal);
        Assert.True((bool)(await vaert.Som("direktion").HentAsync(Adresse(punkt)))["kladde"]!);
        await Klient.ProblemAsync(igen, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Udskudt_TilNavngivetMoede_KommerPaaDetsDagsorden()
    {
        var (sag, punkt) = await HarPunktAsync("2025-02-05T09:00");
        var naeste = await MoedeAsync("2025-02-25T09:00");

        await BeslutAsync(punkt, new { udfald = "udskudt", tekst = "Udskudt.", udskudtTil = new { moede = naeste["id"] } }, ekspeder: true);

        Assert.Equal(["behandlet udskudt", "paa-dagsorden "], await TrinAsync(sag));
        var nyt = Assert.Single((await vaert.Som("sekretariat").HentAsync($"/api/moeder/{naeste["id"]}/dagsorden"))["punkter"]!.AsArray())!;
        Assert.Equal((string)punkt["id"]!, (string)nyt["forrigePunktId"]!);
    }

    [Fact]
    public async Task Rettelse_UroerteFoelger_TagesTilbageOgBesluttesPaaNy()
    {
        var (sag, punkt) = await HarPunktAsync("2025-02-06T09:00");
        var ekspederet = await BeslutAsync(
            punkt, new { udfald = "godkendt", tekst = "Godkendt.", ruter = new[] { "CF" }, bestillinger = new[] { new { tekst = "Notat", ansvarlig = "ØAC" } } }, ekspeder: true);
        Assert.Equal(["behandlet godkendt", "klar "], await TrinAsync(sag));

        using var svar = await vaert.Som("sekretariat").PutAsync(
            Adresse(punkt), new { udfald = "udskudt", ruter = Array.Empty<string>(), bestillinger = Array.Empty<object>(), begrundelse = "Hørt forkert" }, (int)ekspederet["version"]!);

        var rettet = JsonNode.Parse(await svar.Content.ReadAsStringAsync())!;
        Assert.Equal(HttpStatusCode.OK, svar.StatusCode);
        Assert.Empty(rettet["rettelse"]!["begyndt"]!.AsArray());
        Assert.Equal("Hørt forkert", (string?)Assert.Single(rettet["rettelser"]!.AsArray())!["begrundelse"]);
        Assert.Equal(["behandlet udskudt", "klar "], await TrinAsync(sag));
        var bestilling = Assert.Single((await vaert.Som("sekretariat").HentAsync($"/api/sager/{sag["id"]}/bestillinger"))["elementer"]!.AsArray())!;
        Assert.Equal("trukket", (string?)bestilling["status"]);
    }

    [Fact]
    public async Task Rettelse_BegyndteFoelger_GivesTilEnPerson()
    {
        var (sag, punkt) = await HarPunktAsync("2025-02-07T09:00");
        var ekspederet = await BeslutAsync(punkt, new { udfald = "bestilt", tekst = "Bestilt.", bestillinger = new[] { new { tekst = "Notat", ansvarlig = "ØAC" } } }, ekspeder: true);
        var bestilling = ekspederet["bestillinger"]![0]!["id"];
        await vaert.Som("sagsbehandler-oeac").SendAsync($"/api/bestillinger/{bestilling}/tilbagemelding", new { tekst = "Vi er begyndt.", afsluttet = false });

        using var svar = await vaert.Som("sekretariat").PutAsync(Adresse(punkt), new { udfald = "udskudt", tekst = "Udskudt.", begrundelse = "Hørt forkert" }, (int)ekspederet["version"]!);

        var rettet = JsonNode.Parse(await svar.Content.ReadAsStringAsync())!;
        Assert.Equal("bestilt", (string?)rettet["udfald"]);
        Assert.Equal("Udskudt.", (string?)rettet["tekst"]);
        Assert.Contains("meldt tilbage", (string?)Assert.Single(rettet["rettelse"]!["begyndt"]!.AsArray()), StringComparison.Ordinal);
        var opgave = await vaert.Som("sekretariat").HentAsync($"/api/opgaver/{rettet["rettelse"]!["opgaveId"]}");
        Assert.Equal((string?)sag["id"], (string?)opgave["sag"]!["id"]);
    }

    [Fact]
    public async Task Beslutning_RuteUdenforForloebet_AfvisesMedDeTilladte()
    {
        var (_, punkt) = await HarPunktAsync("2025-02-10T09:00");

        using var ukendt = await vaert.Som("sekretariat").PostAsync(Adresse(punkt), new { udfald = "godkendt", tekst = "x", ruter = new[] { "XYZ" } });
        using var fremmed = await vaert.Som("udvalg").PostAsync(Adresse(punkt), new { udfald = "godkendt", tekst = "x" });

        Assert.NotNull((await Klient.ProblemAsync(ukendt, HttpStatusCode.BadRequest))["errors"]!["ruter"]);
        await Klient.ProblemAsync(fremmed, HttpStatusCode.Forbidden);
    }

    private static string Adresse(JsonNode punkt) => $"/api/dagsordenspunkter/{punkt["id"]}/beslutning";

    private Task<JsonNode> MoedeAsync(string start) => vaert.Som("sekretariat").SendAsync("/api/moeder", new { forum = "DIR", start, sted = "Mødelokale 1.14" });

    /// <summary>A case's item on an agenda that is out.</summary>
    private async Task<(JsonNode Sag, JsonNode Punkt)> HarPunktAsync(string start)
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync();
        var forelaeggelse = (await vaert.Som("sekretariat").HentAsync($"/api/sager/{sag["id"]}/forloeb"))["trin"]![0]!["forelaeggelseId"];
        var moede = await MoedeAsync(start);
        var punkt = await vaert.Som("sekretariat").SendAsync($"/api/moeder/{moede["id"]}/dagsorden", new { forelaeggelseId = forelaeggelse });
        await vaert.Som("sekretariat").SendAsync($"/api/moeder/{moede["id"]}/udsendelse");
        return (sag, punkt);
    }

    private async Task<JsonNode> BeslutAsync(JsonNode punkt, object beslutning, bool ekspeder = false)
    {
        var svar = await vaert.Som("sekretariat").SendAsync(Adresse(punkt), beslutning);
        return ekspeder ? await vaert.Som("sekretariat").SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/ekspedition") : svar;
    }

    private async Task<string[]> TrinAsync(JsonNode sag) =>
        [.. (await vaert.Som("sekretariat").HentAsync($"/api/sager/{sag["id"]}/forloeb"))["trin"]!.AsArray().Select(t => $"{t!["status"]} {t["udfald"]}")];
}
