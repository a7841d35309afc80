using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>Running cases are planned again when what they reckon with changes, and their people are told what they no longer make.</summary>
public sealed class GenplanTests : IAsyncLifetime
{
    /// <summary>A host for each test: the meetings of one are in the plans of all.</summary>
    private readonly KontrolleretVaert vaert = new();

    public Task InitializeAsync() => vaert.InitializeAsync();

    public Task DisposeAsync() => vaert.DisposeAsync();

    [Fact]
    public async Task FlyttetMoede_SagenNaarIkke_SigesEnGang_OgIgenNaarDetErGodtIgen()
    {
        var moede = await vaert.HarMoedeAsync("DIR", "2025-02-25T09:00");
        await vaert.HarMoedeAsync("DIR", "2025-03-25T09:00");
        var sag = await HarSagAsync("Den planlagte", "2025-02-25");
        var anden = await HarSagAsync("Den uberørte", "2025-03-25");
        await UdloebAsync();
        Assert.Empty(await NaarIkkeAsync("sagsbehandler", sag));

        moede = await FlytAsync(moede, "2025-03-04T09:00");
        await UdloebAsync();

        var mangel = Assert.Single(await NaarIkkeAsync("sagsbehandler", sag))!;
        Assert.Equal(("Ønsket møde i Direktionen", "DIR", "2025-02-25", "2025-03-04"), ((string?)mangel["hvad"], (string?)mangel["forum"], (string?)mangel["senest"], (string?)mangel["forventet"]));
        Assert.Empty(await NaarIkkeAsync("sagsbehandler", anden));
        foreach (var som in new[] { "sagsbehandler", "centerchef" })
        {
            Assert.Equal("»Den planlagte«: »Ønsket møde i Direktionen« senest 25-02-2025 nås ikke: Direktionen kan tidligst behandle sagen 04-03-2025.", Assert.Single(await BeskederAsync(som)));
            Assert.Equal([(string?)sag["id"]], (await vaert.Som(som).HentAsync("/api/sager?frist=naas-ikke"))["elementer"]!.AsArray().Select(s => (string?)s!["id"]));
        }

        var overblik = await vaert.Som("centerchef").Http.GetStringAsync("/");
        Assert.Contains("Forsinket i Center for Byråd og Administration", overblik, StringComparison.Ordinal);
        Assert.Contains("Ønsket møde i Direktionen senest 25-02-2025 nås ikke", overblik, StringComparison.Ordinal);
        Assert.Equal(2, overblik[..overblik.IndexOf("spalte-smal", StringComparison.Ordinal)].Split($"/sager/{sag["id"]}\"").Length);
        Assert.Contains("Direktionen kan tidligst behandle den tirsdag 04-03-2025", await vaert.Som("centerchef").Http.GetStringAsync($"/sager/{sag["id"]}"), StringComparison.Ordinal);

        // A little better, and then worse than ever; and a restart in between loses nothing.
        moede = await FlytAsync(moede, "2025-03-03T09:00");
        await UdloebAsync();
        Assert.Single(await BeskederAsync("sagsbehandler"));
        moede = await FlytAsync(moede, "2025-04-22T09:00");
        await vaert.GenstartAsync();
        await UdloebAsync();
        Assert.Equal("2025-03-25", (string?)(await NaarIkkeAsync("sagsbehandler", sag))[0]!["forventet"]);
        Assert.Equal(2, (await BeskederAsync("sagsbehandler")).Count);

        await FlytAsync(moede, "2025-02-24T09:00");
        await UdloebAsync();
        Assert.Empty(await NaarIkkeAsync("sagsbehandler", sag));
        Assert.Contains(await BeskederAsync("sagsbehandler"), b => b == "»Den planlagte«: »Ønsket møde i Direktionen« senest 25-02-2025 nås igen: Direktionen kan behandle sagen 24-02-2025.");
        Assert.Equal(3, (await BeskederAsync("sagsbehandler")).Count);
        Assert.Contains((await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/historik"))["elementer"]!.AsArray(), h => (string?)h!["art"] == "naas-igen");
    }

    [Fact]
    public async Task AflystOprettetOgNyeRegler_RegnerOm_OgTidenGoerDet()
    {
        var moede = await vaert.HarMoedeAsync("DIR", "2025-02-25T09:00");
        var sag = await HarSagAsync("Sagen", "2025-02-25");
        await UdloebAsync();

        await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/moeder/{moede["id"]}", new { aflyst = new { begrundelse = "Sygdom" } }, (int)moede["version"]!);
        await UdloebAsync();
        Assert.Null((await NaarIkkeAsync("sagsbehandler", sag))[0]!["forventet"]);
        Assert.EndsWith("Direktionen har ikke noget møde, sagen kan nå.", Assert.Single(await BeskederAsync("sagsbehandler")), StringComparison.Ordinal);

        await vaert.HarMoedeAsync("DIR", "2025-02-25T13:00");
        await UdloebAsync();
        Assert.Empty(await NaarIkkeAsync("sagsbehandler", sag));

        // A rule that asks for the material a month before.
        await vaert.Som("admin").SendAsync("/api/fora/DIR/regler", new { gyldigFra = "2025-02-01", aflevering = new { arbejdsdage = 30 }, begrundelse = "Forsøg" });
        await UdloebAsync();
        Assert.Single(await NaarIkkeAsync("sagsbehandler", sag));
        await vaert.Som("admin").SendAsync("/api/fora/DIR/regler", new { gyldigFra = "2025-02-01", aflevering = new { arbejdsdage = 8 }, begrundelse = "Forsøget er slut" });
        await UdloebAsync();
        Assert.Empty(await NaarIkkeAsync("sagsbehandler", sag));

        // The hand-in is 13 February at noon. Nobody writes, and nobody moves anything.
        await vaert.FlytUrAsync("2025-02-11T08:00");
        Assert.Single(await NaarIkkeAsync("sagsbehandler", sag));
    }

    [Fact]
    public async Task LukketSag_SigesKunTilCentret()
    {
        var moede = await vaert.HarMoedeAsync("DIR", "2025-02-25T09:00");
        await vaert.HarMoedeAsync("DIR", "2025-03-25T09:00");
        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", new
        {
            titel = "Zebrafinken", center = "CBA", workflow = "direktionssag", oensketMoede = new { forum = "DIR", dato = "2025-02-25" }, lukket = new { grund = "Personsag" },
        });
        foreach (var (som, udfald) in new[] { ("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend") })
        {
            await vaert.AfslutOpgaveAsync(som, sag, udfald);
        }

        await FlytAsync(moede, "2025-03-04T09:00");
        await UdloebAsync();

        Assert.Single(await NaarIkkeAsync("sagsbehandler", sag));
        foreach (var som in new[] { "laeser", "sagsbehandler-oeac", "admin", "udvalg", "sekretariat", "direktion" })
        {
            Assert.Empty((await vaert.Som(som).HentAsync("/api/sager?frist=naas-ikke"))["elementer"]!.AsArray());
            Assert.Empty(await BeskederAsync(som));
        }

        Assert.Empty(await NaarIkkeAsync("direktion", sag));
        Assert.DoesNotContain(vaert.Laes("SELECT art FROM historik"), h => h[0] == "naas-ikke");
        await vaert.Som("laeser").HentAfvistAsync("/api/sager?frist=aldrig", HttpStatusCode.BadRequest);
    }

    /// <summary>What is marked is planned when it answers.</summary>
    private async Task UdloebAsync() => await vaert.FlytUrAsync(((string)(await vaert.Som("admin").HentAsync("/api/udvikling/ur"))["nu"]!)[..16]);

    private Task<JsonNode> HarSagAsync(string titel, string dag) =>
        vaert.Som("sagsbehandler").SendAsync("/api/sager", new { titel, center = "CBA", workflow = "direktionssag", oensketMoede = new { forum = "DIR", dato = dag } });

    private Task<JsonNode> FlytAsync(JsonNode moede, string start) =>
        vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/moeder/{moede["id"]}", new { start }, (int)moede["version"]!);

    private async Task<JsonArray> NaarIkkeAsync(string som, JsonNode sag) => (await vaert.Som(som).HentAsync($"/api/sager/{sag["id"]}"))["naarIkke"]!.AsArray();

    private async Task<List<string>> BeskederAsync(string som) =>
        [.. (await vaert.Som(som).HentAsync("/api/beskeder?antal=200"))["elementer"]!.AsArray().Select(b => (string)b!["tekst"]!).Where(t => t.Contains(" nås ", StringComparison.Ordinal))];
}
