using System.Text.Json.Nodes;
using SagsFlow.Engine.Tests.Npm;
using SagsFlow.Tests.Integration;

namespace SagsFlow.Tests.Mail;

/// <summary>Guests' calendar invitations, as they come by a real mail server and are read by a strict reader.</summary>
public sealed class InvitationTests(MailTests.Vaert vaert) : IClassFixture<MailTests.Vaert>
{
    private static readonly NpmPackage Laeser = new("smtp");

    [NodeFact]
    public async Task Gaest_InviteresFlyttesOgAflyses_KunTilSitEgetPunkt()
    {
        var til = vaert.HarAdresse("gaest@oevelse.example");
        var moede = await vaert.HarMoedeAsync("DIR", "2025-02-25T09:00");
        foreach (var (titel, nr) in new[] { ("Æbler på Ågade", "25/901"), ("Helt andre sager", "25/902") })
        {
            await vaert.LaegPaaAsync(moede, await vaert.HarSagKlarTilDirektionenAsync(titel, nr));
        }

        var punkter = (await vaert.Som("sekretariat").HentAsync($"/api/moeder/{moede["id"]}/dagsorden"))["punkter"]!.AsArray();
        var punkt = await RetAsync(punkter[0]!, new { start = "09:15", slut = "09:45", gaester = new[] { "Ørsted Økonom, Kasper og Per fra ØAC" } });
        var gaester = (await vaert.Som("sekretariat").HentAsync($"/api/moeder/{moede["id"]}/invitationer"))["elementer"]![0]!;
        Assert.Equal(("Ørsted Økonom", "Kasper, Per fra ØAC"), ((string?)gaester["inviteres"]![0], (string?)gaester["ikkeInviteret"]![0]));
        await vaert.UdsendAsync(moede);

        var (mail, kalender, invitation) = await InvitationAsync(til, 1);
        Assert.Equal(("REQUEST", "REQUEST"), ((string?)mail["method"], (string?)kalender["method"]));
        Assert.Equal(("2025-02-25T08:15:00.000Z", "2025-02-25T08:45:00Z", "Mødelokale 5", 0), ((string?)invitation["start"], (string?)invitation["end"], (string?)invitation["location"], (int)invitation["sequence"]!));
        Assert.Equal(("mailto:sagsflow@oevelse.example", $"mailto:{til}"), ((string?)invitation["organizer"], (string?)invitation["attendees"]!.AsArray().Single()));
        Assert.Equal("Gæst i Direktionen, punkt 1 (25/901)", (string?)invitation["summary"]);
        Assert.Contains("Æbler på Ågade", (string?)mail["text"], StringComparison.Ordinal);
        Assert.DoesNotContain("902", mail.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("andre", mail.ToJsonString(), StringComparison.Ordinal);

        moede = await vaert.Som("sekretariat").HentAsync($"/api/moeder/{moede["id"]}");
        await vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/moeder/{moede["id"]}", new { start = "2025-02-26T10:00" }, (int)moede["version"]!);
        var (_, _, flyttet) = await InvitationAsync(til, 2);
        Assert.Equal(("2025-02-26T09:15:00.000Z", 1), ((string?)flyttet["start"], (int)flyttet["sequence"]!));
        Assert.Equal((string?)invitation["uid"], (string?)flyttet["uid"]);

        punkt = await vaert.Som("sekretariat").HentAsync($"/api/dagsordenspunkter/{punkt["id"]}");
        await RetAsync(punkt, new { udgaar = new { begrundelse = "Trukket" } });
        var (aflyst, _, vaek) = await InvitationAsync(til, 3);
        Assert.Equal(("CANCEL", "CANCELLED", 2), ((string?)aflyst["method"], (string?)vaek["status"], (int)vaek["sequence"]!));
        Assert.DoesNotContain("Trukket", aflyst.ToJsonString(), StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task LukketPunkt_GaestUdenAdgang_FaarIntet_OgDenMedAdgangKunTiden()
    {
        var uden = vaert.HarAdresse("uden@oevelse.example", "laeser");
        var med = vaert.HarAdresse("med@oevelse.example", "centerchef");
        var moede = await vaert.HarMoedeAsync("DIR", "2025-03-04T09:00");
        var sag = await vaert.HarOprettetSagAsync("Zebrafinken skal afskediges", "25/999", lukket: new { grund = "Personsag" });
        foreach (var (bruger, udfald) in new[] { ("sagsbehandler", "indsend"), ("centerchef", "godkend"), ("sekretariat", "godkend") })
        {
            await vaert.AfslutOpgaveAsync(bruger, sag, udfald);
        }

        await RetAsync(await vaert.LaegPaaAsync(moede, sag), new { start = "10:00", gaester = new[] { "laeser", med } });
        await vaert.UdsendAsync(moede);

        var (mail, _, invitation) = await InvitationAsync(med, 1);
        Assert.Equal("Gæst i Direktionen, punkt 1", (string?)invitation["summary"]);
        Assert.All(new[] { "Zebrafinken", "25/999", "Personsag" }, ord => Assert.DoesNotContain(ord, mail.ToJsonString(), StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(vaert.Server.Mails, m => (string?)m["to"] == uden);
        Assert.Contains("har ikke adgang", (await vaert.Som("sekretariat").HentAsync($"/api/moeder/{moede["id"]}/invitationer")).ToJsonString(), StringComparison.Ordinal);
    }

    private Task<JsonNode> RetAsync(JsonNode punkt, object aendring) => vaert.Som("sekretariat").RetAsync(HttpMethod.Patch, $"/api/dagsordenspunkter/{punkt["id"]}", aendring, (int)punkt["version"]!);

    /// <summary>The mail of a number to somebody that has a calendar in it, with the calendar and its one event.</summary>
    private async Task<(JsonNode Mail, JsonNode Kalender, JsonNode Begivenhed)> InvitationAsync(string til, int nr)
    {
        for (var i = 1; ; i++)
        {
            var mail = await vaert.Server.MailAsync(til, i);
            if (mail["calendar"] is not null && --nr == 0)
            {
                var kalender = JsonNode.Parse(await Laeser.RunAsync("read-calendar.mjs", (string)mail["calendar"]!))!;
                return (mail, kalender, Assert.Single(kalender["events"]!.AsArray())!);
            }
        }
    }
}
