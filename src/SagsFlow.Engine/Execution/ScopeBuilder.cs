namespace SagsFlow.Engine.Execution;

/// <summary>The working copy of one scope.</summary>
internal sealed class ScopeBuilder(Scope before)
{
    private Scope scope = before;
    private CowList<ParkedTokens> tokens = new(before.Tokens);

    public long Number => scope.Number;

    public long Parent => scope.Parent;

    public string? NodeId => scope.NodeId;

    public VariableMap Variables { get; set; } = before.Variables;

    public LoopState? Loop { get; set; } = before.Loop;

    public int TokenCount => tokens.Count;

    /// <summary>How many tokens wait at joins.</summary>
    public int ParkedCount
    {
        get
        {
            var count = 0;
            for (var i = 0; i < tokens.Count; i++)
            {
                count += tokens[i].Count;
            }

            return count;
        }
    }

    public string ParkedAt(int index) => tokens[index].FlowId;

    public bool IsParked(string flowId) => FindTokens(flowId) >= 0;

    public void Park(string flowId)
    {
        var at = FindTokens(flowId);
        if (at >= 0)
        {
            tokens.Set(at, new ParkedTokens(flowId, tokens[at].Count + 1));
        }
        else
        {
            tokens.Insert(~at, new ParkedTokens(flowId, 1));
        }
    }

    public void Unpark(string flowId)
    {
        var at = FindTokens(flowId);
        if (at < 0)
        {
            throw new ArgumentException($"There is no token on {flowId}.");
        }

        if (tokens[at].Count > 1)
        {
            tokens.Set(at, new ParkedTokens(flowId, tokens[at].Count - 1));
        }
        else
        {
            tokens.RemoveAt(at);
        }
    }

    public void Clear() => tokens.Clear();

    /// <summary>Nodes and flows have other ids now.</summary>
    public void Rename(IReadOnlyDictionary<string, string> nodes, IReadOnlyDictionary<string, string> flows)
    {
        if (scope.NodeId is not null && nodes.TryGetValue(scope.NodeId, out var id))
        {
            scope = scope with { NodeId = id };
        }

        var parked = tokens.Freeze();
        if (!Array.Exists(parked, t => flows.ContainsKey(t.FlowId)))
        {
            return;
        }

        tokens = new CowList<ParkedTokens>([]);
        foreach (var token in parked)
        {
            for (var i = 0; i < token.Count; i++)
            {
                Park(flows.GetValueOrDefault(token.FlowId, token.FlowId));
            }
        }
    }

    /// <summary>The scope as it is now; the same object when nothing has changed.</summary>
    public Scope Freeze()
    {
        var parked = tokens.Freeze();
        return ReferenceEquals(scope.Variables, Variables) && ReferenceEquals(scope.Tokens, parked) && ReferenceEquals(scope.Loop, Loop)
            ? scope
            : scope with { Variables = Variables, Tokens = parked, Loop = Loop };
    }

    private int FindTokens(string flowId)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            var order = string.CompareOrdinal(tokens[i].FlowId, flowId);
            if (order >= 0)
            {
                return order == 0 ? i : ~i;
            }
        }

        return ~tokens.Count;
    }
}
