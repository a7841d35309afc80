namespace SagsFlow.Engine.Feel;

/// <summary>All that an expression may see while it is evaluated: names, the time, the zone. Nothing else.</summary>
public sealed class FeelScope
{
    /// <summary>A scope over named values.</summary>
    /// <param name="variables">The names and their values.</param>
    /// <param name="now">What <c>now()</c> and <c>today()</c> give.</param>
    /// <param name="zone">The zone local times are read in.</param>
    public FeelScope(IReadOnlyDictionary<string, FeelValue> variables, DateTimeOffset now, TimeZoneInfo zone)
    {
        Variables = variables;
        Now = now;
        Zone = zone;
    }

    /// <summary>The names an expression can use.</summary>
    public IReadOnlyDictionary<string, FeelValue> Variables { get; }

    /// <summary>The instant of the evaluation.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The zone of local times, Europe/Copenhagen in the application.</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>How many steps an evaluation may take before it is stopped with a <see cref="FeelEvaluationException"/>.</summary>
    public int StepLimit { get; init; } = 100_000;
}

/// <summary>The text is not FEEL.</summary>
public sealed class FeelSyntaxException : Exception
{
    /// <summary>A fault at a place in the expression.</summary>
    /// <param name="message">What is wrong and what was expected, in Danish.</param>
    /// <param name="line">Line in the expression, counted from 1.</param>
    /// <param name="column">Column in the line, counted from 1.</param>
    public FeelSyntaxException(string message, int line, int column)
        : base(message)
    {
        Line = line;
        Column = column;
    }

    /// <summary>Line in the expression, counted from 1.</summary>
    public int Line { get; }

    /// <summary>Column in the line, counted from 1.</summary>
    public int Column { get; }
}

/// <summary>An evaluation that took too many steps or went too deep.</summary>
public sealed class FeelEvaluationException(string message) : Exception(message);
