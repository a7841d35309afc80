using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Administration;

/// <summary>The centers, everybody who can sign in with their roles, and who stands in for whom.</summary>
public sealed class PersonerModel(IMediator mediator, Kald kald, Forakatalog fora, TimeProvider ur) : Administrationsside(mediator, kald)
{
    public Liste<PersonSvar> Personer { get; private set; } = null!;

    public IReadOnlyList<Center> Centre { get; private set; } = [];

    public IReadOnlyList<StedfortraederSvar> Stedfortraedere { get; private set; } = [];

    public DateOnly Idag => LokalTid.Dato(ur.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(int? side, CancellationToken ct)
    {
        var alt = Side.Af(1, Side.Stoerste);
        Personer = (await HentAsync(new HentPersoner(Side.Af(side, 50)), ct)).Vaerdi;
        Centre = (await HentAsync(new HentCentre(alt), ct)).Vaerdi.Elementer;
        Stedfortraedere = [.. (await HentAsync(new HentStedfortraedere(alt), ct)).Vaerdi.Elementer.Where(s => s.Til >= Idag)];
        return Page();
    }

    /// <summary>A role with its unit and days, in words.</summary>
    public string Ord(TildelingSvar r) =>
        $"{Rolleord(r.Rolle)}{(r.Enhed is { } enhed ? $" ({fora.Center(enhed)?.Kortnavn ?? fora.Forum(enhed)?.Navn ?? enhed})" : "")}{(r.GyldigFra is { } fra ? $" fra {Dansk.Dato(fra)}" : "")}{(r.GyldigTil is { } til ? $" til {Dansk.Dato(til)}" : "")}";

    private static string Rolleord(Rolle rolle) => rolle switch
    {
        Rolle.Sagsbehandler => "Sagsbehandler",
        Rolle.Centerchef => "Centerchef",
        Rolle.Sekretariat => "Sekretariat",
        Rolle.ForumSekretaer => "Sekretær",
        Rolle.ForumMedlem => "Medlem",
        Rolle.Laeser => "Læser",
        Rolle.Admin => "Administrator",
        _ => rolle.ToString(),
    };
}
