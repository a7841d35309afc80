using System.Collections.Immutable;
using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.BuiltIns;

/// <summary>Functions of contexts (DMN 1.5, § 10.3.4.10).</summary>
internal static class ContextFunctions
{
    public static IEnumerable<BuiltIn> All =>
    [
        BuiltIn.Pure("get value", "m, key", a => a[0] is FeelContext m && a[1] is FeelString key ? m.Entries.GetValueOrDefault(key.Value) : null),
        new("get entries", "m", GetEntries),
        new("context put", "context, key, value", Put),
        new("context merge", "contexts...", Merge),
        new("context", "entries", Create),
    ];

    private static FeelValue GetEntries(FeelValue[] arguments, ref Evaluation evaluation)
    {
        if (arguments[0] is not FeelContext context)
        {
            return FeelValue.Null;
        }

        var entries = ImmutableArray.CreateBuilder<FeelValue>(context.Entries.Count);
        foreach (var (name, value) in context.Entries)
        {
            evaluation.Charge(1);
            var entry = Ordered(2);
            entry.Add("key", FeelValue.Of(name));
            entry.Add("value", value);
            entries.Add(new FeelContext(entry));
        }

        return new FeelList(entries.MoveToImmutable());
    }

    private static FeelValue Put(FeelValue[] arguments, ref Evaluation evaluation)
    {
        if (arguments[0] is not FeelContext context || arguments[1] is not FeelString key)
        {
            return FeelValue.Null;
        }

        var entries = Ordered(context.Entries.Count + 1);
        Copy(context, entries, ref evaluation);
        entries[key.Value] = arguments[2];
        return new FeelContext(entries);
    }

    /// <summary>Of entries with the same name the last one counts.</summary>
    private static FeelValue Merge(FeelValue[] arguments, ref Evaluation evaluation)
    {
        ImmutableArray<FeelValue> contexts = arguments is [FeelList list] ? list.Items : [.. arguments];
        var entries = Ordered(0);
        foreach (var value in contexts)
        {
            if (value is not FeelContext context)
            {
                return FeelValue.Null;
            }

            Copy(context, entries, ref evaluation);
        }

        return new FeelContext(entries);
    }

    /// <summary>From a list of contexts with a key and a value; null when one lacks either or a key stands twice.</summary>
    private static FeelValue Create(FeelValue[] arguments, ref Evaluation evaluation)
    {
        ImmutableArray<FeelValue> written = arguments[0] is FeelList list ? list.Items : [arguments[0]];
        var entries = Ordered(0);
        foreach (var item in written)
        {
            evaluation.Charge(1);
            if (item is not FeelContext entry || !entry.Entries.TryGetValue("key", out var key) || key is not FeelString name
                || !entry.Entries.TryGetValue("value", out var value) || !entries.TryAdd(name.Value, value))
            {
                return FeelValue.Null;
            }
        }

        return new FeelContext(entries);
    }

    private static OrderedDictionary<string, FeelValue> Ordered(int capacity) => new(capacity, StringComparer.Ordinal);

    private static void Copy(FeelContext from, OrderedDictionary<string, FeelValue> to, ref Evaluation evaluation)
    {
        foreach (var (name, value) in from.Entries)
        {
            evaluation.Charge(1);
            to[name] = value;
        }
    }
}
