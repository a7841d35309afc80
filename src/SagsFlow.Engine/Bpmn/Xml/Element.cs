namespace SagsFlow.Engine.Bpmn.Xml;

/// <summary>An attribute as written; namespace declarations are not attributes.</summary>
internal sealed record ElementAttribute(string Namespace, string Name, string Value, int Line);

/// <summary>An XML element with its place in the file: what the reader needs of a document and no more.</summary>
internal sealed class Element(string ns, string name, int line, Element? parent)
{
    public string Namespace { get; } = ns;

    /// <summary>Local name.</summary>
    public string Name { get; } = name;

    /// <summary>Line of the start tag, counted from 1.</summary>
    public int Line { get; } = line;

    public Element? Parent { get; } = parent;

    public IReadOnlyList<ElementAttribute> Attributes { get; init; } = [];

    public List<Element> Children { get; } = [];

    /// <summary>The text directly inside, without surrounding white space; empty when there is none.</summary>
    public string Text { get; set; } = "";

    /// <summary>The line <see cref="Text"/> begins on.</summary>
    public int TextLine { get; set; } = line;

    public bool IsBpmn => Namespace == BpmnNames.Model;

    public bool IsSags => Namespace == BpmnNames.Sags;

    /// <summary>The element's id as the schema reads it; null when it has none or an empty one.</summary>
    public string? Id => Attribute("id");

    /// <summary>How a finding names it: by id, else by tag name.</summary>
    public string Label => Id ?? Name;

    /// <summary>An attribute without a namespace, without surrounding white space; null when absent or empty.</summary>
    public string? Attribute(string name) => Find("", name)?.Value.Trim() is { Length: > 0 } value ? value : null;

    /// <summary>Whether an attribute says true, as the schema's xsd:boolean writes it.</summary>
    public bool IsTrue(string name) => Attribute(name) is "true" or "1";

    /// <summary>Whether an attribute says false; one left out does not.</summary>
    public bool IsFalse(string name) => Attribute(name) is "false" or "0";

    public ElementAttribute? Find(string ns, string name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name == name && attribute.Namespace == ns)
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>BPMN children of a name, in file order.</summary>
    public IEnumerable<Element> Bpmn(string name) => Children.Where(c => c.IsBpmn && c.Name == name);

    /// <summary>Elements of the project's own namespace in the element's extensionElements, in file order.</summary>
    public IEnumerable<Element> Extensions() => Bpmn("extensionElements").SelectMany(e => e.Children).Where(c => c.IsSags);

    /// <summary>The element and everything below it, in file order. The tree is shallow: its reader limits the depth.</summary>
    public IEnumerable<Element> Subtree()
    {
        var pending = new Stack<Element>();
        pending.Push(this);
        while (pending.TryPop(out var element))
        {
            yield return element;
            for (var i = element.Children.Count - 1; i >= 0; i--)
            {
                pending.Push(element.Children[i]);
            }
        }
    }
}
