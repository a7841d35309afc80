using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>The text of a case as clients send it.</summary>
public record IndholdBody
{
    public string? Titel { get; init; }

    public string? Baggrund { get; init; }

    public IndstillingBody? Indstilling { get; init; }

    public string? Sagsfremstilling { get; init; }

    public string? Oekonomi { get; init; }

    /// <summary>Says what is wrong with the text.</summary>
    public void ValiderIndhold(Feltfejl fejl)
    {
        fejl.Tjek("titel", Titel, Tekstregler.LaengsteTitel, kraeves: true, enLinje: true);
        fejl.Tjek("baggrund", Baggrund, Tekstregler.LaengsteTekst);
        fejl.Tjek("sagsfremstilling", Sagsfremstilling, Tekstregler.LaengsteTekst);
        fejl.Tjek("oekonomi", Oekonomi, Tekstregler.LaengsteTekst);
        Indstilling?.Valider(fejl, "indstilling");
    }

    /// <summary>The text as it is kept; points that were there before keep their identity.</summary>
    public Sagsindhold SomIndhold(Sagsindhold? foer, DateTimeOffset nu) => new()
    {
        Titel = Titel!.Trim(),
        Baggrund = Tom(Baggrund),
        Indstilling = Indstilling?.SomIndstilling(foer?.Indstilling, nu),
        Sagsfremstilling = Tom(Sagsfremstilling),
        Oekonomi = Tom(Oekonomi),
    };

    internal static string? Tom(string? tekst) => string.IsNullOrWhiteSpace(tekst) ? null : tekst.Trim('\r', '\n').Replace("\r\n", "\n", StringComparison.Ordinal);
}

/// <summary>An indstilling as clients send it.</summary>
public sealed record IndstillingBody
{
    public string? Indstiller { get; init; }

    public string? Indledning { get; init; }

    public IReadOnlyList<PunktBody>? Punkter { get; init; }

    public void Valider(Feltfejl fejl, string felt)
    {
        fejl.Tjek(felt + ".indstiller", Indstiller, Tekstregler.LaengsteKort, enLinje: true);
        fejl.Tjek(felt + ".indledning", Indledning, Tekstregler.LaengsteTekst);
        if (Punkter is { Count: > 200 })
        {
            fejl.Tilfoej(felt + ".punkter", "En indstilling kan have højst 200 punkter.");
            return;
        }

        for (var i = 0; i < (Punkter?.Count ?? 0); i++)
        {
            if (!fejl.Mangler($"{felt}.punkter[{i}]", Punkter![i]))
            {
                Punkter[i].Valider(fejl, $"{felt}.punkter[{i}]", maaHaveUnderpunkter: true);
            }
        }
    }

    public Indstilling SomIndstilling(Indstilling? foer, DateTimeOffset nu) => new()
    {
        Indstiller = IndholdBody.Tom(Indstiller),
        Indledning = IndholdBody.Tom(Indledning),
        Punkter = PunktBody.SomPunkter(Punkter, foer?.Punkter ?? [], nu),
    };
}

/// <summary>A point or sub-point as clients send it; <c>id</c> names the one it was before.</summary>
public sealed record PunktBody
{
    public Guid? Id { get; init; }

    public string? Tekst { get; init; }

    public IReadOnlyList<PunktBody>? Underpunkter { get; init; }

    /// <summary>How the sub-points are marked where they are read; left out: letters.</summary>
    public Underpunkttegn? UnderpunktTegn { get; init; }

    public void Valider(Feltfejl fejl, string felt, bool maaHaveUnderpunkter)
    {
        fejl.Tjek(felt + ".tekst", Tekst, Tekstregler.LaengsteTekst, kraeves: true);
        if (Underpunkter is not { Count: > 0 })
        {
            return;
        }

        if (!maaHaveUnderpunkter || Underpunkter.Count > 100)
        {
            fejl.Tilfoej(felt + ".underpunkter", maaHaveUnderpunkter ? "Et punkt kan have højst 100 underpunkter." : "Et underpunkt kan ikke selv have underpunkter.");
            return;
        }

        for (var i = 0; i < Underpunkter.Count; i++)
        {
            if (!fejl.Mangler($"{felt}.underpunkter[{i}]", Underpunkter[i]))
            {
                Underpunkter[i].Valider(fejl, $"{felt}.underpunkter[{i}]", maaHaveUnderpunkter: false);
            }
        }
    }

    /// <summary>A point is the one with its id, also when it has become a sub-point or been one; without an id, the one that read the same; else a new one.</summary>
    internal static IReadOnlyList<Indstillingspunkt> SomPunkter(IReadOnlyList<PunktBody>? punkter, IReadOnlyList<Indstillingspunkt> foer, DateTimeOffset nu)
    {
        var alle = (punkter ?? []).SelectMany(p => (p.Underpunkter ?? []).Prepend(p));
        var naevnt = alle.Select(p => p.Id).OfType<Guid>().ToHashSet();
        return SomPunkter(punkter, foer.SelectMany(p => p.Underpunkter.Prepend(p)).ToList(), naevnt, nu);
    }

    private static IReadOnlyList<Indstillingspunkt> SomPunkter(IReadOnlyList<PunktBody>? punkter, List<Indstillingspunkt> ledige, HashSet<Guid> naevnt, DateTimeOffset nu) =>
    [
        .. (punkter ?? []).Select(p =>
        {
            var tekst = p.Tekst!.Trim();
            var gammelt = ledige.Find(g => g.Id == p.Id) ?? (p.Id is null ? ledige.Find(g => g.Tekst == tekst && !naevnt.Contains(g.Id)) : null);
            if (gammelt is not null)
            {
                ledige.Remove(gammelt);
            }

            return new Indstillingspunkt
            {
                Id = gammelt?.Id ?? NytId.Guid(nu),
                Tekst = tekst,
                Underpunkter = SomPunkter(p.Underpunkter, ledige, naevnt, nu),
                UnderpunktTegn = p.UnderpunktTegn,
            };
        }),
    ];
}

/// <summary>A new case as clients send it.</summary>
public sealed record SagBody : IndholdBody
{
    public string? Journalnummer { get; init; }

    public string? Center { get; init; }

    public string? Sagstype { get; init; }

    public string? Maerke { get; init; }

    public string? Workflow { get; init; }

    public IReadOnlyList<BilagBody>? Bilag { get; init; }

    public LukningBody? Lukket { get; init; }

    public IReadOnlyList<EgenDatoBody>? EgneDatoer { get; init; }

    public OensketMoedeBody? OensketMoede { get; init; }
}

/// <summary>An attachment that is named; its file comes by multipart.</summary>
public sealed record BilagBody(string? Navn, bool Intern = false);

/// <summary>Why something is closed.</summary>
public sealed record LukningBody(string? Grund, string? OffentligTitel)
{
    public void Valider(Feltfejl fejl, string felt)
    {
        fejl.Tjek(felt + ".grund", Grund, Tekstregler.LaengsteKort, kraeves: true);
        fejl.Tjek(felt + ".offentligTitel", OffentligTitel, Tekstregler.LaengsteTitel, enLinje: true);
    }

    public Lukning SomLukning() => new(Grund!.Trim(), IndholdBody.Tom(OffentligTitel));
}

/// <summary>A date of the case's own.</summary>
public sealed record EgenDatoBody(DateOnly? Senest, string? Hvad);

/// <summary>The meeting the author hopes for.</summary>
public sealed record OensketMoedeBody(string? Forum, DateOnly? Dato);

/// <summary>Checks that more than one action makes.</summary>
public static partial class Sagsregler
{
    [System.Text.RegularExpressions.GeneratedRegex(@"^\d{2,4}/\d{1,8}$", System.Text.RegularExpressions.RegexOptions.NonBacktracking)]
    private static partial System.Text.RegularExpressions.Regex JournalnummerForm();

    /// <summary>Year/serial, as the case system writes it.</summary>
    public static void TjekJournalnummer(this Feltfejl fejl, string? journalnummer)
    {
        if (journalnummer is not null && !JournalnummerForm().IsMatch(journalnummer.Trim()))
        {
            fejl.Tilfoej("journalnummer", "Journalnummeret skrives som år/løbenummer, f.eks. 25/805. Lad det være tomt, hvis det ikke er givet endnu.");
        }
    }

    public static void TjekEgneDatoer(this Feltfejl fejl, IReadOnlyList<EgenDatoBody>? datoer)
    {
        for (var i = 0; i < (datoer?.Count ?? 0); i++)
        {
            if (fejl.Mangler($"egneDatoer[{i}]", datoer![i]))
            {
                continue;
            }

            fejl.Tjek($"egneDatoer[{i}].hvad", datoer[i].Hvad, Tekstregler.LaengsteKort, kraeves: true);
            if (datoer[i].Senest is null)
            {
                fejl.Tilfoej($"egneDatoer[{i}].senest", "Angiv datoen, f.eks. 2025-03-12.");
            }
        }
    }

    public static void TjekOensketMoede(this Feltfejl fejl, OensketMoedeBody? moede)
    {
        if (moede is not null && (moede.Forum is null || moede.Dato is null))
        {
            fejl.Tilfoej("oensketMoede", "Et ønsket møde skal have både forum og dato.");
        }
    }
}
