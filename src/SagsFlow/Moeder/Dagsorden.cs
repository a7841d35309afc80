using SagsFlow.Data;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>What is decided about an agenda as a whole: order, places and numbers.</summary>
public static class Dagsorden
{
    /// <summary>Numbered items by number, then the others by their place.</summary>
    public static IReadOnlyList<Dagsordenspunkt> IOrden(IEnumerable<Dagsordenspunkt> punkter) =>
        [.. punkter.OrderBy(p => p.Nr ?? int.MaxValue).ThenBy(p => p.Placering).ThenBy(p => p.Id.Value)];

    public static int NaesteNr(IEnumerable<Dagsordenspunkt> punkter) => punkter.Select(p => p.Nr ?? 0).DefaultIfEmpty().Max() + 1;

    /// <summary>The place of a new or moved item. A place that is taken pushes the items there one down, as far as they stand close.</summary>
    /// <param name="andre">The meeting's other items.</param>
    /// <param name="oensket">Null: last.</param>
    public static int GoerPlads(IReadOnlyCollection<Dagsordenspunkt> andre, int? oensket)
    {
        if (oensket is not { } plads)
        {
            return andre.Count == 0 ? 1 : andre.Max(p => p.Placering) + 1;
        }

        var skubbes = new List<Dagsordenspunkt>();
        for (var n = plads; andre.Where(p => p.Placering == n).ToList() is { Count: > 0 } her; n++)
        {
            skubbes.AddRange(her);
        }

        foreach (var p in skubbes)
        {
            p.Placering++;
        }

        return plads;
    }

    /// <summary>The agenda as it is sent: every item that has a number, withdrawn ones included.</summary>
    public static List<UdsendtPunkt> Udgave(IEnumerable<Dagsordenspunkt> punkter) =>
    [
        .. IOrden(punkter).Where(p => p.Nr is not null).Select(p => new UdsendtPunkt(
            p.Id.Value, p.Nr!.Value, p.Journalnummer, p.Lukket is not null, p.Indhold!, p.Start, p.Slut, p.Gaester, p.Underpunkter, p.TillaegBegrundelse, p.UdgaaetBegrundelse)),
    ];

    /// <summary>The agenda as it would be sent now, without touching the items: those without a number are given the next ones.</summary>
    /// <param name="tekster">What the items of cases will say.</param>
    public static List<UdsendtPunkt> Naeste(IReadOnlyCollection<Dagsordenspunkt> punkter, IReadOnlyDictionary<DagsordenspunktId, Frosset> tekster)
    {
        var naeste = NaesteNr(punkter);
        return
        [
            .. from p in IOrden(punkter)
               where p.Nr is not null || p.Tilstand == PunktTilstand.PaaDagsorden
               let frosset = tekster.GetValueOrDefault(p.Id)
               select new UdsendtPunkt(
                   p.Id.Value, p.Nr ?? naeste++, frosset?.Journalnummer ?? p.Journalnummer, p.Lukket is not null, frosset?.Indhold ?? p.Indhold!, p.Start, p.Slut, p.Gaester, p.Underpunkter, p.TillaegBegrundelse, p.UdgaaetBegrundelse),
        ];
    }

    /// <summary>The items of an edition that read otherwise than in the one before; all of them when there was none.</summary>
    public static IReadOnlyList<UdsendtPunkt> Aendrede(IReadOnlyList<UdsendtPunkt> nye, IReadOnlyList<UdsendtPunkt>? forrige)
    {
        var foer = (forrige ?? []).ToDictionary(p => p.Id, p => Json.Tekst(p));
        return [.. nye.Where(p => !foer.TryGetValue(p.Id, out var tekst) || tekst != Json.Tekst(p))];
    }

    /// <summary>Fixes what an item says. An item that has been decided keeps the text that was decided on.</summary>
    public static void Frys(this Dagsordenspunkt punkt, Sagsindhold? indhold, string? journalnummer)
    {
        // The same reference again would not be seen as a change, and an equal text must not be seen as one.
        if (indhold is not null && (punkt.Indhold is null || Json.Tekst(punkt.Indhold) != Json.Tekst(indhold)))
        {
            punkt.Indhold = indhold;
        }

        punkt.Journalnummer = journalnummer ?? punkt.Journalnummer;
    }
}
