using SagsFlow.Data;
using SagsFlow.Sager;

namespace SagsFlow.Forelaeggelser;

/// <summary>
/// One planned step of a case's route: this case, this forum, this role. It exists before any meeting is chosen, and the same one comes
/// back when it is postponed (domain: § 2.2).
/// </summary>
public sealed class Forelaeggelse : IVersioneret, IPaaKaede
{
    public ForelaeggelseId Id { get; init; }

    public SagId SagId { get; init; }

    /// <summary>The forum's id, or <see cref="Politik"/> while the secretariat has not named it.</summary>
    public required string ForumId { get; set; }

    public Behandling Behandling { get; set; }

    /// <summary>Its place in the case's route, counted from 1.</summary>
    public int Raekkefoelge { get; set; }

    public ForelaeggelseTilstand Tilstand { get; set; }

    /// <summary>The instance and wait that a decision completes; null while nothing waits for one.</summary>
    public InstanceId? InstansId { get; set; }

    public long? Vent { get; set; }

    /// <summary>The node of the definition it belongs to; null until the process reaches or plans it.</summary>
    public string? Node { get; set; }

    /// <summary>The text for this forum; null until it is ready, then a copy of the case's that can be changed by itself.</summary>
    public Sagsindhold? Indhold { get; set; }

    /// <summary>Which frozen version of the case the text began as.</summary>
    public int? SagsversionNr { get; set; }

    public Lukning? Lukket { get; set; }

    /// <summary>The day somebody asked for, when there is no meeting yet.</summary>
    public DateOnly? OensketDato { get; set; }

    /// <summary>Postponed or to be presented again, and not treated since.</summary>
    public bool Udsat { get; set; }

    public int Version { get; set; } = 1;

    public string Kaede => Kaeder.Sag(SagId);

    /// <summary>The day it is meant for while it is on no agenda: the one asked for, else the meeting the case's author hopes for; null when nobody has said.</summary>
    public DateOnly? PlanlagtDag(Sag sag) => OensketDato ?? (sag.OensketMoede is { } oensket && oensket.Forum == ForumId ? oensket.Dato : null);

    public const string Politik = "POLITIK";
}

/// <summary>Where a forelæggelse is. "På dagsorden" is not here: its agenda item tells that.</summary>
public enum ForelaeggelseTilstand
{
    Planlagt,
    Klar,
    Behandlet,
    Udgaaet,
}

/// <summary>What the forum is asked to do.</summary>
public enum Behandling
{
    Beslutter,
    Droefter,
    UdtalerSig,
    Indstiller,
    TilOrientering,
    Hoeres,
}
