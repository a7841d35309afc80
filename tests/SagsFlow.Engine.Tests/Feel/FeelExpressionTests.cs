using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Feel;

public sealed class FeelExpressionTests
{
    [Theory]
    [InlineData("a.b =", 1, 6, "linje 1, tegn 6: ventede et udtryk efter '='")]
    [InlineData("", 1, 1, "linje 1, tegn 1: ventede et udtryk")]
    [InlineData("a.b = )", 1, 7, "linje 1, tegn 7: ventede et udtryk efter '=', fandt ')'")]
    [InlineData("a b", 1, 3, "linje 1, tegn 3: ventede slutningen af udtrykket efter 'a', fandt 'b'")]
    [InlineData("if a\nthen 1", 2, 7, "linje 2, tegn 7: ventede 'else' efter '1'")]
    [InlineData("[1, 2", 1, 6, "linje 1, tegn 6: ventede ',' eller ']' efter '2'")]
    [InlineData("(1", 1, 3, "linje 1, tegn 3: ventede ')' efter '1'")]
    [InlineData("a.", 1, 3, "linje 1, tegn 3: ventede et navn efter '.'")]
    [InlineData("\"abc", 1, 1, "linje 1, tegn 1: teksten mangler et afsluttende anførselstegn")]
    [InlineData("a # b", 1, 3, "linje 1, tegn 3: tegnet '#' hører ikke til i et udtryk")]
    [InlineData("@\"2025-02-30\"", 1, 1, "linje 1, tegn 1: '2025-02-30' er hverken en dato, et klokkeslæt eller en varighed")]
    [InlineData("function(x) x + 1", 1, 1, "linje 1, tegn 1: et udtryk kan ikke selv beskrive en funktion ('function')")]
    [InlineData("{a: 1, a: 2}", 1, 8, "linje 1, tegn 8: navnet 'a' står to gange")]
    [InlineData("for x in [1] x", 1, 14, "linje 1, tegn 14: ventede 'return' efter ']', fandt 'x'")]
    [InlineData("x between 1", 1, 12, "linje 1, tegn 12: ventede 'and' efter '1'")]
    [InlineData("1 and and", 1, 7, "linje 1, tegn 7: ventede et udtryk efter 'and', fandt 'and'")]
    [InlineData("99999999999999999999999999999999", 1, 1, "linje 1, tegn 1: tallet er for stort")]
    [InlineData("/* a", 1, 1, "linje 1, tegn 1: kommentaren mangler '*/'")]
    [InlineData("x instance of tal", 1, 15, "linje 1, tegn 15: ventede en type (number, string, boolean, date, time, date and time, days and time duration, years and months duration, list, context, range, Null, Any, function) efter 'of', fandt 'tal'")]
    public void Parse_NotFeel_TellsWhereAndWhatWasExpected(string text, int line, int column, string message)
    {
        var error = Assert.Throws<FeelSyntaxException>(() => FeelExpression.Parse(text));
        Assert.Equal(message, error.Message);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("[", "]")]
    [InlineData("{a: ", "}")]
    [InlineData("if true then ", " else 1")]
    [InlineData("not(", ")")]
    [InlineData("a[", "]")]
    [InlineData("1 in (", ")")]
    public void Parse_NestedTooDeep_IsSyntaxError(string open, string close)
    {
        const int Depth = 4_000;
        var text = string.Concat(Enumerable.Repeat(open, Depth)) + "1" + string.Concat(Enumerable.Repeat(close, Depth));
        Assert.Contains("inden i hinanden", Assert.Throws<FeelSyntaxException>(() => FeelExpression.Parse(text)).Message);
    }

    [Theory]
    [InlineData(" + 1")]
    [InlineData(" and true")]
    [InlineData(".a")]
    [InlineData("[1]")]
    [InlineData(" in 1")]
    public void Parse_ChainTooLong_IsSyntaxError(string link)
    {
        var text = "1" + string.Concat(Enumerable.Repeat(link, 9_000));
        Assert.Contains("i forlængelse af hinanden", Assert.Throws<FeelSyntaxException>(() => FeelExpression.Parse(text)).Message);
    }

    [Fact]
    public void Parse_NestedRangesAfterIn_ReadsEachOnce()
    {
        var text = string.Concat(Enumerable.Repeat("1 in (", 150)) + "1" + string.Concat(Enumerable.Repeat("..2)", 150));
        Assert.Equal(FeelValue.Null, FeelExpression.Parse(text).Evaluate(FeelTestScope.Create()));
    }

    [Fact]
    public void Parse_LongerThanAllowed_IsSyntaxError()
        => Assert.Contains("længere end", Assert.Throws<FeelSyntaxException>(() => FeelExpression.Parse(new string(' ', 100_000) + "1")).Message);

    [Fact]
    public void Evaluate_AsDeepAsAllowed_FitsASmallStack()
    {
        var nested = string.Concat(Enumerable.Repeat("(for x in [1] return 1 + ", 95)) + "1" + string.Concat(Enumerable.Repeat(")", 95));
        var chained = "1" + string.Concat(Enumerable.Repeat(" + 1", 390));
        FeelValue? value = null;
        var thread = new Thread(() => value = FeelExpression.Parse($"count([{nested}, {chained}])").Evaluate(FeelTestScope.Create()), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Equal(FeelValue.Of(2), value);
    }

    [Theory]
    [InlineData("for x in 1..1000000000 return x")]
    [InlineData("some x in 1..1000000000 satisfies false")]
    [InlineData("count(for x in 1..1000, y in 1..1000 return x)")]
    [InlineData("distinct values(for x in 1..1000 return x)")]
    [InlineData("for x in 1..400, y in 1..400 return null")]
    public void Evaluate_TooManySteps_IsStopped(string expression)
        => Assert.Contains("skridt", Assert.Throws<FeelEvaluationException>(() => FeelTestScope.Evaluate(expression)).Message);

    [Fact]
    public void Evaluate_StepLimit_IsTheScopes()
    {
        Assert.Equal(FeelValue.Of(500), FeelTestScope.Evaluate("count(for x in 1..500 return x)", stepLimit: 2_000));
        Assert.Throws<FeelEvaluationException>(() => FeelTestScope.Evaluate("count(for x in 1..500 return x)", stepLimit: 500));
    }

    [Theory]
    [InlineData("string join(for x in 1..2000 return {0})", "tegn")]
    [InlineData("concatenate(for x in 1..50 return {1})", "skridt")]
    [InlineData("replace({0}, \"a\", {0})", "tegn")]
    [InlineData("replace({0}, \".*\", \"$0$0$0$0$0$0$0$0$0$0\")", "ingen")]
    [InlineData("{2}.x25", "led")]
    [InlineData("string({3}.x25)", "tegn")]
    [InlineData("{3}.x25", "værdier")]
    [InlineData("{3}.x25 = {3}.x25", "skridt")]
    [InlineData("flatten({3}.x25)", "skridt")]
    public void Evaluate_ResultTooLarge_IsStopped(string expression, string why)
    {
        var text = "\"" + new string('a', 2_000) + "\"";
        var list = "(for y in 1..2000 return y)";
        var deep = "{x0: [1]" + string.Concat(Enumerable.Range(1, 80).Select(i => $", x{i}: [x{i - 1}]")) + "}";
        var doubled = "{x0: [1]" + string.Concat(Enumerable.Range(1, 25).Select(i => $", x{i}: [x{i - 1}, x{i - 1}]")) + "}";
        var full = expression.Replace("{0}", text).Replace("{1}", list).Replace("{2}.x25", deep + ".x80").Replace("{3}", doubled);
        var parsed = FeelExpression.Parse(full);
        var error = Record.Exception(() => parsed.Evaluate(FeelTestScope.Create(stepLimit: why == "skridt" ? 50_000 : int.MaxValue)));
        if (why == "ingen")
        {
            Assert.Null(error);
        }
        else
        {
            Assert.Contains(why, Assert.IsType<FeelEvaluationException>(error).Message);
        }
    }

    [Fact]
    public void Evaluate_PatternThatWouldBacktrack_AnswersAtOnce()
        => FeelTestScope.Gives($"matches(\"{new string('a', 5_000)}!\", \"^(a+)+$\")", "false");

    [Theory]
    [InlineData("1 + 2", "3")]
    [InlineData("\"x\"", "\"x\"")]
    [InlineData("null", "null")]
    [InlineData("if true then \"a\" else b", "\"a\"")]
    [InlineData("false and x", "false")]
    [InlineData("for x in [1, 2] return x", "[1,2]")]
    [InlineData("@\"2025-01-01\" + @\"P1D\"", "{\"@date\":\"2025-01-02\"}")]
    [InlineData("a", null)]
    [InlineData("today()", null)]
    [InlineData("now()", null)]
    [InlineData("@\"2025-03-30T01:00:00\" + @\"PT2H\"", null)]
    [InlineData("count(for x in 1..100000 return x)", null)]
    public void ConstantValue_OfExpression_IsKnownWithoutScope(string expression, string? expected)
    {
        var constant = FeelExpression.Parse(expression).ConstantValue;
        Assert.Equal(expected, constant is null ? null : FeelTestScope.Json(constant));
    }

    [Theory]
    [InlineData("a.b = c and d[e > item.f]", "a,c,d,e")]
    [InlineData("for x in liste return x + y + x", "liste,y")]
    [InlineData("{a: 1, b: a + c}", "c")]
    [InlineData("count(punkter) + count(punkter)", "punkter")]
    [InlineData("1", "")]
    public void FreeNames_OfExpression_AreThoseReadFromScope(string expression, string expected)
        => Assert.Equal(expected, string.Join(',', FeelExpression.Parse(expression).FreeNames));

    [Theory]
    [InlineData("\"DIR\"", "DIR")]
    [InlineData("if a = \"x\" then \"DIR\" else if b then (\"BY\") else c", "DIR,BY")]
    [InlineData("if a then \"DIR\" else \"DIR\"", "DIR")]
    [InlineData("a = \"x\"", "")]
    [InlineData("forum", "")]
    public void ResultLiterals_OfExpression_AreTextsItCanGive(string expression, string expected)
        => Assert.Equal(expected, string.Join(',', FeelExpression.Parse(expression).ResultLiterals));

    [Fact]
    public void Constant_OfValue_GivesIt()
    {
        var constant = FeelExpression.Constant(FeelValue.Of("DIR"), "DIR");
        Assert.Equal(FeelValue.Of("DIR"), constant.Evaluate(FeelTestScope.Create()));
        Assert.Equal(("DIR", FeelValue.Of("DIR"), "DIR"), (constant.Text, constant.ConstantValue, constant.ResultLiterals.Single()));
        Assert.Empty(constant.FreeNames);
    }

    [Theory]
    [InlineData("1 + ukendt(2)", "linje 1, tegn 5: funktionen 'ukendt' findes ikke")]
    [InlineData("string length()", "linje 1, tegn 1: funktionen 'string length' kan ikke kaldes med disse argumenter")]
    [InlineData("substring(text: \"a\")", "linje 1, tegn 1: funktionen 'substring' kan ikke kaldes med disse argumenter")]
    public void Doubts_CallThatCannotBeMade_IsToldAndGivesNull(string expression, string expected)
    {
        var parsed = FeelExpression.Parse(expression);
        Assert.Equal(expected, Assert.Single(parsed.Doubts).Message);
        Assert.Equal(FeelValue.Null, parsed.Evaluate(FeelTestScope.Create()));
    }

    [Fact]
    public void HostFunction_WithSpacesInItsName_IsCalled()
    {
        var functions = new FeelFunctions(new Dictionary<string, Func<FeelValue[], FeelValue>>
        {
            ["arbejdsdage før"] = a => a is [FeelDate date, FeelNumber days] ? new FeelDate(date.Value.AddDays(-(int)days.Value)) : FeelValue.Null,
        });
        var parsed = FeelExpression.Parse("arbejdsdage før(moede.dato, 10).day", functions);
        Assert.Equal(FeelValue.Of(20), parsed.Evaluate(FeelTestScope.Create()));
        Assert.Empty(parsed.Doubts);
        Assert.Null(FeelExpression.Parse("arbejdsdage før(@\"2025-01-20\", 10)", functions).ConstantValue);
        Assert.Throws<ArgumentException>(() => new FeelFunctions(new Dictionary<string, Func<FeelValue[], FeelValue>> { ["a  b"] = a => a[0] }));
    }

    [Fact]
    public void Evaluate_ConditionOverPath_AllocatesNothing()
    {
        var condition = FeelExpression.Parse("centerchef.udfald = \"godkend\" and tal > 5 or forum = \"DIR\"");
        var scope = FeelTestScope.Create();
        condition.Evaluate(scope);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            condition.Evaluate(scope);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
