using System.Data.Common;

namespace SagsFlow.Data;

/// <summary>Whether the database holds cases to try things with. It follows the file, so that the pages say so wherever it is served.</summary>
public sealed class Oevelse
{
    private const string Egenskab = "oevelse";

    public bool Er { get; private set; }

    public async Task HentAsync(DbConnection forbindelse, CancellationToken ct)
    {
        await using var kommando = forbindelse.CreateCommand();
        kommando.CommandText = $"SELECT vaerdi FROM egenskab WHERE navn = '{Egenskab}'";
        Er = await kommando.ExecuteScalarAsync(ct) is not null;
    }

    public async Task MaerkAsync(DbConnection forbindelse, CancellationToken ct)
    {
        await using var kommando = forbindelse.CreateCommand();
        kommando.CommandText = $"INSERT INTO egenskab (navn, vaerdi) VALUES ('{Egenskab}', 'ja') ON CONFLICT (navn) DO NOTHING";
        await kommando.ExecuteNonQueryAsync(ct);
        Er = true;
    }
}
