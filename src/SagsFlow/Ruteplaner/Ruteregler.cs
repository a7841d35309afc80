using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Frister;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Ruteplaner;

/// <summary>What a plan breaks, in words: law as brud, what is assumed or merely awkward as advarsler.</summary>
public sealed class Ruteregler(Forakatalog fora)
{
    private const string Oekonomiudvalg = "OEU";
    private const string Byraad = "BY";

    /// <summary>The order that politics asks for: a decision of the council has Økonomiudvalget's opinion first (kommunestyrelsesloven § 18 stk. 2).</summary>
    /// <param name="forum">The target's forum.</param>
    public static IReadOnlyList<string> VejTil(string forum) => forum == Byraad ? [Oekonomiudvalg, Byraad] : [forum];

    /// <summary>A committee that treats cases before Økonomiudvalget.</summary>
    public static bool ErFagudvalg(Forum forum) => forum.Art == ForumArt.Udvalg && forum.Id != Oekonomiudvalg;

    /// <summary>
    /// Whether a decision comes too late to stand in the next forum's agenda: that goes out before the meeting, on its day, or the day after,
    /// when no minutes are ready (prognose plan of 08-01-2024: ÆSU 06-06 and ØU 12-06).
    /// </summary>
    public static bool MaaEftersendes(DateOnly moede, DateTime udsendelse) => DateOnly.FromDateTime(udsendelse) <= moede.AddDays(1);

    /// <summary>Judges the plan itself.</summary>
    public (List<string> Brud, List<string> Advarsler) Bedoem(Ruteforudsaetninger f, Ruteforloeb forloeb)
    {
        var (brud, advarsler) = (new List<string>(), new List<string>());
        var trin = forloeb.Forelaeggelser.ToList();
        if (trin.FindIndex(t => t.Forum == Byraad) is var by and >= 0 && !trin.Take(by).Any(t => t.Forum == Oekonomiudvalg) && f.Stilling?.Behandlet.ContainsKey(Oekonomiudvalg) != true)
        {
            brud.Add($"{fora.Navn(Byraad)} behandler sagen, uden at {fora.Navn(Oekonomiudvalg)} har udtalt sig først. Det kræver kommunestyrelsesloven § 18 stk. 2 i sager med økonomisk eller almindelig administrativ betydning.");
        }

        if (trin.FindIndex(t => t.Forum == Oekonomiudvalg) is var oeu and >= 0 && trin.Skip(oeu).FirstOrDefault(t => fora.Forum(t.Forum) is { } forum && ErFagudvalg(forum)) is { } sent)
        {
            advarsler.Add($"{fora.Navn(sent.Forum!)} behandler sagen efter {fora.Navn(Oekonomiudvalg)}. Rækkefølgen er fagudvalg, {Kort(Oekonomiudvalg)}, Byråd.");
        }

        for (var i = 1; i < trin.Count; i++)
        {
            if (trin[i - 1].Moede is { } foer && trin[i].Moede is { } moede)
            {
                advarsler.AddRange(Naboer(foer, moede));
            }
        }

        foreach (var t in trin.Where(t => t is { Afstand: not null, Moede: not null } && t.Moede.Dato < t.Afstand.Tidligst))
        {
            (t.Afstand!.Lovbestemt ? brud : advarsler).Add(ForTaet(t));
        }

        advarsler.AddRange(trin.Where(t => t.Moede is null && !t.UdenDato).Select(t => UdenMoede(f, t)));
        advarsler.AddRange(forloeb.Fejl.Count == 0 ? [] : ["Sagens proces kan ikke følges til ende, så planen kan være ufuldstændig. En administrator må se på den."]);
        return (brud, advarsler);
    }

    /// <summary>Which rules are in the way of a target that is not reached.</summary>
    /// <param name="presset">The way that asks for no hand-in date.</param>
    public (List<string> Brud, List<string> Advarsler) Hindringer(Rutemaal maal, Ruteforloeb presset)
    {
        var (brud, advarsler) = (new List<string>(), new List<string>());
        if (!presset.Naar(maal))
        {
            if (presset.Forelaeggelser.FirstOrDefault(t => t.Moede is null || t.Moede.Dato > maal.Senest) is { UdenDato: false } uden)
            {
                advarsler.Add($"Sagen er klar til {fora.Navn(uden.Forum!)} {Dansk.Dag(DateOnly.FromDateTime(uden.Klar))}, og derefter har forummet ikke noget møde senest {Dansk.Dato(maal.Senest)}.");
            }

            return (brud, advarsler);
        }

        foreach (var t in presset.Forelaeggelser.Where(t => t is { Moede: not null, ErPaaDagsorden: false } && t.Moede.Dato <= maal.Senest))
        {
            foreach (var (frist, hvad) in new[] { (t.Moede!.Aflevering, "materialet afleveres"), (t.Moede.Udsendelse, "dagsordenen sendes ud") })
            {
                if (frist is not null && frist.Forfald < t.Afleveret)
                {
                    (frist.Regel.Lovbestemt ? brud : advarsler).Add(
                        $"Til mødet i {fora.Navn(t.Forum!)} {Dansk.Dag(t.Moede.Dato)} skal {hvad} senest {Dansk.Dag(DateOnly.FromDateTime(frist.Forfald))} kl. {frist.Regel.Kl:HH\\.mm} ({frist.Regel.Grundlag}), og sagen er først klar {Klar(t.Afleveret)}.");
                }
            }

            if (t.Afstand is { } afstand && t.Moede.Dato < afstand.Tidligst)
            {
                (afstand.Lovbestemt ? brud : advarsler).Add(ForTaet(t));
            }
        }

        return (brud, advarsler);
    }

    private IEnumerable<string> Naboer(Planmoede foer, Planmoede moede)
    {
        if (moede.ForumId != foer.ForumId && moede.Udsendelse is { } udsendelse && MaaEftersendes(foer.Dato, udsendelse.Forfald))
        {
            yield return $"{Kort(foer.ForumId)}'s beslutning må eftersendes: {Kort(foer.ForumId)} mødes {Dansk.Dag(foer.Dato)}, og dagsordenen til {Kort(moede.ForumId)} {Dansk.Dag(moede.Dato)} sendes ud {Dansk.Dag(DateOnly.FromDateTime(udsendelse.Forfald))}.";
        }

        if (moede.Dato == foer.Dato)
        {
            yield return $"{fora.Navn(foer.ForumId)} og {fora.Navn(moede.ForumId)} behandler sagen samme dag, {Dansk.Dag(moede.Dato)}.";
        }
    }

    private string UdenMoede(Ruteforudsaetninger f, Plantrin t) =>
        t.Forum == Forelaeggelse.Politik ? "Det politiske forum er ikke valgt, så der kan ikke regnes videre. Nævn det i ruter."
        : f.Moeder.Efter(t.Forum!, f.Nu).Any()
            ? $"{fora.Navn(t.Forum!)} har ikke flere møder i kalenderen, som sagen kan nå: den er klar {Dansk.Dag(DateOnly.FromDateTime(t.Klar))}. Bed sekretæren lægge flere møder ind."
            : $"{fora.Navn(t.Forum!)} har ingen kommende møder i kalenderen. Bed sekretæren lægge dem ind, eller vælg et andet forum.";

    private string ForTaet(Plantrin t) =>
        $"Behandlingen i {fora.Navn(t.Forum!)} {Dansk.Dag(t.Moede!.Dato)} skal ligge mindst {t.Afstand!.Dage} dage efter den forrige {Dansk.Dato(t.Afstand.Foerste)} ({t.Afstand.Grundlag}), altså tidligst {Dansk.Dag(t.Afstand.Tidligst)}.";

    private static string Klar(DateTime tid) => Dansk.Dag(DateOnly.FromDateTime(tid)) + (tid.TimeOfDay == TimeSpan.Zero ? "" : $" kl. {tid:HH\\.mm}");

    private string Kort(string forum) => fora.Forum(forum)?.Kortnavn ?? forum;
}
