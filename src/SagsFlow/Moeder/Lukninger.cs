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
    public async Task<IReadOnlyList<string>> AdvarslerAsync(Dagsordenspunkt punkt, CancellationToken ct)
    {
        var advarsler = new List<string>();
        var sag = punkt.SagId is { } sagId ? await arbejde.Db.Sager.FindAsync([sagId], ct) : null;
        var journalnummer = punkt.Journalnummer ?? sag?.Journalnummer;
        if (await UdsendtAabentAsync(punkt, ct))
        {
            advarsler.Add("Punktet har været udsendt åbent. Dem, der har fået den dagsorden, kender indholdet.");
        }

        if (journalnummer is null)
        {
            return advarsler;
        }

        var id = punkt.Id;
        var aabne = await (
            from p in arbejde.Db.Dagsordenspunkter
            join m in arbejde.Db.Moeder on p.MoedeId equals m.Id
            where p.Journalnummer == journalnummer && p.Lukket == null && p.Nr != null && p.Id != id
            orderby m.Start
            select new { m.ForumId, m.Start }).ToListAsync(ct);
        if (aabne.Count > 0)
        {
            var moeder = string.Join(", ", aabne.Select(a => $"{a.ForumId} {a.Start:dd-MM-yyyy}").Distinct(StringComparer.Ordinal));
            advarsler.Add($"Journalnummeret {journalnummer} har stået åbent på en udsendt dagsorden ({moeder}), så nummeret røber emnet.");
        }

        return advarsler;
    }

    private async Task<bool> UdsendtAabentAsync(Dagsordenspunkt punkt, CancellationToken ct)
    {
        var moede = punkt.MoedeId;
        var udgaver = await arbejde.Db.Dagsordensudgaver.AsNoTracking().Where(u => u.MoedeId == moede).ToListAsync(ct);
        return udgaver.Exists(u => u.Punkter.Exists(p => p.Id == punkt.Id.Value && !p.Lukket));
    }
}
