using SagsFlow.Infrastructure;

namespace SagsFlow.Ruteplaner;

/// <summary>What a plan is asked for.</summary>
/// <param name="Workflow">The process; left out for a running case.</param>
/// <param name="SagId">A running case, planned from where it stands.</param>
/// <param name="Start">The day it begins; today when left out or passed.</param>
/// <param name="Maal">What is to be reached; left out: as early as possible.</param>
/// <param name="Udelad">Ids of steps or forums to leave out.</param>
/// <param name="Ruter">The forums the first decision that may name routes is assumed to send the case to, in order.</param>
/// <param name="Hoering">Days that a forum which is heard has at least.</param>
/// <param name="Intervaller">Days that two treatments in a forum lie apart at least; the law's own are never loosened.</param>
public sealed record RuteplanBody(
    string? Workflow, Guid? SagId, DateOnly? Start, MaalBody? Maal, IReadOnlyList<string?>? Udelad, IReadOnlyList<string?>? Ruter, int? Hoering, IReadOnlyList<IntervalBody?>? Intervaller)
{
    /// <summary>More than any route has.</summary>
    private const int FlestNavne = 50;

    private const int FlestDage = 365;

    public void Valider(Feltfejl fejl)
    {
        fejl.Tjek("workflow", Workflow, 100, kraeves: SagId is null, enLinje: true);
        if (Workflow is not null && SagId is not null)
        {
            fejl.Tilfoej("workflow", "Angiv enten workflow eller sagId: en sag har allerede sin proces.");
        }

        if (Maal is not null)
        {
            fejl.Tjek("maal.forum", Maal.Forum, 50, kraeves: true, enLinje: true);
            if (Maal.Senest is null)
            {
                fejl.Tilfoej("maal.senest", "Angiv, hvornår forummet senest skal have behandlet sagen, f.eks. 2025-12-16.");
            }
        }

        TjekNavne(fejl, "udelad", Udelad);
        TjekNavne(fejl, "ruter", Ruter);
        TjekDage(fejl, "hoering", Hoering);
        if (Intervaller is { Count: > FlestNavne })
        {
            fejl.Tilfoej("intervaller", $"»intervaller« kan have højst {FlestNavne} rækker.");
            return;
        }

        for (var i = 0; i < (Intervaller?.Count ?? 0); i++)
        {
            if (!fejl.Mangler($"intervaller[{i}]", Intervaller![i]))
            {
                fejl.Tjek($"intervaller[{i}].forum", Intervaller[i]!.Forum, 50, kraeves: true, enLinje: true);
                TjekDage(fejl, $"intervaller[{i}].dage", Intervaller[i]!.Dage ?? -1);
            }
        }
    }

    private static void TjekNavne(Feltfejl fejl, string felt, IReadOnlyList<string?>? navne)
    {
        if (navne is { Count: > FlestNavne })
        {
            fejl.Tilfoej(felt, $"»{felt}« kan have højst {FlestNavne} navne.");
            return;
        }

        for (var i = 0; i < (navne?.Count ?? 0); i++)
        {
            fejl.Tjek($"{felt}[{i}]", navne![i], 100, kraeves: true, enLinje: true);
        }
    }

    private static void TjekDage(Feltfejl fejl, string felt, int? dage)
    {
        if (dage is < 0 or > FlestDage)
        {
            fejl.Tilfoej(felt, $"»{felt}« er et antal dage fra 0 til {FlestDage}.");
        }
    }
}

/// <summary>That a forum has treated the case on a day or before.</summary>
public sealed record MaalBody(string? Forum, DateOnly? Senest);

/// <summary>Days between two treatments in a forum.</summary>
public sealed record IntervalBody(string? Forum, int? Dage);
