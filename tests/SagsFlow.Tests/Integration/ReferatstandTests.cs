using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>What of the minutes is public, and when.</summary>
public sealed class ReferatstandTests(SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    [Fact]
    public async Task Punkt_LukketEllerAabnetEfterOffentliggoerelse_StaarLukketForOffentligheden()
    {
        var moede = await vaert.HarMoedeAsync("DIR", "2025-02-25T09:00");
        var lukkesSenere = await vaert.LaegPaaAsync(moede, await vaert.HarSagKlarTilDirektionenAsync("Lukkes senere", "25/1"));
        var aabnesSenere = await vaert.LaegPaaAsync(moede, await vaert.HarSagKlarTilDirektionenAsync("Aabnes senere", "25/2"));
        await LukAsync(aabnesSenere, new { grund = "Forhandling" }, null);
        await vaert.UdsendAsync(moede);
        foreach (var punkt in new[] { lukkesSenere, aabnesSenere })
        {
            await vaert.BeslutAsync(punkt, new { udfald = "godkendt", tekst = $"Besluttet {punkt["titel"]}." });
        }

        await vaert.AfslutMoedeAsync(moede);
        Assert.Equal(HttpStatusCode.NotFound, (await OffentligtAsync(moede)).Kode);
        await vaert.Som("sekretariat").SendAfvistAsync($"/api/moeder/{moede["id"]}/referat/offentliggoerelse", null, HttpStatusCode.Conflict);
        await vaert.Som("direktion").SendAfvistAsync($"/api/moeder/{moede["id"]}/referat/godkendelse", new { }, HttpStatusCode.Forbidden);
        await vaert.Som("sekretariat").SendAsync($"/api/moeder/{moede["id"]}/referat/godkendelse", new { });
        Assert.Equal(HttpStatusCode.NotFound, (await OffentligtAsync(moede)).Kode);
        await vaert.Som("sekretariat").SendAsync($"/api/moeder/{moede["id"]}/referat/offentliggoerelse");

        // A member hears of the minutes; those of the case were told what was decided when it took effect, and not again.
        await vaert.Som("sekretariat").SendAfvistAsync($"/api/moeder/{moede["id"]}/referat/offentliggoerelse", null, HttpStatusCode.Conflict);
        Assert.Equal(1, await BeskederAsync("direktion", "Referatet for Direktionen den 25-02-2025 er offentliggjort."));
        foreach (var (som, tekst) in new[] { ("sagsbehandler", "Besluttet Lukkes senere."), ("sagsbehandler", "Besluttet Aabnes senere."), ("centerchef", "Besluttet Lukkes senere."), ("centerchef", "Besluttet Aabnes senere.") })
        {
            Assert.Equal(1, await BeskederAsync(som, tekst));
            Assert.Equal(0, await BeskederAsync(som, "er offentliggjort"));
        }

        var foerst = (await OffentligtAsync(moede)).Tekst;
        Assert.Contains("Besluttet Lukkes senere.", foerst, StringComparison.Ordinal);
        Assert.DoesNotContain("Aabnes senere", foerst, StringComparison.Ordinal);

        await LukAsync(lukkesSenere, new { grund = "Personalesag" }, null);
        await LukAsync(aabnesSenere, null, "Forhandlingen er slut");
        var siden = (await OffentligtAsync(moede)).Tekst;
        Assert.DoesNotContain("senere", siden, StringComparison.Ordinal);
        var stand = await vaert.Som("laeser").HentAsync($"/api/moeder/{moede["id"]}/referat/stand");
        Assert.True((bool)stand["rettetSiden"]!);

        await vaert.Som("sekretariat").SendAsync($"/api/moeder/{moede["id"]}/referat/offentliggoerelse");
        Assert.Equal(1, await BeskederAsync("direktion", "er offentliggjort igen; det er rettet siden sidst."));
        Assert.Contains("Besluttet Aabnes senere.", (await OffentligtAsync(moede)).Tekst, StringComparison.Ordinal);
        await vaert.Som("sekretariat").SendAsync($"/api/moeder/{moede["id"]}/referat/tilbagetraekning", new { begrundelse = "Forkert udgave" });
        Assert.Equal(HttpStatusCode.NotFound, (await OffentligtAsync(moede)).Kode);
        Assert.DoesNotContain($"{moede["id"]}", await vaert.Ingen().GetStringAsync("/referater"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PolitiskProtokol_UdenUnderskrifter_KanIkkeGodkendes()
    {
        var moede = await vaert.HarMoedeAsync("OEU", "2025-03-12T16:00");
        await vaert.Som("udvalg").SendAsync($"/api/moeder/{moede["id"]}/dagsorden", new { titel = "Eventuelt" });
        await vaert.UdsendAsync(moede);
        await vaert.AfslutMoedeAsync(moede);

        var afvist = await vaert.Som("udvalg").SendAfvistAsync($"/api/moeder/{moede["id"]}/referat/godkendelse", new { }, HttpStatusCode.BadRequest);
        Assert.Contains("§ 13", (string)afvist["detail"]!, StringComparison.Ordinal);
        var stand = await vaert.Som("udvalg").SendAsync($"/api/moeder/{moede["id"]}/referat/godkendelse", new { underskrivere = new[] { "Michael Ziegler" } });
        Assert.Equal("godkendt", (string?)stand["trin"]);
    }

    [Fact]
    public async Task Kladde_RyddetForUdskydelse_LiggerPaaVentelisten()
    {
        var (moede, punkt) = await vaert.HarUdsendtAsync(await vaert.HarSagKlarTilDirektionenAsync("Ryddes", "25/3"), "DIR", "2025-04-01T09:00");
        var kladde = await vaert.BeslutAsync(punkt, new { udfald = "udskudt", tekst = "Udsættes.", udskudtTil = new { dato = "2025-05-01" } });

        var rettet = await vaert.Som("sekretariat").RetAsync(
            HttpMethod.Put, $"/api/dagsordenspunkter/{punkt["id"]}/beslutning", new { ryd = new[] { "udskudtTil" } }, (int)kladde["version"]!);

        Assert.Null(rettet["udskudtTil"]);
        var valg = await vaert.Som("sekretariat").HentAsync($"/api/dagsordenspunkter/{punkt["id"]}/beslutningsvalg");
        var udfald = valg["udfald"]!.AsArray().Select(u => (string?)u!["udfald"]).ToList();
        Assert.Contains("droeftet", udfald);
        Assert.DoesNotContain("henvist", udfald);
        await vaert.Som("direktion").HentAfvistAsync($"/api/dagsordenspunkter/{punkt["id"]}/beslutningsvalg", HttpStatusCode.Forbidden);
        Assert.True((await vaert.Som("sekretariat").HentAsync($"/api/moeder/{moede["id"]}/afslutning"))["kanAfsluttes"]!.GetValue<bool>());
    }

    [Fact]
    public async Task LukketPunktIUdvalg_MedOffentligBeslutning_OffentliggoeresAleneMedDen()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Flamingoens grund", "25/991");
        await vaert.BehandlAsync(sag, "DIR", "2025-02-25T09:00", new { udfald = "droeftet", tekst = "Til ØU.", ruter = new[] { "OEU" } });
        var (moede, punkt) = await vaert.HarUdsendtAsync(sag, "OEU", "2025-03-12T16:00");
        var udvalg = vaert.Som("udvalg");
        const string Aaben = "Økonomiudvalget godkendte handlen.";
        object Beslutning(string? offentlig) => new { udfald = "godkendt", tekst = "Flamingoen sælges for 7 mio.", offentligBeslutning = offentlig };
        var afvist = await udvalg.SendAfvistAsync($"/api/dagsordenspunkter/{punkt["id"]}/beslutning", Beslutning(Aaben), HttpStatusCode.BadRequest);
        Assert.NotNull(afvist["errors"]!["offentligBeslutning"]);

        await LukAsync(punkt, new { grund = "Salg af grund", offentligTitel = "Salg af grund" }, null, "udvalg");
        var kladde = await vaert.BeslutAsync(punkt, Beslutning("Endnu ikke."), "OEU");
        await LaeserSerAsync(null);
        var sti = $"/api/dagsordenspunkter/{punkt["id"]}/beslutning";
        Assert.Null((await udvalg.RetAsync(HttpMethod.Put, sti, new { ryd = new[] { "offentligBeslutning" } }, (int)kladde["version"]!))["offentligBeslutning"]);
        await vaert.AfslutMoedeAsync(moede);
        await udvalg.SendAsync($"/api/moeder/{moede["id"]}/referat/godkendelse", new { underskrivere = new[] { "Michael Ziegler" } });
        var stand = await udvalg.SendAsync($"/api/moeder/{moede["id"]}/referat/offentliggoerelse");
        Assert.Contains(stand["advarsler"]!.AsArray(), a => ((string?)a)!.Contains("ingen offentlig beslutning", StringComparison.Ordinal));

        // The protocol is signed; what the public is told can still be said, with a reason that stays inside.
        var endelig = await udvalg.HentAsync(sti);
        var version = (int)endelig["version"]!;
        await udvalg.RetAfvistAsync(HttpMethod.Put, sti, new { offentligBeslutning = Aaben, tekst = "Andet", begrundelse = "Forsøg" }, version, HttpStatusCode.Conflict);
        var rettet = await udvalg.RetAsync(HttpMethod.Put, sti, new { offentligBeslutning = Aaben, begrundelse = "Flamingoen er betalt" }, version);
        Assert.Equal(Aaben, (string?)rettet["offentligBeslutning"]);
        Assert.Null(rettet["rettelser"]![0]!["offentligBeslutning"]);
        await LaeserSerAsync(Aaben);
        Assert.DoesNotContain("Offentlig beslutning", (await OffentligtAsync(moede)).Tekst, StringComparison.Ordinal);
        await udvalg.SendAsync($"/api/moeder/{moede["id"]}/referat/offentliggoerelse");

        // Nobody at all, one without access, and one with.
        using var klient = vaert.Ingen();
        var laeser = vaert.Som("laeser");
        foreach (var tekst in new[]
        {
            (await OffentligtAsync(moede)).Tekst, await laeser.Http.GetStringAsync($"/moeder/{moede["id"]}/referat"), await laeser.Http.GetStringAsync($"/moeder/{moede["id"]}/referat?handler=Markdown"),
            await laeser.Http.GetStringAsync($"/moeder/{moede["id"]}/referat?handler=Tekst"), await laeser.Http.GetStringAsync($"/moeder/{moede["id"]}/moede"),
        })
        {
            var vist = WebUtility.HtmlDecode(tekst).Replace("\\", "", StringComparison.Ordinal);
            Assert.Contains("Salg af grund", vist, StringComparison.Ordinal);
            Assert.Contains("Offentlig beslutning", vist, StringComparison.Ordinal);
            Assert.Contains(Aaben, vist, StringComparison.Ordinal);
            Assert.DoesNotContain("Flamingoen", vist, StringComparison.Ordinal);
        }

        Assert.DoesNotContain(Aaben, WebUtility.HtmlDecode(await laeser.Http.GetStringAsync($"/sager/{sag["id"]}")), StringComparison.Ordinal);
        Assert.DoesNotContain("Flamingoen er betalt", (await laeser.HentAsync($"/api/sager/{sag["id"]}/historik")).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains(Aaben, (await udvalg.HentAsync($"/api/moeder/{moede["id"]}/dagsorden")).ToJsonString().Replace("\\u00D8", "Ø", StringComparison.Ordinal), StringComparison.Ordinal);

        async Task LaeserSerAsync(string? offentlig)
        {
            var vist = Assert.Single((await vaert.Som("laeser").HentAsync($"/api/moeder/{moede["id"]}/dagsorden"))["punkter"]!.AsArray())!;
            Assert.Equal(("Salg af grund", offentlig), ((string?)vist["titel"], (string?)vist["offentligBeslutning"]));
            Assert.Null(vist["sagId"]);
        }
    }

    private async Task LukAsync(JsonNode punkt, object? lukket, string? begrundelse, string som = "sekretariat")
    {
        var nu = await vaert.Som(som).HentAsync($"/api/dagsordenspunkter/{punkt["id"]}");
        await vaert.Som(som).RetAsync(HttpMethod.Patch, $"/api/dagsordenspunkter/{punkt["id"]}", new { lukket, begrundelse }, (int)nu["version"]!);
    }

    [Fact]
    public async Task GodkendtMedBemaerkning_UdenBemaerkning_AdvaresOgHindrerIntet()
    {
        var (moede, punkt) = await vaert.HarUdsendtAsync(await vaert.HarSagKlarTilDirektionenAsync("Med bemærkning", "25/4"), "DIR", "2025-04-08T09:00");
        var kladde = await vaert.BeslutAsync(punkt, new { udfald = "godkendt-med-bemaerkning", tekst = "Godkendt med bemærkning." });
        Assert.Contains("bemærkningen er ikke skrevet", (string?)Assert.Single(kladde["advarsler"]!.AsArray()), StringComparison.Ordinal);
        var tjek = await vaert.Som("sekretariat").HentAsync($"/api/moeder/{moede["id"]}/afslutning");
        Assert.Equal((string?)punkt["id"], (string?)Assert.Single(tjek["udenBemaerkning"]!.AsArray())!["id"]);
        Assert.True((bool)tjek["kanAfsluttes"]!);

        var skrevet = await vaert.Som("sekretariat").RetAsync(
            HttpMethod.Put, $"/api/dagsordenspunkter/{punkt["id"]}/beslutning", new { tekst = "Godkendt med bemærkning. Tallene opdateres." }, (int)kladde["version"]!);

        Assert.Empty(skrevet["advarsler"]!.AsArray());
        Assert.Empty((await vaert.Som("sekretariat").HentAsync($"/api/moeder/{moede["id"]}/afslutning"))["udenBemaerkning"]!.AsArray());
    }

    private async Task<int> BeskederAsync(string som, string tekst) =>
        (await vaert.Som(som).HentAsync("/api/beskeder?antal=200"))["elementer"]!.AsArray().Count(b => ((string?)b!["tekst"])!.Contains(tekst, StringComparison.Ordinal));

    private async Task<(HttpStatusCode Kode, string Tekst)> OffentligtAsync(JsonNode moede)
    {
        using var klient = vaert.Ingen();
        using var svar = await klient.GetAsync($"/referater/{moede["id"]}");
        return (svar.StatusCode, WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync()));
    }
}
