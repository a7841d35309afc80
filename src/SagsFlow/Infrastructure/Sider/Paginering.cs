using Microsoft.AspNetCore.WebUtilities;

namespace SagsFlow.Infrastructure.Sider;

/// <summary>Links to a list's pages; everything else in the address is kept.</summary>
public sealed record Paginering(HttpRequest Request, int Side, int Sider)
{
    private const int Naboer = 2;

    public string Adresse(int side)
    {
        var felter = Request.Query.Where(f => f.Key != "side" && f.Value.Any(v => !string.IsNullOrEmpty(v))).ToDictionary(f => f.Key, f => f.Value);
        if (side > 1)
        {
            felter["side"] = side.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return QueryHelpers.AddQueryString(Request.PathBase + Request.Path, felter);
    }

    /// <summary>The pages to show: the first, the last and those around this one; null stands for those left out.</summary>
    public IEnumerable<int?> Viste()
    {
        var sidste = 0;
        foreach (var side in Enumerable.Range(1, Sider).Where(n => n == 1 || n == Sider || Math.Abs(n - Side) <= Naboer))
        {
            if (side > sidste + 1)
            {
                yield return null;
            }

            yield return side;
            sidste = side;
        }
    }
}
