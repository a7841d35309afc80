using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Brugere;

/// <summary>The names of people, by username, for pages that show who did what.</summary>
public sealed record HentNavne(IReadOnlyCollection<string> Brugernavne) : IForespoergsel<Dictionary<string, string>>;

public sealed class HentNavneHandler(Arbejde arbejde) : IRequestHandler<HentNavne, Svar<Dictionary<string, string>>>
{
    public async Task<Svar<Dictionary<string, string>>> Handle(HentNavne request, CancellationToken cancellationToken)
    {
        var soegte = request.Brugernavne.Distinct(StringComparer.Ordinal).ToArray();
        var navne = await arbejde.Db.Brugere.AsNoTracking().Where(b => soegte.Contains(b.Brugernavn)).ToDictionaryAsync(b => b.Brugernavn, b => b.Navn, cancellationToken);

        // One who is gone, and the program itself, still did what they did.
        foreach (var ukendt in soegte.Where(b => !navne.ContainsKey(b)))
        {
            navne[ukendt] = ukendt == Person.System.Brugernavn ? Person.System.Navn : ukendt;
        }

        return navne;
    }
}
