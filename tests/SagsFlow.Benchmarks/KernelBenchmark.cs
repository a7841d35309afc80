using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;
using SagsFlow.Engine.Tests.Npm;

namespace SagsFlow.Benchmarks;

/// <summary>
/// How many steps the kernel takes in a second on one core, in memory, beside two measures of the machine itself in
/// the same run: hashing, which knows nothing of this program, and the model's one condition evaluated alone. The npm
/// package bpmn-engine then takes the same steps with the same file.
/// </summary>
internal static class KernelBenchmark
{
    private const int Instances = 1_000;
    private const int StepsPerCase = 6;
    private const int CasesPerRound = 40;
    private const int Rounds = 9;
    private const int OperationsPerRound = Instances * StepsPerCase * CasesPerRound;

    private static readonly FeelContext Result = new(new Dictionary<string, FeelValue> { ["udfald"] = FeelValue.Of("godkend") });

    /// <summary>How many times bpmn-engine's steps ours are to be.</summary>
    private const double Goal = 300;

    public static async Task RunAsync()
    {
        var definition = LoadReference();
        var kernel = new Workload(definition, stored: false);
        var stored = new Workload(definition, stored: true);
        var payload = new byte[1024];
        var digest = new byte[SHA256.HashSizeInBytes];
        var condition = FeelExpression.Parse("environment.output.postponed");
        var scope = new FeelScope(Facts(postponed: true), DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc);

        (string Name, Action<int> Work)[] rows =
        [
            ("SHA-256 of 1 KiB (the machine)", count =>
            {
                for (var i = 0; i < count; i++)
                {
                    SHA256.HashData(payload, digest);
                }
            }),
            ("FEEL condition alone", count =>
            {
                for (var i = 0; i < count; i++)
                {
                    _ = condition.Evaluate(scope);
                }
            }),
            ("kernel step", kernel.Steps),
            ("kernel step, state and events as JSON", stored.Steps),
        ];

        var measured = rows.Select(_ => new List<Measure>()).ToArray();
        // Rounds of all rows take turns, so that a slow moment of the machine falls on each alike.
        for (var round = -2; round < Rounds; round++)
        {
            for (var row = 0; row < rows.Length; row++)
            {
                var measure = Time(rows[row].Work);
                if (round >= 0)
                {
                    measured[row].Add(measure);
                }
            }
        }

        Console.WriteLine($"{"",-38} {"per second",12} {"lowest",12} {"highest",12} {"µs each",9} {"bytes each",11}");
        for (var row = 0; row < rows.Length; row++)
        {
            var ordered = measured[row].OrderBy(m => m.PerSecond).ToList();
            var median = ordered[ordered.Count / 2];
            Console.WriteLine(
                $"{rows[row].Name,-38} {median.PerSecond,12:N0} {ordered[0].PerSecond,12:N0} {ordered[^1].PerSecond,12:N0} {1e6 / median.PerSecond,9:N2} {median.Bytes,11:N0}");
        }

        await CompareAsync(measured[^2].ConvertAll(m => m.PerSecond));
        Console.WriteLine($"Median of {Rounds} rounds of {OperationsPerRound:N0}; {StepsPerCase} steps a case, {Instances:N0} cases at a time, one postponement in each.");
    }

    private static async Task CompareAsync(List<double> steps)
    {
        if (!NpmPackage.HasNode)
        {
            Console.WriteLine("bpmn-engine was not measured: Node.js and npm are not on the path.");
            return;
        }

        var other = await OtherEngine.MeasureAsync(await File.ReadAllTextAsync(ReferencePath));
        Console.WriteLine($"{"bpmn-engine step (Node.js)",-38} {other.Median,12:N0} {other.Lowest,12:N0} {other.Highest,12:N0} {1e6 / other.Median,9:N2}");
        var ratio = steps.Order().ElementAt(steps.Count / 2) / other.Median;
        Console.WriteLine($"Kernel steps for one of bpmn-engine's: {ratio:N0} (slowest to fastest round {steps.Min() / other.Highest:N0}); goal {Goal:N0}: {(ratio >= Goal ? "met" : "MISSED")}.");
    }

    private static Measure Time(Action<int> work)
    {
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var begun = Stopwatch.GetTimestamp();
        work(OperationsPerRound);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return new Measure(OperationsPerRound / seconds, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)OperationsPerRound);
    }

    private static string ReferencePath => Path.Combine(AppContext.BaseDirectory, "reference.bpmn");

    private static ProcessDefinition LoadReference()
    {
        var reading = BpmnReader.Read(File.ReadAllBytes(ReferencePath), ReferencePath);
        return reading.IsValid
            ? reading.Definitions[0]
            : throw new InvalidOperationException(string.Join(Environment.NewLine, reading.Findings));
    }

    private static Dictionary<string, FeelValue> Facts(bool postponed)
    {
        static FeelValue In(string name, FeelValue value) => FeelValue.Of(new Dictionary<string, FeelValue> { [name] = value });
        return new Dictionary<string, FeelValue> { ["environment"] = In("output", In("postponed", FeelValue.Of(postponed))) };
    }

    private readonly record struct Measure(double PerSecond, double Bytes);

    /// <summary>
    /// Many cases side by side, each moved one step in turn and begun anew when it has ended. The result of a task is
    /// given both as its result and, as the model's condition reads it, as <c>environment.output</c>.
    /// </summary>
    private sealed class Workload(ProcessDefinition definition, bool stored)
    {
        private static readonly DateTimeOffset Now = new(2025, 2, 25, 8, 0, 0, TimeSpan.Zero);

        private readonly ProcessState?[] states = new ProcessState?[Instances];
        private readonly byte[]?[] bytes = new byte[]?[Instances];
        private readonly bool[] postponed = new bool[Instances];
        private readonly Start start = new(new Dictionary<string, FeelValue> { ["sag"] = FeelValue.Of("25/1234") });
        private readonly StepContext held = Context(postponed: true);
        private readonly StepContext goes = Context(postponed: false);
        private readonly ArrayBufferWriter<byte> buffer = new();
        private int next;

        public void Steps(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var at = next;
                next = next + 1 == Instances ? 0 : next + 1;
                Step(at);
            }
        }

        private static StepContext Context(bool postponed) =>
            new(Now, TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen"), Facts(postponed));

        private void Step(int at)
        {
            var state = stored && bytes[at] is { } json ? ProcessState.Read(json) : states[at];
            StepResult step;
            if (state is null || state.IsEnded)
            {
                step = Kernel.Step(definition, null, start, goes);
                postponed[at] = false;
            }
            else
            {
                var wait = state.Waits[0];
                var postpones = wait.NodeId == "dir" && !postponed[at];
                postponed[at] |= postpones;
                step = Kernel.Step(definition, state, new CompleteTask(wait.Number, Result), postpones ? held : goes);
            }

            if (step.Outcome != StepOutcome.Applied || step.State.Incidents.Count > 0)
            {
                throw new InvalidOperationException("The benchmark's process did not go as it should.");
            }

            if (stored)
            {
                bytes[at] = Write(step);
            }
            else
            {
                states[at] = step.State;
            }
        }

        private byte[] Write(StepResult step)
        {
            buffer.ResetWrittenCount();
            using var writer = new Utf8JsonWriter(buffer);
            ProcessEvent.WriteAll(writer, step.Events);
            writer.Flush();
            buffer.ResetWrittenCount();
            writer.Reset();
            step.State.WriteTo(writer);
            writer.Flush();
            return buffer.WrittenSpan.ToArray();
        }
    }
}
