using System.Net;

namespace SagsFlow.Tests.Browser;

[Collection(BrowserTests.Navn)]
public sealed class SiderTests(BrowserFixture browser, Sidevaert vaert) : IClassFixture<Sidevaert>
{
    [Theory]
    [InlineData(Bredde.Skaerm)]
    [InlineData(Bredde.Mobil)]
    public async Task LogInd_VaelgerBruger_KommerTilbageDertil(Bredde bredde)
    {
        await using var vindue = await browser.AabnAsync(vaert.Adresse, bredde);
        var side = vindue.Side;

        await side.GotoAsync("/log-ud-senere");
        Assert.Contains("/log-ind?retur=%2Flog-ud-senere", side.Url, StringComparison.Ordinal);
        Assert.Equal("da", await side.Locator("html").GetAttributeAsync("lang"));
        Assert.True(await side.EvaluateAsync<bool>("document.fonts.ready.then(alle => [...alle].some(s => s.family.includes('IBM Plex Sans') && s.status === 'loaded'))"));
        await vindue.KraevTilgaengeligAsync();
        await vindue.KraevIngenVandretRulningAsync();
        await vindue.SkaermbilledeAsync($"log-ind-{bredde}");

        await vindue.TilNySideAsync(() => side.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Kasper Ågård" }).ClickAsync());
        Assert.EndsWith("/log-ud-senere", side.Url, StringComparison.Ordinal);
        Assert.Equal("Siden findes ikke", await side.Locator("h1").InnerTextAsync());
        await vindue.KraevTilgaengeligAsync();
        await vindue.KraevIngenVandretRulningAsync();
        await vindue.SkaermbilledeAsync($"fejl-404-{bredde}");
        Assert.Empty(vindue.Klager);
    }

    [Fact]
    public async Task Menu_PaaMobil_AabnesOgLoggerUd()
    {
        await using var vindue = await LoggetIndAsync(Bredde.Mobil);
        var side = vindue.Side;

        await side.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Menu" }).ClickAsync();
        await vindue.SkaermbilledeAsync("menu-mobil");
        await vindue.KraevTilgaengeligAsync();
        await vindue.TilNySideAsync(() => side.Locator(".mobile-drawer").GetByText("Log ud").ClickAsync());

        Assert.EndsWith("/log-ind", side.Url, StringComparison.Ordinal);
        await side.GotoAsync("/lukket");
        Assert.Contains("/log-ind", side.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Menu_UdenScript_StaarAaben()
    {
        await using var vindue = await LoggetIndAsync(Bredde.Mobil, script: false);

        Assert.True(await vindue.Side.Locator("noscript nav a").First.IsVisibleAsync());
        Assert.False(await vindue.Side.Locator(".js-menu-open").IsVisibleAsync());
        await vindue.SkaermbilledeAsync("menu-uden-script");
    }

    [Fact]
    public async Task Springlink_FraTastatur_FlytterFokusTilIndholdet()
    {
        await using var vindue = await LoggetIndAsync(Bredde.Skaerm);
        var side = vindue.Side;

        await side.Keyboard.PressAsync("Tab");
        Assert.Equal("Gå til sidens indhold", await side.EvaluateAsync<string>("document.activeElement.textContent"));
        await side.Keyboard.PressAsync("Enter");
        Assert.Equal("indhold", await side.EvaluateAsync<string>("document.activeElement.id"));
    }

    [Theory]
    [InlineData("/lukket", 403, "Det har du ikke adgang til")]
    [InlineData("/braekker", 500, "Der skete en fejl")]
    [InlineData("/fejl/429", 429, "For mange forsøg")]
    [InlineData("/fejl/7", 404, "Siden findes ikke")]
    public async Task Fejl_PaaEnSide_ForklaresPaaDansk(string sti, int kode, string overskrift)
    {
        await using var vindue = await LoggetIndAsync(Bredde.Skaerm);

        var svar = await vindue.Side.GotoAsync(sti);

        Assert.Equal(kode, svar!.Status);
        Assert.Equal(overskrift, await vindue.Side.Locator("h1").InnerTextAsync());
        Assert.DoesNotContain("hemmeligt", await svar.TextAsync(), StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", svar.Headers["content-security-policy"], StringComparison.Ordinal);
        await vindue.KraevTilgaengeligAsync();
        await vindue.SkaermbilledeAsync($"fejl-{kode}");
    }

    [Fact]
    public async Task Formular_EfterLogUd_SigerAtDenIkkeErGemt()
    {
        using var klient = new HttpClient { BaseAddress = vaert.Adresse };

        using var svar = await klient.PostAsync("/send", new FormUrlEncodedContent([new("tekst", "lang")]));

        Assert.Equal(HttpStatusCode.Unauthorized, svar.StatusCode);
        Assert.Contains("Du er ikke længere logget ind", WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/ping", HttpStatusCode.Unauthorized)]
    [InlineData("/api/findes-ikke", HttpStatusCode.Unauthorized)]
    public async Task Api_UdenLogin_SvarerUdenSide(string sti, HttpStatusCode ventet)
    {
        using var klient = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = vaert.Adresse };

        using var svar = await klient.GetAsync(sti);

        Assert.Equal(ventet, svar.StatusCode);
        Assert.Equal("application/problem+json", svar.Content.Headers.ContentType?.MediaType);
        Assert.Equal("nosniff", svar.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org/")]
    [InlineData("/\\example.org")]
    public async Task LogInd_MedFremmedRetur_GaarTilForsiden(string retur)
    {
        await using var vindue = await browser.AabnAsync(vaert.Adresse);

        await vindue.Side.GotoAsync($"/log-ind?retur={Uri.EscapeDataString(retur)}");
        await vindue.TilNySideAsync(() => vindue.Side.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Signe Sørensen" }).ClickAsync());

        Assert.Equal(vaert.Adresse.ToString(), vindue.Side.Url);
    }

    [Fact]
    public async Task LogInd_UdenFormularensMaerke_Afvises()
    {
        using var klient = new HttpClient { BaseAddress = vaert.Adresse };

        using var svar = await klient.PostAsync("/log-ind", new FormUrlEncodedContent([new("brugernavn", "centerchef")]));

        Assert.Equal(HttpStatusCode.BadRequest, svar.StatusCode);
        Assert.False(svar.Headers.Contains("Set-Cookie"));
    }

    private async Task<Vindue> LoggetIndAsync(Bredde bredde, bool script = true)
    {
        var vindue = await browser.AabnAsync(vaert.Adresse, bredde, script);
        await vindue.Side.GotoAsync("/log-ind?retur=/findes-ikke");
        await vindue.TilNySideAsync(() => vindue.Side.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Mette Østergaard" }).ClickAsync());
        return vindue;
    }
}
