using System.Net;

namespace SagsFlow.Tests.Integration;

public sealed class SagsgangTests(SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    [Fact]
    public async Task Sag_SkrevetGodkendtOgTjekket_VenterPaaDirektionen()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync();

        var forloeb = await vaert.Som("sekretariat").HentAsync($"/api/sager/{sag["id"]}/forloeb");

        var trin = Assert.Single(forloeb["trin"]!.AsArray());
        Assert.Equal("DIR", (string?)trin!["forum"]);
        Assert.Equal("klar", (string?)trin["status"]);
        Assert.Empty((await vaert.Som("sekretariat").HentAsync($"/api/opgaver?sag={sag["id"]}"))["elementer"]!.AsArray());
    }

    [Fact]
    public async Task Returnering_UdenBemaerkning_AfvisesVedFeltet()
    {
        var sag = await vaert.HarOprettetSagAsync();
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        var opgaver = await vaert.Som("centerchef").HentAsync($"/api/opgaver?mine=true&sag={sag["id"]}");
        var opgave = opgaver["elementer"]![0]!["id"];

        using var svar = await vaert.Som("centerchef").PostAsync($"/api/opgaver/{opgave}/afslutning", new { udfald = "returner" });

        var problem = await Klient.ProblemAsync(svar, HttpStatusCode.BadRequest);
        Assert.NotNull(problem["errors"]!["bemaerkning"]);
    }

    [Fact]
    public async Task Kladde_ForEtAndetCenter_FindesIkke()
    {
        var sag = await vaert.HarOprettetSagAsync();

        using var svar = await vaert.Som("sagsbehandler-oeac").Http.GetAsync($"/api/sager/{sag["id"]}");

        await Klient.ProblemAsync(svar, HttpStatusCode.NotFound);
    }
}
