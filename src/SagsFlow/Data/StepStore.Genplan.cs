using System.Globalization;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Data;

/// <summary>That a case's plan is to be worked out again.</summary>
/// <param name="Mark">Names the marking: a later one has another name.</param>
/// <param name="Tell">Whether the case's people are told what it misses; not when they have just said it themselves.</param>
public sealed record StoredMark(SagId Case, Guid Mark, bool Tell, int Attempts);

/// <content>Cases that are to be planned again, and what their last plan gave.</content>
public sealed partial class StepStore
{
    private const string MarkAgain =
        " ON CONFLICT (sag_id) DO UPDATE SET maerke = excluded.maerke, fortael = (genplan.fortael OR excluded.fortael), forsoeg = 0, tidligst = 0";

    /// <summary>Marks one case, if there is anything it is to reach, or was.</summary>
    /// <param name="tell">Whether its people are told what the new plan misses.</param>
    public Task<int> MarkForPlanningAsync(SagId sag, bool tell, Guid mark, CancellationToken ct) => RunAsync(
        "INSERT INTO genplan (sag_id, maerke, fortael, forsoeg, tidligst) SELECT id, @p1, @p2, 0, 0 FROM sag WHERE id = @p0 AND (oensket_moede IS NOT NULL OR egne_datoer <> '[]' OR EXISTS (SELECT 1 FROM plansag p WHERE p.sag_id = sag.id) OR EXISTS (SELECT 1 FROM sagsplan_trin t WHERE t.sag_id = sag.id) OR EXISTS (SELECT 1 FROM ikke_naaet i WHERE i.sag_id = sag.id))" + MarkAgain,
        ct,
        sag.Value,
        mark,
        tell);

    /// <summary>Marks the cases whose last plan uses a meeting, and those that could use it from a day on; null: only the former.</summary>
    public Task<int> MarkForPlanningAsync(MoedeId meeting, string forum, DateOnly? from, Guid mark, CancellationToken ct) => RunAsync(
        "INSERT INTO genplan (sag_id, maerke, fortael, forsoeg, tidligst) SELECT DISTINCT sag_id, @p0, @p1, 0, 0 FROM sagsplan_trin WHERE moede_id = @p2 OR (forum_id = @p3 AND (dag IS NULL OR dag >= @p4))" + MarkAgain,
        ct,
        mark,
        true,
        meeting.Value,
        from is null ? "" : forum,
        from?.ToString(Dagform, CultureInfo.InvariantCulture) ?? "");

    /// <summary>Marks every case that has a plan.</summary>
    public Task<int> MarkAllForPlanningAsync(Guid mark, CancellationToken ct) => RunAsync(
        "INSERT INTO genplan (sag_id, maerke, fortael, forsoeg, tidligst) SELECT DISTINCT sag_id, @p0, @p1, 0, 0 FROM sagsplan_trin WHERE nr > 0" + MarkAgain, ct, mark, true);

    /// <summary>Marked cases; those that failed lately are left out until <paramref name="retryNow"/>, which is real time.</summary>
    public async Task<IReadOnlyList<StoredMark>> MarksAsync(DateTimeOffset retryNow, int most, CancellationToken ct)
    {
        var marks = new List<StoredMark>();
        await using var r = await Command("SELECT sag_id, maerke, fortael, forsoeg FROM genplan WHERE tidligst <= @p0 ORDER BY sag_id LIMIT @p1", Ms(retryNow), most).ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            marks.Add(new StoredMark(new SagId(r.GetGuid(0)), r.GetGuid(1), r.GetBoolean(2), r.GetInt32(3)));
        }

        return marks;
    }

    /// <summary>What a case's last plan misses.</summary>
    public async Task<IReadOnlyList<IkkeNaaet>> MissesAsync(SagId sag, CancellationToken ct)
    {
        var misses = new List<IkkeNaaet>();
        await using var r = await Command("SELECT noegle, hvad, forum_id, senest, forventet, fortalt FROM ikke_naaet WHERE sag_id = @p0 ORDER BY senest, noegle", sag.Value).ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            misses.Add(new IkkeNaaet
            {
                SagId = sag,
                Noegle = r.GetString(0),
                Hvad = r.GetString(1),
                ForumId = Text(r, 2),
                Senest = DateOnly.ParseExact(r.GetString(3), Dagform, CultureInfo.InvariantCulture),
                Forventet = Text(r, 4) is { } day ? DateOnly.ParseExact(day, Dagform, CultureInfo.InvariantCulture) : null,
                Fortalt = r.GetBoolean(5),
            });
        }

        return misses;
    }

    /// <summary>Takes a mark away.</summary>
    /// <returns>Whether it was still the one that was read.</returns>
    public async Task<bool> TakeMarkAsync(SagId sag, Guid mark, CancellationToken ct) =>
        await RunAsync("DELETE FROM genplan WHERE sag_id = @p0 AND maerke = @p1", ct, sag.Value, mark) == 1;

    /// <summary>Leaves a mark until later, in real time.</summary>
    public Task DelayMarkAsync(SagId sag, Guid mark, DateTimeOffset notBefore, CancellationToken ct) => RunAsync(
        "UPDATE genplan SET forsoeg = forsoeg + 1, tidligst = @p0 WHERE sag_id = @p1 AND maerke = @p2", ct, Ms(notBefore), sag.Value, mark);

    /// <summary>Keeps a plan's forums in place of those before.</summary>
    public async Task ReplacePlanAsync(SagId sag, IReadOnlyList<Sagsplantrin> steps, CancellationToken ct)
    {
        await RunAsync("DELETE FROM sagsplan_trin WHERE sag_id = @p0", ct, sag.Value);
        foreach (var s in steps)
        {
            await RunAsync(
                "INSERT INTO sagsplan_trin (sag_id, nr, forum_id, moede_id, dag) VALUES (@p0, @p1, @p2, @p3, @p4)",
                ct,
                sag.Value,
                s.Nr,
                s.ForumId,
                s.MoedeId?.Value,
                s.Dag?.ToString(Dagform, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Keeps what a plan misses in place of what the one before missed.</summary>
    public async Task ReplaceMissesAsync(SagId sag, IEnumerable<IkkeNaaet> misses, CancellationToken ct)
    {
        await RunAsync("DELETE FROM ikke_naaet WHERE sag_id = @p0", ct, sag.Value);
        foreach (var m in misses)
        {
            await RunAsync(
                "INSERT INTO ikke_naaet (sag_id, noegle, hvad, forum_id, senest, forventet, fortalt) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
                ct,
                sag.Value,
                m.Noegle,
                m.Hvad,
                m.ForumId,
                m.Senest.ToString(Dagform, CultureInfo.InvariantCulture),
                m.Forventet?.ToString(Dagform, CultureInfo.InvariantCulture),
                m.Fortalt);
        }
    }
}
