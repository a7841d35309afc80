using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Demo;

/// <summary>Takes the form of the front page that loads the demo, and leads back there.</summary>
public sealed class IndlaesModel(IMediator mediator, Kald kald) : Sidemodel(mediator, kald)
{
    public IActionResult OnGet() => LocalRedirect("~/");

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) =>
        (await UdfoerAsync(new IndlaesDemo(), ct)).Fejl is { } fejl ? Afvis(fejl) : LocalRedirect("~/");
}
