using System.Collections.Frozen;
using SagsFlow.Engine.Bpmn.Reading;
using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Checks;

/// <summary>
/// References to elements outside the flow, wherever they stand: that they lead somewhere, and to the right kind of
/// element. A row is an attribute or a child element that holds an id.
/// </summary>
internal static class ReferenceRules
{
    private static readonly FrozenDictionary<(string Element, string Reference), string[]> Attributes = new Dictionary<(string, string), string[]>
    {
        [("messageEventDefinition", "messageRef")] = ["message"],
        [("sendTask", "messageRef")] = ["message"],
        [("receiveTask", "messageRef")] = ["message"],
        [("messageFlow", "messageRef")] = ["message"],
        [("signalEventDefinition", "signalRef")] = ["signal"],
        [("errorEventDefinition", "errorRef")] = ["error"],
        [("escalationEventDefinition", "escalationRef")] = ["escalation"],
        [("dataObjectReference", "dataObjectRef")] = ["dataObject"],
        [("dataStoreReference", "dataStoreRef")] = ["dataStore"],
        [("group", "categoryValueRef")] = ["categoryValue"],
        [("sendTask", "operationRef")] = ["operation"],
        [("receiveTask", "operationRef")] = ["operation"],
        [("serviceTask", "operationRef")] = ["operation"],
        [("multiInstanceLoopCharacteristics", "noneBehaviorEventRef")] = [.. BpmnNames.EventDefinitions],
        [("multiInstanceLoopCharacteristics", "oneBehaviorEventRef")] = [.. BpmnNames.EventDefinitions],
    }.ToFrozenDictionary();

    /// <summary>Child elements whose text is an id; an empty list is any element.</summary>
    private static readonly FrozenDictionary<(string Element, string Reference), string[]> Children = new Dictionary<(string, string), string[]>
    {
        [("messageEventDefinition", "operationRef")] = ["operation"],
        [("dataInputAssociation", "sourceRef")] = [],
        [("dataInputAssociation", "targetRef")] = [],
        [("dataOutputAssociation", "sourceRef")] = [],
        [("dataOutputAssociation", "targetRef")] = [],
        [("inputSet", "dataInputRefs")] = ["dataInput"],
        [("outputSet", "dataOutputRefs")] = ["dataOutput"],
    }.ToFrozenDictionary();

    public static void Check(Element root, IdIndex ids, FindingList findings)
    {
        var hasImports = root.Bpmn("import").Any();
        foreach (var element in root.Subtree().Where(e => e.IsBpmn))
        {
            foreach (var attribute in element.Attributes.Where(a => a.Namespace.Length == 0))
            {
                if (Attributes.TryGetValue((element.Name, attribute.Name), out var kinds))
                {
                    Follow(attribute.Value.Trim(), attribute.Name, attribute.Line, kinds, Owner(element));
                }
            }

            foreach (var child in element.Children.Where(c => c.IsBpmn))
            {
                if (child.Name == "eventDefinitionRef")
                {
                    FollowDefinition(child, element, ids, findings);
                }
                else if (Children.TryGetValue((element.Name, child.Name), out var kinds))
                {
                    Follow(child.Text, child.Name, child.TextLine, kinds, Owner(element));
                }
            }
        }

        void Follow(string reference, string name, int line, string[] kinds, Element owner)
        {
            // What a file imports is not read, so a reference with a prefix may be to that.
            if (hasImports && reference.Contains(':', StringComparison.Ordinal))
            {
                return;
            }

            if (ids.Find(IdIndex.Local(reference)) is not { } found)
            {
                findings.Error(line, owner.Label, "ukendt-reference", $"{name} peger på »{reference}«, som ikke findes i filen. Ret id'et, eller tilføj {(kinds.Length == 1 ? $"<{kinds[0]} id=\"{reference}\">" : "elementet")}.");
            }
            else if (kinds.Length > 0 && !kinds.Contains(found.Name, StringComparer.Ordinal))
            {
                var wanted = kinds.Length == 1 ? $"et <{kinds[0]}>" : "en definition af en begivenhed";
                findings.Error(line, owner.Label, "ukendt-reference", $"{name} peger på »{reference}«, som er et <{found.Name}> (linje {found.Line}) og ikke {wanted}. Ret id'et.");
            }
        }
    }

    /// <summary>What can be shared is a root element (BPMN 2.0.2, table 10.82); one inside another event is that event's own.</summary>
    private static void FollowDefinition(Element reference, Element owner, IdIndex ids, FindingList findings)
    {
        var found = ids.Find(IdIndex.Local(reference.Text));
        var says = found switch
        {
            null => "som ikke findes i filen",
            _ when !BpmnNames.EventDefinitions.Contains(found.Name) => $"som er et <{found.Name}> (linje {found.Line}) og ikke en definition af en begivenhed",
            { Parent.Name: not "definitions" } => $"som ligger i »{found.Parent!.Label}« og er dens egen",
            _ => null,
        };
        if (says is not null)
        {
            findings.Error(reference.TextLine, owner.Label, "ukendt-reference", $"eventDefinitionRef peger på »{reference.Text}«, {says}. Peg på en definition, der står uden for processerne, eller skriv den i begivenheden.");
        }
    }

    /// <summary>A definition or a loop is named by what it is part of.</summary>
    private static Element Owner(Element element)
    {
        while (!(element.Id is not null && BpmnNames.FlowNodes.Contains(element.Name)) && element.Parent is { IsBpmn: true, Name: not ("definitions" or "process" or "collaboration") } parent)
        {
            element = parent;
        }

        return element;
    }
}
