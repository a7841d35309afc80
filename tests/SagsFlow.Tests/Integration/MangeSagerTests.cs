namespace SagsFlow.Tests.Integration;

/// <summary>How many cases there are, where there are so many that those which are hidden are counted instead.</summary>
public sealed class MangeSagerTests(SagsFlowVaert vaert) : IClassFixture<SagsFlowVaert>
{
    private const int Mange = 12_000;
    private static readonly string[] Laesere = ["laeser", "sagsbehandler", "sagsbehandler-oeac", "direktion", "udvalg", "sekretariat", "admin"];
    private static readonly string[] Lister = ["/api/sager", "/api/sager?center=CBA", "/api/sager?status=undervejs"];
    private static readonly object Personsag = new { grund = "Personsag" };

    [Fact]
    public async Task Antal_MedMangeTusindeSager_ErDemManMaaKendeTil()
    {
        await vaert.HarSagKlarTilDirektionenAsync("Åben sag");
        await vaert.HarOprettetSagAsync("Kladde");
        await vaert.HarOprettetSagAsync("Lukket kladde", lukket: Personsag);
        await vaert.AfslutOpgaveAsync("sagsbehandler", await vaert.HarOprettetSagAsync("Lukket sag", lukket: Personsag), "indsend");
        var foer = await AntalAsync();
        Assert.True(foer.Distinct().Count() > 1, "Everybody sees the same, so nothing is hidden.");

        // Cases that everybody may know of, older than those that are shown.
        var kolonner = string.Join(", ", vaert.Laes("SELECT name FROM pragma_table_info('sag') WHERE name NOT IN ('id', 'oprettet')").Select(r => r[0]));
        vaert.Skriv($"""
            INSERT INTO sag (id, oprettet, {kolonner})
            WITH RECURSIVE n (nr) AS (SELECT 1 UNION ALL SELECT nr + 1 FROM n WHERE nr < {Mange})
            SELECT printf('01A00000-0000-7000-8000-%012d', nr), oprettet - 1, {kolonner} FROM n, (SELECT * FROM sag WHERE titel = 'Åben sag')
            """);

        Assert.Equal(foer.Select(a => a + Mange), await AntalAsync());
    }

    private async Task<IReadOnlyList<int>> AntalAsync()
    {
        var antal = new List<int>();
        foreach (var (hvem, liste) in Laesere.SelectMany(l => Lister.Select(liste => (l, liste))))
        {
            antal.Add((int)(await vaert.Som(hvem).HentAsync($"{liste}{(liste.Contains('?') ? '&' : '?')}antal=1"))["total"]!);
        }

        return antal;
    }
}
