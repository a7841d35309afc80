using System.Globalization;

namespace SagsFlow.Tests.Integration;

/// <summary>Timers that fall due while the program is down, and one whose case cannot be read.</summary>
public sealed class TimerGenstartTests(TimerGenstartTests.Vaert vaert) : IClassFixture<TimerGenstartTests.Vaert>
{
    private const int FlestForsoeg = 5;

    [Fact]
    public async Task Timere_ForfaldetUnderNedbrud_FyresIForfaldsordenNetopEnGang()
    {
        // Made in another order than they fall due, so that neither age nor id gives the order away.
        string[] dage = ["3", "1", "2"];
        var sager = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var d in dage)
        {
            sager[d] = await OpretAsync($"venter-{d}");
        }

        await vaert.GenstartAsync(() => FremskydUret(TimeSpan.FromDays(4)));
        await Vent.PaaAsync(() => Varslede(sager.Values).Count >= dage.Length);
        await vaert.GenstartAsync();
        await vaert.LadTidGaaAsync(TimeSpan.FromDays(1));

        Assert.Equal([sager["1"], sager["2"], sager["3"]], Varslede(sager.Values));
    }

    [Fact]
    public async Task Timer_PaaEnOedelagtSag_StopperIkkeDeAndreOgEnderSomDriftsstop()
    {
        var foerste = await OpretAsync("venter-1");
        var oedelagt = await OpretAsync("venter-1");
        var sidste = await OpretAsync("venter-1");

        await vaert.GenstartAsync(() =>
        {
            vaert.Skriv($"UPDATE process_instance SET state = x'7B' WHERE lower(sag_id) = '{oedelagt}'");
            FremskydUret(TimeSpan.FromDays(2));
        });
        await Vent.PaaAsync(() => Varslede([foerste, sidste]).Count == 2);
        for (var forsoeg = Forsoeg(oedelagt); forsoeg < FlestForsoeg; forsoeg = Forsoeg(oedelagt))
        {
            // The pause before the next attempt is real time; the test has none to spare.
            vaert.Skriv("UPDATE timer SET tidligst = 0 WHERE tidligst > 0");
            await vaert.LadTidGaaAsync(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([foerste, sidste], Varslede([foerste, oedelagt, sidste]));
        var stop = Assert.Single(vaert.Laes($"SELECT i.kode, i.node FROM incident i JOIN process_instance p ON p.id = i.instans_id WHERE lower(p.sag_id) = '{oedelagt}'"));
        Assert.Equal(["gentagne-fejl", "frist"], stop);

        // Tried again in vain it is the same incident once more, and no harm to the others.
        vaert.Skriv("UPDATE incident SET loest = oprettet");
        vaert.Skriv($"UPDATE timer SET forsoeg = {FlestForsoeg - 1}, tidligst = 0 WHERE tidligst > 0");
        await vaert.LadTidGaaAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(1, vaert.Tael("SELECT COUNT(*) FROM incident WHERE loest IS NULL"));
    }

    private async Task<string> OpretAsync(string workflow) =>
        (string)(await vaert.Som("sagsbehandler").SendAsync("/api/sager", new { titel = workflow, center = "CBA", workflow }))["id"]!;

    /// <summary>The cases whose timer has opened its task, in the order that happened; twice when it happened twice.</summary>
    private List<string> Varslede(IEnumerable<string> sager) =>
        [.. vaert.Laes($"SELECT lower(sag_id) FROM opgave WHERE node = 'varslet' AND lower(sag_id) IN ({string.Join(',', sager.Select(s => $"'{s}'"))}) ORDER BY id").Select(r => r[0])];

    private int Forsoeg(string sag) => vaert.Tael($"SELECT t.forsoeg FROM timer t JOIN process_instance p ON p.id = t.instans_id WHERE lower(p.sag_id) = '{sag}'");

    private void FremskydUret(TimeSpan frem) =>
        vaert.Skriv($"UPDATE egenskab SET vaerdi = CAST(CAST(vaerdi AS INTEGER) + {((long)frem.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)} AS TEXT) WHERE navn = 'ur'");

    /// <summary>A program with processes of its own: a task that, after so many days, makes another one.</summary>
    public sealed class Vaert : SagsFlowVaert, IDisposable
    {
        private readonly DirectoryInfo _workflows = Directory.CreateTempSubdirectory("sagsflow-workflows-");

        public Vaert()
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "workflows", "fora.yaml"), Path.Combine(_workflows.FullName, "fora.yaml"));
            foreach (var dage in Enumerable.Range(1, 3))
            {
                File.WriteAllText(Path.Combine(_workflows.FullName, $"venter-{dage}.bpmn"), Proces(dage));
            }
        }

        protected override IReadOnlyDictionary<string, string> Indstillinger => new Dictionary<string, string> { ["Workflows"] = _workflows.FullName };

        public void Dispose() => _workflows.Delete(recursive: true);

        private static string Proces(int dage) => $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sags="urn:sagsflow:bpmn:1" targetNamespace="urn:sagsflow:test" id="d{dage}">
              <process id="venter-{dage}" isExecutable="true">
                <startEvent id="start"/>
                <sequenceFlow id="f1" sourceRef="start" targetRef="skriv"/>
                <userTask id="skriv" name="Skriv" sags:rolle="sagsbehandler" sags:skriver="true"><extensionElements><sags:udfald id="faerdig" navn="Færdig"/></extensionElements></userTask>
                <boundaryEvent id="frist" attachedToRef="skriv" cancelActivity="false"><timerEventDefinition id="t"><timeDuration xsi:type="tFormalExpression">P{dage}D</timeDuration></timerEventDefinition></boundaryEvent>
                <sequenceFlow id="f2" sourceRef="frist" targetRef="varslet"/>
                <userTask id="varslet" name="Fristen er nået" sags:rolle="sagsbehandler"><extensionElements><sags:udfald id="set" navn="Set"/></extensionElements></userTask>
                <sequenceFlow id="f3" sourceRef="varslet" targetRef="slut"/>
                <sequenceFlow id="f4" sourceRef="skriv" targetRef="slut"/>
                <endEvent id="slut"/>
              </process>
            </definitions>
            """;
    }
}
