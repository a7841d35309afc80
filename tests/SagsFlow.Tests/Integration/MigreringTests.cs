using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>A new version of a process is put in the folder while cases run, and they are moved to it.</summary>
public sealed class MigreringTests(MigreringTests.Vaert vaert) : IClassFixture<MigreringTests.Vaert>
{
    [Fact]
    public async Task NyVersion_SagerBliverPaaDenGamle_IndtilDeFlyttes()
    {
        var proces = vaert.Skriv("bliver", "kontrol", "P10D");
        await vaert.GenstartAsync();
        var staar = await OpretAsync(proces);
        var videre = await OpretAsync(proces);
        await vaert.AfslutOpgaveAsync("sagsbehandler", videre, "faerdig");

        vaert.Skriv("bliver", "eftersyn", "P20D");
        await vaert.GenstartAsync();
        Assert.Equal(1, (int)(await ProcesAsync(staar))["version"]!);
        var oversigt = Assert.Single((await vaert.Som("admin").HentAsync("/api/processer"))["elementer"]!.AsArray(), p => (string?)p!["id"] == proces)!;
        Assert.Equal([(2, 0), (1, 2)], oversigt["versioner"]!.AsArray().Select(v => ((int)v!["version"]!, (int)v["iGang"]!)));

        var proeve = await vaert.Som("admin").SendAsync($"/api/processer/{proces}/migrering", new { frister = "genberegn" });
        Assert.Equal((1, 1, true), ((int)proeve["flyttet"]!, (int)proeve["kanIkke"]!, (bool)proeve["proevekoersel"]!));
        var forhindret = Assert.Single(proeve["sager"]!.AsArray(), s => !(bool)s!["kanFlyttes"]!)!;
        Assert.Equal((string?)videre["id"], (string?)forhindret["sagId"]);
        Assert.Contains("(kontrol)", (string?)forhindret["forhindringer"]![0], StringComparison.Ordinal);
        Assert.Equal(1, (int)(await ProcesAsync(staar))["version"]!);

        var noder = new Dictionary<string, string> { ["kontrol"] = "eftersyn" };
        var flyttet = await vaert.Som("admin").SendAsync($"/api/processer/{proces}/migrering", new { frister = "genberegn", noder, proevekoersel = false, begrundelse = "Ny kasse- og regnskabsregulativ" });
        Assert.Equal((2, 0), ((int)flyttet["flyttet"]!, (int)flyttet["kanIkke"]!));
        var frist = Assert.Single(flyttet["sager"]!.AsArray().Single(s => (string?)s!["sagId"] == (string?)staar["id"])!["flyttedeFrister"]!.AsArray())!;
        Assert.Equal(10, ((DateTimeOffset)frist["efter"]! - (DateTimeOffset)frist["foer"]!).TotalDays);

        Assert.Equal(2, (int)(await ProcesAsync(staar))["version"]!);
        var opgave = await vaert.OpgaveAsync("sagsbehandler", videre);
        Assert.Equal(("eftersyn", "Trin eftersyn"), ((string?)opgave["node"], (string?)opgave["navn"]));
        await vaert.AfslutOpgaveAsync("sagsbehandler", videre, "faerdig");
        Assert.True((bool)(await ProcesAsync(videre))["slut"]!);
        var linje = Assert.Single((await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{staar["id"]}/historik"))["elementer"]!.AsArray(), h => (string?)h!["art"] == "ny-procesversion")!;
        Assert.Equal(("admin", "Ny kasse- og regnskabsregulativ"), ((string?)linje["aktoer"], (string?)linje["begrundelse"]));

        var (kode, ud, _) = await vaert.KommandoAsync("verificer");
        Assert.True(kode == 0, ud);
        await vaert.GenstartAsync();
        Assert.Equal(2, (int)(await ProcesAsync(staar))["version"]!);
    }

    [Fact]
    public async Task ForkertPlan_AfvisesOgIngenFlyttes()
    {
        var proces = vaert.Skriv("plan", "kontrol", "P10D");
        await vaert.GenstartAsync();
        var sag = await OpretAsync(proces);
        vaert.Skriv("plan", "eftersyn", "P10D");
        await vaert.GenstartAsync();

        Task<JsonNode> AfvistAsync(string som, object body, HttpStatusCode ventet, string? p = null) => vaert.Som(som).SendAfvistAsync($"/api/processer/{p ?? proces}/migrering", body, ventet);
        Assert.NotNull((await AfvistAsync("admin", new { proevekoersel = false, begrundelse = "x", noder = new { kontrol = "findes-ikke" } }, HttpStatusCode.BadRequest))["errors"]!["noder"]);
        Assert.NotNull((await AfvistAsync("admin", new { proevekoersel = false }, HttpStatusCode.BadRequest))["errors"]!["begrundelse"]);
        Assert.NotNull((await AfvistAsync("admin", new { til = 7 }, HttpStatusCode.BadRequest))["errors"]!["til"]);
        Assert.NotNull((await AfvistAsync("admin", new { fra = 2, til = 2 }, HttpStatusCode.BadRequest))["errors"]!["til"]);
        await AfvistAsync("admin", new { }, HttpStatusCode.NotFound, "findes-ikke");
        await AfvistAsync("sekretariat", new { }, HttpStatusCode.Forbidden);
        Assert.Equal(1, (int)(await ProcesAsync(sag))["version"]!);
    }

    private Task<JsonNode> OpretAsync(string workflow) => vaert.Som("sagsbehandler").SendAsync("/api/sager", new { titel = workflow, center = "CBA", workflow });

    private Task<JsonNode> ProcesAsync(JsonNode sag) => vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/proces");

    /// <summary>A program whose processes the test writes, and writes again.</summary>
    public sealed class Vaert : SagsFlowVaert, IDisposable
    {
        private readonly DirectoryInfo _workflows = Directory.CreateTempSubdirectory("sagsflow-workflows-");

        public Vaert() => File.Copy(Path.Combine(AppContext.BaseDirectory, "workflows", "fora.yaml"), Path.Combine(_workflows.FullName, "fora.yaml"));

        protected override IReadOnlyDictionary<string, string> Indstillinger => new Dictionary<string, string> { ["Workflows"] = _workflows.FullName };

        public void Dispose() => _workflows.Delete(recursive: true);

        /// <summary>A process of two steps, the first with a deadline.</summary>
        public string Skriv(string id, string andet, string frist)
        {
            File.WriteAllText(Path.Combine(_workflows.FullName, id + ".bpmn"), $"""
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sags="urn:sagsflow:bpmn:1" targetNamespace="urn:sagsflow:test" id="d-{id}">
                  <process id="{id}" isExecutable="true">
                    <startEvent id="start"/>
                    <sequenceFlow id="f1" sourceRef="start" targetRef="skriv"/>
                    <userTask id="skriv" name="Skriv" sags:rolle="sagsbehandler" sags:skriver="true"><extensionElements><sags:udfald id="faerdig" navn="Færdig"/></extensionElements></userTask>
                    <boundaryEvent id="frist" attachedToRef="skriv" cancelActivity="false"><timerEventDefinition id="t"><timeDuration xsi:type="tFormalExpression">{frist}</timeDuration></timerEventDefinition></boundaryEvent>
                    <sequenceFlow id="f2" sourceRef="frist" targetRef="slutFrist"/>
                    <endEvent id="slutFrist"/>
                    <sequenceFlow id="f3" sourceRef="skriv" targetRef="{andet}"/>
                    <userTask id="{andet}" name="Trin {andet}" sags:rolle="sagsbehandler"><extensionElements><sags:udfald id="faerdig" navn="Færdig"/></extensionElements></userTask>
                    <sequenceFlow id="f4" sourceRef="{andet}" targetRef="slut"/>
                    <endEvent id="slut"/>
                  </process>
                </definitions>
                """);
            return id;
        }
    }
}
