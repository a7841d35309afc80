using System.Collections;
using System.Diagnostics.CodeAnalysis;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Why a node's work could not go on.</summary>
/// <param name="Code">A stable slug.</param>
/// <param name="Text">What is wrong, in Danish.</param>
internal sealed record Fault(string Code, string Text)
{
    public static Fault NoWay(Node node) =>
        new("ingen-vej", $"Ingen vej videre fra {Name(node)}: ingen betingelse er opfyldt, og der er ingen standardvej.");

    public static Fault NoValue(Node node, string what, string text) =>
        new("mangler-vaerdi", $"{what} ved {Name(node)} har ingen værdi: udtrykket »{text}« gav null.");

    public static Fault NotText(Node node, string what, string text) =>
        new("mangler-vaerdi", $"{what} ved {Name(node)} skal være en tekst: udtrykket »{text}« gav noget andet.");

    public static Fault Timer(Node node, string text) =>
        new("ugyldig-frist", $"Fristen ved {Name(node)} kan ikke beregnes: »{text}« giver ikke et gyldigt tidspunkt.");

    public static Fault Expression(Node node, string text, string message) =>
        new("udtryk-fejl", $"Udtrykket »{text}« ved {Name(node)} kunne ikke beregnes: {message}");

    public static Fault TooManySteps(Node node, int limit) =>
        new("for-mange-skridt", $"Processen nåede ikke til en ventetilstand inden for {limit} skridt og blev standset foran {Name(node)}.");

    public static Fault NotNumber(Node node, string text) =>
        new("ugyldig-gentagelse", $"Antallet ved {Name(node)} skal være et helt tal fra 0 til {StepRun.MostTimes}: udtrykket »{text}« gav noget andet.");

    public static Fault NotList(Node node, string text) =>
        new("ugyldig-gentagelse", $"{Name(node)} gøres én gang for hvert element, men udtrykket »{text}« gav ikke en liste på højst {StepRun.MostTimes}.");

    public static Fault Job(Node node, string error) =>
        new("job-fejlede", $"Arbejdet ved {Name(node)} mislykkedes: {error}");

    /// <summary>A node as people know it.</summary>
    public static string Name(Node node) => node.Name is null ? $"»{node.Id}«" : $"»{node.Name}« ({node.Id})";
}

/// <summary>
/// The names an expression sees: the inputs of its activity first, then the instance's variables as they stand at that
/// moment of the step, then the host's facts.
/// </summary>
internal sealed class NameView(StateBuilder? state, IReadOnlyDictionary<string, FeelValue> facts) : IReadOnlyDictionary<string, FeelValue>
{
    /// <summary>The scope whose variables are seen, with those around it.</summary>
    public long At { get; set; }

    /// <summary>Values that hide all others; null when there are none.</summary>
    public IReadOnlyDictionary<string, FeelValue>? Nearest { get; set; }

    public int Count => Merged().Count;

    public IEnumerable<string> Keys => Merged().Keys;

    public IEnumerable<FeelValue> Values => Merged().Values;

    public FeelValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out FeelValue value)
    {
        if (Nearest is not null && Nearest.TryGetValue(key, out value))
        {
            return true;
        }

        return (state is not null && state.TryRead(At, key, out value)) || facts.TryGetValue(key, out value);
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public IEnumerator<KeyValuePair<string, FeelValue>> GetEnumerator() => Merged().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private SortedDictionary<string, FeelValue> Merged()
    {
        var all = new SortedDictionary<string, FeelValue>(StringComparer.Ordinal);
        var layers = new List<IReadOnlyDictionary<string, FeelValue>?> { facts };
        for (var scope = state?.Scope(At); scope is not null; scope = scope.Number == 0 ? null : state!.Scope(scope.Parent))
        {
            layers.Insert(1, scope.Variables);
        }

        layers.Add(Nearest);
        foreach (var layer in layers)
        {
            foreach (var (name, value) in layer ?? VariableMap.Empty)
            {
                all[name] = value;
            }
        }

        return all;
    }
}
