using System.Globalization;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>Timers at every place one can stand, over what clocks and calendars do: a rule holds wherever the timer is.</summary>
public class ClockTests
{
    /// <summary>The places, and whether a timer there goes on after it has fired.</summary>
    private static readonly Dictionary<string, bool> Repeating = new(StringComparer.Ordinal)
    {
        ["boundary"] = false,
        ["boundary, non-interrupting"] = true,
        ["boundary of a sub-process, non-interrupting"] = true,
        ["event sub-process"] = false,
        ["event sub-process, non-interrupting"] = true,
        ["event sub-process in a sub-process, non-interrupting"] = true,
        ["intermediate"] = false,
        ["event-based gateway"] = false,
    };

    public static TheoryData<string> Places => [.. Repeating.Keys];

    /// <summary>A process with the timer <c>t</c> at a place, and a task <c>b</c> that it leads to.</summary>
    private static Instance At(string place, TimerKind kind, string timer)
    {
        var trigger = new EventTrigger(EventKind.Timer) { Timer = new TimerRule(kind, timer, Model.Value(timer)) };
        var goesOn = Repeating[place];
        var model = new Model().Start().User("b");
        model = place switch
        {
            "boundary" or "boundary, non-interrupting" => model.User("a").On("a", "t", trigger, !goesOn).Path("s", "a").Path("t", "b"),
            "boundary of a sub-process, non-interrupting" => model.Sub("sub").Start("i").User("a").Inside("sub", "i", "a").On("sub", "t", trigger, !goesOn).Path("s", "sub").Path("i", "a").Path("t", "b"),
            "event sub-process" or "event sub-process, non-interrupting" => model.User("a").Handler("h", "t", trigger, !goesOn).Inside("h", "b").Path("s", "a").Path("t", "b"),
            "event sub-process in a sub-process, non-interrupting" => model.Sub("sub").Start("i").User("a").Inside("sub", "i", "a").Handler("h", "t", trigger, !goesOn, "sub").Inside("h", "b").Path("s", "sub").Path("i", "a").Path("t", "b"),
            "intermediate" => model.Catch("t", trigger).Path("s", "t", "b"),
            _ => model.Add(NodeKind.EventBasedGateway, "g").Catch("t", trigger).Catch("m", new EventTrigger(EventKind.Message) { Name = "svar" }).Path("s", "g", "t", "b").Path("g", "m"),
        };
        return new Instance(model.Build());
    }

    private static Instance Started(string place, TimerKind kind, string timer, string now)
    {
        var instance = At(place, kind, timer);
        instance.Now = Instance.At(now);
        return instance.Start();
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    [Theory]
    [MemberData(nameof(Places))]
    public void Duration_OfNinetyDays_EndsAtTheSameTimeOfDay(string place)
    {
        var instance = Started(place, TimerKind.Duration, "P90D", "2025-01-15T09:00");
        Assert.Equal(Utc("2025-04-15T07:00Z"), instance.Wait("t").Due);
        Assert.Contains("b", instance.Fire("t").Open, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Due_InTheHourThatIsLeftOut_IsAnHourLater(string place)
    {
        Assert.Equal(Utc("2025-03-30T01:30Z"), Started(place, TimerKind.Date, "2025-03-30T02:30", "2025-03-01T09:00").Wait("t").Due);
        Assert.Equal(Utc("2025-03-30T01:30Z"), Started(place, TimerKind.Date, "=date and time(\"2025-03-30T02:30:00\")", "2025-03-01T09:00").Wait("t").Due);
        Assert.Equal(Utc("2025-03-30T01:30Z"), Started(place, TimerKind.Duration, "P30D", "2025-02-28T02:30").Wait("t").Due);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Due_InTheHourThatComesTwice_IsTheFirstOfThem(string place)
    {
        Assert.Equal(Utc("2025-10-26T00:30Z"), Started(place, TimerKind.Date, "2025-10-26T02:30", "2025-10-01T09:00").Wait("t").Due);
        Assert.Equal(Utc("2025-10-26T00:30Z"), Started(place, TimerKind.Duration, "P1D", "2025-10-25T02:30").Wait("t").Due);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Duration_OfAYearFromTheLeapDay_EndsOnTheTwentyEighth(string place) =>
        Assert.Equal(Instance.At("2025-02-28T08:00"), Started(place, TimerKind.Duration, "P1Y", "2024-02-29T08:00").Wait("t").Due);

    [Theory]
    [InlineData("R/2024-02-29T08:00/P1Y", "2024-02-29T08:00 2025-02-28T08:00 2026-02-28T08:00 2027-02-28T08:00 2028-02-29T08:00")]
    [InlineData("R/2023-11-29T08:00/P1M", "2023-11-29T08:00 2023-12-29T08:00 2024-01-29T08:00 2024-02-29T08:00 2024-03-29T08:00")]
    [InlineData("R/2024-11-29T08:00/P1M", "2024-11-29T08:00 2024-12-29T08:00 2025-01-29T08:00 2025-02-28T08:00 2025-03-29T08:00")]
    [InlineData("R/2024-02-28T08:00/P1D", "2024-02-28T08:00 2024-02-29T08:00 2024-03-01T08:00")]
    [InlineData("R/2025-12-30T23:30/P1D", "2025-12-30T23:30 2025-12-31T23:30 2026-01-01T23:30")]
    [InlineData("R/2025-12-31T00:00/P1M", "2025-12-31T00:00 2026-01-31T00:00 2026-02-28T00:00")]
    [InlineData("R/2025-03-29T02:30/P1D", "2025-03-29T02:30 2025-03-30T03:30 2025-03-31T02:30")]
    public void Cycle_OverTheCalendar_CountsFromItsStart(string cycle, string dues)
    {
        foreach (var place in Repeating.Where(p => p.Value).Select(p => p.Key))
        {
            var instance = Started(place, TimerKind.Cycle, cycle, "2023-01-01T00:00");
            foreach (var due in dues.Split(' '))
            {
                Assert.Equal(Instance.At(due), instance.Wait("t").Due);
                instance.Fire("t");
            }
        }
    }

    [Fact]
    public void Cycle_InTheHourThatComesTwice_FiresOnceADayAndTwiceWhenHourly()
    {
        var daily = Started("boundary, non-interrupting", TimerKind.Cycle, "R/2025-10-25T02:30/P1D", "2025-10-01T00:00").Fire("t");
        Assert.Equal(Utc("2025-10-26T00:30Z"), daily.Wait("t").Due);
        Assert.Equal(Utc("2025-10-27T01:30Z"), daily.Fire("t").Wait("t").Due);

        var hourly = Started("boundary, non-interrupting", TimerKind.Cycle, "R/2025-10-26T01:30/PT1H", "2025-10-01T00:00").Fire("t");
        Assert.Equal(Utc("2025-10-26T00:30Z"), hourly.Wait("t").Due);
        Assert.Equal(Utc("2025-10-26T01:30Z"), hourly.Fire("t").Wait("t").Due);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void Cycle_AfterDowntime_FiresOnceWithTheCountOfWhatWasDue(string place)
    {
        var instance = Started(place, TimerKind.Cycle, "R/P1D", "2025-03-28T09:00");
        instance.Now = Instance.At("2025-04-02T09:30");
        instance.Do(new FireTimer(instance.Number("t")));
        Assert.Equal(5, instance.Last.Events.OfType<WaitClosed>().Single(w => w.NodeId == "t").Occurrences);
        Assert.Single(instance.State!.Waits, w => w.NodeId == "b");
        Assert.Equal(Repeating[place] ? Instance.At("2025-04-03T09:00") : null, instance.State!.Waits.FirstOrDefault(w => w.NodeId == "t")?.Due);
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void ClockSetBack_TimerIsNotFiredUntilItIsDue(string place)
    {
        var instance = Started(place, TimerKind.Cycle, "R/PT1H", "2025-02-25T09:00");
        var due = instance.Wait("t").Due!.Value;
        var before = Instance.Json(instance.State!);
        foreach (var early in new[] { due.AddTicks(-1), due.AddDays(-1), due.AddYears(-1) })
        {
            instance.Now = early;
            Assert.Throws<ArgumentOutOfRangeException>(() => instance.Do(new FireTimer(instance.Number("t"))));
            Assert.Equal(before, Instance.Json(instance.State!));
        }

        instance.Now = due;
        instance.Do(new FireTimer(instance.Number("t")));
        Assert.Contains("b", instance.Open, StringComparison.Ordinal);
    }

    [Fact]
    public void ClockSetBack_AStepBeforeTheLastOne_LeavesDueTimesAsTheyWere()
    {
        var model = new Model().Start().And("g").User("a").Boundary("t", "a", "R/PT1H", interrupting: false, TimerKind.Cycle).User("late")
            .User("b").User("c").Boundary("u", "c", "P1D").End("e").Path("s", "g", "a").Path("t", "late").Path("g", "b", "c").Path("u", "e");
        var instance = new Instance(model.Build()) { Now = Instance.At("2025-02-25T09:00") }.Start().Fire("t");
        Assert.Equal(Instance.At("2025-02-25T11:00"), instance.Wait("t").Due);

        instance.Now = Instance.At("2025-02-24T09:00");
        instance.Complete("b");
        Assert.Equal(Instance.At("2025-02-25T11:00"), instance.Wait("t").Due);
        Assert.Equal(Instance.At("2025-02-25T09:00"), instance.Wait("u").Due);

        instance.Fire("t");
        Assert.Equal(1, Assert.IsType<WaitClosed>(instance.Last.Events[0]).Occurrences);
        Assert.Equal(Instance.At("2025-02-25T12:00"), instance.Wait("t").Due);
    }
}
