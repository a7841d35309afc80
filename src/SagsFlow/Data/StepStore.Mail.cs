using System.Globalization;
using SagsFlow.Brugere;
using SagsFlow.Mail;

namespace SagsFlow.Data;

/// <summary>A mail that somebody has taken to send it.</summary>
/// <param name="Id">The mail.</param>
/// <param name="Username">To whom.</param>
/// <param name="Day">The day of a digest; null for a mail of one message.</param>
/// <param name="Attempts">How many have been begun, this one included.</param>
/// <param name="Lease">The lease it was taken under; whoever takes it later has a higher one.</param>
public sealed record StoredMail(Guid Id, string Username, DateOnly? Day, int Attempts, long Lease);

/// <content>Messages to people, and the mails they lead to.</content>
public sealed partial class StepStore
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>Whether messages are mailed; else they are only shown.</summary>
    public bool QueuesMail { get; init; }

    /// <summary>Whether the running transaction has stored something to mail.</summary>
    public bool HasQueuedMail { get; private set; }

    /// <summary>Stores a message, and what is to be mailed of it: once, since both are rows of one transaction. Who may not sign in is told nothing.</summary>
    public async Task InsertMessageAsync(Besked b, CancellationToken ct)
    {
        if (await IsBlockedAsync(b.Brugernavn, ct))
        {
            return;
        }

        await RunAsync(
            "INSERT INTO besked (id, brugernavn, sag_id, forelaeggelse_id, dagsordenspunkt_id, tekst, tid) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6)",
            ct,
            b.Id,
            b.Brugernavn,
            b.SagId?.Value,
            b.ForelaeggelseId?.Value,
            b.DagsordenspunktId?.Value,
            b.Tekst,
            Ms(b.Tid));
        if (!QueuesMail || await Command("SELECT 1 FROM bruger WHERE brugernavn = @p0 AND email IS NOT NULL", b.Brugernavn).ExecuteScalarAsync(ct) is null)
        {
            return;
        }

        HasQueuedMail = true;
        Guid? mail = b.KanVente ? null : await InsertMailAsync(b.Brugernavn, null, b.Tid, ct);
        await RunAsync("INSERT INTO mail_besked (besked_id, brugernavn, tid, mail_id) VALUES (@p0, @p1, @p2, @p3)", ct, b.Id, b.Brugernavn, Ms(b.Tid), mail);
    }

    /// <summary>Everybody for whom messages wait.</summary>
    public async Task<IReadOnlyList<string>> WaitingForDigestAsync(CancellationToken ct)
    {
        var waiting = new List<string>();
        await using var r = await Command("SELECT DISTINCT brugernavn FROM mail_besked WHERE mail_id IS NULL").ExecuteReaderAsync(ct);
        while (await r.ReadAsync(ct))
        {
            waiting.Add(r.GetString(0));
        }

        return waiting;
    }

    /// <summary>Makes one mail of all that waits for a person.</summary>
    public async Task InsertDigestAsync(string username, DateOnly day, DateTimeOffset now, CancellationToken ct)
    {
        HasQueuedMail = true;
        var mail = await InsertMailAsync(username, day, now, ct);
        await RunAsync("UPDATE mail_besked SET mail_id = @p0 WHERE mail_id IS NULL AND brugernavn = @p1", ct, mail, username);
    }

    /// <summary>Takes the mail that has waited longest.</summary>
    /// <param name="now">Real time.</param>
    /// <param name="until">When, in real time, anybody may take it again.</param>
    /// <returns>Null when none waits, or somebody else took it first.</returns>
    public async Task<StoredMail?> LeaseMailAsync(DateTimeOffset now, DateTimeOffset until, CancellationToken ct)
    {
        StoredMail mail;
        await using (var r = await Command(
            "SELECT id, brugernavn, dag, forsoeg, lejenummer FROM mail WHERE tilstand = @p0 AND tidligst <= @p1 ORDER BY tidligst, id LIMIT 1", Waiting, Ms(now)).ExecuteReaderAsync(ct))
        {
            if (!await r.ReadAsync(ct))
            {
                return null;
            }

            mail = new StoredMail(r.GetGuid(0), r.GetString(1), ReadDay(Text(r, 2)), r.GetInt32(3) + 1, r.GetInt64(4) + 1);
        }

        const string Sql = "UPDATE mail SET lejet = @p0, tidligst = @p1, forsoeg = @p2, lejenummer = @p3 WHERE id = @p4 AND lejenummer = @p5 AND tilstand = @p6";
        return await RunAsync(Sql, ct, true, Ms(until), mail.Attempts, mail.Lease, mail.Id, mail.Lease - 1, Waiting) == 1 ? mail : null;
    }

    /// <summary>Ends the lease of a mail and says what became of it; nothing happens when somebody has taken it since.</summary>
    /// <param name="notBefore">For one that still waits: when, in real time, it may be taken again.</param>
    /// <param name="now">Real time.</param>
    public Task SettleMailAsync(StoredMail m, Mailtilstand state, string? address, string? answer, DateTimeOffset notBefore, DateTimeOffset now, CancellationToken ct) => RunAsync(
        "UPDATE mail SET lejet = @p0, tilstand = @p1, adresse = @p2, svar = @p3, tidligst = @p4, afgjort = @p5 WHERE id = @p6 AND lejenummer = @p7",
        ct,
        false,
        Navne.Ord(state),
        address,
        answer,
        Ms(notBefore),
        state == Mailtilstand.Venter ? null : Ms(now),
        m.Id,
        m.Lease);

    /// <summary>Lets a mail that was not sent be tried again.</summary>
    /// <returns>Whether there is such a mail.</returns>
    public async Task<bool> RetryMailAsync(Guid id, CancellationToken ct)
    {
        HasQueuedMail = true;
        return await RunAsync(
            "UPDATE mail SET tilstand = @p0, forsoeg = 0, tidligst = 0, afgjort = NULL WHERE id = @p1 AND tilstand IN (@p2, @p3)",
            ct,
            Waiting,
            id,
            Navne.Ord(Mailtilstand.Afvist),
            Navne.Ord(Mailtilstand.Opgivet)) == 1;
    }

    /// <summary>Keeps back all that waits.</summary>
    public Task<int> HoldMailAsync(DateTimeOffset now, CancellationToken ct) =>
        RunAsync("UPDATE mail SET tilstand = @p0, afgjort = @p1 WHERE tilstand = @p2", ct, Navne.Ord(Mailtilstand.HoldtTilbage), Ms(now), Waiting);

    /// <summary>When, in real time, the next mail may be taken; null when none waits.</summary>
    public async Task<DateTimeOffset?> NextMailAsync(CancellationToken ct) =>
        await Command("SELECT MIN(tidligst) FROM mail WHERE tilstand = @p0", Waiting).ExecuteScalarAsync(ct) is long ms ? Instant(ms) : null;

    /// <summary>Ends every lease of a mail; only for whoever knows that none of their holders is alive.</summary>
    public Task EndMailLeasesAsync(CancellationToken ct) => RunAsync("UPDATE mail SET lejet = @p0, tidligst = 0 WHERE lejet", ct, false);

    private static string Waiting => Navne.Ord(Mailtilstand.Venter);

    private async Task<Guid> InsertMailAsync(string username, DateOnly? day, DateTimeOffset now, CancellationToken ct)
    {
        var id = NytId.Guid(now);
        await RunAsync(
            "INSERT INTO mail (id, brugernavn, dag, oprettet, tilstand, forsoeg, tidligst, lejet, lejenummer) VALUES (@p0, @p1, @p2, @p3, @p4, 0, 0, @p5, 0)",
            ct,
            id,
            username,
            day?.ToString(Day, CultureInfo.InvariantCulture),
            Ms(now),
            Waiting,
            false);
        return id;
    }

    private static DateOnly? ReadDay(string? text) => text is null ? null : DateOnly.ParseExact(text, Day, CultureInfo.InvariantCulture);
}
