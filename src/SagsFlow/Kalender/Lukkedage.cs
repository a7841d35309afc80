namespace SagsFlow.Kalender;

/// <summary>Why a day is not an arbejdsdag.</summary>
public enum Fridagsart
{
    Weekend,
    Helligdag,

    /// <summary>Closed every year by custom: 1 May, 5 June, 24 and 31 December.</summary>
    Sedvane,

    /// <summary>Closed by the municipality's own decision.</summary>
    Lukkedag,
}

/// <summary>A day off and why.</summary>
/// <param name="Navn">For people, e.g. <c>2. pinsedag</c>.</param>
public sealed record Fridag(DateOnly Dag, Fridagsart Art, string Navn);

/// <summary>Local closing days as <c>workflows/kalender.yaml</c> has them, each with the years it holds for.</summary>
/// <param name="Id">Names the rule in findings.</param>
/// <param name="Navn">What people call the day.</param>
/// <param name="Sedvane">Whether the day is closed by custom and so counts when squeezed days are found; else it is decided and laid on afterwards.</param>
public sealed record Lukkeregel(string Id, string Navn, bool Sedvane)
{
    /// <summary>The days closed by custom, for a folder without a calendar of its own.</summary>
    public static readonly IReadOnlyList<Lukkeregel> Saedvanlige =
    [
        new("foerste-maj", "1. maj", true) { Dag = "05-01" },
        new("grundlovsdag", "grundlovsdag", true) { Dag = "06-05" },
        new("juleaftensdag", "juleaftensdag", true) { Dag = "12-24" },
        new("nytaarsaftensdag", "nytårsaftensdag", true) { Dag = "12-31" },
    ];

    /// <summary>A fixed day of each year, <c>MM-dd</c>.</summary>
    public string? Dag { get; init; }

    /// <summary>So many days after Easter Sunday each year.</summary>
    public int? Paaske { get; init; }

    /// <summary>The squeezed days within two days of each year, <c>MM-dd</c>, both included.</summary>
    public string? IndeklemteFra { get; init; }

    public string? IndeklemteTil { get; init; }

    /// <summary>Single days.</summary>
    public IReadOnlyList<DateOnly> Dage { get; init; } = [];

    public DateOnly? GyldigFra { get; init; }

    public DateOnly? GyldigTil { get; init; }

    public bool GaelderDen(DateOnly dag) => (GyldigFra is not { } fra || dag >= fra) && (GyldigTil is not { } til || dag <= til);
}
