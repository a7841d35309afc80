using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Execution;

/// <summary>How a command was met.</summary>
public enum StepOutcome
{
    /// <summary>It was carried out; there is a new state.</summary>
    Applied,

    /// <summary>What it asks for has already happened or is gone; the state is unchanged and nothing need be stored.</summary>
    AlreadyHandled,

    /// <summary>It cannot be done as the instance stands; the state is unchanged, and <see cref="StepResult.Refusal"/> says why.</summary>
    Refused,
}

/// <summary>Why a command was refused.</summary>
/// <param name="Code">A stable slug.</param>
/// <param name="Text">What is in the way and what to do instead, in Danish.</param>
public sealed record Refusal(string Code, string Text)
{
    /// <summary>For a migration, everything in its way; else empty.</summary>
    public IReadOnlyList<MigrationFinding> Findings { get; init; } = [];
}

/// <summary>What a step gave.</summary>
/// <param name="Outcome">Whether anything happened.</param>
/// <param name="State">The state after the step.</param>
/// <param name="Events">What happened, in order; <see cref="ProcessState.Fold"/> of them over the state before gives the state after.</param>
/// <param name="Effects">What the host must do, in order.</param>
public sealed record StepResult(StepOutcome Outcome, ProcessState State, IReadOnlyList<ProcessEvent> Events, IReadOnlyList<Effect> Effects)
{
    /// <summary>For <see cref="StepOutcome.Refused"/>, why; else null.</summary>
    public Refusal? Refusal { get; init; }
}

/// <summary>
/// The process engine: a pure function from a state and a command to the next state and its effects
/// (BPMN 2.0.2, chapter 13). The same inputs always give the same outputs.
/// </summary>
public static class Kernel
{
    /// <summary>
    /// Carries out one command and runs until only waits remain. What goes wrong inside the process (a condition that
    /// leads nowhere, an expression without a value, a loop without a wait) stops the token concerned in an incident.
    /// After the end every command but <see cref="Restore"/> is already handled.
    /// </summary>
    /// <param name="definition">The definition the instance is pinned to.</param>
    /// <param name="state">The instance's state; null only for <see cref="Start"/>.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="context">Time and facts.</param>
    /// <exception cref="ArgumentOutOfRangeException">A <see cref="FireTimer"/> comes before the timer is due: hosts never fire early.</exception>
    /// <exception cref="ArgumentException">The state is not of this definition, or a Start has a state, or another command has none.</exception>
    public static StepResult Step(ProcessDefinition definition, ProcessState? state, Command command, StepContext context)
    {
        var plan = ProcessPlan.Of(definition);
        if (command is Start start)
        {
            return state is null
                ? new StepRun(plan, null, context).Start(start)
                : throw new ArgumentException("The instance has already started.", nameof(state));
        }

        if (state is null)
        {
            throw new ArgumentException("Only a Start goes without a state.", nameof(state));
        }

        if (command is Migrate migrate && state.DefinitionHash == migrate.Plan.To.ContentHash)
        {
            return AlreadyHandled(state);
        }

        RequireSameDefinition(plan, state);
        if (state.IsEnded && command is not Restore)
        {
            return AlreadyHandled(state);
        }

        var run = new StepRun(plan, state, context);
        return command switch
        {
            CompleteTask complete => run.Complete(complete.Wait, WaitKind.Task, complete.Result),
            JobDone done => run.Complete(done.Wait, WaitKind.Job, done.Result),
            FireTimer fire => run.Fire(fire.Wait),
            CallDone done => run.Return(done.Wait, done.Variables),
            JobFailed failed => run.Fail(failed.Wait, failed.Error),
            Deliver deliver => run.Deliver(deliver.Wait, deliver.Payload),
            JobError error => run.FailWithError(error.Wait, WaitKind.Job, error.Code),
            CallFailed failed => run.FailWithError(failed.Wait, WaitKind.Call, failed.Code),
            CallEscalated escalated => run.EscalateFromCall(escalated.Wait, escalated.Code),
            Cancel cancel => run.Cancel(cancel.Reason),
            Retry retry => run.Retry(retry.Incident),
            Restore restore => run.Restore(restore),
            Modify modify => run.Modify(modify),
            Migrate move => run.Migrate(move),
            DataChanged => run.ReadFactsAgain(),
            _ => throw new ArgumentException($"Unknown command {command.GetType().Name}.", nameof(command)),
        };
    }

    internal static StepResult AlreadyHandled(ProcessState state) => new(StepOutcome.AlreadyHandled, state, [], []);

    internal static StepResult Refused(ProcessState state, Refusal refusal) => new(StepOutcome.Refused, state, [], []) { Refusal = refusal };

    private static void RequireSameDefinition(ProcessPlan plan, ProcessState state)
    {
        if (state.DefinitionHash != plan.Hash)
        {
            throw new ArgumentException("The state is of another definition.", nameof(state));
        }
    }
}
