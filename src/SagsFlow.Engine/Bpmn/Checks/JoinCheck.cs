using SagsFlow.Engine.Bpmn.Reading;

namespace SagsFlow.Engine.Bpmn.Checks;

/// <summary>
/// Whether ways that meet fit the place they parted: judged by the nearest node that every way to both passes (their
/// common dominator). It finds the mistakes people make; it does not prove a process sound.
/// </summary>
internal sealed class JoinCheck(FlowGraph graph, FindingList findings)
{
    /// <summary>Ways into one node that are compared two and two.</summary>
    private const int MostWays = 50;

    /// <summary>Steps back from joins in all; a process made by people takes a few thousand.</summary>
    private int stepsLeft = 500_000;

    private enum Split
    {
        None,
        Choice,
        Parallel,

        /// <summary>An inclusive gateway: one way, several or all.</summary>
        Some,
    }

    public void Check()
    {
        foreach (var node in graph.Ordered.Where(n => n.Incoming.Count > 1))
        {
            var ways = node.Incoming.Select(f => f.Source!).Where(graph.IsReachable).ToList();
            var forward = ways.Where(w => !graph.IsDominated(w, node)).Take(MostWays).ToList();
            if (node.Kind == NodeKind.ParallelGateway)
            {
                CheckParallel(node, forward, isLooping: forward.Count < Math.Min(ways.Count, MostWays));
            }
            else if (node.Kind == NodeKind.ExclusiveGateway || node.IsActivity)
            {
                CheckMerge(node, forward);
            }
        }
    }

    private void CheckParallel(DraftNode join, List<DraftNode> ways, bool isLooping)
    {
        if (isLooping)
        {
            findings.Warning(join.Element, "samling-i-loekke", $"»{join.Id}« venter på alle sine veje ind, men en af dem kommer først efter den selv; så venter den for evigt. Lad løkken komme ind i en exclusiveGateway foran.");
        }

        if (FindPair(ways, Split.Choice, Split.Some) is { } choice)
        {
            findings.Warning(join.Element, "samling-efter-valg", $"»{join.Id}« venter på alle sine veje ind, men »{choice.Id}« vælger imellem dem; så venter den for evigt. Saml med {(choice.Element.Name == "inclusiveGateway" ? "en inclusiveGateway" : "en exclusiveGateway")} efter et valg.");
        }
        else if (FindEscape(join) is { } escape)
        {
            findings.Warning(join.Element, "samling-efter-valg", $"»{join.Id}« venter på alle sine veje ind, men »{escape.Id}« kan føre en af dem udenom; så venter den for evigt. Lad hver gren nå frem.");
        }
    }

    private void CheckMerge(DraftNode merge, List<DraftNode> ways)
    {
        if (FindPair(ways, Split.Parallel, Split.Some) is { } split)
        {
            var join = split.Element.Name == "inclusiveGateway" ? "inclusiveGateway" : "parallelGateway";
            findings.Warning(merge.Element, "gentaget-efter-deling", $"»{merge.Id}« samler ikke de veje, »{split.Id}« deler i; den og alt efter den sker én gang for hver. Saml med en {join} først.");
        }
    }

    private DraftNode? FindPair(List<DraftNode> ways, params ReadOnlySpan<Split> kinds)
    {
        for (var i = 0; i < ways.Count; i++)
        {
            for (var j = i + 1; j < ways.Count; j++)
            {
                if (graph.CommonDominator(ways[i], ways[j]) is { } parted && kinds.Contains(KindOf(parted)))
                {
                    return parted;
                }
            }
        }

        return null;
    }

    /// <summary>A choice between where the ways parted and the join, with a way that does not lead to the join.</summary>
    private DraftNode? FindEscape(DraftNode join)
    {
        if (graph.Dominator(join) is not { } parted || KindOf(parted) != Split.Parallel)
        {
            return null;
        }

        var leading = new HashSet<DraftNode> { join };
        var pending = new Queue<DraftNode>(leading);
        while (pending.TryDequeue(out var node))
        {
            if (--stepsLeft < 0)
            {
                return null;
            }

            foreach (var before in graph.Before(node).Where(b => b != parted && graph.IsDominated(b, parted) && leading.Add(b)))
            {
                pending.Enqueue(before);
            }
        }

        leading.RemoveWhere(n => graph.IsDominated(n, join) && n != join);
        return graph.Ordered.FirstOrDefault(n => n != join && leading.Contains(n) && KindOf(n) is Split.Choice or Split.Some && FlowGraph.After(n).Any(a => !leading.Contains(a)));
    }

    private static Split KindOf(DraftNode node)
    {
        if (node.Element.Name is "exclusiveGateway" or "eventBasedGateway")
        {
            return node.Outgoing.Count > 1 ? Split.Choice : Split.None;
        }

        if (node.Kind == NodeKind.ParallelGateway)
        {
            return node.Outgoing.Count > 1 ? Split.Parallel : Split.None;
        }

        if (node.Kind == NodeKind.InclusiveGateway)
        {
            return node.Outgoing.Count > 1 ? Split.Some : Split.None;
        }

        if (node.Boundaries.Count > 0)
        {
            return node.Outgoing.Count > 1 || node.Boundaries.Select(b => b.CancelsActivity).Distinct().Count() > 1 ? Split.None
                : node.Boundaries[0].CancelsActivity ? Split.Choice : Split.Parallel;
        }

        return !node.IsGateway && node.Outgoing.Count(f => f.Condition is null && f != node.Default) > 1 ? Split.Parallel : Split.None;
    }
}
