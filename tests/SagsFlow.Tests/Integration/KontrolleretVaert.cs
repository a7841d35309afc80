namespace SagsFlow.Tests.Integration;

/// <summary>A host whose history and rows must hold after everything a class of tests has done to it: refused requests leave nothing half written.</summary>
public sealed class KontrolleretVaert : SagsFlowVaert
{
    public override async Task DisposeAsync()
    {
        var (kode, ud, fejl) = await KommandoAsync("verificer");
        var brudt = Log.Contains("Unhandled error", StringComparison.Ordinal);
        var log = Log;
        await base.DisposeAsync();
        Assert.True(kode == 0, $"verificer: {kode}\n{ud}\n{fejl}");
        Assert.False(brudt, log);
    }
}
