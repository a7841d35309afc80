using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>Plans over HTTP, and held against what then happens. The clock begins Monday 6 January 2025 at 8.</summary>
public sealed class RuteplanTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>, IAsyncLifetime
{
    private static readonly (string Forum, string Start)[] Kalender =
    [
        ("DIR", "2025-01-28T09:00"), ("DIR", "2025-02-04T09:00"), ("DIR", "2025-02-25T09:00"), ("DIR", "2025-03-11T09:00"), ("DIR", "2025-04-08T09:00"),
        ("OEU", "2025-02-26T16:00"), ("OEU", "2025-03-12T16:00"), ("OEU", "2025-04-09T16:00"), ("BY", "2025-02-27T17:00"), ("BY", "2025-03-25T17:00"), ("BY", "2025-04-29T17:00"),
        ("AESU", "2025-03-06T16:00"),
    ];

    private Klient Sagsbehandler => vaert.Som("sagsbehandler");

    public async Task InitializeAsync()
    {
        if ((int)(await Sagsbehandler.HentAsync("/api/moeder"))["total"]! == 0)
        {
            foreach (var (forum, start) in Kalender)
            {
                await vaert.HarMoedeAsync(forum, start);
            }
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Ruteplan_TilByraadet_GiverMoederFristerSenesteStartOgForklaring()
    {
        var plan = await PlanAsync(new { workflow = "direktionssag", maal = new { forum = "BY", senest = "2025-04-30" } });

        Assert.True((bool)plan["kanNaas"]!);
        Assert.Equal(["DIR 2025-02-04", "OEU 2025-02-26", "BY 2025-02-27"], Vej(plan));
        Assert.Equal("2025-02-27", (string?)plan["tidligsteBeslutning"]);
        var by = Forumtrin(plan).Last();
        Assert.Equal("2025-02-13T12:00", (string?)by["afleveringsfrist"]);
        Assert.Contains("10 arbejdsdage før torsdag 27-02-2025 er torsdag 13-02-2025", (string?)by["forklaring"], StringComparison.Ordinal);
        Assert.Equal("2025-04-29T17:00", (string?)by["senest"]!["moede"]!["start"]);
        Assert.Equal("2025-04-09T16:00", (string?)Forumtrin(plan)[1]["senest"]!["moede"]!["start"]);
        Assert.Contains(plan["antagelser"]!.AsArray(), a => ((string?)a)!.Contains("Økonomiudvalget og Byrådet", StringComparison.Ordinal));

        var fra = (string)plan["senesteStart"]!;
        Assert.True((bool)(await PlanAsync(new { workflow = "direktionssag", start = fra, maal = new { forum = "BY", senest = "2025-04-30" } }))["kanNaas"]!);
        var dagenEfter = DateOnly.ParseExact(fra, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var forSent = await PlanAsync(new { workflow = "direktionssag", start = dagenEfter, maal = new { forum = "BY", senest = "2025-04-30" } });
        Assert.False((bool)forSent["kanNaas"]!);
        Assert.NotEmpty(forSent["alternativer"]!.AsArray());
    }

    [Fact]
    public async Task Ruteplan_AflystOgUdsendtMoede_BrugesIkke()
    {
        var aflyst = await vaert.HarMoedeAsync("ISU", "2025-05-06T16:00");
        var moede = await vaert.HarMoedeAsync("ISU", "2025-05-20T16:00");
        Assert.Equal("ISU 2025-05-06", Vej(await PlanAsync(new { workflow = "direktionssag", maal = new { forum = "ISU", senest = "2025-06-01" } }))[^1]);

        await vaert.Som("udvalg").RetAsync(HttpMethod.Patch, $"/api/moeder/{aflyst["id"]}", new { aflyst = new { begrundelse = "sygdom" } }, (int)aflyst["version"]!);

        var plan = await PlanAsync(new { workflow = "direktionssag", maal = new { forum = "ISU", senest = "2025-06-01" } });
        Assert.Equal("ISU 2025-05-20", Vej(plan)[^1]);
        Assert.Equal((string?)moede["id"], (string?)Forumtrin(plan).Last()["moede"]!["id"]);
    }

    [Theory]
    [InlineData("""{}""", "workflow", "workflow")]
    [InlineData("""{"workflow":"direktionsag"}""", "workflow", "Mente du »direktionssag«?")]
    [InlineData("""{"workflow":"direktionssag","maal":{"forum":"OEI","senest":"2025-05-01"}}""", "maal.forum", "Mente du »OEU«?")]
    [InlineData("""{"workflow":"direktionssag","maal":{"senest":"2025-05-01"}}""", "maal.forum", "Udfyld")]
    [InlineData("""{"workflow":"direktionssag","maal":{"forum":"OEU"}}""", "maal.senest", "senest")]
    [InlineData("""{"workflow":"direktionssag","maal":{"forum":"OEU","senest":"2024-12-31"}}""", "maal.senest", "er passeret; i dag er 06-01-2025")]
    [InlineData("""{"workflow":"direktionssag","maal":{"forum":"OEU","senest":"2099-12-31"}}""", "maal.senest", "for langt frem")]
    [InlineData("""{"workflow":"direktionssag","start":"2199-12-31"}""", "start", "for langt frem")]
    [InlineData("""{"workflow":"politisk-sag","maal":{"forum":"DIR","senest":"2025-05-01"}}""", "maal.forum", "Direktionen er ikke på sagens vej, som går gennem Ældre- og Sundhedsudvalget, Økonomiudvalget, Byrådet")]
    [InlineData("""{"workflow":"direktionssag","udelad":["centerchf"]}""", "udelad", "Mente du »centerchef«?")]
    [InlineData("""{"workflow":"direktionssag","udelad":["gwSkriv"]}""", "udelad", "findes ikke")]
    [InlineData("""{"workflow":"direktionssag","udelad":["DIR"],"maal":{"forum":"DIR","senest":"2025-05-01"}}""", "udelad", "er målet")]
    [InlineData("""{"workflow":"direktionssag","udelad":[null]}""", "udelad[0]", "Udfyld")]
    [InlineData("""{"workflow":"direktionssag","ruter":["OUE"]}""", "ruter", "findes ikke")]
    [InlineData("""{"workflow":"to-behandlinger","ruter":["CF"]}""", "ruter", "intet trin, der kan sende sagen til Chefforum")]
    [InlineData("""{"workflow":"direktionssag","hoering":-1}""", "hoering", "fra 0 til 365")]
    [InlineData("""{"workflow":"direktionssag","intervaller":[{"forum":"BY","dage":9999}]}""", "intervaller[0].dage", "fra 0 til 365")]
    [InlineData("""{"workflow":"direktionssag","intervaller":[null]}""", "intervaller[0]", "er tom")]
    [InlineData("""{"workflow":"direktionssag","maal":{"forum":"OEU","senest":"2025-02-31"}}""", null, "Skriv datoen som")]
    [InlineData("""{"workflow":"direktionssag","start":"2025-02-31"}""", null, "Skriv datoen som")]
    public async Task Ruteplan_ForkertInput_ErEtKlartProblem(string body, string? felt, string tekst)
    {
        var problem = await Sagsbehandler.SendAfvistAsync("/api/ruteplan", JsonNode.Parse(body), HttpStatusCode.BadRequest);
        Assert.Contains(tekst, problem.ToJsonString(SagsFlow.Data.Json.Indstillinger), StringComparison.Ordinal);
        Assert.True(felt is null || problem["errors"]?[felt] is not null || problem["felter"]?[felt] is not null, problem.ToJsonString());
    }

    [Fact]
    public async Task Ruteplan_SaereMenLovligeSpoergsmaal_FaarEtSvar()
    {
        var passeret = await PlanAsync(new { workflow = "direktionssag", start = "2024-06-01" });
        Assert.Equal("2025-01-06", (string?)passeret["start"]);
        Assert.Contains(passeret["advarsler"]!.AsArray(), a => ((string?)a)!.StartsWith("Start 01-06-2024 er passeret", StringComparison.Ordinal));

        var uden = await PlanAsync(new { workflow = "direktionssag", maal = new { forum = "BM", senest = "2025-05-01" } });
        Assert.False((bool)uden["kanNaas"]!);
        Assert.Null(uden["senesteStart"]);
        Assert.Contains(uden["advarsler"]!.AsArray(), a => ((string?)a)!.Contains("Borgmesteren har ingen kommende møder i kalenderen", StringComparison.Ordinal));
        Assert.Equal("BM -", Vej(uden)[^1]);

        var udeladt = await PlanAsync(new { workflow = "direktionssag", udelad = new[] { "centerchef" } });
        Assert.DoesNotContain(udeladt["trin"]!.AsArray(), t => (string?)t!["node"] == "centerchef");
        Assert.Contains(udeladt["advarsler"]!.AsArray(), a => ((string?)a)!.Contains("ikke et valgfrit trin", StringComparison.Ordinal));
        using var ingen = await vaert.Ingen().PostAsync("/api/ruteplan", null);
        Assert.Equal(HttpStatusCode.Unauthorized, ingen.StatusCode);
    }

    private Task<JsonNode> PlanAsync(object body) => Sagsbehandler.SendAsync("/api/ruteplan", body);

    private static List<JsonNode> Forumtrin(JsonNode plan) => [.. plan["trin"]!.AsArray().Where(t => t!["forum"] is not null).Select(t => t!)];

    private static string[] Vej(JsonNode plan) => [.. Forumtrin(plan).Select(t => $"{t["forum"]} {((string?)t["moede"]?["start"])?[..10] ?? "-"}")];
}
