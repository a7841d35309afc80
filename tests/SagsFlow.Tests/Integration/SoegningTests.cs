using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

public sealed class SoegningTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    [Fact]
    public async Task Sag_SoegtMedBoejetOrd_FindesMedDetMarkeret()
    {
        await vaert.HarOprettetSagAsync("Grønne tage på skolerne", "25/2001");

        var fundet = await SoegAsync("sagsbehandler", "skole tag");

        var fund = Assert.Single(fundet["elementer"]!.AsArray());
        Assert.Equal(["tage", "skolerne"], fund!["overskrift"]!.AsArray().Where(s => (bool)s!["fundet"]!).Select(s => (string?)s!["tekst"]));
        Assert.Equal("sag", (string?)fund["art"]);
        Assert.Empty((await SoegAsync("laeser", "skole tag"))["elementer"]!.AsArray());
    }

    [Fact]
    public async Task Beslutning_FoerDenHarVirkning_FindesKunAfForummet()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Cykelstier", "25/2002");
        var moede = await vaert.HarMoedeAsync("DIR", "2025-03-11T09:00");
        var punkt = await vaert.LaegPaaAsync(moede, sag);
        await vaert.UdsendAsync(moede);
        await vaert.BeslutAsync(punkt, new { udfald = "godkendt", tekst = "Godkendt med krokodillegrønne afmærkninger." });

        Assert.Single((await SoegAsync("sekretariat", "krokodillegrøn"))["elementer"]!.AsArray());
        Assert.Empty((await SoegAsync("laeser", "krokodillegrøn"))["elementer"]!.AsArray());
        await vaert.AfslutMoedeAsync(moede);

        var fund = Assert.Single((await SoegAsync("laeser", "krokodillegrøn"))["elementer"]!.AsArray());
        Assert.Equal("beslutning", (string?)fund!["art"]);
        Assert.Equal("2025-03-11", (string?)fund["dato"]);
    }

    [Fact]
    public async Task LukketSag_SoegtAfDenUdenAdgang_FindesIkke()
    {
        var sag = await vaert.HarOprettetSagAsync("Pelikanens forhold", "25/2003", lukket: new { grund = "Personsag" });
        foreach (var (som, udfald) in new[] { ("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend") })
        {
            await vaert.AfslutOpgaveAsync(som, sag, udfald);
        }

        Assert.NotEmpty((await SoegAsync("sekretariat", "pelikan"))["elementer"]!.AsArray());
        foreach (var bruger in (string[])["laeser", "admin", "sagsbehandler-oeac", "udvalg"])
        {
            Assert.Equal(0, (int)(await SoegAsync(bruger, "pelikan"))["total"]!);
            Assert.Equal(0, (int)(await SoegAsync(bruger, "25/2003"))["total"]!);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\" ' * ( ) -")]
    public async Task Soegning_UdenOrd_SigerHvadDerMangler(string q)
    {
        var problem = await vaert.Som("laeser").HentAfvistAsync($"/api/soegning?q={Uri.EscapeDataString(q)}", HttpStatusCode.BadRequest);

        Assert.Contains("mindst et ord", (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AND OR NOT")]
    [InlineData("NEAR(a b) : titel")]
    [InlineData("sag\"'; DROP TABLE sag; --")]
    [InlineData("æ ø å 'x':* & | !")]
    public async Task Soegning_MedSaeregneTegn_ErBareOrd(string q) => Assert.NotNull(await SoegAsync("laeser", q));

    private Task<JsonNode> SoegAsync(string bruger, string q) => vaert.Som(bruger).HentAsync($"/api/soegning?q={Uri.EscapeDataString(q)}");
}
