using System.Net;
using System.Text.Json.Nodes;
using SagsFlow.Engine.Tests.Npm;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Mail;

/// <summary>Mail as it reaches people, by a real mail server.</summary>
public sealed class MailTests(MailTests.Vaert vaert) : IClassFixture<MailTests.Vaert>
{
    private const string Modtager = "sagsbehandler-oeac";

    [NodeFact]
    public async Task VideregivneOpgaver_SendesStraks_IEnTraadForSagen()
    {
        var til = vaert.HarAdresse("straks@oevelse.example");
        var sag = await vaert.HarOprettetSagAsync("Æblegrøden på Ågade – »blå« bænke & <øl>", "25/601");
        await vaert.VideregivAsync(sag, Modtager);
        await vaert.VideregivAsync(sag, Modtager);

        var (foerste, anden) = (await vaert.Server.MailAsync(til), await vaert.Server.MailAsync(til, 2));
        Assert.Equal("25/601 Æblegrøden på Ågade – »blå« bænke & <øl>", (string?)foerste["subject"]);
        Assert.Contains("har givet dig opgaven »", (string?)foerste["text"], StringComparison.Ordinal);
        Assert.Contains($"https://sagsflow.oevelse.example/sager/{sag["id"]}", (string?)foerste["text"], StringComparison.Ordinal);
        Assert.Contains("»blå« bænke &amp; &lt;øl&gt;</a>", (string?)foerste["html"], StringComparison.Ordinal);
        Assert.Equal((true, Mailserver.Bruger, "auto-generated"), ((bool)foerste["secure"]!, (string?)foerste["user"], (string?)foerste["auto"]));
        Assert.Contains("Økonomien", (string?)foerste["from"], StringComparison.Ordinal);

        Assert.NotEqual((string?)foerste["messageId"], (string?)anden["messageId"]);
        Assert.NotNull(foerste["inReplyTo"]);
        Assert.Equal((string?)foerste["inReplyTo"], (string?)anden["inReplyTo"]);
        Assert.Equal((string?)foerste["subject"], (string?)anden["subject"]);
    }

    [NodeFact]
    public async Task Modtager_SomServerenAfviser_VisesForAdministratoren_OgKanFaaDenIgen()
    {
        var til = vaert.HarAdresse("afvist@oevelse.example");
        await vaert.VideregivAsync(await vaert.HarOprettetSagAsync("Afvist"), Modtager);

        var mail = await vaert.MailAsync("afvist");
        Assert.Equal((til, Modtager), ((string?)mail["adresse"], (string?)mail["brugernavn"]));
        Assert.Contains("No such mailbox here", (string?)mail["svar"], StringComparison.Ordinal);
        await vaert.Som("sekretariat").HentAfvistAsync("/api/mail?status=afvist", HttpStatusCode.Forbidden);
        await vaert.Som("sekretariat").SendAfvistAsync($"/api/mail/{mail["id"]}/afsendelse", null, HttpStatusCode.Forbidden);
        await vaert.Som("admin").HentAfvistAsync("/api/mail?status=vaek", HttpStatusCode.BadRequest);

        var rettet = vaert.HarAdresse("rettet@oevelse.example");
        await vaert.Som("admin").SendAsync($"/api/mail/{mail["id"]}/afsendelse");
        Assert.StartsWith("25/547 ", (string?)(await vaert.Server.MailAsync(rettet))["subject"], StringComparison.Ordinal);
        await vaert.MailAsync("sendt", (string)mail["id"]!);
        await vaert.Som("admin").SendAfvistAsync($"/api/mail/{mail["id"]}/afsendelse", null, HttpStatusCode.Conflict);
    }

    [NodeFact]
    public async Task Modtager_SomHarTravlt_FaarDenSenere_OgIngenAndenVenterPaaDen()
    {
        var til = vaert.HarAdresse("optaget@oevelse.example");
        await vaert.VideregivAsync(await vaert.HarOprettetSagAsync("Senere"), Modtager);
        await vaert.Server.MailAsync(til);

        var mail = Assert.Single(await vaert.MailsAsync("sendt"), m => (string?)m["adresse"] == til);
        Assert.Equal(2, (int)mail["forsoeg"]!);
    }

    [NodeFact]
    public async Task Stroemsvigt_MellemAfsendelseOgKvittering_SenderMedSammeMessageId()
    {
        var til = vaert.HarAdresse("tavs@oevelse.example");
        await vaert.VideregivAsync(await vaert.HarOprettetSagAsync("Tavs"), Modtager);
        var foerste = await vaert.Server.MailAsync(til);
        await vaert.GenstartAsync();

        var anden = await vaert.Server.MailAsync(til, 2);
        Assert.Equal((string?)foerste["messageId"], (string?)anden["messageId"]);
        Assert.Equal(2, (int)Assert.Single(await vaert.MailsAsync("sendt"), m => (string?)m["adresse"] == til)["forsoeg"]!);
        Assert.Equal(2, vaert.Server.Mails.Count(m => (string?)m["to"] == til));
    }

    [NodeFact]
    public async Task LukketSag_NaevnesIkke_HverkenIEmneEllerTekst()
    {
        var til = vaert.HarAdresse("lukket@oevelse.example", "centerchef");
        var sag = await vaert.HarOprettetSagAsync("Zebrafinken skal afskediges", "25/999", lukket: new { grund = "Personsag" });
        await vaert.VideregivAsync(sag, "centerchef");

        var mail = await vaert.Server.MailAsync(til);
        Assert.Equal("En lukket sag", (string?)mail["subject"]);
        Assert.Contains($"/sager/{sag["id"]}", (string?)mail["text"], StringComparison.Ordinal);
        Assert.All(new[] { "Zebrafinken", "25/999", "Personsag", "Signe" }, ord => Assert.DoesNotContain(ord, mail.ToJsonString(), StringComparison.OrdinalIgnoreCase));
    }

    [NodeFact]
    public async Task DenDerMisterAdgangen_FoerMailenErSendt_FaarIntet()
    {
        var til = vaert.HarAdresse("optaget-lukkes@oevelse.example");
        var sag = await vaert.HarSagKlarTilDirektionenAsync("Bliver lukket", "25/602");
        vaert.Skriv($"INSERT INTO besked (id, brugernavn, sag_id, tekst, tid) SELECT '{Guid.Empty}', '{Modtager}', id, 'Bliver lukket', oprettet FROM sag WHERE lower(id) = '{sag["id"]}'");
        vaert.Skriv($"INSERT INTO mail (id, brugernavn, oprettet, tilstand, forsoeg, tidligst, lejet, lejenummer) VALUES ('{Guid.Empty}', '{Modtager}', 0, 'venter', 0, 0, 0, 0)");
        vaert.Skriv($"UPDATE forelaeggelse SET lukket = '{{\"grund\":\"Personsag\"}}' WHERE lower(sag_id) = '{sag["id"]}'");
        vaert.Skriv($"INSERT INTO mail_besked (besked_id, brugernavn, tid, mail_id) VALUES ('{Guid.Empty}', '{Modtager}', 0, '{Guid.Empty}')");
        await vaert.GenstartAsync();

        var mail = await vaert.MailAsync("bortfaldet", Guid.Empty.ToString());
        Assert.Equal("Personen har ikke længere adgang.", (string?)mail["svar"]);
        Assert.DoesNotContain(vaert.Server.Mails, m => (string?)m["to"] == til);
    }

    [NodeFact]
    public async Task Beslutninger_SamlesTilNaesteMorgen_MensBestillingenSendesStraks()
    {
        var forfatter = vaert.HarAdresse("forfatter@oevelse.example", "sagsbehandler");
        var bestilt = vaert.HarAdresse("bestilt@oevelse.example");
        foreach (var nr in new[] { "25/611", "25/612" })
        {
            var sag = await vaert.HarSagKlarTilDirektionenAsync($"Sagen {nr}", nr);
            await vaert.HarBesluttetAsync(sag, new { udfald = "godkendt", tekst = "Godkendt.", bestillinger = nr == "25/611" ? new[] { new { tekst = "Tæl bænkene", ansvarlig = Modtager } } : null });
        }

        Assert.Contains("Tæl bænkene", (string?)(await vaert.Server.MailAsync(bestilt))["text"], StringComparison.Ordinal);
        Assert.DoesNotContain(vaert.Server.Mails, m => (string?)m["to"] == forfatter);

        await vaert.FlytUrAsync("2025-01-07T06:59");
        Assert.Equal(2, vaert.Tael("SELECT COUNT(*) FROM mail_besked WHERE mail_id IS NULL AND brugernavn = 'sagsbehandler'"));
        await vaert.FlytUrAsync("2025-01-07T07:00");
        var mail = await vaert.Server.MailAsync(forfatter);
        Assert.Equal("SagsFlow den 07-01-2025: 2 beskeder", (string?)mail["subject"]);
        Assert.All(new[] { "25/611 Sagen 25/611", "25/612 Sagen 25/612", "Beslutning i Direktionen" }, t => Assert.Contains(t, (string?)mail["text"], StringComparison.Ordinal));
        Assert.Contains("<h2><a href=\"https://sagsflow.oevelse.example/sager/", (string?)mail["html"], StringComparison.Ordinal);
        Assert.Null(mail["inReplyTo"]);
        Assert.Equal(0, vaert.Tael("SELECT COUNT(*) FROM mail_besked WHERE mail_id IS NULL AND brugernavn = 'sagsbehandler'"));
    }

    [NodeFact]
    public async Task Mig_SigerHvorhenDerSendes() =>
        Assert.Equal("laeser@oevelse.example", (string?)(await vaert.Som("laeser").HentAsync("/api/mig"))["email"]);

    /// <summary>A program whose mail goes to a server on this machine.</summary>
    public sealed class Vaert : SagsFlowVaert
    {
        internal Mailserver Server { get; } = new();

        protected override IReadOnlyDictionary<string, string> Indstillinger => new Dictionary<string, string>
        {
            ["Mail__Server"] = "localhost",
            ["Mail__Port"] = Server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Mail__Bruger"] = Mailserver.Bruger,
            ["Mail__Kodeord"] = Mailserver.Kodeord,
            ["Mail__Afsender"] = "\"SagsFlow, Økonomien\" <sagsflow@oevelse.example>",
            ["Mail__Adresse"] = "https://sagsflow.oevelse.example",
            ["SSL_CERT_FILE"] = Server.Certifikat,
        };

        public override async Task InitializeAsync()
        {
            if (NpmPackage.HasNode)
            {
                await Server.StartAsync();
                await base.InitializeAsync();
            }
        }

        public override async Task DisposeAsync()
        {
            await base.DisposeAsync();
            await Server.DisposeAsync();
        }

        /// <summary>Gives somebody an address, so that a test knows its own mails and the server its part.</summary>
        public string HarAdresse(string adresse, string brugernavn = Modtager)
        {
            this.Skriv($"UPDATE bruger SET email = '{adresse}' WHERE brugernavn = '{brugernavn}'");
            return adresse;
        }

        /// <summary>The secretariat hands the case's first task to somebody.</summary>
        public async Task VideregivAsync(JsonNode sag, string til)
        {
            var opgave = Assert.Single((await Som("sekretariat").HentAsync($"/api/opgaver?sag={sag["id"]}"))["elementer"]!.AsArray())!;
            await Som("sekretariat").SendAsync($"/api/opgaver/{opgave["id"]}/videregivelse", new { til, begrundelse = "Ferie" });
        }

        public async Task<IReadOnlyList<JsonNode>> MailsAsync(string status) =>
            [.. (await Som("admin").HentAsync($"/api/mail?status={status}&antal=200"))["elementer"]!.AsArray().Select(m => m!)];

        /// <summary>The mail of a state, or one of them, as the administrator sees it, now or shortly.</summary>
        public async Task<JsonNode> MailAsync(string status, string? id = null)
        {
            for (var i = 0; ; i++)
            {
                if ((await MailsAsync(status)).FirstOrDefault(m => id is null || (string?)m["id"] == id) is { } mail)
                {
                    return mail;
                }

                Assert.True(i < 300, $"No mail is {status}.\n{Log}");
                await Task.Delay(100);
            }
        }
    }
}
