using SagsFlow.Moeder;

namespace SagsFlow.Tests.Moeder;

public sealed class TidsprogramTests
{
    private static readonly TimeOnly Ni = new(9, 0);

    [Fact]
    public void Ordnet_PunktFlyttes_BeholderSinLaengdeOgFrokostenSinPlads()
    {
        Tidsprogram.Linje[] foer = [new(60), new(90), new(30, PauseFoer: 45)];

        var tider = Tidsprogram.Beregn(Ni, Tidsprogram.Ordnet(foer, [2, 0, 1]))!;

        Assert.Equal([(T(9, 0), T(9, 30)), (T(9, 30), T(10, 30)), (T(11, 15), T(12, 45))], tider);
        Assert.Equal([new(30), new(60), new(90, 45)], Tidsprogram.Af(Ni, tider));
    }

    [Fact]
    public void Beregn_PunktUdenTid_FylderIngenting() =>
        Assert.Equal([(T(9, 0), T(9, 15)), (null, null), (T(9, 15), T(9, 45))], Tidsprogram.Beregn(Ni, [new(15), new(null), new(30)])!);

    [Fact]
    public void Beregn_OverMidnat_GaarIkke() => Assert.Null(Tidsprogram.Beregn(new TimeOnly(22, 0), [new(119), new(1)]));

    [Theory]
    [InlineData(180, 30, "Punkterne fylder 2 timer og 15 minutter og pauserne 30 minutter af mødets 3 timer. Der er 15 minutter tilbage. 1 punkt har ingen tid.")]
    [InlineData(60, 0, "Punkterne fylder 2 timer og 15 minutter, men mødet er kun på 1 time. Der mangler 1 time og 15 minutter. 1 punkt har ingen tid.")]
    [InlineData(null, 0, "Punkterne fylder 2 timer og 15 minutter. Mødet har ingen sluttid at holde dem op imod. 1 punkt har ingen tid.")]
    public void Belastning_IOrd_SigerHvadDerErTilbage(int? moedet, int pauser, string ventet) => Assert.Equal(ventet, Tidsprogram.Belastning(moedet, [90, 45, null], pauser));

    [Theory]
    [InlineData("11:45", "12:30", "Frokost")]
    [InlineData("12:00", "12:10", "Pause")]
    [InlineData("14:00", "14:30", "Pause")]
    public void Pauseord_MidtPaaDagen_ErFrokost(string fra, string til, string ventet) =>
        Assert.Equal(ventet, Tidsprogram.Pauseord(TimeOnly.Parse(fra), TimeOnly.Parse(til)));

    private static TimeOnly? T(int time, int minut) => new TimeOnly(time, minut);
}
