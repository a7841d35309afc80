using SagsFlow.Beslutninger;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Tests.Beslutninger;

public sealed class BeslutningBodyTests
{
    private static readonly DateTimeOffset Nu = new(2025, 2, 25, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TjekNy_UkendtUdfald_NaevnerDeKendte()
    {
        var fejl = Tjek(new BeslutningBody { Udfald = "vedtaget", Tekst = "x" })!;

        Assert.Contains("godkendt-med-bemaerkning", Assert.Single(fejl.Felter!["udfald"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("godkendt", true)]
    [InlineData("ingen-beslutning", false)]
    public void TjekNy_UdenTekst_KraevesUndtagenUdenBeslutning(string udfald, bool kraeves) =>
        Assert.Equal(kraeves, Tjek(new BeslutningBody { Udfald = udfald, Tekst = " " })?.Felter!.ContainsKey("tekst") == true);

    [Fact]
    public void TjekNy_SammePunktToGange_Afvises() =>
        Assert.Contains("punkter[1].nr", Tjek(Godkendt() with { Punkter = [new PunktudfaldBody("4a", "godkendt", null), new PunktudfaldBody(" 4A ", "udskudt", null)] })!.Felter!.Keys);

    [Fact]
    public void TjekNy_PrPunktUdenPunkter_Afvises() => Assert.Contains("punkter", Tjek(new BeslutningBody { Udfald = "pr-punkt", Tekst = "x" })!.Felter!.Keys);

    [Fact]
    public void TjekNy_UdskudtTilUdenUdskydelse_Afvises() => Assert.Contains("udskudtTil", Tjek(Godkendt() with { UdskudtTil = new UdskydelseBody(null, null, true) })!.Felter!.Keys);

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, true, true)]
    public void TjekNy_UdskudtTilIkkeNetopEn_Afvises(bool moede, bool dato, bool naeste)
    {
        var til = new UdskydelseBody(moede ? NytId.Guid(Nu) : null, dato ? new DateOnly(2025, 3, 1) : null, naeste);

        Assert.Contains("udskudtTil", Tjek(new BeslutningBody { Udfald = "udskudt", Tekst = "x", UdskudtTil = til })!.Felter!.Keys);
    }

    [Fact]
    public void TjekNy_BestillingMedFristOgMoede_Afvises() =>
        Assert.Contains("bestillinger[0]", Tjek(Godkendt() with { Bestillinger = [new BestillingBody("x", null, new DateOnly(2025, 3, 1), NytId.Guid(Nu))] })!.Felter!.Keys);

    [Fact]
    public void TjekNy_TommePladserPaaLister_AfvisesUdenAtFejle() =>
        Assert.NotNull(Tjek(Godkendt() with { Punkter = [null!], Bestillinger = [null!], Ruter = [null!], Inhabile = [null!] }));

    [Fact]
    public void Udkast_Rettelse_BeholderHvadDerErUdeladt()
    {
        var hidtil = (Godkendt() with { Ruter = ["CF"], Bestillinger = [new BestillingBody("Notat", "CBA", null, null)] }).Udkast(null);

        var nyt = new BeslutningBody { Tekst = "Godkendt." }.Udkast(hidtil);

        Assert.Equal("Godkendt.", nyt.Tekst);
        Assert.True(hidtil.HarSammeFoelger(nyt));
    }

    [Fact]
    public void Udkast_RettetTilGodkendt_MisterUdskydelsen()
    {
        var hidtil = new BeslutningBody { Udfald = "udskudt", Tekst = "x", UdskudtTil = new UdskydelseBody(null, null, true) }.Udkast(null);

        var nyt = new BeslutningBody { Udfald = "godkendt" }.Udkast(hidtil);

        Assert.Null(nyt.UdskudtTil);
        Assert.False(hidtil.HarSammeFoelger(nyt));
    }

    [Theory]
    [InlineData("ruter")]
    [InlineData("bestillinger")]
    [InlineData("punkter")]
    public void HarSammeFoelger_NoetEtFelt_Nej(string felt)
    {
        var hidtil = Godkendt().Udkast(null);
        var rettet = felt switch
        {
            "ruter" => new BeslutningBody { Ruter = ["HU"] },
            "bestillinger" => new BeslutningBody { Bestillinger = [new BestillingBody("Notat", null, null, null)] },
            _ => new BeslutningBody { Punkter = [new PunktudfaldBody("1", "ikke-godkendt", null)] },
        };

        Assert.False(hidtil.HarSammeFoelger(rettet.Udkast(hidtil)));
    }

    private static BeslutningBody Godkendt() => new() { Udfald = "godkendt", Tekst = "x" };

    private static Fejl? Tjek(BeslutningBody body)
    {
        var fejl = new Feltfejl();
        body.TjekNy(fejl);
        return fejl.Any ? fejl.SomFejl() : null;
    }
}
