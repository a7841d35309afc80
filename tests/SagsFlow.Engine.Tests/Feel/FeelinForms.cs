namespace SagsFlow.Engine.Tests.Feel;

/// <summary>An expression, what it comes to here and with feelin (as <see cref="Outcome"/> writes it), and why.</summary>
internal sealed record FeelinForm(string Expression, string Ours, string Feelin, string Why);

/// <summary>
/// Forms where the two are known to differ, each with an example; the generated expressions keep clear of them. The last
/// column says what the standard (DMN 1.5) has, or, where it leaves room, why ours is as it is.
/// </summary>
internal static class FeelinForms
{
    public static IReadOnlyList<FeelinForm> All { get; } =
    [
        new("during(5, [1..10])", "true", "null", "table 78: the functions of ranges; feelin has before, after, meets, met by, overlaps and includes"),
        new("starts([1..5], [1..10])", "true", "null", "table 78: the functions of ranges"),
        new("started by([1..10], 1)", "true", "null", "table 78: the functions of ranges"),
        new("finishes(10, [1..10])", "true", "null", "table 78: the functions of ranges"),
        new("finished by([1..10], 10)", "true", "null", "table 78: the functions of ranges"),
        new("overlaps before([1..5], [3..8])", "true", "null", "table 78: the functions of ranges"),
        new("overlaps after([3..8], [1..5])", "true", "null", "table 78: the functions of ranges"),
        new("coincides([1..5], [1..5])", "true", "null", "table 78: the functions of ranges"),
        new("before(point1: 1, point2: 2)", "true", "null", "table 78: the parameters' names"),
        new("before(1, \"a\")", "null", "false", "table 78: two points that can be ordered"),
        new("meets([1..5], [\"a\"..\"b\"])", "null", "true", "table 78: two ranges of one kind"),
        new("[1..5] instance of range<number>", "true", "error: SyntaxError: Incomplete <Comparison>", "rule 49: a range's type names that of its ends"),
        new("1e3", "1000", "1", "rule 37: a number may have an exponent"),
        new("trim(\" a \")", "\"a\"", "null", "not of the standard: an addition other engines have too"),
        new("is defined(1)", "true", "null", "not of the standard: an addition other engines have too"),
        new("max([\"a\", \"b\"])", "\"b\"", "null", "table 75: min and max take any values that can be ordered"),
        new("min(@\"2025-01-02\", @\"2025-01-01\")", "{\"@date\":\"2025-01-01\"}", "null", "table 75: min and max take any values that can be ordered"),
        new("sum([@\"P1D\", @\"PT1H\"])", "{\"@duration\":\"P1DT1H\"}", "null", "the standard sums numbers; durations are an addition"),
        new("median([10, 9, 1])", "9", "10", "table 75: the middle of the numbers by size"),
        new("mode([2, 2.5, -1, 2, 2.5, -1])", "[-1,2,2.5]", "[2,2.5,-1]", "table 75: in ascending order"),
        new("odd(2.5)", "null", "false", "only a whole number is odd or even"),
        new("number(\"\")", "null", "0", "table 68: the text is a number"),
        new("modulo(1, 0.1)", "0", "0.1", "numbers are decimals (§ 10.3.2.3.1)"),
        new("@\"P1D\" * 2", "{\"@duration\":\"P2D\"}", "null", "table 58: a duration times a number"),
        new("@\"P1Y\" / 2", "{\"@duration\":\"P6M\"}", "null", "table 58: a duration by a number"),
        new("@\"P1Y\" / @\"P6M\"", "2", "{\"@@number\":\"NaN\"}", "table 58: a duration by a duration of its kind"),
        new("-@\"P1D\"", "{\"@duration\":\"-P1D\"}", "null", "minus is allowed wherever a duration is"),
        new("@\"2025-01-01\" + @\"PT36H\"", "{\"@date\":\"2025-01-02\"}", "{\"@datetime\":\"2025-01-02T12:00:00Z\"}", "table 57: a date and a duration give a date"),
        new("years and months duration(@\"2025-01-31\", @\"2025-02-25\")", "{\"@duration\":\"P0M\"}", "{\"@duration\":\"P25D\"}", "table 71: whole months"),
        new("@\"12:00:00Z\" - @\"12:00:00+02:00\"", "{\"@duration\":\"PT2H\"}", "{\"@duration\":\"PT0S\"}", "§ 10.3.2.3.4: a time with an offset counts from midnight UTC"),
        new("@\"12:00:00Z\" > @\"11:00:00\"", "null", "true", "table 57: a time with an offset and one without do not go together"),
        new("@\"2025-07-01T12:00:00Z\" - @\"2025-07-01T12:00:00\"", "{\"@duration\":\"PT2H\"}", "{\"@duration\":\"PT0S\"}", "a local time is Danish time, so that meetings need no offset"),
        new("time(@\"2025-02-28\")", "{\"@time\":\"00:00:00\"}", "{\"@time\":\"00:00:00Z\"}", "a day begins at midnight in Denmark, not in UTC"),
        new("date(\"2025-05-05T10:00:00\")", "null", "{\"@date\":\"2025-05-05\"}", "table 68: the text is a date"),
        new("date(2024, 2.5, 1)", "null", "{\"@date\":\"2024-02-01\"}", "half a month is none"),
        new("@\"07:15:00.5\".second", "0.5", "0", "table 66: seconds have decimals"),
        new("duration(@\"P1D\")", "{\"@duration\":\"P1D\"}", "null", "an addition: what is a duration stays one"),
        new("remove([1, 2], -1)", "[1]", "[2]", "table 75: a place below zero counts from the end"),
        new("remove([], 1)", "null", "[]", "table 75: the place lies outside the list"),
        new("sublist([1], 2)", "null", "[]", "table 75: the place lies outside the list"),
        new("insert before([], 1, 7)", "null", "[7]", "table 75: the place lies outside the list"),
        new("list replace([], 1, 7)", "null", "[7]", "table 75: the place lies outside the list"),
        new("substring(\"a\", 2)", "null", "\"\"", "table 74: the place lies outside the text"),
        new("substring(\"🦉ugle\", -2)", "\"le\"", "\"e\"", "table 74: a place counts characters"),
        new("[1] = [1, 2]", "false", "null", "table 51: lists are equal or not"),
        new("null[item > 1]", "[]", "null", "null is filtered as an empty list, so that count of it is 0"),
        new("for x in 3..0 return x", "[3,2,1,0]", "null", "table 47: a range may run downwards"),
        new("for x in 7 return x", "[7]", "null", "§ 10.3.2.9.4: a single value is a list of itself"),
        new("5 in [7..1]", "false", "true", "table 55: above the start and below the end"),
        new("5 in [null..7]", "null", "true", "an end that is missing is a fault, not an open end"),
        new("2 in ([1, 2], [3])", "true", "false", "table 55: a list among the tests holds for what is in it"),
        new("if 1 then 2 else 3", "3", "2", "table 46: only true is true"),
        new("0 ** -1", "null", "{\"@@number\":\"Infinity\"}", "table 60: out of range is null"),
        new("string({æ: 1})", "\"{æ: 1}\"", "\"{\\\"æ\\\": 1}\"", "rule 27: æ is a letter of a name"),
    ];
}
