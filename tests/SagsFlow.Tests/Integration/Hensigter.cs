using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>What people do, each as one call, so that a test tells a story.</summary>
public static class Hensigter
{
    private static readonly (string Bruger, string Udfald)[] VejTilDirektionen =
        [("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend")];

    /// <summary>A draft that somebody has begun.</summary>
    public static Task<JsonNode> HarOprettetSagAsync(
        this SagsFlowVaert vaert, string titel = "Indeklemte dage 2025", string? journalnummer = "25/547", string som = "sagsbehandler", string center = "CBA", object? lukket = null, (string Forum, string Dato)? oensket = null) =>
        vaert.Som(som).SendAsync("/api/sager", new
        {
            titel,
            journalnummer,
            center,
            sagstype = "beslutning",
            workflow = "direktionssag",
            baggrund = "Der er tre indeklemte dage i 2025 og 2026.\n\nDirektionen bad om et oplæg.",
            indstilling = new
            {
                indstiller = "CBA",
                punkter = new object[]
                {
                    new { tekst = "Direktionen godkender, at rådhuset holder lukket på de indeklemte dage" },
                    new { tekst = "Direktionen drøfter", underpunkter = new[] { new { tekst = "afvikling af ferie" }, new { tekst = "bemanding af borgerservice" } } },
                },
            },
            sagsfremstilling = "Dagene er:\n\n- 2. maj 2025\n- 6. juni 2025\n- 2. januar 2026",
            oekonomi = "-",
            bilag = new[] { new { navn = "Oversigt over dage" } },
            lukket,
            oensketMoede = oensket is { } moede ? new { forum = moede.Forum, dato = moede.Dato } : null,
        });

    /// <summary>Finishes the task that the person has in the case.</summary>
    public static async Task<JsonNode> AfslutOpgaveAsync(this SagsFlowVaert vaert, string som, JsonNode sag, string udfald, string? bemaerkning = null)
    {
        var opgaver = await vaert.Som(som).HentAsync($"/api/opgaver?mine=true&sag={sag["id"]}");
        var opgave = Assert.Single(opgaver["elementer"]!.AsArray());
        return await vaert.Som(som).SendAsync($"/api/opgaver/{opgave!["id"]}/afslutning", new { udfald, bemaerkning });
    }

    /// <summary>A case that is written, approved and checked, and waits for a meeting of Direktionen.</summary>
    public static async Task<JsonNode> HarSagKlarTilDirektionenAsync(this SagsFlowVaert vaert, string titel = "Indeklemte dage 2025", string? journalnummer = "25/547")
    {
        var sag = await vaert.HarOprettetSagAsync(titel, journalnummer);
        foreach (var (bruger, udfald) in VejTilDirektionen)
        {
            await vaert.AfslutOpgaveAsync(bruger, sag, udfald);
        }

        return sag;
    }

    /// <summary>A meeting of Direktionen has treated the case and the decision has taken effect; gives the agenda item's id.</summary>
    public static async Task<Guid> HarBesluttetAsync(this SagsFlowVaert vaert, JsonNode sag, object beslutning, string start = "2025-02-25T09:00")
    {
        var sekretaer = vaert.Som("sekretariat");
        var forloeb = await sekretaer.HentAsync($"/api/sager/{sag["id"]}/forloeb");
        var klar = forloeb["trin"]!.AsArray().Single(t => (string?)t!["status"] == "klar")!;
        var moede = await sekretaer.SendAsync("/api/moeder", new { forum = (string?)klar["forum"], start, sted = "Rådhuset", deltagere = Array.Empty<string>() });
        var punkt = await sekretaer.SendAsync($"/api/moeder/{moede["id"]}/dagsorden", new { forelaeggelseId = (Guid?)klar["forelaeggelseId"] });
        await sekretaer.SendAsync($"/api/moeder/{moede["id"]}/udsendelse");
        await sekretaer.SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/beslutning", beslutning);
        await sekretaer.SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/ekspedition");
        return (Guid)punkt["id"]!;
    }

    /// <summary>Moves the clock forward; what falls due on the way has been done when it answers.</summary>
    public static Task<JsonNode> FlytUrAsync(this SagsFlowVaert vaert, string nu) => vaert.Som("admin").SendAsync("/api/udvikling/ur", new { nu });
}
