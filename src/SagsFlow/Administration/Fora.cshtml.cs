using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Administration;

/// <summary>The forums.</summary>
public sealed class ForaModel(IMediator mediator, Kald kald) : Administrationsside(mediator, kald)
{
    public IReadOnlyList<ForumSvar> Fora { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Fora = (await HentAsync(new HentFora(Side.Af(1, Side.Stoerste)), ct)).Vaerdi.Elementer;
        return Page();
    }
}
