using SagsFlow.Engine.Bpmn.Reading;

namespace SagsFlow.Engine.Bpmn.Checks;

/// <summary>
/// One level of a process as a graph of what can come after what: flows, links, and from an activity to its boundary
/// events. Nodes that nothing leads to from a start are left out of everything but <see cref="IsReachable"/>.
/// </summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<DraftNode, int> positions = [];
    private readonly List<DraftNode> ordered = [];
    private readonly HashSet<DraftNode> starts;
    private readonly int[] dominators;

    public FlowGraph(DraftScope scope)
    {
        var beginnings = scope.Beginnings().ToList();
        starts = [.. beginnings];
        Order(beginnings);
        dominators = FindDominators();
    }

    /// <summary>The reachable nodes, each before what it leads to except round loops.</summary>
    public IReadOnlyList<DraftNode> Ordered => ordered;

    public bool IsReachable(DraftNode node) => positions.ContainsKey(node);

    public static IEnumerable<DraftNode> After(DraftNode node) =>
        node.Outgoing.Select(f => f.Target!).Concat(node.Boundaries).Concat(node.LinkTarget is { } target ? [target] : []);

    /// <summary>The reachable nodes straight before a node.</summary>
    public IEnumerable<DraftNode> Before(DraftNode node)
    {
        var sources = node.Incoming.Select(f => f.Source!).Concat(node.LinkSources);
        return (node.AttachedTo is { } activity ? sources.Append(activity) : sources).Where(IsReachable);
    }

    /// <summary>The nearest node that every way from a start to the node passes; null for a start.</summary>
    public DraftNode? Dominator(DraftNode node)
    {
        var at = dominators[positions[node]];
        return at < 0 ? null : ordered[at];
    }

    /// <summary>Whether every way from a start to <paramref name="node"/> passes <paramref name="other"/>; a node does itself.</summary>
    public bool IsDominated(DraftNode node, DraftNode other)
    {
        var (at, goal) = (positions[node], positions[other]);
        while (at > goal)
        {
            at = dominators[at];
        }

        return at == goal;
    }

    /// <summary>The nearest node that every way to either passes; null when they come from different starts.</summary>
    public DraftNode? CommonDominator(DraftNode one, DraftNode other)
    {
        var at = Common(positions[one], positions[other]);
        return at < 0 ? null : ordered[at];
    }

    /// <summary>Reverse post-order of a depth-first walk; without recursion, as a process can be one long chain.</summary>
    private void Order(List<DraftNode> beginnings)
    {
        var seen = new HashSet<DraftNode>();
        var open = new Stack<(DraftNode Node, IEnumerator<DraftNode> Next)>();
        foreach (var start in beginnings.Where(seen.Add))
        {
            open.Push((start, After(start).GetEnumerator()));
            while (open.TryPeek(out var top))
            {
                if (!top.Next.MoveNext())
                {
                    ordered.Add(open.Pop().Node);
                }
                else if (seen.Add(top.Next.Current))
                {
                    open.Push((top.Next.Current, After(top.Next.Current).GetEnumerator()));
                }
            }
        }

        ordered.Reverse();
        for (var i = 0; i < ordered.Count; i++)
        {
            positions.Add(ordered[i], i);
        }
    }

    /// <summary>The iterative algorithm of Cooper, Harvey and Kennedy; -1 is a root above all starts.</summary>
    private int[] FindDominators()
    {
        const int Unknown = -2;
        var found = new int[ordered.Count];
        Array.Fill(found, Unknown);
        var before = ordered.ConvertAll(n => Before(n).Select(b => positions[b]).ToArray());
        var changed = true;
        while (changed)
        {
            changed = false;
            for (var i = 0; i < found.Length; i++)
            {
                var nearest = starts.Contains(ordered[i]) ? -1 : Unknown;
                foreach (var b in before[i].Where(b => found[b] != Unknown))
                {
                    nearest = nearest == Unknown ? b : Common(found, nearest, b);
                }

                changed |= nearest != found[i];
                found[i] = nearest;
            }
        }

        return found;
    }

    private int Common(int one, int other) => Common(dominators, one, other);

    private static int Common(int[] dominators, int one, int other)
    {
        while (one != other)
        {
            if (one > other)
            {
                one = dominators[one];
            }
            else
            {
                other = dominators[other];
            }
        }

        return one;
    }
}
