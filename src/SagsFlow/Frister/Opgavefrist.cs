using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Kalender;

namespace SagsFlow.Frister;

/// <summary>
/// What people are held to of a task's deadline. A process that gives it so many days counts from the minute the task came, to remind in time;
/// to people the deadline is a whole day, and an arbejdsdag. Where the deadline takes the task away, or is given in hours, it holds to the minute.
/// </summary>
public static class Opgavefrist
{
    /// <summary>The day; null where the minute counts.</summary>
    /// <param name="frist">When the process' deadline is.</param>
    /// <param name="node">The task's step; null for a task outside the process.</param>
    public static DateOnly? Dag(DateTimeOffset? frist, Node? node, Arbejdskalender kalender)
    {
        if (frist is not { } oejeblik || node is null || !node.BoundaryEvents.Where(b => b.Timer is not null).All(ErIDage))
        {
            return null;
        }

        var dag = LokalTid.Dato(oejeblik);
        return kalender.ErArbejdsdag(dag) ? dag : kalender.Efter(dag, 1, Taellemaade.Arbejdsdag).Resultat;
    }

    /// <summary>The same as a local time: a day's deadline is the end of the day.</summary>
    public static DateTime Forfald(DateTimeOffset frist, Node? node, Arbejdskalender kalender) =>
        Dag(frist, node, kalender) is { } dag ? dag.ToDateTime(new TimeOnly(23, 59)) : LokalTid.Af(frist);

    private static bool ErIDage(Node haendelse) => haendelse is { CancelActivity: false, Timer: { Kind: TimerKind.Duration } regel } && !regel.Text.Contains('T', StringComparison.Ordinal);
}
