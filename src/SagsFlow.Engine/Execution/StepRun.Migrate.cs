using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Moving an instance to another version of its process.</summary>
internal sealed partial class StepRun
{
    public StepResult Migrate(Migrate command)
    {
        var migration = command.Plan;
        var target = ProcessPlan.Of(migration.To);
        var problems = migration.Findings.Where(f => f.IsError).ToList();
        problems.AddRange(WhatHasNoCounterpart(migration, target));
        var tasks = problems.Count > 0 ? [] : TasksAfter(migration, target, problems);
        var timers = problems.Count > 0 ? [] : TimersAfter(migration, target, problems);
        var added = problems.Count > 0 ? [] : AddedEvents(migration, target, problems);
        if (problems.Count > 0)
        {
            return Kernel.Refused(before!, new Refusal("kan-ikke-flyttes", string.Join(' ', problems.Select(p => p.Text))) { Findings = problems });
        }

        CancelWaits(w => migration.Target(w.NodeId) is null);
        var old = plan;
        Emit(new InstanceMigrated(target.Hash, command.Actor, command.Reason) { Nodes = RenamedHere(migration), Flows = RenamedFlowsHere(migration) });
        plan = target;
        CarryResults(migration);
        for (var i = 0; i < state.WaitCount; i++)
        {
            Follow(before!.WaitArray.First(w => w.Number == state.WaitAt(i).Number), state.WaitAt(i), old, tasks, timers);
        }

        foreach (var (one, at, owner, group) in added)
        {
            Open(one, at, owner, group);
        }

        JoinWhatIsComplete();
        return Finish();
    }

    private List<MigrationFinding> WhatHasNoCounterpart(MigrationPlan migration, ProcessPlan target)
    {
        var problems = new List<MigrationFinding>();
        for (var i = 0; i < state.WaitCount; i++)
        {
            var wait = state.WaitAt(i);
            if (HoldsToken(wait) && migration.Target(wait.NodeId) is null && (wait.Group is null || !before!.WaitArray.Any(w => w.Group == wait.Group && migration.Target(w.NodeId) is not null)))
            {
                problems.Add(Missing(wait.NodeId, "venter ved"));
            }
        }

        for (var i = 0; i < state.IncidentCount; i++)
        {
            var incident = state.IncidentAt(i);
            if (migration.Target(incident.NodeId) is null || (incident.FlowId is { } flow && migration.TargetFlow(flow) is null))
            {
                problems.Add(Missing(incident.NodeId, "er gået i stå ved"));
            }
        }

        for (var i = 0; i < state.ScopeCount; i++)
        {
            var at = state.ScopeAt(i);
            if (at.NodeId is { } node && migration.Target(node) is null)
            {
                problems.Add(Missing(node, "er i gang med"));
            }

            for (var t = 0; t < at.TokenCount; t++)
            {
                var flow = at.ParkedAt(t);
                if (migration.TargetFlow(flow) is not { } now || !target.Flow(now).Target.IsJoin)
                {
                    problems.Add(new MigrationFinding(flow, "spor-uden-modstykke", $"Sagen venter ved samlingen {Fault.Name(plan.Flow(flow).Target.Node)}, og vejen »{flow}« derind har intet modstykke i den nye version. Angiv, hvilken vej den bliver til."));
                }
            }
        }

        return problems;
    }

    private MigrationFinding Missing(string node, string how) =>
        new(node, "trin-uden-modstykke", $"Sagen {how} {Fault.Name(plan.Node(node).Node)}, som intet modstykke har i den nye version. Angiv, hvilket trin det bliver til.");

    private static MigrationFinding Faulty(Wait wait, Fault why) => new(wait.NodeId, why.Code, why.Text);

    /// <summary>What the new version says of the tasks that are open.</summary>
    private Dictionary<long, IReadOnlyDictionary<string, FeelValue>> TasksAfter(MigrationPlan migration, ProcessPlan target, List<MigrationFinding> problems)
    {
        var tasks = new Dictionary<long, IReadOnlyDictionary<string, FeelValue>>();
        foreach (var wait in before!.WaitArray.Where(w => w is { Kind: WaitKind.Task, AdHoc: null }))
        {
            var node = target.Node(migration.Target(wait.NodeId)!);
            if (Inputs(node, wait.Scope) is { } input && Attributes(node, wait.Scope, input) is { } attributes)
            {
                tasks.Add(wait.Number, attributes);
            }
            else
            {
                problems.Add(Faulty(wait, fault!));
            }
        }

        return tasks;
    }

    /// <summary>When the timers that run are due by the new version; empty when they keep their time.</summary>
    private Dictionary<long, Armed> TimersAfter(MigrationPlan migration, ProcessPlan target, List<MigrationFinding> problems)
    {
        var timers = new Dictionary<long, Armed>();
        if (migration.Timers == MigratedTimers.Keep)
        {
            return timers;
        }

        foreach (var wait in before!.WaitArray.Where(w => w.Kind == WaitKind.Timer && migration.Target(w.NodeId) is not null))
        {
            var node = target.Node(migration.Target(wait.NodeId)!);
            if (InputsOf(node, wait, target) is { } input && Rearm(node, wait, input) is { } armed)
            {
                timers.Add(wait.Number, armed);
            }
            else
            {
                problems.Add(Faulty(wait, fault!));
            }
        }

        return timers;
    }

    /// <summary>Events the new version waits for around what is open, which the old one did not know.</summary>
    private List<(Armed One, long At, long? Owner, long? Group)> AddedEvents(MigrationPlan migration, ProcessPlan target, List<MigrationFinding> problems)
    {
        var added = new List<(Armed, long, long?, long?)>();
        void Add(IEnumerable<NodePlan> events, long at, long? owner, long? group, IReadOnlyDictionary<string, FeelValue> input)
        {
            foreach (var one in events.Where(e => migration.IsNew(e.Node)))
            {
                if (Arm(one, at, input) is { } armed)
                {
                    added.Add((armed, at, owner, group));
                }
                else
                {
                    problems.Add(new MigrationFinding(one.Node.Id, fault!.Code, fault.Text));
                }
            }
        }

        foreach (var wait in before!.WaitArray.Where(w => HoldsToken(w) && w.AdHoc is null && migration.Target(w.NodeId) is not null))
        {
            var node = target.Node(migration.Target(wait.NodeId)!);
            if (wait.Group is { } group)
            {
                if (before.WaitArray.First(w => w.Group == group && migration.Target(w.NodeId) is not null).Number == wait.Number)
                {
                    Add(target.Node(node.Node.Incoming[0].Source.Id).Outgoing.Select(f => f.Target), wait.Scope, null, group, NoValues);
                }
            }
            else if (node.Node.Loop is null)
            {
                Add(node.Boundaries, wait.Scope, wait.Number, null, Inputs(node, wait.Scope) ?? NoValues);
            }
        }

        foreach (var open in before.ScopeArray)
        {
            if (open.NodeId is null)
            {
                Add(target.Level.Listeners, 0, null, null, NoValues);
                continue;
            }

            var node = target.Node(migration.Target(open.NodeId)!);
            if (open.Loop is null)
            {
                Add(node.Inside.Listeners, open.Number, null, null, NoValues);
            }

            if (open.Loop is not null || node.Node.Loop is null)
            {
                Add(node.Boundaries, open.Parent, open.Number, null, NoValues);
            }
        }

        return added;
    }

    private Dictionary<string, string> RenamedHere(MigrationPlan migration)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var here = before!.WaitArray.Select(w => w.NodeId).Concat(before.IncidentArray.Select(i => i.NodeId)).Concat(before.ScopeArray.Select(s => s.NodeId!));
        foreach (var node in here.Where(n => n is not null))
        {
            if (migration.Target(node) is { } now && now != node)
            {
                renamed[node] = now;
            }
        }

        return renamed;
    }

    private Dictionary<string, string> RenamedFlowsHere(MigrationPlan migration)
    {
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        var here = before!.ScopeArray.SelectMany(s => s.Tokens).Select(t => t.FlowId).Concat(before.IncidentArray.Select(i => i.FlowId!));
        foreach (var flow in here.Where(f => f is not null))
        {
            if (migration.TargetFlow(flow) is { } now && now != flow)
            {
                renamed[flow] = now;
            }
        }

        return renamed;
    }

    /// <summary>What a node gave is read by the node's name: under the new name too, unless something else has it.</summary>
    private void CarryResults(MigrationPlan migration)
    {
        foreach (var (old, now) in migration.Renamed)
        {
            if (state.Variables.TryGetValue(old, out var result) && !state.Variables.ContainsKey(now))
            {
                Emit(new VariableSet(now, result));
            }
        }
    }

    /// <summary>Tells the host what an open wait belongs to now.</summary>
    private void Follow(Wait was, Wait wait, ProcessPlan old, Dictionary<long, IReadOnlyDictionary<string, FeelValue>> tasks, Dictionary<long, Armed> timers)
    {
        var node = plan.Node(wait.NodeId).Node;
        var origin = old.Node(was.NodeId).Node;
        switch (wait.Kind)
        {
            case WaitKind.Task when wait.AdHoc is null:
                effects.Add(new MoveTask(wait.Number, node, tasks[wait.Number]));
                break;
            case WaitKind.Timer when timers.TryGetValue(wait.Number, out var armed):
                Move(wait, armed);
                break;
            case WaitKind.Timer when node.Id != origin.Id:
                effects.Add(new MoveTimer(wait.Number, node, wait.Due!.Value, origin.Timer!.Text));
                break;
            case WaitKind.Job when node.Id != origin.Id:
                effects.Add(new MoveJob(wait.Number, node));
                break;
            case WaitKind.Message or WaitKind.Signal when node.Id != origin.Id || node.Event?.Name != origin.Event?.Name:
                effects.Add(new Unsubscribe(wait.Number, origin));
                effects.Add(new Subscribe(wait.Number, node, wait.Kind == WaitKind.Signal ? EventKind.Signal : EventKind.Message, node.Event?.Name ?? node.Id, wait.Key));
                break;
            default:
                break;
        }
    }

    /// <summary>A parallel join that lacks fewer flows than it did may have all its tokens already.</summary>
    private void JoinWhatIsComplete()
    {
        for (var i = 0; i < state.ScopeCount; i++)
        {
            var at = state.ScopeAt(i);
            for (var t = 0; t < at.TokenCount; t++)
            {
                var join = plan.Flow(at.ParkedAt(t)).Target;
                if (join.Node.Kind == NodeKind.ParallelGateway && AllParked(join.IncomingIds, at.Number))
                {
                    Join(join, at.Number, join.IncomingIds);
                    t = -1;
                }
            }
        }
    }
}
