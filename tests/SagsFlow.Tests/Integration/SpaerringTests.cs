using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>Who may not sign in any more, and what people are called.</summary>
public sealed class SpaerringTests(SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    private static readonly object Grund = new { begrundelse = "Er fratrådt" };

    [Fact]
    public async Task Person_Spaerret_ErUdeFraNaesteKaldOgFaarIntetFoerSpaerringenOphaeves()
    {
        var admin = vaert.Som("admin");
        await OpretAsync("mette.ud", "Mette Ud", ("sagsbehandler", "CBA"));
        var adresse = (string?)(await vaert.Som("mette.ud").SendAsync("/api/kalendernoegler", new { }))["adresse"];
        var sag = await vaert.Som("mette.ud").SendAsync("/api/sager", new { titel = "Mettes sag", center = "CBA", sagstype = "beslutning", workflow = "direktionssag", journalnummer = "25/4711" });
        await vaert.AfslutOpgaveAsync("mette.ud", sag, "indsend");

        await vaert.Som("sekretariat").SendAfvistAsync("/api/personer/mette.ud/spaerring", Grund, HttpStatusCode.Forbidden);
        await admin.SendAfvistAsync("/api/personer/mette.ud/spaerring", new { }, HttpStatusCode.BadRequest);
        var spaerret = await admin.SendAsync("/api/personer/mette.ud/spaerring", Grund);
        Assert.Equal("Er fratrådt", (string?)spaerret["spaerretGrund"]);
        await admin.SendAfvistAsync("/api/personer/mette.ud/spaerring", Grund, HttpStatusCode.Conflict);

        var ude = await vaert.Som("mette.ud").HentAfvistAsync("/api/sager", HttpStatusCode.Unauthorized);
        Assert.Equal("urn:sagsflow:fejl:spaerret", (string?)ude["type"]);
        Assert.DoesNotContain("fratrådt", ude.ToJsonString(), StringComparison.Ordinal);
        using (var ingen = vaert.Ingen())
        using (var kalender = await ingen.GetAsync(adresse))
        {
            Assert.Equal(HttpStatusCode.NotFound, kalender.StatusCode);
        }

        // Nobody is handed a task who cannot do it; and who has gone is told nothing.
        var opgave = await vaert.OpgaveAsync("centerchef", sag);
        await vaert.Som("centerchef").SendAfvistAsync($"/api/opgaver/{opgave["id"]}/videregivelse", new { til = "mette.ud" }, HttpStatusCode.BadRequest);
        await vaert.Som("centerchef").SendAfvistAsync("/api/stedfortraedere", new { brugernavn = "mette.ud", fra = "2025-01-01", til = "2025-01-02" }, HttpStatusCode.BadRequest);
        await vaert.AfslutOpgaveAsync("centerchef", sag, "godkend");
        await vaert.AfslutOpgaveAsync("sekretariat", sag, "godkend");
        await vaert.HarBesluttetAsync(sag, new { udfald = "godkendt", tekst = "Godkendt uden Mette." });
        Assert.Contains("Godkendt uden Mette.", (await vaert.Som("centerchef").HentAsync("/api/beskeder")).ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("mette.ud", (await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/historik")).ToJsonString(), StringComparison.Ordinal);

        await admin.SendAsync("/api/personer/mette.ud/spaerring/ophaevelse", new { begrundelse = "Kom tilbage" });
        await admin.SendAfvistAsync("/api/personer/mette.ud/spaerring/ophaevelse", Grund, HttpStatusCode.Conflict);
        Assert.DoesNotContain("uden Mette", (await vaert.Som("mette.ud").HentAsync("/api/beskeder")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Eneste_MedEnRolle_SpaerresMedEnAdvarsel()
    {
        var admin = vaert.Som("admin");
        var spaerret = await admin.SendAsync("/api/personer/centerchef/spaerring", Grund);
        await admin.SendAsync("/api/personer/centerchef/spaerring/ophaevelse", Grund);
        Assert.Contains("»centerchef i Center for Byråd og Administration«", (string?)Assert.Single(spaerret["advarsler"]!.AsArray()), StringComparison.Ordinal);

        // Who has no role is missed by none.
        await OpretAsync("uden.rolle", "Uden Rolle");
        Assert.Empty((await admin.SendAsync("/api/personer/uden.rolle/spaerring", Grund))["advarsler"]!.AsArray());
    }

    [Fact]
    public async Task Navn_Rettet_StaarHvorManLoggerInd()
    {
        var person = (await vaert.Som("admin").HentAsync("/api/personer?antal=200"))["elementer"]!.AsArray().Single(p => (string?)p!["brugernavn"] == "laeser")!;
        await vaert.Som("admin").RetAsync(HttpMethod.Patch, "/api/personer/laeser", new { navn = "Lærke Nygift" }, (int)person["version"]!);
        using var klient = vaert.Ingen();
        Assert.Contains("Lærke Nygift", WebUtility.HtmlDecode(await klient.GetStringAsync("/log-ind")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_Spaerret_EnderVedLoginsidenMedEnForklaring()
    {
        await OpretAsync("ove.ude", "Ove Ude");
        using var klient = vaert.Ingen();
        var token = System.Text.RegularExpressions.Regex.Match(await klient.GetStringAsync("/log-ind"), "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        Task<HttpResponseMessage> LogIndAsync() => klient.PostAsync("/log-ind", new FormUrlEncodedContent([new("brugernavn", "ove.ude"), new("__RequestVerificationToken", token)]));
        (await LogIndAsync()).Dispose();
        Assert.Contains("Ove Ude", await klient.GetStringAsync("/sager"), StringComparison.Ordinal);

        await vaert.Som("admin").SendAsync("/api/personer/ove.ude/spaerring", Grund);

        using var sendt = await klient.GetAsync("/sager");
        Assert.Equal(HttpStatusCode.Redirect, sendt.StatusCode);
        await KraevForklaringAsync(await klient.GetAsync(sendt.Headers.Location));
        using var igen = await klient.GetAsync("/sager");
        Assert.DoesNotContain("spaerret", igen.Headers.Location!.ToString(), StringComparison.Ordinal);
        token = System.Text.RegularExpressions.Regex.Match(await klient.GetStringAsync("/log-ind"), "name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        await KraevForklaringAsync(await LogIndAsync());

        static async Task KraevForklaringAsync(HttpResponseMessage svar)
        {
            using (svar)
            {
                var tekst = WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync());
                Assert.Equal(HttpStatusCode.Unauthorized, svar.StatusCode);
                Assert.Contains("Din adgang til SagsFlow er spærret", tekst, StringComparison.Ordinal);
                Assert.DoesNotContain("Ove Ude", tekst, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Administrator_SigSelv_KanIkkeSpaerres()
    {
        await OpretAsync("anden.admin", "Anden Admin", ("admin", null));
        await vaert.Som("anden.admin").SendAfvistAsync("/api/personer/anden.admin/spaerring", Grund, HttpStatusCode.Conflict);
        await vaert.Som("anden.admin").SendAsync("/api/personer/admin/spaerring", Grund);
        await vaert.Som("anden.admin").SendAsync("/api/personer/admin/spaerring/ophaevelse", Grund);
        var rolle = (await vaert.Som("admin").HentAsync("/api/personer/anden.admin"))["roller"]![0]!["id"];
        await vaert.Som("admin").SendAsync($"/api/personer/anden.admin/roller/{rolle}/afslutning");
        await vaert.Som("anden.admin").SendAfvistAsync("/api/personer/admin/spaerring", Grund, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Navn_Rettet_StaarNyeStederMensBrugernavnetBliver()
    {
        await OpretAsync("gift.igen", "Lise Før");
        var admin = vaert.Som("admin");
        var foer = await admin.HentAsync("/api/personer/gift.igen");
        await admin.RetAfvistAsync(HttpMethod.Patch, "/api/personer/gift.igen", new { email = "ikke en adresse" }, (int)foer["version"]!, HttpStatusCode.BadRequest);
        await admin.RetAfvistAsync(HttpMethod.Patch, "/api/personer/gift.igen", new { navn = "x" }, null, (HttpStatusCode)428);
        await vaert.Som("sekretariat").RetAfvistAsync(HttpMethod.Patch, "/api/personer/gift.igen", new { navn = "x" }, 1, HttpStatusCode.Forbidden);
        var rettet = await admin.RetAsync(HttpMethod.Patch, "/api/personer/gift.igen", new { navn = "Lise Efter", email = "lise@oevelse.example" }, (int)foer["version"]!);
        Assert.Equal(("Lise Efter", "lise@oevelse.example"), ((string?)rettet["navn"], (string?)rettet["email"]));
        await admin.RetAfvistAsync(HttpMethod.Patch, "/api/personer/gift.igen", new { navn = "y" }, (int)foer["version"]!, HttpStatusCode.PreconditionFailed);

        var tom = await admin.RetAsync(HttpMethod.Patch, "/api/personer/gift.igen", new { ryd = new[] { "email" } }, (int)rettet["version"]!);

        Assert.Equal(("Lise Efter", null), ((string?)tom["navn"], (string?)tom["email"]));
        Assert.Equal("Lise Efter", (string?)(await vaert.Som("gift.igen").HentAsync("/api/mig"))["navn"]);
    }

    private async Task OpretAsync(string brugernavn, string navn, params (string Rolle, string? Enhed)[] roller)
    {
        await vaert.Som("admin").SendAsync("/api/personer", new { brugernavn, navn });
        foreach (var (rolle, enhed) in roller)
        {
            await vaert.Som("admin").SendAsync($"/api/personer/{brugernavn}/roller", new { rolle, enhed });
        }
    }
}
