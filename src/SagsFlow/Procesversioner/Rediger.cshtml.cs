using System.Text;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;

namespace SagsFlow.Procesversioner;

/// <summary>Edits a process that is in use.</summary>
public sealed class RedigerModel(IMediator mediator, Kald kald, Forakatalog fora) : Redigeringsside(mediator, kald, fora)
{
    public Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => LaesAsync(id, ct);

    public async Task<IActionResult> OnPostAsync(string id, string? xml, IFormFile? fil, string? note, CancellationToken ct)
    {
        var side = await LaesAsync(id, ct);
        return ProcesId is null ? side : await UdgivAsync(xml, fil, note, ct);
    }

    private async Task<IActionResult> LaesAsync(string id, CancellationToken ct)
    {
        var svar = await HentAsync(new HentProcesdiagram(id, null), ct);
        if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        (ProcesId, Navn, Xml) = (id, svar.Vaerdi.Navn ?? id, Encoding.UTF8.GetString(svar.Vaerdi.Xml));
        return Page();
    }
}
