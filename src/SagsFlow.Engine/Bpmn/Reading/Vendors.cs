using System.Collections.Frozen;
using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>
/// What other vendors' extensions say of how a process runs, where a file says it in no other way: the list a loop goes
/// through, the process that is called, and a script in FEEL. Their forms, assignments, listeners and variable mappings
/// belong to their own engines; they stay in the file and are not read.
/// </summary>
internal static class Vendors
{
    /// <summary>The namespace Camunda 8 writes its extensions in; its expressions are FEEL.</summary>
    private const string Zeebe = "http://camunda.org/schema/zeebe/1.0";

    private static readonly string[] WithAttributes = ["http://camunda.org/schema/1.0/bpmn", "http://flowable.org/bpmn", "http://activiti.org/bpmn"];

    private static readonly FrozenSet<string> Elements = new[] { "calledElement", "loopCharacteristics", "script" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether an element inside extensionElements is one that is read.</summary>
    public static bool IsRead(string ns, string name) => ns == Zeebe && Elements.Contains(name);

    /// <summary>What a loop says of its list: <c>camunda:collection</c> and its like on it, or Camunda 8's element in it.</summary>
    /// <param name="loop">A multiInstanceLoopCharacteristics.</param>
    /// <param name="attribute">The attribute's name in Camunda 7, Flowable and Activiti.</param>
    /// <param name="zeebe">The same in Camunda 8.</param>
    public static ElementAttribute? OfLoop(Element loop, string attribute, string zeebe) =>
        WithAttributes.Select(v => loop.Find(v, attribute)).FirstOrDefault(a => a is not null) ?? InElement(loop, "loopCharacteristics", zeebe);

    /// <summary>The variable Camunda 8 gathers a loop's results in, and the FEEL for each; null when it gathers none.</summary>
    public static (string List, ElementAttribute Element)? ResultOfLoop(Element loop) =>
        InElement(loop, "loopCharacteristics", "outputCollection") is { } list && InElement(loop, "loopCharacteristics", "outputElement") is { } element
            ? (list.Value.Trim(), element)
            : null;

    /// <summary>The id of the process a call activity calls, or FEEL after <c>=</c>.</summary>
    public static ElementAttribute? CalledProcess(Element activity) => InElement(activity, "calledElement", "processId");

    /// <summary>A script task's FEEL and the variable it gives; null when it has no such script.</summary>
    public static (ElementAttribute Expression, string Variable)? Script(Element task) =>
        InElement(task, "script", "expression") is { } expression && InElement(task, "script", "resultVariable") is { } variable
            ? (expression, variable.Value.Trim())
            : null;

    private static ElementAttribute? InElement(Element owner, string name, string attribute) =>
        owner.Bpmn("extensionElements").SelectMany(e => e.Children).FirstOrDefault(c => c.Namespace == Zeebe && c.Name == name)?.Find("", attribute) is { Value.Length: > 0 } found
            ? found
            : null;
}
