using SagsFlow.Fora;

namespace SagsFlow.Beslutninger;

/// <summary>The outcomes a secretary is offered on an item: those that fit the forum and the item (domain: § 4).</summary>
public static class Udfaldsvalg
{
    private static readonly Udfald[] Alle =
    [
        Udfald.Godkendt, Udfald.GodkendtMedBemaerkning, Udfald.GodkendtMedAendring, Udfald.Anbefalet, Udfald.Tiltraadt, Udfald.PrPunkt, Udfald.IkkeGodkendt, Udfald.Forkastet,
        Udfald.TilEfterretning, Udfald.Droeftet, Udfald.Udskudt, Udfald.Genfremsaettes, Udfald.AfklaresSkriftligt, Udfald.Bestilt, Udfald.Oversendt, Udfald.SendtTilbage,
        Udfald.Henvist, Udfald.Trukket, Udfald.Bortfaldet, Udfald.IngenBeslutning,
    ];

    /// <summary>What only political bodies decide.</summary>
    private static readonly Udfald[] Politiske =
        [Udfald.Anbefalet, Udfald.Tiltraadt, Udfald.Forkastet, Udfald.Oversendt, Udfald.SendtTilbage, Udfald.Henvist, Udfald.Trukket, Udfald.Bortfaldet];

    /// <summary>The council has the last word, so it recommends to nobody and sends nothing on.</summary>
    private static readonly Udfald[] IkkeByraad = [Udfald.Anbefalet, Udfald.Oversendt];

    /// <summary>What needs a case that can go somewhere or come back.</summary>
    private static readonly Udfald[] KraeverSag =
        [Udfald.Udskudt, Udfald.Genfremsaettes, Udfald.AfklaresSkriftligt, Udfald.Oversendt, Udfald.SendtTilbage, Udfald.Henvist, Udfald.Trukket, Udfald.Bortfaldet];

    /// <summary>What is said of a whole item only.</summary>
    private static readonly Udfald[] KunHelePunktet = [Udfald.PrPunkt, Udfald.IngenBeslutning, Udfald.Genfremsaettes, Udfald.Trukket];

    /// <summary>The outcomes of an item, in the order they are offered.</summary>
    /// <param name="art">The forum's kind.</param>
    /// <param name="fastPunkt">Whether the item has no case.</param>
    /// <param name="harPunkter">Whether its indstilling has points that can be decided one by one.</param>
    public static IReadOnlyList<Udfald> For(ForumArt art, bool fastPunkt, bool harPunkter) =>
    [
        .. Alle.Where(u => (art is ForumArt.Udvalg or ForumArt.Byraad || !Politiske.Contains(u))
            && (art != ForumArt.Byraad || !IkkeByraad.Contains(u))
            && (!fastPunkt || !KraeverSag.Contains(u))
            && (harPunkter || u != Udfald.PrPunkt)),
    ];

    /// <summary>The outcomes of one point.</summary>
    public static IReadOnlyList<Udfald> ForPunkt(ForumArt art, bool fastPunkt) => [.. For(art, fastPunkt, harPunkter: false).Where(u => !KunHelePunktet.Contains(u))];
}

/// <summary>The text of a decision as it is suggested from its outcome, in the words of the minutes; whoever writes may change all of it.</summary>
public static class Beslutningsforslag
{
    /// <summary>Where the day goes in <see cref="MedDato"/>.</summary>
    public const string Datoplads = "{dato}";

    /// <summary>Without a day; empty where only the points, or nothing, can be said.</summary>
    public static string Uden(Udfald udfald) => udfald switch
    {
        Udfald.PrPunkt or Udfald.IngenBeslutning => "",
        Udfald.Udskudt => "Udsættes.",
        _ => udfald.Tekst() + ".",
    };

    /// <summary>With the day it comes back, or null when the outcome has none.</summary>
    public static string? MedDato(Udfald udfald) => udfald switch
    {
        Udfald.Udskudt => $"Udsættes til {Datoplads}.",
        Udfald.Genfremsaettes => $"Genfremsættes den {Datoplads}.",
        Udfald.AfklaresSkriftligt => $"Afklares skriftligt inden {Datoplads}.",
        _ => null,
    };

    /// <summary>The suggestion for a decision that has no text.</summary>
    /// <param name="udfald">Its outcome.</param>
    /// <param name="kommerIgen">The day it comes back, or null.</param>
    /// <param name="punkter">The points that have an outcome.</param>
    public static string Tekst(Udfald udfald, DateOnly? kommerIgen, IEnumerable<(string Nr, Udfald Udfald)> punkter) =>
        udfald == Udfald.PrPunkt ? string.Join('\n', punkter.Select(p => $"Pkt. {p.Nr}: {p.Udfald.Tekst()}."))
        : kommerIgen is { } dag && MedDato(udfald) is { } form ? form.Replace(Datoplads, dag.Skriv(), StringComparison.Ordinal)
        : Uden(udfald);
}
