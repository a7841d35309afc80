using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SagsFlow.Engine.Execution;

/// <summary>
/// An ISO 8601 duration with its three kinds of length kept apart: months and days are counted on the calendar of a
/// zone, so that a day later is the same time of day, and the rest is real time. <c>P1D</c> and <c>PT24H</c> differ
/// where the clocks change.
/// </summary>
/// <param name="Months">Years and months; the day is clamped to the month's last.</param>
/// <param name="Days">Weeks and days.</param>
/// <param name="Time">Hours, minutes and seconds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CalendarSpan(int Months, int Days, TimeSpan Time)
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.,");
    private const string DateUnits = "YMWD";
    private const string TimeUnits = "HMS";

    /// <summary>Whether repeating it gets anywhere: no part is negative and one is more than nothing.</summary>
    public bool IsForward => Months >= 0 && Days >= 0 && Time >= TimeSpan.Zero && (Months > 0 || Days > 0 || Time > TimeSpan.Zero);

    /// <summary>Reads <c>[-]PnYnMnWnDTnHnMnS</c>; only seconds may have decimals.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CalendarSpan span)
    {
        span = default;
        var sign = 1;
        if (text.StartsWith("-"))
        {
            sign = -1;
            text = text[1..];
        }

        if (!text.StartsWith("P"))
        {
            return false;
        }

        text = text[1..];
        var clock = text.IndexOf('T');
        var date = clock < 0 ? text : text[..clock];
        var time = clock < 0 ? default : text[(clock + 1)..];
        if ((clock >= 0 && time.IsEmpty) || (date.IsEmpty && time.IsEmpty))
        {
            return false;
        }

        Span<decimal> dates = stackalloc decimal[DateUnits.Length];
        Span<decimal> times = stackalloc decimal[TimeUnits.Length];
        if (!TryParts(date, DateUnits, dates) || !TryParts(time, TimeUnits, times))
        {
            return false;
        }

        var months = (dates[0] * 12) + dates[1];
        var days = (dates[2] * 7) + dates[3];
        var seconds = (times[0] * 3600) + (times[1] * 60) + times[2];
        // Longer than the calendar itself: no such instant can be reached.
        if (months > 120_000 || days > 3_700_000 || seconds > 320_000_000_000m)
        {
            return false;
        }

        span = new CalendarSpan(sign * (int)months, sign * (int)days, new TimeSpan(sign * (long)(seconds * TimeSpan.TicksPerSecond)));
        return true;
    }

    /// <summary>
    /// The instant <paramref name="times"/> spans after another; null beyond the calendar. A local time that a change
    /// of the clocks leaves out is moved past the gap; of one that comes twice the first is meant.
    /// </summary>
    public DateTimeOffset? After(DateTimeOffset start, long times, TimeZoneInfo zone)
    {
        var months = (Int128)Months * times;
        var days = (Int128)Days * times;
        var ticks = (Int128)Time.Ticks * times;
        if (Int128.Abs(months) > 120_000 || Int128.Abs(days) > 3_700_000 || Int128.Abs(ticks) > DateTime.MaxValue.Ticks)
        {
            return null;
        }

        try
        {
            var from = start;
            if (Months != 0 || Days != 0)
            {
                from = ToInstant(TimeZoneInfo.ConvertTime(start, zone).DateTime.AddMonths((int)months).AddDays((int)days), zone);
            }

            return from.ToUniversalTime().AddTicks((long)ticks);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The instant of a local time, by the same two rules as <see cref="After"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant lies outside the calendar.</exception>
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            // The offset of the day before still holds at the gap's start, and moves the time past it.
            return new DateTimeOffset(local, zone.GetUtcOffset(local.AddDays(-1))).ToUniversalTime();
        }

        if (!zone.IsAmbiguousTime(local))
        {
            return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
        }

        var offset = TimeSpan.MinValue;
        foreach (var candidate in zone.GetAmbiguousTimeOffsets(local))
        {
            offset = candidate > offset ? candidate : offset;
        }

        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static bool TryParts(ReadOnlySpan<char> text, string units, Span<decimal> values)
    {
        var next = 0;
        while (!text.IsEmpty)
        {
            var length = text.IndexOfAnyExcept(NumberCharacters);
            if (length is <= 0 or > 12)
            {
                return false;
            }

            var unit = units.IndexOf(text[length], next);
            var digits = text[..length];
            var style = units[Math.Max(unit, 0)] == 'S' ? NumberStyles.AllowDecimalPoint : NumberStyles.None;
            if (unit < 0 || !decimal.TryParse(digits.ToString().Replace(',', '.'), style, CultureInfo.InvariantCulture, out values[unit]))
            {
                return false;
            }

            next = unit + 1;
            text = text[(length + 1)..];
        }

        return true;
    }
}
