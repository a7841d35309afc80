using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Procesplaner;

namespace SagsFlow.Aarshjul;

/// <summary>A year's recurring cases, as a wheel and as a list.</summary>
public sealed class AarshjulssideModel(IMediator mediator, Kald kald, Forakatalog fora, TimeProvider ur) : Sidemodel(mediator, kald)
{
    /// <summary>What the rings are: <c>forum</c>, or <c>center</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Ringe { get; set; }

    public int Aar { get; private set; }

    public IReadOnlyList<ForekomstSvar> Forekomster { get; private set; } = [];

    public Svg? Tegning { get; private set; }

    /// <summary>What the rings are called, the outermost first.</summary>
    public IReadOnlyList<string> Ringnavne { get; private set; } = [];

    /// <summary>What was typed, when a form is shown again.</summary>
    public Aendring? Skrevet { get; private set; }

    public bool PrCenter => Ringe == "center";

    public bool MaaAendre => Person.MaaPlanlaegge();

    public DateOnly Idag => LokalTid.Dato(ur.GetUtcNow());

    /// <summary>What is sent when an occurrence is skipped, moved, ended or taken up again.</summary>
    /// <param name="Hvad"><c>spring</c>, <c>flyt</c>, <c>ophoer</c> or <c>genoptag</c>.</param>
    public sealed record Aendring(string Id, string Forekomst, string? Hvad, string? Dato, string? Begrundelse);

    public static string Anker(ForekomstSvar f) => $"{f.Id}-{f.Forekomst}";

    public string Center(string id) => fora.Centernavn(id);

    /// <summary>The state in words, with the design system's badge and icon for it; what was to come by a day that is behind us has passed.</summary>
    public static (string Ord, string Farve, string Ikon) Stand(ForekomstSvar f, DateOnly idag) => f.Tilstand switch
    {
        Forekomsttilstand.Kommende or Forekomsttilstand.Flyttet or Forekomsttilstand.KladdeLavet when f.Tidspunkt.Senest < idag => ("Passeret", "badge-rolig", "check"),
        Forekomsttilstand.Kommende => ("Kommende", "badge-info", "time"),
        Forekomsttilstand.KladdeLavet => ("Kladden er lavet", "badge-success", "document"),
        Forekomsttilstand.SprungetOver => ("Sprunget over", "badge-rolig", "arrow-forward"),
        Forekomsttilstand.Flyttet => ("Flyttet", "badge-warning", "calendar-month"),
        _ => ("Ophørt", "badge-rolig", "close"),
    };

    public string Adresse(int? aar = null, string? ringe = null) => $"~/aarshjul/{(aar ?? Aar).ToString(CultureInfo.InvariantCulture)}{((ringe ?? Ringe) == "center" ? "?ringe=center" : "")}";

    public async Task<IActionResult> OnGetAsync(int? aar, CancellationToken ct) =>
        aar is null ? LocalRedirect(Adresse(Idag.Year)) : await LaesAsync(aar.Value, ct);

    public async Task<IActionResult> OnPostAsync(int aar, Aendring aendring, CancellationToken ct)
    {
        Aar = aar;
        Skrevet = aendring;
        DateOnly? dato = null;
        if (aendring.Hvad == "flyt")
        {
            dato = Dansk.LaesDag(aendring.Dato);
            if (dato is null)
            {
                return await VisIgenAsync(aendring, FaellesFejl.Input("flyttetTil", "Skriv den nye dag som 25-02-2025."), ct);
            }
        }

        var body = new ForekomstaendringBody(aendring.Hvad == "spring", dato, aendring.Hvad == "ophoer", aendring.Hvad == "genoptag", aendring.Begrundelse);
        var svar = await UdfoerAsync(new AendrForekomst(aendring.Id, aendring.Forekomst, body), ct);
        if (svar.Fejl is { } fejl)
        {
            return await VisIgenAsync(aendring, fejl, ct);
        }

        Kvitter($"{svar.Vaerdi.Titel}: {Stand(svar.Vaerdi, Idag).Ord.ToLower(Dansk.Kultur)}.");
        return LocalRedirect(Adresse());
    }

    private async Task<IActionResult> VisIgenAsync(Aendring aendring, Fejl fejl, CancellationToken ct)
    {
        VisFejl(fejl, felt => $"{(felt == "springOver" ? "hvad" : felt)}-{aendring.Id}-{aendring.Forekomst}");
        return await LaesAsync(Aar, ct);
    }

    private async Task<IActionResult> LaesAsync(int aar, CancellationToken ct)
    {
        Aar = aar;
        var svar = await HentAsync(new HentAarshjul(aar, Side.Af(1, Side.Stoerste)), ct);
        if (svar.Fejl is { } fejl)
        {
            return fejl.Art == FejlArt.Input ? NotFound() : Afvis(fejl);
        }

        Forekomster = svar.Vaerdi.Elementer;
        var ringe = Forekomster.Select(Ring).Distinct(StringComparer.Ordinal).OrderBy(r => PrCenter ? 0 : fora.Fora.ToList().FindIndex(f => f.Id == r)).ThenBy(r => r, StringComparer.Ordinal).ToList();
        Ringnavne = [.. ringe.Select(r => PrCenter ? Center(r) : fora.Navn(r))];
        Tegning = Aarshjulstegning.Tegn(aar, Ringnavne, [.. Forekomster.Select((f, i) => Maerke(f, i + 1, ringe.IndexOf(Ring(f))))], Idag.Year == aar ? Idag : null);
        return Page();
    }

    private string Ring(ForekomstSvar f) => PrCenter ? f.Center : f.Forum;

    private Hjulmaerke Maerke(ForekomstSvar f, int nr, int ring)
    {
        var fra = f.Tidspunkt.Tidligst ?? f.Tidspunkt.Senest!.Value;
        return new Hjulmaerke(nr, ring, fra, f.Tidspunkt.Senest ?? fra, Anker(f), $"{f.Titel}, {f.ForumNavn}, {f.Tidspunkt.Tekst}, {Stand(f, Idag).Ord.ToLower(Dansk.Kultur)}", f.Tilstand);
    }
}
