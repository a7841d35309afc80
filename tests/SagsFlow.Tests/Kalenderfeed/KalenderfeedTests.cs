using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SagsFlow.Engine.Tests.Npm;
using SagsFlow.Kalenderfeed;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Kalenderfeed;

/// <summary>Calendars as a calendar program reads them (ical.js), fetched without signing in.</summary>
public sealed class KalenderfeedTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    private static readonly NpmPackage Laeser = new("smtp");

    [NodeFact]
    public async Task ForumKalender_FoelgerMoedetsFlytningOgAflysning()
    {
        var vinter = await vaert.HarMoedeAsync("DIR", "2025-02-25T09:00");
        var sommer = await vaert.HarMoedeAsync("DIR", "2025-06-12T09:00");
        await vaert.HarMoedeAsync("CF", "2025-02-26T09:00");
        var adresse = await AdresseAsync("laeser", "DIR");

        var foer = await LaesAsync(adresse);
        Assert.Equal(["2025-02-25T08:00:00.000Z", "2025-06-12T07:00:00.000Z"], Begivenheder(foer, "moede-").Select(b => (string?)b["start"]));
        var moede = Om(foer, "moede-", vinter);
        Assert.Equal(("Møde i Direktionen", "Mødelokale 5", "CONFIRMED"), ((string?)moede["summary"], (string?)moede["location"], (string?)moede["status"]));
        Assert.Equal("Aflevering af sager til Direktionen den 25-02-2025", (string?)Om(foer, "aflevering-", vinter)["summary"]);
        Assert.Equal("2025-02-13T11:00:00.000Z", (string?)Om(foer, "aflevering-", vinter)["start"]);
        Assert.Contains("8 arbejdsdage", (string?)Om(foer, "aflevering-", vinter)["description"], StringComparison.Ordinal);
        Assert.NotNull(Om(foer, "udsendelse-", vinter));
        Assert.NotNull(Om(foer, "referat-", vinter));
        Assert.Equal(8, Begivenheder(foer, "").Count);

        await vaert.FlytUrAsync("2025-01-07T08:00");
        await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/moeder/{vinter["id"]}", new { start = "2025-03-04T10:00" }, (int)vinter["version"]!);
        await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/moeder/{sommer["id"]}", new { aflyst = new { begrundelse = "Ferie" } }, (int)sommer["version"]!);
        var efter = await LaesAsync(adresse);
        var flyttet = Om(efter, "moede-", vinter);
        Assert.Equal("2025-03-04T09:00:00.000Z", (string?)flyttet["start"]);
        Assert.True((int)flyttet["sequence"]! > (int)moede["sequence"]!);
        Assert.True(string.CompareOrdinal((string?)flyttet["modified"], (string?)moede["modified"]) > 0);
        Assert.NotEqual((string?)Om(foer, "aflevering-", vinter)["start"], (string?)Om(efter, "aflevering-", vinter)["start"]);
        Assert.Equal(["CANCELLED"], Begivenheder(efter, "").Where(b => ((string)b["uid"]!).Contains((string)sommer["id"]!, StringComparison.Ordinal)).Select(b => (string?)b["status"]).Distinct());
    }

    [NodeFact]
    public async Task EgenKalender_NaevnerOpgaverOgNumre_MenAldrigTitlerOgIntetLukket()
    {
        var aaben = await vaert.HarOprettetSagAsync("Kolibrien bygger rede", "25/701");
        var lukket = await vaert.HarOprettetSagAsync("Zebrafinken skal afskediges", "25/702", lukket: new { grund = "Personsag" });
        foreach (var sag in new[] { aaben, lukket })
        {
            await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        }

        var adresse = await AdresseAsync("centerchef");
        using var http = vaert.Ingen();
        var tekst = await http.GetStringAsync(adresse);
        var begivenheder = Begivenheder(await LaesAsync(adresse), "opgave-").Where(b => b["url"] is { } url && new[] { aaben, lukket }.Any(s => ((string)url!).EndsWith((string)s["id"]!, StringComparison.Ordinal))).ToList();
        Assert.Equal(2, begivenheder.Count);
        Assert.Single(begivenheder, b => ((string)b["summary"]!).EndsWith(" (25/701)", StringComparison.Ordinal));
        Assert.All(new[] { "Kolibrien", "Zebrafinken", "25/702", "Personsag" }, ord => Assert.DoesNotContain(ord, tekst, StringComparison.OrdinalIgnoreCase));

        var udefra = await http.GetStringAsync(await AdresseAsync("centerchef-oeac"));
        Assert.All(new[] { "opgave-", "25/701" }, ord => Assert.DoesNotContain(ord, udefra, StringComparison.Ordinal));
    }

    [NodeFact]
    public async Task EgenKalender_HarBestillingerSomHeleDage_OgCentretsAfleveringer()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Sag med arbejde", "25/703");
        await vaert.HarBesluttetAsync(sag, new { udfald = "godkendt", tekst = "Godkendt.", bestillinger = new[] { new { tekst = "Tæl hemmelige bænke", ansvarlig = "ØAC", frist = "2025-10-26" } } }, "2025-09-23T09:00");
        await vaert.HarMoedeAsync("DIR", "2025-11-04T09:00");
        var planlagt = await vaert.Som("sagsbehandler-oeac").SendAsync(
            "/api/sager", new { titel = "Planlagt", journalnummer = "25/704", center = "OEAC", baggrund = "x", oensketMoede = new { forum = "DIR", dato = "2025-11-04" } });

        var kalender = await LaesAsync(await AdresseAsync("sagsbehandler-oeac"));
        var bestilling = Assert.Single(Begivenheder(kalender, "bestilling-"));
        Assert.Equal(("Frist: bestilling fra Direktionen (25/703)", true, "2025-10-26", "2025-10-27"), ((string?)bestilling["summary"], (bool)bestilling["day"]!, (string?)bestilling["startText"], (string?)bestilling["end"]));
        var aflevering = Assert.Single(Begivenheder(kalender, "aflevering-"), b => ((string)b["url"]!).EndsWith((string)planlagt["id"]!, StringComparison.Ordinal));
        Assert.Equal("Aflevering til Direktionen (25/704)", (string?)aflevering["summary"]);
        Assert.DoesNotContain("hemmelige", kalender.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Noegle_Tilbagekaldt_ErUkendt()
    {
        var ny = await vaert.Som("direktion").SendAsync("/api/kalendernoegler", new { });
        using var http = vaert.Ingen();
        var adresse = (string)ny["adresse"]!;
        using (var svar = await http.GetAsync(adresse))
        {
            Assert.Equal("text/calendar; charset=utf-8", svar.Content.Headers.ContentType?.ToString());
            using var igen = new HttpRequestMessage(HttpMethod.Get, adresse) { Headers = { IfNoneMatch = { svar.Headers.ETag! } } };
            Assert.Equal(HttpStatusCode.NotModified, (await http.SendAsync(igen)).StatusCode);
            using var siden = new HttpRequestMessage(HttpMethod.Get, adresse) { Headers = { IfModifiedSince = svar.Content.Headers.LastModified } };
            Assert.Equal(HttpStatusCode.NotModified, (await http.SendAsync(siden)).StatusCode);
        }

        var mine = await vaert.Som("direktion").HentAsync("/api/kalendernoegler");
        Assert.Contains(mine["elementer"]!.AsArray(), n => (string?)n!["id"] == (string?)ny["id"] && n["adresse"] is null);
        var sti = $"/api/kalendernoegler/{ny["id"]}";
        Assert.Equal(HttpStatusCode.NotFound, (await vaert.Som("sekretariat").Http.DeleteAsync(sti)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await vaert.Som("direktion").Http.DeleteAsync(sti)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(adresse)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync("/kalender/abc.ics")).StatusCode);
        await vaert.Som("direktion").SendAfvistAsync("/api/kalendernoegler", new { forum = "XX" }, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Noegle_LiggerIngenSteder_OgSigesKunEnGang()
    {
        async Task<JsonNode> OpretAsync()
        {
            using var svar = await vaert.Som("laeser").PostAsync("/api/kalendernoegler", new { forum = "BY" }, noegle: "samme");
            Assert.Equal(HttpStatusCode.Created, svar.StatusCode);
            return JsonNode.Parse(await svar.Content.ReadAsStringAsync())!;
        }

        var foerste = await OpretAsync();
        var igen = await OpretAsync();
        Assert.Equal((string?)foerste["id"], (string?)igen["id"]);
        Assert.Null(igen["adresse"]);
        var noegle = new Uri((string)foerste["adresse"]!).Segments[^1].Replace(".ics", "", StringComparison.Ordinal);
        Assert.Equal(43, noegle.Length);
        foreach (var fil in new[] { vaert.Databasefil, vaert.Databasefil + "-wal" }.Where(File.Exists))
        {
            await using var bytes = new FileStream(fil, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var laeser = new StreamReader(bytes, Encoding.Latin1);
            Assert.DoesNotContain(noegle, await laeser.ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [NodeFact]
    public async Task Skrevet_MedLangeLinjerOgSaertegn_LaesesSomDetVar()
    {
        var navn = string.Concat(Enumerable.Repeat("Ærø, øl; og \\ bånd 🧑‍🚀 – ", 12)).Trim();
        var begivenhed = new Begivenhed("x", navn, 3, DateTimeOffset.UnixEpoch)
        {
            Start = new DateTime(2025, 3, 30, 2, 30, 0, DateTimeKind.Unspecified), Sted = "Lokale 5, 1. sal; \\ bagest", Tekst = "Første linje\r\nAnden\tlinje\u0007", Side = new Uri("https://x.dk/å?a=1,2;3"),
        };
        var bytes = Kalenderskriver.Skriv("Øvelse", [begivenhed]);

        var linjer = Encoding.UTF8.GetString(bytes).Split("\r\n");
        Assert.All(linjer, l => Assert.True(Encoding.UTF8.GetByteCount(l) <= 75, l));
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(bytes));
        Assert.Equal("", linjer[^1]);
        var laest = await ParseAsync(Encoding.UTF8.GetString(bytes));
        var b = Assert.Single(laest["events"]!.AsArray())!;
        Assert.Equal(("2.0", "Øvelse", navn), ((string?)laest["version"], (string?)laest["name"], (string?)b["summary"]));
        Assert.Equal(("Lokale 5, 1. sal; \\ bagest", "Første linje\nAnden linje "), ((string?)b["location"], (string?)b["description"]));
        Assert.Equal("2025-03-30T01:30:00.000Z", (string?)b["start"]);
    }

    private static List<JsonNode> Begivenheder(JsonNode kalender, string uid) =>
        [.. kalender["events"]!.AsArray().Where(b => ((string)b!["uid"]!).StartsWith(uid, StringComparison.Ordinal)).Select(b => b!)];

    private static JsonNode Om(JsonNode kalender, string uid, JsonNode ting) => Assert.Single(Begivenheder(kalender, $"{uid}{ting["id"]}"));

    private static async Task<JsonNode> ParseAsync(string ics) => JsonNode.Parse(await Laeser.RunAsync("read-calendar.mjs", ics))!;

    private async Task<string> AdresseAsync(string som, string? forum = null) => (string)(await vaert.Som(som).SendAsync("/api/kalendernoegler", new { forum }))["adresse"]!;

    private async Task<JsonNode> LaesAsync(string adresse)
    {
        using var http = vaert.Ingen();
        return await ParseAsync(await http.GetStringAsync(adresse));
    }
}
