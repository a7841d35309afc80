using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Moeder;

/// <summary>Calls a meeting. What speaks against the day is told first; the secretary may call it all the same.</summary>
public sealed class NytMoedeModel(IMediator mediator, Kald kald, Forakatalog fora) : Sidemodel(mediator, kald)
{
    [BindProperty(SupportsGet = true)]
    public string? Forum { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Dato { get; set; }

    [BindProperty]
    public string? Start { get; set; }

    [BindProperty]
    public string? Slut { get; set; }

    [BindProperty]
    public string? Sted { get; set; }

    [BindProperty]
    public string? Deltagere { get; set; }

    [BindProperty]
    public bool FastePunkter { get; set; } = true;

    /// <summary>The forum and time whose warnings have been read.</summary>
    [BindProperty]
    public string? Set { get; set; }

    public IReadOnlyList<string> Advarsler { get; private set; } = [];

    public IReadOnlyList<Forum> Egne => [.. fora.Fora.Where(f => Person.ErSekretaerFor(f.Id))];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Egne.Count == 0)
        {
            return Afvis(FaellesFejl.Forbudt("Kun et forums sekretær kan oprette møder."));
        }

        Forum = Egne.FirstOrDefault(f => f.Id == Forum)?.Id ?? (Egne.Count == 1 ? Egne[0].Id : null);
        if (Forum is not null)
        {
            var dag = Moedetid.Laes(Dato, "12.00");
            var forslag = (await HentAsync(new HentMoedeforslag(Forum, dag), ct)).Vaerdi;
            (Start, Slut) = (Moedetid.Felt(forslag.Begynder ?? new TimeOnly(9, 0)), forslag.Slutter is { } s ? Moedetid.Felt(s) : null);
            (Sted, Deltagere) = (forslag.Sted, string.Join('\n', forslag.Deltagere));
            Advarsler = forslag.Advarsler;
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Moedetid.Tjek(Dato, Start, Slut) is { } forkert)
        {
            VisFejl(forkert);
            return Page();
        }

        var start = Moedetid.Laes(Dato, Start)!.Value;
        var set = $"{Forum} {start:yyyy-MM-dd HH:mm}";
        if (Set != set && !string.IsNullOrEmpty(Forum) && await HentAsync(new HentMoedeforslag(Forum, start), ct) is { Fejl: null } forslag && forslag.Vaerdi.Advarsler.Count > 0)
        {
            Advarsler = forslag.Vaerdi.Advarsler;
            ModelState.Remove(nameof(Set));
            Set = set;
            return Page();
        }

        var navne = (Deltagere ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var svar = await UdfoerAsync(new OpretMoede(Forum, start, Moedetid.Laes(Dato, Slut), Sted, navne, FastePunkter), ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(Dagsordensord.Omskriv(fejl), felt => Dagsordensord.Feltnavn(felt));
            return Page();
        }

        Kvitter($"Mødet i {svar.Vaerdi.ForumNavn} {Dansk.Lang(svar.Vaerdi.Start)} er oprettet.");
        return LocalRedirect($"~/moeder/{svar.Vaerdi.Id}");
    }
}

/// <summary>The day and the times of a meeting as forms have them.</summary>
public static class Moedetid
{
    public static string Felt(TimeOnly tid) => tid.ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Null when either cannot be read.</summary>
    public static DateTime? Laes(string? dato, string? tid) => Dansk.LaesDag(dato) is { } dag && Dansk.LaesTid(tid) is { } klokken ? dag.ToDateTime(klokken) : null;

    /// <summary>What is wrong with them, or null; the end may be left out.</summary>
    public static Fejl? Tjek(string? dato, string? start, string? slut) =>
        Laes(dato, "12.00") is null ? FaellesFejl.Input("dato", "Skriv datoen som 25-02-2025.")
        : Laes(dato, start) is not { } fra ? FaellesFejl.Input("start", "Skriv klokkeslættet som 09.00.")
        : string.IsNullOrWhiteSpace(slut) ? null
        : Laes(dato, slut) is not { } til ? FaellesFejl.Input("slut", "Skriv klokkeslættet som 12.00.")
        : til <= fra ? FaellesFejl.Input("slut", "Mødet skal slutte, efter at det er begyndt.")
        : null;
}
