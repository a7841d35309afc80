using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Login;
using SagsFlow.Mail;

namespace SagsFlow.Administration;

/// <summary>What an administrator looks after, with what calls for it.</summary>
public sealed class AdministrationModel(IMediator mediator, Kald kald, Driftstilstand drift) : Administrationsside(mediator, kald)
{
    public MailopsaetningSvar Mail { get; private set; } = null!;

    public bool Demo => drift.Demo;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Mail = (await HentAsync(new HentMailopsaetning(), ct)).Vaerdi;
        return Page();
    }
}
