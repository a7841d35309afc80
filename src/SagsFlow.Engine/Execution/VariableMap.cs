using System.Collections;
using System.Diagnostics.CodeAnalysis;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>
/// Variables by name, immutable, in ordinal order of the names so that the same variables always give the same bytes.
/// A change copies the values and, unless the name is new, shares the names.
/// </summary>
internal sealed class VariableMap : IReadOnlyDictionary<string, FeelValue>
{
    private readonly string[] names;
    private readonly FeelValue[] values;

    private VariableMap(string[] names, FeelValue[] values)
    {
        this.names = names;
        this.values = values;
    }

    public static VariableMap Empty { get; } = new([], []);

    public int Count => names.Length;

    public IEnumerable<string> Keys => names;

    public IEnumerable<FeelValue> Values => values;

    public FeelValue this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public static VariableMap From(IReadOnlyDictionary<string, FeelValue> source)
    {
        if (source is VariableMap map)
        {
            return map;
        }

        if (source.Count == 0)
        {
            return Empty;
        }

        var keys = new string[source.Count];
        var items = new FeelValue[source.Count];
        var at = 0;
        foreach (var (name, value) in source)
        {
            keys[at] = name;
            items[at++] = value;
        }

        Array.Sort(keys, items, StringComparer.Ordinal);
        return new VariableMap(keys, items);
    }

    public VariableMap With(string name, FeelValue value)
    {
        var at = Find(name);
        if (at >= 0)
        {
            var replaced = (FeelValue[])values.Clone();
            replaced[at] = value;
            return new VariableMap(names, replaced);
        }

        at = ~at;
        var newNames = new string[names.Length + 1];
        var newValues = new FeelValue[names.Length + 1];
        Array.Copy(names, newNames, at);
        Array.Copy(values, newValues, at);
        newNames[at] = name;
        newValues[at] = value;
        Array.Copy(names, at, newNames, at + 1, names.Length - at);
        Array.Copy(values, at, newValues, at + 1, names.Length - at);
        return new VariableMap(newNames, newValues);
    }

    public bool ContainsKey(string key) => Find(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out FeelValue value)
    {
        var at = Find(key);
        value = at >= 0 ? values[at] : null;
        return at >= 0;
    }

    public bool SameAs(VariableMap other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        return names.AsSpan().SequenceEqual(other.names) && values.AsSpan().SequenceEqual(other.values);
    }

    public IEnumerator<KeyValuePair<string, FeelValue>> GetEnumerator()
    {
        for (var i = 0; i < names.Length; i++)
        {
            yield return new KeyValuePair<string, FeelValue>(names[i], values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Find(string name)
    {
        int low = 0, high = names.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(names[middle], name);
            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return ~low;
    }
}
