using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>
/// Two who act on the same case at the same moment, many times over: whoever comes second is told so, nothing is doubled, and the history
/// folds into what is stored (the host checks that at the end).
/// </summary>
public sealed class SammenfaldTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    private const int Runder = 12;

    [Fact]
    public async Task AfslutningModIndgreb_EnVinder_OgDerErEtSporBagefter()
    {
        var afvist = 0;
        for (var i = 0; i < Runder; i++)
        {
            var (sag, sti) = await HosCenterchefenAsync();
            var svar = await SamtidigAsync(
                () => vaert.Som("centerchef").PostAsync(sti, new { udfald = "godkend" }),
                () => vaert.Som("admin").PostAsync($"/api/sager/{sag["id"]}/indgreb", new { art = "gentag", node = "centerchef", begrundelse = "Forfra" }),
                i % 2 == 0);

            Assert.All(svar, s => Assert.True(s is HttpStatusCode.OK or HttpStatusCode.Conflict, s.ToString()));
            Assert.Contains(HttpStatusCode.OK, svar);
            afvist += svar.Count(s => s == HttpStatusCode.Conflict);
            Assert.Single(await AabneAsync(sag));
        }

        Assert.True(afvist > 0, "They never met.");
    }

    [Fact]
    public async Task AfslutningModFrist_PaamindesHoejstEnGang_OgOpgavenAfsluttesEnGang()
    {
        for (var i = 0; i < Runder / 2; i++)
        {
            var (sag, sti) = await HosCenterchefenAsync();
            var ur = DateTime.Parse((string)(await vaert.Som("admin").HentAsync("/api/udvikling/ur"))["nu"]!, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);
            var svar = await SamtidigAsync(
                () => vaert.Som("centerchef").PostAsync(sti, new { udfald = "godkend" }),
                () => vaert.Som("admin").PostAsync("/api/udvikling/ur", new { nu = ur.AddDays(3).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) }),
                i % 2 == 0);

            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], svar);
            var historik = (await vaert.Som("sekretariat").HentAsync($"/api/sager/{sag["id"]}/historik"))["elementer"]!.AsArray();
            Assert.True(historik.Count(h => (string?)h!["art"] == "paamindelse" && ((string)h["tekst"]!).Contains("Godkend i centret", StringComparison.Ordinal)) <= 1);
            Assert.Single(historik, h => (string?)h!["art"] == "opgave-afsluttet" && ((string)h["tekst"]!).StartsWith("Godkend i centret", StringComparison.Ordinal));
            Assert.Equal("sekretariat", (string?)Assert.Single(await AabneAsync(sag))!["node"]);
        }
    }

    [Fact]
    public async Task ToIndgrebPaaEnGang_GiverIkkeToSpor()
    {
        for (var i = 0; i < Runder; i++)
        {
            var (sag, _) = await HosCenterchefenAsync();
            await SamtidigAsync(
                () => vaert.Som("admin").PostAsync($"/api/sager/{sag["id"]}/indgreb", new { art = "spring", node = "sekretariat", begrundelse = "Hastesag" }),
                () => vaert.Som("admin").PostAsync($"/api/sager/{sag["id"]}/indgreb", new { art = "overspring", node = "centerchef", begrundelse = "Hastesag" }),
                i % 2 == 0);

            Assert.Equal("sekretariat", (string?)Assert.Single(await AabneAsync(sag))!["node"]);
        }
    }

    private async Task<(JsonNode Sag, string Afslutning)> HosCenterchefenAsync()
    {
        var sag = await vaert.HarOprettetSagAsync();
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        return (sag, $"/api/opgaver/{(await vaert.OpgaveAsync("centerchef", sag))["id"]}/afslutning");
    }

    private async Task<JsonArray> AabneAsync(JsonNode sag) => (await vaert.Som("sekretariat").HentAsync($"/api/opgaver?sag={sag["id"]}"))["elementer"]!.AsArray();

    private static async Task<HttpStatusCode[]> SamtidigAsync(Func<Task<HttpResponseMessage>> den, Func<Task<HttpResponseMessage>> denAnden, bool omvendt)
    {
        var opgaver = omvendt ? new[] { denAnden, den } : [den, denAnden];
        return [.. (await Task.WhenAll(opgaver.Select(o => Task.Run(o)))).Select(s => s.StatusCode)];
    }
}
