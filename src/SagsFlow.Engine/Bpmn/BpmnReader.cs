using SagsFlow.Engine.Bpmn.Checks;
using SagsFlow.Engine.Bpmn.Reading;
using SagsFlow.Engine.Bpmn.Xml;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Bpmn;

/// <summary>What a reading of one file gave.</summary>
/// <param name="Definitions">The executable processes of the file, in file order; empty when there is an error.</param>
/// <param name="Findings">Everything the reader and the checker have to say, in file order.</param>
public sealed record BpmnReading(IReadOnlyList<ProcessDefinition> Definitions, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether the file may be loaded.</summary>
    public bool IsValid => !Findings.Any(f => f.Severity == Severity.Error);
}

/// <summary>Reads BPMN 2.0 XML and checks it against the standard and the profile.</summary>
public static class BpmnReader
{
    /// <summary>
    /// Reads one file. Never throws for what the file holds: every fault is a finding. A file over 20 MB, one nested
    /// deeper than 256 elements and one with a DTD are refused unread.
    /// </summary>
    /// <param name="content">The bytes of the file, in any encoding its XML declaration names.</param>
    /// <param name="file">The name to give in findings.</param>
    /// <param name="functions">The host's own FEEL functions; null for none.</param>
    public static BpmnReading Read(ReadOnlyMemory<byte> content, string file, FeelFunctions? functions = null)
    {
        var findings = new FindingList(file);
        IReadOnlyList<ProcessDefinition> definitions = [];
        try
        {
            var root = TreeReader.Read(content);
            if (DocumentCheck.IsBpmn(root, findings))
            {
                definitions = ReadProcesses(root, findings, functions);
            }
        }
        catch (UnreadableFileException e)
        {
            findings.Error(e.Line, null, e.Code, e.Message);
        }

        return new BpmnReading(findings.HasErrors ? [] : definitions, findings.InFileOrder());
    }

    private static List<ProcessDefinition> ReadProcesses(Element root, FindingList findings, FeelFunctions? functions)
    {
        var ids = new IdIndex(root, findings);
        Vocabulary.Check(root, findings);
        DocumentCheck.Check(root, ids, findings);

        var expressions = new ExpressionReader(findings, functions);
        var definitions = new List<ProcessDefinition>();
        foreach (var element in root.Bpmn("process"))
        {
            var process = new ProcessReader(ids, findings).Read(element);
            ProcessRules.Check(process, ids, findings);
            if (!process.IsExecutable)
            {
                continue;
            }

            definitions.Add(new DefinitionBuilder(process, ids, expressions, findings).Build());
            Soundness.Check(process, findings);
        }

        if (definitions.Count == 0)
        {
            findings.Warning(root, "ingen-proces", "Filen har ingen proces, der kan køres. Sæt isExecutable=\"true\" på den, der skal.");
        }

        return definitions;
    }
}
