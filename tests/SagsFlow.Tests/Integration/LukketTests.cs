using System.Net;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>A closed item, searched for by everybody without access, everywhere there is to look (domain: § 8).</summary>
public sealed class LukketTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    private const string Hemmeligt = "Zebrafinken";
    private static readonly string[] Udenfor = ["laeser", "sagsbehandler-oeac", "udvalg", "admin"];

    private static readonly string[] Lister =
    [
        "/api/sager?antal=200", "/api/sager?soeg=" + Hemmeligt, "/api/sager?soeg=25%2F999", "/api/sager?center=CBA&antal=200", "/api/sager?forum=DIR&antal=200", "/api/sager?status=undervejs&antal=200",
        "/api/sager?status=udsat&antal=200", "/api/sager?status=afsluttet&antal=200", "/api/sager?frist=2026-01-01&antal=200", "/api/opgaver?antal=200", "/api/opgaver?mine=true&antal=200", "/api/forelaeggelser?antal=200",
        "/api/forelaeggelser?forum=DIR&antal=200", "/api/bestillinger?antal=200", "/api/moeder?antal=200", "/api/fora", "/api/mig", "/api/beskeder?antal=200", "/api/frister?fra=2025-01-01&til=2026-12-31", "/api/processer",
        "/api/procesplaner?antal=200", "/api/procesplaner/kv25", "/api/procesplaner/prognose-2024", "/api/aarshjul/2025?antal=200",
        "/api/mail", "/api/kalendernoegler", "/referater", "/api/soegning?q=" + Hemmeligt, "/api/soegning?q=25%2F999", "/api/soegning?q=sag&antal=200",
        "/api/sager/oplysningstjek?journalnummer=25%2F999",
    ];

    private static readonly string[] MedId =
    [
        "/api/sager/{0}", "/api/sager/{0}/forloeb", "/api/sager/{0}/historik", "/api/sager/{0}/proces", "/api/sager/{0}/frister", "/api/sager/{0}/bestillinger", "/api/sager/{0}/ruteplan", "/api/sager/{0}/datoforslag", "/api/opgaver/{0}", "/api/opgaver?sag={0}",
        "/api/forelaeggelser/{0}", "/api/bilag/{0}", "/api/bestillinger/{0}", "/api/bestillinger?sag={0}", "/api/dagsordenspunkter/{0}", "/api/dagsordenspunkter/{0}/beslutning", "/api/moeder/{0}",
        "/api/moeder/{0}/dagsorden", "/api/moeder/{0}/dagsorden?udgave=1", "/api/moeder/{0}/dagsorden?udgave=2", "/api/moeder/{0}/referat", "/api/procesplaner/{0}",
        "/api/moeder/{0}/varslede", "/api/moeder/{0}/udsendelse", "/api/moeder/{0}/invitationer", "/api/moeder/{0}/udgaver", "/api/moeder/{0}/udgaver/1/forskel/1",
        "/api/dagsordenspunkter/{0}/beslutningsvalg", "/api/moeder/{0}/afslutning", "/api/moeder/{0}/referat/stand", "/moeder/{0}/moede", "/moeder/{0}/referat", "/referater/{0}",
    ];

    /// <summary>The pages ask the same requests as the API, so two outsiders are enough: one who reads, and one who runs the system.</summary>
    private static readonly string[] Sidelaesere = ["laeser", "admin"];

    private static readonly string[] Sider =
    [
        "/", "/sager", "/soeg?q=sag", "/soeg?q=25%2F999", "/moeder?maaned=2025-02", "/moeder?visning=aar&aar=2025", "/bestillinger", "/bestillinger?vis=alle", "/bestillinger/DIR", "/frister", "/procesplaner", "/procesplaner/kv25", "/aarshjul/2025",
        "/processer", "/processer/direktionssag", "/referater", "/administration/mail",
    ];

    private static readonly string[] SiderMedId =
    [
        "/sager/{0}", "/sager/{0}/ruteplan", "/sager/{0}/rediger", "/sager/{0}/versioner", "/sager/{0}/udskrift", "/moeder/{0}", "/moeder/{0}/moede", "/moeder/{0}/udgaver", "/moeder/{0}/udsend", "/moeder/{0}/referat", "/referater/{0}",
    ];

    [Fact]
    public async Task LukketSag_PaaHeleSinVej_SesIngenSteder()
    {
        var foer = await TalAsync();
        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", LukketSag());
        var ider = new HashSet<string>(StringComparer.Ordinal) { Id(sag) };
        ider.UnionWith(sag["bilag"]!.AsArray().Select(b => Id(b!)));
        await EftersoegAsync("kladde", ider, []);
        foreach (var (som, udfald) in new[] { ("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend") })
        {
            var opgave = await vaert.OpgaveAsync(som, sag);
            ider.Add(Id(opgave));
            await vaert.Som(som).SendAsync($"/api/opgaver/{opgave["id"]}/afslutning", new { udfald, bemaerkning = $"{Hemmeligt} er set" });
        }

        var forelaeggelse = await vaert.KlarForelaeggelseAsync(sag, "DIR");
        ider.Add(Id(forelaeggelse));
        await EftersoegAsync("klar", ider, []);
        Assert.Equal(foer, await TalAsync());
        Assert.Empty((await HintAsync("sagsbehandler-oeac")));
        Assert.NotNull(Assert.Single(await HintAsync("centerchef"))!["sagId"]);

        var moede = await vaert.HarMoedeAsync("DIR", "2025-02-04T09:00");
        var punkt = await vaert.LaegPaaAsync(moede, sag);
        await vaert.UdsendAsync(moede);
        await EftersoegAsync("udsendt", ider, [Id(moede), Id(punkt)]);

        // The agenda has told everybody the number, and that is all a hint tells of it.
        Assert.Null(Assert.Single(await HintAsync("sagsbehandler-oeac"))!["sagId"]);
        await vaert.BeslutAsync(punkt, Beslutning("udskudt"));
        await EftersoegAsync("udskudt, kladde", ider, [Id(moede), Id(punkt)]);
        await vaert.AfslutMoedeAsync(moede);
        await EftersoegAsync("udskudt", ider, [Id(moede), Id(punkt)]);
        ider.UnionWith((await vaert.Som("sekretariat").HentAsync($"/api/sager/{sag["id"]}/bestillinger"))["elementer"]!.AsArray().Select(b => Id(b!)));
        Assert.Equal(foer, await TalAsync() with { Moeder = foer.Moeder });

        var naeste = await vaert.HarMoedeAsync("DIR", "2025-02-25T09:00");
        var nyt = await vaert.LaegPaaAsync(naeste, sag);
        await vaert.UdsendAsync(naeste);
        await vaert.BeslutAsync(nyt, Beslutning("godkendt"));
        await vaert.AfslutMoedeAsync(naeste);
        await vaert.Som("sekretariat").SendAsync($"/api/moeder/{naeste["id"]}/referat/godkendelse", new { });
        await vaert.Som("sekretariat").SendAsync($"/api/moeder/{naeste["id"]}/referat/offentliggoerelse");
        await EftersoegAsync("afsluttet og offentliggjort", ider, [Id(moede), Id(punkt), Id(naeste), Id(nyt)]);

        foreach (var som in Udenfor)
        {
            var vist = Assert.Single((await vaert.Som(som).HentAsync($"/api/moeder/{naeste["id"]}/dagsorden"))["punkter"]!.AsArray())!.AsObject();
            Assert.Equal(["id", "journalnummer", "lukket", "nr", "titel"], vist.Select(p => p.Key).Order(StringComparer.Ordinal));
            Assert.Equal(("Lukket", "25/999", true, 1), ((string?)vist["titel"], (string?)vist["journalnummer"], (bool)vist["lukket"]!, (int)vist["nr"]!));
            await vaert.Som(som).HentAfvistAsync($"/api/sager/{sag["id"]}", HttpStatusCode.NotFound);
            await vaert.Som(som).HentAfvistAsync($"/api/dagsordenspunkter/{nyt["id"]}/beslutning", HttpStatusCode.NotFound);
        }

        foreach (var som in new[] { "sagsbehandler", "centerchef", "sekretariat", "direktion" })
        {
            Assert.Contains(Hemmeligt, (string?)(await vaert.Som(som).HentAsync($"/api/sager/{sag["id"]}"))["titel"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task LukketSag_ForUdenforstaaende_KanHellerIkkeRoeres()
    {
        var sag = await vaert.Som("sagsbehandler").SendAsync("/api/sager", LukketSag());
        var opgave = await vaert.OpgaveAsync("sagsbehandler", sag);
        var sti = $"/api/sager/{sag["id"]}";
        foreach (var som in Udenfor)
        {
            var k = vaert.Som(som);
            foreach (var problem in new[]
            {
                await k.RetAfvistAsync(HttpMethod.Put, sti + "/indhold", new { titel = "x" }, 1, HttpStatusCode.NotFound),
                await k.RetAfvistAsync(HttpMethod.Patch, sti, new { maerke = "x" }, 1, HttpStatusCode.NotFound),
                await k.SendAfvistAsync($"/api/opgaver/{opgave["id"]}/afslutning", new { udfald = "indsend" }, HttpStatusCode.NotFound),
                await k.SendAfvistAsync($"/api/opgaver/{opgave["id"]}/overtagelse", null, HttpStatusCode.NotFound),
                await k.SendAfvistAsync($"/api/opgaver/{opgave["id"]}/videregivelse", new { til = "laeser", begrundelse = "x" }, HttpStatusCode.NotFound),
            })
            {
                Assert.DoesNotContain(Hemmeligt, problem.ToJsonString(), StringComparison.OrdinalIgnoreCase);
            }
        }

        await vaert.Som("sekretariat").SendAfvistAsync($"/api/opgaver/{opgave["id"]}/videregivelse", new { til = "laeser", begrundelse = "x" }, HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task DelvistLukketSag_ViserKunDetAabne()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Kolibrien i to fora", "25/998");
        var (_, punkt) = await vaert.HarUdsendtAsync(sag, "DIR", "2025-03-04T09:00");
        var vist = await vaert.Som("sekretariat").HentAsync($"/api/dagsordenspunkter/{punkt["id"]}");
        await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/dagsordenspunkter/{punkt["id"]}", new { lukket = new { grund = "Personsag", offentligTitel = "En personsag" } }, (int)vist["version"]!);
        await vaert.BeslutAsync(punkt, new { udfald = "droeftet", tekst = "Kolibrien drøftet.", ruter = new[] { "CF" } });
        await vaert.Som("sekretariat").SendAsync($"/api/dagsordenspunkter/{punkt["id"]}/ekspedition");
        var dir = (await vaert.TrinAsync(sag)).First(t => (string?)t!["forum"] == "DIR")!;
        var cf = await vaert.KlarForelaeggelseAsync(sag, "CF");

        foreach (var som in Udenfor)
        {
            var agenda = await vaert.Som(som).HentAsync($"/api/moeder/{punkt["moedeId"]}/dagsorden");
            Assert.Equal("En personsag", (string?)agenda["punkter"]![0]!["titel"]);
            Assert.DoesNotContain("Kolibrien", agenda.ToJsonString(), StringComparison.OrdinalIgnoreCase);
            await vaert.Som(som).HentAfvistAsync($"/api/forelaeggelser/{dir["forelaeggelseId"]}", HttpStatusCode.NotFound);

            // The next forum's step is open, and the case with it; without what was closed.
            Assert.Equal(["CF klar"], (await vaert.TrinAsync(sag, som)).Vej());
            Assert.Equal((string)cf["id"]!, (string?)(await vaert.TrinAsync(sag, som))[0]!["forelaeggelseId"]);
            var historik = (await vaert.Som(som).HentAsync($"/api/sager/{sag["id"]}/historik")).ToJsonString();
            Assert.DoesNotContain("Personsag", historik, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain((string)punkt["id"]!, historik, StringComparison.Ordinal);
        }
    }

    private static object LukketSag() => new
    {
        titel = $"{Hemmeligt} skal afskediges", journalnummer = "25/999", center = "CBA", sagstype = "beslutning", maerke = $"{Hemmeligt}",
        baggrund = $"{Hemmeligt} har sunget.", sagsfremstilling = $"{Hemmeligt}.", oekonomi = $"{Hemmeligt}.",
        indstilling = new { indstiller = Hemmeligt, punkter = new[] { new { tekst = $"{Hemmeligt} afskediges" } } },
        bilag = new[] { new { navn = $"{Hemmeligt}.pdf" } }, lukket = new { grund = $"Personsag om {Hemmeligt}" },
        egneDatoer = new[] { new { senest = "2025-02-10", hvad = $"{Hemmeligt} varsles" } },
    };

    private static object Beslutning(string udfald) => new
    {
        udfald, tekst = $"{Hemmeligt} {udfald}.", bestillinger = new[] { new { tekst = $"{Hemmeligt} indkaldes", ansvarlig = "CBA", frist = "2025-02-20" } }, fravaerende = new[] { Hemmeligt },
    };

    private async Task<JsonArray> HintAsync(string som) => (await vaert.Som(som).HentAsync("/api/sager/oplysningstjek?journalnummer=25%2F999"))["hint"]!.AsArray();

    private static string Id(JsonNode node) => (string)node["id"]!;

    /// <summary>Asks every address with every id, as each outsider: the secret word and the hidden ids are in no answer.</summary>
    private async Task EftersoegAsync(string hvornaar, HashSet<string> skjulte, string[] synlige)
    {
        foreach (var som in Udenfor)
        {
            var sider = Sidelaesere.Contains(som, StringComparer.Ordinal);
            var stier = Lister.Concat(sider ? Sider : []).Concat(MedId.Concat(sider ? SiderMedId : []).SelectMany(m => skjulte.Concat(synlige).Select(id => string.Format(System.Globalization.CultureInfo.InvariantCulture, m, id))));
            foreach (var sti in stier)
            {
                using var svar = await vaert.Som(som).Http.GetAsync(sti);
                var tekst = await svar.Content.ReadAsStringAsync();
                var hoveder = $"{svar.Headers}{svar.Content.Headers}";
                Assert.False((tekst + hoveder).Contains(Hemmeligt, StringComparison.OrdinalIgnoreCase), $"{hvornaar}: {som} GET {sti}\n{tekst}");
                Assert.False(skjulte.Any(id => !sti.Contains(id, StringComparison.Ordinal) && tekst.Contains(id, StringComparison.Ordinal)), $"{hvornaar}: {som} GET {sti} tells an id\n{tekst}");
                Assert.True((int)svar.StatusCode < 500, $"{hvornaar}: {som} GET {sti}: {(int)svar.StatusCode}");
            }
        }
    }

    /// <summary>What an outsider can count.</summary>
    private async Task<Tal> TalAsync() => new(
        await TalAsync("/api/sager"), await TalAsync("/api/sager?center=CBA"), await TalAsync("/api/sager?forum=DIR"), await TalAsync("/api/opgaver"), await TalAsync("/api/forelaeggelser"), await TalAsync("/api/bestillinger"),
        await TalAsync("/api/moeder"));

    private async Task<int> TalAsync(string sti) => (int)(await vaert.Som("laeser").HentAsync(sti))["total"]!;

    private sealed record Tal(int Sager, int Centrets, int Forummets, int Opgaver, int Forelaeggelser, int Bestillinger, int Moeder);
}
