using SagsFlow.Sager;

namespace SagsFlow.Tests.Sager;

/// <summary>Deadlines found in running text.</summary>
public class DatoforslagTests
{
    private static readonly DateOnly Idag = new(2025, 2, 25);

    [Theory]
    [InlineData("Tilbudsgiverne skal forhåndsadviseres senest 12.3.2025, så de kan planlægge.", "2025-03-12")]
    [InlineData("Materialet afleveres inden den 1. juni. Derefter går det videre.", "2025-06-01")]
    [InlineData("Høringsfristen er 30-09-2025.", null)]
    [InlineData("Fristen er 30-09-2025 kl. 12.00.", "2025-09-30")]
    [InlineData("- svar SENEST 17-09-18", "2018-09-17")]
    [InlineData("senest 31.2.2025", null)]
    [InlineData("Mødet holdes 12.3.2025.", null)]
    [InlineData("Senest kl. 12 den dag", null)]
    public void Find_SerDetDerLignerEnFrist(string tekst, string? ventet) =>
        Assert.Equal(ventet is null ? [] : [ventet], Datoforslag.Find("baggrund", tekst, Idag).Select(f => f.Senest.ToString("yyyy-MM-dd", null)));

    [Fact]
    public void Find_GiverSaetningenDenStaarI()
    {
        var forslag = Assert.Single(Datoforslag.Find("sagsfremstilling", "Der er 3.500 kr. til det.\n\n- Tilbudsgiverne skal forhåndsadviseres senest 12.3.2025. Det sker med brev.", Idag));
        Assert.Equal("Tilbudsgiverne skal forhåndsadviseres senest 12.3.2025. Det sker med brev.", forslag.Hvad);
    }
}
