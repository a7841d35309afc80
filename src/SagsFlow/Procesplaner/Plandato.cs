using System.Globalization;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;

namespace SagsFlow.Procesplaner;

/// <summary>When a cell is: one of a day, a fuzzy date, so many days from the plan's anchor, days of the anchor's year, or words alone.</summary>
public sealed record Plandato
{
    public DateOnly? Dato { get; init; }

    /// <summary>With its year: <c>maj-møderækken 2025</c>.</summary>
    public string? Omtrent { get; init; }

    public Ankerdage? Anker { get; init; }

    public Ankeraar? Ankeraar { get; init; }

    /// <summary>What the source says where it gives no date: <c>budget</c>.</summary>
    public string? UdenDato { get; init; }

    /// <summary>The date as it is with the anchor where it stands.</summary>
    /// <exception cref="InvalidOperationException">The date needs an anchor, or cannot be read; the plan is checked when it is loaded.</exception>
    public Omtrentligdato Beregn(DateOnly? anker, Arbejdskalender kalender)
    {
        if (Dato is { } dag)
        {
            return Omtrentligdato.Dag(dag);
        }

        if (Omtrent is not null)
        {
            return LaesMedAar(Omtrent) ?? throw new InvalidOperationException($"»{Omtrent}« is no date.");
        }

        if (Anker is null && Ankeraar is null)
        {
            return new Omtrentligdato(null, null, UdenDato ?? "ikke angivet");
        }

        var fra = anker ?? throw new InvalidOperationException("A relative date without an anchor.");
        return Anker is { } dage ? Spaend(dage.Dag(dage.Fra, fra, kalender), dage.Dag(dage.Til ?? dage.Fra, fra, kalender))
            : Spaend(Ankeraar!.Dag(Ankeraar.Fra, fra.Year), Ankeraar.Dag(Ankeraar.Til, fra.Year));
    }

    /// <summary>Where the date comes from, for one that is computed; else null.</summary>
    public string? Forklaring(string? ankernavn, DateOnly? anker) => (Anker, anker) switch
    {
        ({ } dage, { } dag) => $"{dage.Tekst} {ankernavn} {Dansk.Dag(dag)}",
        _ when Ankeraar is not null && anker is { } dag => $"i året for {ankernavn} {Dansk.Dag(dag)}",
        _ => null,
    };

    /// <summary>A fuzzy date that says its own year; null when it is none, or leaves the year to be guessed.</summary>
    public static Omtrentligdato? LaesMedAar(string? tekst) =>
        Omtrentligdato.TryLaes(tekst, new DateOnly(2000, 1, 1), out var ene) && Omtrentligdato.TryLaes(tekst, new DateOnly(2050, 1, 1), out var anden) && ene == anden ? ene : null;

    private static Omtrentligdato Spaend(DateOnly fra, DateOnly til) =>
        fra == til ? Omtrentligdato.Dag(fra) : new Omtrentligdato(fra, til, $"{Dansk.Dato(fra)} – {Dansk.Dato(til)}");
}

/// <summary>Days counted from the anchor; negative is before it.</summary>
/// <param name="Til">The last day of a span; null for a single day.</param>
/// <param name="Arbejdsdage">Arbejdsdage; else all days.</param>
public sealed record Ankerdage(int Fra, int? Til = null, bool Arbejdsdage = false)
{
    /// <summary>More days than any plan counts from its anchor.</summary>
    public const int Flest = 1_100;

    /// <summary><c>49 dage før</c>, <c>42 til 4 arbejdsdage før</c></summary>
    public string Tekst
    {
        get
        {
            var (mindst, stoerst) = (Math.Min(Math.Abs(Fra), Math.Abs(Til ?? Fra)), Math.Max(Math.Abs(Fra), Math.Abs(Til ?? Fra)));
            var antal = mindst == stoerst ? Dansk.Antal(stoerst, Arbejdsdage ? "arbejdsdag" : "dag", Arbejdsdage ? "arbejdsdage" : "dage")
                : $"{(Til >= 0 ? mindst : stoerst).ToString(CultureInfo.InvariantCulture)} til {(Til >= 0 ? stoerst : mindst).ToString(CultureInfo.InvariantCulture)} {(Arbejdsdage ? "arbejdsdage" : "dage")}";
            return stoerst == 0 ? "på" : $"{antal} {(Fra < 0 ? "før" : "efter")}";
        }
    }

    internal DateOnly Dag(int antal, DateOnly anker, Arbejdskalender kalender) =>
        !Arbejdsdage ? anker.AddDays(antal)
        : antal < 0 ? kalender.Foer(anker, -antal, Taellemaade.Arbejdsdag).Resultat
        : kalender.Efter(anker, antal, Taellemaade.Arbejdsdag).Resultat;
}

/// <summary>Days of the anchor's year, <c>MM-dd</c>, both included: 1–15 December of the election year.</summary>
public sealed record Ankeraar(string Fra, string Til)
{
    internal DateOnly Dag(string maanedOgDag, int aar)
    {
        var (maaned, dag) = (int.Parse(maanedOgDag.AsSpan(0, 2), CultureInfo.InvariantCulture), int.Parse(maanedOgDag.AsSpan(3), CultureInfo.InvariantCulture));
        return new DateOnly(aar, maaned, Math.Min(dag, DateTime.DaysInMonth(aar, maaned)));
    }
}
