namespace SagsFlow.Engine.Bpmn;

/// <summary>How serious a <see cref="Finding"/> is.</summary>
public enum Severity
{
    /// <summary>The file must not be loaded ("fejl").</summary>
    Error,

    /// <summary>Legal BPMN that looks unsound ("advarsel"); the file can be loaded.</summary>
    Warning,
}

/// <summary>One thing a reader or checker has to say of a definition file.</summary>
/// <param name="File">The file's name as it was given to the reader.</param>
/// <param name="Line">Line in the file, counted from 1; 0 when the file could not be read at all.</param>
/// <param name="Element">The id of the element concerned, or its tag name where it has no id; null for the file as a whole.</param>
/// <param name="Code">A stable slug for tools, e.g. <c>ukendt-reference</c>.</param>
/// <param name="Text">What is wrong and how to mend it, in Danish, for the person who edits the file.</param>
/// <param name="Severity">Error or warning.</param>
public sealed record Finding(string File, int Line, string? Element, string Code, string Text, Severity Severity);
