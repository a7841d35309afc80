using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Tests.Workflows;

/// <summary>The process files the product ships, read from the project's own workflows folder.</summary>
internal static class WorkflowFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "workflows");

    public static IEnumerable<string> All => Directory.EnumerateFiles(Folder, "*.bpmn").Order(StringComparer.Ordinal);

    public static TheoryData<string> Names => new(All.Select(file => Path.GetFileNameWithoutExtension(file)));

    public static string PathOf(string process) => Path.Combine(Folder, process + ".bpmn");

    public static BpmnReading Read(string process) => BpmnReader.Read(File.ReadAllBytes(PathOf(process)), process + ".bpmn");

    public static ProcessDefinition Definition(string process)
    {
        var reading = Read(process);
        Assert.True(reading.IsValid, string.Join(Environment.NewLine, reading.Findings));
        return Assert.Single(reading.Definitions, definition => definition.Id == process);
    }
}
