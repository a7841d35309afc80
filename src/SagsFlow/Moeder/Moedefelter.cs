using SagsFlow.Infrastructure;
using SagsFlow.Sager;

namespace SagsFlow.Moeder;

/// <summary>Checks of fields that more than one action on meetings takes.</summary>
public static class Moedefelter
{
    private const int FlestNavne = 200;

    /// <summary>Names of people, each on one line.</summary>
    public static void TjekNavne(this Feltfejl fejl, string felt, IReadOnlyList<string?>? navne)
    {
        if (navne is { Count: > FlestNavne })
        {
            fejl.Tilfoej(felt, $"»{felt}« kan have højst {FlestNavne} navne.");
            return;
        }

        for (var i = 0; i < (navne?.Count ?? 0); i++)
        {
            fejl.Tjek($"{felt}[{i}]", navne![i], Tekstregler.LaengsteKort, kraeves: true, enLinje: true);
        }
    }

    /// <summary>A reason that must be given when its object is.</summary>
    public static void TjekGrund(this Feltfejl fejl, string felt, string? grund) => fejl.Tjek(felt, grund, Tekstregler.LaengsteTekst, kraeves: true);

    public static void TjekPlacering(this Feltfejl fejl, int? placering)
    {
        if (placering is < 1 or > 10_000)
        {
            fejl.Tilfoej("placering", "Placeringen er et tal fra 1.");
        }
    }

    public static void TjekTider(this Feltfejl fejl, TimeOnly? start, TimeOnly? slut)
    {
        if (start is { } fra && slut is { } til && til <= fra)
        {
            fejl.Tilfoej("slut", "Punktet skal slutte, efter at det er begyndt.");
        }
    }

    public static void TjekUnderpunkter(this Feltfejl fejl, IReadOnlyList<UnderpunktBody>? underpunkter)
    {
        if (underpunkter is { Count: > FlestNavne })
        {
            fejl.Tilfoej("underpunkter", $"Et punkt kan have højst {FlestNavne} underpunkter.");
            return;
        }

        for (var i = 0; i < (underpunkter?.Count ?? 0); i++)
        {
            if (!fejl.Mangler($"underpunkter[{i}]", underpunkter![i]))
            {
                underpunkter[i].Valider(fejl, $"underpunkter[{i}]");
            }
        }
    }

    public static List<string> Trimmet(IReadOnlyList<string?>? navne) => [.. (navne ?? []).Select(n => n!.Trim())];

    public static string? Tom(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.Trim().Replace("\r\n", "\n", StringComparison.Ordinal);
}

/// <summary>A reason, where an action needs one.</summary>
public sealed record GrundBody(string? Begrundelse);
