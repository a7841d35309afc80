using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>The plans over HTTP: the matrix, the anchor, the copy and the cells' cases. The clock stands at 06-01-2025.</summary>
public sealed class ProcesplanTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    private Klient Sekretariat => vaert.Som("sekretariat");

    [Fact]
    public async Task Prognoseplan_ErMatricenFraReferatet()
    {
        var plan = await vaert.Som("laeser").HentAsync("/api/procesplaner/prognose-2024");

        Assert.Equal((4, 6, 22), (plan["spor"]!.AsArray().Count, plan["trin"]!.AsArray().Count, plan["celler"]!.AsArray().Count));
        var oeu = Celle(plan, "aeldrebolig-oeu");
        Assert.Equal(("OEU", "2024-06-12", true, "afholdt"), ((string?)oeu["forum"], (string?)oeu["senest"], (bool)oeu["tolket"]!, (string?)oeu["tilstand"]));
        Assert.StartsWith("10 arbejdsdage før onsdag 12-06-2024 er tirsdag 28-05-2024", (string?)oeu["aflevering"]!["forklaring"], StringComparison.Ordinal);
        Assert.False((bool)Celle(plan, "aeldrebolig-fagudvalg")["tolket"]!);
        Assert.Equal(("maj 2024", "2024-05-01", "2024-05-31"), ((string?)Celle(plan, "befolkning-by")["tekst"], (string?)Celle(plan, "befolkning-by")["tidligst"], (string?)Celle(plan, "befolkning-by")["senest"]));
        Assert.Equal(("budget", "uden-dato"), ((string?)Celle(plan, "skole-by")["tekst"], (string?)Celle(plan, "skole-by")["tilstand"]));
        var foerst = plan["konflikter"]!.AsArray()[0]!;
        Assert.Equal("advarsel", (string?)foerst["alvor"]);
        Assert.StartsWith("ÆSU's beslutning må eftersendes: ", (string?)foerst["tekst"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kv25_RegnesFraValgdagen()
    {
        var plan = await vaert.Som("laeser").HentAsync("/api/procesplaner/kv25");

        Assert.Equal(("valgdag", "2025-11-18"), ((string?)plan["anker"]!["navn"], (string?)plan["anker"]!["dato"]));
        Assert.Equal(
            ["2025-09-16 2025-09-16 12:00", "2025-09-30 2025-09-30 12:00", "2025-10-06 2025-10-06 12:00", "2025-10-07 2025-11-14 ", "2025-11-13 2025-11-13 ", "2025-11-18 2025-11-18 ", "2025-12-01 2025-12-15 "],
            new[] { "kandidatlister-1", "kandidatlister-2", "mangler", "brevstemmer", "valgkort", "valgdag", "valg-konstituering" }
                .Select(c => Celle(plan, c)).Select(c => $"{c["tidligst"]} {c["senest"]} {c["kl"]}"));
        Assert.Equal("49 dage før valgdag tirsdag 18-11-2025", (string?)Celle(plan, "kandidatlister-2")["forklaring"]);
        Assert.Equal("42 til 4 dage før valgdag tirsdag 18-11-2025", (string?)Celle(plan, "brevstemmer")["forklaring"]);
        Assert.Equal(("planlagt", "uden-dato"), ((string?)Celle(plan, "valgdag")["tilstand"], (string?)Celle(plan, "b-direktionen")["tilstand"]));
    }

    [Fact]
    public async Task Celle_NaarTidenGaar_ErNaerOverskredetOgAfholdt()
    {
        // The meeting of 04-02-2025; its delivery is due on 23-01.
        var tilstande = new List<string?>();
        foreach (var nu in new[] { "2025-01-07T08:00", "2025-01-10T08:00", "2025-01-23T13:00", "2025-02-05T08:00" })
        {
            await vaert.FlytUrAsync(nu);
            tilstande.Add((string?)Celle(await vaert.Som("laeser").HentAsync("/api/procesplaner/kv25"), "ramme-udsat")["tilstand"]);
        }

        Assert.Equal(["planlagt", "naer", "overskredet", "afholdt"], tilstande);
    }

    [Fact]
    public async Task Anker_Flyttet_FlytterKunDetDerRegnesFraDet()
    {
        // A copy, so that the other tests' plan stays.
        var plan = await Sekretariat.SendAsync("/api/procesplaner/kv25/kopi", new { aar = 2029, anker = "2029-11-20" });
        var sti = (string)plan["id"]! == "kv-2029" ? "/api/procesplaner/kv-2029" : throw new InvalidOperationException((string?)plan["id"]);
        Assert.Equal("Kommunalvalg 2029 (KV29)", (string?)plan["titel"]);
        Assert.Equal(("2029-10-02", "2029-12-01"), ((string?)Celle(plan, "kandidatlister-2")["senest"], (string?)Celle(plan, "valg-konstituering")["tidligst"]));
        Assert.Equal("senest marts 2029", (string?)Celle(plan, "a-frist")["tekst"]);

        var flyttet = await Sekretariat.RetAsync(HttpMethod.Patch, sti, new { anker = "2029-11-13", begrundelse = "Valget er fremrykket" }, 1);

        Assert.Equal(2, (int)flyttet["version"]!);
        Assert.Equal(
            ["kandidatlister-1 18-09-2029 → 11-09-2029", "kandidatlister-2 02-10-2029 → 25-09-2029", "mangler 08-10-2029 → 01-10-2029", "brevstemmer 09-10-2029 – 16-11-2029 → 02-10-2029 – 09-11-2029",
                "valgkort 15-11-2029 → 08-11-2029", "valgdag 20-11-2029 → 13-11-2029"],
            flyttet["flyttet"]!.AsArray().Select(f => $"{f!["celle"]} {f["fra"]} → {f["til"]}"));
        Assert.Equal("2029-11-08", (string?)Celle(await vaert.Som("laeser").HentAsync(sti), "valgkort")["senest"]);
        Assert.Contains(vaert.Laes("SELECT tekst, begrundelse FROM historik WHERE art = 'plananker-flyttet'"), r => r[0].Contains("fra tirsdag 20-11-2029 til tirsdag 13-11-2029", StringComparison.Ordinal) && r[1] == "Valget er fremrykket");

        await Sekretariat.RetAfvistAsync(HttpMethod.Patch, sti, new { anker = "2029-11-06", begrundelse = "x" }, 1, HttpStatusCode.PreconditionFailed);
        await Sekretariat.RetAfvistAsync(HttpMethod.Patch, sti, new { anker = "2029-11-06", begrundelse = "x" }, null, HttpStatusCode.PreconditionRequired);
        await Sekretariat.RetAfvistAsync(HttpMethod.Patch, sti, new { anker = "2029-11-06" }, 2, HttpStatusCode.BadRequest);
        await Sekretariat.RetAfvistAsync(HttpMethod.Patch, sti, new { anker = "2029-02-31", begrundelse = "x" }, 2, HttpStatusCode.BadRequest);
        await Sekretariat.RetAfvistAsync(HttpMethod.Patch, sti, new { anker = "9999-12-31", begrundelse = "x" }, 2, HttpStatusCode.BadRequest);
        await Sekretariat.RetAfvistAsync(HttpMethod.Patch, sti, new { anker = "2029-11-13", begrundelse = "x" }, 2, HttpStatusCode.BadRequest);
        await Sekretariat.RetAfvistAsync(HttpMethod.Patch, "/api/procesplaner/prognose-2024", new { anker = "2029-11-13", begrundelse = "x" }, 1, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Kopi_FaarSammeRytmeOgNyeMoeder()
    {
        foreach (var (forum, dag) in new[] { ("DIR", "2026-03-09"), ("DIR", "2026-04-20"), ("DIR", "2026-05-04"), ("ISU", "2026-06-02"), ("OEU", "2026-06-10"), ("OEU", "2026-08-19") })
        {
            await vaert.HarMoedeAsync(forum, dag + "T09:00");
        }

        var kopi = await Sekretariat.SendAsync("/api/procesplaner/prognose-2024/kopi", new { aar = 2026 });

        Assert.Equal(("prognose-2026", "Prognoser 2026", "prognose-2024"), ((string?)kopi["id"], (string?)kopi["titel"], (string?)kopi["kopiAf"]));
        Assert.Null(kopi["journalnummer"]);
        var datoer = kopi["flyttet"]!.AsArray().ToDictionary(f => (string)f!["celle"]!, f => $"{f!["fra"]} → {f["til"]}", StringComparer.Ordinal);
        Assert.Equal("11-03-2024 → 09-03-2026", datoer["befolkning-direktionen"]);
        Assert.Equal("22-04-2024 → 20-04-2026", datoer["institution-direktionen"]);
        Assert.Equal("06-05-2024 → 04-05-2026", datoer["institution-direktionen-2"]);
        Assert.Equal("04-06-2024 → 02-06-2026", datoer["skole-fagudvalg"]);
        Assert.Equal("12-06-2024 → 10-06-2026", datoer["skole-oeu"]);

        // No ÆSU meetings are called, no meeting of ØU lies near 22 May, and a seminar is no forum's.
        Assert.Equal("06-06-2024 → juni 2026", datoer["aeldrebolig-fagudvalg"]);
        Assert.Equal("22-05-2024 → 10-06-2026", datoer["befolkning-oeu"]);
        Assert.Equal("27-05-2024 → maj 2026", datoer["befolkning-strategiseminar"]);
        Assert.Equal("maj 2024 → maj 2026", datoer["befolkning-by"]);
        Assert.NotNull(Celle(kopi, "skole-oeu")["moedeId"]);
        Assert.Contains((await vaert.Som("laeser").HentAsync("/api/procesplaner"))["elementer"]!.AsArray(), p => (string?)p!["id"] == "prognose-2026");

        await Sekretariat.SendAfvistAsync("/api/procesplaner/prognose-2024/kopi", new { aar = 2026 }, HttpStatusCode.Conflict);
        await Sekretariat.SendAfvistAsync("/api/procesplaner/prognose-2024/kopi", new { aar = 2024 }, HttpStatusCode.BadRequest);
        await Sekretariat.SendAfvistAsync("/api/procesplaner/prognose-2024/kopi", new { aar = 99999 }, HttpStatusCode.BadRequest);
        await Sekretariat.SendAfvistAsync("/api/procesplaner/prognose-2024/kopi", new { }, HttpStatusCode.BadRequest);
        await Sekretariat.SendAfvistAsync("/api/procesplaner/kv25/kopi", new { aar = 2033 }, HttpStatusCode.BadRequest);
        await Sekretariat.SendAfvistAsync("/api/procesplaner/kv25/kopi", new { aar = 2033, anker = "2034-11-15" }, HttpStatusCode.BadRequest);
        await Sekretariat.SendAfvistAsync("/api/procesplaner/findes-ikke/kopi", new { aar = 2033 }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Celle_BliverTilEnSagNetopEnGang()
    {
        const string sti = "/api/procesplaner/prognose-2024/celler/skole-fagudvalg/sag";
        using var foerste = await Sekretariat.PostAsync(sti, noegle: "cellesag-1");
        using var igen = await Sekretariat.PostAsync(sti, noegle: "cellesag-1");

        var sag = JsonNode.Parse(await foerste.Content.ReadAsStringAsync())!;
        Assert.Equal(HttpStatusCode.Created, foerste.StatusCode);
        Assert.Equal($"/api/sager/{sag["id"]}", foerste.Headers.Location!.ToString());
        Assert.Equal((string?)sag["id"], (string?)JsonNode.Parse(await igen.Content.ReadAsStringAsync())!["id"]);
        Assert.Equal(
            ("Skoleprognose: Fagudvalg", "OEAC", "orientering", "I-sag", "23/21856", "kladde"),
            ((string?)sag["titel"], (string?)sag["center"], (string?)sag["sagstype"], (string?)sag["maerke"], (string?)sag["journalnummer"], (string?)sag["status"]));
        await Sekretariat.SendAfvistAsync(sti, null, HttpStatusCode.Conflict);
        await vaert.OpgaveAsync("sagsbehandler-oeac", sag);

        // A draft is its center's and the secretariat's; to others the cell is as before.
        Assert.Equal((string?)sag["id"], (string?)Celle(await vaert.Som("sagsbehandler-oeac").HentAsync("/api/procesplaner/prognose-2024"), "skole-fagudvalg")["sagId"]);
        Assert.Null(Celle(await vaert.Som("laeser").HentAsync("/api/procesplaner/prognose-2024"), "skole-fagudvalg")["sagId"]);

        await vaert.Som("sagsbehandler-oeac").SendAsync("/api/procesplaner/prognose-2024/celler/skole-oeu/sag");
        await vaert.Som("sagsbehandler").SendAfvistAsync("/api/procesplaner/prognose-2024/celler/institution-oeu/sag", null, HttpStatusCode.Forbidden);
        await Sekretariat.SendAfvistAsync("/api/procesplaner/prognose-2024/celler/findes-ikke/sag", null, HttpStatusCode.NotFound);
        await Sekretariat.SendAfvistAsync("/api/procesplaner/findes-ikke/celler/x/sag", null, HttpStatusCode.NotFound);
        await vaert.Som("laeser").HentAfvistAsync("/api/procesplaner/findes-ikke", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task LukketSag_AfEnCelle_SesIkkeIPlanen()
    {
        const string sti = "/api/procesplaner/kv25";
        var sag = await Sekretariat.SendAsync(sti + "/celler/h-direktionen/sag");
        foreach (var (som, udfald) in new[] { ("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend") })
        {
            await vaert.AfslutOpgaveAsync(som, sag, udfald);
        }

        Assert.Equal((string?)sag["id"], (string?)Celle(await vaert.Som("laeser").HentAsync(sti), "h-direktionen")["sagId"]);
        var (_, punkt) = await vaert.HarUdsendtAsync(sag, "DIR", "2025-03-18T09:00");
        var vist = await Sekretariat.HentAsync($"/api/dagsordenspunkter/{punkt["id"]}");
        await Sekretariat.RetAsync(HttpMethod.Patch, $"/api/dagsordenspunkter/{punkt["id"]}", new { lukket = new { grund = "Personsag" } }, (int)vist["version"]!);

        foreach (var som in new[] { "laeser", "sagsbehandler-oeac", "udvalg", "admin" })
        {
            var plan = await vaert.Som(som).HentAsync(sti);
            Assert.DoesNotContain((string)sag["id"]!, plan.ToJsonString(), StringComparison.Ordinal);
            Assert.Equal("uden-dato", (string?)Celle(plan, "h-direktionen")["tilstand"]);
        }

        Assert.Equal((string?)sag["id"], (string?)Celle(await vaert.Som("direktion").HentAsync(sti), "h-direktionen")["sagId"]);
    }

    private static JsonNode Celle(JsonNode plan, string id) => plan["celler"]!.AsArray().Single(c => (string?)c!["id"] == id)!;
}
