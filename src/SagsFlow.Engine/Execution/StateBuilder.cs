namespace SagsFlow.Engine.Execution;

/// <summary>
/// The working copy of a state inside one step or one fold. Only <see cref="ProcessEvent.Apply"/> changes it, in a step
/// as in a replay, so that replaying the events gives the state by construction.
/// </summary>
internal sealed class StateBuilder
{
    private readonly ProcessState? before;
    private CowList<Wait> waits;
    private CowList<Incident> incidents;
    private CowList<ParkedTokens> tokens;
    private string? definitionHash;
    private bool isCancelled;

    public StateBuilder(ProcessState? state)
    {
        before = state;
        if (state is null)
        {
            waits = new CowList<Wait>([]);
            incidents = new CowList<Incident>([]);
            tokens = new CowList<ParkedTokens>([]);
            return;
        }

        definitionHash = state.DefinitionHash;
        isCancelled = state.IsCancelled;
        IsEnded = state.IsEnded;
        Sequence = state.Sequence;
        Variables = state.Root.Variables;
        waits = new CowList<Wait>(state.WaitArray);
        incidents = new CowList<Incident>(state.IncidentArray);
        tokens = new CowList<ParkedTokens>(state.Root.Tokens);
    }

    public bool IsEnded { get; private set; }

    public long Sequence { get; private set; }

    public VariableMap Variables { get; private set; } = VariableMap.Empty;

    public int WaitCount => waits.Count;

    public int IncidentCount => incidents.Count;

    public bool HasTokens => waits.Count > 0 || incidents.Count > 0 || tokens.Count > 0;

    public Wait WaitAt(int index) => waits[index];

    public Incident IncidentAt(int index) => incidents[index];

    public int FindWait(long number)
    {
        for (var i = 0; i < waits.Count; i++)
        {
            if (waits[i].Number == number)
            {
                return i;
            }
        }

        return -1;
    }

    public int FindIncident(long number)
    {
        for (var i = 0; i < incidents.Count; i++)
        {
            if (incidents[i].Number == number)
            {
                return i;
            }
        }

        return -1;
    }

    public bool IsParked(string flowId) => FindTokens(flowId) >= 0;

    public void Begin(string hash, VariableMap variables)
    {
        if (definitionHash is not null)
        {
            throw new ArgumentException("The instance has already started.");
        }

        definitionHash = hash;
        Variables = variables;
    }

    public void SetVariable(string name, Feel.FeelValue value) => Variables = Variables.With(name, value);

    public void Add(Wait wait, long? replaces)
    {
        var at = waits.Count;
        while (at > 0 && waits[at - 1].Number > wait.Number)
        {
            at--;
        }

        waits.Insert(at, wait);
        Sequence = Math.Max(Sequence, wait.Number);
        if (replaces is null)
        {
            return;
        }

        for (var i = 0; i < waits.Count; i++)
        {
            if (waits[i].Owner == replaces)
            {
                waits.Set(i, waits[i] with { Owner = wait.Number });
            }
        }
    }

    public void RemoveWait(long number)
    {
        var at = FindWait(number);
        waits.RemoveAt(at >= 0 ? at : throw new ArgumentException($"There is no open wait {number}."));
    }

    public void Add(Incident incident)
    {
        incidents.Insert(incidents.Count, incident);
        Sequence = Math.Max(Sequence, incident.Number);
    }

    public void RemoveIncident(long number)
    {
        var at = FindIncident(number);
        incidents.RemoveAt(at >= 0 ? at : throw new ArgumentException($"There is no open incident {number}."));
    }

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

    public void End(bool cancelled)
    {
        IsEnded = true;
        isCancelled = cancelled;
        tokens.Clear();
    }

    public void Reopen(VariableMap variables, ParkedTokens[] parked)
    {
        IsEnded = false;
        isCancelled = false;
        Variables = variables;
        tokens = new CowList<ParkedTokens>(parked);
    }

    public ProcessState Freeze()
    {
        if (definitionHash is null)
        {
            throw new ArgumentException("There is neither a state nor an event that starts one.");
        }

        var parked = tokens.Freeze();
        var scopes = before is not null && ReferenceEquals(before.Root.Variables, Variables) && ReferenceEquals(before.Root.Tokens, parked)
            ? before.ScopeArray
            : [new Scope(Variables, parked)];
        return new ProcessState(definitionHash, Sequence, IsEnded, isCancelled, scopes, waits.Freeze(), incidents.Freeze());
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
