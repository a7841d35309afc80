using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>What the secretaries do with meetings, agendas and decisions.</summary>
public static class Moedehensigter
{
    private static readonly string[] Politiske = ["ISU", "AESU", "AMU", "OEU", "BY"];

    /// <summary>Who runs a forum's meetings.</summary>
    public static string Sekretaer(string forum) => Politiske.Contains(forum, StringComparer.Ordinal) ? "udvalg" : "sekretariat";

    /// <summary>The one task a person has in a case.</summary>
    public static async Task<JsonNode> OpgaveAsync(this SagsFlowVaert vaert, string som, JsonNode sag) =>
        Assert.Single((await vaert.Som(som).HentAsync($"/api/opgaver?mine=true&sag={sag["id"]}"))["elementer"]!.AsArray())!;

    public static Task<JsonNode> HarMoedeAsync(this SagsFlowVaert vaert, string forum, string start) =>
        vaert.Som(Sekretaer(forum)).SendAsync("/api/moeder", new { forum, start, sted = "Mødelokale 5", deltagere = new[] { "Kommunaldirektøren" } });

    /// <summary>The forelæggelse of a case that is ready for a forum's agenda.</summary>
    public static async Task<JsonNode> KlarForelaeggelseAsync(this SagsFlowVaert vaert, JsonNode sag, string forum)
    {
        var liste = await vaert.Som(Sekretaer(forum)).HentAsync($"/api/forelaeggelser?forum={forum}&antal=200");
        return Assert.Single(liste["elementer"]!.AsArray(), f => (string?)f!["sagId"] == (string?)sag["id"])!;
    }

    /// <summary>Puts a case that waits for a forum on a meeting's agenda.</summary>
    public static async Task<JsonNode> LaegPaaAsync(this SagsFlowVaert vaert, JsonNode moede, JsonNode sag, string? tillaeg = null)
    {
        var forum = (string)moede["forum"]!;
        var f = await vaert.KlarForelaeggelseAsync(sag, forum);
        return await vaert.Som(Sekretaer(forum)).SendAsync(
            $"/api/moeder/{moede["id"]}/dagsorden", new { forelaeggelseId = (string)f["id"]!, tillaeg = tillaeg is null ? null : new { begrundelse = tillaeg } });
    }

    public static Task<JsonNode> UdsendAsync(this SagsFlowVaert vaert, JsonNode moede) =>
        vaert.Som(Sekretaer((string)moede["forum"]!)).SendAsync($"/api/moeder/{moede["id"]}/udsendelse");

    public static Task<JsonNode> AfslutMoedeAsync(this SagsFlowVaert vaert, JsonNode moede) =>
        vaert.Som(Sekretaer((string)moede["forum"]!)).SendAsync($"/api/moeder/{moede["id"]}/afslutning");

    public static Task<JsonNode> BeslutAsync(this SagsFlowVaert vaert, JsonNode punkt, object beslutning, string forum = "DIR") =>
        vaert.Som(Sekretaer(forum)).SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/beslutning", beslutning);

    /// <summary>A case on a sent agenda of its own: meeting and item.</summary>
    public static async Task<(JsonNode Moede, JsonNode Punkt)> HarUdsendtAsync(this SagsFlowVaert vaert, JsonNode sag, string forum, string start)
    {
        var moede = await vaert.HarMoedeAsync(forum, start);
        var punkt = await vaert.LaegPaaAsync(moede, sag);
        await vaert.UdsendAsync(moede);
        return (moede, punkt);
    }

    /// <summary>Takes a case through one meeting of a forum that is held for it alone.</summary>
    public static async Task<JsonNode> BehandlAsync(this SagsFlowVaert vaert, JsonNode sag, string forum, string start, object beslutning)
    {
        var (moede, punkt) = await vaert.HarUdsendtAsync(sag, forum, start);
        await vaert.BeslutAsync(punkt, beslutning, forum);
        return await vaert.AfslutMoedeAsync(moede);
    }

    /// <summary>A case's route as somebody sees it: forum and status of each step.</summary>
    public static async Task<JsonArray> TrinAsync(this SagsFlowVaert vaert, JsonNode sag, string som = "sagsbehandler") =>
        (await vaert.Som(som).HentAsync($"/api/sager/{sag["id"]}/forloeb"))["trin"]!.AsArray();

    public static string[] Vej(this JsonArray trin) => [.. trin.Select(t => $"{t!["forum"]} {t["status"]}{(t["udfald"] is { } u ? $" {u}" : "")}")];
}
