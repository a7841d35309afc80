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

    [Theory]
    [InlineData("# Proces\n\nTekst", "<h3>Proces</h3><p>Tekst</p>")]
    [InlineData("###### Dybt", "<h6>Dybt</h6>")]
    [InlineData("**Vigtigt** og *svagt*", "<p><strong>Vigtigt</strong> og <em>svagt</em></p>")]
    [InlineData("Fase:\n\n1. Plan\n2. Udbud\n   - i EU\n   - hjemme", "<p>Fase:</p><ol><li>Plan</li><li>Udbud<ul><li>i EU</li><li>hjemme</li></ul></li></ol>")]
    [InlineData("Lukket er\n2. maj og\n6. juni", "<p>Lukket er<br>2. maj og<br>6. juni</p>")]
    [InlineData("- punkt\nNyt afsnit", "<ul><li>punkt</li></ul><p>Nyt afsnit</p>")]
    [InlineData("Titel\n-----\nTekst", "<p>Titel<br>-----<br>Tekst</p>")]
    [InlineData("    fire mellemrum", "<p>fire mellemrum</p>")]
    [InlineData("navn_med_streg og 5 * 3 * 2", "<p>navn_med_streg og 5 * 3 * 2</p>")]
    [InlineData("R&amp;D", "<p>R&amp;amp;D</p>")]
    [InlineData("[Loven](https://www.retsinformation.dk/)", "<p><a href=\"https://www.retsinformation.dk/\" rel=\"noopener noreferrer\">Loven</a></p>")]
    [InlineData("[x](javascript:alert(1)) [y](data:text/html,z)", "<p>x y</p>")]
    [InlineData("![spor](https://andetsted.dk/a.png)", "<p>spor</p>")]
    [InlineData("Tal[^1].\n\n[^1]: Kilde: DST", "<p>Tal<sup class=\"fodnote\" data-fodnote=\"1\">1</sup>.</p><ol class=\"fodnoter\"><li data-fodnote=\"1\"><p>Kilde: DST</p></li></ol>")]
    [InlineData("| A | B |\n|---|---|\n| x<br>y | **z** |", "<th scope=\"col\">A</th><th scope=\"col\">B</th></tr><tr><td>x<br>y</td><td><strong>z</strong></td></tr>")]
    public void Html_AfMarkdown_ViserDetLilleUdvalg(string tekst, string ventet) => Assert.Contains(ventet, Html(tekst), StringComparison.Ordinal);

    [Fact]
    public void Html_AfUendeligIndlejring_VisesUdenAtBraekke()
    {
        Assert.Contains("dyb", Html(string.Concat(Enumerable.Repeat("- ", 5_000)) + "dyb"), StringComparison.Ordinal);
        Assert.Contains("dyb", Html(new string('[', 20_000) + "dyb"), StringComparison.Ordinal);
        Assert.Contains("dyb", Html(new string('*', 20_000) + "dyb" + new string('*', 20_000)), StringComparison.Ordinal);
    }

    [Fact]
    public void Almindelig_AfMarkdown_ErTilAtLaeseUdenTegnene()
    {
        const string Skrevet = "# Proces\n\n**Fed** og [loven](https://retsinfo.dk)[^1]\n\n1. Udbud\n   - i EU\n2. Aftale\n\n| År | Beløb |\n|---|---|\n| 2025 | 2<br>mio. |\n\n[^1]: Kilde";

        Assert.Equal("Proces\n\nFed og loven (https://retsinfo.dk)[1]\n\n1. Udbud\n  - i EU\n2. Aftale\n\nÅr\tBeløb\n2025\t2 mio.\n\n[1] Kilde", Tekstudtraek.Almindelig(Skrevet));
        Assert.Equal("1. Som\ni referatet\t-\n- og  sådan", Tekstudtraek.Almindelig("1. Som\ni referatet\t-\n- og  sådan"));
    }

    private static string Html(string tekst) => Tekstgengivelse.SomTekst(Tekstgengivelse.Html(tekst));
}
