namespace SagsFlow.Tests.Integration;

/// <summary>Work outside the database: at least once with one key, completed once, and never in anybody's way.</summary>
public sealed class JobTests(Jobvaert vaert) : IClassFixture<Jobvaert>
{
    private const int Ok = 200;
    private const int Fejlkode = 409;
    private const int Lukket = 503;
    private const int Uventet = 500;

    [Fact]
    public async Task Job_Besvaret_FaarInputOgGiverSvaretTilProcessen()
    {
        var sag = await vaert.HarSendtAsync();
        var kald = await vaert.Modtager.NaesteAsync();
        Assert.Equal(("""{"antal":2}""", 1), (kald.Input, kald.Forsoeg));
        kald.Svar(Ok, """{"nr":7}""");
        await EfterAsync(sag, "nummereret");

        // The timer on its boundary went with it.
        await vaert.LadTidGaaAsync(TimeSpan.FromHours(2));
        Assert.Equal(["nummereret"], vaert.Efter(sag));
        Assert.Null(vaert.Udbakke(sag));
    }

    [Fact]
    public async Task Job_BesvaretMedEnFejlkode_FangesPaaKanten()
    {
        var sag = await vaert.HarSendtAsync();
        (await vaert.Modtager.NaesteAsync()).Svar(Fejlkode, """{"fejl":"NEJ"}""");
        await EfterAsync(sag, "afvist");
    }

    [Fact]
    public async Task Stroemsvigt_EfterArbejdetMenFoerSvaret_SpoergerIgenMedSammeNoegle()
    {
        var sag = await vaert.HarSendtAsync();
        var foerste = await vaert.Modtager.NaesteAsync();
        await vaert.GenstartAsync();
        var anden = await vaert.Modtager.NaesteAsync();
        anden.Svar(Ok);
        await EfterAsync(sag, "sendt");

        Assert.Equal((foerste.Noegle, 1, 2), (anden.Noegle, foerste.Forsoeg, anden.Forsoeg));
        Assert.Single(vaert.Modtager.Udfoert, u => u.Key == foerste.Noegle);
        Assert.False(vaert.Modtager.HarFlere);
    }

    [Fact]
    public async Task Lejemaal_DerErOvertaget_KanIkkeFuldfoeresAfDenGamle()
    {
        var sag = await vaert.HarSendtAsync();
        var foerste = await vaert.Modtager.NaesteAsync();
        Assert.Equal((1, 1), (vaert.Udbakke(sag)!.Value.Forsoeg, vaert.Udbakke(sag)!.Value.Leje));
        vaert.MaaTagesNu(sag);
        var uret = vaert.LadTidGaaAsync(TimeSpan.FromMinutes(1));
        var anden = await vaert.Modtager.NaesteAsync();
        Assert.Equal(2, vaert.Udbakke(sag)!.Value.Leje);

        // The old one ends while the new one works: nothing may come of it.
        foerste.Svar(Ok, """{"nr":7}""");
        await Vent.PaaAsync(() => vaert.Log.Contains($"of instance {vaert.Instans(sag)} was already handled when lease 1 ended it", StringComparison.Ordinal));
        Assert.Empty(vaert.Efter(sag));
        Assert.Equal(2, vaert.Udbakke(sag)!.Value.Leje);
        anden.Svar(Ok);
        await uret;
        Assert.Equal(["sendt"], vaert.Efter(sag));
    }

    [Fact]
    public async Task Job_DerBlivesVedAtFejle_BliverEtDriftsstopOgKanProevesIgen()
    {
        var sag = await vaert.HarSendtAsync();
        var foerste = await vaert.Modtager.NaesteAsync();
        foerste.Svar(Lukket);
        await Vent.PaaAsync(() => vaert.Udbakke(sag) is { Lejer: "" });
        Assert.Equal(0, vaert.Tael($"SELECT COUNT(*) FROM outbox WHERE lower(instans_id) = '{vaert.Instans(sag)}' AND tidligst <= {TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}"));

        vaert.MaaTagesNu(sag);
        var uret = vaert.LadTidGaaAsync(TimeSpan.FromMinutes(1));
        var anden = await vaert.Modtager.NaesteAsync();
        anden.Svar(Uventet);
        await uret;
        Assert.Equal((foerste.Noegle, 2), (anden.Noegle, anden.Forsoeg));
        Assert.Null(vaert.Udbakke(sag));
        var stop = Assert.Single((await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/proces"))["driftsstop"]!.AsArray())!;
        Assert.Equal("job-fejlede", (string?)stop["kode"]);
        Assert.Contains("opgivet efter 2 forsøg. Sidst: uventet fejl (InvalidOperationException)", (string?)stop["tekst"], StringComparison.Ordinal);
        Assert.DoesNotContain(Modtagerjob.Hemmeligt, (string?)stop["tekst"], StringComparison.Ordinal);

        await vaert.Som("admin").SendAsync($"/api/sager/{sag["id"]}/indgreb", new { art = "proev-igen", begrundelse = "Modtageren er åben igen." });
        var tredje = await vaert.Modtager.NaesteAsync();
        tredje.Svar(Ok);
        await EfterAsync(sag, "sendt");
        Assert.NotEqual(foerste.Noegle, tredje.Noegle);
        Assert.Equal(1, tredje.Forsoeg);
        Assert.Equal(["driftsstop", "indgreb"], vaert.Laes($"SELECT art FROM historik WHERE kaede = 'sag:{sag["id"]}' AND art IN ('driftsstop', 'indgreb') ORDER BY nr").Select(r => r[0]));
        Assert.Equal(0, vaert.Tael($"SELECT COUNT(*) FROM incident WHERE loest IS NULL AND lower(instans_id) = '{vaert.Instans(sag)}'"));
    }

    [Fact]
    public async Task JobIEgneRaekker_DerFejler_EfterladerIngentingOgBliverEtDriftsstop()
    {
        var sag = await vaert.HarSendtAsync("raekker");
        await vaert.LadTidGaaAsync(TimeSpan.FromMinutes(1));

        var stop = Assert.Single(vaert.Laes($"SELECT tekst FROM incident WHERE lower(instans_id) = '{vaert.Instans(sag)}'"))[0];
        Assert.EndsWith("opgivet efter 1 forsøg. Sidst: rækken kan ikke skrives.", stop, StringComparison.Ordinal);
        Assert.Equal(0, vaert.Tael("SELECT COUNT(*) FROM historik WHERE art = 'halvt-gjort'"));
        Assert.Null(vaert.Udbakke(sag));
    }

    [Fact]
    public async Task LangsomtJob_StandserHverkenFolkTidsfristerEllerAndreJob()
    {
        var langsom = await vaert.HarSendtAsync();
        var kald = await vaert.Modtager.NaesteAsync();

        // A person's command, and another job beside it.
        var anden = await vaert.HarSendtAsync();
        (await vaert.Modtager.NaesteAsync()).Svar(Ok);
        await EfterAsync(anden, "sendt");

        // A timer, on the boundary of a job that runs; that job's own answer comes too late.
        var tredje = await vaert.HarSendtAsync("kort");
        var forSent = await vaert.Modtager.NaesteAsync();
        await EfterAsync(tredje, "forSent");
        forSent.Svar(Ok);
        kald.Svar(Ok);
        await EfterAsync(langsom, "sendt");
        await vaert.LadTidGaaAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["forSent"], vaert.Efter(tredje));
    }

    [Fact]
    public async Task Sag_TrukketMensJobbetKoerer_StaarSomDenBlevTrukket()
    {
        var sag = await vaert.HarSendtAsync();
        var kald = await vaert.Modtager.NaesteAsync();
        await vaert.TraekAsync(sag);
        Assert.Null(vaert.Udbakke(sag));
        kald.Svar(Ok);
        await vaert.LadTidGaaAsync(TimeSpan.FromHours(2));

        Assert.Empty(vaert.Efter(sag));
        Assert.Equal(1, vaert.Tael($"SELECT ended FROM process_instance WHERE lower(id) = '{vaert.Instans(sag)}'"));
    }

    [Fact]
    public async Task Ur_FlyttetMensEtJobKoerer_SvarerFoerstNaarDetErGjort()
    {
        var sag = await vaert.HarSendtAsync();
        var kald = await vaert.Modtager.NaesteAsync();
        var uret = vaert.LadTidGaaAsync(TimeSpan.FromHours(2));
        Assert.False(uret.IsCompleted);
        kald.Svar(Ok);
        await uret;

        Assert.Equal(["sendt"], vaert.Efter(sag));
    }

    [Fact]
    public async Task Program_BedtOmAtStoppe_GiverLejemaaletTilbage()
    {
        var sag = await vaert.HarSendtAsync();
        await vaert.Modtager.NaesteAsync();
        await vaert.StopAsync();
        Assert.Equal((0, "", 1), vaert.Udbakke(sag));

        await vaert.GenstartAsync();
        var igen = await vaert.Modtager.NaesteAsync();
        Assert.Equal(1, igen.Forsoeg);
        igen.Svar(Ok);
        await EfterAsync(sag, "sendt");
    }

    private async Task EfterAsync(System.Text.Json.Nodes.JsonNode sag, string node)
    {
        await Vent.PaaAsync(() => vaert.Efter(sag).Count > 0);
        Assert.Equal([node], vaert.Efter(sag));
    }
}

/// <summary>A job that is given one second.</summary>
public sealed class JobtidTests(JobtidTests.Vaert vaert) : IClassFixture<JobtidTests.Vaert>
{
    [Fact]
    public async Task Job_DerIkkeSvarerITide_ProevesIgenOgEnderSomDriftsstop()
    {
        var sag = await vaert.HarSendtAsync();
        var foerste = await vaert.Modtager.NaesteAsync();
        await Vent.PaaAsync(() => vaert.Udbakke(sag) is { Lejer: "" });
        vaert.MaaTagesNu(sag);
        await vaert.LadTidGaaAsync(TimeSpan.FromMinutes(1));

        var stop = Assert.Single(vaert.Laes("SELECT tekst FROM incident"))[0];
        Assert.EndsWith("opgivet efter 2 forsøg. Sidst: der kom intet svar inden for 1 sekunder.", stop, StringComparison.Ordinal);
        foerste.Svar(200);
        (await vaert.Modtager.NaesteAsync()).Svar(200);
        Assert.Empty(vaert.Efter(sag));
    }

    public sealed class Vaert : Jobvaert
    {
        protected override IReadOnlyDictionary<string, string> Indstillinger => new Dictionary<string, string>(base.Indstillinger) { ["Job__TidsgraenseSekunder"] = "1" };
    }
}
