using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalenderfeed;
using SagsFlow.Mail;

namespace SagsFlow.Frister;

/// <summary>Addresses that calendar programs fetch meetings and deadlines from: made, shown once, and revoked.</summary>
public sealed class KalendersideModel(IMediator mediator, Kald kald, Forakatalog fora, Mailindstillinger opsaetning) : Sidemodel(mediator, kald)
{
    public Liste<KalendernoegleSvar> Noegler { get; private set; } = Liste<KalendernoegleSvar>.Af([], Side.Af(1, Side.Stoerste));

    /// <summary>The address that was just made.</summary>
    public NyKalendernoegleSvar? Ny { get; private set; }

    public string? Valgt { get; private set; }

    public IReadOnlyList<Forum> Forumvalg => fora.Fora;

    public string Navn(string? forum) => forum is null ? "Din egen kalender" : fora.Navn(forum);

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => VisAsync(ct);

    /// <summary>Answers with the page itself: the address is kept nowhere, so another page could not show it.</summary>
    public async Task<IActionResult> OnPostLavAsync(string? forum, CancellationToken ct)
    {
        Valgt = forum;
        var svar = await UdfoerAsync(new OpretKalendernoegle(new KalendernoegleBody(forum)), ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(fejl);
        }
        else
        {
            Ny = NyKalendernoegleSvar.Af(svar.Vaerdi, KalenderfeedEndpoints.Adresse(opsaetning, HttpContext));
            Response.Headers.CacheControl = "no-store";
        }

        return await VisAsync(ct);
    }

    public async Task<IActionResult> OnPostTilbagekaldAsync(Guid id, CancellationToken ct)
    {
        var svar = await UdfoerAsync(new TilbagekaldKalendernoegle(id), ct);
        if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Kvitter($"Adressen til {Navn(svar.Vaerdi.Forum)} virker ikke længere.");
        return LocalRedirect("~/frister/kalender");
    }

    private async Task<IActionResult> VisAsync(CancellationToken ct)
    {
        var svar = await HentAsync(new HentKalendernoegler(Side.Af(1, Side.Stoerste)), ct);
        if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Noegler = svar.Vaerdi;
        return Page();
    }
}
