using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Moeder;

namespace SagsFlow.Bestillinger;

/// <summary>Ordered work: whose it is, when it is due, and what has been reported back. What is looked for stands in the address.</summary>
public sealed class BestillingssideModel(IMediator mediator, Kald kald, Forakatalog fora, TimeProvider ur) : Sidemodel(mediator, kald)
{
    private const int PrSide = 20;
    private const string Aabne = "aaben";

    /// <summary>Which orders: <c>mine</c>, <c>forum</c>, <c>overskredne</c> or <c>alle</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Vis { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Forum { get; set; }

    /// <summary>A word for the status, or <c>alle</c>; nothing is those that are open.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Ansvarlig { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Side { get; set; }

    public static IReadOnlyList<(string Slug, string Ord)> Udvalg { get; } = [("mine", "Mine"), ("forum", "Mit forums"), ("overskredne", "Overskredne"), ("alle", "Alle")];

    public static IReadOnlyList<(string Slug, string Ord)> Statusser { get; } = [(Aabne, "Åbne"), ("afsluttet", "Afsluttede"), ("trukket", "Trukne"), ("alle", "Alle")];

    public Liste<BestillingSvar> Fundne { get; private set; } = Liste<BestillingSvar>.Af([], Infrastructure.Side.Af(1, PrSide));

    public IReadOnlyDictionary<string, string> Navne { get; private set; } = new Dictionary<string, string>();

    /// <summary>The coming meetings of the forums whose orders may be changed.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<MoedeSvar>> Moeder { get; private set; } = new Dictionary<string, IReadOnlyList<MoedeSvar>>();

    /// <summary>What was typed, when a form is shown again.</summary>
    public Melding? Meldt { get; private set; }

    public Rettelse? Rettet { get; private set; }

    public IReadOnlyList<Forum> Forumvalg => fora.Fora;

    /// <summary>The forums whose list for the next agenda is a click away: the caller's own first.</summary>
    public IEnumerable<Forum> Listefora => fora.Fora.OrderByDescending(f => Person.Fora.Contains(f.Id, StringComparer.Ordinal));

    public bool HarForum => Person.Fora.Count > 0;

    public string Valgt => Udvalg.Any(u => u.Slug == Vis) ? Vis! : Har(Person) ? "mine" : "alle";

    public bool HarFiltre => !string.IsNullOrWhiteSpace(Forum + Ansvarlig) || (Status ?? Aabne) != Aabne;

    public string Forumnavn(string id) => fora.Navn(id);

    public string Navn(string brugernavn) => Navne.GetValueOrDefault(brugernavn, brugernavn);

    /// <summary>What is sent when somebody reports back.</summary>
    public sealed record Melding(Guid Bestilling, string? Tekst, bool Afsluttet);

    /// <summary>What is sent when somebody changes an order.</summary>
    public sealed record Rettelse(Guid Bestilling, int Version, string? NyAnsvarlig, string? Frist, Guid? Moede, string? Begrundelse);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LaesAsync(ct);

    public async Task<IActionResult> OnPostMeldAsync(Melding melding, CancellationToken ct)
    {
        var svar = await UdfoerAsync(new MeldTilbage(melding.Bestilling, new TilbagemeldingBody(melding.Tekst, melding.Afsluttet)), ct);
        if (svar.Fejl is not { } fejl)
        {
            Kvitter(melding.Afsluttet ? "Bestillingen er meldt afsluttet." : "Tilbagemeldingen er sendt.");
            return LocalRedirect(Adresse());
        }

        Meldt = melding;
        VisFejl(fejl, felt => $"{felt}-{melding.Bestilling}");
        return await LaesAsync(ct);
    }

    public async Task<IActionResult> OnPostRetAsync(Rettelse rettelse, CancellationToken ct)
    {
        DateOnly? frist = null;
        if (!string.IsNullOrWhiteSpace(rettelse.Frist))
        {
            frist = Dansk.LaesDag(rettelse.Frist);
            if (frist is null)
            {
                return await VisIgenAsync(rettelse, FaellesFejl.Input("frist", "Skriv datoen som 25-02-2025."), ct);
            }
        }

        var body = new RetBestillingBody
        {
            Ansvarlig = new Valgfri<string>(true, rettelse.NyAnsvarlig),
            Frist = new Valgfri<DateOnly?>(frist is not null || rettelse.Moede is null, frist),
            Moede = new Valgfri<Guid?>(rettelse.Moede is not null || frist is null, rettelse.Moede),
            Begrundelse = rettelse.Begrundelse,
        };
        var svar = await UdfoerAsync(new RetBestilling(rettelse.Bestilling, body), rettelse.Version, ct);
        if (svar.Fejl is { } fejl)
        {
            return await VisIgenAsync(rettelse, fejl, ct);
        }

        Kvitter("Bestillingen er rettet.");
        return LocalRedirect(Adresse());
    }

    /// <summary>The page's address with what is looked for, and other of it where it is given.</summary>
    public string Adresse(string? vis = null, string? handling = null)
    {
        var felter = new Dictionary<string, string?> { ["handler"] = handling, ["vis"] = vis ?? Vis, ["forum"] = Forum, ["status"] = Status, ["ansvarlig"] = Ansvarlig, ["side"] = vis is null && Side > 1 ? $"{Side}" : null };
        return QueryHelpers.AddQueryString("~/bestillinger", felter.Where(f => !string.IsNullOrEmpty(f.Value)));
    }

    private static bool Har(Person person) => person.Centre.Count > 0;

    private async Task<IActionResult> VisIgenAsync(Rettelse rettelse, Fejl fejl, CancellationToken ct)
    {
        Rettet = rettelse;
        VisFejl(fejl, felt => $"ret-{felt}-{rettelse.Bestilling}");
        return await LaesAsync(ct);
    }

    private async Task<IActionResult> LaesAsync(CancellationToken ct)
    {
        var status = (Status ?? Aabne) is "alle" ? null : Udfyldt(Status) ?? Aabne;
        var soegning = new HentBestillinger(Udfyldt(Ansvarlig), status, Udfyldt(Forum), null, Infrastructure.Side.Af(Side, PrSide))
        {
            Mine = Valgt == "mine",
            EgneFora = Valgt == "forum",
            Overskredne = Valgt == "overskredne",
            EfterFrist = status == Aabne,
        };
        var svar = await HentAsync(soegning, ct);
        if (svar.Fejl is { Art: FejlArt.Input } forkert)
        {
            VisFejl(forkert);
            return Page();
        }

        if (svar.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Fundne = svar.Vaerdi;
        Navne = (await HentAsync(new HentNavne([.. Fundne.Elementer.SelectMany(b => b.Tilbagemeldinger.Select(t => t.Af))]), ct)).Vaerdi;
        var idag = LokalTid.Dato(ur.GetUtcNow());
        var moeder = new Dictionary<string, IReadOnlyList<MoedeSvar>>(StringComparer.Ordinal);
        foreach (var forum in Fundne.Elementer.Where(b => b.KanRettes).Select(b => b.Forum).Distinct(StringComparer.Ordinal))
        {
            var kommende = (await HentAsync(new HentMoeder(forum, idag, null, Infrastructure.Side.Af(1, Infrastructure.Side.Stoerste)), ct)).Vaerdi;
            moeder[forum] = [.. kommende.Elementer.Where(m => m.Aflyst is null)];
        }

        Moeder = moeder;
        return Page();
    }
}
