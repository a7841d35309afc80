using System.Text;
using System.Text.Json;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Tests.Execution;

/// <summary>
/// An instance under test. Every step is checked for what must hold of all steps: replay, round trip, determinism,
/// the state before untouched, and the balance of tokens.
/// </summary>
internal sealed class Instance(ProcessDefinition first)
{
    private ProcessDefinition definition = first;

    public static readonly TimeZoneInfo Copenhagen = TimeZoneInfo.FindSystemTimeZoneById("Europe/Copenhagen");

    public ProcessState? State { get; private set; }

    public DateTimeOffset Now { get; set; } = At("2025-02-03T09:00");

    public Dictionary<string, FeelValue> Facts { get; } = [];

    public int StepLimit { get; set; } = 1000;

    public StepResult Last { get; private set; } = null!;

    /// <summary>The nodes with open waits, in order of their numbers.</summary>
    public string Open => string.Join(' ', State!.Waits.Select(w => w.NodeId));

    /// <summary>What the last step told of its nodes: &gt; begun, . completed, x interrupted, ! failed.</summary>
    public List<NodeStep> Trace { get; } = [];

    public string Steps => string.Join(' ', Trace.Select(t => ">.x!"[(int)t.Kind] + t.Node.Id));

    public string Effects => string.Join(' ', Last.Effects.Select(Describe));

    /// <summary>A local time in Copenhagen.</summary>
    public static DateTimeOffset At(string local)
    {
        var time = DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        return new DateTimeOffset(time, Copenhagen.GetUtcOffset(time)).ToUniversalTime();
    }

    public static FeelContext Result(params (string Name, object Value)[] fields) =>
        new(fields.ToDictionary(f => f.Name, f => ToFeel(f.Value), StringComparer.Ordinal));

    public static FeelValue ToFeel(object value) => value switch
    {
        FeelValue feel => feel,
        bool truth => FeelValue.Of(truth),
        int number => FeelValue.Of((decimal)number),
        string text => FeelValue.Of(text),
        _ => throw new ArgumentException($"No FEEL value for {value}."),
    };

    public static string Json(ProcessState state)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            state.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static string Json(IReadOnlyList<ProcessEvent> events)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            ProcessEvent.WriteAll(writer, events);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public Instance Start(params (string Name, object Value)[] variables)
    {
        Do(new Start(Result(variables).Entries));
        return this;
    }

    public Instance Complete(string node, params (string Name, object Value)[] result)
    {
        Do(new CompleteTask(Number(node), Result(result)));
        return this;
    }

    /// <summary>Moves the clock to when the node's timer is due, and fires it.</summary>
    public Instance Fire(string node)
    {
        var wait = Wait(node);
        Now = wait.Due!.Value > Now ? wait.Due.Value : Now;
        Do(new FireTimer(wait.Number));
        return this;
    }

    /// <summary>Delivers a message or signal to the node that waits for it.</summary>
    public Instance Deliver(string node, params (string Name, object Value)[] payload)
    {
        Do(new Deliver(Number(node), Result(payload)));
        return this;
    }

    public Wait Wait(string node) => State!.Waits.First(w => w.NodeId == node);

    public long Number(string node) => Wait(node).Number;

    public string? Variable(string name) => State!.Variables.TryGetValue(name, out var value) ? value.ToString() : null;

    public StepResult Do(Command command)
    {
        Trace.Clear();
        var context = new StepContext(Now, Copenhagen, Facts, StepLimit) { Trace = Trace.Add };
        var before = State;
        var bytes = before is null ? null : Json(before);
        Last = Kernel.Step(definition, before, command, context);
        var again = Kernel.Step(definition, before is null ? null : ProcessState.Read(Encoding.UTF8.GetBytes(bytes!)), command, context with { Trace = null });

        var after = Json(Last.State);
        var events = Json(Last.Events);
        Assert.Equal(bytes, before is null ? null : Json(before));
        Assert.Equal(after, Json(again.State));
        Assert.Equal(events, Json(again.Events));
        Assert.Equal(Effects, string.Join(' ', again.Effects.Select(Describe)));
        Assert.Equal(after, Json(ProcessState.Read(Encoding.UTF8.GetBytes(after))));
        using var document = JsonDocument.Parse(events);
        Assert.Equal(events, Json(ProcessEvent.ReadAll(document.RootElement)));
        Assert.Equal(after, Json(ProcessState.Fold(before, ProcessEvent.ReadAll(document.RootElement))));
        Assert.Equal(Last.Outcome == StepOutcome.Refused, Last.Refusal is not null);
        if (Last.Outcome != StepOutcome.Applied)
        {
            Assert.Same(before, Last.State);
            Assert.Empty(Last.Events);
            Assert.Empty(Last.Effects);
        }

        if (command is Migrate migrate && Last.Outcome == StepOutcome.Applied)
        {
            definition = migrate.Plan.To;
        }

        HangsTogether(Last.State);
        if (definition.Nodes.All(TokenBalance.Knows))
        {
            TokenBalance.Check(definition, before, command, Last);
        }

        State = Last.State;
        return Last;
    }

    /// <summary>A person intervenes; the answer is the refusal's code, or null.</summary>
    public string? Modify(Intervention what) => Do(new Modify(what, "admin", "fordi")).Refusal?.Code;

    /// <summary>Where a token waits.</summary>
    public TokenPlace Place(string node) => new(Number(node));

    /// <summary>The scope of a sub-process or loop.</summary>
    public TokenPlace ScopeOf(string node) => new(State!.OpenScopes.First(s => s.Value == node).Key);

    public void AlreadyHandled(Command command) => Assert.Equal(StepOutcome.AlreadyHandled, Do(command).Outcome);

    /// <summary>Everything open lies in a scope that is open, what sits on an activity sits on one that runs, and nothing is left after the end.</summary>
    private static void HangsTogether(ProcessState state)
    {
        var scopes = state.OpenScopes.Keys.Append(0).ToHashSet();
        Assert.All(state.Waits, w => Assert.Contains(w.Scope, scopes));
        Assert.All(state.Incidents, i => Assert.Contains(i.Scope, scopes));
        var owners = state.Waits.Select(w => w.Number).Concat(state.OpenScopes.Keys).Concat(state.Incidents.Select(i => i.Wait ?? 0)).ToHashSet();
        Assert.All(state.Waits.Where(w => w.Owner is not null), w => Assert.Contains(w.Owner!.Value, owners));
        if (state.IsEnded)
        {
            Assert.Empty(state.Waits);
            Assert.Empty(state.Incidents);
            Assert.Empty(state.OpenScopes);
            Assert.Empty(state.Tokens);
        }
    }

    private static string Describe(Effect effect) => effect switch
    {
        CreateTask e => $"+{e.Node.Id}",
        CancelTask e => $"-{e.Node.Id}",
        ArmTimer e => $"+{e.Node.Id}",
        CancelTimer e => $"-{e.Node.Id}",
        EnqueueJob e => $"+{e.Node.Id}",
        CancelJob e => $"-{e.Node.Id}",
        CallProcess e => $"+{e.Node.Id}",
        CancelCall e => $"-{e.Node.Id}",
        ReopenCall e => $"^{e.Node.Id}",
        RaiseIncident e => $"!{e.Node.Id}:{e.Code}",
        ResolveIncident e => $"~{e.Node.Id}",
        MoveTimer e => $"={e.Node.Id}",
        MoveTask e => $"={e.Node.Id}",
        MoveJob e => $"={e.Node.Id}",
        TimerStale e => $"?{e.Node.Id}:{e.Code}",
        Subscribe e => $"+{e.Node.Id}",
        Unsubscribe e => $"-{e.Node.Id}",
        Publish e => $">{e.Name}{(e.Key is null ? "" : $"[{e.Key}]")}",
        Escalate e => $"^{e.Code}",
        Ended e => e.Cancelled ? "cancelled" : e.Error is null ? "ended" : $"ended:{e.Error}",
        _ => throw new ArgumentException($"Unknown effect {effect}."),
    };
}
