using Microsoft.AspNetCore.Html;

namespace SagsFlow.Sager;

/// <summary>One of two texts side by side: what both have, and, marked, what this one has alone.</summary>
public static class Forskelvisning
{
    public static IHtmlContent Html(IReadOnlyList<Tekststykke> stykker, Stykkeart side)
    {
        var html = new HtmlContentBuilder();
        var maerke = side == Stykkeart.Fjernet ? "del" : "ins";
        foreach (var stykke in stykker.Where(s => s.Art == Stykkeart.Ens || s.Art == side))
        {
            if (stykke.Art == Stykkeart.Ens)
            {
                html.Append(stykke.Tekst);
            }
            else
            {
                html.AppendHtml($"<{maerke}>").Append(stykke.Tekst).AppendHtml($"</{maerke}>");
            }
        }

        return html;
    }
}
