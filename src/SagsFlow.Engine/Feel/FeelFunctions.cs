using System.Collections.Frozen;
using SagsFlow.Engine.Feel.Syntax;

namespace SagsFlow.Engine.Feel;

/// <summary>
/// Functions the host adds to FEEL's own, by name; a name may be several words. They must be pure: the same arguments
/// give the same value, and nothing else happens. They answer <see cref="FeelValue.Null"/> to arguments they cannot use.
/// A host's function hides FEEL's of the same name.
/// </summary>
public sealed class FeelFunctions
{
    private readonly FrozenDictionary<string, Func<FeelValue[], FeelValue>> _functions;

    /// <summary>A set of functions.</summary>
    /// <param name="functions">Name, its words parted by one space, and what it does with its arguments in order.</param>
    /// <exception cref="ArgumentException">A name is not one or more FEEL words.</exception>
    public FeelFunctions(IReadOnlyDictionary<string, Func<FeelValue[], FeelValue>> functions)
    {
        foreach (var name in functions.Keys)
        {
            if (!IsName(name))
            {
                throw new ArgumentException($"Not a FEEL function name: '{name}'.", nameof(functions));
            }
        }

        _functions = functions.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>No functions besides FEEL's own.</summary>
    public static FeelFunctions None { get; } = new(new Dictionary<string, Func<FeelValue[], FeelValue>>());

    internal Func<FeelValue[], FeelValue>? Find(string name) => _functions.GetValueOrDefault(name);

    private static bool IsName(string name)
    {
        try
        {
            var words = Lexer.Tokenize(name);
            return words.Count > 1 && words[^1].Kind == TokenKind.End
                && words.SkipLast(1).All(w => w.Kind == TokenKind.Word)
                && name == string.Join(' ', words.SkipLast(1).Select(w => w.Text));
        }
        catch (FeelSyntaxException)
        {
            return false;
        }
    }
}
