namespace SagsFlow.Soegning;

/// <summary>
/// The stem of a Danish word by the Snowball algorithm for Danish (snowballstem.org), so that "beslutningerne" is found by "beslutning". The
/// stem is not a word, only what a word's forms have in common.
/// </summary>
public static class Ordstamme
{
    private const string Vokaler = "aeiouyæåø";

    /// <summary>What an s may stand after when it is an ending.</summary>
    private const string FoerS = "abcdfghjklmnoprtvyzå";

    private static readonly string[] Boejninger =
    [
        "erendes", "erende", "hedens", "endes", "erede", "ernes", "erens", "erets", "heden", "heder", "ethed", "ered", "ende", "erne", "eren", "erer", "heds", "enes", "eres", "eret", "ered",
        "ene", "ere", "ens", "ers", "ets", "hed", "en", "er", "es", "et", "e",
    ];

    /// <param name="ord">In small letters; a word of fewer than three is its own stem.</param>
    public static string Af(string ord)
    {
        var r1 = Region(ord);
        ord = UdenBoejning(ord, r1);
        ord = UdenKonsonant(ord, r1);
        ord = UdenAfledning(ord, r1);
        return UdenDobbelt(ord, r1);
    }

    /// <summary>Where endings may begin: after the first consonant that follows a vowel, but with three letters before.</summary>
    private static int Region(string ord)
    {
        if (ord.Length < 3)
        {
            return ord.Length;
        }

        var i = 0;
        while (i < ord.Length && !ErVokal(ord[i]))
        {
            i++;
        }

        while (i < ord.Length && ErVokal(ord[i]))
        {
            i++;
        }

        return i >= ord.Length ? ord.Length : Math.Max(i + 1, 3);
    }

    private static string UdenBoejning(string ord, int r1)
    {
        foreach (var endelse in Boejninger)
        {
            if (Ender(ord, endelse, r1))
            {
                return ord[..^endelse.Length];
            }
        }

        return Ender(ord, "s", r1) && ord.Length > 1 && FoerS.Contains(ord[^2], StringComparison.Ordinal) ? ord[..^1] : ord;
    }

    private static string UdenKonsonant(string ord, int r1) =>
        Ender(ord, "gd", r1) || Ender(ord, "dt", r1) || Ender(ord, "gt", r1) || Ender(ord, "kt", r1) ? ord[..^1] : ord;

    private static string UdenAfledning(string ord, int r1)
    {
        if (ord.EndsWith("igst", StringComparison.Ordinal))
        {
            ord = ord[..^2];
        }

        if (Ender(ord, "løst", r1))
        {
            return ord[..^1];
        }

        foreach (var endelse in (string[])["elig", "lig", "els", "ig"])
        {
            if (Ender(ord, endelse, r1))
            {
                return UdenKonsonant(ord[..^endelse.Length], r1);
            }
        }

        return ord;
    }

    private static string UdenDobbelt(string ord, int r1) =>
        ord.Length > r1 && ord.Length >= 2 && !ErVokal(ord[^1]) && ord[^1] == ord[^2] ? ord[..^1] : ord;

    private static bool Ender(string ord, string endelse, int r1) => ord.Length - endelse.Length >= r1 && ord.EndsWith(endelse, StringComparison.Ordinal);

    private static bool ErVokal(char c) => Vokaler.Contains(c, StringComparison.Ordinal);
}
