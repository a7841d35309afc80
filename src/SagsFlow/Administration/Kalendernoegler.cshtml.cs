using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Brugere;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalenderfeed;

namespace SagsFlow.Administration;

/// <summary>Who reads meetings and deadlines in a calendar of their own; any of the addresses can be shut.</summary>
public sealed class KalendernoeglerModel(IMediator mediator, Kald kald, Forakatalog fora) : Administrationsside(mediator, kald)
{
    public Liste<AndensKalendernoegleSvar> Noegler { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Navne { get; private set; } = new Dictionary<string, string>();

    public string Hvad(AndensKalendernoegleSvar n) => n.Forum is { } forum ? $"Kalenderen for {fora.Navn(forum)}" : "Egen kalender";

    public async Task<IActionResult> OnGetAsync(int? side, CancellationToken ct)
    {
        Noegler = (await HentAsync(new HentAlleKalendernoegler(Side.Af(side, 50)), ct)).Vaerdi;
        Navne = (await HentAsync(new HentNavne([.. Noegler.Elementer.Select(n => n.Brugernavn)]), ct)).Vaerdi;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid kalender, CancellationToken ct)
    {
        var svar = await UdfoerAsync(new TilbagekaldKalendernoegle(kalender), ct);
        if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Kvitter("Kalenderadressen virker ikke længere.");
        return LocalRedirect("~/administration/kalendernoegler");
    }
}
