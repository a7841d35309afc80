using System.Globalization;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Moeder;

/// <summary>Reads what the builder's forms send.</summary>
public static class Dagsordensformular
{
    /// <summary>What is written one on each line.</summary>
    public static IEnumerable<string> Linjer(string? tekst) => (tekst ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A time of day, null for none.</summary>
    /// <returns>Whether it can be read.</returns>
    public static bool TryTid(string? tekst, out TimeOnly? tid)
    {
        tid = Dansk.LaesTid(tekst);
        return tid is not null || string.IsNullOrWhiteSpace(tekst);
    }

    /// <summary>A number of minutes, null for none.</summary>
    /// <returns>Whether it can be read.</returns>
    public static bool TryTal(string tekst, out int? tal)
    {
        var fandtes = int.TryParse(tekst.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var laest);
        tal = fandtes ? laest : null;
        return fandtes || string.IsNullOrWhiteSpace(tekst);
    }

    /// <summary>The rows of sub-items; one without a title is taken away. What the form does not show, such as attachments, stays with its row.</summary>
    public static List<UnderpunktBody> Underpunkter(IFormCollection form, IReadOnlyList<Underpunkt> hidtil)
    {
        var rettet = new List<UnderpunktBody>();
        for (var i = 0; i < form["up-titel"].Count; i++)
        {
            if (string.IsNullOrWhiteSpace(form["up-titel"][i]))
            {
                continue;
            }

            var gammelt = int.TryParse(form["up-nr"].ElementAtOrDefault(i), CultureInfo.InvariantCulture, out var nr) ? hidtil.ElementAtOrDefault(nr) : null;
            rettet.Add(new UnderpunktBody
            {
                Titel = form["up-titel"][i],
                Tekst = form["up-tekst"].ElementAtOrDefault(i),
                Gaester = [.. Linjer(form["up-gaester"].ElementAtOrDefault(i))],
                Bilag = gammelt is null ? null : [.. gammelt.Bilag.Select(b => new UnderpunktBilagBody(b.Navn, b.Intern))],
                SagId = gammelt?.SagId,
                BestillingId = gammelt?.BestillingId,
            });
        }

        return rettet;
    }
}
