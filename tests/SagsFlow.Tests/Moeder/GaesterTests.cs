using SagsFlow.Brugere;
using SagsFlow.Moeder;

namespace SagsFlow.Tests.Moeder;

public sealed class GaesterTests
{
    private static readonly Bruger[] Brugere =
    [
        new() { Brugernavn = "maria", Navn = "Maria Ægir", Email = "maria@kommune.example" },
        new() { Brugernavn = "per", Navn = "Per og Søn" },
    ];

    [Theory]
    [InlineData("maria", "maria", "")]
    [InlineData("MARIA ÆGIR fra ØAC", "maria", "")]
    [InlineData("Maria Ægir, Kasper og Per fra ØAC", "maria,per", "Kasper")]
    [InlineData("Per og Søn", "per", "")]
    [InlineData("<Maria@kommune.example>", "maria", "")]
    [InlineData("Kasper fra ØAC", "", "Kasper fra ØAC")]
    [InlineData("maria@andetsteds.example", "", "maria@andetsteds.example")]
    public void Find_SomFolkSkriver_KenderDemDerKanInviteres(string skrevet, string kendte, string ukendte)
    {
        var fundne = Gaester.Find([skrevet], Brugere);

        Assert.Equal(kendte, string.Join(',', fundne.Kendte.Select(b => b.Brugernavn)));
        Assert.Equal(ukendte, string.Join(',', fundne.Ukendte));
    }
}
