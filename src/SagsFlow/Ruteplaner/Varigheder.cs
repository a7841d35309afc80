using SagsFlow.Engine.Bpmn;
using SagsFlow.Kalender;
using SagsFlow.Processer;

namespace SagsFlow.Ruteplaner;

/// <summary>
/// How long people's tasks are assumed to take. Nobody has said: they are working assumptions, told in every plan, and a definition can say
/// otherwise of a task (<c>sags:varighed</c>).
/// </summary>
public static class Varigheder
{
    /// <summary>Arbejdsdage to write a case.</summary>
    public const int SkrivDage = 5;

    /// <summary>Arbejdsdage for any other task.</summary>
    public const int AndenOpgaveDage = 2;

    /// <summary>A day is whole for who begins by now.</summary>
    private static readonly TimeOnly Middag = new(12, 0);

    /// <summary>The arbejdsdage of a task.</summary>
    public static int Dage(Node node) => Attribut.VarighedDage(node) ?? (Attribut.ErSkriveopgave(node) ? SkrivDage : AndenOpgaveDage);

    /// <summary>When work is done that begins at a time: whole arbejdsdage, of which the first is the day it begins, if it begins before noon.</summary>
    /// <returns>The midnight that ends the last day; the time itself for no days.</returns>
    public static DateTime Faerdig(DateTime begynd, int dage, Arbejdskalender kalender)
    {
        if (dage == 0)
        {
            return begynd;
        }

        var foerste = DateOnly.FromDateTime(begynd).AddDays(TimeOnly.FromDateTime(begynd) <= Middag ? 0 : 1);
        return kalender.Efter(foerste.AddDays(-1), dage, Taellemaade.Arbejdsdag).Resultat.AddDays(1).ToDateTime(TimeOnly.MinValue);
    }

    /// <summary>The day that work belongs to which is done at a time: midnight ends the day before.</summary>
    public static DateOnly SidsteDag(DateTime faerdig) => DateOnly.FromDateTime(faerdig.TimeOfDay == TimeSpan.Zero ? faerdig.AddDays(-1) : faerdig);
}
