using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Workflows;

/// <summary>What follows the executive board's decision: the routes it named, each once, and the ways back.</summary>
public class RuterTests
{
    [Fact]
    public void Routes_ChefforumAndPolitik_AreWalkedInOrder()
    {
        var walk = Walk.ToDirektion().Decide("direktion", "godkendt", "CF", "POLITIK");
        Assert.Equal(["chefforum@CF"], walk.Open);

        walk.Decide("chefforum", "droeftet");
        Assert.Equal(["vaelgForum"], walk.Open);

        walk.Complete("vaelgForum", "vaelg", ("forum", FeelValue.Of("OEU")));
        Assert.Equal(["behandling@OEU"], walk.Open);

        walk.Decide("behandling", "anbefalet");
        Assert.True(walk.IsOver);
        Assert.Equal(["chefforum-droeftelse", "forumbehandling", "direktionssag"], walk.Ends);
    }

    [Fact]
    public void Chefforum_SendsBack_DirektionDecidesAgainAndNoRouteIsRepeated()
    {
        var walk = Walk.ToDirektion().Decide("direktion", "droeftet", "CF", "POLITIK").Decide("chefforum", "sendt-tilbage");
        Assert.Equal(["direktion@DIR"], walk.Open);

        walk.Decide("direktion", "godkendt", "OEU");
        Assert.Equal(["behandling@OEU"], walk.Open);

        Assert.True(walk.Decide("behandling", "godkendt").IsOver);
    }

    [Theory]
    [InlineData("ikke-godkendt")]
    [InlineData("forkastet")]
    public void Chefforum_SaysNo_IsForDirektionToDecide(string udfald) =>
        Assert.Equal(["direktion@DIR"], Walk.ToDirektion().Decide("direktion", "godkendt", "CF", "OEU").Decide("chefforum", udfald).Open);

    [Theory]
    [InlineData("udskudt")]
    [InlineData("genfremsaettes")]
    [InlineData("afklares-skriftligt")]
    public void Chefforum_PostponesTwice_StaysThere(string udfald)
    {
        var walk = Walk.ToDirektion().Decide("direktion", "godkendt", "CF").Decide("chefforum", udfald).Decide("chefforum", udfald);

        Assert.Equal(["chefforum@CF"], walk.Open);
        Assert.True(walk.Decide("chefforum", "droeftet").IsOver);
    }

    [Fact]
    public void Routes_DirektionAmongThem_LeadsBackToDirektion()
    {
        var walk = Walk.ToDirektion().Decide("direktion", "droeftet", "CF", "DIR").Decide("chefforum", "droeftet");
        Assert.Equal(["direktion@DIR"], walk.Open);

        Assert.True(walk.Decide("direktion", "godkendt").IsOver);
    }

    [Fact]
    public void Routes_DirektionInTheMiddle_GoesOnWithWhatWasLeft()
    {
        var walk = Walk.ToDirektion().Decide("direktion", "droeftet", "CF", "DIR", "OEU").Decide("chefforum", "droeftet");
        Assert.Equal(["direktion@DIR"], walk.Open);

        Assert.Equal(["direktion@DIR"], walk.Decide("direktion", "udskudt").Open);
        Assert.Equal(["behandling@OEU"], walk.Decide("direktion", "godkendt").Open);
        Assert.True(walk.Decide("behandling", "godkendt").IsOver);
    }

    [Fact]
    public void Direktion_NamesItself_TreatsTheCaseAgain() =>
        Assert.Equal(["direktion@DIR"], Walk.ToDirektion().Decide("direktion", "droeftet", "DIR").Open);

    [Fact]
    public void Hovedudvalget_NamesDirektion_LeadsBack() =>
        Assert.Equal(
            ["direktion@DIR"],
            Walk.ToDirektion().Decide("direktion", "godkendt", "HU", "OEU").Decide("behandling", "droeftet", "DIR").Open);

    [Fact]
    public void Committee_NamesRoutesThatWerePlanned_EachIsWalkedOnce()
    {
        var walk = Walk.ToDirektion().Decide("direktion", "godkendt", "ISU", "OEU", "BY").Decide("behandling", "anbefalet", "HU", "OEU");
        Assert.Equal(["behandling@HU"], walk.Open);

        walk.Decide("behandling", "droeftet");
        Assert.Equal(["behandling@OEU"], walk.Open);

        walk.Decide("behandling", "anbefalet");
        Assert.Equal(["behandling@BY"], walk.Open);

        Assert.True(walk.Decide("behandling", "godkendt").IsOver);
    }

    [Fact]
    public void Politik_NamedTwice_IsChosenTwice()
    {
        var walk = Walk.ToDirektion().Decide("direktion", "godkendt", "POLITIK", "POLITIK")
            .Complete("vaelgForum", "vaelg", ("forum", FeelValue.Of("ISU"))).Decide("behandling", "anbefalet");

        Assert.Equal(["vaelgForum"], walk.Open);
    }

    [Fact]
    public void VaelgForum_Late_RemindsAndTheTaskStays()
    {
        var walk = Walk.ToDirektion().Decide("direktion", "godkendt", "POLITIK").FireTimer("rykVaelgForum");

        Assert.Equal(["vaelgForum"], walk.Open);
        Assert.Equal(["paamindVaelgForum"], walk.Jobs);
    }

    [Theory]
    [InlineData("udskudt")]
    [InlineData("genfremsaettes")]
    [InlineData("afklares-skriftligt")]
    public void Committee_Postpones_StaysThere(string udfald) =>
        Assert.Equal(["behandling@BY"], Walk.ToDirektion().Decide("direktion", "godkendt", "BY").Decide("behandling", udfald).Open);

    [Fact]
    public void Committee_SendsBack_DirektionDecides() =>
        Assert.Equal(["direktion@DIR"], Walk.ToDirektion().Decide("direktion", "godkendt", "OEU", "BY").Decide("behandling", "sendt-tilbage").Open);

    [Theory]
    [InlineData("trukket")]
    [InlineData("bortfaldet")]
    [InlineData("ikke-godkendt")]
    [InlineData("forkastet")]
    public void Committee_Refuses_CaseEnds(string udfald) =>
        Assert.True(Walk.ToDirektion().Decide("direktion", "godkendt", "OEU", "BY").Decide("behandling", udfald).IsOver);
}
