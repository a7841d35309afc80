using SagsFlow.Fora;
using SagsFlow.Frister;
using SagsFlow.Infrastructure;

namespace SagsFlow.Moeder;

/// <summary>A meeting as the API shows it.</summary>
public sealed record MoedeSvar(
    Guid Id,
    string Forum,
    string ForumNavn,
    DateTime Start,
    DateTime? Slut,
    string Sted,
    IReadOnlyList<string> Deltagere,
    MoedeStatus Status,
    int Udgave,
    DateTimeOffset? Udsendt,
    DateTimeOffset? Afsluttet,
    AflysningSvar? Aflyst,
    int Version) : IVersionssvar
{
    /// <summary>What is due for the meeting by its forum's rules, with the arithmetic; only in the answer to one meeting.</summary>
    public IReadOnlyList<FristSvar>? Frister { get; init; }

    /// <summary>What a change moved, in words; only in the answer to a change.</summary>
    public IReadOnlyList<string>? Flyttet { get; init; }

    /// <summary>What a change breaks, in words; only in the answer to a change.</summary>
    public IReadOnlyList<string>? Brud { get; init; }

    /// <summary>Points that were to be decided one by one and were not; they never block. Only in the answer to closing.</summary>
    public IReadOnlyList<UbesvaretSvar>? UbesvaredePunkter { get; init; }

    /// <summary>What taking the decisions into effect broke or left to somebody, in the answer to closing; that it lies in the past, in the answer to making it.</summary>
    public IReadOnlyList<string>? Advarsler { get; init; }

    public static MoedeSvar Af(Moede m, Forakatalog fora) => new(
        m.Id.Value, m.ForumId, fora.Navn(m.ForumId), m.Start, m.Slut, m.Sted, m.Deltagere, m.Status, m.Udgave, m.Udsendt, m.Afsluttet,
        m.Aflyst is { } tid ? new AflysningSvar(tid, m.AflystBegrundelse) : null, m.Version);
}

/// <summary>When a meeting was cancelled, and why.</summary>
public sealed record AflysningSvar(DateTimeOffset Tid, string? Begrundelse);
