using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Demo;

/// <summary>The program over a database that its own demo has filled.</summary>
public sealed class DemoVaert : SagsFlowVaert
{
    public (int Kode, string Ud, string Fejl) Demo { get; private set; }

    public (int Kode, string Ud, string Fejl) Verificer { get; private set; }

    public override async Task InitializeAsync()
    {
        Demo = await KommandoAsync("demo");
        Verificer = await KommandoAsync("verificer");
        await base.InitializeAsync();
    }
}
