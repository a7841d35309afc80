using System.Net;

namespace SagsFlow.Tests.Integration;

/// <summary>Messages and signals between running cases, as those who do the tasks see them.</summary>
public sealed class BeskedTests(Beskedvaert vaert) : IClassFixture<Beskedvaert>
{
    [Fact]
    public async Task Besked_ModtagerenVenter_NaarFremISammeHandling()
    {
        var modtager = await vaert.HarSagAsync("modtager");
        var anden = await vaert.HarSagAsync("modtager");
        var afsender = await vaert.HarSagAsync("afsender");

        await vaert.GoerAsync(afsender, "skriv", new { til = modtager });

        Assert.Equal(["fik"], vaert.Opgaver(modtager));
        Assert.Empty(vaert.Opgaver(anden));
        Assert.Equal(["sendt"], vaert.Opgaver(afsender));
        Assert.Equal(["Sagen har modtaget beskeden »svar«."], vaert.Historik(modtager, "besked-modtaget"));
        Assert.Empty(vaert.Historik(anden, "besked-modtaget"));
    }

    [Fact]
    public async Task Besked_SendtFoerNogenVenter_GemmesOverEnGenstartOgTagesNetopEnGang()
    {
        var modtager = await vaert.HarSagAsync("senmodtager");
        var afsender = await vaert.HarSagAsync("afsender");
        await vaert.GoerAsync(afsender, "skriv", new { til = modtager });
        Assert.Equal(["skriv"], vaert.Opgaver(modtager));

        await vaert.GenstartAsync();
        await vaert.GoerAsync(modtager, "skriv");

        Assert.Equal(["fik"], vaert.Opgaver(modtager));
        Assert.Equal(0, vaert.Tael($"SELECT COUNT(*) FROM message WHERE noegle = '{modtager}'"));
        Assert.Equal(0, vaert.Tael($"SELECT COUNT(*) FROM subscription WHERE noegle = '{modtager}'"));
    }

    [Fact]
    public async Task Besked_EfterSinLevetid_LeveresIkkeOgAfsenderensSagFortaellerDet()
    {
        var modtager = await vaert.HarSagAsync("senmodtager");
        var afsender = await vaert.HarSagAsync("afsender-kort");
        await vaert.GoerAsync(afsender, "skriv", new { til = modtager });
        Assert.Equal(1, vaert.Tael($"SELECT COUNT(*) FROM message WHERE noegle = '{modtager}'"));

        await vaert.DageFremAsync(2);

        Assert.Equal(0, vaert.Tael($"SELECT COUNT(*) FROM message WHERE noegle = '{modtager}'"));
        Assert.Equal(["Ingen tog imod beskeden »svar« inden for dens levetid, så den er slettet."], vaert.Historik(afsender, "besked-udloebet"));
        await vaert.GoerAsync(modtager, "skriv");
        Assert.Empty(vaert.Opgaver(modtager));
    }

    [Fact]
    public async Task Besked_UdloebetMenIkkeFjernetEndnu_LeveresIkke()
    {
        var modtager = await vaert.HarSagAsync("senmodtager");
        await vaert.SendAsync(new { navn = "svar", noegle = modtager, levetid = "PT1H" });

        // Its time is up, and nothing has looked for such messages since.
        vaert.Skriv($"UPDATE message SET udloeber = 1 WHERE noegle = '{modtager}'");
        await vaert.GoerAsync(modtager, "skriv");

        Assert.Empty(vaert.Opgaver(modtager));
    }

    [Fact]
    public async Task Besked_ToVenter_DenDerHarVentetLaengstFaarDenAlene()
    {
        var foerste = await vaert.HarSagAsync("nummer");
        var anden = await vaert.HarSagAsync("nummer");

        Assert.Equal("leveret", await vaert.SendAsync(new { navn = "nummer" }));
        Assert.Equal(["fik"], vaert.Opgaver(foerste));
        Assert.Empty(vaert.Opgaver(anden));
        Assert.Equal("leveret", await vaert.SendAsync(new { navn = "nummer" }));
        Assert.Equal(["fik"], vaert.Opgaver(anden));
        Assert.Equal("gemt", await vaert.SendAsync(new { navn = "nummer", levetid = "PT1H" }));
    }

    [Fact]
    public async Task Besked_MedAndenEllerIngenNoegle_NaarIkkeFrem()
    {
        var modtager = await vaert.HarSagAsync("modtager");

        Assert.Equal("gemt", await vaert.SendAsync(new { navn = "svar", noegle = modtager + "x" }));
        Assert.Equal("gemt", await vaert.SendAsync(new { navn = "svar" }));
        Assert.Equal("gemt", await vaert.SendAsync(new { navn = "andet", noegle = modtager }));
        Assert.Empty(vaert.Opgaver(modtager));
        Assert.Equal("leveret", await vaert.SendAsync(new { navn = "svar", noegle = modtager }));
        Assert.Equal(["fik"], vaert.Opgaver(modtager));
    }

    [Fact]
    public async Task Besked_MedIndhold_KanLaesesIBetingelser()
    {
        var modtager = await vaert.HarSagAsync("modtager");

        await vaert.SendAsync(new { navn = "svar", noegle = modtager, indhold = new { ja = true } });

        Assert.Equal(["ja"], vaert.Opgaver(modtager));
    }

    [Fact]
    public async Task Besked_TilEnKaldtProces_KenderSagen()
    {
        var sag = await vaert.HarSagAsync("kalder");

        Assert.Equal("leveret", await vaert.SendAsync(new { navn = "tilkaldt", noegle = sag }));

        Assert.Equal(["fik"], vaert.Opgaver(sag));
    }

    [Fact]
    public async Task Haendelsesdelproces_DerIkkeAfbryder_HoererFlere()
    {
        var sag = await vaert.HarSagAsync("hoerer");

        Assert.Equal("leveret", await vaert.SendAsync(new { navn = "opdatering", noegle = sag }));
        Assert.Equal("leveret", await vaert.SendAsync(new { navn = "opdatering", noegle = sag }));

        Assert.Equal(["skriv", "opdateret", "opdateret"], vaert.Opgaver(sag));
        await vaert.GoerAsync(sag, "skriv");
        Assert.Equal("leveret", await vaert.SendAsync(new { navn = "opdatering", noegle = sag }));
        Assert.Equal(3, vaert.Opgaver(sag).Length);
    }

    [Fact]
    public async Task Signal_HoeresAfAlleDerVenterOgGemmesIkke()
    {
        var foerste = await vaert.HarSagAsync("hoerer");
        var anden = await vaert.HarSagAsync("hoerer");

        Assert.Equal("leveret", await vaert.SendAsync(new { navn = "alarm", art = "signal" }));

        Assert.Equal(["skriv", "hoert"], vaert.Opgaver(foerste));
        Assert.Equal(["skriv", "hoert"], vaert.Opgaver(anden));
        Assert.Equal(["Sagen har hørt signalet »alarm«."], vaert.Historik(anden, "besked-modtaget"));
        Assert.Equal(0, vaert.Gemte("alarm"));
        Assert.Equal("ingen", await vaert.SendAsync(new { navn = "findes-ikke", art = "signal" }));
    }

    [Fact]
    public async Task Signal_HoeresOgsaaAfDenDerSender()
    {
        var sag = await vaert.HarSagAsync("raaber");
        var anden = await vaert.HarSagAsync("raaber");

        await vaert.GoerAsync(sag, "skriv");

        Assert.Equal(["sendt", "hoert"], vaert.Opgaver(sag));
        Assert.Equal(["skriv", "hoert"], vaert.Opgaver(anden));
    }

    [Fact]
    public async Task BeskedOgSignal_SomStarterProcesser_StarterDemForAfsenderensSag()
    {
        var sag = await vaert.HarSagAsync("starter");

        await vaert.GoerAsync(sag, "skriv");

        Assert.Equal(["sendt", "begyndt", "alarm"], vaert.Opgaver(sag));
        Assert.Equal(
            ["Processen »begynder« er startet af beskeden »begynd«.", "Processen »alarmeret« er startet af signalet »start«."], vaert.Historik(sag, "proces-startet"));

        // A process beside the case's own says nothing of whether the case is closed.
        await vaert.GoerAsync(sag, "begyndt");
        Assert.Equal(0, vaert.Tael($"SELECT COUNT(*) FROM sag WHERE lower(id) = '{sag}' AND afsluttet IS NOT NULL"));
        await vaert.GoerAsync(sag, "sendt");
        Assert.Equal(1, vaert.Tael($"SELECT COUNT(*) FROM sag WHERE lower(id) = '{sag}' AND afsluttet IS NOT NULL"));
    }

    [Fact]
    public async Task Kaploeb_BeskedenFoerst_FristenErVaek()
    {
        var sag = await vaert.HarSagAsync("kaploeb");

        Assert.Equal("leveret", await vaert.SendAsync(new { navn = "maaske", noegle = sag }));
        await vaert.DageFremAsync(3);

        Assert.Equal(["besked"], vaert.Opgaver(sag));
    }

    [Fact]
    public async Task Kaploeb_FristenFoerst_BeskedenGemmes()
    {
        var sag = await vaert.HarSagAsync("kaploeb");

        await vaert.DageFremAsync(3);
        Assert.Equal("gemt", await vaert.SendAsync(new { navn = "maaske", noegle = sag }));

        Assert.Equal(["frist"], vaert.Opgaver(sag));
    }

    [Fact]
    public async Task Afbrydelse_FoerBeskeden_LaderDenLigge()
    {
        var sag = await vaert.HarSagAsync("afbrydes");

        await vaert.GoerAsync(sag, "stop");

        Assert.Equal(0, vaert.Tael($"SELECT COUNT(*) FROM subscription WHERE noegle = '{sag}'"));
        Assert.Equal("gemt", await vaert.SendAsync(new { navn = "maaske", noegle = sag }));
    }

    [Fact]
    public async Task Afbrydelse_EfterBeskeden_TagerDetMedSomDenSatteIGang()
    {
        var sag = await vaert.HarSagAsync("afbrydes");

        Assert.Equal("leveret", await vaert.SendAsync(new { navn = "maaske", noegle = sag }));
        Assert.Equal(["stop", "besked"], vaert.Opgaver(sag));
        await vaert.GoerAsync(sag, "stop");

        Assert.Empty(vaert.Opgaver(sag));
    }

    [Fact]
    public async Task Beskeder_IEnRing_AfvisesOgIntetErGjort()
    {
        var ping = await vaert.HarSagAsync("ping");
        var pong = await vaert.HarSagAsync("pong");
        await vaert.GoerAsync(pong, "klar");
        var opgave = vaert.AabenOpgave(ping, "skriv");

        var problem = await vaert.Som("sagsbehandler").SendAfvistAsync($"/api/opgaver/{opgave}/afslutning", new { udfald = "faerdig" }, HttpStatusCode.Conflict);

        Assert.Equal("urn:sagsflow:fejl:beskeder-i-ring", (string?)problem["type"]);
        Assert.Equal(["skriv"], vaert.Opgaver(ping));
        Assert.Equal(0, vaert.Gemte("bold"));
        Assert.Equal(1, vaert.Tael("SELECT COUNT(*) FROM subscription WHERE navn = 'bold'"));
        Assert.Empty(vaert.Historik(pong, "besked-modtaget"));

        // The same one with an end to it goes well.
        Assert.Equal("leveret", await vaert.SendAsync(new { navn = "bold", noegle = "ping", indhold = new { nok = true } }));
        await vaert.GoerAsync(ping, "skriv");
        Assert.Empty(vaert.Opgaver(ping));
    }

    [Fact]
    public async Task Verificer_ManglerEnVentepost_SigerDet()
    {
        var sag = await vaert.HarSagAsync("modtager");
        vaert.Skriv($"UPDATE subscription SET noegle = 'forkert' WHERE noegle = '{sag}'");

        var (kode, ud, _) = await vaert.KommandoAsync("verificer");

        vaert.Skriv($"UPDATE subscription SET noegle = '{sag}' WHERE noegle = 'forkert'");
        Assert.Equal(1, kode);
        Assert.Contains("venter på noget andet", ud, StringComparison.Ordinal);
        Assert.Equal(0, (await vaert.KommandoAsync("verificer")).Kode);
    }

    [Fact]
    public async Task Beslutning_Rettet_TagerBeskedenTilbageNaarIngenHarDen()
    {
        var (sag, punkt) = await HarBesluttetAsync();
        Assert.Equal(1, vaert.Gemte("besluttet"));

        var begyndt = await RetAsync(punkt);

        // Taken back and sent again by the decision as it stands now.
        Assert.Empty(begyndt);
        Assert.Equal(["sendt"], vaert.Opgaver(sag));
        Assert.Equal(1, vaert.Gemte("besluttet"));
        Assert.Equal(["fik"], vaert.Opgaver(await vaert.HarSagAsync("beslutningsmodtager")));
        Assert.Equal(0, vaert.Gemte("besluttet"));
    }

    [Fact]
    public async Task Beslutning_Rettet_EfterAtEnAndenSagHarFaaetBeskeden_LaderDenStaa()
    {
        var modtager = await vaert.HarSagAsync("beslutningsmodtager");
        var (sag, punkt) = await HarBesluttetAsync();
        Assert.Equal(["fik"], vaert.Opgaver(modtager));

        var begyndt = await RetAsync(punkt);

        Assert.Equal(["Beslutningen førte til, at en besked blev modtaget."], begyndt);
        Assert.Equal(["sendt"], vaert.Opgaver(sag));
        Assert.Equal(0, vaert.Gemte("besluttet"));
    }

    private async Task<(string Sag, Guid Punkt)> HarBesluttetAsync()
    {
        var sag = await vaert.HarSagAsync("beslutter");
        var node = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag}");
        var dag = ((DateTime)(await vaert.Som("admin").HentAsync("/api/udvikling/ur"))["nu"]!).AddDays(30);
        var punkt = await vaert.HarBesluttetAsync(node, new { udfald = "godkendt", tekst = "Godkendt." }, dag.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        return (sag, punkt);
    }

    /// <summary>Corrects the decision's outcome; gives what could not be taken back.</summary>
    private async Task<string[]> RetAsync(Guid punkt)
    {
        var beslutning = await vaert.Som("sekretariat").HentAsync($"/api/dagsordenspunkter/{punkt}/beslutning");
        var rettet = await vaert.Som("sekretariat").RetAsync(
            HttpMethod.Put, $"/api/dagsordenspunkter/{punkt}/beslutning", new { udfald = "ikke-godkendt", tekst = "Ikke godkendt.", begrundelse = "Referatet var forkert." }, (int)beslutning["version"]!);
        return [.. rettet["rettelse"]!["begyndt"]!.AsArray().Select(t => (string)t!)];
    }
}
