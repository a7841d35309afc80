using SagsFlow.Engine.Bpmn;
using SagsFlow.Forelaeggelser;

namespace SagsFlow.Ruteplaner;

/// <summary>A step as a run of the simulation gave it. Times are local.</summary>
public sealed class Plantrin
{
    /// <summary>The same step in another run of the same plan has the same key.</summary>
    public required string Noegle { get; init; }

    public required Node Node { get; init; }

    /// <summary>The forum; null for a person's task.</summary>
    public string? Forum { get; init; }

    public Behandling? Behandling { get; init; }

    /// <summary>When the case gets there.</summary>
    public DateTime Klar { get; init; }

    /// <summary>When its material was handed in: for a political forum, when the case was handed over to politics.</summary>
    public DateTime Afleveret { get; init; }

    /// <summary>When the case goes on.</summary>
    public DateTime Faerdig { get; set; }

    /// <summary>For a forelæggelse, the meeting; null when there is none.</summary>
    public Planmoede? Moede { get; set; }

    /// <summary>Whether the meeting is the one whose agenda it is already on.</summary>
    public bool ErPaaDagsorden { get; init; }

    /// <summary>The first meeting it did not reach, although it lies after the case gets there.</summary>
    public Planmoede? Misset { get; set; }

    /// <summary>For a later reading, the rule and the day from which the reading may be.</summary>
    public Afstand? Afstand { get; init; }

    /// <summary>For a person's task, the assumed arbejdsdage.</summary>
    public int Dage { get; init; }

    /// <summary>Whether a step before it has no meeting, so that it has no dates.</summary>
    public bool UdenDato { get; init; }

    /// <summary>Whether the simulation began with it open.</summary>
    public bool ErAaben { get; init; }

    /// <summary>The wait of an open step, to find what the caller may see of it.</summary>
    public (int Instans, long Vent)? Vent { get; init; }
}

/// <summary>How far a reading must lie from the one before it.</summary>
/// <param name="Grundlag">The law's paragraph, or who asked for it.</param>
/// <param name="Tidligst">The first day it may be.</param>
public sealed record Afstand(DateOnly Foerste, int Dage, string Grundlag, bool Lovbestemt)
{
    public DateOnly Tidligst => Foerste.AddDays(Dage);
}

/// <summary>What a run of the simulation gave: the steps in the order the case gets to them.</summary>
/// <param name="Fejl">What stopped it, in Danish; empty when it came to an end.</param>
public sealed record Ruteforloeb(IReadOnlyList<Plantrin> Trin, IReadOnlyList<string> Fejl)
{
    public IEnumerable<Plantrin> Forelaeggelser => Trin.Where(t => t.Forum is not null);

    /// <summary>The last treatment in a forum, or null.</summary>
    public Plantrin? Sidste(string forum) => Trin.LastOrDefault(t => t.Forum == forum);

    /// <summary>Whether a target is reached.</summary>
    public bool Naar(Rutemaal maal) => Sidste(maal.Forum)?.Moede is { } moede && moede.Dato <= maal.Senest;
}
