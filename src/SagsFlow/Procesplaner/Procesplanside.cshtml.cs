using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Procesplaner;

/// <summary>A plan as a matrix of tracks and steps, with what does not fit; and what is done to it.</summary>
public sealed class ProcesplansideModel(IMediator mediator, Kald kald, Forakatalog fora) : Sidemodel(mediator, kald)
{

    public ProcesplanSvar Plan { get; private set; } = null!;

    /// <summary>What moving the anchor to the day that is tried would do; null while none is.</summary>
    public ProcesplanSvar? Proevet { get; private set; }

    public string? Begrundelse { get; private set; }

    /// <summary>What was typed for a copy.</summary>
    public (string? Aar, string? Anker) Kopi { get; private set; }

    public bool MaaPlanlaegge => Person.MaaPlanlaegge();

    public bool KanOprette(CelleSvar celle) =>
        celle is { SagId: null, Forum: not null, Tilstand: not Celletilstand.Afholdt } && Person.MaaOpretteCellesag(celle.Center);

    public string Center(string id) => fora.Centernavn(id);

    public IEnumerable<CelleSvar> Celler(Planspor spor, Plantrin trin) => Plan.Celler.Where(c => c.Spor == spor.Id && c.Trin == trin.Id);

    /// <summary>The conflicts a cell is part of, with the number each has under the matrix.</summary>
    public IEnumerable<(int Nr, Plankonflikt Konflikt)> Konflikter(CelleSvar celle) =>
        Plan.Konflikter.Select((k, i) => (i + 1, k)).Where(k => k.k.Celler.Contains(celle.Id, StringComparer.Ordinal));

    /// <summary>What a cell is called where its track is not seen.</summary>
    public string Titel(string celle)
    {
        if (Plan.Celler.FirstOrDefault(c => c.Id == celle) is not { } fundet)
        {
            return celle;
        }

        var spor = Plan.Spor.First(s => s.Id == fundet.Spor).Navn;
        return fundet.Titel.StartsWith(spor, StringComparison.Ordinal) ? fundet.Titel : $"{fundet.Titel} ({spor})";
    }

    /// <summary>The state in words, with the class and icon for it.</summary>
    public static (string Ord, string Klasse, string Ikon) Stand(CelleSvar celle) => celle.Tilstand switch
    {
        Celletilstand.UdenDato => ("Uden dato", "uden-dato", "help"),
        Celletilstand.Planlagt => ("Planlagt", "planlagt", "calendar-month"),
        Celletilstand.Naer => ("Snart", "naer", "time"),
        Celletilstand.Overskredet => ("Overskredet", "overskredet", "error"),
        // That a day has passed does not tell that anything happened on it.
        _ when celle is { SagId: null, MoedeId: null } => ("Passeret", "afholdt", "calendar-month"),
        _ => ("Afholdt", "afholdt", "check"),
    };

    public static (string Ord, string Ikon) Alvor(Planalvor alvor) => alvor switch
    {
        Planalvor.Brud => ("Brud", "error"),
        Planalvor.Advarsel => ("Advarsel", "warning"),
        _ => ("Bemærkning", "info"),
    };

    /// <param name="anker">A day to try the anchor on.</param>
    public async Task<IActionResult> OnGetAsync(string id, string? anker, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } fejl)
        {
            return Afvis(fejl);
        }

        if (!string.IsNullOrWhiteSpace(anker))
        {
            await ProevAsync(id, anker, ct);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostFlytAsync(string id, string? anker, string? begrundelse, int version, CancellationToken ct)
    {
        Begrundelse = begrundelse;
        var svar = await UdfoerAsync(new FlytAnker(id, new AnkerBody(Dansk.LaesDag(anker), begrundelse)), version, ct);
        if (svar.Fejl is { } fejl)
        {
            if (await LaesAsync(id, ct) is { } skjult)
            {
                return Afvis(skjult);
            }

            await ProevAsync(id, anker, ct);
            VisFejl(fejl);
            return Page();
        }

        Kvitter($"{Dansk.Stort(svar.Vaerdi.Anker!.Navn)} er flyttet til {Dansk.Dag(svar.Vaerdi.Anker.Dato)}; {Dansk.Antal(svar.Vaerdi.Flyttet!.Count, "dato fulgte", "datoer fulgte")} med.");
        return LocalRedirect($"~/procesplaner/{id}");
    }

    public async Task<IActionResult> OnPostKopierAsync(string id, string? aar, string? kopianker, CancellationToken ct)
    {
        Kopi = (aar, kopianker);
        var tal = int.TryParse(aar, NumberStyles.None, CultureInfo.InvariantCulture, out var laest) ? laest : (int?)null;
        var svar = await UdfoerAsync(new KopierProcesplan(id, new KopiBody(tal, Dansk.LaesDag(kopianker))), ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(fejl, felt => felt == "anker" ? "kopianker" : felt);
            return await LaesAsync(id, ct) is { } skjult ? Afvis(skjult) : Page();
        }

        Kvitter($"Planen er kopieret til {svar.Vaerdi.Aar}. Se datoerne efter: hvor der intet møde er endnu, står måneden.");
        return LocalRedirect($"~/procesplaner/{svar.Vaerdi.Id}");
    }

    public async Task<IActionResult> OnPostOpretAsync(string id, string celle, CancellationToken ct)
    {
        var svar = await UdfoerAsync(new OpretCellesag(id, celle), ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(fejl);
            return await LaesAsync(id, ct) is { } skjult ? Afvis(skjult) : Page();
        }

        Kvitter($"Sagen er oprettet som kladde i {Center(svar.Vaerdi.Center)}.");
        return LocalRedirect($"~/sager/{svar.Vaerdi.Id}");
    }

    private async Task ProevAsync(string id, string? anker, CancellationToken ct)
    {
        if (Dansk.LaesDag(anker) is not { } dag)
        {
            VisFejl(FaellesFejl.Input("anker", "Skriv datoen som 25-02-2025."));
            return;
        }

        var svar = await HentAsync(new ProevAnker(id, dag), ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(fejl);
            return;
        }

        Proevet = svar.Vaerdi;
    }

    private async Task<Fejl?> LaesAsync(string id, CancellationToken ct)
    {
        var svar = await HentAsync(new HentProcesplan(id), ct);
        if (svar.Fejl is { } fejl)
        {
            return fejl;
        }

        Plan = svar.Vaerdi;
        return null;
    }
}
