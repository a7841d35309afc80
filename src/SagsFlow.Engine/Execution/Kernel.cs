using System.Text.Json;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>How a command was met.</summary>
public enum StepOutcome
{
    /// <summary>It was carried out; there is a new state.</summary>
    Applied,

    /// <summary>What it asks for has already happened or is gone; the state is unchanged and nothing need be stored.</summary>
    AlreadyHandled,
}

/// <summary>What a step gave.</summary>
/// <param name="Outcome">Whether anything happened.</param>
/// <param name="State">The state after the step.</param>
/// <param name="Events">What happened, in order; <see cref="ProcessState.Fold"/> of them over the state before gives the state after.</param>
/// <param name="Effects">What the host must do, in order.</param>
public sealed record StepResult(StepOutcome Outcome, ProcessState State, IReadOnlyList<ProcessEvent> Events, IReadOnlyList<Effect> Effects);

/// <summary>The process engine: a pure function from a state and a command to the next state and its effects.</summary>
public static class Kernel
{
    /// <summary>Carries out one command and runs until only waits remain.</summary>
    /// <param name="definition">The definition the instance is pinned to.</param>
    /// <param name="state">The instance's state; null only for <see cref="Start"/>.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="context">Time and facts.</param>
    /// <exception cref="ArgumentException">The state is not of this definition, or a Start has a state, or another command has none.</exception>
    public static StepResult Step(ProcessDefinition definition, ProcessState? state, Command command, StepContext context) => throw new NotSupportedException();
}

/// <summary>One thing that happened in a process instance. Small, written to the history, and enough to rebuild the state.</summary>
public abstract record ProcessEvent
{
    /// <summary>Writes events as a JSON array.</summary>
    public static void WriteAll(Utf8JsonWriter writer, IReadOnlyList<ProcessEvent> events) => throw new NotSupportedException();

    /// <summary>Reads what <see cref="WriteAll"/> wrote.</summary>
    /// <exception cref="JsonException">It is not such an array.</exception>
    public static IReadOnlyList<ProcessEvent> ReadAll(JsonElement array) => throw new NotSupportedException();
}

/// <summary>What an open wait is for.</summary>
public enum WaitKind
{
    Task,
    Timer,
    Job,
    Call,
}

/// <summary>Something an instance waits for.</summary>
/// <param name="Number">Its number in the instance; never used again.</param>
/// <param name="Kind">What for.</param>
/// <param name="NodeId">At which node.</param>
/// <param name="Due">For a timer, when it is due; else null.</param>
/// <param name="Owner">For a boundary timer, the number of its activity's wait; else null.</param>
public sealed record Wait(long Number, WaitKind Kind, string NodeId, DateTimeOffset? Due, long? Owner);

/// <summary>The whole state of a process instance: immutable, small, versioned JSON.</summary>
public sealed class ProcessState
{
    /// <summary>The format's version number in the JSON.</summary>
    public const int FormatVersion = 1;

    /// <summary>The content hash of the definition the instance is pinned to.</summary>
    public string DefinitionHash => throw new NotSupportedException();

    /// <summary>Whether the instance has ended.</summary>
    public bool IsEnded => throw new NotSupportedException();

    /// <summary>The last number given to a wait or an incident.</summary>
    public long Sequence => throw new NotSupportedException();

    /// <summary>The open waits, by number.</summary>
    public IReadOnlyList<Wait> Waits => throw new NotSupportedException();

    /// <summary>The instance's variables.</summary>
    public IReadOnlyDictionary<string, FeelValue> Variables => throw new NotSupportedException();

    /// <summary>Writes the state; the same state always gives the same bytes.</summary>
    public void WriteTo(Utf8JsonWriter writer) => throw new NotSupportedException();

    /// <summary>Reads a state.</summary>
    /// <exception cref="JsonException">It is not a state, or of a later format.</exception>
    public static ProcessState Read(ReadOnlyMemory<byte> json) => throw new NotSupportedException();

    /// <summary>Folds events over a state (null: none yet); executes nothing.</summary>
    public static ProcessState Fold(ProcessState? state, IEnumerable<ProcessEvent> events) => throw new NotSupportedException();
}
