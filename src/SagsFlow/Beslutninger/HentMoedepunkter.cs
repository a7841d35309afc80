using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Beslutninger;

/// <summary>A meeting's numbered items as they are treated: each with its decision, its material and, for the secretary, what can be chosen.</summary>
public sealed record HentMoedepunkter(Guid MoedeId) : IForespoergsel<IReadOnlyList<Moedepunkt>>;

public sealed class HentMoedepunkterHandler(
    Arbejde arbejde, Adgang adgang, Dagsordener dagsordener, Punktvisning visning, Punktopslag opslag, Beslutningsvisning beslutningsvisning, Beslutningsvalg beslutningsvalg,
    Forloebsvisning forloeb, Sagsvisning sagsvisning, Forumpunkter forumpunkter)
    : IRequestHandler<HentMoedepunkter, Svar<IReadOnlyList<Moedepunkt>>>
{
    public async Task<Svar<IReadOnlyList<Moedepunkt>>> Handle(HentMoedepunkter request, CancellationToken cancellationToken)
    {
        var id = new MoedeId(request.MoedeId);
        if (await arbejde.Db.Moeder.FirstOrDefaultAsync(m => m.Id == id, cancellationToken) is not { } moede)
        {
            return MoedeFejl.FindesIkke;
        }

        var punkter = (await dagsordener.PunkterAsync(id, cancellationToken)).Where(p => p.Nr is not null).ToList();
        var viste = await visning.VisAsync(moede, punkter, cancellationToken, medIndhold: true);
        var laesbare = viste.Where(v => v.Indhold is not null).ToDictionary(v => new DagsordenspunktId(v.Id));
        var fundne = (await opslag.FindAlleAsync(id, cancellationToken)).Where(f => laesbare.ContainsKey(f.Punkt.Id)).ToDictionary(f => f.Punkt.Id);

        // Who may read a decision has been settled where the item was shown.
        var beslutninger = await beslutningsvisning.VisAsync([.. fundne.Values.Where(f => laesbare[f.Punkt.Id].Beslutning is not null)], cancellationToken);
        var skrives = fundne.Values.Where(f => KanSkrives(f, beslutninger.GetValueOrDefault(f.Punkt.Id))).ToList();
        var valg = await beslutningsvalg.VisAsync(moede, skrives, cancellationToken);
        var sager = await SynligeSagerAsync(fundne.Values, cancellationToken);
        var trin = await forloeb.VisAsync(sager, cancellationToken);
        var bilag = await sagsvisning.BilagAsync(sager, cancellationToken);
        var kommentarer = adgang.SerKladde(moede.ForumId) ? await forumpunkter.KommentarerAsync([.. fundne.Keys], cancellationToken) : null;
        return Svar<IReadOnlyList<Moedepunkt>>.Af([.. viste.Select(v => fundne.TryGetValue(new DagsordenspunktId(v.Id), out var f)
            ? new Moedepunkt(v)
            {
                Beslutning = beslutninger.GetValueOrDefault(f.Punkt.Id),
                Valg = valg.GetValueOrDefault(f.Punkt.Id),
                Tidligere = f.Sag is { } sag && trin.TryGetValue(sag.Id, out var alle) ? [.. alle.Where(t => t is { Status: TrinStatus.Behandlet, Udfald: not null } && t.DagsordenspunktId != v.Id)] : [],
                Bilag = f.Sag is { } s ? [.. bilag[s.Id]] : [],
                Kommentarer = kommentarer is null ? [] : [.. kommentarer[f.Punkt.Id]],
            }
            : new Moedepunkt(v))]);
    }

    private bool KanSkrives(Punktopslag.Fundet f, BeslutningSvar? beslutning) =>
        adgang.Person.ErSekretaerFor(f.Moede.ForumId) && beslutning is not { Kladde: false } && f.Moede.Status == MoedeStatus.Udsendt && f.Punkt.Tilstand == PunktTilstand.PaaDagsorden;

    /// <summary>An item can be open while its case is not the reader's to see.</summary>
    private async Task<IReadOnlyList<Sag>> SynligeSagerAsync(IEnumerable<Punktopslag.Fundet> fundne, CancellationToken ct)
    {
        var sager = fundne.Select(f => f.Sag).OfType<Sag>().DistinctBy(s => s.Id).ToList();
        var ider = sager.Select(s => s.Id).ToArray();
        var synlige = (await arbejde.Db.Sager.Where(adgang.SynligSag).Where(s => ider.Contains(s.Id)).Select(s => s.Id).ToListAsync(ct)).ToHashSet();
        return [.. sager.Where(s => synlige.Contains(s.Id))];
    }
}

/// <summary>How far an item has come at the meeting.</summary>
public enum Punktstand
{
    Uden,
    Kladde,
    Behandlet,
    Ekspederet,
    Udgaaet,
    Lukket,
}

/// <summary>An item as the meeting shows it.</summary>
/// <param name="Punkt">As the agenda froze it; without content when it is closed to the reader.</param>
public sealed record Moedepunkt(Moeder.PunktSvar Punkt)
{
    public BeslutningSvar? Beslutning { get; init; }

    /// <summary>What can be chosen, where the reader may write.</summary>
    public BeslutningsvalgSvar? Valg { get; init; }

    /// <summary>What was decided on the case before, in any forum the reader may see.</summary>
    public IReadOnlyList<TrinSvar> Tidligere { get; init; } = [];

    public IReadOnlyList<BilagSvar> Bilag { get; init; } = [];

    public IReadOnlyList<KommentarSvar> Kommentarer { get; init; } = [];

    /// <summary>What was typed, when the form is shown again.</summary>
    public Beslutningsfelter? Skrevet { get; init; }

    /// <summary>Whether somebody else has saved another text than the one the form was filled from.</summary>
    public bool Kolliderer { get; init; }

    public Beslutningsfelter Felter => Skrevet ?? Beslutningsfelter.Af(Beslutning);

    public Punktstand Stand =>
        Punkt.Indhold is null ? Punktstand.Lukket
        : Punkt.Tilstand is PunktTilstand.Udgaaet or PunktTilstand.MoedeAflyst ? Punktstand.Udgaaet
        : Beslutning is { Kladde: false } ? Punktstand.Ekspederet
        : Beslutning is not null ? Punktstand.Kladde
        : Punkt.Status is not null ? Punktstand.Behandlet
        : Punktstand.Uden;

    public static string Ord(Punktstand stand) => stand switch
    {
        Punktstand.Uden => "Ikke behandlet",
        Punktstand.Kladde => "Kladde",
        Punktstand.Behandlet => "Behandlet, referat følger",
        Punktstand.Ekspederet => "Ekspederet",
        Punktstand.Udgaaet => "Udgået",
        Punktstand.Lukket => "Lukket",
        _ => throw new ArgumentOutOfRangeException(nameof(stand), stand, null),
    };
}
