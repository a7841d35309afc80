using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Feel;

/// <summary>Whatever is written, parsing ends in an expression or a syntax error, and evaluation in a value or a stop.</summary>
public sealed class FeelFuzzTests
{
    private static readonly string[] Atoms =
    [
        "1", "0", "-2.5", "79228162514264337593543950335", "\"a\"", "\"\"", "true", "false", "null", "[]", "[1, 2, 3]", "{a: 1}", "a", "liste",
        "ukendt", "direktion.punkter", "@\"2024-02-29\"", "@\"0001-01-01\"", "@\"9999-12-31T23:59:59\"", "@\"2025-03-30T02:30:00\"",
        "@\"2025-10-26T02:30:00Z\"", "@\"12:00:00\"", "@\"23:00:00+02:00\"", "@\"P1D\"", "@\"-P1M\"", "@\"P10675199DT2H48M5.4775807S\"",
        "@\"-P178956970Y8M\"", "now()", "[1..3]", "(1..3)",
    ];

    private static readonly string[] Functions =
    [
        "not", "is defined", "string", "number", "substring", "string length", "upper case", "contains", "matches", "replace", "split", "string join",
        "floor", "decimal", "round half up", "abs", "modulo", "sqrt", "log", "exp", "odd", "count", "min", "max", "sum", "mean", "median", "mode",
        "stddev", "product", "all", "any", "list contains", "sublist", "append", "concatenate", "insert before", "remove", "list replace", "reverse",
        "index of", "union", "distinct values", "flatten", "sort", "get value", "get entries", "context put", "context merge", "context", "date",
        "time", "date and time", "duration", "years and months duration", "day of week", "week of year", "last day of month", "ukendt",
    ];

    private static readonly string[] Operators = ["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in"];

    [Fact]
    public void Evaluate_RandomExpressions_GiveValueOrStop()
    {
        var scope = FeelTestScope.Create(stepLimit: 5_000);
        for (var seed = 0; seed < 20_000; seed++)
        {
            var text = Expression(new Random(seed), 3);
            var error = Record.Exception(() => FeelTestScope.Json(FeelExpression.Parse(text).Evaluate(scope)));
            Assert.True(error is null or FeelEvaluationException, $"seed {seed}: {text}\n{error}");
        }
    }

    [Fact]
    public void Parse_RandomTokens_GivesExpressionOrSyntaxError()
    {
        string[] pieces = [.. Atoms, .. Functions, .. Operators, "(", ")", "[", "]", "{", "}", ",", ":", ".", "..", "if", "then", "else", "for", "x in", "return", "some", "satisfies", "between", "\"", "@", "\\", "#", "\n"];
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            var error = Record.Exception(() => FeelExpression.Parse(text));
            Assert.True(error is null or FeelSyntaxException, $"seed {seed}: {text}\n{error}");
        }
    }

    [Theory]
    [InlineData("((a{1000}){1000}){1000}")]
    [InlineData("(a|b|ab)*c.{500}.{500}")]
    [InlineData("(.*){50}x")]
    public void Matches_CostlyPattern_EndsSoon(string pattern)
    {
        var expression = $"matches(\"{new string('a', 500)}\", \"{pattern}\")";
        // False, or null for a pattern too large to be built.
        Assert.NotEqual(FeelValue.True, FeelTestScope.Evaluate(expression));
    }

    private static string Expression(Random random, int depth)
    {
        if (depth == 0)
        {
            return Atoms[random.Next(Atoms.Length)];
        }

        string Inner() => Expression(random, random.Next(depth));
        return random.Next(12) switch
        {
            < 4 => $"({Inner()}) {Operators[random.Next(Operators.Length)]} ({Inner()})",
            < 8 => $"{Functions[random.Next(Functions.Length)]}({string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Inner()))})",
            8 => $"({Inner()})[{Inner()}]",
            9 => $"for x in {Inner()} return {Inner()}",
            10 => $"if {Inner()} then {Inner()} else {Inner()}",
            _ => $"({Inner()}) between ({Inner()}) and ({Inner()})",
        };
    }
}
