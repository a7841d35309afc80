using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>An administrator intervenes in a case's process, over HTTP.</summary>
public sealed class IndgrebTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    [Fact]
    public async Task Spring_FlytterSagen_OgHistorikkenSigerHvemOgHvorfor()
    {
        var sag = await vaert.HarOprettetSagAsync();

        var proces = await GribIndAsync(sag, new { art = "spring", node = "sekretariat", begrundelse = "Centerchefen har godkendt på papir" });

        Assert.Equal("sekretariat", (string?)proces["venter"]!.AsArray().Single(v => (string?)v!["art"] == "task")!["node"]);
        await vaert.OpgaveAsync("sekretariat", sag);
        Assert.Empty((await vaert.Som("sagsbehandler").HentAsync($"/api/opgaver?mine=true&sag={sag["id"]}"))["elementer"]!.AsArray());
        var linje = await LinjeAsync(sag);
        Assert.Equal(("admin", "Sagen er flyttet fra »Skriv sag« til »Tjek sag«.", "Centerchefen har godkendt på papir"), ((string?)linje["aktoer"], (string?)linje["tekst"], (string?)linje["begrundelse"]));
    }

    [Fact]
    public async Task Overspring_SerUdSomDetFoersteUdfald_EllerDetDerAngives()
    {
        var sag = await vaert.HarOprettetSagAsync();
        await GribIndAsync(sag, new { art = "overspring", begrundelse = "Skrevet på papir" });
        Assert.Equal("centerchef", (string?)(await vaert.OpgaveAsync("centerchef", sag))["node"]);

        await GribIndAsync(sag, new { art = "overspring", node = "centerchef", udfald = "returner", begrundelse = "Tilbage" });
        Assert.Equal("skriv", (string?)(await vaert.OpgaveAsync("sagsbehandler", sag))["node"]);
    }

    [Fact]
    public async Task Gentag_AabnerTrinnetPaaNy_OgEtTidligereTrinVedAtGaaTilbage()
    {
        var sag = await vaert.HarOprettetSagAsync();
        var foer = (string?)(await vaert.OpgaveAsync("sagsbehandler", sag))["id"];
        await GribIndAsync(sag, new { art = "gentag", node = "skriv", begrundelse = "Forfra" });
        Assert.NotEqual(foer, (string?)(await vaert.OpgaveAsync("sagsbehandler", sag))["id"]);
        var gammel = await vaert.Som("sagsbehandler").SendAfvistAsync($"/api/opgaver/{foer}/afslutning", new { udfald = "indsend" }, HttpStatusCode.Conflict);
        Assert.Contains("ikke længere aktuel", (string?)gammel["detail"], StringComparison.Ordinal);

        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        await GribIndAsync(sag, new { art = "gentag", node = "skriv", begrundelse = "Noget mangler" });
        Assert.Equal("skriv", (string?)(await vaert.OpgaveAsync("sagsbehandler", sag))["node"]);
    }

    [Fact]
    public async Task Gentag_AfEnForelaeggelse_ErDenSammeMedSinTekst()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync();
        var foer = await vaert.KlarForelaeggelseAsync(sag, "DIR");
        var hos = await vaert.Som("sekretariat").HentAsync($"/api/forelaeggelser/{foer["id"]}");
        await vaert.Som("sekretariat").RetAsync(HttpMethod.Put, $"/api/forelaeggelser/{foer["id"]}/indhold", new { titel = "Til Direktionen" }, (int)hos["version"]!);

        await GribIndAsync(sag, new { art = "gentag", node = "direktion", begrundelse = "Forfra" });

        Assert.Equal((string?)foer["id"], (string?)(await vaert.KlarForelaeggelseAsync(sag, "DIR"))["id"]);
        Assert.Equal("Til Direktionen", (string?)(await vaert.Som("sekretariat").HentAsync($"/api/forelaeggelser/{foer["id"]}"))["titel"]);
        await vaert.HarBesluttetAsync(sag, new { udfald = "godkendt", tekst = "Godkendt." });
    }

    [Fact]
    public async Task Indgreb_SomVilleGoereEnDagsordenForkert_AfvisesOgAltStaarSomFoer()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync();
        var moede = await vaert.HarMoedeAsync("DIR", "2025-03-04T09:00");
        await vaert.LaegPaaAsync(moede, sag);

        var problem = await AfvistAsync(sag, new { art = "spring", node = "skriv", begrundelse = "Forfra" }, HttpStatusCode.Conflict);

        Assert.Contains("dagsorden", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(["DIR paa-dagsorden"], (await vaert.TrinAsync(sag)).Vej());
    }

    [Fact]
    public async Task Spring_UdAfEtKaldtForloeb_StopperDet()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync();
        await vaert.HarBesluttetAsync(sag, new { udfald = "godkendt", tekst = "Godkendt og sendes til Chefforum.", ruter = new[] { "CF" } });
        await vaert.KlarForelaeggelseAsync(sag, "CF");

        await GribIndAsync(sag, new { art = "spring", node = "direktion", begrundelse = "Direktionen vil se den igen først" });

        Assert.Equal(["DIR behandlet godkendt", "DIR klar"], (await vaert.TrinAsync(sag)).Vej());
        await vaert.HarBesluttetAsync(sag, new { udfald = "godkendt", tekst = "Godkendt.", ruter = new[] { "SL" } }, "2025-03-11T09:00");
        await vaert.KlarForelaeggelseAsync(sag, "SL");
    }

    [Fact]
    public async Task Opgave_KanFoejesTil_OgSagenSlutterFoerstNaarDenErGjort()
    {
        var sag = await vaert.HarOprettetSagAsync();
        var proces = await GribIndAsync(sag, new { art = "opgave", navn = "Ring til borgeren", rolle = "centerchef", begrundelse = "Der er kommet en klage" });
        Assert.Contains(proces["venter"]!.AsArray(), v => (string?)v!["navn"] == "Ring til borgeren" && v["node"] is null);
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "traek");

        var opgave = await vaert.OpgaveAsync("centerchef", sag);
        Assert.Equal(("Ring til borgeren", "faerdig"), ((string?)opgave["navn"], (string?)opgave["udfald"]![0]));
        Assert.False((bool)(await vaert.Som("admin").HentAsync($"/api/sager/{sag["id"]}/proces"))["slut"]!);
        await vaert.AfslutOpgaveAsync("centerchef", sag, "faerdig");
        Assert.True((bool)(await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/proces"))["slut"]!);
        await AfvistAsync(sag, new { art = "gentag", begrundelse = "For sent" }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Variabel_SesAfProcessenNaesteGang()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync();
        await GribIndAsync(sag, new { art = "variabel", variabel = "rest", vaerdi = new[] { "HU" }, begrundelse = "MED skal høres" });
        await vaert.HarBesluttetAsync(sag, new { udfald = "godkendt", tekst = "Godkendt." });
        await vaert.KlarForelaeggelseAsync(sag, "HU");
    }

    [Fact]
    public async Task ForkertIndgreb_SigerHvadDerErGalt()
    {
        var sag = await vaert.HarOprettetSagAsync();
        Assert.NotNull((await AfvistAsync(sag, new { art = "spring", node = "sekretariat" }, HttpStatusCode.BadRequest))["errors"]!["begrundelse"]);
        Assert.NotNull((await AfvistAsync(sag, new { begrundelse = "x" }, HttpStatusCode.BadRequest))["errors"]!["art"]);
        Assert.NotNull((await AfvistAsync(sag, new { art = "spring", begrundelse = "x" }, HttpStatusCode.BadRequest))["errors"]!["node"]);
        Assert.NotNull((await AfvistAsync(sag, new { art = "variabel", variabel = "x", begrundelse = "x" }, HttpStatusCode.BadRequest))["errors"]!["vaerdi"]);
        Assert.NotNull((await AfvistAsync(sag, new { art = "opgave", navn = "x", rolle = "borgmester", begrundelse = "x" }, HttpStatusCode.BadRequest))["errors"]!["rolle"]);
        Assert.Contains("findes-ikke", (string?)(await AfvistAsync(sag, new { art = "spring", node = "findes-ikke", begrundelse = "x" }, HttpStatusCode.BadRequest))["detail"], StringComparison.Ordinal);
        Assert.Contains("skriv", (string?)(await AfvistAsync(sag, new { art = "overspring", node = "direktion", begrundelse = "x" }, HttpStatusCode.Conflict))["detail"], StringComparison.Ordinal);
        Assert.EndsWith("sidste-spor", (string?)(await AfvistAsync(sag, new { art = "fjern-token", begrundelse = "x" }, HttpStatusCode.Conflict))["type"], StringComparison.Ordinal);
        Assert.EndsWith("ikke-gaaet-i-staa", (string?)(await AfvistAsync(sag, new { art = "proev-igen", begrundelse = "x" }, HttpStatusCode.Conflict))["type"], StringComparison.Ordinal);
        Assert.Equal("skriv", (string?)(await vaert.OpgaveAsync("sagsbehandler", sag))["node"]);
    }

    [Fact]
    public async Task Indgreb_AfAndreEndAdministratoren_EllerILukketSag_Afvises()
    {
        var sag = await vaert.HarOprettetSagAsync();
        foreach (var som in new[] { "sagsbehandler", "centerchef", "sekretariat", "direktion", "laeser" })
        {
            await vaert.Som(som).SendAfvistAsync($"/api/sager/{sag["id"]}/indgreb", new { art = "gentag", begrundelse = "x" }, HttpStatusCode.Forbidden);
        }

        var lukket = await vaert.HarOprettetSagAsync(lukket: new { grund = "Personsag" });
        await AfvistAsync(lukket, new { art = "gentag", begrundelse = "x" }, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task SammeNoegle_ToGange_GriberKunIndEnGang()
    {
        var sag = await vaert.HarOprettetSagAsync();
        var body = new { art = "opgave", navn = "Kun én", begrundelse = "Klage" };
        var svar = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var et = await vaert.Som("admin").PostAsync($"/api/sager/{sag["id"]}/indgreb", body, "samme-noegle");
            svar.Add(await et.Content.ReadAsStringAsync());
        }

        Assert.Equal(svar[0], svar[1]);
        Assert.Single(JsonNode.Parse(svar[1])!["venter"]!.AsArray(), v => (string?)v!["navn"] == "Kun én");
    }

    private Task<JsonNode> GribIndAsync(JsonNode sag, object body) => vaert.Som("admin").SendAsync($"/api/sager/{sag["id"]}/indgreb", body);

    private Task<JsonNode> AfvistAsync(JsonNode sag, object body, HttpStatusCode ventet) => vaert.Som("admin").SendAfvistAsync($"/api/sager/{sag["id"]}/indgreb", body, ventet);

    private async Task<JsonNode> LinjeAsync(JsonNode sag) =>
        (await vaert.Som("sekretariat").HentAsync($"/api/sager/{sag["id"]}/historik"))["elementer"]!.AsArray().Single(h => (string?)h!["art"] == "indgreb")!;
}
