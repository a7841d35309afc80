using SagsFlow.Ruteplaner;
using static SagsFlow.Tests.Ruteplaner.Planlaegning;

namespace SagsFlow.Tests.Ruteplaner;

/// <summary>Plans on calendars of meetings.</summary>
public sealed class RuteplanlaeggerTests
{
    [Fact]
    public void Frem_Direktionssag_TagerDetFoersteMoedeHvisFristIkkeErPasseret()
    {
        // Ready Monday 22-01 (5 + 2 + 2 arbejdsdage from 08-01 at 8); hand-in is 8 arbejdsdage before.
        var plan = new Planlaegning().Med("DIR", "2024-01-23", "2024-01-30", "2024-02-06", "2024-02-20").Laeg("direktionssag");

        Assert.Equal(["DIR 2024-02-06"], Vej(plan.Forloeb));
        Assert.True(plan.KanNaas);
        Assert.Equal(new DateTime(2024, 1, 19), plan.Forloeb.Trin.First(t => t.Forum is not null).Klar);
        Assert.Equal(Dag("2024-01-23"), plan.Forloeb.Forelaeggelser.Single().Misset!.Dato);
    }

    [Fact]
    public void Proces_DerLaeserMoedet_FoelgesTilEnde_MedDetMoedePlanenTager()
    {
        const string Proces = """
            <process id="p" isExecutable="true">
              <startEvent id="s"/><sequenceFlow id="f1" sourceRef="s" targetRef="skriv"/>
              <userTask id="skriv" sags:rolle="sagsbehandler" sags:varighed="3"/><sequenceFlow id="f2" sourceRef="skriv" targetRef="vent"/>
              <intermediateCatchEvent id="vent"><timerEventDefinition id="t"><timeDate>=moede.dato - duration("P20D")</timeDate></timerEventDefinition></intermediateCatchEvent>
              <sequenceFlow id="f3" sourceRef="vent" targetRef="dir"/><userTask id="dir" sags:forum="DIR"/><sequenceFlow id="f4" sourceRef="dir" targetRef="vent2"/>
              <intermediateCatchEvent id="vent2"><timerEventDefinition id="t2"><timeDate>=moede.dato - duration("P20D")</timeDate></timerEventDefinition></intermediateCatchEvent>
              <sequenceFlow id="f5" sourceRef="vent2" targetRef="cf"/><userTask id="cf" sags:forum="CF"/><sequenceFlow id="f6" sourceRef="cf" targetRef="e"/><endEvent id="e"/>
            </process>
            """;
        var planlaegning = new Planlaegning().Med("DIR", "2024-02-06", "2024-02-20").Med("CF", "2024-03-05", "2024-04-09");

        var plan = planlaegning.Planlaegger.Laeg(planlaegning.SpoergBpmn(Proces));

        Assert.Empty(plan.Forloeb.Fejl);
        Assert.Equal(["DIR 2024-02-06", "CF 2024-03-05"], Vej(plan.Forloeb));
        Assert.Equal(new DateTime(2024, 1, 17), plan.Forloeb.Trin.Single(t => t.Forum == "DIR").Klar);
    }

    [Fact]
    public void Tilbage_FraByraad_GiverSenesteStartOgSenesteMoeder()
    {
        var planlaegning = new Planlaegning()
            .Med("DIR", "2024-01-30", "2024-02-06", "2024-02-20", "2024-03-05").Med("OEU", "2024-03-13", "2024-04-10").Med("BY", "2024-03-20", "2024-04-24");
        var plan = planlaegning.Laeg("direktionssag", new Rutemaal("BY", Dag("2024-04-24")), null, "OEU", "BY");

        Assert.True(plan.KanNaas);
        Assert.Equal(["DIR 2024-02-06", "OEU 2024-03-13", "BY 2024-03-20"], Vej(plan.Forloeb));
        var senest = plan.Forloeb.Forelaeggelser.Select(t => plan.Senest[t.Noegle].Moede!.Dato);
        Assert.Equal([Dag("2024-03-05"), Dag("2024-04-10"), Dag("2024-04-24")], senest);
        Assert.Equal(["DIR 2024-03-05", "OEU 2024-04-10", "BY 2024-04-24"], Vej(planlaegning.Planlaegger.Koer(planlaegning.Spoerg("direktionssag", null, null, "OEU", "BY"), plan.SenesteStart!.Value.ToDateTime(TimeOnly.MinValue))));
        Assert.True(Kalenderen.ErArbejdsdag(plan.SenesteStart.Value));
    }

    /// <summary>The prognose plan of 08-01-2024: 4 hverdage before ØU is the day ÆSU meets.</summary>
    [Fact]
    public void Moederaekke_OekonomiudvalgetsDagsordenSendesSammeDagSomFagudvalget_Advarer()
    {
        var plan = new Planlaegning { Nu = new DateTime(2024, 3, 1, 8, 0, 0) }.Med("AESU", "2024-06-06").Med("ISU", "2024-06-04").Med("OEU", "2024-05-22", "2024-06-12").Med("BY", "2024-06-18");

        var aesu = plan.Laeg("politisk-sag", new Rutemaal("OEU", Dag("2024-06-12")), null, "AESU");
        Assert.Equal(["AESU 2024-06-06", "OEU 2024-06-12", "BY 2024-06-18"], Vej(aesu.Forloeb));
        Assert.True(aesu.KanNaas);
        Assert.Empty(aesu.Brud);
        Assert.Single(aesu.Advarsler, a => a.StartsWith("ÆSU's beslutning må eftersendes", StringComparison.Ordinal));

        var isu = plan.Laeg("politisk-sag", null, null, "ISU");
        Assert.Equal(["ISU 2024-06-04", "OEU 2024-06-12", "BY 2024-06-18"], Vej(isu.Forloeb));
        Assert.DoesNotContain(isu.Advarsler, a => a.StartsWith("ISU's beslutning", StringComparison.Ordinal));
        Assert.True(Ruteregler.MaaEftersendes(Dag("2024-06-06"), new DateTime(2024, 6, 7, 16, 0, 0)));
    }

    [Fact]
    public void ToBehandlinger_FoersteMoedeErForTaet_TagerDetNaeste()
    {
        var planlaegning = new Planlaegning().Med("OEU", "2024-03-05").Med("BY", "2024-03-13", "2024-03-18", "2024-03-19", "2024-04-24");
        var plan = planlaegning.Laeg("to-behandlinger", new Rutemaal("BY", Dag("2024-03-18")));

        Assert.Equal(["OEU 2024-03-05", "BY 2024-03-13", "BY 2024-03-19"], Vej(plan.Forloeb));
        Assert.False(plan.KanNaas);
        Assert.Contains("kommunestyrelsesloven § 2 stk. 2", Assert.Single(plan.Brud), StringComparison.Ordinal);
        Assert.Contains("tidligst tirsdag 19-03-2024", plan.Brud[0], StringComparison.Ordinal);

        var strammere = planlaegning.Planlaegger.Laeg(planlaegning.Spoerg("to-behandlinger") with { Intervaller = new Dictionary<string, int> { ["BY"] = 21 } });
        Assert.Equal("BY 2024-04-24", Vej(strammere.Forloeb)[^1]);
        var loesere = planlaegning.Planlaegger.Laeg(planlaegning.Spoerg("to-behandlinger") with { Intervaller = new Dictionary<string, int> { ["BY"] = 1 } });
        Assert.Equal("BY 2024-03-19", Vej(loesere.Forloeb)[^1]);
    }

    [Fact]
    public void UdenOekonomiudvalg_FoerByraad_ErBrud()
    {
        var planlaegning = new Planlaegning().Med("DIR", "2024-02-06").Med("BY", "2024-03-20").Med("OEU", "2024-03-13").Med("ISU", "2024-03-14");

        Assert.Contains("§ 18 stk. 2", Assert.Single(planlaegning.Laeg("direktionssag", null, null, "BY").Brud), StringComparison.Ordinal);
        Assert.Contains("§ 18 stk. 2", Assert.Single(planlaegning.Laeg("direktionssag", null, null, "BY", "OEU").Brud), StringComparison.Ordinal);
        Assert.Empty(planlaegning.Laeg("direktionssag", null, null, "OEU", "BY").Brud);
        Assert.Contains(planlaegning.Laeg("direktionssag", null, null, "OEU", "ISU", "BY").Advarsler, a => a.Contains("efter Økonomiudvalget", StringComparison.Ordinal));
    }

    [Fact]
    public void IkkeNaaet_FortaellerHvadDerErIVejenOgHvadDerVilleNaa()
    {
        var planlaegning = new Planlaegning().Med("DIR", "2024-02-06").Med("ISU", "2024-03-05").Med("OEU", "2024-02-21", "2024-03-13").Med("BY", "2024-02-28", "2024-03-20");
        var plan = planlaegning.Laeg("direktionssag", new Rutemaal("BY", Dag("2024-02-28")), null, "ISU", "OEU", "BY");

        Assert.False(plan.KanNaas);
        Assert.Equal("BY 2024-03-20", Vej(plan.Forloeb)[^1]);
        Assert.Contains(plan.Alternativer, a => a is { Art: Alternativart.SenereDato } && a.Dato == Dag("2024-03-20"));
        Assert.Contains(plan.Alternativer, a => a is { Art: Alternativart.UdeladTrin, Udelad: "ISU" } && a.Dato == Dag("2024-02-28"));
        var ekstra = Assert.Single(plan.Alternativer, a => a is { Art: Alternativart.EkstraordinaertMoede, Forum: "ISU" });
        Assert.Equal(Dag("2024-02-20"), ekstra.Senest);
        Assert.Contains("senest onsdag 28-02-2024", ekstra.Tekst, StringComparison.Ordinal);
    }

    [Fact]
    public void IkkeNaaet_ByraadetsDagsordenErSendt_ErBrudPaaLovenOgAntagetFristErAdvarsel()
    {
        var by = new Planlaegning().Med("DIR", "2024-01-22").Med("OEU", "2024-01-23").Med("BY", "2024-01-24").Laeg("direktionssag", new Rutemaal("BY", Dag("2024-01-24")), null, "OEU", "BY");
        Assert.Contains(by.Brud, b => b.Contains("§ 8 stk. 4", StringComparison.Ordinal) && b.Contains("Byrådet", StringComparison.Ordinal));
        Assert.Contains(by.Advarsler, a => a.Contains("(antaget)", StringComparison.Ordinal) && a.Contains("Direktionen", StringComparison.Ordinal));
        Assert.Null(by.SenesteStart);
    }

    [Fact]
    public void ForumUdenMoeder_KanIkkeNaasOgSigerHvadManGoer()
    {
        var plan = new Planlaegning().Med("DIR", "2024-02-06").Laeg("direktionssag", new Rutemaal("BY", Dag("2024-06-01")), null, "OEU", "BY");

        Assert.False(plan.KanNaas);
        Assert.Null(plan.SenesteStart);
        Assert.Equal(["DIR 2024-02-06", "OEU -", "BY -"], Vej(plan.Forloeb));
        Assert.Contains(plan.Advarsler, a => a.Contains("Økonomiudvalget har ingen kommende møder i kalenderen. Bed sekretæren", StringComparison.Ordinal));
        Assert.Empty(plan.Senest);
    }

    [Fact]
    public void Udeladt_OgHoering_FlytterVejen()
    {
        var planlaegning = new Planlaegning().Med("DIR", "2024-02-06", "2024-04-02").Med("CF", "2024-02-27").Med("HU", "2024-02-21", "2024-03-12").Med("OEU", "2024-03-13", "2024-04-10");
        var f = planlaegning.Spoerg("direktionssag", null, null, "CF", "HU", "OEU");

        Assert.Equal(["DIR 2024-02-06", "CF 2024-02-27", "HU 2024-03-12", "OEU 2024-04-10"], Vej(planlaegning.Planlaegger.Koer(f, f.Nu)));
        Assert.Equal(["DIR 2024-02-06", "HU 2024-02-21", "OEU 2024-03-13"], Vej(planlaegning.Planlaegger.Koer(f with { Udeladt = new HashSet<string> { "CF" } }, f.Nu)));
        Assert.Equal("HU 2024-03-12", Vej(planlaegning.Planlaegger.Koer(f with { Udeladt = new HashSet<string> { "chefforum" }, HoeringDage = 21 }, f.Nu))[1]);
        Assert.Equal(["DIR 2024-02-06", "HU 2024-02-21"], Vej(planlaegning.Planlaegger.Koer(f with { Udeladt = new HashSet<string> { "CF", "OEU", "centerchef" } }, f.Nu)));
    }

    [Fact]
    public void ParalleleFora_MoedesUafhaengigt_OgDetNaesteVenterPaaDetSidste()
    {
        const string Proces = """
            <process id="p" isExecutable="true"><startEvent id="start"/><parallelGateway id="del"/>
            <userTask id="hu" sags:forum="HU" sags:behandling="hoeres"/><userTask id="cf" sags:forum="CF" sags:behandling="droefter"/><parallelGateway id="saml"/>
            <userTask id="dir" sags:forum="DIR" sags:behandling="beslutter"/><endEvent id="slut"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="del"/><sequenceFlow id="f2" sourceRef="del" targetRef="hu"/><sequenceFlow id="f3" sourceRef="del" targetRef="cf"/>
            <sequenceFlow id="f4" sourceRef="hu" targetRef="saml"/><sequenceFlow id="f5" sourceRef="cf" targetRef="saml"/><sequenceFlow id="f6" sourceRef="saml" targetRef="dir"/>
            <sequenceFlow id="f7" sourceRef="dir" targetRef="slut"/></process>
            """;
        var planlaegning = new Planlaegning().Med("HU", "2024-02-20", "2024-03-05").Med("CF", "2024-01-30", "2024-02-13", "2024-02-27").Med("DIR", "2024-02-27", "2024-03-19", "2024-04-02");
        var f = planlaegning.SpoergBpmn(Proces, new Rutemaal("DIR", Dag("2024-03-20")));
        var plan = planlaegning.Planlaegger.Laeg(f);

        Assert.Equal(["HU 2024-02-20", "CF 2024-01-30", "DIR 2024-03-19"], Vej(plan.Forloeb));
        Assert.Equal(["2024-03-05", "2024-02-27", "2024-03-19"], plan.Forloeb.Trin.Select(t => plan.Senest[t.Noegle].Moede!.Dato.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(Dag("2024-02-15"), plan.SenesteStart);
    }

    [Fact]
    public void SammeDag_Vises()
    {
        var planlaegning = new Planlaegning().Med("OEU", "2024-03-13").Med("BY", "2024-03-13T17:00");
        var plan = planlaegning.Planlaegger.Laeg(planlaegning.Spoerg("politisk-sag") with { Udeladt = new HashSet<string> { "fagudvalg" } });

        Assert.Equal(["OEU 2024-03-13", "BY 2024-03-13"], Vej(plan.Forloeb));
        Assert.Contains(plan.Advarsler, a => a.Contains("samme dag, onsdag 13-03-2024", StringComparison.Ordinal));
    }
}
