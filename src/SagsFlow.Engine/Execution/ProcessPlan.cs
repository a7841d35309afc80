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

    /// <summary>The event of a token that takes the flow; the same object each time, for it never differs.</summary>
    public FlowTaken Taken { get; } = new(flow.Id, target.IsJoin);
}

/// <summary>A node made ready for running: arrays for interfaces, and all that is known before the instance runs.</summary>
internal sealed class NodePlan
{
    public NodePlan(Node node)
    {
        Node = node;
        IsJoin = node.Kind == NodeKind.ParallelGateway && node.Incoming.Count > 1;
        IncomingIds = [.. node.Incoming.Select(f => f.Id)];
        Joined = new JoinFired(node.Id, IncomingIds);
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

    /// <summary>Whether a token here waits for others: a parallel gateway with several incoming flows.</summary>
    public bool IsJoin { get; }

    public string[] IncomingIds { get; }

    public JoinFired Joined { get; }

    public KeyValuePair<string, FeelExpression>[] Attributes { get; }

    public Mapping[] Inputs { get; }

    public Mapping[] Outputs { get; }

    /// <summary>The attributes when none depends on the instance; else null.</summary>
    public IReadOnlyDictionary<string, FeelValue>? ConstantAttributes { get; }

    /// <summary>The timer when it is written as an ISO 8601 literal; null when it must be evaluated.</summary>
    public TimerSchedule? Schedule { get; }

    public FlowPlan[] Outgoing { get; private set; } = [];

    public FlowPlan? Default { get; private set; }

    public NodePlan[] Boundaries { get; private set; } = [];

    /// <summary>Whether a token that leaves takes every outgoing flow, whatever the variables are.</summary>
    public bool TakesAll { get; private set; }

    public void Wire(NodePlan[] plans)
    {
        Outgoing = [.. Node.Outgoing.Select(f => new FlowPlan(f, plans[f.Target.Index]))];
        Default = Node.Default is null ? null : Outgoing.First(f => f.Id == Node.Default.Id);
        Boundaries = [.. Node.BoundaryEvents.Select(b => plans[b.Index])];
        TakesAll = Node.Kind == NodeKind.ParallelGateway
            || (Outgoing.All(f => f.Condition is null) && Default is null && (Node.Kind != NodeKind.ExclusiveGateway || Outgoing.Length <= 1));
    }
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
        foreach (var plan in plans)
        {
            plan.Wire(plans);
            byId.Add(plan.Node.Id, plan);
            foreach (var flow in plan.Outgoing)
            {
                flowsById.Add(flow.Id, flow);
            }
        }

        var start = Array.Find(plans, p => p.Node.Kind == NodeKind.StartEvent);
        Starts = start is not null
            ? [start]
            : Array.FindAll(plans, p => p.Node.Incoming.Count == 0 && p.Node.Kind != NodeKind.BoundaryEvent);
    }

    public string Hash { get; }

    /// <summary>The none start event; without one, every node that no flow enters (BPMN 2.0.2, § 13.2).</summary>
    public NodePlan[] Starts { get; }

    public static ProcessPlan Of(ProcessDefinition definition) => Plans.GetValue(definition, static d => new ProcessPlan(d));

    /// <summary>The node with an id.</summary>
    /// <exception cref="ArgumentException">The state names a node the definition has not.</exception>
    public NodePlan Node(string id) => byId.TryGetValue(id, out var node)
        ? node
        : throw new ArgumentException($"The state names a node \"{id}\" that its definition has not.");

    /// <summary>The flow with an id.</summary>
    /// <exception cref="ArgumentException">The state names a flow the definition has not.</exception>
    public FlowPlan Flow(string id) => flowsById.TryGetValue(id, out var flow)
        ? flow
        : throw new ArgumentException($"The state names a flow \"{id}\" that its definition has not.");
}
