namespace SagsFlow.Data;

/// <summary>A job in the outbox.</summary>
/// <param name="InstanceId">The instance that waits for it.</param>
/// <param name="Wait">The wait's number in the instance.</param>
/// <param name="Node">The service task.</param>
/// <param name="Topic">What kind of work it is.</param>
/// <param name="Content">What the work needs to know, as JSON.</param>
/// <param name="Attempts">How many attempts have been begun.</param>
/// <param name="Lease">The lease it was last taken under; 0 when it never was.</param>
public sealed record StoredJob(InstanceId InstanceId, long Wait, string Node, string Topic, string Content, int Attempts = 0, long Lease = 0);

/// <content>
/// The outbox. A job is leased for a while in real time; <c>tidligst</c> says when it may be taken (again), and every lease has a higher
/// number, so that whoever held an earlier one can no longer change the job.
/// </content>
public sealed partial class StepStore
{
    public Task InsertJobAsync(StoredJob j, DateTimeOffset now, CancellationToken ct) => RunAsync(
        "INSERT INTO outbox (instans_id, vent, node, emne, indhold, oprettet) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
        ct,
        j.InstanceId.Value,
        j.Wait,
        j.Node,
        j.Topic,
        j.Content,
        Ms(now));

    /// <summary>Removes a job nobody wants any more, whoever carries it out now.</summary>
    public Task CancelJobAsync(InstanceId id, long wait, CancellationToken ct) => RunAsync("DELETE FROM outbox WHERE instans_id = @p0 AND vent = @p1", ct, id.Value, wait);

    /// <summary>Removes a job that is over.</summary>
    /// <returns>Whether it was there, and nobody has leased it since.</returns>
    public async Task<bool> DeleteJobAsync(StoredJob j, CancellationToken ct) =>
        await RunAsync("DELETE FROM outbox WHERE instans_id = @p0 AND vent = @p1 AND lejenummer = @p2", ct, j.InstanceId.Value, j.Wait, j.Lease) == 1;

    /// <summary>Jobs that may be taken, the oldest first.</summary>
    /// <param name="now">Real time.</param>
    /// <param name="topics">Kinds of work; at least one.</param>
    /// <param name="only">Whether it is those that are wanted, or all others.</param>
    public async Task<IReadOnlyList<StoredJob>> WaitingJobsAsync(DateTimeOffset now, IReadOnlyList<string> topics, bool only, int most, CancellationToken ct)
    {
        var list = string.Join(", ", topics.Select((_, i) => $"@p{i + 2}"));
        var sql = $"SELECT instans_id, vent, node, emne, indhold, forsoeg, lejenummer FROM outbox WHERE tidligst <= @p0 AND emne {(only ? "" : "NOT ")}IN ({list}) ORDER BY oprettet, instans_id, vent LIMIT @p1";
        var jobs = new List<StoredJob>();
        await using var r = await Command(sql, [Ms(now), most, .. topics]).ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            jobs.Add(new StoredJob(new InstanceId(r.GetGuid(0)), r.GetInt64(1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetInt32(5), r.GetInt64(6)));
        }

        return jobs;
    }

    /// <summary>Takes a job to carry it out.</summary>
    /// <param name="holder">Who takes it.</param>
    /// <param name="until">When, in real time, anybody may take it again.</param>
    /// <returns>The job under its new lease; null when somebody else came first.</returns>
    public async Task<StoredJob?> LeaseJobAsync(StoredJob j, string holder, DateTimeOffset until, CancellationToken ct)
    {
        const string Sql = "UPDATE outbox SET lejer = @p0, tidligst = @p1, lejenummer = lejenummer + 1, forsoeg = forsoeg + 1 WHERE instans_id = @p2 AND vent = @p3 AND lejenummer = @p4";
        return await RunAsync(Sql, ct, holder, Ms(until), j.InstanceId.Value, j.Wait, j.Lease) == 1 ? j with { Attempts = j.Attempts + 1, Lease = j.Lease + 1 } : null;
    }

    /// <summary>Ends a job's lease and puts the job off; nothing happens when it is gone or somebody has leased it since.</summary>
    /// <param name="j">The job, with the attempts to be stored.</param>
    /// <param name="notBefore">When, in real time, it may be taken again.</param>
    /// <returns>Whether it was put off.</returns>
    public async Task<bool> DelayJobAsync(StoredJob j, DateTimeOffset notBefore, CancellationToken ct)
    {
        const string Sql = "UPDATE outbox SET lejer = NULL, tidligst = @p0, forsoeg = @p1 WHERE instans_id = @p2 AND vent = @p3 AND lejenummer = @p4";
        return await RunAsync(Sql, ct, Ms(notBefore), j.Attempts, j.InstanceId.Value, j.Wait, j.Lease) == 1;
    }

    /// <summary>Ends every lease; only for whoever knows that none of their holders is alive.</summary>
    public Task EndLeasesAsync(CancellationToken ct) => RunAsync("UPDATE outbox SET lejer = NULL, tidligst = 0 WHERE lejer IS NOT NULL", ct);
}
