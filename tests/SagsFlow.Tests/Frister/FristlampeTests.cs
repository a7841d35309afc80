using SagsFlow.Frister;

namespace SagsFlow.Tests.Frister;

public sealed class FristlampeTests
{
    private static readonly DateTime Nu = new(2025, 3, 28, 9, 0, 0, DateTimeKind.Unspecified);

    [Theory]
    [InlineData("2025-04-11T12:00", "I god tid", "om 14 dage")]
    [InlineData("2025-03-31T08:00", "Snart", "om 3 dage")]
    [InlineData("2025-03-29T08:00", "Snart", "i morgen kl. 08.00")]
    [InlineData("2025-03-28T12:00", "Snart", "i dag kl. 12.00")]
    [InlineData("2025-03-29T23:59", "Snart", "i morgen")]
    [InlineData("2025-03-28T08:59", "Overskredet", "udløb i dag kl. 08.59")]
    [InlineData("2025-03-27T23:59", "Overskredet", "udløb i går")]
    [InlineData("2025-03-20T12:00", "Overskredet", "udløb for 8 dage siden")]
    public void Vurder_Frist_SigesMedOrd(string frist, string ord, string forklaring)
    {
        var lampe = Fristlampe.Vurder(DateTime.Parse(frist, System.Globalization.CultureInfo.InvariantCulture), Nu);

        Assert.Equal((ord, forklaring), (lampe.Ord, lampe.Forklaring));
    }
}
