using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

public sealed class ApibeskrivelseTests(SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    [Fact]
    public async Task Eksempler_SendtSomDeStaar_Virker()
    {
        var api = JsonNode.Parse(await vaert.Ingen().GetStringAsync("/openapi/v1.json"))!["paths"]!;
        JsonNode Eksempel(string sti) => api[sti]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!;
        var sekretaer = vaert.Som("sekretariat");

        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", Eksempel("/api/sager"));
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        var opgaver = await vaert.Som("centerchef").HentAsync($"/api/opgaver?mine=true&sag={sag["id"]}");
        await vaert.Som("centerchef").SendAsync($"/api/opgaver/{opgaver["elementer"]![0]!["id"]}/afslutning", Eksempel("/api/opgaver/{id}/afslutning"));
        await vaert.AfslutOpgaveAsync("sekretariat", sag, "godkend");
        var moede = await sekretaer.SendAsync("/api/moeder", Eksempel("/api/moeder"));
        var forloeb = await sekretaer.HentAsync($"/api/sager/{sag["id"]}/forloeb");
        var punkt = await sekretaer.SendAsync($"/api/moeder/{moede["id"]}/dagsorden", new { forelaeggelseId = (string?)forloeb["trin"]![0]!["forelaeggelseId"] });
        await sekretaer.SendAsync($"/api/moeder/{moede["id"]}/udsendelse");

        var beslutning = await sekretaer.SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/beslutning", Eksempel("/api/dagsordenspunkter/{id}/beslutning"));

        Assert.Equal("2b", (string?)beslutning["ubesvarede"]![0]);
        Assert.Equal("gemt", (string?)(await sekretaer.SendAsync("/api/meddelelser", Eksempel("/api/meddelelser")))["status"]);
    }

    [Fact]
    public async Task Beskrivelse_UdenLogin_NaevnerNoeglenAfvisningerneOgHovederne()
    {
        var api = JsonNode.Parse(await vaert.Ingen().GetStringAsync("/openapi/v1.json"))!;

        Assert.Equal("bearer", (string?)api["components"]!["securitySchemes"]!["noegle"]!["scheme"]);
        var opret = api["paths"]!["/api/sager"]!["post"]!;
        Assert.Contains(opret["parameters"]!.AsArray(), p => (string?)p!["name"] == "Idempotency-Key");
        Assert.NotNull(opret["responses"]!["409"]!["content"]!["application/problem+json"]);
        Assert.All(
            api["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()),
            o => Assert.False(string.IsNullOrWhiteSpace((string?)o.Value!["summary"]), $"{o.Key} has no summary"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sager")]
    [InlineData("/sager/0199d2a0-0000-7000-8000-000000000000")]
    [InlineData("/findes-ikke")]
    public async Task Side_UdenLogin_SenderTilLogin(string sti)
    {
        using var svar = await vaert.Ingen().GetAsync(sti);

        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        Assert.Contains("/log-ind", svar.Headers.Location!.ToString(), StringComparison.Ordinal);
    }
}
