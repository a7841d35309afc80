using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Processer;

namespace SagsFlow.Ruteplaner;

/// <summary>Something a case is to reach: the meeting its author hopes for, a date of its own, or its date in a procesplan.</summary>
/// <param name="Noegle">Names it among the case's.</param>
/// <param name="Hvad">In the author's words where there are any.</param>
/// <param name="Forum">Who must have treated it by then; null: the last forum of its route.</param>
public sealed record Sagsmaal(string Noegle, string Hvad, string? Forum, DateOnly Senest)
{
    public static bool HarNoget(Sagsgrundlag sag) => sag.OensketMoede is not null || sag.EgneDatoer.Count + sag.Celler.Count > 0;

    /// <summary>A case's targets. A cell of a plan that says the same as the hoped-for meeting is the same target.</summary>
    public static IReadOnlyList<Sagsmaal> Af(Sagsgrundlag sag, Forakatalog fora)
    {
        var maal = new List<Sagsmaal>();
        // When its forum has met on the case that day or later, the hope has had its answer, a postponement too.
        if (sag.OensketMoede is { } oenske && !sag.Beslutninger.Any(b => b.ForumId == oenske.Forum && b.Dato >= oenske.Dato))
        {
            maal.Add(new Sagsmaal($"oensket/{oenske.Forum}", $"Ønsket møde i {fora.Navn(oenske.Forum)}", oenske.Forum, oenske.Dato));
        }

        maal.AddRange(sag.EgneDatoer.OrderBy(d => d.Senest).Select(d => new Sagsmaal($"egen/{Historikpost.Sha(d.Hvad)[..12]}/{d.Senest:yyyy-MM-dd}", d.Hvad, null, d.Senest)));
        maal.AddRange(sag.Celler.Where(c => !(sag.OensketMoede is { } o && o.Forum == c.Forum && o.Dato == c.Senest)).Select(c => new Sagsmaal($"plan/{c.PlanId}/{c.Id}", c.Titel, c.Forum, c.Senest)));
        return [.. maal.DistinctBy(m => m.Noegle)];
    }
}

/// <summary>Whether a plan reaches a target.</summary>
/// <param name="Forum">The forum it was judged by; null when the route has none.</param>
/// <param name="Forventet">The day that forum can treat it; null when it has no meeting the case can reach.</param>
public sealed record Maalvurdering(Sagsmaal Maal, string? Forum, DateOnly? Forventet)
{
    public bool Naas => Forventet <= Maal.Senest;

    /// <summary>What is not reached, and what can be instead.</summary>
    public string Tekst(Forakatalog fora, DateOnly idag) => Tekst(fora, idag, Maal.Hvad, Maal.Senest, Forum, Forventet);

    /// <summary>The same of one that is stored.</summary>
    public static string Tekst(Forakatalog fora, DateOnly idag, string hvad, DateOnly senest, string? forum, DateOnly? forventet) =>
        forum is null ? $"»{hvad}« senest {senest:dd-MM-yyyy} {Fristord.IkkeNaaet(senest, idag)}: sagens vej går ikke gennem flere fora."
        : forventet is { } dato ? $"»{hvad}« senest {senest:dd-MM-yyyy} {Fristord.IkkeNaaet(senest, idag)}: {fora.Navn(forum)} kan tidligst behandle sagen {dato:dd-MM-yyyy}."
        : $"»{hvad}« senest {senest:dd-MM-yyyy} {Fristord.IkkeNaaet(senest, idag)}: {fora.Navn(forum)} har ikke noget møde, sagen kan nå.";
}

/// <summary>A case's earliest way on from where it stands, and what of its targets that reaches.</summary>
public sealed record Sagsvurdering(Ruteforudsaetninger Forudsaetninger, Ruteforloeb Forloeb, IReadOnlyList<Maalvurdering> Maal);

/// <summary>Judges running cases: the simulation that plans them, run once or twice for each, over meetings that are read once for all.</summary>
public sealed class Sagsbedoemmelse(Sagsstillinger stillinger, Ruteplanlaegger planlaegger, Forakatalog fora)
{
    private static readonly RuteplanBody Intet = new(null, null, null, null, null, null, null, null);

    /// <returns>Null when the case has ended.</returns>
    /// <param name="anderledes">What is imagined to be otherwise than it stands; null: nothing.</param>
    public Sagsvurdering? Bedoem(Sagsgrundlag sag, Plangrundlag grundlag, Func<Sagsstilling, Sagsstilling>? anderledes = null)
    {
        if (stillinger.Find(sag, grundlag.Moeder) is not { } stilling)
        {
            return null;
        }

        var maal = Sagsmaal.Af(sag, fora).Where(m => m.Forum is null || !stilling.Behandlet.ContainsKey(m.Forum)).ToList();
        stilling = anderledes?.Invoke(stilling) ?? stilling;
        var f = new Ruteforudsaetninger(grundlag.Processer, stilling.Processer[0].Definition, grundlag.Nu, grundlag.Moedeplan)
        {
            Start = grundlag.Idag,
            Fakta = ProcessRunner.Facts(sag.Id, sag.CenterId),
            Stilling = stilling,
        };
        var tolkning = new Rutetolkning(planlaegger, fora);
        f = tolkning.Tolk(f, Intet).Vaerdi.Forudsaetninger;
        var forloeb = planlaegger.Koer(f, Ruteplanlaegger.Kl(f, f.Start));
        if (maal.Where(m => m.Forum is not null && forloeb.Sidste(m.Forum) is null).MaxBy(m => Ruteregler.VejTil(m.Forum!).Count) is { } udenfor
            && tolkning.Tolk(f with { Maal = new Rutemaal(udenfor.Forum!, udenfor.Senest) }, Intet) is { Fejl: null } videre)
        {
            f = videre.Vaerdi.Forudsaetninger with { Maal = null };
            forloeb = planlaegger.Koer(f, Ruteplanlaegger.Kl(f, f.Start));
        }

        var sidste = forloeb.Forelaeggelser.LastOrDefault()?.Forum;
        return new Sagsvurdering(f, forloeb, [.. maal.Select(m => new Maalvurdering(m, m.Forum ?? sidste, (m.Forum ?? sidste) is { } forum ? forloeb.Sidste(forum)?.Moede?.Dato : null))]);
    }
}
