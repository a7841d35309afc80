using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>Minutes from draft to the public, on the program as it is run.</summary>
[Collection(BrowserTests.Navn)]
public sealed class ReferatsiderTests(BrowserFixture browser, SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    [Fact]
    public async Task Referat_FraUdkastTilOffentligt_OgRettetMedSynligNote()
    {
        var moede = await vaert.HarMoedeAsync("DIR", "2025-02-25T09:00");
        var aaben = await vaert.LaegPaaAsync(moede, await vaert.HarSagKlarTilDirektionenAsync("Indeklemte dage 2025", "25/547"));
        var lukket = await vaert.LaegPaaAsync(moede, await vaert.HarSagKlarTilDirektionenAsync("Fortrolig opsigelse", "25/999"));
        await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/dagsordenspunkter/{lukket["id"]}", new { lukket = new { grund = "Personalesag" } }, (int)lukket["version"]!);
        await vaert.UdsendAsync(moede);
        await vaert.BeslutAsync(aaben, new { udfald = "godkendt", tekst = "Godkendt." });
        await vaert.BeslutAsync(lukket, new { udfald = "godkendt", tekst = "Opsigelsen godkendes." });
        await vaert.AfslutMoedeAsync(moede);
        await using var offentlig = await browser.AabnAsync(vaert.Adresse, Bredde.Mobil);
        Assert.Equal(404, (await offentlig.Side.GotoAsync($"/referater/{moede["id"]}"))!.Status);
        await offentlig.Side.GotoAsync("/referater");
        Assert.True(await offentlig.Side.GetByText("Ingen referater").IsVisibleAsync());

        await using var vindue = await browser.SomAsync(vaert, "Signe Sekretær", $"/moeder/{moede["id"]}/referat");
        var side = vindue.Side;
        Assert.True(await side.GetByRole(AriaRole.Heading, new() { Name = "Punkt 2: Lukket" }).IsVisibleAsync());
        Assert.DoesNotContain("Opsigelsen", await side.Locator(".referat").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("referat-udkast");
        await vindue.TrykAsync("Godkend referatet");
        Assert.Contains("Mødet er først", await side.Locator(".fejlopsummering").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("referat-moedet-ikke-holdt");
        await side.GetByLabel("Ja, det er det rigtige møde").CheckAsync();
        await vindue.TrykAsync("Godkend referatet");
        await vindue.TrykAsync("Offentliggør referatet");
        await side.GetByLabel("Ja, det er det rigtige møde").CheckAsync();
        await vindue.TrykAsync("Offentliggør referatet");
        Assert.True(await side.GetByRole(AriaRole.Link, new() { Name = "det offentlige referat" }).IsVisibleAsync());

        await offentlig.TilNySideAsync(() => offentlig.Side.ReloadAsync());
        await offentlig.KraevPaenAsync("referater-offentlige-mobil");
        await offentlig.TilNySideAsync(() => offentlig.Side.GetByRole(AriaRole.Link, new() { Name = "Direktionen, tirsdag 25-02-2025" }).ClickAsync());
        Assert.Contains("Godkendt.", await offentlig.Side.Locator(".referat").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("psigelse", await offentlig.Side.ContentAsync(), StringComparison.Ordinal);
        await offentlig.KraevPaenAsync("referat-offentligt-mobil");

        await side.Locator("#ret-1 summary").ClickAsync();
        await side.Locator("#ret-1").GetByLabel("Tekst").FillAsync("Godkendt med virkning fra 2026.");
        await vindue.TrykAsync("Ret punkt 1");
        Assert.Contains("begrundelse", await side.Locator(".fejlopsummering").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("Godkendt med virkning fra 2026.", await side.Locator("#ret-1").GetByLabel("Tekst").InputValueAsync());
        await side.Locator("#ret-1").GetByLabel("Begrundelse").FillAsync("Året manglede.");
        await vindue.TrykAsync("Ret punkt 1");
        Assert.Contains("Rettet 06-01-2025: Året manglede.", await side.Locator(".referat").InnerTextAsync(), StringComparison.Ordinal);
        await vindue.KraevPaenAsync("referat-rettet");
        await offentlig.TilNySideAsync(() => offentlig.Side.ReloadAsync());
        Assert.DoesNotContain("2026", await offentlig.Side.Locator(".referat h3:has-text('Beslutning') + p").InnerTextAsync(), StringComparison.Ordinal);

        await side.GetByLabel("Ja, det er det rigtige møde").CheckAsync();
        await vindue.TrykAsync("Offentliggør igen");
        await offentlig.TilNySideAsync(() => offentlig.Side.ReloadAsync());
        Assert.Contains("Rettet 06-01-2025: Året manglede.", await offentlig.Side.Locator(".referat").InnerTextAsync(), StringComparison.Ordinal);
        await offentlig.Side.EmulateMediaAsync(new() { Media = Media.Print });
        await offentlig.SkaermbilledeAsync("referat-papir");
    }

    [Fact]
    public async Task Sagen_MedBeslutning_FoererTilReferatet()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Sag med referat", "25/321");
        await vaert.HarBesluttetAsync(sag, new { udfald = "godkendt", tekst = "Godkendt." }, "2025-03-04T09:00");
        await using var vindue = await browser.SomAsync(vaert, "Lærke Læser", $"/sager/{sag["id"]}");

        await vindue.TilNySideAsync(() => vindue.Side.GetByRole(AriaRole.Link, new() { Name = "Læs referatet" }).ClickAsync());

        Assert.True(await vindue.Side.GetByRole(AriaRole.Heading, new() { Name = "Referatet følger" }).IsVisibleAsync());
    }
}
