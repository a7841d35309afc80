using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Moeder;

/// <summary>Moves, changes or cancels a meeting. What follows from it is shown first, and it is done when the secretary says so again.</summary>
public sealed class FlyttesideModel(IMediator mediator, Kald kald) : Sidemodel(mediator, kald)
{
    private readonly Kald _kald = kald;

    [BindProperty]
    public string? Dato { get; set; }

    [BindProperty]
    public string? Start { get; set; }

    [BindProperty]
    public string? Slut { get; set; }

    [BindProperty]
    public string? Sted { get; set; }

    [BindProperty]
    public string? Deltagere { get; set; }

    /// <summary>Why it is cancelled.</summary>
    [BindProperty]
    public string? Begrundelse { get; set; }

    /// <summary>The change whose consequences have been read, as it was typed.</summary>
    [BindProperty]
    public string? Set { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public MoedeSvar Moede { get; private set; } = null!;

    /// <summary>What the change asked for would do, or null before it is asked.</summary>
    public Moedeudsigt? Udsigt { get; private set; }

    /// <summary>Whether the change asked for cancels it.</summary>
    public bool Aflyser { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } fejl)
        {
            return Afvis(fejl);
        }

        Dato = Moede.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Start = Moedetid.Felt(TimeOnly.FromDateTime(Moede.Start));
        Slut = Moede.Slut is { } slut ? Moedetid.Felt(TimeOnly.FromDateTime(slut)) : null;
        (Sted, Deltagere, Version) = (Moede.Sted, string.Join('\n', Moede.Deltagere), Moede.Version);
        return Page();
    }

    public async Task<IActionResult> OnPostFlytAsync(Guid id, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } skjult)
        {
            return Afvis(skjult);
        }

        if (Moedetid.Tjek(Dato, Start, Slut) is { } forkert)
        {
            VisFejl(forkert);
            return Page();
        }

        var start = Moedetid.Laes(Dato, Start)!.Value;
        var aendring = new MoedeaendringBody
        {
            Start = start,
            Slut = new Valgfri<DateTime?>(true, Moedetid.Laes(Dato, Slut)),
            Sted = Sted ?? "",
            Deltagere = [.. (Deltagere ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        };
        return await UdfoerAsync(id, aendring, $"flyt {Version} {Json.Tekst(aendring)}", start != Moede.Start ? "Mødet er flyttet." : "Mødet er rettet.", ct);
    }

    public async Task<IActionResult> OnPostAflysAsync(Guid id, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } skjult)
        {
            return Afvis(skjult);
        }

        Aflyser = true;
        return await UdfoerAsync(id, new MoedeaendringBody { Aflyst = new GrundBody(Begrundelse) }, $"aflys {Version} {Begrundelse}", "Mødet er aflyst.", ct);
    }

    private async Task<IActionResult> UdfoerAsync(Guid id, MoedeaendringBody aendring, string aftryk, string tekst, CancellationToken ct)
    {
        _kald.IfMatch = Version;
        var hash = Historikpost.Sha(aftryk);
        if (Set != hash)
        {
            ModelState.Remove(nameof(Set));
            var udsigt = await ProevAsync(aendring, ct);
            if (udsigt.Fejl is { } umuligt)
            {
                VisFejl(Dagsordensord.Omskriv(umuligt), Dagsordensord.Feltnavn);
                return Page();
            }

            (Udsigt, Set) = (udsigt.Vaerdi, hash);
            return Page();
        }

        var svar = await UdfoerAsync(new RetMoede(id, aendring), ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(Dagsordensord.Omskriv(fejl), Dagsordensord.Feltnavn);
            return Page();
        }

        IReadOnlyList<string> flyttet = svar.Vaerdi.Flyttet is { Count: > 0 } linjer && !Aflyser ? linjer : [tekst, .. svar.Vaerdi.Flyttet ?? []];
        Kvitter(string.Join(' ', flyttet.Concat(svar.Vaerdi.Brud ?? [])));
        return LocalRedirect($"~/moeder/{id}");
    }

    /// <summary>What the change would do, without doing it.</summary>
    private async Task<Svar<Moedeudsigt>> ProevAsync(MoedeaendringBody aendring, CancellationToken ct)
    {
        var proevet = await HentAsync(new ProevMoedeaendring(Moede.Id, aendring), ct);
        if (proevet.Fejl is { } fejl)
        {
            return fejl;
        }

        var forslag = aendring.Start is { } start && start != Moede.Start ? await HentAsync(new HentMoedeforslag(Moede.Forum, start, Moede.Id), ct) : default;
        return new Moedeudsigt(proevet.Vaerdi.Flyttet ?? [], proevet.Vaerdi.Brud ?? [], forslag is { Fejl: null, VaerdiSomObjekt: MoedeforslagSvar svar } ? svar.Advarsler : []);
    }

    private async Task<Fejl?> LaesAsync(Guid id, CancellationToken ct)
    {
        var svar = await HentAsync(new HentMoede(id), ct);
        if (svar.Fejl is { } fejl)
        {
            return fejl;
        }

        Moede = svar.Vaerdi;
        return Person.ErSekretaerFor(Moede.Forum) ? null : MoedeFejl.IkkeSekretaer(Moede.ForumNavn);
    }
}

/// <summary>What a change to a meeting would do, in words.</summary>
/// <param name="Flyttet">What moves with it.</param>
/// <param name="Brud">What it breaks.</param>
/// <param name="Advarsler">What speaks against the new day.</param>
public sealed record Moedeudsigt(IReadOnlyList<string> Flyttet, IReadOnlyList<string> Brud, IReadOnlyList<string> Advarsler);
