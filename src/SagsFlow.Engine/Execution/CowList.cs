namespace SagsFlow.Engine.Execution;

/// <summary>
/// A list over an array that belongs to a frozen state until the first change, which copies it. Most steps change one
/// or two of the state's lists, so the others are shared from state to state.
/// </summary>
internal struct CowList<T>(T[] items)
{
    private T[] items = items;
    private bool owned;

    public int Count { get; private set; } = items.Length;

    public readonly T this[int index] => items[index];

    public void Set(int index, T value)
    {
        Own(Count);
        items[index] = value;
    }

    public void Insert(int index, T value)
    {
        Own(Count + 1);
        Array.Copy(items, index, items, index + 1, Count - index);
        items[index] = value;
        Count++;
    }

    public void RemoveAt(int index)
    {
        Own(Count);
        Count--;
        Array.Copy(items, index + 1, items, index, Count - index);
        items[Count] = default!;
    }

    public void Clear()
    {
        items = [];
        Count = 0;
        owned = false;
    }

    /// <summary>The list as an array of exactly its length; the list must not be changed afterwards.</summary>
    public readonly T[] Freeze() => items.Length == Count ? items : items.AsSpan(0, Count).ToArray();

    private void Own(int capacity)
    {
        if (owned && capacity <= items.Length)
        {
            return;
        }

        var size = owned ? Math.Max(capacity, items.Length * 2) : capacity;
        var copy = new T[size];
        Array.Copy(items, copy, Count);
        items = copy;
        owned = true;
    }
}
