using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Procesversioner;

/// <summary>The processes there are.</summary>
public sealed class ProcesoversigtModel(IMediator mediator, Kald kald) : Sidemodel(mediator, kald)
{
    public Liste<ProcesversionerSvar> Processer { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        var svar = await HentAsync(new HentProcesser(Side.Af(1, Side.Stoerste)), ct);
        if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Processer = svar.Vaerdi;
        return Page();
    }
}
