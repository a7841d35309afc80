namespace SagsFlow.Engine.Bpmn.Xml;

/// <summary>Reading stops here: the file is not XML, or is more than the reader takes. Never leaves the reader.</summary>
internal sealed class UnreadableFileException(string code, int line, string message) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>Line in the file, counted from 1; 0 for the file as a whole.</summary>
    public int Line { get; } = line;
}
