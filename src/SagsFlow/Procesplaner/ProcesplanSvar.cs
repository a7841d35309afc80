using SagsFlow.Infrastructure;

namespace SagsFlow.Procesplaner;

/// <summary>A plan in the list.</summary>
public sealed record ProcesplanlinjeSvar(string Id, string Titel, int Aar, string? Journalnummer, AnkerSvar? Anker, string? KopiAf, int Celler, int Version)
{
    public static ProcesplanlinjeSvar Af(Procesplan p) => new(p.Id, p.Titel, p.Aar, p.Indhold.Journalnummer, AnkerSvar.Af(p), p.KopiAf, p.Indhold.Celler.Count, p.Version);
}

/// <summary>A plan as a matrix.</summary>
/// <param name="Celler">In the order of tracks and steps.</param>
/// <param name="Konflikter">What does not fit, the gravest first.</param>
public sealed record ProcesplanSvar(
    string Id,
    string Titel,
    int Aar,
    string? Kilde,
    string? Journalnummer,
    AnkerSvar? Anker,
    string? KopiAf,
    IReadOnlyList<Planspor> Spor,
    IReadOnlyList<Plantrin> Trin,
    IReadOnlyList<CelleSvar> Celler,
    IReadOnlyList<Plankonflikt> Konflikter,
    int Version) : IVersionssvar
{
    /// <summary>Which cells got another date, from when to when; only in the answer to a change.</summary>
    public IReadOnlyList<FlytningSvar>? Flyttet { get; init; }
}

/// <summary>The day that relative dates are counted from.</summary>
public sealed record AnkerSvar(string Navn, DateOnly Dato)
{
    public static AnkerSvar? Af(Procesplan plan) => plan is { Ankernavn: { } navn, Anker: { } dag } ? new AnkerSvar(navn, dag) : null;
}

/// <summary>A cell of the matrix.</summary>
/// <param name="Tidligst">The first day it can be, or null.</param>
/// <param name="Senest">The last day it can be, or null.</param>
/// <param name="Tekst">The date as people say it.</param>
/// <param name="Forklaring">How a date counted from the anchor is counted; else null.</param>
/// <param name="Tolket">Whether the source had to be interpreted.</param>
/// <param name="Aflevering">When its case is due at the secretariat; null before its day is chosen.</param>
/// <param name="MoedeId">The forum's meeting of that day, or null.</param>
/// <param name="SagId">The case made from it, where the caller may see it.</param>
public sealed record CelleSvar(
    string Id,
    string Spor,
    string Trin,
    string Titel,
    string? Forum,
    string? ForumNavn,
    string Center,
    DateOnly? Tidligst,
    DateOnly? Senest,
    string Tekst,
    TimeOnly? Kl,
    string? Forklaring,
    string? Note,
    bool Tolket,
    Celletilstand Tilstand,
    AfleveringSvar? Aflevering,
    Guid? MoedeId,
    Guid? SagId);

/// <summary>A deadline with the arithmetic behind it.</summary>
public sealed record AfleveringSvar(DateTime Forfald, string Forklaring);

/// <summary>A cell that got another date.</summary>
public sealed record FlytningSvar(string Celle, string Titel, string Fra, string Til);

/// <summary>How a cell stands today; derived, never stored.</summary>
public enum Celletilstand
{
    /// <summary>It has no last day.</summary>
    UdenDato,
    Planlagt,

    /// <summary>It, or its delivery, is few arbejdsdage away.</summary>
    Naer,

    /// <summary>Its delivery is due and no case has been made.</summary>
    Overskredet,

    /// <summary>Its last day has passed.</summary>
    Afholdt,
}
