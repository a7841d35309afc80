using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Data;
using SagsFlow.Moeder;
using SagsFlow.Referater;
using SagsFlow.Sager;

namespace SagsFlow.Tests.Referater;

public sealed class ReferatTests
{
    private static readonly DateOnly Dagen = new(2025, 2, 25);

    private static Referat EtReferat(params Referatpunkt[] punkter) => new(
        Guid.Empty, "DIR", "Direktionen", new DateTime(2025, 2, 25, 9, 0, 0), null, "Mødelokale 1.14",
        ["Lars Holte", "Anya Krogh Manghezi", "Rasmus Vanggaard Knudsen"], Referatstatus.Faerdigt, null, punkter, 1);

    private static Referatpunkt EtPunkt(int nr = 1, string titel = "Sag", string? baggrund = null, Indstilling? indstilling = null, params string[] beslutninger) => new()
    {
        Id = Guid.Empty,
        Nr = nr,
        Titel = titel,
        Baggrund = baggrund,
        Indstilling = Referatindstilling.Af(indstilling),
        Beslutninger = [.. beslutninger.Select(b => new Referatbeslutning("DIR", "Direktionen", Dagen, b, Udfald.Godkendt, []))],
    };

    private static Indstilling EnIndstilling(string? indstiller = null, string? indledning = null, params string[] punkter) =>
        new() { Indstiller = indstiller, Indledning = indledning, Punkter = [.. punkter.Select(p => new Indstillingspunkt { Tekst = p })] };

    private static Dagsordenspunkt EtFastPunkt(string? baggrund = null, params Underpunkt[] underpunkter) =>
        new() { Indhold = new Sagsindhold { Titel = "Øvrige sager", Baggrund = baggrund }, Underpunkter = [.. underpunkter] };

    private static Beslutning EnBeslutning(Udfald udfald, string tekst = "", params Punktbeslutning[] punkter) =>
        new() { ForumId = "DIR", RegistreretAf = "sekretariat", Udfald = udfald, Tekst = tekst, Punkter = [.. punkter] };

    private static string Rigtigt() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "demodata", "referater", "referat-2025-02-25.txt")).ReplaceLineEndings("\n");

    /// <summary>Items 3 and 4 and the heading, held against the municipality's own file.</summary>
    [Fact]
    public void Tekst_PunkterFraDetRigtigeReferat_ErOrdretDets()
    {
        var anlaeg = EtPunkt(
            4,
            "Anlægsoverførsler fra 2024 til 2025 - Direktionen",
            "Hvert år forelægges Økonomiudvalget og Byrådet sag om overførsel af uforbrugte anlægsmidler fra det netop afsluttede regnskabsår til gennemførelse i indeværende år. Denne sag indeholder udkast til den politiske sagsfremstilling.",
            EnIndstilling("ØAC", null, "ØAC indstiller til direktionen, at udkast til politisk sagsfremstilling i forbindelse med anlægsoverførsler fra 2024 til 2025 godkendes"),
            "Direktionen godkender sagen med bemærkning om at præcisere regnskabsforklaringerne.") with
        {
            Journalnummer = "25/2507",
            Sagsfremstilling = "Vedlagt som bilag er udkast til politisk sag samt bilag med oversigt over hvilke anlægsprojekter, der søges overført.",
            Bilag = ["ØU Dagsordenpunkt Anlægsoverførsler fra 2024 til 2025", "Overførsel af anlæg fra 2024 til 2025"],
        };
        var lukket = new Referatpunkt { Id = Guid.Empty, Nr = 3, Titel = "Lukket", Lukket = true, Journalnummer = "24/23360" };

        var tekst = Referattekst.Skriv(EtReferat(lukket, anlaeg));

        var rigtigt = Rigtigt();
        var punkter = rigtigt[(rigtigt.IndexOf("\nPunkt 3:", StringComparison.Ordinal) + 1)..rigtigt.IndexOf("\nPunkt 5:", StringComparison.Ordinal)];
        var hoved = rigtigt[..rigtigt.IndexOf("Øvrige sager", StringComparison.Ordinal)].TrimStart('\n');
        Assert.StartsWith(hoved, tekst, StringComparison.Ordinal);
        Assert.EndsWith(punkter, tekst, StringComparison.Ordinal);
    }

    [Fact]
    public void Tekst_FlereIndstillingspunkter_NummereresMedBogstaverUnder()
    {
        var indstilling = EnIndstilling(null, "Det indstilles:", "At A", "At B;") with { };
        indstilling = indstilling with { Punkter = [indstilling.Punkter[0], indstilling.Punkter[1] with { Underpunkter = [new Indstillingspunkt { Tekst = "At b" }] }] };

        Assert.Contains("Indstilling\n\nDet indstilles:\n\n1. At A\n2. At B;\n - a. At b\n", Referattekst.Skriv(EtReferat(EtPunkt(indstilling: indstilling))), StringComparison.Ordinal);
    }

    [Fact]
    public void Indstilling_IndstillerenStaarIkkeITeksten_NaevnesFoerst()
    {
        Assert.Equal("CBA indstiller:", Referatindstilling.Af(EnIndstilling("CBA", null, "at dagene holdes lukket"))!.Indledning);
        Assert.Null(Referatindstilling.Af(EnIndstilling("ØAC", null, "ØAC indstiller, at udkastet godkendes"))!.Indledning);
        Assert.Null(Referatindstilling.Af(EnIndstilling()));
    }

    [Fact]
    public void Udgaaet_OgAflyst_ErEnLinjeUdenIndhold()
    {
        Assert.Contains("Punkt 1: Sag\n\nUdgået: Afventer tal\n", Referattekst.Skriv(EtReferat(EtPunkt() with { Udgaaet = "Afventer tal" })), StringComparison.Ordinal);
        Assert.Contains("Punkt 1: Sag\n\nMødet er aflyst.\n", Referattekst.Skriv(EtReferat(EtPunkt() with { MoedeAflyst = true })), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# Overskrift <script>alert(1)</script>", @"\# Overskrift \<script\>alert(1)\</script\>")]
    [InlineData("- ikke en liste", @"\- ikke en liste")]
    [InlineData("2. Status på A_B", @"2\. Status på A\_B")]
    [InlineData("![x](javascript:y) &lt;", @"!\[x\](javascript:y) \&lt;")]
    [InlineData("én\n# to", @"én \# to")]
    [InlineData("===", @"\===")]
    public void Markdown_TekstFraFolk_ErBareTekst(string tekst, string ventet) => Assert.Equal(ventet, Referatmarkdown.Sikker(tekst));

    [Fact]
    public void Html_TekstFraFolk_ErBareTekst()
    {
        var html = Referathtml.Skriv(EtReferat(EtPunkt(1, "</h2><script>alert(\"æ\")</script>", "- <img src=x>", EnIndstilling(null, "<b>", "<i>"), "<u>")));

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<u>", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(&quot;æ&quot;)", html, StringComparison.Ordinal);
        Assert.StartsWith("<!doctype html>\n<html lang=\"da\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Baggrund_FastPunktMedUnderpunkter_SomIDetRigtigeReferat()
    {
        var punkt = EtFastPunkt(underpunkter: new Underpunkt
        {
            Titel = "Reviderede programmer for CF-seminar og SL-møde",
            Tekst = "Direktionen drøftede udkast til programmer for chefforumseminar og strategisk lederforummøde.",
            Bilag = [new UnderpunktBilag("Programmer")],
        });

        var baggrund = Referatregler.Baggrund(punkt, EnBeslutning(Udfald.IngenBeslutning), []);

        Assert.Contains($"Baggrund\n\n{baggrund}\n\nPunkt 2:", Rigtigt(), StringComparison.Ordinal);
    }

    [Fact]
    public void Baggrund_TekstenSigerDetAllerede_GentagesIkke()
    {
        var punkt = EtFastPunkt("Opfølgning:\n\n- ØAC sender mail", new Underpunkt { Titel = "Opfølgning:", Tekst = "- ØAC sender mail" });
        var bestillinger = new[] { new Bestilling { ForumId = "DIR", Tekst = "ØAC sender mail" }, new Bestilling { ForumId = "DIR", Tekst = "CBA indkalder" } };

        Assert.Equal("Opfølgning:\n\n- ØAC sender mail\n\nOpfølgning:\n\n- CBA indkalder", Referatregler.Baggrund(punkt, null, bestillinger));
    }

    [Fact]
    public void Beslutningstekst_UdenTekst_ErUdfaldene()
    {
        Assert.Equal("Udskudt.", Referatregler.Tekst(EnBeslutning(Udfald.Udskudt)));
        Assert.Equal("Pkt. 1: Godkendt.\n\nPkt. 4a: Notat bestilles", Referatregler.Tekst(EnBeslutning(Udfald.PrPunkt, "", new("1", Udfald.Godkendt), new("4a", Udfald.Bestilt, "Notat bestilles"))));
        Assert.Equal("Direktionen godkender pkt. 1.", Referatregler.Tekst(EnBeslutning(Udfald.PrPunkt, "Direktionen godkender pkt. 1.", new Punktbeslutning("1", Udfald.Godkendt))));
    }

    [Theory]
    [InlineData(null, "text/html")]
    [InlineData("*/*", "text/html")]
    [InlineData("application/json", "application/json")]
    [InlineData("text/markdown;q=0.4, text/plain;q=0.9", "text/plain")]
    [InlineData("text/html;q=0, text/*", "text/markdown")]
    [InlineData("application/pdf, */*;q=0.1", "text/html")]
    [InlineData("application/pdf", null)]
    [InlineData("dette er ikke en medietype", null)]
    public void Form_AcceptAfgoer(string? accept, string? ventet) => Assert.Equal(ventet, Referatformer.Vaelg(accept is null ? [] : [accept])?.Medietype);
}
