using System.Text.Json;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Tests.Moeder;

public sealed class MoedereglerTests
{
    private static readonly DateOnly Elvte = new(2025, 3, 11);

    private static Moedeflytning.Sagspunkt EtSagspunkt(string senest = "2025-03-12", string? oensket = null) => new(
        "Punkt 1", [new EgenDato(DateOnly.Parse(senest), "forhåndsadvisering")], oensket is null ? null : new OensketMoede("DIR", DateOnly.Parse(oensket)));

    [Theory]
    [InlineData("2025-03-12", 0)]
    [InlineData("2025-03-13", 1)]
    [InlineData(null, 1)]
    public void Brud_EgenDato_BrydesKunEfterDagen(string? nyDag, int brud) =>
        Assert.Equal(brud, Moedeflytning.Brud("DIR", Elvte, nyDag is null ? null : DateOnly.Parse(nyDag), [EtSagspunkt()]).Count());

    [Fact]
    public void Brud_DatoenVarAlleredeOverskredet_NaevnesIkkeIgen() =>
        Assert.Empty(Moedeflytning.Brud("DIR", Elvte, Elvte.AddDays(14), [EtSagspunkt(senest: "2025-03-01")]));

    [Theory]
    [InlineData("DIR", 1)]
    [InlineData("CF", 0)]
    public void Brud_OensketMoede_GaelderKunSammeForum(string forum, int brud) =>
        Assert.Equal(brud, Moedeflytning.Brud(forum, Elvte, Elvte.AddDays(7), [EtSagspunkt(senest: "2025-12-01", oensket: "2025-03-11")]).Count());

    [Fact]
    public void Flyttet_KunNytSted_NaevnerIkkeTiden()
    {
        var tekst = Assert.Single(Moedeflytning.Flyttet(new DateTime(2025, 3, 11, 9, 0, 0), new DateTime(2025, 3, 11, 9, 0, 0), 3, "A", "B"));

        Assert.Equal("Mødet holdes nu i B.", tekst);
    }

    [Fact]
    public void Lukninger_AabningUdenBegrundelse_Afvises()
    {
        Assert.Same(MoedeFejl.AabningKraeverGrund, Lukninger.Tjek(null, null, politisk: false));
        Assert.Null(Lukninger.Tjek(null, "Sagen er offentlig nu", politisk: true));
    }

    [Fact]
    public void Lukninger_PolitiskForum_KraeverOffentligTitelEllerBegrundelse()
    {
        Assert.Same(MoedeFejl.ManglerOffentligTitel, Lukninger.Tjek(new Lukning("salg"), null, politisk: true));
        Assert.Null(Lukninger.Tjek(new Lukning("salg", "Salg af ejendom"), null, politisk: true));
        Assert.Null(Lukninger.Tjek(new Lukning("salg"), "Enhver titel ville røbe parten", politisk: true));
        Assert.Null(Lukninger.Tjek(new Lukning("salg"), null, politisk: false));
    }

    [Fact]
    public void Valgfri_UdeladtNullOgVaerdi_SkelnesFraHinanden()
    {
        static PunktaendringBody Laes(string json) => JsonSerializer.Deserialize<PunktaendringBody>(json, Json.Indstillinger)!;

        Assert.False(Laes("{}").Lukket.ErGivet);
        Assert.Equal(new Valgfri<LukningBody>(true, null), Laes("""{"lukket":null}""").Lukket);
        Assert.Equal("salg", Laes("""{"lukket":{"grund":"salg"}}""").Lukket.Vaerdi!.Grund);
        Assert.Equal(new TimeOnly(9, 30), Laes("""{"start":"09:30"}""").Start.Eller(null));
        Assert.Equal(new TimeOnly(8, 0), Laes("{}").Start.Eller(new TimeOnly(8, 0)));
    }

    [Fact]
    public void Underpunkt_EnTekstEllerEtObjekt_LaesesEns()
    {
        var body = JsonSerializer.Deserialize<PunktaendringBody>("""{"underpunkter":["SL-møde",{"titel":"Opfølgning","bilag":[{"navn":"Program"}]}]}""", Json.Indstillinger)!;

        Assert.Equal(["SL-møde", "Opfølgning"], body.Underpunkter!.Select(u => u.SomUnderpunkt().Titel));
        Assert.True(body.Underpunkter![1].SomUnderpunkt().Bilag[0].Intern);
    }

    [Fact]
    public void TjekAabent_AflystOgAfsluttet_Afvises()
    {
        Assert.Null(new Moede { ForumId = "DIR" }.TjekAabent());
        Assert.Same(MoedeFejl.ErAfsluttet, new Moede { ForumId = "DIR", Afsluttet = DateTimeOffset.UnixEpoch }.TjekAabent());
        Assert.Same(MoedeFejl.ErAflyst, new Moede { ForumId = "DIR", Aflyst = DateTimeOffset.UnixEpoch }.TjekAabent());
    }
}
