using System.Globalization;
using SagsFlow.Engine.Bpmn.Xml;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>
/// Reads how often an activity is done (BPMN 2.0.2, § 10.3.8). The list of a multi-instance activity is BPMN's
/// (loopDataInputRef), the project's (<c>sags:samling</c>) or, where a file has neither, another vendor's.
/// </summary>
internal sealed class LoopReader(IdIndex ids, EventReader events, ExpressionReader expressions, FindingList findings)
{
    /// <summary>Null when it is done once, or when the loop is faulty.</summary>
    public Loop? Read(Element activity)
    {
        var loop = activity.Children.FirstOrDefault(c => c.IsBpmn && BpmnNames.Loops.Contains(c.Name));
        return loop?.Name switch
        {
            null => null,
            "standardLoopCharacteristics" => Standard(loop, activity),
            _ => Multiple(loop, activity),
        };
    }

    private StandardLoop Standard(Element loop, Element activity)
    {
        var condition = expressions.Child(loop, "loopCondition", activity);
        int? maximum = null;
        if (loop.Attribute("loopMaximum") is { } text)
        {
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                maximum = number;
            }
            else
            {
                findings.Error(loop.Line, activity.Label, "forkert-vaerdi", $"loopMaximum er »{text}«. Skriv et helt tal, 0 eller mere, eller udelad den.");
            }
        }
        else if (!loop.Bpmn("loopCondition").Any())
        {
            findings.Warning(activity, "loekke-uden-slut", "Løkken har hverken loopCondition eller loopMaximum og holder aldrig op. Skriv en af dem.");
        }

        return new StandardLoop(condition, loop.IsTrue("testBefore"), maximum);
    }

    private MultiInstance Multiple(Element loop, Element activity)
    {
        var cardinality = Cardinality(loop, activity);
        var collection = Collection(loop, activity);
        var hasCardinality = loop.Bpmn("loopCardinality").Any();
        var vendor = hasCardinality || HasCollection(loop) ? null : Vendors.OfLoop(loop, "collection", "inputCollection");
        if (hasCardinality == (HasCollection(loop) || vendor is not null))
        {
            var text = hasCardinality
                ? "Løkken har både loopCardinality og en liste. Slet den ene."
                : "Løkken siger ikke, hvor mange gange. Skriv <loopCardinality>, <loopDataInputRef> eller sags:samling=\"=FEEL\".";
            findings.Error(activity, "loekke-antal", text);
        }

        var element = loop.Find(BpmnNames.Sags, "element")?.Value.Trim() ?? NameOf(loop.Bpmn("inputDataItem").FirstOrDefault()) ?? Vendors.OfLoop(loop, "elementVariable", "inputElement")?.Value.Trim();
        var (results, result) = Results(loop, activity);
        var (behavior, thrown) = Behavior(loop, activity);
        return new MultiInstance(loop.IsTrue("isSequential"))
        {
            Cardinality = cardinality,
            Collection = vendor is null ? collection : expressions.Text(vendor.Value, vendor.Line, activity),
            Element = element,
            OutputCollection = results,
            OutputElement = result,
            CompletionCondition = expressions.Child(loop, "completionCondition", activity),
            Behavior = behavior,
            BehaviorEvent = thrown,
        };
    }

    private static bool HasCollection(Element loop) => loop.Find(BpmnNames.Sags, "samling") is not null || loop.Bpmn("loopDataInputRef").Any();

    private FeelExpression? Cardinality(Element loop, Element activity)
    {
        var cardinality = expressions.Child(loop, "loopCardinality", activity);
        if (cardinality?.ConstantValue is { } constant && !(constant is FeelNumber { Value: var number } && number >= 0 && number == decimal.Truncate(number)))
        {
            findings.Error(activity, "forkert-vaerdi", $"loopCardinality er »{cardinality.Text}«. Skriv et helt tal, 0 eller mere, eller et udtryk, der giver et.");
        }

        return cardinality;
    }

    private FeelExpression? Collection(Element loop, Element activity)
    {
        if (loop.Find(BpmnNames.Sags, "samling") is { } list)
        {
            return expressions.Text(list.Value, list.Line, activity);
        }

        return loop.Bpmn("loopDataInputRef").FirstOrDefault() is { } reference
            ? expressions.Text(Referred(reference.Text), reference.TextLine, activity)
            : null;
    }

    private (string? Results, FeelExpression? Result) Results(Element loop, Element activity)
    {
        var vendor = Vendors.ResultOfLoop(loop);
        var results = loop.Find(BpmnNames.Sags, "resultat")?.Value.Trim()
            ?? (loop.Bpmn("loopDataOutputRef").FirstOrDefault() is { } reference ? Referred(reference.Text) : vendor?.List);
        var item = loop.Bpmn("outputDataItem").FirstOrDefault();
        var own = loop.Find(BpmnNames.Sags, "resultatElement") ?? (item is null ? vendor?.Element : null);
        var result = own is not null
            ? expressions.Text(own.Value, own.Line, activity)
            : NameOf(item) is { } name ? expressions.Text(name, item!.Line, activity) : null;
        var hasResult = item is not null || own is not null;
        if (results is not null != hasResult)
        {
            findings.Error(activity, "loekke-resultat", results is null
                ? "Løkken siger, hvad hver omgang giver, men ikke hvor det samles. Skriv <loopDataOutputRef> eller sags:resultat=\"navn\"."
                : "Løkken siger, hvor resultaterne samles, men ikke hvad hver omgang giver. Skriv <outputDataItem name=\"…\"/> eller sags:resultatElement=\"=FEEL\".");
        }

        return (results, result);
    }

    private (LoopBehavior Behavior, EventTrigger? Thrown) Behavior(Element loop, Element activity)
    {
        var (behavior, attribute) = loop.Attribute("behavior") switch
        {
            "None" => (LoopBehavior.None, "noneBehaviorEventRef"),
            "One" => (LoopBehavior.One, "oneBehaviorEventRef"),
            _ => (LoopBehavior.All, null),
        };
        if (loop.Attribute("behavior") == "Complex")
        {
            Profile.Refuse(activity, "behavior=\"Complex\"", "behavior=\"One\" eller \"None\", eller en intermediateThrowEvent i en subProcess", findings);
        }

        if (attribute is null)
        {
            return (behavior, null);
        }

        if (loop.Attribute(attribute) is not { } reference)
        {
            findings.Error(activity, "mangler-reference", $"behavior=\"{loop.Attribute("behavior")}\" kaster en begivenhed, men {attribute} mangler. Skriv id'et på en signalEventDefinition uden for processen, eller udelad behavior.");
            return (behavior, null);
        }

        if (ids.Find(IdIndex.Local(reference)) is not { } definition)
        {
            return (behavior, null);
        }

        if (definition.Name is EventKinds.Timer or EventKinds.Link or EventKinds.Terminate || !EventKinds.IsRun(definition.Name))
        {
            findings.Error(activity, "forkert-begivenhed", $"{attribute} peger på en <{definition.Name}>, som ikke kan kastes. Brug en signalEventDefinition, en messageEventDefinition, en errorEventDefinition eller en escalationEventDefinition.");
            return (behavior, null);
        }

        return (behavior, events.Read(definition, activity, mayBeAll: false));
    }

    /// <summary>The name a data element goes by; what no element of the file has as its id is a name already.</summary>
    private string Referred(string reference) => NameOf(ids.Find(IdIndex.Local(reference))) ?? reference;

    private static string? NameOf(Element? data) => data is null ? null : data.Attribute("name") ?? data.Id;
}
