using System.Collections.Immutable;
using System.Text.Json;

namespace SagsFlow.Engine.Feel;

/// <summary>
/// FEEL values as JSON. What JSON has is written as itself; a temporal value is written as an object with one
/// property that names its type: <c>{"@date":"2025-02-25"}</c>, <c>@time</c>, <c>@datetime</c>, <c>@duration</c>.
/// A context that itself has one entry, with a name that begins with @, is written with one @ more. Equal numbers
/// give equal bytes: 1.50 is written 1.5.
/// </summary>
public static class FeelJson
{
    /// <summary>Writes a value, contexts in their own order.</summary>
    /// <exception cref="InvalidOperationException">It is nested deeper than the writer allows.</exception>
    public static void Write(Utf8JsonWriter writer, FeelValue value)
    {
        switch (value)
        {
            case FeelBoolean boolean:
                writer.WriteBooleanValue(boolean.Value);
                break;
            case FeelNumber number:
                writer.WriteNumberValue(WithoutTrailingZeros(number.Value));
                break;
            case FeelString text:
                writer.WriteStringValue(text.Value);
                break;
            case FeelList list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case FeelContext context:
                WriteContext(writer, context);
                break;
            default:
                WriteTemporal(writer, value);
                break;
        }
    }

    /// <summary>A value as <see cref="Write"/> writes it.</summary>
    public static string Text(FeelValue value)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(64);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, value);
        }

        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>
    /// Reads a value that <see cref="Write"/> wrote, or any other JSON. A number outside what a decimal holds is null;
    /// of two properties with the same name the last one counts.
    /// </summary>
    /// <exception cref="JsonException">A tagged value is malformed.</exception>
    public static FeelValue Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => FeelValue.True,
        JsonValueKind.False => FeelValue.False,
        JsonValueKind.Number => element.TryGetDecimal(out var number) ? FeelValue.Of(number) : FeelValue.Null,
        JsonValueKind.String => FeelValue.Of(element.GetString()!),
        JsonValueKind.Array => ReadList(element),
        JsonValueKind.Object => ReadObject(element),
        _ => FeelValue.Null,
    };

    /// <summary>Dividing by a one with every decimal there is leaves the shortest form of a number.</summary>
    internal static decimal WithoutTrailingZeros(decimal value) => value / 1.0000000000000000000000000000m;

    private static void WriteContext(Utf8JsonWriter writer, FeelContext context)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in context.Entries)
        {
            writer.WritePropertyName(context.Entries.Count == 1 && name.StartsWith('@') ? "@" + name : name);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteTemporal(Utf8JsonWriter writer, FeelValue value)
    {
        var tag = value switch
        {
            FeelDate => "@date",
            FeelTime => "@time",
            FeelDateTime => "@datetime",
            FeelDaysDuration or FeelMonthsDuration => "@duration",
            _ => null,
        };
        if (tag is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        writer.WriteString(tag, FeelTemporal.Format(value));
        writer.WriteEndObject();
    }

    private static FeelList ReadList(JsonElement element)
    {
        var items = ImmutableArray.CreateBuilder<FeelValue>(element.GetArrayLength());
        foreach (var item in element.EnumerateArray())
        {
            items.Add(Read(item));
        }

        return new FeelList(items.MoveToImmutable());
    }

    private static FeelValue ReadObject(JsonElement element)
    {
        var entries = new OrderedDictionary<string, FeelValue>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.StartsWith('@') && element.GetPropertyCount() == 1)
            {
                if (Tagged(property) is { } tagged)
                {
                    return tagged;
                }

                entries[property.Name.StartsWith("@@", StringComparison.Ordinal) ? property.Name[1..] : property.Name] = Read(property.Value);
            }
            else
            {
                entries[property.Name] = Read(property.Value);
            }
        }

        return new FeelContext(entries);
    }

    private static FeelValue? Tagged(JsonProperty property)
    {
        if (property.Name is not ("@date" or "@time" or "@datetime" or "@duration"))
        {
            return null;
        }

        var text = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : "";
        FeelValue? value = property.Name switch
        {
            "@date" => FeelTemporal.ParseDate(text),
            "@time" => FeelTemporal.ParseTime(text),
            "@datetime" => FeelTemporal.ParseDateTime(text),
            _ => FeelTemporal.ParseDuration(text),
        };
        return value ?? throw new JsonException($"The value of {property.Name} is not a valid {property.Name[1..]}: {property.Value.GetRawText()}");
    }
}
