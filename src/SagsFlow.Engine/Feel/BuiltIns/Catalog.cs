using System.Collections.Frozen;

namespace SagsFlow.Engine.Feel.BuiltIns;

/// <summary>All built-in functions by name; a name with several signatures stands several times.</summary>
internal static class Catalog
{
    private static readonly FrozenDictionary<string, BuiltIn[]> Functions =
        ConversionFunctions.All
            .Concat(TextFunctions.All)
            .Concat(NumberFunctions.All)
            .Concat(SummaryFunctions.All)
            .Concat(ListFunctions.All)
            .Concat(ContextFunctions.All)
            .Concat(TemporalFunctions.All)
            .Concat(RangeFunctions.All)
            .GroupBy(f => f.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    public static bool IsKnown(string name) => Functions.ContainsKey(name);

    public static IReadOnlyList<BuiltIn> Find(string name) => Functions.TryGetValue(name, out var found) ? found : [];
}
