using System.Globalization;
using System.Text.RegularExpressions;

namespace SagsFlow.Demo;

/// <summary>Says line by line where the minutes the program writes differ from the public ones. Blank lines and space at a line's end do not count.</summary>
public static partial class Sammenligning
{
    /// <summary>A line that stands only in one of them.</summary>
    /// <param name="Nr">Its number in that one, from 1.</param>
    /// <param name="Vores">It is the program's; else the public minutes'.</param>
    /// <param name="Linje">The line.</param>
    public sealed record Forskel(int Nr, bool Vores, string Linje);

    /// <summary>What the comparison found.</summary>
    /// <param name="Linjer">Lines of the public minutes that are not blank.</param>
    /// <param name="Sidetal">Lines that are alike but for the dots and page number of the table of contents: the program writes no pages.</param>
    /// <param name="Forskelle">Everything else, in order.</param>
    public sealed record Resultat(int Linjer, int Sidetal, IReadOnlyList<Forskel> Forskelle);

    public static Resultat Af(IReadOnlyList<string> original, IReadOnlyList<string> vores)
    {
        var a = Linjer(original);
        var b = Linjer(vores);
        var forskelle = new List<Forskel>();
        var sidetal = 0;
        var faelles = LaengsteFaelles(a, b);
        for (int i = 0, j = 0; i < a.Count || j < b.Count;)
        {
            if (i < a.Count && j < b.Count && Ens(a[i].Tekst, b[j].Tekst))
            {
                sidetal += a[i].Tekst == b[j].Tekst ? 0 : 1;
                i++;
                j++;
            }
            else if (j >= b.Count || (i < a.Count && faelles[i + 1, j] >= faelles[i, j + 1]))
            {
                forskelle.Add(new Forskel(a[i].Nr, Vores: false, a[i++].Tekst));
            }
            else
            {
                forskelle.Add(new Forskel(b[j].Nr, Vores: true, b[j++].Tekst));
            }
        }

        return new Resultat(a.Count, sidetal, forskelle);
    }

    /// <summary>The result in words, a line each.</summary>
    public static IEnumerable<string> Tekst(Resultat r)
    {
        foreach (var f in r.Forskelle)
        {
            yield return $"  {(f.Vores ? "programmet" : "referatet "),-10} linje {f.Nr.ToString(CultureInfo.InvariantCulture),3}: {f.Linje}";
        }

        yield return $"{r.Linjer} linjer sammenlignet; {(r.Forskelle.Count == 0 ? "ingen forskelle" : $"{r.Forskelle.Count} {(r.Forskelle.Count == 1 ? "linje" : "linjer")} står kun det ene sted")}.";
        if (r.Sidetal > 0)
        {
            yield return $"Kendt forskel: {r.Sidetal} {(r.Sidetal == 1 ? "linje" : "linjer")} i indholdsfortegnelsen har sidetal i referatet; programmet skriver ikke sider.";
        }
    }

    private static List<(int Nr, string Tekst)> Linjer(IReadOnlyList<string> tekst) =>
        [.. tekst.Select((t, i) => (i + 1, t.TrimEnd())).Where(l => l.Item2.Length > 0)];

    private static bool Ens(string original, string vores) => original == vores || (Sidetal().Match(original) is { Success: true } m && m.Groups["titel"].Value == vores.TrimEnd('.'));

    /// <summary>For each pair of ends, how many lines the rests have in common in order.</summary>
    private static int[,] LaengsteFaelles(List<(int Nr, string Tekst)> a, List<(int Nr, string Tekst)> b)
    {
        var laengde = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
            {
                laengde[i, j] = Ens(a[i].Tekst, b[j].Tekst) ? laengde[i + 1, j + 1] + 1 : Math.Max(laengde[i + 1, j], laengde[i, j + 1]);
            }
        }

        return laengde;
    }

    [GeneratedRegex(@"^(?<titel>.+?)\.{3,}\s*\d+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sidetal();
}
