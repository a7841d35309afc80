using System.Text;
using System.Text.RegularExpressions;

namespace SagsFlow.Infrastructure.Sider;

/// <summary>
/// Brings plain text of minutes and Markdown to one form before it is read as Markdown: tabs become tables, dots become list marks, what only
/// looks like a list (<c>2. maj</c>) stays as it is, and lists and tables end where their lines end.
/// </summary>
internal static partial class Tekstform
{
    private enum Linjeart
    {
        Tom,
        Afsnit,
        Punkt,
        Fortsat,
        Tabel,
    }

    private sealed record Blok(Linjeart Art, List<string> Linjer);

    public static string Normaliser(string tekst)
    {
        var ud = new StringBuilder();
        Linjeart? sidste = null;
        foreach (var blok in Blokke(tekst))
        {
            // Without an empty line between them Markdown would let the list or the table swallow what follows.
            if (sidste is { } foer && (foer is Linjeart.Punkt or Linjeart.Tabel) != (blok.Art is Linjeart.Punkt or Linjeart.Tabel) && blok.Art != Linjeart.Fortsat)
            {
                ud.Append('\n');
            }

            foreach (var linje in blok.Art == Linjeart.Tabel ? Tabel(blok.Linjer) : blok.Linjer)
            {
                ud.Append(linje).Append('\n');
            }

            sidste = blok.Art;
        }

        return ud.ToString();
    }

    private static List<Blok> Blokke(string tekst)
    {
        var blokke = new List<Blok>();
        var iListe = false;
        foreach (var raa in tekst.ReplaceLineEndings("\n").Split('\n'))
        {
            // Two spaces at the end are a line break, as Markdown has it.
            var linje = raa.EndsWith("  ", StringComparison.Ordinal) ? raa.TrimEnd() + "  " : raa.TrimEnd();
            var art = Art(linje, iListe);
            iListe = art == Linjeart.Punkt || (iListe && art is Linjeart.Fortsat or Linjeart.Tom);
            linje = Ret(linje, art);
            var gruppe = art == Linjeart.Fortsat ? Linjeart.Punkt : art;
            if (blokke.Count > 0 && blokke[^1].Art == gruppe)
            {
                blokke[^1].Linjer.Add(linje);
            }
            else
            {
                blokke.Add(new Blok(gruppe, [linje]));
            }
        }

        // One line alone with a tab is only indented oddly; a table has rows.
        return [.. blokke.Select(b => b is { Art: Linjeart.Tabel, Linjer.Count: 1 } && !b.Linjer[0].TrimStart().StartsWith('|') ? new Blok(Linjeart.Afsnit, [b.Linjer[0].Trim()]) : b)];
    }

    private static Linjeart Art(string linje, bool iListe) =>
        string.IsNullOrWhiteSpace(linje) ? Linjeart.Tom
        : Punktmaerke().IsMatch(linje) ? Linjeart.Punkt
        : iListe && linje.StartsWith("  ", StringComparison.Ordinal) ? Linjeart.Fortsat
        : linje.TrimStart().StartsWith('|') || linje.Trim().Contains('\t', StringComparison.Ordinal) ? Linjeart.Tabel
        : Nummer().IsMatch(linje) && !Dato().IsMatch(linje) ? Linjeart.Punkt
        : Linjeart.Afsnit;

    private static string Ret(string linje, Linjeart art) => art switch
    {
        Linjeart.Tom => "",
        Linjeart.Punkt => TalEfterMaerke().Replace(Punktmaerke().Replace(linje, "${ind}- "), @"${foer}${tal}\${tegn}"),
        Linjeart.Afsnit => Dato().Replace(ErKunTegn().Replace(linje.TrimStart(), @"\$&"), @"${tal}\."),
        _ => linje,
    };

    /// <summary>Rows of tabs or pipes as a table of pipes. Where no rule of dashes follows the first row it is no heading; the heading is then empty.</summary>
    private static IEnumerable<string> Tabel(List<string> linjer)
    {
        var raekker = linjer.ConvertAll(Celler);
        var bredde = raekker.Max(r => r.Length);
        var harHoved = raekker.Count > 1 && ErStreg(raekker[1]);
        if (!harHoved)
        {
            yield return Raekke([], bredde);
        }

        for (var i = 0; i < raekker.Count; i++)
        {
            if (i == (harHoved ? 1 : 0))
            {
                yield return "|" + string.Concat(Enumerable.Repeat("---|", bredde));
            }

            if (!ErStreg(raekker[i]))
            {
                yield return Raekke(raekker[i], bredde);
            }
        }
    }

    private static string Raekke(string[] celler, int bredde) => "| " + string.Join(" | ", Enumerable.Range(0, bredde).Select(i => i < celler.Length ? celler[i] : "")) + " |";

    private static string[] Celler(string linje)
    {
        var trimmet = linje.Trim();
        if (!trimmet.StartsWith('|'))
        {
            return [.. trimmet.Split('\t').Select(c => c.Trim().Replace("|", @"\|", StringComparison.Ordinal))];
        }

        trimmet = trimmet[1..];
        return [.. UskaanetStreg().Split(trimmet.EndsWith('|') && !trimmet.EndsWith(@"\|", StringComparison.Ordinal) ? trimmet[..^1] : trimmet).Select(c => c.Trim())];
    }

    private static bool ErStreg(string[] celler) => celler.All(c => c.Length > 0 && c.All(t => t is '-' or ':'));

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.None, 1000)]
    private static partial Regex UskaanetStreg();

    [GeneratedRegex(@"^(?<ind>\s*)[-•*][ \t]+(?=\S)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Punktmaerke();

    [GeneratedRegex(@"^\s*\d{1,3}[.)]\s+\S", RegexOptions.None, 1000)]
    private static partial Regex Nummer();

    /// <summary>A number with a full stop that counts something: a day, a reading, a half-year.</summary>
    [GeneratedRegex(
        @"^\s*(?<tal>\d{1,3})\.(?= (?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|behandling|halvår|kvartal|søndag|juledag|påskedag|pinsedag)\b)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1000)]
    private static partial Regex Dato();

    /// <summary>A list item that begins with a number is a date or a step, never a list within the list.</summary>
    [GeneratedRegex(@"^(?<foer>\s*- )(?<tal>\d{1,4})(?<tegn>[.)])(?= )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TalEfterMaerke();

    /// <summary>A line that Markdown would take for an empty list, a rule, a quotation or the target of a link.</summary>
    [GeneratedRegex(@"^(?:[-+*](?=\s|$)|>|\[(?!\^)(?=[^\]]*\]:))", RegexOptions.None, 1000)]
    private static partial Regex ErKunTegn();
}
