using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Sager;

/// <summary>A case's text as it looks on paper.</summary>
public sealed class UdskriftModel(IMediator mediator, Kald kald, Forakatalog fora, TimeProvider ur) : Sidemodel(mediator, kald)
{
    public SagSvar Sag { get; private set; } = null!;

    public DateTimeOffset Nu => ur.GetUtcNow();

    public string Centernavn => fora.Center(Sag.Center)?.Navn ?? Sag.Center;

    public string Forumnavn(string id) => fora.Navn(id);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var svar = await HentAsync(new HentSag(new SagId(id)), ct);
        if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Sag = svar.Vaerdi;
        return Page();
    }
}
