using SagsFlow.Engine.Bpmn.Reading;

namespace SagsFlow.Engine.Bpmn.Checks;

/// <summary>What is legal BPMN but looks unsound; warnings only. Each level is judged by itself, when its flows are whole.</summary>
internal sealed class Soundness
{
    /// <summary>The analysis grows with the square of the process; no process made by people is near this.</summary>
    private const int MostNodes = 5_000;

    private readonly DraftScope scope;
    private readonly FindingList findings;
    private readonly FlowGraph graph;

    private Soundness(DraftScope scope, FindingList findings)
    {
        this.scope = scope;
        this.findings = findings;
        graph = new FlowGraph(scope);
    }

    public static void Check(DraftProcess process, FindingList findings)
    {
        if (process.Nodes.Count > MostNodes)
        {
            findings.Warning(process.Element, "ikke-analyseret", $"Processen har mere end {MostNodes} knuder og er ikke tjekket for blindgyder og løkker. Del den i flere.");
            return;
        }

        foreach (var level in process.Scopes.Where(s => s.IsWired))
        {
            var soundness = new Soundness(level, findings);
            soundness.CheckReach();
            soundness.CheckGateways();
            soundness.CheckEnds();
            soundness.CheckLoops();
            new JoinCheck(soundness.graph, findings).Check();
        }
    }

    /// <summary>What nothing leads to is a fault of its own for an event on the way, and for a link nobody throws.</summary>
    private static bool IsSaidElsewhere(DraftNode node) =>
        node.Element.Name is "intermediateCatchEvent" or "intermediateThrowEvent" or "eventBasedGateway" && node.Incoming.Count == 0 && node.LinkSources.Count == 0;

    private void CheckReach()
    {
        if (graph.Ordered.Count == 0)
        {
            return;
        }

        foreach (var node in scope.Nodes.Where(n => !graph.IsReachable(n) && !n.IsEventSubProcess && !IsSaidElsewhere(n)))
        {
            findings.Warning(node.Element, "uopnaaelig", $"Ingen vej fra starten fører til »{node.Id}«. Tilføj et flow til den, eller slet den.");
        }
    }

    /// <summary>A gateway has several ways in or several out (BPMN 2.0.2, § 10.6); one that has not is passed at once.</summary>
    private void CheckGateways()
    {
        foreach (var node in graph.Ordered.Where(n => n.IsGateway && n.Incoming.Count == 1 && n.Outgoing.Count == 1))
        {
            findings.Warning(node.Element, "overfloedig-gateway", $"»{node.Id}« hverken deler eller samler veje. Slet den, og lad flowet gå direkte, eller tilføj den vej, der mangler.");
        }
    }

    private void CheckEnds()
    {
        // A sub-process may do without start and end events altogether; then what leads nowhere is where it ends.
        var mayEndAnywhere = scope.Owner is not null && !scope.Nodes.Exists(n => n.Element.Name is "startEvent" or "endEvent");
        foreach (var node in graph.Ordered.Where(n => !mayEndAnywhere && n.Outgoing.Count == 0 && n.Element.Name != "endEvent" && !n.IsBoundary && !n.IsLinkThrow))
        {
            findings.Warning(node.Element, "blindgyde", $"Ingen vej fører ud af »{node.Id}«; grenen slutter dér. Tilføj et flow til en endEvent, hvis det er meningen.");
        }

        var ending = new HashSet<DraftNode>(graph.Ordered.Where(n => n.Outgoing.Count == 0 && n.LinkTarget is null));
        var pending = new Queue<DraftNode>(ending);
        while (pending.TryDequeue(out var node))
        {
            foreach (var before in graph.Before(node).Where(ending.Add))
            {
                pending.Enqueue(before);
            }
        }

        if (scope.Nodes.Find(n => graph.IsReachable(n) && !ending.Contains(n)) is { } trapped)
        {
            findings.Warning(trapped.Element, "slutter-aldrig", $"Fra »{trapped.Id}« fører ingen vej til en slutning. Tilføj en vej ud af løkken.");
        }
    }

    /// <summary>A loop that neither a person, a time nor another process holds up runs until the engine stops it.</summary>
    private void CheckLoops()
    {
        var hasty = new HashSet<DraftNode>(graph.Ordered.Where(n => !Waits(n)));
        Peel(hasty, graph.Before, FlowGraph.After);
        Peel(hasty, FlowGraph.After, graph.Before);
        foreach (var node in scope.Nodes.Where(hasty.Contains).ToList())
        {
            if (!hasty.Contains(node))
            {
                continue;
            }

            var after = Walk(node, n => FlowGraph.After(n), hasty);
            if (after.Contains(node))
            {
                var loop = Walk(node, graph.Before, after);
                var ids = string.Join(", ", scope.Nodes.Where(loop.Contains).Select(n => n.Id).Take(5));
                findings.Warning(node.Element, "loekke-uden-vent", $"Løkken gennem {ids} venter ikke på nogen eller noget og kan køre i ring. Læg en userTask eller en timer i den.");
                hasty.ExceptWith(loop);
            }

            hasty.Remove(node);
        }
    }

    /// <summary>
    /// A service task's job is done at once, so it does not slow a loop down; what is not run yet may wait. A sub-process
    /// waits when something in it does.
    /// </summary>
    private static bool Waits(DraftNode node) => node.Contents is { } contents
        ? node.Kind is null || contents.Nodes.Exists(Waits)
        : !node.IsLinkCatch && node.Kind is null or NodeKind.UserTask or NodeKind.ReceiveTask or NodeKind.CallActivity
            or NodeKind.IntermediateCatchEvent or NodeKind.BoundaryEvent;

    /// <summary>Takes away, again and again, the nodes that nothing leads to: they are in no loop.</summary>
    private static void Peel(HashSet<DraftNode> nodes, Func<DraftNode, IEnumerable<DraftNode>> before, Func<DraftNode, IEnumerable<DraftNode>> after)
    {
        var left = nodes.ToDictionary(n => n, n => before(n).Count(nodes.Contains));
        var pending = new Queue<DraftNode>(nodes.Where(n => left[n] == 0));
        while (pending.TryDequeue(out var node))
        {
            nodes.Remove(node);
            foreach (var next in after(node).Where(n => nodes.Contains(n) && --left[n] == 0))
            {
                pending.Enqueue(next);
            }
        }
    }

    /// <summary>What can be reached from a node within some nodes; the node itself only when it can be come back to.</summary>
    private static HashSet<DraftNode> Walk(DraftNode from, Func<DraftNode, IEnumerable<DraftNode>> next, HashSet<DraftNode> within)
    {
        var found = new HashSet<DraftNode>();
        var pending = new Queue<DraftNode>([from]);
        while (pending.TryDequeue(out var node))
        {
            foreach (var other in next(node).Where(n => within.Contains(n) && found.Add(n)))
            {
                pending.Enqueue(other);
            }
        }

        return found;
    }
}
