using System.Text.Json;
using System.Text.Json.Serialization;

namespace SagsFlow.Infrastructure;

/// <summary>A field of a PATCH where leaving it out and giving null mean different things: keep it, and clear it.</summary>
/// <param name="ErGivet">Whether the field was in the request.</param>
/// <param name="Vaerdi">What it said; may be null.</param>
[JsonConverter(typeof(ValgfriConverterFactory))]
public readonly record struct Valgfri<T>(bool ErGivet, T? Vaerdi)
{
    /// <summary>The value given, else the one there is.</summary>
    public T? Eller(T? hidtil) => ErGivet ? Vaerdi : hidtil;
}

/// <summary>Reads <see cref="Valgfri{T}"/>; the converter is only called for a field that is there.</summary>
public sealed class ValgfriConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Valgfri<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Laeser<>).MakeGenericType(typeToConvert.GetGenericArguments()[0]))!;

    private sealed class Laeser<T> : JsonConverter<Valgfri<T>>
    {
        public override bool HandleNull => true;

        public override Valgfri<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(true, JsonSerializer.Deserialize<T>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, Valgfri<T> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Vaerdi, options);
    }
}
