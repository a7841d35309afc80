using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;

namespace SagsFlow.Beslutninger;

/// <summary>What the forum's secretary can choose among when deciding an item.</summary>
public sealed record HentBeslutningsvalg(Guid PunktId) : IForespoergsel<BeslutningsvalgSvar>;

/// <summary>The choices of a decision.</summary>
/// <param name="Udfald">Those that fit the forum and the item, in the order they are offered.</param>
/// <param name="Punktudfald">Those that fit one point of the indstilling.</param>
/// <param name="Punkter">The points that can be decided, with their numbers.</param>
/// <param name="Ruter">Where the case can be sent from here; empty when the process has no routes or does not wait.</param>
/// <param name="Moeder">The forum's later meetings that are open, the next one first.</param>
/// <param name="Centre">Centers that can be made responsible for an order.</param>
/// <param name="HarProtokol">Whether votes, dissent, absence and inhabilitet are recorded.</param>
/// <param name="KanStandses">Whether a member can bring the decision before the council (kommunestyrelsesloven § 23).</param>
/// <param name="KanUdskydes">Whether the item has a case that can come back.</param>
/// <param name="HarOffentligBeslutning">Whether the public can be told something of the decision: on a closed item of a political forum.</param>
/// <param name="Afvist">Why nothing can be recorded now, or null.</param>
public sealed record BeslutningsvalgSvar(
    IReadOnlyList<UdfaldsvalgSvar> Udfald,
    IReadOnlyList<UdfaldsvalgSvar> Punktudfald,
    IReadOnlyList<PunktvalgSvar> Punkter,
    IReadOnlyList<ValgSvar> Ruter,
    IReadOnlyList<MoedevalgSvar> Moeder,
    IReadOnlyList<ValgSvar> Centre,
    bool HarProtokol,
    bool KanStandses,
    bool KanUdskydes,
    bool HarOffentligBeslutning,
    string? Afvist);

/// <summary>An outcome and the text it suggests; <paramref name="ForslagMedDato"/> has <c>{dato}</c> where the day goes.</summary>
public sealed record UdfaldsvalgSvar(Udfald Udfald, string Navn, bool KommerIgen, string Forslag, string? ForslagMedDato)
{
    public static UdfaldsvalgSvar Af(Udfald u) => new(u, u.Tekst(), u.KommerIgen(), Beslutningsforslag.Uden(u), Beslutningsforslag.MedDato(u));
}

/// <summary>A point or sub-point of the indstilling.</summary>
public sealed record PunktvalgSvar(string Nr, string Tekst);

/// <summary>Something to choose by its id.</summary>
public sealed record ValgSvar(string Id, string Navn);

/// <summary>A meeting to postpone to, or to have an order answered at.</summary>
public sealed record MoedevalgSvar(Guid Id, DateOnly Dato, bool Udsendt);

public sealed class HentBeslutningsvalgHandler(Adgang adgang, Punktopslag opslag, Beslutningsvalg valg) : IRequestHandler<HentBeslutningsvalg, Svar<BeslutningsvalgSvar>>
{
    public async Task<Svar<BeslutningsvalgSvar>> Handle(HentBeslutningsvalg request, CancellationToken cancellationToken) =>
        await opslag.FindAsync(new DagsordenspunktId(request.PunktId), cancellationToken) is not { } fundet ? BeslutningFejl.PunktFindesIkke
        : !adgang.Person.ErSekretaerFor(fundet.Moede.ForumId) ? BeslutningFejl.IkkeSekretaer(fundet.Moede.ForumId)
        : (await valg.VisAsync(fundet.Moede, [fundet], cancellationToken))[fundet.Punkt.Id];
}

/// <summary>Finds the choices of decisions.</summary>
public sealed class Beslutningsvalg(Arbejde arbejde, Ruteplan ruteplan, Forakatalog katalog)
{
    /// <param name="moede">The meeting all the items belong to; the caller is its secretary.</param>
    public async Task<IReadOnlyDictionary<DagsordenspunktId, BeslutningsvalgSvar>> VisAsync(Moede moede, IReadOnlyCollection<Punktopslag.Fundet> fundne, CancellationToken ct)
    {
        if (fundne.Count == 0)
        {
            return new Dictionary<DagsordenspunktId, BeslutningsvalgSvar>();
        }

        var ruter = await ruteplan.LaesTilladteAsync(fundne.Select(f => f.Forelaeggelse).OfType<Forelaeggelse>(), ct);
        var moeder = await MoederAsync(moede, ct);
        IReadOnlyList<ValgSvar> centre = [.. katalog.AabneCentre(moede.Dato).Select(c => new ValgSvar(c.Kortnavn, c.Navn))];
        return fundne.ToDictionary(f => f.Punkt.Id, f => Vis(f, f.Forelaeggelse is { } denne ? ruter.GetValueOrDefault(denne.Id) ?? [] : [], moeder, centre));
    }

    private BeslutningsvalgSvar Vis(Punktopslag.Fundet fundet, IReadOnlyList<string> ruter, IReadOnlyList<MoedevalgSvar> moeder, IReadOnlyList<ValgSvar> centre)
    {
        var (punkt, moede, _, _, beslutning) = fundet;
        var art = katalog.Forum(moede.ForumId)?.Art ?? ForumArt.Administrativ;
        var punkter = punkt.Indhold?.Indstilling?.AlleMedNummer().Select(p => new PunktvalgSvar(p.Nr, p.Punkt.Tekst)).ToList() ?? [];
        var udfald = Udfaldsvalg.For(art, punkt.ErFastPunkt, punkter.Count > 0).ToList();

        // What is recorded already stays a choice, also where it came from outside.
        if (beslutning is not null && !udfald.Contains(beslutning.Udfald))
        {
            udfald.Add(beslutning.Udfald);
        }

        return new BeslutningsvalgSvar(
            [.. udfald.Select(UdfaldsvalgSvar.Af)],
            [.. Udfaldsvalg.ForPunkt(art, punkt.ErFastPunkt).Select(UdfaldsvalgSvar.Af)],
            punkter,
            [.. ruter.Select(r => new ValgSvar(r, katalog.Navn(r)))],
            moeder,
            centre,
            HarProtokol: katalog.Forum(moede.ForumId)?.ErPolitisk == true,
            KanStandses: art == ForumArt.Udvalg,
            KanUdskydes: !punkt.ErFastPunkt,
            HarOffentligBeslutning: punkt.Lukket is not null && katalog.Forum(moede.ForumId)?.ErPolitisk == true,
            Beslutningsregler.MaaRegistreres(moede, punkt, null)?.Tekst);
    }

    private async Task<IReadOnlyList<MoedevalgSvar>> MoederAsync(Moede fra, CancellationToken ct)
    {
        var senere = await arbejde.Db.Moeder.AsNoTracking()
            .Where(m => m.ForumId == fra.ForumId && m.Start > fra.Start && m.Aflyst == null && m.Afsluttet == null).OrderBy(m => m.Start).ToListAsync(ct);
        return [.. senere.Select(m => new MoedevalgSvar(m.Id.Value, m.Dato, m.Udsendt is not null))];
    }
}
