using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>
/// Random processes of every kind of element under random commands: never an exception, never a hang, and after each step
/// all that <see cref="Instance"/> checks. A process that is only helped along comes to its end.
/// </summary>
public class RandomProfileTests
{
    private const int Models = 400;
    private const int Commands = 40;

    [Fact]
    public void RandomCommands_OnRandomModels_NeverBreakAnything()
    {
        for (var seed = 0; seed < Models; seed++)
        {
            var random = new Random(seed);
            var instance = new Instance(new Profile(random).Build()) { StepLimit = 300 };
            instance.Start(("x", random.Next(4)), ("liste", FeelValue.Of([FeelValue.Of(1), FeelValue.Of(2)])));
            var states = new List<ProcessState> { instance.State! };
            for (var i = 0; i < Commands; i++)
            {
                Due(instance, random.Next(5) == 0 ? new Modify(Intervene(random, instance.State!), "a", "b") : Any(random, instance, states));
                states.Add(instance.State!);
                Assert.True(Instance.Json(instance.State!).Length < 60_000, $"Seed {seed}: the state grows.");
            }
        }
    }

    /// <summary>A version that has more in it, and one where a step has another name; instances are moved to and fro in between.</summary>
    [Fact]
    public void RandomMigrations_InBetween_LoseNothing()
    {
        var moved = 0;
        for (var seed = 0; seed < Models; seed++)
        {
            ProcessDefinition[] versions = [.. Enumerable.Range(0, 2).Select(v => new Profile(new Random(seed), v == 1).Build($"v{v}"))];
            var random = new Random(seed);
            var instance = new Instance(versions[0]) { StepLimit = 300 };
            instance.Start(("x", random.Next(4)), ("liste", FeelValue.Of([FeelValue.Of(1), FeelValue.Of(2)])));
            for (var i = 0; i < Commands && !instance.State!.IsEnded; i++)
            {
                var at = instance.State.DefinitionHash == "v0" ? 0 : 1;
                if (random.Next(4) > 0)
                {
                    Due(instance, Any(random, instance, [instance.State]));
                    continue;
                }

                var tokens = Held(instance.State);
                var plan = new MigrationPlan(versions[at], versions[1 - at], new Dictionary<string, string>(), (MigratedTimers)random.Next(2));
                if (instance.Do(new Migrate(plan, "a", "b")).Outcome == StepOutcome.Applied)
                {
                    moved++;
                    Assert.Equal(tokens, Held(instance.State!));
                }
            }
        }

        Assert.True(moved > Models, $"Only {moved} were moved.");
    }

    /// <summary>What holds tokens, by number; a join may fire when its version changes, so parked ones do not count.</summary>
    private static string Held(ProcessState state) => string.Join(' ', state.Waits.Where(w => w.Owner is null && w.NodeId[0] != 'b').Select(w => w.Number).Concat(state.OpenScopes.Keys).Concat(state.Incidents.Select(i => i.Number)));

    private static void Due(Instance instance, Command command)
    {
        if (command is FireTimer fire)
        {
            var due = instance.State!.Waits.First(w => w.Number == fire.Wait).Due!.Value;
            instance.Now = due > instance.Now ? due : instance.Now;
        }

        instance.Do(command);
    }

    [Fact]
    public void EveryWaitAnswered_TheProcessEnds_OrOnlyJoinsWait()
    {
        var ended = 0;
        for (var seed = 0; seed < Models; seed++)
        {
            var random = new Random(seed);
            var instance = new Instance(new Profile(random).Build()) { StepLimit = 2000 };
            instance.Start(("x", random.Next(4)), ("liste", FeelValue.Of([FeelValue.Of(1), FeelValue.Of(2)])));
            for (var i = 0; i < 500 && instance.State!.Waits.FirstOrDefault(w => w.Kind is WaitKind.Task or WaitKind.Job or WaitKind.Call || w.Owner is null && w.NodeId[0] is 'm' or 'g') is { } wait; i++)
            {
                instance.Do(Answer(random, wait));
            }

            Assert.True(instance.State!.IsEnded || instance.State.Incidents.Count > 0 || instance.State.Waits.All(w => w.Kind is WaitKind.Timer or WaitKind.Message or WaitKind.Signal), $"Seed {seed}: {instance.Open}");
            ended += instance.State.IsEnded ? 1 : 0;
        }

        Assert.True(ended > Models / 2, $"Only {ended} ended.");
    }

    private static Command Answer(Random random, Wait wait) => wait.Kind switch
    {
        WaitKind.Task => new CompleteTask(wait.Number, Instance.Result(("udfald", random.Next(3)))),
        WaitKind.Job => new JobDone(wait.Number, Instance.Result(("udfald", random.Next(3)))),
        WaitKind.Call => new CallDone(wait.Number, Instance.Result(("v", 1)).Entries),
        _ => new Deliver(wait.Number, Instance.Result()),
    };

    private static Command Any(Random random, Instance instance, List<ProcessState> states)
    {
        var state = instance.State!;
        if (state.Incidents.Count > 0 && random.Next(3) == 0)
        {
            return new Retry(state.Incidents[random.Next(state.Incidents.Count)].Number);
        }

        if (state.Waits.Count == 0 || random.Next(12) == 0)
        {
            return random.Next(6) == 0 ? new Cancel("nok") : new Restore(states[random.Next(states.Count)], "tilbage");
        }

        var wait = state.Waits[random.Next(state.Waits.Count)];
        return (wait.Kind, random.Next(5)) switch
        {
            (WaitKind.Timer, _) => new FireTimer(wait.Number),
            (WaitKind.Job, 0) => new JobFailed(wait.Number, "brast"),
            (WaitKind.Job, 1) => new JobError(wait.Number, random.Next(2) == 0 ? "E" : "F"),
            (WaitKind.Call, 0) => new CallFailed(wait.Number, "E"),
            (WaitKind.Call, 1) => new CallEscalated(wait.Number, "op"),
            _ => Answer(random, wait),
        };
    }

    private static Intervention Intervene(Random random, ProcessState state)
    {
        long[] numbers = [.. state.Waits.Select(w => w.Number), .. state.Incidents.Select(i => i.Number), .. state.OpenScopes.Keys, 0, 99_999];
        var at = state.Tokens.Count > 0 && random.Next(4) == 0 ? new TokenPlace(0, state.Tokens[0].FlowId) : new TokenPlace(numbers[random.Next(numbers.Length)]);
        return random.Next(6) switch
        {
            0 => new Skip(at, random.Next(2) == 0 ? null : Instance.Result(("udfald", 1))),
            1 => new Repeat(at),
            2 => new CancelToken(at),
            3 => new AddTask("Ring", Instance.Result(("rolle", "x")).Entries),
            4 => new ChangeVariable("x", FeelValue.Of(random.Next(4))),
            _ => new JumpTo(at, "seaputmgxk"[random.Next(10)] + random.Next(20).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        };
    }

    /// <summary>A random process: blocks in a row, each a node, a split with its join, a sub-process or a loop.</summary>
    private sealed class Profile(Random random, bool more = false)
    {
        private readonly Model model = new();
        private int next;

        public ProcessDefinition Build(string hash = "hash")
        {
            Level(null, 3);
            if (more)
            {
                model.Handler("mere", "begynd", Trigger(EventKind.Signal), interrupting: false).User("svar").Inside("mere", "svar").Path("begynd", "svar");
                foreach (var task in model.Ids(NodeKind.UserTask).Where((_, i) => i % 3 == 0))
                {
                    model.Boundary("ur" + task, task, "P8D", interrupting: false);
                }
            }

            return model.Build(hash);
        }

        private void Level(string? parent, int depth)
        {
            var start = Add("s", parent, id => model.Start(id));
            var last = start;
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                last = Block(last, parent, depth);
            }

            var end = Add("e", parent, id => model.End(id, End()));
            model.Flow(last, end);
            if (random.Next(3) == 0)
            {
                var handler = Add("h", parent, id => model.Add(NodeKind.EventSubProcess, id));
                var begin = Add("b", handler, id => model.Add(NodeKind.StartEvent, id, trigger: Trigger(random.Next(2) == 0 ? EventKind.Error : EventKind.Message), interrupting: random.Next(2) == 0));
                model.Flow(begin, Add("u", handler, id => model.User(id)));
            }
        }

        private EventTrigger End() => random.Next(8) switch
        {
            0 => Trigger(EventKind.Error),
            1 => Trigger(EventKind.Escalation),
            2 => Trigger(EventKind.Terminate),
            _ => Trigger(EventKind.Signal),
        };

        private static EventTrigger Trigger(EventKind kind) => kind switch
        {
            EventKind.Timer => new EventTrigger(kind) { Timer = new TimerRule(TimerKind.Duration, "P1D", Model.Value("P1D")) },
            EventKind.Error => new EventTrigger(kind) { Name = "E" },
            EventKind.Terminate => new EventTrigger(kind),
            _ => new EventTrigger(kind) { Name = "op" },
        };

        private string Block(string from, string? parent, int depth)
        {
            switch (depth > 0 ? random.Next(9) : random.Next(4))
            {
                case 0:
                    return Then(from, Add("m", parent, id => model.Catch(id, Trigger(EventKind.Message))));
                case 1:
                    return Then(from, Add("t", parent, id => model.Throw(id, Trigger(EventKind.Escalation))));
                case 4:
                    return Gateway(from, parent, depth, NodeKind.InclusiveGateway);
                case 5:
                    return Gateway(from, parent, depth, NodeKind.ParallelGateway);
                case 6 or 7:
                    var sub = Add("p", parent, id => model.Sub(id, Repeat()));
                    Level(sub, depth - 1);
                    Boundary(sub, parent);
                    return Then(from, sub);
                case 8:
                    return First(from, parent);
                default:
                    var kind = random.Next(4) switch { 0 => NodeKind.ServiceTask, 1 => NodeKind.CallActivity, 2 => NodeKind.ScriptTask, _ => NodeKind.UserTask };
                    var task = Add("a", parent, id => model.Add(kind, id, called: kind == NodeKind.CallActivity ? "p" : null, script: kind == NodeKind.ScriptTask ? "={x: x + 1}" : null, loop: Repeat()));
                    Boundary(task, parent);
                    return Then(from, task);
            }
        }

        private Loop? Repeat() => random.Next(5) switch
        {
            0 => new StandardLoop(FeelExpression.Parse("loopCounter < 2"), random.Next(2) == 0, 3),
            1 => new MultiInstance(random.Next(2) == 0) { Collection = FeelExpression.Parse("liste"), Element = "den", OutputCollection = "svar", OutputElement = FeelExpression.Parse("den") },
            _ => null,
        };

        private string Gateway(string from, string? parent, int depth, NodeKind kind)
        {
            var split = Then(from, Add("x", parent, id => model.Add(kind, id)));
            var join = Add("x", parent, id => model.Add(kind, id));
            for (var branch = 0; branch < 3; branch++)
            {
                var first = Add("u", parent, id => model.User(id));
                if (kind == NodeKind.ParallelGateway)
                {
                    model.Flow(split, first);
                }
                else if (branch == 2)
                {
                    model.Default(split, first);
                }
                else
                {
                    model.Flow(split, first, $"=x > {branch}");
                }

                model.Flow(Block(first, parent, depth - 1), join);
            }

            return join;
        }

        private string First(string from, string? parent)
        {
            var gateway = Then(from, Add("x", parent, id => model.Add(NodeKind.EventBasedGateway, id)));
            var after = Add("x", parent, id => model.Xor(id));
            foreach (var kind in (EventKind[])[EventKind.Message, EventKind.Timer])
            {
                model.Flow(Then(gateway, Add("g", parent, id => model.Catch(id, Trigger(kind)))), after);
            }

            return after;
        }

        private void Boundary(string activity, string? parent)
        {
            if (random.Next(2) == 0)
            {
                var kind = (EventKind[])[EventKind.Timer, EventKind.Message, EventKind.Error, EventKind.Escalation];
                var boundary = Add("k", parent, id => model.On(activity, id, Trigger(kind[random.Next(4)]), random.Next(2) == 0));
                model.Flow(boundary, Add("u", parent, id => model.User(id)));
            }
        }

        private string Then(string from, string to)
        {
            model.Flow(from, to);
            return to;
        }

        private string Add(string letter, string? parent, Action<string> add)
        {
            var id = letter + next++;
            add(id);
            if (parent is not null)
            {
                model.Inside(parent, id);
            }

            return id;
        }
    }
}
