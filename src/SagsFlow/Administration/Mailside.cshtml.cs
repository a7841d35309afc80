using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Mail;

namespace SagsFlow.Administration;

/// <summary>How mail is sent, and what became of it.</summary>
public sealed class MailsideModel(IMediator mediator, Kald kald) : Administrationsside(mediator, kald)
{
    public MailopsaetningSvar Opsaetning { get; private set; } = null!;

    public Liste<MailSvar> Mails { get; private set; } = null!;

    public string? Status { get; private set; }

    public static IReadOnlyList<(string Slug, string Ord)> Statusser { get; } = [.. Enum.GetValues<Mailtilstand>().Select(t => (Navne.Ord(t), Ord(t)))];

    public Task<IActionResult> OnGetAsync(string? status, int? side, CancellationToken ct) => VisAsync(status, side, ct);

    public async Task<IActionResult> OnPostProeveAsync(CancellationToken ct)
    {
        var svar = await UdfoerAsync(new SendProevemail(), ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(fejl);
            return await VisAsync(null, null, ct);
        }

        Kvitter($"En prøvemail er på vej til {svar.Vaerdi.Adresse}. Den står øverst i listen; genindlæs siden for at se, hvordan det gik.");
        return LocalRedirect("~/administration/mail");
    }

    public async Task<IActionResult> OnPostIgenAsync(Guid mail, CancellationToken ct)
    {
        var svar = await UdfoerAsync(new SendIgen(mail), ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(fejl);
            return await VisAsync(null, null, ct);
        }

        Kvitter($"Mailen til {svar.Vaerdi.Brugernavn} sendes igen.");
        return LocalRedirect("~/administration/mail");
    }

    public static string Ord(Mailtilstand tilstand) => tilstand switch
    {
        Mailtilstand.Venter => "Venter",
        Mailtilstand.Sendt => "Sendt",
        Mailtilstand.Afvist => "Afvist",
        Mailtilstand.Opgivet => "Opgivet",
        Mailtilstand.HoldtTilbage => "Holdt tilbage",
        _ => "Bortfaldet",
    };

    private async Task<IActionResult> VisAsync(string? status, int? side, CancellationToken ct)
    {
        Opsaetning = (await HentAsync(new HentMailopsaetning(), ct)).Vaerdi;
        Status = string.IsNullOrEmpty(status) ? null : status;
        var mails = await HentAsync(new HentMail(Status, Side.Af(side, 50)), ct);
        if (mails.Fejl is not null)
        {
            return NotFound();
        }

        Mails = mails.Vaerdi;
        return Page();
    }
}
