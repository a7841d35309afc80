using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>What a postponement or a moved meeting would break, told before it is saved; and that nothing is saved by asking.</summary>
public sealed class FoelgerTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    [Fact]
    public async Task Udskydelse_SigerFoelgerne_FoerDenRegistreres_OgGemmerAdvarslerneBagefter()
    {
        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", new
        {
            titel = "Udbud der udskydes", center = "CBA", workflow = "direktionssag", oensketMoede = new { forum = "BY", dato = "2025-06-25" },
            egneDatoer = new[] { new { senest = "2025-05-12", hvad = "Tilbudsgiverne forhåndsadviseres" } },
        });
        foreach (var (som, udfald) in new[] { ("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend") })
        {
            await vaert.AfslutOpgaveAsync(som, sag, udfald);
        }

        var (_, punkt) = await vaert.HarUdsendtAsync(sag, "DIR", "2025-05-06T09:00");
        var naeste = await vaert.HarMoedeAsync("DIR", "2025-05-20T09:00");
        await vaert.HarMoedeAsync("DIR", "2025-06-17T09:00");
        await vaert.HarMoedeAsync("OEU", "2025-06-11T16:00");
        await vaert.HarMoedeAsync("BY", "2025-06-25T17:00");
        await vaert.HarMoedeAsync("OEU", "2025-08-13T16:00");
        await vaert.HarMoedeAsync("BY", "2025-08-27T17:00");
        var sti = $"/api/dagsordenspunkter/{punkt["id"]}/udskydelse";
        await vaert.FlytUrAsync("2025-01-06T12:00");
        var foer = vaert.Laes("SELECT COUNT(*) FROM historik")[0][0];

        var til = await vaert.Som("sekretariat").HentAsync(sti + "?naeste=true");
        Assert.Equal(("2025-05-20", (string?)naeste["id"]), ((string?)til["dag"], (string?)til["moedeId"]));
        Assert.Contains("dagsordenen for mødet i Direktionen den 20-05-2025", (string?)til["placering"], StringComparison.Ordinal);
        var foelger = Foelger(til);
        Assert.Contains(foelger, f => f.Contains("Tilbudsgiverne forhåndsadviseres", StringComparison.Ordinal) && f.Contains("12-05-2025", StringComparison.Ordinal));
        Assert.DoesNotContain(foelger, f => f.Contains("Byråd", StringComparison.Ordinal));

        // So late that the council before summer is missed: told by the plan, though no agenda has the case yet.
        var sent = Foelger(await vaert.Som("sagsbehandler").HentAsync(sti + "?dato=2025-06-17"));
        Assert.Contains(sent, f => f.Contains("Ønsket møde i Byrådet", StringComparison.Ordinal) && f.Contains("27-08-2025", StringComparison.Ordinal));
        var venteliste = await vaert.Som("sekretariat").HentAsync(sti);
        Assert.Null(venteliste["dag"]);
        Assert.Contains(Foelger(venteliste), f => f.Contains("er i fare", StringComparison.Ordinal));

        await vaert.Som("sekretariat").HentAfvistAsync(sti + "?dato=2025-05-01", HttpStatusCode.Conflict);
        await vaert.Som("sekretariat").HentAfvistAsync(sti + "?dato=2025-06-01&naeste=true", HttpStatusCode.BadRequest);
        await vaert.Som("laeser").HentAfvistAsync(sti + "?naeste=true", HttpStatusCode.Forbidden);
        Assert.Equal(foer, vaert.Laes("SELECT COUNT(*) FROM historik")[0][0]);

        var svar = await vaert.Som("sekretariat").SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/beslutning", new { udfald = "udskudt", tekst = "Udskudt.", udskudtTil = new { naeste = true } });
        Assert.Equal(foelger, svar["advarsler"]!.AsArray().Select(a => (string)a!));
        var ude = await vaert.Som("sekretariat").SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/ekspedition");
        Assert.All(foelger, f => Assert.Contains(ude["advarsler"]!.AsArray(), a => (string?)a == f));
        Assert.Contains((await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/historik"))["elementer"]!.AsArray(), h => (string?)h!["art"] == "advaret");
    }

    [Fact]
    public async Task Moedeflytning_GemtTrodsAdvarsel_StaarISagensHistorik()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Udbud af kørsel", "25/3301");
        var nu = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}");
        await vaert.Som("sagsbehandler").RetAsync(HttpMethod.Patch, $"/api/sager/{sag["id"]}", new { egneDatoer = new[] { new { senest = "2025-10-08", hvad = "Tilbudsgiverne forhåndsadviseres" } } }, (int)nu["version"]!);
        var moede = await vaert.HarMoedeAsync("DIR", "2025-10-07T09:00");
        await vaert.LaegPaaAsync(moede, sag);

        moede = await vaert.Som("sekretariat").HentAsync($"/api/moeder/{moede["id"]}");
        await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/moeder/{moede["id"]}", new { start = "2025-10-21T09:00" }, (int)moede["version"]!);

        var historik = (await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/historik"))["elementer"]!.AsArray();
        Assert.Contains(historik, h => (string?)h!["art"] == "advaret" && ((string)h["tekst"]!).Contains("Tilbudsgiverne forhåndsadviseres", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Moedeflytning_Proevet_SigerHvadDerFlyttesOgBrydes_OgGemmerIntet()
    {
        var moede = await vaert.HarMoedeAsync("CF", "2025-09-02T09:00");
        var andet = await vaert.HarMoedeAsync("CF", "2025-10-14T09:00");
        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", new
        {
            titel = "Drøftelse i efteråret", center = "CBA", workflow = "chefforum-droeftelse", oensketMoede = new { forum = "CF", dato = "2025-09-02" },
        });
        await vaert.Som("sagsbehandler-oeac").SendAsync("/api/sager", new
        {
            titel = "Zebrafinken", center = "OEAC", workflow = "chefforum-droeftelse", lukket = new { grund = "Personsag" }, oensketMoede = new { forum = "CF", dato = "2025-09-02" },
        });
        await vaert.FlytUrAsync("2025-01-07T08:00");
        var foer = vaert.Laes("SELECT (SELECT COUNT(*) FROM historik), (SELECT COUNT(*) FROM besked), (SELECT version FROM moede WHERE id = '" + ((string)moede["id"]!).ToUpperInvariant() + "')");
        var sti = $"/api/moeder/{moede["id"]}?proev=true";

        var proevet = await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, sti, new { start = "2025-10-21T09:00" }, (int)moede["version"]!);

        Assert.Contains(proevet["flyttet"]!.AsArray(), f => ((string)f!).Contains("21-10-2025", StringComparison.Ordinal));
        Assert.Contains(proevet["brud"]!.AsArray(), b => (string?)b == "»Drøftelse i efteråret«: »Ønsket møde i Chefforum« senest 02-09-2025 nås ikke: Chefforum kan tidligst behandle sagen 14-10-2025.");
        Assert.DoesNotContain("Zebra", proevet.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal((int)moede["version"]!, (int)proevet["version"]!);
        var aflyst = await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, sti, new { aflyst = new { begrundelse = "Sygdom" } }, (int)moede["version"]!);
        Assert.Contains(aflyst["brud"]!.AsArray(), b => ((string)b!).Contains("Drøftelse i efteråret", StringComparison.Ordinal));
        await vaert.Som("laeser").RetAfvistAsync(HttpMethod.Patch, sti, new { start = "2025-10-21T09:00" }, null, HttpStatusCode.Forbidden);

        Assert.Equal(foer[0], vaert.Laes("SELECT (SELECT COUNT(*) FROM historik), (SELECT COUNT(*) FROM besked), (SELECT version FROM moede WHERE id = '" + ((string)moede["id"]!).ToUpperInvariant() + "')")[0]);
        Assert.Equal("2025-09-02T09:00", (string?)(await vaert.Som("laeser").HentAsync($"/api/moeder/{moede["id"]}"))["start"]);
        Assert.NotNull(andet);
        Assert.NotNull(sag);
    }

    private static List<string> Foelger(JsonNode svar) => [.. svar["foelger"]!.AsArray().Select(f => (string)f!)];
}
