using System.Globalization;
using SagsFlow.Data;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>What has become of an item from one edition of an agenda to a later one.</summary>
public enum Forskelsart
{
    Uaendret,
    Tilfoejet,
    Aendret,

    /// <summary>It has only been given another time.</summary>
    Flyttet,
    Udgaaet,
}

/// <summary>One thing that reads otherwise.</summary>
/// <param name="Hvad">In words: <c>titlen</c>.</param>
/// <param name="Foer">As it was; null where it is too long to show, or was nothing.</param>
/// <param name="Nu">As it is; null likewise.</param>
public sealed record Punktaendring(string Hvad, string? Foer = null, string? Nu = null);

/// <summary>An item in two editions.</summary>
/// <param name="Grund">Why it came late or was withdrawn.</param>
public sealed record Punktforskel(UdsendtPunkt Punkt, Forskelsart Art, IReadOnlyList<Punktaendring> Aendringer, string? Grund);

/// <summary>Compares editions of an agenda. Numbers never change, so that an item is the same item in both.</summary>
public static class Dagsordensforskel
{
    private const string Ingen = "ingen";

    /// <param name="foer">The earlier edition; null: there was none, so that all is new.</param>
    public static IReadOnlyList<Punktforskel> Find(IReadOnlyList<UdsendtPunkt>? foer, IReadOnlyList<UdsendtPunkt> nu)
    {
        var tidligere = (foer ?? []).ToDictionary(p => p.Id);
        return [.. nu.Select(p => tidligere.TryGetValue(p.Id, out var gammelt) ? Sammenlign(gammelt, p) : new Punktforskel(p, Forskelsart.Tilfoejet, [], p.TillaegBegrundelse))];
    }

    private static Punktforskel Sammenlign(UdsendtPunkt foer, UdsendtPunkt nu)
    {
        if (nu.Udgaaet is not null)
        {
            return new Punktforskel(nu, foer.Udgaaet is null ? Forskelsart.Udgaaet : Forskelsart.Uaendret, [], nu.Udgaaet);
        }

        var tid = (foer.Start, foer.Slut) != (nu.Start, nu.Slut) ? new Punktaendring("tiden", Tid(foer), Tid(nu)) : null;
        var andet = Tekster(foer, nu).ToList();
        var art = andet.Count > 0 ? Forskelsart.Aendret : tid is not null ? Forskelsart.Flyttet : Forskelsart.Uaendret;
        return new Punktforskel(nu, art, tid is null ? andet : [tid, .. andet], null);
    }

    private static IEnumerable<Punktaendring> Tekster(UdsendtPunkt foer, UdsendtPunkt nu)
    {
        var (a, b) = (foer.Indhold, nu.Indhold);
        if (a.Titel != b.Titel)
        {
            yield return new Punktaendring("titlen", a.Titel, b.Titel);
        }

        if (foer.Journalnummer != nu.Journalnummer)
        {
            yield return new Punktaendring("journalnummeret", foer.Journalnummer ?? Ingen, nu.Journalnummer ?? Ingen);
        }

        if (foer.Lukket != nu.Lukket)
        {
            yield return new Punktaendring(nu.Lukket ? "punktet er lukket" : "punktet er åbnet");
        }

        if (!foer.Gaester.SequenceEqual(nu.Gaester, StringComparer.Ordinal))
        {
            yield return new Punktaendring("gæsterne", Liste(foer.Gaester), Liste(nu.Gaester));
        }

        if (Json.Tekst(foer.Underpunkter) != Json.Tekst(nu.Underpunkter))
        {
            yield return new Punktaendring("underpunkterne", Liste(foer.Underpunkter.Select(u => u.Titel)), Liste(nu.Underpunkter.Select(u => u.Titel)));
        }

        var afsnit = new (string Navn, bool Andet)[]
        {
            ("baggrunden", a.Baggrund != b.Baggrund),
            ("indstillingen", Indstillingstekst(a) != Indstillingstekst(b)),
            ("sagsfremstillingen", a.Sagsfremstilling != b.Sagsfremstilling),
            ("økonomien", a.Oekonomi != b.Oekonomi),
        };
        foreach (var (navn, _) in afsnit.Where(x => x.Andet))
        {
            yield return new Punktaendring(navn);
        }
    }

    private static string Indstillingstekst(Sagsindhold indhold) => Json.Tekst(indhold.Indstilling);

    private static string Liste(IEnumerable<string> navne) => string.Join(", ", navne) is { Length: > 0 } tekst ? tekst : Ingen;

    private static string Tid(UdsendtPunkt p) => (p.Start, p.Slut) switch
    {
        ({ } fra, { } til) => string.Create(CultureInfo.InvariantCulture, $"kl. {fra:HH\\.mm}–{til:HH\\.mm}"),
        ({ } fra, null) => string.Create(CultureInfo.InvariantCulture, $"kl. {fra:HH\\.mm}"),
        _ => "ingen tid",
    };
}
