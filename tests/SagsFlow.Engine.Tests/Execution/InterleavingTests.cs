using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>
/// Two commands that were both meant for the same state, at every state on the way through a process, in both orders: whoever is second meets
/// what the first has done. No wait ends twice, nothing is opened under a number that has been used, and both orders are lawful.
/// </summary>
public class InterleavingTests
{
    private static readonly ProcessDefinition Old = Version("gammel", "P9D");
    private static readonly ProcessDefinition New = Version("ny", "P4D");

    private static ProcessDefinition Version(string hash, string length) => new Model()
        .Start().User("a").Boundary("afbryder", "a", "P3D").Boundary("minder", "a", "R/P1D", interrupting: false, kind: TimerKind.Cycle)
        .Add(NodeKind.BoundaryEvent, "frist", timer: "=frist", timerKind: TimerKind.Date, on: "a", interrupting: false).User("mindet").Path("minder", "mindet").Path("frist", "mindet")
        .On("a", "besked", new EventTrigger(EventKind.Message) { Name = "svar" })
        .Service("job").Boundary("jobfrist", "job", length).Catch("svar", new EventTrigger(EventKind.Message) { Name = "svar" }).User("b").End()
        .Path("s", "a", "job", "svar", "b", "e").Path("afbryder", "b").Path("besked", "b").Path("jobfrist", "b")
        .Handler("stop", "stopper", new EventTrigger(EventKind.Signal) { Name = "stop" }).User("ryd").Inside("stop", "ryd").Path("stopper", "ryd")
        .Build(hash);

    [Fact]
    public void EveryPair_AtEveryState_InBothOrders_OneWinsAndNothingIsDoubled()
    {
        var pairs = 0;
        var met = new HashSet<string>();
        foreach (var history in Ways())
        {
            var commands = Commands(Replay(history).State!);
            foreach (var first in commands)
            {
                foreach (var second in commands)
                {
                    var instance = Replay(history);
                    var one = Do(instance, first);
                    var two = Do(instance, second);
                    pairs++;
                    met.Add($"{first.GetType().Name}+{second.GetType().Name}={two.Outcome}");
                    NothingIsDoubled(one, two);
                    if (one.Outcome == StepOutcome.Applied && Wait(first) is { } wait && Wait(second) == wait)
                    {
                        Assert.Equal(StepOutcome.AlreadyHandled, two.Outcome);
                    }

                    if (one.State.IsEnded)
                    {
                        Assert.Equal(StepOutcome.AlreadyHandled, two.Outcome);
                    }
                }
            }
        }

        Assert.True(pairs > 1000, $"Only {pairs} pairs.");
        Assert.Subset(met, new HashSet<string>
        {
            "CompleteTask+FireTimer=AlreadyHandled", "FireTimer+CompleteTask=AlreadyHandled", "CompleteTask+Cancel=Applied", "Cancel+CompleteTask=AlreadyHandled",
            "CompleteTask+Deliver=AlreadyHandled", "Deliver+CompleteTask=AlreadyHandled", "CompleteTask+Migrate=Applied", "Migrate+CompleteTask=Applied",
            "CompleteTask+DataChanged=AlreadyHandled", "DataChanged+CompleteTask=Applied", "JobDone+FireTimer=AlreadyHandled", "FireTimer+JobDone=AlreadyHandled",
            "JobDone+JobFailed=AlreadyHandled", "Migrate+Migrate=AlreadyHandled", "Modify+CompleteTask=AlreadyHandled", "CompleteTask+Modify=AlreadyHandled", "FireTimer+Migrate=Applied", "Migrate+FireTimer=Applied",
        });
    }

    /// <summary>The ways through the process that a person or a clock can choose, and every beginning of them.</summary>
    private static IEnumerable<string[]> Ways()
    {
        string[][] ways = [["a", "job", "svar", "b"], ["minder", "a", "job", "svar"], ["afbryder", "b"], ["besked"], ["a", "jobfrist", "b"], ["a", "job", "stopper", "ryd"], ["minder", "minder", "frist", "mindet"]];
        return ways.SelectMany(w => Enumerable.Range(0, w.Length + 1).Select(n => w[..n])).DistinctBy(w => string.Join(' ', w));
    }

    private static Instance Replay(string[] nodes)
    {
        var instance = new Instance(Old);
        instance.Facts["frist"] = FeelValue.Of("2025-02-20");
        instance.Start();
        foreach (var node in nodes)
        {
            Do(instance, Answer(instance.Wait(node)));
        }

        instance.Facts["frist"] = FeelValue.Of("2025-02-25");
        return instance;
    }

    private static StepResult Do(Instance instance, Command command)
    {
        if (command is FireTimer fire && instance.State!.Waits.FirstOrDefault(w => w.Number == fire.Wait)?.Due is { } due && due > instance.Now)
        {
            instance.Now = due;
        }

        return instance.Do(command);
    }

    private static List<Command> Commands(ProcessState state) =>
    [
        .. state.Waits.Select(Answer),
        .. state.Waits.Where(w => w.Kind == WaitKind.Job).Select(w => new JobFailed(w.Number, "brast")),
        .. state.Waits.Where(w => w.Kind == WaitKind.Task).Select(w => new Modify(new JumpTo(new TokenPlace(w.Number), "b"), "admin", "x")),
        new Cancel("nok"),
        new DataChanged(),
        new Migrate(new MigrationPlan(Old, New, new Dictionary<string, string>(), MigratedTimers.Recompute), "admin", "x"),
    ];

    private static Command Answer(Wait wait) => wait.Kind switch
    {
        WaitKind.Task => new CompleteTask(wait.Number, Instance.Result()),
        WaitKind.Timer => new FireTimer(wait.Number),
        WaitKind.Job => new JobDone(wait.Number, Instance.Result()),
        _ => new Deliver(wait.Number, Instance.Result()),
    };

    /// <summary>The wait a command ends; an intervention and the others end none by number.</summary>
    private static long? Wait(Command command) => command switch
    {
        CompleteTask c => c.Wait,
        FireTimer c => c.Wait,
        JobDone c => c.Wait,
        JobFailed c => c.Wait,
        _ => null,
    };

    private static void NothingIsDoubled(StepResult one, StepResult two)
    {
        var events = one.Events.Concat(two.Events).ToList();
        var closed = events.OfType<WaitClosed>().Select(c => c.Number).ToList();
        Assert.Equal(closed.Count, closed.Distinct().Count());
        var opened = events.OfType<WaitOpened>().Select(o => o.Wait.Number).ToList();
        Assert.Equal(opened.Count, opened.Distinct().Count());
        Assert.True(events.OfType<InstanceEnded>().Count() <= 1);
        var cancelled = one.Effects.Concat(two.Effects).OfType<CancelTask>().Select(c => c.Wait).ToList();
        Assert.Equal(cancelled.Count, cancelled.Distinct().Count());
    }
}
