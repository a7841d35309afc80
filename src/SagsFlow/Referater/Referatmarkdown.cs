using System.Text;
using System.Text.RegularExpressions;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Referater;

/// <summary>The minutes as Markdown. What people wrote is escaped, so that no title or text becomes a heading, a link or HTML.</summary>
public static partial class Referatmarkdown
{
    public static string Skriv(Referat r)
    {
        var t = new StringBuilder();
        Afsnit(t, "# " + Sikker(Referatform.Overskrift(r)));
        foreach (var (navn, tekst) in Referatform.Hoved(r))
        {
            Afsnit(t, $"**{navn}** {Sikker(tekst)}");
        }

        Afsnit(t, "## Indholdsfortegnelse");
        Afsnit(t, string.Join('\n', r.Punkter.Select(p => $"{p.Nr}. {Sikker(p.Titel)}")));
        foreach (var p in r.Punkter)
        {
            Afsnit(t, "## " + Sikker(Referatform.Punktoverskrift(p)));
            Afsnit(t, Sikker(p.Journalnummer ?? ""));
            Afsnit(t, Sikker(Referatform.Linje(p) ?? ""));
            foreach (var blok in Referatform.Blokke(p))
            {
                Afsnit(t, "### " + Sikker(blok.Overskrift));
                Afsnit(t, blok switch
                {
                    Tekstblok b => Tekst(Tekstudtraek.Almindelig(b.Tekst)),
                    Listeblok b => string.Join('\n', b.Linjer.Select(l => "- " + Sikker(l))),
                    Indstillingsblok b => Indstilling(b.Indstilling),
                    _ => throw new InvalidOperationException(blok.GetType().Name),
                });
            }

            Afsnit(t, p.UbesvaredePunkter is { Count: > 0 } u ? $"*{Sikker(Referatform.Ubesvarede(u))}*" : "");
        }

        return t.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>One line of text that reads in Markdown as it was written.</summary>
    public static string Sikker(string tekst)
    {
        var linje = Tegn().Replace(tekst.ReplaceLineEndings(" ").Trim(), @"\$0");
        return Linjestart().Replace(linje, @"${tal}\${tegn}");
    }

    private static string Tekst(string tekst) => string.Join("\n\n", Referatform.Afsnit(tekst).Select(a =>
        a.ErListe ? string.Join('\n', a.Linjer.Select(l => "- " + Sikker(l))) : string.Join("  \n", a.Linjer.Select(Sikker))));

    private static string Indstilling(Referatindstilling i)
    {
        var t = new StringBuilder();
        Afsnit(t, Tekst(i.Indledning ?? ""));
        foreach (var p in i.Punkter)
        {
            var foran = Referatform.Foran(i, p) is { } nr ? nr + " " : "";
            t.Append(foran).Append(Indrykket(p.Tekst, foran.Length)).Append('\n');
            foreach (var u in p.Underpunkter)
            {
                t.Append(' ', foran.Length).Append("- ").Append(p.HarStreger ? "" : Sikker(Referatform.Bogstav(u)) + " ").Append(Indrykket(u.Tekst, foran.Length + 2)).Append('\n');
            }
        }

        return t.ToString();
    }

    private static string Indrykket(string tekst, int plads) =>
        string.Join("  \n" + new string(' ', plads), tekst.Split('\n').Where(l => !string.IsNullOrWhiteSpace(l)).Select(Sikker));

    private static void Afsnit(StringBuilder t, string tekst)
    {
        if (tekst.Length > 0)
        {
            t.Append(tekst.TrimEnd('\n')).Append("\n\n");
        }
    }

    [GeneratedRegex(@"[\\`*_{}\[\]<>#|~&]", RegexOptions.NonBacktracking)]
    private static partial Regex Tegn();

    /// <summary>What only means something at the start of a line: bullets, numbers, underlines of headings.</summary>
    [GeneratedRegex(@"^(?<tal>\d{0,9})(?<tegn>[-+=.)])", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Linjestart();
}
