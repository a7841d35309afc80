using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;

namespace SagsFlow.Sager;

/// <summary>Whether anybody has begun to use the database.</summary>
public static class Ibrugtagning
{
    /// <summary>No meeting and no case: whoever comes is told how to begin, and nothing is made by itself.</summary>
    public static async Task<bool> ManglerAsync(SagDbContext db, CancellationToken ct) => !await db.Moeder.AnyAsync(ct) && !await db.Sager.AnyAsync(ct);
}
