namespace SagsFlow.Beslutninger;

/// <summary>The single keys of the meeting page: one for each outcome, none of them shared with an action.</summary>
public static class Moedetaster
{
    private static readonly Dictionary<Udfald, string> Taster = new()
    {
        [Udfald.Godkendt] = "g",
        [Udfald.GodkendtMedBemaerkning] = "b",
        [Udfald.GodkendtMedAendring] = "c",
        [Udfald.Anbefalet] = "a",
        [Udfald.Tiltraadt] = "r",
        [Udfald.PrPunkt] = "p",
        [Udfald.IkkeGodkendt] = "i",
        [Udfald.Forkastet] = "y",
        [Udfald.TilEfterretning] = "t",
        [Udfald.Droeftet] = "d",
        [Udfald.Udskudt] = "u",
        [Udfald.Genfremsaettes] = "f",
        [Udfald.AfklaresSkriftligt] = "x",
        [Udfald.Bestilt] = "o",
        [Udfald.Oversendt] = "v",
        [Udfald.SendtTilbage] = "z",
        [Udfald.Henvist] = "h",
        [Udfald.Trukket] = "q",
        [Udfald.Bortfaldet] = "w",
        [Udfald.IngenBeslutning] = "0",
    };

    /// <summary>Keys that do something else than choose an outcome, and what they do.</summary>
    public static IReadOnlyList<(string Tast, string Virkning)> Handlinger { get; } =
    [
        ("j", "Næste punkt (også n og pil højre)"),
        ("k", "Forrige punkt (også pil venstre)"),
        ("Enter", "Skriv i beslutningens tekst"),
        ("Esc", "Forlad feltet, så tasterne virker igen"),
        ("Ctrl+Enter", "Gem, og gå til næste punkt"),
        ("s", "Send sagen til andre fora"),
        ("+", "Tilføj en bestilling"),
        ("m", "Afstemning, fravær og mindretal (politiske møder)"),
        ("e", "Ekspedér punktet nu; der spørges først"),
        ("l", "Gå til afslutning af mødet"),
        ("?", "Vis denne hjælp"),
    ];

    public static string Tast(this Udfald udfald) => Taster[udfald];
}
