using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace SagsFlow.Tests.Integration;

/// <summary>Who may do what, as one table over the addresses and the demo's people.</summary>
public sealed class AdgangTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    private static readonly string[] Brugere = ["sagsbehandler", "centerchef", "sagsbehandler-oeac", "centerchef-oeac", "sekretariat", "udvalg", "direktion", "laeser", "admin"];

    /// <summary>
    /// Status for each of <see cref="Brugere"/>, in their order. Those who are let in are answered by what comes after permission: 428 without
    /// a version, 400 for a name that does not exist, 409 for a state.
    /// </summary>
    private static readonly (string Metode, string Sti, object? Body, string Ventet)[] Tabel =
    [
        ("GET", "/api/mig", null, "200 200 200 200 200 200 200 200 200"),
        ("GET", "/api/fora", null, "200 200 200 200 200 200 200 200 200"),
        ("GET", "/api/sager", null, "200 200 200 200 200 200 200 200 200"),
        ("POST", "/api/sager", new { titel = "Adgang", center = "CBA" }, "201 201 403 403 403 403 403 403 403"),

        // A draft is its center's and the secretariat's.
        ("GET", "/api/sager/{kladde}", null, "200 200 404 404 200 404 404 404 200"),
        ("GET", "/api/sager/{kladde}/forloeb", null, "200 200 404 404 200 404 404 404 200"),
        ("GET", "/api/sager/{kladde}/historik", null, "200 200 404 404 200 404 404 404 200"),
        ("GET", "/api/sager/{kladde}/proces", null, "200 200 404 404 200 404 404 404 200"),
        ("GET", "/api/sager/{kladde}/frister", null, "200 200 404 404 200 404 404 404 200"),
        ("GET", "/api/sager/{kladde}/bestillinger", null, "200 200 404 404 200 404 404 404 200"),
        ("PATCH", "/api/sager/{kladde}", new { maerke = "A-sag" }, "428 428 404 404 428 404 404 404 403"),
        ("PUT", "/api/sager/{kladde}/indhold", new { titel = "x" }, "428 428 404 404 403 404 404 404 403"),
        ("PATCH", "/api/sager/{kladde}/indhold/baggrund", new { tekst = "x" }, "428 428 404 404 403 404 404 404 403"),
        ("GET", "/api/opgaver/{opgave}", null, "200 200 404 404 200 404 404 404 200"),
        ("POST", "/api/opgaver/{opgave}/afslutning", new { udfald = "findes-ikke" }, "400 403 404 404 403 404 404 404 403"),
        ("POST", "/api/opgaver/{opgave}/videregivelse", new { til = "findes-ikke", begrundelse = "x" }, "400 403 404 404 400 404 404 404 403"),

        // A case on its way is open to all, and written by none but its center.
        ("GET", "/api/sager/{sag}", null, "200 200 200 200 200 200 200 200 200"),
        ("PUT", "/api/sager/{sag}/indhold", new { titel = "x" }, "428 428 403 403 403 403 403 403 403"),
        ("PATCH", "/api/sager/{sag}", new { maerke = "A-sag" }, "428 428 403 403 428 403 403 403 403"),
        ("GET", "/api/forelaeggelser/{forelaeggelse}", null, "200 200 200 200 200 200 200 200 200"),
        ("PUT", "/api/forelaeggelser/{forelaeggelse}/indhold", new { titel = "x" }, "428 428 403 403 428 403 403 403 403"),

        // What other systems tell the processes goes through the secretariat or the administrator.
        ("POST", "/api/meddelelser", new { navn = "ingen venter på den" }, "403 403 403 403 200 403 403 403 200"),

        // Plans go across centers: the secretariat's and the administrator's to change, everybody's to read.
        ("GET", "/api/procesplaner", null, "200 200 200 200 200 200 200 200 200"),
        ("GET", "/api/procesplaner/kv25", null, "200 200 200 200 200 200 200 200 200"),
        ("PATCH", "/api/procesplaner/kv25", new { anker = "2025-11-18", begrundelse = "x" }, "403 403 403 403 428 403 403 403 428"),
        ("POST", "/api/procesplaner/prognose-2024/kopi", new { aar = 2024 }, "403 403 403 403 400 403 403 403 400"),
        ("POST", "/api/procesplaner/kv25/celler/findes-ikke/sag", null, "404 404 404 404 404 404 404 404 404"),
        ("GET", "/api/aarshjul/2025", null, "200 200 200 200 200 200 200 200 200"),
        ("POST", "/api/aarshjul/erhvervspolitik/2027-1/aendring", new { springOver = true, begrundelse = "x" }, "403 403 403 403 200 403 403 403 200"),

        // Meetings are their secretary's.
        ("POST", "/api/moeder", new { forum = "CF", start = "2025-05-05T09:00" }, "403 403 403 403 201 403 403 403 403"),
        ("POST", "/api/moeder", new { forum = "OEU", start = "2025-05-06T09:00" }, "403 403 403 403 403 201 403 403 403"),
        ("GET", "/api/moeder", null, "200 200 200 200 200 200 200 200 200"),
        ("GET", "/api/moeder/{moede}", null, "200 200 200 200 200 200 200 200 200"),
        ("PATCH", "/api/moeder/{moede}", new { sted = "x" }, "403 403 403 403 428 403 403 403 403"),
        ("GET", "/api/moeder/{moede}/dagsorden", null, "200 200 200 200 200 200 200 200 200"),
        ("POST", "/api/moeder/{moede}/dagsorden", new { titel = "Øvrige sager", tillaeg = new { begrundelse = "x" } }, "403 403 403 403 201 403 403 403 403"),
        ("POST", "/api/moeder/{tomt}/udsendelse", null, "403 403 403 403 409 403 403 403 403"),
        ("POST", "/api/moeder/{tomt}/afslutning", null, "403 403 403 403 409 403 403 403 403"),
        ("GET", "/api/dagsordenspunkter/{punkt}", null, "200 200 200 200 200 200 200 200 200"),
        ("PATCH", "/api/dagsordenspunkter/{punkt}", new { gaester = new[] { "x" } }, "403 403 403 403 428 403 403 403 403"),
        ("PUT", "/api/dagsordenspunkter/{punkt}/beslutning", new { tekst = "x" }, "403 403 403 403 404 403 403 403 403"),
        ("POST", "/api/dagsordenspunkter/{punkt}/ekspedition", null, "403 403 403 403 409 403 403 403 403"),
        ("POST", "/api/dagsordenspunkter/{punkt}/beslutning", new { udfald = "godkendt", tekst = "Godkendt." }, "403 403 403 403 201 403 403 403 403"),

        // Now there is a draft of a decision.
        ("GET", "/api/dagsordenspunkter/{punkt}/beslutning", null, "404 404 404 404 200 404 200 404 404"),
        ("PUT", "/api/dagsordenspunkter/{punkt}/beslutning", new { tekst = "x" }, "404 404 404 404 428 404 403 404 404"),
        ("GET", "/api/bestillinger", null, "200 200 200 200 200 200 200 200 200"),
        ("GET", "/api/bestillinger/{bestilling}", null, "200 200 200 200 200 200 200 200 200"),
        ("PATCH", "/api/bestillinger/{bestilling}", new { ansvarlig = "CBA" }, "403 403 403 403 428 403 403 403 403"),
        ("POST", "/api/bestillinger/{bestilling}/tilbagemelding", new { tekst = "Undervejs", afsluttet = false }, "200 200 200 200 200 403 403 403 403"),
        ("POST", "/api/stedfortraedere", new { brugernavn = "findes-ikke", fra = "2025-01-01", til = "2025-01-02" }, "403 400 403 400 403 403 403 403 403"),
    ];

    [Fact]
    public async Task Adresser_ForHverBruger_SvarerEfterRollen()
    {
        var navne = await OpstilAsync();
        var forkerte = new List<string>();
        foreach (var (metode, sti, body, ventet) in Tabel)
        {
            var adresse = navne.Aggregate(sti, (s, n) => s.Replace($"{{{n.Key}}}", n.Value, StringComparison.Ordinal));
            foreach (var (bruger, kode) in Brugere.Zip(ventet.Split(' ')))
            {
                using var request = new HttpRequestMessage(new HttpMethod(metode), adresse) { Content = body is null ? null : JsonContent.Create(body) };
                using var svar = await vaert.Som(bruger).Http.SendAsync(request);
                var tekst = await svar.Content.ReadAsStringAsync();
                if ($"{(int)svar.StatusCode}" != kode)
                {
                    forkerte.Add($"{metode} {sti} som {bruger}: {(int)svar.StatusCode}, ikke {kode}");
                }

                if (!svar.IsSuccessStatusCode && (svar.Content.Headers.ContentType?.MediaType != "application/problem+json" || (svar.StatusCode == HttpStatusCode.NotFound && tekst.Contains("Hemmelig", StringComparison.Ordinal))))
                {
                    forkerte.Add($"{metode} {sti} som {bruger}: {tekst}");
                }
            }
        }

        Assert.True(forkerte.Count == 0, string.Join('\n', forkerte));
    }

    private async Task<Dictionary<string, string>> OpstilAsync()
    {
        var kladde = await vaert.HarOprettetSagAsync("Hemmelig kladde");
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Åben sag");
        var forelaeggelse = await vaert.KlarForelaeggelseAsync(sag, "DIR");
        var (moede, punkt) = await vaert.HarUdsendtAsync(sag, "DIR", "2025-04-01T09:00");
        var tomt = await vaert.HarMoedeAsync("DIR", "2025-04-15T09:00");
        var bestilt = await vaert.HarSagKlarTilDirektionenAsync("Bestilt sag");
        await vaert.BehandlAsync(bestilt, "DIR", "2025-03-03T09:00", new { udfald = "godkendt", tekst = "Godkendt.", bestillinger = new[] { new { tekst = "Lav et notat", ansvarlig = "ØAC" } } });
        var bestilling = Assert.Single((await vaert.Som("laeser").HentAsync($"/api/sager/{bestilt["id"]}/bestillinger"))["elementer"]!.AsArray())!;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["kladde"] = Id(kladde), ["sag"] = Id(sag), ["forelaeggelse"] = Id(forelaeggelse), ["moede"] = Id(moede), ["tomt"] = Id(tomt), ["punkt"] = Id(punkt),
            ["opgave"] = Id(await vaert.OpgaveAsync("sagsbehandler", kladde)), ["bestilling"] = Id(bestilling),
        };
    }

    private static string Id(JsonNode node) => (string)node["id"]!;
}
