using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Frister;
using SagsFlow.Processer;

namespace SagsFlow.Ruteplaner;

/// <summary>What plans are worked out over: read once, and used for as many cases as there are.</summary>
/// <param name="Nu">Local time.</param>
/// <param name="Moeder">The meetings that are not cancelled, by id.</param>
/// <param name="Processer">The newest of each process.</param>
public sealed record Plangrundlag(DateTime Nu, IReadOnlyDictionary<Guid, Planmoede> Moeder, IReadOnlyList<ProcessDefinition> Processer)
{
    public DateOnly Idag => DateOnly.FromDateTime(Nu);

    public Moedeplan Moedeplan { get; } = new(Moeder.Values);

    /// <summary>The same with a meeting moved, or without it.</summary>
    /// <param name="start">Local time; null: the meeting is not held.</param>
    public Plangrundlag MedMoede(Guid id, DateTime? start)
    {
        var moeder = new Dictionary<Guid, Planmoede>(Moeder);
        if (moeder.Remove(id, out var gammelt) && start is { } ny)
        {
            moeder.Add(id, new Planmoede(id, gammelt.ForumId, ny, gammelt.Slut + (ny - gammelt.Start), gammelt.LaastFra, gammelt.Regler, gammelt.Aendringer));
        }

        return new Plangrundlag(Nu, moeder, Processer);
    }
}

/// <summary>Reads what plans are worked out over.</summary>
public sealed class Plangrundlagslaeser(Arbejde arbejde, Moedefrister moedefrister, ProcessCatalog processer, TimeProvider ur)
{
    /// <summary>Meetings of this many days back, for a latest start that has passed.</summary>
    private const int TilbageDage = Ruteplanlaegger.TilbageDage;

    /// <param name="tidligst">A day before today that is asked about, or null.</param>
    public async Task<Plangrundlag> LaesAsync(DateOnly? tidligst, CancellationToken ct)
    {
        var nu = LokalTid.Af(ur.GetUtcNow());
        var idag = DateOnly.FromDateTime(nu);
        var fra = (tidligst < idag ? tidligst.Value : idag).AddDays(-TilbageDage).ToDateTime(TimeOnly.MinValue);
        var raekker = await arbejde.Db.Moeder.AsNoTracking().Where(m => m.Start >= fra && m.Aflyst == null)
            .Select(m => new { m.Id, m.ForumId, m.Start, m.Slut, m.Udsendt, m.Afsluttet }).ToListAsync(ct);
        var aendringer = await arbejde.Db.FristaendringerAsync(raekker.Select(m => m.Id), ct);
        var moeder = raekker.ToDictionary(
            m => m.Id.Value,
            m => new Planmoede(m.Id.Value, m.ForumId, m.Start, m.Slut, (m.Udsendt ?? m.Afsluttet) is { } laast ? LokalTid.Af(laast) : null, moedefrister, aendringer[m.Id]));
        return new Plangrundlag(nu, moeder, [.. processer.Newest.Select(e => e.Definition)]);
    }
}
