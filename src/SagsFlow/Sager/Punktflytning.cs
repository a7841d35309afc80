using System.Globalization;

namespace SagsFlow.Sager;

/// <summary>What the buttons of the indstilling do, for those without script; with script the browser does the same.</summary>
public static class Punktflytning
{
    /// <param name="raekker">The lines as they are.</param>
    /// <param name="goer">An action and a line's place, e.g. <c>op-2</c>; or <c>nyt</c>.</param>
    /// <returns>The lines as they become, and the one to go on with.</returns>
    public static (IReadOnlyList<Redigeringsskema.Punktraekke> Raekker, int Her) Goer(IReadOnlyList<Redigeringsskema.Punktraekke> raekker, string goer)
    {
        var nye = raekker.ToList();
        var dele = goer.Split('-');
        if (dele.Length != 2 || !int.TryParse(dele[1], NumberStyles.None, CultureInfo.InvariantCulture, out var i) || i >= nye.Count)
        {
            nye.Add(new Redigeringsskema.Punktraekke(null, 0, null, null));
            return (nye, nye.Count - 1);
        }

        var her = i;
        switch (dele[0])
        {
            case "op" when i > 0:
                her = Flyt(nye, i, Forrige(nye, i));
                break;
            case "ned":
                her = Flyt(nye, i, Naeste(nye, i));
                break;
            case "ind" when i > 0:
                nye[i] = nye[i] with { Niveau = 1 };
                break;
            case "ud":
                nye[i] = nye[i] with { Niveau = 0 };
                break;
            case "del":
                Del(nye, i);
                break;
            case "slet":
                nye.RemoveAt(i);
                her = Math.Max(0, i - 1);
                break;
        }

        // The first line is a point whatever it was.
        if (nye.Count > 0 && nye[0].Niveau == 1)
        {
            nye[0] = nye[0] with { Niveau = 0 };
        }

        return (nye, her);
    }

    /// <summary>A point takes its sub-points with it.</summary>
    private static int Laengde(List<Redigeringsskema.Punktraekke> r, int i)
    {
        var slut = i + 1;
        while (r[i].Niveau == 0 && slut < r.Count && r[slut].Niveau == 1)
        {
            slut++;
        }

        return slut - i;
    }

    private static int Forrige(List<Redigeringsskema.Punktraekke> r, int i)
    {
        var til = i - 1;
        while (r[i].Niveau == 0 && til > 0 && r[til].Niveau == 1)
        {
            til--;
        }

        return til;
    }

    /// <summary>The place just after the point that follows.</summary>
    private static int Naeste(List<Redigeringsskema.Punktraekke> r, int i)
    {
        var efter = i + Laengde(r, i);
        return efter >= r.Count ? i : efter + (r[i].Niveau == 0 ? Laengde(r, efter) : 1);
    }

    private static int Flyt(List<Redigeringsskema.Punktraekke> r, int i, int til)
    {
        var blok = r.GetRange(i, Laengde(r, i));
        if (til == i)
        {
            return i;
        }

        r.RemoveRange(i, blok.Count);
        var plads = til > i ? til - blok.Count : til;
        r.InsertRange(plads, blok);
        return plads;
    }

    /// <summary>Each line of the text becomes a point; the first keeps the identity.</summary>
    private static void Del(List<Redigeringsskema.Punktraekke> r, int i)
    {
        var linjer = (r[i].Tekst ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (linjer.Length > 1)
        {
            r[i] = r[i] with { Tekst = linjer[0] };
            r.InsertRange(i + 1, linjer.Skip(1).Select(l => new Redigeringsskema.Punktraekke(null, r[i].Niveau, null, l)));
        }
    }
}
