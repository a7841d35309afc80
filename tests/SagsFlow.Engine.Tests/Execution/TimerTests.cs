using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;

namespace SagsFlow.Engine.Tests.Execution;

public class TimerTests
{
    private static Model WithBoundary(string timer, bool interrupting, TimerKind kind = TimerKind.Duration) => new Model()
        .Start().User("a").Boundary("t", "a", timer, interrupting, kind).User("late").User("b").Path("s", "a", "b").Path("t", "late");

    private static DateTimeOffset DueOf(string now, string timer, TimerKind kind = TimerKind.Duration)
    {
        var instance = new Instance(new Model().Start().Timer("t", timer, kind).Path("s", "t").Build()) { Now = Instance.At(now) };
        return instance.Start().Wait("t").Due!.Value;
    }

    [Fact]
    public void Boundary_Interrupting_EndsItsActivity()
    {
        var instance = new Instance(WithBoundary("P1D", interrupting: true).Build()).Start();
        var (task, timer) = (instance.Number("a"), instance.Number("t"));
        Assert.Equal("+a +t", instance.Effects);
        Assert.Equal(task, instance.Wait("t").Owner);
        instance.Fire("t");
        Assert.Equal("-a +late", instance.Effects);
        Assert.Equal(new WaitClosed(timer, "t", WaitEnd.Done), instance.Last.Events[0]);
        instance.AlreadyHandled(new FireTimer(timer));
        instance.AlreadyHandled(new CompleteTask(task, Instance.Result()));
    }

    [Fact]
    public void Boundary_NotInterrupting_LeavesItsActivityOpen()
    {
        var instance = new Instance(WithBoundary("P1D", interrupting: false).Build()).Start();
        instance.Fire("t");
        Assert.Equal("a late", instance.Open);
        instance.Complete("a");
        Assert.Equal("late b", instance.Open);
    }

    [Fact]
    public void Boundary_ActivityDone_CancelsTheTimer()
    {
        var instance = new Instance(WithBoundary("P1D", interrupting: true).Build()).Start();
        var timer = instance.Number("t");
        instance.Complete("a");
        Assert.Equal("-t +b", instance.Effects);
        instance.AlreadyHandled(new FireTimer(timer));
    }

    [Fact]
    public void Boundary_WithoutAFlow_ConsumesItsToken()
    {
        var model = new Model().Start().User("a").Boundary("t", "a", "P1D", interrupting: false).End().Path("s", "a", "e");
        var instance = new Instance(model.Build()).Start().Fire("t");
        Assert.Equal("a", instance.Open);
        instance.Complete("a");
        Assert.Equal("ended", instance.Effects);
    }

    [Fact]
    public void Fire_BeforeItIsDue_IsABugOfTheHost()
    {
        var instance = new Instance(WithBoundary("P1D", interrupting: true).Build()).Start();
        var before = Instance.Json(instance.State!);
        instance.Now = instance.Wait("t").Due!.Value.AddTicks(-1);
        Assert.Throws<ArgumentOutOfRangeException>(() => instance.Do(new FireTimer(instance.Number("t"))));
        Assert.Equal(before, Instance.Json(instance.State!));
    }

    [Theory]
    [InlineData("2025-03-29T12:00", "P1D", "2025-03-30T10:00Z")] // summer time begins on the 30th
    [InlineData("2025-03-29T12:00", "PT24H", "2025-03-30T11:00Z")]
    [InlineData("2025-10-25T12:00", "P1D", "2025-10-26T11:00Z")] // and ends on 26 October
    [InlineData("2025-10-25T12:00", "PT24H", "2025-10-26T10:00Z")]
    [InlineData("2025-03-29T02:30", "P1D", "2025-03-30T01:30Z")] // 02:30 does not exist: 03:30
    [InlineData("2025-10-25T02:30", "P1D", "2025-10-26T00:30Z")] // 02:30 comes twice: the first
    [InlineData("2025-01-31T08:00", "P1M", "2025-02-28T07:00Z")]
    [InlineData("2024-01-31T08:00", "P1M", "2024-02-29T07:00Z")]
    [InlineData("2024-02-29T08:00", "P1Y", "2025-02-28T07:00Z")]
    [InlineData("2024-02-28T08:00", "P1D", "2024-02-29T07:00Z")]
    [InlineData("2025-12-31T23:30", "PT1H", "2025-12-31T23:30Z")]
    [InlineData("2025-12-31T12:00", "P2W1DT0.5S", "2026-01-15T11:00:00.500Z")]
    [InlineData("2025-06-01T12:00", "=\"P1\" + \"D\"", "2025-06-02T10:00Z")]
    [InlineData("2025-03-29T12:00", "=duration(\"P1D\")", "2025-03-30T10:00Z")]
    [InlineData("2025-01-31T08:00", "=duration(\"P1M\")", "2025-02-28T07:00Z")]
    public void Duration_IsAddedInLocalTime(string now, string timer, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), DueOf(now, timer));

    [Theory]
    [InlineData("2025-07-01T09:00", "2025-07-01T07:00Z")]
    [InlineData("2025-07-01", "2025-06-30T22:00Z")]
    [InlineData("2025-07-01T09:00:00Z", "2025-07-01T09:00Z")]
    [InlineData("2025-07-01T09:00:00-02:00", "2025-07-01T11:00Z")]
    [InlineData("=date and time(\"2025-07-01T09:00:00\")", "2025-07-01T07:00Z")]
    [InlineData("=@\"2025-12-31\"", "2025-12-30T23:00Z")]
    public void Date_IsLocalUnlessItSaysOtherwise(string timer, string due) =>
        Assert.Equal(DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture), DueOf("2025-02-03T09:00", timer, TimerKind.Date));

    [Fact]
    public void Due_IsRoundedUpToWholeMilliseconds()
    {
        var instance = new Instance(new Model().Start().Timer("t", "PT1H").Path("s", "t").Build());
        var start = instance.Now;
        instance.Now = start.AddTicks(1);
        Assert.Equal(start.AddHours(1).AddMilliseconds(1), instance.Start().Wait("t").Due);
    }

    [Theory]
    [InlineData(TimerKind.Duration, "P")]
    [InlineData(TimerKind.Duration, "PT")]
    [InlineData(TimerKind.Duration, "1D")]
    [InlineData(TimerKind.Duration, "P1.5D")]
    [InlineData(TimerKind.Duration, "P1D2Y")]
    [InlineData(TimerKind.Duration, "P999999999999Y")]
    [InlineData(TimerKind.Duration, "P9000Y")]
    [InlineData(TimerKind.Date, "2025-02-30")]
    [InlineData(TimerKind.Date, "9999-12-31T23:59:59-14:00")]
    [InlineData(TimerKind.Cycle, "R0/PT1H")]
    [InlineData(TimerKind.Cycle, "R/PT0S")]
    [InlineData(TimerKind.Cycle, "R/-P1D")]
    [InlineData(TimerKind.Cycle, "0 0 9 * * ?")]
    [InlineData(TimerKind.Duration, "=3")]
    public void Timer_ThatIsNoTime_IsAnIncident(TimerKind kind, string timer)
    {
        var instance = new Instance(new Model().Start().Timer("t", timer, kind).Path("s", "t").Build()).Start();
        Assert.Equal("!t:ugyldig-frist", instance.Effects);
        Assert.Contains($"»{timer}«", instance.State!.Incidents[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Timer_WithoutValue_IsAnIncidentThatNamesIt()
    {
        var instance = new Instance(WithBoundary("=moede", interrupting: true).Build()).Start();
        Assert.Equal("!a:mangler-vaerdi", instance.Effects);
        Assert.Contains("»t«", instance.State!.Incidents[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Cycle_NotInterrupting_FiresItsNumberOfTimes()
    {
        var instance = new Instance(WithBoundary("R3/PT1H", interrupting: false, TimerKind.Cycle).Build()).Start();
        instance.Fire("t");
        Assert.Equal("+t +late", instance.Effects);
        instance.AlreadyHandled(new FireTimer(2));
        Assert.Equal(Instance.At("2025-02-03T11:00"), instance.Wait("t").Due);
        instance.Fire("t").Fire("t");
        Assert.Equal("+late", instance.Effects);
        Assert.Equal("a late late late", instance.Open);
        Assert.Equal(Instance.At("2025-02-03T12:00"), instance.Now);
    }

    [Fact]
    public void Cycle_WithAStart_FiresFirstAtIt()
    {
        var instance = new Instance(WithBoundary("R2/2025-02-25T09:00/P1D", interrupting: false, TimerKind.Cycle).Build()).Start();
        Assert.Equal(Instance.At("2025-02-25T09:00"), instance.Wait("t").Due);
        instance.Fire("t");
        Assert.Equal(Instance.At("2025-02-26T09:00"), instance.Wait("t").Due);
        instance.Fire("t");
        Assert.Equal("a late late", instance.Open);
    }

    [Theory]
    [InlineData("R/PT1S", "2035-02-03T09:00", 315532800, "2035-02-03T09:00:01")]
    [InlineData("R/P1D", "2025-04-02T09:00", 58, "2025-04-03T09:00")] // over a change of the clocks
    [InlineData("R/P1D", "2025-04-02T08:59", 57, "2025-04-02T09:00")]
    [InlineData("R3/PT1H", "2025-02-03T10:30", 1, "2025-02-03T11:00")]
    [InlineData("R3/PT1H", "2025-02-03T11:00", 2, "2025-02-03T12:00")]
    [InlineData("R3/PT1H", "2025-02-03T12:00", 3, null)]
    [InlineData("R3/PT1H", "2026-02-03T12:00", 3, null)]
    [InlineData("R1/2024-01-31T08:00/P1M", "2025-02-04T12:00", 1, null)]
    [InlineData("R/2024-01-31T08:00/P1M", "2025-02-04T12:00", 13, "2025-02-28T08:00")]
    public void Cycle_AfterDowntime_CollapsesWhatWasMissedIntoOneFiring(string timer, string now, long missed, string? next)
    {
        var instance = new Instance(WithBoundary(timer, interrupting: false, TimerKind.Cycle).Build()).Start();
        instance.Now = Instance.At(now);
        instance.Do(new FireTimer(instance.Number("t")));
        Assert.Equal(missed, Assert.IsType<WaitClosed>(instance.Last.Events[0]).Occurrences);
        Assert.Equal(next is null ? "a late" : "a t late", instance.Open);
        if (next is not null)
        {
            Assert.Equal(Instance.At(next), instance.Wait("t").Due);
        }
    }

    [Fact]
    public void Cycle_MissedOccurrences_CountAmongItsNumberOfTimes()
    {
        var instance = new Instance(WithBoundary("R5/PT1H", interrupting: false, TimerKind.Cycle).Build()).Start();
        instance.Now = Instance.At("2025-02-03T12:30");
        instance.Fire("t");
        Assert.Equal(3, Assert.IsType<WaitClosed>(instance.Last.Events[0]).Occurrences);
        instance.Fire("t").Fire("t");
        Assert.Equal("a late late late", instance.Open);
    }

    [Fact]
    public void Cycle_OnTheLastOfTheMonth_ReturnsToItAfterAShortOne()
    {
        var instance = new Instance(WithBoundary("R/2025-01-31T08:00/P1M", interrupting: false, TimerKind.Cycle).Build()) { Now = Instance.At("2025-01-01T08:00") }.Start();
        string[] expected = ["2025-01-31T08:00", "2025-02-28T08:00", "2025-03-31T08:00", "2025-04-30T08:00"];
        foreach (var due in expected)
        {
            Assert.Equal(Instance.At(due), instance.Wait("t").Due);
            instance.Fire("t");
        }
    }

    [Fact]
    public void Cycle_Interrupting_FiresOnce()
    {
        var instance = new Instance(WithBoundary("R3/PT1H", interrupting: true, TimerKind.Cycle).Build()).Start().Fire("t");
        Assert.Equal("late", instance.Open);
    }

    [Fact]
    public void IntermediateTimer_Fires_OnceAndGoesOn()
    {
        var instance = new Instance(new Model().Start().Timer("t", "R/PT1H", TimerKind.Cycle).User("a").Path("s", "t", "a").Build()).Start();
        var number = instance.Number("t");
        instance.Fire("t");
        Assert.Equal("+a", instance.Effects);
        instance.AlreadyHandled(new FireTimer(number));
    }
}
