using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Procesversioner;

/// <summary>Moves running cases to another version of their process, after showing what it would mean.</summary>
public sealed class FlytModel(IMediator mediator, Kald kald) : Administration.Administrationsside(mediator, kald)
{
    public ProcesstandSvar Proces { get; private set; } = null!;

    public string Navn => Proces.Navn ?? Proces.Id;

    /// <summary>What it would mean; null before it is asked.</summary>
    public MigreringSvar? Proeve { get; private set; }

    /// <summary>The titles of the cases it would move, of those the caller may know of.</summary>
    public IReadOnlyDictionary<Guid, string> Titler { get; private set; } = new Dictionary<Guid, string>();

    public string? Fra { get; private set; }

    public string? Til { get; private set; }

    public string? Frister { get; private set; }

    /// <summary>Old step = new step, a line each.</summary>
    public string? Noder { get; private set; }

    public string? Begrundelse { get; private set; }

    public Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => LaesAsync(id, ct);

    /// <param name="flyt">Whether to move them; else it is only tried.</param>
    public async Task<IActionResult> OnPostAsync(string id, string? fra, string? til, string? frister, string? noder, string? begrundelse, bool flyt, CancellationToken ct)
    {
        (Fra, Til, Frister, Noder, Begrundelse) = (fra, til, frister, noder, begrundelse);
        var side = await LaesAsync(id, ct);
        if (Proces is null)
        {
            return side;
        }

        var body = new MigreringBody(Tal(fra), Tal(til), Par(noder), frister == "genberegn" ? Procesversioner.Frister.Genberegn : Procesversioner.Frister.Behold, null, Proevekoersel: !flyt, begrundelse);
        var svar = await UdfoerAsync(new MigrerProces(id, body), ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(fejl, felt => felt.Split('.')[0]);
            return Page();
        }

        if (flyt)
        {
            Kvitter($"{Infrastructure.Sider.Dansk.Antal(svar.Vaerdi.Flyttet, "sag", "sager")} er flyttet til version {svar.Vaerdi.Til}.{(svar.Vaerdi.KanIkke > 0 ? $" {svar.Vaerdi.KanIkke} kunne ikke flyttes og er, hvor de var." : "")}");
            return LocalRedirect($"~/processer/{Uri.EscapeDataString(id)}");
        }

        Proeve = svar.Vaerdi;
        Titler = await TitlerAsync(Proeve.Sager.Select(s => s.SagId).OfType<Guid>(), ct);
        return Page();
    }

    private async Task<Dictionary<Guid, string>> TitlerAsync(IEnumerable<Guid> sager, CancellationToken ct)
    {
        var titler = new Dictionary<Guid, string>();
        foreach (var id in sager.Distinct())
        {
            if (await HentAsync(new HentSag(new SagId(id)), ct) is { Fejl: null } svar)
            {
                titler[id] = $"{svar.Vaerdi.Journalnummer} {svar.Vaerdi.Titel}".Trim();
            }
        }

        return titler;
    }

    private async Task<IActionResult> LaesAsync(string id, CancellationToken ct)
    {
        var svar = await HentAsync(new HentProcesstand(id, null), ct);
        if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Proces = svar.Vaerdi;
        return Page();
    }

    private static int? Tal(string? tekst) => int.TryParse(tekst, NumberStyles.None, CultureInfo.InvariantCulture, out var nr) ? nr : null;

    private static Dictionary<string, string>? Par(string? linjer)
    {
        var par = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var dele in (linjer ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('=', 2, StringSplitOptions.TrimEntries)))
        {
            par[dele[0]] = dele.Length > 1 ? dele[1] : "";
        }

        return par.Count == 0 ? null : par;
    }
}
