using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Mail;

/// <summary>How mail is sent here, and how much there is in each state; for administrators. Passwords are never told.</summary>
public sealed record HentMailopsaetning : IForespoergsel<MailopsaetningSvar>;

/// <param name="Server">Null: no mail is sent.</param>
/// <param name="LoggerInd">Whether somebody signs in to the server.</param>
/// <param name="Holdes">Whether mail is kept back, because it is the demo's.</param>
public sealed record MailopsaetningSvar(
    string? Server, int Port, bool Starttls, bool LoggerInd, string? Afsender, Uri? Adresse, bool Holdes, IReadOnlyDictionary<string, int> Antal);

public sealed class HentMailopsaetningHandler(Arbejde arbejde, Adgang adgang, Mailindstillinger mail, Mailudsender udsender) : IRequestHandler<HentMailopsaetning, Svar<MailopsaetningSvar>>
{
    public async Task<Svar<MailopsaetningSvar>> Handle(HentMailopsaetning request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return MailFejl.KunAdmin;
        }

        var antal = await arbejde.Db.Mails.GroupBy(m => m.Tilstand).Select(g => new { g.Key, Antal = g.Count() }).ToListAsync(cancellationToken);
        return new MailopsaetningSvar(
            mail.Server, mail.Port, mail.Starttls, mail.Bruger is not null, mail.Afsender?.ToString(), mail.Adresse, udsender.Holdes, antal.ToDictionary(a => Navne.Ord(a.Key), a => a.Antal, StringComparer.Ordinal));
    }
}

/// <summary>Sends the administrator a mail, the way all mail goes.</summary>
public sealed record SendProevemail : IKommando<ProevemailSvar>;

/// <param name="Adresse">Where it is sent.</param>
public sealed record ProevemailSvar(string Adresse);

public sealed class SendProevemailHandler(Arbejde arbejde, Adgang adgang, Mailindstillinger mail, Mailudsender udsender) : IRequestHandler<SendProevemail, Svar<ProevemailSvar>>
{
    public async Task<Svar<ProevemailSvar>> Handle(SendProevemail request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return MailFejl.KunAdmin;
        }

        if (!mail.ErSat)
        {
            return MailFejl.IngenServer;
        }

        if (udsender.Holdes)
        {
            return MailFejl.Holdes;
        }

        var mig = adgang.Person.Brugernavn;
        if (await arbejde.Db.Brugere.Where(b => b.Brugernavn == mig).Select(b => b.Email).FirstOrDefaultAsync(cancellationToken) is not { } email)
        {
            return MailFejl.IngenAdresse;
        }

        await arbejde.Store.InsertMessageAsync(
            new Besked { Id = NytId.Guid(arbejde.Nu), Brugernavn = mig, Tekst = "Dette er en prøvemail. Når du læser den i din indbakke, virker SagsFlows mail.", Tid = arbejde.Nu }, cancellationToken);
        return new ProevemailSvar(email);
    }
}
