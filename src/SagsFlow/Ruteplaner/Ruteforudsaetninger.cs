using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;
using SagsFlow.Forelaeggelser;

namespace SagsFlow.Ruteplaner;

/// <summary>What a plan is made for.</summary>
/// <param name="Processer">The definitions that can be called; the newest of each.</param>
/// <param name="Proces">The process that begins, or the case's own.</param>
/// <param name="Nu">Local time; no plan uses what lies before it.</param>
/// <param name="Moeder">The calendar of meetings.</param>
public sealed record Ruteforudsaetninger(IReadOnlyList<ProcessDefinition> Processer, ProcessDefinition Proces, DateTime Nu, Moedeplan Moeder)
{
    /// <summary>The day the case begins; not before today.</summary>
    public DateOnly Start { get; init; }

    /// <summary>What is to be reached; null: as early as possible.</summary>
    public Rutemaal? Maal { get; init; }

    /// <summary>The forums that the first decision which may name routes is assumed to send the case to, in order.</summary>
    public IReadOnlyList<string> Ruter { get; init; } = [];

    /// <summary>The forum that a person is assumed to choose where the definition asks for one.</summary>
    public string? Fagudvalg { get; init; }

    /// <summary>Ids of steps and forums that are left out.</summary>
    public IReadOnlySet<string> Udeladt { get; init; } = new HashSet<string>();

    /// <summary>Days a forum that is heard has at least from the case is there to its meeting.</summary>
    public int HoeringDage { get; init; }

    /// <summary>Days that two treatments in a forum must lie apart at least, by the caller's wish.</summary>
    public IReadOnlyDictionary<string, int> Intervaller { get; init; } = new Dictionary<string, int>();

    /// <summary>What expressions read of the case beside its process's variables.</summary>
    public IReadOnlyDictionary<string, FeelValue> Fakta { get; init; } = new Dictionary<string, FeelValue>();

    /// <summary>The meetings the case is on its way to, one after the other, where an earlier run has found them; null in the first run.</summary>
    public IReadOnlyList<Planmoede?>? Moedefoelge { get; init; }

    /// <summary>Where the case stands; null for one that has not begun.</summary>
    public Sagsstilling? Stilling { get; init; }
}

/// <summary>What is to be reached: that a forum has treated the case for the last time on a day or before.</summary>
public sealed record Rutemaal(string Forum, DateOnly Senest);

/// <summary>Where a running case stands.</summary>
/// <param name="Processer">Its instances that have not ended, its own first.</param>
/// <param name="Aabne">The open tasks and forelæggelser, by place of the instance and number of the wait.</param>
/// <param name="Behandlet">Per forum the last day it was treated there, postponements left out.</param>
/// <param name="SidstKlar">When the step before the one it waits at was done; local time.</param>
/// <param name="PolitikKlar">When it was handed over to politics, if it is between two political forums; local time.</param>
public sealed record Sagsstilling(
    IReadOnlyList<RunningProcess> Processer,
    IReadOnlyDictionary<(int Instans, long Vent), AabentTrin> Aabne,
    IReadOnlyDictionary<string, DateOnly> Behandlet,
    DateTime SidstKlar,
    DateTime? PolitikKlar);

/// <summary>A step of a running case that is open.</summary>
/// <param name="Forum">For a forelæggelse its forum; null for a person's task.</param>
/// <param name="Begyndt">When it was opened; local time.</param>
/// <param name="Moede">The meeting whose agenda it is on; null when it is on none.</param>
/// <param name="Udsat">Postponed: its material has been handed in.</param>
/// <param name="Behandling">For a forelæggelse, what the forum is asked to do.</param>
public sealed record AabentTrin(string? Forum, DateTime Begyndt, Planmoede? Moede = null, bool Udsat = false, Behandling? Behandling = null)
{
    public ForelaeggelseId? ForelaeggelseId { get; init; }
}
