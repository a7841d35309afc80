namespace SagsFlow.Kalender;

/// <summary>The Danish public holidays, computed for any year of the Gregorian calendar (domain: § 6).</summary>
public static class Helligdage
{
    /// <summary>The last year of store bededag (lov nr. 214 af 06-03-2023).</summary>
    public const int SidsteStoreBededag = 2023;

    /// <summary>A year's holidays in order; where two fall on one day, both.</summary>
    /// <param name="aar">1583–9999.</param>
    public static IReadOnlyList<(DateOnly Dag, string Navn)> I(int aar)
    {
        var paaske = Paaskedag(aar);
        var dage = new List<(DateOnly, string)>
        {
            (new DateOnly(aar, 1, 1), "nytårsdag"),
            (paaske.AddDays(-3), "skærtorsdag"),
            (paaske.AddDays(-2), "langfredag"),
            (paaske, "påskedag"),
            (paaske.AddDays(1), "2. påskedag"),
            (paaske.AddDays(39), "Kristi himmelfartsdag"),
            (paaske.AddDays(49), "pinsedag"),
            (paaske.AddDays(50), "2. pinsedag"),
            (new DateOnly(aar, 12, 25), "juledag"),
            (new DateOnly(aar, 12, 26), "2. juledag"),
        };
        if (aar <= SidsteStoreBededag)
        {
            dage.Add((paaske.AddDays(26), "store bededag"));
        }

        return [.. dage.OrderBy(d => d.Item1)];
    }

    /// <summary>Easter Sunday by the Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).</summary>
    public static DateOnly Paaskedag(int aar)
    {
        var a = aar % 19;
        var (b, c) = (aar / 100, aar % 100);
        var (d, e) = (b / 4, b % 4);
        var g = ((8 * b) + 13) / 25;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = (c / 4, c % 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var n = h + l - (7 * m) + 114;
        return new DateOnly(aar, n / 31, (n % 31) + 1);
    }
}
