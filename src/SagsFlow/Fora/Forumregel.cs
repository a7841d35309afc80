using SagsFlow.Data;
using SagsFlow.Kalender;

namespace SagsFlow.Fora;

/// <summary>What a meeting has a deadline for.</summary>
public enum Moedefristart
{
    /// <summary>Material is due at the secretariat.</summary>
    Aflevering,

    /// <summary>The agenda goes out.</summary>
    Udsendelse,

    /// <summary>The minutes are ready.</summary>
    Referat,
}

/// <summary>One deadline of a forum's meetings: so many days before or after the meeting day, at a time of day.</summary>
/// <param name="Art">What is due.</param>
/// <param name="Antal">Days, 0–<see cref="Flest"/>; the meeting day does not count, the day of sending does.</param>
/// <param name="Maade">Which days count.</param>
/// <param name="Kl">Local time of day.</param>
/// <param name="Grundlag">The law's paragraph, or <see cref="Antaget"/>.</param>
public sealed record Dagsregel(Moedefristart Art, int Antal, Taellemaade Maade, TimeOnly Kl, string Grundlag)
{
    public const string Antaget = "antaget";

    /// <summary>More days than any forum asks for; a rule beyond it is a slip of the pen.</summary>
    public const int Flest = 120;

    /// <summary>Whether the law says so: the rule may be tightened, never loosened.</summary>
    public bool Lovbestemt => Grundlag != Antaget;

    /// <summary>The days counted for a meeting.</summary>
    public Optaelling Tael(DateOnly moede, Arbejdskalender kalender) =>
        Art == Moedefristart.Referat ? kalender.Efter(moede, Antal, Maade) : kalender.Foer(moede, Antal, Maade);

    /// <summary>The rule in words: <c>8 arbejdsdage før mødet, kl. 12.00 (antaget)</c>.</summary>
    public string Tekst => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{Antal} {(Antal == 1 ? Maade.En : Maade.Flere)} {(Art == Moedefristart.Referat ? "efter" : "før")} mødet, kl. {Kl:HH\\.mm} ({Grundlag})");
}

/// <summary>A forum's deadlines from a day on.</summary>
/// <param name="GyldigFra">First meeting day it holds for.</param>
/// <param name="GyldigTil">Last meeting day it holds for, or null.</param>
/// <param name="Regler">At most one of each kind.</param>
/// <param name="Paamindelser">Reminders of the delivery, in arbejdsdage before; 0 is the day itself, negative after.</param>
/// <param name="PaamindChef">Whether the head of the center is told when a delivery is overdue.</param>
/// <param name="Version">Names the rule as it was when a deadline was computed by it.</param>
public sealed record Forumregel(
    DateOnly GyldigFra, DateOnly? GyldigTil, IReadOnlyList<Dagsregel> Regler, IReadOnlyList<int> Paamindelser, bool PaamindChef, string Version)
{
    /// <summary>Rising steps where a forum's rule says nothing else.</summary>
    public static readonly IReadOnlyList<int> SaedvanligePaamindelser = [10, 5, 2, 0, -1];

    /// <summary>Makes a rule, with the version its content gives.</summary>
    public static Forumregel Ny(DateOnly gyldigFra, DateOnly? gyldigTil, IReadOnlyList<Dagsregel> regler, IReadOnlyList<int> paamindelser, bool paamindChef)
    {
        var version = Historikpost.Sha(string.Join('\n', regler.Select(r => $"{r.Art} {r.Tekst} {r.Maade}")) + $"\n{gyldigFra}\n{gyldigTil}")[..12];
        return new Forumregel(gyldigFra, gyldigTil, regler, paamindelser, paamindChef, version);
    }

    /// <summary>What is wrong with the steps of reminders, or null.</summary>
    public static string? FejlITrin(IReadOnlyList<int>? trin) => trin is not null && (trin.Distinct().Count() < trin.Count || trin.Any(t => Math.Abs(t) > Dagsregel.Flest))
        ? $"Hver påmindelse er et antal arbejdsdage før fristen (negativt: efter), hver kun én gang og højst {Dagsregel.Flest}."
        : null;

    public bool GaelderDen(DateOnly dag) => dag >= GyldigFra && (GyldigTil is not { } til || dag <= til);

    public Dagsregel? Regel(Moedefristart art) => Regler.FirstOrDefault(r => r.Art == art);
}
