using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Fora;

/// <summary>A body that treats cases, whatever its kind (domain: § 1).</summary>
public sealed record Forum
{
    /// <summary>Written without æøå, e.g. <c>OEU</c>.</summary>
    public required string Id { get; init; }

    public required string Navn { get; init; }

    /// <summary>As people write its id: ØU.</summary>
    public required string Kortnavn { get; init; }

    public ForumArt Art { get; init; }

    /// <summary>Where it usually meets.</summary>
    public string? Moedelokale { get; init; }

    public IReadOnlyList<Forumregel> Regler { get; init; } = [];

    /// <summary>The rule that holds for a meeting on a day, the newest that has begun; null when none has.</summary>
    public Forumregel? Regel(DateOnly moede) => Regler.Where(r => r.GaelderDen(moede)).MaxBy(r => r.GyldigFra);

    /// <summary>Points that stand on every agenda.</summary>
    public IReadOnlyList<FastPunkt> FastePunkter { get; init; } = [];

    /// <summary>Whether closed items may say nothing but "Lukket" (administrative forums), or need a public title (domain: § 8).</summary>
    public bool ErPolitisk => Art is ForumArt.Udvalg or ForumArt.Byraad;
}

public enum ForumArt
{
    Administrativ,
    Med,
    Udvalg,
    Byraad,
    Person,
}

/// <summary>A template for a fast punkt.</summary>
public sealed record FastPunkt(string Titel, string? Journalnummer = null, DateOnly? GyldigFra = null);

/// <summary>A department that writes cases, valid from a day and to a day.</summary>
public sealed record Center
{
    public required string Id { get; init; }

    /// <summary>As people write it: ØAC.</summary>
    public required string Kortnavn { get; init; }

    public required string Navn { get; init; }

    public DateOnly GyldigFra { get; init; }

    public DateOnly? GyldigTil { get; init; }

    public bool GaelderDen(DateOnly dag) => dag >= GyldigFra && (GyldigTil is not { } til || dag <= til);

    /// <summary>Both names where there are two: »CBA, Center for Byråd og Administration«.</summary>
    public string Fuldnavn => Kortnavn == Navn ? Navn : $"{Kortnavn}, {Navn}";

    /// <summary>Its name where one chooses among centers: one that has closed is said to have.</summary>
    public string Valgnavn(DateOnly idag) => GyldigTil < idag ? $"{Navn} (nedlagt)" : Navn;
}

/// <summary>
/// The forums and centers of the municipality, read from <c>workflows/fora.yaml</c>, with the rules that administrators have added since.
/// </summary>
public sealed class Forakatalog
{
    private readonly Dictionary<string, Center> _centre;
    private readonly Lock _laas = new();
    private volatile Indhold _nu;

    public Forakatalog(IReadOnlyList<Forum> fora, IReadOnlyList<Center> centre)
    {
        _nu = new Indhold(fora, 0);
        Centre = centre;
        _centre = centre.ToDictionary(c => c.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var c in centre)
        {
            _centre.TryAdd(c.Kortnavn, c);
        }
    }

    public IReadOnlyList<Forum> Fora => _nu.Fora;

    /// <summary>Rises each time a rule is added.</summary>
    public int Udgave => _nu.Udgave;

    public IReadOnlyList<Center> Centre { get; }

    public Forum? Forum(string? id) => id is not null && _nu.EfterId.TryGetValue(id, out var f) ? f : null;

    /// <summary>A center by id or short name (<c>OEAC</c>, <c>ØAC</c>).</summary>
    public Center? Center(string? id) => id is not null && _centre.TryGetValue(id, out var c) ? c : null;

    /// <summary>A center's name by its id or short name, else the id itself.</summary>
    public string Centernavn(string id) => Center(id)?.Navn ?? id;

    /// <summary>The centers to choose among for something new: those open on a day.</summary>
    public IReadOnlyList<Center> AabneCentre(DateOnly dag) => [.. Centre.Where(c => c.GaelderDen(dag)).OrderBy(c => c.Navn, Dansk.Alfabet)];

    /// <summary>The centers to choose among for what there is already: those that have closed come last.</summary>
    public IReadOnlyList<Center> Centervalg(DateOnly idag) => [.. Centre.OrderBy(c => c.GyldigTil < idag).ThenBy(c => c.Navn, Dansk.Alfabet)];

    /// <summary>The forum's name, "Politisk behandling" while none is named, else the id itself.</summary>
    public string Navn(string forumId) =>
        forumId == Forelaeggelser.Forelaeggelse.Politik ? "Politisk behandling (forum ikke valgt)" : Forum(forumId)?.Navn ?? forumId;

    /// <summary>Adds a rule to a forum; it takes the place of one that begins on the same day.</summary>
    public void TilfoejRegel(string forumId, Forumregel regel)
    {
        lock (_laas)
        {
            var foer = _nu;
            _nu = new Indhold(
                [.. foer.Fora.Select(f => f.Id != forumId ? f : f with { Regler = [.. f.Regler.Where(r => r.GyldigFra != regel.GyldigFra).Append(regel).OrderBy(r => r.GyldigFra)] })], foer.Udgave + 1);
        }
    }

    private sealed class Indhold(IReadOnlyList<Forum> fora, int udgave)
    {
        public IReadOnlyList<Forum> Fora => fora;

        public int Udgave => udgave;

        public Dictionary<string, Forum> EfterId { get; } = fora.ToDictionary(f => f.Id, StringComparer.OrdinalIgnoreCase);
    }
}
