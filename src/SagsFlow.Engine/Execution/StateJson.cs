using System.Text.Json;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>
/// The state as JSON: <c>{"v":1,"h":hash,"q":sequence,"s":[{"v":{…},"t":{flow:count}}],"w":[…],"i":[…]}</c>, and
/// <c>"e"</c> 1 for ended, 2 for cancelled. Instants are Unix milliseconds. Parts that are empty are left out.
/// </summary>
internal static class StateJson
{
    private const string WaitKinds = "utjc";

    public static void Write(Utf8JsonWriter writer, ProcessState state)
    {
        writer.WriteStartObject();
        writer.WriteNumber("v"u8, ProcessState.FormatVersion);
        writer.WriteString("h"u8, state.DefinitionHash);
        writer.WriteNumber("q"u8, state.Sequence);
        if (state.IsEnded)
        {
            writer.WriteNumber("e"u8, state.IsCancelled ? 2 : 1);
        }

        writer.WriteStartArray("s"u8);
        foreach (var scope in state.ScopeArray)
        {
            writer.WriteStartObject();
            WriteVariables(writer, scope.Variables);
            WriteTokens(writer, scope.Tokens);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (state.WaitArray.Length > 0)
        {
            writer.WriteStartArray("w"u8);
            foreach (var wait in state.WaitArray)
            {
                writer.WriteStartObject();
                WriteWait(writer, wait);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (state.IncidentArray.Length > 0)
        {
            writer.WriteStartArray("i"u8);
            foreach (var incident in state.IncidentArray)
            {
                writer.WriteStartObject();
                WriteIncident(writer, incident);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    public static ProcessState Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new JsonException("This is not a process state.", e);
        }
    }

    public static void WriteVariables(Utf8JsonWriter writer, IReadOnlyDictionary<string, FeelValue> variables)
    {
        if (variables.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("v"u8);
        foreach (var (name, value) in variables)
        {
            writer.WritePropertyName(name);
            FeelJson.Write(writer, value);
        }

        writer.WriteEndObject();
    }

    public static VariableMap ReadVariables(JsonElement owner)
    {
        if (!owner.TryGetProperty("v"u8, out var element))
        {
            return VariableMap.Empty;
        }

        var variables = new Dictionary<string, FeelValue>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            variables[property.Name] = FeelJson.Read(property.Value);
        }

        return VariableMap.From(variables);
    }

    public static void WriteTokens(Utf8JsonWriter writer, IReadOnlyList<ParkedTokens> tokens)
    {
        if (tokens.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("t"u8);
        foreach (var token in tokens)
        {
            writer.WriteNumber(token.FlowId, token.Count);
        }

        writer.WriteEndObject();
    }

    public static ParkedTokens[] ReadTokens(JsonElement owner)
    {
        if (!owner.TryGetProperty("t"u8, out var element))
        {
            return [];
        }

        var tokens = new List<ParkedTokens>();
        foreach (var property in element.EnumerateObject())
        {
            tokens.Add(new ParkedTokens(property.Name, property.Value.GetInt32()));
        }

        return [.. tokens];
    }

    /// <summary>Writes a wait's properties into an object that is already begun.</summary>
    public static void WriteWait(Utf8JsonWriter writer, Wait wait)
    {
        writer.WriteNumber("n"u8, wait.Number);
        writer.WriteString("k"u8, WaitKinds.AsSpan((int)wait.Kind, 1));
        writer.WriteString("a"u8, wait.NodeId);
        if (wait.Due is { } due)
        {
            writer.WriteNumber("d"u8, due.ToUnixTimeMilliseconds());
        }

        if (wait.Owner is { } owner)
        {
            writer.WriteNumber("o"u8, owner);
        }

        if (wait.Cycle is not { } cycle)
        {
            return;
        }

        writer.WriteStartArray("c"u8);
        writer.WriteNumberValue(cycle.Anchor.ToUnixTimeMilliseconds());
        writer.WriteNumberValue(cycle.Interval.Months);
        writer.WriteNumberValue(cycle.Interval.Days);
        writer.WriteNumberValue(cycle.Interval.Time.Ticks);
        writer.WriteNumberValue(cycle.Index);
        if (cycle.Remaining is { } remaining)
        {
            writer.WriteNumberValue(remaining);
        }

        writer.WriteEndArray();
    }

    public static Wait ReadWait(JsonElement element)
    {
        var kind = WaitKinds.IndexOf(element.GetProperty("k"u8).GetString()!, StringComparison.Ordinal);
        if (kind < 0)
        {
            throw new JsonException("Unknown kind of wait.");
        }

        return new Wait(
            element.GetProperty("n"u8).GetInt64(),
            (WaitKind)kind,
            element.GetProperty("a"u8).GetString()!,
            element.TryGetProperty("d"u8, out var due) ? DateTimeOffset.FromUnixTimeMilliseconds(due.GetInt64()) : null,
            element.TryGetProperty("o"u8, out var owner) ? owner.GetInt64() : null)
        {
            Cycle = element.TryGetProperty("c"u8, out var cycle) ? ReadCycle(cycle) : null,
        };
    }

    /// <summary>Writes an incident's properties into an object that is already begun.</summary>
    public static void WriteIncident(Utf8JsonWriter writer, Incident incident)
    {
        writer.WriteNumber("n"u8, incident.Number);
        writer.WriteString("a"u8, incident.NodeId);
        writer.WriteString("c"u8, incident.Code);
        writer.WriteString("x"u8, incident.Text);
        writer.WriteNumber("p"u8, (int)incident.Phase);
        if (incident.FlowId is not null)
        {
            writer.WriteString("f"u8, incident.FlowId);
        }

        if (incident.Wait is { } wait)
        {
            writer.WriteNumber("w"u8, wait);
        }

        if (incident.Result is not null)
        {
            writer.WriteStartObject("r"u8);
            WriteVariables(writer, incident.Result);
            writer.WriteEndObject();
        }
    }

    public static Incident ReadIncident(JsonElement element)
    {
        var phase = (IncidentPhase)element.GetProperty("p"u8).GetInt32();
        if (phase is < IncidentPhase.Arrive or > IncidentPhase.Route)
        {
            throw new JsonException("Unknown phase of an incident.");
        }

        return new Incident(
            element.GetProperty("n"u8).GetInt64(),
            element.GetProperty("a"u8).GetString()!,
            element.GetProperty("c"u8).GetString()!,
            element.GetProperty("x"u8).GetString()!,
            phase)
        {
            FlowId = element.TryGetProperty("f"u8, out var flow) ? flow.GetString() : null,
            Wait = element.TryGetProperty("w"u8, out var wait) ? wait.GetInt64() : null,
            Result = element.TryGetProperty("r"u8, out var result) ? ReadVariables(result) : null,
        };
    }

    private static ProcessState Read(JsonElement root)
    {
        var version = root.GetProperty("v"u8).GetInt32();
        if (version is < 1 or > ProcessState.FormatVersion)
        {
            throw new JsonException($"Process state of format {version}; this program reads up to {ProcessState.FormatVersion}.");
        }

        var end = root.TryGetProperty("e"u8, out var ended) ? ended.GetInt32() : 0;
        Scope[] scopes = [.. root.GetProperty("s"u8).EnumerateArray().Select(s => new Scope(ReadVariables(s), ReadTokens(s)))];
        if (scopes.Length == 0)
        {
            throw new JsonException("A process state without a scope.");
        }

        return new ProcessState(
            root.GetProperty("h"u8).GetString()!,
            root.GetProperty("q"u8).GetInt64(),
            end != 0,
            end == 2,
            scopes,
            root.TryGetProperty("w"u8, out var waits) ? [.. waits.EnumerateArray().Select(ReadWait)] : [],
            root.TryGetProperty("i"u8, out var incidents) ? [.. incidents.EnumerateArray().Select(ReadIncident)] : []);
    }

    private static TimerCycle ReadCycle(JsonElement cycle) => cycle.GetArrayLength() < 5 ? throw new JsonException("A cut-off cycle.") : new(
        DateTimeOffset.FromUnixTimeMilliseconds(cycle[0].GetInt64()),
        new CalendarSpan(cycle[1].GetInt32(), cycle[2].GetInt32(), new TimeSpan(cycle[3].GetInt64())),
        cycle[4].GetInt64(),
        cycle.GetArrayLength() > 5 ? cycle[5].GetInt64() : null);
}
