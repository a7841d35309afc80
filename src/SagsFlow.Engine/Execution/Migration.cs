using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Execution;

/// <summary>What becomes of the timers that run when an instance is moved to another version.</summary>
public enum MigratedTimers
{
    /// <summary>They are due when they were due.</summary>
    Keep,

    /// <summary>The new version's rule counts, from when each began.</summary>
    Recompute,
}

/// <summary>
/// Moves an instance to another version of its process where it stands: waits keep their numbers, so that tasks stay open and answers on
/// their way arrive. What is new around it (boundary events, event sub-processes, alternatives after an event-based gateway) begins to be
/// waited for now; what only listened and is gone is no longer. It is refused as a whole when something that holds a token has no
/// counterpart.
/// </summary>
/// <param name="Plan">From which version to which, and how.</param>
/// <param name="Actor">Who does it, for the history.</param>
/// <param name="Reason">Why, for the history.</param>
public sealed record Migrate(MigrationPlan Plan, string Actor, string Reason) : Command;

/// <summary>Something in the way of a migration, or worth knowing about it.</summary>
/// <param name="NodeId">The node of the old version, or the one named in the plan.</param>
/// <param name="Code">A stable slug.</param>
/// <param name="Text">What is in the way and what to do, in Danish.</param>
public sealed record MigrationFinding(string NodeId, string Code, string Text)
{
    /// <summary>False when the plan holds all the same, for every instance that is not concerned.</summary>
    public bool IsError { get; init; } = true;
}

/// <summary>
/// Which node of one version becomes which of another. A node that is not named becomes the one with its id, if that is of its kind and
/// lies in the counterpart of the same sub-process. Made once and used for many instances; never changed.
/// </summary>
public sealed class MigrationPlan
{
    private readonly Dictionary<string, string> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> flows = new(StringComparer.Ordinal);
    private readonly List<MigrationFinding> findings = [];
    private readonly IReadOnlyDictionary<string, string> named;

    /// <summary>Makes and checks a plan.</summary>
    /// <param name="from">The version the instances are pinned to.</param>
    /// <param name="to">The version they are to be pinned to, of the same process.</param>
    /// <param name="named">Ids of nodes (and, for tokens that wait at joins, of flows) whose counterpart has another id: old to new.</param>
    /// <param name="timers">What becomes of the timers that run.</param>
    public MigrationPlan(ProcessDefinition from, ProcessDefinition to, IReadOnlyDictionary<string, string> named, MigratedTimers timers)
    {
        From = from;
        To = to;
        Timers = timers;
        this.named = named;
        if (from.Id != to.Id)
        {
            findings.Add(new MigrationFinding(to.Id, "anden-proces", $"»{to.Id}« er en anden proces end »{from.Id}«. En sag kan kun flyttes mellem versioner af samme proces."));
        }

        MapNodes();
        MapFlows();
        foreach (var (old, now) in named)
        {
            CheckName(old, now);
        }
    }

    /// <summary>The version the instances are pinned to.</summary>
    public ProcessDefinition From { get; }

    /// <summary>The version they are to be pinned to.</summary>
    public ProcessDefinition To { get; }

    /// <summary>What becomes of the timers that run.</summary>
    public MigratedTimers Timers { get; }

    /// <summary>What the plan as a whole shows, whatever instance it is used on.</summary>
    public IReadOnlyList<MigrationFinding> Findings => findings;

    /// <summary>Whether the plan can be used at all.</summary>
    public bool IsUsable => !findings.Exists(f => f.IsError);

    /// <summary>The counterpart of a node, or null when it has none.</summary>
    public string? Target(string nodeId) => nodeId == ProcessPlan.AdHocId ? nodeId : nodes.GetValueOrDefault(nodeId);

    /// <summary>The counterpart of a flow, or null when it has none.</summary>
    internal string? TargetFlow(string flowId) => flows.GetValueOrDefault(flowId);

    /// <summary>Whether a node of the new version is the counterpart of none in the old.</summary>
    internal bool IsNew(Node node) => !nodes.ContainsValue(node.Id);

    /// <summary>The nodes that are named in the plan and have a counterpart, old to new.</summary>
    internal IEnumerable<KeyValuePair<string, string>> Renamed => named.Where(n => n.Key != n.Value && nodes.GetValueOrDefault(n.Key) == n.Value);

    /// <summary>A sub-process and an activity come before what is inside or on them, whose counterparts depend on theirs.</summary>
    private void MapNodes()
    {
        foreach (var old in From.Nodes.OrderBy(n => n.Kind == NodeKind.BoundaryEvent || FollowsEventGateway(n) ? 1 : 0))
        {
            var id = named.GetValueOrDefault(old.Id, old.Id);
            if (!To.NodesById.TryGetValue(id, out var now))
            {
                findings.Add(new MigrationFinding(old.Id, "trin-uden-modstykke", $"{Fault.Name(old)} har intet modstykke i den nye version: en sag, der står der, kan ikke flyttes. Angiv, hvilket trin det bliver til.") { IsError = false });
            }
            else if (Mismatch(old, now) is { } why)
            {
                findings.Add(new MigrationFinding(old.Id, "trin-passer-ikke", $"{Fault.Name(old)} kan ikke blive til {Fault.Name(now)}: {why}.") { IsError = named.ContainsKey(old.Id) });
            }
            else
            {
                nodes.Add(old.Id, id);
            }
        }
    }

    private string? Mismatch(Node old, Node now)
    {
        if (old.Kind != now.Kind || old.Event?.Kind != now.Event?.Kind)
        {
            return "de er ikke af samme slags";
        }

        if (Shape(old.Loop) != Shape(now.Loop))
        {
            return "de gentages ikke på samme måde";
        }

        if (!IsCounterpart(old.Parent, now.Parent))
        {
            return "de ligger ikke i samme underproces";
        }

        if (!IsCounterpart(old.AttachedTo, now.AttachedTo))
        {
            return "de sidder ikke på samme trin";
        }

        return FollowsEventGateway(old) == FollowsEventGateway(now) && (!FollowsEventGateway(old) || IsCounterpart(old.Incoming[0].Source, now.Incoming[0].Source))
            ? null
            : "de følger ikke efter samme hændelsesstyrede gateway";
    }

    private bool IsCounterpart(Node? old, Node? now) => old is null ? now is null : now is not null && nodes.GetValueOrDefault(old.Id) == now.Id;

    private static bool FollowsEventGateway(Node node) => node.Incoming.Count == 1 && node.Incoming[0].Source.Kind == NodeKind.EventBasedGateway;

    private static int Shape(Loop? loop) => loop switch { null => 0, StandardLoop => 1, MultiInstance { IsSequential: true } => 2, _ => 3 };

    /// <summary>A flow becomes the one named, or the one with its id, or the only one, between the counterparts of its ends.</summary>
    private void MapFlows()
    {
        var all = To.Nodes.SelectMany(n => n.Outgoing).ToList();
        foreach (var old in From.Nodes.SelectMany(n => n.Outgoing))
        {
            var id = named.GetValueOrDefault(old.Id, old.Id);
            var ends = all.Where(f => f.Target.Id == nodes.GetValueOrDefault(old.Target.Id)).ToList();
            var between = ends.Where(f => f.Source.Id == nodes.GetValueOrDefault(old.Source.Id)).ToList();
            if (ends.Exists(f => f.Id == id))
            {
                flows.Add(old.Id, id);
            }
            else if (between.Count == 1)
            {
                flows.Add(old.Id, between[0].Id);
            }
        }
    }

    private void CheckName(string old, string now)
    {
        var isFlow = From.Nodes.Any(n => n.Outgoing.Any(f => f.Id == old));
        if (!isFlow && !From.NodesById.ContainsKey(old))
        {
            findings.Add(new MigrationFinding(old, "ukendt-trin", $"»{old}« findes ikke i den gamle version."));
        }
        else if (isFlow ? flows.GetValueOrDefault(old) != now : !To.NodesById.ContainsKey(now))
        {
            findings.Add(new MigrationFinding(old, "ukendt-trin", $"»{now}« findes ikke i den nye version som modstykke til »{old}«."));
        }
    }
}
