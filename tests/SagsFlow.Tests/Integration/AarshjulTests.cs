using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>Recurring cases over HTTP and over time. Each test has a clock of its own, put to 06-01-2025.</summary>
public sealed class AarshjulTests : IAsyncLifetime
{
    private readonly Vaert vaert = new();

    public Task InitializeAsync() => vaert.InitializeAsync();

    public Task DisposeAsync() => vaert.DisposeAsync();

    [Fact]
    public async Task Kladder_NaarUretFlyttesDagForDagOgProgrammetDoer_LavesNetopEnGang()
    {
        await vaert.HarMoedeAsync("DIR", "2025-03-04T09:00");
        Assert.Equal(("kommende", "2025-01-30"), await StandAsync("2025-1"));

        for (var dag = new DateOnly(2025, 1, 27); dag <= new DateOnly(2025, 2, 3); dag = dag.AddDays(1))
        {
            await vaert.FlytUrAsync($"{dag:yyyy-MM-dd}T07:00");
            Assert.Equal(dag < new DateOnly(2025, 1, 30) ? 0 : 1, await KladderAsync());
            if (dag.Day is 29 or 30 or 1)
            {
                await vaert.GenstartAsync();
                await vaert.FlytUrAsync($"{dag:yyyy-MM-dd}T09:00");
                Assert.Equal(dag < new DateOnly(2025, 1, 30) ? 0 : 1, await KladderAsync());
            }
        }

        var forekomst = await ForekomstAsync("2025-1");
        Assert.Equal("kladde-lavet", (string?)forekomst["tilstand"]);
        var sag = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{forekomst["sagId"]}");
        Assert.Equal(("Status 2025", "CBA", "status", "kladde"), ((string?)sag["titel"], (string?)sag["center"], (string?)sag["sagstype"], (string?)sag["status"]));
        Assert.Equal(("DIR", "2025-03-04"), ((string?)sag["oensketMoede"]!["forum"], (string?)sag["oensketMoede"]!["dato"]));
        await vaert.OpgaveAsync("sagsbehandler", sag);
        Assert.Equal("kommende", (string?)(await ForekomstAsync("2025-1", "laeser"))["tilstand"]);
        var (kode, ud, _) = await vaert.KommandoAsync("verificer");
        Assert.True(kode == 0, ud);
    }

    [Fact]
    public async Task Kladder_FoerDerErMoederOgSager_LavesIkke()
    {
        await vaert.FlytUrAsync("2025-02-10T08:00");
        Assert.Equal(0, await KladderAsync());
        Assert.Contains("Velkommen til SagsFlow", await vaert.Som("sagsbehandler").Http.GetStringAsync("/"), StringComparison.Ordinal);

        await vaert.HarMoedeAsync("SL", "2025-03-20T09:00");
        await vaert.FlytUrAsync("2025-02-11T08:00");
        Assert.Equal(1, await KladderAsync());
        var side = await vaert.Som("sagsbehandler").Http.GetStringAsync("/aarshjul/2025");
        Assert.DoesNotContain("Passeret", side, StringComparison.Ordinal);
        Assert.Contains($"/sager/{(await ForekomstAsync("2025-1", "sagsbehandler"))["sagId"]}", side, StringComparison.Ordinal);

        await vaert.FlytUrAsync("2025-04-01T08:00");
        Assert.Contains("Passeret", await vaert.Som("laeser").Http.GetStringAsync("/aarshjul/2025"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kladder_NaarUretSpringerOverAarene_HarTekstenFraSidst()
    {
        await vaert.HarMoedeAsync("SL", "2025-01-20T09:00");
        await vaert.FlytUrAsync("2025-02-10T08:00");
        var foerste = await ForekomstAsync("2025-1");
        var sag = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{foerste["sagId"]}");
        var skrevet = new { titel = "Status 2025, skrevet om", baggrund = "Baggrunden", indstilling = new { indstiller = "CBA", punkter = new object[] { new { tekst = "Tages til efterretning", underpunkter = new[] { new { tekst = "med bemærkning" } } } } } };
        await vaert.Som("sagsbehandler").RetAsync(HttpMethod.Put, $"/api/sager/{sag["id"]}/indhold", skrevet, (int)sag["version"]!);

        await vaert.FlytUrAsync("2026-10-01T08:00");

        // Each was made on its day, by the clock.
        var kladder = vaert.Laes("SELECT a.aar || '-' || a.nr, s.titel, s.oprettet FROM aarshjulsforekomst a JOIN sag s ON s.id = a.sag_id WHERE a.regel = 'status' ORDER BY s.oprettet");
        Assert.Equal(["2025-1 Status 2025, skrevet om", "2025-2 Status 2025", "2026-1 Status 2026", "2026-2 Status 2026"], kladder.Select(k => $"{k[0]} {k[1]}"));
        Assert.Equal(["2025-08-29", "2026-01-28"], kladder.Skip(1).Take(2).Select(k => Dato(k[2])));
        var anden = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{(await ForekomstAsync("2025-2"))["sagId"]}");
        Assert.Equal(("Baggrunden", "Tages til efterretning", "med bemærkning"), ((string?)anden["baggrund"], (string?)anden["indstilling"]!["punkter"]![0]!["tekst"], (string?)anden["indstilling"]!["punkter"]![0]!["underpunkter"]![0]!["tekst"]));
    }

    [Fact]
    public async Task Lukket_EnGang_BegynderLukketNaesteGang()
    {
        await vaert.HarMoedeAsync("SL", "2025-01-20T09:00");
        await vaert.FlytUrAsync("2025-02-10T08:00");
        var sag = await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{(await ForekomstAsync("2025-1"))["sagId"]}");
        foreach (var (som, udfald) in new[] { ("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend") })
        {
            await vaert.AfslutOpgaveAsync(som, sag, udfald);
        }

        var (_, punkt) = await vaert.HarUdsendtAsync(sag, "DIR", "2025-03-04T09:00");
        var vist = await vaert.Som("sekretariat").HentAsync($"/api/dagsordenspunkter/{punkt["id"]}");
        await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/dagsordenspunkter/{punkt["id"]}", new { lukket = new { grund = "Personsag" } }, (int)vist["version"]!);
        Assert.Equal("kommende", (string?)(await ForekomstAsync("2025-1", "admin"))["tilstand"]);

        await vaert.FlytUrAsync("2025-09-10T08:00");

        var naeste = (string)(await ForekomstAsync("2025-2"))["sagId"]!;
        Assert.Equal("Personsag", (string?)(await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{naeste}"))["lukket"]!["grund"]);
        Assert.Null((await ForekomstAsync("2025-2", "admin"))["sagId"]);
        await vaert.Som("admin").HentAfvistAsync($"/api/sager/{naeste}", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Forekomst_SprungetOverFlyttetEllerOphoert_FaarIngenKladdeFoerTid()
    {
        const string sti = "/api/aarshjul/status/";
        await vaert.HarMoedeAsync("SL", "2025-01-20T09:00");
        var sekretariat = vaert.Som("sekretariat");
        Assert.Equal("sprunget-over", (string?)(await sekretariat.SendAsync(sti + "2025-1/aendring", new { springOver = true, begrundelse = "Ikke i valgåret" }))["tilstand"]);
        var flyttet = await sekretariat.SendAsync(sti + "2025-2/aendring", new { flyttetTil = "2025-11-25", begrundelse = "Efter valget" });
        Assert.Equal(("flyttet", "2025-11-25", "Efter valget"), ((string?)flyttet["tilstand"], (string?)flyttet["tidspunkt"]!["senest"], (string?)flyttet["begrundelse"]));
        await sekretariat.SendAsync(sti + "2026-2/aendring", new { ophoer = true, begrundelse = "Politikken udløber" });

        await vaert.FlytUrAsync("2025-10-20T08:00");
        Assert.Equal(0, await KladderAsync());
        await vaert.FlytUrAsync("2025-11-20T08:00");
        Assert.Equal(1, await KladderAsync());
        await vaert.FlytUrAsync("2026-10-01T08:00");
        Assert.Equal(2, await KladderAsync());
        Assert.Equal(["ophoert", "ophoert"], (await vaert.Som("laeser").HentAsync("/api/aarshjul/2027"))["elementer"]!.AsArray().Select(f => (string?)f!["tilstand"]));
        Assert.Equal("sprunget-over", (string?)(await ForekomstAsync("2025-1"))["tilstand"]);
    }

    [Fact]
    public async Task Aendring_MedFejl_AfvisesMedGrund()
    {
        const string sti = "/api/aarshjul/status/2025-2/aendring";
        await vaert.HarMoedeAsync("SL", "2025-01-20T09:00");
        var k = vaert.Som("sekretariat");
        foreach (var skidt in new object[]
        {
            new { springOver = true }, new { begrundelse = "x" }, new { springOver = true, ophoer = true, begrundelse = "x" }, new { flyttetTil = "2025-02-31", begrundelse = "x" },
            new { flyttetTil = "2025-01-05", begrundelse = "x" }, new { flyttetTil = "2031-01-05", begrundelse = "x" },
        })
        {
            await k.SendAfvistAsync(sti, skidt, HttpStatusCode.BadRequest);
        }

        foreach (var ukendt in new[] { "findes-ikke/2025-1", "status/2025-3", "status/2024-1", "status/x-1", "status/99999-1", "status/2025", "status/2025-01" })
        {
            await k.SendAfvistAsync($"/api/aarshjul/{ukendt}/aendring", new { springOver = true, begrundelse = "x" }, HttpStatusCode.NotFound);
        }

        foreach (var som in new[] { "laeser", "sagsbehandler", "direktion", "udvalg" })
        {
            await vaert.Som(som).SendAfvistAsync(sti, new { springOver = true, begrundelse = "x" }, HttpStatusCode.Forbidden);
        }

        foreach (var aar in new[] { 0, 1800, 99999 })
        {
            await k.HentAfvistAsync($"/api/aarshjul/{aar}", HttpStatusCode.BadRequest);
        }

        using var foerste = await k.PostAsync(sti, new { springOver = true, begrundelse = "x" }, "aarshjul-1");
        using var igen = await k.PostAsync(sti, new { springOver = true, begrundelse = "x" }, "aarshjul-1");
        Assert.Equal(await foerste.Content.ReadAsStringAsync(), await igen.Content.ReadAsStringAsync());
        Assert.Equal("kommende", (string?)(await k.SendAsync(sti, new { genoptag = true, begrundelse = "Alligevel" }))["tilstand"]);

        await vaert.FlytUrAsync("2025-09-10T08:00");
        await k.SendAfvistAsync(sti, new { springOver = true, begrundelse = "x" }, HttpStatusCode.Conflict);
    }

    private static string Dato(string millisekunder) =>
        SagsFlow.Data.LokalTid.Af(DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(millisekunder, System.Globalization.CultureInfo.InvariantCulture))).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<JsonNode> ForekomstAsync(string forekomst, string som = "sekretariat") =>
        (await vaert.Som(som).HentAsync($"/api/aarshjul/{forekomst[..4]}"))["elementer"]!.AsArray().Single(f => (string?)f!["id"] == "status" && (string?)f["forekomst"] == forekomst)!;

    private async Task<(string? Tilstand, string? Kladdedag)> StandAsync(string forekomst) => await ForekomstAsync(forekomst) is var f ? ((string?)f["tilstand"], (string?)f["kladdedag"]) : default;

    private async Task<int> KladderAsync() => (int)(await vaert.Som("sekretariat").HentAsync("/api/sager?soeg=Status"))["total"]!;

    /// <summary>A program whose only recurring case comes twice a year.</summary>
    private sealed class Vaert : SagsFlowVaert
    {
        private readonly DirectoryInfo _workflows = Directory.CreateTempSubdirectory("sagsflow-workflows-");

        public Vaert()
        {
            var her = Path.Combine(AppContext.BaseDirectory, "workflows");
            foreach (var fil in Directory.EnumerateFiles(her).Where(f => Path.GetFileName(f) != "aarshjul.yaml"))
            {
                File.Copy(fil, Path.Combine(_workflows.FullName, Path.GetFileName(fil)));
            }

            File.WriteAllText(
                Path.Combine(_workflows.FullName, "aarshjul.yaml"),
                """
                sager:
                  - { id: status, titel: "Status {aar}", forum: DIR, center: CBA, hyppighed: to-om-aaret, tidspunkter: [marts, første direktionsmøde i oktober], foersteAar: 2025, forberedelse: 15 }
                """);
        }

        protected override IReadOnlyDictionary<string, string> Indstillinger => new Dictionary<string, string> { ["Workflows"] = _workflows.FullName };

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            _workflows.Delete(recursive: true);
        }
    }
}
