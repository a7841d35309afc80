using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>What opening or closing an item needs, and what somebody who closes one should know.</summary>
public sealed class Lukninger(Arbejde arbejde)
{
    /// <summary>
    /// Opening needs a reason. In political forums a closed item needs a public title, or a reason why "Lukket" alone must do: Ankestyrelsen has
    /// criticised titles that say nothing (domain: § 8).
    /// </summary>
    /// <param name="lukning">Null: it is opened.</param>
    public static Fejl? Tjek(Lukning? lukning, string? begrundelse, bool politisk) =>
        lukning is null ? (begrundelse is null ? MoedeFejl.AabningKraeverGrund : null)
        : politisk && lukning.OffentligTitel is null && begrundelse is null ? MoedeFejl.ManglerOffentligTitel
        : null;

    /// <summary>
    /// The number gives the subject away when it has already been published open (23/19766 was open on 25-03-2025 and closed on 04-11-2025,
    /// domain: § 8).
    /// </summary>
    /// <param name="punkt">The item that is closed; saved.</param>
    public async Task<IReadOnlyList<string>> AdvarslerAsync(Dagsordenspunkt punkt, CancellationToken ct) => (await AdvarslerAsync([punkt], ct))[punkt.Id];

    /// <summary>The same, of several items that are closed.</summary>
    public async Task<IReadOnlyDictionary<DagsordenspunktId, IReadOnlyList<string>>> AdvarslerAsync(IReadOnlyCollection<Dagsordenspunkt> punkter, CancellationToken ct)
    {
        if (punkter.Count == 0)
        {
            return new Dictionary<DagsordenspunktId, IReadOnlyList<string>>();
        }

        var numre = await JournalnumreAsync(punkter, ct);
        var udsendte = await UdsendtAabneAsync(punkter, ct);
        var soegte = numre.Values.Distinct(StringComparer.Ordinal).ToArray();
        var aabne = (await (
            from p in arbejde.Db.Dagsordenspunkter
            join m in arbejde.Db.Moeder on p.MoedeId equals m.Id
            where p.Journalnummer != null && soegte.Contains(p.Journalnummer) && p.Lukket == null && p.Nr != null
            orderby m.Start
            select new Aabent(p.Id, p.Journalnummer!, m.ForumId, m.Start)).ToListAsync(ct)).ToLookup(a => a.Journalnummer, StringComparer.Ordinal);
        return punkter.ToDictionary(
            p => p.Id,
            p => Advarsler(udsendte.Contains(p.Id.Value), numre.GetValueOrDefault(p.Id), numre.TryGetValue(p.Id, out var nr) ? [.. aabne[nr].Where(a => a.Punkt != p.Id)] : []));
    }

    private sealed record Aabent(DagsordenspunktId Punkt, string Journalnummer, string ForumId, DateTime Start);

    private static IReadOnlyList<string> Advarsler(bool udsendt, string? journalnummer, List<Aabent> aabne)
    {
        var advarsler = new List<string>();
        if (udsendt)
        {
            advarsler.Add("Punktet har været udsendt åbent. Dem, der har fået den dagsorden, kender indholdet.");
        }

        if (aabne.Count > 0)
        {
            var moeder = string.Join(", ", aabne.Select(a => $"{a.ForumId} {a.Start:dd-MM-yyyy}").Distinct(StringComparer.Ordinal));
            advarsler.Add($"Journalnummeret {journalnummer} har stået åbent på en udsendt dagsorden ({moeder}), så nummeret røber emnet.");
        }

        return advarsler;
    }

    /// <summary>The items' journal numbers, of those that have one.</summary>
    private async Task<IReadOnlyDictionary<DagsordenspunktId, string>> JournalnumreAsync(IReadOnlyCollection<Dagsordenspunkt> punkter, CancellationToken ct)
    {
        var uden = punkter.Where(p => p is { Journalnummer: null, SagId: not null }).Select(p => p.SagId!.Value).Distinct().ToArray();
        var sager = uden.Length == 0 ? [] : await arbejde.Db.Sager.Where(s => uden.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Journalnummer, ct);
        return (
            from p in punkter
            let nummer = p.Journalnummer ?? (p.SagId is { } sag ? sager.GetValueOrDefault(sag) : null)
            where nummer is not null
            select (p.Id, nummer)).ToDictionary();
    }

    /// <summary>Those of the items that an edition has shown open.</summary>
    private async Task<IReadOnlySet<Guid>> UdsendtAabneAsync(IReadOnlyCollection<Dagsordenspunkt> punkter, CancellationToken ct)
    {
        var moeder = punkter.Select(p => p.MoedeId).Distinct().ToArray();
        var udgaver = await arbejde.Db.Dagsordensudgaver.AsNoTracking().Where(u => moeder.Contains(u.MoedeId)).ToListAsync(ct);
        return udgaver.SelectMany(u => u.Punkter).Where(p => !p.Lukket).Select(p => p.Id).ToHashSet();
    }
}
