using System.Text;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Referater;

/// <summary>The minutes as plain text, in the form the municipality's own have; page numbers, which a text has not, are left out.</summary>
public static class Referattekst
{
    public static string Skriv(Referat r)
    {
        var t = new StringBuilder();
        Afsnit(t, Referatform.Overskrift(r));
        foreach (var (navn, tekst) in Referatform.Hoved(r))
        {
            Afsnit(t, $"{navn} {tekst}");
        }

        Afsnit(t, "Indholdsfortegnelse");
        Afsnit(t, string.Join('\n', r.Punkter.Select(p => p.Titel)));
        foreach (var p in r.Punkter)
        {
            Afsnit(t, Referatform.Punktoverskrift(p));
            Afsnit(t, p.Journalnummer);
            Afsnit(t, Referatform.Linje(p));
            foreach (var blok in Referatform.Blokke(p))
            {
                Afsnit(t, blok.Overskrift);
                Afsnit(t, blok switch
                {
                    Tekstblok b => Tekstudtraek.Almindelig(b.Tekst),
                    Listeblok b => string.Join("\n\n", b.Linjer),
                    Indstillingsblok b => Indstilling(b.Indstilling),
                    _ => throw new InvalidOperationException(blok.GetType().Name),
                });
            }
        }

        return t.ToString().TrimEnd('\n') + "\n";
    }

    private static string Indstilling(Referatindstilling i)
    {
        var linjer = new List<string>();
        foreach (var p in i.Punkter)
        {
            linjer.Add(Referatform.Foran(i, p) is { } nr ? $"{nr} {p.Tekst}" : p.Tekst);
            linjer.AddRange(p.Underpunkter.Select(u => p.HarStreger ? $"- {u.Tekst}" : $" - {Referatform.Bogstav(u)} {u.Tekst}"));
        }

        var punkter = string.Join('\n', linjer);
        return i.Indledning is { } indledning ? $"{indledning}\n\n{punkter}" : punkter;
    }

    private static void Afsnit(StringBuilder t, string? tekst)
    {
        if (!string.IsNullOrWhiteSpace(tekst))
        {
            t.Append(tekst.Trim('\n')).Append("\n\n");
        }
    }
}
