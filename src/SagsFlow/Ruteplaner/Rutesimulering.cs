using SagsFlow.Beslutninger;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Frister;
using SagsFlow.Kalender;
using SagsFlow.Processer;

namespace SagsFlow.Ruteplaner;

/// <summary>What a run tries out.</summary>
public sealed record Rutevalg
{
    /// <summary>Steps that take no meeting before a time, by key.</summary>
    public IReadOnlyDictionary<string, DateTime> Tidligst { get; init; } = new Dictionary<string, DateTime>();

    /// <summary>Extraordinary meetings that are imagined, by the step's key: their deadlines are not asked about.</summary>
    public IReadOnlyDictionary<string, DateTime> Ekstraordinaere { get; init; } = new Dictionary<string, DateTime>();

    /// <summary>Whether hand-in dates and days between readings are passed over, to find which rule is in the way.</summary>
    public bool UdenFrister { get; init; }
}

/// <summary>
/// One run of a case's process on a virtual clock, by the engine's own simulation: every outcome is the one that moves the case on, people's
/// tasks take their assumed days, and a forelæggelse takes the first meeting it can reach.
/// </summary>
public sealed class Rutesimulering(Ruteforudsaetninger f, Rutevalg valg, Forakatalog fora, Arbejdskalender kalender, Behandlingsintervaller intervaller)
{
    private readonly List<Plantrin> _trin = [];
    private readonly Dictionary<string, int> _gange = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateOnly> _behandlet = new(f.Stilling?.Behandlet ?? new Dictionary<string, DateOnly>(), StringComparer.Ordinal);
    private DateTime? _politikKlar = f.Stilling?.PolitikKlar;
    private readonly Dictionary<string, FeelValue> _fakta = new(f.Fakta, StringComparer.Ordinal);
    private bool _uden;
    private int _naaet;
    private bool _rutenGivet;

    /// <summary>Runs it once.</summary>
    /// <param name="start">Local time; for a running case, now.</param>
    public Ruteforloeb Koer(DateTime start)
    {
        _fakta[Moedefakta.Navn] = (f.Moedefoelge is { } foelge ? foelge is [var foerst, ..] ? foerst : null : Foerstebud())?.Fakta ?? FeelValue.Null;
        var simulering = new Simulation(f.Processer, LokalTid.TilOejeblik(start), LokalTid.Zone, Resultat) { DoneAt = FaerdigKl, Facts = _fakta };
        var forloeb = f.Stilling is { } stilling
            ? simulering.Resume(stilling.Processer)
            : simulering.Run(f.Proces, new Dictionary<string, FeelValue>(StringComparer.Ordinal));
        return new Ruteforloeb(_trin, forloeb.Faults);
    }

    /// <summary>Answers every task with what moves it on.</summary>
    private FeelContext Resultat(Node node, int foer)
    {
        var svar = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        if (!Attribut.ErForumopgave(node))
        {
            svar["udfald"] = FeelValue.Of(Attribut.Udfald(node)[0].Id);
            foreach (var felt in Attribut.Felter(node).Where(felt => felt.Type == "forum" && f.Fagudvalg is not null))
            {
                svar[felt.Id] = FeelValue.Of(f.Fagudvalg!);
            }

            return new FeelContext(svar);
        }

        svar["udfald"] = FeelValue.Of(Udfald.Godkendt.Slug());
        if (!_rutenGivet && f.Ruter.Count > 0 && Tager(node, f))
        {
            _rutenGivet = true;
            svar["ruter"] = FeelValue.Of(f.Ruter.Select(FeelValue.Of));
        }

        return new FeelContext(svar);
    }

    /// <summary>Whether it is here that the assumed routes are named: at the first step of the case's own process that may.</summary>
    public static bool Tager(Node node, Ruteforudsaetninger f) =>
        f.Proces.NodesById.GetValueOrDefault(node.Id) == node && Attribut.TilladteRuter(node).Count > 0;

    private DateTimeOffset FaerdigKl(SimulatedTask opgave)
    {
        var klar = LokalTid.Af(opgave.Reached);
        var aaben = opgave.Instance is { } plads ? f.Stilling?.Aabne.GetValueOrDefault((plads, opgave.Wait)) : null;
        var forum = Attribut.ErForumopgave(opgave.Node) ? aaben?.Forum ?? Attribut.Tekst(opgave.Attributes ?? new Dictionary<string, FeelValue>(), Attribut.Forum) ?? Forelaeggelse.Politik : null;
        if (f.Udeladt.Contains(opgave.Node.Id) || (forum is not null && f.Udeladt.Contains(forum)) || opgave.Node.IsAdHoc)
        {
            return opgave.Reached;
        }

        var gang = _gange.GetValueOrDefault($"{opgave.Node.Id}/{forum}");
        _gange[$"{opgave.Node.Id}/{forum}"] = gang + 1;
        var noegle = $"{opgave.ProcessId}/{opgave.Node.Id}/{forum}/{gang}";
        var trin = forum is null ? Persontrin(opgave, noegle, klar, aaben) : Forumtrin(opgave, noegle, forum, klar, aaben);
        _trin.Add(trin);
        return _uden ? opgave.Reached : LokalTid.TilOejeblik(trin.Faerdig);
    }

    private Plantrin Persontrin(SimulatedTask opgave, string noegle, DateTime klar, AabentTrin? aaben)
    {
        var dage = Varigheder.Dage(opgave.Node);
        if (dage > 0)
        {
            _politikKlar = null;
        }

        var faerdig = _uden ? klar : Varigheder.Faerdig(aaben?.Begyndt ?? klar, dage, kalender);
        return new Plantrin
        {
            Noegle = noegle, Node = opgave.Node, Klar = klar, Dage = dage, Faerdig = faerdig > klar ? faerdig : klar, UdenDato = _uden, ErAaben = aaben is not null, Vent = Vent(opgave),
        };
    }

    private Plantrin Forumtrin(SimulatedTask opgave, string noegle, string forum, DateTime klar, AabentTrin? aaben)
    {
        var erPolitisk = fora.Forum(forum)?.ErPolitisk == true || forum == Forelaeggelse.Politik;
        // What waits was handed in when the step before it was done.
        var begynd = aaben is null ? klar : f.Stilling!.SidstKlar;
        _politikKlar = erPolitisk ? _politikKlar ?? begynd : null;
        var behandling = aaben?.Behandling ?? Behandlingen(opgave);
        var trin = new Plantrin
        {
            Noegle = noegle, Node = opgave.Node, Forum = forum, Behandling = behandling, Klar = klar, Afleveret = _politikKlar ?? begynd, Afstand = _uden ? null : Afstanden(opgave.Node, forum),
            UdenDato = _uden, ErAaben = aaben is not null, ErPaaDagsorden = aaben?.Moede is not null, Vent = Vent(opgave),
        };
        trin.Moede = _uden ? null : aaben?.Moede ?? Vaelg(trin, aaben?.Udsat == true, behandling == Behandling.Hoeres ? f.HoeringDage : 0);
        trin.Faerdig = trin.Moede is { } moede && moede.Faerdig > klar ? moede.Faerdig : klar;
        if (trin.Moede is { } holdt)
        {
            _behandlet[forum] = holdt.Dato;
        }

        _uden |= trin.Moede is null;

        // When this one is done the next is what the case is on its way to.
        _naaet++;
        _fakta[Moedefakta.Navn] = (f.Moedefoelge is { } foelge ? foelge.ElementAtOrDefault(_naaet) : trin.Moede)?.Fakta ?? FeelValue.Null;
        return trin;
    }

    /// <summary>The meeting to begin with: the one whose agenda the case is on, else the next of the first forum its process names.</summary>
    private Planmoede? Foerstebud()
    {
        var forum = f.Proces.Nodes.Select(n => Attribut.Literal(n, Attribut.Forum)).FirstOrDefault(navn => navn is not null);
        return f.Stilling?.Aabne.Values.Select(a => a.Moede).FirstOrDefault(m => m is not null) ?? (forum is null ? null : f.Moeder.Efter(forum, f.Nu).FirstOrDefault());
    }

    /// <summary>The first meeting after the case gets there whose hand-in date had not passed when it was handed in.</summary>
    private Planmoede? Vaelg(Plantrin trin, bool udsat, int hoeringDage)
    {
        if (valg.Ekstraordinaere.TryGetValue(trin.Noegle, out var ekstra))
        {
            return ekstra > trin.Klar && (trin.Afstand is not { } a || DateOnly.FromDateTime(ekstra) >= a.Tidligst) ? new Planmoede(Guid.Empty, trin.Forum!, ekstra, null, null, Ingenfrister) : null;
        }

        var tidligst = DateOnly.FromDateTime(trin.Klar).AddDays(valg.UdenFrister ? 0 : hoeringDage);
        if (!valg.UdenFrister && trin.Afstand is { } afstand && afstand.Tidligst > tidligst)
        {
            tidligst = afstand.Tidligst;
        }

        var ikkeFoer = valg.Tidligst.GetValueOrDefault(trin.Noegle);
        foreach (var moede in f.Moeder.Efter(trin.Forum!, trin.Klar))
        {
            if (moede.Start < ikkeFoer || moede.Dato < tidligst)
            {
                continue;
            }

            if (valg.UdenFrister || ((udsat || moede.KanAfleveres(trin.Afleveret)) && moede.ErAaben(udsat ? trin.Klar : trin.Afleveret)))
            {
                return moede;
            }

            trin.Misset ??= moede;
        }

        return null;
    }

    private Moedefrister Ingenfrister { get; } = new(new Forakatalog([], []), kalender);

    /// <summary>For a reading after the first, and by the caller's wish for any treatment after another in the forum.</summary>
    private Afstand? Afstanden(Node node, string forum)
    {
        if (!_behandlet.TryGetValue(forum, out var foer))
        {
            return null;
        }

        var regel = Attribut.BehandlingensNr(node) > 1 && Attribut.Literal(node, Attribut.Interval) is { } id ? intervaller.Find(id, foer) : null;
        var oensket = f.Intervaller.GetValueOrDefault(forum);
        return regel is not null && regel.Dage >= oensket ? new Afstand(foer, regel.Dage, regel.Grundlag, regel.Lovbestemt)
            : oensket > 0 ? new Afstand(foer, oensket, "ønsket", false)
            : null;
    }

    private static (int, long)? Vent(SimulatedTask opgave) => opgave.Instance is { } plads ? (plads, opgave.Wait) : null;

    private static Behandling Behandlingen(SimulatedTask opgave) =>
        Enum.TryParse<Behandling>(
            Attribut.Tekst(opgave.Attributes ?? new Dictionary<string, FeelValue>(), Attribut.Behandling)?.Replace("-", "", StringComparison.Ordinal), true, out var b)
            ? b
            : Behandling.Beslutter;
}
