using System.Data.Common;

namespace SagsFlow.Data;

/// <summary>A message or signal that an instance waits for.</summary>
/// <param name="Kind">Its word in the table: <see cref="StepStore.MessageKind"/> or <see cref="StepStore.SignalKind"/>.</param>
/// <param name="Key">Null: it waits for messages without a key.</param>
public sealed record StoredSubscription(InstanceId InstanceId, long Wait, string Node, SagId Case, string Kind, string Name, string? Key);

/// <summary>A message that nobody has taken yet.</summary>
/// <param name="Content">JSON.</param>
/// <param name="Expires">It is never delivered from then on.</param>
/// <param name="Case">The case that sent it, or that it was sent for from outside; null for none.</param>
/// <param name="Center">The case's center; null for none.</param>
/// <param name="From">The instance that sent it; null when it came from outside.</param>
/// <param name="Revision">The sender's revision after the step that sent it; null when it came from outside.</param>
public sealed record StoredMessage(Guid Id, string Name, string? Key, string Content, DateTimeOffset Expires, SagId? Case, string? Center, InstanceId? From, int? Revision);

/// <content>Messages and signals: who waits for what, and what nobody has taken yet.</content>
public sealed partial class StepStore
{
    public const string MessageKind = "besked";
    public const string SignalKind = "signal";

    private const string MessageColumns = "id, navn, noegle, indhold, udloeber, sag_id, center_id, instans_id, revision";

    private const string SelectSubscriptions =
        "SELECT s.instans_id, s.vent, s.node, p.sag_id, s.art, s.navn, s.noegle FROM subscription s JOIN process_instance p ON p.id = s.instans_id WHERE s.art = @p0 AND s.navn = @p1";

    /// <summary>
    /// Lets one transaction at a time, among all nodes, match messages with those who wait: otherwise a message and the wait for it, stored at the
    /// same moment, would not see each other.
    /// </summary>
    public async Task LockMessagesAsync(CancellationToken ct)
    {
        if (Database.LaasBeskeder is { } sql)
        {
            await RunAsync(sql, ct);
        }
    }

    public Task InsertSubscriptionAsync(StoredSubscription s, DateTimeOffset now, CancellationToken ct) => RunAsync(
        "INSERT INTO subscription (instans_id, vent, id, node, art, navn, noegle) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
        ct,
        s.InstanceId.Value,
        s.Wait,
        NytId.Guid(now),
        s.Node,
        s.Kind,
        s.Name,
        s.Key);

    /// <returns>Whether it was there.</returns>
    public async Task<bool> DeleteSubscriptionAsync(InstanceId id, long wait, CancellationToken ct) =>
        await RunAsync("DELETE FROM subscription WHERE instans_id = @p0 AND vent = @p1", ct, id.Value, wait) == 1;

    /// <summary>Who has waited longest for a message with exactly this key, null for none; null when nobody waits.</summary>
    public async Task<StoredSubscription?> OldestSubscriptionAsync(string name, string? key, CancellationToken ct)
    {
        const string Sql = $"{SelectSubscriptions} AND s.noegle";
        await using var r = await (key is null
            ? Command(Sql + " IS NULL ORDER BY s.id LIMIT 1", MessageKind, name)
            : Command(Sql + " = @p2 ORDER BY s.id LIMIT 1", MessageKind, name, key)).ExecuteReaderAsync(ct);
        return await r.ReadAsync(ct) ? ReadSubscription(r) : null;
    }

    /// <summary>Everybody who waits for a signal, those who have waited longest first.</summary>
    public async Task<IReadOnlyList<StoredSubscription>> SignalSubscriptionsAsync(string name, CancellationToken ct)
    {
        var all = new List<StoredSubscription>();
        await using var r = await Command($"{SelectSubscriptions} ORDER BY s.id", SignalKind, name).ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            all.Add(ReadSubscription(r));
        }

        return all;
    }

    public Task InsertStoredMessageAsync(StoredMessage m, DateTimeOffset now, CancellationToken ct) => RunAsync(
        $"INSERT INTO message ({MessageColumns}, oprettet) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9)",
        ct,
        m.Id,
        m.Name,
        m.Key,
        m.Content,
        Ms(m.Expires),
        m.Case?.Value,
        m.Center,
        m.From?.Value,
        m.Revision,
        Ms(now));

    /// <returns>Whether it was there.</returns>
    public async Task<bool> DeleteStoredMessageAsync(Guid id, CancellationToken ct) => await RunAsync("DELETE FROM message WHERE id = @p0", ct, id) == 1;

    /// <summary>Takes away what an instance sent after a revision and nobody has taken.</summary>
    public Task DeleteMessagesSentAfterAsync(InstanceId from, int revision, CancellationToken ct) =>
        RunAsync("DELETE FROM message WHERE instans_id = @p0 AND revision > @p1", ct, from.Value, revision);

    public async Task<StoredMessage?> FindStoredMessageAsync(Guid id, CancellationToken ct)
    {
        await using var r = await Command($"SELECT {MessageColumns} FROM message WHERE id = @p0", id).ExecuteReaderAsync(ct);
        return await r.ReadAsync(ct) ? ReadMessage(r) : null;
    }

    /// <summary>The oldest message with exactly this key, null for none, that has not expired; null when there is none.</summary>
    public async Task<StoredMessage?> OldestMessageAsync(string name, string? key, DateTimeOffset now, CancellationToken ct)
    {
        const string Sql = $"SELECT {MessageColumns} FROM message WHERE navn = @p0 AND udloeber > @p1 AND noegle";
        await using var r = await (key is null
            ? Command(Sql + " IS NULL ORDER BY id LIMIT 1", name, Ms(now))
            : Command(Sql + " = @p2 ORDER BY id LIMIT 1", name, Ms(now), key)).ExecuteReaderAsync(ct);
        return await r.ReadAsync(ct) ? ReadMessage(r) : null;
    }

    public async Task<IReadOnlyList<StoredMessage>> ExpiredMessagesAsync(DateTimeOffset now, int most, CancellationToken ct)
    {
        var expired = new List<StoredMessage>();
        await using var r = await Command($"SELECT {MessageColumns} FROM message WHERE udloeber <= @p0 ORDER BY udloeber, id LIMIT @p1", Ms(now), most).ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            expired.Add(ReadMessage(r));
        }

        return expired;
    }

    /// <summary>When the next message expires; null when none is stored.</summary>
    public async Task<DateTimeOffset?> NextExpiryAsync(CancellationToken ct) =>
        await Command("SELECT MIN(udloeber) FROM message").ExecuteScalarAsync(ct) is long ms ? Instant(ms) : null;

    private static StoredSubscription ReadSubscription(DbDataReader r) => new(
        new InstanceId(r.GetGuid(0)), r.GetInt64(1), r.GetString(2), new SagId(r.GetGuid(3)), r.GetString(4), r.GetString(5), Text(r, 6));

    private static StoredMessage ReadMessage(DbDataReader r) => new(
        r.GetGuid(0),
        r.GetString(1),
        Text(r, 2),
        r.GetString(3),
        Instant(r.GetInt64(4)),
        r.IsDBNull(5) ? null : new SagId(r.GetGuid(5)),
        Text(r, 6),
        r.IsDBNull(7) ? null : new InstanceId(r.GetGuid(7)),
        r.IsDBNull(8) ? null : r.GetInt32(8));
}
