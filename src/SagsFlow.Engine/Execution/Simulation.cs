using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>How a simulation ended.</summary>
public enum SimulationEnd
{
    /// <summary>The process that was started has ended.</summary>
    Completed,

    /// <summary>It waits for something that nothing in the simulation brings.</summary>
    Waiting,

    /// <summary>It stopped in an incident, ended in an error that nobody caught, or did not come to an end within the limit.</summary>
    Failed,
}

/// <summary>Something that happened to a node in a simulation.</summary>
/// <param name="ProcessId">The process the node is of.</param>
/// <param name="Node">Which.</param>
/// <param name="Kind">What.</param>
/// <param name="Time">When, on the simulation's clock.</param>
public sealed record SimulatedStep(string ProcessId, Node Node, NodeStepKind Kind, DateTimeOffset Time);

/// <summary>What a simulation gave.</summary>
/// <param name="Steps">Everything that happened, in order.</param>
/// <param name="End">How it ended.</param>
/// <param name="Waits">Where tokens wait, in all the processes that have not ended.</param>
/// <param name="Variables">The started process's variables at the end.</param>
/// <param name="Faults">What went wrong, in Danish; empty when nothing did.</param>
public sealed record SimulationResult(
    IReadOnlyList<SimulatedStep> Steps, SimulationEnd End, IReadOnlyList<Node> Waits, IReadOnlyDictionary<string, FeelValue> Variables, IReadOnlyList<string> Faults);

/// <summary>
/// Runs processes forward on a clock of its own with the same kernel as in earnest: people's tasks get the outcomes that
/// are assumed, work of the system is done at once, timers fire when nothing else is left to do, and messages and signals
/// reach the other processes that are given.
/// </summary>
/// <param name="definitions">The processes that can be called, or started by a message or signal.</param>
/// <param name="start">When the clock starts.</param>
/// <param name="zone">The zone of local times.</param>
/// <param name="result">
/// The result of a task or job each time it is reached: the node, and how many times it has been reached before. Null: none.
/// </param>
public sealed partial class Simulation(
    IReadOnlyList<ProcessDefinition> definitions, DateTimeOffset start, TimeZoneInfo zone, Func<Node, int, FeelContext?> result)
{
    private const int MostCommands = 20_000;
    private static readonly Dictionary<string, FeelValue> Nothing = new(StringComparer.Ordinal);

    private readonly List<Running> instances = [];
    private readonly Queue<(Running Instance, Command Command)> pending = [];
    private readonly List<(Running Instance, ArmTimer Timer)> timers = [];
    private readonly List<SimulatedStep> steps = [];
    private readonly List<string> faults = [];
    private readonly Dictionary<string, int> reached = new(StringComparer.Ordinal);
    private DateTimeOffset now = start;

    /// <summary>The host's facts that expressions may read in every process; none when not given.</summary>
    public IReadOnlyDictionary<string, FeelValue> Facts { get; init; } = Nothing;

    /// <summary>Runs one process until it ends or only waits for what does not come. Can be called once.</summary>
    /// <param name="process">One of the definitions.</param>
    /// <param name="variables">Its first variables.</param>
    public SimulationResult Run(ProcessDefinition process, IReadOnlyDictionary<string, FeelValue> variables)
    {
        return RunToEnd(Begin(process, new Start(variables), null, 0));
    }

    private SimulationResult RunToEnd(Running main)
    {
        for (var commands = 0; Next() is { } next; commands++)
        {
            if (commands == MostCommands)
            {
                faults.Add($"Simulationen blev standset efter {MostCommands} skridt.");
                break;
            }

            Step(next.Instance, next.Command);
        }

        var failed = faults.Count > 0 || main.State is null or { Error: not null } || instances.Exists(i => i.State!.Incidents.Count > 0);
        var end = failed ? SimulationEnd.Failed : main.State!.IsEnded ? SimulationEnd.Completed : SimulationEnd.Waiting;
        return new SimulationResult(steps, end, [.. instances.SelectMany(WaitingAt)], main.State?.Variables ?? Nothing, faults);
    }

    private sealed class Running(ProcessDefinition definition, Running? caller, long call)
    {
        public ProcessDefinition Definition => definition;

        public Running? Caller => caller;

        public long Call => call;

        public ProcessState? State { get; set; }
    }

    private Running Begin(ProcessDefinition definition, Start command, Running? caller, long call)
    {
        var instance = new Running(definition, caller, call);
        instances.Add(instance);
        pending.Enqueue((instance, command));
        return instance;
    }

    /// <summary>The next thing to do; when nothing is left the clock moves to the timer that is due first.</summary>
    private (Running Instance, Command Command)? Next()
    {
        if (pending.TryDequeue(out var next))
        {
            return next;
        }

        // A task that is done when a timer is due was done in time.
        if (working.Count > 0 && working.MinBy(w => w.Due) is var done && timers.TrueForAll(t => t.Timer.Due >= done.Due))
        {
            working.Remove(done);
            now = done.Due > now ? done.Due : now;
            return (done.Instance, done.Command);
        }

        if (timers.Count == 0)
        {
            return null;
        }

        var first = timers.MinBy(t => t.Timer.Due);
        timers.Remove(first);
        now = first.Timer.Due > now ? first.Timer.Due : now;
        return (first.Instance, new FireTimer(first.Timer.Wait));
    }

    private void Step(Running instance, Command command)
    {
        if (instance.State is null && command is not Start)
        {
            return;
        }

        var context = new StepContext(now, zone, Facts)
        {
            Trace = step => steps.Add(new SimulatedStep(instance.Definition.Id, step.Node, step.Kind, now)),
        };
        var stepped = Kernel.Step(instance.Definition, instance.State, command, context);
        instance.State = stepped.State;
        foreach (var effect in stepped.Effects)
        {
            Apply(instance, effect);
        }
    }

    private void Apply(Running instance, Effect effect)
    {
        switch (effect)
        {
            case CreateTask task:
                Work(instance, new SimulatedTask(instance.Definition.Id, task.Node, task.Wait, Reached(task.Node), now) { Attributes = task.Attributes });
                break;
            case CancelTask task:
                working.RemoveAll(w => w.Instance == instance && w.Command.Wait == task.Wait);
                break;
            case EnqueueJob job:
                pending.Enqueue((instance, new JobDone(job.Wait, ResultOf(job.Node, Reached(job.Node)))));
                break;
            case ArmTimer timer:
                timers.Add((instance, timer));
                break;
            case CancelTimer timer:
                timers.RemoveAll(t => t.Instance == instance && t.Timer.Wait == timer.Wait);
                break;
            case CallProcess call:
                Call(instance, call);
                break;
            case CancelCall call when instances.Find(i => i.Caller == instance && i.Call == call.Wait) is { } called:
                pending.Enqueue((called, new Cancel("Afbrudt af den kaldende proces")));
                break;
            case Subscribe wanted:
                Listen(instance, wanted);
                break;
            case Unsubscribe gone:
                subscriptions.RemoveAll(s => s.Instance == instance && s.Wanted.Wait == gone.Wait);
                break;
            case Publish sent:
                Send(sent);
                break;
            case Escalate escalated when instance.Caller is not null:
                pending.Enqueue((instance.Caller, new CallEscalated(instance.Call, escalated.Code)));
                break;
            case RaiseIncident incident:
                faults.Add(incident.Text);
                break;
            case Ended ended:
                End(instance, ended);
                break;
        }
    }

    /// <summary>How many times a node has been reached before; it now has been once more.</summary>
    private int Reached(Node node)
    {
        var before = reached.GetValueOrDefault(node.Id);
        reached[node.Id] = before + 1;
        return before;
    }

    private FeelContext ResultOf(Node node, int before) => result(node, before) ?? new FeelContext(Nothing);

    /// <summary>A process that is not among the given ones is taken to end at once.</summary>
    private void Call(Running instance, CallProcess call)
    {
        if (definitions.FirstOrDefault(d => d.Id == call.ProcessId) is { } called)
        {
            Begin(called, new Start(call.Variables), instance, call.Wait);
        }
        else
        {
            pending.Enqueue((instance, new CallDone(call.Wait, Nothing)));
        }
    }

    private void End(Running instance, Ended ended)
    {
        timers.RemoveAll(t => t.Instance == instance);
        working.RemoveAll(w => w.Instance == instance);
        subscriptions.RemoveAll(s => s.Instance == instance);
        if (instance.Caller is { } caller && !ended.Cancelled)
        {
            pending.Enqueue((caller, ended.Error is { } code ? new CallFailed(instance.Call, code) : new CallDone(instance.Call, ended.Variables)));
        }
        else if (ended.Error is { } code)
        {
            faults.Add(code.Length > 0 ? $"Processen endte i fejlen »{code}«, som intet fangede." : "Processen endte i en fejl, som intet fangede.");
        }
    }

    private static IEnumerable<Node> WaitingAt(Running instance)
    {
        if (instance.State is not { IsEnded: false } state)
        {
            return [];
        }

        var waits = state.Waits.Where(w => w.HoldsToken(instance.Definition.NodesById[w.NodeId])).Select(w => instance.Definition.NodesById[w.NodeId]);
        var joins = state.ScopeArray.SelectMany(s => s.Tokens)
            .Select(t => instance.Definition.Nodes.SelectMany(n => n.Incoming).First(f => f.Id == t.FlowId).Target).Distinct();
        return waits.Concat(joins);
    }
}
