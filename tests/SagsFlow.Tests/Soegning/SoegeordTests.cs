using SagsFlow.Soegning;

namespace SagsFlow.Tests.Soegning;

public sealed class SoegeordTests
{
    [Theory]
    [InlineData("Skolernes tage", "skole", true)]
    [InlineData("Århus og Aalborg", "aarhus ålborg", true)]
    [InlineData("Café ved havnene", "cafe havn", true)]
    [InlineData("Kommunalvalg 2025 (KV25)", "kv25", true)]
    [InlineData("Kommunalvalg 2025", "kommunal", true)]
    [InlineData("Kommunalvalg 2025", "\"kommunal\"", false)]
    [InlineData("Kommunalvalg 2025", "\"kommune valg\"", false)]
    [InlineData("Sag 25/805", "25/805", true)]
    public void Udtryk_IEnTekst_Passer(string tekst, string soegning, bool passer)
    {
        var udtryk = Soegeudtryk.Af(soegning);
        var ord = Soegeord.Ord(tekst).ToList();

        Assert.NotEmpty(udtryk.Led);
        Assert.Equal(passer, udtryk.Led.All(l => l.Stammer.All(s => ord.Exists(o => o.Stamme == s)) || (l.Begyndelse is not null && ord.Exists(l.Passer))));
    }

    [Fact]
    public void Uddrag_AfLangTekst_ErHvorDetMesteAfSoegningenStaar()
    {
        var tekst = string.Join(' ', Enumerable.Repeat("fyld", 200)) + " skolernes grønne tage i Taastrup " + string.Join(' ', Enumerable.Repeat("mere", 200));

        var uddrag = Uddrag.Af(tekst, Soegeudtryk.Af("tåstrup skole"));

        Assert.Equal(["skolernes", "Taastrup"], uddrag.Where(s => s.Fundet).Select(s => s.Tekst));
        Assert.InRange(uddrag.Sum(s => s.Tekst.Length), 150, 260);
        Assert.Equal("… ", uddrag[0].Tekst);
    }
}
