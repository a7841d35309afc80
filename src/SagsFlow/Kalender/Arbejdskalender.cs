using System.Collections.Concurrent;
using System.Globalization;

namespace SagsFlow.Kalender;

/// <summary>
/// Which days people work: public holidays, computed, and the municipality's own closing days, from data. Immutable; a changed calendar is a
/// new one, with another <see cref="Version"/>.
/// </summary>
public sealed class Arbejdskalender(IReadOnlyList<Lukkeregel> lukkeregler, string version)
{
    /// <summary>Years outside these are refused: no meeting is held in them, and counting would leave what dates can say.</summary>
    public const int FoersteAar = 1900;

    public const int SidsteAar = 2200;

    /// <summary>Most days that are counted at a time.</summary>
    public const int FlestDage = 3_000;

    private readonly ConcurrentDictionary<int, Dictionary<DateOnly, Fridag>> _aar = new();

    /// <summary>Names what the calendar was made of, so that a deadline computed by an older one is known.</summary>
    public string Version => version;

    public IReadOnlyList<Lukkeregel> Lukkeregler => lukkeregler;

    /// <summary>Why a day is no arbejdsdag, or null when it is one.</summary>
    public Fridag? Fridag(DateOnly dag) => Aar(dag.Year).GetValueOrDefault(dag);

    public bool ErArbejdsdag(DateOnly dag) => Fridag(dag) is null;

    /// <summary>Why a day does not count, or null when it does.</summary>
    public Fridag? Sprunget(DateOnly dag, Taellemaade maade)
    {
        if (maade.Arbejdsdage)
        {
            return Fridag(dag);
        }

        var fri = Fridag(dag);
        if (dag.DayOfWeek == DayOfWeek.Sunday || (dag.DayOfWeek == DayOfWeek.Saturday && !maade.Loerdag))
        {
            return fri;
        }

        // A closing day of the municipality's own is a hverdag all the same; the custom ones as the rule says.
        return fri switch
        {
            { Art: Fridagsart.Helligdag } => fri,
            { Art: Fridagsart.Sedvane } when !TaellerSedvane(dag, maade) => fri,
            _ => null,
        };
    }

    /// <summary>Counts days backwards from a day, which does not count itself; the last one counted is the answer.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative or above <see cref="FlestDage"/>, or leaves the years.</exception>
    public Optaelling Foer(DateOnly dag, int antal, Taellemaade maade) => Tael(dag, antal, maade, frem: false);

    /// <summary>Counts days forwards from a day, which does not count itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">As for <see cref="Foer"/>.</exception>
    public Optaelling Efter(DateOnly dag, int antal, Taellemaade maade) => Tael(dag, antal, maade, frem: true);

    /// <summary>How many arbejdsdage there are from one day to another, the first not counted; negative when the other comes first.</summary>
    public int ArbejdsdageMellem(DateOnly fra, DateOnly til)
    {
        var (tidlig, sen) = fra <= til ? (fra, til) : (til, fra);
        var antal = 0;
        for (var dag = tidlig.AddDays(1); dag <= sen; dag = dag.AddDays(1))
        {
            antal += ErArbejdsdag(dag) ? 1 : 0;
        }

        return fra <= til ? antal : -antal;
    }

    /// <summary>Every day of a year that is no arbejdsdag, in order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside the calendar.</exception>
    public IReadOnlyList<Fridag> Fridage(int aar) => [.. Aar(aar).Values.OrderBy(f => f.Dag)];

    /// <summary>
    /// Single working days between a weekday off and a weekend, before the decided closings are laid on (domain: § 6).
    /// </summary>
    /// <param name="medFaste">Also those that a standing rule closes every year.</param>
    public IReadOnlyList<DateOnly> IndeklemteDage(int aar, bool medFaste)
    {
        var dage = new List<DateOnly>();
        for (var dag = new DateOnly(aar, 1, 1); dag.Year == aar; dag = dag.AddDays(1))
        {
            if (ErIndeklemt(dag) && (medFaste || Beslutning(dag, kunFaste: true) is null))
            {
                dage.Add(dag);
            }
        }

        return dage;
    }

    /// <summary>The ISO week of a day, and the year it belongs to.</summary>
    public static (int Aar, int Uge) Uge(DateOnly dag)
    {
        var tid = dag.ToDateTime(TimeOnly.MinValue);
        return (ISOWeek.GetYear(tid), ISOWeek.GetWeekOfYear(tid));
    }

    private Optaelling Tael(DateOnly fra, int antal, Taellemaade maade, bool frem)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(antal);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(antal, FlestDage);
        var talte = new List<DateOnly>(antal);
        var sprunget = new List<Fridag>();
        var dag = fra;
        while (talte.Count < antal)
        {
            dag = dag.AddDays(frem ? 1 : -1);
            if (Sprunget(dag, maade) is { } fri)
            {
                sprunget.Add(fri);
            }
            else
            {
                talte.Add(dag);
            }
        }

        return new Optaelling(fra, antal, frem, maade, dag, talte, sprunget);
    }

    private static bool TaellerSedvane(DateOnly dag, Taellemaade maade) => (dag.Month, dag.Day) switch
    {
        (6, 5) => maade.Grundlovsdag,
        (12, 24) => maade.Juleaftensdag,
        (12, 31) => maade.Nytaarsaftensdag,
        _ => true,
    };

    private Dictionary<DateOnly, Fridag> Aar(int aar)
    {
        if (aar is < FoersteAar or > SidsteAar)
        {
            throw new ArgumentOutOfRangeException(nameof(aar), aar, $"Kalenderen går fra {FoersteAar} til {SidsteAar}.");
        }

        return _aar.GetOrAdd(aar, Byg);
    }

    private Dictionary<DateOnly, Fridag> Byg(int aar)
    {
        var fri = new Dictionary<DateOnly, Fridag>();
        for (var dag = new DateOnly(aar, 1, 1); dag.Year == aar; dag = dag.AddDays(1))
        {
            if ((Uden(dag) ?? Beslutning(dag, kunFaste: false)) is { } grund)
            {
                fri.Add(dag, grund);
            }
        }

        return fri;
    }

    /// <summary>A holiday, a custom or a weekend: what is off before the decided closings are laid on.</summary>
    private Fridag? Uden(DateOnly dag)
    {
        var helligdage = Helligdage.I(dag.Year).Where(h => h.Dag == dag).Select(h => h.Navn).ToList();
        if (helligdage.Count > 0)
        {
            return new Fridag(dag, Fridagsart.Helligdag, string.Join(" og ", helligdage));
        }

        return Regel(dag, r => r.Sedvane) is { } sedvane ? new Fridag(dag, Fridagsart.Sedvane, sedvane.Navn)
            : dag.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? new Fridag(dag, Fridagsart.Weekend, dag.DayOfWeek == DayOfWeek.Saturday ? "lørdag" : "søndag")
            : null;
    }

    private Fridag? Beslutning(DateOnly dag, bool kunFaste) =>
        Regel(dag, r => !r.Sedvane && (!kunFaste || r.Dage.Count == 0)) is { } regel ? new Fridag(dag, Fridagsart.Lukkedag, regel.Navn) : null;

    private Lukkeregel? Regel(DateOnly dag, Func<Lukkeregel, bool> slags) => lukkeregler.FirstOrDefault(r => slags(r) && r.GaelderDen(dag) && Rammer(r, dag));

    private bool Rammer(Lukkeregel regel, DateOnly dag)
    {
        var maanedOgDag = dag.ToString("MM-dd", CultureInfo.InvariantCulture);
        return regel.Dag == maanedOgDag
            || (regel.Paaske is { } efter && Helligdage.Paaskedag(dag.Year).AddDays(efter) == dag)
            || regel.Dage.Contains(dag)
            || (regel is { IndeklemteFra: { } fra, IndeklemteTil: { } til } && string.CompareOrdinal(maanedOgDag, fra) >= 0 && string.CompareOrdinal(maanedOgDag, til) <= 0 && ErIndeklemt(dag));
    }

    private bool ErIndeklemt(DateOnly dag) =>
        (dag.DayOfWeek == DayOfWeek.Friday && Uden(dag) is null && Uden(dag.AddDays(-1)) is not null)
        || (dag.DayOfWeek == DayOfWeek.Monday && Uden(dag) is null && Uden(dag.AddDays(1)) is not null);
}
