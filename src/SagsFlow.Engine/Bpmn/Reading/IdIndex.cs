using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>The ids of a file's BPMN elements. The schema's type is xsd:ID: a name without a colon, once in the file.</summary>
internal sealed class IdIndex
{
    private readonly Dictionary<string, Element> byId = new(StringComparer.Ordinal);

    public IdIndex(Element root, FindingList findings)
    {
        foreach (var element in root.Subtree().Where(e => e.IsBpmn))
        {
            if (element.Id is { } id)
            {
                Add(id, element, findings);
            }
            else if (NeedsId(element))
            {
                findings.Error(element, "mangler-id", $"<{element.Name}> mangler et id. Giv den et, der ikke bruges andre steder i filen.");
            }
        }
    }

    public Element? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>
    /// A reference as an id. References between elements may be qualified names; an id never holds a colon, so what
    /// stands before one is a prefix.
    /// </summary>
    public static string Local(string reference) => reference[(reference.LastIndexOf(':') + 1)..];

    private void Add(string id, Element element, FindingList findings)
    {
        if (!IsName(id))
        {
            findings.Error(element, "ugyldigt-id", $"»{id}« er ikke et gyldigt id. Et id begynder med et bogstav eller _ og har kun bogstaver, tal, punktum, - og _, ingen mellemrum eller kolon.");
        }

        if (!byId.TryAdd(id, element))
        {
            findings.Error(element, "dobbelt-id", $"Id'et »{id}« bruges allerede i linje {byId[id].Line}. Giv dette element et andet.");
        }
    }

    private static bool NeedsId(Element element) =>
        element.Name is "process" or "sequenceFlow" || BpmnNames.FlowNodes.Contains(element.Name);

    /// <summary>An NCName (Namespaces in XML 1.0, § 3).</summary>
    private static bool IsName(string id)
    {
        for (var i = 0; i < id.Length; i++)
        {
            if (i == 0 ? !System.Xml.XmlConvert.IsStartNCNameChar(id[i]) : !System.Xml.XmlConvert.IsNCNameChar(id[i]))
            {
                return false;
            }
        }

        return true;
    }
}
