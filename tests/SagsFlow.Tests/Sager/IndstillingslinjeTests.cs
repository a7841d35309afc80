using SagsFlow.Referater;
using SagsFlow.Sager;

namespace SagsFlow.Tests.Sager;

public sealed class IndstillingslinjeTests
{
    [Theory]
    [InlineData("CBA", "dagene holdes lukket", "CBA indstiller, at")]
    [InlineData("CBA indstiller, at", "dagene holdes lukket", "CBA indstiller, at")]
    [InlineData("CBA indstiller:", "dagene holdes lukket", "CBA indstiller, at")]
    [InlineData("CBA indstiller over for Direktionen,  at ", "dagene holdes lukket", "CBA indstiller over for Direktionen, at")]
    [InlineData("ØAC m.fl.", "dagene holdes lukket", "ØAC m.fl. indstiller, at")]
    [InlineData(null, "dagene holdes lukket", "Det indstilles, at")]
    [InlineData("CBA", "at dagene holdes lukket", "CBA indstiller:")]
    [InlineData("CBA indstiller, at", "at dagene holdes lukket", "CBA indstiller:")]
    [InlineData("CBA", "Center for Byråd indstiller, at dagene holdes lukket", null)]
    [InlineData("CBA", "Det indstilles, at dagene holdes lukket", null)]
    public void Linje_HvordanEndDetErSkrevet_SigerOrdeneEnGang(string? indstiller, string punkt, string? ventet)
    {
        Assert.Equal(ventet, Indstilling.Linje(indstiller, [punkt]));
        var referat = Referatindstilling.Af(new Indstilling { Indstiller = indstiller, Punkter = [new Indstillingspunkt { Tekst = punkt }] })!;
        Assert.Equal(indstiller is null || ventet is null ? null : ventet.Replace(", at", ":", StringComparison.Ordinal), referat.Indledning);
    }
}
