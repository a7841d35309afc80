using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace SagsFlow.Infrastructure.Sider;

/// <summary>Text without the signs of Markdown, for where it is read as it is: minutes as plain text.</summary>
public static partial class Tekstudtraek
{
    /// <summary>The text as people would write it by hand; one without signs is left as it is, to the letter.</summary>
    public static string Almindelig(string tekst)
    {
        if (!HarTegn(tekst) || Tekstgengivelse.Laes(tekst) is not { } dokument)
        {
            return tekst;
        }

        var ud = new StringBuilder();
        Blokke(dokument, ud, "");
        return ud.ToString().TrimEnd();
    }

    /// <summary>Whether the text has something that only means anything as Markdown.</summary>
    public static bool HarTegn(string tekst) => Tegn().IsMatch(tekst);

    [GeneratedRegex(@"^#{1,6} |\*\*|\]\(|\[\^|^\|[-| :]+\|[ \r]*$|<br>|(?:^|\s)\*\S|\\[!-/:-@[-`{-~]", RegexOptions.Multiline, 1000)]
    private static partial Regex Tegn();

    private static void Blokke(ContainerBlock blokke, StringBuilder ud, string ind)
    {
        foreach (var blok in blokke)
        {
            switch (blok)
            {
                case Table tabel:
                    foreach (var raekke in tabel.OfType<TableRow>().Select(r => string.Join('\t', r.OfType<TableCell>().Select(c => c.FirstOrDefault() is LeafBlock b ? Indhold(b.Inline, " ") : ""))).Where(r => r.Trim().Length > 0))
                    {
                        ud.Append(ind).Append(raekke).Append('\n');
                    }

                    ud.Append('\n');
                    break;
                case ListBlock liste:
                    Liste(liste, ud, ind);
                    break;
                case FootnoteGroup noter:
                    foreach (var note in noter.OfType<Footnote>().OrderBy(n => n.Order))
                    {
                        ud.Append('[').Append(note.Order.ToString(CultureInfo.InvariantCulture)).Append("] ");
                        Blokke(note, ud, "");
                    }

                    break;
                case LeafBlock { Inline: { FirstChild: not null } inline }:
                    ud.Append(ind).Append(Indhold(inline, "\n" + ind)).Append("\n\n");
                    break;
                case LinkReferenceDefinitionGroup:
                    break;
                case ContainerBlock andet:
                    Blokke(andet, ud, ind);
                    break;
            }
        }
    }

    private static void Liste(ListBlock liste, StringBuilder ud, string ind)
    {
        var nr = int.TryParse(liste.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var foerste) ? foerste : 1;
        foreach (var punkt in liste.OfType<ListItemBlock>())
        {
            var foran = liste.IsOrdered ? (nr++).ToString(CultureInfo.InvariantCulture) + ". " : "- ";
            ud.Append(ind).Append(foran);
            if (punkt.FirstOrDefault() is ParagraphBlock { Inline: { } inline })
            {
                ud.Append(Indhold(inline, " "));
                punkt.RemoveAt(0);
            }

            ud.Append('\n');
            if (punkt.Count > 0)
            {
                Blokke(punkt, ud, ind + "  ");
                ud.Length -= ud.Length > 1 && ud[^1] == '\n' && ud[^2] == '\n' ? 1 : 0;
            }
        }

        ud.Append('\n');
    }

    private static string Indhold(ContainerInline? inline, string linjeskift)
    {
        var ud = new StringBuilder();
        for (var del = inline?.FirstChild; del is not null; del = del.NextSibling)
        {
            _ = del switch
            {
                LiteralInline tekst => ud.Append(tekst.Content.ToString()),
                LineBreakInline or Tekstgengivelse.Skift => ud.Append(linjeskift),
                FootnoteLink { IsBackLink: false } note => ud.Append('[').Append(note.Footnote.Order.ToString(CultureInfo.InvariantCulture)).Append(']'),
                LinkInline { IsImage: false, Url: { } adresse } link when Indhold(link, linjeskift) is var navn => ud.Append(navn == adresse ? navn : $"{navn} ({adresse})"),
                ContainerInline andet => ud.Append(Indhold(andet, linjeskift)),
                _ => ud,
            };
        }

        return ud.ToString();
    }
}
