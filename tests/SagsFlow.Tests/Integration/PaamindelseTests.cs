using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>Reminders before deadlines, as people get them, with the clock moved day by day.</summary>
public sealed class PaamindelseTests : IAsyncLifetime
{
    /// <summary>A host for each test: their clocks go far.</summary>
    private readonly KontrolleretVaert vaert = new();

    public Task InitializeAsync() => vaert.InitializeAsync();

    public Task DisposeAsync() => vaert.DisposeAsync();

    [Fact]
    public async Task Frister_PaamindesITrin_EnGangHver_OgTierNaarDetErGjort()
    {
        await vaert.HarMoedeAsync("DIR", "2025-02-25T09:00");
        var sag = await HarSagAsync("Påmindet sag", egenDato: "2025-03-12");
        await HarSagAsync("Hemmelig sag", lukket: new { grund = "Personsag" });

        // The hand-in is Thursday 13 February at 12: eight arbejdsdage before Tuesday 25.
        await vaert.FlytUrAsync("2025-01-29T12:00");
        Assert.Empty(await OmAsync("sagsbehandler", "Påmindet sag", "afleveres"));
        await vaert.FlytUrAsync("2025-01-30T12:00");
        Assert.Single(await OmAsync("sagsbehandler", "Påmindet sag", "afleveres"));
        await vaert.FlytUrAsync("2025-02-05T12:00");
        Assert.Single(await OmAsync("sagsbehandler", "Påmindet sag", "afleveres"));
        await vaert.GenstartAsync();
        await vaert.FlytUrAsync("2025-02-06T12:00");
        Assert.Equal(2, (await OmAsync("sagsbehandler", "Påmindet sag", "afleveres")).Count);
        Assert.Contains("torsdag 13-02-2025 kl. 12.00", (await OmAsync("sagsbehandler", "Påmindet sag", "afleveres"))[0], StringComparison.Ordinal);

        foreach (var (som, udfald) in new[] { ("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend") })
        {
            await vaert.AfslutOpgaveAsync(som, sag, udfald);
        }

        await vaert.FlytUrAsync("2025-02-17T12:00");
        Assert.Equal(2, (await OmAsync("sagsbehandler", "Påmindet sag", "afleveres")).Count);
        Assert.Equal(5, (await OmAsync("sagsbehandler", "Hemmelig sag", "afleveres")).Count);
        Assert.Contains("overskredet", (await OmAsync("sagsbehandler", "Hemmelig sag", "afleveres"))[0], StringComparison.Ordinal);
        foreach (var som in new[] { "sekretariat", "laeser", "sagsbehandler-oeac", "admin", "direktion" })
        {
            Assert.Empty(await OmAsync(som, "Hemmelig sag", ""));
        }

        await vaert.FlytUrAsync("2025-03-13T12:00");
        Assert.Equal(5, (await OmAsync("sagsbehandler", "Påmindet sag", "Tilbudsgiverne")).Count);
    }

    [Fact]
    public async Task Bestilling_PaamindesDenAnsvarlige_TilDerErMeldtTilbage()
    {
        await vaert.FlytUrAsync("2025-09-01T08:00");
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Sag med bestilling");
        await vaert.HarBesluttetAsync(sag, new { udfald = "bestilt", tekst = "CBA undersøger.", bestillinger = new[] { new { tekst = "Undersøg lokalerne", ansvarlig = "CBA", frist = "2025-10-01" } } }, "2025-09-09T09:00");

        await vaert.FlytUrAsync("2025-09-18T12:00");
        Assert.Single(await OmAsync("centerchef", "Undersøg lokalerne", "skal være klar"));
        var bestilling = (await vaert.Som("centerchef").HentAsync($"/api/bestillinger?sag={sag["id"]}"))["elementer"]![0]!;
        await vaert.Som("centerchef").SendAsync($"/api/bestillinger/{bestilling["id"]}/tilbagemelding", new { tekst = "De er fine.", afsluttet = true });
        await vaert.FlytUrAsync("2025-10-03T12:00");
        Assert.Single(await OmAsync("centerchef", "Undersøg lokalerne", "skal være klar"));
    }

    [Fact]
    public async Task Frist_SatAnderledesEndReglen_PaamindesOgPlanlaeggesDerEfter()
    {
        var moede = await vaert.HarMoedeAsync("DIR", "2025-02-25T09:00");
        var sag = await HarSagAsync("Sen sag");
        await vaert.Som("sekretariat").SendAsync($"/api/moeder/{moede["id"]}/frister", new { art = "aflevering", forfald = "2025-02-17T12:00", begrundelse = "Regnskabet kommer sent" });

        await vaert.FlytUrAsync("2025-01-31T12:00");
        Assert.Empty(await OmAsync("sagsbehandler", "Sen sag", "afleveres"));
        await vaert.FlytUrAsync("2025-02-03T12:00");
        Assert.Contains("mandag 17-02-2025 kl. 12.00", Assert.Single(await OmAsync("sagsbehandler", "Sen sag", "afleveres")), StringComparison.Ordinal);
        var trin = (await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/ruteplan"))["trin"]!.AsArray().First(t => (string?)t!["forum"] == "DIR")!;
        Assert.Equal(((string?)moede["id"], "2025-02-17T12:00"), ((string?)trin["moede"]!["id"], (string?)trin["afleveringsfrist"]));
    }

    private Task<JsonNode> HarSagAsync(string titel, string? egenDato = null, object? lukket = null) => vaert.Som("sagsbehandler").SendAsync("/api/sager", new
    {
        titel,
        center = "CBA",
        workflow = "direktionssag",
        lukket,
        egneDatoer = egenDato is null ? [] : new[] { new { senest = egenDato, hvad = "Tilbudsgiverne skal have besked" } },
        oensketMoede = new { forum = "DIR", dato = "2025-02-25" },
    });

    private async Task<List<string>> OmAsync(string som, string titel, string hvad) =>
        [.. (await vaert.Som(som).HentAsync("/api/beskeder?antal=200"))["elementer"]!.AsArray().Select(b => (string)b!["tekst"]!)
            .Where(t => t.StartsWith("Påmindelse", StringComparison.Ordinal) && t.Contains(titel, StringComparison.Ordinal) && t.Contains(hvad, StringComparison.Ordinal))];
}
