using System.Diagnostics.CodeAnalysis;

namespace SagsFlow.Infrastructure;

/// <summary>
/// What text from people may hold. Nothing is stripped in silence: characters that cannot be seen and change how a text reads are refused,
/// with the place; letters of any script and emoji are kept.
/// </summary>
public static class Tekstregler
{
    public const int LaengsteTitel = 500;
    public const int LaengsteKort = 1_000;
    public const int LaengsteTekst = 200_000;

    /// <summary>Checks one text field.</summary>
    /// <param name="fejl">Gathers what is wrong.</param>
    /// <param name="felt">The field's name in JSON.</param>
    /// <param name="tekst">Null is fine unless <paramref name="kraeves"/>.</param>
    /// <param name="laengst">Most characters.</param>
    /// <param name="kraeves">Whether it must say something.</param>
    /// <param name="enLinje">Whether it must stand on one line.</param>
    public static void Tjek(this Feltfejl fejl, string felt, string? tekst, int laengst, bool kraeves = false, bool enLinje = false)
    {
        if (string.IsNullOrWhiteSpace(tekst))
        {
            if (kraeves)
            {
                fejl.Tilfoej(felt, $"Udfyld »{felt}«.");
            }

            return;
        }

        if (tekst.Length > laengst)
        {
            fejl.Tilfoej(felt, $"»{felt}« er på {tekst.Length} tegn; der er plads til {laengst}.");
        }

        for (var i = 0; i < tekst.Length; i++)
        {
            if (ErUsynlig(tekst[i], enLinje) || (char.IsSurrogate(tekst[i]) && !ErHeltPar(tekst, i)))
            {
                fejl.Tilfoej(felt, $"»{felt}« har et usynligt tegn (U+{(int)tekst[i]:X4}) som tegn nummer {i + 1}. Slet det, eller indsæt teksten igen som ren tekst.");
                return;
            }
        }
    }

    /// <summary>Whether a list's element is null, which JSON allows and no list of ours has; it is then told.</summary>
    /// <param name="fejl">Gathers what is wrong.</param>
    /// <param name="felt">The element's name in JSON, e.g. <c>punkter[2]</c>.</param>
    /// <param name="element">What was sent.</param>
    public static bool Mangler<T>(this Feltfejl fejl, string felt, [NotNullWhen(false)] T? element)
        where T : class
    {
        if (element is null)
        {
            fejl.Tilfoej(felt, $"»{felt}« er tom. Udfyld den, eller tag den ud af listen.");
        }

        return element is null;
    }

    /// <summary>Control characters, and the marks that turn the direction of what follows (a way to make a text read as another).</summary>
    private static bool ErUsynlig(char c, bool enLinje) =>
        (char.IsControl(c) && (enLinje || c is not ('\n' or '\r' or '\t'))) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE' or '\uFFFF';

    private static bool ErHeltPar(string tekst, int i) =>
        char.IsHighSurrogate(tekst[i]) ? i + 1 < tekst.Length && char.IsLowSurrogate(tekst[i + 1]) : i > 0 && char.IsHighSurrogate(tekst[i - 1]);
}
