using System.Globalization;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;
using SagsFlow.Moeder;

namespace SagsFlow.Procesplaner;

public enum Planalvor
{
    /// <summary>Worth knowing; the plan may stand as it is.</summary>
    Bemaerkning,

    /// <summary>Somebody must do something about it.</summary>
    Advarsel,

    /// <summary>The law says otherwise.</summary>
    Brud,
}

/// <summary>Something in a plan that does not fit.</summary>
/// <param name="Tekst">What and why, with the arithmetic, in whole sentences.</param>
/// <param name="Celler">The cells it concerns.</param>
/// <param name="Grundlag">The law's paragraph for a <see cref="Planalvor.Brud"/>; else what the rule rests on, or null.</param>
public sealed record Plankonflikt(Planalvor Alvor, string Tekst, IReadOnlyList<string> Celler, string? Grundlag = null);

/// <summary>Finds what does not fit in a plan and explains it.</summary>
public sealed class Plankonflikter(Forakatalog fora, Arbejdskalender kalender, Moedefrister frister)
{
    private const string Oekonomiudvalget = "OEU";
    private const string Byraadet = "BY";

    private sealed record Dateret(Plancelle Celle, Omtrentligdato Dato)
    {
        public DateOnly? Dag => Dato.ErEnDag ? Dato.Tidligst : null;

        public bool HarDato => Dato.Tidligst is not null || Dato.Senest is not null;

        public string Vist => Dag is { } dag ? Dansk.Dag(dag) : Dato.Tekst;
    }

    /// <param name="moeder">The forums' meetings, those that are cancelled too, in the plan's years.</param>
    public IReadOnlyList<Plankonflikt> Find(Procesplan plan, IReadOnlyList<Moede> moeder)
    {
        var trin = plan.Indhold.Trin.Select((t, nr) => (t.Id, nr)).ToDictionary(t => t.Id, t => t.nr, StringComparer.Ordinal);
        var celler = plan.Indhold.Celler.Select(c => new Dateret(c, c.Dato.Beregn(plan.Anker, kalender))).ToList();
        return
        [
            .. plan.Indhold.Krav.Select(k => Krav(k, celler)).OfType<Plankonflikt>(),
            .. plan.Indhold.Spor.SelectMany(s => Sporet([.. celler.Where(c => c.Celle.Spor == s.Id).OrderBy(c => trin[c.Celle.Trin]).ThenBy(c => c.Dato.Tidligst)])),
            .. celler.Select(PaaFridag).OfType<Plankonflikt>(),
            .. celler.Select(c => Moedet(c, moeder)).OfType<Plankonflikt>(),
        ];
    }

    /// <summary>The forums of a track treat it one after the other; each decision must be there when the next one's agenda goes out.</summary>
    private IEnumerable<Plankonflikt> Sporet(List<Dateret> celler)
    {
        var forelagt = celler.Where(c => c.Celle.Forum is not null && c.HarDato).ToList();
        foreach (var (foer, efter) in forelagt.Zip(forelagt.Skip(1)))
        {
            if (Raekkefoelge(foer, efter) is { } bagvendt)
            {
                yield return bagvendt;
            }
            else if ((foer.Celle.Forum == efter.Celle.Forum ? null : Eftersendes(foer, efter) ?? Afleveres(foer, efter)) is { } presset)
            {
                yield return presset;
            }
        }

        foreach (var dag in celler.Where(c => c.Dag is not null).GroupBy(c => c.Dag!.Value).Where(g => g.Count() > 1))
        {
            yield return new Plankonflikt(
                Planalvor.Bemaerkning, $"Sporet har {Dansk.Antal(dag.Count(), "trin", "trin")} samme dag, {Dansk.Dag(dag.Key)}: {string.Join(", ", dag.Select(c => c.Celle.Titel))}.", [.. dag.Select(c => c.Celle.Id)]);
        }
    }

    private Plankonflikt? Raekkefoelge(Dateret foer, Dateret efter)
    {
        if (efter.Dato.Senest is not { } slut || foer.Dato.Tidligst is not { } start || slut >= start)
        {
            return null;
        }

        var udenOem = foer.Celle.Forum == Oekonomiudvalget && efter.Celle.Forum == Byraadet;
        return new Plankonflikt(
            udenOem ? Planalvor.Brud : Planalvor.Advarsel,
            $"{Navn(efter)} behandler sagen {efter.Vist}, før {Navn(foer)} {foer.Vist}."
                + (udenOem ? " Økonomiudvalget skal udtale sig, før Byrådet beslutter (kommunestyrelsesloven § 18 stk. 2)." : " Byt om på dem, eller flyt den ene."),
            [foer.Celle.Id, efter.Celle.Id],
            udenOem ? "kommunestyrelsesloven § 18 stk. 2" : null);
    }

    /// <summary>The next forum's agenda goes out before the decision is there, so that it must be sent after it.</summary>
    private Plankonflikt? Eftersendes(Dateret foer, Dateret efter)
    {
        if (Frist(efter, Moedefristart.Udsendelse) is not { } udsendes || foer.Dato.Tidligst is not { } beslutning || beslutning < DateOnly.FromDateTime(udsendes.Forfald))
        {
            return null;
        }

        var sendt = DateOnly.FromDateTime(udsendes.Forfald);
        var afstand = beslutning == sendt ? "samme dag som" : $"{Dansk.Antal(beslutning.DayNumber - sendt.DayNumber, "dag", "dage")} efter at";
        return new Plankonflikt(
            udsendes.Regel.Lovbestemt ? Planalvor.Brud : Planalvor.Advarsel,
            $"{Kort(foer)}'s beslutning må eftersendes: {Kort(foer)} mødes {foer.Vist}, {afstand} dagsordenen til {Kort(efter)} {efter.Vist} udsendes ({udsendes.Forklaring.TrimEnd('.')}).",
            [foer.Celle.Id, efter.Celle.Id],
            udsendes.Regel.Grundlag);
    }

    /// <summary>The next forum's material is due before the decision is there. The minutes of 08-01-2024 foresaw as much of the prognoses.</summary>
    private Plankonflikt? Afleveres(Dateret foer, Dateret efter)
    {
        if (Frist(efter, Moedefristart.Aflevering) is not { } afleveres || foer.Dato.Tidligst is not { } beslutning || beslutning <= DateOnly.FromDateTime(afleveres.Forfald))
        {
            return null;
        }

        return new Plankonflikt(
            Planalvor.Bemaerkning,
            $"Afleveringsfristen til {Kort(efter)} {efter.Vist} er udfordret: {Kort(foer)} mødes først {foer.Vist} ({afleveres.Forklaring.TrimEnd('.')}).",
            [foer.Celle.Id, efter.Celle.Id],
            afleveres.Regel.Grundlag);
    }

    private static Plankonflikt? Krav(Plankrav krav, List<Dateret> celler)
    {
        var (foerst, derefter) = (celler.First(c => c.Celle.Id == krav.Foerst), celler.First(c => c.Celle.Id == krav.Derefter));
        if (foerst.Dato is not { Tidligst: { } a1, Senest: { } a2 } || derefter.Dato is not { Tidligst: { } b1, Senest: { } b2 })
        {
            return null;
        }

        var regel = $"Der skal være mindst {Dansk.Antal(krav.MindstDage, "dag", "dage")} fra »{foerst.Celle.Titel}« til »{derefter.Celle.Titel}« ({krav.Grundlag})";
        IReadOnlyList<string> ider = [krav.Foerst, krav.Derefter];
        var (mest, mindst) = (b2.DayNumber - a1.DayNumber, b1.DayNumber - a2.DayNumber);
        return mest < krav.MindstDage
            ? new Plankonflikt(krav.Lovbestemt ? Planalvor.Brud : Planalvor.Advarsel, $"{regel}; her er der {(mest == mindst ? "" : "højst ")}{mest.ToString(CultureInfo.InvariantCulture)}: {foerst.Vist} og {derefter.Vist}.", ider, krav.Grundlag)
            : mindst < krav.MindstDage
                ? new Plankonflikt(Planalvor.Bemaerkning, $"{regel}. Det kan ikke afgøres, før dagene er valgt: {foerst.Vist} og {derefter.Vist}.", ider, krav.Grundlag)
                : null;
    }

    private Plankonflikt? PaaFridag(Dateret celle) => celle.Dag is { } dag && kalender.Fridag(dag) is { } fri
        ? new Plankonflikt(Planalvor.Advarsel, $"»{celle.Celle.Titel}« ligger {Dansk.Dag(dag)}, som ikke er en arbejdsdag ({fri.Navn}).", [celle.Celle.Id])
        : null;

    private Plankonflikt? Moedet(Dateret celle, IReadOnlyList<Moede> moeder)
    {
        if (celle.Celle.Forum is not { } forum || celle.Dag is not { } dag || moeder.Where(m => m.ForumId == forum).ToList() is not { Count: > 0 } forummets)
        {
            return null;
        }

        var samme = forummets.Where(m => m.Dato == dag).ToList();
        if (samme.Exists(m => m.Aflyst is null))
        {
            return null;
        }

        var naermeste = forummets.Where(m => m.Aflyst is null).MinBy(m => Math.Abs(m.Dato.DayNumber - dag.DayNumber));
        var andet = naermeste is null ? "" : $" Det nærmeste er {Dansk.Dag(naermeste.Dato)}.";
        return samme.Count > 0 ? new Plankonflikt(Planalvor.Advarsel, $"Mødet i {fora.Navn(forum)} {Dansk.Dag(dag)} er aflyst.{andet}", [celle.Celle.Id])
            : naermeste is not null && naermeste.Dato.Year == dag.Year ? new Plankonflikt(Planalvor.Bemaerkning, $"{fora.Navn(forum)} har intet møde {Dansk.Dag(dag)}.{andet}", [celle.Celle.Id])
            : null;
    }

    private Moedefrist? Frist(Dateret celle, Moedefristart art) => celle is { Dag: { } dag, Celle.Forum: { } forum } ? frister.Af(forum, dag.ToDateTime(TimeOnly.MinValue), art) : null;

    private string Kort(Dateret celle) => fora.Forum(celle.Celle.Forum)?.Kortnavn ?? celle.Celle.Titel;

    private string Navn(Dateret celle) => fora.Forum(celle.Celle.Forum)?.Navn ?? celle.Celle.Titel;
}
