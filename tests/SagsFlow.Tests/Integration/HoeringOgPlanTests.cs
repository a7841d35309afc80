using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>Hearings and plans' cells as deadlines with reminders of their own, and the cases that follow their plan.</summary>
public sealed class HoeringOgPlanTests(HoeringOgPlanTests.Vaert vaert) : IClassFixture<HoeringOgPlanTests.Vaert>
{
    [Fact]
    public async Task Hoering_ErEnFrist_PaamindesITrin_OgTavshedErIntetSvar()
    {
        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", new { titel = "Partshøring", center = "CBA", workflow = "proevehoering" });
        var frist = Assert.Single((await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/frister"))["elementer"]!.AsArray())!;
        Assert.Equal(("hoering", "Svar på høringen", "sagsbehandler", "i-god-tid"), ((string?)frist["art"], (string?)frist["hvad"], (string?)frist["hvem"], (string?)frist["tilstand"]));
        Assert.Contains("intet svar", (string?)frist["forklaring"], StringComparison.Ordinal);

        // Due Monday 20 January: reminded two arbejdsdage before, and on the day, as the process says; not by the usual steps.
        await vaert.FlytUrAsync("2025-01-15T12:00");
        Assert.Empty(await OmAsync("sagsbehandler", "Svar på høringen"));
        await vaert.FlytUrAsync("2025-01-16T12:00");
        Assert.Single(await OmAsync("sagsbehandler", "Svar på høringen"));
        await vaert.FlytUrAsync("2025-01-20T07:30");
        Assert.Equal(2, (await OmAsync("sagsbehandler", "Svar på høringen")).Count);

        await vaert.FlytUrAsync("2025-01-20T12:00");
        Assert.Equal(("intet-svar", true), (vaert.Laes($"SELECT udfald FROM opgave WHERE node = 'svar'")[0][0], (await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/historik"))["elementer"]!.AsArray()
            .Any(h => (string?)h!["art"] == "hoering-uden-svar" && ((string)h["tekst"]!).Contains("ikke et samtykke", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task ForumDerHoeres_HarSvarfristPaaSitMoede_OgLukketSesIkke()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Kolibrien høres", "25/990");
        var dir = await vaert.HarMoedeAsync("DIR", "2025-03-04T09:00");
        var punkt = await vaert.LaegPaaAsync(dir, sag);
        await vaert.UdsendAsync(dir);
        await vaert.BeslutAsync(punkt, new { udfald = "godkendt", tekst = "Godkendt.", ruter = new[] { "HU" } });
        await vaert.Som("sekretariat").SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/ekspedition");
        var hu = await vaert.HarMoedeAsync("HU", "2025-04-08T13:00");

        var naeste = await HoeringAsync("sagsbehandler", sag);
        Assert.Equal(("2025-04-08T13:00", "HU", "HU"), ((string?)naeste!["forfald"], (string?)naeste["hvem"], (string?)naeste["forum"]));
        Assert.Contains("ikke på nogen dagsorden", (string?)naeste["forklaring"], StringComparison.Ordinal);
        var paa = await vaert.LaegPaaAsync(hu, sag);
        Assert.Contains("på dagsordenen", (string?)(await HoeringAsync("laeser", sag))!["forklaring"], StringComparison.Ordinal);
        await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/dagsordenspunkter/{paa["id"]}", new { lukket = new { grund = "Personsag" } }, (int)paa["version"]!);
        Assert.Null(await HoeringAsync("laeser", sag));
        Assert.NotNull(await HoeringAsync("sekretariat", sag));
    }

    [Fact]
    public async Task Plancelle_ErEnFrist_OgSagenFoelgerAnkeretHvisIngenHarRettetDen()
    {
        const string Sti = "/api/procesplaner/byggeri-2025";
        var celle = await CelleAsync("laeser", "»Byggeri: Direktionen« i Byggeri 2025");
        Assert.Equal(("plan", "CBA", "DIR"), ((string?)celle["art"], (string?)celle["center"], (string?)celle["forum"]));
        Assert.Contains("64 dage før indflytning", (string?)celle["forklaring"], StringComparison.Ordinal);
        Assert.Contains("skal afleveres", (string?)celle["forklaring"], StringComparison.Ordinal);

        var foelger = await vaert.Som("sekretariat").SendAsync(Sti + "/celler/sag-dir/sag");
        var rettet = await vaert.Som("sekretariat").SendAsync(Sti + "/celler/sag-opfoelgning/sag");
        Assert.Equal("2025-06-24", (string?)foelger["oensketMoede"]!["dato"]);
        rettet = await vaert.Som("sagsbehandler").RetAsync(HttpMethod.Patch, $"/api/sager/{rettet["id"]}", new { oensketMoede = new { forum = "DIR", dato = "2025-07-08" } }, (int)rettet["version"]!);
        await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, Sti, new { anker = "2025-09-03", begrundelse = "Huset er en uge forsinket" }, 1);

        Assert.Equal("2025-07-01", (string?)(await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{foelger["id"]}"))["oensketMoede"]!["dato"]);
        Assert.Equal("2025-07-08", (string?)(await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{rettet["id"]}"))["oensketMoede"]!["dato"]);
        Assert.Contains((await vaert.Som("centerchef").HentAsync("/api/beskeder?antal=200"))["elementer"]!.AsArray(), b => ((string)b!["tekst"]!).Contains("er flyttet fra tirsdag 24-06-2025 til tirsdag 01-07-2025, fordi indflytning", StringComparison.Ordinal));
        var planfrist = (await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{foelger["id"]}/frister"))["elementer"]!.AsArray().Single(f => (string?)f!["art"] == "plan")!;
        Assert.Equal("2025-07-01T23:59", (string?)planfrist["forfald"]);
    }

    private async Task<JsonNode> CelleAsync(string som, string hvad) =>
        (await vaert.Som(som).HentAsync("/api/frister?center=CBA&antal=200"))["elementer"]!.AsArray().Single(f => (string?)f!["hvad"] == hvad)!;

    private async Task<JsonNode?> HoeringAsync(string som, JsonNode sag) =>
        (await vaert.Som(som).HentAsync("/api/frister?forum=HU&antal=200"))["elementer"]!.AsArray().SingleOrDefault(f => (string?)f!["art"] == "hoering" && (string?)f["sagId"] == (string?)sag["id"]);

    private async Task<List<string>> OmAsync(string som, string hvad) =>
        [.. (await vaert.Som(som).HentAsync("/api/beskeder?antal=200"))["elementer"]!.AsArray().Select(b => (string)b!["tekst"]!).Where(t => t.StartsWith("Påmindelse", StringComparison.Ordinal) && t.Contains(hvad, StringComparison.Ordinal))];

    public sealed class Vaert : SagsFlowVaert, IDisposable
    {
        private readonly DirectoryInfo _workflows = Directory.CreateTempSubdirectory("sagsflow-workflows-");

        public Vaert()
        {
            foreach (var fil in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows")))
            {
                File.Copy(fil, Path.Combine(_workflows.FullName, Path.GetFileName(fil)));
            }

            File.WriteAllText(Path.Combine(_workflows.FullName, "proevehoering.bpmn"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sags="urn:sagsflow:bpmn:1" targetNamespace="urn:sagsflow:test" id="d-proevehoering">
                  <process id="proevehoering" isExecutable="true">
                    <startEvent id="start"/>
                    <sequenceFlow id="f1" sourceRef="start" targetRef="svar"/>
                    <userTask id="svar" name="Svar på høringen" sags:rolle="sagsbehandler" sags:hoering="true" sags:paamindelser="2,0"><extensionElements><sags:udfald id="faerdig" navn="Svaret"/></extensionElements></userTask>
                    <boundaryEvent id="frist" attachedToRef="svar"><timerEventDefinition id="t"><timeDuration xsi:type="tFormalExpression">P14D</timeDuration></timerEventDefinition></boundaryEvent>
                    <sequenceFlow id="f2" sourceRef="svar" targetRef="slut"/>
                    <endEvent id="slut"/>
                    <sequenceFlow id="f3" sourceRef="frist" targetRef="opsamling"/>
                    <userTask id="opsamling" name="Saml op" sags:rolle="sagsbehandler"><extensionElements><sags:udfald id="faerdig" navn="Færdig"/></extensionElements></userTask>
                    <sequenceFlow id="f4" sourceRef="opsamling" targetRef="slutUden"/>
                    <endEvent id="slutUden"/>
                  </process>
                </definitions>
                """);
            File.WriteAllText(Path.Combine(_workflows.CreateSubdirectory("procesplaner").FullName, "byggeri-2025.yaml"), """
                id: byggeri-2025
                titel: Byggeri 2025
                aar: 2025
                center: CBA
                anker: { navn: indflytning, dato: 2025-08-27 }
                spor: [{ id: sag, navn: Byggeri }]
                trin: [{ id: dir, navn: Direktionen, forum: DIR }, { id: opfoelgning, navn: Opfølgning, forum: DIR }]
                celler:
                  - { spor: sag, trin: dir, anker: { fra: -64 } }
                  - { spor: sag, trin: opfoelgning, anker: { fra: -57 } }
                """);
        }

        protected override IReadOnlyDictionary<string, string> Indstillinger => new Dictionary<string, string> { ["Workflows"] = _workflows.FullName };

        public void Dispose() => _workflows.Delete(recursive: true);
    }
}
