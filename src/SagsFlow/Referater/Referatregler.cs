using SagsFlow.Beslutninger;
using SagsFlow.Bestillinger;
using SagsFlow.Moeder;

namespace SagsFlow.Referater;

/// <summary>How what was recorded becomes the text of the minutes.</summary>
public static class Referatregler
{
    /// <summary>
    /// The background, and what has no heading of its own: guests, the bullets of a fast punkt, its text when there was no decision ("ingen
    /// beslutning" prints no heading), and its orders under "Opfølgning:". What the text already says is not said twice.
    /// </summary>
    public static string? Baggrund(Dagsordenspunkt punkt, Beslutning? beslutning, IReadOnlyList<Bestilling> bestillinger)
    {
        var dele = new List<string>();
        void Tilfoej(string? tekst)
        {
            if (!string.IsNullOrWhiteSpace(tekst) && !dele.Exists(d => d.Contains(tekst, StringComparison.Ordinal)))
            {
                dele.Add(tekst);
            }
        }

        Tilfoej(punkt.Indhold?.Baggrund);
        Tilfoej(Gaester(punkt.Gaester, punkt.Indhold?.Baggrund));
        foreach (var u in punkt.Underpunkter.Where(u => !dele.Exists(d => d.Contains(u.Titel, StringComparison.Ordinal))))
        {
            Tilfoej($"- {u.Titel}{(u.Bilag.Any(b => b.Intern) && !u.Titel.Contains("intern", StringComparison.OrdinalIgnoreCase) ? " (ligger på intern)" : "")}");
            Tilfoej(Gaester(u.Gaester, u.Tekst));
            Tilfoej(u.Tekst);
        }

        if (beslutning?.Udfald == Udfald.IngenBeslutning)
        {
            Tilfoej(beslutning.Tekst);
        }

        var nye = bestillinger.Select(b => b.Tekst).Where(t => !dele.Exists(d => d.Contains(t, StringComparison.Ordinal))).ToList();
        if (nye.Count > 0)
        {
            dele.Add("Opfølgning:");
            dele.Add(string.Join('\n', nye.Select(t => "- " + t)));
        }

        return dele.Count == 0 ? null : string.Join("\n\n", dele);
    }

    /// <summary>
    /// Published minutes as they may be read now: what has been closed since is closed here too, also where a later meeting repeats it. What has been
    /// opened since stays closed until the minutes are published again.
    /// </summary>
    /// <param name="lukkede">The items that are closed now.</param>
    public static Referat MedLukkede(Referat referat, IReadOnlyDictionary<Guid, Sager.Lukning> lukkede) => referat with
    {
        Punkter =
        [
            .. referat.Punkter.Select(p => lukkede.TryGetValue(p.Id, out var lukning)
                ? Referatpunkt.SomLukket(p.Id, p.Nr, p.Journalnummer, lukning, p.OffentligBeslutning)
                : p with { Beslutninger = p.Beslutninger?.Where(b => b.PunktId is not { } punkt || !lukkede.ContainsKey(punkt)).ToList() }),
        ],
    };

    /// <summary>
    /// The decision's text, else its outcome in words; then single points, what political forums record beside it, and how it was corrected after the
    /// meeting.
    /// </summary>
    public static string Tekst(Beslutning b, IEnumerable<Beslutningsrettelse>? rettelser = null)
    {
        var dele = new List<string>();
        if (b.Tekst.Length > 0)
        {
            dele.Add(b.Tekst);
        }
        else if (b.Udfald != Udfald.PrPunkt || b.Punkter.Count == 0)
        {
            dele.Add(b.Udfald.Tekst() + ".");
        }

        // Where the text tells about the points, their outcomes are in it; and what it says of one word for word is not said twice.
        dele.AddRange(b.Punkter.Where(p => b.Tekst.Length == 0 || (p.Tekst is { Length: > 0 } t && !b.Tekst.Contains(t, StringComparison.Ordinal))).Select(p => $"Pkt. {p.Nr}: {(p.Tekst is { Length: > 0 } t ? t : p.Udfald.Tekst() + ".")}"));
        dele.AddRange(Protokol(b.Protokol));
        dele.AddRange(b.Tilfoejelser.Select(t => $"Tilføjelse den {Data.LokalTid.Dato(t.Tid).Skriv()}: {t.Tekst}"));

        // An addition tells of itself.
        dele.AddRange((rettelser ?? []).Where(r => !b.Tilfoejelser.Exists(t => t.Tid == r.Tid)).OrderBy(r => r.Tid).Select(r => $"Rettet {Data.LokalTid.Dato(r.Tid).Skriv()}: {r.Begrundelse}"));
        return string.Join("\n\n", dele);
    }

    private static IEnumerable<string> Protokol(Protokol p)
    {
        if (p.Afstemning is { } a)
        {
            yield return $"For stemte {a.For}, imod stemte {a.Imod}, undlod at stemme {a.Undlod}.";
        }

        foreach (var mening in p.AfvigendeMeninger ?? [])
        {
            yield return $"Afvigende mening: {mening}";
        }

        if (p.Fravaerende is { Count: > 0 } fravaerende)
        {
            yield return $"Fraværende: {string.Join(", ", fravaerende)}.";
        }

        if (p.Inhabile is { Count: > 0 } inhabile)
        {
            yield return $"Inhabile: {string.Join(", ", inhabile)}.";
        }

        if (p.Standset is { } standset)
        {
            yield return $"Beslutningen er standset og indbragt for Byrådet af {standset.Af}.";
        }
    }

    private static string? Gaester(IReadOnlyList<string> gaester, string? tekst)
    {
        var nye = gaester.Where(g => tekst?.Contains(g, StringComparison.Ordinal) != true).ToList();
        return nye.Count == 0 ? null : $"Her deltager {(nye.Count == 1 ? nye[0] : string.Join(", ", nye[..^1]) + " og " + nye[^1])}.";
    }
}
