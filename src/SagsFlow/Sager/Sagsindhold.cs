using System.Text.RegularExpressions;

namespace SagsFlow.Sager;

/// <summary>
/// What a case says: the text that is decided on. The same shape serves the case's draft, its frozen versions, the text for one forum
/// and the text an agenda sent out (domain: § 3). Every section may be missing.
/// </summary>
public sealed record Sagsindhold
{
    public required string Titel { get; init; }

    public string? Baggrund { get; init; }

    public Indstilling? Indstilling { get; init; }

    public string? Sagsfremstilling { get; init; }

    public string? Oekonomi { get; init; }
}

/// <summary>What is recommended: by whom (a center, or nobody named), and points that are decided one by one.</summary>
public sealed partial record Indstilling
{
    public string? Indstiller { get; init; }

    public string? Indledning { get; init; }

    public IReadOnlyList<Indstillingspunkt> Punkter { get; init; } = [];

    /// <summary>Every point and sub-point with its number (<c>4</c>, <c>4a</c>), in order.</summary>
    public IEnumerable<(string Nr, Indstillingspunkt Punkt)> AlleMedNummer()
    {
        for (var i = 0; i < Punkter.Count; i++)
        {
            var nr = (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            yield return (nr, Punkter[i]);
            for (var j = 0; j < Punkter[i].Underpunkter.Count; j++)
            {
                yield return (nr + Bogstav(j), Punkter[i].Underpunkter[j]);
            }
        }
    }

    /// <summary>
    /// The line before the points: who recommends, and "indstiller, at" once, whether the writer left those words to the program, wrote them with the
    /// name or began the points with them. Null where the points say it themselves, or there are none.
    /// </summary>
    public static string? Linje(string? indstiller, IReadOnlyList<string> punkter)
    {
        if (punkter.Count == 0 || punkter.Any(p => Indstillingsord().IsMatch(p)))
        {
            return null;
        }

        var hvem = string.IsNullOrWhiteSpace(indstiller) ? "Det indstilles" : MedOrdet(indstiller);
        return punkter[0].TrimStart().StartsWith("at ", StringComparison.OrdinalIgnoreCase) ? $"{hvem}:" : $"{hvem}, at";
    }

    /// <summary>Who recommends, with the word that they do.</summary>
    public static string MedOrdet(string indstiller)
    {
        var hvem = Slutord().Replace(indstiller.Trim(), "");
        return Indstillingsord().IsMatch(hvem) ? hvem : $"{hvem} indstiller";
    }

    [GeneratedRegex(@"\bindstill(?:er|es)\b", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Indstillingsord();

    [GeneratedRegex(@"(?:[\s,]+at)?[\s,:]*$", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Slutord();

    /// <summary>a, b … z, aa, ab …</summary>
    public static string Bogstav(int indeks) =>
        indeks < 26 ? ((char)('a' + indeks)).ToString() : Bogstav((indeks / 26) - 1) + Bogstav(indeks % 26);
}

/// <summary>A point of an indstilling. Its id follows it from forum to forum and through every rewording.</summary>
public sealed record Indstillingspunkt
{
    public Guid Id { get; init; }

    public required string Tekst { get; init; }

    public IReadOnlyList<Indstillingspunkt> Underpunkter { get; init; } = [];

    /// <summary>How the sub-points are marked where they are read; null is letters. Decisions name them by letter all the same.</summary>
    public Underpunkttegn? UnderpunktTegn { get; init; }
}

/// <summary>The minutes mark sub-points by letters (KV25's point 4) or by dashes (the days of 25/547).</summary>
public enum Underpunkttegn
{
    Bogstav,
    Streg,
}

/// <summary>Why something is closed, and what the public may see instead (domain: § 8).</summary>
public sealed record Lukning(string Grund, string? OffentligTitel = null);

/// <summary>A date of the case's own ("tilbudsgiverne skal forhåndsadviseres senest 12.3.2025").</summary>
public sealed record EgenDato(DateOnly Senest, string Hvad);

/// <summary>The meeting the author hopes for.</summary>
public sealed record OensketMoede(string Forum, DateOnly Dato);
