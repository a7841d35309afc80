using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Kalender;

/// <summary>Which days a rule counts.</summary>
/// <param name="Arbejdsdage">Arbejdsdage, which leave out all closing days; else hverdage, which leave out Sundays and public holidays only.</param>
/// <param name="Loerdag">For hverdage: whether Saturday counts.</param>
/// <param name="Grundlovsdag">For hverdage: whether 5 June counts.</param>
/// <param name="Juleaftensdag">For hverdage: whether 24 December counts.</param>
/// <param name="Nytaarsaftensdag">For hverdage: whether 31 December counts.</param>
public readonly record struct Taellemaade(bool Arbejdsdage, bool Loerdag = false, bool Grundlovsdag = false, bool Juleaftensdag = false, bool Nytaarsaftensdag = false)
{
    public static readonly Taellemaade Arbejdsdag = new(true);

    public static readonly Taellemaade Hverdag = new(false);

    /// <summary><c>arbejdsdag</c>, or <c>hverdag</c>.</summary>
    public string En => Arbejdsdage ? "arbejdsdag" : "hverdag";

    public string Flere => Arbejdsdage ? "arbejdsdage" : "hverdage";
}

/// <summary>Days counted from a day, with those that were skipped and why: the arithmetic behind a deadline.</summary>
/// <param name="Fra">The day counted from, which does not count itself.</param>
/// <param name="Antal">How many were counted.</param>
/// <param name="Frem">Forwards; else backwards.</param>
/// <param name="Resultat">The last day counted; <paramref name="Fra"/> itself when none was.</param>
/// <param name="Talte">The days that counted, in the order they were met.</param>
/// <param name="Sprunget">The days that did not, in the order they were met.</param>
public sealed record Optaelling(DateOnly Fra, int Antal, bool Frem, Taellemaade Maade, DateOnly Resultat, IReadOnlyList<DateOnly> Talte, IReadOnlyList<Fridag> Sprunget)
{
    /// <summary>The arithmetic in words: <c>4 hverdage før onsdag 12-06-2024 er torsdag 06-06-2024 (sprunget over: søndag 09-06, …)</c>.</summary>
    public string Forklaring
    {
        get
        {
            var sprunget = string.Join(", ", Sprunget.Select(s => $"{s.Dag.ToString("dd-MM", System.Globalization.CultureInfo.InvariantCulture)} {s.Navn}"));
            return $"{Antal.ToString(System.Globalization.CultureInfo.InvariantCulture)} {(Antal == 1 ? Maade.En : Maade.Flere)} {(Frem ? "efter" : "før")} {Dansk.Dag(Fra)} er {Dansk.Dag(Resultat)}"
                + (Sprunget.Count == 0 ? "" : $"; sprunget over: {sprunget}");
        }
    }
}
