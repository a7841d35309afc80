using System.Globalization;
using System.Text;
using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel;

/// <summary>
/// Dates, times and durations as ISO 8601 texts, the way FEEL writes them (DMN 1.5, § 10.3.2.3): days, times with an
/// offset from UTC, a zone by name or neither, and durations either of years and months or of days and less.
/// </summary>
public static class FeelTemporal
{
    /// <summary>Reads a text of any temporal kind; null when it is none, or names a day that does not exist.</summary>
    public static FeelValue? Parse(string text)
        => (FeelValue?)ParseDate(text) ?? (FeelValue?)ParseDateTime(text) ?? (FeelValue?)ParseTime(text) ?? ParseDuration(text);

    /// <summary>Reads <c>2025-02-25</c>; null when it is no such day.</summary>
    public static FeelDate? ParseDate(string text)
        => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? new FeelDate(date) : null;

    /// <summary>Reads <c>2025-02-25T14:30:00</c>, with fractions of a second and an offset if given; null when it is no such time.</summary>
    public static FeelDateTime? ParseDateTime(string text)
    {
        var split = text.IndexOf('T', StringComparison.Ordinal);
        return split == 10 && ParseDate(text[..split]) is { } date && ParseTime(text[(split + 1)..]) is { } time
            ? Join(date.Value, time)
            : null;
    }

    /// <summary>
    /// Reads <c>14:30:00</c>, with fractions of a second and an offset (<c>Z</c>, <c>+01:00</c>) or a zone
    /// (<c>@Europe/Copenhagen</c>) if given; null when it is no such time or there is no such zone.
    /// </summary>
    public static FeelTime? ParseTime(string text)
    {
        if (text.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at)
        {
            return ZoneTime.Find(text[(at + 1)..]) is { } named && ParseTime(text[..at]) is { Offset: null, Zone: null } local
                ? local with { Zone = named.Id }
                : null;
        }

        var zone = text.IndexOfAny(['Z', '+', '-']);
        TimeSpan? offset = null;
        if (zone >= 0)
        {
            offset = ParseOffset(text.AsSpan(zone));
            if (offset is null)
            {
                return null;
            }
        }

        var clock = zone < 0 ? text : text[..zone];
        string[] formats = ["HH:mm:ss.FFFFFFF", "HH:mm"];
        return TimeOnly.TryParseExact(clock, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && !clock.EndsWith('.')
            ? new FeelTime(time, offset)
            : null;
    }

    /// <summary>
    /// Reads <c>P1Y2M</c> as months, or <c>P3DT4H5M6.5S</c> (and weeks, <c>P2W</c>) as days and time; a minus may stand first.
    /// Null when it is neither, or mixes months with days, whose length together is not fixed.
    /// </summary>
    public static FeelValue? ParseDuration(string text)
    {
        var isNegative = text.StartsWith('-');
        var at = isNegative ? 1 : 0;
        if (at >= text.Length || text[at++] != 'P' || at == text.Length)
        {
            return null;
        }

        decimal months = 0, ticks = 0;
        bool hasMonths = false, hasTicks = false, inTime = false;
        var previous = -1;
        while (at < text.Length)
        {
            if (text[at] == 'T' && !inTime && at + 1 < text.Length)
            {
                inTime = true;
                at++;
            }

            var start = at;
            while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
            {
                at++;
            }

            if (at == text.Length || at - start > 12
                || !decimal.TryParse(text.AsSpan(start, at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                || Unit(text[at], inTime) is not { } unit || unit.Order <= previous
                || (amount != decimal.Truncate(amount) && text[at] != 'S') || text[at - 1] == '.')
            {
                return null;
            }

            previous = unit.Order;
            hasMonths |= unit.Months > 0;
            hasTicks |= unit.Ticks > 0;
            months += amount * unit.Months;
            ticks += decimal.Truncate(amount * unit.Ticks);
            at++;
        }

        (months, ticks) = isNegative ? (-months, -ticks) : (months, ticks);
        if ((hasMonths && hasTicks) || months is < int.MinValue or > int.MaxValue || ticks is < long.MinValue or > long.MaxValue)
        {
            return null;
        }

        return hasMonths ? new FeelMonthsDuration((int)months) : new FeelDaysDuration(new TimeSpan((long)ticks));
    }

    /// <summary>A temporal value as the text <see cref="Parse"/> reads; null for a value of another kind.</summary>
    public static string? Format(FeelValue value) => value switch
    {
        FeelDate date => date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FeelTime time => Format(time.Value) + Format(time.Offset, time.Zone),
        FeelDateTime both => both.Value.ToString("yyyy-MM-dd'T'", CultureInfo.InvariantCulture)
            + Format(TimeOnly.FromDateTime(both.Value)) + Format(both.Offset, both.Zone),
        FeelDaysDuration duration => Format(duration.Value),
        FeelMonthsDuration duration => Format(duration.Months),
        _ => null,
    };

    /// <summary>
    /// The instant a date and time stands for, in UTC. Without an offset it is read on the zone's clock: a time that occurs
    /// twice, when summer time ends, is the first of the two; one that is skipped when it begins is as much later.
    /// Null when it lies outside the calendar.
    /// </summary>
    public static DateTimeOffset? ToInstant(FeelDateTime value, TimeZoneInfo zone)
        => ZoneTime.At(ZoneTime.UtcTicks(value, zone)) is { } utc ? new DateTimeOffset(utc, TimeSpan.Zero) : null;

    /// <summary>A day and a time of day; in a named zone with the offset it has then.</summary>
    internal static FeelDateTime Join(DateOnly date, FeelTime time)
    {
        var local = date.ToDateTime(time.Value);
        return new FeelDateTime(local, time.Zone is null ? time.Offset : ZoneTime.Offset(local, ZoneTime.Find(time.Zone)!), time.Zone);
    }

    private static (int Order, int Months, long Ticks)? Unit(char letter, bool inTime) => (letter, inTime) switch
    {
        ('Y', false) => (0, 12, 0),
        ('M', false) => (1, 1, 0),
        ('W', false) => (2, 0, 7 * TimeSpan.TicksPerDay),
        ('D', false) => (3, 0, TimeSpan.TicksPerDay),
        ('H', true) => (4, 0, TimeSpan.TicksPerHour),
        ('M', true) => (5, 0, TimeSpan.TicksPerMinute),
        ('S', true) => (6, 0, TimeSpan.TicksPerSecond),
        _ => null,
    };

    private static TimeSpan? ParseOffset(ReadOnlySpan<char> text)
    {
        if (text is "Z")
        {
            return TimeSpan.Zero;
        }

        string[] formats = ["hh\\:mm", "hh\\:mm\\:ss"];
        return TimeSpan.TryParseExact(text[1..], formats, CultureInfo.InvariantCulture, TimeSpanStyles.None, out var offset)
            && text[0] != 'Z' && offset <= TimeSpan.FromHours(18)
            ? (text[0] == '-' ? -offset : offset)
            : null;
    }

    private static string Format(TimeOnly time) => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture).TrimEnd('.');

    private static string Format(TimeSpan? offset, string? zone) => offset switch
    {
        _ when zone is not null => "@" + zone,
        null => "",
        { Ticks: 0 } => "Z",
        { } known => (known < TimeSpan.Zero ? "-" : "+")
            + known.ToString(known.Seconds == 0 ? "hh\\:mm" : "hh\\:mm\\:ss", CultureInfo.InvariantCulture),
    };

    private static string Format(int months)
    {
        var size = Math.Abs((long)months);
        var years = size / 12;
        return (months < 0 ? "-P" : "P") + (years > 0 ? $"{years}Y" : "") + (size % 12 > 0 || years == 0 ? $"{size % 12}M" : "");
    }

    private static string Format(TimeSpan duration)
    {
        if (duration == TimeSpan.Zero)
        {
            return "PT0S";
        }

        // In decimal, since the shortest duration there is has no positive counterpart.
        var ticks = Math.Abs((decimal)duration.Ticks);
        var text = new StringBuilder(duration < TimeSpan.Zero ? "-P" : "P");
        var days = decimal.Truncate(ticks / TimeSpan.TicksPerDay);
        var rest = (long)(ticks % TimeSpan.TicksPerDay);
        text.Append(days > 0 ? $"{days}D" : "");
        if (rest > 0)
        {
            var (hours, minutes) = (rest / TimeSpan.TicksPerHour, rest / TimeSpan.TicksPerMinute % 60);
            var seconds = rest % TimeSpan.TicksPerMinute / (decimal)TimeSpan.TicksPerSecond;
            text.Append('T').Append(hours > 0 ? $"{hours}H" : "").Append(minutes > 0 ? $"{minutes}M" : "");
            text.Append(seconds > 0 ? seconds.ToString("0.#######", CultureInfo.InvariantCulture) + "S" : "");
        }

        return text.ToString();
    }
}
