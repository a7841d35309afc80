using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Mail;

/// <summary>The demo with a mail server that is not this machine: nothing may be sent there.</summary>
public sealed class OevelsesmailTests(OevelsesmailTests.Vaert vaert) : IClassFixture<OevelsesmailTests.Vaert>
{
    [Fact]
    public async Task Oevelse_MedEnFremmedServer_HolderMailenTilbage()
    {
        Assert.Contains("e-mail holdes tilbage", vaert.Log, StringComparison.Ordinal);
        var sag = await vaert.HarOprettetSagAsync();
        var opgave = await vaert.OpgaveAsync("sagsbehandler", sag);
        await vaert.Som("sekretariat").SendAsync($"/api/opgaver/{opgave["id"]}/videregivelse", new { til = "sagsbehandler-oeac", begrundelse = "Ferie" });

        for (var i = 0; (int)(await vaert.Som("admin").HentAsync("/api/mail?status=holdt-tilbage"))["total"]! == 0; i++)
        {
            Assert.True(i < 300, vaert.Log);
            await Task.Delay(100);
        }

        Assert.Equal(1, (int)(await vaert.Som("admin").HentAsync("/api/mail"))["total"]!);
        Assert.Single((await vaert.Som("sagsbehandler-oeac").HentAsync("/api/beskeder"))["elementer"]!.AsArray());
    }

    public sealed class Vaert : SagsFlowVaert
    {
        protected override IReadOnlyDictionary<string, string> Indstillinger => new Dictionary<string, string>
        {
            ["Mail__Server"] = "192.0.2.1", ["Mail__Afsender"] = "sagsflow@oevelse.example", ["Mail__Adresse"] = "https://sagsflow.oevelse.example",
        };
    }
}

/// <summary>Without a mail server nothing is made to send.</summary>
public sealed class UdenMailserverTests(SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    [Fact]
    public async Task Beskeder_UdenMailserver_VisesKunPaaSiden()
    {
        Assert.Contains("Mail:Server er ikke sat", vaert.Log, StringComparison.Ordinal);
        var sag = await vaert.HarOprettetSagAsync();
        var opgave = await vaert.OpgaveAsync("sagsbehandler", sag);
        await vaert.Som("sekretariat").SendAsync($"/api/opgaver/{opgave["id"]}/videregivelse", new { til = "sagsbehandler-oeac", begrundelse = "Ferie" });

        Assert.Single((await vaert.Som("sagsbehandler-oeac").HentAsync("/api/beskeder"))["elementer"]!.AsArray());
        Assert.Equal(0, (int)(await vaert.Som("admin").HentAsync("/api/mail"))["total"]!);
    }
}
