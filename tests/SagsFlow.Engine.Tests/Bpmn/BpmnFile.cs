using System.Text;
using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Engine.Tests.Bpmn;

/// <summary>Writes small BPMN files for tests and reads them.</summary>
internal static class BpmnFile
{
    public const string Open = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:sags="urn:sagsflow:bpmn:1" id="d" targetNamespace="t">""";

    /// <summary>A file whose first line is the root's start tag and whose second begins what is given.</summary>
    public static string File(string inside) => $"{Open}\n{inside}\n</definitions>";

    /// <summary>A file with one process; what is given begins on line 3.</summary>
    public static string Process(string inside) => File($"<process id=\"p\" isExecutable=\"true\">\n{inside}\n</process>");

    public static BpmnReading Read(string xml) => BpmnReader.Read(Encoding.UTF8.GetBytes(xml), "prøve.bpmn");

    /// <summary>The only process of a file without errors.</summary>
    public static ProcessDefinition Definition(string xml)
    {
        var reading = Read(xml);
        Assert.True(reading.IsValid, Show(reading));
        return Assert.Single(reading.Definitions);
    }

    public static string Show(BpmnReading reading) =>
        string.Join('\n', reading.Findings.Select(f => $"{f.Severity} {f.File}:{f.Line}: {f.Element}: {f.Code}: {f.Text}"));
}
