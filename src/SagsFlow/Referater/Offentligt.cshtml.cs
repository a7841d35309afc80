using System.Text;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Referater;

/// <summary>Published minutes, for anybody.</summary>
[AllowAnonymous]
public sealed class OffentligtModel(IMediator mediator, Kald kald) : Sidemodel(mediator, kald)
{
    public OffentligtReferat Vist { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        var svar = await HentAsync(new HentOffentligtReferat(id), ct);
        if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Vist = svar.Vaerdi;
        return Page();
    }

    public Task<IActionResult> OnGetMarkdownAsync(Guid id, CancellationToken ct) => FilAsync(id, Referatformer.Markdown, "md", ct);

    public Task<IActionResult> OnGetTekstAsync(Guid id, CancellationToken ct) => FilAsync(id, Referatformer.Tekst, "txt", ct);

    private async Task<IActionResult> FilAsync(Guid id, Referatudgave udgave, string endelse, CancellationToken ct)
    {
        var svar = await HentAsync(new HentOffentligtReferat(id), ct);
        return svar.Fejl is { } fejl
            ? Afvis(fejl)
            : File(Encoding.UTF8.GetBytes(udgave.Skriv(svar.Vaerdi.Referat)), udgave.Medietype + "; charset=utf-8", ReferatsideModel.Filnavn(svar.Vaerdi.Referat, endelse));
    }
}
