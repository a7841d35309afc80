using SagsFlow.Fora;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;
using SagsFlow.Processer;

namespace SagsFlow.Ruteplaner;

/// <summary>What would do when a target is not reached.</summary>
/// <param name="Tekst">In words.</param>
/// <param name="Dato">The day the target's forum would then decide.</param>
/// <param name="Udelad">The step to leave out, as <c>udelad</c> takes it.</param>
/// <param name="Forum">The forum that would hold an extraordinary meeting.</param>
/// <param name="Senest">The last day of that meeting.</param>
public sealed record Alternativ(Alternativart Art, string Tekst, DateOnly? Dato = null, string? Udelad = null, string? Forum = null, DateOnly? Senest = null);

public enum Alternativart
{
    SenereDato,
    UdeladTrin,
    EkstraordinaertMoede,
}

/// <summary>Looks for what would reach a target that a plan does not reach: each way is tried by running the process again.</summary>
public sealed class Rutealternativer(Ruteplanlaegger planlaegger, Forakatalog fora, Arbejdskalender kalender)
{
    /// <summary>When an extraordinary meeting is imagined to be held.</summary>
    private static readonly TimeOnly Ekstraordinaert = new(16, 0);

    public IEnumerable<Alternativ> Find(Ruteforudsaetninger f, Ruteforloeb forloeb)
    {
        var maal = f.Maal!;
        if (forloeb.Sidste(maal.Forum)?.Moede is { } senere)
        {
            yield return new Alternativ(Alternativart.SenereDato, $"Den nærmeste dato, {fora.Navn(maal.Forum)} kan nå at behandle sagen, er {Dansk.Dag(senere.Dato)}.", senere.Dato);
        }

        var start = Ruteplanlaegger.Kl(f, f.Start);
        foreach (var trin in forloeb.Forelaeggelser.Where(t => t.Forum != maal.Forum && KanUdelades(f, t)))
        {
            var navn = f.Proces.NodesById.GetValueOrDefault(trin.Node.Id) == trin.Node ? trin.Node.Id : trin.Forum!;
            var uden = planlaegger.Koer(f with { Udeladt = new HashSet<string>(f.Udeladt, StringComparer.Ordinal) { navn } }, start);
            if (uden.Naar(maal))
            {
                var dato = uden.Sidste(maal.Forum)!.Moede!.Dato;
                yield return new Alternativ(Alternativart.UdeladTrin, $"Udelades {fora.Navn(trin.Forum!)}, kan {fora.Navn(maal.Forum)} behandle sagen {Dansk.Dag(dato)}.", dato, navn);
            }
        }

        foreach (var trin in forloeb.Forelaeggelser.Where(t => !t.UdenDato && !t.ErPaaDagsorden && DateOnly.FromDateTime(t.Klar) < maal.Senest && fora.Forum(t.Forum) is not null))
        {
            if (Ekstraordinaer(f, start, trin) is { } alternativ)
            {
                yield return alternativ;
            }
        }
    }

    /// <summary>A step the definition marks, or a forum the case was only assumed to be sent to; never Økonomiudvalget before the council.</summary>
    private static bool KanUdelades(Ruteforudsaetninger f, Plantrin trin) =>
        Attribut.ErValgfri(trin.Node) || (f.Ruter.Contains(trin.Forum, StringComparer.Ordinal) && !Ruteregler.VejTil(f.Maal!.Forum).Contains(trin.Forum, StringComparer.Ordinal));

    private Alternativ? Ekstraordinaer(Ruteforudsaetninger f, DateTime start, Plantrin trin)
    {
        var maal = f.Maal!;
        var klar = DateOnly.FromDateTime(trin.Klar);
        var foerste = trin.Afstand is { } afstand && afstand.Tidligst > klar ? afstand.Tidligst.AddDays(-1) : klar;
        var dage = Enumerable.Range(1, Math.Max(0, maal.Senest.DayNumber - foerste.DayNumber)).Select(foerste.AddDays).Where(kalender.ErArbejdsdag).ToList();
        if (Ruteplanlaegger.Stoerste(0, dage.Count - 1, i => Prov(dage[i]).Naar(maal)) is not { } sidste)
        {
            return null;
        }

        var dato = Prov(dage[sidste]).Sidste(maal.Forum)!.Moede!.Dato;
        var hvornaar = sidste == 0 ? $"{Dansk.Dag(dage[0])}" : $"mellem {Dansk.Dag(dage[0])} og {Dansk.Dag(dage[sidste])}";
        var tekst = trin.Forum == maal.Forum && dato == dage[sidste]
            ? $"Målet kan nås med et ekstraordinært møde i {fora.Navn(trin.Forum!)} {hvornaar}."
            : $"Holder {fora.Navn(trin.Forum!)} et ekstraordinært møde {hvornaar}, kan {fora.Navn(maal.Forum)} behandle sagen senest {Dansk.Dag(dato)}.";
        return new Alternativ(Alternativart.EkstraordinaertMoede, tekst, dato, Forum: trin.Forum, Senest: dage[sidste]);

        Ruteforloeb Prov(DateOnly dag) =>
            planlaegger.Koer(f, start, new Rutevalg { Ekstraordinaere = new Dictionary<string, DateTime>(StringComparer.Ordinal) { [trin.Noegle] = dag.ToDateTime(Ekstraordinaert) } });
    }
}
