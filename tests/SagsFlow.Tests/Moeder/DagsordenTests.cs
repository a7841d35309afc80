using SagsFlow.Data;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Tests.Moeder;

public sealed class DagsordenTests
{
    private static readonly DateTimeOffset Nu = new(2025, 2, 1, 8, 0, 0, TimeSpan.Zero);

    private static Dagsordenspunkt EtPunkt(int placering = 1, int? nr = null, string titel = "Sag", PunktTilstand tilstand = PunktTilstand.PaaDagsorden, Lukning? lukket = null) => new()
    {
        Id = NytId.Af<DagsordenspunktId>(Nu),
        Placering = placering,
        Nr = nr,
        Indhold = new Sagsindhold { Titel = titel },
        Tilstand = tilstand,
        Lukket = lukket,
    };

    [Fact]
    public void IOrden_BlandetMedOgUdenNummer_NumreFoerstSaaPlacering()
    {
        var punkter = new[] { EtPunkt(placering: 9, titel: "c"), EtPunkt(placering: 1, titel: "d"), EtPunkt(placering: 2, nr: 2, titel: "b"), EtPunkt(placering: 7, nr: 1, titel: "a") };

        Assert.Equal(["a", "b", "d", "c"], Dagsorden.IOrden(punkter).Select(p => p.Indhold!.Titel));
    }

    [Fact]
    public void GoerPlads_UdenOenske_SidstPaaDagsordenen()
    {
        Assert.Equal(1, Dagsorden.GoerPlads([], null));
        Assert.Equal(5, Dagsorden.GoerPlads([EtPunkt(placering: 4), EtPunkt(placering: 2)], null));
    }

    [Fact]
    public void GoerPlads_PladsenErTaget_SkubberKunDemDerStaarTaet()
    {
        var (foer, taet, naeste, laengereNede) = (EtPunkt(placering: 1), EtPunkt(placering: 2), EtPunkt(placering: 3), EtPunkt(placering: 7));

        var plads = Dagsorden.GoerPlads([foer, taet, naeste, laengereNede], 2);

        Assert.Equal(2, plads);
        Assert.Equal([1, 3, 4, 7], new[] { foer, taet, naeste, laengereNede }.Select(p => p.Placering));
    }

    [Fact]
    public void GoerPlads_PladserneGivesIVilkaarligRaekkefoelge_OrdenenErPladsernes()
    {
        var lagt = new List<Dagsordenspunkt>();
        foreach (var plads in new[] { 3, 1, 4, 2 })
        {
            var ny = EtPunkt(titel: $"{plads}");
            ny.Placering = Dagsorden.GoerPlads(lagt, plads);
            lagt.Add(ny);
        }

        Assert.Equal(["1", "2", "3", "4"], Dagsorden.IOrden(lagt).Select(p => p.Indhold!.Titel));
    }

    [Fact]
    public void NaesteNr_UdgaaedePunkter_BeholderDeres()
    {
        Assert.Equal(1, Dagsorden.NaesteNr([]));
        Assert.Equal(4, Dagsorden.NaesteNr([EtPunkt(nr: 1), EtPunkt(nr: 3, tilstand: PunktTilstand.Udgaaet), EtPunkt(nr: 2)]));
    }

    [Fact]
    public void Udgave_PunktUdenNummer_ErIkkeUdsendt()
    {
        var udgave = Dagsorden.Udgave([EtPunkt(nr: 2, titel: "b", lukket: new Lukning("personsag")), EtPunkt(titel: "aldrig"), EtPunkt(nr: 1, titel: "a")]);

        Assert.Equal([(1, "a", false), (2, "b", true)], udgave.Select(u => (u.Nr, u.Indhold.Titel, u.Lukket)));
    }

    [Fact]
    public void Aendrede_SammeIndhold_Ingen()
    {
        var punkt = EtPunkt(nr: 1);
        var foerste = Dagsorden.Udgave([punkt]);

        Assert.Single(Dagsorden.Aendrede(foerste, null));
        Assert.Empty(Dagsorden.Aendrede(Dagsorden.Udgave([punkt]), foerste));

        punkt.Gaester = ["Maria"];
        Assert.Single(Dagsorden.Aendrede(Dagsorden.Udgave([punkt]), foerste));
    }

    [Fact]
    public void Frys_UdenNytJournalnummer_BeholderDetGamle()
    {
        var punkt = EtPunkt();
        punkt.Journalnummer = "25/805";

        punkt.Frys(new Sagsindhold { Titel = "Ny titel" }, null);

        Assert.Equal("Ny titel", punkt.Indhold!.Titel);
        Assert.Equal("25/805", punkt.Journalnummer);
    }
}
