using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Opgaver;

namespace SagsFlow.Brugere;

/// <summary>Who is to be told.</summary>
public static class Modtagere
{
    /// <summary>The person a task is for, else everyone who holds its role today.</summary>
    public static async Task<IReadOnlyList<string>> ForOpgaveAsync(SagDbContext db, Opgave opgave, DateOnly idag, CancellationToken ct)
    {
        if (opgave.TildeltTil is { } person)
        {
            return [person];
        }

        return opgave.KendtRolle() is { } rolle ? await MedRolleAsync(db, rolle, opgave.Enhed, idag, ct) : [];
    }

    /// <summary>Everyone who holds a role today, in a unit when one is given.</summary>
    public static async Task<IReadOnlyList<string>> MedRolleAsync(SagDbContext db, Rolle rolle, string? enhed, DateOnly idag, CancellationToken ct)
    {
        var tildelinger = await db.Rolletildelinger.AsNoTracking().Where(r => r.Rolle == rolle && (enhed == null || r.Enhed == enhed)).ToListAsync(ct);
        return [.. tildelinger.Where(r => (r.GyldigFra is not { } fra || fra <= idag) && (r.GyldigTil is not { } til || til >= idag)).Select(r => r.Brugernavn).Distinct(StringComparer.Ordinal)];
    }
}
