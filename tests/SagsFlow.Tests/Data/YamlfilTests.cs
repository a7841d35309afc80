using SagsFlow.Data;
using SagsFlow.Demo;

namespace SagsFlow.Tests.Data;

public class YamlfilTests
{
    [Theory]
    [InlineData("slut: 2025-11-05T12:00\nmoeder: []\nforloeb:\n  - tid: 2025-01-06T09:00\n    haendelse: moede\n    brugr: sekretariat\n", "m.yaml:6: forloeb[0].brugr: feltet er ukendt; mente du »bruger«?")]
    [InlineData("slut: 2025-11-05T12:00\nmoeder: []\nforloeb:\n  - tid: i morgen\n    haendelse: moede\n    bruger: sekretariat\n", "m.yaml:4: forloeb[0].tid: ")]
    [InlineData("slut: 2025-11-05T12:00\nmoeder: [\n", "m.yaml:")]
    [InlineData("", "m.yaml:1: ")]
    public void Laes_EnFejlIFilen_NaevnerFilOgLinje(string yaml, string begyndelse)
    {
        var fejl = Assert.Throws<YamlfejlException>(() => new Yamlfil("m.yaml", new StringReader(yaml)).Laes<Manuskript>());

        Assert.StartsWith(begyndelse, fejl.Message, StringComparison.Ordinal);
    }
}
