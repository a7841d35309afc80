using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>Timers of a process that are counted from the meeting: they follow it, and whom it concerns is told.</summary>
public sealed class FristerFoelgerTests(FristerFoelgerTests.Vaert vaert) : IClassFixture<FristerFoelgerTests.Vaert>
{
    [Fact]
    public async Task Timer_RegnetFraMoedet_FlytterMedDet_OgFalderFoerstDer()
    {
        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", new { titel = "Følger mødet", center = "CBA", workflow = "foelger" });
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "faerdig");
        Assert.Equal("2090-01-01T00:00", await FristAsync(sag));

        var moede = await vaert.HarMoedeAsync("DIR", "2025-02-25T09:00");
        await vaert.LaegPaaAsync(moede, sag);
        Assert.Equal("2025-02-21T00:00", await FristAsync(sag));

        moede = await vaert.Som("sekretariat").HentAsync($"/api/moeder/{moede["id"]}");
        var flyttet = await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/moeder/{moede["id"]}", new { start = "2025-04-24T09:00" }, (int)moede["version"]!);
        Assert.Equal("2025-04-22T00:00", await FristAsync(sag));
        Assert.Contains((await vaert.Som("sagsbehandler").HentAsync("/api/beskeder"))["elementer"]!.AsArray(), b => ((string)b!["tekst"]!).Contains("»Følger mødet«: Mødet i Direktionen er flyttet fra 25-02-2025", StringComparison.Ordinal));

        // It does not fire where it was, only where it is.
        await vaert.FlytUrAsync("2025-03-03T08:00");
        Assert.Equal("2025-04-22T00:00", await FristAsync(sag));
        await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/moeder/{moede["id"]}", new { aflyst = new { begrundelse = "Sygdom" } }, (int)flyttet["version"]!);
        Assert.Equal("2090-01-01T00:00", await FristAsync(sag));

        var andet = await vaert.HarMoedeAsync("DIR", "2025-05-06T09:00");
        await vaert.LaegPaaAsync(andet, sag);

        // Friday 2 May is closed, and so is Thursday 1 May.
        Assert.Equal("2025-04-30T00:00", await FristAsync(sag));
        await vaert.FlytUrAsync("2025-04-30T08:00");
        Assert.Null(await FristAsync(sag));
        await vaert.OpgaveAsync("sagsbehandler", sag);
        var (kode, ud, _) = await vaert.KommandoAsync("verificer");
        Assert.True(kode == 0, ud);
    }

    [Fact]
    public async Task AendretKalender_RegnerTimereneOm_FoerDeKanFalde()
    {
        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", new { titel = "Ny lukkedag", center = "CBA", workflow = "foelger" });
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "faerdig");
        await vaert.LaegPaaAsync(await vaert.HarMoedeAsync("DIR", "2025-09-23T09:00"), sag);
        Assert.Equal("2025-09-19T00:00", await FristAsync(sag));

        await vaert.GenstartAsync(() => vaert.Luk("2025-09-19"));

        Assert.Equal("2025-09-18T00:00", await FristAsync(sag));
        Assert.Contains((await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/historik"))["elementer"]!.AsArray(), h => (string?)h!["art"] == "frist-flyttet" && ((string)h["tekst"]!).Contains("18-09-2025", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NyForumregel_GaelderFraSinDag_OverlevererGenstart_OgLovenKanIkkeLoesnes()
    {
        const string Sti = "/api/fora/BY/regler";
        var admin = vaert.Som("admin");
        await vaert.Som("udvalg").SendAfvistAsync(Sti, new { gyldigFra = "2026-01-01", begrundelse = "x" }, System.Net.HttpStatusCode.Forbidden);
        Assert.NotNull((await admin.SendAfvistAsync(Sti, new { gyldigFra = "2026-01-01", aflevering = new { arbejdsdage = -1 }, begrundelse = "x" }, System.Net.HttpStatusCode.BadRequest))["errors"]!["aflevering"]);
        Assert.NotNull((await admin.SendAfvistAsync(Sti, new { gyldigFra = "2026-01-01" }, System.Net.HttpStatusCode.BadRequest))["errors"]!["begrundelse"]);
        await admin.SendAfvistAsync("/api/fora/XX/regler", new { gyldigFra = "2026-01-01", begrundelse = "x" }, System.Net.HttpStatusCode.NotFound);
        var lov = await admin.SendAfvistAsync(Sti, new { gyldigFra = "2026-01-01", udsendelse = new { hverdage = 3 }, begrundelse = "Travlt" }, System.Net.HttpStatusCode.Conflict);
        Assert.Contains("§ 8 stk. 4", (string?)lov["detail"], StringComparison.Ordinal);

        // Days that leave out more are tighter, and so allowed; the paragraph stays.
        await admin.SendAsync(Sti, new { gyldigFra = "2026-01-01", udsendelse = new { arbejdsdage = 5 }, aflevering = new { arbejdsdage = 12, kl = "10:00" }, begrundelse = "Ny forretningsorden" });
        await vaert.GenstartAsync();

        var nyt = await vaert.HarMoedeAsync("BY", "2026-02-25T17:00");
        var gammelt = await vaert.HarMoedeAsync("BY", "2025-12-17T17:00");
        Assert.Equal(["2026-02-09T10:00", "2026-02-18T16:00"], await FristerneAsync(nyt));
        Assert.Equal(["2025-12-03T12:00", "2025-12-11T16:00"], await FristerneAsync(gammelt));
    }

    private async Task<IEnumerable<string?>> FristerneAsync(JsonNode moede) =>
        (await vaert.Som("laeser").HentAsync($"/api/moeder/{moede["id"]}"))["frister"]!.AsArray().Take(2).Select(f => (string?)f!["forfald"]);

    /// <summary>When the timer at the forum is due, local time; null when there is none.</summary>
    private async Task<string?> FristAsync(JsonNode sag)
    {
        var venter = (await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/proces"))["venter"]!.AsArray().SingleOrDefault(v => (string?)v!["art"] == "timer");
        return venter is null ? null : SagsFlow.Data.LokalTid.Skriv(SagsFlow.Data.LokalTid.Af((DateTimeOffset)venter["forfald"]!));
    }

    public sealed class Vaert : SagsFlowVaert, IDisposable
    {
        private readonly DirectoryInfo _workflows = Directory.CreateTempSubdirectory("sagsflow-workflows-");

        public Vaert()
        {
            foreach (var fil in new[] { "fora.yaml", "kalender.yaml" })
            {
                File.Copy(Path.Combine(AppContext.BaseDirectory, "workflows", fil), Path.Combine(_workflows.FullName, fil));
            }

            File.WriteAllText(Path.Combine(_workflows.FullName, "foelger.bpmn"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sags="urn:sagsflow:bpmn:1" targetNamespace="urn:sagsflow:test" id="d-foelger">
                  <process id="foelger" isExecutable="true">
                    <startEvent id="start"/>
                    <sequenceFlow id="f1" sourceRef="start" targetRef="skriv"/>
                    <userTask id="skriv" name="Skriv" sags:rolle="sagsbehandler" sags:skriver="true"><extensionElements><sags:udfald id="faerdig" navn="Færdig"/></extensionElements></userTask>
                    <sequenceFlow id="f2" sourceRef="skriv" targetRef="dir"/>
                    <userTask id="dir" name="Direktionen" sags:forum="DIR" sags:behandling="beslutter"/>
                    <boundaryEvent id="foer" attachedToRef="dir" cancelActivity="false"><timerEventDefinition id="t"><timeDate xsi:type="tFormalExpression">=if moede = null then date("2090-01-01") else arbejdsdage foer(moede.dato, 2)</timeDate></timerEventDefinition></boundaryEvent>
                    <sequenceFlow id="f3" sourceRef="foer" targetRef="oplaeg"/>
                    <userTask id="oplaeg" name="Forbered oplæg" sags:rolle="sagsbehandler"><extensionElements><sags:udfald id="faerdig" navn="Færdig"/></extensionElements></userTask>
                    <sequenceFlow id="f4" sourceRef="oplaeg" targetRef="slutOplaeg"/>
                    <endEvent id="slutOplaeg"/>
                    <sequenceFlow id="f5" sourceRef="dir" targetRef="slut"/>
                    <endEvent id="slut"/>
                  </process>
                </definitions>
                """);
        }

        protected override IReadOnlyDictionary<string, string> Indstillinger => new Dictionary<string, string> { ["Workflows"] = _workflows.FullName };

        /// <summary>Closes a day more in the calendar file.</summary>
        public void Luk(string dag) => File.AppendAllText(Path.Combine(_workflows.FullName, "kalender.yaml"), $"  - id: lukket-{dag}\n    navn: lukket\n    dage: [{dag}]\n");

        public void Dispose() => _workflows.Delete(recursive: true);
    }
}
