using SagsFlow.Data;

namespace SagsFlow.Aarshjul;

/// <summary>What has become of an occurrence: its draft, or that somebody skipped, moved or ended it. One row each, so that no draft is made twice.</summary>
public sealed class Aarshjulsforekomst : IVersioneret, IPaaKaede
{
    public required string Regel { get; init; }

    public int Aar { get; init; }

    /// <summary>Which of the year's, from 1.</summary>
    public int Nr { get; init; }

    public Forekomstaendring? Aendring { get; set; }

    public DateOnly? FlyttetTil { get; set; }

    public string? Begrundelse { get; set; }

    /// <summary>The draft that was made, or null.</summary>
    public SagId? SagId { get; set; }

    public int Version { get; set; } = 1;

    public string Kaede => Kaeder.System;
}

public enum Forekomstaendring
{
    SprungetOver,
    Flyttet,

    /// <summary>This occurrence and all later ones.</summary>
    Ophoert,
}
