namespace SagsFlow.Engine.Execution;

/// <summary>Flows that tokens are on and the scopes they are in, in the order they were taken.</summary>
internal struct TokenQueue
{
    private (FlowPlan Flow, long Scope)[]? items;
    private int head;
    private int tail;

    public void Enqueue(FlowPlan flow, long scope)
    {
        items ??= new (FlowPlan, long)[4];
        if (tail == items.Length)
        {
            if (head > items.Length / 2)
            {
                Array.Copy(items, head, items, 0, tail - head);
                tail -= head;
                head = 0;
            }
            else
            {
                Array.Resize(ref items, items.Length * 2);
            }
        }

        items[tail++] = (flow, scope);
    }

    public bool TryDequeue([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FlowPlan? flow, out long scope)
    {
        (flow, scope) = head < tail ? items![head++] : default;
        if (head == tail)
        {
            head = tail = 0;
        }

        return flow is not null;
    }

    /// <summary>Whether a token is on its way in a scope.</summary>
    public readonly bool Has(long scope)
    {
        for (var i = head; i < tail; i++)
        {
            if (items![i].Scope == scope)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the tokens of a scope away.</summary>
    public void Remove(long scope)
    {
        var kept = head;
        for (var i = head; i < tail; i++)
        {
            if (items![i].Scope != scope)
            {
                items[kept++] = items[i];
            }
        }

        tail = kept;
    }

    /// <summary>How many tokens are queued, to return to when some that were added must be taken back.</summary>
    public readonly int Mark() => tail - head;

    public void Return(int mark) => tail = head + mark;
}
