namespace SagsFlow.Tests.Integration;

/// <summary>What the pages of a meeting ask of the database, told by the program's own log.</summary>
public sealed class MoedesideTests(MoedesideTests.Talevaert vaert) : IClassFixture<MoedesideTests.Talevaert>
{
    [Fact]
    public async Task Moedesider_MedFlerePunkter_SpoergerIkkeOftere()
    {
        var (faaKladder, faaBesluttede) = await ForespoergslerAsync("2025-03-04T09:00", punkter: 2);
        var (kladder, besluttede) = await ForespoergslerAsync("2025-03-11T09:00", punkter: 8);

        // What the program does by itself meanwhile is counted too; one query more for each item would be six.
        Assert.InRange(kladder, 1, faaKladder + 5);
        Assert.InRange(besluttede, 1, faaBesluttede + 5);
    }

    /// <summary>How many queries the meeting takes with every item postponed in a draft, and its minutes when they have taken effect.</summary>
    private async Task<(int Moede, int Referat)> ForespoergslerAsync(string start, int punkter)
    {
        var moede = await vaert.HarMoedeAsync("DIR", start);
        for (var i = 0; i < punkter; i++)
        {
            await vaert.LaegPaaAsync(moede, await vaert.HarSagKlarTilDirektionenAsync($"Sag {i} til {start}"));
        }

        await vaert.UdsendAsync(moede);
        foreach (var punkt in (await vaert.Som("sekretariat").HentAsync($"/api/moeder/{moede["id"]}/dagsorden"))["punkter"]!.AsArray())
        {
            await vaert.BeslutAsync(punkt!, new { udfald = "udskudt", tekst = "Udskudt.", udskudtTil = new { dato = "2025-05-20" } });
        }

        var kladder = await vaert.TaelAsync($"/moeder/{moede["id"]}/moede");
        await vaert.AfslutMoedeAsync(moede);
        return (kladder, await vaert.TaelAsync($"/moeder/{moede["id"]}/referat"));
    }

    /// <summary>A program that logs every query.</summary>
    public sealed class Talevaert : SagsFlowVaert
    {
        protected override IReadOnlyDictionary<string, string> Indstillinger => new Dictionary<string, string>(base.Indstillinger)
        {
            ["Logging__LogLevel__Microsoft.EntityFrameworkCore.Database.Command"] = "Information",
            ["Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics"] = "Information",
        };

        /// <summary>Opens a page as the secretary, a second time so that nothing is read for the first, and tells how many queries it took.</summary>
        public async Task<int> TaelAsync(string side)
        {
            await LaesAsync(side);
            var maerke = $"{side}?maal=ja";
            await LaesAsync(maerke);
            await Integration.Vent.PaaAsync(() => Maerker(maerke).Count == 2);
            var graenser = Maerker(maerke);
            return Log[graenser[0]..graenser[1]].Split("Executed DbCommand").Length - 1;
        }

        private async Task LaesAsync(string side)
        {
            using var svar = await Som("sekretariat").Http.GetAsync(new Uri(side, UriKind.Relative));
            svar.EnsureSuccessStatusCode();
        }

        /// <summary>Where the log tells that the request began and ended.</summary>
        private List<int> Maerker(string maerke)
        {
            var (log, fundet) = (Log, new List<int>());
            for (var i = log.IndexOf(maerke, StringComparison.Ordinal); i >= 0; i = log.IndexOf(maerke, i + 1, StringComparison.Ordinal))
            {
                fundet.Add(i);
            }

            return fundet;
        }
    }
}
