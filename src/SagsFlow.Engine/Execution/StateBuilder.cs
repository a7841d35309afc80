using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>
/// The working copy of a state inside one step or one fold. Only <see cref="ProcessEvent.Apply"/> changes it, in a step
/// as in a replay, so that replaying the events gives the state by construction.
/// </summary>
internal sealed class StateBuilder
{
    private readonly ProcessState? before;
    private readonly List<ScopeBuilder> scopes = new(1);
    private CowList<Wait> waits;
    private CowList<Incident> incidents;
    private string? definitionHash;
    private bool isCancelled;

    public StateBuilder(ProcessState? state)
    {
        before = state;
        if (state is null)
        {
            scopes.Add(new ScopeBuilder(new Scope(VariableMap.Empty, [])));
            waits = new CowList<Wait>([]);
            incidents = new CowList<Incident>([]);
            return;
        }

        definitionHash = state.DefinitionHash;
        isCancelled = state.IsCancelled;
        IsEnded = state.IsEnded;
        Error = state.Error;
        Sequence = state.Sequence;
        foreach (var scope in state.ScopeArray)
        {
            scopes.Add(new ScopeBuilder(scope));
        }

        waits = new CowList<Wait>(state.WaitArray);
        incidents = new CowList<Incident>(state.IncidentArray);
    }

    public bool IsEnded { get; private set; }

    public string? Error { get; private set; }

    public long Sequence { get; private set; }

    /// <summary>The process's own variables.</summary>
    public VariableMap Variables => scopes[0].Variables;

    public int WaitCount => waits.Count;

    public int IncidentCount => incidents.Count;

    /// <summary>The process itself first, the others in the order they were opened.</summary>
    public int ScopeCount => scopes.Count;

    public Wait WaitAt(int index) => waits[index];

    public Incident IncidentAt(int index) => incidents[index];

    public ScopeBuilder ScopeAt(int index) => scopes[index];

    /// <summary>The scope with a number, or null when it is closed.</summary>
    public ScopeBuilder? FindScope(long number)
    {
        foreach (var scope in scopes)
        {
            if (scope.Number == number)
            {
                return scope;
            }
        }

        return null;
    }

    public ScopeBuilder Scope(long number) => FindScope(number) ?? throw new ArgumentException($"There is no open scope {number}.");

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

    /// <summary>The value of a variable in the nearest scope that has it.</summary>
    public bool TryRead(long scope, string name, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out FeelValue value)
    {
        for (var at = Scope(scope); ; at = Scope(at.Parent))
        {
            if (at.Variables.TryGetValue(name, out value))
            {
                return true;
            }

            if (at.Number == 0)
            {
                return false;
            }
        }
    }

    public void Begin(string hash, VariableMap variables)
    {
        if (definitionHash is not null)
        {
            throw new ArgumentException("The instance has already started.");
        }

        definitionHash = hash;
        scopes[0].Variables = variables;
    }

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

    public void MoveTimer(long number, DateTimeOffset due, TimerCycle? cycle)
    {
        var at = FindWait(number);
        waits.Set(at, waits[at >= 0 ? at : throw new ArgumentException($"There is no open wait {number}.")] with { Due = due, Cycle = cycle });
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

    public void Open(Scope scope)
    {
        scopes.Add(new ScopeBuilder(scope));
        Sequence = Math.Max(Sequence, scope.Number);
    }

    public void Close(long scope)
    {
        if (scope == 0)
        {
            throw new ArgumentException("The process itself is closed by its end.");
        }

        scopes.Remove(Scope(scope));
    }

    public void End(bool cancelled, string? error)
    {
        IsEnded = true;
        isCancelled = cancelled;
        Error = error;
        scopes.RemoveRange(1, scopes.Count - 1);
        scopes[0].Clear();
    }

    /// <summary>Pins the instance to another definition, in which some nodes and flows have other ids.</summary>
    public void Migrate(string hash, IReadOnlyDictionary<string, string> nodes, IReadOnlyDictionary<string, string> flows)
    {
        definitionHash = hash;
        for (var i = 0; i < waits.Count; i++)
        {
            if (nodes.TryGetValue(waits[i].NodeId, out var id))
            {
                waits.Set(i, waits[i] with { NodeId = id });
            }
        }

        for (var i = 0; i < incidents.Count; i++)
        {
            var incident = incidents[i];
            incidents.Set(i, incident with
            {
                NodeId = nodes.GetValueOrDefault(incident.NodeId, incident.NodeId),
                FlowId = incident.FlowId is null ? null : flows.GetValueOrDefault(incident.FlowId, incident.FlowId),
            });
        }

        foreach (var scope in scopes)
        {
            scope.Rename(nodes, flows);
        }
    }

    /// <summary>Goes back to earlier scopes, with their variables and tokens.</summary>
    public void Reopen(IReadOnlyList<Scope> earlier)
    {
        IsEnded = false;
        isCancelled = false;
        Error = null;
        scopes.Clear();
        foreach (var scope in earlier)
        {
            scopes.Add(new ScopeBuilder(scope));
            Sequence = Math.Max(Sequence, scope.Number);
        }
    }

    public ProcessState Freeze()
    {
        if (definitionHash is null)
        {
            throw new ArgumentException("There is neither a state nor an event that starts one.");
        }

        return new ProcessState(definitionHash, Sequence, IsEnded, isCancelled, FreezeScopes(), waits.Freeze(), incidents.Freeze()) { Error = Error };
    }

    private Scope[] FreezeScopes()
    {
        var same = before is not null && before.ScopeArray.Length == scopes.Count;
        var frozen = new Scope[scopes.Count];
        for (var i = 0; i < frozen.Length; i++)
        {
            frozen[i] = scopes[i].Freeze();
            same = same && ReferenceEquals(frozen[i], before!.ScopeArray[i]);
        }

        return same ? before!.ScopeArray : frozen;
    }
}
