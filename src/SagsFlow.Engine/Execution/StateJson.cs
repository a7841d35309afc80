using System.Text.Json;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>
/// The state as JSON: <c>{"v":1,"h":hash,"q":sequence,"s":[{"v":{…},"t":{flow:count}}],"w":[…],"i":[…]}</c>, and
/// <c>"e"</c> 1 for ended, 2 for cancelled, <c>"x"</c> the error that ended it. The first of <c>"s"</c> is the process
/// itself; the others have a number, the activity <c>"a"</c> and the scope <c>"p"</c> they lie in. Instants are Unix
/// milliseconds. Parts that are empty are left out.
/// </summary>
internal static class StateJson
{
    private const string WaitKinds = "utjcms";

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

        if (state.Error is not null)
        {
            writer.WriteString("x"u8, state.Error);
        }

        writer.WriteStartArray("s"u8);
        foreach (var scope in state.ScopeArray)
        {
            writer.WriteStartObject();
            WriteScope(writer, scope);
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

    /// <summary>Writes a scope's properties into an object that is already begun.</summary>
    public static void WriteScope(Utf8JsonWriter writer, Scope scope)
    {
        if (scope.NodeId is not null)
        {
            writer.WriteNumber("n"u8, scope.Number);
            writer.WriteString("a"u8, scope.NodeId);
            if (scope.Parent != 0)
            {
                writer.WriteNumber("p"u8, scope.Parent);
            }
        }

        WriteVariables(writer, scope.Variables);
        WriteTokens(writer, scope.Tokens);
        if (scope.Loop is not null)
        {
            WriteLoop(writer, scope.Loop);
        }
    }

    public static Scope ReadScope(JsonElement element)
    {
        var node = element.TryGetProperty("a"u8, out var id) ? id.GetString() : null;
        return new Scope(ReadVariables(element), ReadTokens(element))
        {
            Number = node is null ? 0 : element.GetProperty("n"u8).GetInt64(),
            Parent = element.TryGetProperty("p"u8, out var parent) ? parent.GetInt64() : 0,
            NodeId = node,
            Loop = ReadLoop(element),
        };
    }

    /// <summary>Writes a loop's state as the property <c>l</c>: [started, completed, total], and its lists.</summary>
    public static void WriteLoop(Utf8JsonWriter writer, LoopState loop)
    {
        writer.WriteStartArray("l"u8);
        writer.WriteNumberValue(loop.Started);
        writer.WriteNumberValue(loop.Completed);
        if (loop.Total is { } total)
        {
            writer.WriteNumberValue(total);
        }

        writer.WriteEndArray();
        if (loop.Items is not null)
        {
            writer.WritePropertyName("li"u8);
            FeelJson.Write(writer, loop.Items);
        }

        if (loop.Outputs is not null)
        {
            writer.WritePropertyName("lo"u8);
            FeelJson.Write(writer, loop.Outputs);
        }
    }

    public static LoopState? ReadLoop(JsonElement owner) => !owner.TryGetProperty("l"u8, out var loop) ? null
        : loop.GetArrayLength() < 2 ? throw new JsonException("A cut-off loop.")
        : new LoopState(loop.GetArrayLength() > 2 ? loop[2].GetInt32() : null, loop[0].GetInt32(), loop[1].GetInt32())
        {
            Items = owner.TryGetProperty("li"u8, out var items) ? FeelJson.Read(items) as FeelList : null,
            Outputs = owner.TryGetProperty("lo"u8, out var outputs) ? FeelJson.Read(outputs) as FeelList : null,
        };

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

        WriteScopeNumber(writer, wait.Scope);
        if (wait.Group is { } group)
        {
            writer.WriteNumber("g"u8, group);
        }

        if (wait.Key is not null)
        {
            writer.WriteString("y"u8, wait.Key);
        }

        if (wait.Since is { } since)
        {
            writer.WriteNumber("b"u8, since.ToUnixTimeMilliseconds());
        }

        if (wait.AdHoc is { } task)
        {
            writer.WriteStartObject("x"u8);
            writer.WriteString("a"u8, task.Name);
            WriteVariables(writer, task.Attributes);
            writer.WriteEndObject();
        }

        if (wait.Cycle is { } cycle)
        {
            WriteCycle(writer, cycle);
        }
    }

    /// <summary>Writes where a repetition stands as the property <c>c</c>: [anchor, months, days, ticks, index, remaining].</summary>
    public static void WriteCycle(Utf8JsonWriter writer, TimerCycle cycle)
    {
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
            Cycle = ReadCycle(element),
            Since = element.TryGetProperty("b"u8, out var since) ? DateTimeOffset.FromUnixTimeMilliseconds(since.GetInt64()) : null,
            AdHoc = element.TryGetProperty("x"u8, out var task) ? new AdHocTask(task.GetProperty("a"u8).GetString()!, ReadVariables(task)) : null,
            Scope = ReadScopeNumber(element),
            Group = element.TryGetProperty("g"u8, out var group) ? group.GetInt64() : null,
            Key = element.TryGetProperty("y"u8, out var key) ? key.GetString() : null,
        };
    }

    /// <summary>Writes the number of a scope as <c>s</c>; nothing for the process itself.</summary>
    public static void WriteScopeNumber(Utf8JsonWriter writer, long scope)
    {
        if (scope != 0)
        {
            writer.WriteNumber("s"u8, scope);
        }
    }

    public static long ReadScopeNumber(JsonElement element) => element.TryGetProperty("s"u8, out var scope) ? scope.GetInt64() : 0;

    /// <summary>Writes an incident's properties into an object that is already begun.</summary>
    public static void WriteIncident(Utf8JsonWriter writer, Incident incident)
    {
        writer.WriteNumber("n"u8, incident.Number);
        writer.WriteString("a"u8, incident.NodeId);
        writer.WriteString("c"u8, incident.Code);
        writer.WriteString("x"u8, incident.Text);
        writer.WriteNumber("p"u8, (int)incident.Phase);
        WriteScopeNumber(writer, incident.Scope);
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
            Scope = ReadScopeNumber(element),
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
        Scope[] scopes = [.. root.GetProperty("s"u8).EnumerateArray().Select(ReadScope)];
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
            root.TryGetProperty("i"u8, out var incidents) ? [.. incidents.EnumerateArray().Select(ReadIncident)] : [])
        {
            Error = root.TryGetProperty("x"u8, out var error) ? error.GetString() : null,
        };
    }

    public static TimerCycle? ReadCycle(JsonElement owner) => !owner.TryGetProperty("c"u8, out var cycle) ? null : cycle.GetArrayLength() < 5 ? throw new JsonException("A cut-off cycle.") : new(
        DateTimeOffset.FromUnixTimeMilliseconds(cycle[0].GetInt64()),
        new CalendarSpan(cycle[1].GetInt32(), cycle[2].GetInt32(), new TimeSpan(cycle[3].GetInt64())),
        cycle[4].GetInt64(),
        cycle.GetArrayLength() > 5 ? cycle[5].GetInt64() : null);
}
