using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Feel;

/// <summary><c>instance of</c>, ranges as values, and how ranges lie to each other.</summary>
public class FeelTypeTests
{
    [Theory]
    [InlineData("1 instance of number", true)]
    [InlineData("\"1\" instance of number", false)]
    [InlineData("\"a\" instance of string", true)]
    [InlineData("false instance of boolean", true)]
    [InlineData("@\"2025-02-25\" instance of date", true)]
    [InlineData("@\"2025-02-25\" instance of date and time", false)]
    [InlineData("@\"2025-02-25T10:00:00\" instance of date and time", true)]
    [InlineData("@\"2025-02-25T10:00:00\" instance of date", false)]
    [InlineData("@\"10:00:00\" instance of time", true)]
    [InlineData("@\"P1D\" instance of days and time duration", true)]
    [InlineData("@\"P1Y\" instance of days and time duration", false)]
    [InlineData("@\"P1Y\" instance of years and months duration", true)]
    [InlineData("[1, \"a\"] instance of list", true)]
    [InlineData("[1, 2] instance of list<number>", true)]
    [InlineData("[1, \"a\"] instance of list<number>", false)]
    [InlineData("[1, null] instance of list<number>", false)]
    [InlineData("[] instance of list<string>", true)]
    [InlineData("[[1], [2, 3]] instance of list<list<number>>", true)]
    [InlineData("{a: 1} instance of context", true)]
    [InlineData("{a: 1, b: 2} instance of context<a: number>", true)]
    [InlineData("{a: 1, b c: [@\"P1D\"]} instance of context<b c: list<days and time duration>, a: Any>", true)]
    [InlineData("{a: 1} instance of context<a: string>", false)]
    [InlineData("{} instance of context<a: number>", false)]
    [InlineData("[1..5] instance of range", true)]
    [InlineData("(1..5) instance of range<number>", true)]
    [InlineData("[1..5] instance of range<string>", false)]
    [InlineData("5 instance of range", false)]
    [InlineData("1 instance of Any", true)]
    [InlineData("1 instance of function", false)]
    [InlineData("1 instance of function<number, list<string>> -> number", false)]
    [InlineData("null instance of number", false)]
    [InlineData("null instance of list<number>", false)]
    [InlineData("null instance of Any", false)]
    [InlineData("null instance of Null", true)]
    [InlineData("findes ikke instance of number", false)]
    [InlineData("1 instance of number and 2 > 1", true)]
    [InlineData("1 instance of number = true", true)]
    [InlineData("-1 instance of number", true)]
    [InlineData("liste[1] instance of number", true)]
    [InlineData("if forum instance of string then true else false", true)]
    [InlineData("1 instance of number instance of boolean", true)]
    public void InstanceOf_GivesTrueOrFalse(string expression, bool expected) =>
        FeelTestScope.Gives(expression.Replace("findes ikke", "ukendt", StringComparison.Ordinal), expected ? "true" : "false");

    [Theory]
    [InlineData("1 + 2 instance of number")] // it binds more tightly than the sum
    [InlineData("2 ** 2 instance of number")]
    public void InstanceOf_BindsTighterThanArithmetic(string expression) => FeelTestScope.Gives(expression, "null");

    [Theory]
    [InlineData("1 instance of tal", 1, 15)]
    [InlineData("1 instance number", 1, 12)]
    [InlineData("1 +\n 2 instance of", 2, 15)]
    [InlineData("x instance of list<number", 1, 26)]
    [InlineData("x instance of context<number>", 1, 29)]
    public void InstanceOf_Misspelled_IsAnErrorThere(string expression, int line, int column)
    {
        var error = Assert.Throws<FeelSyntaxException>(() => FeelExpression.Parse(expression));
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Fact]
    public void InstanceOf_DeepTypes_AreRefused() =>
        Assert.Throws<FeelSyntaxException>(() => FeelExpression.Parse($"1 instance of {string.Concat(Enumerable.Repeat("list<", 5_000))}"));

    [Fact]
    public void InstanceOf_LongList_IsBoundedWork() =>
        Assert.Throws<FeelEvaluationException>(() => FeelTestScope.Evaluate("for x in 1..900 return (for y in 1..900 return y) instance of list<number>", stepLimit: 50_000));

    [Theory]
    [InlineData("5 in {r: [1..10]}.r", "true")]
    [InlineData("{r: (1..10]}.r.start", "1")]
    [InlineData("{r: (1..10]}.r.start included", "false")]
    [InlineData("[1..5] = [1..5]", "true")]
    [InlineData("[1..5] = [1..5)", "false")]
    [InlineData("for r in [[1..3], [5..7]] return 6 in r", "[false,true]")]
    [InlineData("6 in [[1..3], [5..7]]", "true")]
    [InlineData("[1..5]", "null")] // a range does not leave the expression
    public void Range_IsAValueInsideAnExpression(string expression, string expected) => FeelTestScope.Gives(expression, expected);

    [Theory]
    [InlineData("before(1, 5)", true)]
    [InlineData("before(5, 5)", false)]
    [InlineData("before(5, (5..10])", true)]
    [InlineData("before(5, [5..10])", false)]
    [InlineData("before([1..5), 5)", true)]
    [InlineData("before([1..5], [5..10])", false)]
    [InlineData("before([1..5], (5..10])", true)]
    [InlineData("after(10, [1..5])", true)]
    [InlineData("after((5..10], [1..5])", true)]
    [InlineData("after([5..10], [1..5])", false)]
    [InlineData("meets([1..5], [5..10])", true)]
    [InlineData("meets([1..5), [5..10])", false)]
    [InlineData("met by([5..10], [1..5])", true)]
    [InlineData("met by([1..5], [5..10])", false)]
    [InlineData("overlaps([1..5], [5..10])", true)]
    [InlineData("overlaps([5..10], [1..6])", true)]
    [InlineData("overlaps([1..5), [5..10])", false)]
    [InlineData("overlaps before([1..5], [3..8])", true)]
    [InlineData("overlaps before([1..5], (1..8])", true)]
    [InlineData("overlaps before([3..8], [1..5])", false)]
    [InlineData("overlaps before([1..9], [3..8])", false)]
    [InlineData("overlaps after([3..8], [1..5])", true)]
    [InlineData("overlaps after([1..5], [3..8])", false)]
    [InlineData("finishes(10, [1..10])", true)]
    [InlineData("finishes(10, [1..10))", false)]
    [InlineData("finishes([5..10], [1..10])", true)]
    [InlineData("finishes([1..10], (1..10])", false)]
    [InlineData("finished by([1..10], 10)", true)]
    [InlineData("finished by([1..10], (5..10])", true)]
    [InlineData("includes([1..10], 10)", true)]
    [InlineData("includes([1..10), 10)", false)]
    [InlineData("includes([1..10], [1..10])", true)]
    [InlineData("includes((1..10], [1..10])", false)]
    [InlineData("during(5, [1..10])", true)]
    [InlineData("during((1..10), [1..10])", true)]
    [InlineData("during([1..10], (1..10))", false)]
    [InlineData("starts(1, [1..10])", true)]
    [InlineData("starts(1, (1..10])", false)]
    [InlineData("starts([1..5], [1..10])", true)]
    [InlineData("starts([1..10], [1..10))", false)]
    [InlineData("started by([1..10], 1)", true)]
    [InlineData("started by([1..10], [1..5])", true)]
    [InlineData("coincides(5, 5)", true)]
    [InlineData("coincides([1..5], [1..5])", true)]
    [InlineData("coincides([1..5], [1..5))", false)]
    [InlineData("during(@\"2025-02-25\", [@\"2025-01-01\"..@\"2025-12-31\"])", true)]
    [InlineData("before(@\"P1D\", @\"PT25H\")", true)]
    [InlineData("overlaps([\"a\"..\"c\"], [\"b\"..\"d\"])", true)]
    [InlineData("includes(range: [1..10], point: 3)", true)]
    [InlineData("during(range2: [1..10], range1: [2..3])", true)]
    public void Relation_OfPointsAndRanges_IsAsTheStandardHasIt(string expression, bool expected) => FeelTestScope.Gives(expression, expected ? "true" : "false");

    [Theory]
    [InlineData("before(1, \"a\")")]
    [InlineData("meets(1, 2)")]
    [InlineData("meets([1..5], [\"a\"..\"b\"])")]
    [InlineData("coincides(5, [5..5])")]
    [InlineData("during([1..5], 3)")]
    [InlineData("before(null, [1..5])")]
    [InlineData("before([1], [2])")]
    public void Relation_OfWhatDoesNotGoTogether_IsNull(string expression) => FeelTestScope.Gives(expression, "null");

    [Fact]
    public void Relation_WithTooFewArguments_IsADoubtWithItsPlace()
    {
        var doubt = Assert.Single(FeelExpression.Parse("1 > 2 or before(1)").Doubts);
        Assert.Equal((1, 10), (doubt.Line, doubt.Column));
    }

    [Theory]
    [InlineData("time(\"10:00:00@Europe/Copenhagen\")", "{\"@time\":\"10:00:00@Europe/Copenhagen\"}")]
    [InlineData("date and time(\"2025-06-01T10:00:00@Europe/Copenhagen\")", "{\"@datetime\":\"2025-06-01T10:00:00@Europe/Copenhagen\"}")]
    [InlineData("@\"2025-06-01T10:00:00@America/New_York\"", "{\"@datetime\":\"2025-06-01T10:00:00@America/New_York\"}")]
    [InlineData("string(@\"2025-06-01T10:00:00@Etc/GMT-1\")", "\"2025-06-01T10:00:00@Etc/GMT-1\"")]
    [InlineData("@\"2025-06-01T10:00:00@Europe/Copenhagen\".time offset", "{\"@duration\":\"PT2H\"}")]
    [InlineData("@\"2025-01-01T10:00:00@Europe/Copenhagen\".time offset", "{\"@duration\":\"PT1H\"}")]
    [InlineData("@\"2025-01-01T10:00:00@Europe/Copenhagen\".timezone", "\"Europe/Copenhagen\"")]
    [InlineData("@\"10:00:00@Europe/Copenhagen\".timezone", "\"Europe/Copenhagen\"")]
    [InlineData("@\"10:00:00\".timezone", "null")]
    [InlineData("@\"2025-06-01T10:00:00@Europe/Copenhagen\" = @\"2025-06-01T08:00:00Z\"", "true")]
    [InlineData("@\"2025-06-01T10:00:00@Europe/Copenhagen\" < @\"2025-06-01T10:00:00@America/New_York\"", "true")]
    [InlineData("@\"10:00:00@Europe/Copenhagen\" < @\"11:00:00@Europe/Copenhagen\"", "true")]
    [InlineData("@\"10:00:00@Europe/Copenhagen\" < @\"11:00:00@America/New_York\"", "null")]
    [InlineData("@\"2025-03-29T12:00:00@Europe/Copenhagen\" + @\"P1D\"", "{\"@datetime\":\"2025-03-30T12:00:00@Europe/Copenhagen\"}")]
    [InlineData("@\"2025-03-30T01:30:00@Europe/Copenhagen\" + @\"PT1H\"", "{\"@datetime\":\"2025-03-30T03:30:00@Europe/Copenhagen\"}")]
    [InlineData("(@\"2025-02-01T12:00:00@Europe/Copenhagen\" + @\"P3M\").time offset", "{\"@duration\":\"PT2H\"}")]
    [InlineData("@\"2025-03-30T12:00:00@Europe/Copenhagen\" - @\"2025-03-29T12:00:00@Europe/Copenhagen\"", "{\"@duration\":\"P1D\"}")]
    [InlineData("date and time(@\"2025-06-01\", @\"10:00:00@Europe/Copenhagen\") = @\"2025-06-01T08:00:00Z\"", "true")]
    [InlineData("time(@\"2025-06-01T10:00:00@Europe/Copenhagen\")", "{\"@time\":\"10:00:00@Europe/Copenhagen\"}")]
    [InlineData("date and time(\"2025-06-01T10:00:00@Europa/Ingensteds\")", "null")]
    [InlineData("time(\"10:00:00+02:00@Europe/Copenhagen\")", "null")]
    [InlineData("time(\"10:00:00@../../etc/localtime\")", "null")]
    [InlineData("time(\"10:00:00@\")", "null")]
    public void Zone_ByName_IsKept(string expression, string expected) => FeelTestScope.Gives(expression, expected);

    [Fact]
    public void Zone_ByName_IsReadBackFromJson()
    {
        var value = FeelTestScope.Evaluate("[@\"2025-06-01T10:00:00@Europe/Copenhagen\", @\"10:00:00@Europe/Copenhagen\"]");
        using var json = System.Text.Json.JsonDocument.Parse(FeelTestScope.Json(value));
        Assert.Equal(value, FeelJson.Read(json.RootElement));
    }
}
