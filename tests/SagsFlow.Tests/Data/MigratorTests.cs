using Microsoft.Data.Sqlite;
using SagsFlow.Data;

namespace SagsFlow.Tests.Data;

public class MigratorTests
{
    [Fact]
    public async Task Koer_PaaEnBaseUdenEtLavereNummer_AnvenderDetDerMangler()
    {
        await using var forbindelse = new SqliteConnection("Data Source=:memory:");
        await forbindelse.OpenAsync();
        var alle = await Migrator.KoerAsync(forbindelse, TimeProvider.System, CancellationToken.None);
        await using var kommando = forbindelse.CreateCommand();
        kommando.CommandText = "DROP TABLE plansag; DROP TABLE procesplan; DROP TABLE aarshjulsforekomst; DELETE FROM schema_version WHERE nr = 5";
        await kommando.ExecuteNonQueryAsync();

        Assert.Equal([5], await Migrator.KoerAsync(forbindelse, TimeProvider.System, CancellationToken.None));
        Assert.Empty(await Migrator.KoerAsync(forbindelse, TimeProvider.System, CancellationToken.None));
        Assert.True(alle.Max() > 5);
    }
}
