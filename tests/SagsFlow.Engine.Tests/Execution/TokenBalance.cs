using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>
/// An account of the tokens of one step, kept from its events and the definition alone: what arrived at a node and was
/// resumed there has stopped there, or left by exactly the flows its kind says.
/// </summary>
internal static class TokenBalance
{
    /// <summary>Whether it can count the tokens of a node: of the kinds that all lie in one scope and are done once.</summary>
    public static bool Knows(Node node) => node is { Parent: null, Loop: null, Event: null or { Kind: EventKind.Timer } } and not { Kind: NodeKind.SubProcess or NodeKind.EventSubProcess or NodeKind.InclusiveGateway or NodeKind.EventBasedGateway };

    public static void Check(ProcessDefinition definition, ProcessState? before, Command command, StepResult step)
    {
        Assert.All(step.State.Waits, w => Assert.True(w.Owner is null || HasOwner(step.State, w.Owner.Value), $"Timer {w.Number} has lost its activity."));
        Assert.True(step.State.Waits.Zip(step.State.Waits.Skip(1)).All(p => p.First.Number < p.Second.Number), "Waits are in order.");
        if (step.State.IsEnded)
        {
            Assert.Empty(step.State.Waits);
            Assert.Empty(step.State.Incidents);
            Assert.Empty(step.State.Tokens);
        }
        else
        {
            Assert.True(step.State.Waits.Count + step.State.Incidents.Count + step.State.Tokens.Count > 0, "An instance without tokens has ended.");
        }

        if (command is Cancel or Restore or Modify or Migrate || step.Outcome != StepOutcome.Applied)
        {
            return;
        }

        var account = new Account(definition, before, command, step);
        foreach (var node in definition.Nodes)
        {
            account.CheckNode(node);
        }
    }

    private static bool HasOwner(ProcessState state, long owner) =>
        state.Waits.Any(w => w.Number == owner && w.Owner is null) || state.Incidents.Any(i => i.Wait == owner);

    private sealed class Account
    {
        private readonly Dictionary<string, int> passed = [];
        private readonly Dictionary<string, int> held = [];
        private readonly Dictionary<string, int> taken = [];
        private readonly Dictionary<string, int> joins = [];
        private readonly ProcessState? before;
        private readonly ProcessState after;

        public Account(ProcessDefinition definition, ProcessState? before, Command command, StepResult step)
        {
            this.before = before;
            after = step.State;
            foreach (var happened in step.Events)
            {
                Enter(definition, command, happened);
            }
        }

        public void CheckNode(Node node)
        {
            if (node.Kind == NodeKind.ParallelGateway && node.Incoming.Count > 1)
            {
                CheckJoin(node);
            }
            else
            {
                Count(passed, node.Id, node.Incoming.Sum(f => taken.GetValueOrDefault(f.Id)));
            }

            var left = passed.GetValueOrDefault(node.Id);
            Assert.True(left >= 0, $"More tokens stopped at {node} than came.");
            // A token stopped on its way by the step limit has left its source, and one retried from there had.
            int[] ways = [.. node.Outgoing.Select(f => taken.GetValueOrDefault(f.Id) + held.GetValueOrDefault(f.Id))];
            if (ways.Length == 0)
            {
                return;
            }

            if (node.Kind == NodeKind.ParallelGateway || (node.Kind != NodeKind.ExclusiveGateway && node.Outgoing.All(f => f.Condition is null && f != node.Default)))
            {
                Assert.All(ways, way => Assert.Equal(left, way));
            }
            else if (node.Kind == NodeKind.ExclusiveGateway)
            {
                Assert.Equal(left, ways.Sum());
            }
            else
            {
                Assert.All(ways, way => Assert.InRange(way, 0, left));
                Assert.True(ways.Sum() >= left, $"A token was lost at {node}.");
            }
        }

        private void CheckJoin(Node node)
        {
            var fired = joins.GetValueOrDefault(node.Id);
            var offered = node.Incoming.Select(f => Parked(before, f.Id) + taken.GetValueOrDefault(f.Id)).ToList();
            Assert.Equal(offered.Min(), fired);
            Assert.All(node.Incoming.Zip(offered), p => Assert.Equal(p.Second - fired, Parked(after, p.First.Id)));
            Count(passed, node.Id, fired);
        }

        private void Enter(ProcessDefinition definition, Command command, ProcessEvent happened)
        {
            switch (happened)
            {
                case InstanceStarted:
                    Count(passed, definition.Nodes.First(n => n.Kind == NodeKind.StartEvent).Id, 1);
                    break;
                case FlowTaken flow:
                    Count(taken, flow.FlowId, 1);
                    break;
                case JoinFired join:
                    Count(joins, join.NodeId, 1);
                    break;
                case WaitOpened { Wait.Owner: null } opened:
                    Count(passed, opened.Wait.NodeId, -1);
                    break;
                case WaitClosed { End: not WaitEnd.Cancelled } closed:
                    Count(passed, closed.NodeId, 1);
                    break;
                case IncidentRaised { Incident.Phase: IncidentPhase.Arrive } raised:
                    Count(held, raised.Incident.FlowId!, 1);
                    break;
                case IncidentRaised raised:
                    Count(passed, raised.Incident.NodeId, -1);
                    break;
                case IncidentResolved resolved when command is Retry:
                    var incident = before!.Incidents.First(i => i.Number == resolved.Number);
                    if (incident.Phase == IncidentPhase.Arrive)
                    {
                        Count(held, incident.FlowId!, -1);
                    }
                    else
                    {
                        Count(passed, incident.NodeId, 1);
                    }

                    break;
            }
        }

        private static int Parked(ProcessState? state, string flow) => state?.Tokens.FirstOrDefault(t => t.FlowId == flow)?.Count ?? 0;

        private static void Count(Dictionary<string, int> counts, string key, int by) => counts[key] = counts.GetValueOrDefault(key) + by;
    }
}
