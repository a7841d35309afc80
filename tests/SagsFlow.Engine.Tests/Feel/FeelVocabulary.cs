using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SagsFlow.Engine.Tests.Feel;

/// <summary>Kinds of FEEL values; <see cref="Any"/> is last and stands for one of the others.</summary>
internal enum Kind
{
    Number,
    Text,
    Boolean,
    Date,
    Time,
    DateTime,
    Days,
    Months,
    Numbers,
    Texts,
    Context,
    Null,
    Any,
}

/// <summary>What the generated expressions are put together of.</summary>
internal static partial class FeelVocabulary
{
    /// <summary>The smallest expressions of each kind.</summary>
    public static readonly FrozenDictionary<Kind, string[]> Atoms = new Dictionary<Kind, string[]>
    {
        [Kind.Number] = ["0", "1", "2", "3", "-2", "2.5", "-1.5", ".5", "0.1", "100", "tal", "pris", "minus", "nul", "sag.beløb"],
        [Kind.Text] =
        [
            "\"\"", "\"a\"", "\"æøå ÆØÅ\"", "\"Hej \\\"verden\\\"\"", "\"linje\\nto\"", "\"to\\n\"", "\"a,b;c\"", "\"\\u00e6\"", "\"🦉ugle\"", "\"12.5\"", "\"ba\"",
            "tekst", "tom", "sag.emne",
        ],
        [Kind.Boolean] = ["true", "false", "ja", "nej", "sag.lukket", "tal > 5"],
        [Kind.Date] = ["@\"2025-02-28\"", "@\"2024-02-29\"", "date(\"2025-12-31\")", "date(2025, 1, 31)", "dag", "sag.frist", "date(møde)", "dage[1]"],
        [Kind.Time] = ["@\"08:00:00\"", "time(\"23:59:59\")", "@\"12:30:15\"", "@\"10:00:00\"", "time(9, 5, 30)", "time(\"07:15:00.5\")", "klokken", "time(møde)"],
        [Kind.DateTime] =
        [
            "@\"2025-03-28T09:00:00\"", "@\"2025-02-01T23:30:00\"", "@\"2024-02-29T12:00:00\"", "date and time(\"2025-01-31T00:00:00\")",
            "date and time(dag, klokken)", "møde",
        ],
        [Kind.Days] = ["@\"P5D\"", "@\"PT36H\"", "@\"-P1DT2H\"", "duration(\"PT90M\")", "duration(\"P1DT2H3M4S\")", "@\"PT0S\"", "frist", "@\"P14D\""],
        [Kind.Months] = ["@\"P1M\"", "@\"P1Y\"", "duration(\"P14M\")", "@\"-P3M\"", "periode"],
        [Kind.Numbers] = ["[1, 2, 3]", "[]", "[2, 2.5, -1]", "tal_liste", "punkter.nr", "[1]", "[1, null, 3]"],
        [Kind.Texts] = ["[\"a\", \"b\"]", "tekster", "sag.ruter", "punkter.udfald", "[\"æ\", \"\", \"a\"]"],
        [Kind.Context] = ["{}", "{a: 1}", "{a: 1, b: {c: \"x\"}}", "sag", "punkter[1]"],
        [Kind.Null] = ["null", "intet", "ukendt", "sag.ukendt"],
    }.ToFrozenDictionary();

    /// <summary>The smallest expressions with an offset from UTC; an expression has all of its times with one, or none.</summary>
    public static readonly FrozenDictionary<Kind, string[]> WithOffset = new Dictionary<Kind, string[]>
    {
        [Kind.Time] = ["@\"12:30:15Z\"", "@\"10:00:00+02:00\"", "time(\"23:00:00-05:30\")", "time(\"08:00:00Z\")", "time(10, 30, 0, @\"PT1H\")"],
        [Kind.DateTime] =
        [
            "@\"2025-06-30T23:30:00Z\"", "@\"2024-02-29T12:00:00+01:00\"", "date and time(\"2025-05-05T10:00:00.250Z\")",
            "date and time(dag, @\"08:00:00Z\")", "@\"2025-06-15T12:00:00@Europe/Copenhagen\"", "date and time(\"2025-01-15T12:00:00@America/New_York\")", "@\"2025-03-30T02:30:00+02:00\"",
        ],
    }.ToFrozenDictionary();

    /// <summary>What a value of each kind becomes larger by.</summary>
    public static readonly FrozenDictionary<Kind, string> Steps = new Dictionary<Kind, string>
    {
        [Kind.Number] = "2",
        [Kind.Text] = "\"å\"",
        [Kind.Date] = "@\"P1M\"",
        [Kind.DateTime] = "@\"P9DT5H\"",
        [Kind.Days] = "@\"PT40H\"",
        [Kind.Months] = "@\"P3M\"",
    }.ToFrozenDictionary();

    /// <summary>Calls of the built-in functions by the kind they give.</summary>
    public static readonly FrozenDictionary<Kind, string[]> Calls = new Dictionary<Kind, string[]>
    {
        [Kind.Number] =
        [
            "string length({Text})", "number(\"1.250,5\", \".\", \",\")", "number(\"2\" + {Text})", "number(\"-0.50\")", "floor({Number})", "ceiling({Number})", "floor({Number}, 1)",
            "decimal({Number}, 1)", "round up({Number}, 1)", "round down({Number}, 0)", "round half up({Number}, 0)", "round half down({Number}, 1)",
            "abs({Number})", "modulo({Number}, {Number})", "sqrt({Number})", "log({Number})", "exp(2)", "2 ** -1", "(-4) ** -2", "count({Numbers})", "count({Texts})",
            "min({Numbers})", "max({Numbers})", "max({Number}, {Number})", "sum({Numbers})", "mean({Numbers})", "product({Numbers})",
            "stddev({Numbers})", "sum(n: {Number})", "day of year({Date})", "week of year({Date})",
            "sum(for p in punkter return p.nr)", "get value({Context}, \"a\")", "floor(n: {Number})",
        ],
        [Kind.Text] =
        [
            "string({Number})", "string({Date})", "string({Days})", "string({Months})", "string({Boolean})", "string({DateTime})", "string({Time})", "string({Numbers})",
            "substring(\"bål\" + {Text}, 2)", "substring(\"ø\" + {Text}, 1, 2)", "substring(\"æøå\", -2) + {Text}", "substring(\"æøå\", -3, 1) + {Text}", "upper case({Text})", "lower case({Text})",
            "substring before({Text}, \"r\")", "substring after({Text}, \"e\")", "replace({Text}, \"[aeiou]\", \"-\")", "replace({Text}, \"(.)(.)\", \"$2$1\")", "replace({Text}, \"[^a-zæøå]\", \"?\")", "replace({Text}, \"🦉+|x\", \"ugle 🦉\")",
            "string join({Texts})", "string join({Texts}, \", \")", "day of week({Date})", "month of year({Date})", "substring(string: \"åre\" + {Text}, start position: 2)",
            "replace({Text}, \"B\", \"x\", \"i\")", "string({a: {Number}, d: [{Text}], e: {Boolean}})",
        ],
        [Kind.Boolean] =
        [
            "contains({Text}, \"b\")", "starts with({Text}, {Text})", "ends with({Text}, \"e\")", "matches({Text}, \"^[A-ZÆØÅ]\")", "matches({Text}, \"B\", \"i\")",
            "list contains({Numbers}, {Number})", "list contains({Texts}, {Text})", "all([{Boolean}, {Boolean}])", "any([{Boolean}, {Boolean}])",
            "all([{Boolean}, {Null}])", "any([{Boolean}, {Null}])", "odd(floor({Number}))", "even(floor({Number}))", "{Null} = {Null}",
            "{Number} instance of number", "{Text} instance of number", "{Null} instance of string", "{Null} instance of Any", "{Any} instance of Any", "{Numbers} instance of list<number>", "{Texts} instance of list<string>", "{Numbers} instance of list",
            "{Context} instance of context", "{Context} instance of context<a: number>", "{Date} instance of date", "{DateTime} instance of date and time", "{Date} instance of date and time", "{Time} instance of time",
            "{Days} instance of days and time duration", "{Months} instance of days and time duration", "{Months} instance of years and months duration", "{Boolean} instance of boolean",
            "before({Number}, 2)", "after({Number}, 2)", "before({Number}, [2..7])", "after({Number}, (2..7))", "before((1..3], {Number})", "after([1..3), {Number})", "before([1..3), [3..7])", "after((3..7], [1..3])",
            "before({Date}, {Date})", "after({DateTime}, {DateTime})", "before({Days}, {Days})", "includes([1..7), {Number})", "includes((0..100], {Number})", "includes([0..100], [1..7))", "includes([\"a\"..\"m\"], {Text})",
            "meets([1..3], [3..7])", "met by([3..7], [1..3])", "meets([1..3), [3..7])", "overlaps([1..5], [3..7])", "overlaps([1..3), [3..7])",
            "contains({Text}, {Text})", "{Number} in ({Number})", "{Context} = {Context}", "[{Number}, {Number}] = [{Number}, 2]", "[{Texts}] = [{Texts}]", "matches({Text}, \"to$\")", "matches({Text}, \"^.{4,6}$\")",
        ],
        [Kind.Date] = ["date({DateTime})", "date({Date})", "date(string({Date}))", "date(\"2025-02-29\")", "date(2025, 2, 30)", "date(2024, floor({Number}), 1)"],
        [Kind.Time] = ["time({DateTime})", "time(\"25:00:00\")", "time({Time})"],
        [Kind.DateTime] = ["date and time({Date}, {Time})", "date and time({DateTime}, {Time})", "date and time(\"2025-02-29T10:00:00\")", "date and time(\"2025-05-05T10:00:00.250\")"],
        [Kind.Days] = ["abs({Days})", "duration(\"P1D\")", "duration(string({Days}))"],
        [Kind.Months] = ["years and months duration(@\"2024-01-15\", @\"2025-03-15\")", "abs({Months})"],
        [Kind.Numbers] =
        [
            "append({Numbers}, {Number})", "concatenate({Numbers}, {Numbers})",
            "reverse({Numbers})", "index of({Numbers}, {Number})", "union({Numbers}, {Numbers})", "distinct values({Numbers})", "flatten([{Numbers}, [{Numbers}]])",
            "sublist([3, 1, {Number}], 2)", "sublist([{Number}, 4, {Number}], -2, 1)", "sublist([1, {Number}], 1, 2)", "list replace([1, {Number}, 3], 2, {Number})", "insert before([{Number}, 7], 2, {Number})", "remove([1, {Number}, 3], 2)",
            "for n in {Numbers} return if n > 1 then n else 0", "get entries({Context}).value",
        ],
        [Kind.Texts] =
        [
            "split({Text}, \",\")", "split({Text}, \"🦉\")", "split({Text}, \"[,;]\")", "append({Texts}, {Text})", "reverse({Texts})", "distinct values({Texts})", "concatenate({Texts}, [{Text}])",
            "get entries({Context}).key", "sublist([\"x\", {Text}], 2)", "insert before([\"x\", {Text}], 2, {Text})", "for t in {Texts} return upper case(t)", "index of({Texts}, \"a\")",
        ],
        [Kind.Context] = ["context put({Context}, \"x\", {Number})", "context merge([{Context}, {Context}])", "context([{key: \"æ\", value: {Number}}])", "punkter[nr = 2][1]", "punkter[-1]"],
        [Kind.Null] = ["null"],
    }.ToFrozenDictionary();

    /// <summary>A name, a number without a sign, or a text stands alone; anything else is put in brackets where it is an operand.</summary>
    public static bool NeedsNoBrackets(string text) => Plain().IsMatch(text);

    [GeneratedRegex("^([\\wæøå.]+|@?\"[^\"\\\\]*\"|\\[[^\\[\\]]*\\]|[a-z ]+\\([^()]*\\))$")]
    private static partial Regex Plain();
}
