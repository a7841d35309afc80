using SagsFlow.Beslutninger;
using SagsFlow.Forelaeggelser;

namespace SagsFlow.Sager;

/// <summary>A case's kinds and states in the words of those who work with it.</summary>
public static class Sagsord
{
    public static string Ord(this Sagsstatus status) => status switch
    {
        Sagsstatus.Kladde => "Kladde",
        Sagsstatus.Undervejs => "Undervejs",
        Sagsstatus.Udsat => "Udsat",
        Sagsstatus.Afsluttet => "Afsluttet",
        Sagsstatus.Trukket => "Trukket",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static string Ord(this Sagstype type) => type switch
    {
        Sagstype.Beslutning => "Beslutningssag",
        Sagstype.Orientering => "Orienteringssag",
        Sagstype.Temadroeftelse => "Temadrøftelse",
        Sagstype.Status => "Status",
        Sagstype.Udkast => "Udkast til politisk sag",
        Sagstype.Rammesag => "Rammesag",
        Sagstype.Hoering => "Høring",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>What the forum does with the case, after its name: "Økonomiudvalget indstiller".</summary>
    public static string Ord(this Behandling behandling) => behandling switch
    {
        Behandling.Beslutter => "beslutter",
        Behandling.Droefter => "drøfter",
        Behandling.UdtalerSig => "udtaler sig",
        Behandling.Indstiller => "indstiller",
        Behandling.TilOrientering => "får sagen til orientering",
        Behandling.Hoeres => "høres",
        _ => throw new ArgumentOutOfRangeException(nameof(behandling), behandling, null),
    };

    public static string Ord(this TrinStatus status) => status switch
    {
        TrinStatus.Planlagt => "Planlagt",
        TrinStatus.Klar => "Klar til et møde",
        TrinStatus.PaaDagsorden => "På dagsordenen",
        TrinStatus.Behandlet => "Behandlet",
        TrinStatus.Udgaaet => "Udgået",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}

/// <summary>
/// What may truly be said of a case as a whole: "anbefalet af …" until the forum that has the last word has decided (domain: § 2).
/// </summary>
public static class Sagsstand
{
    private const string Anbefalet = "Anbefalet";

    /// <summary>Whether the route has nothing left, so that the last decision is the case's.</summary>
    public static bool ErAfgjort(IReadOnlyList<TrinSvar> trin) =>
        trin.Any(t => t.Status == TrinStatus.Behandlet) && !trin.Any(t => t.Status is TrinStatus.Planlagt or TrinStatus.Klar or TrinStatus.PaaDagsorden);

    /// <summary>One line on where the case stands.</summary>
    public static string Tekst(IReadOnlyList<TrinSvar> trin) =>
        trin.LastOrDefault(t => t.Status == TrinStatus.Behandlet && t.Udfald is not null) is { } sidste
            ? $"{Udfaldsord(sidste, trin)} af {sidste.ForumNavn}{(sidste.Dato is { } dato ? $" den {dato.Skriv()}" : "")}"
            : "Ikke behandlet endnu";

    /// <summary>Where the case goes now or next, in words; null when its route has nothing left.</summary>
    public static string? Naeste(IReadOnlyList<TrinSvar> trin) =>
        trin.FirstOrDefault(t => t.Status is TrinStatus.Planlagt or TrinStatus.Klar or TrinStatus.PaaDagsorden) switch
        {
            null => null,
            { Status: TrinStatus.PaaDagsorden } t => $"På dagsordenen i {t.ForumNavn}{(t.Dato is { } dag ? $" den {dag.Skriv()}" : "")}",
            { Status: TrinStatus.Klar } t => $"Klar til {t.ForumNavn}{(t.Dato is { } dag ? $", ønsket den {dag.Skriv()}" : "")}",
            var t => $"Næste: {t.ForumNavn}{(t.Dato is { } dag ? $", ønsket den {dag.Skriv()}" : "")}",
        };

    /// <summary>A step's outcome as the case may show it; what a decision itself recorded stands in the decision.</summary>
    public static string Udfaldsord(TrinSvar trin, IReadOnlyList<TrinSvar> alle) =>
        trin.Udfald is not { } udfald ? ""
        : ErTilslutning(udfald) && !(ErAfgjort(alle) && trin.Rolle == Behandling.Beslutter) ? Anbefalet
        : udfald.Tekst();

    private static bool ErTilslutning(Udfald udfald) =>
        udfald is Udfald.Godkendt or Udfald.GodkendtMedBemaerkning or Udfald.GodkendtMedAendring or Udfald.Tiltraadt or Udfald.Anbefalet;
}
