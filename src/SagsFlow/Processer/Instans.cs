using SagsFlow.Data;

namespace SagsFlow.Processer;

/// <summary>A process instance, for reading only; steps write it through <see cref="StepStore"/>.</summary>
public sealed class Instans
{
    public InstanceId Id { get; init; }

    public required string ProcessId { get; init; }

    public required string DefinitionHash { get; init; }

    public SagId SagId { get; init; }

    public InstanceId? ParentId { get; init; }

    /// <summary>The number its caller waits for it with.</summary>
    public long? ParentWait { get; init; }

    public int Revision { get; init; }

    public required byte[] State { get; init; }

    public bool Ended { get; init; }

    public DateTimeOffset Oprettet { get; init; }
}

/// <summary>An instance that has stopped and needs a person; for reading only.</summary>
public sealed class Driftsstop
{
    public InstanceId InstansId { get; init; }

    public long Nummer { get; init; }

    public required string Node { get; init; }

    public required string Kode { get; init; }

    public required string Tekst { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    public DateTimeOffset? Loest { get; init; }
}
