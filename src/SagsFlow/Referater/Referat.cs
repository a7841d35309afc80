using SagsFlow.Beslutninger;
using SagsFlow.Sager;

namespace SagsFlow.Referater;

/// <summary>The minutes of a meeting, in their public form: what is closed is closed to everyone.</summary>
/// <param name="MoedeId">The meeting.</param>
/// <param name="Forum">The forum's id.</param>
/// <param name="ForumNavn">As the heading says it.</param>
/// <param name="Start">Local time.</param>
/// <param name="Slut">Local time, or null.</param>
/// <param name="Sted">Where, or empty.</param>
/// <param name="Deltagere">Names.</param>
/// <param name="Status">A draft holds decisions that have not taken effect; only the forum sees it.</param>
/// <param name="Aflyst">Why the meeting was cancelled, or null.</param>
/// <param name="Punkter">By number.</param>
/// <param name="Version">The meeting's.</param>
public sealed record Referat(
    Guid MoedeId,
    string Forum,
    string ForumNavn,
    DateTime Start,
    DateTime? Slut,
    string Sted,
    IReadOnlyList<string> Deltagere,
    Referatstatus Status,
    string? Aflyst,
    IReadOnlyList<Referatpunkt> Punkter,
    int Version)
{
    public DateOnly Dato => DateOnly.FromDateTime(Start);
}

public enum Referatstatus
{
    Udkast,
    Faerdigt,
    Aflyst,
}

/// <summary>An item of the minutes. A closed one has a number, a journalnummer, a title and perhaps a public decision, and nothing more.</summary>
public sealed record Referatpunkt
{
    public required Guid Id { get; init; }

    public required int Nr { get; init; }

    public string? Journalnummer { get; init; }

    public required string Titel { get; init; }

    public bool Lukket { get; init; }

    /// <summary>Why it was taken off the agenda.</summary>
    public string? Udgaaet { get; init; }

    /// <summary>Whether the meeting was cancelled before it was reached.</summary>
    public bool? MoedeAflyst { get; init; }

    public string? Baggrund { get; init; }

    public Referatindstilling? Indstilling { get; init; }

    /// <summary>Every decision of the case in this forum, the earlier ones repeated.</summary>
    public IReadOnlyList<Referatbeslutning>? Beslutninger { get; init; }

    public string? Sagsfremstilling { get; init; }

    public string? Oekonomi { get; init; }

    public IReadOnlyList<string>? Bilag { get; init; }

    /// <summary>What the public is told of the decision on a closed item.</summary>
    public string? OffentligBeslutning { get; init; }

    /// <summary>Points that were to be decided one by one and were not.</summary>
    public IReadOnlyList<string>? UbesvaredePunkter { get; init; }

    /// <summary>All that may be told of a closed item (domain: § 8).</summary>
    public static Referatpunkt SomLukket(Guid id, int nr, string? journalnummer, Lukning lukning, string? offentligBeslutning) =>
        new() { Id = id, Nr = nr, Journalnummer = journalnummer, Titel = lukning.OffentligTitel ?? Moeder.Punktvisning.Lukket, Lukket = true, OffentligBeslutning = offentligBeslutning };
}

/// <summary>An indstilling with the numbers its points are spoken of by.</summary>
public sealed record Referatindstilling(string? Indstiller, string? Indledning, IReadOnlyList<Referatindstillingspunkt> Punkter)
{
    public static Referatindstilling? Af(Indstilling? i) => i is null || (i.Punkter.Count == 0 && i.Indledning is null)
        ? null
        : new Referatindstilling(i.Indstiller, i.Indledning ?? Foerstelinje(i), [.. i.Punkter.Select((p, n) => Punkt((n + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), p))]);

    /// <summary>The minutes name who recommends in the points themselves, or not at all; where the text does not, a first line does.</summary>
    private static string? Foerstelinje(Indstilling i) =>
        i.Indstiller is { Length: > 0 } hvem && !i.Punkter.Any(p => p.Tekst.Contains(hvem, StringComparison.OrdinalIgnoreCase)) && Sager.Indstilling.Linje(hvem, [.. i.Punkter.Select(p => p.Tekst)]) is not null
            ? $"{Sager.Indstilling.MedOrdet(hvem)}:"
            : null;

    private static Referatindstillingspunkt Punkt(string nr, Indstillingspunkt p) =>
        new(nr, p.Tekst, [.. p.Underpunkter.Select((u, n) => new Referatindstillingspunkt(nr + Sager.Indstilling.Bogstav(n), u.Tekst, []))], p.UnderpunktTegn);
}

/// <summary>A point (<c>4</c>) or sub-point (<c>4a</c>).</summary>
/// <param name="Nr">What it is spoken of by.</param>
/// <param name="Tekst">What it says.</param>
/// <param name="Underpunkter">Its sub-points.</param>
/// <param name="UnderpunktTegn">How they are marked; null is letters.</param>
public sealed record Referatindstillingspunkt(
    string Nr, string Tekst, IReadOnlyList<Referatindstillingspunkt> Underpunkter, Underpunkttegn? UnderpunktTegn = null)
{
    public bool HarStreger => UnderpunktTegn == Underpunkttegn.Streg;
}

/// <summary>A decision as the minutes tell it.</summary>
/// <param name="Forum">The forum's id.</param>
/// <param name="ForumNavn">As the heading says it.</param>
/// <param name="Dato">The meeting's day.</param>
/// <param name="Tekst">With what was recorded for single points, votes and dissent.</param>
/// <param name="Udfald">Recorded, never inferred from the text.</param>
/// <param name="Punkter">Outcomes of single points.</param>
/// <param name="PunktId">The item it was made on, of this meeting or an earlier one.</param>
public sealed record Referatbeslutning(string Forum, string ForumNavn, DateOnly Dato, string Tekst, Udfald Udfald, IReadOnlyList<Punktbeslutning> Punkter, Guid? PunktId = null)
{
    public string Overskrift => $"Beslutning {ForumNavn} den {Dato.Skriv()}";
}
