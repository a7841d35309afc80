using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Login;

namespace SagsFlow.Mail;

/// <summary>
/// Sends what waits, outside every transaction and under a lease: at least once, with the same Message-ID each time. Back-off is real time.
/// </summary>
public sealed class Mailudsender(IServiceScopeFactory scopes, Mailindstillinger mail, Driftstilstand drift, Oevelse oevelse, Ur ur, ILogger<Mailudsender> log)
{
    /// <summary>With the pauses between them, more than two days: a weekend without a mail server loses nothing.</summary>
    private const int FlestForsoeg = 24;

    private static readonly TimeSpan Tidsgraense = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Lejetid = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FoerstePause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LaengstePause = TimeSpan.FromHours(4);
    private int _doedeForsoeg;
    private DateTimeOffset _serverTidligst;

    private enum Udfald
    {
        Videre,
        ServerenSvigter,
    }

    /// <summary>Whether nothing may leave: the mail is the demo's, and the server is not this machine itself.</summary>
    public bool Holdes => (drift.Demo || oevelse.Er) && !mail.ErLokal;

    /// <summary>Sends until nothing is left that may be sent now.</summary>
    /// <returns>When, in real time, to look again; null when nothing waits.</returns>
    public async Task<DateTimeOffset?> SendVentendeAsync(CancellationToken ct)
    {
        if (Holdes)
        {
            var holdt = await MedAsync((a, nu) => a.Store.HoldMailAsync(nu, ct), ct);
            log.LogInformation("Mails of the demo that were kept back now: {Count}", holdt);
            return null;
        }

        if (ur.Rigtig.GetUtcNow() >= _serverTidligst)
        {
            using var klient = new SmtpClient(mail.Server, mail.Port)
            {
                EnableSsl = mail.Starttls,
                Credentials = mail.Bruger is { } bruger ? new NetworkCredential(bruger, mail.Kodeord) : null,
            };
            while (await MedAsync((a, nu) => a.Store.LeaseMailAsync(nu, nu + Lejetid, ct), ct) is { } taget && await SendAsync(klient, taget, ct) == Udfald.Videre)
            {
                _doedeForsoeg = 0;
            }
        }

        var naeste = await MedAsync((a, _) => a.Store.NextMailAsync(ct), ct);
        return naeste is { } n && n < _serverTidligst ? _serverTidligst : naeste;
    }

    private async Task<Udfald> SendAsync(SmtpClient klient, StoredMail taget, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (brev, hvorfor) = await scope.ServiceProvider.GetRequiredService<Brevskriver>().SkrivAsync(taget, ct);
        if (brev is null)
        {
            await AfgoerAsync(taget, Mailtilstand.Bortfaldet, null, hvorfor, ct);
            return Udfald.Videre;
        }

        using var besked = brev.SomMail(mail.Afsender!, mail.Adresse!);
        using var tid = CancellationTokenSource.CreateLinkedTokenSource(ct);
        tid.CancelAfter(Tidsgraense);
        try
        {
            await klient.SendMailAsync(besked, tid.Token);
            await AfgoerAsync(taget, Mailtilstand.Sendt, brev.Til.Address, null, ct);
            return Udfald.Videre;
        }
        catch (Exception e) when (e is SmtpException or IOException or SocketException or System.Security.Authentication.AuthenticationException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return await FejletAsync(taget, brev.Til.Address, e, ct);
        }
    }

    /// <summary>A mail the server refuses for good is refused; one it cannot take now waits; and where it is the server that fails, all wait.</summary>
    private async Task<Udfald> FejletAsync(StoredMail taget, string adresse, Exception fejl, CancellationToken ct)
    {
        var kode = (int?)(fejl as SmtpException)?.StatusCode ?? 0;
        if (kode is >= 550 and <= 559)
        {
            log.LogWarning("Mail {Mail} was refused: {Answer}", taget.Id, fejl.Message);
            await AfgoerAsync(taget, Mailtilstand.Afvist, adresse, fejl.Message, ct);
            return Udfald.Videre;
        }

        log.LogWarning(fejl, "Mail {Mail} was not sent, attempt {Attempt}", taget.Id, taget.Attempts);
        var opgivet = taget.Attempts >= FlestForsoeg;
        var tidligst = ur.Rigtig.GetUtcNow() + Pause(taget.Attempts);
        await AfgoerAsync(taget, opgivet ? Mailtilstand.Opgivet : Mailtilstand.Venter, adresse, fejl.Message, ct, tidligst);
        if (kode is >= 450 and <= 452)
        {
            return Udfald.Videre;
        }

        _serverTidligst = ur.Rigtig.GetUtcNow() + Pause(++_doedeForsoeg);
        return Udfald.ServerenSvigter;
    }

    private static TimeSpan Pause(int forsoeg) => TimeSpan.FromSeconds(Math.Min(FoerstePause.TotalSeconds * Math.Pow(2, forsoeg - 1), LaengstePause.TotalSeconds));

    private Task<bool> AfgoerAsync(StoredMail taget, Mailtilstand tilstand, string? adresse, string? svar, CancellationToken ct, DateTimeOffset tidligst = default) =>
        MedAsync(
            async (a, nu) =>
            {
                await a.Store.SettleMailAsync(taget, tilstand, adresse, svar, tidligst, nu, ct);
                return true;
            },
            ct);

    /// <summary>Runs a little work in a transaction of its own.</summary>
    private async Task<T> MedAsync<T>(Func<Arbejde, DateTimeOffset, Task<T>> goer, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var arbejde = scope.ServiceProvider.GetRequiredService<Arbejde>();
        return await arbejde.UdfoerAsync(Person.System.Brugernavn, async () => (true, await goer(arbejde, ur.Rigtig.GetUtcNow())), null, ct);
    }
}
