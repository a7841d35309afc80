using System.Text.Json.Serialization;
using SagsFlow.Data;
using SagsFlow.Forelaeggelser;

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

    /// <summary>What the public is told of a political forum's decision on a closed item, as precise as secrecy allows (domain: § 8); null while nothing is.</summary>
    public string? OffentligBeslutning { get; set; }

    /// <summary>What was added after a political protocol was closed; the protocol itself is never replaced.</summary>
    public List<Tilfoejelse> Tilfoejelser { get; set; } = [];

    public required string RegistreretAf { get; init; }

    public DateTimeOffset Registreret { get; init; }

    public DateTimeOffset? Ekspederet { get; set; }

    public string? EkspederetAf { get; set; }

    /// <summary>What it set going when it took effect; null for a draft.</summary>
    public Virkning? Virkning { get; set; }

    public int Version { get; set; } = 1;

    public bool ErKladde => Ekspederet is null;

    public string Kaede => SagId is { } sag ? Kaeder.Sag(sag) : Kaeder.Moede(MoedeId);

    /// <summary>Records what a secretary wrote.</summary>
    public void Skriv(Beslutningsudkast u)
    {
        Udfald = u.Udfald;
        Tekst = u.Tekst;
        Punkter = [.. u.Punkter];
        UdskudtTil = u.UdskudtTil;
        Ruter = [.. u.Ruter];
        Bestillinger = [.. u.Bestillinger];
        Protokol = u.Protokol;
        OffentligBeslutning = u.OffentligBeslutning;
    }

    /// <summary>What it says now, as a secretary would write it.</summary>
    public Beslutningsudkast SomUdkast() => new(Udfald, Tekst, Punkter, UdskudtTil, Ruter, Bestillinger, Protokol, OffentligBeslutning);
}

/// <summary>A decision as a secretary writes it, read and checked.</summary>
public sealed record Beslutningsudkast(
    Udfald Udfald,
    string Tekst,
    IReadOnlyList<Punktbeslutning> Punkter,
    Udskydelse? UdskudtTil,
    IReadOnlyList<string> Ruter,
    IReadOnlyList<BestiltArbejde> Bestillinger,
    Protokol Protokol,
    string? OffentligBeslutning = null)
{
    /// <summary>Whether the same things follow from both: everything but the wording is the same.</summary>
    public bool HarSammeFoelger(Beslutningsudkast andet) =>
        Udfald == andet.Udfald
        && UdskudtTil == andet.UdskudtTil
        && Ruter.SequenceEqual(andet.Ruter, StringComparer.Ordinal)
        && Bestillinger.SequenceEqual(andet.Bestillinger)
        && Punkter.Select(p => (p.Nr, p.Udfald)).SequenceEqual(andet.Punkter.Select(p => (p.Nr, p.Udfald)))
        && Protokol.Standset == andet.Protokol.Standset;
}

/// <summary>An addition to a closed political protocol.</summary>
public sealed record Tilfoejelse(string Tekst, string Begrundelse, string Af, DateTimeOffset Tid);

/// <summary>The outcome of one point or sub-point ("1", "4a").</summary>
public sealed record Punktbeslutning(string Nr, Udfald Udfald, string? Tekst = null)
{
    /// <summary>The point's identity across forums.</summary>
    public Guid? PunktId { get; init; }
}

/// <summary>Where a postponement goes: a named meeting, a day, or the forum's next meeting. Exactly one is given.</summary>
public sealed record Udskydelse(Guid? Moede = null, DateOnly? Dato = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Naeste = false);

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
    IReadOnlyList<InstansTrin> Trin)
{
    /// <summary>The case's forelæggelser as they were before, to go back to.</summary>
    public IReadOnlyList<ForelaeggelseFoer> Foer { get; init; } = [];

    /// <summary>How many process instances the case had afterwards; more means that something else has begun.</summary>
    public int InstanserEfter { get; init; }

    /// <summary>What the secretary was told when it took effect.</summary>
    public IReadOnlyList<string> Advarsler { get; init; } = [];
}

/// <summary>Where a forelæggelse was before a decision took effect.</summary>
public sealed record ForelaeggelseFoer(
    Guid Id,
    ForelaeggelseTilstand Tilstand,
    string ForumId,
    Guid? InstansId,
    long? Vent,
    string? Node,
    int Raekkefoelge,
    bool Udsat,
    DateOnly? OensketDato)
{
    public static ForelaeggelseFoer Af(Forelaeggelse f) =>
        new(f.Id.Value, f.Tilstand, f.ForumId, f.InstansId?.Value, f.Vent, f.Node, f.Raekkefoelge, f.Udsat, f.OensketDato);
}

/// <summary>An instance that the decision moved.</summary>
/// <param name="Instans">The instance.</param>
/// <param name="RevisionFoer">Its revision before, 0 when the decision started it.</param>
/// <param name="RevisionEfter">Its revision after.</param>
/// <param name="TogBesked">Whether it took a message that had been stored before, which cannot be put back.</param>
public sealed record InstansTrin(Guid Instans, int RevisionFoer, int RevisionEfter, bool TogBesked = false);

/// <summary>A decision as it stood before a correction; kept with the reason.</summary>
public sealed class Beslutningsrettelse : IPaaKaede
{
    public BeslutningId BeslutningId { get; init; }

    /// <summary>The version it replaced.</summary>
    public int Version { get; init; }

    public Udfald Udfald { get; init; }

    public required string Tekst { get; init; }

    public List<Punktbeslutning> Punkter { get; init; } = [];

    public Udskydelse? UdskudtTil { get; init; }

    public List<string> Ruter { get; init; } = [];

    public List<BestiltArbejde> Bestillinger { get; init; } = [];

    public string? OffentligBeslutning { get; init; }

    public required string Begrundelse { get; init; }

    public required string Af { get; init; }

    public DateTimeOffset Tid { get; init; }

    public SagId? SagId { get; init; }

    public MoedeId MoedeId { get; init; }

    public string Kaede => SagId is { } sag ? Kaeder.Sag(sag) : Kaeder.Moede(MoedeId);
}
