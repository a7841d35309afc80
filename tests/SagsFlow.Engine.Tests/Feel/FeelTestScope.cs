using System.Text.Json;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Feel;

/// <summary>The scope of the tests: some names, a fixed time, and Danish local time.</summary>
internal static class FeelTestScope
{
    public static readonly DateTimeOffset Now = new(2025, 2, 25, 13, 30, 15, TimeSpan.Zero);

    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    private const string Data = """
        {
          "a": {"b": "x", "c": {"d": 4}, "tom": null},
          "tal": 7,
          "sag": {"emne": "Ny børnehave", "beløb": 1250000.50, "lukket": false},
          "forum": "DIR",
          "centerchef": {"udfald": "godkend"},
          "direktion": {"ruter": ["CF", "HU"], "punkter": [{"nr": 1, "udfald": "godkendt"}, {"nr": 2, "udfald": "udsat"}]},
          "liste": [1, 2, 3, 4, 5],
          "ingenting": null,
          "æble_ø": "å",
          "moede": {"start": {"@datetime": "2025-03-30T10:00:00"}, "dato": {"@date": "2025-03-30"}}
        }
        """;

    public static FeelScope Create(int stepLimit = 100_000)
    {
        using var data = JsonDocument.Parse(Data);
        return new FeelScope(((FeelContext)FeelJson.Read(data.RootElement)).Entries, Now, Zone) { StepLimit = stepLimit };
    }

    public static FeelValue Evaluate(string expression, int stepLimit = 100_000)
        => FeelExpression.Parse(expression).Evaluate(Create(stepLimit));

    /// <summary>The value as JSON, the form in which the tests' tables name what they expect.</summary>
    public static string Json(FeelValue value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            FeelJson.Write(writer, value);
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    public static void Gives(string expression, string expected) => Assert.Equal(expected, Json(Evaluate(expression)));
}
