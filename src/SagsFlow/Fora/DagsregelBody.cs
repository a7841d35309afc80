using SagsFlow.Kalender;

namespace SagsFlow.Fora;

/// <summary>A deadline's rule as it is written in <c>fora.yaml</c> and sent to the API.</summary>
public sealed record DagsregelBody
{
    public int? Arbejdsdage { get; init; }

    public int? Hverdage { get; init; }

    /// <summary>Local time of day; a usual one when left out.</summary>
    public TimeOnly? Kl { get; init; }

    public string Grundlag { get; init; } = Dagsregel.Antaget;

    /// <summary>For hverdage: whether Saturday counts.</summary>
    public bool Loerdag { get; init; }

    public bool Grundlovsdag { get; init; }

    public bool Juleaftensdag { get; init; }

    public bool Nytaarsaftensdag { get; init; }

    /// <summary>What is wrong with it, or null.</summary>
    public string? Fejl() =>
        (Arbejdsdage is null) == (Hverdage is null) ? "Angiv enten arbejdsdage eller hverdage."
        : (Arbejdsdage ?? Hverdage) is < 0 or > Dagsregel.Flest ? $"{Arbejdsdage ?? Hverdage} er ikke et antal dage fra 0 til {Dagsregel.Flest}."
        : Arbejdsdage is not null && (Loerdag || Grundlovsdag || Juleaftensdag || Nytaarsaftensdag) ? "loerdag, grundlovsdag, juleaftensdag og nytaarsaftensdag hører til hverdage; de er aldrig arbejdsdage."
        : string.IsNullOrWhiteSpace(Grundlag) ? $"Angiv grundlaget: lovens paragraf, eller »{Dagsregel.Antaget}«."
        : null;

    /// <summary>The rule; only when there is no <see cref="Fejl"/>.</summary>
    public Dagsregel Regel(Moedefristart art) => new(
        art,
        (Arbejdsdage ?? Hverdage)!.Value,
        new Taellemaade(Arbejdsdage is not null, Loerdag, Grundlovsdag, Juleaftensdag, Nytaarsaftensdag),
        Kl ?? (art == Moedefristart.Aflevering ? new TimeOnly(12, 0) : new TimeOnly(16, 0)),
        Grundlag.Trim());
}
