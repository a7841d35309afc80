using System.Globalization;
using System.Text.RegularExpressions;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Moeder;

namespace SagsFlow.Procesplaner;

/// <summary>
/// Gives a plan's cells dates in another year: a forum's cell the forum's meeting nearest the same place in the year, where there is one; else
/// the month. What is counted from the anchor follows it, and what has no date gets none.
/// </summary>
/// <param name="aarFrem">How many years later; at least 1.</param>
/// <param name="moeder">The forums' meetings around the new year, none of them cancelled.</param>
public sealed partial class Plankopiering(int aarFrem, IReadOnlyList<Moede> moeder)
{
    /// <summary>Days from the same place in the year within which a meeting keeps the rhythm.</summary>
    private const int LaengstVaek = 21;

    public IReadOnlyList<Plancelle> Celler(Planindhold plan)
    {
        var trin = plan.Trin.Select(t => t.Id).ToList();
        var nye = new Dictionary<string, Plancelle>(StringComparer.Ordinal);
        foreach (var spor in plan.Celler.GroupBy(c => c.Spor, StringComparer.Ordinal))
        {
            // A second treatment must not fall on the meeting of the first.
            var sidst = new Dictionary<string, (DateOnly Gammel, DateOnly Ny)>(StringComparer.Ordinal);
            foreach (var celle in spor.OrderBy(c => trin.IndexOf(c.Trin)).ThenBy(c => c.Dato.Dato))
            {
                var efter = celle is { Forum: { } forum, Dato.Dato: { } dag } && sidst.TryGetValue(forum, out var foer) && foer.Gammel < dag ? foer.Ny : (DateOnly?)null;
                var ny = Dato(celle, efter);
                nye.Add(celle.Id, celle with { Dato = ny });
                if (celle is { Forum: { } f, Dato.Dato: { } gammel } && ny.Dato is { } valgt)
                {
                    sidst[f] = (gammel, valgt);
                }
            }
        }

        return [.. plan.Celler.Select(c => nye[c.Id])];
    }

    private Plandato Dato(Plancelle celle, DateOnly? efter)
    {
        if (celle.Dato.Dato is { } dag)
        {
            return celle.Forum is { } forum && Moede(forum, dag, efter) is { } moede ? new Plandato { Dato = moede.Dato } : Maaned(dag);
        }

        return celle.Dato.Omtrent is { } omtrent ? Omtrent(omtrent) : celle.Dato.UdenDato is { } ord ? new Plandato { UdenDato = MedNytAar(ord) } : celle.Dato;
    }

    private Moede? Moede(string forum, DateOnly dag, DateOnly? efter)
    {
        // Whole weeks, so that the weekday is kept.
        var sammeSted = dag.AddDays((int)Math.Round((dag.AddYears(aarFrem).DayNumber - dag.DayNumber) / 7.0) * 7);
        return moeder.Where(m => m.ForumId == forum && (efter is null || m.Dato > efter))
            .Select(m => (Moede: m, Vaek: Math.Abs(m.Dato.DayNumber - sammeSted.DayNumber)))
            .Where(m => m.Vaek <= LaengstVaek)
            .OrderBy(m => m.Vaek)
            .Select(m => m.Moede)
            .FirstOrDefault();
    }

    private Plandato Omtrent(string omtrent)
    {
        var nyt = MedNytAar(omtrent);

        // Week 53 is not in every year.
        return Plandato.LaesMedAar(nyt) is not null ? new Plandato { Omtrent = nyt }
            : Plandato.LaesMedAar(omtrent)?.Tidligst is { } foerste ? Maaned(foerste)
            : new Plandato { UdenDato = nyt };
    }

    private Plandato Maaned(DateOnly dag) => new() { Omtrent = dag.AddYears(aarFrem).ToString("MMMM yyyy", Dansk.Kultur) };

    private string MedNytAar(string tekst) => Aarstal().Replace(tekst, m => (int.Parse(m.ValueSpan, CultureInfo.InvariantCulture) + aarFrem).ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\b(19|20|21)\d\d\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Aarstal();
}
