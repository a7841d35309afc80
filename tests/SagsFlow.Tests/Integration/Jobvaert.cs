using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>The program with a job that asks <see cref="Modtager"/>, and processes that use it.</summary>
public class Jobvaert : SagsFlowVaert, IAsyncLifetime
{
    private readonly DirectoryInfo _workflows = Directory.CreateTempSubdirectory("sagsflow-workflows-");

    public Modtager Modtager { get; } = new();

    protected override IReadOnlyDictionary<string, string> Indstillinger => new Dictionary<string, string>
    {
        ["Workflows"] = _workflows.FullName,
        ["Modtager"] = Modtager.Adresse,
        ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = typeof(Jobproeve).Assembly.GetName().Name!,
        ["Logging__LogLevel__SagsFlow"] = "Debug",
    };

    /// <summary>The program as it lies beside the tests, so that it finds the job there.</summary>
    protected override IReadOnlyList<string> Startes =>
        ["exec", "--depsfile", Her("SagsFlow.Tests.deps.json"), "--runtimeconfig", Her("SagsFlow.Tests.runtimeconfig.json"), Her("SagsFlow.dll")];

    public override async Task InitializeAsync()
    {
        File.Copy(Her(Path.Combine("workflows", "fora.yaml")), Path.Combine(_workflows.FullName, "fora.yaml"));
        await File.WriteAllTextAsync(Path.Combine(_workflows.FullName, "lang.bpmn"), Proces("lang", "PT1H"));
        await File.WriteAllTextAsync(Path.Combine(_workflows.FullName, "kort.bpmn"), Proces("kort", "PT1S"));
        await File.WriteAllTextAsync(Path.Combine(_workflows.FullName, "raekker.bpmn"), Proces("raekker", "PT1H", Jobproeve.Raekkejob, 1));
        await Modtager.StartAsync();
        await base.InitializeAsync();
    }

    /// <summary>What was done to the cases must hold against their history.</summary>
    public override async Task DisposeAsync()
    {
        var (kode, ud, fejl) = await KommandoAsync("verificer");
        await base.DisposeAsync();
        await Modtager.DisposeAsync();
        _workflows.Delete(recursive: true);
        Assert.True(kode == 0, $"verificer: {kode}\n{ud}\n{fejl}");
    }

    /// <summary>A case whose job has been enqueued.</summary>
    public async Task<JsonNode> HarSendtAsync(string workflow = "lang")
    {
        var sag = await Som("sagsbehandler").SendAsync("/api/sager", new { titel = workflow, center = "CBA", workflow });
        await this.AfslutOpgaveAsync("sagsbehandler", sag, "faerdig");
        return sag;
    }

    /// <summary>The nodes of the tasks the case has had after its job, in the order they were opened.</summary>
    public IReadOnlyList<string> Efter(JsonNode sag) =>
        [.. this.Laes($"SELECT node FROM opgave WHERE node <> 'skriv' AND lower(sag_id) = '{sag["id"]}' ORDER BY id").Select(r => r[0])];

    /// <summary>Its row of the outbox: attempts, who has leased it, and the lease's number; null when there is none.</summary>
    public (int Forsoeg, string Lejer, int Leje)? Udbakke(JsonNode sag) =>
        this.Laes($"SELECT forsoeg, lejer, lejenummer FROM outbox WHERE lower(instans_id) = '{Instans(sag)}'") is [var r]
            ? (int.Parse(r[0], System.Globalization.CultureInfo.InvariantCulture), r[1], int.Parse(r[2], System.Globalization.CultureInfo.InvariantCulture))
            : null;

    /// <summary>Lets the case's job be taken again now: real time is what back-off and leases use, and a test has none to spare.</summary>
    public void MaaTagesNu(JsonNode sag) => this.Skriv($"UPDATE outbox SET tidligst = 0 WHERE lower(instans_id) = '{Instans(sag)}'");

    /// <summary>Ends the case's process where it stands.</summary>
    public async Task TraekAsync(JsonNode sag)
    {
        using var http = new HttpClient();
        using var svar = await http.PostAsync(new Uri(Adresse, $"{Jobproeve.Traek}?instans={Instans(sag)}"), null);
        svar.EnsureSuccessStatusCode();
    }

    public string Instans(JsonNode sag) => this.Laes($"SELECT lower(id) FROM process_instance WHERE lower(sag_id) = '{sag["id"]}'")[0][0];

    private static string Her(string fil) => Path.Combine(AppContext.BaseDirectory, fil);

    private static string Proces(string id, string frist, string job = Jobproeve.Job, int forsoeg = 2) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:sags="urn:sagsflow:bpmn:1" targetNamespace="urn:sagsflow:test" id="d-{id}">
          <error id="nej" errorCode="NEJ"/>
          <process id="{id}" isExecutable="true">
            <startEvent id="start"/>
            <sequenceFlow id="f1" sourceRef="start" targetRef="skriv"/>
            {Opgave("skriv", "sags:skriver=\"true\"")}
            <sequenceFlow id="f2" sourceRef="skriv" targetRef="send"/>
            <serviceTask id="send" name="Send" sags:job="{job}" sags:forsoeg="{forsoeg}"><extensionElements><sags:ind source="=1 + 1" target="antal"/></extensionElements></serviceTask>
            <boundaryEvent id="afslag" attachedToRef="send"><errorEventDefinition id="e" errorRef="nej"/></boundaryEvent>
            <boundaryEvent id="frist" attachedToRef="send"><timerEventDefinition id="t"><timeDuration xsi:type="tFormalExpression">{frist}</timeDuration></timerEventDefinition></boundaryEvent>
            <sequenceFlow id="f3" sourceRef="send" targetRef="valg"/>
            <exclusiveGateway id="valg" default="f5"/>
            <sequenceFlow id="f4" sourceRef="valg" targetRef="nummereret"><conditionExpression xsi:type="tFormalExpression">send.nr = 7</conditionExpression></sequenceFlow>
            <sequenceFlow id="f5" sourceRef="valg" targetRef="sendt"/>
            <sequenceFlow id="f6" sourceRef="afslag" targetRef="afvist"/>
            <sequenceFlow id="f7" sourceRef="frist" targetRef="forSent"/>
            {string.Concat(((string[])["nummereret", "sendt", "afvist", "forSent"]).Select(n => Opgave(n, "") + $"<sequenceFlow id=\"g-{n}\" sourceRef=\"{n}\" targetRef=\"slut\"/>"))}
            <endEvent id="slut"/>
          </process>
        </definitions>
        """;

    private static string Opgave(string id, string mere) =>
        $"<userTask id=\"{id}\" name=\"{id}\" sags:rolle=\"sagsbehandler\" {mere}><extensionElements><sags:udfald id=\"faerdig\" navn=\"Færdig\"/></extensionElements></userTask>";
}
