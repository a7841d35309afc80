using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>What holds of every model and every row of commands; <see cref="Instance.Do"/> checks the most of it after each step.</summary>
public class RandomTests
{
    private const int Commands = 40;

    [Fact]
    public void RandomCommands_OnBlocks_AreSafeAndEndWhenEverythingIsDone()
    {
        for (var seed = 0; seed < 250; seed++)
        {
            var random = new Random(seed);
            var instance = Play(new RandomModels(random).Blocks(), random, seed);
            if (!instance.State!.IsCancelled)
            {
                Drain(instance, seed);
            }
        }
    }

    [Fact]
    public void RandomCommands_OnFreeModels_AreSafe()
    {
        for (var seed = 1000; seed < 1400; seed++)
        {
            var random = new Random(seed);
            Play(new RandomModels(random).Free(), random, seed);
        }
    }

    private static Instance Play(ProcessDefinition definition, Random random, int seed)
    {
        var instance = new Instance(definition) { StepLimit = 60 };
        instance.Facts["igen"] = FeelValue.True;
        var history = new List<ProcessEvent>();
        var states = new List<ProcessState>();
        try
        {
            instance.Start(("start", 1));
            for (var i = 0; i < Commands; i++)
            {
                history.AddRange(instance.Last.Events);
                states.Add(instance.State!);
                Assert.Equal(Instance.Json(instance.State!), Instance.Json(ProcessState.Fold(null, history)));
                var command = Choose(instance, states, random);
                var wasEnded = instance.State!.IsEnded;
                if (instance.Do(command).Outcome == StepOutcome.Applied)
                {
                    Assert.False(wasEnded && command is not Restore, "Nothing happens after the end.");
                    var applied = instance.Last;
                    instance.AlreadyHandled(command);
                    history.AddRange(applied.Events);
                }
            }
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Seed {seed}: {e.Message}", e);
        }

        return instance;
    }

    private static Command Choose(Instance instance, List<ProcessState> states, Random random)
    {
        var state = instance.State!;
        var result = Instance.Result(("v", random.Next(5)));
        var stray = random.NextInt64(state.Sequence + 2);
        switch (random.Next(30))
        {
            case 0:
                return new Restore(states[random.Next(states.Count)], "tilbage");
            case 1:
                return new CompleteTask(stray, result);
            case 2:
                return new JobDone(stray, result);
            case 3:
                return new CallDone(stray, result.Entries);
            case 4:
                return new Retry(stray);
            case 5:
                return random.Next(4) == 0 ? new Cancel("slut") : new JobFailed(stray, "fejl");
            case 6 or 7 when state.Incidents.Count > 0:
                return new Retry(state.Incidents[random.Next(state.Incidents.Count)].Number);
        }

        return state.Waits.Count == 0 ? new Retry(stray) : Answer(instance, state.Waits[random.Next(state.Waits.Count)], result, random.Next(4) == 0, random.Next(100));
    }

    /// <summary>What the wait waits for; a job fails when <paramref name="fails"/>, and a timer may come days late.</summary>
    private static Command Answer(Instance instance, Wait wait, FeelContext result, bool fails, int hoursLate)
    {
        switch (wait.Kind)
        {
            case WaitKind.Task:
                return new CompleteTask(wait.Number, result);
            case WaitKind.Job:
                return fails ? new JobFailed(wait.Number, "fejl") : new JobDone(wait.Number, result);
            case WaitKind.Call:
                return new CallDone(wait.Number, result.Entries);
            default:
                var due = wait.Due!.Value.AddHours(hoursLate);
                instance.Now = due > instance.Now ? due : instance.Now;
                return new FireTimer(wait.Number);
        }
    }

    /// <summary>Answers everything, with no loop going round again, until the instance ends.</summary>
    private static void Drain(Instance instance, int seed)
    {
        instance.Facts["igen"] = FeelValue.False;
        for (var i = 0; i < 2000 && !instance.State!.IsEnded; i++)
        {
            var state = instance.State;
            if (state.Incidents.Count > 0)
            {
                instance.Do(new Retry(state.Incidents[0].Number));
                continue;
            }

            var wait = state.Waits.First(w => w.Owner is null);
            instance.Do(Answer(instance, wait, Instance.Result(("v", 0)), fails: false, hoursLate: 0));
        }

        Assert.True(instance.State!.IsEnded, $"Seed {seed} never ended.");
    }
}
