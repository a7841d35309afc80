using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Kalender;

/// <summary>
/// A date as people plan by it: <c>primo juni</c>, <c>uge 47</c>, <c>maj-møderækken</c>, <c>1. halvår 2024</c>, <c>senest marts 2025</c>, <c>snarest</c>.
/// It is kept with its earliest and latest day and never guessed down to one (domain: § 6).
/// </summary>
/// <param name="Tidligst">The first day it can mean; null: no first day is said.</param>
/// <param name="Senest">The last day it can mean; null: none is said.</param>
/// <param name="Tekst">As it is written, in one form, with its year.</param>
public sealed partial record Omtrentligdato(DateOnly? Tidligst, DateOnly? Senest, string Tekst)
{
    private static readonly string[] Maaneder = Dansk.Kultur.DateTimeFormat.MonthNames[..12];

    /// <summary>Whether it is one day.</summary>
    public bool ErEnDag => Tidligst is not null && Tidligst == Senest;

    /// <summary>The month a møderække belongs to, when it is one: the days of its meetings are the calendar's to say; else null.</summary>
    public DateOnly? Moederaekke { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Tekst;

    /// <summary>One day.</summary>
    public static Omtrentligdato Dag(DateOnly dag) => new(dag, dag, Dansk.Dato(dag));

    /// <summary>Reads a date.</summary>
    /// <param name="tekst">As people write it; case does not matter.</param>
    /// <param name="idag">Where no year is written, the next time that has not passed on this day.</param>
    /// <returns>False when it is none of the forms, or no such day (31 February, week 53 of a year without it).</returns>
    public static bool TryLaes(string? tekst, DateOnly idag, [NotNullWhen(true)] out Omtrentligdato? dato)
    {
        dato = Laes(string.Join(' ', (tekst ?? "").ToLower(Dansk.Kultur).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), idag);
        return dato is not null;
    }

    private static Omtrentligdato? Laes(string tekst, DateOnly idag)
    {
        if (tekst is "snarest" or "snarest muligt" or "hurtigst muligt")
        {
            return new Omtrentligdato(null, null, "snarest");
        }

        foreach (var (ord, senest) in new[] { ("senest ", true), ("inden udgangen af ", true), ("tidligst ", false), ("efter ", false) })
        {
            if (tekst.StartsWith(ord, StringComparison.Ordinal))
            {
                return Laes(tekst[ord.Length..], idag) is { } indre ? Graense(indre, senest, ord == "efter ") : null;
            }
        }

        return Enkeltdag(tekst, idag) ?? Uge(tekst, idag) ?? Del(tekst, idag) ?? Moederaekken(tekst, idag) ?? Maaned(tekst, idag) ?? Aar(tekst);
    }

    private static Omtrentligdato? Graense(Omtrentligdato indre, bool senest, bool efter) =>
        senest ? indre.Senest is { } til ? new Omtrentligdato(null, til, "senest " + indre.Tekst) : null
        : efter ? indre.Senest is { } sidste ? new Omtrentligdato(sidste.AddDays(1), null, "efter " + indre.Tekst) : null
        : indre.Tidligst is { } fra ? new Omtrentligdato(fra, null, "tidligst " + indre.Tekst) : null;

    private static Omtrentligdato? Enkeltdag(string tekst, DateOnly idag)
    {
        if (DateOnly.TryParseExact(tekst, ["yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy", "d/M-yyyy", "d. MMMM yyyy"], Dansk.Kultur, DateTimeStyles.None, out var dag))
        {
            return Dag(dag);
        }

        // Read in a leap year, so that 29 February is a day; the year is then found.
        return DateOnly.TryParseExact(tekst + " 2024", ["d. MMMM yyyy"], Dansk.Kultur, DateTimeStyles.None, out dag) && Naeste(aar => MedAar(dag, aar), idag) is { } naeste ? Dag(naeste) : null;
    }

    private static DateOnly? MedAar(DateOnly dag, int aar) => dag is { Month: 2, Day: 29 } && !DateTime.IsLeapYear(aar) ? null : new DateOnly(aar, dag.Month, dag.Day);

    /// <summary>The first of the years from this one on in which the day is there and has not passed.</summary>
    private static DateOnly? Naeste(Func<int, DateOnly?> dagen, DateOnly idag) =>
        Enumerable.Range(idag.Year, 8).Select(dagen).FirstOrDefault(d => d >= idag);

    private static Omtrentligdato? Uge(string tekst, DateOnly idag)
    {
        if (Ugeform().Match(tekst) is not { Success: true } m)
        {
            return null;
        }

        var uge = int.Parse(m.Groups["uge"].ValueSpan, CultureInfo.InvariantCulture);
        DateOnly? Soendag(int aar) => uge >= 1 && uge <= ISOWeek.GetWeeksInYear(aar) ? DateOnly.FromDateTime(ISOWeek.ToDateTime(aar, uge, DayOfWeek.Sunday)) : null;
        var sidste = m.Groups["aar"].Success ? Soendag(LaesAar(m)) : Naeste(Soendag, idag);
        return sidste is { } til ? new Omtrentligdato(til.AddDays(-6), til, $"uge {uge} {Arbejdskalender.Uge(til).Aar}") : null;
    }

    /// <summary>Primo, medio and ultimo of a month or a year; half-years and quarters.</summary>
    private static Omtrentligdato? Del(string tekst, DateOnly idag)
    {
        if (Delform().Match(tekst) is { Success: true } m)
        {
            var ord = m.Groups["del"].Value;
            if (!m.Groups["maaned"].Success)
            {
                // Of a year it is the first, the middle and the last month.
                var (aar, maaned) = (LaesAar(m), ord switch { "primo" => 1, "medio" => 6, _ => 12 });
                return new Omtrentligdato(new DateOnly(aar, maaned, 1), Sidste(aar, maaned), $"{ord} {aar}");
            }

            if (Maanedens(m, idag) is not { } foerste)
            {
                return null;
            }

            var (fra, til) = ord switch { "primo" => (1, 10), "medio" => (11, 20), _ => (21, DateTime.DaysInMonth(foerste.Year, foerste.Month)) };
            return new Omtrentligdato(new DateOnly(foerste.Year, foerste.Month, fra), new DateOnly(foerste.Year, foerste.Month, til), $"{ord} {Maaneder[foerste.Month - 1]} {foerste.Year}");
        }

        if (Periodeform().Match(tekst) is not { Success: true } p)
        {
            return null;
        }

        var nr = int.Parse(p.Groups["nr"].ValueSpan, CultureInfo.InvariantCulture);
        var laengde = p.Groups["art"].ValueSpan is "halvår" ? 6 : 3;
        if (nr < 1 || nr > 12 / laengde)
        {
            return null;
        }

        DateOnly? Slut(int aar) => Sidste(aar, nr * laengde);
        return (p.Groups["aar"].Success ? Slut(LaesAar(p)) : Naeste(Slut, idag)) is { } slut
            ? new Omtrentligdato(new DateOnly(slut.Year, (nr * laengde) - laengde + 1, 1), slut, $"{nr}. {p.Groups["art"].Value} {slut.Year}")
            : null;
    }

    private static Omtrentligdato? Moederaekken(string tekst, DateOnly idag) =>
        Raekkeform().Match(tekst) is { Success: true } m && Maanedens(m, idag) is { } foerste
            ? new Omtrentligdato(foerste, Sidste(foerste.Year, foerste.Month), $"{Maaneder[foerste.Month - 1]}-møderækken {foerste.Year}") { Moederaekke = foerste }
            : null;

    private static Omtrentligdato? Maaned(string tekst, DateOnly idag) =>
        Maanedform().Match(tekst) is { Success: true } m && Maanedens(m, idag) is { } foerste
            ? new Omtrentligdato(foerste, Sidste(foerste.Year, foerste.Month), $"{Maaneder[foerste.Month - 1]} {foerste.Year}")
            : null;

    private static Omtrentligdato? Aar(string tekst) =>
        Aarform().Match(tekst) is { Success: true } m && LaesAar(m) is var aar ? new Omtrentligdato(new DateOnly(aar, 1, 1), new DateOnly(aar, 12, 31), $"{aar}") : null;

    private static int LaesAar(Match m) => int.Parse(m.Groups["aar"].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>The first day of the month a match names; null for a word that is no month.</summary>
    private static DateOnly? Maanedens(Match m, DateOnly idag)
    {
        var ord = m.Groups["maaned"].Value;
        var nr = Array.FindIndex(Maaneder, n => n == ord || (ord.TrimEnd('.').Length >= 3 && n.StartsWith(ord.TrimEnd('.'), StringComparison.Ordinal))) + 1;
        return nr == 0 ? null
            : m.Groups["aar"].Success ? new DateOnly(LaesAar(m), nr, 1)
            : Naeste(aar => Sidste(aar, nr), idag) is { } sidste ? new DateOnly(sidste.Year, nr, 1)
            : null;
    }

    private static DateOnly Sidste(int aar, int maaned) => new(aar, maaned, DateTime.DaysInMonth(aar, maaned));

    [GeneratedRegex(@"^uge (?<uge>\d{1,2})(?:[ ,/-]+(?<aar>(?:19|20|21)\d\d))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ugeform();

    [GeneratedRegex(@"^(?<del>primo|medio|ultimo) (?:(?<maaned>[a-zæøå]+\.?)(?: (?<aar>(?:19|20|21)\d\d))?|(?<aar>(?:19|20|21)\d\d))$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Delform();

    [GeneratedRegex(@"^(?<nr>\d)\. (?<art>halvår|kvartal)(?: (?<aar>(?:19|20|21)\d\d))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Periodeform();

    [GeneratedRegex(@"^(?<maaned>[a-zæøå]+)(?:-| )?møderække(?:n)?(?: (?<aar>(?:19|20|21)\d\d))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Raekkeform();

    [GeneratedRegex(@"^(?<maaned>[a-zæøå]+\.?)(?: (?<aar>(?:19|20|21)\d\d))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Maanedform();

    [GeneratedRegex(@"^(?<aar>(?:19|20|21)\d\d)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Aarform();
}
