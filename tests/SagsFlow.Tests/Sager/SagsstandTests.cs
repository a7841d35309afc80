using SagsFlow.Beslutninger;
using SagsFlow.Forelaeggelser;
using SagsFlow.Sager;

namespace SagsFlow.Tests.Sager;

public sealed class SagsstandTests
{
    [Fact]
    public void Tekst_UdenBeslutning_SigerIkkeBehandlet() =>
        Assert.Equal("Ikke behandlet endnu", Sagsstand.Tekst([EtTrin(status: TrinStatus.PaaDagsorden)]));

    [Theory]
    [InlineData(Udfald.Godkendt)]
    [InlineData(Udfald.GodkendtMedAendring)]
    [InlineData(Udfald.Tiltraadt)]
    public void Tekst_MedTrinTilbage_ErAldrigGodkendt(Udfald udfald) =>
        Assert.Equal("Anbefalet af Økonomiudvalget den 12-03-2025", Sagsstand.Tekst([EtTrin(udfald: udfald), EtTrin("Byrådet", TrinStatus.Planlagt)]));

    [Fact]
    public void Tekst_NaarDetBesluttendeForumHarBesluttet_ErGodkendt() =>
        Assert.Equal("Godkendt af Byrådet den 12-03-2025", Sagsstand.Tekst([EtTrin(udfald: Udfald.Anbefalet), EtTrin("Byrådet", udfald: Udfald.Godkendt)]));

    [Fact]
    public void Tekst_NaarDetSidsteForumKunIndstiller_ErAnbefalet() =>
        Assert.Equal("Anbefalet af Økonomiudvalget den 12-03-2025", Sagsstand.Tekst([EtTrin(udfald: Udfald.Godkendt, rolle: Behandling.Indstiller)]));

    [Fact]
    public void Tekst_UdskudtMedTrinTilbage_SigerUdskudt() =>
        Assert.Equal("Udskudt af Økonomiudvalget den 12-03-2025", Sagsstand.Tekst([EtTrin(udfald: Udfald.Udskudt), EtTrin(status: TrinStatus.Klar)]));

    private static TrinSvar EtTrin(
        string forum = "Økonomiudvalget", TrinStatus status = TrinStatus.Behandlet, Udfald? udfald = null, Behandling rolle = Behandling.Beslutter) =>
        new(Guid.Empty, "X", forum, rolle, status, null, new DateOnly(2025, 3, 12), null, null, status == TrinStatus.Behandlet ? udfald : null, null, null, 1);
}
