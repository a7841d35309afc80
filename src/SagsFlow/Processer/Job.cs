using System.Globalization;
using System.Text.Json;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Processer;

/// <summary>Work that a service task asks for.</summary>
/// <param name="InstanceId">The instance that waits for it.</param>
/// <param name="Node">The service task.</param>
/// <param name="Topic">What kind of work it is: <c>sags:job</c>.</param>
/// <param name="Attributes">The task's extension attributes, evaluated.</param>
/// <param name="Input">What its input mappings gave.</param>
/// <param name="IdempotencyKey">
/// The same for every attempt, so that a receiver can tell that it has been asked before. A job that a person has tried again after an
/// incident is another job, with another key.
/// </param>
/// <param name="Attempt">1 the first time.</param>
public sealed record Job(
    InstanceId InstanceId,
    string Node,
    string Topic,
    IReadOnlyDictionary<string, FeelValue> Attributes,
    IReadOnlyDictionary<string, FeelValue> Input,
    string IdempotencyKey,
    int Attempt)
{
    /// <summary>The most attempts a definition may ask for.</summary>
    public const int MostAttemptsAllowed = 20;

    private const int UsualAttempts = 5;
    private const string AttributesName = "attributter";
    private const string InputName = "input";

    /// <summary>How many attempts are made before a person must decide: <c>sags:forsoeg</c>, else 5.</summary>
    public int MostAttempts => (Attributes.TryGetValue(Attribut.Forsoeg, out var v) ? ReadAttempts((v as FeelString)?.Value) : null) ?? UsualAttempts;

    /// <summary>What <c>sags:forsoeg</c> says; null when it is no whole number from 1 to <see cref="MostAttemptsAllowed"/>.</summary>
    public static int? ReadAttempts(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= MostAttemptsAllowed ? n : null;

    /// <summary>The job as the outbox keeps it.</summary>
    public static StoredJob Stored(InstanceId instance, EnqueueJob job)
    {
        var content = new Dictionary<string, FeelValue>(StringComparer.Ordinal)
        {
            [AttributesName] = new FeelContext(job.Attributes),
            [InputName] = new FeelContext(job.Input),
        };
        return new StoredJob(instance, job.Wait, job.Node.Id, Attribut.Tekst(job.Attributes, Attribut.Job) ?? job.Node.Id, FeelJson.Text(new FeelContext(content)));
    }

    /// <summary>The job of a row of the outbox.</summary>
    public static Job Of(StoredJob stored)
    {
        using var content = JsonDocument.Parse(stored.Content);
        var parts = ((FeelContext)FeelJson.Read(content.RootElement)).Entries;
        return new Job(
            stored.InstanceId,
            stored.Node,
            stored.Topic,
            ((FeelContext)parts[AttributesName]).Entries,
            ((FeelContext)parts[InputName]).Entries,
            string.Create(CultureInfo.InvariantCulture, $"{stored.InstanceId}-{stored.Wait}"),
            stored.Attempts);
    }
}

/// <summary>How a job ended.</summary>
public abstract record JobAnswer
{
    /// <summary>It is done, and there is nothing to tell.</summary>
    public static JobAnswer Done { get; } = new Result(new FeelContext(new Dictionary<string, FeelValue>(StringComparer.Ordinal)));

    /// <summary>What the process is told.</summary>
    /// <param name="wait">The wait's number in the instance.</param>
    public abstract Command ToCommand(long wait);

    /// <summary>It is done.</summary>
    /// <param name="Variable">Becomes the variable named as the service task; it must not hold a case's text.</param>
    public sealed record Result(FeelContext Variable) : JobAnswer
    {
        public override Command ToCommand(long wait) => new JobDone(wait, Variable);
    }

    /// <summary>It ended in an error that the process knows of and may catch: on the task's boundary, or around it.</summary>
    /// <param name="Code">The error's code.</param>
    public sealed record Error(string Code) : JobAnswer
    {
        public override Command ToCommand(long wait) => new JobError(wait, Code);
    }
}

/// <summary>A job could not be done now. Its message is shown to people, who may not all see the case's text; other exceptions are only logged.</summary>
/// <param name="message">What went wrong, in Danish, without anything of the case.</param>
/// <param name="inner">What was behind it.</param>
public sealed class JobException(string message, Exception? inner = null) : Exception(message, inner);
