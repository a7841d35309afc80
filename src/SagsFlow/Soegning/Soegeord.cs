using System.Globalization;
using System.Text;

namespace SagsFlow.Soegning;

/// <summary>A word where it stands in a text.</summary>
/// <param name="Fra">Its first character's place.</param>
/// <param name="Laengde">In characters.</param>
/// <param name="Ord">As it is compared: small letters, without foreign accents, aa as å.</param>
/// <param name="Stamme">Its stem.</param>
public readonly record struct Tekstord(int Fra, int Laengde, string Ord, string Stamme);

/// <summary>Words as the index holds them. Both databases are given stems that are made here, so that they find the same.</summary>
public static class Soegeord
{
    /// <summary>Every word of a text; letters and digits make one.</summary>
    public static IEnumerable<Tekstord> Ord(string? tekst)
    {
        for (var i = 0; i < tekst?.Length;)
        {
            if (!char.IsLetterOrDigit(tekst[i]))
            {
                i++;
                continue;
            }

            var fra = i;
            while (i < tekst.Length && (char.IsLetterOrDigit(tekst[i]) || ErTegnsaetning(tekst[i])))
            {
                i++;
            }

            var ord = Ens(tekst[fra..i]);
            yield return new Tekstord(fra, i - fra, ord, Stamme(ord));
        }
    }

    /// <summary>The stems of a text, parted by spaces.</summary>
    public static string Stammer(string? tekst) => string.Join(' ', Ord(tekst).Select(o => o.Stamme));

    /// <summary>A number stays as it is.</summary>
    private static string Stamme(string ord) => ord.Any(char.IsAsciiDigit) ? ord : Ordstamme.Af(ord);

    private static bool ErTegnsaetning(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static string Ens(string ord)
    {
        var smaa = ord.ToLowerInvariant();
        if (smaa.All(ErDansk))
        {
            return smaa.Replace("aa", "å", StringComparison.Ordinal);
        }

        smaa = smaa.Normalize(NormalizationForm.FormC);
        var ud = new StringBuilder(smaa.Length);
        foreach (var c in smaa)
        {
            // å is a letter; é is an e with a mark on it.
            ud.Append(ErDansk(c) ? c.ToString() : UdenAccent(c));
        }

        return ud.Replace("aa", "å").ToString();
    }

    private static bool ErDansk(char c) => char.IsAscii(c) || c is 'å' or 'æ' or 'ø';

    private static string UdenAccent(char c) =>
        string.Concat(c.ToString().Normalize(NormalizationForm.FormD).Where(d => !ErTegnsaetning(d)));
}

/// <summary>One thing a search asks for: words that follow each other, each by its stem, or the beginning of a word.</summary>
/// <param name="Stammer">One, or several in a row.</param>
/// <param name="Begyndelse">What a word may begin with instead; null when the word must be whole.</param>
public sealed record Soegeled(IReadOnlyList<string> Stammer, string? Begyndelse)
{
    public bool Passer(Tekstord ord) => Stammer.Contains(ord.Stamme, StringComparer.Ordinal) || (Begyndelse is { } b && ord.Ord.StartsWith(b, StringComparison.Ordinal));
}

/// <summary>What a person typed, understood: all parts must be there. Words in quotation marks stand as they are and together.</summary>
public sealed record Soegeudtryk(IReadOnlyList<Soegeled> Led)
{
    private const int KortesteBegyndelse = 3;

    public static Soegeudtryk Af(string tekst)
    {
        var led = new List<Soegeled>();
        var stykker = tekst.Split('"', '»', '«', '”', '“');
        for (var i = 0; i < stykker.Length; i++)
        {
            var ord = Soegeord.Ord(stykker[i]).ToList();
            if (i % 2 == 1 && i < stykker.Length - 1)
            {
                Tilfoej(led, ord, null);
            }
            else
            {
                LoeseOrd(led, stykker[i]);
            }
        }

        return new Soegeudtryk(led);
    }

    /// <summary>A number with a slash or a hyphen (25/805) is one thing; of other words the beginning is enough, since Danish words are put together.</summary>
    private static void LoeseOrd(List<Soegeled> led, string tekst)
    {
        foreach (var stykke in tekst.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var ord = Soegeord.Ord(stykke).ToList();
            var begyndelse = ord is [{ Ord.Length: >= KortesteBegyndelse } ene] ? ene.Ord : null;
            Tilfoej(led, ord, begyndelse);
        }
    }

    private static void Tilfoej(List<Soegeled> led, List<Tekstord> ord, string? begyndelse)
    {
        if (ord.Count > 0)
        {
            led.Add(new Soegeled(ord.ConvertAll(o => o.Stamme), begyndelse));
        }
    }
}
