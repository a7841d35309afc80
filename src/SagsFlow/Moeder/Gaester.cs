using System.Text.RegularExpressions;
using SagsFlow.Brugere;

namespace SagsFlow.Moeder;

/// <summary>Guests are written as people write them, "Maria, Kasper og Per fra ØAC"; those who are known by name, username or mail address can be invited.</summary>
public static partial class Gaester
{
    private static readonly string[] Skillere = [",", ";", "/", "+", "&", " og ", " samt "];

    /// <summary>The known people among an item's guests, and what names nobody.</summary>
    public sealed record Fundne(IReadOnlyList<Bruger> Kendte, IReadOnlyList<string> Ukendte);

    /// <param name="skrevet">The guests of the item and its sub-items.</param>
    public static Fundne Find(IEnumerable<string> skrevet, IReadOnlyCollection<Bruger> brugere)
    {
        var kendte = new List<Bruger>();
        var ukendte = new List<string>();
        foreach (var tekst in skrevet)
        {
            // A whole line may be a name that holds an "og".
            var hele = Kendt(tekst, brugere);
            var dele = hele is null ? tekst.Split(Skillere, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(d => (Tekst: d, Bruger: Kendt(d, brugere))).ToList() : [(tekst, hele)];
            kendte.AddRange(dele.Select(d => d.Bruger).OfType<Bruger>());
            if (dele.Where(d => d.Bruger is null).Select(d => d.Tekst).ToList() is { Count: > 0 } rest)
            {
                ukendte.Add(rest.Count == dele.Count ? tekst : string.Join(", ", rest));
            }
        }

        return new Fundne([.. kendte.DistinctBy(b => b.Brugernavn)], [.. ukendte.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Every guest of an item, those of its sub-items too.</summary>
    public static IEnumerable<string> Af(Dagsordenspunkt punkt) => punkt.Gaester.Concat(punkt.Underpunkter.SelectMany(u => u.Gaester));

    private static Bruger? Kendt(string tekst, IReadOnlyCollection<Bruger> brugere)
    {
        // Words are compared here: the database knows no upper case of æ, ø and å.
        bool Er(string? navn, string soegt) => string.Equals(navn, soegt, StringComparison.OrdinalIgnoreCase);
        var mail = Mailadresse().Match(tekst) is { Success: true } fundet ? fundet.Value : null;
        var navn = Tilhoer().Replace(tekst, "").Trim();
        return brugere.FirstOrDefault(b => mail is not null && Er(b.Email, mail)) ?? brugere.FirstOrDefault(b => Er(b.Brugernavn, navn) || Er(b.Navn, navn));
    }

    [GeneratedRegex(@"[^\s<>()\[\],;:]+@[^\s<>()\[\],;:]+", RegexOptions.NonBacktracking)]
    private static partial Regex Mailadresse();

    [GeneratedRegex(@"\s+fra\s+.*$|\s*\(.*\)\s*$", RegexOptions.NonBacktracking)]
    private static partial Regex Tilhoer();
}
