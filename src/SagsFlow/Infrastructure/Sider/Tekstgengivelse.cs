using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace SagsFlow.Infrastructure.Sider;

/// <summary>
/// Shows plain text as people write it in cases and minutes: a blank line parts paragraphs, <c>- </c> begins a list item, and lines with tabs
/// or pipes are a table. Everything is encoded; there is no way to write HTML.
/// </summary>
public static class Tekstgengivelse
{
    private enum Blokart
    {
        Afsnit,
        Liste,
        Tabel,
    }

    private sealed record Blok(Blokart Art, List<string> Linjer);

    /// <summary>The text as HTML; nothing when there is none.</summary>
    public static IHtmlContent Html(string? tekst)
    {
        if (string.IsNullOrWhiteSpace(tekst))
        {
            return HtmlString.Empty;
        }

        var html = new HtmlContentBuilder();
        foreach (var blok in Blokke(tekst))
        {
            Skriv(html, blok);
        }

        return html;
    }

    private static List<Blok> Blokke(string tekst)
    {
        var blokke = new List<Blok>();
        Blok? aaben = null;
        foreach (var linje in tekst.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()))
        {
            if (linje.Length == 0)
            {
                aaben = null;
                continue;
            }

            // A line that is pushed in under a list item goes on with it.
            var art = aaben?.Art == Blokart.Liste && linje.StartsWith("  ", StringComparison.Ordinal) && !ErPunkt(linje) ? Blokart.Liste : Art(linje);
            if (aaben?.Art != art)
            {
                aaben = new Blok(art, []);
                blokke.Add(aaben);
            }

            aaben.Linjer.Add(linje);
        }

        // One line alone with a tab is only indented oddly; a table has rows.
        return [.. blokke.Select(b => b is { Art: Blokart.Tabel, Linjer.Count: 1 } && !b.Linjer[0].TrimStart().StartsWith('|') ? b with { Art = Blokart.Afsnit } : b)];
    }

    private static Blokart Art(string linje) =>
        ErPunkt(linje) ? Blokart.Liste
        : linje.TrimStart().StartsWith('|') || linje.Trim().Contains('\t', StringComparison.Ordinal) ? Blokart.Tabel
        : Blokart.Afsnit;

    private static bool ErPunkt(string linje) => linje.TrimStart() is ['-' or '•' or '*', ' ' or '\t', _, ..];

    private static void Skriv(HtmlContentBuilder html, Blok blok)
    {
        switch (blok.Art)
        {
            case Blokart.Liste:
                SkrivListe(html, blok.Linjer);
                break;
            case Blokart.Tabel:
                SkrivTabel(html, blok.Linjer);
                break;
            default:
                html.AppendHtml("<p>");
                SkrivLinjer(html, blok.Linjer);
                html.AppendHtml("</p>");
                break;
        }
    }

    private static void SkrivListe(HtmlContentBuilder html, List<string> linjer)
    {
        html.AppendHtml("<ul>");
        for (var i = 0; i < linjer.Count; i++)
        {
            html.AppendHtml("<li>");
            html.Append(linjer[i].TrimStart()[1..].Trim());
            while (i + 1 < linjer.Count && !ErPunkt(linjer[i + 1]))
            {
                html.Append(" " + linjer[++i].Trim());
            }

            html.AppendHtml("</li>");
        }

        html.AppendHtml("</ul>");
    }

    /// <summary>The first row is a heading only where a rule of dashes follows it: a guess would give screen readers wrong headings.</summary>
    private static void SkrivTabel(HtmlContentBuilder html, List<string> linjer)
    {
        var raekker = linjer.Select(Celler).ToList();
        var harHoved = raekker.Count > 1 && ErStreg(raekker[1]);
        var bredde = raekker.Max(r => r.Length);
        html.AppendHtml("<div class=\"tekst-tabel\" tabindex=\"0\" role=\"region\" aria-label=\"Tabel\"><table class=\"table table--compact\">");
        for (var i = 0; i < raekker.Count; i++)
        {
            if (ErStreg(raekker[i]))
            {
                continue;
            }

            var celle = harHoved && i == 0 ? "th" : "td";
            html.AppendHtml("<tr>");
            for (var k = 0; k < bredde; k++)
            {
                html.AppendHtml(celle == "th" ? "<th scope=\"col\">" : "<td>");
                html.Append(k < raekker[i].Length ? raekker[i][k] : "");
                html.AppendHtml($"</{celle}>");
            }

            html.AppendHtml("</tr>");
        }

        html.AppendHtml("</table></div>");
    }

    private static string[] Celler(string linje)
    {
        var trimmet = linje.Trim();
        return [.. (trimmet.StartsWith('|') ? trimmet.Trim('|').Split('|') : trimmet.Split('\t')).Select(c => c.Trim())];
    }

    private static bool ErStreg(string[] celler) => celler.All(c => c.Length > 0 && c.All(t => t is '-' or ':'));

    private static void SkrivLinjer(HtmlContentBuilder html, List<string> linjer)
    {
        for (var i = 0; i < linjer.Count; i++)
        {
            if (i > 0)
            {
                html.AppendHtml("<br>");
            }

            html.Append(linjer[i].Trim());
        }
    }

    /// <summary>The HTML as a string, for tests and for text outside pages.</summary>
    public static string SomTekst(IHtmlContent indhold)
    {
        using var ud = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        indhold.WriteTo(ud, HtmlEncoder.Default);
        return ud.ToString();
    }
}
