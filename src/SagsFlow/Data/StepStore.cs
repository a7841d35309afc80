using System.Data.Common;

namespace SagsFlow.Data;

/// <summary>A process instance as it is stored.</summary>
public sealed record StoredInstance(
    InstanceId Id,
    string ProcessId,
    string DefinitionHash,
    SagId SagId,
    string CenterId,
    InstanceId? ParentId,
    long? ParentWait,
    int Revision,
    byte[] State,
    bool Ended);

/// <summary>A timer that is waiting.</summary>
public sealed record StoredTimer(InstanceId InstanceId, long Wait, string Node, DateTimeOffset Due, string Rule, string Facts, int Attempts);

/// <summary>
/// The rows every step writes, by prepared commands on the writer's own connection. What the domain owns goes through EF Core, on the same
/// connection and transaction.
/// </summary>
public sealed partial class StepStore(DbConnection connection) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _prepared = new(StringComparer.Ordinal);
    private DbTransaction? _transaction;

    public DbConnection Connection => connection;

    public void Use(DbTransaction? transaction)
    {
        _transaction = transaction;
        HasQueuedMail = false;
        HasQueuedSearch = false;
    }

    public async Task<StoredInstance?> FindInstanceAsync(InstanceId id, CancellationToken ct)
    {
        const string Sql = "SELECT process_id, definition_hash, sag_id, center_id, parent_id, parent_wait, revision, state, ended FROM process_instance WHERE id = @p0";
        await using var r = await Command(Sql, id.Value).ExecuteReaderAsync(ct);
        return await r.ReadAsync(ct)
            ? new StoredInstance(
                id,
                r.GetString(0),
                r.GetString(1),
                new SagId(r.GetGuid(2)),
                r.GetString(3),
                r.IsDBNull(4) ? null : new InstanceId(r.GetGuid(4)),
                r.IsDBNull(5) ? null : r.GetInt64(5),
                r.GetInt32(6),
                (byte[])r.GetValue(7),
                r.GetBoolean(8))
            : null;
    }

    public async Task<IReadOnlyList<InstanceId>> InstancesOfAsync(SagId sag, CancellationToken ct)
    {
        var ids = new List<InstanceId>();
        await using var r = await Command("SELECT id FROM process_instance WHERE sag_id = @p0 ORDER BY oprettet, id", sag.Value).ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            ids.Add(new InstanceId(r.GetGuid(0)));
        }

        return ids;
    }

    public async Task<InstanceId?> FindChildAsync(InstanceId parent, long wait, CancellationToken ct)
    {
        await using var r = await Command("SELECT id FROM process_instance WHERE parent_id = @p0 AND parent_wait = @p1", parent.Value, wait).ExecuteReaderAsync(ct);
        return await r.ReadAsync(ct) ? new InstanceId(r.GetGuid(0)) : null;
    }

    public Task InsertInstanceAsync(StoredInstance i, DateTimeOffset now, CancellationToken ct) => RunAsync(
        "INSERT INTO process_instance (id, process_id, definition_hash, sag_id, center_id, parent_id, parent_wait, revision, state, ended, oprettet) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)",
        ct,
        i.Id.Value,
        i.ProcessId,
        i.DefinitionHash,
        i.SagId.Value,
        i.CenterId,
        i.ParentId?.Value,
        i.ParentWait,
        i.Revision,
        i.State,
        i.Ended,
        Ms(now));

    /// <summary>Stores a new state if nobody has stored another since <paramref name="revision"/> was read.</summary>
    /// <exception cref="RevisionConflictException">Somebody has.</exception>
    public async Task UpdateInstanceAsync(InstanceId id, int revision, byte[] state, bool ended, CancellationToken ct)
    {
        if (await RunAsync("UPDATE process_instance SET state = @p0, ended = @p1, revision = revision + 1 WHERE id = @p2 AND revision = @p3", ct, state, ended, id.Value, revision) != 1)
        {
            throw new RevisionConflictException(id);
        }
    }

    /// <summary>Pins an instance to another version of its process.</summary>
    public Task SetDefinitionAsync(InstanceId id, string hash, CancellationToken ct) =>
        RunAsync("UPDATE process_instance SET definition_hash = @p0 WHERE id = @p1", ct, hash, id.Value);

    /// <summary>Gives a timer another time, and the rule it comes from.</summary>
    public Task MoveTimerAsync(InstanceId id, long wait, string node, DateTimeOffset due, string rule, CancellationToken ct) => RunAsync(
        "UPDATE timer SET node = @p0, forfald = @p1, regel = @p2, forsoeg = 0, tidligst = 0 WHERE instans_id = @p3 AND vent = @p4", ct, node, Ms(due), rule, id.Value, wait);

    public Task MoveJobAsync(InstanceId id, long wait, string node, CancellationToken ct) =>
        RunAsync("UPDATE outbox SET node = @p0 WHERE instans_id = @p1 AND vent = @p2", ct, node, id.Value, wait);

    /// <summary>Lets a timer or job that has been given up be tried again at once.</summary>
    /// <returns>Whether one of the instance was there.</returns>
    public async Task<bool> TryAgainAsync(InstanceId id, long wait, CancellationToken ct) =>
        await RunAsync("UPDATE timer SET forsoeg = 0, tidligst = 0 WHERE instans_id = @p0 AND vent = @p1", ct, id.Value, wait) == 1
        || await RunAsync("UPDATE outbox SET forsoeg = 0, tidligst = 0 WHERE instans_id = @p0 AND vent = @p1 AND lejer IS NULL", ct, id.Value, wait) == 1;

    public Task InsertTimerAsync(StoredTimer t, CancellationToken ct) => RunAsync(
        "INSERT INTO timer (instans_id, vent, node, forfald, regel, fakta) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
        ct,
        t.InstanceId.Value,
        t.Wait,
        t.Node,
        Ms(t.Due),
        t.Rule,
        t.Facts);

    /// <returns>Whether it was there.</returns>
    public async Task<bool> DeleteTimerAsync(InstanceId id, long wait, CancellationToken ct) =>
        await RunAsync("DELETE FROM timer WHERE instans_id = @p0 AND vent = @p1", ct, id.Value, wait) == 1;

    /// <summary>Timers due at <paramref name="now"/>, in due order; those that failed lately are left out until <paramref name="retryNow"/>, which is real time.</summary>
    public async Task<IReadOnlyList<StoredTimer>> DueTimersAsync(DateTimeOffset now, DateTimeOffset retryNow, int most, CancellationToken ct)
    {
        const string Sql = "SELECT instans_id, vent, node, forfald, regel, fakta, forsoeg FROM timer WHERE forfald <= @p0 AND tidligst <= @p1 ORDER BY forfald, instans_id, vent LIMIT @p2";
        var due = new List<StoredTimer>();
        await using var r = await Command(Sql, Ms(now), Ms(retryNow), most).ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            due.Add(new StoredTimer(new InstanceId(r.GetGuid(0)), r.GetInt64(1), r.GetString(2), Instant(r.GetInt64(3)), r.GetString(4), r.GetString(5), r.GetInt32(6)));
        }

        return due;
    }

    /// <summary>When the next timer is due; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(DateTimeOffset retryNow, CancellationToken ct) =>
        await Command("SELECT MIN(forfald) FROM timer WHERE tidligst <= @p0", Ms(retryNow)).ExecuteScalarAsync(ct) is long ms ? Instant(ms) : null;

    /// <summary>When, in real time, a timer, job or plan that failed may be tried again, or a job's lease ends; null when none waits for that.</summary>
    public async Task<DateTimeOffset?> NextRetryAsync(DateTimeOffset retryNow, CancellationToken ct)
    {
        const string Sql = "SELECT MIN(tidligst) FROM (SELECT tidligst FROM timer WHERE tidligst > @p0 AND tidligst < @p1 UNION ALL SELECT tidligst FROM outbox WHERE tidligst > @p0 AND tidligst < @p1 UNION ALL SELECT tidligst FROM genplan WHERE tidligst > @p0 AND tidligst < @p1) AS proevet";
        return await Command(Sql, Ms(retryNow), Ms(DateTimeOffset.MaxValue)).ExecuteScalarAsync(ct) is long ms ? Instant(ms) : null;
    }

    public Task DelayTimerAsync(StoredTimer t, DateTimeOffset notBefore, CancellationToken ct) => RunAsync(
        "UPDATE timer SET forsoeg = forsoeg + 1, tidligst = @p0 WHERE instans_id = @p1 AND vent = @p2", ct, Ms(notBefore), t.InstanceId.Value, t.Wait);

    /// <summary>Stores an incident; one of the same number that was resolved is open again.</summary>
    public Task InsertIncidentAsync(InstanceId id, long number, string node, string code, string text, DateTimeOffset now, CancellationToken ct) => RunAsync(
        "INSERT INTO incident (instans_id, nummer, node, kode, tekst, oprettet) VALUES (@p0, @p1, @p2, @p3, @p4, @p5) ON CONFLICT (instans_id, nummer) DO UPDATE SET oprettet = excluded.oprettet, loest = NULL",
        ct,
        id.Value,
        number,
        node,
        code,
        text,
        Ms(now));

    public Task ResolveIncidentAsync(InstanceId id, long number, DateTimeOffset now, CancellationToken ct) => RunAsync(
        "UPDATE incident SET loest = @p0 WHERE instans_id = @p1 AND nummer = @p2", ct, Ms(now), id.Value, number);

    public async Task<(string ContentHash, string Answer)?> FindCommandAsync(string actor, string key, CancellationToken ct)
    {
        await using var r = await Command("SELECT indhold_hash, svar FROM command WHERE aktoer = @p0 AND noegle = @p1", actor, key).ExecuteReaderAsync(ct);
        return await r.ReadAsync(ct) ? (r.GetString(0), r.GetString(1)) : null;
    }

    public Task InsertCommandAsync(string actor, string key, string contentHash, string answer, DateTimeOffset now, CancellationToken ct) => RunAsync(
        "INSERT INTO command (aktoer, noegle, indhold_hash, svar, tid) VALUES (@p0, @p1, @p2, @p3, @p4)", ct, actor, key, contentHash, answer, Ms(now));

    public async Task<(long Number, string Hash)> ChainHeadAsync(string chain, CancellationToken ct)
    {
        await using var r = await Command("SELECT nr, hash FROM chain WHERE id = @p0", chain).ExecuteReaderAsync(ct);
        return await r.ReadAsync(ct) ? (r.GetInt64(0), r.GetString(1)) : (0, "");
    }

    public Task SetChainHeadAsync(string chain, long number, string hash, CancellationToken ct) => RunAsync(
        "INSERT INTO chain (id, nr, hash) VALUES (@p0, @p1, @p2) ON CONFLICT (id) DO UPDATE SET nr = excluded.nr, hash = excluded.hash", ct, chain, number, hash);

    public Task InsertHistoryAsync(Historikpost h, CancellationToken ct) => RunAsync(
        "INSERT INTO historik (kaede, nr, art, tid, aktoer, tekst, begrundelse, forelaeggelse_id, dagsordenspunkt_id, indhold, indhold_hash, forrige, hash) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12)",
        ct,
        h.Kaede,
        h.Nr,
        h.Art,
        Ms(h.Tid),
        h.Aktoer,
        h.Tekst,
        h.Begrundelse,
        h.ForelaeggelseId,
        h.DagsordenspunktId,
        h.Indhold,
        h.IndholdHash,
        h.Forrige,
        h.Hash);

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values)
        {
            await command.DisposeAsync();
        }

        _prepared.Clear();
    }

    internal static long Ms(DateTimeOffset t) => t.ToUnixTimeMilliseconds();

    internal static DateTimeOffset Instant(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private async Task<int> RunAsync(string sql, CancellationToken ct, params object?[] values) =>
        await Command(sql, values).ExecuteNonQueryAsync(ct);

    /// <summary>The command for a text, prepared the first time and kept for the connection's life.</summary>
    private DbCommand Command(string sql, params object?[] values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "@p" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                command.Parameters.Add(parameter);
            }

            _prepared.Add(sql, command);
        }

        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        Database.Oversaet(command);
        return command;
    }
}

/// <summary>Another command stored the instance's state first; load again and retry.</summary>
public sealed class RevisionConflictException(InstanceId id) : Exception($"Instance {id} has a newer revision.");
