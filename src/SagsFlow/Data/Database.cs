using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Sager;
using SagsFlow.Soegning;
#if POSTGRESQL
using Npgsql;
#else
using Microsoft.Data.Sqlite;
#endif

namespace SagsFlow.Data;

/// <summary>
/// The one place that knows which database this build speaks to. Everything else uses ADO.NET's own types and SQL that both understand.
/// </summary>
public static class Database
{
    /// <summary>How many of the newest texts a search looks at, and as many of those with its words in their title.</summary>
    public const int FlestSoegeord = 2000;

#if POSTGRESQL
    public const string Navn = "PostgreSql";

    public static DbConnection Forbindelse(string tekst, bool egen) => new NpgsqlConnection(tekst);

    /// <summary>A scope's context to read by.</summary>
    public static void TilfoejLaesning(IServiceCollection s, string tekst) => s.AddDbContext<SagDbContext>(b => Brug(b, tekst), optionsLifetime: ServiceLifetime.Singleton);

    public static Task ForberedAsync(DbConnection forbindelse, CancellationToken ct) => Task.CompletedTask;

    public static void Brug(DbContextOptionsBuilder b, string tekst) => b.UseNpgsql(tekst);

    public static void Brug(DbContextOptionsBuilder b, DbConnection forbindelse) => b.UseNpgsql(forbindelse);

    public static string? Fil(string tekst) => null;

    /// <summary>The cases whose title or journalnummer is like a pattern, whatever the case of ASCII letters.</summary>
    public static IQueryable<Sag> MedOrd(IQueryable<Sag> sager, string moenster) =>
        sager.Where(s => EF.Functions.ILike(s.Titel, moenster) || EF.Functions.ILike(s.Journalnummer!, moenster));

    public static string Version(DbConnection forbindelse) => "PostgreSQL " + forbindelse.ServerVersion;

    /// <summary>An advisory lock for the length of the transaction.</summary>
    public const string LaasMigrering = "SELECT pg_advisory_xact_lock(7261967)";

    /// <summary>One for the messages between processes; null where only one transaction writes at a time.</summary>
    public static string? LaasBeskeder => "SELECT pg_advisory_xact_lock(7261968)";

    /// <summary>Begins a snapshot for reading.</summary>
    public const string BegyndLaesning = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /// <summary>The driver compiles what is used often by itself.</summary>
    public static void Oversaet(DbCommand kommando)
    {
    }

    public static bool ErOptaget(Exception fejl) => fejl is PostgresException { SqlState: "40001" or "40P01" or "55P03" };

    public const string IndsaetSoegeord = "INSERT INTO soegeord (id, ord) VALUES (@p0, setweight(to_tsvector('simple', @p1), 'A') || setweight(to_tsvector('simple', @p2), 'D'))";

    public const string FjernSoegeord = "DELETE FROM soegeord WHERE id = @p0";

    /// <summary>
    /// What holds a search's words, with how well, the least number the best: the search, and the same in titles alone. Those with the words in
    /// their title come first. Of a word that stands nearly everywhere only the newest texts are looked at.
    /// </summary>
    public static readonly string FindSoegeord =
        "SELECT id, MIN(rang) AS rang FROM ("
        + "(SELECT id, -1000::double precision AS rang FROM soegeord WHERE ord @@ to_tsquery('simple', {1}) ORDER BY id DESC LIMIT "
        + FlestSoegeord + ") UNION ALL "
        + "(SELECT id, -ts_rank(ord, to_tsquery('simple', {0}))::double precision AS rang FROM soegeord WHERE ord @@ to_tsquery('simple', {0}) ORDER BY id DESC LIMIT "
        + FlestSoegeord + ")) AS fundne GROUP BY id";

    /// <summary>All that holds a search's words.</summary>
    public const string AlleSoegeord = "SELECT id, 0::double precision AS rang FROM soegeord WHERE ord @@ to_tsquery('simple', {0})";

    /// <summary>A search as the database reads it.</summary>
    public static string Soegning(Soegeudtryk soegning, bool kunOverskrift = false)
    {
        var vaegt = kunOverskrift ? "A" : "";
        return string.Join(" & ", soegning.Led.Select(l =>
        {
            var hele = string.Join(" <-> ", l.Stammer.Select(s => kunOverskrift ? $"'{s}':A" : $"'{s}'"));
            return l.Begyndelse is { } b ? $"({hele} | '{b}':*{vaegt})" : $"({hele})";
        }));
    }
#else
    public const string Navn = "Sqlite";

    /// <param name="egen">Whether its owner keeps it open; else it is taken from those the driver keeps.</param>
    public static DbConnection Forbindelse(string tekst, bool egen) =>
        new SqliteConnection(new SqliteConnectionStringBuilder(tekst) { Pooling = !egen, DefaultTimeout = 30 }.ToString());

    /// <summary>A scope's context to read by. The context is let go before the connection it reads by.</summary>
    public static void TilfoejLaesning(IServiceCollection s, string tekst) =>
        s.AddSingleton<Laesere>().AddScoped<Laeserlaan>().AddScoped(p => p.GetRequiredService<Laeserlaan>().Db());

    /// <summary>The file is read as memory, since a page of it is asked for thousands of times for one answer.</summary>
    public static void ForberedLaesning(DbConnection forbindelse)
    {
        using var kommando = forbindelse.CreateCommand();
        kommando.CommandText = "PRAGMA query_only=ON; PRAGMA busy_timeout=30000; PRAGMA cache_size=-8000; PRAGMA mmap_size=2147418112; PRAGMA temp_store=MEMORY;";
        kommando.ExecuteNonQuery();
    }

    /// <summary>WAL survives a reader beside the writer; FULL makes every commit reach the disk before it is acknowledged.</summary>
    public static async Task ForberedAsync(DbConnection forbindelse, CancellationToken ct)
    {
        await using var kommando = forbindelse.CreateCommand();
        kommando.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000; PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;";
        await kommando.ExecuteNonQueryAsync(ct);
    }

    public static void Brug(DbContextOptionsBuilder b, string tekst) => b.UseSqlite(tekst);

    public static void Brug(DbContextOptionsBuilder b, DbConnection forbindelse) => b.UseSqlite(forbindelse).AddInterceptors(new Kommandogenbrug());

    /// <summary>Compiles a command that is kept; one whose reader is not read to the end would be compiled every time it runs.</summary>
    public static void Oversaet(DbCommand kommando) => kommando.Prepare();

    /// <summary>The file the connection string names.</summary>
    public static string? Fil(string tekst) => new SqliteConnectionStringBuilder(tekst).DataSource;

    /// <summary>The cases whose title or journalnummer is like a pattern, whatever the case of ASCII letters.</summary>
    public static IQueryable<Sag> MedOrd(IQueryable<Sag> sager, string moenster) =>
        sager.Where(s => EF.Functions.Like(s.Titel, moenster) || EF.Functions.Like(s.Journalnummer!, moenster));

    public static string Version(DbConnection forbindelse) => "SQLite " + forbindelse.ServerVersion;

    public const string LaasMigrering = "SELECT 1";

    public static string? LaasBeskeder => null;

    /// <summary>Begins a snapshot for reading; without IMMEDIATE it takes no lock from a writer.</summary>
    public const string BegyndLaesning = "BEGIN";

    public static bool ErOptaget(Exception fejl) => fejl is SqliteException { SqliteErrorCode: 5 or 6 };

    public const string IndsaetSoegeord = "INSERT INTO soegeord (rowid, overskrift, tekst) VALUES (@p0, @p1, @p2)";

    public const string FjernSoegeord = "DELETE FROM soegeord WHERE rowid = @p0";

    /// <summary>
    /// What holds a search's words, with how well, the least number the best: the search, and the same in titles alone. Those with the words in
    /// their title come first. Of a word that stands nearly everywhere only the newest texts are looked at.
    /// </summary>
    public static readonly string FindSoegeord =
        "SELECT id, MIN(rang) AS rang FROM ("
        + "SELECT * FROM (SELECT rowid AS id, -1000.0 AS rang FROM soegeord WHERE soegeord MATCH {1} ORDER BY rowid DESC LIMIT "
        + FlestSoegeord + ") UNION ALL "
        + "SELECT * FROM (SELECT rowid AS id, bm25(soegeord, 1.0, 1.0) AS rang FROM soegeord WHERE soegeord MATCH {0} ORDER BY rowid DESC LIMIT "
        + FlestSoegeord + ")) GROUP BY id";

    /// <summary>All that holds a search's words.</summary>
    public const string AlleSoegeord = "SELECT rowid AS id, 0.0 AS rang FROM soegeord WHERE soegeord MATCH {0}";

    /// <summary>A search as the database reads it. Words hold letters and digits only, so that nothing in them is syntax.</summary>
    public static string Soegning(Soegeudtryk soegning, bool kunOverskrift = false)
    {
        var alt = string.Join(" AND ", soegning.Led.Select(l =>
        {
            var hele = $"\"{string.Join(' ', l.Stammer)}\"";
            return l.Begyndelse is { } b ? $"({hele} OR \"{b}\" *)" : hele;
        }));
        return kunOverskrift ? $"{{overskrift}} : ({alt})" : alt;
    }
#endif
}
