using System.Text;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Workflows;

/// <summary>
/// Walks a case through the shipped processes as a host would: it keeps every instance's state, starts the processes
/// that are called, and reports their ends to their callers.
/// </summary>
internal sealed class Walk
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    private readonly List<Instance> instances = [];
    private readonly List<string> ends = [];
    private DateTimeOffset now = new(2025, 2, 25, 8, 0, 0, TimeSpan.Zero);

    private Walk()
    {
    }

    /// <summary>The open tasks, as "node", or "node@forum" where a forum treats the case, in the order they were opened.</summary>
    public IReadOnlyList<string> Open =>
        [.. instances.SelectMany(i => i.Tasks.Values).OrderBy(t => t.Order).Select(t => t.Forum is null ? t.Node.Id : $"{t.Node.Id}@{t.Forum}")];

    /// <summary>The names of the processes that have ended, the called ones first.</summary>
    public IReadOnlyList<string> Ends => ends;

    /// <summary>Whether the case's own process has ended.</summary>
    public bool IsOver => instances[0].State.IsEnded;

    /// <summary>Jobs that wait, by node.</summary>
    public IReadOnlyList<string> Jobs => [.. instances.SelectMany(i => i.Jobs.Values)];

    /// <summary>The size of what is stored of the case: the state of every instance that has not ended, as JSON.</summary>
    public int StoredBytes => instances.Where(i => !i.State.IsEnded).Sum(i => Encoding.UTF8.GetByteCount(Execution.Instance.Json(i.State)));

    private int Opened { get; set; }

    public static Walk OfCase()
    {
        var walk = new Walk();
        walk.Begin("direktionssag", new Dictionary<string, FeelValue>(), null);
        return walk;
    }

    /// <summary>A case that has come as far as the executive board.</summary>
    public static Walk ToDirektion() =>
        OfCase().Complete("skriv", "indsend", ("aendret", FeelValue.True), ("godkendt", FeelValue.False)).Complete("centerchef", "godkend").Complete("sekretariat", "godkend");

    public Walk Complete(string node, string udfald, params (string Name, FeelValue Value)[] felter)
    {
        var (instance, wait) = Find(node, i => i.Tasks.Where(t => t.Value.Node.Id == node).Select(t => t.Key));
        var result = felter.Append(("udfald", FeelValue.Of(udfald))).ToDictionary(f => f.Item1, f => f.Item2);
        Step(instance, new CompleteTask(wait, new FeelContext(result)));
        return this;
    }

    /// <summary>A forum's decision takes effect.</summary>
    public Walk Decide(string node, string udfald, params string[] ruter) =>
        Complete(node, udfald, ("ruter", FeelValue.Of(ruter.Select(FeelValue.Of))));

    /// <summary>Lets time pass.</summary>
    public Walk Later(TimeSpan time)
    {
        now += time;
        return this;
    }

    public Walk FireTimer(string node)
    {
        var (instance, wait) = Find(node, i => i.State.Waits.Where(w => w.Kind == WaitKind.Timer && w.NodeId == node).Select(w => w.Number));
        now = instance.State.Waits.Single(w => w.Number == wait).Due!.Value;
        Step(instance, new FireTimer(wait));
        return this;
    }

    public Walk FinishJob(string node)
    {
        var (instance, wait) = Find(node, i => i.Jobs.Where(j => j.Value == node).Select(j => j.Key));
        Step(instance, new JobDone(wait, new FeelContext(new Dictionary<string, FeelValue>())));
        return this;
    }

    private (Instance Instance, long Wait) Find(string node, Func<Instance, IEnumerable<long>> waits)
    {
        var found = instances.Where(i => !i.State.IsEnded).SelectMany(i => waits(i).Select(w => (i, w))).ToList();
        Assert.True(found.Count == 1, $"{found.Count} waits at {node}; open: {string.Join(", ", Open)}");
        return found[0];
    }

    private void Begin(string process, IReadOnlyDictionary<string, FeelValue> variables, (Instance Instance, long Wait)? caller)
    {
        var definition = WorkflowFiles.Definition(process);
        var step = Kernel.Step(definition, null, new Start(variables), Context());
        var instance = new Instance(definition, step.State, caller);
        instances.Add(instance);
        Carry(instance, step);
    }

    private void Step(Instance instance, Command command)
    {
        var step = Kernel.Step(instance.Definition, instance.State, command, Context());
        Assert.Equal(StepOutcome.Applied, step.Outcome);
        instance.State = step.State;
        Carry(instance, step);
    }

    private void Carry(Instance instance, StepResult step)
    {
        // A completed task or job closes its wait without an effect: what no longer waits is gone.
        var waits = step.State.Waits.Select(w => w.Number).ToHashSet();
        instance.Keep(waits);
        foreach (var effect in step.Effects)
        {
            switch (effect)
            {
                case CreateTask task:
                    var forum = task.Attributes.TryGetValue("forum", out var value) ? ((FeelString)value).Value : null;
                    instance.Tasks[task.Wait] = new OpenTask(task.Node, forum, Opened++);
                    break;
                case EnqueueJob job:
                    instance.Jobs[job.Wait] = job.Node.Id;
                    break;
                case CallProcess call:
                    Begin(call.ProcessId, call.Variables, (instance, call.Wait));
                    break;
                case RaiseIncident incident:
                    Assert.Fail($"{incident.Node.Id}: {incident.Code}: {incident.Text}");
                    break;
                case Ended ended:
                    ends.Add(instance.Definition.Id);
                    if (instance.Caller is var (caller, wait))
                    {
                        Step(caller, new CallDone(wait, ended.Variables));
                    }

                    break;
            }
        }
    }

    private StepContext Context() => new(now, Zone, new Dictionary<string, FeelValue>());

    private sealed record OpenTask(Node Node, string? Forum, int Order);

    private sealed class Instance(ProcessDefinition definition, ProcessState state, (Instance Instance, long Wait)? caller)
    {
        public ProcessDefinition Definition { get; } = definition;

        public ProcessState State { get; set; } = state;

        public (Instance Instance, long Wait)? Caller { get; } = caller;

        public Dictionary<long, OpenTask> Tasks { get; } = [];

        public Dictionary<long, string> Jobs { get; } = [];

        public void Keep(HashSet<long> waits)
        {
            foreach (var gone in Tasks.Keys.Where(number => !waits.Contains(number)).ToList())
            {
                Tasks.Remove(gone);
            }

            foreach (var gone in Jobs.Keys.Where(number => !waits.Contains(number)).ToList())
            {
                Jobs.Remove(gone);
            }
        }
    }
}
