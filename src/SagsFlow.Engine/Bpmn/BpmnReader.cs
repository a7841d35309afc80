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
    /// <summary>Reads one file. Never throws for what the file holds: every fault is a finding.</summary>
    /// <param name="content">The bytes of the file, in any encoding its XML declaration names.</param>
    /// <param name="file">The name to give in findings.</param>
    public static BpmnReading Read(ReadOnlyMemory<byte> content, string file) => throw new NotSupportedException();
}
