using System.Text.Json.Nodes;
using SagsFlow.Kommandolinje;

namespace SagsFlow.Tests.Processer;

/// <summary><c>simuler</c> as it is used: arguments in, lines or JSON out.</summary>
public sealed class SimuleringTests
{
    private static readonly string Direktionssag = Path.Combine(AppContext.BaseDirectory, "workflows", "direktionssag.bpmn");

    private static async Task<(int Kode, string Ud, string Fejl)> SimulerAsync(string fil, string? udfald = null, string? proces = null, string? data = null, bool json = false)
    {
        using var ud = new StringWriter();
        using var fejl = new StringWriter();
        var kode = await SimulerKommando.KoerAsync(fil, proces, data, udfald, json, ud, fejl, CancellationToken.None);
        return (kode, ud.ToString(), fejl.ToString());
    }

    [Fact]
    public async Task Simuler_Direktionssag_MedUdfald_GaarDenVejDeSiger()
    {
        var (kode, ud, _) = await SimulerAsync(Direktionssag, """{"centerchef":["returner","godkend"],"direktion":["udskudt","godkendt"]}""", json: true);
        Assert.Equal(0, kode);
        var svar = JsonNode.Parse(ud)!;
        Assert.Equal("afsluttet", (string?)svar["slut"]);
        Assert.Empty(svar["venter"]!.AsArray());
        var afsluttede = svar["trin"]!.AsArray().Where(t => (string?)t!["haendelse"] == "afsluttet").Select(t => (string)t!["node"]!).ToList();
        Assert.Equal(2, afsluttede.Count(n => n == "direktion"));
        Assert.Equal(2, afsluttede.Count(n => n == "centerchef"));
        Assert.All(svar["trin"]!.AsArray(), t => Assert.NotNull((string?)t!["type"]));
        Assert.Equal("godkendt", (string?)svar["variabler"]!["direktion"]!["udfald"]);
    }

    [Fact]
    public async Task Simuler_UdenJson_FortaellerHvertTrin()
    {
        var (kode, ud, _) = await SimulerAsync(Direktionssag);
        Assert.Equal(0, kode);
        Assert.Contains("userTask direktion", ud, StringComparison.Ordinal);
        Assert.EndsWith("Slut: afsluttet.", ud.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ikke json", null, "JSON-objekt")]
    [InlineData("[1]", null, "JSON-objekt")]
    [InlineData(null, "findes-ikke", "Den har: direktionssag")]
    public async Task Simuler_ForkerteArgumenter_SigerHvad(string? udfald, string? proces, string besked)
    {
        var (kode, ud, fejl) = await SimulerAsync(Direktionssag, udfald, proces);
        Assert.Equal(1, kode);
        Assert.Empty(ud);
        Assert.Contains(besked, fejl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simuler_FilMedFejl_KoeresIkke()
    {
        var fil = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(fil, """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"><process id="p"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="vaek"/></process></definitions>""");
            var (kode, ud, fejl) = await SimulerAsync(fil);
            Assert.Equal(1, kode);
            Assert.Empty(ud);
            Assert.Contains($"{fil}:1: f:", fejl, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(fil);
        }
    }

    [Fact]
    public async Task Simuler_FilDerIkkeFindes_SigerDet() => Assert.Equal(1, (await SimulerAsync("findes-ikke.bpmn")).Kode);

    [Theory]
    [InlineData("simluer", true)]
    [InlineData("--urls=http://127.0.0.1:0", false)]
    [InlineData("--help", true)]
    public void Er_EtOrd_ErEnKommando_OgEnIndstillingErIkke(string argument, bool ventet) => Assert.Equal(ventet, Kommandoer.Er([argument]));
}
