using SagsFlow.Brugere;
using SagsFlow.Fora;

namespace SagsFlow.Bestillinger;

/// <summary>A responsible is text as the minutes have it: "CBA", "Maria og Kasper fra ØAC", "CBA, ØAC".</summary>
public static class Ansvarlige
{
    private static readonly string[] Skillere = [",", ";", "/", "+", "&", " og ", " samt "];

    /// <summary>The whole text and each name in it.</summary>
    public static IReadOnlyList<string> Del(string ansvarlig) =>
        [.. ansvarlig.Split(Skillere, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Prepend(ansvarlig.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether a person is named, or works in a center that is.</summary>
    public static bool Omfatter(string? ansvarlig, Person person, Forakatalog katalog) =>
        ansvarlig is not null && Del(ansvarlig).Any(n =>
            string.Equals(n, person.Brugernavn, StringComparison.OrdinalIgnoreCase)
            || string.Equals(n, person.Navn, StringComparison.OrdinalIgnoreCase)
            || (katalog.Center(n) is { } center && person.Centre.Contains(center.Id, StringComparer.Ordinal)));

    /// <summary>Whether a search for a responsible finds this one; a center is found by either of its names.</summary>
    public static bool Passer(string? ansvarlig, string soegt, Forakatalog katalog) =>
        ansvarlig is not null && Del(ansvarlig).Any(n =>
            string.Equals(n, soegt, StringComparison.OrdinalIgnoreCase) || (katalog.Center(n) is { } center && center == katalog.Center(soegt)));
}
