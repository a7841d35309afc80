using System.Text.Json;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Execution;

/// <summary>Events as JSON: objects with the kind in <c>"e"</c> and one-letter properties, as in <see cref="StateJson"/>.</summary>
internal static class EventJson
{
    private const string WaitEnds = "dfc";

    public static void WriteAll(Utf8JsonWriter writer, IReadOnlyList<ProcessEvent> events)
    {
        writer.WriteStartArray();
        foreach (var happened in events)
        {
            writer.WriteStartObject();
            Write(writer, happened);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static IReadOnlyList<ProcessEvent> ReadAll(JsonElement array)
    {
        try
        {
            var events = new List<ProcessEvent>(array.GetArrayLength());
            foreach (var element in array.EnumerateArray())
            {
                events.Add(Read(element));
            }

            return events;
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new JsonException("These are not process events.", e);
        }
    }

    private static void Write(Utf8JsonWriter writer, ProcessEvent happened)
    {
        switch (happened)
        {
            case FlowTaken flow:
                writer.WriteString("e"u8, flow.Parked ? "park"u8 : "flow"u8);
                writer.WriteString("f"u8, flow.FlowId);
                break;
            case VariableSet set:
                writer.WriteString("e"u8, "set"u8);
                writer.WriteString("a"u8, set.Name);
                writer.WritePropertyName("v"u8);
                FeelJson.Write(writer, set.Value);
                break;
            case WaitOpened opened:
                writer.WriteString("e"u8, "open"u8);
                StateJson.WriteWait(writer, opened.Wait);
                if (opened.Replaces is { } replaces)
                {
                    writer.WriteNumber("r"u8, replaces);
                }

                break;
            case WaitClosed closed:
                writer.WriteString("e"u8, "close"u8);
                writer.WriteNumber("n"u8, closed.Number);
                writer.WriteString("a"u8, closed.NodeId);
                writer.WriteString("h"u8, WaitEnds.AsSpan((int)closed.End, 1));
                if (closed.Occurrences != 1)
                {
                    writer.WriteNumber("x"u8, closed.Occurrences);
                }

                break;
            default:
                WriteRare(writer, happened);
                break;
        }
    }

    private static void WriteRare(Utf8JsonWriter writer, ProcessEvent happened)
    {
        switch (happened)
        {
            case InstanceStarted started:
                writer.WriteString("e"u8, "start"u8);
                writer.WriteString("h"u8, started.DefinitionHash);
                StateJson.WriteVariables(writer, started.Variables);
                break;
            case JoinFired join:
                writer.WriteString("e"u8, "join"u8);
                writer.WriteString("a"u8, join.NodeId);
                writer.WriteStartArray("f"u8);
                foreach (var flow in join.FlowIds)
                {
                    writer.WriteStringValue(flow);
                }

                writer.WriteEndArray();
                break;
            case IncidentRaised raised:
                writer.WriteString("e"u8, "stop"u8);
                StateJson.WriteIncident(writer, raised.Incident);
                break;
            case IncidentResolved resolved:
                writer.WriteString("e"u8, "solve"u8);
                writer.WriteNumber("n"u8, resolved.Number);
                writer.WriteString("a"u8, resolved.NodeId);
                break;
            case InstanceEnded ended:
                writer.WriteString("e"u8, ended.Cancelled ? "cancel"u8 : "end"u8);
                if (ended.Reason is not null)
                {
                    writer.WriteString("x"u8, ended.Reason);
                }

                break;
            case InstanceRestored restored:
                writer.WriteString("e"u8, "restore"u8);
                writer.WriteString("x"u8, restored.Reason);
                StateJson.WriteVariables(writer, restored.Variables);
                StateJson.WriteTokens(writer, restored.Tokens);
                break;
            default:
                throw new ArgumentException($"Unknown event {happened.GetType().Name}.");
        }
    }

    private static ProcessEvent Read(JsonElement element)
    {
        string Text(string name) => element.GetProperty(name).GetString() ?? throw new JsonException($"\"{name}\" is null.");
        var kind = Text("e");
        return kind switch
        {
            "flow" or "park" => new FlowTaken(Text("f"), kind == "park"),
            "set" => new VariableSet(Text("a"), FeelJson.Read(element.GetProperty("v"u8))),
            "open" => new WaitOpened(StateJson.ReadWait(element), element.TryGetProperty("r"u8, out var replaces) ? replaces.GetInt64() : null),
            "close" => new WaitClosed(
                element.GetProperty("n"u8).GetInt64(),
                Text("a"),
                Text("h") switch { "d" => WaitEnd.Done, "f" => WaitEnd.Failed, "c" => WaitEnd.Cancelled, _ => throw new JsonException("Unknown end of a wait.") },
                element.TryGetProperty("x"u8, out var occurrences) ? occurrences.GetInt64() : 1),
            "start" => new InstanceStarted(Text("h"), StateJson.ReadVariables(element)),
            "join" => new JoinFired(Text("a"), [.. element.GetProperty("f"u8).EnumerateArray().Select(f => f.GetString()!)]),
            "stop" => new IncidentRaised(StateJson.ReadIncident(element)),
            "solve" => new IncidentResolved(element.GetProperty("n"u8).GetInt64(), Text("a")),
            "end" or "cancel" => new InstanceEnded(kind == "cancel", element.TryGetProperty("x"u8, out _) ? Text("x") : null),
            "restore" => new InstanceRestored(Text("x"), StateJson.ReadVariables(element), StateJson.ReadTokens(element)),
            _ => throw new JsonException($"Unknown event \"{kind}\"."),
        };
    }
}
