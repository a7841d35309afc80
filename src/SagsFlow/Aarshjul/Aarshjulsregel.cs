using System.Globalization;
using SagsFlow.Sager;

namespace SagsFlow.Aarshjul;

/// <summary>A case that comes back: the årshjul's, read from <c>workflows/aarshjul.yaml</c> (domain: § 5).</summary>
public sealed record Aarshjulsregel
{
    public required string Id { get; init; }

    /// <summary>Its title; <c>{aar}</c> is the year of the occurrence.</summary>
    public required string Titel { get; init; }

    public required string Forum { get; init; }

    /// <summary>The center that owns it and writes it.</summary>
    public required string Center { get; init; }

    public Sagstype Sagstype { get; init; }

    public required string Workflow { get; init; }

    public Hyppighed Hyppighed { get; init; }

    /// <summary>When in the year, one for each occurrence.</summary>
    public required IReadOnlyList<Tidspunkt> Tidspunkter { get; init; }

    /// <summary>The first year it was treated; every second year is counted from it.</summary>
    public int FoersteAar { get; init; }

    public int? SidsteAar { get; init; }

    /// <summary>The first year the program makes its drafts; what came before was made by hand.</summary>
    public int KladderFra { get; init; }

    /// <summary>Arbejdsdage between the draft and its delivery, so that there is time to write.</summary>
    public int ForberedelseArbejdsdage { get; init; }

    public string? Kilde { get; init; }

    /// <summary>Whether the rhythm is a working assumption of ours.</summary>
    public bool Antaget { get; init; }

    /// <summary>The occurrences of a year, in the order the rule has them.</summary>
    public IEnumerable<Forekomst> I(int aar) =>
        aar < FoersteAar || aar > SidsteAar || (Hyppighed == Hyppighed.HvertAndetAar && (aar - FoersteAar) % 2 != 0)
            ? []
            : Tidspunkter.Select((t, nr) => new Forekomst(this, aar, nr + 1, t));
}

/// <summary>How often a case comes back.</summary>
public enum Hyppighed
{
    Aarlig,
    Halvaarlig,
    Kvartalsvis,

    /// <summary>Twice, at times that need not be half a year apart.</summary>
    ToOmAaret,
    HvertAndetAar,
}

/// <summary>One time a recurring case is to be treated.</summary>
/// <param name="Nr">Which of the year's, from 1.</param>
public sealed record Forekomst(Aarshjulsregel Regel, int Aar, int Nr, Tidspunkt Tidspunkt)
{
    /// <summary><c>2025-1</c></summary>
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Aar}-{Nr}");

    public string Titel => Regel.Titel.Replace("{aar}", Aar.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    public (string Regel, int Aar, int Nr) Noegle => (Regel.Id, Aar, Nr);
}

/// <summary>The recurring cases, as the file has them.</summary>
public sealed record Aarshjulskatalog(IReadOnlyList<Aarshjulsregel> Regler)
{
    public static Aarshjulskatalog Tomt { get; } = new([]);
}
