using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary><c>POST /api/meddelelser</c>: what other systems may say, and what they are told.</summary>
public sealed class MeddelelseTests(Beskedvaert vaert) : IClassFixture<Beskedvaert>
{
    [Fact]
    public async Task Meddelelse_FraAndreEndSekretariatOgAdministrator_Afvises()
    {
        await vaert.Som("sagsbehandler").SendAfvistAsync("/api/meddelelser", new { navn = "svar" }, HttpStatusCode.Forbidden);

        Assert.Equal("gemt", await vaert.SendAsync(new { navn = "svar" }, som: "admin"));
    }

    [Fact]
    public async Task Meddelelse_Leveret_NaevnerKunEnSagManMaaKende()
    {
        var skjult = await vaert.HarSagAsync("modtager", erLukket: true);
        var aaben = await vaert.HarSagAsync("aaben");

        var omSkjult = await vaert.MeddelAsync(new { navn = "svar", noegle = skjult });
        var omAaben = await vaert.MeddelAsync(new { navn = "svar", noegle = aaben });

        Assert.Equal("""{"status":"leveret"}""", omSkjult.ToJsonString());
        Assert.Equal("leveret", (string?)omAaben["status"]);
        Assert.Equal(aaben, (string?)omAaben["sagId"]);
    }

    [Fact]
    public async Task Meddelelse_DerStarterEnProces_SkalHaveEnSagManMaaKende()
    {
        var skjult = await vaert.HarSagAsync("modtager", erLukket: true);
        var aaben = await vaert.HarSagAsync("aaben");

        var udenSag = await vaert.Som("sekretariat").SendAfvistAsync("/api/meddelelser", new { navn = "begynd" }, HttpStatusCode.Conflict);
        var fremmed = await vaert.Som("sekretariat").SendAfvistAsync("/api/meddelelser", new { navn = "begynd", sagId = skjult }, HttpStatusCode.NotFound);
        var svar = await vaert.MeddelAsync(new { navn = "begynd", sagId = aaben });

        Assert.Equal("urn:sagsflow:fejl:mangler-sag", (string?)udenSag["type"]);
        Assert.DoesNotContain("Hemmelig", fremmed.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(0, vaert.Gemte("begynd"));
        Assert.Equal(("startet", aaben), ((string?)svar["status"], (string?)svar["sagId"]));
        Assert.Contains("begyndt", vaert.Opgaver(aaben));
        Assert.Empty(vaert.Opgaver(skjult));
    }

    [Fact]
    public async Task Signal_UdenSag_StarterIngenProces()
    {
        var aaben = await vaert.HarSagAsync("aaben");

        Assert.Equal("ingen", await vaert.SendAsync(new { navn = "start", art = "signal" }));
        Assert.Equal("startet", await vaert.SendAsync(new { navn = "start", art = "signal", sagId = aaben }));

        Assert.Equal(["alarm"], vaert.Opgaver(aaben));
    }

    [Fact]
    public async Task Meddelelse_SendtIgenMedSammeNoegle_LeveresEnGang()
    {
        var foerste = await vaert.HarSagAsync("nummer");
        var anden = await vaert.HarSagAsync("nummer");

        var svar = new List<string>();
        for (var gang = 0; gang < 2; gang++)
        {
            using var http = await vaert.Som("sekretariat").PostAsync("/api/meddelelser", new { navn = "nummer" }, noegle: "samme-meddelelse");
            svar.Add((string)JsonNode.Parse(await http.Content.ReadAsStringAsync())!["status"]!);
        }

        Assert.Equal(["leveret", "leveret"], svar);
        Assert.Equal(["fik"], vaert.Opgaver(foerste));
        Assert.Empty(vaert.Opgaver(anden));
    }

    [Fact]
    public async Task Meddelelse_Gemt_SigerHvorLaenge()
    {
        var nu = (DateTime)(await vaert.Som("admin").HentAsync("/api/udvikling/ur"))["oejeblik"]!;

        var kort = await vaert.MeddelAsync(new { navn = "gemmes", levetid = "P1M" });
        var standard = await vaert.MeddelAsync(new { navn = "gemmes" });

        Assert.InRange((DateTime)kort["udloeber"]!, nu.AddDays(28), nu.AddDays(32));
        Assert.InRange((DateTime)standard["udloeber"]!, nu.AddDays(89), nu.AddDays(91));
    }

    [Theory]
    [InlineData("navn", """{"navn":" "}""")]
    [InlineData("noegle", """{"navn":"x","noegle":""}""")]
    [InlineData("noegle", """{"navn":"x","noegle":"y","art":"signal"}""")]
    [InlineData("levetid", """{"navn":"x","levetid":"90 dage"}""")]
    [InlineData("levetid", """{"navn":"x","levetid":"-P1D"}""")]
    [InlineData("levetid", """{"navn":"x","levetid":"P11Y"}""")]
    [InlineData("levetid", """{"navn":"x","levetid":"P1D","art":"signal"}""")]
    [InlineData("indhold", """{"navn":"x","indhold":[1]}""")]
    [InlineData("indhold", """{"navn":"x","indhold":{"dag":{"@date":"i morgen"}}}""")]
    [InlineData("art", """{"navn":"x","art":"brevdue"}""")]
    public async Task Meddelelse_MedForkertFelt_AfvisesVedFeltet(string felt, string json)
    {
        var problem = await vaert.Som("sekretariat").SendAfvistAsync("/api/meddelelser", JsonNode.Parse(json), HttpStatusCode.BadRequest);

        Assert.Equal([felt], problem["errors"]!.AsObject().Select(e => e.Key));
    }
}
