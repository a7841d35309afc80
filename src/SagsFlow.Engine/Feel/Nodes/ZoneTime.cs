using System.Text.RegularExpressions;

namespace SagsFlow.Engine.Feel.Nodes;

/// <summary>
/// Local times made absolute, and back. A local time that occurs twice, when summer time ends, is the first of the
/// two; one that does not occur, when summer time begins, is read as if the clock had not been put forward.
/// </summary>
internal static partial class ZoneTime
{
    /// <summary>A zone by its name in the IANA's list; null when there is none.</summary>
    public static TimeZoneInfo? Find(string name)
        => ZoneName().IsMatch(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId ? zone : null;

    /// <summary>The date and time on the zone's clock, with the offset it has then.</summary>
    public static FeelDateTime On(TimeZoneInfo zone, DateTime local) => new(local, Offset(local, zone), zone.Id);

    /// <summary>Ticks since 0001-01-01 in UTC; a plain number, so that no value near the calendar's ends can overflow.</summary>
    public static long UtcTicks(FeelDateTime value, ref Evaluation evaluation)
        => UtcTicks(value, value.Offset is null ? evaluation.Scope.Zone : TimeZoneInfo.Utc);

    /// <summary>As above; the zone counts only for a value without an offset.</summary>
    public static long UtcTicks(FeelDateTime value, TimeZoneInfo zone)
        => value.Value.Ticks - (value.Offset ?? Offset(value.Value, zone)).Ticks;

    /// <summary>The offset of a local time from UTC.</summary>
    public static TimeSpan Offset(DateTime local, TimeZoneInfo zone)
    {
        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (!zone.IsAmbiguousTime(unspecified))
        {
            return zone.GetUtcOffset(unspecified);
        }

        var offsets = zone.GetAmbiguousTimeOffsets(unspecified);
        return offsets.Max();
    }

    /// <summary>The local time of an instant, or null outside the calendar.</summary>
    public static DateTime? Local(long utcTicks, TimeZoneInfo zone)
        => At(utcTicks) is { } utc ? At(utcTicks + zone.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).Ticks) : null;

    /// <summary>The date and time at so many ticks, or null outside the calendar.</summary>
    public static DateTime? At(long ticks)
        => ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks ? null : new DateTime(ticks);

    /// <summary>
    /// A local time and a duration: whole days go by the calendar, what is left by the clock. So a day after noon
    /// is noon, and two hours are two hours, in the night the clock is changed too.
    /// </summary>
    public static DateTime? Add(DateTime local, TimeSpan duration, TimeZoneInfo zone)
    {
        var rest = new TimeSpan(duration.Ticks % TimeSpan.TicksPerDay);
        if (At(local.Ticks + (duration - rest).Ticks) is not { } day || rest == TimeSpan.Zero)
        {
            return At(local.Ticks + duration.Ticks);
        }

        return Local(day.Ticks - Offset(day, zone).Ticks + rest.Ticks, zone);
    }

    /// <summary>What <see cref="Add"/> must add to the one to come to the other.</summary>
    public static TimeSpan Between(DateTime from, DateTime to, TimeZoneInfo zone)
    {
        var days = new TimeSpan((to - from).Days, 0, 0, 0);
        var day = from + days;
        if (day == to)
        {
            return days;
        }

        return days + (to - day) - (Offset(to, zone) - Offset(day, zone));
    }

    /// <summary>What a zone may be called; a name is looked up among the system's files.</summary>
    [GeneratedRegex("^[A-Za-z]{1,20}([/_+-][A-Za-z0-9]{1,20}){0,6}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ZoneName();
}
