using System.Globalization;

namespace SagsFlow.Data;

/// <summary>What is done once a day, and reminders that have been sent.</summary>
public sealed partial class StepStore
{
    private const string Dagform = "yyyy-MM-dd";

    /// <summary>The last day each daily work was done, by its name.</summary>
    public async Task<IReadOnlyDictionary<string, DateOnly>> DailyWorkAsync(CancellationToken ct)
    {
        var done = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        await using var r = await Command("SELECT navn, sidst FROM dagsvaerk").ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            done.Add(r.GetString(0), DateOnly.ParseExact(r.GetString(1), Dagform, CultureInfo.InvariantCulture));
        }

        return done;
    }

    public Task SetDailyWorkAsync(string name, DateOnly day, CancellationToken ct) => RunAsync(
        "INSERT INTO dagsvaerk (navn, sidst) VALUES (@p0, @p1) ON CONFLICT (navn) DO UPDATE SET sidst = excluded.sidst", ct, name, day.ToString(Dagform, CultureInfo.InvariantCulture));

    /// <summary>Lets all daily work be done anew, from the day the clock says.</summary>
    public Task ForgetDailyWorkAsync(CancellationToken ct) => RunAsync("DELETE FROM dagsvaerk", ct);

    public Task InsertForumRuleAsync(Guid id, string forum, DateOnly from, string rule, string reason, string by, DateTimeOffset now, CancellationToken ct) => RunAsync(
        "INSERT INTO forumregel (id, forum_id, gyldig_fra, regel, begrundelse, af, tid) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
        ct,
        id,
        forum,
        from.ToString(Dagform, CultureInfo.InvariantCulture),
        rule,
        reason,
        by,
        Ms(now));

    /// <summary>The rules that have been added to forums, as JSON, in the order they were.</summary>
    public async Task<IReadOnlyList<(string Forum, string Rule)>> ForumRulesAsync(CancellationToken ct)
    {
        var rules = new List<(string, string)>();
        await using var r = await Command("SELECT forum_id, regel FROM forumregel ORDER BY tid, id").ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            rules.Add((r.GetString(0), r.GetString(1)));
        }

        return rules;
    }

    /// <summary>When somebody last looked at the overview, and the time before that.</summary>
    public async Task<(DateTimeOffset? Last, DateTimeOffset? Before)> VisitAsync(string username, CancellationToken ct)
    {
        await using var r = await Command("SELECT sidst, forrige FROM besoeg WHERE brugernavn = @p0", username).ExecuteReaderAsync(ct);
        return await r.ReadAsync(ct) ? (Instant(r.GetInt64(0)), r.IsDBNull(1) ? null : Instant(r.GetInt64(1))) : (null, null);
    }

    public Task SetVisitAsync(string username, DateTimeOffset last, DateTimeOffset? before, CancellationToken ct) => RunAsync(
        "INSERT INTO besoeg (brugernavn, sidst, forrige) VALUES (@p0, @p1, @p2) ON CONFLICT (brugernavn) DO UPDATE SET sidst = excluded.sidst, forrige = excluded.forrige",
        ct,
        username,
        Ms(last),
        before is { } b ? Ms(b) : null);

    /// <summary>A property of the database, or null.</summary>
    public async Task<string?> PropertyAsync(string name, CancellationToken ct) => await Command("SELECT vaerdi FROM egenskab WHERE navn = @p0", name).ExecuteScalarAsync(ct) as string;

    public Task SetPropertyAsync(string name, string value, CancellationToken ct) => RunAsync(
        "INSERT INTO egenskab (navn, vaerdi) VALUES (@p0, @p1) ON CONFLICT (navn) DO UPDATE SET vaerdi = excluded.vaerdi", ct, name, value);

    /// <summary>Notes that somebody has been reminded of a deadline at a step.</summary>
    /// <returns>Whether it is the first time.</returns>
    public async Task<bool> NoteReminderAsync(string deadline, DateOnly due, int step, string username, CancellationToken ct) => await RunAsync(
        "INSERT INTO paamindelse (frist, forfald, trin, brugernavn) VALUES (@p0, @p1, @p2, @p3) ON CONFLICT (frist, forfald, trin, brugernavn) DO NOTHING",
        ct,
        deadline,
        due.ToString(Dagform, CultureInfo.InvariantCulture),
        step,
        username) == 1;
}
