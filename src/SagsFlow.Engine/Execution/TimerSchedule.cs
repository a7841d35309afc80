using System.Globalization;
using System.Text.RegularExpressions;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Where a repeating timer stands; kept with its wait so that it can be armed again without its expression.</summary>
/// <param name="Anchor">The instant all occurrences are counted from.</param>
/// <param name="Interval">Between two occurrences.</param>
/// <param name="Index">The next occurrence is this many intervals after the anchor.</param>
/// <param name="Remaining">How many occurrences are left with the next one; null: no end.</param>
internal sealed record TimerCycle(DateTimeOffset Anchor, CalendarSpan Interval, long Index, long? Remaining)
{
    /// <summary>
    /// How many of the remaining occurrences are due at an instant. Counted from the anchor, so that a cycle on the
    /// 31st returns to the 31st after a short month; searched and not walked, so that years of downtime cost nothing.
    /// </summary>
    public long CountDue(DateTimeOffset now, TimeZoneInfo zone)
    {
        var most = Remaining ?? long.MaxValue - Index;
        long low = 0, high = 1;
        while (high < most && IsDue(high, now, zone))
        {
            low = high;
            high = high > most / 2 ? most : high * 2;
        }

        high = Math.Min(high, most);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (IsDue(middle, now, zone))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <summary>The cycle when some occurrences have passed, with its due time; null when there are no more.</summary>
    public (DateTimeOffset Due, TimerCycle Cycle)? Skip(long occurrences, TimeZoneInfo zone)
    {
        if (Remaining is { } remaining && remaining <= occurrences)
        {
            return null;
        }

        var next = this with { Index = Index + occurrences, Remaining = Remaining - occurrences };
        return Interval.After(Anchor, next.Index, zone) is { } due ? (TimerSchedule.WholeMilliseconds(due), next) : null;
    }

    private bool IsDue(long occurrence, DateTimeOffset now, TimeZoneInfo zone) =>
        Interval.After(Anchor, Index + occurrence, zone) is { } due && TimerSchedule.WholeMilliseconds(due) <= now;
}

/// <summary>A timer rule's value: an instant, a length or a repetition (BPMN 2.0.2, § 10.5.5.1).</summary>
internal sealed partial class TimerSchedule
{
    private static readonly string[] DateFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF",
    ];

    private readonly TimerKind kind;
    private readonly DateTime? start;
    private readonly TimeSpan? offset;
    private readonly CalendarSpan span;
    private readonly long? count;

    private TimerSchedule(TimerKind kind, DateTime? start, TimeSpan? offset, CalendarSpan span = default, long? count = null)
    {
        this.kind = kind;
        this.start = start;
        this.offset = offset;
        this.span = span;
        this.count = count;
    }

    /// <summary>Reads an ISO 8601 text; null when it is none of the given kind.</summary>
    public static TimerSchedule? Parse(TimerKind kind, string text)
    {
        text = text.Trim();
        switch (kind)
        {
            case TimerKind.Date:
                return TryDate(text, out var local, out var known) ? new TimerSchedule(kind, local, known) : null;
            case TimerKind.Duration:
                return CalendarSpan.TryParse(text, out var span) ? new TimerSchedule(kind, null, null, span) : null;
            default:
                return ParseCycle(text);
        }
    }

    /// <summary>
    /// Reads the value of an expression; null when it gives no time of the given kind. FEEL's days duration does not
    /// know whether it was written in days or hours: its whole days are counted on the calendar.
    /// </summary>
    public static TimerSchedule? From(TimerKind kind, FeelValue value) => (kind, value) switch
    {
        (_, FeelString text) => Parse(kind, text.Value),
        (TimerKind.Date, FeelDate date) => new TimerSchedule(kind, date.Value.ToDateTime(TimeOnly.MinValue), null),
        (TimerKind.Date, FeelDateTime date) => new TimerSchedule(kind, date.Value, date.Offset),
        (TimerKind.Duration, FeelDaysDuration duration) => new TimerSchedule(
            kind, null, null, new CalendarSpan(0, duration.Value.Days, duration.Value - TimeSpan.FromDays(duration.Value.Days))),
        (TimerKind.Duration, FeelMonthsDuration duration) => new TimerSchedule(kind, null, null, new CalendarSpan(duration.Months, 0, TimeSpan.Zero)),
        _ => null,
    };

    /// <summary>When a timer armed now is due, and its cycle if it has one; null when that is beyond the calendar.</summary>
    public (DateTimeOffset Due, TimerCycle? Cycle)? Arm(DateTimeOffset now, TimeZoneInfo zone)
    {
        try
        {
            if (kind == TimerKind.Date)
            {
                return (WholeMilliseconds(StartInstant(zone)), null);
            }

            if (kind == TimerKind.Duration)
            {
                return span.After(now, 1, zone) is { } due ? (WholeMilliseconds(due), null) : null;
            }

            // With a start the first occurrence is the start itself; without, one interval from now.
            var anchor = WholeMilliseconds(start is null ? now : StartInstant(zone));
            var first = start is null ? 1 : 0;
            return span.After(anchor, first, zone) is { } next
                ? (WholeMilliseconds(next), new TimerCycle(anchor, span, first, count))
                : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>An instant in UTC, rounded up: hosts store whole milliseconds and must never be early.</summary>
    public static DateTimeOffset WholeMilliseconds(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks;
        var over = ticks % TimeSpan.TicksPerMillisecond;
        return new DateTimeOffset(over == 0 ? ticks : ticks - over + TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }

    private DateTimeOffset StartInstant(TimeZoneInfo zone) => offset is { } known
        ? new DateTimeOffset(DateTime.SpecifyKind(start!.Value, DateTimeKind.Unspecified), known)
        : CalendarSpan.ToInstant(start!.Value, zone);

    private static TimerSchedule? ParseCycle(string text)
    {
        var parts = text.Split('/');
        if (parts.Length is not (2 or 3) || !CyclePattern().IsMatch(parts[0]) || !CalendarSpan.TryParse(parts[^1], out var span) || !span.IsForward)
        {
            return null;
        }

        long? repeats = parts[0].Length == 1 ? null : long.Parse(parts[0].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);
        DateTime local = default;
        TimeSpan? known = null;
        if (repeats == 0 || (parts.Length == 3 && !TryDate(parts[1], out local, out known)))
        {
            return null;
        }

        return new TimerSchedule(TimerKind.Cycle, parts.Length == 3 ? local : null, known, span, repeats);
    }

    private static bool TryDate(string text, out DateTime local, out TimeSpan? known)
    {
        known = null;
        var zone = ZonePattern().Match(text);
        if (zone.Success)
        {
            text = text[..zone.Index];
            if (zone.ValueSpan is "Z")
            {
                known = TimeSpan.Zero;
            }
            else if (TimeSpan.TryParseExact(zone.ValueSpan[1..], "hh\\:mm", CultureInfo.InvariantCulture, out var size) && size <= TimeSpan.FromHours(14))
            {
                known = zone.ValueSpan[0] == '-' ? -size : size;
            }
            else
            {
                local = default;
                return false;
            }
        }

        return DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out local);
    }

    [GeneratedRegex("^R[0-9]{0,9}$", RegexOptions.CultureInvariant)]
    private static partial Regex CyclePattern();

    [GeneratedRegex("(?<=T.*)(?:Z|[+-][0-9]{2}:[0-9]{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex ZonePattern();
}
