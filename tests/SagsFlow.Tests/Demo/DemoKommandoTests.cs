using System.Text.Json.Nodes;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Demo;

/// <summary>What the real minutes say has happened must be what the program says after it has played it.</summary>
public sealed class DemoKommandoTests(DemoVaert vaert) : IClassFixture<DemoVaert>
{
    private static readonly string[] Journalnumre =
        ["22/1055", "22/6757", "22/6915", "23/14607", "23/19766", "23/20248", "24/23360", "25/182", "25/2507", "25/3096", "25/547", "25/805"];

    [Fact]
    public void Demo_IEnTomDatabase_SpillerAltOgHistorikkenHolder()
    {
        Assert.True(vaert.Demo.Kode == 0, vaert.Demo.Ud + vaert.Demo.Fejl);
        Assert.Contains("udsætter 25/805 Kommunalvalg 2025 (KV25) - rammesag til 25-02-2025", vaert.Demo.Ud, StringComparison.Ordinal);
        Assert.True(vaert.Verificer.Kode == 0, vaert.Verificer.Ud);
        Assert.EndsWith("ingen fejl.", vaert.Verificer.Ud.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Demo_ReferatetAf25Februar_ErLinjeForLinjeDetOffentlige()
    {
        var ud = vaert.Demo.Ud.ReplaceLineEndings("\n");

        Assert.Contains("referat-2025-02-25.txt:\n178 linjer sammenlignet; ingen forskelle.\n", ud, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_AlleSager_StaarPaaListen()
    {
        var svar = await vaert.Som("sekretariat").HentAsync("/api/sager?antal=200");

        Assert.Equal(Journalnumre, svar["elementer"]!.AsArray().Select(s => (string)s!["journalnummer"]!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("25/805", "DIR behandlet 2025-02-04 1 udskudt", "DIR behandlet 2025-02-25 7 pr-punkt", "BM klar", "POLITIK planlagt")]
    [InlineData("22/6757", "DIR behandlet 2025-01-28 1 udskudt", "DIR behandlet 2025-02-25 10 godkendt-med-aendring", "POLITIK planlagt")]
    [InlineData("22/6915", "DIR behandlet 2025-10-22 1 udskudt", "DIR behandlet 2025-11-04 2 til-efterretning", "CF klar")]
    [InlineData("25/2507", "DIR behandlet 2025-02-25 4 godkendt-med-bemaerkning", "OEU klar", "BY planlagt")]
    [InlineData("22/1055", "DIR behandlet 2025-11-04 4 genfremsaettes", "DIR klar")]
    public async Task Demo_SagensForloeb_ErReferaternes(string journalnummer, params string[] ventet)
    {
        var sag = await SagAsync(journalnummer);

        var forloeb = await vaert.Som("sekretariat").HentAsync($"/api/sager/{sag["id"]}/forloeb");

        Assert.Equal(ventet, forloeb["trin"]!.AsArray().Select(t =>
            string.Join(' ', new[] { t!["forum"], t["status"], t["dato"], t["nr"], t["udfald"] }.OfType<JsonNode>().Select(v => v.ToString()))));
    }

    [Fact]
    public async Task Demo_Baeredygtighedsstrategien_VenterPaaAtSekretariatetVaelgerForum()
    {
        var sag = await SagAsync("22/6757");

        var opgaver = await vaert.Som("sekretariat").HentAsync($"/api/opgaver?mine=true&sag={sag["id"]}");

        Assert.Equal("vaelgForum", (string?)Assert.Single(opgaver["elementer"]!.AsArray())!["node"]);
    }

    [Fact]
    public async Task Demo_Uret_StaarVedDemoensSlut()
    {
        var ur = await vaert.Som("sekretariat").HentAsync("/api/udvikling/ur");

        Assert.StartsWith("2025-11-05T12:", (string?)ur["nu"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_MensServerenKoerer_Afvises()
    {
        var (kode, _, fejl) = await vaert.KommandoAsync("demo", "--ny");

        Assert.Equal(1, kode);
        Assert.Contains("bruges af et SagsFlow, der kører", fejl, StringComparison.Ordinal);
        Assert.Equal(Journalnumre.Length, (int)(await vaert.Som("sekretariat").HentAsync("/api/sager"))["total"]!);
    }

    private async Task<JsonNode> SagAsync(string journalnummer)
    {
        var svar = await vaert.Som("sekretariat").HentAsync("/api/sager?antal=200");
        return svar["elementer"]!.AsArray().Single(s => (string?)s!["journalnummer"] == journalnummer)!;
    }
}
