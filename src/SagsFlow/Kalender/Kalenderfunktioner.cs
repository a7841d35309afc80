using SagsFlow.Engine.Feel;

namespace SagsFlow.Kalender;

/// <summary>
/// The calendar's arithmetic as FEEL functions, for definitions: <c>arbejdsdage foer(dato, antal)</c>, <c>arbejdsdage efter(dato, antal)</c>,
/// <c>hverdage foer(dato, antal)</c>, <c>hverdage efter(dato, antal)</c>, <c>arbejdsdage mellem(fra, til)</c> and <c>er arbejdsdag(dato)</c>. A date may be a
/// date, a date and time, or the text of one; what cannot be counted gives null.
/// </summary>
public static class Kalenderfunktioner
{
    /// <summary>The functions' names.</summary>
    public static readonly IReadOnlyCollection<string> Navne = Alle(new Arbejdskalender([], "")).Keys;

    /// <summary>The functions by one calendar.</summary>
    public static FeelFunctions Af(Arbejdskalender kalender) => new(Alle(kalender));

    private static Dictionary<string, Func<FeelValue[], FeelValue>> Alle(Arbejdskalender kalender) => new(StringComparer.Ordinal)
    {
        ["arbejdsdage foer"] = a => Tael(a, (dag, antal) => kalender.Foer(dag, antal, Taellemaade.Arbejdsdag).Resultat),
        ["arbejdsdage efter"] = a => Tael(a, (dag, antal) => kalender.Efter(dag, antal, Taellemaade.Arbejdsdag).Resultat),
        ["hverdage foer"] = a => Tael(a, (dag, antal) => kalender.Foer(dag, antal, Taellemaade.Hverdag).Resultat),
        ["hverdage efter"] = a => Tael(a, (dag, antal) => kalender.Efter(dag, antal, Taellemaade.Hverdag).Resultat),
        ["arbejdsdage mellem"] = a => a is [var fra, var til] && Dag(fra) is { } f && Dag(til) is { } t ? FeelValue.Of(kalender.ArbejdsdageMellem(f, t)) : FeelValue.Null,
        ["er arbejdsdag"] = a => a is [var dato] && Dag(dato) is { } dag ? FeelValue.Of(kalender.ErArbejdsdag(dag)) : FeelValue.Null,
    };

    private static FeelValue Tael(FeelValue[] argumenter, Func<DateOnly, int, DateOnly> tael) =>
        argumenter is [var dato, FeelNumber { Value: >= 0 and <= Arbejdskalender.FlestDage } antal] && antal.Value == decimal.Truncate(antal.Value) && Dag(dato) is { } dag
            ? new FeelDate(tael(dag, (int)antal.Value))
            : FeelValue.Null;

    /// <summary>A day that the calendar knows, with room for counting.</summary>
    private static DateOnly? Dag(FeelValue vaerdi)
    {
        DateOnly? dag = vaerdi switch
        {
            FeelDate d => d.Value,
            FeelDateTime d => DateOnly.FromDateTime(d.Value),
            FeelString s when DateOnly.TryParseExact(s.Value.Split('T')[0], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var laest) => laest,
            _ => null,
        };
        return dag?.Year is >= Arbejdskalender.FoersteAar + 20 and <= Arbejdskalender.SidsteAar - 20 ? dag : null;
    }
}
