using SagsFlow.Engine.Bpmn.Reading;
using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Checks;

/// <summary>What stands outside the processes: the root, and references that may point anywhere in the file.</summary>
internal static class DocumentCheck
{
    /// <summary>Whether the root is BPMN 2.0's; if not, nothing below it means anything.</summary>
    public static bool IsBpmn(Element root, FindingList findings)
    {
        if (root is { IsBpmn: true, Name: "definitions" })
        {
            return true;
        }

        if (root.Name == "definitions")
        {
            var has = root.Namespace.Length == 0 ? "intet navnerum" : $"navnerummet »{root.Namespace}«";
            findings.Error(root, "forkert-navnerum", $"<definitions> har {has}. BPMN 2.0 har xmlns=\"{BpmnNames.Model}\".");
        }
        else
        {
            findings.Error(root, "forkert-rod", $"Filens yderste element er <{root.Name}>. En BPMN-fil har <definitions> i navnerummet {BpmnNames.Model}.");
        }

        return false;
    }

    public static void Check(Element root, IdIndex ids, FindingList findings)
    {
        ElementCheck.Children(root, BpmnNames.Roots, findings);
        foreach (var definition in root.Children.Where(c => c.IsBpmn && BpmnNames.EventDefinitions.Contains(c.Name)))
        {
            ElementCheck.Part(definition, definition, findings);
        }

        foreach (var process in root.Bpmn("process"))
        {
            ElementCheck.Value(process, "isExecutable", process, findings);
        }

        ReferenceRules.Check(root, ids, findings);
        foreach (var element in root.Bpmn("choreography"))
        {
            Profile.Refuse(element, element.Name, "en process", findings);
        }

        foreach (var element in root.Subtree().Where(e => e.IsBpmn && e.Name is "association" or "messageFlow" or "participant"))
        {
            foreach (var name in new[] { "sourceRef", "targetRef", "processRef" })
            {
                if (element.Attribute(name) is { } reference && !MayBeElsewhere(reference, element, root) && ids.Find(IdIndex.Local(reference)) is null)
                {
                    findings.Error(element, "ukendt-reference", $"{name} peger på »{reference}«, som ikke findes i filen. Ret id'et, eller slet elementet.");
                }
            }
        }
    }

    /// <summary>A participant's process may lie in a file that this one imports.</summary>
    private static bool MayBeElsewhere(string reference, Element element, Element root) =>
        element.Name == "participant" && reference.Contains(':', StringComparison.Ordinal) && root.Bpmn("import").Any();
}
