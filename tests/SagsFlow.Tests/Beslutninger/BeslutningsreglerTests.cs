using SagsFlow.Beslutninger;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Tests.Beslutninger;

public sealed class BeslutningsreglerTests
{
    private static readonly DateTimeOffset Nu = new(2025, 2, 25, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void MaaRegistreres_UdsendtOgNummereret_Ja() => Assert.Null(Beslutningsregler.MaaRegistreres(EtMoede(udsendt: true), EtPunkt(nr: 4), null));

    [Theory]
    [InlineData(false, false, false, 4, PunktTilstand.PaaDagsorden, "dagsorden-ikke-udsendt")]
    [InlineData(true, true, false, 4, PunktTilstand.PaaDagsorden, "moede-afsluttet")]
    [InlineData(true, false, true, 4, PunktTilstand.PaaDagsorden, "moede-aflyst")]
    [InlineData(true, false, false, null, PunktTilstand.PaaDagsorden, "punkt-ikke-udsendt")]
    [InlineData(true, false, false, 4, PunktTilstand.Udgaaet, "punkt-udgaaet")]
    [InlineData(true, false, false, 4, PunktTilstand.MoedeAflyst, "moede-aflyst")]
    public void MaaRegistreres_ForkertTilstand_Nej(bool udsendt, bool afsluttet, bool aflyst, int? nr, PunktTilstand tilstand, string slug) =>
        Assert.Equal(slug, Beslutningsregler.MaaRegistreres(EtMoede(udsendt: udsendt, afsluttet: afsluttet, aflyst: aflyst), EtPunkt(nr, tilstand), null)?.Slug);

    [Fact]
    public void MaaRegistreres_AlleredeRegistreret_SigerHvemOgHvornaar()
    {
        var fejl = Beslutningsregler.MaaRegistreres(EtMoede(udsendt: true), EtPunkt(nr: 4), EnBeslutning());

        Assert.Equal(FejlArt.Konflikt, fejl!.Art);
        Assert.Contains("sekretariat den 25-02-2025 kl. 10.00", fejl.Tekst, StringComparison.Ordinal);
    }

    [Fact]
    public void Punkter_KendtUnderpunkt_FaarPunktetsIdentitet()
    {
        var indstilling = EnIndstilling();

        var punkter = Beslutningsregler.Punkter([new Punktbeslutning("2b", Udfald.Godkendt)], indstilling).Vaerdi;

        Assert.Equal(indstilling.Punkter[1].Underpunkter[1].Id, punkter[0].PunktId);
    }

    [Fact]
    public void Punkter_UkendtNummer_NaevnesMedDeKendte()
    {
        var fejl = Beslutningsregler.Punkter([new Punktbeslutning("4", Udfald.Godkendt)], EnIndstilling()).Fejl!;

        Assert.Equal(FejlArt.Input, fejl.Art);
        Assert.Contains("Punkt 4 findes ikke", fejl.Tekst, StringComparison.Ordinal);
        Assert.Contains("1, 2, 2a, 2b, 3", fejl.Tekst, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Udfald.PrPunkt, "", "1,2,3")]
    [InlineData(Udfald.PrPunkt, "1,2a", "2b,3")]
    [InlineData(Udfald.PrPunkt, "2,3", "1")]
    [InlineData(Udfald.PrPunkt, "1,2a,2b,3", "")]
    [InlineData(Udfald.Godkendt, "1", "")]
    public void Ubesvarede_PunkterUdenUdfald_Naevnes(Udfald udfald, string besvarede, string ventet) =>
        Assert.Equal(ventet, string.Join(',', Beslutningsregler.Ubesvarede(udfald, Dele(besvarede).Select(nr => new Punktbeslutning(nr, Udfald.Godkendt)), EnIndstilling())));

    [Fact]
    public void FastPunkt_KanBestilleMenIkkeSendesVidere()
    {
        Assert.Null(Beslutningsregler.FastPunkt(EtUdkast(Udfald.Bestilt)));
        Assert.NotNull(Beslutningsregler.FastPunkt(EtUdkast(Udfald.Udskudt)));
        Assert.NotNull(Beslutningsregler.FastPunkt(EtUdkast(Udfald.Droeftet, ruter: ["CF"])));
    }

    [Fact]
    public void TilladteRuter_IkkeTilladt_NaevnerDeTilladte()
    {
        Assert.Null(Beslutningsregler.TilladteRuter(["CF"], ["CF", "HU"]));
        var fejl = Beslutningsregler.TilladteRuter(["CF", "BY"], ["CF", "HU"])!;
        Assert.Equal(FejlArt.Konflikt, fejl.Art);
        Assert.Contains("til BY. Vælg mellem CF, HU.", fejl.Tekst, StringComparison.Ordinal);
    }

    [Fact]
    public void TilladteRuter_UdenVentendeForloeb_KunIngen()
    {
        Assert.Null(Beslutningsregler.TilladteRuter([], null));
        Assert.Equal("venter-ikke", Beslutningsregler.TilladteRuter(["CF"], null)?.Slug);
    }

    [Fact]
    public void KanUdskydesTil_SenereMoedeISammeForum_Ja() => Assert.Null(Beslutningsregler.KanUdskydesTil(EtMoede(), EtMoede(dag: 28)));

    [Theory]
    [InlineData("CF", 28, false, false)]
    [InlineData("DIR", 25, false, false)]
    [InlineData("DIR", 20, false, false)]
    [InlineData("DIR", 28, true, false)]
    [InlineData("DIR", 28, false, true)]
    public void KanUdskydesTil_AndetForumTidligereEllerLukket_Nej(string forum, int dag, bool afsluttet, bool aflyst) =>
        Assert.Equal(FejlArt.Konflikt, Beslutningsregler.KanUdskydesTil(EtMoede(), EtMoede(forum: forum, dag: dag, udsendt: true, afsluttet: afsluttet, aflyst: aflyst))?.Art);

    [Theory]
    [InlineData(Udfald.Anbefalet, ForumArt.Udvalg, true)]
    [InlineData(Udfald.Udskudt, ForumArt.Udvalg, false)]
    [InlineData(Udfald.Henvist, ForumArt.Udvalg, false)]
    [InlineData(Udfald.Anbefalet, ForumArt.Byraad, false)]
    [InlineData(Udfald.Godkendt, ForumArt.Administrativ, false)]
    public void Standsning_KunUdvalgetsAfgoerelser(Udfald udfald, ForumArt art, bool kan)
    {
        var udkast = EtUdkast(udfald) with { Protokol = new Protokol(Standset: new Standsning("N.N.")) };

        Assert.Equal(kan, Beslutningsregler.Standsning(udkast, new Forum { Id = "X", Navn = "X", Kortnavn = "X", Art = art }) is null);
    }

    [Fact]
    public void BrudteDatoer_UdskudtForbiEgenDato_Siges()
    {
        var datoer = new[] { new EgenDato(new DateOnly(2025, 3, 12), "forhåndsadvisering"), new EgenDato(new DateOnly(2025, 5, 1), "kontrakt"), new EgenDato(new DateOnly(2025, 1, 1), "forbi") };

        var brud = Beslutningsregler.BrudteDatoer(datoer, new DateOnly(2025, 3, 11), new DateOnly(2025, 4, 1)).ToList();

        Assert.Contains("forhåndsadvisering", Assert.Single(brud), StringComparison.Ordinal);
        Assert.Equal(2, Beslutningsregler.BrudteDatoer(datoer, new DateOnly(2025, 3, 11), null).Count());
        Assert.Empty(Beslutningsregler.BrudteDatoer(datoer, new DateOnly(2025, 3, 11), new DateOnly(2025, 3, 12)).ToList());
    }

    private static string[] Dele(string tekst) => tekst.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static Moede EtMoede(string forum = "DIR", int dag = 25, bool udsendt = false, bool afsluttet = false, bool aflyst = false) => new()
    {
        Id = NytId.Af<MoedeId>(Nu),
        ForumId = forum,
        Start = new DateTime(2025, 2, dag, 9, 0, 0, DateTimeKind.Unspecified),
        Udsendt = udsendt ? Nu : null,
        Afsluttet = afsluttet ? Nu : null,
        Aflyst = aflyst ? Nu : null,
    };

    private static Dagsordenspunkt EtPunkt(int? nr = 1, PunktTilstand tilstand = PunktTilstand.PaaDagsorden) => new()
    {
        Id = NytId.Af<DagsordenspunktId>(Nu),
        MoedeId = NytId.Af<MoedeId>(Nu),
        Nr = nr,
        Tilstand = tilstand,
    };

    private static Beslutning EnBeslutning() => new() { ForumId = "DIR", RegistreretAf = "sekretariat", Registreret = Nu };

    private static Beslutningsudkast EtUdkast(Udfald udfald, params string[] ruter) => new(udfald, "x", [], null, ruter, [], new Protokol());

    private static Indstilling EnIndstilling() => new()
    {
        Punkter = [EtIndstillingspunkt(), EtIndstillingspunkt() with { Underpunkter = [EtIndstillingspunkt(), EtIndstillingspunkt()] }, EtIndstillingspunkt()],
    };

    private static Indstillingspunkt EtIndstillingspunkt() => new() { Id = NytId.Guid(Nu), Tekst = "x" };
}
