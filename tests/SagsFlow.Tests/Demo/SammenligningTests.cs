using SagsFlow.Demo;

namespace SagsFlow.Tests.Demo;

public class SammenligningTests
{
    [Fact]
    public void Af_SidetalOgTommeLinjer_ErIngenForskel()
    {
        var r = Sammenligning.Af(["Øvrige sager.....\t3", "", "Punkt 1: Øvrige sager "], ["Øvrige sager", "Punkt 1: Øvrige sager", "", ""]);

        Assert.Equal((2, 1), (r.Linjer, r.Sidetal));
        Assert.Empty(r.Forskelle);
    }

    [Fact]
    public void Af_EnAndenEnManglendeOgEnEkstraLinje_NaevnesMedNummer()
    {
        var r = Sammenligning.Af(["a", "Udskudt.", "b", "c"], ["a", "Udskudt", "b", "", "ny"]);

        Assert.Equal(
            [
                new Sammenligning.Forskel(2, Vores: false, "Udskudt."),
                new Sammenligning.Forskel(2, Vores: true, "Udskudt"),
                new Sammenligning.Forskel(4, Vores: false, "c"),
                new Sammenligning.Forskel(5, Vores: true, "ny"),
            ],
            r.Forskelle);
        Assert.Contains("4 linjer står kun det ene sted.", Sammenligning.Tekst(r).Last(), StringComparison.Ordinal);
    }
}
