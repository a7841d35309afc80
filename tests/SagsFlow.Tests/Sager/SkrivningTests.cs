using SagsFlow.Sager;

namespace SagsFlow.Tests.Sager;

public sealed class SkrivningTests
{
    private static readonly DateTimeOffset Nu = new(2025, 1, 6, 7, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Forskel_PaaToTekster_ErOrdForOrdIRaekkefoelge()
    {
        var stykker = Tekstforskel.Find("Det koster 500 kr.\nIngen tak.", "Det koster 700 kr. om året.\nIngen tak.");

        Assert.Equal(
            [
                new(Stykkeart.Ens, "Det koster "), new(Stykkeart.Fjernet, "500"), new(Stykkeart.Tilfoejet, "700"), new(Stykkeart.Ens, " kr"),
                new(Stykkeart.Tilfoejet, ". om året"), new(Stykkeart.Ens, ".\nIngen tak."),
            ],
            stykker);
        Assert.Equal([new(Stykkeart.Ens, "Ens")], Tekstforskel.Find("Ens", "Ens"));
        Assert.Empty(Tekstforskel.Find(null, ""));
    }

    [Theory]
    [InlineData("op-2", "B b A a", 0)]
    [InlineData("ned-0", "B b A a", 2)]
    [InlineData("ned-1", "A B a b", 2)]
    [InlineData("op-0", "A a B b", 0)]
    [InlineData("ind-2", "A a b b", 2)]
    [InlineData("ud-1", "A A B b", 1)]
    [InlineData("slet-0", "A B b", 0)]
    [InlineData("nyt", "A a B b *", 4)]
    [InlineData("op-99", "A a B b *", 4)]
    public void Punkter_FlyttetMedKnapper_FoelgesAfDeresUnderpunkter(string goer, string ventet, int her)
    {
        Redigeringsskema.Punktraekke[] raekker = [Raekke("A", 0), Raekke("A", 1), Raekke("B", 0), Raekke("B", 1)];

        var (nye, sted) = Punktflytning.Goer(raekker, goer);

        Assert.Equal(ventet, string.Join(' ', nye.Select(r => r.Tekst is null ? "*" : r.Niveau == 0 ? r.Tekst : r.Tekst.ToLowerInvariant())));
        Assert.Equal(her, sted);
    }

    [Fact]
    public void Punkt_DerSkifterNiveau_ErDetSammePunkt()
    {
        var indstilling = new IndstillingBody { Punkter = [new() { Tekst = "Et", Underpunkter = [new() { Tekst = "under" }] }, new() { Tekst = "To" }] }.SomIndstilling(null, Nu);
        var foer = indstilling.Punkter;

        var efter = new IndstillingBody
        {
            Punkter = [new() { Id = foer[0].Underpunkter[0].Id, Tekst = "omskrevet" }, new() { Tekst = "Et", Underpunkter = [new() { Id = foer[1].Id, Tekst = "To" }] }],
        }.SomIndstilling(indstilling, Nu).Punkter;

        Assert.Equal(foer[0].Underpunkter[0].Id, efter[0].Id);
        Assert.Equal(foer[0].Id, efter[1].Id);
        Assert.Equal(foer[1].Id, efter[1].Underpunkter[0].Id);
    }

    private static Redigeringsskema.Punktraekke Raekke(string tekst, int niveau) => new(null, niveau, null, tekst);
}
