using SagsFlow.Data;

namespace SagsFlow.Moeder;

/// <summary>A guest's calendar invitation to one agenda item, as it was last sent (RFC 5546). Of the rest of the agenda a guest is told nothing.</summary>
public sealed class Punktinvitation
{
    /// <summary>Names the event in the guest's calendar for ever.</summary>
    public Guid Id { get; init; }

    public MoedeId MoedeId { get; init; }

    public DagsordenspunktId DagsordenspunktId { get; init; }

    public required string Brugernavn { get; init; }

    /// <summary>Rises by one each time it is sent anew.</summary>
    public int Sekvens { get; set; }

    /// <summary>Local time.</summary>
    public DateTime Start { get; set; }

    public DateTime? Slut { get; set; }

    public string Sted { get; set; } = "";

    /// <summary>Withdrawn: the item, the guest or the meeting is.</summary>
    public bool Aflyst { get; set; }

    /// <summary>The message it was last sent with.</summary>
    public Guid BeskedId { get; set; }

    public DateTimeOffset Aendret { get; set; }

    /// <summary>Takes the time and place there are now.</summary>
    /// <returns>Whether that is anything new.</returns>
    public bool Saet(Gaestetid tid)
    {
        if (!Aflyst && (Start, Slut, Sted) == (tid.Start, tid.Slut, tid.Sted))
        {
            return false;
        }

        (Start, Slut, Sted, Aflyst) = (tid.Start, tid.Slut, tid.Sted, false);
        return true;
    }
}

/// <summary>When and where a guest is to be: the item's own time, or the meeting's while the item has none.</summary>
public sealed record Gaestetid(DateTime Start, DateTime? Slut, string Sted, bool HarTid)
{
    public static Gaestetid Af(Moede moede, Dagsordenspunkt punkt) => punkt.Start is { } start
        ? new Gaestetid(moede.Dato.ToDateTime(start), punkt.Slut is { } slut ? moede.Dato.ToDateTime(slut) : null, moede.Sted, true)
        : new Gaestetid(moede.Start, moede.Slut, moede.Sted, false);
}
