using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>Models by chance, the same ones for the same seed.</summary>
internal sealed class RandomModels(Random random)
{
    private static readonly string[] Durations = ["PT1H", "P1D", "P1M", "PT90S", "=@\"P2D\""];
    private static readonly string[] Cycles = ["R/PT1H", "R3/P1D", "R2/2025-02-25T09:00/P1D", "R/P1M"];

    private readonly Model model = new();
    private bool mayLackValues;

    /// <summary>Sequences, choices, parallel parts and loops nested in each other: no token is ever stuck, and no loop goes on without the fact <c>igen</c>.</summary>
    public ProcessDefinition Blocks()
    {
        var (first, last) = Block(3);
        return model.Start().End().Path("s", first).Path(last, "e").Build();
    }

    /// <summary>Nodes of every kind with flows from anywhere to anywhere, and values that are not always there.</summary>
    public ProcessDefinition Free()
    {
        mayLackValues = true;
        model.Start();
        var count = random.Next(3, 14);
        var ids = new List<string>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(random.Next(8) switch
            {
                0 or 1 => Gateway(NodeKind.ExclusiveGateway),
                2 or 3 => Gateway(NodeKind.ParallelGateway),
                4 => Gateway(NodeKind.EndEvent),
                _ => Activity(),
            });
        }

        foreach (var id in ids.ToList())
        {
            if (model.KindOf(id) == NodeKind.UserTask && random.Next(3) == 0)
            {
                ids.Add(Boundary(id));
            }
        }

        model.Path("s", Pick(ids));
        foreach (var id in ids.Where(i => model.KindOf(i) != NodeKind.EndEvent))
        {
            for (var i = random.Next(4); i > 0; i--)
            {
                var to = ids[random.Next(ids.Count)];
                if (model.KindOf(to) == NodeKind.BoundaryEvent)
                {
                    continue;
                }

                model.Flow(id, to, random.Next(2) == 0 ? Condition() : null);
            }

            if (random.Next(3) == 0)
            {
                model.Default(id, Pick([.. ids.Where(i => model.KindOf(i) != NodeKind.BoundaryEvent)]));
            }
        }

        return model.Build();
    }

    private (string First, string Last) Block(int depth)
    {
        switch (depth == 0 ? 0 : random.Next(5))
        {
            case 1:
            {
                var (a, b) = (Block(depth - 1), Block(depth - 1));
                model.Path(a.Last, b.First);
                return (a.First, b.Last);
            }

            case 2:
            {
                var (split, join) = (Gateway(NodeKind.ExclusiveGateway), Gateway(NodeKind.ExclusiveGateway));
                for (var i = random.Next(1, 4); i > 0; i--)
                {
                    var part = Block(depth - 1);
                    model.Flow(split, part.First, Condition()).Path(part.Last, join);
                }

                model.Default(split, join);
                return (split, join);
            }

            case 3:
            {
                var (split, join) = (Gateway(NodeKind.ParallelGateway), Gateway(NodeKind.ParallelGateway));
                for (var i = random.Next(1, 4); i > 0; i--)
                {
                    var part = Block(depth - 1);
                    model.Path(split, part.First).Path(part.Last, join);
                }

                return (split, join);
            }

            case 4:
            {
                var (enter, leave, body) = (Gateway(NodeKind.ExclusiveGateway), Gateway(NodeKind.ExclusiveGateway), Block(depth - 1));
                model.Path(enter, body.First).Path(body.Last, leave).Flow(leave, enter, $"=igen and {Condition()[1..]}");
                var after = Activity();
                model.Default(leave, after);
                return (enter, after);
            }

            default:
            {
                var id = Activity();
                return (id, id);
            }
        }
    }

    private string Activity()
    {
        var id = $"n{model.NodeCount}";
        switch (random.Next(6))
        {
            case 0:
                model.Add(NodeKind.ServiceTask, id, inputs: [("=1 + 1", "to")], attributes: [("job", "=\"j\"")]);
                break;
            case 1:
                model.Add(NodeKind.CallActivity, id, called: "p", outputs: random.Next(2) == 0 ? [("=v", $"{id}v")] : null);
                break;
            case 2:
                model.Timer(id, Durations[random.Next(Durations.Length)]);
                break;
            default:
                model.Add(
                    NodeKind.UserTask,
                    id,
                    outputs: random.Next(4) == 0 ? [($"={(mayLackValues ? Variable() : id)}.v", "v")] : null,
                    attributes: mayLackValues && random.Next(4) == 0 ? [("rolle", $"={Variable()}.v")] : null);
                if (random.Next(3) == 0)
                {
                    // Without a way out it only reminds, so that a block stays a block.
                    _ = model.KindOf(Boundary(id, interrupting: false));
                }

                break;
        }

        return id;
    }

    private string Gateway(NodeKind kind)
    {
        var id = $"n{model.NodeCount}";
        model.Add(kind, id);
        return id;
    }

    private string Boundary(string on, bool? interrupting = null)
    {
        var id = $"n{model.NodeCount}";
        var cycle = random.Next(2) == 0;
        model.Boundary(
            id,
            on,
            cycle ? Cycles[random.Next(Cycles.Length)] : Durations[random.Next(Durations.Length)],
            interrupting ?? random.Next(2) == 0,
            cycle ? TimerKind.Cycle : TimerKind.Duration);
        return id;
    }

    private string Condition() => $"={Variable()}.v > {random.Next(4)}";

    private string Variable() => $"n{random.Next(12)}";

    private string Pick(IReadOnlyList<string> ids) => ids[random.Next(ids.Count)];
}
