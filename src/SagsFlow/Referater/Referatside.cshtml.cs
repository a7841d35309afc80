using System.Text;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Beslutninger;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Moeder;

namespace SagsFlow.Referater;

/// <summary>The minutes of a meeting as the public would read them, and what its secretary does with them.</summary>
public sealed class ReferatsideModel(IMediator mediator, Kald kald, Forakatalog fora) : Sidemodel(mediator, kald)
{
    private readonly Kald _kald = kald;

    public MoedeSvar Moede { get; private set; } = null!;

    /// <summary>Null while the caller must wait for it.</summary>
    public Referat? Referat { get; private set; }

    /// <summary>Why there are no minutes to read.</summary>
    public string? Venter { get; private set; }

    public ReferatstandSvar Stand { get; private set; } = null!;

    /// <summary>The decisions the secretary may correct, with what can be chosen.</summary>
    public IReadOnlyList<RetbarBeslutning> Retbare { get; private set; } = [];

    public bool ErSekretaer => Person.ErSekretaerFor(Moede.Forum);

    public bool ErPolitisk => fora.Forum(Moede.Forum)?.ErPolitisk == true;

    /// <summary>What was typed, when a form is shown again.</summary>
    public Rettelse? Skrevet { get; private set; }

    public string Underskrivere { get; private set; } = "";

    /// <summary>A correction as the form sends it.</summary>
    public sealed record Rettelse(Guid Punkt, string? Udfald, string? Tekst, string? Tilfoejelse, string? Begrundelse, string? OffentligBeslutning = null, bool HarOffentlig = false);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LaesAsync(id, ct) is { } fejl ? Afvis(fejl) : Page();

    public Task<IActionResult> OnGetMarkdownAsync(Guid id, CancellationToken ct) => FilAsync(id, Referatformer.Markdown, "md", ct);

    public Task<IActionResult> OnGetTekstAsync(Guid id, CancellationToken ct) => FilAsync(id, Referatformer.Tekst, "txt", ct);

    public async Task<IActionResult> OnPostGodkendAsync(Guid id, string? underskrivere, bool holdt, CancellationToken ct)
    {
        Underskrivere = underskrivere ?? "";
        var navne = Underskrivere.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return await SvarAsync(id, await UdfoerAsync(new GodkendReferat(id, new GodkendelseBody(navne)) { KraevHoldt = !holdt }, ct), "Referatet er godkendt. Det er ikke offentligt endnu.", ct);
    }

    public async Task<IActionResult> OnPostOffentliggoerAsync(Guid id, bool holdt, CancellationToken ct) =>
        await SvarAsync(id, await UdfoerAsync(new OffentliggoerReferat(id) { KraevHoldt = !holdt }, ct), "Referatet er offentliggjort, som det står her.", ct);

    public async Task<IActionResult> OnPostTraekAsync(Guid id, string? grund, CancellationToken ct) =>
        await SvarAsync(id, await UdfoerAsync(new TraekReferatTilbage(id, new TilbagetraekningBody(grund)), ct), "Referatet er ikke længere offentligt.", ct, _ => "grund");

    /// <summary>Corrects a decision that has taken effect; what cannot be changed of itself is told.</summary>
    public async Task<IActionResult> OnPostRetAsync(Guid id, Rettelse rettelse, int version, CancellationToken ct)
    {
        Skrevet = rettelse;
        _kald.IfMatch = version;
        var body = new RetBeslutningBody
        {
            Udfald = rettelse.Udfald, Tekst = rettelse.Tekst, Begrundelse = rettelse.Begrundelse, Tilfoejelse = string.IsNullOrWhiteSpace(rettelse.Tilfoejelse) ? null : rettelse.Tilfoejelse,
            OffentligBeslutning = rettelse.OffentligBeslutning,
            Ryd = rettelse.HarOffentlig && string.IsNullOrWhiteSpace(rettelse.OffentligBeslutning) ? [RetBeslutningBody.RydOffentligBeslutning] : null,
        };
        var svar = await UdfoerAsync(new RetBeslutning(rettelse.Punkt, body), ct);
        var fulgte = svar.Fejl is null && svar.Vaerdi.Rettelse is { } r ? string.Join(' ', [.. r.TrukketTilbage.Select(t => $"Trukket tilbage: {t}"), .. r.Begyndt.Select(t => $"Ikke rettet af sig selv: {t}")]) : "";
        return await SvarAsync(id, svar, $"Beslutningen er rettet, og rettelsen står i referatet. {fulgte}".TrimEnd(), ct, felt => $"{felt}-{rettelse.Punkt}");
    }

    private async Task<IActionResult> SvarAsync<T>(Guid id, Svar<T> svar, string kvittering, CancellationToken ct, Func<string, string>? felt = null)
    {
        if (svar.Fejl is not { } fejl)
        {
            Kvitter(kvittering);
            return LocalRedirect($"~/moeder/{id}/referat");
        }

        if (await LaesAsync(id, ct) is { } skjult)
        {
            return Afvis(skjult);
        }

        VisFejl(fejl, felt);
        return Page();
    }

    private async Task<IActionResult> FilAsync(Guid id, Referatudgave udgave, string endelse, CancellationToken ct)
    {
        var referat = await HentAsync(new HentReferat(id), ct);
        return referat.Fejl is { } fejl ? Afvis(fejl) : File(Encoding.UTF8.GetBytes(udgave.Skriv(referat.Vaerdi)), udgave.Medietype + "; charset=utf-8", Filnavn(referat.Vaerdi, endelse));
    }

    public static string Filnavn(Referat r, string endelse) => $"referat-{r.Forum}-{r.Dato:yyyy-MM-dd}.{endelse}";

    private async Task<Fejl?> LaesAsync(Guid id, CancellationToken ct)
    {
        var moede = await HentAsync(new HentMoede(id), ct);
        if (moede.Fejl is { } fejl)
        {
            return fejl;
        }

        Moede = moede.Vaerdi;
        Stand = (await HentAsync(new HentReferatstand(id), ct)).Vaerdi;
        var referat = await HentAsync(new HentReferat(id), ct);
        if (referat.Fejl is { } venter)
        {
            Venter = venter.Tekst;
            return venter.Art == FejlArt.Konflikt ? null : venter;
        }

        Referat = referat.Vaerdi;
        Retbare = ErSekretaer ? (await HentAsync(new HentRetbare(id), ct)).Vaerdi : [];
        return null;
    }
}
