using SagsFlow.Engine.Bpmn.Xml;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>Gathers what there is to say of a file.</summary>
internal sealed class FindingList(string file)
{
    /// <summary>More than anyone reads; a hostile file could ask for a million.</summary>
    private const int Most = 1_000;

    private readonly List<Finding> findings = [];

    public bool HasErrors { get; private set; }

    public void Error(Element at, string code, string text) => Error(at.Line, at.Label, code, text);

    public void Error(int line, string? element, string code, string text)
    {
        HasErrors = true;
        Add(new Finding(file, line, element, code, text, Severity.Error));
    }

    public void Warning(Element at, string code, string text) => Add(new Finding(file, at.Line, at.Label, code, text, Severity.Warning));

    /// <summary>The findings by line; those of one line in the order they were found.</summary>
    public IReadOnlyList<Finding> InFileOrder()
    {
        var ordered = findings.OrderBy(f => f.Line).ToList();
        if (ordered.Count >= Most)
        {
            ordered.Add(new Finding(file, ordered[^1].Line, null, "for-mange-fund", $"Der er mindst {Most} fund; resten vises ikke. Ret de første, og læs filen igen.", Severity.Error));
        }

        return ordered;
    }

    private void Add(Finding finding)
    {
        if (findings.Count < Most)
        {
            findings.Add(finding);
        }
    }
}
