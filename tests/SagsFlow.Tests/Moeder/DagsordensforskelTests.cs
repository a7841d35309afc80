using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Tests.Moeder;

public sealed class DagsordensforskelTests
{
    private static readonly Guid[] Ider = [.. Enumerable.Range(1, 5).Select(n => new Guid(n, 0, 0, new byte[8]))];

    private static UdsendtPunkt EtPunkt(int nr, string titel = "Sag", string? baggrund = null, TimeOnly? start = null, string? udgaaet = null, string? tillaeg = null) => new(
        Ider[nr - 1], nr, $"25/{nr}", false, new Sagsindhold { Titel = titel, Baggrund = baggrund }, start, null, [], [], tillaeg, udgaaet);

    [Fact]
    public void Find_FraEnUdgaveTilDenNaeste_NaevnerHverAendringOgKunDem()
    {
        var foer = new[] { EtPunkt(1), EtPunkt(2, start: new(9, 0)), EtPunkt(3, titel: "Gammel", baggrund: "a"), EtPunkt(4) };
        var nu = new[] { EtPunkt(1), EtPunkt(2, start: new(10, 30)), EtPunkt(3, titel: "Ny", baggrund: "b"), EtPunkt(4, udgaaet: "Trukket"), EtPunkt(5, tillaeg: "Haster") };

        var forskel = Dagsordensforskel.Find(foer, nu);

        Assert.Equal([Forskelsart.Uaendret, Forskelsart.Flyttet, Forskelsart.Aendret, Forskelsart.Udgaaet, Forskelsart.Tilfoejet], forskel.Select(f => f.Art));
        Assert.Equal([new Punktaendring("tiden", "kl. 09.00", "kl. 10.30")], forskel[1].Aendringer);
        Assert.Equal([new Punktaendring("titlen", "Gammel", "Ny"), new Punktaendring("baggrunden")], forskel[2].Aendringer);
        Assert.Equal(["Trukket", "Haster"], forskel.Skip(3).Select(f => f.Grund));
    }

    [Fact]
    public void Find_AlleredeUdgaaet_ErIkkeNytIgen() =>
        Assert.Equal(Forskelsart.Uaendret, Dagsordensforskel.Find([EtPunkt(1, udgaaet: "Trukket")], [EtPunkt(1, udgaaet: "Trukket")])[0].Art);
}
