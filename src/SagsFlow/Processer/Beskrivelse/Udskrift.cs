using System.Text;

namespace SagsFlow.Processer.Beskrivelse;

/// <summary>Writes a <see cref="Procesbeskrivelse"/> as text to read in a terminal, or as Markdown to keep.</summary>
public static class Udskrift
{
    public static string Tekst(Procesbeskrivelse proces)
    {
        var ud = new StringBuilder();
        ud.Append(proces.Titel).Append('\n').Append('=', proces.Titel.Length).Append("\n\n").Append(proces.Begyndelse).Append('\n');
        foreach (var trin in proces.Trin)
        {
            ud.Append($"\n{trin.Nummer}. {trin.Navn}\n");
            foreach (var s in trin.Saetninger)
            {
                ud.Append(' ', 3 + (2 * s.Niveau)).Append(s.Niveau > 0 ? "- " : "").Append(s.Tekst).Append('\n');
            }
        }

        ud.Append("\nFrister\n");
        foreach (var frist in proces.Frister)
        {
            ud.Append($"   {frist.Trin}: {frist.Frist}, fra {frist.RegnesFra}: {frist.Hvad}\n");
        }

        return ud.Append(proces.Frister.Count == 0 ? "   Ingen.\n" : "").ToString();
    }

    public static string Markdown(Procesbeskrivelse proces)
    {
        var ud = new StringBuilder($"# {proces.Titel}\n\n{proces.Begyndelse}\n");
        foreach (var trin in proces.Trin)
        {
            ud.Append($"\n## {trin.Nummer}. {trin.Navn}\n\n");
            foreach (var s in trin.Saetninger)
            {
                ud.Append(' ', 2 * s.Niveau).Append("- ").Append(s.Tekst).Append('\n');
            }
        }

        ud.Append("\n## Frister\n\n");
        if (proces.Frister.Count == 0)
        {
            return ud.Append("Processen har ingen frister.\n").ToString();
        }

        ud.Append("| Trin | Frist | Regnes fra | Hvad sker der |\n| --- | --- | --- | --- |\n");
        foreach (var frist in proces.Frister)
        {
            ud.Append($"| {Celle(frist.Trin)} | {Celle(frist.Frist)} | {Celle(frist.RegnesFra)} | {Celle(frist.Hvad)} |\n");
        }

        return ud.ToString();
    }

    /// <summary>A sentence cut where it quotes an expression between backticks, for a page to show each its own way.</summary>
    public static IEnumerable<(string Tekst, bool ErUdtryk)> Stykker(string tekst) => tekst.Split('`').Select((del, nr) => (del, nr % 2 == 1));

    private static string Celle(string tekst) => tekst.Replace("|", "\\|");
}
