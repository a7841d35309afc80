using System.Text.Json;

namespace SagsFlow.Engine.Feel;

/// <summary>
/// FEEL values as JSON. What JSON has is written as itself; a temporal value is written as an object with one
/// property that names its type: <c>{"@date":"2025-02-25"}</c>, <c>@time</c>, <c>@datetime</c>, <c>@duration</c>.
/// </summary>
public static class FeelJson
{
    /// <summary>Writes a value.</summary>
    public static void Write(Utf8JsonWriter writer, FeelValue value) => throw new NotSupportedException();

    /// <summary>Reads a value that <see cref="Write"/> wrote, or any other JSON.</summary>
    /// <exception cref="JsonException">A tagged value is malformed.</exception>
    public static FeelValue Read(JsonElement element) => throw new NotSupportedException();
}
