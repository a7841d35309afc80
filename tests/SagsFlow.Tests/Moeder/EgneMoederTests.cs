using SagsFlow.Moeder;

namespace SagsFlow.Tests.Moeder;

public sealed class EgneMoederTests
{
    private static readonly DateTime Start = new(2025, 2, 25, 9, 0, 0, DateTimeKind.Unspecified);

    [Fact]
    public void Mangler_FoerMoedet_ErUdsendelsen() =>
        Assert.Equal(["Dagsordenen er ikke udsendt."], HentEgneMoederHandler.Mangler(EtMoede(udsendt: false), 3, 3, Start.AddDays(-5)));

    [Fact]
    public void Mangler_MedTomDagsorden_SigerBegge() =>
        Assert.Equal(["Dagsordenen er tom.", "Dagsordenen er ikke udsendt."], HentEgneMoederHandler.Mangler(EtMoede(udsendt: false), 0, 0, Start.AddDays(-5)));

    [Fact]
    public void Mangler_UdsendtFoerMoedet_ErIngenting() =>
        Assert.Empty(HentEgneMoederHandler.Mangler(EtMoede(udsendt: true), 3, 3, Start.AddDays(-5)));

    [Theory]
    [InlineData(1, "1 punkt har ingen beslutning.")]
    [InlineData(2, "2 punkter har ingen beslutning.")]
    [InlineData(0, "Mødet er klar til at blive afsluttet.")]
    public void Mangler_EfterMoedet_ErBeslutningerne(int uden, string ventet) =>
        Assert.Equal([ventet], HentEgneMoederHandler.Mangler(EtMoede(udsendt: true), 3, uden, Start.AddHours(4)));

    private static Moede EtMoede(bool udsendt) => new()
    {
        ForumId = "DIR", Start = Start, Udsendt = udsendt ? new DateTimeOffset(Start.AddDays(-6), TimeSpan.Zero) : null,
    };
}
