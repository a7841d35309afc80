using SagsFlow.Fora;
using SagsFlow.Kalender;

namespace SagsFlow.Frister;

/// <summary>A deadline of a meeting, with the arithmetic behind it.</summary>
/// <param name="Forfald">When, local time: as the rule says, or as somebody has set it.</param>
/// <param name="Regel">The rule it comes from.</param>
/// <param name="Optaelling">The days that were counted and skipped.</param>
/// <param name="Version">Of the rule and the calendar, so that one computed by others is known.</param>
public sealed record Moedefrist(Moedefristart Art, DateTime Forfald, Dagsregel Regel, Optaelling Optaelling, string Version)
{
    /// <summary>Who set it otherwise than the rule; null when nobody has.</summary>
    public Fristaendring? Aendring { get; init; }

    /// <summary>What the rule gives, local time.</summary>
    public DateTime EfterReglen => Optaelling.Resultat.ToDateTime(Regel.Kl);

    /// <summary>The arithmetic in words.</summary>
    public string Forklaring
    {
        get
        {
            var regnestykke = $"{Optaelling.Forklaring}; kl. {Regel.Kl:HH\\.mm}. Grundlag: {Regel.Grundlag}.";
            return Aendring is { } sat ? $"Sat af {sat.Af}: {sat.Begrundelse}. Efter reglen: {regnestykke}" : regnestykke;
        }
    }

    /// <summary>The deadline as it holds when the meeting's have been set by hand.</summary>
    /// <param name="aendringer">The meeting's, the newest last.</param>
    public Moedefrist Med(IEnumerable<Fristaendring> aendringer) => aendringer.LastOrDefault(a => a.Art == Art) is { } sat ? this with { Forfald = sat.Forfald, Aendring = sat } : this;
}

/// <summary>Computes what a forum's rules ask of a meeting (domain: § 6).</summary>
public sealed class Moedefrister(Forakatalog fora, Arbejdskalender kalender)
{
    /// <summary>A meeting's deadlines, in the order aflevering, udsendelse, referat; empty where the forum has no rule that day.</summary>
    /// <param name="start">Local time; the rule that holds on that day counts.</param>
    public IReadOnlyList<Moedefrist> Af(string forumId, DateTime start)
    {
        var moede = DateOnly.FromDateTime(start);
        return fora.Forum(forumId)?.Regel(moede) is { } gaeldende ? [.. gaeldende.Regler.Select(r => Beregn(r, moede, gaeldende.Version))] : [];
    }

    /// <summary>One of them, or null where the forum has no such rule.</summary>
    public Moedefrist? Af(string forumId, DateTime start, Moedefristart art)
    {
        var moede = DateOnly.FromDateTime(start);
        return fora.Forum(forumId)?.Regel(moede) is { } gaeldende && gaeldende.Regel(art) is { } regel ? Beregn(regel, moede, gaeldende.Version) : null;
    }

    private Moedefrist Beregn(Dagsregel regel, DateOnly moede, string version)
    {
        var optaelling = regel.Tael(moede, kalender);
        return new Moedefrist(regel.Art, optaelling.Resultat.ToDateTime(regel.Kl), regel, optaelling, $"{version}/{kalender.Version[..Math.Min(12, kalender.Version.Length)]}");
    }
}
