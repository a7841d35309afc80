using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Beslutninger;

/// <summary>What may be decided, where and when (domain: §§ 2.4 and 4).</summary>
public static class Beslutningsregler
{
    /// <summary>Whether a decision can be recorded on the item now.</summary>
    public static Fejl? MaaRegistreres(Moede moede, Dagsordenspunkt punkt, Beslutning? findes) =>
        findes is not null ? BeslutningFejl.AlleredeRegistreret(findes)
        : moede.Status == MoedeStatus.Aflyst || punkt.Tilstand == PunktTilstand.MoedeAflyst ? BeslutningFejl.MoedeAflyst
        : moede.Status == MoedeStatus.Afsluttet ? BeslutningFejl.MoedeAfsluttet
        : moede.Status == MoedeStatus.Planlagt ? BeslutningFejl.IkkeUdsendt
        : punkt.Tilstand == PunktTilstand.Udgaaet ? BeslutningFejl.PunktUdgaaet
        : punkt.Nr is null ? BeslutningFejl.PunktIkkeUdsendt
        : null;

    /// <summary>Finds the points in the indstilling as it was sent out, and gives each its identity across forums.</summary>
    public static Svar<IReadOnlyList<Punktbeslutning>> Punkter(IReadOnlyList<Punktbeslutning> punkter, Indstilling? indstilling)
    {
        var kendte = indstilling?.AlleMedNummer().ToDictionary(p => p.Nr, p => p.Punkt.Id, StringComparer.Ordinal) ?? [];
        if (punkter.FirstOrDefault(p => !kendte.ContainsKey(p.Nr)) is { } ukendt)
        {
            return FaellesFejl.Input(
                "punkter",
                kendte.Count == 0
                    ? $"Punkt {ukendt.Nr} findes ikke: punktet på dagsordenen har ingen indstillingspunkter."
                    : $"Punkt {ukendt.Nr} findes ikke i indstillingen. Den har punkterne {string.Join(", ", kendte.Keys)}.");
        }

        return Svar<IReadOnlyList<Punktbeslutning>>.Af([.. punkter.Select(p => p with { PunktId = kendte[p.Nr] })]);
    }

    /// <summary>
    /// The points that were to be decided one by one and were not. A point covers its sub-points, and all the sub-points cover their point.
    /// </summary>
    public static IReadOnlyList<string> Ubesvarede(Udfald udfald, IEnumerable<Punktbeslutning> punkter, Indstilling? indstilling)
    {
        if (udfald != Udfald.PrPunkt || indstilling is null)
        {
            return [];
        }

        var besvarede = punkter.Select(p => p.Nr).ToHashSet(StringComparer.Ordinal);
        var mangler = new List<string>();
        for (var i = 0; i < indstilling.Punkter.Count; i++)
        {
            var nr = (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var under = indstilling.Punkter[i].Underpunkter.Select((_, j) => nr + Indstilling.Bogstav(j)).ToList();
            if (besvarede.Contains(nr))
            {
                continue;
            }

            mangler.AddRange(under.Exists(besvarede.Contains) ? under.Where(u => !besvarede.Contains(u)) : [nr]);
        }

        return mangler;
    }

    /// <summary>A fast punkt has no case that could go anywhere.</summary>
    public static Fejl? FastPunkt(Beslutningsudkast u) =>
        u.Ruter.Count > 0 || u.Udfald.KommerIgen() || u.Udfald is Udfald.Oversendt or Udfald.SendtTilbage or Udfald.Henvist ? BeslutningFejl.FastPunktRute : null;

    /// <summary>Whether the routes exist.</summary>
    public static Fejl? KendteRuter(IReadOnlyList<string> ruter, Forakatalog katalog)
    {
        var ukendte = ruter.Where(r => r != Forelaeggelse.Politik && katalog.Forum(r) is null).ToList();
        return ukendte.Count == 0
            ? null
            : FaellesFejl.Input("ruter", $"Ruten {string.Join(", ", ukendte)} findes ikke. Brug et forums id ({string.Join(", ", katalog.Fora.Select(f => f.Id))}) eller {Forelaeggelse.Politik}.");
    }

    /// <summary>Whether the process allows the routes from where the case waits.</summary>
    /// <param name="tilladte">Null when it does not wait for a decision at all.</param>
    public static Fejl? TilladteRuter(IReadOnlyList<string> ruter, IReadOnlyList<string>? tilladte)
    {
        if (ruter.Count == 0)
        {
            return null;
        }

        if (tilladte is null)
        {
            return BeslutningFejl.VenterIkke;
        }

        var afviste = ruter.Where(r => !tilladte.Contains(r, StringComparer.Ordinal)).ToList();
        return afviste.Count == 0 ? null : BeslutningFejl.RuteIkkeTilladt(afviste, tilladte);
    }

    /// <summary>Whether an item can be postponed from one meeting to another.</summary>
    public static Fejl? KanUdskydesTil(Moede fra, Moede til) =>
        til.ForumId != fra.ForumId ? BeslutningFejl.UdskudtTilMoede(til, "det er et andet forums møde.")
        : til.Status == MoedeStatus.Aflyst ? BeslutningFejl.UdskudtTilMoede(til, "det er aflyst.")
        : til.Status == MoedeStatus.Afsluttet ? BeslutningFejl.UdskudtTilMoede(til, "det er afsluttet.")
        : til.Start <= fra.Start ? BeslutningFejl.UdskudtTilMoede(til, "det ligger ikke efter dette møde.")
        : null;

    /// <summary>
    /// Kommunestyrelsesloven § 23: a member of a committee can stop a decision and bring it before the council, but not one on how a case is
    /// handled.
    /// </summary>
    public static Fejl? Standsning(Beslutningsudkast u, Forum? forum) =>
        u.Protokol.Standset is null ? null
        : forum?.Art != ForumArt.Udvalg ? BeslutningFejl.StandsningKunUdvalg
        : u.Udfald.KommerIgen() || u.Udfald is Udfald.SendtTilbage or Udfald.Henvist or Udfald.Oversendt or Udfald.IngenBeslutning ? BeslutningFejl.StandsningProcedure
        : null;

    /// <summary>A closed item of a political forum may have a public decision (domain: § 8); an open one is public itself, once its minutes are.</summary>
    /// <param name="hidtil">What it was before: an item that is opened keeps it, and can still be corrected otherwise.</param>
    public static Fejl? OffentligBeslutning(string? ny, string? hidtil, Dagsordenspunkt punkt, Forum? forum) =>
        ny is null || ny == hidtil || (punkt.Lukket is not null && forum?.ErPolitisk == true) ? null : BeslutningFejl.KunLukketOffentlig;

    /// <summary>Whether it says that there was a remark, and the remark itself stands nowhere.</summary>
    public static bool ManglerBemaerkning(Udfald udfald, string tekst, IEnumerable<Punktbeslutning> punkter) =>
        udfald == Udfald.GodkendtMedBemaerkning
        && string.Equals(tekst.Trim().TrimEnd('.'), Beslutningsforslag.Uden(udfald).TrimEnd('.'), StringComparison.OrdinalIgnoreCase)
        && !punkter.Any(p => p.Tekst is { Length: > 0 });

    /// <summary>What a postponement does to the case's own dates (23/13391 was postponed past its "senest 12.3.2025").</summary>
    /// <param name="nyDato">The day it comes back, or null when nobody has said.</param>
    public static IEnumerable<string> BrudteDatoer(IEnumerable<EgenDato> datoer, DateOnly moededag, DateOnly? nyDato) =>
        from d in datoer
        where d.Senest >= moededag && (nyDato is not { } ny || ny > d.Senest)
        select nyDato is { } dag
            ? $"Sagens egen dato »{d.Hvad}« senest {d.Senest.Skriv()} ligger før {dag.Skriv()}, hvor punktet kommer igen."
            : $"Sagens egen dato »{d.Hvad}« senest {d.Senest.Skriv()} er i fare: det er ikke besluttet, hvornår punktet kommer igen.";
}
