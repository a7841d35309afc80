namespace SagsFlow.Data;

/// <summary>The names of the history chains: one per case and per meeting, one for administration.</summary>
public static class Kaeder
{
    public const string System = "system";

    public static string Sag(SagId id) => $"sag:{id}";

    public static string Moede(MoedeId id) => $"moede:{id}";
}

/// <summary>An entity whose changes are written to a history chain.</summary>
public interface IPaaKaede
{
    string Kaede { get; }
}

/// <summary>An entity with a version for If-Match; every saved change raises it by one.</summary>
public interface IVersioneret
{
    int Version { get; set; }
}
