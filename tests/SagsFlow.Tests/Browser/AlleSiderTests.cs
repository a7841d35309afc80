using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.Playwright;
using SagsFlow.Tests.Demo;
using SagsFlow.Tests.Integration;
using Xunit.Sdk;

namespace SagsFlow.Tests.Browser;

/// <summary>Every page of the program, over the demo's cases, in both widths.</summary>
[Collection(FlereBrowserTests.Navn)]
public sealed partial class AlleSiderTests(BrowserFixture browser, DemoVaert vaert) : IClassFixture<DemoVaert>
{
    private const string Sagsbehandler = "Sanne Sagsbehandler";
    private const string Sekretaer = "Signe Sekretær";
    private const string Administrator = "Anders Administrator";

    /// <summary>Pages that only answer what is posted to them, and leave at once.</summary>
    private static readonly string[] UdenIndhold = ["/log-ud", "/oevelse/indlaes"];

    [Fact]
    public async Task HverSide_IBeggeBredder_ErPaen()
    {
        var sider = await SiderAsync();
        Assert.Equal(Ruter().Except(UdenIndhold, StringComparer.Ordinal).Order(StringComparer.Ordinal), sider.Select(s => s.Rute).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

        var grimme = new List<string>();
        foreach (var hos in sider.GroupBy(s => s.Bruger, StringComparer.Ordinal))
        {
            await using var vindue = await browser.SomAsync(vaert, hos.Key, "/");
            foreach (var (_, rute, sti) in hos)
            {
                try
                {
                    await KraevPaenAsync(vindue, rute, sti, hos.Key.Split(' ')[0].ToLowerInvariant());
                }
                catch (Exception e) when (e is XunitException or TimeoutException)
                {
                    grimme.Add($"{hos.Key}, {sti}: {e.Message}");
                }
            }
        }

        Assert.True(grimme.Count == 0, string.Join('\n', grimme));
    }

    private static async Task KraevPaenAsync(Vindue vindue, string rute, string sti, string hvem)
    {
        await vindue.Side.SetViewportSizeAsync((int)Bredde.Skaerm, 900);
        var svar = await vindue.Side.GotoAsync(sti);
        Assert.True(svar!.Status == (rute.StartsWith("/fejl", StringComparison.Ordinal) ? 404 : 200), $"{sti}: {svar.Status}");
        if (await vindue.Side.Locator(".diagram:visible").CountAsync() > 0)
        {
            await vindue.Side.Locator(".djs-shape").First.WaitForAsync();
        }

        var navn = $"alle-{UdenTegn().Replace($"{rute}-{sti.Split('?').ElementAtOrDefault(1)}", "-").Trim('-')}-{hvem}";
        await vindue.KraevPaenAsync($"{navn}-1440");
        await vindue.Side.SetViewportSizeAsync((int)Bredde.Mobil, 844);
        await vindue.KraevPaenAsync($"{navn}-390");
        await vindue.KraevTilgaengeligAsync();
    }

    private static IEnumerable<string> Ruter() =>
        typeof(Program).Assembly.GetCustomAttributes<RazorCompiledItemAttribute>()
            .SelectMany(i => i.Type.GetCustomAttributes<RazorCompiledItemMetadataAttribute>()).Where(m => m.Key == "RouteTemplate").Select(m => m.Value);

    private async Task<IReadOnlyList<(string Bruger, string Rute, string Sti)>> SiderAsync()
    {
        var kladde = await vaert.HarOprettetSagAsync("Grønne tage på skoler", "25/1101");
        var moede = await vaert.HarMoedeAsync("DIR", "2025-11-25T09:00");
        await vaert.LaegPaaAsync(moede, await vaert.HarSagKlarTilDirektionenAsync("Strategi for grønne tage", "25/1102"));
        await vaert.LaegPaaAsync(moede, await vaert.HarSagKlarTilDirektionenAsync("Trafiksikkerhed ved skoler", "25/1103"));
        await vaert.UdsendAsync(moede);
        var sag = (await vaert.Som("sagsbehandler").HentAsync("/api/sager?soeg=KV25"))["elementer"]![0]!["id"];
        var referat = await OffentligtReferatAsync();
        var plan = (await vaert.Som("sekretariat").HentAsync("/api/procesplaner"))["elementer"]![0]!["id"];
        return
        [
            (Sagsbehandler, "/", "/"), ("Carl Centerchef", "/", "/"), (Sekretaer, "/", "/"), ("Dines Direktør", "/", "/"), ("Lærke Læser", "/", "/"),
            (Sagsbehandler, "/sager", "/sager"), (Sagsbehandler, "/sager/ny", "/sager/ny"), (Sagsbehandler, "/sager/{id:guid}", $"/sager/{sag}"),
            (Sekretaer, "/sager/{id:guid}", $"/sager/{sag}"), ("Lærke Læser", "/sager/{id:guid}", $"/sager/{sag}"),
            (Sagsbehandler, "/sager/{id:guid}", $"/sager/{kladde["id"]}"), (Sagsbehandler, "/sager/{id:guid}/rediger", $"/sager/{kladde["id"]}/rediger"),
            (Sagsbehandler, "/sager/{id:guid}/ruteplan", $"/sager/{kladde["id"]}/ruteplan"), (Sagsbehandler, "/sager/{id:guid}/udskrift", $"/sager/{sag}/udskrift"),
            (Sagsbehandler, "/sager/{id:guid}/versioner", $"/sager/{sag}/versioner"), (Sagsbehandler, "/soeg", "/soeg?q=kommune"), (Sagsbehandler, "/soeg", "/soeg?q=findesikke"),
            (Sekretaer, "/moeder", "/moeder?visning=maaned"), (Sekretaer, "/moeder", "/moeder?visning=aar"), (Sekretaer, "/moeder", "/moeder?visning=raekke"),
            (Sekretaer, "/moeder/ny", "/moeder/ny"), (Sekretaer, "/moeder/{id:guid}", $"/moeder/{moede["id"]}"), (Sagsbehandler, "/moeder/{id:guid}", $"/moeder/{moede["id"]}"),
            (Sekretaer, "/moeder/{id:guid}/moede", $"/moeder/{moede["id"]}/moede"), (Sekretaer, "/moeder/{id:guid}/referat", $"/moeder/{referat}/referat"),
            (Sekretaer, "/moeder/{id:guid}/ret", $"/moeder/{moede["id"]}/ret"), (Sekretaer, "/moeder/{id:guid}/udgaver", $"/moeder/{moede["id"]}/udgaver"), (Sekretaer, "/moeder/{id:guid}/udsend", $"/moeder/{moede["id"]}/udsend"),
            (Sekretaer, "/referater", "/referater"), (Sekretaer, "/referater/{id:guid}", $"/referater/{referat}"),
            (Sekretaer, "/bestillinger", "/bestillinger"), (Sekretaer, "/bestillinger/{forum}", "/bestillinger/DIR"),
            (Sagsbehandler, "/frister", "/frister"), (Sagsbehandler, "/frister", "/frister?visning=maaned"), (Sagsbehandler, "/frister", "/frister?visning=uge"), (Sagsbehandler, "/frister/kalender", "/frister/kalender"),
            (Sagsbehandler, "/planer", "/planer"), (Sagsbehandler, "/ruteplan", "/ruteplan?workflow=politisk-sag&ruter=AESU&maal=BY&senest=2026-06-24"),
            (Sekretaer, "/procesplaner", "/procesplaner"), (Sekretaer, "/procesplaner/{id}", $"/procesplaner/{plan}"), (Sekretaer, "/aarshjul/{aar:int?}", "/aarshjul/2025"),
            (Sagsbehandler, "/processer", "/processer"), (Sagsbehandler, "/processer/{id}", "/processer/direktionssag"),
            (Administrator, "/", "/"), (Administrator, "/processer/ny", "/processer/ny"), (Administrator, "/processer/{id}/rediger", "/processer/direktionssag/rediger"), (Administrator, "/processer/{id}/flyt", "/processer/direktionssag/flyt"),
            (Administrator, "/administration", "/administration"), (Administrator, "/administration/fora", "/administration/fora"), (Administrator, "/administration/fora/{id}", "/administration/fora/BY"),
            (Administrator, "/administration/kalender", "/administration/kalender"), (Administrator, "/administration/kalendernoegler", "/administration/kalendernoegler"), (Administrator, "/administration/mail", "/administration/mail"),
            (Administrator, "/administration/oevelse", "/administration/oevelse"), (Administrator, "/administration/personer", "/administration/personer"),
            (Sagsbehandler, "/fejl/{kode:int}", "/findes-ikke"), (Sagsbehandler, "/log-ind", "/log-ind"),
        ];
    }

    /// <summary>The minutes of one of the demo's meetings, approved and published.</summary>
    private async Task<Guid> OffentligtReferatAsync()
    {
        var sekretaer = vaert.Som("sekretariat");
        var moeder = await sekretaer.HentAsync("/api/moeder?forum=DIR&antal=200");
        var id = (Guid)moeder["elementer"]!.AsArray().First(m => (string?)m!["status"] == "afsluttet")!["id"]!;
        await sekretaer.SendAsync($"/api/moeder/{id}/referat/godkendelse", new { });
        await sekretaer.SendAsync($"/api/moeder/{id}/referat/offentliggoerelse");
        return id;
    }

    [GeneratedRegex("[^a-z]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UdenTegn();
}
