using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>What people and programs may send by mistake or on purpose: always a clear refusal, never a break, and never half a change.</summary>
public sealed class InputTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    private const string UkendtId = "01945e0c-0000-7000-8000-000000000000";

    private Klient Sagsbehandler => vaert.Som("sagsbehandler");

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"titel\"")]
    [InlineData("42")]
    [InlineData("{\"titel\":5,\"center\":\"CBA\"}")]
    [InlineData("{\"titel\":\"x\",\"center\":\"CBA\",\"indstilling\":[]}")]
    [InlineData("{\"titel\":\"x\",\"center\":\"CBA\",\"bilag\":{}}")]
    [InlineData("{\"titel\":\"x\",\"center\":\"CBA\",\"bilag\":[null]}")]
    [InlineData("{\"titel\":\"x\",\"center\":\"CBA\",\"egneDatoer\":[null]}")]
    [InlineData("{\"titel\":\"x\",\"center\":\"CBA\",\"egneDatoer\":[{\"senest\":\"12-03-2025\",\"hvad\":\"x\"}]}")]
    [InlineData("{\"titel\":\"x\",\"center\":\"CBA\",\"indstilling\":{\"punkter\":[null]}}")]
    [InlineData("{\"titel\":\"x\",\"center\":\"CBA\",\"indstilling\":{\"punkter\":[{\"tekst\":\"a\",\"underpunkter\":[null]}]}}")]
    [InlineData("{\"titel\":\"x\",\"center\":\"CBA\",\"oensketMoede\":{\"forum\":\"XX\",\"dato\":\"2025-02-25\"}}")]
    [InlineData("{\"titel\":\"x\",\"center\":\"CBA\",\"lukket\":{}}")]
    [InlineData("{\"titel\":\"x\",\"center\":\"CBA\",}")]
    [InlineData("{'titel':'x'}")]
    public async Task Sag_MedForkertJson_Er400MedForklaring(string json)
    {
        using var indhold = new StringContent(json, Encoding.UTF8, "application/json");

        using var svar = await Sagsbehandler.Http.PostAsync("/api/sager", indhold);

        var problem = await Klient.ProblemAsync(svar, HttpStatusCode.BadRequest);
        Assert.Matches("[æøå]|(skal|kan|ikke|findes|mangler|Udfyld|Skriv|Angiv)", (string)problem["detail"]!);
    }

    [Fact]
    public async Task Sag_MedUgyldigUtf8_Er400()
    {
        using var indhold = new ByteArrayContent([.. "{\"titel\":\""u8, 0xff, 0xfe, .. "\",\"center\":\"CBA\"}"u8]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

        using var svar = await Sagsbehandler.Http.PostAsync("/api/sager", indhold);

        await Klient.ProblemAsync(svar, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("/api/sager")]
    [InlineData("/api/moeder")]
    [InlineData("/api/opgaver/" + UkendtId + "/afslutning")]
    public async Task Indhold_Paa10Megabyte_Er413(string sti)
    {
        using var indhold = new StringContent("{\"titel\":\"" + new string('a', 10 * 1024 * 1024) + "\"}", Encoding.UTF8, "application/json");

        using var svar = await Sagsbehandler.Http.PostAsync(sti, indhold);

        await Klient.ProblemAsync(svar, HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("baggrund", "For\u0000efter")]
    [InlineData("baggrund", "For\u0007efter")]
    [InlineData("baggrund", "For\u202Eretfe")]
    [InlineData("baggrund", "For\u2066efter")]
    [InlineData("baggrund", "For\u0085efter")]
    [InlineData("titel", "For\tefter")]
    [InlineData("titel", "For\u202Eretfe")]
    public async Task Usynligt_Tegn_AfvisesMedFeltOgPlads(string felt, string tekst)
    {
        var body = new Dictionary<string, object?> { ["titel"] = "Titel", ["center"] = "CBA", [felt] = tekst };

        var problem = await Sagsbehandler.SendAfvistAsync("/api/sager", body, HttpStatusCode.BadRequest);

        Assert.Contains("tegn nummer 4", (string?)problem["errors"]![felt]![0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tekst_MedEmojiOgAndreSkrifter_BevaresNoejagtigt()
    {
        const string Titel = "Børn & unge 👩‍👩‍👧 <script>alert('ø')</script> 日本語 ﷺ";
        const string Tekst = "Første linje\n\n\t- \"citat\" 'enkelt' \\ ${x} {{y}}\n- 🎉 å é ñ\u00A0fast mellemrum\n| a | b |\n";

        var sag = await Sagsbehandler.SendAsync("/api/sager", new { titel = Titel, center = "CBA", baggrund = Tekst });
        var hentet = await Sagsbehandler.HentAsync($"/api/sager/{sag["id"]}");

        Assert.Equal(Titel, (string?)hentet["titel"]);
        Assert.Equal(Tekst.TrimEnd('\n'), ((string?)hentet["baggrund"])!.TrimEnd('\n'));
    }

    [Fact]
    public async Task Tekst_Paa100000Tegn_BevaresNoejagtigt()
    {
        var tekst = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"linje{i % 10_000:0000}\n"))[..100_000] + "æ";

        var sag = await Sagsbehandler.SendAsync("/api/sager", new { titel = "Lang", center = "CBA", sagsfremstilling = tekst });

        Assert.Equal(tekst, (string?)(await Sagsbehandler.HentAsync($"/api/sager/{sag["id"]}"))["sagsfremstilling"]);
        Assert.NotNull((await Sagsbehandler.SendAfvistAsync("/api/sager", new { titel = "Lang", center = "CBA", oekonomi = new string('x', 200_001) }, HttpStatusCode.BadRequest))["errors"]!["oekonomi"]);
    }

    [Fact]
    public async Task Id_UkendtEllerIkkeEnGuid_Er404()
    {
        string[] stier =
        [
            "/api/sager/{0}", "/api/sager/{0}/forloeb", "/api/sager/{0}/historik", "/api/sager/{0}/proces", "/api/sager/{0}/frister", "/api/sager/{0}/bestillinger", "/api/opgaver/{0}", "/api/moeder/{0}",
            "/api/moeder/{0}/dagsorden", "/api/dagsordenspunkter/{0}", "/api/dagsordenspunkter/{0}/beslutning", "/api/forelaeggelser/{0}", "/api/bilag/{0}", "/api/bestillinger/{0}",
        ];
        foreach (var sti in stier)
        {
            foreach (var id in new[] { UkendtId, "00000000-0000-0000-0000-000000000000", "1", "abc", "..%2F..", "' OR 1=1 --" })
            {
                await Sagsbehandler.HentAfvistAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, sti, id), HttpStatusCode.NotFound);
            }
        }

        Assert.Empty((await Sagsbehandler.HentAsync($"/api/opgaver?sag={UkendtId}"))["elementer"]!.AsArray());
        await Sagsbehandler.HentAfvistAsync("/api/opgaver?sag=abc", HttpStatusCode.BadRequest);
        await Sagsbehandler.HentAfvistAsync("/api/opgaver?mine=m%C3%A5ske", HttpStatusCode.BadRequest);
        await vaert.Som("sekretariat").SendAfvistAsync($"/api/moeder/{UkendtId}/dagsorden", new { titel = "x" }, HttpStatusCode.NotFound);
        await vaert.Som("sekretariat").SendAfvistAsync("/api/moeder", new { forum = "XX", start = "2025-02-25T09:00" }, HttpStatusCode.BadRequest);
    }

    /// <summary>Every field of every body, one at a time, set to what it should not be: a refusal or a success, but never a break.</summary>
    [Fact]
    public async Task Felter_MedForkerteTyper_BraekkerIntet()
    {
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Forkerte typer");
        var kladde = await vaert.HarOprettetSagAsync("Forkerte typer, kladde");
        var opgave = await vaert.OpgaveAsync("sagsbehandler", kladde);
        var (moede, punkt) = await vaert.HarUdsendtAsync(sag, "DIR", "2025-12-01T09:00");
        var andet = await vaert.HarMoedeAsync("DIR", "2025-12-15T09:00");
        var proever = new (string Som, HttpMethod Metode, string Sti, string Body)[]
        {
            ("sagsbehandler", HttpMethod.Post, "/api/sager", """
                {"titel":"x","center":"CBA","journalnummer":"25/1","sagstype":"status","maerke":"A","workflow":"direktionssag","baggrund":"b","lukket":{"grund":"g","offentligTitel":"o"},
                 "indstilling":{"indstiller":"CBA","indledning":"i","punkter":[{"tekst":"t","underpunkter":[{"tekst":"u"}]}]},"bilag":[{"navn":"n","intern":true}],
                 "egneDatoer":[{"senest":"2025-03-12","hvad":"h"}],"oensketMoede":{"forum":"DIR","dato":"2025-02-25"}}
                """),
            ("sagsbehandler", HttpMethod.Put, $"/api/sager/{kladde["id"]}/indhold", """{"titel":"x","baggrund":"b","indstilling":{"punkter":[{"id":"01945e0c-0000-7000-8000-000000000000","tekst":"t"}]}}"""),
            ("sagsbehandler", HttpMethod.Patch, $"/api/sager/{kladde["id"]}/indhold/indstilling", """{"indstiller":"x","punkter":[{"tekst":"t","underpunkter":[{"tekst":"u"}]}]}"""),
            ("sagsbehandler", HttpMethod.Patch, $"/api/sager/{kladde["id"]}/indhold/baggrund", """{"tekst":"t"}"""),
            ("sagsbehandler", HttpMethod.Patch, $"/api/sager/{kladde["id"]}", """{"journalnummer":"25/1","maerke":"A","egneDatoer":[{"senest":"2025-03-12","hvad":"h"}],"oensketMoede":{"forum":"DIR","dato":"2025-02-25"}}"""),
            ("centerchef", HttpMethod.Post, $"/api/opgaver/{opgave["id"]}/afslutning", """{"udfald":"findes-ikke","bemaerkning":"b","tilbageTil":"t","felter":{"forum":"BY"}}"""),
            ("sekretariat", HttpMethod.Post, $"/api/opgaver/{opgave["id"]}/videregivelse", """{"til":"ingen","begrundelse":"b"}"""),
            ("centerchef", HttpMethod.Post, "/api/stedfortraedere", """{"for":"centerchef","brugernavn":"ingen","fra":"2025-01-01","til":"2025-01-02"}"""),
            ("sekretariat", HttpMethod.Post, "/api/moeder", """{"forum":"CF","start":"2025-02-25T09:00","slut":"2025-02-25T10:00","sted":"s","deltagere":["d"]}"""),
            ("sekretariat", HttpMethod.Patch, $"/api/moeder/{andet["id"]}", """{"start":"2025-12-16T09:00","slut":"2025-12-16T10:00","sted":"s","deltagere":["d"]}"""),
            ("sekretariat", HttpMethod.Post, $"/api/moeder/{andet["id"]}/dagsorden", """
                {"titel":"t","placering":2,"start":"09:00","slut":"09:30","gaester":["g"],"underpunkter":[{"titel":"u","tekst":"x","gaester":["g"]}],"tillaeg":{"begrundelse":"b"}}
                """),
            ("sekretariat", HttpMethod.Patch, $"/api/dagsordenspunkter/{punkt["id"]}", """{"start":"09:00","gaester":["g"],"lukket":{"grund":"g","offentligTitel":"o"},"begrundelse":"b"}"""),
            ("sekretariat", HttpMethod.Post, $"/api/dagsordenspunkter/{punkt["id"]}/beslutning", """
                {"udfald":"pr-punkt","tekst":"t","punkter":[{"nr":"77","udfald":"godkendt","tekst":"x"}],"ruter":["CF"],"bestillinger":[{"tekst":"b","ansvarlig":"CBA","frist":"2025-12-31"}],
                 "afstemning":{"for":1,"imod":2,"undlod":3},"afvigendeMeninger":["a"],"fravaerende":["f"],"inhabile":["i"],"standset":{"af":"s"},"udskudtTil":{"dato":"2026-01-01"}}
                """),
            ("admin", HttpMethod.Post, "/api/udvikling/ur", """{"nu":"2025-01-01T08:00"}"""),
        };
        string[] vaerdier = ["null", "5", "-1", "1e400", "true", "\"\"", "\" \"", "\"\\u202e\"", "\"\\ud800\"", "[]", "[null]", "[[]]", "{}", "[{}]", "{\"a\":{}}", $"\"{new string('x', 2000)}\"", "\"2025-99-99\"", "99999999999999999999"];
        var brudt = new List<string>();
        foreach (var (som, metode, sti, body) in proever)
        {
            foreach (var sted in Steder(JsonNode.Parse(body)!).Prepend(""))
            {
                foreach (var vaerdi in vaerdier)
                {
                    using var request = new HttpRequestMessage(metode, sti) { Content = new StringContent(Med(body, sted, vaerdi), Encoding.UTF8, "application/json") };
                    request.Headers.Add("If-Match", "\"1\"");
                    using var svar = await vaert.Som(som).Http.SendAsync(request);
                    if ((int)svar.StatusCode >= 500 || ((int)svar.StatusCode >= 400 && svar.Content.Headers.ContentType?.MediaType != "application/problem+json"))
                    {
                        brudt.Add($"{metode} {sti} {sted} = {vaerdi}: {(int)svar.StatusCode}");
                    }
                }
            }
        }

        Assert.True(brudt.Count == 0, string.Join('\n', brudt));
        Assert.NotNull(moede);
    }

    /// <summary>The path of every value inside.</summary>
    private static IEnumerable<string> Steder(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(p => Steder(p.Value!).Prepend(p.Value!.GetPath())),
        JsonArray a => a.SelectMany(p => Steder(p!).Prepend(p!.GetPath())),
        _ => [],
    };

    /// <summary>The body with another value at a path, also one that is no valid JSON number here.</summary>
    private static string Med(string body, string sted, string vaerdi)
    {
        if (sted.Length == 0)
        {
            return vaerdi;
        }

        const string Maerke = "HER-SKAL-DEN-STAA";
        var rod = JsonNode.Parse(body)!;
        var node = Find(rod, sted);
        node.ReplaceWith(Maerke);
        return rod.ToJsonString().Replace($"\"{Maerke}\"", vaerdi, StringComparison.Ordinal);
    }

    private static JsonNode Find(JsonNode node, string sted) => node.GetPath() == sted ? node : node switch
    {
        JsonObject o => o.Select(p => p.Value!).Select(v => Under(v, sted)).First(v => v is not null)!,
        JsonArray a => a.Select(v => Under(v!, sted)).First(v => v is not null)!,
        _ => throw new InvalidOperationException(sted),
    };

    private static JsonNode? Under(JsonNode node, string sted) =>
        sted == node.GetPath() || sted.StartsWith(node.GetPath() + ".", StringComparison.Ordinal) || sted.StartsWith(node.GetPath() + "[", StringComparison.Ordinal) ? Find(node, sted) : null;
}
