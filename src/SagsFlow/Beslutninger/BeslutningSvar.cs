using Microsoft.EntityFrameworkCore;
using SagsFlow.Bestillinger;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Beslutninger;

/// <summary>A decision as the API shows it.</summary>
public sealed record BeslutningSvar : IVersionssvar
{
    public required Guid Id { get; init; }

    public required Guid DagsordenspunktId { get; init; }

    public required string Forum { get; init; }

    public required DateOnly Dato { get; init; }

    public required Udfald Udfald { get; init; }

    public required string Tekst { get; init; }

    public required IReadOnlyList<PunktudfaldSvar> Punkter { get; init; }

    /// <summary>Numbers of the points that were to be decided one by one and were not.</summary>
    public required IReadOnlyList<string> Ubesvarede { get; init; }

    public Udskydelse? UdskudtTil { get; init; }

    /// <summary>The item it came back as, when it is on an agenda.</summary>
    public Guid? NytPunktId { get; init; }

    public required IReadOnlyList<string> Ruter { get; init; }

    public required IReadOnlyList<BestiltSvar> Bestillinger { get; init; }

    public Afstemning? Afstemning { get; init; }

    public IReadOnlyList<string>? AfvigendeMeninger { get; init; }

    public IReadOnlyList<string>? Fravaerende { get; init; }

    public IReadOnlyList<string>? Inhabile { get; init; }

    public Standsning? Standset { get; init; }

    /// <summary>What the public is told of a closed item's decision.</summary>
    public string? OffentligBeslutning { get; init; }

    public required string RegistreretAf { get; init; }

    public required DateTimeOffset Registreret { get; init; }

    public required bool Kladde { get; init; }

    public DateTimeOffset? Ekspederet { get; init; }

    public string? EkspederetAf { get; init; }

    public required IReadOnlyList<string> Advarsler { get; init; }

    public required int Version { get; init; }

    /// <summary>What it said before each correction, the newest last.</summary>
    public required IReadOnlyList<RettelseSvar> Rettelser { get; init; }

    public required IReadOnlyList<Tilfoejelse> Tilfoejelser { get; init; }

    /// <summary>What the correction just made did; only in the answer to it.</summary>
    public Rettelsesfoelger? Rettelse { get; init; }
}

/// <summary>The outcome of one point.</summary>
public sealed record PunktudfaldSvar(string Nr, Udfald Udfald, string? Tekst);

/// <summary>An order of a decision; with an id and a status once the decision has taken effect.</summary>
public sealed record BestiltSvar(string Tekst, string? Ansvarlig, DateOnly? Frist, Guid? Moede, Guid? Id = null, string? Status = null);

/// <summary>A decision as it stood before a correction, and why it was corrected.</summary>
public sealed record RettelseSvar(
    int Version,
    Udfald Udfald,
    string Tekst,
    IReadOnlyList<PunktudfaldSvar> Punkter,
    Udskydelse? UdskudtTil,
    IReadOnlyList<string> Ruter,
    IReadOnlyList<BestiltArbejde> Bestillinger,
    string Begrundelse,
    string Af,
    DateTimeOffset Tid,
    string? OffentligBeslutning = null);

/// <summary>What a correction did with what the decision had set going.</summary>
/// <param name="TrukketTilbage">Taken back, since nobody had touched it.</param>
/// <param name="Begyndt">Begun, and so left to a person; then the outcome was not changed.</param>
/// <param name="OpgaveId">The task for that person.</param>
public sealed record Rettelsesfoelger(IReadOnlyList<string> TrukketTilbage, IReadOnlyList<string> Begyndt, Guid? OpgaveId = null);

/// <summary>Makes answers of decisions.</summary>
public sealed class Beslutningsvisning(Arbejde arbejde, Udskydelser udskydelser)
{
    public async Task<BeslutningSvar> VisAsync(Punktopslag.Fundet fundet, Beslutning b, CancellationToken ct, Rettelsesfoelger? rettelse = null) =>
        (await VisAsync([fundet with { Beslutning = b }], ct))[fundet.Punkt.Id] with { Rettelse = rettelse };

    /// <summary>The decisions of several items, by item.</summary>
    public async Task<IReadOnlyDictionary<DagsordenspunktId, BeslutningSvar>> VisAsync(IReadOnlyCollection<Punktopslag.Fundet> fundne, CancellationToken ct)
    {
        var beslutninger = fundne.Select(f => f.Beslutning).OfType<Beslutning>().ToList();
        var rettelser = await RettelserAsync(beslutninger, ct);
        var bestillinger = await BestillingerAsync(beslutninger, ct);
        var advarsler = await AdvarslerAsync(fundne, ct);
        return (
            from f in fundne
            let b = f.Beslutning
            where b is not null
            select (f.Punkt.Id, Vis(f, b, rettelser[b.Id], bestillinger[b.Id], [.. Bemaerkning(b), .. b.Virkning?.Advarsler ?? advarsler.GetValueOrDefault(b.Id) ?? []]))).ToDictionary();
    }

    private static IEnumerable<string> Bemaerkning(Beslutning b) =>
        Beslutningsregler.ManglerBemaerkning(b.Udfald, b.Tekst, b.Punkter) ? ["Udfaldet er »godkendt med bemærkning«, men bemærkningen er ikke skrevet. Skriv den i beslutningens tekst."] : [];

    private static BeslutningSvar Vis(
        Punktopslag.Fundet fundet, Beslutning b, IEnumerable<Beslutningsrettelse> rettelser, IEnumerable<Bestilling> bestillinger, IReadOnlyList<string> advarsler) =>
        new()
        {
            Id = b.Id.Value,
            DagsordenspunktId = b.DagsordenspunktId.Value,
            Forum = b.ForumId,
            Dato = b.Dato,
            Udfald = b.Udfald,
            Tekst = b.Tekst,
            Punkter = Punkter(b.Punkter),
            Ubesvarede = Beslutningsregler.Ubesvarede(b.Udfald, b.Punkter, fundet.Punkt.Indhold?.Indstilling),
            UdskudtTil = b.UdskudtTil,
            NytPunktId = b.Virkning?.Dagsordenspunkter is [var nyt, ..] ? nyt : null,
            Ruter = b.Ruter,
            Bestillinger = Bestillinger(b, [.. bestillinger]),
            Afstemning = b.Protokol.Afstemning,
            AfvigendeMeninger = b.Protokol.AfvigendeMeninger,
            Fravaerende = b.Protokol.Fravaerende,
            Inhabile = b.Protokol.Inhabile,
            Standset = b.Protokol.Standset,
            OffentligBeslutning = b.OffentligBeslutning,
            RegistreretAf = b.RegistreretAf,
            Registreret = b.Registreret,
            Kladde = b.ErKladde,
            Ekspederet = b.Ekspederet,
            EkspederetAf = b.EkspederetAf,
            Advarsler = advarsler,
            Version = b.Version,
            Rettelser = [.. rettelser.Select(Rettelse)],
            Tilfoejelser = b.Tilfoejelser,
        };

    private async Task<ILookup<BeslutningId, Beslutningsrettelse>> RettelserAsync(List<Beslutning> beslutninger, CancellationToken ct)
    {
        // Taking effect is the only change that is no correction.
        var rettede = beslutninger.Where(b => b.Version != (b.ErKladde ? 1 : 2)).Select(b => b.Id).ToArray();
        List<Beslutningsrettelse> rettelser = rettede.Length == 0 ? []
            : await arbejde.Db.Beslutningsrettelser.AsNoTracking().Where(r => rettede.Contains(r.BeslutningId)).OrderBy(r => r.Version).ToListAsync(ct);
        return rettelser.ToLookup(r => r.BeslutningId);
    }

    /// <summary>The orders the decisions became, also those that this transaction has made and not saved.</summary>
    private async Task<ILookup<BeslutningId, Bestilling>> BestillingerAsync(List<Beslutning> beslutninger, CancellationToken ct)
    {
        var blevet = beslutninger.Where(b => b.Virkning is { Bestillinger.Count: > 0 }).ToList();
        var lokale = blevet.Count == 0 ? [] : arbejde.Db.Bestillinger.Local.Where(x => x.BeslutningId is { } id && blevet.Exists(b => b.Id == id)).ToList();
        var mangler = blevet.Where(b => lokale.Count(x => x.BeslutningId == b.Id) < b.Virkning!.Bestillinger.Count).Select(b => (BeslutningId?)b.Id).ToArray();
        var gemte = mangler.Length == 0 ? [] : await arbejde.Db.Bestillinger.AsNoTracking().Where(x => mangler.Contains(x.BeslutningId)).ToListAsync(ct);
        return lokale.Where(x => !mangler.Contains(x.BeslutningId)).Concat(gemte).ToLookup(x => x.BeslutningId!.Value);
    }

    private static IReadOnlyList<BestiltSvar> Bestillinger(Beslutning b, List<Bestilling> raekker) => b.Virkning is not { Bestillinger.Count: > 0 } virkning
        ? [.. b.Bestillinger.Select(x => new BestiltSvar(x.Tekst, x.Ansvarlig, x.Frist, x.Moede))]
        :
        [
            .. virkning.Bestillinger.Select(v => raekker.Find(r => r.Id.Value == v)).OfType<Bestilling>()
                .Select(r => new BestiltSvar(r.Tekst, r.Ansvarlig, r.Frist, r.FristMoedeId?.Value, r.Id.Value, r.Status)),
        ];

    /// <summary>What the drafts that postpone will break.</summary>
    private async Task<IReadOnlyDictionary<BeslutningId, IReadOnlyList<string>>> AdvarslerAsync(IEnumerable<Punktopslag.Fundet> fundne, CancellationToken ct)
    {
        var udsatte = fundne.Where(f => f is { Sag: not null, Beslutning: { Virkning: null } b } && b.Udfald.KommerIgen()).ToList();
        var foelger = await udskydelser.FoelgerAsync([.. udsatte.Select(f => new Udskydelser.Udsat(f, f.Sag!, f.Beslutning!.UdskudtTil))], gemmes: true, ct);
        return udsatte.Zip(foelger, (f, x) => (f.Beslutning!.Id, x)).ToDictionary();
    }

    private static IReadOnlyList<PunktudfaldSvar> Punkter(IEnumerable<Punktbeslutning> punkter) => [.. punkter.Select(p => new PunktudfaldSvar(p.Nr, p.Udfald, p.Tekst))];

    private static RettelseSvar Rettelse(Beslutningsrettelse r) =>
        new(r.Version, r.Udfald, r.Tekst, Punkter(r.Punkter), r.UdskudtTil, r.Ruter, r.Bestillinger, r.Begrundelse, r.Af, r.Tid, r.OffentligBeslutning);
}
