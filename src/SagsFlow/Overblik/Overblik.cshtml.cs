using MediatR;
using SagsFlow.Bestillinger;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;
using SagsFlow.Moeder;
using SagsFlow.Opgaver;
using SagsFlow.Sager;

namespace SagsFlow.Overblik;

/// <summary>What waits for whoever is signed in; each part is there only for those it can hold something for.</summary>
public sealed class OverblikModel(IMediator mediator, Kald kald, Forakatalog fora, Arbejdskalender kalender, TimeProvider ur) : Sidemodel(mediator, kald)
{
    /// <summary>The most urgent come first; the rest is a click away, so that the other parts can be seen.</summary>
    public const int FaaOpgaver = 10;

    private static readonly Side Mange = Side.Af(1, Side.Stoerste);
    private static readonly Side Nogle = Side.Af(1, 30);
    private static readonly Side Faa = Side.Af(1, 10);

    private readonly Dictionary<Guid, string> _sene = [];

    public Liste<OpgaveSvar> Opgaver { get; private set; } = Ingen<OpgaveSvar>();

    public Liste<BeskedSvar> Beskeder { get; private set; } = Ingen<BeskedSvar>();

    /// <summary>What has waited longest for an agenda, of the forums the caller is secretary of.</summary>
    public Liste<ForelaeggelseSvar> Venteliste { get; private set; } = Ingen<ForelaeggelseSvar>();

    public Liste<EgetMoedeSvar> Moeder { get; private set; } = Ingen<EgetMoedeSvar>();

    /// <summary>The center's cases that have left it and are not done, those put off first.</summary>
    public IReadOnlyList<(Center Center, IReadOnlyList<SagLinje> Sager, int Total)> Centersager { get; private set; } = [];

    /// <summary>The center's cases that do not make a date they should, or where somebody's task is overdue, with why.</summary>
    public IReadOnlyList<(Center Center, IReadOnlyList<(SagLinje Sag, string Hvorfor)> Sager)> Forsinkede { get; private set; } = [];

    /// <summary>What the forums the caller is a member of are to decide, and what of theirs is late; null for who is no member.</summary>
    public Medlemsoverblik? Medlem { get; private set; }

    /// <summary>The cases the caller made that are not done, each with where it is and where it goes next.</summary>
    public IReadOnlyList<(SagLinje Sag, string Stand, string? Naeste)> Egne { get; private set; } = [];

    public int EgneTotal { get; private set; }

    /// <summary>Which date a case does not make, for those that are told of among the tasks.</summary>
    public IReadOnlyDictionary<Guid, string> Sene => _sene;

    /// <summary>What came after this is new to the caller; null at the first visit.</summary>
    public DateTimeOffset? Sidst { get; private set; }

    public bool ErSekretaer => Person.Har(Rolle.ForumSekretaer);

    public bool HarFora => Person.Fora.Count > 0;

    public bool HarCenter => Person.Centre.Count > 0;

    public bool IntetVenter => Opgaver.Total == 0 && Venteliste.Total == 0 && Medlem is not { ErTomt: false } && Moeder.Elementer.All(m => m.Mangler.Count == 0);

    public string Forumnavn(string id) => fora.Navn(id);

    /// <param name="opgaver"><c>alle</c> for more tasks than most people ever have.</param>
    public async Task<Microsoft.AspNetCore.Mvc.IActionResult> OnGetAsync(string? opgaver, CancellationToken ct)
    {
        var mine = await HentAsync(new HentOpgaver(Mine: true, null, null, opgaver == "alle" ? Mange : Nogle), ct);
        if (mine.Fejl is { } fejl)
        {
            return Afvis(fejl);
        }

        Opgaver = mine.Vaerdi;
        Sidst = (await UdfoerAsync(new NoterBesoeg(), ct)).Vaerdi.Forrige;
        await LaesEgneAsync(ct);
        Beskeder = (await HentAsync(new HentBeskeder(Faa), ct)).Vaerdi;
        if (HarFora)
        {
            Moeder = (await HentAsync(new HentEgneMoeder(Faa), ct)).Vaerdi;
            await LaesMedlemAsync(ct);
        }

        if (ErSekretaer)
        {
            Venteliste = (await HentAsync(new HentVenteliste(null, Faa) { SomSekretaer = true }, ct)).Vaerdi;
        }

        var centre = new List<(Center, IReadOnlyList<SagLinje>, int)>();
        foreach (var center in Person.Centre.Select(fora.Center).OfType<Center>())
        {
            var udsatte = (await HentAsync(new SoegSager(null, center.Id, null, nameof(Sagsstatus.Udsat), null, Faa), ct)).Vaerdi;
            var undervejs = (await HentAsync(new SoegSager(null, center.Id, null, nameof(Sagsstatus.Undervejs), null, Faa), ct)).Vaerdi;
            centre.Add((center, [.. udsatte.Elementer, .. undervejs.Elementer], udsatte.Total + undervejs.Total));
        }

        Centersager = centre;
        await LaesForsinkedeAsync([.. centre.Select(c => c.Item1)], ct);
        SigHverSagEnGang();
        return Page();
    }

    /// <summary>What must be done comes first; a case that is told of there is left out of the parts below.</summary>
    private void SigHverSagEnGang()
    {
        var naevnt = Opgaver.Elementer.Take(FaaOpgaver).Select(o => o.Sag.Id).Concat(Venteliste.Elementer.Select(f => f.SagId)).ToHashSet();
        foreach (var (sag, hvorfor) in Forsinkede.SelectMany(f => f.Sager).Where(f => f.Sag.NaarIkke.Count > 0))
        {
            _sene.TryAdd(sag.Id, hvorfor);
        }

        Forsinkede = [.. Forsinkede.Select(f => (f.Center, (IReadOnlyList<(SagLinje, string)>)[.. f.Sager.Where(s => naevnt.Add(s.Sag.Id))]))];
        Egne = [.. Egne.Where(e => naevnt.Add(e.Sag.Id))];
        Centersager = [.. Centersager.Select(c => (c.Center, (IReadOnlyList<SagLinje>)[.. c.Sager.Where(s => naevnt.Add(s.Id))], c.Total))];
    }

    private async Task LaesEgneAsync(CancellationToken ct)
    {
        var egne = (await HentAsync(new SoegSager(null, null, null, null, null, Faa) { Mine = true, Aabne = true }, ct)).Vaerdi;
        EgneTotal = egne.Total;
        var forloeb = (await HentAsync(new HentForloebene([.. egne.Elementer.Select(s => s.Id)]), ct)).Vaerdi;
        Egne = [.. from sag in egne.Elementer let trin = forloeb.GetValueOrDefault(sag.Id) ?? [] select (sag, Sagsstand.Tekst(trin), Sagsstand.Naeste(trin))];
    }

    private async Task LaesMedlemAsync(CancellationToken ct)
    {
        var egne = Person.Fora.Where(f => !Person.ErSekretaerFor(f)).ToList();
        if (egne.Count == 0)
        {
            return;
        }

        var dagsordener = new List<Medlemsdagsorden>();
        foreach (var (moede, _, _) in Moeder.Elementer.Where(m => egne.Contains(m.Moede.Forum, StringComparer.Ordinal) && m.Moede.Status == MoedeStatus.Udsendt).Take(2))
        {
            var punkter = (await HentAsync(new HentDagsorden(moede.Id, null), ct)).Vaerdi.Punkter;
            dagsordener.Add(new Medlemsdagsorden(moede, [.. punkter.Where(p => p.Mangler)]));
        }

        var forsinkede = new List<SagLinje>();
        foreach (var forum in egne)
        {
            forsinkede.AddRange((await HentAsync(new SoegSager(null, null, forum, null, SoegSager.NaasIkke, Faa), ct)).Vaerdi.Elementer);
        }

        var sene = (await HentAsync(new HentBestillinger(null, null, null, null, Faa) { EgneFora = true, Overskredne = true, EfterFrist = true }, ct)).Vaerdi;
        var paaDagsorden = dagsordener.SelectMany(d => d.Punkter).Select(p => p.SagId).OfType<Guid>().ToHashSet();
        var alle = forsinkede.DistinctBy(s => s.Id).ToList();
        foreach (var sag in alle.Where(s => s.NaarIkke.Count > 0))
        {
            _sene.TryAdd(sag.Id, Fristord.IkkeNaaet(sag.NaarIkke[0], LokalTid.Dato(ur.GetUtcNow())));
        }

        Medlem = new Medlemsoverblik(dagsordener, sene, [.. alle.Where(s => !paaDagsorden.Contains(s.Id))], Sene);
    }

    private async Task LaesForsinkedeAsync(IReadOnlyList<Center> centre, CancellationToken ct)
    {
        var idag = LokalTid.Dato(ur.GetUtcNow());

        // A deadline on a day off is met on the next arbejdsdag.
        var sidst = kalender.Foer(idag, 1, Taellemaade.Arbejdsdag).Resultat.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var forsinkede = new List<(Center, IReadOnlyList<(SagLinje, string)>)>();
        foreach (var center in centre)
        {
            var naarIkke = (await HentAsync(new SoegSager(null, center.Id, null, null, SoegSager.NaasIkke, Faa), ct)).Vaerdi.Elementer;
            var venter = (await HentAsync(new SoegSager(null, center.Id, null, null, sidst, Faa) { Aabne = true }, ct)).Vaerdi.Elementer;
            forsinkede.Add((center,
            [
                .. naarIkke.Select(s => (s, s.NaarIkke is [var i, ..] ? Fristord.IkkeNaaet(i, idag) : "Når ikke en af sine datoer")),
                .. venter.Where(s => naarIkke.All(n => n.Id != s.Id)).Select(s => (s, "Fristen for en opgave er overskredet")),
            ]));
        }

        Forsinkede = forsinkede;
    }

    private static Liste<T> Ingen<T>() => Liste<T>.Af([], Faa);
}

/// <summary>What a forum's member should see at once.</summary>
/// <param name="Dagsordener">The next agendas that are out, with what has no decision yet.</param>
/// <param name="Sene">Work the forums have ordered that is late.</param>
/// <param name="Forsinkede">Cases on their way to the forums that do not make a date they should, and that none of the agendas has.</param>
/// <param name="Hvorfor">Which date a case does not make.</param>
public sealed record Medlemsoverblik(IReadOnlyList<Medlemsdagsorden> Dagsordener, Liste<BestillingSvar> Sene, IReadOnlyList<SagLinje> Forsinkede, IReadOnlyDictionary<Guid, string> Hvorfor)
{
    /// <summary>Whether it is so much that it is said in a line first.</summary>
    public bool ErFlereSlags => new[] { UdenBeslutning, Sene.Total, Forsinkede.Count }.Count(antal => antal > 0) > 1;

    public int UdenBeslutning => Dagsordener.Sum(d => d.Punkter.Count);

    public bool ErTomt => Dagsordener.All(d => d.Punkter.Count == 0) && Sene.Total == 0 && Forsinkede.Count == 0;
}

/// <summary>An agenda with its items that are not decided.</summary>
public sealed record Medlemsdagsorden(MoedeSvar Moede, IReadOnlyList<Moeder.PunktSvar> Punkter);
