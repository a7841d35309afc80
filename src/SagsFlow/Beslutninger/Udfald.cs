namespace SagsFlow.Beslutninger;

/// <summary>The outcomes of a decision (domain: § 4). The name in JSON is the slug in <see cref="UdfaldTekst"/>.</summary>
public enum Udfald
{
    Godkendt,
    GodkendtMedBemaerkning,
    GodkendtMedAendring,
    PrPunkt,
    IkkeGodkendt,
    Udskudt,
    Genfremsaettes,
    TilEfterretning,
    Droeftet,
    Anbefalet,
    Tiltraadt,
    Oversendt,
    SendtTilbage,
    Henvist,
    Trukket,
    Bortfaldet,
    Forkastet,
    Bestilt,
    AfklaresSkriftligt,
    IngenBeslutning,
}

/// <summary>The outcomes as JSON knows them and as people read them.</summary>
public static class UdfaldTekst
{
    private static readonly (Udfald Udfald, string Slug, string Tekst)[] Raekker =
    [
        (Udfald.Godkendt, "godkendt", "Godkendt"),
        (Udfald.GodkendtMedBemaerkning, "godkendt-med-bemaerkning", "Godkendt med bemærkning"),
        (Udfald.GodkendtMedAendring, "godkendt-med-aendring", "Godkendt med ændring"),
        (Udfald.PrPunkt, "pr-punkt", "Besluttet pr. punkt"),
        (Udfald.IkkeGodkendt, "ikke-godkendt", "Ikke godkendt"),
        (Udfald.Udskudt, "udskudt", "Udskudt"),
        (Udfald.Genfremsaettes, "genfremsaettes", "Genfremsættes"),
        (Udfald.TilEfterretning, "til-efterretning", "Taget til efterretning"),
        (Udfald.Droeftet, "droeftet", "Drøftet"),
        (Udfald.Anbefalet, "anbefalet", "Anbefalet"),
        (Udfald.Tiltraadt, "tiltraadt", "Tiltrådt"),
        (Udfald.Oversendt, "oversendt", "Oversendt"),
        (Udfald.SendtTilbage, "sendt-tilbage", "Sendt tilbage til administrationen"),
        (Udfald.Henvist, "henvist", "Henvist"),
        (Udfald.Trukket, "trukket", "Trukket"),
        (Udfald.Bortfaldet, "bortfaldet", "Bortfaldet"),
        (Udfald.Forkastet, "forkastet", "Forkastet"),
        (Udfald.Bestilt, "bestilt", "Bestilt"),
        (Udfald.AfklaresSkriftligt, "afklares-skriftligt", "Afklares skriftligt"),
        (Udfald.IngenBeslutning, "ingen-beslutning", "Ingen beslutning"),
    ];

    private static readonly Dictionary<string, Udfald> AfSlug = Raekker.ToDictionary(r => r.Slug, r => r.Udfald, StringComparer.Ordinal);

    public static IReadOnlyList<string> Slugs { get; } = [.. Raekker.Select(r => r.Slug)];

    public static string Slug(this Udfald udfald) => Raekker[(int)udfald].Slug;

    /// <summary>The outcome in the words of the minutes.</summary>
    public static string Tekst(this Udfald udfald) => Raekker[(int)udfald].Tekst;

    public static bool TryLaes(string? slug, out Udfald udfald)
    {
        udfald = default;
        return slug is not null && AfSlug.TryGetValue(slug, out udfald);
    }

    /// <summary>The same forelæggelse comes back to the same forum.</summary>
    public static bool KommerIgen(this Udfald udfald) => udfald is Udfald.Udskudt or Udfald.Genfremsaettes or Udfald.AfklaresSkriftligt;
}
