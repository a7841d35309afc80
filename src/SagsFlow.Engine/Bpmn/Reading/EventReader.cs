using SagsFlow.Engine.Bpmn.Xml;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>
/// Reads what an event catches or throws, and the message of a send or receive task (BPMN 2.0.2, §§ 10.5.5, 10.3.3). A
/// process that runs must name its messages, signals and what it throws; a catch of errors or escalations may be of all.
/// </summary>
internal sealed class EventReader(IdIndex ids, ExpressionReader expressions, FindingList findings)
{
    /// <summary>The attribute that tells which instance a message is for.</summary>
    public const string Key = "noegle";

    private const string Lifetime = "levetid";

    /// <summary>Null when it has none, or when it is faulty.</summary>
    public EventTrigger? Read(DraftNode node)
    {
        var trigger = IsTask(node)
            ? Named(EventKind.Message, node.Element, "messageRef", node.Element, isNeeded: false)
            : node.Trigger.Definition is { } definition ? Read(definition, node.Element, CatchesAll(node)) : null;
        CheckLifetime(node);
        CheckPayload(node);
        if (node.Element.Find(BpmnNames.Sags, Key) is not { } key)
        {
            return trigger;
        }

        if (!IsTask(node) && node.Trigger.Name is not (EventKinds.Message or "*"))
        {
            findings.Error(key.Line, node.Element.Label, "forkert-sted", "sags:noegle siger, hvilken sag en besked er til, og hører til en begivenhed med messageEventDefinition. Slet den her.");
        }

        var value = expressions.Value(key, node.Element);
        return trigger is null ? null : trigger with { Key = value };
    }

    /// <summary>What an event definition says.</summary>
    /// <param name="definition">Inline, or the root element referred to.</param>
    /// <param name="owner">The element a finding names.</param>
    /// <param name="mayBeAll">Whether an error or escalation without a reference means all of them.</param>
    public EventTrigger? Read(Element definition, Element owner, bool mayBeAll) => definition.Name switch
    {
        EventKinds.Timer => expressions.Timer(definition, owner) is { } timer ? new EventTrigger(EventKind.Timer) { Timer = timer } : null,
        EventKinds.Message => Message(definition, owner),
        EventKinds.Signal => Named(EventKind.Signal, definition, "signalRef", owner),
        EventKinds.Error => Coded(EventKind.Error, definition, "errorRef", owner, mayBeAll),
        EventKinds.Escalation => Coded(EventKind.Escalation, definition, "escalationRef", owner, mayBeAll),
        EventKinds.Link => new EventTrigger(EventKind.Link) { Name = definition.Attribute("name") },
        EventKinds.Terminate => new EventTrigger(EventKind.Terminate),
        _ => null,
    };

    /// <summary>How long a message is kept for one who is to wait for it: a length of time that is more than nothing, written as it is.</summary>
    private void CheckLifetime(DraftNode node)
    {
        if (node.Element.Find(BpmnNames.Sags, Lifetime) is not { } lifetime)
        {
            return;
        }

        if (!IsTask(node) && node.Trigger.Name is not (EventKinds.Message or "*"))
        {
            findings.Error(lifetime.Line, node.Element.Label, "forkert-sted", "sags:levetid siger, hvor længe en besked gemmes, til nogen venter på den, og hører til en begivenhed, der kaster en besked. Slet den her.");
        }

        if (FeelTemporal.ParseDuration(lifetime.Value.Trim()) is not (FeelDaysDuration { Value.Ticks: > 0 } or FeelMonthsDuration { Months: > 0 }))
        {
            findings.Error(lifetime.Line, node.Element.Label, "forkert-vaerdi", $"sags:levetid er »{lifetime.Value}«. Skriv en varighed, for eksempel P30D, PT12H eller P6M.");
        }
    }

    /// <summary>Only what is sent carries anything.</summary>
    private void CheckPayload(DraftNode node)
    {
        if (node.Element.Name is "intermediateThrowEvent" or "endEvent" && node.Trigger.Name is not (EventKinds.Message or EventKinds.Signal or "*")
            && node.Element.Extensions().FirstOrDefault(e => e.Name == "ind") is { } input)
        {
            findings.Error(input.Line, node.Element.Label, "forkert-sted", "<sags:ind> på en begivenhed er det, en besked eller et signal har med. Slet det her, eller brug messageEventDefinition eller signalEventDefinition.");
        }
    }

    private static bool IsTask(DraftNode node) => node.Element.Name is "sendTask" or "receiveTask";

    private static bool CatchesAll(DraftNode node) => node.Element.Name is "boundaryEvent" or "startEvent";

    private EventTrigger? Message(Element holder, Element owner) => Named(EventKind.Message, holder, "messageRef", owner);

    /// <summary>A task may leave its message out (BPMN 2.0.2, tables 10.9 and 10.10); an event that runs may not.</summary>
    private EventTrigger? Named(EventKind kind, Element holder, string attribute, Element owner, bool isNeeded = true) =>
        Follow(holder, attribute, owner, isNeeded) is { } root
            ? new EventTrigger(kind) { Name = root.Attribute("name") ?? root.Id }
            : Elsewhere(kind, holder, attribute);

    /// <summary>Errors and escalations are told apart by their code; without one by their name.</summary>
    private EventTrigger? Coded(EventKind kind, Element definition, string attribute, Element owner, bool mayBeAll)
    {
        if (Follow(definition, attribute, owner, isNeeded: !mayBeAll) is { } root)
        {
            var code = kind == EventKind.Error ? "errorCode" : "escalationCode";
            if (!mayBeAll && root.Attribute(code) is null)
            {
                findings.Warning(owner, "mangler-kode", $"<{root.Name} id=\"{root.Id}\"> har ingen {code}; den kendes på sit navn. Skriv {code} på den, så den, der fanger, kan kende den.");
            }

            return new EventTrigger(kind) { Name = root.Attribute(code) ?? root.Attribute("name") ?? root.Id };
        }

        return mayBeAll && definition.Attribute(attribute) is null ? new EventTrigger(kind) : Elsewhere(kind, definition, attribute);
    }

    /// <summary>What a file imports is not read, so that it is known by its id there; a reference that leads nowhere else is a finding.</summary>
    private static EventTrigger? Elsewhere(EventKind kind, Element holder, string attribute) =>
        holder.Attribute(attribute) is { } reference ? new EventTrigger(kind) { Name = IdIndex.Local(reference) } : null;

    /// <summary>A reference that leads nowhere is found with all the file's references; here it only gives null.</summary>
    private Element? Follow(Element holder, string attribute, Element owner, bool isNeeded)
    {
        var element = attribute[..^"Ref".Length];
        if (holder.Attribute(attribute) is { } reference)
        {
            return ids.Find(IdIndex.Local(reference)) is { } root && root.Name == element ? root : null;
        }

        if (isNeeded)
        {
            findings.Error(owner, "mangler-reference", $"<{holder.Name}> siger ikke hvilken {element}. Skriv <{element} id=\"…\" name=\"…\"/> uden for processen og {attribute}=\"dens id\" her.");
        }

        return null;
    }

    /// <summary>The script of a script task in FEEL; null, and a warning, in other languages.</summary>
    public FeelExpression? Script(Element task)
    {
        var script = task.Bpmn("script").FirstOrDefault();
        if (task.Attribute("scriptFormat") is { } format && format.Contains("feel", StringComparison.OrdinalIgnoreCase))
        {
            if (script is null)
            {
                findings.Error(task, "mangler-script", "Opgaven har intet <script>. Skriv <script>et udtryk i FEEL</script>.");
            }

            return script is null ? null : expressions.Element(script, task);
        }

        if (script is not null)
        {
            findings.Warning(task, "script-sprog", $"Scriptet er {(task.Attribute("scriptFormat") is { } other ? $"i »{other}«" : "i et sprog, der ikke er nævnt")} og køres ikke; opgaven passeres blot. Skriv det i FEEL og sæt scriptFormat=\"feel\".");
        }

        return null;
    }
}
