using System.Collections.Frozen;
using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.BuiltIns;

/// <summary>All built-in functions by name.</summary>
internal static class Catalog
{
    private static readonly FrozenDictionary<string, BuiltIn[]> Functions = All()
        .GroupBy(f => f.Name, StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.Select(f => new BuiltIn(f.Parameters, f.Body)).ToArray(), StringComparer.Ordinal);

    public static bool IsKnown(string name) => Functions.ContainsKey(name);

    public static IReadOnlyList<BuiltIn> Find(string name) => Functions.TryGetValue(name, out var found) ? found : [];

    private static IEnumerable<(string Name, string Parameters, BuiltInBody Body)> All() =>
    [
        ("not", "negand", (FeelValue[] a, ref Evaluation _) => a[0] is FeelBoolean known ? FeelValue.Of(!known.Value) : FeelValue.Null),
        ("is defined", "value", (FeelValue[] a, ref Evaluation _) => FeelValue.Of(a[0] is not FeelNull)),
    ];
}
