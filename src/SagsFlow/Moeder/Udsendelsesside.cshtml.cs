using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Moeder;

/// <summary>Asks before an agenda is sent: what it does, what is new, and what is missing.</summary>
public sealed class UdsendelsessideModel(IMediator mediator, Kald kald) : Sidemodel(mediator, kald)
{
    public MoedeSvar Moede { get; private set; } = null!;

    public UdsendelsesudsigtSvar Udsigt { get; private set; } = null!;

    public IReadOnlyList<PunktgaesterSvar> Gaester { get; private set; } = [];

    public IReadOnlyList<PunktforskelSvar> Nye => [.. Udsigt.Punkter.Where(p => p.Art != Forskelsart.Uaendret)];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LaesAsync(id, ct) is { } fejl ? Afvis(fejl) : Page();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        var svar = await UdfoerAsync(new UdsendDagsorden(id), ct);
        if (svar.Fejl is { } fejl)
        {
            if (await LaesAsync(id, ct) is { } skjult)
            {
                return Afvis(skjult);
            }

            VisFejl(fejl);
            return Page();
        }

        Kvitter($"Dagsordenen er udsendt som udgave {svar.Vaerdi.Udgave} med {Dansk.Antal(svar.Vaerdi.Punkter.Count(p => p.Nr is not null), "punkt", "punkter")}.");
        return LocalRedirect($"~/moeder/{id}");
    }

    private async Task<Fejl?> LaesAsync(Guid id, CancellationToken ct)
    {
        var moede = await HentAsync(new HentMoede(id), ct);
        if (moede.Fejl is { } fejl)
        {
            return fejl;
        }

        var udsigt = await HentAsync(new HentUdsendelse(id), ct);
        if (udsigt.Fejl is { } forbudt)
        {
            return forbudt;
        }

        Gaester = (await HentAsync(new HentInvitationer(id, Infrastructure.Side.Af(1, Infrastructure.Side.Stoerste)), ct)).Vaerdi.Elementer;
        (Moede, Udsigt) = (moede.Vaerdi, udsigt.Vaerdi);
        return null;
    }
}
