using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;

namespace SagsFlow.Brugere;

/// <summary>Finds out who somebody is today: own roles, and those of chiefs they stand in for.</summary>
public sealed class Personer(Arbejde arbejde, TimeProvider ur)
{
    /// <summary>Whether it is a user who may not sign in now.</summary>
    public Task<bool> ErSpaerretAsync(string brugernavn, CancellationToken ct) => arbejde.Db.Brugere.AnyAsync(b => b.Brugernavn == brugernavn && b.Spaerret != null, ct);

    /// <returns>Null when there is no such user, or none who may sign in.</returns>
    public async Task<Person?> FindAsync(string brugernavn, CancellationToken ct)
    {
        var bruger = await arbejde.Db.Brugere.AsNoTracking().FirstOrDefaultAsync(b => b.Brugernavn == brugernavn, ct);
        if (bruger is not { Spaerret: null })
        {
            return null;
        }

        var idag = LokalTid.Dato(ur.GetUtcNow());
        var roller = await RollerAsync([brugernavn], idag, ct);
        var stedfortraedelser = await arbejde.Db.Stedfortraedere.AsNoTracking().Where(s => s.Brugernavn == brugernavn).ToListAsync(ct);
        var chefer = stedfortraedelser.Where(s => s.Fra <= idag && s.Til >= idag).Select(s => s.For).ToArray();
        if (chefer.Length > 0)
        {
            roller.AddRange((await RollerAsync(chefer, idag, ct)).Where(r => r.Rolle == Rolle.Centerchef));
        }

        return new Person(bruger.Brugernavn, bruger.Navn, [.. roller.Distinct()]);
    }

    private async Task<List<(Rolle Rolle, string? Enhed)>> RollerAsync(string[] brugernavne, DateOnly idag, CancellationToken ct)
    {
        var tildelinger = await arbejde.Db.Rolletildelinger.AsNoTracking().Where(r => brugernavne.Contains(r.Brugernavn)).ToListAsync(ct);
        return [.. tildelinger.Where(r => r.GaelderDen(idag)).Select(r => (r.Rolle, r.Enhed))];
    }
}
