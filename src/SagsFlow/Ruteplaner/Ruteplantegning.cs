using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;

namespace SagsFlow.Ruteplaner;

/// <summary>Draws a plan along the calendar: a line for each step, with its work, its meeting and when it is due.</summary>
public static class Ruteplantegning
{
    private const double Bredde = 1120;
    private const double Top = 78;
    private const double Linjehoejde = 52;
    private const double Kant = 16;

    /// <summary>Fewest units a day has before weekends are shaded, and a week before its number is written.</summary>
    private const double SynligDag = 4;
    private const double SynligUge = 30;

    /// <summary>More days than this is no picture any more.</summary>
    private const int FlestDage = 1500;

    /// <returns>Null when the plan has no dates to draw.</returns>
    public static Svg? Tegn(RuteplanSvar plan, Arbejdskalender kalender)
    {
        var dage = plan.Trin.SelectMany(Dage).Append(plan.Start).Concat(plan.Maal is { } m ? [m.Senest] : []).ToList();
        var (fra, til) = (dage.Min().AddDays(-3), dage.Max().AddDays(4));
        if (!plan.Trin.Any(t => t.Faerdig is not null) || til.DayNumber - fra.DayNumber > FlestDage)
        {
            return null;
        }

        var akse = new Akse(fra, til);
        var hoejde = Top + (plan.Trin.Count * Linjehoejde) + Kant;
        var svg = new Svg(Bredde, hoejde, "ruteplantegning", $"Planen fra {Dansk.Dato(plan.Start)} til {Dansk.Dato(dage.Max())}, tegnet langs kalenderen. Tabellen herunder siger det samme.");
        Fridage(svg, akse, kalender, hoejde);
        Tider(svg, akse, hoejde);
        Lodret(svg, akse, plan.Start, hoejde, "start", "Start");
        if (plan.Maal is { } maal)
        {
            Lodret(svg, akse, maal.Senest, hoejde, "maal", $"Senest {Dansk.Dato(maal.Senest)}");
        }

        for (var i = 0; i < plan.Trin.Count; i++)
        {
            Trin(svg, akse, plan.Trin[i], Top + (i * Linjehoejde));
        }

        return svg;
    }

    private static IEnumerable<DateOnly> Dage(RutetrinSvar t) =>
        new[] { t.Klar, t.Faerdig, t.Senest?.Faerdig, t.Afleveringsfrist is { } frist ? DateOnly.FromDateTime(frist) : null }.OfType<DateOnly>();

    /// <summary>Where a day lies.</summary>
    private sealed record Akse(DateOnly Fra, DateOnly Til)
    {
        public double Dag { get; } = (Bredde - (2 * Kant)) / (Til.DayNumber - Fra.DayNumber + 1);

        public double Fra0(DateOnly dag) => Kant + ((dag.DayNumber - Fra.DayNumber) * Dag);

        public double Midt(DateOnly dag) => Fra0(dag) + (Dag / 2);
    }

    private static void Fridage(Svg svg, Akse akse, Arbejdskalender kalender, double hoejde)
    {
        for (var dag = akse.Fra; dag <= akse.Til; dag = dag.AddDays(1))
        {
            if (kalender.Fridag(dag) is { } fri && (fri.Art != Fridagsart.Weekend || akse.Dag >= SynligDag))
            {
                svg.Aabn("rect", fri.Art == Fridagsart.Weekend ? "weekend" : "fridag", ("x", akse.Fra0(dag)), ("y", Top - 20), ("width", akse.Dag), ("height", hoejde - Top + 20));
                svg.Titel($"{Dansk.Dag(dag)}: {fri.Navn}").Luk();
            }
        }
    }

    private static void Tider(Svg svg, Akse akse, double hoejde)
    {
        for (var dag = akse.Fra; dag <= akse.Til; dag = dag.AddDays(1))
        {
            if (dag.DayOfWeek == DayOfWeek.Monday && akse.Dag * 7 >= SynligUge)
            {
                svg.Linje(akse.Fra0(dag), Top - 20, akse.Fra0(dag), hoejde, "uge");
                svg.Tekst(akse.Fra0(dag) + 3, Top - 26, $"{Arbejdskalender.Uge(dag).Uge}", "ugenr");
            }

            if (dag.Day == 1 || dag == akse.Fra)
            {
                var sidste = new DateOnly(dag.Year, dag.Month, DateTime.DaysInMonth(dag.Year, dag.Month));
                var plads = ((sidste < akse.Til ? sidste : akse.Til).DayNumber - dag.DayNumber + 1) * akse.Dag;
                svg.Linje(akse.Fra0(dag), 4, akse.Fra0(dag), hoejde, "maaned");
                if (plads > 44)
                {
                    svg.Tekst(akse.Fra0(dag) + 4, 18, dag.ToString(plads > 120 ? "MMMM yyyy" : "MMM", Dansk.Kultur), "maanedsnavn");
                }
            }
        }
    }

    private static void Lodret(Svg svg, Akse akse, DateOnly dag, double hoejde, string klasse, string tekst)
    {
        var x = akse.Midt(dag);
        svg.Linje(x, 26, x, hoejde, klasse);
        var tilVenstre = x > Bredde - 140;
        svg.Tekst(x + (tilVenstre ? -5 : 5), 36, tekst, $"{klasse}-tekst", tilVenstre ? "end" : "start");
    }

    private static void Trin(Svg svg, Akse akse, RutetrinSvar trin, double y)
    {
        var midt = y + 34;
        var navn = $"{trin.Nr}. {trin.ForumNavn ?? trin.Navn}";
        if (trin.Klar is not { } klar || trin.Faerdig is not { } faerdig)
        {
            svg.Tekst(Kant, midt, $"{navn}: ingen dato", "trin-uden");
            return;
        }

        var er = trin.Art == Trinart.Forelaeggelse;
        if (er)
        {
            svg.Linje(akse.Midt(klar), midt, akse.Midt(faerdig), midt, "venter");
        }
        else
        {
            svg.Rektangel(akse.Fra0(klar), midt - 6, Math.Max(4, akse.Fra0(faerdig.AddDays(1)) - akse.Fra0(klar)), 12, "arbejde");
        }

        if (trin.Afleveringsfrist is { } frist)
        {
            var x = akse.Midt(DateOnly.FromDateTime(frist));
            svg.Sti($"M {Svg.Tal(x)} {Svg.Tal(midt - 9)} l 8 14 h -16 Z", "aflevering");
        }

        if (trin.Senest is { } senest && senest.Faerdig != faerdig)
        {
            svg.Linje(akse.Midt(faerdig), midt, akse.Midt(senest.Faerdig), midt, "luft");
            svg.Cirkel(akse.Midt(senest.Faerdig), midt, 7, "senest");
        }

        if (er)
        {
            svg.Cirkel(akse.Midt(faerdig), midt, 9, "moede");
        }

        var start = akse.Fra0(klar < faerdig ? klar : faerdig);
        var bag = start > Bredde * 0.6;
        svg.Tekst(bag ? akse.Midt(faerdig) + 9 : start, y + 18, $"{navn}{(er ? $", {Dansk.Dag(faerdig)}" : "")}", er ? "trin-navn trin-forum" : "trin-navn", bag ? "end" : "start");
    }
}
