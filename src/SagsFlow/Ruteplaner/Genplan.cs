using SagsFlow.Data;
using SagsFlow.Moeder;

namespace SagsFlow.Ruteplaner;

/// <summary>A forum of a case's last plan; for reading only.</summary>
public sealed class Sagsplantrin
{
    public SagId SagId { get; init; }

    /// <summary>From 1.</summary>
    public int Nr { get; init; }

    public required string ForumId { get; init; }

    /// <summary>The meeting the plan reckons with; null when it has none.</summary>
    public MoedeId? MoedeId { get; init; }

    public DateOnly? Dag { get; init; }
}

/// <summary>Something a case does not make by its last plan; for reading only.</summary>
public sealed class IkkeNaaet
{
    public SagId SagId { get; init; }

    public required string Noegle { get; init; }

    public required string Hvad { get; init; }

    public string? ForumId { get; init; }

    public DateOnly Senest { get; init; }

    /// <summary>The day the forum can treat it instead; null when it has no meeting the case can reach.</summary>
    public DateOnly? Forventet { get; init; }

    /// <summary>Whether its people have been told; only then are they told that it is well again.</summary>
    public bool Fortalt { get; init; }
}

/// <summary>Marks cases whose plans something has changed, in the transaction that changed it; they are worked off as soon as it is kept.</summary>
public sealed class Genplanlaegning(Arbejde arbejde)
{
    /// <summary>A meeting has come, or has other times or deadlines: whoever reckons with it, and whoever could.</summary>
    public async Task MoedeAsync(Moede moede, CancellationToken ct) =>
        Meld(await arbejde.Store.MarkForPlanningAsync(moede.Id, moede.ForumId, moede.Dato, NytId.Guid(arbejde.Nu), ct));

    /// <summary>A meeting takes no more cases.</summary>
    public async Task LukketAsync(Moede moede, CancellationToken ct) => Meld(await arbejde.Store.MarkForPlanningAsync(moede.Id, moede.ForumId, null, NytId.Guid(arbejde.Nu), ct));

    /// <summary>A case has moved on its way, or has other targets.</summary>
    /// <param name="fortael">Whether its people are told what it misses.</param>
    public async Task SagAsync(SagId sag, bool fortael, CancellationToken ct)
    {
        Meld(await arbejde.Store.MarkForPlanningAsync(sag, fortael, NytId.Guid(arbejde.Nu), ct));
    }

    /// <summary>The calendar or the rules have changed, or a day has passed.</summary>
    public async Task AlleAsync(CancellationToken ct) => Meld(await arbejde.Store.MarkAllForPlanningAsync(NytId.Guid(arbejde.Nu), ct));

    private void Meld(int antal)
    {
        if (antal > 0)
        {
            arbejde.MeldForfald(arbejde.Nu);
        }
    }
}
