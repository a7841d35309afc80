namespace SagsFlow.Soegning;

/// <summary>A piece of text, and whether it is what was searched for.</summary>
public sealed record Tekststykke(string Tekst, bool Fundet);

/// <summary>Shows where in a text a search matches.</summary>
public static class Uddrag
{
    /// <summary>Characters of an excerpt, about two lines on a page.</summary>
    private const int Laengde = 240;

    /// <summary>The whole text, with what matches marked.</summary>
    public static IReadOnlyList<Tekststykke> Marker(string tekst, Soegeudtryk udtryk) => Stykker(tekst, 0, tekst.Length, udtryk);

    /// <summary>The part of a text where most of the search stands together; its beginning when nothing of it does.</summary>
    public static IReadOnlyList<Tekststykke> Af(string tekst, Soegeudtryk udtryk)
    {
        var flad = string.Join(' ', tekst.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (flad.Length <= Laengde)
        {
            return Stykker(flad, 0, flad.Length, udtryk);
        }

        var fra = Ordstart(flad, Bedste(flad, udtryk));
        var til = Ordslut(flad, Math.Min(flad.Length, fra + Laengde));
        var stykker = Stykker(flad, fra, til, udtryk).ToList();
        if (fra > 0)
        {
            stykker.Insert(0, new Tekststykke("… ", false));
        }

        if (til < flad.Length)
        {
            stykker.Add(new Tekststykke(" …", false));
        }

        return stykker;
    }

    private static int Bedste(string tekst, Soegeudtryk udtryk)
    {
        var steder = Soegeord.Ord(tekst).Where(o => udtryk.Led.Any(l => l.Passer(o))).ToList();
        var (bedst, flest) = (0, 0);
        for (var (i, j) = (0, 0); i < steder.Count; i++)
        {
            while (j < steder.Count && steder[j].Fra < steder[i].Fra + (Laengde * 3 / 4))
            {
                j++;
            }

            var dele = udtryk.Led.Count(l => steder[i..j].Exists(l.Passer));
            if (dele > flest)
            {
                (bedst, flest) = (Math.Max(0, steder[i].Fra - (Laengde / 5)), dele);
            }
        }

        return Math.Min(bedst, Math.Max(0, tekst.Length - Laengde));
    }

    private static int Ordstart(string tekst, int fra) => fra <= 0 ? 0 : tekst.IndexOf(' ', fra) is var i and >= 0 ? i + 1 : fra;

    private static int Ordslut(string tekst, int til) => til >= tekst.Length ? tekst.Length : tekst.LastIndexOf(' ', til - 1) is var i and > 0 ? i : til;

    private static List<Tekststykke> Stykker(string tekst, int fra, int til, Soegeudtryk udtryk)
    {
        var stykker = new List<Tekststykke>();
        var naaet = fra;
        foreach (var ord in Soegeord.Ord(tekst).Where(o => o.Fra >= fra && o.Fra + o.Laengde <= til && udtryk.Led.Any(l => l.Passer(o))))
        {
            if (ord.Fra > naaet)
            {
                stykker.Add(new Tekststykke(tekst[naaet..ord.Fra], false));
            }

            stykker.Add(new Tekststykke(tekst.Substring(ord.Fra, ord.Laengde), true));
            naaet = ord.Fra + ord.Laengde;
        }

        if (til > naaet)
        {
            stykker.Add(new Tekststykke(tekst[naaet..til], false));
        }

        return stykker;
    }
}
