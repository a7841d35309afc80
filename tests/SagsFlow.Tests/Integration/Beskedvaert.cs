using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>
/// A program with small processes that speak to each other; each does one thing. Its history and waits must hold when a class of tests is done.
/// </summary>
public sealed class Beskedvaert : SagsFlowVaert, IDisposable
{
    private readonly DirectoryInfo _workflows = Directory.CreateTempSubdirectory("sagsflow-workflows-");

    public Beskedvaert()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "workflows", "fora.yaml"), Path.Combine(_workflows.FullName, "fora.yaml"));
        foreach (var (id, indhold) in Processer)
        {
            File.WriteAllText(Path.Combine(_workflows.FullName, id + ".bpmn"), Fil(id, indhold));
        }
    }

    protected override IReadOnlyDictionary<string, string> Indstillinger => new Dictionary<string, string> { ["Workflows"] = _workflows.FullName };

    public override async Task DisposeAsync()
    {
        var (kode, ud, fejl) = await KommandoAsync("verificer");
        var brudt = Log.Contains("Unhandled error", StringComparison.Ordinal);
        var log = Log;
        await base.DisposeAsync();
        Assert.True(kode == 0, $"verificer: {kode}\n{ud}\n{fejl}");
        Assert.False(brudt, log);
    }

    public void Dispose() => _workflows.Delete(recursive: true);

    /// <summary>A case on one of the processes.</summary>
    /// <param name="erLukket">Whether only its center may know of it.</param>
    public async Task<string> HarSagAsync(string workflow, bool erLukket = false) =>
        (string)(await Som("sagsbehandler").SendAsync("/api/sager", new { titel = "Hemmelig titel", center = "CBA", workflow, lukket = erLukket ? new { grund = "Personsag" } : null }))["id"]!;

    /// <summary>Finishes the case's open task at a node.</summary>
    public async Task GoerAsync(string sag, string node, object? felter = null)
    {
        using var svar = await Som("sagsbehandler").PostAsync($"/api/opgaver/{AabenOpgave(sag, node)}/afslutning", new { udfald = "faerdig", felter });
        Assert.True(svar.IsSuccessStatusCode, await svar.Content.ReadAsStringAsync());
    }

    public string AabenOpgave(string sag, string node) =>
        Assert.Single(this.Laes($"SELECT lower(id) FROM opgave WHERE lower(sag_id) = '{sag}' AND node = '{node}' AND afsluttet IS NULL"))[0];

    /// <summary>The nodes of the case's open tasks, in the order they were opened.</summary>
    public string[] Opgaver(string sag) => [.. this.Laes($"SELECT node FROM opgave WHERE lower(sag_id) = '{sag}' AND node IS NOT NULL AND afsluttet IS NULL ORDER BY id").Select(r => r[0])];

    /// <summary>The history's texts of a kind in a case.</summary>
    public string[] Historik(string sag, string art) => [.. this.Laes($"SELECT tekst FROM historik WHERE kaede = 'sag:{sag}' AND art = '{art}' ORDER BY nr").Select(r => r[0])];

    public int Gemte(string navn) => this.Tael($"SELECT COUNT(*) FROM message WHERE navn = '{navn}'");

    /// <summary>Sends from outside; gives the answer's status.</summary>
    public async Task<string> SendAsync(object meddelelse, string som = "sekretariat") => (string)(await MeddelAsync(meddelelse, som))["status"]!;

    public Task<JsonNode> MeddelAsync(object meddelelse, string som = "sekretariat") => Som(som).SendAsync("/api/meddelelser", meddelelse);

    /// <summary>The clock so many days on.</summary>
    public async Task DageFremAsync(int dage)
    {
        var nu = (DateTime)(await Som("admin").HentAsync("/api/udvikling/ur"))["nu"]!;
        await this.FlytUrAsync(nu.AddDays(dage).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static Dictionary<string, string> Processer => new()
    {
        ["modtager"] = Start + Fanger("vent", "svar", "=sag.id") + """<exclusiveGateway id="valg" default="valg-fik"/>""" + Opgave("fik") + Opgave("ja") + Slut
            + Flow("start", "vent") + Flow("vent", "valg") + Flow("valg", "fik") + Flow("valg", "ja", "vent.ja = true") + Flow("fik", "slut") + Flow("ja", "slut"),
        ["senmodtager"] = Start + Opgave("skriv") + Fanger("vent", "svar", "=sag.id") + Opgave("fik") + Slut + Vej("start", "skriv", "vent", "fik", "slut"),
        ["afsender"] = Start + Opgave("skriv", "til") + Kaster("send", "svar", "=skriv.til") + Opgave("sendt") + Slut + Vej("start", "skriv", "send", "sendt", "slut"),
        ["afsender-kort"] = Start + Opgave("skriv", "til") + Kaster("send", "svar", "=skriv.til", "P1D") + Opgave("sendt") + Slut + Vej("start", "skriv", "send", "sendt", "slut"),
        ["nummer"] = Start + """<receiveTask id="vent" messageRef="m-nummer"/>""" + Opgave("fik") + Slut + Vej("start", "vent", "fik", "slut"),
        ["hoerer"] = Start + Opgave("skriv") + Slut + Vej("start", "skriv", "slut")
            + Lytter("e1", "<messageEventDefinition messageRef=\"m-opdatering\"/>", "sags:noegle=\"=sag.id\"", "opdateret")
            + Lytter("e2", "<signalEventDefinition signalRef=\"s-alarm\"/>", "", "hoert"),
        ["raaber"] = Start + Opgave("skriv")
            + """<intermediateThrowEvent id="raab"><signalEventDefinition signalRef="s-raab"/></intermediateThrowEvent>""" + Opgave("sendt") + Slut + Vej("start", "skriv", "raab", "sendt", "slut")
            + Lytter("e1", "<signalEventDefinition signalRef=\"s-raab\"/>", "", "hoert"),
        ["begynder"] = """<startEvent id="start"><messageEventDefinition messageRef="m-begynd"/></startEvent>""" + Opgave("begyndt") + Slut + Vej("start", "begyndt", "slut"),
        ["alarmeret"] = """<startEvent id="start"><signalEventDefinition signalRef="s-start"/></startEvent>""" + Opgave("alarm") + Slut + Vej("start", "alarm", "slut"),
        ["starter"] = Start + Opgave("skriv") + Kaster("send", "begynd") + """<intermediateThrowEvent id="raab"><signalEventDefinition signalRef="s-start"/></intermediateThrowEvent>"""
            + Opgave("sendt") + Slut + Vej("start", "skriv", "send", "raab", "sendt", "slut"),
        ["kaploeb"] = Start + """<eventBasedGateway id="foerst"/>""" + Fanger("vent", "maaske", "=sag.id")
            + """<intermediateCatchEvent id="tid"><timerEventDefinition><timeDuration>P2D</timeDuration></timerEventDefinition></intermediateCatchEvent>"""
            + Opgave("besked") + Opgave("frist") + Slut + Vej("start", "foerst", "vent", "besked", "slut") + Vej("foerst", "tid", "frist", "slut"),
        ["afbrydes"] = Start + """<parallelGateway id="begge"/>""" + Opgave("stop") + Fanger("vent", "maaske", "=sag.id") + Opgave("besked")
            + """<endEvent id="nu"><terminateEventDefinition/></endEvent>""" + Slut + Vej("start", "begge", "stop", "nu") + Vej("begge", "vent", "besked", "slut"),
        ["ping"] = Start + Opgave("skriv") + Kaster("send", "bold", "ping") + Fanger("vent", "bold", "pong") + """<exclusiveGateway id="mere" default="mere-send"/>""" + Slut
            + Vej("start", "skriv", "send", "vent", "mere", "send") + Flow("mere", "slut", "vent.nok = true"),
        ["pong"] = Start + Opgave("klar") + Fanger("vent", "bold", "ping") + Kaster("send", "bold", "pong") + """<exclusiveGateway id="mere" default="mere-vent"/>""" + Slut
            + Vej("start", "klar", "vent", "send", "mere", "vent") + Flow("mere", "slut", "vent.nok = true"),
        ["kalder"] = Start + """<callActivity id="kald" calledElement="kaldt"/>""" + Opgave("fik") + Slut + Vej("start", "kald", "fik", "slut"),
        ["kaldt"] = Start + Fanger("vent", "tilkaldt", "=sag.id") + Slut + Vej("start", "vent", "slut"),
        ["beslutter"] = Start + """<userTask id="dir" name="Direktionen" sags:forum="DIR" sags:behandling="beslutter"/>""" + Kaster("send", "besluttet") + Opgave("sendt") + Slut
            + Vej("start", "dir", "send", "sendt", "slut"),
        ["aaben"] = Start + """<parallelGateway id="begge"/>""" + """<userTask id="dir" name="Direktionen" sags:forum="DIR" sags:behandling="beslutter"/>""" + Fanger("vent", "svar", "=sag.id") + Opgave("fik") + Slut
            + Vej("start", "begge", "dir", "slut") + Vej("begge", "vent", "fik", "slut"),
        ["beslutningsmodtager"] = Start + """<receiveTask id="vent" messageRef="m-besluttet"/>""" + Opgave("fik") + Slut + Vej("start", "vent", "fik", "slut"),
    };

    private const string Start = """<startEvent id="start"/>""";
    private const string Slut = """<endEvent id="slut"/>""";

    private static string Opgave(string id, string? felt = null) =>
        $"""<userTask id="{id}" name="{id}" sags:rolle="sagsbehandler"><extensionElements><sags:udfald id="faerdig" navn="Færdig"/>{(felt is null ? "" : $"""<sags:felt id="{felt}" type="tekst"/>""")}</extensionElements></userTask>""";

    private static string Fanger(string id, string besked, string noegle) =>
        $"""<intermediateCatchEvent id="{id}" sags:noegle="{noegle}"><messageEventDefinition messageRef="m-{besked}"/></intermediateCatchEvent>""";

    private static string Kaster(string id, string besked, string? noegle = null, string? levetid = null) =>
        $"""<intermediateThrowEvent id="{id}" {(noegle is null ? "" : $"sags:noegle=\"{noegle}\"")} {(levetid is null ? "" : $"sags:levetid=\"{levetid}\"")}><messageEventDefinition messageRef="m-{besked}"/></intermediateThrowEvent>""";

    private static string Lytter(string id, string definition, string noegle, string opgave) =>
        $"""<subProcess id="{id}" triggeredByEvent="true"><startEvent id="{id}-start" isInterrupting="false" {noegle}>{definition}</startEvent>{Opgave(opgave)}<endEvent id="{id}-slut"/>{Vej($"{id}-start", opgave, $"{id}-slut")}</subProcess>""";

    private static string Vej(params string[] noder) => string.Concat(noder.Zip(noder.Skip(1), (fra, til) => Flow(fra, til)));

    private static string Flow(string fra, string til, string? betingelse = null) =>
        $"""<sequenceFlow id="{fra}-{til}" sourceRef="{fra}" targetRef="{til}">{(betingelse is null ? "" : $"<conditionExpression>{betingelse}</conditionExpression>")}</sequenceFlow>""";

    private static string Fil(string id, string indhold)
    {
        string[] beskeder = ["svar", "nummer", "opdatering", "begynd", "maaske", "bold", "tilkaldt", "besluttet"];
        string[] signaler = ["alarm", "raab", "start"];
        return $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sags="urn:sagsflow:bpmn:1" targetNamespace="urn:sagsflow:test" id="d-{id}">
              {string.Concat(beskeder.Select(b => $"<message id=\"m-{b}\" name=\"{b}\"/>"))}{string.Concat(signaler.Select(s => $"<signal id=\"s-{s}\" name=\"{s}\"/>"))}
              <process id="{id}" isExecutable="true">{indhold}</process>
            </definitions>
            """;
    }
}
