using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SagsFlow.Data;

/// <summary>The one way this program writes JSON: camelCase, Danish letters as they are, enums as kebab-case words.</summary>
public static class Json
{
    public static JsonSerializerOptions Indstillinger { get; } = Opsaet(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Gives options these rules; the API uses it on the framework's own options.</summary>
    public static JsonSerializerOptions Opsaet(JsonSerializerOptions o)
    {
        o.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        o.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        o.NumberHandling = JsonNumberHandling.Strict;
        o.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        o.Converters.Add(new LokalTidConverter());
        o.Converters.Add(new DatoConverter());
        o.Converters.Add(new KlokkeslaetConverter());
        o.Converters.Add(new OejeblikConverter());
        return o;
    }

    /// <summary>How the messages of this class's converters begin; they are meant for the caller.</summary>
    public const string SkrivSaadan = "Skriv ";

    public static string Tekst<T>(T value) => JsonSerializer.Serialize(value, Indstillinger);

    public static T Laes<T>(string json) => JsonSerializer.Deserialize<T>(json, Indstillinger)
        ?? throw new JsonException("null, hvor der skulle være en værdi");

    /// <summary>A local time: <c>2025-02-25T09:00</c>, Europe/Copenhagen.</summary>
    private sealed class LokalTidConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            LokalTid.TryLaes(reader.GetString(), out var tid)
                ? tid
                : throw new JsonException("Skriv tiden som 2025-02-25T09:00 (dansk tid).");

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(LokalTid.Skriv(value));
    }

    /// <summary>A day: <c>2025-02-25</c>.</summary>
    private sealed class DatoConverter : JsonConverter<DateOnly>
    {
        private const string Form = "yyyy-MM-dd";

        public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateOnly.TryParseExact(reader.GetString(), Form, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var dato)
                ? dato
                : throw new JsonException("Skriv datoen som 2025-02-25.");

        public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString(Form, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>A time of day: <c>09:00</c>.</summary>
    private sealed class KlokkeslaetConverter : JsonConverter<TimeOnly>
    {
        public override TimeOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var tekst = reader.GetString();
            if (TimeOnly.TryParseExact(tekst, ["HH:mm", "H:mm", "HH:mm:ss", "HH.mm", "H.mm"], System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var tid))
            {
                return tid;
            }

            return LokalTid.TryLaes(tekst, out var dagOgTid)
                ? TimeOnly.FromDateTime(dagOgTid)
                : throw new JsonException("Skriv klokkeslættet som 09:00.");
        }

        public override void Write(Utf8JsonWriter writer, TimeOnly value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>An instant in UTC with <c>Z</c>.</summary>
    private sealed class OejeblikConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
    }
}

/// <summary>Local times, Europe/Copenhagen, whatever the machine's zone is.</summary>
public static class LokalTid
{
    private static readonly string[] Former = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFF"];

    public static TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    public static DateTime Af(DateTimeOffset oejeblik) => TimeZoneInfo.ConvertTime(oejeblik, Zone).DateTime;

    public static DateOnly Dato(DateTimeOffset oejeblik) => DateOnly.FromDateTime(Af(oejeblik));

    /// <summary>The instant of a local time. A time that summer time skips is taken an hour later; one that comes twice, the first time.</summary>
    public static DateTimeOffset TilOejeblik(DateTime lokal)
    {
        if (Zone.IsInvalidTime(lokal))
        {
            lokal = lokal.AddHours(1);
        }

        var forskel = Zone.IsAmbiguousTime(lokal) ? Zone.GetAmbiguousTimeOffsets(lokal).Max() : Zone.GetUtcOffset(lokal);
        return new DateTimeOffset(lokal, forskel).ToUniversalTime();
    }

    public static string Skriv(DateTime lokal) => lokal.ToString(Former[0], System.Globalization.CultureInfo.InvariantCulture);

    public static bool TryLaes(string? tekst, out DateTime lokal) =>
        DateTime.TryParseExact(tekst, Former, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out lokal);
}
