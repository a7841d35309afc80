using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>The main job, from a case to what follows from its decision.</summary>
public sealed class HovedsagTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    private static readonly object Godkendt = new { udfald = "godkendt", tekst = "Godkendt." };

    private Klient Sekretariat => vaert.Som("sekretariat");

    [Fact]
    public async Task Sag_MedRuterTilChefforumOgPolitik_GaarHeleVejen()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Hele vejen");
        await vaert.BehandlAsync(sag, "DIR", "2025-01-14T09:00", new { udfald = "godkendt", tekst = "Sendes videre.", ruter = new[] { "CF", "POLITIK" } });
        Assert.Equal(["DIR behandlet godkendt", "CF klar", "POLITIK planlagt"], (await vaert.TrinAsync(sag)).Vej());

        await vaert.BehandlAsync(sag, "CF", "2025-01-15T09:00", new { udfald = "droeftet", tekst = "Drøftet." });
        var vaelg = await vaert.OpgaveAsync("sekretariat", sag);
        Assert.Equal("vaelgForum", (string?)vaelg["node"]);
        Assert.NotNull((await Sekretariat.SendAfvistAsync($"/api/opgaver/{vaelg["id"]}/afslutning", new { udfald = "vaelg" }, HttpStatusCode.BadRequest))["errors"]!["felter.forum"]);
        await Sekretariat.SendAfvistAsync($"/api/opgaver/{vaelg["id"]}/afslutning", new { udfald = "vaelg", felter = new { forum = "XX" } }, HttpStatusCode.BadRequest);
        await Sekretariat.SendAsync($"/api/opgaver/{vaelg["id"]}/afslutning", new { udfald = "vaelg", felter = new { forum = "OEU" } });
        Assert.Equal(["DIR behandlet godkendt", "CF behandlet droeftet", "OEU klar"], (await vaert.TrinAsync(sag)).Vej());

        await vaert.BehandlAsync(sag, "OEU", "2025-01-16T09:00", new { udfald = "godkendt", tekst = "Godkendt.", afstemning = new { @for = 7, imod = 2, undlod = 0 } });

        Assert.Equal(["DIR behandlet godkendt", "CF behandlet droeftet", "OEU behandlet godkendt"], (await vaert.TrinAsync(sag, "laeser")).Vej());
        Assert.Equal("afsluttet", (string?)(await vaert.Som("laeser").HentAsync($"/api/sager/{sag["id"]}"))["status"]);
        Assert.True((bool)(await Sekretariat.HentAsync($"/api/sager/{sag["id"]}/proces"))["slut"]!);
    }

    [Fact]
    public async Task Udskudt_UdenMaal_LiggerPaaVentelistenTilDenPlaceres()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Udskudt uden mål");
        await vaert.BehandlAsync(sag, "DIR", "2025-01-20T09:00", new { udfald = "udskudt", tekst = "Udskudt." });

        var ventende = await vaert.KlarForelaeggelseAsync(sag, "DIR");
        Assert.True((bool)ventende["udsat"]!);
        Assert.Equal("udsat", (string?)(await Sekretariat.HentAsync($"/api/sager/{sag["id"]}"))["status"]);
        Assert.Contains((string)sag["id"]!, (await Sekretariat.HentAsync("/api/sager?status=udsat&antal=200"))["elementer"]!.AsArray().Select(e => (string)e!["id"]!));
        Assert.Equal(["DIR behandlet udskudt", "DIR klar"], (await vaert.TrinAsync(sag)).Vej());
        var (_, punkt) = await vaert.HarUdsendtAsync(sag, "DIR", "2025-01-27T09:00");
        Assert.NotNull(punkt["forrigePunktId"]);

        // It stays postponed until it has been treated, also when it is on an agenda again.
        Assert.Equal("udsat", (string?)(await Sekretariat.HentAsync($"/api/sager/{sag["id"]}"))["status"]);
    }

    [Theory]
    [InlineData("2025-06-10", false)]
    [InlineData("2025-06-17", true)]
    public async Task Udskudt_TilEnDatoEllerNaesteMoede_KommerPaaDetMoede(string dag, bool naeste)
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Udskudt til " + dag);
        var (moede, punkt) = await vaert.HarUdsendtAsync(sag, "DIR", naeste ? "2025-06-12T09:00" : "2025-06-03T09:00");
        var senere = await vaert.HarMoedeAsync("DIR", dag + "T09:00");
        await vaert.BeslutAsync(punkt, new { udfald = "udskudt", tekst = "Udskudt.", udskudtTil = naeste ? (object)new { naeste = true } : new { dato = dag } });
        await vaert.AfslutMoedeAsync(moede);

        var nyt = Assert.Single((await Sekretariat.HentAsync($"/api/moeder/{senere["id"]}/dagsorden"))["punkter"]!.AsArray(), p => (string?)p!["sagId"] == (string?)sag["id"])!;

        Assert.Equal((string?)punkt["id"], (string?)nyt["forrigePunktId"]);
        Assert.Equal(["DIR behandlet udskudt", "DIR paa-dagsorden"], (await vaert.TrinAsync(sag)).Vej());
    }

    [Fact]
    public async Task Udskudt_TilEnDatoUdenMoede_KommerPaaNaarMoedetOprettes()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Venter på et møde");
        await vaert.BehandlAsync(sag, "DIR", "2025-07-01T09:00", new { udfald = "udskudt", tekst = "Udskudt.", udskudtTil = new { dato = "2025-08-19" } });

        var moede = await vaert.HarMoedeAsync("DIR", "2025-08-19T13:00");

        Assert.Single((await Sekretariat.HentAsync($"/api/moeder/{moede["id"]}/dagsorden"))["punkter"]!.AsArray(), p => (string?)p!["sagId"] == (string?)sag["id"]);
    }

    [Fact]
    public async Task Beslutning_FoerUdsendelseEllerToGange_Er409()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync();
        var moede = await vaert.HarMoedeAsync("DIR", "2025-09-02T09:00");
        var punkt = await vaert.LaegPaaAsync(moede, sag);
        var sti = $"/api/dagsordenspunkter/{punkt["id"]}/beslutning";

        await Sekretariat.SendAfvistAsync(sti, Godkendt, HttpStatusCode.Conflict);
        await vaert.UdsendAsync(moede);
        await Sekretariat.SendAsync(sti, Godkendt);
        await Sekretariat.SendAfvistAsync(sti, Godkendt, HttpStatusCode.Conflict);
        await Sekretariat.SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/ekspedition");
        await Sekretariat.SendAfvistAsync($"/api/dagsordenspunkter/{punkt["id"]}/ekspedition", null, HttpStatusCode.Conflict);
        await Sekretariat.SendAfvistAsync(sti, Godkendt, HttpStatusCode.Conflict);
        await vaert.AfslutMoedeAsync(moede);
        await Sekretariat.SendAfvistAsync($"/api/moeder/{moede["id"]}/afslutning", null, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task PrPunkt_KenderKunIndstillingensPunkter()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Pr. punkt");
        var (moede, punkt) = await vaert.HarUdsendtAsync(sag, "DIR", "2025-09-09T09:00");
        var sti = $"/api/dagsordenspunkter/{punkt["id"]}/beslutning";
        object Pr(params string[] numre) => new { udfald = "pr-punkt", tekst = "Som anført.", punkter = numre.Select(nr => new { nr, udfald = "godkendt" }) };

        await Sekretariat.SendAfvistAsync(sti, Pr("3"), HttpStatusCode.BadRequest);
        await Sekretariat.SendAfvistAsync(sti, Pr("2c"), HttpStatusCode.BadRequest);
        await Sekretariat.SendAfvistAsync(sti, Pr("1", "1"), HttpStatusCode.BadRequest);
        await Sekretariat.SendAfvistAsync(sti, Pr(), HttpStatusCode.BadRequest);
        await Sekretariat.SendAfvistAsync(sti, new { udfald = "vedtaget", tekst = "x" }, HttpStatusCode.BadRequest);
        await Sekretariat.SendAsync(sti, Pr("1", "2b"));
        var svar = await vaert.AfslutMoedeAsync(moede);

        Assert.Equal(["2a"], svar["ubesvaredePunkter"]![0]!["punkter"]!.AsArray().Select(p => (string?)p));
    }

    [Fact]
    public async Task Tillaegspunkt_PaaUdsendtDagsorden_FaarNaesteNummerOgKraeverGrund()
    {
        var (ene, anden, sen) = (await vaert.HarSagKlarTilDirektionenAsync("Ene"), await vaert.HarSagKlarTilDirektionenAsync("Anden"), await vaert.HarSagKlarTilDirektionenAsync("Sen"));
        var moede = await vaert.HarMoedeAsync("DIR", "2025-09-16T09:00");
        var foerste = await vaert.LaegPaaAsync(moede, ene);
        await vaert.LaegPaaAsync(moede, anden);
        await vaert.UdsendAsync(moede);
        var udgaaet = await Sekretariat.HentAsync($"/api/dagsordenspunkter/{foerste["id"]}");
        await Sekretariat.RetAsync(HttpMethod.Patch, $"/api/dagsordenspunkter/{foerste["id"]}", new { udgaar = new { begrundelse = "Trukket" } }, (int)udgaaet["version"]!);
        var f = await vaert.KlarForelaeggelseAsync(sen, "DIR");

        await Sekretariat.SendAfvistAsync($"/api/moeder/{moede["id"]}/dagsorden", new { forelaeggelseId = (string)f["id"]! }, HttpStatusCode.BadRequest);
        var punkt = await vaert.LaegPaaAsync(moede, sen, "Kan ikke vente");
        var udsendelse = await vaert.UdsendAsync(moede);

        Assert.Equal(3, (int)punkt["nr"]!);
        Assert.Equal(2, (int)udsendelse["udgave"]!);
        Assert.Equal([1, 2, 3], (await vaert.Som("laeser").HentAsync($"/api/moeder/{moede["id"]}/dagsorden"))["punkter"]!.AsArray().Select(p => (int)p!["nr"]!));
        Assert.Equal([1, 2], (await vaert.Som("laeser").HentAsync($"/api/moeder/{moede["id"]}/dagsorden?udgave=1"))["punkter"]!.AsArray().Select(p => (int)p!["nr"]!));
        Assert.Equal(["DIR udgaaet", "DIR klar"], (await vaert.TrinAsync(ene)).Vej());
        await Sekretariat.SendAfvistAsync($"/api/dagsordenspunkter/{foerste["id"]}/beslutning", Godkendt, HttpStatusCode.Conflict);
        var mangler = await Sekretariat.SendAfvistAsync($"/api/moeder/{moede["id"]}/afslutning", null, HttpStatusCode.Conflict);
        Assert.Contains("Anden", mangler.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("Sen", mangler.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Udsendelse_NaevnerSagerUdenJournalnummer()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Uden nummer", null);
        var moede = await vaert.HarMoedeAsync("DIR", "2025-09-23T09:00");
        await Sekretariat.SendAfvistAsync($"/api/moeder/{moede["id"]}/udsendelse", null, HttpStatusCode.Conflict);
        await vaert.LaegPaaAsync(moede, sag);

        var svar = await vaert.UdsendAsync(moede);

        Assert.Equal("Uden nummer", (string?)Assert.Single(svar["udenJournalnummer"]!.AsArray())!["titel"]);
        await Sekretariat.SendAfvistAsync($"/api/moeder/{moede["id"]}/udsendelse", null, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Bestilling_MeldtTilbage_ErAfsluttetOgKanIkkeMeldesIgen()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Med bestilling");
        var bestillinger = new[] { new { tekst = "Notat om økonomi", ansvarlig = "ØAC", frist = "2025-10-31" } };
        await vaert.BehandlAsync(sag, "DIR", "2025-10-07T09:00", new { udfald = "godkendt", tekst = "Godkendt.", bestillinger });
        var bestilling = Assert.Single((await vaert.Som("laeser").HentAsync($"/api/sager/{sag["id"]}/bestillinger"))["elementer"]!.AsArray())!;
        var sti = $"/api/bestillinger/{bestilling["id"]}/tilbagemelding";
        var oeac = vaert.Som("sagsbehandler-oeac");

        Assert.Equal(("aaben", "2025-10-31"), ((string?)bestilling["status"], (string?)bestilling["frist"]));
        await oeac.SendAfvistAsync(sti, new { tekst = "", afsluttet = true }, HttpStatusCode.BadRequest);
        await oeac.SendAsync(sti, new { tekst = "I gang", afsluttet = false });
        var afsluttet = await oeac.SendAsync(sti, new { tekst = "Notatet er vedlagt", afsluttet = true });
        await oeac.SendAfvistAsync(sti, new { tekst = "Igen", afsluttet = true }, HttpStatusCode.Conflict);

        Assert.Equal("afsluttet", (string?)afsluttet["status"]);
        Assert.Equal(["I gang", "Notatet er vedlagt"], afsluttet["tilbagemeldinger"]!.AsArray().Select(t => (string?)t!["tekst"]));
        Assert.Contains((string)bestilling["id"]!, (await oeac.HentAsync("/api/bestillinger?ansvarlig=OEAC&status=afsluttet&antal=200"))["elementer"]!.AsArray().Select(b => (string)b!["id"]!));
        Assert.DoesNotContain((string)bestilling["id"]!, (await oeac.HentAsync("/api/bestillinger?ansvarlig=OEAC&status=aaben&antal=200"))["elementer"]!.AsArray().Select(b => (string)b!["id"]!));
        await oeac.HentAfvistAsync("/api/bestillinger?status=ukendt", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task IkkeGodkendt_EnderSagenOgSendtTilbageGiverSkriveopgavenIgen()
    {
        var (nej, tilbage) = (await vaert.HarSagKlarTilDirektionenAsync("Nej"), await vaert.HarSagKlarTilDirektionenAsync("Tilbage"));
        await vaert.BehandlAsync(nej, "DIR", "2025-10-14T09:00", new { udfald = "ikke-godkendt", tekst = "Ikke godkendt." });
        await vaert.BehandlAsync(tilbage, "DIR", "2025-10-21T09:00", new { udfald = "sendt-tilbage", tekst = "Sendt tilbage." });

        Assert.Equal("afsluttet", (string?)(await Sekretariat.HentAsync($"/api/sager/{nej["id"]}"))["status"]);
        Assert.Equal("skriv", (string?)(await vaert.OpgaveAsync("sagsbehandler", tilbage))["node"]);
        await vaert.AfslutOpgaveAsync("sagsbehandler", tilbage, "indsend");
        await vaert.AfslutOpgaveAsync("sekretariat", tilbage, "godkend");
        Assert.Equal(["DIR behandlet sendt-tilbage", "DIR klar"], (await vaert.TrinAsync(tilbage)).Vej());
    }

    [Fact]
    public async Task Moede_Flyttet_SigerHvadDerFlytterOgBrydes()
    {
        var moede = await vaert.HarMoedeAsync("DIR", "2025-10-28T09:00");
        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", new { titel = "Med egen dato", center = "CBA", egneDatoer = new[] { new { senest = "2025-10-30", hvad = "Forhåndsadvisering" } } });
        foreach (var (som, udfald) in new[] { ("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend") })
        {
            await vaert.AfslutOpgaveAsync(som, sag, udfald);
        }

        await vaert.LaegPaaAsync(moede, sag);
        await Sekretariat.RetAfvistAsync(HttpMethod.Patch, $"/api/moeder/{moede["id"]}", new { start = "2025-11-04T09:00" }, null, HttpStatusCode.PreconditionRequired);
        var nu = await Sekretariat.HentAsync($"/api/moeder/{moede["id"]}");

        var flyttet = await Sekretariat.RetAsync(HttpMethod.Patch, $"/api/moeder/{moede["id"]}", new { start = "2025-11-04T09:00" }, (int)nu["version"]!);

        Assert.Equal("2025-11-04T09:00", (string?)flyttet["start"]);
        Assert.NotEmpty(flyttet["flyttet"]!.AsArray());
        Assert.Contains("2025", Assert.Single(flyttet["brud"]!.AsArray())!.ToJsonString(), StringComparison.Ordinal);
    }
}
