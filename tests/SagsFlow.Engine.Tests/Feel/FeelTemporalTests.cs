using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Feel;

public sealed class FeelTemporalTests
{
    [Theory]
    [InlineData("@\"2025-02-25\"", "{\"@date\":\"2025-02-25\"}")]
    [InlineData("@\"14:30:00\"", "{\"@time\":\"14:30:00\"}")]
    [InlineData("@\"14:30:00.25+01:00\"", "{\"@time\":\"14:30:00.25+01:00\"}")]
    [InlineData("@\"2025-02-25T14:30:00Z\"", "{\"@datetime\":\"2025-02-25T14:30:00Z\"}")]
    [InlineData("@\"P1Y14M\"", "{\"@duration\":\"P2Y2M\"}")]
    [InlineData("@\"-PT36H90M\"", "{\"@duration\":\"-P1DT13H30M\"}")]
    [InlineData("@\"P2W\"", "{\"@duration\":\"P14D\"}")]
    [InlineData("@\"P0M\"", "{\"@duration\":\"P0M\"}")]
    [InlineData("@\"PT0S\"", "{\"@duration\":\"PT0S\"}")]
    [InlineData("@\"PT1.5S\"", "{\"@duration\":\"PT1.5S\"}")]
    [InlineData("date(\"2025-02-29\")", "null")]
    [InlineData("date(\"2024-02-29\")", "{\"@date\":\"2024-02-29\"}")]
    [InlineData("date(2024, 2, 29)", "{\"@date\":\"2024-02-29\"}")]
    [InlineData("date(2025, 2, 29)", "null")]
    [InlineData("date(year: 2025, month: 1, day: 2)", "{\"@date\":\"2025-01-02\"}")]
    [InlineData("date(date and time(\"2025-01-02T23:00:00\"))", "{\"@date\":\"2025-01-02\"}")]
    [InlineData("time(\"25:00:00\")", "null")]
    [InlineData("time(13, 5, 7.5)", "{\"@time\":\"13:05:07.5\"}")]
    [InlineData("time(13, 5, 7, @\"PT2H\")", "{\"@time\":\"13:05:07+02:00\"}")]
    [InlineData("time(24, 0, 0)", "null")]
    [InlineData("date and time(\"2025-01-02\")", "{\"@datetime\":\"2025-01-02T00:00:00\"}")]
    [InlineData("date and time(date(\"2025-01-02\"), time(\"10:00:00\"))", "{\"@datetime\":\"2025-01-02T10:00:00\"}")]
    [InlineData("duration(\"P1M1D\")", "null")]
    [InlineData("duration(\"P\")", "null")]
    [InlineData("duration(\"PT\")", "null")]
    [InlineData("duration(\"P1DT\")", "null")]
    [InlineData("duration(\"P1D1Y\")", "null")]
    [InlineData("duration(\"P1.5D\")", "null")]
    [InlineData("duration(\"P999999999999D\")", "null")]
    [InlineData("years and months duration(@\"2023-12-31\", @\"2025-02-28\")", "{\"@duration\":\"P1Y1M\"}")]
    [InlineData("years and months duration(@\"2025-02-28\", @\"2023-12-31\")", "{\"@duration\":\"-P1Y1M\"}")]
    [InlineData("now()", "{\"@datetime\":\"2025-02-25T14:30:15+01:00\"}")]
    [InlineData("today()", "{\"@date\":\"2025-02-25\"}")]
    public void Temporal_LiteralOrFunction_Gives(string expression, string expected) => FeelTestScope.Gives(expression, expected);

    [Theory]
    [InlineData("@\"2025-02-25\".year", "2025")]
    [InlineData("@\"2025-02-25\".month", "2")]
    [InlineData("@\"2025-02-25\".day", "25")]
    [InlineData("@\"2025-02-25\".weekday", "2")]
    [InlineData("@\"2025-03-02\".weekday", "7")]
    [InlineData("@\"2025-02-25T14:30:15+01:00\".hour", "14")]
    [InlineData("@\"2025-02-25T14:30:15\".minute", "30")]
    [InlineData("@\"14:30:15\".second", "15")]
    [InlineData("@\"2025-02-25T14:30:15+01:00\".time offset", "{\"@duration\":\"PT1H\"}")]
    [InlineData("@\"2025-02-25T14:30:15\".time offset", "null")]
    [InlineData("@\"2025-02-25\".hour", "null")]
    [InlineData("@\"P1DT2H3M4S\".days", "1")]
    [InlineData("@\"P1DT2H3M4S\".hours", "2")]
    [InlineData("@\"P1DT2H3M4S\".minutes", "3")]
    [InlineData("@\"P1DT2H3M4S\".seconds", "4")]
    [InlineData("@\"P1Y2M\".years", "1")]
    [InlineData("@\"P1Y2M\".months", "2")]
    [InlineData("moede.start.month", "3")]
    [InlineData("day of week(@\"2025-02-25\")", "\"Tuesday\"")]
    [InlineData("month of year(@\"2025-02-25\")", "\"February\"")]
    [InlineData("day of year(@\"2024-12-31\")", "366")]
    [InlineData("week of year(@\"2024-12-30\")", "1")]
    [InlineData("last day of month(@\"2024-02-10\")", "29")]
    public void Property_OfTemporal_Reads(string expression, string expected) => FeelTestScope.Gives(expression, expected);

    [Theory]
    [InlineData("@\"2024-02-28\" + @\"P1D\"", "{\"@date\":\"2024-02-29\"}")]
    [InlineData("@\"2024-02-29\" + @\"P1Y\"", "{\"@date\":\"2025-02-28\"}")]
    [InlineData("@\"2025-01-31\" + @\"P1M\"", "{\"@date\":\"2025-02-28\"}")]
    [InlineData("@\"2025-01-01\" - @\"PT1S\"", "{\"@date\":\"2024-12-31\"}")]
    [InlineData("@\"P1D\" + @\"2025-01-01\"", "{\"@date\":\"2025-01-02\"}")]
    [InlineData("@\"2025-03-01\" - @\"2025-02-01\"", "{\"@duration\":\"P28D\"}")]
    [InlineData("(@\"2025-03-01\" - @\"2025-02-01\").days", "28")]
    [InlineData("@\"9999-12-31\" + @\"P1D\"", "null")]
    [InlineData("@\"9999-12-31\" + @\"P1M\"", "null")]
    [InlineData("@\"23:00:00\" + @\"PT2H\"", "{\"@time\":\"01:00:00\"}")]
    [InlineData("@\"10:00:00\" - @\"09:30:00\"", "{\"@duration\":\"PT30M\"}")]
    [InlineData("@\"10:00:00+01:00\" - @\"10:00:00Z\"", "{\"@duration\":\"-PT1H\"}")]
    [InlineData("@\"10:00:00+01:00\" = @\"09:00:00Z\"", "true")]
    [InlineData("@\"10:00:00\" = @\"09:00:00Z\"", "null")]
    [InlineData("@\"P1D\" * 1.5", "{\"@duration\":\"P1DT12H\"}")]
    [InlineData("2 * @\"P1Y1M\"", "{\"@duration\":\"P2Y2M\"}")]
    [InlineData("@\"P1D\" / @\"PT6H\"", "4")]
    [InlineData("@\"P1Y\" / 5", "{\"@duration\":\"P2M\"}")]
    [InlineData("@\"P1D\" / 0", "null")]
    [InlineData("@\"P1Y\" + @\"P1D\"", "null")]
    [InlineData("-@\"P1D\"", "{\"@duration\":\"-P1D\"}")]
    [InlineData("@\"P1D\" < @\"PT25H\"", "true")]
    [InlineData("@\"P1M\" < @\"P40D\"", "null")]
    [InlineData("@\"2025-01-01\" < @\"2025-01-01T10:00:00\"", "null")]
    [InlineData("@\"2025-02-25\" in [@\"2025-01-01\"..@\"2025-12-31\"]", "true")]
    [InlineData("today() + @\"P14D\" < moede.dato", "true")]
    [InlineData("@\"2025-02-25\" + 1", "null")]
    public void Arithmetic_OverTemporals_Gives(string expression, string expected) => FeelTestScope.Gives(expression, expected);

    /// <summary>The clock is put forward on 30 March 2025 at 2 and back on 26 October 2025 at 3.</summary>
    [Theory]
    [InlineData("@\"2025-03-30T01:00:00\" + @\"PT2H\"", "{\"@datetime\":\"2025-03-30T04:00:00\"}")]
    [InlineData("@\"2025-03-30T04:00:00\" - @\"PT2H\"", "{\"@datetime\":\"2025-03-30T01:00:00\"}")]
    [InlineData("@\"2025-03-30T04:00:00\" - @\"2025-03-30T01:00:00\"", "{\"@duration\":\"PT2H\"}")]
    [InlineData("@\"2025-03-29T12:00:00\" + @\"P1D\"", "{\"@datetime\":\"2025-03-30T12:00:00\"}")]
    [InlineData("@\"2025-03-30T12:00:00\" - @\"2025-03-29T12:00:00\"", "{\"@duration\":\"P1D\"}")]
    [InlineData("@\"2025-10-26T01:00:00\" + @\"PT3H\"", "{\"@datetime\":\"2025-10-26T03:00:00\"}")]
    [InlineData("@\"2025-10-26T04:00:00\" - @\"2025-10-26T01:00:00\"", "{\"@duration\":\"PT4H\"}")]
    [InlineData("@\"2025-10-25T12:00:00\" + @\"P1D\"", "{\"@datetime\":\"2025-10-26T12:00:00\"}")]
    [InlineData("@\"2025-03-29T12:00:00\" = @\"2025-03-29T11:00:00Z\"", "true")]
    [InlineData("@\"2025-03-30T12:00:00\" = @\"2025-03-30T10:00:00Z\"", "true")]
    [InlineData("@\"2025-10-26T02:30:00\" = @\"2025-10-26T00:30:00Z\"", "true")]
    [InlineData("@\"2025-03-30T02:30:00\" = @\"2025-03-30T01:30:00Z\"", "true")]
    [InlineData("@\"2025-07-01T00:00:00\" < @\"2025-06-30T22:30:00Z\"", "true")]
    [InlineData("@\"2025-03-30T12:00:00\" - @\"2025-03-30T00:00:00Z\"", "{\"@duration\":\"PT10H\"}")]
    [InlineData("moede.start - now() > @\"P30D\"", "true")]
    public void LocalTime_AcrossSummerTime_GoesByTheClock(string expression, string expected) => FeelTestScope.Gives(expression, expected);

    [Theory]
    [InlineData("2025-07-01T12:00:00Z", "2025-07-01T14:00:00+02:00", "2025-07-01")]
    [InlineData("2025-12-31T23:30:00Z", "2026-01-01T00:30:00+01:00", "2026-01-01")]
    public void Now_InScopeZone_IsLocalWithOffset(string instant, string now, string today)
    {
        var scope = new FeelScope(new Dictionary<string, FeelValue>(), DateTimeOffset.Parse(instant), FeelTestScope.Zone);
        Assert.Equal(FeelTemporal.ParseDateTime(now), FeelExpression.Parse("now()").Evaluate(scope));
        Assert.Equal(FeelTemporal.ParseDate(today), FeelExpression.Parse("today()").Evaluate(scope));
    }

    [Theory]
    [InlineData("2025-07-01T12:00:00", "2025-07-01T10:00:00+00:00")]
    [InlineData("2025-07-01T12:00:00-05:00", "2025-07-01T17:00:00+00:00")]
    [InlineData("2025-03-30T02:30:00", "2025-03-30T01:30:00+00:00")]
    [InlineData("2025-10-26T02:30:00", "2025-10-26T00:30:00+00:00")]
    [InlineData("0001-01-01T00:00:00", null)]
    public void ToInstant_OfDateTime_IsUtc(string text, string? expected)
        => Assert.Equal(
            expected is null ? null : DateTimeOffset.Parse(expected),
            FeelTemporal.ToInstant(FeelTemporal.ParseDateTime(text)!, FeelTestScope.Zone));
}
