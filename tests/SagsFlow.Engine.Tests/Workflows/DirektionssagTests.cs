using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Workflows;

/// <summary>A case up to the executive board's decision, and what its outcome does.</summary>
public class DirektionssagTests
{
    [Fact]
    public void Case_ApprovedThroughout_Ends()
    {
        var walk = Walk.OfCase();
        Assert.Equal(["skriv"], walk.Open);

        walk.Complete("skriv", "indsend", ("aendret", FeelValue.True), ("godkendt", FeelValue.False));
        Assert.Equal(["centerchef"], walk.Open);

        walk.Complete("centerchef", "godkend");
        Assert.Equal(["sekretariat"], walk.Open);

        walk.Complete("sekretariat", "godkend");
        Assert.Equal(["direktion@DIR"], walk.Open);

        walk.Decide("direktion", "godkendt");
        Assert.Empty(walk.Open);
        Assert.True(walk.IsOver);
        Assert.Equal(["direktionssag"], walk.Ends);
    }

    [Fact]
    public void Decision_WithoutRuterAtAll_EndsTheCase() =>
        Assert.True(Walk.ToDirektion().Complete("direktion", "godkendt").IsOver);

    [Fact]
    public void Skriv_Withdrawn_EndsTheCaseWhateverItsText() =>
        Assert.True(Walk.OfCase().Complete("skriv", "traek", ("aendret", FeelValue.False), ("godkendt", FeelValue.True)).IsOver);

    [Fact]
    public void Centerchef_Returns_CaseIsWrittenAgain() =>
        Assert.Equal(
            ["skriv"],
            Walk.OfCase().Complete("skriv", "indsend").Complete("centerchef", "returner", ("tilbageTil", FeelValue.Of("skriv"))).Open);

    [Theory]
    [InlineData("skriv")]
    [InlineData("centerchef")]
    public void Sekretariat_Returns_CaseGoesWhereSheSays(string tilbageTil) =>
        Assert.Equal(
            [tilbageTil],
            Walk.OfCase().Complete("skriv", "indsend").Complete("centerchef", "godkend")
                .Complete("sekretariat", "returner", ("tilbageTil", FeelValue.Of(tilbageTil))).Open);

    [Theory]
    [InlineData(false, true, "sekretariat")]
    [InlineData(true, true, "centerchef")]
    [InlineData(false, false, "centerchef")]
    public void Skriv_SubmittedAgain_SkipsTheCenterchefOnlyWhenUnchangedAndApproved(bool aendret, bool godkendt, string next)
    {
        var walk = Walk.OfCase().Complete("skriv", "indsend").Complete("centerchef", "godkend")
            .Complete("sekretariat", "returner", ("tilbageTil", FeelValue.Of("skriv")))
            .Complete("skriv", "indsend", ("aendret", FeelValue.Of(aendret)), ("godkendt", FeelValue.Of(godkendt)));

        Assert.Equal([next], walk.Open);
    }

    [Theory]
    [InlineData("centerchef", "rykCenterchef", "paamindCenterchef")]
    [InlineData("sekretariat", "rykSekretariat", "paamindSekretariat")]
    public void Approval_Late_RemindsOnceAndTheTaskStays(string task, string timer, string job)
    {
        var walk = Walk.OfCase().Complete("skriv", "indsend");
        if (task == "sekretariat")
        {
            walk.Complete("centerchef", "godkend");
        }

        walk.FireTimer(timer);
        Assert.Equal([task], walk.Open);
        Assert.Equal([job], walk.Jobs);

        walk.FinishJob(job);
        Assert.Equal([task], walk.Open);
        Assert.Empty(walk.Jobs);
    }

    [Theory]
    [InlineData("udskudt")]
    [InlineData("genfremsaettes")]
    [InlineData("afklares-skriftligt")]
    public void Direktion_ComesAgainTwice_ThenDecides(string udfald)
    {
        var walk = Walk.ToDirektion().Decide("direktion", udfald);
        Assert.Equal(["direktion@DIR"], walk.Open);

        walk.Decide("direktion", udfald);
        Assert.Equal(["direktion@DIR"], walk.Open);

        Assert.True(walk.Decide("direktion", "godkendt-med-aendring").IsOver);
    }

    [Fact]
    public void Direktion_SendsBack_CaseIsWrittenAgain() =>
        Assert.Equal(["skriv"], Walk.ToDirektion().Decide("direktion", "sendt-tilbage").Open);

    [Theory]
    [InlineData("trukket")]
    [InlineData("bortfaldet")]
    [InlineData("ikke-godkendt")]
    [InlineData("forkastet")]
    public void Direktion_Refuses_CaseEndsRoutesOrNot(string udfald)
    {
        Assert.True(Walk.ToDirektion().Decide("direktion", udfald).IsOver);
        Assert.True(Walk.ToDirektion().Decide("direktion", udfald, "CF", "POLITIK").IsOver);
        Assert.True(Walk.ToDirektion().Decide("direktion", udfald, "DIR").IsOver);
    }

    [Theory]
    [InlineData("godkendt")]
    [InlineData("godkendt-med-bemaerkning")]
    [InlineData("godkendt-med-aendring")]
    [InlineData("pr-punkt")]
    [InlineData("til-efterretning")]
    [InlineData("droeftet")]
    [InlineData("bestilt")]
    [InlineData("ingen-beslutning")]
    public void Direktion_AnyOtherOutcome_GoesTheRouteItNames(string udfald) =>
        Assert.Equal(["behandling@HU"], Walk.ToDirektion().Decide("direktion", udfald, "HU").Open);
}
