using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>Gathers what there is to say of a file.</summary>
internal sealed class FindingList(string file)
{
    /// <summary>Of each severity: more than anyone reads, where a hostile file could ask for a million.</summary>
    private const int Most = 500;

    private readonly List<Finding> findings = [];
    private int errors;
    private int warnings;

    public bool HasErrors => errors > 0;

    public void Error(Element at, string code, string text) => Error(at.Line, at.Label, code, text);

    public void Error(int line, string? element, string code, string text)
    {
        if (errors++ < Most)
        {
            findings.Add(new Finding(file, line, element, code, text, Severity.Error));
        }
    }

    public void Warning(Element at, string code, string text)
    {
        if (warnings++ < Most)
        {
            findings.Add(new Finding(file, at.Line, at.Label, code, text, Severity.Warning));
        }
    }

    /// <summary>The findings by line; those of one line in the order they were found.</summary>
    public IReadOnlyList<Finding> InFileOrder()
    {
        var ordered = findings.OrderBy(f => f.Line).ToList();
        if (errors > Most || warnings > Most)
        {
            var text = $"Der er {errors} fejl og {warnings} advarsler; kun de første {Most} af hver vises. Ret dem, og læs filen igen.";
            ordered.Add(new Finding(file, ordered[^1].Line, null, "for-mange-fund", text, HasErrors ? Severity.Error : Severity.Warning));
        }

        return ordered;
    }
}
