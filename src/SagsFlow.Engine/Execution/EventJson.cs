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
                StateJson.WriteScopeNumber(writer, flow.Scope);
                break;
            case VariableSet set:
                writer.WriteString("e"u8, "set"u8);
                writer.WriteString("a"u8, set.Name);
                writer.WritePropertyName("v"u8);
                FeelJson.Write(writer, set.Value);
                StateJson.WriteScopeNumber(writer, set.Scope);
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
                StateJson.WriteScopeNumber(writer, join.Scope);
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

                if (ended.Error is not null)
                {
                    writer.WriteString("c"u8, ended.Error);
                }

                break;
            case InstanceRestored restored:
                writer.WriteString("e"u8, "restore"u8);
                writer.WriteString("x"u8, restored.Reason);
                WriteScopes(writer, restored.Scopes);
                break;
            default:
                WriteScopeEvent(writer, happened);
                break;
        }
    }

    private static void WriteScopeEvent(Utf8JsonWriter writer, ProcessEvent happened)
    {
        switch (happened)
        {
            case ScopeOpened opened:
                writer.WriteString("e"u8, "begin"u8);
                StateJson.WriteScope(writer, new Scope(VariableMap.From(opened.Variables), []) { Number = opened.Number, Parent = opened.Parent, NodeId = opened.NodeId, Loop = opened.Loop });
                break;
            case ScopeClosed closed:
                writer.WriteString("e"u8, "leave"u8);
                writer.WriteNumber("n"u8, closed.Number);
                writer.WriteString("a"u8, closed.NodeId);
                writer.WriteString("h"u8, WaitEnds.AsSpan((int)closed.End, 1));
                break;
            case TokensCleared cleared:
                writer.WriteString("e"u8, "clear"u8);
                StateJson.WriteScopeNumber(writer, cleared.Scope);
                break;
            case TimerMoved moved:
                writer.WriteString("e"u8, "move"u8);
                writer.WriteNumber("n"u8, moved.Number);
                writer.WriteString("a"u8, moved.NodeId);
                writer.WriteNumber("d"u8, moved.Due.ToUnixTimeMilliseconds());
                if (moved.Cycle is { } cycle)
                {
                    StateJson.WriteCycle(writer, cycle);
                }

                break;
            case TokenRemoved removed:
                writer.WriteString("e"u8, "remove"u8);
                writer.WriteString("f"u8, removed.FlowId);
                StateJson.WriteScopeNumber(writer, removed.Scope);
                break;
            case InstanceModified modified:
                writer.WriteString("e"u8, "modify"u8);
                writer.WriteString("k"u8, modified.Kind);
                writer.WriteString("a"u8, modified.NodeId);
                writer.WriteString("b"u8, modified.Actor);
                writer.WriteString("x"u8, modified.Reason);
                break;
            case InstanceMigrated migrated:
                writer.WriteString("e"u8, "migrate"u8);
                writer.WriteString("h"u8, migrated.DefinitionHash);
                writer.WriteString("b"u8, migrated.Actor);
                writer.WriteString("x"u8, migrated.Reason);
                WriteNames(writer, "m"u8, migrated.Nodes);
                WriteNames(writer, "f"u8, migrated.Flows);
                break;
            case LoopAdvanced advanced:
                writer.WriteString("e"u8, "loop"u8);
                StateJson.WriteScopeNumber(writer, advanced.Scope);
                StateJson.WriteLoop(writer, advanced.Loop);
                break;
            default:
                throw new ArgumentException($"Unknown event {happened.GetType().Name}.");
        }
    }

    private static void WriteNames(Utf8JsonWriter writer, ReadOnlySpan<byte> property, IReadOnlyDictionary<string, string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        writer.WriteStartObject(property);
        foreach (var (old, now) in names.OrderBy(n => n.Key, StringComparer.Ordinal))
        {
            writer.WriteString(old, now);
        }

        writer.WriteEndObject();
    }

    private static Dictionary<string, string> ReadNames(JsonElement element, ReadOnlySpan<byte> property) => element.TryGetProperty(property, out var names)
        ? names.EnumerateObject().ToDictionary(n => n.Name, n => n.Value.GetString()!, StringComparer.Ordinal)
        : [];

    private static void WriteScopes(Utf8JsonWriter writer, IReadOnlyList<Scope> scopes)
    {
        writer.WriteStartArray("ss"u8);
        foreach (var scope in scopes)
        {
            writer.WriteStartObject();
            StateJson.WriteScope(writer, scope);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static WaitEnd ReadEnd(string letter) => letter switch
    {
        "d" => WaitEnd.Done,
        "f" => WaitEnd.Failed,
        "c" => WaitEnd.Cancelled,
        _ => throw new JsonException("Unknown end of a wait."),
    };

    private static ScopeOpened ReadBegin(Scope scope) => new(scope.Number, scope.Parent, scope.NodeId ?? throw new JsonException("A scope of nothing."), scope.Variables) { Loop = scope.Loop };

    /// <summary>One written before there were scopes has the process's variables and tokens as its own.</summary>
    private static Scope[] ReadScopes(JsonElement element) => element.TryGetProperty("ss"u8, out var scopes)
        ? [.. scopes.EnumerateArray().Select(StateJson.ReadScope)]
        : [new Scope(StateJson.ReadVariables(element), StateJson.ReadTokens(element))];

    private static ProcessEvent Read(JsonElement element)
    {
        string Text(string name) => element.GetProperty(name).GetString() ?? throw new JsonException($"\"{name}\" is null.");
        var kind = Text("e");
        return kind switch
        {
            "flow" or "park" => new FlowTaken(Text("f"), kind == "park") { Scope = StateJson.ReadScopeNumber(element) },
            "set" => new VariableSet(Text("a"), FeelJson.Read(element.GetProperty("v"u8))) { Scope = StateJson.ReadScopeNumber(element) },
            "open" => new WaitOpened(StateJson.ReadWait(element), element.TryGetProperty("r"u8, out var replaces) ? replaces.GetInt64() : null),
            "close" => new WaitClosed(
                element.GetProperty("n"u8).GetInt64(),
                Text("a"),
                ReadEnd(Text("h")),
                element.TryGetProperty("x"u8, out var occurrences) ? occurrences.GetInt64() : 1),
            "start" => new InstanceStarted(Text("h"), StateJson.ReadVariables(element)),
            "join" => new JoinFired(Text("a"), [.. element.GetProperty("f"u8).EnumerateArray().Select(f => f.GetString()!)]) { Scope = StateJson.ReadScopeNumber(element) },
            "stop" => new IncidentRaised(StateJson.ReadIncident(element)),
            "solve" => new IncidentResolved(element.GetProperty("n"u8).GetInt64(), Text("a")),
            "end" or "cancel" => new InstanceEnded(kind == "cancel", element.TryGetProperty("x"u8, out _) ? Text("x") : null) { Error = element.TryGetProperty("c"u8, out _) ? Text("c") : null },
            "restore" => new InstanceRestored(Text("x")) { Scopes = ReadScopes(element) },
            "begin" => ReadBegin(StateJson.ReadScope(element)),
            "leave" => new ScopeClosed(element.GetProperty("n"u8).GetInt64(), Text("a"), ReadEnd(Text("h"))),
            "clear" => new TokensCleared(StateJson.ReadScopeNumber(element)),
            "move" => new TimerMoved(element.GetProperty("n"u8).GetInt64(), Text("a"), DateTimeOffset.FromUnixTimeMilliseconds(element.GetProperty("d"u8).GetInt64())) { Cycle = StateJson.ReadCycle(element) },
            "remove" => new TokenRemoved(Text("f")) { Scope = StateJson.ReadScopeNumber(element) },
            "modify" => new InstanceModified(Text("k"), Text("a"), Text("b"), Text("x")),
            "migrate" => new InstanceMigrated(Text("h"), Text("b"), Text("x")) { Nodes = ReadNames(element, "m"u8), Flows = ReadNames(element, "f"u8) },
            "loop" => new LoopAdvanced(StateJson.ReadScopeNumber(element)) { Loop = StateJson.ReadLoop(element) ?? throw new JsonException("A loop without its state.") },
            _ => throw new JsonException($"Unknown event \"{kind}\"."),
        };
    }
}
