using SagsFlow.Beslutninger;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>
/// An agenda item as the API shows it. To someone without access a closed one is <see cref="Id"/>, <see cref="Nr"/>, <see cref="Journalnummer"/>,
/// <see cref="Titel"/> and <see cref="Lukket"/>, and where it was written <see cref="OffentligBeslutning"/>; nothing more (domain: § 8).
/// </summary>
public sealed record PunktSvar : IVersionssvar
{
    public required Guid Id { get; init; }

    public int? Nr { get; init; }

    public string? Journalnummer { get; init; }

    public required string Titel { get; init; }

    public bool Lukket { get; init; }

    public Guid? MoedeId { get; init; }

    public Guid? SagId { get; init; }

    public Guid? ForelaeggelseId { get; init; }

    public Guid? ForrigePunktId { get; init; }

    public int? Placering { get; init; }

    public TimeOnly? Start { get; init; }

    public TimeOnly? Slut { get; init; }

    public IReadOnlyList<string>? Gaester { get; init; }

    public IReadOnlyList<Underpunkt>? Underpunkter { get; init; }

    public GrundSvar? Tillaeg { get; init; }

    public GrundSvar? Udgaaet { get; init; }

    public PunktTilstand? Tilstand { get; init; }

    /// <summary>Why it is closed, to those who may read it all the same.</summary>
    public Lukning? Lukning { get; init; }

    /// <summary>What was decided: to everyone when it has taken effect, to the forum before.</summary>
    public PunktBeslutningSvar? Beslutning { get; init; }

    /// <summary>What everybody may know of a closed item's decision, once that has taken effect.</summary>
    public string? OffentligBeslutning { get; init; }

    /// <summary>What may be told while the decision is a draft.</summary>
    public string? Status { get; init; }

    /// <summary>What the item says; only where one item, or all that a meeting holds, is asked for.</summary>
    public Sagsindhold? Indhold { get; init; }

    /// <summary>What the caller should know about a change just made.</summary>
    public IReadOnlyList<string>? Advarsler { get; init; }

    public int? Version { get; init; }

    /// <summary>Whether it has its number and waits to be decided.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Mangler => this is { Nr: not null, Beslutning: null, Status: null, Udgaaet: null, Tilstand: null or PunktTilstand.PaaDagsorden };

    /// <summary>Whether it is closed to the caller.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool ErSkjult => MoedeId is null;

    int IVersionssvar.Version => Version ?? 0;
}

/// <summary>A reason somebody gave.</summary>
public sealed record GrundSvar(string Begrundelse)
{
    public static GrundSvar? Af(string? begrundelse) => begrundelse is null ? null : new GrundSvar(begrundelse);
}

/// <summary>A decision on an agenda.</summary>
/// <param name="Kladde">Whether it has not taken effect.</param>
public sealed record PunktBeslutningSvar(
    Guid Id,
    Udfald Udfald,
    string Tekst,
    IReadOnlyList<Punktbeslutning> Punkter,
    Udskydelse? UdskudtTil,
    IReadOnlyList<string> Ruter,
    DateOnly Dato,
    bool Kladde,
    DateTimeOffset? Ekspederet,
    int Version)
{
    public static PunktBeslutningSvar Af(Beslutning b) =>
        new(b.Id.Value, b.Udfald, b.Tekst, b.Punkter, b.UdskudtTil, b.Ruter, b.Dato, b.ErKladde, b.Ekspederet, b.Version);
}
