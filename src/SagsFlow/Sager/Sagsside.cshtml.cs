using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Moeder;
using SagsFlow.Opgaver;
using SagsFlow.Ruteplaner;

namespace SagsFlow.Sager;

/// <summary>One case: what it says, where it is, what was decided, and what the reader is to do.</summary>
public sealed class SagssideModel(IMediator mediator, Kald kald, Forakatalog fora) : Sidemodel(mediator, kald)
{
    private static readonly Side Alt = Infrastructure.Side.Af(1, Infrastructure.Side.Stoerste);

    public SagSvar Sag { get; private set; } = null!;

    public IReadOnlyList<TrinSvar> Trin { get; private set; } = [];

    public IReadOnlyList<BeslutningVist> Beslutninger { get; private set; } = [];

    public IReadOnlyList<BestillingSvar> Bestillinger { get; private set; } = [];

    public IReadOnlyList<OpgaveSvar> Opgaver { get; private set; } = [];

    public IReadOnlyList<FristSvar> Frister { get; private set; } = [];

    /// <summary>When the steps that are left will come, as the meetings are now; null when it cannot be told.</summary>
    public RuteplanSvar? Plan { get; private set; }

    /// <summary>The planned step of a forum, with its expected meeting.</summary>
    public RutetrinSvar? Ventet(TrinSvar trin) => Plan?.Trin.FirstOrDefault(t => t.Forum == trin.Forum && t.Moede is not null);

    /// <summary>The history's page that is shown.</summary>
    [BindProperty(SupportsGet = true, Name = "side")]
    public int? Historikside { get; set; }

    public Liste<HistorikSvar> Historik { get; private set; } = Liste<HistorikSvar>.Af([], Alt);

    public IReadOnlyDictionary<string, string> Navne { get; private set; } = new Dictionary<string, string>();

    /// <summary>What was typed, when a form is shown again.</summary>
    public Besvarelse? Skrevet { get; private set; }

    /// <summary>Whether a writing task is open that lets the reader change the text.</summary>
    public bool KanSkrive { get; private set; }

    public bool KanSeVersioner { get; private set; }

    public IReadOnlyList<Forum> Forumvalg => fora.Fora;

    public string Centernavn => fora.Center(Sag.Center)?.Fuldnavn ?? Sag.Center;

    public string Forumnavn(string id) => fora.Navn(id);

    public string Navn(string brugernavn) => Navne.GetValueOrDefault(brugernavn, brugernavn);

    /// <summary>What a person answered to a task, as the form sent it.</summary>
    public sealed record Besvarelse(Guid Opgave, string? Udfald, string? Bemaerkning, string? TilbageTil, IReadOnlyDictionary<string, string> Felter);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LaesAsync(id, ct) is { } fejl ? Afvis(fejl) : Page();

    /// <summary>Finishes a task. What is typed is kept when it is refused; sent twice it is done once.</summary>
    public async Task<IActionResult> OnPostAfslutAsync(Guid id, Guid opgave, string? udfald, string? bemaerkning, CancellationToken ct)
    {
        Skrevet = new Besvarelse(opgave, udfald, bemaerkning, Valgt($"tilbageTil.{udfald}"), Felter());
        var body = new AfslutningBody(udfald, bemaerkning, Skrevet.TilbageTil, Skrevet.Felter.Count > 0 ? Skrevet.Felter : null);
        var svar = await UdfoerAsync(new AfslutOpgave(new OpgaveId(opgave), body), ct);
        if (svar.Fejl is { } fejl)
        {
            if (await LaesAsync(id, ct) is { } skjult)
            {
                return Afvis(skjult);
            }

            VisFejl(fejl, felt => Feltid(opgave, felt));
            return Page();
        }

        var valgt = svar.Vaerdi.UdfaldMuligheder.FirstOrDefault(u => u.Id == udfald)?.Navn;
        Kvitter($"{svar.Vaerdi.Navn}: {valgt}.");

        // Who was only let in by the task must not be sent to a page that is no longer there.
        return (await HentAsync(new HentSag(new SagId(id)), ct)).Fejl is null ? LocalRedirect($"~/sager/{id}") : LocalRedirect("~/");
    }

    /// <summary>A field's id on the page, where more than one task may have a form.</summary>
    public static string Feltid(Guid opgave, string felt) => $"{felt.Replace('.', '-')}-{opgave}";

    private string? Valgt(string felt) => Request.Form[felt].ToString() is { Length: > 0 } tekst ? tekst : null;

    private Dictionary<string, string> Felter()
    {
        const string Forled = "felter.";
        return Request.Form.Where(f => f.Key.StartsWith(Forled, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(f.Value))
            .ToDictionary(f => f.Key[Forled.Length..], f => f.Value.ToString(), StringComparer.Ordinal);
    }

    private async Task<Fejl?> LaesAsync(Guid id, CancellationToken ct)
    {
        var sagId = new SagId(id);
        var sag = await HentAsync(new HentSag(sagId), ct);
        if (sag.Fejl is { } fejl)
        {
            return fejl;
        }

        Sag = sag.Vaerdi;
        Trin = (await HentAsync(new HentForloeb(sagId), ct)).Vaerdi.Trin;
        Opgaver = [.. (await HentAsync(new HentOpgaver(Mine: false, sagId, null, Alt), ct)).Vaerdi.Elementer.OrderByDescending(o => o.Kan)];
        Historik = (await HentAsync(new HentHistorik(sagId, Infrastructure.Side.Af(Historikside, 100)), ct)).Vaerdi;
        Beslutninger = await BeslutningerAsync(ct);
        Bestillinger = (await HentAsync(new HentBestillinger(null, null, null, id, Alt), ct)).Vaerdi.Elementer;
        Frister = (await HentAsync(new HentSagsfrister(sagId, Alt), ct)).Vaerdi.Elementer;
        Plan = Trin.Any(t => t.Status is TrinStatus.Planlagt or TrinStatus.Klar) ? (await HentAsync(new HentSagsruteplan(sagId), ct)) is { Fejl: null } plan ? plan.Vaerdi : null : null;
        KanSkrive = (await HentAsync(new HentKladde(sagId), ct)).Fejl is null;
        KanSeVersioner = await HentAsync(new HentVersioner(sagId, Alt), ct) is { Fejl: null, Vaerdi.Total: > 0 } && Sag.Indsendt is not null;
        Navne = (await HentAsync(new HentNavne([.. Personer()]), ct)).Vaerdi;
        return null;
    }

    private IEnumerable<string> Personer() =>
        [Sag.OprettetAf, .. Historik.Elementer.Select(h => h.Aktoer), .. Beslutninger.SelectMany(b => b.Personer), .. Bestillinger.SelectMany(b => b.Tilbagemeldinger.Select(t => t.Af))];

    private async Task<IReadOnlyList<BeslutningVist>> BeslutningerAsync(CancellationToken ct)
    {
        var viste = new List<BeslutningVist>();
        foreach (var trin in Trin.Where(t => t is { DagsordenspunktId: not null, Udfald: not null }))
        {
            var svar = await HentAsync(new HentBeslutning(trin.DagsordenspunktId!.Value), ct);
            if (svar.Fejl is null)
            {
                var punkt = await HentAsync(new HentPunkt(trin.DagsordenspunktId.Value), ct);
                viste.Add(new BeslutningVist(trin, svar.Vaerdi, punkt.Fejl is null ? punkt.Vaerdi.Indhold?.Indstilling : null, await UdskudtTilAsync(svar.Vaerdi, ct)));
            }
        }

        return viste;
    }

    /// <summary>The meeting it was put off to, to be shown by its date.</summary>
    private async Task<MoedeSvar?> UdskudtTilAsync(BeslutningSvar b, CancellationToken ct) =>
        b.UdskudtTil?.Moede is { } id && await HentAsync(new HentMoede(id), ct) is { Fejl: null } svar ? svar.Vaerdi : null;
}

/// <summary>A decision as the case's page shows it.</summary>
/// <param name="Trin">The presentation it was made on.</param>
/// <param name="Svar">The decision.</param>
/// <param name="Indstilling">What was asked for, as the agenda had it.</param>
/// <param name="UdskudtTil">The meeting it was put off to, when one was named.</param>
public sealed record BeslutningVist(TrinSvar Trin, BeslutningSvar Svar, Indstilling? Indstilling, MoedeSvar? UdskudtTil)
{
    public IEnumerable<string> Personer => [Svar.RegistreretAf, .. Svar.Rettelser.Select(r => r.Af), .. Svar.Tilfoejelser.Select(t => t.Af)];

    /// <summary>Every point that has an outcome or lacks one, in the indstilling's order; those it does not know come last.</summary>
    public IReadOnlyList<(string Nr, string? Tekst, PunktudfaldSvar? Udfald)> Punkter
    {
        get
        {
            var tekster = Indstilling?.AlleMedNummer().ToDictionary(p => p.Nr, p => p.Punkt.Tekst, StringComparer.Ordinal) ?? [];
            var orden = tekster.Keys.ToList();
            return
            [
                .. Svar.Punkter.Select(p => (p.Nr, tekster.GetValueOrDefault(p.Nr), (PunktudfaldSvar?)p))
                    .Concat(Svar.Ubesvarede.Select(nr => (nr, tekster.GetValueOrDefault(nr), (PunktudfaldSvar?)null)))
                    .OrderBy(p => orden.IndexOf(p.Item1) is var i and >= 0 ? i : int.MaxValue),
            ];
        }
    }

    /// <summary>Where it was put off to, in words; null when it was not.</summary>
    public string? Udskudt => Svar.UdskudtTil switch
    {
        null => Svar.Udfald.KommerIgen() ? "Uden dato; sagen ligger på ventelisten." : null,
        { Moede: not null } => UdskudtTil is { } m ? $"Til mødet den {Dansk.Dato(DateOnly.FromDateTime(m.Start))}." : "Til et senere møde.",
        { Dato: { } dag } => $"Til den {Dansk.Dato(dag)}.",
        _ => "Til forummets næste møde.",
    };
}
