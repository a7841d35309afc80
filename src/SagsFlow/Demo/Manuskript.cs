using SagsFlow.Beslutninger;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Demo;

/// <summary>The order in which the cases are played; its file explains it.</summary>
public sealed record Manuskript
{
    /// <summary>Where the clock is left; local time.</summary>
    public required DateTime Slut { get; init; }

    public required IReadOnlyList<Demomoede> Moeder { get; init; }

    public required IReadOnlyList<Haendelse> Forloeb { get; init; }
}

/// <summary>A meeting; its date names it.</summary>
public sealed record Demomoede
{
    public required DateOnly Id { get; init; }

    public required string Forum { get; init; }

    public required DateTime Start { get; init; }

    public required string Sted { get; init; }

    public required IReadOnlyList<string> Deltagere { get; init; }

    /// <summary>The public minutes, when we have them.</summary>
    public string? Referat { get; init; }

    /// <summary>Fields that no source tells.</summary>
    public IReadOnlyList<string> Antaget { get; init; } = [];
}

/// <summary>One thing somebody does at one time.</summary>
public sealed record Haendelse
{
    public required DateTime Tid { get; init; }

    [System.Text.Json.Serialization.JsonPropertyName("haendelse")]
    public required HaendelseArt Art { get; init; }

    public required string Bruger { get; init; }

    public DateOnly? Moede { get; init; }

    public string? Sag { get; init; }

    public IReadOnlyList<string> Punkter { get; init; } = [];
}

public enum HaendelseArt
{
    Moede,
    Opret,
    Indsend,
    Godkend,
    Tjek,
    Dagsorden,
    Udsend,
    Beslut,
    Ekspeder,
    Afslut,
}

/// <summary>A case with what was decided about it, or a fast punkt; exactly one of <see cref="Sag"/> and <see cref="Punkt"/>.</summary>
public sealed record Demosag
{
    public required string Art { get; init; }

    /// <summary>Invented: the real item is closed, and only its number is known.</summary>
    public bool Oevelse { get; init; }

    public SagBody? Sag { get; init; }

    public FastPunkt? Punkt { get; init; }

    public required IReadOnlyList<DemoBehandling> Behandlinger { get; init; }

    public string Journalnummer => (Sag?.Journalnummer ?? Punkt?.Journalnummer)!;

    public string Titel => (Sag?.Titel ?? Punkt?.Titel)!;
}

/// <summary>A fast punkt, which needs no case.</summary>
public sealed record FastPunkt
{
    public required string Titel { get; init; }

    public string? Journalnummer { get; init; }

    public int? Placering { get; init; }

    /// <summary>What the minutes print under the heading; the sub-items say the same in parts.</summary>
    public string? Baggrund { get; init; }
}

/// <summary>A case at one meeting.</summary>
public sealed record DemoBehandling
{
    public required string Forum { get; init; }

    public required DateOnly Moede { get; init; }

    /// <summary>The number in the minutes; it must come out by itself.</summary>
    public int? Nr { get; init; }

    /// <summary>The title as the minutes print it, where it is not the case's.</summary>
    public string? Punkttitel { get; init; }

    public IReadOnlyList<string> Gaester { get; init; } = [];

    public IReadOnlyList<UnderpunktBody> Underpunkter { get; init; } = [];

    public DemoBeslutning? Beslutning { get; init; }
}

/// <summary>A decision as clients send it, but that a meeting is named by its date.</summary>
public sealed record DemoBeslutning
{
    public required string Udfald { get; init; }

    public string? Tekst { get; init; }

    public IReadOnlyList<PunktudfaldBody>? Punkter { get; init; }

    public DemoUdskydelse? UdskudtTil { get; init; }

    public IReadOnlyList<string>? Ruter { get; init; }

    public IReadOnlyList<BestillingBody>? Bestillinger { get; init; }
}

/// <summary>The meeting it is postponed to.</summary>
public sealed record DemoUdskydelse(DateOnly Moede);
