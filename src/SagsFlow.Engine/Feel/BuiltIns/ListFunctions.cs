using System.Collections.Immutable;
using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.BuiltIns;

/// <summary>
/// Lists of lists (DMN 1.5, § 10.3.4.4). A single value given as the list is a list of itself; null gives null.
/// </summary>
internal static class ListFunctions
{
    private delegate FeelValue ListBody(ImmutableArray<FeelValue> items, FeelValue[] arguments, ref Evaluation evaluation);

    public static IEnumerable<BuiltIn> All =>
    [
        Of("list contains", "list, element", (ImmutableArray<FeelValue> items, FeelValue[] a, ref Evaluation e)
            => FeelValue.Of(Contains(items, a[1], ref e))),
        Of("sublist", "list, start position, length?", Sublist),
        Of("append", "list, item...", (ImmutableArray<FeelValue> items, FeelValue[] a, ref Evaluation _)
            => new FeelList(items.AddRange(a.AsSpan(1)))),
        new("concatenate", "list...", Concatenate),
        new("union", "list...", (FeelValue[] a, ref Evaluation e) => Concatenate(a, ref e) is FeelList list ? Distinct(list.Items, ref e) : FeelValue.Null),
        Of("insert before", "list, position, newItem", (ImmutableArray<FeelValue> items, FeelValue[] a, ref Evaluation _)
            => Place(items, a[1]) is { } at ? new FeelList(items.Insert(at, a[2])) : FeelValue.Null),
        Of("remove", "list, position", (ImmutableArray<FeelValue> items, FeelValue[] a, ref Evaluation _)
            => Place(items, a[1]) is { } at ? new FeelList(items.RemoveAt(at)) : FeelValue.Null),
        Of("list replace", "list, position, newItem", (ImmutableArray<FeelValue> items, FeelValue[] a, ref Evaluation _)
            => Place(items, a[1]) is { } at ? new FeelList(items.SetItem(at, a[2])) : FeelValue.Null),
        Of("reverse", "list", (ImmutableArray<FeelValue> items, FeelValue[] _, ref Evaluation _)
            => FeelValue.Of(Enumerable.Reverse(items))),
        Of("index of", "list, match", IndexOf),
        Of("distinct values", "list", (ImmutableArray<FeelValue> items, FeelValue[] _, ref Evaluation e) => Distinct(items, ref e)),
        Of("flatten", "list", Flatten),
        Of("sort", "list", Sort),
    ];

    private static BuiltIn Of(string name, string parameters, ListBody body)
        => new(name, parameters, (FeelValue[] arguments, ref Evaluation evaluation) =>
        {
            if (arguments[0] is FeelNull)
            {
                return FeelValue.Null;
            }

            ImmutableArray<FeelValue> items = arguments[0] is FeelList list ? list.Items : [arguments[0]];
            evaluation.ChargeItems(items.Length + (long)arguments.Length);
            return body(items, arguments, ref evaluation);
        });

    /// <summary>A place counted from 1, or from the end below zero, as an index; null outside the list.</summary>
    private static int? Place(ImmutableArray<FeelValue> items, FeelValue position)
        => position is FeelNumber { Value: var place } && place == decimal.Truncate(place) && place != 0 && Math.Abs(place) <= items.Length
            ? (int)(place > 0 ? place - 1 : items.Length + place)
            : null;

    private static bool Contains(ImmutableArray<FeelValue> items, FeelValue wanted, ref Evaluation evaluation)
    {
        foreach (var item in items)
        {
            evaluation.Charge(1);
            if (Comparison.AreEqual(item, wanted, ref evaluation) == true)
            {
                return true;
            }
        }

        return false;
    }

    private static FeelValue Sublist(ImmutableArray<FeelValue> items, FeelValue[] arguments, ref Evaluation evaluation)
    {
        if (Place(items, arguments[1]) is not { } start)
        {
            return FeelValue.Null;
        }

        var left = items.Length - start;
        return arguments[2] switch
        {
            FeelNull => new FeelList(items.Slice(start, left)),
            FeelNumber { Value: >= 0 } length when length.Value == decimal.Truncate(length.Value)
                => new FeelList(items.Slice(start, (int)Math.Min(left, length.Value))),
            _ => FeelValue.Null,
        };
    }

    private static FeelValue Concatenate(FeelValue[] arguments, ref Evaluation evaluation)
    {
        var result = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var argument in arguments)
        {
            if (argument is FeelNull)
            {
                return FeelValue.Null;
            }

            ImmutableArray<FeelValue> items = argument is FeelList list ? list.Items : [argument];
            evaluation.ChargeItems((long)result.Count + items.Length);
            result.AddRange(items);
        }

        return new FeelList(result.DrainToImmutable());
    }

    private static FeelList IndexOf(ImmutableArray<FeelValue> items, FeelValue[] arguments, ref Evaluation evaluation)
    {
        var places = ImmutableArray.CreateBuilder<FeelValue>();
        for (var i = 0; i < items.Length; i++)
        {
            evaluation.Charge(1);
            if (Comparison.AreEqual(items[i], arguments[1], ref evaluation) == true)
            {
                places.Add(FeelValue.Of(i + 1));
            }
        }

        return new FeelList(places.DrainToImmutable());
    }

    private static FeelList Distinct(ImmutableArray<FeelValue> items, ref Evaluation evaluation)
    {
        var kept = ImmutableArray.CreateBuilder<FeelValue>();
        foreach (var item in items)
        {
            var isKnown = false;
            for (var i = 0; i < kept.Count && !isKnown; i++)
            {
                evaluation.Charge(1);
                isKnown = Comparison.AreEqual(kept[i], item, ref evaluation) == true;
            }

            if (!isKnown)
            {
                kept.Add(item);
            }
        }

        return new FeelList(kept.DrainToImmutable());
    }

    private static FeelList Flatten(ImmutableArray<FeelValue> items, FeelValue[] arguments, ref Evaluation evaluation)
    {
        var flat = ImmutableArray.CreateBuilder<FeelValue>();
        Flatten(items, flat, ref evaluation, depth: 0);
        return new FeelList(flat.DrainToImmutable());
    }

    private static void Flatten(ImmutableArray<FeelValue> items, ImmutableArray<FeelValue>.Builder flat, ref Evaluation evaluation, int depth)
    {
        Evaluation.CheckDepth(depth);
        foreach (var item in items)
        {
            evaluation.Charge(1);
            if (item is FeelList inner)
            {
                Flatten(inner.Items, flat, ref evaluation, depth + 1);
            }
            else
            {
                evaluation.Add(flat, item);
            }
        }
    }

    /// <summary>
    /// In their own order, equals as they stood. A merge sort of our own, since each comparison takes from the
    /// evaluation's steps and any of them may find two values that have no order, which makes null of the whole.
    /// </summary>
    private static FeelValue Sort(ImmutableArray<FeelValue> items, FeelValue[] arguments, ref Evaluation evaluation)
    {
        var (from, to) = (items.ToArray(), new FeelValue[items.Length]);
        for (var width = 1; width < items.Length; width *= 2)
        {
            for (var start = 0; start < items.Length; start += 2 * width)
            {
                if (!Merge(from, to, start, width, ref evaluation))
                {
                    return FeelValue.Null;
                }
            }

            (from, to) = (to, from);
        }

        return FeelValue.Of(from);
    }

    private static bool Merge(FeelValue[] from, FeelValue[] to, int start, int width, ref Evaluation evaluation)
    {
        var (left, right) = (start, Math.Min(start + width, from.Length));
        var (leftEnd, rightEnd) = (right, Math.Min(start + (2 * width), from.Length));
        for (var at = start; at < rightEnd; at++)
        {
            var takeLeft = right == rightEnd;
            if (left < leftEnd && right < rightEnd)
            {
                evaluation.Charge(1);
                if (Comparison.Order(from[left], from[right], ref evaluation) is not { } order)
                {
                    return false;
                }

                takeLeft = order <= 0;
            }

            to[at] = takeLeft ? from[left++] : from[right++];
        }

        return true;
    }
}
