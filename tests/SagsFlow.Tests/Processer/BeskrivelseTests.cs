using System.Text;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;
using SagsFlow.Kalender;
using SagsFlow.Kommandolinje;
using SagsFlow.Processer.Beskrivelse;

namespace SagsFlow.Tests.Processer;

/// <summary>Processes told in Danish.</summary>
public class BeskrivelseTests
{
    public static TheoryData<string> Filer => [.. Directory.GetFiles(Mappe("workflows"), "*.bpmn").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Filer))]
    public async Task Beskriv_ShippedWorkflow_IsWhatDocsHold(string navn)
    {
        using var ud = new StringWriter();
        using var fejl = new StringWriter();
        Assert.Equal(0, await BeskrivKommando.KoerAsync(Path.Combine(Mappe("workflows"), navn + ".bpmn"), markdown: true, ud, fejl, CancellationToken.None));
        Assert.Equal("", fejl.ToString());

        var fil = Path.Combine(Mappe("docs/processer"), navn + ".md");
        var gemt = File.Exists(fil) ? await File.ReadAllTextAsync(fil) : "";
        Assert.True(
            ud.ToString() == gemt,
            $"docs/processer/{navn}.md is not what the process says now. Write it again with:\n"
                + $"dotnet run --project src/SagsFlow -- beskriv workflows/{navn}.bpmn --markdown > docs/processer/{navn}.md\n\n{ud}");
    }

    [Fact]
    public async Task Beskriv_FileThatIsNotThere_SaysSo()
    {
        using var ud = new StringWriter();
        using var fejl = new StringWriter();
        Assert.Equal(1, await BeskrivKommando.KoerAsync("findes-ikke.bpmn", markdown: false, ud, fejl, CancellationToken.None));
        Assert.Equal("findes-ikke.bpmn: Filen findes ikke eller kan ikke læses. Kontrollér stien.", fejl.ToString().TrimEnd());
        Assert.Equal("", ud.ToString());
    }

    [Fact]
    public void Tekst_ParallelBranchesAndDeadline_AreTold()
    {
        var tekst = Udskrift.Tekst(new Beskriver(Proces(), id => id == "HU" ? "Hovedudvalget" : null, _ => null).Beskriv());

        Assert.StartsWith("Høring\n======\n\nBegynd: trin 1, »Del«.\n", tekst, StringComparison.Ordinal);
        Assert.Contains("1. Del\n   Vejene herfra går på samme tid.\n     - → trin 2, »Hør«\n     - → trin 3, »Vent«\n", tekst, StringComparison.Ordinal);
        Assert.Contains("2. Hør\n   Hovedudvalget høres. Trinnet er slut, når beslutningen er ekspederet.\n", tekst, StringComparison.Ordinal);
        Assert.Contains("   Er trinnet ikke slut efter 1 måned: slut (»For sent«); trinnet afbrydes.\n   Derefter: trin 4, »Saml«.\n", tekst, StringComparison.Ordinal);
        Assert.Contains("3. Vent\n   Venter: 2 dage og 6 timer.\n", tekst, StringComparison.Ordinal);
        Assert.Contains("     - når udfaldet af »Hør« er sendt tilbage til administrationen, eller »antal« er større end 3 → tilbage til trin 2, »Hør«\n     - ellers → slut (»Slut«)\n", tekst, StringComparison.Ordinal);
        Assert.EndsWith(
            "Frister\n   2. Hør: 1 måned, fra trinnet begynder: slut (»For sent«); trinnet afbrydes\n   3. Vent: 2 dage og 6 timer, fra processen når hertil: Processen fortsætter\n",
            tekst,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hoer.udfald in (\"godkendt\", \"anbefalet\")", "udfaldet af »Hør« er godkendt eller anbefalet")]
    [InlineData("not(hoer.udfald = \"udskudt\" or antal <= 3)", "udfaldet af »Hør« ikke er udskudt, og »antal« ikke er højst 3")]
    [InlineData("antal = 1 and (count(rest) > 0 or rest[1] = \"HU\")", "»antal« er 1, og enten sagens videre rute ikke er tom, eller det næste forum på sagens videre rute er Hovedudvalget")]
    [InlineData("arbejdsdage foer(moede.start, 10) < today()", "10 arbejdsdage før mødets begyndelse ligger før i dag")]
    [InlineData("now() >= moede.dato - duration(\"P1D\")", "nu ligger tidligst 1 dag før mødedagen")]
    [InlineData("some x in [1, 2] satisfies x > antal", "udtrykket `some x in [1, 2] satisfies x > antal` er opfyldt")]
    public void Betingelse_Forms_AreSaidInDanish(string udtryk, string dansk)
    {
        var ord = new Udtryksord(Proces(), id => id == "HU" ? "Hovedudvalget" : null);
        Assert.Equal(dansk, ord.Betingelse(FeelExpression.Parse(udtryk, Kalenderfunktioner.Af(new Arbejdskalender([], "")))));
    }

    [Theory]
    [InlineData(TimerKind.Duration, "P14D", "14 dage")]
    [InlineData(TimerKind.Cycle, "R3/P1D", "en gentagelse hver gang, der er gået 1 dag, højst 3 gange")]
    [InlineData(TimerKind.Date, "=arbejdsdage foer(moede.start, 4)", "4 arbejdsdage før mødets begyndelse")]
    [InlineData(TimerKind.Date, "=tider[item.a > 1].b", "udtrykket `=tider[item.a > 1].b`")]
    public void Frist_Rules_AreSaidInDanish(TimerKind art, string regel, string dansk)
    {
        var udtryk = regel.StartsWith('=') ? FeelExpression.Parse(regel[1..], Kalenderfunktioner.Af(new Arbejdskalender([], ""))) : FeelExpression.Constant(FeelValue.Of(regel), regel);
        Assert.Equal(dansk, new Udtryksord(Proces(), _ => null).Frist(new TimerRule(art, regel, udtryk)));
    }

    private static string Mappe(string navn) => Path.Combine(AppContext.BaseDirectory, navn);

    private static ProcessDefinition Proces()
    {
        const string Xml = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sags="urn:sagsflow:bpmn:1" targetNamespace="t">
              <process id="p" name="Høring" isExecutable="true">
                <startEvent id="start" name="Begynd"/>
                <parallelGateway id="del" name="Del"/>
                <userTask id="hoer" name="Hør" sags:forum="HU" sags:behandling="hoeres"/>
                <boundaryEvent id="frist" attachedToRef="hoer"><timerEventDefinition><timeDuration>P1M</timeDuration></timerEventDefinition></boundaryEvent>
                <intermediateCatchEvent id="vent" name="Vent"><timerEventDefinition><timeDuration>P2DT6H</timeDuration></timerEventDefinition></intermediateCatchEvent>
                <parallelGateway id="saml" name="Saml"/>
                <exclusiveGateway id="valg" name="Om igen?" default="f8"/>
                <endEvent id="slut" name="Slut"/>
                <endEvent id="sent" name="For sent"/>
                <sequenceFlow id="f1" sourceRef="start" targetRef="del"/>
                <sequenceFlow id="f2" sourceRef="del" targetRef="hoer"/>
                <sequenceFlow id="f3" sourceRef="del" targetRef="vent"/>
                <sequenceFlow id="f4" sourceRef="hoer" targetRef="saml"/>
                <sequenceFlow id="f5" sourceRef="vent" targetRef="saml"/>
                <sequenceFlow id="f6" sourceRef="saml" targetRef="valg"/>
                <sequenceFlow id="f7" sourceRef="valg" targetRef="hoer"><conditionExpression>hoer.udfald = "sendt-tilbage" or antal > 3</conditionExpression></sequenceFlow>
                <sequenceFlow id="f8" sourceRef="valg" targetRef="slut"/>
                <sequenceFlow id="f9" sourceRef="frist" targetRef="sent"/>
              </process>
            </definitions>
            """;
        var laesning = BpmnReader.Read(Encoding.UTF8.GetBytes(Xml), "hoering.bpmn");
        return Assert.Single(laesning.Definitions);
    }
}
