using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>Deadlines over HTTP: what is due, why, and what follows when something moves.</summary>
public sealed class FristTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    [Fact]
    public async Task Moede_HarSineFristerMedRegnestykket()
    {
        var moede = await vaert.HarMoedeAsync("BY", "2025-06-11T17:00");

        var frister = (await vaert.Som("laeser").HentAsync($"/api/moeder/{moede["id"]}"))["frister"]!.AsArray();

        var udsendelse = frister.Single(f => (string?)f!["art"] == "udsendelse")!;
        Assert.Equal("2025-06-03T16:00", (string?)udsendelse["forfald"]);
        Assert.Equal("kommunestyrelsesloven § 8 stk. 4", (string?)udsendelse["beregning"]!["grundlag"]);
        Assert.Equal(["2025-06-10", "2025-06-06", "2025-06-04", "2025-06-03"], udsendelse["beregning"]!["talte"]!.AsArray().Select(t => (string?)t));
        Assert.Contains(udsendelse["beregning"]!["sprunget"]!.AsArray(), s => (string?)s!["dato"] == "2025-06-05" && (string?)s["hvorfor"] == "grundlovsdag");
        Assert.Contains("4 hverdage før onsdag 11-06-2025 er tirsdag 03-06-2025", (string?)udsendelse["forklaring"], StringComparison.Ordinal);
        Assert.Contains("antaget", (string?)frister.Single(f => (string?)f!["art"] == "aflevering")!["forklaring"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task FlyttetMoede_TagerFristerneMed_OgSigerHvadDerErForSent()
    {
        var moede = await vaert.HarMoedeAsync("BY", "2025-08-27T17:00");

        var flyttet = await vaert.Som("udvalg").RetAsync(HttpMethod.Patch, $"/api/moeder/{moede["id"]}", new { start = "2025-01-08T17:00" }, (int)moede["version"]!);

        Assert.Contains(flyttet["flyttet"]!.AsArray(), f => ((string)f!).StartsWith("Fristen for at udsende dagsordenen er flyttet fra 21-08-2025 kl. 16.00 til 02-01-2025", StringComparison.Ordinal));
        Assert.Contains(flyttet["brud"]!.AsArray(), b => ((string)b!).Contains("brud på kommunestyrelsesloven § 8 stk. 4", StringComparison.Ordinal));
        Assert.Equal("overskredet", (string?)flyttet["frister"]!.AsArray().First(f => (string?)f!["art"] == "udsendelse")!["tilstand"]);
    }

    [Fact]
    public async Task Liste_KanAfgraenses_OgErIOrden()
    {
        await vaert.HarMoedeAsync("HU", "2025-09-10T09:00");
        var frister = await vaert.Som("laeser").HentAsync("/api/frister?fra=2025-08-01&til=2025-09-30&forum=HU&antal=200");

        Assert.Equal(["aflevering", "udsendelse", "referat"], frister["elementer"]!.AsArray().Select(f => (string?)f!["art"]));
        Assert.All(frister["elementer"]!.AsArray(), f => Assert.Equal("i-god-tid", (string?)f!["tilstand"]));
        Assert.Empty((await vaert.Som("laeser").HentAsync("/api/frister?fra=2031-01-01&til=2031-12-31"))["elementer"]!.AsArray());
        await vaert.Som("laeser").HentAfvistAsync("/api/frister?fra=2025-02-01&til=2025-01-01", HttpStatusCode.BadRequest);
        await vaert.Som("laeser").HentAfvistAsync("/api/frister?fra=2025-02-31", HttpStatusCode.BadRequest);
        await vaert.Som("laeser").HentAfvistAsync("/api/frister?forum=XX", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Sag_MedOensketMoede_SkalAfleveresFoer_OgFristenFoelgerMoedet()
    {
        var moede = await vaert.HarMoedeAsync("DIR", "2025-10-07T09:00");
        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", new
        {
            titel = "Sag til oktober",
            center = "CBA",
            workflow = "direktionssag",
            egneDatoer = new[] { new { senest = "2025-10-10", hvad = "Tilbudsgiverne skal have besked" } },
            oensketMoede = new { forum = "DIR", dato = "2025-10-07" },
        });

        var frister = (await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/frister"))["elementer"]!.AsArray();

        var aflevering = frister.Single(f => (string?)f!["art"] == "aflevering")!;
        Assert.Equal(("2025-09-25T12:00", "CBA", (string?)moede["id"]), ((string?)aflevering["forfald"], (string?)aflevering["hvem"], (string?)aflevering["moedeId"]));
        Assert.Contains(frister, f => (string?)f!["art"] == "egen-dato" && (string?)f["forfald"] == "2025-10-10T23:59");
        Assert.Contains((await vaert.Som("centerchef").HentAsync("/api/frister?center=CBA&fra=2025-09-25&til=2025-09-25"))["elementer"]!.AsArray(), f => (string?)f!["sagId"] == (string?)sag["id"]);

        foreach (var (som, udfald) in new[] { ("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend") })
        {
            await vaert.AfslutOpgaveAsync(som, sag, udfald);
        }

        Assert.DoesNotContain((await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/frister"))["elementer"]!.AsArray(), f => (string?)f!["art"] == "aflevering");
    }

    [Fact]
    public async Task Moedefrist_KanSaettesAnderledesMedBegrundelse_MenLovenKanIkkeLoesnes()
    {
        var moede = await vaert.HarMoedeAsync("BY", "2025-11-26T17:00");
        var sti = $"/api/moeder/{moede["id"]}/frister";
        Assert.NotNull((await vaert.Som("udvalg").SendAfvistAsync(sti, new { art = "aflevering", forfald = "2025-11-14T12:00" }, HttpStatusCode.BadRequest))["errors"]!["begrundelse"]);
        await vaert.Som("sekretariat").SendAfvistAsync(sti, new { art = "aflevering", forfald = "2025-11-14T12:00", begrundelse = "x" }, HttpStatusCode.Forbidden);
        var lov = await vaert.Som("udvalg").SendAfvistAsync(sti, new { art = "udsendelse", forfald = "2025-11-21T16:00", begrundelse = "Travlt" }, HttpStatusCode.Conflict);
        Assert.Contains("§ 8 stk. 4", (string?)lov["detail"], StringComparison.Ordinal);

        var sat = await vaert.Som("udvalg").SendAsync(sti, new { art = "aflevering", forfald = "2025-11-14T12:00", begrundelse = "Regnskabet kommer sent" });
        Assert.Equal(("2025-11-14T12:00", "Regnskabet kommer sent", "2025-11-12T12:00"), ((string?)sat["forfald"], (string?)sat["aendret"]!["begrundelse"], (string?)sat["aendret"]!["efter"]));
        await vaert.Som("udvalg").SendAsync(sti, new { art = "udsendelse", forfald = "2025-11-19T16:00", begrundelse = "Stor dagsorden" });
        var frister = (await vaert.Som("laeser").HentAsync($"/api/moeder/{moede["id"]}"))["frister"]!.AsArray();
        Assert.Equal(["2025-11-14T12:00", "2025-11-19T16:00"], frister.Take(2).Select(f => (string?)f!["forfald"]));
    }

    /// <summary>The Kvarterhus case: it had a date of its own, and was postponed past it.</summary>
    [Fact]
    public async Task Udskydelse_ViserHvadDenBryder_FoerDenEkspederes()
    {
        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", new
        {
            titel = "Udbud af kvarterhus",
            center = "CBA",
            workflow = "direktionssag",
            egneDatoer = new[] { new { senest = "2025-03-12", hvad = "Tilbudsgiverne skal forhåndsadviseres" } },
            oensketMoede = new { forum = "OEU", dato = "2025-03-19" },
        });
        foreach (var (som, udfald) in new[] { ("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend") })
        {
            await vaert.AfslutOpgaveAsync(som, sag, udfald);
        }

        var moede = await vaert.HarMoedeAsync("DIR", "2025-03-11T09:00");
        var naeste = await vaert.HarMoedeAsync("DIR", "2025-03-25T09:00");
        var punkt = await vaert.LaegPaaAsync(moede, sag);
        await vaert.UdsendAsync(moede);

        var beslutning = await vaert.Som("sekretariat").SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/beslutning", new { udfald = "udskudt", tekst = "Udsættes.", udskudtTil = new { moede = (string?)naeste["id"] } });

        Assert.True((bool)beslutning["kladde"]!);
        Assert.Contains(beslutning["advarsler"]!.AsArray(), a => ((string)a!).Contains("12-03-2025", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Kalender_GiverFridageMedGrund()
    {
        var kalender = await vaert.Som("laeser").HentAsync("/api/kalender/2025");
        Assert.Contains(kalender["dage"]!.AsArray(), d => (string?)d!["dato"] == "2025-06-06" && (string?)d["navn"] == "indeklemt dag");
        Assert.Equal(["2025-05-02", "2025-05-30", "2025-06-06"], kalender["indeklemteDage"]!.AsArray().Select(d => (string?)d!["dato"]));
        await vaert.Som("laeser").HentAfvistAsync("/api/kalender/1500", HttpStatusCode.BadRequest);
    }
}
