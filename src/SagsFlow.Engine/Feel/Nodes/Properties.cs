using System.Collections.Immutable;

namespace SagsFlow.Engine.Feel.Nodes;

/// <summary><c>a.b</c>: a context's entry, a list's entries one by one, or a property of a temporal value (DMN 1.5, table 65).</summary>
internal static class Properties
{
    /// <summary>Property names with a space, which the parser must know of to read them.</summary>
    public static readonly string[] Spaced = ["time offset", "start included", "end included"];

    public static FeelValue Read(FeelValue value, string name, ref Evaluation evaluation, int depth)
    {
        if (value is FeelContext context)
        {
            return context.Entries.TryGetValue(name, out var entry) ? entry : FeelValue.Null;
        }

        return value is FeelList list ? Project(list, name, ref evaluation, depth + 1) : OfScalar(value, name) ?? FeelValue.Null;
    }

    private static FeelList Project(FeelList list, string name, ref Evaluation evaluation, int depth)
    {
        Evaluation.CheckDepth(depth);
        var items = ImmutableArray.CreateBuilder<FeelValue>(list.Items.Length);
        foreach (var item in list.Items)
        {
            evaluation.Charge(1);
            items.Add(Read(item, name, ref evaluation, depth));
        }

        return new FeelList(items.MoveToImmutable());
    }

    private static FeelValue? OfScalar(FeelValue value, string name) => value switch
    {
        FeelDate date => OfDate(date.Value, name),
        FeelDateTime both => OfDate(DateOnly.FromDateTime(both.Value), name)
            ?? OfTime(TimeOnly.FromDateTime(both.Value), both.Offset, both.Zone, name),
        FeelTime time => OfTime(time.Value, time.Offset, time.Zone, name),
        FeelDaysDuration duration => OfDays(duration.Value, name),
        FeelMonthsDuration duration => name switch
        {
            "years" => FeelValue.Of(duration.Months / 12),
            "months" => FeelValue.Of(duration.Months % 12),
            _ => null,
        },
        FeelRange range => name switch
        {
            "start" => range.Low,
            "end" => range.High,
            "start included" => FeelValue.Of(range.LowIncluded),
            "end included" => FeelValue.Of(range.HighIncluded),
            _ => null,
        },
        _ => null,
    };

    private static FeelValue? OfDate(DateOnly date, string name) => name switch
    {
        "year" => FeelValue.Of(date.Year),
        "month" => FeelValue.Of(date.Month),
        "day" => FeelValue.Of(date.Day),
        // Monday is 1 and Sunday 7.
        "weekday" => FeelValue.Of(date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek),
        _ => null,
    };

    private static FeelValue? OfTime(TimeOnly time, TimeSpan? offset, string? zone, string name) => name switch
    {
        "hour" => FeelValue.Of(time.Hour),
        "minute" => FeelValue.Of(time.Minute),
        "second" => Seconds(time.Ticks),
        "timezone" => zone is null ? FeelValue.Null : FeelValue.Of(zone),
        "time offset" => offset is { } known ? new FeelDaysDuration(known) : FeelValue.Null,
        _ => null,
    };

    private static FeelValue? OfDays(TimeSpan duration, string name) => name switch
    {
        "days" => FeelValue.Of(duration.Days),
        "hours" => FeelValue.Of(duration.Hours),
        "minutes" => FeelValue.Of(duration.Minutes),
        "seconds" => Seconds(duration.Ticks),
        _ => null,
    };

    /// <summary>The seconds of a minute with their fraction, as tables 65 and 66 have them.</summary>
    private static FeelValue Seconds(long ticks) => FeelValue.Of(ticks % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond);
}
