using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Procesplaner;

/// <summary>The plans there are, the newest year first.</summary>
public sealed class ProcesplanlisteModel(IMediator mediator, Kald kald) : Sidemodel(mediator, kald)
{
    private const int PrSide = 50;

    public Liste<ProcesplanlinjeSvar> Planer { get; private set; } = Liste<ProcesplanlinjeSvar>.Af([], Side.Af(1, PrSide));

    public async Task<IActionResult> OnGetAsync(int? side, CancellationToken ct)
    {
        var svar = await HentAsync(new HentProcesplaner(Side.Af(side, PrSide)), ct);
        if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Planer = svar.Vaerdi;
        return Page();
    }
}
