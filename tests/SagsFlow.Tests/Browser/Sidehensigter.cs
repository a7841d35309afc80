using Microsoft.Playwright;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Browser;

/// <summary>What tests of pages do and require everywhere.</summary>
internal static class Sidehensigter
{
    /// <summary>A window in which one of the demo's people is signed in and has opened a page.</summary>
    public static async Task<Vindue> SomAsync(this BrowserFixture browser, SagsFlowVaert vaert, string navn, string sti, Bredde bredde = Bredde.Skaerm, bool script = true)
    {
        var vindue = await browser.AabnAsync(vaert.Adresse, bredde, script);
        await vindue.Side.GotoAsync($"/log-ind?retur={Uri.EscapeDataString(sti)}");
        await vindue.TilNySideAsync(() => vindue.Side.GetByRole(AriaRole.Button, new() { Name = navn }).ClickAsync());
        return vindue;
    }

    /// <summary>
    /// A picture, and: no error page, no sideways scrolling, nothing the browser complains of, and at a desk nothing axe finds. On a phone axe looks at every page
    /// in <see cref="AlleSiderTests"/>.
    /// </summary>
    public static async Task KraevPaenAsync(this Vindue vindue, string billede)
    {
        await vindue.SkaermbilledeAsync(billede);
        Assert.NotEqual("Der skete en fejl", await vindue.Side.Locator("h1").InnerTextAsync());
        Assert.Empty(vindue.Klager);
        if (vindue.Side.ViewportSize!.Width == (int)Bredde.Skaerm)
        {
            await vindue.KraevTilgaengeligAsync();
        }

        await vindue.KraevIngenVandretRulningAsync();
    }
}
