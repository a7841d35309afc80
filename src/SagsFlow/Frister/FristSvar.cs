using SagsFlow.Kalender;

namespace SagsFlow.Frister;

/// <summary>What a deadline is for.</summary>
public enum Fristart
{
    /// <summary>A person's task.</summary>
    Opgave,

    /// <summary>A date of the case's own.</summary>
    EgenDato,

    /// <summary>Work that was ordered.</summary>
    Bestilling,

    /// <summary>Material is due at the secretariat: of a meeting, or of one case for its meeting.</summary>
    Aflevering,

    /// <summary>A meeting's agenda goes out.</summary>
    Udsendelse,

    /// <summary>A meeting's minutes are ready.</summary>
    Referat,

    /// <summary>Somebody who is heard is to answer: a forum at its meeting, or a person's task. Silence is no consent.</summary>
    Hoering,

    /// <summary>A cell of a procesplan: its case is to be handed in, or treated.</summary>
    Plan,
}

/// <summary>How near a deadline is.</summary>
public enum FristTilstand
{
    IGodTid,
    Snart,
    Overskredet,
}

/// <summary>A deadline.</summary>
/// <param name="Hvad">What is due.</param>
/// <param name="Forfald">When, local time; the end of the day for a date.</param>
/// <param name="Hvem">Whose it is; null when nobody is named.</param>
/// <param name="Tilstand">How near it is.</param>
/// <param name="Forklaring">Where it comes from, with the arithmetic.</param>
public sealed record FristSvar(Fristart Art, string Hvad, DateTime Forfald, string? Hvem, FristTilstand Tilstand, string Forklaring)
{
    public string? Forum { get; init; }

    public string? Center { get; init; }

    public Guid? SagId { get; init; }

    public Guid? MoedeId { get; init; }

    /// <summary>For a deadline of a meeting, what was counted; else null.</summary>
    public BeregningSvar? Beregning { get; init; }

    /// <summary>Who set it otherwise than the rule, and why; null when nobody has.</summary>
    public FristaendringSvar? Aendret { get; init; }
}

/// <summary>The arithmetic of a deadline.</summary>
/// <param name="Regel">In words.</param>
/// <param name="Grundlag">The law's paragraph, or "antaget".</param>
/// <param name="Version">Of the rule and the calendar.</param>
/// <param name="Fra">The day counted from; it does not count itself.</param>
/// <param name="Enhed"><c>arbejdsdage</c> or <c>hverdage</c>.</param>
public sealed record BeregningSvar(string Regel, string Grundlag, string Version, DateOnly Fra, int Antal, string Enhed, IReadOnlyList<DateOnly> Talte, IReadOnlyList<SprungetSvar> Sprunget)
{
    public static BeregningSvar Af(Moedefrist f) => new(
        f.Regel.Tekst, f.Regel.Grundlag, f.Version, f.Optaelling.Fra, f.Optaelling.Antal, f.Regel.Maade.Flere, f.Optaelling.Talte, [.. f.Optaelling.Sprunget.Select(s => new SprungetSvar(s.Dag, s.Navn))]);
}

/// <summary>A day that did not count, and why.</summary>
public sealed record SprungetSvar(DateOnly Dato, string Hvorfor);

/// <summary>A deadline set otherwise than the rule.</summary>
/// <param name="Efter">What the rule gives, local time.</param>
public sealed record FristaendringSvar(string Af, string Begrundelse, DateTimeOffset Tid, DateTime Efter);
