using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Tests.Infrastructure;

public sealed class TekstgengivelseTests
{
    [Theory]
    [InlineData("En linje", "<p>En linje</p>")]
    [InlineData("Første\r\nanden\r\n\r\nNyt afsnit", "<p>F&#xF8;rste<br>anden</p><p>Nyt afsnit</p>")]
    [InlineData("Dage:\n- 2. maj\n- 6. juni\n  og mere", "<p>Dage:</p><ul><li>2. maj</li><li>6. juni og mere</li></ul>")]
    [InlineData("-", "<p>-</p>")]
    [InlineData("-5 % er et tal", "<p>-5 % er et tal</p>")]
    [InlineData("   ", "")]
    public void Html_AfAlmindeligTekst_HarAfsnitOgLister(string tekst, string ventet) => Assert.Equal(ventet, Html(tekst));

    [Fact]
    public void Html_AfKode_KanIkkeKoere() =>
        Assert.Equal(
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><ul><li>&lt;img src=x onerror=1&gt;</li></ul>",
            Html("<script>alert(1)</script>\n\n- <img src=x onerror=1>"));

    [Fact]
    public void Html_AfTabulatorer_ErEnTabelUdenGaettedeOverskrifter()
    {
        var html = Html("År\tBeløb\n2025\t<b>");

        Assert.Contains("<tr><td>2025</td><td>&lt;b&gt;</td></tr>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<th", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_AfStregerMedSkillelinje_HarOverskrifterOgLigeMangeCeller()
    {
        var html = Html("| Forum | Dato |\n|---|:--|\n| DIR |");

        Assert.Contains("<th scope=\"col\">Forum</th>", html, StringComparison.Ordinal);
        Assert.Contains("<tr><td>DIR</td><td></td></tr>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("---", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Html_AfEnEnkeltTabulator_ErIngenTabel() => Assert.Equal("<p>a&#x9;b</p>", Html("a\tb"));

    private static string Html(string tekst) => Tekstgengivelse.SomTekst(Tekstgengivelse.Html(tekst));
}
