using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;

namespace SagsFlow.Kommandolinje;

/// <summary><c>verificer</c>: is the history unbroken, and does it give what is stored? Reads only, and may run beside the server.</summary>
public static class VerificerKommando
{
    /// <returns>0 when nothing is wrong, 1 when something is, 2 when the database cannot be read.</returns>
    public static async Task<int> KoerAsync(TextWriter ud, CancellationToken ct)
    {
        var bygger = Vaert.Bygger([]);
        var tekst = Vaert.Forbindelsestekst(bygger.Configuration);
        if (Database.Fil(tekst) is { } fil && !File.Exists(fil))
        {
            await ud.WriteLineAsync($"Databasen {fil} findes ikke. Angiv den med ConnectionStrings__SagsFlow.");
            return 2;
        }

        var indstillinger = new DbContextOptionsBuilder<SagDbContext>();
        Database.Brug(indstillinger, tekst);
        await using var db = new SagDbContext(indstillinger.Options);
        await db.Database.OpenConnectionAsync(ct);

        // One snapshot for the whole check, so that a busy server does not look like a fault.
        await db.Database.ExecuteSqlRawAsync(Database.BegyndLaesning, ct);
        var resultat = await Kontrol.KoerAsync(db, ct);
        foreach (var fejl in resultat.Fejl)
        {
            await ud.WriteLineAsync(fejl);
        }

        await ud.WriteLineAsync(
            $"{resultat.Kaeder} kæder, {resultat.Poster} poster, {resultat.Instanser} processer, {resultat.Raekker} rækker kontrolleret: {(resultat.Fejl.Count == 0 ? "ingen fejl" : $"{resultat.Fejl.Count} fejl")}.");
        return resultat.Fejl.Count == 0 ? 0 : 1;
    }
}
