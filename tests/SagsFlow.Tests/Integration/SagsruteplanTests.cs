using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>Can a running case make it: its own dates, its agenda, and closed steps.</summary>
public sealed class SagsruteplanTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    [Fact]
    public async Task EgneDatoer_ErMaal_OgDetDerIkkeNaasSiges()
    {
        await vaert.HarMoedeAsync("CF", "2025-02-04T09:00");
        await vaert.HarMoedeAsync("DIR", "2025-02-11T09:00");
        await vaert.HarMoedeAsync("DIR", "2025-04-01T09:00");
        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", new
        {
            titel = "Udbud af rengøring", center = "CBA", workflow = "direktionssag", oensketMoede = new { forum = "DIR", dato = "2025-02-11" },
            egneDatoer = new[] { new { senest = "2025-03-12", hvad = "Tilbudsgiverne forhåndsadviseres" }, new { senest = "2025-02-10", hvad = "Udbudsbrevet sendes" } },
        });

        var plan = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/ruteplan");

        Assert.False((bool)plan["kanNaas"]!);
        Assert.Equal([true, false, true], plan["egneMaal"]!.AsArray().Select(m => (bool)m!["kanNaas"]!));
        Assert.Contains(plan["advarsler"]!.AsArray(), a => (string?)a == "»Udbudsbrevet sendes« senest 10-02-2025 nås ikke: Direktionen kan tidligst behandle sagen 11-02-2025.");
        Assert.Equal("2025-02-10", (string?)plan["maal"]!["senest"]);
        Assert.Contains(plan["alternativer"]!.AsArray(), a => (string?)a!["art"] == "ekstraordinaert-moede" && (string?)a["forum"] == "DIR");

        // On an agenda the case keeps its meeting, whatever its hand-in date was.
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        await vaert.AfslutOpgaveAsync("centerchef", sag, "godkend");
        await vaert.AfslutOpgaveAsync("sekretariat", sag, "godkend");
        var snart = await vaert.HarMoedeAsync("DIR", "2025-01-08T09:00");
        await vaert.LaegPaaAsync(snart, sag);
        var paa = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/ruteplan");
        Assert.True((bool)paa["kanNaas"]!, paa.ToJsonString());
        Assert.Equal((string?)snart["id"], (string?)paa["trin"]![0]!["moede"]!["id"]);
    }

    [Fact]
    public async Task LukketSag_LaekkerIkkeSinPlan()
    {
        await vaert.HarMoedeAsync("DIR", "2025-05-06T09:00");
        var lukket = await vaert.Som("sagsbehandler").SendAsync("/api/sager", new
        {
            titel = "Zebrafinken", center = "CBA", workflow = "direktionssag", lukket = new { grund = "Personsag om Zebrafinken" }, egneDatoer = new[] { new { senest = "2025-02-10", hvad = "Zebrafinken varsles" } },
        });
        foreach (var som in new[] { "laeser", "sagsbehandler-oeac", "udvalg", "admin" })
        {
            await vaert.Som(som).HentAfvistAsync($"/api/sager/{lukket["id"]}/ruteplan", HttpStatusCode.NotFound);
            var afvist = await vaert.Som(som).SendAfvistAsync("/api/ruteplan", new { sagId = lukket["id"], maal = new { forum = "DIR", senest = "2025-06-01" } }, HttpStatusCode.NotFound);
            Assert.DoesNotContain("Zebra", afvist.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        }

        Assert.NotEmpty((await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{lukket["id"]}/ruteplan"))["trin"]!.AsArray());

        var sag = await vaert.HarSagKlarTilDirektionenAsync("Kolibrien i to fora", "25/998");
        var (_, punkt) = await vaert.HarUdsendtAsync(sag, "DIR", "2025-03-04T09:00");
        await vaert.Som("sekretariat").SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/beslutning", new { udfald = "droeftet", tekst = "Drøftet.", ruter = new[] { "CF", "HU" } });
        await vaert.Som("sekretariat").SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/ekspedition");
        await vaert.HarMoedeAsync("CF", "2025-04-08T09:00");
        await vaert.HarMoedeAsync("HU", "2025-05-13T09:00");
        var paa = await vaert.LaegPaaAsync((await vaert.HarMoedeAsync("CF", "2025-03-18T09:00")), sag);
        await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/dagsordenspunkter/{paa["id"]}", new { lukket = new { grund = "Personsag", offentligTitel = "En personsag" } }, (int)paa["version"]!);

        foreach (var som in new[] { "laeser", "sagsbehandler-oeac", "admin" })
        {
            var set = await vaert.Som(som).HentAsync($"/api/sager/{sag["id"]}/ruteplan");
            Assert.DoesNotContain(set["trin"]!.AsArray(), t => (string?)t!["forum"] == "CF");
            Assert.DoesNotContain("2025-03-18", set.ToJsonString(), StringComparison.Ordinal);
            Assert.DoesNotContain("Chefforum", set.ToJsonString(), StringComparison.Ordinal);
            Assert.Null(set["kanNaas"]);
            Assert.Null(set["tidligsteBeslutning"]);
            Assert.All(set["trin"]!.AsArray(), t => Assert.Null(t!["moede"]));
            Assert.Empty(set["advarsler"]!.AsArray());
        }

        var hele = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/ruteplan");
        Assert.Equal(["CF", "HU"], hele["trin"]!.AsArray().Select(t => (string?)t!["forum"]));
    }
}
