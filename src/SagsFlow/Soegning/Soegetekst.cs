using SagsFlow.Data;

namespace SagsFlow.Soegning;

/// <summary>What a piece of text that can be found belongs to.</summary>
public enum Soegeart
{
    /// <summary>A case: its draft while it is being written, its last submitted version else.</summary>
    Sag,

    /// <summary>A case's text for one forum.</summary>
    Forelaeggelse,

    Beslutning,

    /// <summary>An agenda's fast punkt.</summary>
    FastPunkt,

    /// <summary>An attachment, by its name.</summary>
    Bilag,
}

/// <summary>
/// A text that can be found. It repeats what stands elsewhere and can be made again from it; who may see it is asked of the rows it was made
/// from, never of this one.
/// </summary>
public sealed class Soegetekst
{
    public long Id { get; init; }

    /// <summary>The chain of the case or meeting it belongs to; all its texts are made again together.</summary>
    public required string Indekskaede { get; init; }

    public Soegeart Art { get; init; }

    public SagId? SagId { get; init; }

    public MoedeId? MoedeId { get; init; }

    public ForelaeggelseId? ForelaeggelseId { get; init; }

    public DagsordenspunktId? DagsordenspunktId { get; init; }

    public string? ForumId { get; init; }

    public string? CenterId { get; init; }

    /// <summary>The meeting's day, or the day the case was made.</summary>
    public DateOnly Dato { get; init; }

    /// <summary>Seen by those who may see what is being written.</summary>
    public bool Kladde { get; init; }

    /// <summary>An attachment that is on the internal agenda only.</summary>
    public bool Intern { get; init; }

    public string? Journalnummer { get; init; }

    public required string Overskrift { get; init; }

    public required string Tekst { get; init; }
}

/// <summary>A row of the word index that a search found; the lower the rank, the better.</summary>
public sealed class Soegetraef
{
    public long Id { get; init; }

    public double Rang { get; init; }
}
