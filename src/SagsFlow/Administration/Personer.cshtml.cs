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

    /// <summary>What was typed of a new person, when the form is shown again.</summary>
    public PersonBody? NyPerson { get; private set; }

    /// <summary>What was chosen of a role, and for whom, when the form is shown again.</summary>
    public (string Brugernavn, string? Rolle, string? Enhed, string? Fra, string? Til)? NyRolle { get; private set; }

    /// <summary>What was typed of somebody, when the form is shown again.</summary>
    public (string Brugernavn, string? Navn, string? Email)? Rettet { get; private set; }

    /// <summary>Why somebody was to be kept out or let in, when the form is shown again.</summary>
    public (string Brugernavn, string? Begrundelse)? Spaerring { get; private set; }

    public IReadOnlyList<Forum> Forumvalg => fora.Fora;

    public async Task<IActionResult> OnGetAsync(int? side, CancellationToken ct)
    {
        await LaesAsync(side, ct);
        return Page();
    }

    public async Task<IActionResult> OnPostNyAsync(PersonBody person, int? side, CancellationToken ct)
    {
        NyPerson = person;
        var svar = await UdfoerAsync(new OpretPerson(person), ct);
        if (svar.Fejl is { } fejl)
        {
            return await VisIgenAsync(fejl, felt => $"ny-{felt}", side, ct);
        }

        Kvitter($"{svar.Vaerdi.Navn} kan logge ind. Giv nu personen en rolle.");
        return LocalRedirect($"~/administration/personer#p-{Uri.EscapeDataString(svar.Vaerdi.Brugernavn)}");
    }

    public async Task<IActionResult> OnPostTildelAsync(string brugernavn, string? rolle, string? enhed, string? fra, string? til, int? side, CancellationToken ct)
    {
        NyRolle = (brugernavn, rolle, enhed, fra, til);
        foreach (var (felt, tekst) in new[] { ("gyldigFra", fra), ("gyldigTil", til) })
        {
            if (!string.IsNullOrWhiteSpace(tekst) && Dansk.LaesDag(tekst) is null)
            {
                return await VisIgenAsync(FaellesFejl.Input(felt, "Skriv datoen som 25-02-2025."), f => $"{f}-{brugernavn}", side, ct);
            }
        }

        var body = new TildelingBody(Navne.TryLaes<Rolle>(rolle, out var valgt) ? valgt : null, enhed, Dansk.LaesDag(fra), Dansk.LaesDag(til));
        var svar = await UdfoerAsync(new TildelRolle(brugernavn, body), ct);
        if (svar.Fejl is { } fejl)
        {
            return await VisIgenAsync(fejl, felt => $"{felt}-{brugernavn}", side, ct);
        }

        Kvitter($"{await NavnAsync(brugernavn, ct)} har fået rollen {Ord(svar.Vaerdi)}.");
        return LocalRedirect($"~/administration/personer?side={side ?? 1}");
    }

    public async Task<IActionResult> OnPostAfslutAsync(string brugernavn, Guid rolle, int? side, CancellationToken ct)
    {
        var svar = await UdfoerAsync(new AfslutRolle(brugernavn, rolle), ct);
        if (svar.Fejl is { } fejl)
        {
            return await VisIgenAsync(fejl, felt => felt, side, ct);
        }

        Kvitter($"{await NavnAsync(brugernavn, ct)} har ikke længere rollen {Rollestyring.Ord(svar.Vaerdi.Rolle).ToLower(Dansk.Kultur)}.");
        return LocalRedirect($"~/administration/personer?side={side ?? 1}");
    }

    public async Task<IActionResult> OnPostRetAsync(string brugernavn, string? navn, string? email, int version, int? side, CancellationToken ct)
    {
        Rettet = (brugernavn, navn, email);
        var svar = await UdfoerAsync(new RetPerson(brugernavn, new PersonrettelseBody(navn ?? "", email, Udfyldt(email) is null ? [RetPerson.RydEmail] : null)), version, ct);
        return await SvarAsync(svar, brugernavn, "ret", hvem => $"Oplysningerne om {hvem} er gemt.", side, ct);
    }

    public async Task<IActionResult> OnPostSpaerAsync(string brugernavn, string? begrundelse, int? side, CancellationToken ct)
    {
        Spaerring = (brugernavn, begrundelse);
        var svar = await UdfoerAsync(new SpaerPerson(brugernavn, new SpaerringBody(begrundelse)), ct);
        return await SvarAsync(svar, brugernavn, "spaer", hvem => $"{hvem} er spærret og bliver logget ud ved sit næste klik.", side, ct);
    }

    public async Task<IActionResult> OnPostOphaevAsync(string brugernavn, string? begrundelse, int? side, CancellationToken ct)
    {
        Spaerring = (brugernavn, begrundelse);
        var svar = await UdfoerAsync(new OphaevSpaerring(brugernavn, new SpaerringBody(begrundelse)), ct);
        return await SvarAsync(svar, brugernavn, "spaer", hvem => $"{hvem} kan logge ind igen.", side, ct);
    }

    /// <summary>A role with its unit and days, in words.</summary>
    public string Ord(TildelingSvar r) =>
        $"{Rollestyring.Ord(r.Rolle)}{(r.Enhed is { } enhed ? $" ({Rollestyring.Enhedsnavn(enhed, fora)})" : "")}{(r.GyldigFra is { } fra ? $" fra {Dansk.Dato(fra)}" : "")}{(r.GyldigTil is { } til ? $" til {Dansk.Dato(til)}" : "")}";

    /// <summary>Whether a role is held today or later.</summary>
    public bool Gaelder(TildelingSvar r) => r.GyldigTil is not { } til || til >= Idag;

    private async Task<string> NavnAsync(string brugernavn, CancellationToken ct) => (await HentAsync(new HentNavne([brugernavn]), ct)).Vaerdi.GetValueOrDefault(brugernavn, brugernavn);

    private async Task<IActionResult> SvarAsync(Svar<PersonSvar> svar, string brugernavn, string formular, Func<string, string> kvittering, int? side, CancellationToken ct)
    {
        if (svar.Fejl is { } fejl)
        {
            return await VisIgenAsync(fejl, felt => $"{formular}-{felt}-{brugernavn}", side, ct);
        }

        Kvitter(string.Join(' ', [kvittering(svar.Vaerdi.Navn), .. svar.Vaerdi.Advarsler]));
        return LocalRedirect($"~/administration/personer?side={side ?? 1}");
    }

    private async Task<IActionResult> VisIgenAsync(Fejl fejl, Func<string, string> felt, int? side, CancellationToken ct)
    {
        await LaesAsync(side, ct);
        VisFejl(fejl, felt);
        return Page();
    }

    private async Task LaesAsync(int? side, CancellationToken ct)
    {
        var alt = Side.Af(1, Side.Stoerste);
        Personer = (await HentAsync(new HentPersoner(Side.Af(side, 50)), ct)).Vaerdi;
        Centre = [.. (await HentAsync(new HentCentre(alt), ct)).Vaerdi.Elementer.OrderBy(c => c.GyldigTil < Idag).ThenBy(c => c.Navn, Dansk.Alfabet)];
        Stedfortraedere = [.. (await HentAsync(new HentStedfortraedere(alt), ct)).Vaerdi.Elementer.Where(s => s.Til >= Idag)];
    }
}
