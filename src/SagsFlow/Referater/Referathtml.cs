using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Referater;

/// <summary>The minutes as a whole page that screen readers can find their way in; nothing inline, so the page's policy holds.</summary>
public static class Referathtml
{
    private static readonly HtmlEncoder Koder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Skriv(Referat r)
    {
        var t = new StringBuilder();
        var overskrift = Sikker(Referatform.Overskrift(r));
        return t.Append("<!doctype html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<title>").Append(overskrift).Append("</title>\n")
            .Append("<link rel=\"stylesheet\" href=\"/lib/dkfds/css/dkfds.min.css\">\n<link rel=\"stylesheet\" href=\"/css/sagsflow.css\">\n<link rel=\"stylesheet\" href=\"/css/referat.css\">\n</head>\n<body>\n")
            .Append("<a class=\"skipnav\" href=\"#indhold\">Gå til referatet</a>\n<main id=\"indhold\" class=\"container page-container\">\n")
            .Append(Indhold(r)).Append("</main>\n</body>\n</html>\n").ToString();
    }

    /// <summary>The minutes alone, to stand in a page: one first-level heading, one of the second level for each item.</summary>
    public static string Indhold(Referat r)
    {
        var t = new StringBuilder();
        t.Append("<article class=\"referat\">\n<h1>").Append(Sikker(Referatform.Overskrift(r))).Append("</h1>\n<dl>\n");
        foreach (var (navn, tekst) in Referatform.Hoved(r))
        {
            t.Append("<dt>").Append(Sikker(navn)).Append("</dt><dd>").Append(Sikker(tekst)).Append("</dd>\n");
        }

        t.Append("</dl>\n<nav aria-labelledby=\"indholdsfortegnelse\">\n<h2 id=\"indholdsfortegnelse\">Indholdsfortegnelse</h2>\n<ol>\n");
        foreach (var p in r.Punkter)
        {
            t.Append("<li value=\"").Append(Nr(p)).Append("\"><a href=\"#punkt-").Append(Nr(p)).Append("\">").Append(Sikker(p.Titel)).Append("</a></li>\n");
        }

        t.Append("</ol>\n</nav>\n");
        foreach (var p in r.Punkter)
        {
            Punkt(t, p);
        }

        return t.Append("</article>\n").ToString();
    }

    private static void Punkt(StringBuilder t, Referatpunkt p)
    {
        t.Append("<section aria-labelledby=\"punkt-").Append(Nr(p)).Append("\">\n<h2 id=\"punkt-").Append(Nr(p)).Append("\">").Append(Sikker(Referatform.Punktoverskrift(p))).Append("</h2>\n");
        foreach (var linje in new[] { p.Journalnummer, Referatform.Linje(p) }.OfType<string>())
        {
            t.Append("<p>").Append(Sikker(linje)).Append("</p>\n");
        }

        foreach (var blok in Referatform.Blokke(p))
        {
            t.Append("<h3>").Append(Sikker(blok.Overskrift)).Append("</h3>\n");
            switch (blok)
            {
                case Tekstblok b:
                    Tekst(t, b.Tekst);
                    break;
                case Listeblok b:
                    Liste(t, b.Linjer);
                    break;
                case Indstillingsblok b:
                    Indstilling(t, b.Indstilling);
                    break;
                default:
                    throw new InvalidOperationException(blok.GetType().Name);
            }
        }

        if (p.UbesvaredePunkter is { Count: > 0 } ubesvarede)
        {
            t.Append("<p>").Append(Sikker(Referatform.Ubesvarede(ubesvarede))).Append("</p>\n");
        }

        t.Append("</section>\n");
    }

    private static void Tekst(StringBuilder t, string tekst)
    {
        if (Tekstudtraek.HarTegn(tekst))
        {
            t.Append(Tekstgengivelse.SomTekst(Tekstgengivelse.Html(tekst, under: 3))).Append('\n');
            return;
        }

        foreach (var (erListe, linjer) in Referatform.Afsnit(tekst))
        {
            if (erListe)
            {
                Liste(t, linjer);
            }
            else
            {
                t.Append("<p>").AppendJoin("<br>\n", linjer.Select(Sikker)).Append("</p>\n");
            }
        }
    }

    private static void Liste(StringBuilder t, IReadOnlyList<string> linjer)
    {
        t.Append("<ul>\n");
        foreach (var linje in linjer)
        {
            t.Append("<li>").Append(Sikker(linje)).Append("</li>\n");
        }

        t.Append("</ul>\n");
    }

    private static void Indstilling(StringBuilder t, Referatindstilling i)
    {
        Tekst(t, i.Indledning ?? "");
        if (i.Punkter is [var eneste])
        {
            Tekst(t, eneste.Tekst);
            Underpunkter(t, eneste);
            return;
        }

        t.Append("<ol>\n");
        foreach (var p in i.Punkter)
        {
            t.Append("<li>\n");
            Tekst(t, p.Tekst);
            Underpunkter(t, p);
            t.Append("</li>\n");
        }

        t.Append("</ol>\n");
    }

    private static void Underpunkter(StringBuilder t, Referatindstillingspunkt p)
    {
        if (p.Underpunkter.Count == 0)
        {
            return;
        }

        t.Append(p.HarStreger ? "<ul>\n" : "<ol type=\"a\">\n");
        foreach (var u in p.Underpunkter)
        {
            t.Append("<li>\n");
            Tekst(t, u.Tekst);
            t.Append("</li>\n");
        }

        t.Append(p.HarStreger ? "</ul>\n" : "</ol>\n");
    }

    private static string Nr(Referatpunkt p) => p.Nr.ToString(CultureInfo.InvariantCulture);

    private static string Sikker(string tekst) => Koder.Encode(tekst);
}
