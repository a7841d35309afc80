using System.Globalization;
using SagsFlow.Data;

namespace SagsFlow.Infrastructure.Sider;

/// <summary>Dates and times as Danes write them, in local time.</summary>
public static class Dansk
{
    private static readonly string[] Dagsformer = ["yyyy-MM-dd", "d-M-yyyy", "d.M.yyyy", "d/M/yyyy"];
    private static readonly string[] Tidsformer = ["H:mm", "H.mm", "H:mm:ss"];

    public static CultureInfo Kultur { get; } = CultureInfo.GetCultureInfo("da-DK");

    /// <summary>Puts names in order as Danes do: æ, ø and å last, capitals beside small letters.</summary>
    public static StringComparer Alfabet { get; } = StringComparer.Create(Kultur, ignoreCase: true);

    /// <summary><c>25-02-2025</c></summary>
    public static string Dato(DateOnly dag) => dag.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>25-02-2025</c></summary>
    public static string Dato(DateTimeOffset oejeblik) => Dato(LokalTid.Dato(oejeblik));

    /// <summary><c>25-02-2025 kl. 09.00</c></summary>
    public static string Tid(DateTimeOffset oejeblik) => Tid(LokalTid.Af(oejeblik));

    /// <summary>The same of a local time.</summary>
    public static string Tid(DateTime lokal) => lokal.ToString("dd-MM-yyyy 'kl.' HH.mm", CultureInfo.InvariantCulture);

    /// <summary><c>tirsdag den 25. februar 2025 kl. 09.00</c></summary>
    public static string Lang(DateTime lokal) => lokal.ToString("dddd 'den' d. MMMM yyyy 'kl.' HH.mm", Kultur);

    /// <summary><c>tirsdag 25-02-2025</c></summary>
    public static string Dag(DateOnly dag) => dag.ToString("dddd dd-MM-yyyy", Kultur);

    /// <summary>A day as a date field sends it, or as people write it: <c>25-02-2025</c>, <c>25.2.2025</c>; null when it cannot be read.</summary>
    public static DateOnly? LaesDag(string? tekst) => DateOnly.TryParseExact(tekst?.Trim(), Dagsformer, CultureInfo.InvariantCulture, DateTimeStyles.None, out var dag) ? dag : null;

    /// <summary>A time of day: <c>09:00</c>, <c>9.00</c>; null when it cannot be read.</summary>
    public static TimeOnly? LaesTid(string? tekst) => TimeOnly.TryParseExact(tekst?.Trim(), Tidsformer, CultureInfo.InvariantCulture, DateTimeStyles.None, out var tid) ? tid : null;

    /// <summary>For the <c>datetime</c> of a <c>time</c> element.</summary>
    public static string Maskinlaeslig(DateTimeOffset oejeblik) => oejeblik.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary><c>1 sag</c>, <c>2 sager</c></summary>
    public static string Antal(int antal, string en, string flere) => antal == 1 ? $"1 {en}" : $"{antal.ToString(CultureInfo.InvariantCulture)} {flere}";

    /// <summary>With a capital first letter.</summary>
    public static string Stort(string tekst) => tekst.Length == 0 ? tekst : char.ToUpper(tekst[0], Kultur) + tekst[1..];

    /// <summary><c>1,4 MB</c></summary>
    public static string Stoerrelse(long bytes) => bytes switch
    {
        < 1024 => $"{bytes.ToString(CultureInfo.InvariantCulture)} byte",
        < 1024 * 1024 => $"{(bytes / 1024.0).ToString("0", Kultur)} kB",
        _ => $"{(bytes / (1024.0 * 1024)).ToString("0.0", Kultur)} MB",
    };
}
