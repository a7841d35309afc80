using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Beslutninger;

/// <summary>The meeting as it is held: one item at a time, its material and its decision. Others than the secretary read it.</summary>
public sealed class MoedevisningModel(IMediator mediator, Kald kald) : Sidemodel(mediator, kald)
{
    /// <summary>The value of <c>vis</c> that shows what is left before the meeting is closed.</summary>
    public const string Afslutning = "afslutning";

    private readonly Kald _kald = kald;

    public MoedeSvar Moede { get; private set; } = null!;

    public IReadOnlyList<Moedepunkt> Punkter { get; private set; } = [];

    /// <summary>The item shown first.</summary>
    public Guid? Valgt { get; private set; }

    public bool ViserAfslutning { get; private set; }

    public bool ErSekretaer => Person.ErSekretaerFor(Moede.Forum);

    public bool ErForum => Person.Fora.Contains(Moede.Forum, StringComparer.Ordinal);

    /// <summary>What is left before the meeting can be closed; for the secretary.</summary>
    public AfslutningstjekSvar? Tjek { get; private set; }

    public IReadOnlyDictionary<string, string> Navne { get; private set; } = new Dictionary<string, string>();

    public string Navn(string brugernavn) => Navne.GetValueOrDefault(brugernavn, brugernavn);

    public async Task<IActionResult> OnGetAsync(Guid id, string? punkt, string? vis, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } fejl)
        {
            return Afvis(fejl);
        }

        Valgt = (Punkter.FirstOrDefault(p => p.Punkt.Nr?.ToString(System.Globalization.CultureInfo.InvariantCulture) == punkt || p.Punkt.Id.ToString() == punkt) ?? Punkter.FirstOrDefault(p => p.Stand == Punktstand.Uden) ?? (Punkter.Count > 0 ? Punkter[0] : null))?.Punkt.Id;
        ViserAfslutning = vis == Afslutning && Tjek is not null;
        return Page();
    }

    /// <summary>Saves the draft of one item; what is typed is kept when it is refused, and a newer text of another's is shown beside it.</summary>
    public async Task<IActionResult> OnPostGemAsync(Guid id, Guid punkt, string? naeste, CancellationToken ct)
    {
        var felter = Beslutningsfelter.Af(Request.Form);
        var valg = await HentAsync(new HentBeslutningsvalg(punkt), ct);
        if (valg.Fejl is { } skjult)
        {
            return Afvis(skjult);
        }

        var ulaeselig = new Feltfejl();
        var body = felter.Body(valg.Vaerdi, ulaeselig);
        Fejl? fejl = null;
        if (ulaeselig.Any)
        {
            fejl = ulaeselig.SomFejl();
        }
        else
        {
            _kald.IfMatch = felter.Version;
            fejl = (await UdfoerAsync<BeslutningSvar>(felter.Version is null ? new RegistrerBeslutning(punkt, body) : new RetBeslutning(punkt, body), ct)).Fejl;
        }

        if (fejl is not null)
        {
            return await VisIgenAsync(id, punkt, felter, fejl, ct);
        }

        if (await LaesAsync(id, ct) is { } borte)
        {
            return Afvis(borte);
        }

        var her = Punkter.Select(p => p.Punkt.Id).ToList().IndexOf(punkt);
        Kvitter($"Punkt {Punkter[her].Punkt.Nr} er gemt som kladde.");
        return naeste is null ? Til(Punkter[her]) : her + 1 < Punkter.Count ? Til(Punkter[her + 1]) : LocalRedirect($"~/moeder/{id}/moede?vis={Afslutning}");
    }

    /// <summary>Takes one decision into effect.</summary>
    public async Task<IActionResult> OnPostEkspederAsync(Guid id, Guid punkt, CancellationToken ct)
    {
        var svar = await UdfoerAsync(new EkspederBeslutning(punkt), ct);
        if (await LaesAsync(id, ct) is { } borte)
        {
            return Afvis(borte);
        }

        Valgt = punkt;
        if (svar.Fejl is { } fejl)
        {
            VisFejl(fejl);
            return Page();
        }

        var vist = Punkter.First(p => p.Punkt.Id == punkt);
        Kvitter($"Punkt {vist.Punkt.Nr} er ekspederet: {svar.Vaerdi.Udfald.Tekst()}.");
        return Til(vist);
    }

    /// <summary>Closes the meeting and goes to its minutes.</summary>
    public async Task<IActionResult> OnPostAfslutAsync(Guid id, CancellationToken ct)
    {
        var svar = await UdfoerAsync(new AfslutMoede(id), ct);
        if (svar.Fejl is not { } fejl)
        {
            Kvitter("Mødet er afsluttet, og beslutningerne har virkning. Her er udkastet til referatet.");
            return LocalRedirect($"~/moeder/{id}/referat");
        }

        if (await LaesAsync(id, ct) is { } borte)
        {
            return Afvis(borte);
        }

        ViserAfslutning = Tjek is not null;
        VisFejl(fejl);
        return Page();
    }

    private LocalRedirectResult Til(Moedepunkt p) => LocalRedirect($"~/moeder/{Moede.Id}/moede?punkt={p.Punkt.Nr}");

    private async Task<IActionResult> VisIgenAsync(Guid id, Guid punkt, Beslutningsfelter felter, Fejl fejl, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } borte)
        {
            return Afvis(borte);
        }

        Valgt = punkt;
        var vist = Punkter.First(p => p.Punkt.Id == punkt);
        var kolliderer = vist.Beslutning is { } b && b.Version != felter.Version;
        Punkter = [.. Punkter.Select(p => p != vist ? p : p with { Skrevet = felter with { Version = p.Beslutning?.Version }, Kolliderer = kolliderer })];
        VisFejl(kolliderer ? BeslutningFejl.AndenHarGemt : fejl, felt => Feltid(vist, felt));
        return Page();
    }

    /// <summary>A field's id on the page, where every item has a form; a list's rows are shown at the list.</summary>
    public static string Feltid(Moedepunkt p, string felt) => $"p{p.Punkt.Nr}-{felt.Split('[', '.')[0]}";

    private async Task<Fejl?> LaesAsync(Guid id, CancellationToken ct)
    {
        var moede = await HentAsync(new HentMoede(id), ct);
        if (moede.Fejl is { } fejl)
        {
            return fejl;
        }

        Moede = moede.Vaerdi;
        Punkter = (await HentAsync(new HentMoedepunkter(id), ct)).Vaerdi;
        Tjek = ErSekretaer && Moede.Status == MoedeStatus.Udsendt ? (await HentAsync(new TjekAfslutning(id), ct)).Vaerdi : null;
        Navne = (await HentAsync(new HentNavne([.. Punkter.SelectMany(p => p.Kommentarer).Select(k => k.Af)]), ct)).Vaerdi;
        return null;
    }
}
