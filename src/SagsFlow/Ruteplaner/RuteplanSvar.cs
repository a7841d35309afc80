using SagsFlow.Forelaeggelser;

namespace SagsFlow.Ruteplaner;

/// <summary>A plan as the API shows it. Days are days of work or meetings; times are local.</summary>
public sealed record RuteplanSvar
{
    public required string Workflow { get; init; }

    public Guid? SagId { get; init; }

    /// <summary>The day the plan begins.</summary>
    public required DateOnly Start { get; init; }

    public MaalSvar? Maal { get; init; }

    /// <summary>Whether the target is reached; without one, whether every forum has a meeting. Null: the caller may not see the whole case.</summary>
    public bool? KanNaas { get; init; }

    /// <summary>The last day the case can begin and reach the target; it may have passed.</summary>
    public DateOnly? SenesteStart { get; init; }

    /// <summary>The first day the target's forum, or the last one of the route, can decide.</summary>
    public DateOnly? TidligsteBeslutning { get; init; }

    public IReadOnlyList<RutetrinSvar> Trin { get; init; } = [];

    /// <summary>The steps and forums that were left out.</summary>
    public IReadOnlyList<UdeladtSvar> Udeladt { get; init; } = [];

    /// <summary>For a running case, its own dates and the meeting its author hoped for.</summary>
    public IReadOnlyList<EgetMaalSvar>? EgneMaal { get; init; }

    /// <summary>Rules of law that are broken, in words.</summary>
    public IReadOnlyList<string> Brud { get; init; } = [];

    public IReadOnlyList<string> Advarsler { get; init; } = [];

    /// <summary>What would reach a target that is not reached.</summary>
    public IReadOnlyList<Alternativ> Alternativer { get; init; } = [];

    /// <summary>What the plan takes for given.</summary>
    public IReadOnlyList<string> Antagelser { get; init; } = [];
}

public sealed record MaalSvar(string Forum, string ForumNavn, DateOnly Senest);

/// <param name="Id">The step's id or the forum's, as <c>udelad</c> takes it.</param>
public sealed record UdeladtSvar(string Id, string Navn);

/// <summary>A date of the case itself, and whether the plan keeps it.</summary>
/// <param name="Hvad">In the author's words.</param>
/// <param name="Dato">The day it would be; null when the plan has none.</param>
public sealed record EgetMaalSvar(string Hvad, string Forum, DateOnly Senest, bool KanNaas, DateOnly? Dato);

/// <summary>A step of a plan.</summary>
/// <param name="Nr">Its place, from 1.</param>
/// <param name="Rolle">For a task, whose it is.</param>
/// <param name="Behandling">For a forelæggelse, what the forum is asked to do.</param>
/// <param name="Klar">The day the case gets there; null when a step before it has no meeting.</param>
/// <param name="Faerdig">The day the step is done.</param>
/// <param name="Senest">Where a target is reached: the last that still reaches it.</param>
/// <param name="Forklaring">Why it is as it is, in words.</param>
public sealed record RutetrinSvar(
    int Nr,
    string Node,
    string Navn,
    Trinart Art,
    string? Forum,
    string? ForumNavn,
    string? Rolle,
    Behandling? Behandling,
    int? Behandlingsnr,
    DateOnly? Klar,
    DateOnly? Faerdig,
    RutemoedeSvar? Moede,
    DateTime? Afleveringsfrist,
    DateTime? Udsendelse,
    SenestSvar? Senest,
    string? Forklaring);

public enum Trinart
{
    Opgave,
    Forelaeggelse,
}

public sealed record RutemoedeSvar(Guid Id, DateTime Start);

/// <summary>The last that still reaches the target.</summary>
/// <param name="Faerdig">The day, of the meeting or of the work.</param>
public sealed record SenestSvar(DateOnly Faerdig, RutemoedeSvar? Moede, DateTime? Afleveringsfrist);
