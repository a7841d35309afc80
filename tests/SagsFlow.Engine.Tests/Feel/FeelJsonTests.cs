using System.Text.Json;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Feel;

public sealed class FeelJsonTests
{
    [Fact]
    public void WriteRead_RandomValues_GivesThemBackAndTheSameBytes()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var value = RandomValue(new Random(seed), depth: 0);
            var json = FeelTestScope.Json(value);
            var read = Read(json);
            Assert.True(value.Equals(read), $"seed {seed}: {json}");
            Assert.Equal(json, FeelTestScope.Json(read));
        }
    }

    [Fact]
    public void WriteRead_ShortestAndLongestDurations_GivesThemBack()
    {
        FeelValue[] values =
        [
            new FeelDaysDuration(TimeSpan.MinValue), new FeelDaysDuration(TimeSpan.MaxValue),
            new FeelMonthsDuration(int.MinValue), new FeelMonthsDuration(int.MaxValue),
        ];
        Assert.All(values, value => Assert.Equal(value, Read(FeelTestScope.Json(value))));
    }

    [Theory]
    [InlineData("{\"@date\":\"2025-02-30\"}")]
    [InlineData("{\"@date\":5}")]
    [InlineData("{\"@time\":\"25:00:00\"}")]
    [InlineData("{\"@datetime\":\"2025-02-25\"}")]
    [InlineData("[{\"@duration\":\"P1M1D\"}]")]
    public void Read_MalformedTag_Throws(string json) => Assert.Throws<JsonException>(() => Read(json));

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("1e3", "1000")]
    [InlineData("1e400", "null")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("{\"@type\":\"x\"}", "{\"@@type\":\"x\"}")]
    [InlineData("{\"@@date\":\"x\"}", "{\"@@date\":\"x\"}")]
    [InlineData("{\"@date\":\"x\",\"b\":1}", "{\"@date\":\"x\",\"b\":1}")]
    [InlineData("{\"b\":1,\"a\":2,\"b\":3}", "{\"b\":3,\"a\":2}")]
    public void Read_OtherJson_IsKept(string json, string expected) => Assert.Equal(expected, FeelTestScope.Json(Read(json)));

    [Fact]
    public void Write_ContextThatLooksLikeATag_IsReadBackAsContext()
    {
        var context = FeelValue.Of(new Dictionary<string, FeelValue> { ["@date"] = FeelValue.Of("2025-02-25") });
        Assert.Equal("{\"@@date\":\"2025-02-25\"}", FeelTestScope.Json(context));
        Assert.Equal(context, Read(FeelTestScope.Json(context)));
    }

    private static FeelValue Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return FeelJson.Read(document.RootElement);
    }

    private static FeelValue RandomValue(Random random, int depth) => random.Next(depth > 4 ? 9 : 11) switch
    {
        0 => FeelValue.Null,
        1 => FeelValue.Of(random.Next(2) == 0),
        2 => FeelValue.Of(new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29))),
        3 => FeelValue.Of(RandomText(random)),
        4 => new FeelDate(DateOnly.FromDayNumber(random.Next(DateOnly.MaxValue.DayNumber + 1))),
        5 => new FeelTime(new TimeOnly(random.NextInt64(TimeSpan.TicksPerDay)), RandomOffset(random)),
        6 => new FeelDateTime(new DateTime(random.NextInt64(DateTime.MaxValue.Ticks)), RandomOffset(random)),
        7 => new FeelDaysDuration(new TimeSpan(random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(60))),
        8 => new FeelMonthsDuration(random.Next(int.MinValue, int.MaxValue) >> random.Next(31)),
        9 => FeelValue.Of(Enumerable.Range(0, random.Next(5)).Select(_ => RandomValue(random, depth + 1)).ToList()),
        _ => RandomContext(random, depth),
    };

    private static FeelValue RandomContext(Random random, int depth)
    {
        var entries = new Dictionary<string, FeelValue>();
        for (var i = random.Next(4); i > 0; i--)
        {
            entries[(random.Next(4) == 0 ? "@" : "") + RandomText(random)] = RandomValue(random, depth + 1);
        }

        return FeelValue.Of(entries);
    }

    private static string RandomText(Random random)
    {
        string[] parts = ["a", "æøå", "\"", "\\", "\n", "😀", "@date", "<&>", " ", "\u0001"];
        return string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => parts[random.Next(parts.Length)]));
    }

    private static TimeSpan? RandomOffset(Random random)
        => random.Next(2) == 0 ? null : TimeSpan.FromMinutes(random.Next(-14 * 60, (14 * 60) + 1));
}
