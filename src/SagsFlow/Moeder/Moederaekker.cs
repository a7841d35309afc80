using SagsFlow.Fora;

namespace SagsFlow.Moeder;

/// <summary>One round of political meetings that belong together: the committees', then Økonomiudvalget's, then the council's (domain: § 6).</summary>
/// <param name="Fagudvalg">In order of time.</param>
/// <param name="Oekonomiudvalg">Mostly one.</param>
/// <param name="Byraad">Null while the council's meeting is not planned.</param>
public sealed record Moederaekke(IReadOnlyList<MoedeSvar> Fagudvalg, IReadOnlyList<MoedeSvar> Oekonomiudvalg, MoedeSvar? Byraad)
{
    public MoedeSvar Sidste => Byraad ?? (Oekonomiudvalg is [.., var sidste] ? sidste : Fagudvalg[^1]);
}

/// <summary>Finds the rounds in a list of meetings.</summary>
public static class Moederaekker
{
    private const string Oekonomiudvalget = "OEU";

    /// <summary>A committee's meeting belongs to the first one of Økonomiudvalget after it, and that one to the first of the council after it.</summary>
    /// <param name="moeder">Those that are cancelled belong nowhere.</param>
    public static IReadOnlyList<Moederaekke> Find(IEnumerable<MoedeSvar> moeder, Forakatalog fora)
    {
        var politiske = moeder.Where(m => m.Status != MoedeStatus.Aflyst && fora.Forum(m.Forum)?.ErPolitisk == true).OrderBy(m => m.Start).ToList();
        var byraad = politiske.Where(m => fora.Forum(m.Forum)!.Art == ForumArt.Byraad).ToList();
        var oekonomi = politiske.Where(m => m.Forum == Oekonomiudvalget).ToList();
        MoedeSvar? Byraadet(MoedeSvar m) => byraad.Find(b => b.Start > m.Start);
        MoedeSvar? Oekonomien(MoedeSvar m) => oekonomi.Find(o => o.Start > m.Start);
        var raekker =
            from m in politiske
            let oeu = m.Forum == Oekonomiudvalget ? m : byraad.Contains(m) ? null : Oekonomien(m)
            let raad = byraad.Contains(m) ? m : oeu is null ? null : Byraadet(oeu)
            group m by (raad ?? oeu)?.Id into raekke
            select new Moederaekke(
                [.. raekke.Where(m => m.Forum != Oekonomiudvalget && !byraad.Contains(m))], [.. raekke.Where(m => m.Forum == Oekonomiudvalget)], raekke.FirstOrDefault(byraad.Contains));
        return [.. raekker.OrderBy(r => r.Sidste.Start)];
    }
}
