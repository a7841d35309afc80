using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;
using SagsFlow.Sager;

namespace SagsFlow.Frister;

/// <summary>Deadlines as a list, a week or a month. What is looked for stands in the address.</summary>
public sealed class FristersideModel(IMediator mediator, Kald kald, Forakatalog fora, Arbejdskalender kalender, TimeProvider ur) : Sidemodel(mediator, kald)
{
    private const int PrSide = 20;

    /// <summary><c>liste</c>, <c>uge</c> or <c>maaned</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Visning { get; set; }

    /// <summary>A day of the week or month that is shown.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Dag { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Forum { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Center { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Art { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Tilstand { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Mine { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Side { get; set; }

    public static IReadOnlyList<(string Slug, string Ord)> Visninger { get; } = [("liste", "Liste"), ("uge", "Uge"), ("maaned", "Måned")];

    public static IReadOnlyList<(string Slug, string Ord)> Arter { get; } = [.. Enum.GetValues<Fristart>().Select(a => (Navne.Ord(a), a.Ord()))];

    public static IReadOnlyList<(string Slug, string Ord)> Tilstande { get; } = [("overskredet", "Overskredet"), ("snart", "Snart"), ("i-god-tid", "I god tid")];

    public Liste<FristSvar> Fundne { get; private set; } = Liste<FristSvar>.Af([], Infrastructure.Side.Af(1, PrSide));

    /// <summary>The days of the week or month that is shown, in whole weeks; empty for the list.</summary>
    public IReadOnlyList<Kalenderdag> Dage { get; private set; } = [];

    public IReadOnlyDictionary<Guid, string> Sagstitler { get; private set; } = new Dictionary<Guid, string>();

    public IReadOnlyDictionary<string, string> Navnene { get; private set; } = new Dictionary<string, string>();

    /// <summary>What was typed, when the form is shown again.</summary>
    public Aendring? Skrevet { get; private set; }

    public IReadOnlyList<Forum> Forumvalg => fora.Fora;

    public IReadOnlyList<Center> Centre => fora.Centervalg(Idag);

    public string Valgt => Visninger.Any(v => v.Slug == Visning) ? Visning! : "liste";

    public bool HarFiltre => Mine || !string.IsNullOrWhiteSpace(Forum + Center + Art + Tilstand);

    public DateOnly Idag => LokalTid.Dato(ur.GetUtcNow());

    /// <summary>The day whose week or month is shown.</summary>
    public DateOnly Vist { get; private set; }

    /// <summary>A day of the calendar, with why it is no arbejdsdag.</summary>
    /// <param name="IPerioden">Whether it belongs to the month that is shown.</param>
    public sealed record Kalenderdag(DateOnly Dag, bool IPerioden, string? Fri, IReadOnlyList<FristSvar> Frister);

    /// <summary>What is sent when a meeting's deadline is set by hand.</summary>
    public sealed record Aendring(Guid MoedeId, string? Fristart, string? Dato, string? Kl, string? Begrundelse);

    public string Forumnavn(string id) => fora.Navn(id);

    /// <summary>Whose a deadline is, as people say it.</summary>
    public string Hvem(string hvem) => fora.Center(hvem)?.Navn ?? Navnene.GetValueOrDefault(hvem, hvem);

    public static string Id(FristSvar frist) => $"{frist.MoedeId}-{Navne.Ord(frist.Art)}";

    /// <summary>Whether the caller may set a deadline otherwise than the rule: the forum's secretary, of a meeting's own.</summary>
    public bool KanSaettes(FristSvar frist) =>
        frist is { MoedeId: not null, SagId: null, Beregning: not null, Forum: { } forum } && (Person.ErSekretaerFor(forum) || Person.ErAdmin);

    /// <summary>The heading of the week or month.</summary>
    public string Periode => Valgt == "uge" ? $"Uge {Arbejdskalender.Uge(Vist).Uge}, {Arbejdskalender.Uge(Vist).Aar}" : Dansk.Stort(Vist.ToString("MMMM yyyy", Dansk.Kultur));

    public DateOnly Flyt(int skridt) => Valgt == "uge" ? Vist.AddDays(7 * skridt) : new DateOnly(Vist.Year, Vist.Month, 1).AddMonths(skridt);

    /// <summary>The page's address with what is looked for, and other of it where it is given.</summary>
    public string Adresse(string? visning = null, DateOnly? dag = null, string? handling = null)
    {
        var felter = new Dictionary<string, string?>
        {
            ["handler"] = handling,
            ["visning"] = visning ?? Visning,
            ["dag"] = dag?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Dag,
            ["forum"] = Forum,
            ["center"] = Center,
            ["art"] = Art,
            ["tilstand"] = Tilstand,
            ["mine"] = Mine ? "true" : null,
            ["side"] = handling is not null && Side > 1 ? Side.Value.ToString(CultureInfo.InvariantCulture) : null,
        };
        return QueryHelpers.AddQueryString("~/frister", felter.Where(f => !string.IsNullOrEmpty(f.Value)));
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LaesAsync(ct);

    public async Task<IActionResult> OnPostSaetAsync(Aendring aendring, CancellationToken ct)
    {
        Skrevet = aendring;
        DateTime? forfald = null;
        if (!string.IsNullOrWhiteSpace(aendring.Dato))
        {
            if (Dansk.LaesDag(aendring.Dato) is not { } dag || Dansk.LaesTid(aendring.Kl) is not { } tid)
            {
                VisFejl(FaellesFejl.Input($"forfald-{aendring.MoedeId}-{aendring.Fristart}", "Skriv datoen som 25-02-2025 og klokkeslættet som 12.00."));
                return await LaesAsync(ct);
            }

            forfald = dag.ToDateTime(tid);
        }

        var art = Navne.TryLaes<Moedefristart>(aendring.Fristart, out var laest) ? laest : (Moedefristart?)null;
        var svar = await UdfoerAsync(new SaetMoedefrist(aendring.MoedeId, new MoedefristBody(art, forfald, aendring.Begrundelse)), ct);
        if (svar.Fejl is { } fejl)
        {
            VisFejl(fejl, felt => $"{felt}-{aendring.MoedeId}-{aendring.Fristart}");
            return await LaesAsync(ct);
        }

        Kvitter($"{svar.Vaerdi.Hvad}: fristen er nu {Dansk.Lang(svar.Vaerdi.Forfald)}.");
        return LocalRedirect(Adresse());
    }

    private async Task<IActionResult> LaesAsync(CancellationToken ct)
    {
        Vist = DateOnly.TryParseExact(Dag, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dag) && dag.Year is > Arbejdskalender.FoersteAar and < Arbejdskalender.SidsteAar ? dag : Idag;
        var svar = Valgt == "liste" ? await ListeAsync(ct) : await KalenderAsync(ct);
        if (svar is { Art: FejlArt.Input } forkert)
        {
            VisFejl(forkert);
        }
        else if (svar is { } fejl)
        {
            return Afvis(fejl);
        }

        var hvem = Fundne.Elementer.Concat(Dage.SelectMany(d => d.Frister)).Select(f => f.Hvem).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        Navnene = (await HentAsync(new HentNavne(hvem), ct)).Vaerdi;
        return Page();
    }

    private async Task<Fejl?> ListeAsync(CancellationToken ct)
    {
        var svar = await HentAsync(Soegning(null, null, Infrastructure.Side.Af(Side, PrSide)), ct);
        if (svar.Fejl is { } fejl)
        {
            return fejl;
        }

        Fundne = svar.Vaerdi;
        Sagstitler = (await HentAsync(new HentSagstitler([.. Fundne.Elementer.Select(f => f.SagId).OfType<Guid>().Distinct()]), ct)).Vaerdi;
        return null;
    }

    private async Task<Fejl?> KalenderAsync(CancellationToken ct)
    {
        var foerste = Valgt == "uge" ? Vist : new DateOnly(Vist.Year, Vist.Month, 1);
        var sidste = Valgt == "uge" ? Vist : foerste.AddMonths(1).AddDays(-1);
        var (fra, til) = (Mandag(foerste), Mandag(sidste).AddDays(6));
        var svar = await HentAsync(Soegning(fra, til, Infrastructure.Side.Af(1, Infrastructure.Side.Stoerste)), ct);
        if (svar.Fejl is { } fejl)
        {
            return fejl;
        }

        Fundne = svar.Vaerdi;
        var paa = svar.Vaerdi.Elementer.ToLookup(f => DateOnly.FromDateTime(f.Forfald));
        Dage =
        [
            .. Enumerable.Range(0, til.DayNumber - fra.DayNumber + 1).Select(fra.AddDays).Select(d =>
                new Kalenderdag(d, Valgt == "uge" || d.Month == Vist.Month, kalender.Fridag(d) is { Art: not Fridagsart.Weekend } fri ? fri.Navn : null, [.. paa[d]])),
        ];
        return null;
    }

    private HentFrister Soegning(DateOnly? fra, DateOnly? til, Side side) => new(fra, til, Udfyldt(Forum), Udfyldt(Center), side)
    {
        Art = Navne.TryLaes<Fristart>(Art, out var art) ? art : null,
        Tilstand = Navne.TryLaes<FristTilstand>(Tilstand, out var tilstand) ? tilstand : null,
        Mine = Mine,
    };

    private static DateOnly Mandag(DateOnly dag) => dag.AddDays(-(((int)dag.DayOfWeek + 6) % 7));
}
