using SagsFlow.Engine.Bpmn;
using SagsFlow.Fora;
using SagsFlow.Kalender;
using SagsFlow.Processer;

namespace SagsFlow.Ruteplaner;

/// <summary>A plan that has been made.</summary>
/// <param name="Forloeb">The earliest way through.</param>
/// <param name="KanNaas">Whether the target is reached; without one, whether every forum has a meeting.</param>
/// <param name="SenesteStart">The last day the case can begin and reach the target; null without one, for a running case, and where no day would do.</param>
/// <param name="Senest">Where the target is reached: per step the last meeting, or for a person's task the last day, that still reaches it.</param>
/// <param name="Brud">Rules of law that are broken, in words.</param>
/// <param name="Advarsler">What else to know, in words.</param>
/// <param name="Alternativer">Where the target is not reached: what would do.</param>
public sealed record Rute(
    Ruteforloeb Forloeb,
    bool KanNaas,
    DateOnly? SenesteStart,
    IReadOnlyDictionary<string, Senestetrin> Senest,
    IReadOnlyList<string> Brud,
    IReadOnlyList<string> Advarsler,
    IReadOnlyList<Alternativ> Alternativer);

/// <summary>The last that still reaches the target: a meeting, or a day to be done.</summary>
public sealed record Senestetrin(Planmoede? Moede, DateOnly? Dag);

/// <summary>
/// Plans a case's way to a decision, forwards and backwards. Every question is answered by running the process again with something changed,
/// so that a plan goes the way the case will: a later start, a later meeting or a step left out never makes another step earlier, and the last
/// that still reaches the target is found by halving.
/// </summary>
public sealed class Ruteplanlaegger(Forakatalog fora, Arbejdskalender kalender, Behandlingsintervaller intervaller)
{
    /// <summary>How many days before the target a latest start is looked for.</summary>
    public const int TilbageDage = 400;

    /// <summary>Plans.</summary>
    public Rute Laeg(Ruteforudsaetninger f)
    {
        var forloeb = Koer(f, Kl(f, f.Start));
        var kanNaas = f.Maal is { } maal ? forloeb.Naar(maal) : forloeb.Forelaeggelser.Any() && forloeb.Forelaeggelser.All(t => t.Moede is not null);
        var senesteStart = f is { Maal: not null, Stilling: null } ? SenesteStart(f) : null;
        var regler = new Ruteregler(fora);
        var (brud, advarsler) = regler.Bedoem(f, forloeb);
        var alternativer = new List<Alternativ>();
        if (f.Maal is not null && !kanNaas)
        {
            var (iVejen, antaget) = regler.Hindringer(f.Maal, SenestUdenFrister(f));
            brud.AddRange(iVejen.Except(brud));
            advarsler.AddRange(antaget.Except(advarsler));
            alternativer.AddRange(new Rutealternativer(this, fora, kalender).Find(f, forloeb));
        }

        return new Rute(forloeb, kanNaas, senesteStart, f.Maal is not null && kanNaas ? Seneste(f, forloeb, senesteStart) : new Dictionary<string, Senestetrin>(), brud, advarsler, alternativer);
    }

    /// <summary>One run.</summary>
    public Ruteforloeb Koer(Ruteforudsaetninger f, DateTime start, Rutevalg? valg = null)
    {
        var foerste = new Rutesimulering(f, valg ?? new Rutevalg(), fora, kalender, intervaller).Koer(start);

        // What the process waits for may hang on its meeting, and the meeting on when it gets there: the first run's meetings are the second's facts.
        return LaeserMoede(f)
            ? new Rutesimulering(f with { Moedefoelge = [.. foerste.Forelaeggelser.Select(t => t.Moede)] }, valg ?? new Rutevalg(), fora, kalender, intervaller).Koer(start)
            : foerste;
    }

    /// <summary>Whether the case's processes, or those they call, read the meeting they are on their way to.</summary>
    public static bool LaeserMoede(Ruteforudsaetninger f)
    {
        var egne = new List<ProcessDefinition>(f.Stilling?.Processer.Select(p => p.Definition) ?? []) { f.Proces };
        for (var i = 0; i < egne.Count; i++)
        {
            if (Moedefakta.Laeses(egne[i]))
            {
                return true;
            }

            var kaldte = egne[i].Nodes.SelectMany(n => n.CalledProcess?.ResultLiterals ?? []).ToHashSet(StringComparer.Ordinal);
            egne.AddRange(f.Processer.Where(p => kaldte.Contains(p.Id) && !egne.Contains(p)));
        }

        return false;
    }

    /// <summary>When a case begins that begins on a day: a day that is under way has only its rest left.</summary>
    public static DateTime Kl(Ruteforudsaetninger f, DateOnly dag) => dag == DateOnly.FromDateTime(f.Nu) ? f.Nu : dag.ToDateTime(TimeOnly.MinValue);

    /// <summary>The greatest number for which something holds that holds up to some point; null when it does not hold for the first.</summary>
    public static int? Stoerste(int fra, int til, Func<int, bool> holder)
    {
        if (fra > til || !holder(fra))
        {
            return null;
        }

        while (fra < til)
        {
            var midt = fra + ((til - fra + 1) / 2);
            (fra, til) = holder(midt) ? (midt, til) : (fra, midt - 1);
        }

        return fra;
    }

    /// <summary>Also a day that has passed is told: the case should have begun then.</summary>
    private DateOnly? SenesteStart(Ruteforudsaetninger f) =>
        Stoerste(-TilbageDage, 0, d => Koer(f, Kl(f, f.Maal!.Senest.AddDays(d))).Naar(f.Maal)) is { } dage ? f.Maal!.Senest.AddDays(dage) : null;

    private Dictionary<string, Senestetrin> Seneste(Ruteforudsaetninger f, Ruteforloeb forloeb, DateOnly? senesteStart)
    {
        var start = Kl(f, f.Start);
        var senest = new Dictionary<string, Senestetrin>(StringComparer.Ordinal);
        var sidste = forloeb.Sidste(f.Maal!.Forum)!;
        foreach (var trin in forloeb.Trin.TakeWhile(t => t != sidste).Append(sidste).Where(t => t is { Moede: not null, ErPaaDagsorden: false }))
        {
            if (SenesteMoede(f, start, trin, new Rutevalg()) is { } moede)
            {
                senest[trin.Noegle] = new Senestetrin(moede, null);
            }
        }

        if (senesteStart is { } dag)
        {
            foreach (var trin in Koer(f, Kl(f, dag)).Trin.Where(t => t.Forum is null && !t.UdenDato))
            {
                senest[trin.Noegle] = new Senestetrin(null, Varigheder.SidsteDag(trin.Faerdig));
            }
        }

        return senest;
    }

    /// <summary>The last meeting a step can take, the others going as they may, so that the target is reached.</summary>
    private Planmoede? SenesteMoede(Ruteforudsaetninger f, DateTime start, Plantrin trin, Rutevalg valg)
    {
        var moeder = f.Moeder.Efter(trin.Forum!, trin.Moede!.Start.AddTicks(-1)).TakeWhile(m => m.Dato <= f.Maal!.Senest).ToList();
        return Stoerste(0, moeder.Count - 1, i => Taget(i)?.Moede == moeder[i]) is { } sidste ? moeder[sidste] : trin.Moede;

        Plantrin? Taget(int i)
        {
            var forloeb = Koer(f, start, valg with { Tidligst = new Dictionary<string, DateTime>(valg.Tidligst, StringComparer.Ordinal) { [trin.Noegle] = moeder[i].Start } });
            return forloeb.Naar(f.Maal!) ? forloeb.Trin.FirstOrDefault(t => t.Noegle == trin.Noegle) : null;
        }
    }

    /// <summary>
    /// The way that would reach the target if no hand-in date were asked about, each step as late as it may be, so that as few rules as possible
    /// are in its way.
    /// </summary>
    private Ruteforloeb SenestUdenFrister(Ruteforudsaetninger f)
    {
        var start = Kl(f, f.Start);
        var valg = new Rutevalg { UdenFrister = true };
        var forloeb = Koer(f, start, valg);
        if (!forloeb.Naar(f.Maal!))
        {
            return forloeb;
        }

        var senere = new HashSet<string>(StringComparer.Ordinal);
        foreach (var trin in forloeb.Forelaeggelser.TakeWhile(t => t.Moede?.Dato <= f.Maal!.Senest).Reverse().ToList())
        {
            // A first reading is left early: the second must lie far from it.
            if (!trin.ErPaaDagsorden && senere.Add(trin.Forum!) && SenesteMoede(f, start, trin, valg) is { } moede)
            {
                valg = valg with { Tidligst = new Dictionary<string, DateTime>(valg.Tidligst, StringComparer.Ordinal) { [trin.Noegle] = moede.Start } };
            }
        }

        return Koer(f, start, valg);
    }
}
