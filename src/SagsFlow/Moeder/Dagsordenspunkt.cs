using SagsFlow.Data;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>
/// A line on one meeting's agenda: one forelæggelse, or a fast punkt that needs no case. Its number is given when the agenda is first sent
/// and never changes (domain: § 2.3).
/// </summary>
public sealed class Dagsordenspunkt : IVersioneret, IPaaKaede
{
    public DagsordenspunktId Id { get; init; }

    public MoedeId MoedeId { get; init; }

    /// <summary>Null for a fast punkt.</summary>
    public ForelaeggelseId? ForelaeggelseId { get; init; }

    /// <summary>The case of the forelæggelse; null for a fast punkt.</summary>
    public SagId? SagId { get; init; }

    /// <summary>The same forelæggelse's item on an earlier meeting, when it was postponed or is presented again.</summary>
    public DagsordenspunktId? ForrigePunktId { get; init; }

    /// <summary>Order on the agenda before numbers are given.</summary>
    public int Placering { get; set; }

    /// <summary>Null until the agenda is sent.</summary>
    public int? Nr { get; set; }

    /// <summary>A fast punkt's own text; null for a case's item until it is frozen by sending the agenda.</summary>
    public Sagsindhold? Indhold { get; set; }

    /// <summary>As it was when the agenda was sent (a case's), or given (a fast punkt's).</summary>
    public string? Journalnummer { get; set; }

    public TimeOnly? Start { get; set; }

    public TimeOnly? Slut { get; set; }

    public List<string> Gaester { get; set; } = [];

    public List<Underpunkt> Underpunkter { get; set; } = [];

    /// <summary>Closed belongs to the item (domain: § 8).</summary>
    public Lukning? Lukket { get; set; }

    /// <summary>Why it came after the agenda was out; null when it was on the first edition.</summary>
    public string? TillaegBegrundelse { get; set; }

    public PunktTilstand Tilstand { get; set; }

    /// <summary>Why it was withdrawn.</summary>
    public string? UdgaaetBegrundelse { get; set; }

    public int Version { get; set; } = 1;

    public bool ErFastPunkt => ForelaeggelseId is null;

    public string Kaede => SagId is { } sag ? Kaeder.Sag(sag) : Kaeder.Moede(MoedeId);
}

/// <summary>What has become of an agenda item, apart from any decision on it.</summary>
public enum PunktTilstand
{
    PaaDagsorden,
    Udgaaet,
    MoedeAflyst,
}

/// <summary>A bullet under a fast punkt such as Øvrige sager: a line with its own guests and, when it ordered work, that order.</summary>
public sealed record Underpunkt
{
    public required string Titel { get; init; }

    public string? Tekst { get; init; }

    public IReadOnlyList<string> Gaester { get; init; } = [];

    public IReadOnlyList<UnderpunktBilag> Bilag { get; init; } = [];

    public Guid? SagId { get; init; }

    public Guid? BestillingId { get; init; }
}

/// <summary>An attachment named on a bullet; <paramref name="Intern"/>: only on the internal agenda.</summary>
public sealed record UnderpunktBilag(string Navn, bool Intern = true);
