using System.Globalization;
using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.BuiltIns;

/// <summary>Dates, times and durations (DMN 1.5, §§ 10.3.4.1, 10.3.4.7 and 10.3.4.8).</summary>
internal static class TemporalFunctions
{
    public static IEnumerable<BuiltIn> All =>
    [
        new("now", "", (FeelValue[] _, ref Evaluation e) => Now(ref e)),
        new("today", "", (FeelValue[] _, ref Evaluation e) => new FeelDate(DateOnly.FromDateTime(Now(ref e).Value))),
        BuiltIn.Pure("date", "from", a => a[0] switch
        {
            FeelString text => FeelTemporal.ParseDate(text.Value),
            _ => ToDate(a[0]) is { } date ? new FeelDate(date) : null,
        }),
        BuiltIn.Pure("date", "year, month, day", a => Date(Whole(a[0]), Whole(a[1]), Whole(a[2]))),
        BuiltIn.Pure("time", "from", a => a[0] switch
        {
            FeelString text => FeelTemporal.ParseTime(text.Value),
            FeelDateTime both => new FeelTime(TimeOnly.FromDateTime(both.Value), both.Zone is null ? both.Offset : null, both.Zone),
            FeelDate => new FeelTime(TimeOnly.MinValue),
            FeelTime => a[0],
            _ => null,
        }),
        BuiltIn.Pure("time", "hour, minute, second, offset?", Time),
        BuiltIn.Pure("date and time", "from", a => a[0] switch
        {
            FeelString text => (FeelValue?)FeelTemporal.ParseDateTime(text.Value) ?? Midnight(FeelTemporal.ParseDate(text.Value)),
            FeelDate date => Midnight(date),
            FeelDateTime => a[0],
            _ => null,
        }),
        BuiltIn.Pure("date and time", "date, time", a => ToDate(a[0]) is { } date && a[1] is FeelTime time
            ? FeelTemporal.Join(date, time)
            : null),
        BuiltIn.Pure("duration", "from", a => a[0] switch
        {
            FeelString text => FeelTemporal.ParseDuration(text.Value),
            FeelDaysDuration or FeelMonthsDuration => a[0],
            _ => null,
        }),
        BuiltIn.Pure("years and months duration", "from, to", a => ToDate(a[0]) is { } from && ToDate(a[1]) is { } to
            ? new FeelMonthsDuration(MonthsBetween(from, to))
            : null),
        OfDay("day of week", day => FeelValue.Of(day.ToString("dddd", CultureInfo.InvariantCulture))),
        OfDay("month of year", day => FeelValue.Of(day.ToString("MMMM", CultureInfo.InvariantCulture))),
        OfDay("day of year", day => FeelValue.Of(day.DayOfYear)),
        OfDay("week of year", day => FeelValue.Of(ISOWeek.GetWeekOfYear(day.ToDateTime(TimeOnly.MinValue)))),
        OfDay("last day of month", day => FeelValue.Of(DateTime.DaysInMonth(day.Year, day.Month))),
    ];

    /// <summary>The scope's time on its zone's clock, with the offset the zone has at that time.</summary>
    private static FeelDateTime Now(ref Evaluation evaluation)
    {
        var local = TimeZoneInfo.ConvertTime(evaluation.Scope.Now, evaluation.Scope.Zone);
        return new FeelDateTime(local.DateTime, local.Offset);
    }

    private static BuiltIn OfDay(string name, Func<DateOnly, FeelValue> body)
        => BuiltIn.Pure(name, "date", a => ToDate(a[0]) is { } date ? body(date) : null);

    private static DateOnly? ToDate(FeelValue value) => value switch
    {
        FeelDate date => date.Value,
        FeelDateTime both => DateOnly.FromDateTime(both.Value),
        _ => null,
    };

    private static FeelDateTime? Midnight(FeelDate? date) => date is null ? null : new FeelDateTime(date.Value.ToDateTime(TimeOnly.MinValue));

    private static FeelDate? Date(int? year, int? month, int? day)
        => year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year.Value, month.Value)
            ? new FeelDate(new DateOnly(year.Value, month.Value, day.Value))
            : null;

    private static FeelTime? Time(FeelValue[] arguments)
    {
        if (Whole(arguments[0]) is not (>= 0 and <= 23 and var hour) || Whole(arguments[1]) is not (>= 0 and <= 59 and var minute)
            || arguments[2] is not FeelNumber { Value: >= 0 and < 60 } second || arguments[3] is not (FeelDaysDuration or FeelNull))
        {
            return null;
        }

        var offset = (arguments[3] as FeelDaysDuration)?.Value;
        var ticks = (((hour * 60L) + minute) * TimeSpan.TicksPerMinute) + (long)(second.Value * TimeSpan.TicksPerSecond);
        return offset is { } known && (known.Duration() > TimeSpan.FromHours(18) || known.Ticks % TimeSpan.TicksPerSecond != 0)
            ? null
            : new FeelTime(new TimeOnly(ticks), offset);
    }

    /// <summary>Whole months from one day to another, below zero when they run backwards.</summary>
    private static int MonthsBetween(DateOnly from, DateOnly to)
    {
        if (to < from)
        {
            return -MonthsBetween(to, from);
        }

        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return to.Day < from.Day ? months - 1 : months;
    }

    private static int? Whole(FeelValue value)
        => value is FeelNumber { Value: >= 0 and <= 9999 } number && number.Value == decimal.Truncate(number.Value) ? (int)number.Value : null;
}
