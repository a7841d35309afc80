using SagsFlow.Data;
using SagsFlow.Fora;

namespace SagsFlow.Frister;

/// <summary>A meeting's deadline set otherwise than its forum's rule, with the reason; the newest of a kind holds.</summary>
public sealed class Fristaendring : IPaaKaede
{
    public Guid Id { get; init; }

    public MoedeId MoedeId { get; init; }

    public Moedefristart Art { get; init; }

    /// <summary>Local time.</summary>
    public DateTime Forfald { get; init; }

    public required string Begrundelse { get; init; }

    public required string Af { get; init; }

    public DateTimeOffset Tid { get; init; }

    public string Kaede => Kaeder.Moede(MoedeId);
}
