using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>What every address keeps: versions, idempotency keys, the shape of lists and of problems, sign-in.</summary>
public sealed class HovederTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    private Klient Sagsbehandler => vaert.Som("sagsbehandler");

    [Fact]
    public async Task IfMatch_MangletForaeldetOgRigtigt_GiverSinKode()
    {
        var sag = await vaert.HarOprettetSagAsync();
        var sti = $"/api/sager/{sag["id"]}/indhold";
        var version = (int)sag["version"]!;

        await Sagsbehandler.RetAfvistAsync(HttpMethod.Put, sti, new { titel = "Ny" }, null, HttpStatusCode.PreconditionRequired);
        await Sagsbehandler.RetAfvistAsync(HttpMethod.Put, sti, new { titel = "Ny" }, version + 1, HttpStatusCode.PreconditionFailed);
        using var rettet = await Sagsbehandler.PutAsync(sti, new { titel = "Ny" }, version);
        var svar = JsonNode.Parse(await rettet.Content.ReadAsStringAsync())!;

        Assert.Equal(HttpStatusCode.OK, rettet.StatusCode);
        Assert.Equal(version + 1, (int)svar["version"]!);
        Assert.Equal($"\"{version + 1}\"", rettet.Headers.ETag?.Tag);
        await Sagsbehandler.RetAfvistAsync(HttpMethod.Put, sti, new { titel = "Igen" }, version, HttpStatusCode.PreconditionFailed);
        Assert.Equal("Ny", (string?)(await Sagsbehandler.HentAsync($"/api/sager/{sag["id"]}"))["titel"]);
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("\"1.5\"")]
    [InlineData("*")]
    [InlineData("\"99999999999999999999\"")]
    public async Task IfMatch_DerIkkeErEnVersion_ErEnInputfejl(string ifMatch)
    {
        var sag = await vaert.HarOprettetSagAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/sager/{sag["id"]}/indhold") { Content = JsonContent.Create(new { titel = "Ny" }) };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);

        using var svar = await Sagsbehandler.Http.SendAsync(request);

        Assert.NotNull((await Klient.ProblemAsync(svar, HttpStatusCode.BadRequest))["errors"]!["If-Match"]);
    }

    [Fact]
    public async Task ETag_PaaEtOprettetOgEtHentetObjekt_ErVersionen()
    {
        var sag = await vaert.HarOprettetSagAsync();
        var opgave = await vaert.OpgaveAsync("sagsbehandler", sag);
        var moede = await vaert.HarMoedeAsync("DIR", "2025-11-11T09:00");

        foreach (var (som, sti) in new[]
        {
            ("sagsbehandler", $"/api/sager/{sag["id"]}"), ("sagsbehandler", $"/api/opgaver/{opgave["id"]}"), ("sekretariat", $"/api/moeder/{moede["id"]}"),
            ("sekretariat", $"/api/moeder/{moede["id"]}/dagsorden"),
        })
        {
            using var svar = await vaert.Som(som).Http.GetAsync(sti);
            var version = (int)JsonNode.Parse(await svar.Content.ReadAsStringAsync())!["version"]!;
            Assert.Equal($"\"{version}\"", svar.Headers.ETag?.Tag);
        }
    }

    [Fact]
    public async Task IdempotencyKey_SammeIndholdIgen_GiverSammeSvarOgKunEnSag()
    {
        var body = new { titel = "Kun én gang", center = "CBA", workflow = "direktionssag", sagstype = "beslutning" };

        using var foerste = await Sagsbehandler.PostAsync("/api/sager", body, "gentaget-1");
        using var anden = await Sagsbehandler.PostAsync("/api/sager", body, "gentaget-1");

        Assert.Equal(HttpStatusCode.Created, foerste.StatusCode);
        Assert.Equal(HttpStatusCode.Created, anden.StatusCode);
        Assert.Equal(foerste.Headers.Location, anden.Headers.Location);
        Assert.Equal(foerste.Headers.ETag, anden.Headers.ETag);
        Assert.Equal(await foerste.Content.ReadAsStringAsync(), await anden.Content.ReadAsStringAsync());
        Assert.Equal(1, (int)(await Sagsbehandler.HentAsync("/api/sager?soeg=Kun%20%C3%A9n%20gang"))["total"]!);
    }

    [Fact]
    public async Task IdempotencyKey_TilNogetAndet_Er422()
    {
        await Sagsbehandler.SendAsync("/api/sager", new { titel = "Den ene", center = "CBA" });
        using var foerste = await Sagsbehandler.PostAsync("/api/sager", new { titel = "Den ene", center = "CBA" }, "andet-1");
        using var andetIndhold = await Sagsbehandler.PostAsync("/api/sager", new { titel = "Den anden", center = "CBA" }, "andet-1");
        var sag = JsonNode.Parse(await foerste.Content.ReadAsStringAsync())!;
        var opgave = await vaert.OpgaveAsync("sagsbehandler", sag);
        using var andenAdresse = await Sagsbehandler.PostAsync($"/api/opgaver/{opgave["id"]}/afslutning", new { udfald = "indsend" }, "andet-1");

        await Klient.ProblemAsync(andetIndhold, HttpStatusCode.UnprocessableEntity);
        await Klient.ProblemAsync(andenAdresse, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task IdempotencyKey_SammeHandlingPaaEtAndetObjekt_Er422()
    {
        var (ene, anden) = (await vaert.OpgaveAsync("sagsbehandler", await vaert.HarOprettetSagAsync()), await vaert.OpgaveAsync("sagsbehandler", await vaert.HarOprettetSagAsync()));

        using var foerste = await Sagsbehandler.PostAsync($"/api/opgaver/{ene["id"]}/afslutning", new { udfald = "indsend" }, "objekt-1");
        using var igen = await Sagsbehandler.PostAsync($"/api/opgaver/{anden["id"]}/afslutning", new { udfald = "indsend" }, "objekt-1");

        Assert.True(foerste.IsSuccessStatusCode);
        await Klient.ProblemAsync(igen, HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task IdempotencyKey_AfToPersoner_ErHverSin()
    {
        using var ene = await Sagsbehandler.PostAsync("/api/sager", new { titel = "Sannes", center = "CBA" }, "faelles-1");
        using var anden = await vaert.Som("centerchef").PostAsync("/api/sager", new { titel = "Carls", center = "CBA" }, "faelles-1");

        Assert.Equal(HttpStatusCode.Created, ene.StatusCode);
        Assert.Equal(HttpStatusCode.Created, anden.StatusCode);
    }

    [Fact]
    public async Task IdempotencyKey_FraEnAfvistAnmodning_KanBrugesIgen()
    {
        using var afvist = await Sagsbehandler.PostAsync("/api/sager", new { titel = "", center = "CBA" }, "afvist-1");
        using var rettet = await Sagsbehandler.PostAsync("/api/sager", new { titel = "Nu med titel", center = "CBA" }, "afvist-1");

        await Klient.ProblemAsync(afvist, HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.Created, rettet.StatusCode);
    }

    [Fact]
    public async Task IdempotencyKey_MangeSamtidige_GiverEtSvar()
    {
        var body = new { titel = "Dobbeltklik", center = "CBA" };

        var svar = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Sagsbehandler.PostAsync("/api/sager", body, "samtidig-1")));
        var tekster = await Task.WhenAll(svar.Select(s => s.Content.ReadAsStringAsync()));

        Assert.All(svar, s => Assert.Equal(HttpStatusCode.Created, s.StatusCode));
        Assert.Single(tekster.Distinct(StringComparer.Ordinal));
        Assert.Equal(1, (int)(await Sagsbehandler.HentAsync("/api/sager?soeg=Dobbeltklik"))["total"]!);
    }

    [Theory]
    [InlineData(200, HttpStatusCode.Created)]
    [InlineData(201, HttpStatusCode.BadRequest)]
    [InlineData(0, HttpStatusCode.BadRequest)]
    public async Task IdempotencyKey_Laengde_HarEnGraense(int laengde, HttpStatusCode ventet)
    {
        using var svar = await Sagsbehandler.PostAsync("/api/sager", new { titel = "Nøgle", center = "CBA" }, new string('k', laengde));

        Assert.Equal(ventet, svar.StatusCode);
    }

    [Fact]
    public async Task Lister_DeltIBlade_DaekkerAltUdenGengangere()
    {
        for (var i = 0; i < 5; i++)
        {
            await vaert.HarOprettetSagAsync($"Bladsag nummer {i}");
        }

        var blade = new List<JsonNode>();
        for (var side = 1; side <= 3; side++)
        {
            blade.Add(await Sagsbehandler.HentAsync($"/api/sager?soeg=Bladsag&antal=2&side={side}"));
        }

        Assert.All(blade, b => Assert.Equal((5, 3), ((int)b["total"]!, (int)b["sider"]!)));
        Assert.Equal([1, 2, 3], blade.Select(b => (int)b["side"]!));
        Assert.Equal([2, 2, 1], blade.Select(b => b["elementer"]!.AsArray().Count));
        Assert.Equal(5, blade.SelectMany(b => b["elementer"]!.AsArray()).Select(e => (string?)e!["id"]).Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("/api/fora")]
    [InlineData("/api/centre")]
    [InlineData("/api/sager")]
    [InlineData("/api/sager?soeg=sag")]
    [InlineData("/api/opgaver")]
    [InlineData("/api/moeder")]
    [InlineData("/api/forelaeggelser")]
    [InlineData("/api/bestillinger")]
    [InlineData("/api/stedfortraedere")]
    [InlineData("/api/procesplaner")]
    [InlineData("/api/aarshjul/2024")]
    public async Task Liste_MedYderligeBlade_HarSammeForm(string sti)
    {
        await vaert.HarOprettetSagAsync("En sag til listen");
        var tegn = sti.Contains('?', StringComparison.Ordinal) ? '&' : '?';

        foreach (var (blad, tom) in new[] { ("", false), ("side=1&antal=500", false), ("side=0&antal=0", false), ("side=-3&antal=-1", false), ("side=2147483647&antal=200", true) })
        {
            var svar = await Sagsbehandler.HentAsync($"{sti}{tegn}{blad}");
            Assert.Equal(["elementer", "side", "sider", "total"], svar.AsObject().Select(p => p.Key).Order(StringComparer.Ordinal));
            Assert.True((int)svar["side"]! >= 1 && (int)svar["sider"]! >= 1, svar.ToJsonString());
            Assert.InRange(svar["elementer"]!.AsArray().Count, 0, 200);
            Assert.True(!tom || svar["elementer"]!.AsArray().Count == 0, svar.ToJsonString());
        }

        await Sagsbehandler.HentAfvistAsync($"{sti}{tegn}side=abc", HttpStatusCode.BadRequest);
        await Sagsbehandler.HentAfvistAsync($"{sti}{tegn}antal=99999999999", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Adresse_DerIkkeFindesEllerBrugesForkert_ErEtProblem()
    {
        await Sagsbehandler.HentAfvistAsync("/api/findes-ikke", HttpStatusCode.NotFound);
        await Sagsbehandler.HentAfvistAsync("/api/sager/ikke-en-guid", HttpStatusCode.NotFound);
        await Sagsbehandler.HentAfvistAsync("/api/sager/01945e0c-0000-7000-8000-000000000000", HttpStatusCode.NotFound);
        using var slettet = await Sagsbehandler.Http.DeleteAsync("/api/sager");
        await Klient.ProblemAsync(slettet, HttpStatusCode.MethodNotAllowed);
        using var tekst = await Sagsbehandler.Http.PostAsync("/api/sager", new StringContent("titel=x", null, "text/plain"));
        await Klient.ProblemAsync(tekst, HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Problem_ForklarerPaaDanskOgNaevnerFeltet()
    {
        var problem = await Sagsbehandler.SendAfvistAsync("/api/sager", new { titel = "", center = "CBA" }, HttpStatusCode.BadRequest);

        Assert.Equal("urn:sagsflow:fejl:ugyldigt-input", (string?)problem["type"]);
        Assert.Equal("Udfyld »titel«.", (string?)problem["detail"]);
        Assert.Equal("Udfyld »titel«.", (string?)problem["errors"]!["titel"]![0]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer demo-findes-ikke")]
    [InlineData("Bearer demo-")]
    [InlineData("Bearer ")]
    [InlineData("Bearer noget-andet")]
    [InlineData("Basic ZGVtbzpkZW1v")]
    public async Task Kald_UdenGyldigNoegle_Er401(string? authorization)
    {
        using var http = vaert.Ingen();
        if (authorization is not null)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach (var sti in new[] { "/api/sager", "/api/fora", "/api/mig", "/api/findes-ikke", "/api/udvikling/ur" })
        {
            using var svar = await http.GetAsync(sti);
            await Klient.ProblemAsync(svar, HttpStatusCode.Unauthorized);
            Assert.Equal("Bearer", svar.Headers.WwwAuthenticate.Single().Scheme);
        }

        using var post = await http.PostAsJsonAsync("/api/sager", new { titel = "x", center = "CBA" });
        await Klient.ProblemAsync(post, HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Fora_HarDeTiMedNavnArtOgRegler()
    {
        var fora = (await Sagsbehandler.HentAsync("/api/fora"))["elementer"]!.AsArray();

        Assert.Equal(["DIR", "CF", "SL", "HU", "BM", "ISU", "AESU", "AMU", "OEU", "BY"], fora.Select(f => (string?)f!["id"]).Intersect(["DIR", "CF", "SL", "HU", "BM", "ISU", "AESU", "AMU", "OEU", "BY"], StringComparer.Ordinal));
        Assert.All(fora, f => Assert.False(string.IsNullOrEmpty((string?)f!["navn"]) || string.IsNullOrEmpty((string?)f["art"]) || f["regler"] is not JsonArray));
    }
}
