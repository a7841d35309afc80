using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>Builds a definition in code, so that the kernel is tested without a file. Expressions begin with <c>=</c>.</summary>
internal sealed class Model
{
    private readonly List<Node> nodes = [];
    private readonly List<(string Id, string From, string To, string? Condition)> flows = [];
    private readonly Dictionary<string, string> defaults = [];
    private readonly Dictionary<string, string> boundaries = [];
    private readonly Dictionary<string, string> parents = [];

    public int NodeCount => nodes.Count;

    public IReadOnlyList<string> Ids(NodeKind kind) => nodes.FindAll(n => n.Kind == kind).ConvertAll(n => n.Id);

    public NodeKind KindOf(string id) => nodes.Find(n => n.Id == id)!.Kind;

    public static FeelExpression Value(string text) => text.StartsWith('=')
        ? FeelExpression.Parse(text[1..])
        : FeelExpression.Constant(FeelValue.Of(text), text);

    public Model Add(
        NodeKind kind,
        string id,
        (string Source, string Target)[]? inputs = null,
        (string Source, string Target)[]? outputs = null,
        string? called = null,
        TimerKind timerKind = TimerKind.Duration,
        string? timer = null,
        string? on = null,
        bool interrupting = true,
        (string Name, string Value)[]? attributes = null,
        EventTrigger? trigger = null,
        Loop? loop = null,
        string? script = null)
    {
        if (on is not null)
        {
            boundaries[id] = on;
        }

        nodes.Add(new Node
        {
            Id = id,
            Kind = kind,
            Index = nodes.Count,
            Inputs = [.. (inputs ?? []).Select(m => new Mapping(Value(m.Source), m.Target))],
            Outputs = [.. (outputs ?? []).Select(m => new Mapping(Value(m.Source), m.Target))],
            CalledProcess = called is null ? null : Value(called),
            Event = trigger ?? (timer is null ? null : new EventTrigger(EventKind.Timer) { Timer = new TimerRule(timerKind, timer, Value(timer)) }),
            CancelActivity = interrupting,
            IsInterrupting = interrupting,
            Loop = loop,
            Script = script is null ? null : Value(script),
            Attributes = (attributes ?? []).ToDictionary(a => a.Name, a => Value(a.Value)),
        });
        return this;
    }

    /// <summary>Puts nodes inside a sub-process that was added before them.</summary>
    public Model Inside(string parent, params string[] ids)
    {
        foreach (var id in ids)
        {
            parents[id] = parent;
        }

        return this;
    }

    public Model Sub(string id, Loop? loop = null, (string Source, string Target)[]? inputs = null, (string Source, string Target)[]? outputs = null) =>
        Add(NodeKind.SubProcess, id, inputs, outputs, loop: loop);

    public Model Catch(string id, EventTrigger trigger) => Add(NodeKind.IntermediateCatchEvent, id, trigger: trigger);

    public Model Throw(string id, EventTrigger trigger) => Add(NodeKind.IntermediateThrowEvent, id, trigger: trigger);

    public Model End(string id, EventTrigger trigger) => Add(NodeKind.EndEvent, id, trigger: trigger);

    public Model On(string activity, string id, EventTrigger trigger, bool interrupting = true) =>
        Add(NodeKind.BoundaryEvent, id, trigger: trigger, on: activity, interrupting: interrupting);

    /// <summary>An event sub-process with its start event.</summary>
    public Model Handler(string id, string start, EventTrigger trigger, bool interrupting = true, string? parent = null)
    {
        Add(NodeKind.EventSubProcess, id).Add(NodeKind.StartEvent, start, trigger: trigger, interrupting: interrupting).Inside(id, start);
        return parent is null ? this : Inside(parent, id);
    }

    public Model Start(string id = "s") => Add(NodeKind.StartEvent, id);

    public Model End(string id = "e") => Add(NodeKind.EndEvent, id);

    public Model User(string id, params (string Name, string Value)[] attributes) => Add(NodeKind.UserTask, id, attributes: attributes);

    public Model Service(string id) => Add(NodeKind.ServiceTask, id, attributes: [("job", "paamindelse")]);

    public Model Xor(string id) => Add(NodeKind.ExclusiveGateway, id);

    public Model And(string id) => Add(NodeKind.ParallelGateway, id);

    public Model Boundary(string id, string on, string timer, bool interrupting = true, TimerKind kind = TimerKind.Duration) =>
        Add(NodeKind.BoundaryEvent, id, timer: timer, timerKind: kind, on: on, interrupting: interrupting);

    public Model Timer(string id, string timer, TimerKind kind = TimerKind.Duration) =>
        Add(NodeKind.IntermediateCatchEvent, id, timer: timer, timerKind: kind);

    public Model Flow(string from, string to, string? condition = null, string? id = null)
    {
        flows.Add((id ?? $"f{flows.Count}", from, to, condition));
        return this;
    }

    public Model Default(string from, string to)
    {
        defaults[from] = $"f{flows.Count}";
        return Flow(from, to);
    }

    /// <summary>Flows along a row of nodes.</summary>
    public Model Path(params string[] ids)
    {
        for (var i = 1; i < ids.Length; i++)
        {
            Flow(ids[i - 1], ids[i]);
        }

        return this;
    }

    public ProcessDefinition Build(string hash = "hash")
    {
        var byId = nodes.ToDictionary(n => n.Id, StringComparer.Ordinal);
        var wired = flows.ConvertAll(f => new SequenceFlow(f.Id, null, byId[f.From], byId[f.To], f.Condition is null ? null : Value(f.Condition), 0));
        foreach (var node in nodes)
        {
            node.Incoming = [.. wired.Where(f => f.Target == node)];
            node.Outgoing = [.. wired.Where(f => f.Source == node)];
            node.Default = defaults.TryGetValue(node.Id, out var id) ? wired.Find(f => f.Id == id) : null;
            node.AttachedTo = boundaries.TryGetValue(node.Id, out var on) ? byId[on] : null;
            node.BoundaryEvents = [.. nodes.Where(n => boundaries.TryGetValue(n.Id, out var owner) && owner == node.Id)];
        }

        foreach (var node in nodes)
        {
            node.Parent = parents.TryGetValue(node.Id, out var parent) ? byId[parent] : null;
            node.Children = [.. nodes.Where(n => parents.TryGetValue(n.Id, out var around) && around == node.Id)];
        }

        foreach (var link in nodes.Where(n => n is { Kind: NodeKind.IntermediateThrowEvent, Event.Kind: EventKind.Link }))
        {
            link.LinkTarget = nodes.Find(n => n.Kind == NodeKind.IntermediateCatchEvent && n.Event?.Kind == EventKind.Link && n.Event.Name == link.Event!.Name);
        }

        return new ProcessDefinition { Id = "p", ContentHash = hash, Nodes = nodes, NodesById = byId };
    }
}
