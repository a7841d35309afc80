namespace SagsFlow.Processer;

/// <summary>
/// Carries out one kind of work that reaches outside our own database. It runs with no transaction open, and at least once: after a crash or
/// a failure it is asked again, with the same <see cref="Job.IdempotencyKey"/>. What it throws is tried again later.
/// </summary>
public interface IJobHandler
{
    /// <summary>Does the work.</summary>
    /// <param name="ct">Fires when the time is up or the program stops; an answer after that counts for nothing.</param>
    Task<JobAnswer> RunAsync(Job job, CancellationToken ct);
}

/// <summary>
/// Carries out one kind of work that is only rows of our own database. It runs inside the transaction that completes the job, and so exactly
/// once. It must wait for nothing outside: nobody else can write meanwhile.
/// </summary>
public interface IRowJob
{
    /// <summary>Writes the rows, through the scope's <see cref="Data.Arbejde"/>.</summary>
    Task<JobAnswer> WriteAsync(Job job, CancellationToken ct);
}

/// <summary>A kind of work there is a handler for.</summary>
/// <param name="Name">As <c>sags:job</c> names it.</param>
/// <param name="IsRows">Whether it is an <see cref="IRowJob"/>.</param>
public sealed record JobTopic(string Name, bool IsRows);

/// <summary>The kinds of work there are handlers for.</summary>
public sealed class JobTopics(IEnumerable<JobTopic> topics)
{
    /// <summary>Those the program comes with.</summary>
    public static JobTopics Shipped { get; } =
        new(new ServiceCollection().AddShippedJobs().Where(d => d.ServiceType == typeof(JobTopic)).Select(d => (JobTopic)d.ImplementationInstance!));

    public IReadOnlyList<string> Names { get; } = [.. topics.Select(t => t.Name)];

    /// <summary>Those that are only rows.</summary>
    public IReadOnlyList<string> Rows { get; } = [.. topics.Where(t => t.IsRows).Select(t => t.Name)];
}

/// <summary>Which class does which work. A handler is made anew in a scope of its own each time.</summary>
public static class Jobs
{
    /// <summary>The work the program comes with.</summary>
    public static IServiceCollection AddShippedJobs(this IServiceCollection services) => services.AddRowJob<Paamindelse>("paamindelse");

    /// <summary>Adds work outside our own database.</summary>
    public static IServiceCollection AddJob<T>(this IServiceCollection services, string topic)
        where T : class, IJobHandler => services.AddKeyedScoped<IJobHandler, T>(topic).AddSingleton(new JobTopic(topic, false));

    /// <summary>Adds work that is only rows of our own.</summary>
    public static IServiceCollection AddRowJob<T>(this IServiceCollection services, string topic)
        where T : class, IRowJob => services.AddKeyedScoped<IRowJob, T>(topic).AddSingleton(new JobTopic(topic, true));
}

/// <summary>How jobs are carried out; the settings' section <c>Job</c>.</summary>
/// <param name="SideBySide">How many may reach outside at the same time in this process; 1 or more.</param>
/// <param name="TimeLimit">How long one attempt may take.</param>
public sealed record JobSettings(int SideBySide, TimeSpan TimeLimit)
{
    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">One is not a whole number from 1.</exception>
    public static JobSettings Read(IConfiguration settings) => new(Positive(settings, "Job:Samtidige", 4), TimeSpan.FromSeconds(Positive(settings, "Job:TidsgraenseSekunder", 60)));

    private static int Positive(IConfiguration settings, string name, int usual) =>
        settings.GetValue(name, usual) is var n and >= 1 ? n : throw new InvalidOperationException($"{name} must be a whole number from 1.");
}
