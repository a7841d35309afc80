using System.Text;

namespace SagsFlow.Engine.Feel.BuiltIns;

/// <summary>
/// Lets patterns see characters where .NET's regular expressions see UTF-16 units: each character of two units in the
/// texts of one call is replaced by one of the private use area that none of them has, and put back in what comes out.
/// Most texts have none, and are left as they are.
/// </summary>
internal sealed class WideCharacters
{
    private const char FirstPrivate = '\uE000';
    private const char LastPrivate = '\uF8FF';

    private readonly Dictionary<Rune, char> _folded = [];
    private readonly Dictionary<char, Rune> _wide = [];

    /// <summary>The characters of these texts; null when they have more different ones than there is room for.</summary>
    public static WideCharacters? Of(params ReadOnlySpan<string> texts)
    {
        var result = new WideCharacters();
        var wide = new SortedSet<Rune>();
        var taken = new HashSet<char>();
        foreach (var text in texts)
        {
            foreach (var rune in text.EnumerateRunes())
            {
                // A half that stands alone is read as the replacement character, and stays as it is.
                if (!rune.IsBmp)
                {
                    wide.Add(rune);
                }
                else if (rune.Value is >= FirstPrivate and <= LastPrivate)
                {
                    taken.Add((char)rune.Value);
                }
            }
        }

        // In order, so that a pattern's ranges of them hold.
        var next = FirstPrivate;
        foreach (var rune in wide)
        {
            while (taken.Contains(next))
            {
                next++;
            }

            if (next > LastPrivate)
            {
                return null;
            }

            result._folded.Add(rune, next);
            result._wide.Add(next++, rune);
        }

        return result;
    }

    /// <summary>The text with one unit for each character.</summary>
    public string Fold(string text)
    {
        if (_folded.Count == 0)
        {
            return text;
        }

        var folded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isWide = Rune.TryGetRuneAt(text, i, out var rune) && !rune.IsBmp;
            folded.Append(isWide ? _folded[rune] : text[i]);
            i += isWide ? 1 : 0;
        }

        return folded.ToString();
    }

    /// <summary>The text as it was before <see cref="Fold"/>.</summary>
    public string Unfold(string text)
    {
        if (_wide.Count == 0)
        {
            return text;
        }

        var wide = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            wide.Append(_wide.TryGetValue(c, out var rune) ? rune.ToString() : c.ToString());
        }

        return wide.ToString();
    }
}
