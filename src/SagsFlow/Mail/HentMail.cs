using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Mail;

/// <summary>Mail that was made, the newest first; for administrators. It tells to whom, never what: an administrator is no reader of closed items.</summary>
/// <param name="Status">Only those of one state; null for all.</param>
public sealed record HentMail(string? Status, Side Side) : IForespoergsel<Liste<MailSvar>>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        if (Status is not null && !Navne.TryLaes<Mailtilstand>(Status, out _))
        {
            fejl.Tilfoej("status", $"Status findes ikke. Vælg mellem {string.Join(", ", Enum.GetValues<Mailtilstand>().Select(Navne.Ord))}.");
        }
    }
}

/// <summary>A mail as an administrator sees it.</summary>
/// <param name="Brugernavn">To whom.</param>
/// <param name="Adresse">Where it was last tried sent; null before the first attempt.</param>
/// <param name="Dag">The day of a digest; null for a mail of one message.</param>
/// <param name="Svar">What the mail server, or the program, said of the last attempt.</param>
/// <param name="NaesteForsoeg">For one that failed and is tried again: when, in real time.</param>
/// <param name="Afgjort">When, in real time, it was sent, refused or dropped.</param>
public sealed record MailSvar(
    Guid Id, string Brugernavn, string? Adresse, DateOnly? Dag, Mailtilstand Status, string? Svar, int Forsoeg, DateTimeOffset Oprettet, DateTimeOffset? NaesteForsoeg, DateTimeOffset? Afgjort)
{
    public static MailSvar Af(UdgaaendeMail m) => new(
        m.Id, m.Brugernavn, m.Adresse, m.Dag, m.Tilstand, m.Svar, m.Forsoeg, m.Oprettet, m is { Tilstand: Mailtilstand.Venter, Forsoeg: > 0 } ? m.Tidligst : null, m.Afgjort);
}

public sealed class HentMailHandler(Arbejde arbejde, Adgang adgang) : IRequestHandler<HentMail, Svar<Liste<MailSvar>>>
{
    public async Task<Svar<Liste<MailSvar>>> Handle(HentMail request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return MailFejl.KunAdmin;
        }

        var mails = arbejde.Db.Mails.AsNoTracking();
        if (Navne.TryLaes<Mailtilstand>(request.Status, out var tilstand))
        {
            mails = mails.Where(m => m.Tilstand == tilstand);
        }

        var total = await mails.CountAsync(cancellationToken);
        var udsnit = await mails.OrderByDescending(m => m.Oprettet).ThenByDescending(m => m.Id).Skip(request.Side.Spring).Take(request.Side.Antal).ToListAsync(cancellationToken);
        return Liste<MailSvar>.Af([.. udsnit.Select(MailSvar.Af)], total, request.Side);
    }
}

/// <summary>Sends a mail again that was refused or given up, when what was wrong has been mended.</summary>
public sealed record SendIgen(Guid Id) : IKommando<MailSvar>;

public sealed class SendIgenHandler(Arbejde arbejde, Adgang adgang) : IRequestHandler<SendIgen, Svar<MailSvar>>
{
    public async Task<Svar<MailSvar>> Handle(SendIgen request, CancellationToken cancellationToken)
    {
        if (!adgang.Person.ErAdmin)
        {
            return MailFejl.KunAdmin;
        }

        var fandtes = await arbejde.Store.RetryMailAsync(request.Id, cancellationToken);
        var mail = await arbejde.Db.Mails.AsNoTracking().FirstOrDefaultAsync(m => m.Id == request.Id, cancellationToken);
        return mail is null ? MailFejl.FindesIkke : fandtes ? MailSvar.Af(mail) : MailFejl.KanIkkeSendesIgen;
    }
}

/// <summary>Every refusal about mail.</summary>
public static class MailFejl
{
    public static readonly Fejl KunAdmin = FaellesFejl.Forbudt("Kun en administrator kan se, hvad der er sendt.");

    public static readonly Fejl FindesIkke = FaellesFejl.FindesIkke("Mailen");

    public static readonly Fejl KanIkkeSendesIgen = new(FejlArt.Konflikt, "mail-er-ikke-afvist", "Kun en mail, der er afvist eller opgivet, kan sendes igen.");

    public static readonly Fejl IngenServer = new(FejlArt.Konflikt, "ingen-mailserver", "Der er ingen mailserver. Sæt Mail:Server, Mail:Afsender og Mail:Adresse, og start SagsFlow igen.");

    public static readonly Fejl Holdes = new(FejlArt.Konflikt, "mail-holdes-tilbage", "Øvelsens mail holdes tilbage: intet forlader maskinen, medmindre mailserveren er maskinen selv.");

    public static readonly Fejl IngenAdresse = new(FejlArt.Konflikt, "ingen-mailadresse", "Du har ingen e-mailadresse i SagsFlow, så der er ingen at sende til.");
}

/// <summary>The addresses of mail.</summary>
public static class MailEndpoints
{
    public static void MapMail(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/mail").WithTags("Mail");
        api.MapGet("/", (string? status, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentMail(status, Side.Af(side, antal)), http, ct)).WithSummary("Udgående mail, de nyeste først (administrator)").Produces<Liste<MailSvar>>();
        api.MapGet("/opsaetning", (IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentMailopsaetning(), http, ct)).WithSummary("Hvordan mail sendes, og hvor meget der venter eller er afvist (administrator)").Produces<MailopsaetningSvar>();
        api.MapPost("/proeve", (IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new SendProevemail(), http, ct)).WithSummary("Send en prøvemail til dig selv (administrator)").Produces<ProevemailSvar>();
        api.MapPost("/{id:guid}/afsendelse", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new SendIgen(id), http, ct)).WithSummary("Send en afvist eller opgivet mail igen (administrator)").Produces<MailSvar>();
    }
}
