using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>Cases: written, read, listed, and what hangs on them.</summary>
public sealed class SagTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    private static int sidsteFil;

    private Klient Sagsbehandler => vaert.Som("sagsbehandler");

    [Fact]
    public async Task OensketMoede_Aendret_FlytterDetPlanlagteTrinMed()
    {
        var sag = await vaert.HarOprettetSagAsync("Ønsket møde", "25/1045", oensket: ("DIR", "2025-02-25"));
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        var indsendt = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}");
        await vaert.Som("sagsbehandler").RetAsync(HttpMethod.Patch, $"/api/sager/{sag["id"]}", new { oensketMoede = new { forum = "DIR", dato = "2025-03-11" } }, (int)indsendt["version"]!);

        var forloeb = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/forloeb");
        Assert.Equal("2025-03-11", (string?)forloeb["trin"]![0]!["dato"]);
        var frister = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/frister");
        Assert.Contains(frister["elementer"]!.AsArray(), f => ((string)f!["hvad"]!).Contains("den 11-03-2025", StringComparison.Ordinal));
        Assert.DoesNotContain(frister["elementer"]!.AsArray(), f => ((string)f!["hvad"]!).Contains("25-02-2025", StringComparison.Ordinal));

        var nu = await Sagsbehandler.HentAsync($"/api/sager/{sag["id"]}");
        await Sagsbehandler.RetAfvistAsync(HttpMethod.Patch, $"/api/sager/{sag["id"]}", new { ryd = new[] { "center" } }, (int)nu["version"]!, HttpStatusCode.BadRequest);
        var ryddet = await Sagsbehandler.RetAsync(HttpMethod.Patch, $"/api/sager/{sag["id"]}", new { ryd = new[] { "journalnummer", "oensketMoede" } }, (int)nu["version"]!);
        Assert.Equal((null, null), (ryddet["journalnummer"], ryddet["oensketMoede"]));
        Assert.Null((await Sagsbehandler.HentAsync($"/api/sager/{sag["id"]}/forloeb"))["trin"]![0]!["dato"]);
    }

    [Fact]
    public async Task Oprettelse_MedAlt_KanHentesIgenFraLocation()
    {
        using var svar = await Sagsbehandler.PostAsync("/api/sager", new
        {
            titel = "Valg 2025: forberedelse", journalnummer = "25/805", center = "CBA", sagstype = "rammesag", maerke = "A-sag", workflow = "direktionssag",
            baggrund = "Der er kommunalvalg.", sagsfremstilling = "| A | B |\n|---|---|\n| 1 | 2 |", oekonomi = "-",
            indstilling = new { indstiller = "CBA", indledning = "at", punkter = new[] { new { tekst = "ét", underpunkter = new[] { new { tekst = "a" }, new { tekst = "b" } } } } },
            bilag = new[] { new { navn = "Tidsplan" } },
            egneDatoer = new[] { new { senest = "2025-03-12", hvad = "Forhåndsadvisering" } },
            oensketMoede = new { forum = "DIR", dato = "2025-02-25" },
        });
        var sag = await Sagsbehandler.HentAsync(svar.Headers.Location!.ToString());

        Assert.Equal(HttpStatusCode.Created, svar.StatusCode);
        Assert.Equal(("Valg 2025: forberedelse", "25/805", "CBA", "rammesag", "A-sag", "kladde"), ((string?)sag["titel"], (string?)sag["journalnummer"], (string?)sag["center"], (string?)sag["sagstype"], (string?)sag["maerke"], (string?)sag["status"]));
        Assert.Equal(["1", "1a", "1b"], new[] { sag["indstilling"]!["punkter"]![0]!["nr"], sag["indstilling"]!["punkter"]![0]!["underpunkter"]![0]!["nr"], sag["indstilling"]!["punkter"]![0]!["underpunkter"]![1]!["nr"] }.Select(n => (string?)n));
        Assert.Equal("Tidsplan", (string?)sag["bilag"]![0]!["navn"]);
        Assert.Equal("2025-03-12", (string?)sag["egneDatoer"]![0]!["senest"]);
        Assert.Equal("2025-02-25", (string?)sag["oensketMoede"]!["dato"]);
        var opgave = await vaert.OpgaveAsync("sagsbehandler", sag);
        Assert.Equal(("skriv", "indsend"), ((string?)opgave["node"], (string?)opgave["udfald"]![0]));
    }

    [Theory]
    [InlineData("center", "XYZ")]
    [InlineData("workflow", "findes-ikke")]
    [InlineData("workflow", "")]
    [InlineData("sagstype", "ukendt")]
    [InlineData("sagstype", "3")]
    [InlineData("sagstype", "beslutning,status")]
    [InlineData("journalnummer", "nummer fem")]
    [InlineData("titel", "   ")]
    [InlineData("titel", "to\nlinjer")]
    public async Task Oprettelse_MedNogetUkendt_AfvisesVedFeltet(string felt, string vaerdi)
    {
        var body = new Dictionary<string, object?> { ["titel"] = "Titel", ["center"] = "CBA", ["workflow"] = "direktionssag", ["sagstype"] = "beslutning", [felt] = vaerdi };

        var problem = await Sagsbehandler.SendAfvistAsync("/api/sager", body, HttpStatusCode.BadRequest);

        Assert.NotNull(problem["errors"]![felt]);
    }

    [Fact]
    public async Task Oprettelse_ForEtAndetCenter_Er403() =>
        await Sagsbehandler.SendAfvistAsync("/api/sager", new { titel = "Ikke vores", center = "OEAC" }, HttpStatusCode.Forbidden);

    [Fact]
    public async Task Afsnit_SkrevetAfToSamtidig_StoererKunSammeAfsnit()
    {
        var sag = await vaert.HarOprettetSagAsync();
        var sti = $"/api/sager/{sag["id"]}/indhold";
        var baggrund = (int)sag["afsnitVersioner"]!["baggrund"]!;
        var oekonomi = (int)sag["afsnitVersioner"]!["oekonomi"]!;

        await Sagsbehandler.RetAsync(HttpMethod.Patch, sti + "/baggrund", new { tekst = "Ny baggrund" }, baggrund);
        await vaert.Som("centerchef").RetAsync(HttpMethod.Patch, sti + "/oekonomi", new { tekst = "1 mio." }, oekonomi);
        await vaert.Som("centerchef").RetAfvistAsync(HttpMethod.Patch, sti + "/baggrund", new { tekst = "Min baggrund" }, baggrund, HttpStatusCode.PreconditionFailed);
        await Sagsbehandler.RetAfvistAsync(HttpMethod.Patch, sti + "/baggrund", new { tekst = "x" }, null, HttpStatusCode.PreconditionRequired);
        await Sagsbehandler.RetAfvistAsync(HttpMethod.Patch, sti + "/overskrift", new { tekst = "x" }, 1, HttpStatusCode.NotFound);
        var efter = await Sagsbehandler.HentAsync($"/api/sager/{sag["id"]}");

        Assert.Equal(("Ny baggrund", "1 mio."), ((string?)efter["baggrund"], (string?)efter["oekonomi"]));
        Assert.Equal((baggrund + 1, oekonomi + 1), ((int)efter["afsnitVersioner"]!["baggrund"]!, (int)efter["afsnitVersioner"]!["oekonomi"]!));
    }

    [Fact]
    public async Task Indstillingspunkter_SkrevetIgen_BeholderDeresIdentitet()
    {
        var sag = await vaert.HarOprettetSagAsync();
        var punkter = sag["indstilling"]!["punkter"]!.AsArray();
        var (ene, andet) = ((string)punkter[0]!["id"]!, (string)punkter[1]!["id"]!);

        var efter = await Sagsbehandler.RetAsync(
            HttpMethod.Patch, $"/api/sager/{sag["id"]}/indhold/indstilling",
            new { indstiller = "CBA", punkter = new object[] { new { tekst = "Et helt nyt" }, new { id = andet, tekst = "Omskrevet" }, new { id = ene, tekst = "Også omskrevet" } } },
            (int)sag["afsnitVersioner"]!["indstilling"]!);

        Assert.Equal([andet, ene], efter["indstilling"]!["punkter"]!.AsArray().Skip(1).Select(p => (string?)p!["id"]));
        Assert.DoesNotContain((string)efter["indstilling"]!["punkter"]![0]!["id"]!, new[] { ene, andet });
    }

    [Fact]
    public async Task Tekst_NaarIngenSkriver_KanIkkeRettes()
    {
        var sag = await vaert.HarOprettetSagAsync();
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        var nu = await Sagsbehandler.HentAsync($"/api/sager/{sag["id"]}");

        await Sagsbehandler.RetAfvistAsync(HttpMethod.Put, $"/api/sager/{sag["id"]}/indhold", new { titel = "For sent" }, (int)nu["version"]!, HttpStatusCode.Conflict);
        await Sagsbehandler.RetAfvistAsync(HttpMethod.Patch, $"/api/sager/{sag["id"]}/indhold/baggrund", new { tekst = "For sent" }, (int)nu["afsnitVersioner"]!["baggrund"]!, HttpStatusCode.Conflict);
        using var bilag = await SendFilAsync(sag, "sen.txt", "sent"u8.ToArray());
        await Klient.ProblemAsync(bilag, HttpStatusCode.Conflict);
        Assert.Equal(1, (int)nu["sagsversion"]!);
    }

    [Fact]
    public async Task Liste_MedFiltre_GiverDemDerPasser()
    {
        var kladde = await vaert.HarOprettetSagAsync("Filtersag ældre kladde", "24/111");
        var undervejs = await vaert.HarSagKlarTilDirektionenAsync("Filtersag ÆLDRE undervejs", "24/222");
        await vaert.HarOprettetSagAsync("Filtersag ældre fra ØAC", "24/333", "sagsbehandler-oeac", "OEAC");

        async Task<IEnumerable<string?>> FindAsync(string filter) =>
            (await Sagsbehandler.HentAsync($"/api/sager?soeg=filtersag&{filter}"))["elementer"]!.AsArray().Select(e => (string?)e!["journalnummer"]);

        Assert.Equal(["24/222", "24/111"], await FindAsync(""));
        Assert.Equal(["24/111"], await FindAsync("status=kladde"));
        Assert.Equal(["24/222"], await FindAsync("status=undervejs"));
        Assert.Empty(await FindAsync("status=udsat"));
        Assert.Equal(["24/222", "24/111"], await FindAsync("center=CBA"));
        Assert.Empty(await FindAsync("center=OEAC"));
        Assert.Equal(["24/222", "24/111"], await FindAsync("forum=DIR"));
        Assert.Empty(await FindAsync("forum=BY"));
        Assert.Equal(1, (int)(await Sagsbehandler.HentAsync("/api/sager?soeg=24%2F111"))["total"]!);
        Assert.Equal(2, (int)(await Sagsbehandler.HentAsync("/api/sager?soeg=%C3%86ldre%20FILTERSAG"))["total"]!);
        Assert.Equal(("kladde", "undervejs"), ((string?)(await Sagsbehandler.HentAsync($"/api/sager/{kladde["id"]}"))["status"], (string?)(await Sagsbehandler.HentAsync($"/api/sager/{undervejs["id"]}"))["status"]));
    }

    [Theory]
    [InlineData("status=ukendt")]
    [InlineData("status=99")]
    [InlineData("status=kladde,undervejs")]
    [InlineData("frist=i%20morgen")]
    public async Task Liste_MedEtFilterDerIkkeFindes_Er400(string filter) => await Sagsbehandler.HentAfvistAsync($"/api/sager?{filter}", HttpStatusCode.BadRequest);

    [Fact]
    public async Task Bilag_LagtPaa_KanHentesSomDetVar()
    {
        var sag = await vaert.HarOprettetSagAsync();
        byte[] bytes = [0, 1, 2, 255, 10, 13, 10];

        using var svar = await SendFilAsync(sag, "Årsplan – udkast.bin", bytes);
        var bilag = JsonNode.Parse(await svar.Content.ReadAsStringAsync())!;
        using var hentet = await Sagsbehandler.Http.GetAsync(svar.Headers.Location);

        Assert.Equal(HttpStatusCode.Created, svar.StatusCode);
        Assert.Equal(("Årsplan – udkast.bin", 7L), ((string?)bilag["navn"], (long)bilag["stoerrelse"]!));
        Assert.Equal(bytes, await hentet.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", hentet.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", hentet.Headers.GetValues("X-Content-Type-Options").Single());
        await vaert.Som("laeser").HentAfvistAsync(svar.Headers.Location!.ToString(), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Bilag_SendtToGangeMedSammeNoegle_ErEt()
    {
        var sag = await vaert.HarOprettetSagAsync();

        using var ene = await SendFilAsync(sag, "en.txt", "en"u8.ToArray(), "bilag-1");
        using var igen = await SendFilAsync(sag, "en.txt", "en"u8.ToArray(), "bilag-1");
        using var andet = await SendFilAsync(sag, "en.txt", "to"u8.ToArray(), "bilag-1");

        Assert.Equal(await ene.Content.ReadAsStringAsync(), await igen.Content.ReadAsStringAsync());
        await Klient.ProblemAsync(andet, HttpStatusCode.UnprocessableEntity);
        Assert.Single((await Sagsbehandler.HentAsync($"/api/sager/{sag["id"]}"))["bilag"]!.AsArray(), b => (string?)b!["navn"] == "en.txt");
    }

    [Fact]
    public async Task Bilag_KunNaevntEllerForkertSendt_SigerHvad()
    {
        var sag = await vaert.HarOprettetSagAsync();
        await Sagsbehandler.HentAfvistAsync($"/api/bilag/{sag["bilag"]![0]!["id"]}", HttpStatusCode.NotFound);

        await Sagsbehandler.SendAfvistAsync($"/api/sager/{sag["id"]}/bilag", new { navn = "x" }, HttpStatusCode.BadRequest);
        using var tom = await Sagsbehandler.Http.PostAsync($"/api/sager/{sag["id"]}/bilag", new MultipartFormDataContent { { new StringContent("x"), "intern" } });
        await Klient.ProblemAsync(tom, HttpStatusCode.BadRequest);
        using var raa = new StringContent("--x\r\nikke multipart", Encoding.UTF8);
        raa.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data");
        using var uden = await Sagsbehandler.Http.PostAsync($"/api/sager/{sag["id"]}/bilag", raa);
        await Klient.ProblemAsync(uden, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Bilag_Internt_SesIkkeAfLaesere()
    {
        var sag = await vaert.HarOprettetSagAsync();
        using var svar = await SendFilAsync(sag, "notat.txt", "internt"u8.ToArray(), intern: true);
        foreach (var (som, udfald) in new[] { ("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend") })
        {
            await vaert.AfslutOpgaveAsync(som, sag, udfald);
        }

        var laeser = await vaert.Som("laeser").HentAsync($"/api/sager/{sag["id"]}");

        Assert.DoesNotContain(laeser["bilag"]!.AsArray(), b => (string?)b!["navn"] == "notat.txt");
        await vaert.Som("laeser").HentAfvistAsync(svar.Headers.Location!.ToString(), HttpStatusCode.NotFound);
        using var direktion = await vaert.Som("direktion").Http.GetAsync(svar.Headers.Location);
        Assert.Equal(HttpStatusCode.OK, direktion.StatusCode);
    }

    [Fact]
    public async Task Historik_AfEnSag_FortaellerIRaekkefoelge()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync();

        var historik = (await Sagsbehandler.HentAsync($"/api/sager/{sag["id"]}/historik"))["elementer"]!.AsArray();

        Assert.Equal("sag-oprettet", (string?)historik[0]!["art"]);
        Assert.Equal(["sagsbehandler", "centerchef", "sekretariat"], historik.Where(h => (string?)h!["art"] == "opgave-afsluttet").Select(h => (string?)h!["aktoer"]));
        Assert.Equal(historik.Select(h => (long)h!["nr"]!), historik.Select(h => (long)h!["nr"]!).Order());
        Assert.DoesNotContain("Indeklemte", historik.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Proces_AfEnSag_SigerDefinitionVersionOgHvorDenVenter()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync();

        var proces = await Sagsbehandler.HentAsync($"/api/sager/{sag["id"]}/proces");

        Assert.Equal(("direktionssag", 1, "direktion"), ((string?)proces["definition"], (int)proces["version"]!, (string?)Assert.Single(proces["venter"]!.AsArray())!["node"]));
    }

    [Fact]
    public async Task Forelaeggelse_MedEgenTekst_AendrerIkkeSagens()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Den oprindelige titel");
        var f = await vaert.KlarForelaeggelseAsync(sag, "DIR");
        var sti = $"/api/forelaeggelser/{f["id"]}/indhold";

        await Sagsbehandler.RetAfvistAsync(HttpMethod.Put, sti, new { titel = "Til Direktionen" }, null, HttpStatusCode.PreconditionRequired);
        var rettet = await Sagsbehandler.RetAsync(HttpMethod.Put, sti, new { titel = "Til Direktionen" }, (int)f["version"]!);

        Assert.Equal(("Til Direktionen", (int)f["version"]! + 1), ((string?)rettet["titel"], (int)rettet["version"]!));
        Assert.Equal("Den oprindelige titel", (string?)(await Sagsbehandler.HentAsync($"/api/sager/{sag["id"]}"))["titel"]);
        await vaert.Som("laeser").RetAfvistAsync(HttpMethod.Put, sti, new { titel = "x" }, 1, HttpStatusCode.Forbidden);
    }

    private async Task<HttpResponseMessage> SendFilAsync(JsonNode sag, string navn, byte[] bytes, string? noegle = null, bool intern = false)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "fil", navn } };
        if (intern)
        {
            form.Add(new StringContent("true"), "intern");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/sager/{sag["id"]}/bilag") { Content = form };
        request.Headers.Add("Idempotency-Key", noegle ?? $"fil-{Interlocked.Increment(ref sidsteFil)}");
        return await Sagsbehandler.Http.SendAsync(request);
    }
}
