using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Workflows;

/// <summary>A case that drags on is stored in as little room as one that does not.</summary>
public class StateSizeTests
{
    private const int MostBytes = 4 * 1024;
    private const int Postponements = 40;

    /// <summary>Numbers of waits get a digit more now and then.</summary>
    private const int Digits = 8;

    private static readonly TimeSpan BetweenMeetings = TimeSpan.FromDays(730.0 / Postponements);

    [Fact]
    public void Postponed_FortyTimesInTwoYears_StaysSmallAndDoesNotGrow()
    {
        var walk = Walk.ToDirektion();
        AssertPostponing(walk, "direktion");

        Decide(walk, "direktion", "godkendt", "HU", "OEU", "BY", "CF");
        Assert.Equal(["behandling@HU"], walk.Open);
        AssertPostponing(walk, "behandling");
    }

    [Fact]
    public void Returned_FortyTimes_DoesNotGrow()
    {
        var walk = Walk.OfCase();
        var first = 0;
        for (var round = 1; round <= Postponements; round++)
        {
            walk.Later(BetweenMeetings).Complete("skriv", "indsend", ("aendret", FeelValue.True), ("godkendt", FeelValue.False)).Complete("centerchef", "godkend")
                .Complete("sekretariat", "returner", ("tilbageTil", FeelValue.Of("skriv")));
            first = round == 1 ? walk.StoredBytes : first;
            Assert.InRange(walk.StoredBytes, 1, Math.Min(first + Digits, MostBytes));
        }
    }

    private static void AssertPostponing(Walk walk, string node)
    {
        var first = 0;
        for (var round = 1; round <= Postponements; round++)
        {
            Decide(walk.Later(BetweenMeetings), node, "udskudt");
            first = round == 1 ? walk.StoredBytes : first;
            Assert.InRange(walk.StoredBytes, 1, Math.Min(first + Digits, MostBytes));
        }
    }

    /// <summary>As the application completes it when a decision takes effect: the outcome, the routes, and an outcome for every point.</summary>
    private static void Decide(Walk walk, string node, string udfald, params string[] ruter)
    {
        var punkter = Enumerable.Range(1, 12).Select(nr => FeelValue.Of(new Dictionary<string, FeelValue> { ["nr"] = FeelValue.Of(nr), ["udfald"] = FeelValue.Of(udfald) }));
        walk.Complete(node, udfald, ("ruter", FeelValue.Of(ruter.Select(FeelValue.Of))), ("punkter", FeelValue.Of(punkter)));
    }
}
