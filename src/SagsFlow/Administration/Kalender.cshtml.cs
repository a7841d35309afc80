using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Kalender;

namespace SagsFlow.Administration;

/// <summary>A year's days off.</summary>
public sealed class KalenderModel(IMediator mediator, Kald kald, TimeProvider ur) : Administrationsside(mediator, kald)
{
    public KalenderSvar Kalender { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(int? aar, CancellationToken ct)
    {
        var svar = await HentAsync(new HentKalender(aar ?? LokalTid.Dato(ur.GetUtcNow()).Year), ct);
        if (svar.Fejl is not null)
        {
            return NotFound();
        }

        Kalender = svar.Vaerdi;
        return Page();
    }

    public static string Ord(Fridagsart art) => art switch
    {
        Fridagsart.Helligdag => "Helligdag",
        Fridagsart.Sedvane => "Lukket hvert år",
        Fridagsart.Lukkedag => "Lukkedag",
        _ => "Weekend",
    };
}
