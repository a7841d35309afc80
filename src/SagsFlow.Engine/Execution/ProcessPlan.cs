using System.Runtime.CompilerServices;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>A sequence flow made ready for running.</summary>
internal sealed class FlowPlan(SequenceFlow flow, NodePlan target)
{
    public string Id { get; } = flow.Id;

    public FeelExpression? Condition { get; } = flow.Condition;

    public NodePlan Target { get; } = target;

    /// <summary>The event of a token of the process itself that takes the flow; the same object each time, for it never differs.</summary>
    private readonly FlowTaken taken = new(flow.Id, target.IsJoin);

    public FlowTaken Taken(long scope) => scope == 0 ? taken : new FlowTaken(Id, Target.IsJoin) { Scope = scope };
}

/// <summary>A node made ready for running: arrays for interfaces, and all that is known before the instance runs.</summary>
internal sealed class NodePlan
{
    public NodePlan(Node node)
    {
        Node = node;
        IsJoin = node.Kind is NodeKind.ParallelGateway or NodeKind.InclusiveGateway && node.Incoming.Count > 1;
        IncomingIds = [.. node.Incoming.Select(f => f.Id)];
        Attributes = [.. node.Attributes];
        Inputs = [.. node.Inputs];
        Outputs = [.. node.Outputs];
        if (Attributes.All(a => a.Value.ConstantValue is not null and not FeelNull))
        {
            ConstantAttributes = Attributes.ToDictionary(a => a.Key, a => a.Value.ConstantValue!, StringComparer.Ordinal);
        }

        Schedule = node.Timer is null ? null : TimerSchedule.Parse(node.Timer.Kind, node.Timer.Text);
    }

    public Node Node { get; }

    /// <summary>Whether a token here waits for others: a parallel or inclusive gateway with several incoming flows.</summary>
    public bool IsJoin { get; }

    public string[] IncomingIds { get; }

    public KeyValuePair<string, FeelExpression>[] Attributes { get; }

    public Mapping[] Inputs { get; }

    public Mapping[] Outputs { get; }

    /// <summary>The attributes when none depends on the instance; else null.</summary>
    public IReadOnlyDictionary<string, FeelValue>? ConstantAttributes { get; }

    /// <summary>The timer when it is written as an ISO 8601 literal; null when it must be evaluated.</summary>
    public TimerSchedule? Schedule { get; }

    public FlowPlan[] Outgoing { get; private set; } = [];

    public FlowPlan? Default { get; private set; }

    /// <summary>Its boundary events that must be waited for: timers, messages and signals.</summary>
    public NodePlan[] Boundaries { get; private set; } = [];

    /// <summary>Its boundary events that catch errors and escalations; those that name a code before those that catch any.</summary>
    public NodePlan[] Catchers { get; private set; } = [];

    /// <summary>What is inside a sub-process.</summary>
    public ScopePlan Inside { get; private set; } = ScopePlan.Empty;

    public NodePlan? LinkTarget { get; private set; }

    /// <summary>For an inclusive join, by its incoming flows: the nodes a token can reach the flow from without passing the join.</summary>
    public bool[][] Reach { get; private set; } = [];

    /// <summary>Whether a token that leaves takes every outgoing flow, whatever the variables are.</summary>
    public bool TakesAll { get; private set; }

    public void Wire(NodePlan[] plans)
    {
        Outgoing = [.. Node.Outgoing.Select(f => new FlowPlan(f, plans[f.Target.Index]))];
        Default = Node.Default is null ? null : Outgoing.First(f => f.Id == Node.Default.Id);
        var boundaries = Node.BoundaryEvents.Select(b => plans[b.Index]).ToList();
        Boundaries = [.. boundaries.Where(b => b.Node.Event!.Kind is EventKind.Timer or EventKind.Message or EventKind.Signal)];
        Catchers = ScopePlan.ByCode(boundaries);
        Inside = Node.Children.Count == 0 ? ScopePlan.Empty : new ScopePlan(Node.Children.Select(c => plans[c.Index]).ToList());
        LinkTarget = Node.LinkTarget is null ? null : plans[Node.LinkTarget.Index];
        if (IsJoin && Node.Kind == NodeKind.InclusiveGateway)
        {
            Reach = [.. Node.Incoming.Select(f => ReachOf(f, plans))];
        }

        TakesAll = Node.Kind == NodeKind.ParallelGateway
            || (Outgoing.All(f => f.Condition is null) && Default is null && (Node.Kind != NodeKind.ExclusiveGateway || Outgoing.Length <= 1));
    }

    /// <summary>Backwards from a flow into this join; what comes to an activity can also leave it by its boundary.</summary>
    private bool[] ReachOf(SequenceFlow flow, NodePlan[] plans)
    {
        var reached = new bool[plans.Length];
        var open = new Stack<Node>([flow.Source]);
        while (open.TryPop(out var node))
        {
            if (node == Node || reached[node.Index])
            {
                continue;
            }

            reached[node.Index] = true;
            foreach (var before in node.Incoming)
            {
                open.Push(before.Source);
            }

            if (node.AttachedTo is not null)
            {
                open.Push(node.AttachedTo);
            }

            if (node.Event?.Kind == EventKind.Link)
            {
                foreach (var thrower in plans.Where(p => p.Node.LinkTarget == node))
                {
                    open.Push(thrower.Node);
                }
            }
        }

        return reached;
    }
}

/// <summary>What a process or a sub-process holds, made ready for running.</summary>
internal sealed class ScopePlan
{
    public static readonly ScopePlan Empty = new([]);

    public ScopePlan(List<NodePlan> nodes)
    {
        var starts = nodes.FindAll(n => n.Node.Kind == NodeKind.StartEvent);
        Starts = starts.Find(s => s.Node.Event is null) is { } none ? [none]
            : nodes.FindAll(n => n.Node.Incoming.Count == 0 && CanBeginUnbidden(n.Node)) is { Count: > 0 } implied ? [.. implied]
            : [.. starts.Take(1)];
        var handlers = nodes.Where(n => n.Node.Kind == NodeKind.EventSubProcess).SelectMany(n => n.Inside.EventStarts).ToList();
        EventStarts = [.. starts.Where(s => s.Node.Event is not null)];
        Listeners = [.. handlers.Where(h => h.Node.Event!.Kind is EventKind.Timer or EventKind.Message or EventKind.Signal)];
        Catchers = ByCode(handlers);
        Joins = [.. nodes.Where(n => n.IsJoin && n.Node.Kind == NodeKind.InclusiveGateway)];
    }

    /// <summary>Where a token begins when nothing in particular has started it.</summary>
    public NodePlan[] Starts { get; }

    /// <summary>The start events with a trigger.</summary>
    public NodePlan[] EventStarts { get; }

    /// <summary>The start events of its event sub-processes that must be waited for while it runs.</summary>
    public NodePlan[] Listeners { get; }

    /// <summary>The start events of its event sub-processes that catch errors and escalations; those that name a code first.</summary>
    public NodePlan[] Catchers { get; }

    /// <summary>Its inclusive joins.</summary>
    public NodePlan[] Joins { get; }

    public static NodePlan[] ByCode(IEnumerable<NodePlan> events) =>
        [.. events.Where(e => e.Node.Event!.Kind is EventKind.Error or EventKind.Escalation).OrderBy(e => e.Node.Event!.Name is null)];

    private static bool CanBeginUnbidden(Node node) => node.Kind switch
    {
        NodeKind.BoundaryEvent or NodeKind.EventSubProcess or NodeKind.StartEvent or NodeKind.EndEvent => false,
        NodeKind.IntermediateCatchEvent => node.Event?.Kind != EventKind.Link,
        _ => !node.Instantiates,
    };
}

/// <summary>A definition made ready for running, once for as long as the definition lives.</summary>
internal sealed class ProcessPlan
{
    private static readonly ConditionalWeakTable<ProcessDefinition, ProcessPlan> Plans = [];

    private readonly Dictionary<string, NodePlan> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FlowPlan> flowsById = new(StringComparer.Ordinal);

    private ProcessPlan(ProcessDefinition definition)
    {
        Hash = definition.ContentHash;
        NodePlan[] plans = [.. definition.Nodes.Select(n => new NodePlan(n))];

        // A sub-process comes before what it holds; from the back, what is inside is ready first.
        for (var i = plans.Length - 1; i >= 0; i--)
        {
            plans[i].Wire(plans);
        }

        foreach (var plan in plans)
        {
            byId.Add(plan.Node.Id, plan);
            foreach (var flow in plan.Outgoing)
            {
                flowsById.Add(flow.Id, flow);
            }
        }

        Level = new ScopePlan([.. plans.Where(p => p.Node.Parent is null)]);
        HasInclusiveJoins = Array.Exists(plans, p => p.Reach.Length > 0);
    }

    public string Hash { get; }

    /// <summary>What lies at the process's own level.</summary>
    public ScopePlan Level { get; }

    public bool HasInclusiveJoins { get; }

    public static ProcessPlan Of(ProcessDefinition definition) => Plans.GetValue(definition, static d => new ProcessPlan(d));

    /// <summary>The id of every task that a person added; no id in a file can be so.</summary>
    public const string AdHocId = "+";

    private static readonly NodePlan AdHoc = MakeAdHoc();

    private static NodePlan MakeAdHoc()
    {
        var made = new NodePlan(AdHocNode(null));
        made.Wire([]);
        return made;
    }

    /// <summary>The node of a task that a person added: no flow leads there, and its token ends with it.</summary>
    public static Node AdHocNode(string? name) => new() { Id = AdHocId, Name = name, Kind = NodeKind.UserTask, Index = -1 };

    /// <summary>The node with an id, or null when the definition has none.</summary>
    public NodePlan? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The node with an id, also that of a task that a person added.</summary>
    /// <exception cref="ArgumentException">The state names a node the definition has not.</exception>
    public NodePlan Node(string id) => byId.TryGetValue(id, out var node) ? node
        : id == AdHocId ? AdHoc
        : throw new ArgumentException($"The state names a node \"{id}\" that its definition has not.");

    /// <summary>The flow with an id.</summary>
    /// <exception cref="ArgumentException">The state names a flow the definition has not.</exception>
    public FlowPlan Flow(string id) => flowsById.TryGetValue(id, out var flow)
        ? flow
        : throw new ArgumentException($"The state names a flow \"{id}\" that its definition has not.");
}
