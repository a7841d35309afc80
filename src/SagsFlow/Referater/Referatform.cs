using System.Globalization;
using SagsFlow.Beslutninger;

namespace SagsFlow.Referater;

/// <summary>A part of an item, the same in every written form.</summary>
public abstract record Referatblok(string Overskrift);

/// <summary>Text in paragraphs.</summary>
public sealed record Tekstblok(string Overskrift, string Tekst) : Referatblok(Overskrift);

/// <summary>What is recommended.</summary>
public sealed record Indstillingsblok(string Overskrift, Referatindstilling Indstilling) : Referatblok(Overskrift);

/// <summary>Lines that stand by themselves.</summary>
public sealed record Listeblok(string Overskrift, IReadOnlyList<string> Linjer) : Referatblok(Overskrift);

/// <summary>The form of the municipality's own minutes: which parts come in which order, and how they are headed.</summary>
public static class Referatform
{
    private static readonly string[] Ugedage = ["Søndag", "Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag"];
    private static readonly string[] Maaneder =
        ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];

    public static string Overskrift(Referat r) => $"{(r.Status == Referatstatus.Udkast ? "UDKAST TIL REFERAT" : "REFERAT")} {r.ForumNavn} d. {r.Dato.Skriv()}";

    /// <summary>Date, place and who took part.</summary>
    public static IEnumerable<(string Navn, string Tekst)> Hoved(Referat r)
    {
        yield return ("Mødedato", string.Create(CultureInfo.InvariantCulture, $"{Ugedage[(int)r.Start.DayOfWeek]} d. {r.Start:dd}. {Maaneder[r.Start.Month - 1]} {r.Start:yyyy} kl. {r.Start:HH\\:mm}"));
        if (r.Sted.Length > 0)
        {
            yield return ("Mødested", r.Sted);
        }

        if (r.Deltagere.Count > 0)
        {
            yield return ("Mødedeltagere", string.Join(", ", r.Deltagere));
        }

        if (r.Aflyst is { } grund)
        {
            yield return ("Mødet er aflyst", grund);
        }
    }

    public static string Punktoverskrift(Referatpunkt p) => $"Punkt {p.Nr.ToString(CultureInfo.InvariantCulture)}: {p.Titel}";

    /// <summary>A line that takes the place of the item's treatment, or null.</summary>
    public static string? Linje(Referatpunkt p) => p.Udgaaet is { } grund ? $"Udgået: {grund}" : p.MoedeAflyst == true ? "Mødet er aflyst." : null;

    /// <summary>The item's parts in the order of the minutes; those that are missing are left out.</summary>
    public static IEnumerable<Referatblok> Blokke(Referatpunkt p)
    {
        if (p.Baggrund is { } baggrund)
        {
            yield return new Tekstblok("Baggrund", baggrund);
        }

        if (p.Indstilling is { } indstilling)
        {
            yield return new Indstillingsblok("Indstilling", indstilling);
        }

        if (p.OffentligBeslutning is { } offentlig)
        {
            yield return new Tekstblok("Offentlig beslutning", offentlig);
        }

        foreach (var b in p.Beslutninger ?? [])
        {
            yield return new Tekstblok(b.Overskrift, b.Tekst);
        }

        if (p.Sagsfremstilling is { } sagsfremstilling)
        {
            yield return new Tekstblok("Sagsfremstilling", sagsfremstilling);
        }

        if (p.Oekonomi is { } oekonomi)
        {
            yield return new Tekstblok("Økonomi", oekonomi);
        }

        if (p.Bilag is { Count: > 0 } bilag)
        {
            yield return new Listeblok("Bilag", bilag);
        }
    }

    /// <summary>The number that is printed before a point: one that stands alone has none.</summary>
    public static string? Foran(Referatindstilling i, Referatindstillingspunkt p) => i.Punkter.Count == 1 ? null : p.Nr + ".";

    /// <summary>The letter of a sub-point: <c>a.</c></summary>
    public static string Bogstav(Referatindstillingspunkt under) => under.Nr.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9') + ".";

    public static string Ubesvarede(IReadOnlyList<string> punkter) =>
        punkter.Count == 1 ? $"Punkt {punkter[0]} i indstillingen er ikke besvaret." : $"Punkterne {string.Join(", ", punkter)} i indstillingen er ikke besvaret.";

    /// <summary>Paragraphs of a text: blank lines part them, and lines that begin with "- " are bullets.</summary>
    public static IEnumerable<(bool ErListe, IReadOnlyList<string> Linjer)> Afsnit(string tekst)
    {
        var linjer = new List<string>();
        var liste = false;
        foreach (var raa in tekst.Split('\n').Append(""))
        {
            var linje = raa.Trim();
            var punkt = linje.StartsWith("- ", StringComparison.Ordinal);
            if (linjer.Count > 0 && (linje.Length == 0 || punkt != liste))
            {
                yield return (liste, linjer);
                linjer = [];
            }

            if (linje.Length > 0)
            {
                liste = punkt;
                linjer.Add(punkt ? linje[2..].Trim() : linje);
            }
        }
    }
}
