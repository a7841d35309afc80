using SagsFlow.Data;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Meddelelser;

/// <summary>How long a message that nobody waits for is kept.</summary>
public static class Levetid
{
    /// <summary>A quarter of a year: longer than a case is from meeting to meeting, and short enough that what was forgotten wakes nobody years later.</summary>
    public const string Standard = "P90D";

    private const int LaengsteAar = 10;

    /// <summary>Whether it is an ISO 8601 duration, of months or of days and less, that is more than nothing and at most ten years.</summary>
    public static bool ErGyldig(string varighed) => FeelTemporal.ParseDuration(varighed) switch
    {
        FeelMonthsDuration m => m.Months is > 0 and <= LaengsteAar * 12,
        FeelDaysDuration d => d.Value > TimeSpan.Zero && d.Value.TotalDays <= LaengsteAar * 366,
        _ => false,
    };

    /// <summary>When a message sent now expires.</summary>
    /// <param name="varighed">ISO 8601; null: <see cref="Standard"/>. At most ten years count.</param>
    public static DateTimeOffset Udloeb(DateTimeOffset nu, string? varighed)
    {
        var laengst = LocalPlus(nu, LaengsteAar * 12);
        return FeelTemporal.ParseDuration(varighed ?? Standard) switch
        {
            FeelMonthsDuration m when m.Months <= LaengsteAar * 12 => LocalPlus(nu, m.Months),
            FeelDaysDuration d when d.Value < laengst - nu => nu + d.Value,
            _ => laengst,
        };
    }

    private static DateTimeOffset LocalPlus(DateTimeOffset nu, int maaneder) => LokalTid.TilOejeblik(LokalTid.Af(nu).AddMonths(maaneder));
}
