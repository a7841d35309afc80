using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>Tasks: who has them, how they are finished, returned, taken over and handed on.</summary>
public sealed class OpgaveTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    [Fact]
    public async Task Mine_FoelgerSagensGang()
    {
        var sag = await vaert.HarOprettetSagAsync();

        foreach (var (som, node, udfald) in new[] { ("sagsbehandler", "skriv", "indsend"), ("centerchef", "centerchef", "godkend"), ("sekretariat", "sekretariat", "godkend") })
        {
            foreach (var anden in new[] { "sagsbehandler", "centerchef", "sekretariat", "centerchef-oeac", "laeser", "admin" }.Where(a => a != som))
            {
                Assert.Empty(await ListeAsync(anden, $"mine=true&sag={sag["id"]}"));
            }

            var opgave = await vaert.OpgaveAsync(som, sag);
            Assert.Equal((node, udfald, true), ((string?)opgave["node"], (string?)opgave["udfald"]![0], (bool)opgave["kan"]!));
            Assert.Equal((string?)sag["id"], (string?)opgave["sag"]!["id"]);
            await vaert.AfslutOpgaveAsync(som, sag, udfald);
            if (node == "skriv")
            {
                var side = await vaert.Som("centerchef").Http.GetStringAsync($"/sager/{sag["id"]}");
                Assert.Contains("torsdag 09-01-2025, om 3 dage", side, StringComparison.Ordinal);
                Assert.DoesNotContain("09-01-2025 kl.", side, StringComparison.Ordinal);
            }
        }

        Assert.Empty(await ListeAsync("sekretariat", $"sag={sag["id"]}"));
    }

    [Fact]
    public async Task Forfald_GiverKunDemDerHarFrist() =>
        Assert.All(await ListeAsync("sekretariat", "forfald=2025-01-31"), o => Assert.True(string.CompareOrdinal((string?)o!["frist"], "2025-02-01") < 0));

    [Fact]
    public async Task Afslutning_ToGange_SigerHvemDerKomFoerstOgHvornaar()
    {
        var sag = await vaert.HarOprettetSagAsync();
        var opgave = await vaert.OpgaveAsync("sagsbehandler", sag);
        var sti = $"/api/opgaver/{opgave["id"]}/afslutning";
        await vaert.Som("sagsbehandler").SendAsync(sti, new { udfald = "indsend" });

        var problem = await vaert.Som("sagsbehandler").SendAfvistAsync(sti, new { udfald = "indsend" }, HttpStatusCode.Conflict);

        Assert.Contains("sagsbehandler den 06-01-2025 kl. 08.", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Afslutning_AfMangePaaEnGang_LykkesForEn()
    {
        var sag = await vaert.HarOprettetSagAsync();
        var opgave = await vaert.OpgaveAsync("sagsbehandler", sag);

        var svar = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => vaert.Som("sagsbehandler").PostAsync($"/api/opgaver/{opgave["id"]}/afslutning", new { udfald = "indsend" })));

        Assert.Single(svar, s => s.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, svar.Count(s => s.StatusCode == HttpStatusCode.Conflict));
        Assert.Single(await ListeAsync("centerchef", $"mine=true&sag={sag["id"]}"));
    }

    [Fact]
    public async Task Afslutning_MedUkendtUdfaldEllerTrin_AfvisesVedFeltet()
    {
        var sag = await vaert.HarOprettetSagAsync();
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        var sti = $"/api/opgaver/{(await vaert.OpgaveAsync("centerchef", sag))["id"]}/afslutning";
        var chef = vaert.Som("centerchef");

        Assert.NotNull((await chef.SendAfvistAsync(sti, new { udfald = "indsend" }, HttpStatusCode.BadRequest))["errors"]!["udfald"]);
        Assert.NotNull((await chef.SendAfvistAsync(sti, new { }, HttpStatusCode.BadRequest))["errors"]!["udfald"]);
        Assert.NotNull((await chef.SendAfvistAsync(sti, new { udfald = "returner", bemaerkning = " \n" }, HttpStatusCode.BadRequest))["errors"]!["bemaerkning"]);
        Assert.NotNull((await chef.SendAfvistAsync(sti, new { udfald = "returner", bemaerkning = "Ret", tilbageTil = "direktion" }, HttpStatusCode.BadRequest))["errors"]!["tilbageTil"]);
        Assert.NotNull((await chef.SendAfvistAsync(sti, new { udfald = "godkend", tilbageTil = "skriv" }, HttpStatusCode.BadRequest))["errors"]!["tilbageTil"]);
        Assert.NotNull((await chef.SendAfvistAsync(sti, new { udfald = "godkend", felter = new { forum = "BY" } }, HttpStatusCode.BadRequest))["errors"]!["felter"]);
        Assert.Single(await ListeAsync("centerchef", $"mine=true&sag={sag["id"]}"));
    }

    [Theory]
    [InlineData("skriv", "sagsbehandler")]
    [InlineData("centerchef", "centerchef")]
    public async Task Returnering_TilEtTidligereTrin_GiverDetTrinOpgaven(string tilbageTil, string hvem)
    {
        var sag = await vaert.HarOprettetSagAsync();
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        await vaert.AfslutOpgaveAsync("centerchef", sag, "godkend");
        var opgave = await vaert.OpgaveAsync("sekretariat", sag);

        await vaert.Som("sekretariat").SendAsync($"/api/opgaver/{opgave["id"]}/afslutning", new { udfald = "returner", bemaerkning = "Økonomien mangler", tilbageTil });

        Assert.Equal(tilbageTil, (string?)(await vaert.OpgaveAsync(hvem, sag))["node"]);
        Assert.Contains("Økonomien mangler", (await vaert.Som(hvem).HentAsync($"/api/sager/{sag["id"]}/historik")).ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "sekretariat")]
    [InlineData(true, "centerchef")]
    public async Task Genindsendelse_GaarTilCenterchefenKunNaarTekstenErAendret(bool aendret, string naeste)
    {
        var sag = await vaert.HarOprettetSagAsync();
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        await vaert.AfslutOpgaveAsync("centerchef", sag, "godkend");
        await vaert.AfslutOpgaveAsync("sekretariat", sag, "returner", "Se igen");
        var nu = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}");
        var tekst = aendret ? "En anden baggrund." : (string)nu["baggrund"]!;
        await vaert.Som("sagsbehandler").RetAsync(HttpMethod.Patch, $"/api/sager/{sag["id"]}/indhold/baggrund", new { tekst }, (int)nu["afsnitVersioner"]!["baggrund"]!);

        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");

        Assert.Equal(naeste, (string?)(await vaert.OpgaveAsync(naeste, sag))["node"]);
        Assert.Equal(aendret ? 2 : 1, (int)(await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}"))["sagsversion"]!);
    }

    [Fact]
    public async Task Genindsendelse_NaarCenterchefenSelvReturnerede_GaarTilHamIgen()
    {
        var sag = await vaert.HarOprettetSagAsync();
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        await vaert.AfslutOpgaveAsync("centerchef", sag, "returner", "Ikke endnu");

        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");

        Assert.Equal("centerchef", (string?)(await vaert.OpgaveAsync("centerchef", sag))["node"]);
    }

    [Fact]
    public async Task Traek_EnderSagen()
    {
        var sag = await vaert.HarOprettetSagAsync();

        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "traek");

        Assert.Equal("trukket", (string?)(await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}"))["status"]);
        Assert.Empty(await vaert.TrinAsync(sag));
    }

    [Fact]
    public async Task Forelaeggelse_KanIkkeAfsluttesSomOpgave()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync();
        var f = await vaert.KlarForelaeggelseAsync(sag, "DIR");

        await vaert.Som("sekretariat").SendAfvistAsync($"/api/opgaver/{f["id"]}/afslutning", new { udfald = "godkend" }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Overtagelse_GoerOpgavenTilEns()
    {
        var sag = await vaert.HarOprettetSagAsync();
        var id = (await vaert.OpgaveAsync("sagsbehandler", sag))["id"];

        var taget = await vaert.Som("sagsbehandler").SendAsync($"/api/opgaver/{id}/overtagelse");

        Assert.Equal("sagsbehandler", (string?)taget["tildeltTil"]);
        await vaert.Som("centerchef").SendAfvistAsync($"/api/opgaver/{id}/overtagelse", null, HttpStatusCode.Forbidden);
        await vaert.Som("centerchef-oeac").SendAfvistAsync($"/api/opgaver/{id}/overtagelse", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Videregivelse_AfSekretariatet_KraeverBegrundelseOgGiverOpgaven()
    {
        var sag = await vaert.HarOprettetSagAsync();
        var sti = $"/api/opgaver/{(await vaert.OpgaveAsync("sagsbehandler", sag))["id"]}";

        await vaert.Som("sekretariat").SendAfvistAsync(sti + "/videregivelse", new { til = "centerchef" }, HttpStatusCode.BadRequest);
        await vaert.Som("sekretariat").SendAfvistAsync(sti + "/videregivelse", new { til = "ingen", begrundelse = "Ferie" }, HttpStatusCode.BadRequest);
        await vaert.Som("centerchef").SendAfvistAsync(sti + "/videregivelse", new { til = "centerchef" }, HttpStatusCode.Forbidden);
        await vaert.Som("sagsbehandler").SendAfvistAsync(sti + "/videregivelse", new { til = "centerchef-oeac" }, HttpStatusCode.Conflict);
        var givet = await vaert.Som("sekretariat").SendAsync(sti + "/videregivelse", new { til = "centerchef", begrundelse = "Sanne er på ferie" });

        Assert.Equal("centerchef", (string?)givet["tildeltTil"]);
        await vaert.Som("sagsbehandler").SendAfvistAsync(sti + "/afslutning", new { udfald = "indsend" }, HttpStatusCode.Conflict);
        await vaert.Som("centerchef").SendAsync(sti + "/afslutning", new { udfald = "indsend" });
        await vaert.Som("sekretariat").SendAfvistAsync(sti + "/videregivelse", new { til = "sagsbehandler", begrundelse = "Tilbage" }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Stedfortraeder_KanGodkendeIPerioden()
    {
        var sag = await vaert.HarOprettetSagAsync(som: "sagsbehandler-oeac", center: "OEAC");
        await vaert.AfslutOpgaveAsync("sagsbehandler-oeac", sag, "indsend");
        Assert.Empty(await ListeAsync("sagsbehandler-oeac", $"mine=true&sag={sag["id"]}"));

        await vaert.Som("sagsbehandler-oeac").SendAfvistAsync("/api/stedfortraedere", new { brugernavn = "sagsbehandler-oeac", fra = "2025-01-06", til = "2025-01-06" }, HttpStatusCode.Forbidden);
        await vaert.Som("centerchef-oeac").SendAfvistAsync("/api/stedfortraedere", new { brugernavn = "sagsbehandler-oeac", fra = "2025-01-07", til = "2025-01-06" }, HttpStatusCode.BadRequest);
        await vaert.Som("centerchef-oeac").SendAsync("/api/stedfortraedere", new { brugernavn = "sagsbehandler-oeac", fra = "2025-02-01", til = "2025-02-28" });
        Assert.Empty(await ListeAsync("sagsbehandler-oeac", $"mine=true&sag={sag["id"]}"));
        using var svar = await vaert.Som("centerchef-oeac").PostAsync("/api/stedfortraedere", new { brugernavn = "sagsbehandler-oeac", fra = "2025-01-06", til = "2025-01-10" });
        await vaert.Som("centerchef-oeac").HentAsync(svar.Headers.Location!.ToString());

        await vaert.AfslutOpgaveAsync("sagsbehandler-oeac", sag, "godkend");

        Assert.Equal("sekretariat", (string?)(await vaert.OpgaveAsync("sekretariat", sag))["node"]);
    }

    private async Task<JsonArray> ListeAsync(string som, string filter) => (await vaert.Som(som).HentAsync($"/api/opgaver?{filter}"))["elementer"]!.AsArray();
}
