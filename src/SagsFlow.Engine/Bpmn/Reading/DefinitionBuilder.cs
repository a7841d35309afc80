using SagsFlow.Engine.Bpmn.Xml;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>Makes a definition of a draft; what its expressions and extensions lack is found on the way.</summary>
internal sealed class DefinitionBuilder(DraftProcess process, IdIndex ids, ExpressionReader expressions, FindingList findings)
{
    private const string CalledProcess = "kaldtProces";

    private readonly EventReader events = new(ids, expressions, findings);

    /// <summary>The definition; only to be used when there are no errors in the file.</summary>
    public ProcessDefinition Build()
    {
        var nodes = new List<Node>(process.Nodes.Count);
        var made = new Dictionary<DraftNode, Node>();
        foreach (var draft in process.Nodes)
        {
            var extensions = draft.Element.Extensions().ToList();
            if (extensions.Count > 0)
            {
                CheckOutcomes(draft, extensions);
            }

            if (BuildNode(draft, extensions, nodes.Count) is { } node)
            {
                made.Add(draft, node);
                nodes.Add(node);
            }
        }

        Wire(made);
        var byId = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            byId.TryAdd(node.Id, node);
        }

        var unhashed = new ProcessDefinition
        {
            Id = process.Id,
            Name = process.Element.Attribute("name"),
            ContentHash = "",
            Nodes = nodes,
            NodesById = byId,
        };
        return new ProcessDefinition
        {
            Id = unhashed.Id,
            Name = unhashed.Name,
            ContentHash = Bpmn.ContentHash.Of(unhashed),
            Nodes = nodes,
            NodesById = byId,
        };
    }

    private Node? BuildNode(DraftNode draft, List<Element> extensions, int index)
    {
        var element = draft.Element;
        var attributes = ReadAttributes(element);
        var (inputs, outputs) = (Mappings(element, extensions, "ind"), Mappings(element, extensions, "ud"));
        if (draft.Kind == NodeKind.ScriptTask && Vendors.Script(element) is { } script && expressions.Value(script.Expression, element) is { } result)
        {
            outputs.Add(new Mapping(result, script.Variable));
        }

        var loop = draft.IsActivity && !draft.IsEventSubProcess ? new LoopReader(ids, events, expressions, findings).Read(element) : null;
        var trigger = events.Read(draft);
        if (draft.Kind is not { } kind)
        {
            return null;
        }

        return new Node
        {
            Id = draft.Id,
            Name = element.Attribute("name"),
            Kind = kind,
            Index = index,
            Line = element.Line,
            CancelActivity = draft.CancelsActivity,
            Event = trigger,
            IsInterrupting = !draft.Scope.IsTriggeredByEvent || !element.IsFalse("isInterrupting"),
            Instantiates = draft.Instantiates,
            Loop = loop,
            Script = kind == NodeKind.ScriptTask ? events.Script(element) : null,
            CalledProcess = kind == NodeKind.CallActivity ? Called(element) : null,
            Inputs = inputs,
            Outputs = outputs,
            Attributes = attributes,
            Extensions = extensions.Count == 0 ? [] : [.. extensions.Where(e => e.Name is not ("ind" or "ud")).Select(ReadExtension)],
            Lane = draft.Lane,
        };
    }

    private void Wire(Dictionary<DraftNode, Node> made)
    {
        var flows = new Dictionary<DraftFlow, SequenceFlow>();
        foreach (var draft in process.Scopes.SelectMany(s => s.Flows))
        {
            var condition = draft.Condition is null ? null : expressions.Element(draft.Condition, draft.Element);
            if (draft.Source is not null && draft.Target is not null && made.TryGetValue(draft.Source, out var source) && made.TryGetValue(draft.Target, out var target))
            {
                flows.Add(draft, new SequenceFlow(draft.Id, draft.Element.Attribute("name"), source, target, condition, draft.Element.Line));
            }
        }

        List<Node> Made(List<DraftNode> drafts) => [.. drafts.Where(made.ContainsKey).Select(d => made[d])];

        foreach (var (draft, node) in made)
        {
            node.Incoming = [.. draft.Incoming.Where(flows.ContainsKey).Select(f => flows[f])];
            node.Outgoing = [.. draft.Outgoing.Where(flows.ContainsKey).Select(f => flows[f])];
            node.Default = draft.Default is not null ? flows.GetValueOrDefault(draft.Default) : null;
            node.AttachedTo = draft.AttachedTo is not null ? made.GetValueOrDefault(draft.AttachedTo) : null;
            node.BoundaryEvents = Made(draft.Boundaries);
            node.LinkTarget = draft.LinkTarget is not null ? made.GetValueOrDefault(draft.LinkTarget) : null;
            node.Parent = draft.Scope.Owner is not null ? made.GetValueOrDefault(draft.Scope.Owner) : null;
            node.Children = draft.Contents is not null ? Made(draft.Contents.Nodes) : [];
        }
    }

    private FeelExpression? Called(Element element)
    {
        if (element.Find(BpmnNames.Sags, CalledProcess) is { } chosen)
        {
            return expressions.Value(chosen, element);
        }

        if (element.Find("", "calledElement") is { Value: var text } called && text.Trim().Length > 0)
        {
            if (ExpressionReader.IsWrapped(text.Trim()))
            {
                return expressions.Text(text, called.Line, element);
            }

            var id = IdIndex.Local(text.Trim());
            return FeelExpression.Constant(FeelValue.Of(id), id);
        }

        if (Vendors.CalledProcess(element) is { } other)
        {
            return expressions.Value(other, element);
        }

        findings.Error(element, "mangler-kaldt-proces", "callActivity siger ikke, hvilken proces den kalder. Skriv calledElement=\"proces-id\", eller sags:kaldtProces=\"=FEEL\", når den vælges undervejs.");
        return null;
    }

    private Dictionary<string, FeelExpression> ReadAttributes(Element element)
    {
        var attributes = new Dictionary<string, FeelExpression>(StringComparer.Ordinal);
        foreach (var attribute in element.Attributes.Where(a => a.Namespace == BpmnNames.Sags && a.Name is not (CalledProcess or EventReader.Key)))
        {
            if (expressions.Value(attribute, element) is { } value)
            {
                attributes[attribute.Name] = value;
            }
        }

        return attributes;
    }

    private List<Mapping> Mappings(Element element, List<Element> extensions, string name)
    {
        var mappings = new List<Mapping>();
        foreach (var mapping in extensions.Where(e => e.Name == name))
        {
            if (mapping.Find("", "source") is { } source && mapping.Attribute("target") is { } target && expressions.Value(source, element) is { } value)
            {
                mappings.Add(new Mapping(value, target));
            }
        }

        return mappings;
    }

    private static ExtensionElement ReadExtension(Element element) => new(
        element.Name,
        element.Attributes.Where(a => a.Namespace.Length == 0).ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal));

    /// <summary>Outcomes and fields are read by id in conditions, and an outcome may name the steps it goes back to.</summary>
    private void CheckOutcomes(DraftNode draft, List<Element> extensions)
    {
        foreach (var group in extensions.Where(e => e.Name is "udfald" or "felt" && e.Id is not null).GroupBy(e => (e.Name, e.Id)))
        {
            foreach (var again in group.Skip(1))
            {
                findings.Error(again.Line, draft.Element.Label, "dobbelt-id", $"Opgaven har mere end ét <sags:{again.Name} id=\"{again.Id}\">. Giv dem hver sit id.");
            }
        }

        foreach (var outcome in extensions.Where(e => e.Name == "udfald"))
        {
            var steps = outcome.Attribute("tilbageTil")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
            foreach (var step in steps.Where(s => !process.NodesById.ContainsKey(s)))
            {
                findings.Error(outcome.Line, draft.Element.Label, "ukendt-reference", $"tilbageTil nævner »{step}«, som ikke findes i processen. Skriv id'er på opgaver, adskilt af mellemrum.");
            }
        }
    }
}
