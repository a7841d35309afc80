using System.Data.Common;
using System.Globalization;
using System.Reflection;

namespace SagsFlow.Data;

/// <summary>Brings a database to the newest schema: numbered, forward-only scripts, each in a transaction of its own.</summary>
public static class Migrator
{
    /// <summary>Applies the scripts that the database has not had, also one whose number lies below the newest: branches meet out of order.</summary>
    /// <returns>The numbers applied now, in order.</returns>
    /// <exception cref="InvalidOperationException">The database is newer than the program.</exception>
    public static async Task<IReadOnlyList<int>> KoerAsync(DbConnection forbindelse, TimeProvider ur, CancellationToken ct)
    {
        await UdfoerAsync(forbindelse, null, "CREATE TABLE IF NOT EXISTS schema_version (nr INTEGER NOT NULL PRIMARY KEY, navn TEXT NOT NULL, tid BIGINT NOT NULL)", ct);
        var anvendt = new List<int>();
        foreach (var (nr, navn, sql) in Scripts())
        {
            await using var transaktion = await forbindelse.BeginTransactionAsync(ct);
            await UdfoerAsync(forbindelse, transaktion, Database.LaasMigrering, ct);
            if (await TalAsync(forbindelse, transaktion, $"SELECT COUNT(*) FROM schema_version WHERE nr = {nr.ToString(CultureInfo.InvariantCulture)}", ct) > 0)
            {
                continue;
            }

            await UdfoerAsync(forbindelse, transaktion, sql, ct);
            var tid = ur.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            await UdfoerAsync(forbindelse, transaktion, $"INSERT INTO schema_version (nr, navn, tid) VALUES ({nr}, '{navn}', {tid})", ct);
            await transaktion.CommitAsync(ct);
            anvendt.Add(nr);
        }

        var nyeste = await TalAsync(forbindelse, null, "SELECT COALESCE(MAX(nr), 0) FROM schema_version", ct);
        var kendt = Scripts().Max(s => s.Nr);
        return nyeste <= kendt
            ? anvendt
            : throw new InvalidOperationException($"Databasen har skema {nyeste}, men programmet kender kun til {kendt}. Brug en nyere udgave af SagsFlow.");
    }

    private static IEnumerable<(int Nr, string Navn, string Sql)> Scripts()
    {
        var samling = Assembly.GetExecutingAssembly();
        var forled = $"SagsFlow.Data.Migrationer.{Database.Navn}.";
        foreach (var ressource in samling.GetManifestResourceNames().Where(r => r.StartsWith(forled, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var laeser = new StreamReader(samling.GetManifestResourceStream(ressource)!);
            var navn = ressource[forled.Length..];
            yield return (int.Parse(navn.AsSpan(0, 4), CultureInfo.InvariantCulture), navn, laeser.ReadToEnd());
        }
    }

    private static async Task<int> TalAsync(DbConnection forbindelse, DbTransaction? transaktion, string sql, CancellationToken ct)
    {
        await using var kommando = forbindelse.CreateCommand();
        kommando.Transaction = transaktion;
        kommando.CommandText = sql;
        return Convert.ToInt32(await kommando.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture);
    }

    private static async Task UdfoerAsync(DbConnection forbindelse, DbTransaction? transaktion, string sql, CancellationToken ct)
    {
        await using var kommando = forbindelse.CreateCommand();
        kommando.Transaction = transaktion;
        kommando.CommandText = sql;
        await kommando.ExecuteNonQueryAsync(ct);
    }
}
