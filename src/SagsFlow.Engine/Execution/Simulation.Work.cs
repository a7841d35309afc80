using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>A person's task that a simulation has come to.</summary>
/// <param name="ProcessId">The process it is of.</param>
/// <param name="Node">Which.</param>
/// <param name="Wait">Its wait's number in its instance.</param>
/// <param name="Before">How many times it has been reached before in the simulation.</param>
/// <param name="Reached">When, on the simulation's clock.</param>
public sealed record SimulatedTask(string ProcessId, Node Node, long Wait, int Before, DateTimeOffset Reached)
{
    /// <summary>Its extension attributes, evaluated; null for one that was open when the simulation began.</summary>
    public IReadOnlyDictionary<string, FeelValue>? Attributes { get; init; }

    /// <summary>For one that was open when the simulation began, the place of its instance among those given; else null.</summary>
    public int? Instance { get; init; }
}

/// <summary>An instance that a simulation goes on from.</summary>
/// <param name="Definition">The definition it is pinned to.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Caller">The place among those given of the instance that called it; null for the first.</param>
/// <param name="CallWait">The number the caller waits for it with; 0 for the first.</param>
public sealed record RunningProcess(ProcessDefinition Definition, ProcessState State, int? Caller, long CallWait);

/// <summary>Work that takes time, and simulations that go on from where instances stand.</summary>
public sealed partial class Simulation
{
    private readonly List<(Running Instance, CompleteTask Command, DateTimeOffset Due)> working = [];

    /// <summary>
    /// When a person's task is done, on the simulation's clock; a time that has passed means at once. Its timers fire meanwhile. Null: every
    /// task is done at once.
    /// </summary>
    public Func<SimulatedTask, DateTimeOffset>? DoneAt { get; init; }

    /// <summary>Goes on from where instances stand, as <see cref="Run"/> does from a start. Can be called once.</summary>
    /// <param name="processes">The case's instances that have not ended; the first is the one the result tells of, a caller comes before what it called.</param>
    public SimulationResult Resume(IReadOnlyList<RunningProcess> processes)
    {
        foreach (var process in processes)
        {
            var caller = process.Caller is { } place ? instances[place] : null;
            instances.Add(new Running(process.Definition, caller, process.CallWait) { State = process.State });
        }

        for (var place = 0; place < processes.Count; place++)
        {
            foreach (var wait in processes[place].State.Waits)
            {
                Reopen(instances[place], place, wait);
            }
        }

        return RunToEnd(instances[0]);
    }

    /// <summary>Takes up what an instance waited for when the simulation began.</summary>
    private void Reopen(Running instance, int place, Wait wait)
    {
        var node = wait.AdHoc is { } task ? ProcessPlan.AdHocNode(task.Name) : instance.Definition.NodesById[wait.NodeId];
        switch (wait.Kind)
        {
            case WaitKind.Task:
                Work(instance, new SimulatedTask(instance.Definition.Id, node, wait.Number, Reached(node), now) { Instance = place });
                break;
            case WaitKind.Job:
                pending.Enqueue((instance, new JobDone(wait.Number, ResultOf(node, Reached(node)))));
                break;
            case WaitKind.Timer:
                timers.Add((instance, new ArmTimer(wait.Number, node, wait.Due!.Value, node.Timer?.Text ?? "", wait.Owner)));
                break;
            case WaitKind.Call when !instances.Exists(i => i.Caller == instance && i.Call == wait.Number):
                pending.Enqueue((instance, new CallDone(wait.Number, Nothing)));
                break;
            case WaitKind.Message or WaitKind.Signal:
                Listen(instance, new Subscribe(wait.Number, node, wait.Kind == WaitKind.Message ? EventKind.Message : EventKind.Signal, node.Event?.Name ?? node.Id, wait.Key));
                break;
        }
    }

    private void Work(Running instance, SimulatedTask task)
    {
        var command = new CompleteTask(task.Wait, ResultOf(task.Node, task.Before));
        if (DoneAt?.Invoke(task) is { } due && due > now)
        {
            working.Add((instance, command, due));
        }
        else
        {
            pending.Enqueue((instance, command));
        }
    }
}
