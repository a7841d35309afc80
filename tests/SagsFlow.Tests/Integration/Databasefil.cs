using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SagsFlow.Tests.Integration;

/// <summary>Looks into the program's database file beside it, and hurts it where a test needs that.</summary>
internal static class Databasefil
{
    /// <summary>The rows a query gives, as texts.</summary>
    public static List<string[]> Laes(this SagsFlowVaert vaert, string sql)
    {
        using var forbindelse = Aabn(vaert);
        using var kommando = forbindelse.CreateCommand();
        kommando.CommandText = sql;
        using var r = kommando.ExecuteReader();
        var raekker = new List<string[]>();
        while (r.Read())
        {
            raekker.Add([.. Enumerable.Range(0, r.FieldCount).Select(i => r.IsDBNull(i) ? "" : r.GetString(i))]);
        }

        return raekker;
    }

    public static int Tael(this SagsFlowVaert vaert, string sql) => int.Parse(vaert.Laes(sql)[0][0], CultureInfo.InvariantCulture);

    public static void Skriv(this SagsFlowVaert vaert, string sql)
    {
        using var forbindelse = Aabn(vaert);
        using var kommando = forbindelse.CreateCommand();
        kommando.CommandText = sql;
        Assert.NotEqual(0, kommando.ExecuteNonQuery());
    }

    /// <summary>Moves the demo's clock from where it stands, to the whole minute; when it answers nothing due is left.</summary>
    public static Task LadTidGaaAsync(this SagsFlowVaert vaert, TimeSpan tid)
    {
        var forskel = long.Parse(vaert.Laes("SELECT vaerdi FROM egenskab WHERE navn = 'ur'")[0][0], CultureInfo.InvariantCulture);
        var nu = SagsFlow.Data.LokalTid.Af(TimeProvider.System.GetUtcNow().AddMilliseconds(forskel));
        return vaert.FlytUrAsync((nu + tid).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture));
    }

    private static SqliteConnection Aabn(SagsFlowVaert vaert)
    {
        var forbindelse = new SqliteConnection($"Data Source={vaert.Databasefil};Pooling=False;Default Timeout=30");
        forbindelse.Open();
        return forbindelse;
    }
}
