using MediatR;
using Microsoft.AspNetCore.Mvc;
using SagsFlow.Brugere;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>A meeting's agenda: to read, and for the forum's secretary to build. Every change is a form of its own, so that it works without script.</summary>
public sealed class DagsordenssideModel(IMediator mediator, Kald kald, Forakatalog fora) : Sidemodel(mediator, kald)
{
    private static readonly Side Alt = Infrastructure.Side.Af(1, Infrastructure.Side.Stoerste);
    private readonly Kald _kald = kald;
    private (string Formular, Guid? Punkt)? _sendt;

    public MoedeSvar Moede { get; private set; } = null!;

    public Forum Forum { get; private set; } = null!;

    /// <summary>Every item the caller may know of, those withdrawn included.</summary>
    public IReadOnlyList<PunktSvar> Punkter { get; private set; } = [];

    public IReadOnlyList<UdgaveSvar> Udgaver { get; private set; } = [];

    /// <summary>What is ready and on no agenda, that which is wished for this day first; for the secretary.</summary>
    public IReadOnlyList<ForelaeggelseSvar> Venteliste { get; private set; } = [];

    public VarsledeSvar Varslede { get; private set; } = new([], null);

    /// <summary>What sending would do; for the secretary, while the meeting is open.</summary>
    public UdsendelsesudsigtSvar? Udsigt { get; private set; }

    /// <summary>Who of each item's guests is invited, by the item's id; for the secretary.</summary>
    public IReadOnlyDictionary<Guid, PunktgaesterSvar> Gaester { get; private set; } = new Dictionary<Guid, PunktgaesterSvar>();

    public IReadOnlyDictionary<string, string> Navne { get; private set; } = new Dictionary<string, string>();

    public bool ErSekretaer => Person.ErSekretaerFor(Moede.Forum);

    /// <summary>Whether the page is the builder: nobody changes the agenda of a closed or cancelled meeting.</summary>
    public bool Bygger => ErSekretaer && Moede.Status is (MoedeStatus.Planlagt or MoedeStatus.Udsendt);

    public bool ErUdsendt => Moede.Status != MoedeStatus.Planlagt && Moede.Udgave > 0;

    public DateOnly Dato => DateOnly.FromDateTime(Moede.Start);

    /// <summary>The items that are to be treated, in order.</summary>
    public IReadOnlyList<PunktSvar> Levende => [.. Punkter.Where(p => p.ErSkjult || p.Tilstand == PunktTilstand.PaaDagsorden)];

    /// <summary>What is read: all that has been on an agenda that was sent, and what is to be.</summary>
    public IReadOnlyList<PunktSvar> Laeste => [.. Punkter.Where(p => p.Nr is not null || p.Tilstand != PunktTilstand.Udgaaet)];

    /// <summary>The items that were taken off; one that has been put on again is not told twice while nobody else has seen it.</summary>
    public IReadOnlyList<PunktSvar> Udgaaede => [.. Punkter.Where(p => p.Tilstand == PunktTilstand.Udgaaet && (p.Nr is not null || !Levende.Any(l => l.ForelaeggelseId is not null && l.ForelaeggelseId == p.ForelaeggelseId)))];

    public bool HarTider => Punkter.Any(p => p.Start is not null);

    /// <summary>How the items' lengths go with the meeting's, in words, and in minutes: the items with their pauses, and the meeting.</summary>
    public (string Ord, int Brugt, int? Moedet) Belastning
    {
        get
        {
            var linjer = Program;
            var moedet = Moede.Slut is { } slut ? (int?)(slut - Moede.Start).TotalMinutes : null;
            var pauser = linjer.Sum(l => l.PauseFoer);
            return (Tidsprogram.Belastning(moedet, [.. linjer.Select(l => l.Minutter)], pauser), (linjer.Sum(l => l.Minutter) ?? 0) + pauser, moedet);
        }
    }

    /// <summary>The time programme, one line for each living item.</summary>
    public IReadOnlyList<Tidsprogram.Linje> Program => Tidsprogram.Af(TimeOnly.FromDateTime(Moede.Start), Levende.Select(p => (p.Start, p.Slut)));

    /// <summary>The forum's template items that are not on this agenda.</summary>
    public IReadOnlyList<FastPunkt> Skabeloner =>
        [.. Forum.FastePunkter.Where(f => (f.GyldigFra is not { } fra || fra <= Dato) && !Punkter.Any(p => p.Tilstand == PunktTilstand.PaaDagsorden && p.Titel == f.Titel))];

    public string Navn(string brugernavn) => Navne.GetValueOrDefault(brugernavn, brugernavn);

    public string Centernavn(string id) => fora.Centernavn(id);

    /// <summary>The pause before an item, when it and the one before it are both to be seen.</summary>
    public (TimeOnly Fra, TimeOnly Til, string Ord)? PauseFoer(PunktSvar punkt)
    {
        var levende = Levende;
        var plads = levende.ToList().IndexOf(punkt);
        return plads > 0 && levende[plads - 1].Slut is { } fra && punkt.Start is { } til && til > fra ? (fra, til, Tidsprogram.Pauseord(fra, til)) : null;
    }

    /// <summary>A field's id; each item has the same forms.</summary>
    public static string Felt(string formular, string felt, Guid? punkt = null) => punkt is null ? $"{formular}-{felt}" : $"{formular}-{felt}-{punkt}";

    /// <summary>Whether a form is the one that was sent and refused.</summary>
    public bool ErSendt(string formular, Guid? punkt = null) => _sendt is { } sendt && sendt.Formular == formular && sendt.Punkt == punkt;

    /// <summary>What was typed in a form that was refused, else what there is.</summary>
    public string? Skrevet(string formular, string felt, Guid? punkt, string? ellers) => ErSendt(formular, punkt) ? Request.Form[felt].ToString() : ellers;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken ct) => await LaesAsync(id, ct) is { } fejl ? Afvis(fejl) : Page();

    public async Task<IActionResult> OnPostLaegPaaAsync(Guid id, Guid forelaeggelse, int? placering, string? tillaeg, CancellationToken ct)
    {
        var svar = await UdfoerAsync(new LaegPaaDagsorden(id, new NytPunktBody { ForelaeggelseId = forelaeggelse, Placering = placering, Tillaeg = tillaeg is null ? null : new GrundBody(tillaeg) }), ct);
        return await TilbageAsync(id, svar.Fejl, svar.Fejl is null ? Lagt(svar.Vaerdi) : "", svar.Fejl is null ? svar.Vaerdi.Id : null, ("paa", forelaeggelse), ct);
    }

    public async Task<IActionResult> OnPostFastPunktAsync(Guid id, string? titel, string? journalnummer, string? tekst, string? underpunkter, string? tillaeg, CancellationToken ct)
    {
        var body = new NytPunktBody
        {
            Titel = titel ?? "",
            Journalnummer = journalnummer,
            Tekst = tekst,
            Underpunkter = [.. Dagsordensformular.Linjer(underpunkter).Select(l => new UnderpunktBody { Titel = l })],
            Tillaeg = tillaeg is null ? null : new GrundBody(tillaeg),
        };
        var svar = await UdfoerAsync(new LaegPaaDagsorden(id, body), ct);
        return await TilbageAsync(id, svar.Fejl, svar.Fejl is null ? Lagt(svar.Vaerdi) : "", svar.Fejl is null ? svar.Vaerdi.Id : null, ("fast", null), ct);
    }

    /// <summary>Moves an item one place; the item's new neighbour is found here, so that two clicks are two places.</summary>
    public async Task<IActionResult> OnPostFlytAsync(Guid id, Guid punkt, string? retning, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } ukendt)
        {
            return Afvis(ukendt);
        }

        var orden = Levende.Select(p => p.Id).ToList();
        var fra = orden.IndexOf(punkt);
        var til = fra + (retning == "op" ? -1 : 1);
        if (fra < 0 || til < 0 || til >= orden.Count)
        {
            return Tilbage(id, punkt);
        }

        (orden[fra], orden[til]) = (orden[til], orden[fra]);
        var svar = await UdfoerAsync(new OrdnDagsorden(id, new OrdenBody(orden)), ct);
        return await TilbageAsync(id, svar.Fejl, $"»{Levende[fra].Titel}« er nu nummer {til + 1} af {orden.Count}.", punkt, ("flyt", punkt), ct);
    }

    public async Task<IActionResult> OnPostOrdenAsync(Guid id, string? orden, CancellationToken ct)
    {
        var ider = (orden ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(t => Guid.TryParse(t, out var g) ? g : Guid.Empty).ToList();
        var svar = await UdfoerAsync(new OrdnDagsorden(id, new OrdenBody(ider)), ct);
        return await TilbageAsync(id, svar.Fejl, "Rækkefølgen er ændret.", null, ("orden", null), ct);
    }

    public async Task<IActionResult> OnPostProgramAsync(Guid id, CancellationToken ct)
    {
        var linjer = new List<ProgramlinjeBody>();
        foreach (var punkt in Request.Form["punkt"].Select(t => Guid.TryParse(t, out var g) ? g : Guid.Empty).Where(g => g != Guid.Empty))
        {
            var (minutter, pause) = (Request.Form[$"minutter-{punkt}"].ToString(), Request.Form[$"pause-{punkt}"].ToString());
            if (!Dagsordensformular.TryTal(minutter, out var m) || !Dagsordensformular.TryTal(pause, out var p))
            {
                return await TilbageAsync(id, FaellesFejl.Input("program", "Skriv minutter som hele tal, f.eks. 20."), "", null, ("program", null), ct);
            }

            linjer.Add(new ProgramlinjeBody(punkt, m == 0 ? null : m, p));
        }

        var svar = await UdfoerAsync(new OrdnDagsorden(id, new OrdenBody(null, linjer)), ct);
        return await TilbageAsync(id, svar.Fejl, "Tidsprogrammet er lagt.", null, ("program", null), ct);
    }

    public async Task<IActionResult> OnPostPunktAsync(Guid id, Guid punkt, int version, string? start, string? slut, string? gaester, CancellationToken ct)
    {
        if (await LaesAsync(id, ct) is { } ukendt)
        {
            return Afvis(ukendt);
        }

        if (!Dagsordensformular.TryTid(start, out var fra) || !Dagsordensformular.TryTid(slut, out var til))
        {
            return await TilbageAsync(id, FaellesFejl.Input(Dagsordensformular.TryTid(start, out _) ? "slut" : "start", "Skriv klokkeslættet som 09.15."), "", punkt, ("punkt", punkt), ct);
        }

        var aendring = new PunktaendringBody
        {
            Start = new Valgfri<TimeOnly?>(true, fra),
            Slut = new Valgfri<TimeOnly?>(true, til),
            Gaester = [.. Dagsordensformular.Linjer(gaester)],
            Underpunkter = Request.Form.ContainsKey("up-titel") ? Dagsordensformular.Underpunkter(Request.Form, Punkter.FirstOrDefault(p => p.Id == punkt)?.Underpunkter ?? []) : null,
        };
        return await RetAsync(id, punkt, version, aendring, "Punktet er rettet.", "punkt", ct);
    }

    public Task<IActionResult> OnPostLukAsync(Guid id, Guid punkt, int version, string? grund, string? offentligTitel, string? begrundelse, CancellationToken ct) =>
        RetAsync(id, punkt, version, new PunktaendringBody { Lukket = new Valgfri<LukningBody>(true, new LukningBody(grund, offentligTitel)), Begrundelse = begrundelse }, "Punktet er lukket.", "luk", ct);

    public Task<IActionResult> OnPostAabnAsync(Guid id, Guid punkt, int version, string? begrundelse, CancellationToken ct) =>
        RetAsync(id, punkt, version, new PunktaendringBody { Lukket = new Valgfri<LukningBody>(true, null), Begrundelse = begrundelse }, "Punktet er åbnet.", "aabn", ct);

    public Task<IActionResult> OnPostUdgaarAsync(Guid id, Guid punkt, int version, string? begrundelse, CancellationToken ct) =>
        RetAsync(id, punkt, version, new PunktaendringBody { Udgaar = new GrundBody(begrundelse) }, "Punktet er taget af dagsordenen.", "udgaar", ct);

    public async Task<IActionResult> OnPostPaamindAsync(Guid id, CancellationToken ct)
    {
        var svar = await UdfoerAsync(new PaamindVarslede(id), ct);
        var tekst = svar.Fejl is not null ? "" : svar.Vaerdi switch
        {
            { Sager: 0 } => "Alle er allerede påmindet i dag. Der er ikke sendt noget.",
            var p => $"{Dansk.Stort(Dansk.Antal(p.Personer, "person", "personer"))} er påmindet om {Dansk.Antal(p.Sager, "sag", "sager")}{(p.AlleredeIDag > 0 ? $"; {Dansk.Antal(p.AlleredeIDag, "sag", "sager")} var der allerede påmindet om i dag" : "")}.",
        };
        return await TilbageAsync(id, svar.Fejl, tekst, null, ("paamind", null), ct);
    }

    private async Task<IActionResult> RetAsync(Guid id, Guid punkt, int version, PunktaendringBody aendring, string tekst, string formular, CancellationToken ct)
    {
        _kald.IfMatch = version;
        var svar = await UdfoerAsync(new RetPunkt(punkt, aendring), ct);
        var advarsler = svar.Fejl is null && svar.Vaerdi.Advarsler is { Count: > 0 } a ? $" Vær opmærksom på: {string.Join(" ", a)}" : "";
        return await TilbageAsync(id, svar.Fejl, tekst + advarsler, punkt, (formular, punkt), ct);
    }

    private async Task<IActionResult> TilbageAsync(Guid id, Fejl? fejl, string tekst, Guid? punkt, (string Formular, Guid? Punkt) formular, CancellationToken ct)
    {
        if (fejl is null)
        {
            Kvitter(tekst);
            return Tilbage(id, punkt);
        }

        if (await LaesAsync(id, ct) is { } skjult)
        {
            return Afvis(skjult);
        }

        _sendt = formular;
        VisFejl(Dagsordensord.Omskriv(fejl), felt => Felt(formular.Formular, Dagsordensord.Feltnavn(felt), formular.Punkt));
        return Page();
    }

    private LocalRedirectResult Tilbage(Guid id, Guid? punkt) => LocalRedirect($"~/moeder/{id}{(punkt is null ? "" : $"#punkt-{punkt}")}");

    private string Lagt(PunktSvar punkt) => punkt.Nr is { } nr ? $"»{punkt.Titel}« er lagt på som tillægspunkt {nr}. Udsend dagsordenen igen, så alle får det." : $"»{punkt.Titel}« er lagt på dagsordenen.";

    private async Task<Fejl?> LaesAsync(Guid id, CancellationToken ct)
    {
        var moede = await HentAsync(new HentMoede(id), ct);
        if (moede.Fejl is { } fejl)
        {
            return fejl;
        }

        Moede = moede.Vaerdi;
        Forum = fora.Forum(Moede.Forum)!;
        Punkter = (await HentAsync(new HentDagsorden(id, null), ct)).Vaerdi.Punkter;
        Udgaver = (await HentAsync(new HentUdgaver(id, Alt), ct)).Vaerdi.Elementer;
        Navne = (await HentAsync(new HentNavne([.. Udgaver.Select(u => u.Af)]), ct)).Vaerdi;
        if (Bygger)
        {
            var klar = (await HentAsync(new HentVenteliste(Moede.Forum, Alt), ct)).Vaerdi.Elementer;
            Venteliste = [.. klar.OrderByDescending(f => f.OensketDato == Dato).ThenByDescending(f => f.OensketDato is null || f.OensketDato <= Dato)];
            Varslede = (await HentAsync(new HentVarslede(id), ct)).Vaerdi;
            Udsigt = (await HentAsync(new HentUdsendelse(id), ct)).Vaerdi;
            Gaester = (await HentAsync(new HentInvitationer(id, Alt), ct)).Vaerdi.Elementer.ToDictionary(g => g.PunktId);
        }

        return null;
    }
}
