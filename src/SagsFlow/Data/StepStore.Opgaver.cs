using System.Data.Common;
using System.Globalization;
using SagsFlow.Brugere;
using SagsFlow.Opgaver;
using SagsFlow.Sager;

namespace SagsFlow.Data;

/// <content>People's tasks: a step opens and closes them, and finishing one reads what it needs of its case.</content>
public sealed partial class StepStore
{
    private const string TaskColumns =
        "o.id, o.sag_id, o.instans_id, o.vent, o.node, o.navn, o.rolle, o.enhed, o.tildelt_til, o.forklaring, o.forelaeggelse_id, o.oprettet, o.frist, o.afsluttet, o.afsluttet_af, o.udfald, o.bemaerkning, o.annulleret, o.version";

    /// <summary>A task, and the version of the process it belongs to; that is null for one outside the process.</summary>
    public async Task<(Opgave Task, string? DefinitionHash)?> FindTaskAsync(OpgaveId id, CancellationToken ct)
    {
        const string Sql = $"SELECT {TaskColumns}, p.definition_hash FROM opgave o LEFT JOIN process_instance p ON p.id = o.instans_id WHERE o.id = @p0";
        await using var r = await Command(Sql, id.Value).ExecuteReaderAsync(ct);
        return await r.ReadAsync(ct) ? (ReadTask(r), Text(r, 19)) : null;
    }

    /// <summary>An instance's open tasks that should have been finished by now.</summary>
    public async Task<IReadOnlyList<Opgave>> OverdueTasksAsync(InstanceId instance, DateTimeOffset now, CancellationToken ct)
    {
        const string Sql = $"SELECT {TaskColumns} FROM opgave o WHERE o.instans_id = @p0 AND o.afsluttet IS NULL AND o.frist <= @p1 ORDER BY o.id";
        var tasks = new List<Opgave>();
        await using var r = await Command(Sql, instance.Value, Ms(now)).ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            tasks.Add(ReadTask(r));
        }

        return tasks;
    }

    /// <summary>A case without its text.</summary>
    public async Task<Sagshoved?> FindCaseAsync(SagId id, CancellationToken ct)
    {
        string? number;
        string title;
        string center;
        bool submitted;
        int newest;
        int? approved;
        bool closed;
        await using (var r = await Command("SELECT journalnummer, titel, center_id, indsendt IS NOT NULL, sidste_version, godkendt_version, lukket IS NOT NULL FROM sag WHERE id = @p0", id.Value).ExecuteReaderAsync(ct))
        {
            if (!await r.ReadAsync(ct))
            {
                return null;
            }

            number = Text(r, 0);
            title = r.GetString(1);
            center = r.GetString(2);
            submitted = r.GetBoolean(3);
            newest = r.GetInt32(4);
            approved = r.IsDBNull(5) ? null : r.GetInt32(5);
            closed = r.GetBoolean(6);
        }

        var items = new List<Forelaeggelseshoved>();
        await using var f = await Command("SELECT forum_id, lukket IS NOT NULL FROM forelaeggelse WHERE sag_id = @p0", id.Value).ExecuteReaderAsync(ct);
        while (await f.ReadAsync(ct))
        {
            items.Add(new Forelaeggelseshoved(f.GetString(0), f.GetBoolean(1)));
        }

        return new Sagshoved(id, number, title, center, submitted, newest, approved, closed, items);
    }

    public Task InsertTaskAsync(Opgave o, CancellationToken ct) => RunAsync(
        "INSERT INTO opgave (id, sag_id, instans_id, vent, node, navn, rolle, enhed, tildelt_til, forklaring, forelaeggelse_id, oprettet, frist, annulleret, version) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12, @p13, 1)",
        ct,
        o.Id.Value,
        o.SagId.Value,
        o.InstansId?.Value,
        o.Vent,
        o.Node,
        o.Navn,
        o.Rolle,
        o.Enhed,
        o.TildeltTil,
        o.Forklaring,
        o.ForelaeggelseId?.Value,
        Ms(o.Oprettet),
        o.Frist is { } frist ? Ms(frist) : null,
        false);

    /// <summary>Marks an open task as finished by a person.</summary>
    /// <returns>Whether it was open.</returns>
    public async Task<bool> FinishTaskAsync(OpgaveId id, string by, string udfald, string? remark, DateTimeOffset now, CancellationToken ct) => await RunAsync(
        "UPDATE opgave SET afsluttet = @p0, afsluttet_af = @p1, udfald = @p2, bemaerkning = @p3, version = version + 1 WHERE id = @p4 AND afsluttet IS NULL",
        ct,
        Ms(now),
        by,
        udfald,
        remark,
        id.Value) == 1;

    /// <summary>An open task belongs to another node.</summary>
    public Task MoveTaskAsync(InstanceId id, long wait, string node, string name, string role, string? unit, CancellationToken ct) => RunAsync(
        "UPDATE opgave SET node = @p0, navn = @p1, rolle = @p2, enhed = @p3, version = version + 1 WHERE instans_id = @p4 AND vent = @p5 AND afsluttet IS NULL", ct, node, name, role, unit, id.Value, wait);

    /// <summary>Marks an open task as taken away by the process.</summary>
    /// <param name="outcome">What is recorded of it, or null.</param>
    public Task CancelTaskAsync(InstanceId id, long wait, DateTimeOffset now, CancellationToken ct, string? outcome = null) => RunAsync(
        "UPDATE opgave SET afsluttet = @p0, annulleret = @p1, udfald = @p2, version = version + 1 WHERE instans_id = @p3 AND vent = @p4 AND afsluttet IS NULL", ct, Ms(now), true, outcome, id.Value, wait);

    /// <summary>Whether somebody may not sign in.</summary>
    public async Task<bool> IsBlockedAsync(string username, CancellationToken ct) =>
        await Command("SELECT 1 FROM bruger WHERE brugernavn = @p0 AND spaerret IS NOT NULL", username).ExecuteScalarAsync(ct) is not null;

    /// <summary>Who holds a role on a day and may sign in; in a unit when one is given.</summary>
    /// <param name="role">As it is stored, such as <c>forum-sekretaer</c>.</param>
    public async Task<IReadOnlyList<string>> RoleHoldersAsync(string role, string? unit, DateOnly day, CancellationToken ct)
    {
        const string Sql = "SELECT DISTINCT brugernavn FROM rolletildeling WHERE rolle = @p0 AND (gyldig_fra IS NULL OR gyldig_fra <= @p1) AND (gyldig_til IS NULL OR gyldig_til >= @p1) AND brugernavn NOT IN (SELECT brugernavn FROM bruger WHERE spaerret IS NOT NULL)";
        var today = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var holders = new List<string>();
        await using var r = await (unit is null ? Command(Sql, role, today) : Command(Sql + " AND enhed = @p2", role, today, unit)).ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            holders.Add(r.GetString(0));
        }

        return holders;
    }

    /// <summary>Everyone's username.</summary>
    public async Task<IReadOnlySet<string>> UsernamesAsync(CancellationToken ct) => (await UsersAsync(ct)).Select(u => u.Username).ToHashSet(StringComparer.Ordinal);

    /// <summary>The ids of the plans that are stored; in plain SQL, so that starting need not wait for the model.</summary>
    public async Task<IReadOnlySet<string>> PlanIdsAsync(CancellationToken ct)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await using var r = await Command("SELECT id FROM procesplan").ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            ids.Add(r.GetString(0));
        }

        return ids;
    }

    /// <summary>The usernames of those whose username or name is one of these, whatever its case.</summary>
    public async Task<IReadOnlyList<string>> UsersNamedAsync(IReadOnlyCollection<string> names, CancellationToken ct)
    {
        // Compared here: the database knows no upper case of æ, ø and å.
        bool IsNamed(string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
        return names.Count == 0 ? [] : [.. (await UsersAsync(ct)).Where(u => IsNamed(u.Username) || IsNamed(u.Name)).Select(u => u.Username)];
    }

    private async Task<List<(string Username, string Name)>> UsersAsync(CancellationToken ct)
    {
        var users = new List<(string, string)>();
        await using var r = await Command("SELECT brugernavn, navn FROM bruger ORDER BY brugernavn").ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            users.Add((r.GetString(0), r.GetString(1)));
        }

        return users;
    }

    private static Opgave ReadTask(DbDataReader r) => new()
    {
        Id = new OpgaveId(r.GetGuid(0)),
        SagId = new SagId(r.GetGuid(1)),
        InstansId = r.IsDBNull(2) ? null : new InstanceId(r.GetGuid(2)),
        Vent = r.IsDBNull(3) ? null : r.GetInt64(3),
        Node = Text(r, 4),
        Navn = r.GetString(5),
        Rolle = r.GetString(6),
        Enhed = Text(r, 7),
        TildeltTil = Text(r, 8),
        Forklaring = Text(r, 9),
        ForelaeggelseId = r.IsDBNull(10) ? null : new ForelaeggelseId(r.GetGuid(10)),
        Oprettet = Instant(r.GetInt64(11)),
        Frist = r.IsDBNull(12) ? null : Instant(r.GetInt64(12)),
        Afsluttet = r.IsDBNull(13) ? null : Instant(r.GetInt64(13)),
        AfsluttetAf = Text(r, 14),
        Udfald = Text(r, 15),
        Bemaerkning = Text(r, 16),
        Annulleret = r.GetBoolean(17),
        Version = r.GetInt32(18),
    };

    private static string? Text(DbDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
