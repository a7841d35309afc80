using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>A meeting of a forum. Local times are Europe/Copenhagen.</summary>
public sealed class Moede : IVersioneret, IPaaKaede
{
    public MoedeId Id { get; init; }

    public required string ForumId { get; init; }

    /// <summary>Local time.</summary>
    public DateTime Start { get; set; }

    public DateTime? Slut { get; set; }

    public string Sted { get; set; } = "";

    public List<string> Deltagere { get; set; } = [];

    /// <summary>The newest edition of its agenda, 0 before the first is sent.</summary>
    public int Udgave { get; set; }

    public DateTimeOffset? Udsendt { get; set; }

    public DateTimeOffset? Afsluttet { get; set; }

    public DateTimeOffset? Aflyst { get; set; }

    public string? AflystBegrundelse { get; set; }

    public int Version { get; set; } = 1;

    public DateOnly Dato => DateOnly.FromDateTime(Start);

    public MoedeStatus Status =>
        Aflyst is not null ? MoedeStatus.Aflyst
        : Afsluttet is not null ? MoedeStatus.Afsluttet
        : Udsendt is not null ? MoedeStatus.Udsendt
        : MoedeStatus.Planlagt;

    public string Kaede => Kaeder.Moede(Id);

    /// <summary>A cancelled or closed meeting changes no more.</summary>
    public Fejl? TjekAabent() => Aflyst is not null ? MoedeFejl.ErAflyst : Afsluttet is not null ? MoedeFejl.ErAfsluttet : null;
}

public enum MoedeStatus
{
    Planlagt,
    Udsendt,
    Afsluttet,
    Aflyst,
}

/// <summary>The agenda as it was sent: frozen and numbered.</summary>
public sealed class Dagsordensudgave : IPaaKaede
{
    public MoedeId MoedeId { get; init; }

    public int Nr { get; init; }

    public DateTimeOffset Tid { get; init; }

    public required string Af { get; init; }

    public required List<UdsendtPunkt> Punkter { get; init; }

    public string Kaede => Kaeder.Moede(MoedeId);
}

/// <summary>A line of a sent agenda. Who may see its content is judged by the living item, so that closing one closes its old copies too.</summary>
public sealed record UdsendtPunkt(
    Guid Id,
    int Nr,
    string? Journalnummer,
    bool Lukket,
    Sagsindhold Indhold,
    TimeOnly? Start,
    TimeOnly? Slut,
    IReadOnlyList<string> Gaester,
    IReadOnlyList<Underpunkt> Underpunkter,
    string? TillaegBegrundelse,
    string? Udgaaet);
