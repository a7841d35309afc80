using System.Collections.Frozen;
using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>
/// The names of <c>urn:sagsflow:bpmn:1</c>. The engine does not know what they mean, only that they are spelled right
/// and stand where they are read: a typo must not be silently ignored.
/// </summary>
internal static class Vocabulary
{
    private static readonly string[] Truth = ["true", "false"];

    /// <summary>The attributes on BPMN elements, by element.</summary>
    private static readonly FrozenDictionary<string, string[]> Attributes = new Dictionary<string, string[]>
    {
        ["userTask"] = ["rolle", "forum", "behandling", "ruter", "skriver", "varighed", "valgfri", "behandlingsnr", "interval", "paamindelser", "hoering"],
        ["serviceTask"] = ["job", "forsoeg"],
        ["callActivity"] = ["kaldtProces"],
        ["sendTask"] = ["noegle", "levetid"],
        ["receiveTask"] = ["noegle"],
        ["startEvent"] = ["noegle"],
        ["endEvent"] = ["noegle", "levetid"],
        ["intermediateCatchEvent"] = ["noegle"],
        ["intermediateThrowEvent"] = ["noegle", "levetid"],
        ["boundaryEvent"] = ["noegle"],
        ["multiInstanceLoopCharacteristics"] = ["samling", "element", "resultat", "resultatElement"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Attributes with few values; a value that begins with <c>=</c> is FEEL and may be anything.</summary>
    private static readonly FrozenDictionary<string, string[]> Values = new Dictionary<string, string[]>
    {
        ["behandling"] = ["beslutter", "droefter", "udtaler-sig", "indstiller", "til-orientering", "hoeres"],
        ["skriver"] = Truth,
        ["valgfri"] = Truth,
        ["hoering"] = Truth,
        ["kraeves"] = Truth,
        ["bemaerkning"] = ["kraeves", "valgfri"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Entry> Elements = new Dictionary<string, Entry>
    {
        ["udfald"] = new(["id", "navn"], ["bemaerkning", "tilbageTil"], ["userTask"]),
        ["felt"] = new(["id"], ["navn", "type", "kraeves"], ["userTask"]),
        ["ind"] = new(["source", "target"], [], [.. BpmnNames.Activities, "intermediateThrowEvent", "endEvent"]),
        ["ud"] = new(["source", "target"], [], BpmnNames.Activities),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private sealed record Entry(string[] Required, string[] Optional, IEnumerable<string> Owners);

    public static void Check(Element root, FindingList findings)
    {
        foreach (var element in root.Subtree())
        {
            if (element.IsSags)
            {
                CheckElement(element, findings);
            }

            CheckAttributes(element, findings);
            CheckNamespaces(element, findings);
        }
    }

    /// <summary>The element a finding names: the nearest BPMN element with an id.</summary>
    public static Element Owner(Element element)
    {
        var owner = element;
        while (!(owner.IsBpmn && owner.Id is not null) && owner.Parent is { } parent)
        {
            owner = parent;
        }

        return owner;
    }

    private static void CheckAttributes(Element element, FindingList findings)
    {
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Namespace != BpmnNames.Sags)
            {
                continue;
            }

            var known = element.IsBpmn ? Attributes.GetValueOrDefault(element.Name, []) : [];
            if (known.Contains(attribute.Name, StringComparer.Ordinal))
            {
                CheckValue(attribute, element, findings);
                continue;
            }

            var may = known.Length > 0
                ? $"Her kan stå {string.Join(", ", known.Select(k => "sags:" + k))}."
                : "Her kan ingen sags-attribut stå; flyt den til det element, den hører til, eller slet den.";
            findings.Error(attribute.Line, Owner(element).Label, "ukendt-attribut", $"sags:{attribute.Name} kendes ikke på <{element.Name}>. {may}");
        }
    }

    private static void CheckElement(Element element, FindingList findings)
    {
        var owner = Owner(element).Label;
        if (!Elements.TryGetValue(element.Name, out var entry))
        {
            findings.Error(element.Line, owner, "ukendt-element", $"<sags:{element.Name}> kendes ikke. Her kan stå {string.Join(", ", Elements.Keys.Order(StringComparer.Ordinal).Select(k => $"<sags:{k}>"))}.");
            return;
        }

        if (element.Parent is not { IsBpmn: true, Name: "extensionElements" } holder || holder.Parent is not { } activity || !entry.Owners.Contains(activity.Name))
        {
            findings.Error(element.Line, owner, "forkert-sted", $"<sags:{element.Name}> hører hjemme i extensionElements på {string.Join(", ", entry.Owners.Order(StringComparer.Ordinal))}. Flyt det dertil.");
        }

        foreach (var required in entry.Required.Where(r => element.Attribute(r) is null))
        {
            findings.Error(element.Line, owner, "mangler-attribut", $"<sags:{element.Name}> mangler attributten {required}.");
        }

        foreach (var attribute in element.Attributes.Where(a => a.Namespace.Length == 0))
        {
            if (entry.Required.Contains(attribute.Name, StringComparer.Ordinal) || entry.Optional.Contains(attribute.Name, StringComparer.Ordinal))
            {
                CheckValue(attribute, element, findings);
            }
            else
            {
                findings.Error(attribute.Line, owner, "ukendt-attribut", $"{attribute.Name} kendes ikke på <sags:{element.Name}>. Her kan stå {string.Join(", ", entry.Required.Concat(entry.Optional))}.");
            }
        }
    }

    private static void CheckValue(ElementAttribute attribute, Element element, FindingList findings)
    {
        var value = attribute.Value.Trim();
        if (Values.TryGetValue(attribute.Name, out var allowed) && !value.StartsWith('=') && !allowed.Contains(value, StringComparer.Ordinal))
        {
            findings.Error(attribute.Line, Owner(element).Label, "forkert-vaerdi", $"{attribute.Name} er »{value}«. Skriv en af: {string.Join(", ", allowed)}.");
        }
    }

    private static void CheckNamespaces(Element element, FindingList findings)
    {
        CheckNamespace(element.Namespace, element, findings);
        foreach (var attribute in element.Attributes)
        {
            CheckNamespace(attribute.Namespace, element, findings);
        }
    }

    private static void CheckNamespace(string ns, Element element, FindingList findings)
    {
        if (ns.Length > 0 && ns != BpmnNames.Sags && ns.StartsWith("urn:sagsflow:bpmn", StringComparison.OrdinalIgnoreCase))
        {
            findings.Error(element.Line, Owner(element).Label, "forkert-navnerum", $"Navnerummet »{ns}« kendes ikke. Skriv xmlns:sags=\"{BpmnNames.Sags}\".");
        }
    }
}
