using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>A plan held against the case that then goes its way, with the clock moved to the plan's days. The clock begins Monday 6 January 2025 at 8.</summary>
public sealed class RuteplanOgForloebTests : IAsyncLifetime
{
    private static readonly (string Forum, string Start)[] Kalender =
    [
        ("DIR", "2025-01-28T09:00"), ("DIR", "2025-02-04T09:00"), ("DIR", "2025-02-25T09:00"), ("AESU", "2025-02-06T16:00"), ("AESU", "2025-03-06T16:00"),
        ("OEU", "2025-02-12T16:00"), ("OEU", "2025-02-26T16:00"), ("OEU", "2025-03-12T16:00"), ("BY", "2025-02-27T17:00"), ("BY", "2025-03-04T17:00"), ("BY", "2025-03-25T17:00"),
    ];

    private readonly KontrolleretVaert _vaert = new();
    private readonly Dictionary<string, JsonNode> _moeder = [];

    public async Task InitializeAsync()
    {
        await _vaert.InitializeAsync();
        foreach (var (forum, start) in Kalender)
        {
            var moede = await _vaert.HarMoedeAsync(forum, start);
            _moeder[(string)moede["id"]!] = moede;
        }
    }

    public Task DisposeAsync() => _vaert.DisposeAsync();

    [Theory]
    [InlineData("direktionssag", "OEU BY", "DIR 2025-02-04, OEU 2025-02-26, BY 2025-02-27")]
    [InlineData("politisk-sag", "AESU", "AESU 2025-02-06, OEU 2025-02-12, BY 2025-02-27")]
    [InlineData("to-behandlinger", "", "OEU 2025-02-12, BY 2025-02-27, BY 2025-03-25")]
    public async Task Plan_ErDenVejSagenGaar(string workflow, string ruter, string ventet)
    {
        var vejen = ruter.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var plan = await _vaert.Som("sagsbehandler").SendAsync("/api/ruteplan", new { workflow, ruter = vejen });
        var dage = Dage(plan);
        Assert.Equal(ventet, string.Join(", ", dage));

        var sag = await _vaert.Som("sagsbehandler").SendAsync("/api/sager", new { titel = "Forslag", center = "CBA", workflow });
        var besluttet = 0;
        foreach (var trin in plan["trin"]!.AsArray().Select(t => t!))
        {
            // Asked on the way, the plan is what it was when it was made.
            Assert.Equal(dage.Skip(besluttet), Dage(await _vaert.Som("sagsbehandler").SendAsync("/api/ruteplan", new { sagId = sag["id"], ruter = vejen })));
            if (trin["forum"] is null)
            {
                await GoerAsync(sag, trin, vejen);
            }
            else
            {
                await BehandlAsync(sag, trin, vejen);
                besluttet++;
            }
        }

        var forloeb = await _vaert.TrinAsync(sag);
        Assert.Equal(dage, forloeb.Select(t => $"{t!["forum"]} {t["dato"]}"));
        Assert.All(forloeb, t => Assert.Equal("behandlet", (string?)t!["status"]));
        Assert.Equal("Sagen er afsluttet.", (string?)(await _vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/ruteplan"))["advarsler"]![0]);
    }

    private async Task GoerAsync(JsonNode sag, JsonNode trin, string[] ruter)
    {
        var node = (string)trin["node"]!;
        if (node == "vaelgFagudvalg")
        {
            var valg = await _vaert.OpgaveAsync("sekretariat", sag);
            await _vaert.Som("sekretariat").SendAsync($"/api/opgaver/{valg["id"]}/afslutning", new { udfald = "vaelg", felter = new { fagudvalg = ruter[0] } });
            return;
        }

        await _vaert.FlytUrAsync($"{trin["faerdig"]}T16:00");
        await _vaert.AfslutOpgaveAsync(node == "skriv" ? "sagsbehandler" : node, sag, node == "skriv" ? "indsend" : "godkend");
    }

    private async Task BehandlAsync(JsonNode sag, JsonNode trin, string[] ruter)
    {
        var forum = (string)trin["forum"]!;
        var moede = _moeder[(string)trin["moede"]!["id"]!];
        var punkt = await _vaert.LaegPaaAsync(moede, sag);
        await _vaert.UdsendAsync(moede);
        await _vaert.FlytUrAsync((string)moede["start"]!);
        await _vaert.BeslutAsync(punkt, forum == "DIR" ? new { udfald = "godkendt", tekst = "Godkendt.", ruter } : new { udfald = "anbefalet", tekst = "Anbefales." }, forum);
        await _vaert.Som(Moedehensigter.Sekretaer(forum)).SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/ekspedition");
    }

    private static string[] Dage(JsonNode plan) => [.. plan["trin"]!.AsArray().Where(t => t!["forum"] is not null).Select(t => $"{t!["forum"]} {((string?)t["moede"]?["start"])?[..10] ?? "-"}")];
}
