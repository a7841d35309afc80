using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Aarshjul;

/// <summary>An occurrence's place in the picture.</summary>
/// <param name="Nr">The number it has in the picture and in the list.</param>
/// <param name="Ring">Which ring, from the outermost, 0.</param>
/// <param name="Anker">The id of its place in the list.</param>
/// <param name="Navn">What it is, in words, for those who do not see the picture.</param>
public sealed record Hjulmaerke(int Nr, int Ring, DateOnly Fra, DateOnly Til, string Anker, string Navn, Forekomsttilstand Tilstand);

/// <summary>Draws a year as a wheel: January begins at the top and the year goes with the clock; a ring for each forum or center.</summary>
public static class Aarshjulstegning
{
    private const double Midte = 340;
    private const double Yderst = 280;
    private const double Inderst = 84;
    private const double Maanedsbue = 306;
    private const double StoersteMaerke = 24;

    /// <param name="ringe">What the rings are called, the outermost first.</param>
    /// <param name="idag">Today, when it is in the year.</param>
    public static Svg Tegn(int aar, IReadOnlyList<string> ringe, IReadOnlyList<Hjulmaerke> maerker, DateOnly? idag)
    {
        var svg = new Svg(2 * Midte, 2 * Midte, "aarshjul", $"Årshjulet {aar}: {Dansk.Antal(maerker.Count, "sag", "sager")}. Listen ved siden af siger det samme.", harLinks: true);
        var bredde = (Yderst - Inderst) / Math.Max(1, ringe.Count);
        for (var i = 0; i < ringe.Count; i++)
        {
            svg.Cirkel(Midte, Midte, Yderst - (i * bredde), $"ring ring-{i % 6}");
        }

        svg.Cirkel(Midte, Midte, ringe.Count == 0 ? Yderst : Inderst, "nav");
        Maaneder(svg, aar);
        Ringnavne(svg, ringe, bredde);
        if (idag is { } dag)
        {
            var (x, y) = Punkt(Vinkel(dag), Yderst + 8);
            var (x0, y0) = Punkt(Vinkel(dag), Inderst);
            svg.Linje(x0, y0, x, y, "idag");
            var (tx, ty) = Punkt(Vinkel(dag), Inderst - 16);
            svg.Tekst(tx, ty + 5, "i dag", "idag-tekst", "middle");
        }

        svg.Tekst(Midte, Midte + 14, $"{aar}", "aarstal", "middle");
        var radius = Math.Min(StoersteMaerke, (bredde / 2) - 2);
        for (var i = 0; i < ringe.Count; i++)
        {
            Ring(svg, [.. maerker.Where(m => m.Ring == i)], Yderst - ((i + 0.5) * bredde), radius, aar);
        }

        return svg;
    }

    private static void Maaneder(Svg svg, int aar)
    {
        for (var m = 1; m <= 12; m++)
        {
            var foerste = new DateOnly(aar, m, 1);
            var (x1, y1) = Punkt(Vinkel(foerste), Inderst);
            var (x2, y2) = Punkt(Vinkel(foerste), Maanedsbue + 20);
            svg.Linje(x1, y1, x2, y2, "maanedsgraense");
            var midt = (Vinkel(foerste) + Vinkel(new DateOnly(aar, m, DateTime.DaysInMonth(aar, m)))) / 2;
            var (x, y) = Punkt(midt, Maanedsbue);
            svg.Tekst(x, y + 7, foerste.ToString("MMM", Dansk.Kultur).TrimEnd('.'), "maanedsnavn", "middle");
        }
    }

    /// <summary>Each ring's name along its inner edge, from the top, where the year begins.</summary>
    private static void Ringnavne(Svg svg, IReadOnlyList<string> ringe, double bredde)
    {
        for (var i = 0; i < ringe.Count; i++)
        {
            var radius = Yderst - ((i + 1) * bredde) + 5;
            svg.Aabn("defs", null).Tegn("path", null, ("id", $"ring-{i}"), ("d", Bue(2, 170, radius))).Luk();
            svg.Aabn("text", "ringnavn").Aabn("textPath", null, ("href", $"#ring-{i}")).Skriv(ringe[i]).Luk().Luk();
        }
    }

    /// <summary>The marks of one ring. Those that would lie on each other are moved on along it; the band tells when they may be.</summary>
    private static void Ring(Svg svg, IReadOnlyList<Hjulmaerke> maerker, double ring, double radius, int aar)
    {
        var mindst = 2 * Math.Asin((radius + 2) / ring) * 180 / Math.PI;
        var sidste = double.NegativeInfinity;
        foreach (var (maerke, fra, til) in maerker.Select(m => (m, Fra: Vinkel(IAaret(m.Fra, aar)), Til: Vinkel(IAaret(m.Til, aar)))).OrderBy(m => m.Fra + m.Til).ThenBy(m => m.m.Nr))
        {
            var vinkel = Math.Max((fra + til) / 2, sidste + mindst);
            sidste = vinkel;
            if (til - fra > 2)
            {
                svg.Sti(Bue(fra, til, ring), $"periode periode-{Ord(maerke)}");
            }

            var (x, y) = Punkt(vinkel, ring);
            svg.Aabn("a", $"maerke maerke-{Ord(maerke)}", ("href", $"#{maerke.Anker}"), ("aria-label", $"{maerke.Nr}. {maerke.Navn}")).Titel(maerke.Navn);
            svg.Cirkel(x, y, radius, "maerke-skive");
            svg.Tekst(x, y + 7, $"{maerke.Nr}", "maerke-nr", "middle");
            if (maerke.Tilstand is Forekomsttilstand.SprungetOver or Forekomsttilstand.Ophoert)
            {
                svg.Linje(x - (radius * 0.7), y + (radius * 0.7), x + (radius * 0.7), y - (radius * 0.7), "maerke-streg");
            }

            svg.Luk();
        }
    }

    private static string Ord(Hjulmaerke maerke) => Data.Navne.Ord(maerke.Tilstand);

    private static DateOnly IAaret(DateOnly dag, int aar) => dag.Year < aar ? new DateOnly(aar, 1, 1) : dag.Year > aar ? new DateOnly(aar, 12, 31) : dag;

    /// <summary>Degrees from the top, with the clock.</summary>
    private static double Vinkel(DateOnly dag) => (dag.DayOfYear - 1) * 360.0 / (DateTime.IsLeapYear(dag.Year) ? 366 : 365);

    private static (double X, double Y) Punkt(double grader, double radius)
    {
        var v = (grader - 90) * Math.PI / 180;
        return (Midte + (radius * Math.Cos(v)), Midte + (radius * Math.Sin(v)));
    }

    private static string Bue(double fra, double til, double radius)
    {
        var ((x1, y1), (x2, y2)) = (Punkt(fra, radius), Punkt(til, radius));
        return $"M {Svg.Tal(x1)} {Svg.Tal(y1)} A {Svg.Tal(radius)} {Svg.Tal(radius)} 0 {(til - fra > 180 ? 1 : 0)} 1 {Svg.Tal(x2)} {Svg.Tal(y2)}";
    }
}
