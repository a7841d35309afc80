using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Sager;

namespace SagsFlow.Opgaver;

/// <summary>
/// Work that waits for a person. Written by the step that opened it; finished ones stay, so that a late click can be told who did what, and when.
/// </summary>
public sealed class Opgave : IVersioneret
{
    public OpgaveId Id { get; init; }

    public SagId SagId { get; init; }

    /// <summary>Null for a task outside the process, such as a correction handed to the secretary.</summary>
    public InstanceId? InstansId { get; init; }

    public long? Vent { get; init; }

    public string? Node { get; init; }

    public required string Navn { get; init; }

    /// <summary>The role whose people may take it.</summary>
    public required string Rolle { get; init; }

    /// <summary>The role as the program knows it; null for one it does not know. A role is stored as it is written in a definition: <c>forum-sekretaer</c>.</summary>
    public Rolle? KendtRolle() => KendtRolle(Rolle);

    public static Rolle? KendtRolle(string skrevet) => Enum.TryParse<Rolle>(skrevet.Replace("-", "", StringComparison.Ordinal), true, out var rolle) ? rolle : null;

    /// <summary>The center or forum the role is held in; null for a role that has none.</summary>
    public string? Enhed { get; init; }

    /// <summary>Username of the one person it is for; null: anyone of the role.</summary>
    public string? TildeltTil { get; set; }

    /// <summary>What the person is to know, when the task is not explained by its name.</summary>
    public string? Forklaring { get; init; }

    /// <summary>The forelæggelse it concerns, so that a closed one hides it; null when it concerns the whole case.</summary>
    public ForelaeggelseId? ForelaeggelseId { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    public DateTimeOffset? Frist { get; init; }

    public DateTimeOffset? Afsluttet { get; set; }

    public string? AfsluttetAf { get; set; }

    public string? Udfald { get; set; }

    public string? Bemaerkning { get; set; }

    /// <summary>It was taken away by the process, not finished by a person.</summary>
    public bool Annulleret { get; set; }

    public int Version { get; set; } = 1;
}
