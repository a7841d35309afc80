using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Demo;

public sealed class DemoAfvisningTests
{
    [Fact]
    public async Task Demo_AndenGang_AfvisesUdenNyOgBegynderForfraMed()
    {
        var vaert = new SagsFlowVaert();
        try
        {
            Assert.Equal(0, (await vaert.KommandoAsync("demo")).Kode);

            var (kode, ud, fejl) = await vaert.KommandoAsync("demo");
            Assert.Equal(1, kode);
            Assert.Contains("Brug --ny", fejl, StringComparison.Ordinal);
            Assert.Empty(ud);

            Assert.Equal(0, (await vaert.KommandoAsync("demo", "--ny")).Kode);
            Assert.Equal(0, (await vaert.KommandoAsync("verificer")).Kode);
        }
        finally
        {
            await vaert.DisposeAsync();
        }
    }

    [Fact]
    public async Task Demo_NyOverEnFilDerIkkeErEnDatabase_SletterDenIkke()
    {
        var vaert = new SagsFlowVaert();
        try
        {
            await File.WriteAllTextAsync(vaert.Databasefil, "Et dokument, ikke en database.");

            Assert.Equal(1, (await vaert.KommandoAsync("demo", "--ny")).Kode);
            Assert.Equal("Et dokument, ikke en database.", await File.ReadAllTextAsync(vaert.Databasefil));
        }
        finally
        {
            await vaert.DisposeAsync();
        }
    }

    [Fact]
    public async Task Demo_IProduktion_AfvisesFoerNogetSkrives()
    {
        var vaert = new Produktionsvaert();
        try
        {
            var (kode, _, fejl) = await vaert.KommandoAsync("demo");

            Assert.Equal(1, kode);
            Assert.Contains("Production", fejl, StringComparison.Ordinal);
            Assert.False(File.Exists(vaert.Databasefil));
        }
        finally
        {
            await vaert.DisposeAsync();
        }
    }

    private sealed class Produktionsvaert : SagsFlowVaert
    {
        protected override IReadOnlyDictionary<string, string> Indstillinger { get; } =
            new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Production", ["Demo"] = "true" };
    }
}
