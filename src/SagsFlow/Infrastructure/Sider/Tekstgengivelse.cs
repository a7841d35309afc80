using System.Globalization;
using System.Text.Encodings.Web;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Parsers;
using Markdig.Parsers.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Microsoft.AspNetCore.Html;

namespace SagsFlow.Infrastructure.Sider;

/// <summary>
/// Shows text as people write it in cases and minutes, plain or in a small part of Markdown: paragraphs with the line breaks they were written
/// with, headings, bold and italic, lists, tables with tabs or pipes, links and footnotes. Everything is encoded; there is no way to write HTML.
/// </summary>
public static class Tekstgengivelse
{
    /// <summary>The level of the page's own headings, which those in the text stand under.</summary>
    private const int Sidensniveau = 2;

    private const int DybesteOverskrift = 6;

    /// <summary>Deeper than anybody writes; a text made to be deep must not exhaust the stack.</summary>
    private const int DybesteIndlejring = 40;

    private static readonly MarkdownPipeline Laeser = Byg();

    /// <summary>The text as HTML; nothing when there is none.</summary>
    /// <param name="tekst">What was written.</param>
    /// <param name="under">The level of the heading that the text stands under.</param>
    public static IHtmlContent Html(string? tekst, int under = Sidensniveau)
    {
        if (string.IsNullOrWhiteSpace(tekst))
        {
            return HtmlString.Empty;
        }

        if (Laes(tekst) is not { } dokument)
        {
            return new HtmlContentBuilder().AppendHtml("<p>").Append(tekst).AppendHtml("</p>");
        }

        var html = new HtmlContentBuilder();
        new Skriver(html, under).Blokke(dokument, 0);
        return html;
    }

    /// <summary>The text's parts; null when it nests without end, which the library guards against.</summary>
    internal static MarkdownDocument? Laes(string tekst)
    {
        try
        {
            return Markdown.Parse(Tekstform.Normaliser(tekst), Laeser);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The HTML as a string, for tests and for text outside pages.</summary>
    public static string SomTekst(IHtmlContent indhold)
    {
        using var ud = new StringWriter(CultureInfo.InvariantCulture);
        indhold.WriteTo(ud, HtmlEncoder.Default);
        return ud.ToString();
    }

    /// <summary>Markdown without what people do not mean by the signs: code by indentation, quotations, rules, HTML and entities.</summary>
    private static MarkdownPipeline Byg()
    {
        var bygger = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseFootnotes();
        bygger.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        bygger.BlockParsers.TryRemove<FencedCodeBlockParser>();
        bygger.BlockParsers.TryRemove<QuoteBlockParser>();
        bygger.BlockParsers.TryRemove<ThematicBreakParser>();
        bygger.BlockParsers.Find<ParagraphBlockParser>()!.ParseSetextHeadings = false;
        bygger.InlineParsers.TryRemove<HtmlEntityParser>();
        bygger.InlineParsers.TryRemove<AutolinkInlineParser>();
        bygger.InlineParsers.TryRemove<CodeInlineParser>();
        bygger.InlineParsers.Insert(0, new Linjeskift());
        return bygger.Build();
    }

    /// <summary>The one tag that has a meaning: a line break in a cell, which Markdown has no other way to write.</summary>
    private sealed class Linjeskift : InlineParser
    {
        private const string Maerke = "<br>";

        public Linjeskift() => OpeningCharacters = ['<'];

        public override bool Match(InlineProcessor processor, ref Markdig.Helpers.StringSlice slice)
        {
            if (!slice.Match(Maerke))
            {
                return false;
            }

            processor.Inline = new Skift();
            slice.Start += Maerke.Length;
            return true;
        }
    }

    /// <summary>Not the library's own: that one would end the row.</summary>
    internal sealed class Skift : LeafInline;

    private sealed class Skriver(HtmlContentBuilder html, int under)
    {
        public void Blokke(ContainerBlock blokke, int dybde)
        {
            if (dybde > DybesteIndlejring)
            {
                return;
            }

            foreach (var blok in blokke)
            {
                Skriv(blok, dybde + 1);
            }
        }

        private void Skriv(Block blok, int dybde)
        {
            switch (blok)
            {
                case HeadingBlock overskrift:
                    var niveau = Math.Min(overskrift.Level + under, DybesteOverskrift).ToString(CultureInfo.InvariantCulture);
                    Omgiv($"h{niveau}", () => Indhold(overskrift.Inline, "<br>"));
                    break;
                case ListBlock liste:
                    Liste(liste, dybde);
                    break;
                case Table tabel:
                    Tabel(tabel);
                    break;
                case FootnoteGroup fodnoter:
                    Fodnoter(fodnoter, dybde);
                    break;
                case LinkReferenceDefinitionGroup:
                    break;
                case LeafBlock { Inline: { FirstChild: not null } inline }:
                    Omgiv("p", () => Indhold(inline, "<br>"));
                    break;
                case ContainerBlock andet:
                    Blokke(andet, dybde);
                    break;
            }
        }

        private void Liste(ListBlock liste, int dybde)
        {
            var start = liste.IsOrdered && int.TryParse(liste.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var nr) && nr != 1 ? $" start=\"{nr.ToString(CultureInfo.InvariantCulture)}\"" : "";
            html.AppendHtml(liste.IsOrdered ? $"<ol{start}>" : "<ul>");
            foreach (var punkt in liste.OfType<ListItemBlock>())
            {
                html.AppendHtml("<li>");
                if (punkt.FirstOrDefault() is ParagraphBlock { Inline: { } inline })
                {
                    Indhold(inline, " ");
                    punkt.RemoveAt(0);
                }

                Blokke(punkt, dybde);
                html.AppendHtml("</li>");
            }

            html.AppendHtml(liste.IsOrdered ? "</ol>" : "</ul>");
        }

        /// <summary>An empty heading row stands for none: a guess would give screen readers wrong headings.</summary>
        private void Tabel(Table tabel)
        {
            var raekker = tabel.OfType<TableRow>().Where(r => !(r.IsHeader && r.OfType<TableCell>().All(ErTom))).ToList();
            var bredde = raekker.Count == 0 ? 0 : raekker.Max(r => r.Count);
            html.AppendHtml("<div class=\"tekst-tabel\" tabindex=\"0\" role=\"region\" aria-label=\"Tabel\"><table class=\"table table--compact\">");
            foreach (var raekke in raekker)
            {
                html.AppendHtml("<tr>");
                for (var i = 0; i < bredde; i++)
                {
                    html.AppendHtml(raekke.IsHeader ? "<th scope=\"col\">" : "<td>");
                    if (i < raekke.Count && (raekke[i] as TableCell)?.FirstOrDefault() is LeafBlock { Inline: { } inline })
                    {
                        Indhold(inline, "<br>");
                    }

                    html.AppendHtml(raekke.IsHeader ? "</th>" : "</td>");
                }

                html.AppendHtml("</tr>");
            }

            html.AppendHtml("</table></div>");
        }

        private static bool ErTom(TableCell celle) => celle.FirstOrDefault() is not LeafBlock { Inline.FirstChild: not null };

        /// <summary>Without links back and forth: a page shows several texts, each with its own note 1.</summary>
        private void Fodnoter(FootnoteGroup gruppe, int dybde)
        {
            html.AppendHtml("<ol class=\"fodnoter\">");
            foreach (var note in gruppe.OfType<Footnote>().OrderBy(n => n.Order))
            {
                html.AppendHtml("<li data-fodnote=\"").Append(Maerke(note)).AppendHtml("\">");
                Blokke(note, dybde);
                html.AppendHtml("</li>");
            }

            html.AppendHtml("</ol>");
        }

        private static string Maerke(Footnote note) => (note.Label ?? "").TrimStart('^');

        private void Indhold(ContainerInline? inline, string linjeskift)
        {
            for (var del = inline?.FirstChild; del is not null; del = del.NextSibling)
            {
                switch (del)
                {
                    case LiteralInline tekst:
                        html.Append(tekst.Content.ToString());
                        break;
                    case LineBreakInline skift:
                        html.AppendHtml(skift.IsHard ? "<br>" : linjeskift);
                        break;
                    case Skift:
                        html.AppendHtml("<br>");
                        break;
                    case EmphasisInline fremhaevet:
                        Omgiv(fremhaevet.DelimiterCount > 1 ? "strong" : "em", () => Indhold(fremhaevet, linjeskift));
                        break;
                    case FootnoteLink { IsBackLink: false } note:
                        html.AppendHtml("<sup class=\"fodnote\" data-fodnote=\"").Append(Maerke(note.Footnote)).AppendHtml("\">")
                            .Append(note.Footnote.Order.ToString(CultureInfo.InvariantCulture)).AppendHtml("</sup>");
                        break;
                    case FootnoteLink:
                        break;
                    case LinkInline link:
                        Link(link, linjeskift);
                        break;
                    case ContainerInline andet:
                        Indhold(andet, linjeskift);
                        break;
                    default:
                        html.Append(del.ToString() ?? "");
                        break;
                }
            }
        }

        private void Link(LinkInline link, string linjeskift)
        {
            // A picture would be fetched from somewhere else, so that somebody there could see who reads.
            var adresse = link.IsImage ? null : Tilladt(link.Url);
            if (adresse is null)
            {
                Indhold(link, linjeskift);
                return;
            }

            html.AppendHtml("<a href=\"").Append(adresse).AppendHtml("\" rel=\"noopener noreferrer\">");
            Indhold(link, linjeskift);
            html.AppendHtml("</a>");
        }

        private static string? Tilladt(string? adresse) =>
            Uri.TryCreate(adresse?.Trim(), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" or "mailto" ? adresse!.Trim() : null;

        private void Omgiv(string navn, Action indhold)
        {
            html.AppendHtml($"<{navn}>");
            indhold();
            html.AppendHtml($"</{navn}>");
        }
    }
}
