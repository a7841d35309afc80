using SagsFlow.Data;
using SagsFlow.Kalender;

namespace SagsFlow.Procesplaner;

/// <summary>
/// A "tids- og procesplan": tracks × steps, each cell a planned forelæggelse or date that becomes a case in time (domain: § 5). Read once from
/// <c>workflows/procesplaner/</c>; from then on the database's is the plan.
/// </summary>
public sealed class Procesplan : IVersioneret, IPaaKaede
{
    /// <summary>A word for people and addresses, e.g. <c>prognose-2024</c>.</summary>
    public required string Id { get; init; }

    public required string Titel { get; init; }

    /// <summary>The year the plan is for.</summary>
    public int Aar { get; init; }

    /// <summary>What the anchor is, e.g. <c>valgdag</c>; null for a plan without one.</summary>
    public string? Ankernavn { get; init; }

    /// <summary>The day that relative dates are counted from.</summary>
    public DateOnly? Anker { get; set; }

    public required Planindhold Indhold { get; init; }

    /// <summary>The plan it was copied from, or null.</summary>
    public string? KopiAf { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    public int Version { get; set; } = 1;

    public string Kaede => Kaeder.System;

    /// <summary>Whether the dates counted from a day all lie in the calendar's years.</summary>
    public static bool KanVaereAnker(DateOnly dag) => dag.Year is > Arbejdskalender.FoersteAar + 5 and < Arbejdskalender.SidsteAar - 5;
}

/// <summary>The case that was made from a cell; one at most.</summary>
public sealed class Plansag : IPaaKaede
{
    public required string PlanId { get; init; }

    public required string Celle { get; init; }

    public SagId SagId { get; init; }

    public string Kaede => Kaeder.System;
}

/// <summary>What a plan holds.</summary>
public sealed record Planindhold
{
    /// <summary>Where the plan was read.</summary>
    public string? Kilde { get; init; }

    public string? Journalnummer { get; init; }

    public IReadOnlyList<Planspor> Spor { get; init; } = [];

    public IReadOnlyList<Plantrin> Trin { get; init; } = [];

    public IReadOnlyList<Plancelle> Celler { get; init; } = [];

    public IReadOnlyList<Plankrav> Krav { get; init; } = [];
}

/// <summary>A track, e.g. one of the prognoses.</summary>
public sealed record Planspor(string Id, string Navn);

/// <summary>A step that the tracks have in common.</summary>
public sealed record Plantrin(string Id, string Navn);

/// <summary>One step of one track.</summary>
public sealed record Plancelle
{
    /// <summary>The track's and the step's id where the plan gives none.</summary>
    public required string Id { get; init; }

    public required string Spor { get; init; }

    public required string Trin { get; init; }

    public required string Titel { get; init; }

    /// <summary>The forum that treats it; null for what is no forelæggelse.</summary>
    public string? Forum { get; init; }

    /// <summary>The center that owns it and writes its case.</summary>
    public required string Center { get; init; }

    public required Plandato Dato { get; init; }

    /// <summary>Local time of day a deadline ends at, or null.</summary>
    public TimeOnly? Kl { get; init; }

    public string? Note { get; init; }

    /// <summary>Whether the source had to be interpreted to put the cell here.</summary>
    public bool Tolket { get; init; }

    public Sager.Sagstype Sagstype { get; init; }

    /// <summary>A free label of the case ("I-sag").</summary>
    public string? Maerke { get; init; }

    /// <summary>The process of its case.</summary>
    public required string Workflow { get; init; }
}

/// <summary>Two cells that must keep a distance.</summary>
/// <param name="Foerst">The cell that comes first.</param>
/// <param name="Derefter">The cell that comes after it.</param>
/// <param name="MindstDage">Fewest days from the one to the other.</param>
/// <param name="Grundlag">The law's paragraph, or where else it is said.</param>
public sealed record Plankrav(string Foerst, string Derefter, int MindstDage, string Grundlag)
{
    /// <summary>Whether the law says so.</summary>
    public bool Lovbestemt => Grundlag.Contains('§', StringComparison.Ordinal);
}
