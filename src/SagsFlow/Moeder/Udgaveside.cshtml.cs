using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Brugere;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Moeder;

/// <summary>A meeting's sent agendas, and what is different from one to another.</summary>
public sealed class UdgavesideModel(IMediator mediator, Kald kald) : Sidemodel(mediator, kald)
{
    public MoedeSvar Moede { get; private set; } = null!;

    public IReadOnlyList<UdgaveSvar> Udgaver { get; private set; } = [];

    public UdgaveforskelSvar? Forskel { get; private set; }

    public IReadOnlyDictionary<string, string> Navne { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyList<PunktforskelSvar> Aendrede => [.. Forskel?.Punkter.Where(p => p.Art != Forskelsart.Uaendret) ?? []];

    public IReadOnlyList<PunktforskelSvar> Uaendrede => [.. Forskel?.Punkter.Where(p => p.Art == Forskelsart.Uaendret) ?? []];

    public async Task<IActionResult> OnGetAsync(Guid id, int? fra, int? til, CancellationToken ct)
    {
        var moede = await HentAsync(new HentMoede(id), ct);
        if (moede.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Moede = moede.Vaerdi;
        Udgaver = (await HentAsync(new HentUdgaver(id, Infrastructure.Side.Af(1, Infrastructure.Side.Stoerste)), ct)).Vaerdi.Elementer;
        Navne = (await HentAsync(new HentNavne([.. Udgaver.Select(u => u.Af)]), ct)).Vaerdi;
        if (Udgaver.Count == 0)
        {
            return Page();
        }

        // The two are put in order, so that either may be chosen first.
        var nyeste = til ?? Udgaver[0].Nr;
        var aeldste = fra ?? Math.Max(1, nyeste - 1);
        var forskel = await HentAsync(new HentUdgaveforskel(id, Math.Min(aeldste, nyeste), Math.Max(aeldste, nyeste)), ct);
        if (forskel.Fejl is { } ukendt)
        {
            return Afvis(ukendt);
        }

        Forskel = forskel.Vaerdi;
        return Page();
    }
}
