using SagsFlow.Data;

namespace SagsFlow.Beslutninger;

/// <summary>
/// What happened when a line of an agenda was reached. A draft, seen by the forum and its secretariat only, until it takes effect
/// (<see cref="Ekspederet"/>). The outcome is recorded, never inferred from the text (domain: § 4).
/// </summary>
public sealed class Beslutning : IVersioneret, IPaaKaede
{
    public BeslutningId Id { get; init; }

    public DagsordenspunktId DagsordenspunktId { get; init; }

    public SagId? SagId { get; init; }

    public MoedeId MoedeId { get; init; }

    public ForelaeggelseId? ForelaeggelseId { get; init; }

    public required string ForumId { get; init; }

    /// <summary>The meeting's day.</summary>
    public DateOnly Dato { get; init; }

    public Udfald Udfald { get; set; }

    public string Tekst { get; set; } = "";

    public List<Punktbeslutning> Punkter { get; set; } = [];

    public Udskydelse? UdskudtTil { get; set; }

    /// <summary>Forum ids in order, or <c>POLITIK</c>.</summary>
    public List<string> Ruter { get; set; } = [];

    /// <summary>Orders as they were recorded; they become a <see cref="Bestillinger.Bestilling"/> each when the decision takes effect.</summary>
    public List<BestiltArbejde> Bestillinger { get; set; } = [];

    public Protokol Protokol { get; set; } = new();

    public required string RegistreretAf { get; init; }

    public DateTimeOffset Registreret { get; init; }

    public DateTimeOffset? Ekspederet { get; set; }

    public string? EkspederetAf { get; set; }

    /// <summary>What it set going when it took effect; null for a draft.</summary>
    public Virkning? Virkning { get; set; }

    public int Version { get; set; } = 1;

    public bool ErKladde => Ekspederet is null;

    public string Kaede => SagId is { } sag ? Kaeder.Sag(sag) : Kaeder.Moede(MoedeId);
}

/// <summary>The outcome of one point or sub-point ("1", "4a").</summary>
public sealed record Punktbeslutning(string Nr, Udfald Udfald, string? Tekst = null)
{
    /// <summary>The point's identity across forums.</summary>
    public Guid? PunktId { get; init; }
}

/// <summary>Where a postponement goes: a named meeting, a day, or the forum's next meeting. Exactly one is given.</summary>
public sealed record Udskydelse(Guid? Moede = null, DateOnly? Dato = null, bool Naeste = false);

/// <summary>Work that a decision orders. At most one of <paramref name="Frist"/> and <paramref name="Moede"/>.</summary>
public sealed record BestiltArbejde(string Tekst, string? Ansvarlig = null, DateOnly? Frist = null, Guid? Moede = null);

/// <summary>What political forums record beside the decision.</summary>
public sealed record Protokol(
    Afstemning? Afstemning = null,
    IReadOnlyList<string>? AfvigendeMeninger = null,
    IReadOnlyList<string>? Fravaerende = null,
    IReadOnlyList<string>? Inhabile = null,
    Standsning? Standset = null);

/// <summary>Votes for, against and neither.</summary>
public sealed record Afstemning(int For, int Imod, int Undlod);

/// <summary>A committee member has brought the decision before the council (kommunestyrelsesloven § 23).</summary>
public sealed record Standsning(string Af);

/// <summary>What a decision set going: the orders, items and forelæggelser it made, and the process revisions it led to.</summary>
public sealed record Virkning(
    IReadOnlyList<Guid> Bestillinger,
    IReadOnlyList<Guid> Dagsordenspunkter,
    IReadOnlyList<Guid> Forelaeggelser,
    IReadOnlyList<InstansTrin> Trin);

/// <summary>An instance that the decision moved.</summary>
/// <param name="Instans">The instance.</param>
/// <param name="RevisionFoer">Its revision before, 0 when the decision started it.</param>
/// <param name="RevisionEfter">Its revision after.</param>
public sealed record InstansTrin(Guid Instans, int RevisionFoer, int RevisionEfter);

/// <summary>A decision as it stood before a correction; kept with the reason.</summary>
public sealed class Beslutningsrettelse : IPaaKaede
{
    public BeslutningId BeslutningId { get; init; }

    /// <summary>The version it replaced.</summary>
    public int Version { get; init; }

    public Udfald Udfald { get; init; }

    public required string Tekst { get; init; }

    public List<Punktbeslutning> Punkter { get; init; } = [];

    public required string Begrundelse { get; init; }

    public required string Af { get; init; }

    public DateTimeOffset Tid { get; init; }

    public SagId? SagId { get; init; }

    public MoedeId MoedeId { get; init; }

    public string Kaede => SagId is { } sag ? Kaeder.Sag(sag) : Kaeder.Moede(MoedeId);
}
