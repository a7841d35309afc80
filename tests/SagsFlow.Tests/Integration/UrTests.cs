using System.Net;

namespace SagsFlow.Tests.Integration;

/// <summary>The demo's clock: forward only, and everything due on the way is done when it answers.</summary>
public sealed class UrTests(KontrolleretVaert vaert) : IClassFixture<KontrolleretVaert>
{
    [Fact]
    public async Task Ur_FlyttetFrem_SenderPaamindelserOgKanIkkeTilbage()
    {
        var sag = await vaert.HarOprettetSagAsync();
        await vaert.AfslutOpgaveAsync("sagsbehandler", sag, "indsend");
        Assert.Equal(0, await PaamindelserAsync(sag));

        await vaert.FlytUrAsync("2025-01-09T07:30");
        Assert.Equal(0, await PaamindelserAsync(sag));
        var flyttet = await vaert.FlytUrAsync("2025-01-09T09:00");

        Assert.Equal(1, await PaamindelserAsync(sag));
        Assert.StartsWith("2025-01-09T09:0", (string?)flyttet["nu"], StringComparison.Ordinal);
        Assert.True((int)flyttet["fyret"]! > 0);
        Assert.StartsWith("2025-01-09T09:0", (string?)(await vaert.Som("laeser").HentAsync("/api/udvikling/ur"))["nu"], StringComparison.Ordinal);
        await vaert.Som("admin").SendAfvistAsync("/api/udvikling/ur", new { nu = "2025-01-08T08:00" }, HttpStatusCode.Conflict);
        foreach (var skidt in new object[] { new { }, new { nu = "i morgen" }, new { nu = "2025-02-30T08:00" }, new { nu = 5 }, new { nu = (string?)null } })
        {
            await vaert.Som("admin").SendAfvistAsync("/api/udvikling/ur", skidt, HttpStatusCode.BadRequest);
        }

        // One chief is reminded once, however far the clock goes.
        await vaert.FlytUrAsync("2025-06-01T08:00");
        Assert.Equal(1, await PaamindelserAsync(sag));
        using var ene = await vaert.Som("admin").PostAsync("/api/udvikling/ur", new { nu = "2025-06-02T08:00" }, "ur-1");
        using var igen = await vaert.Som("admin").PostAsync("/api/udvikling/ur", new { nu = "2025-06-02T08:00" }, "ur-1");
        using var andet = await vaert.Som("admin").PostAsync("/api/udvikling/ur", new { nu = "2025-06-03T08:00" }, "ur-1");
        Assert.Equal(await ene.Content.ReadAsStringAsync(), await igen.Content.ReadAsStringAsync());
        await Klient.ProblemAsync(andet, HttpStatusCode.UnprocessableEntity);
    }

    private async Task<int> PaamindelserAsync(System.Text.Json.Nodes.JsonNode sag) =>
        (await vaert.Som("sagsbehandler").HentAsync($"/api/sager/{sag["id"]}/historik"))["elementer"]!.AsArray().Count(h => (string?)h!["art"] == "paamindelse");
}
