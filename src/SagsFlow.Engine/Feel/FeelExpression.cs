namespace SagsFlow.Engine.Feel;

/// <summary>A FEEL expression, parsed once and evaluated any number of times, on any thread.</summary>
public sealed class FeelExpression
{
    private FeelExpression(string text) => Text = text;

    /// <summary>The expression as written.</summary>
    public string Text { get; }

    /// <summary>Parses an expression.</summary>
    /// <exception cref="FeelSyntaxException">The text is not FEEL; says line, column and what was expected.</exception>
    public static FeelExpression Parse(string text) => throw new NotSupportedException();

    /// <summary>An expression that always gives <paramref name="value"/>.</summary>
    public static FeelExpression Constant(FeelValue value, string text) => throw new NotSupportedException();

    /// <summary>Its value in a scope. A type error or an unknown name gives <see cref="FeelValue.Null"/>, as FEEL says.</summary>
    /// <exception cref="FeelEvaluationException">It took more steps than the scope allows.</exception>
    public FeelValue Evaluate(FeelScope scope) => throw new NotSupportedException();

    /// <summary>The constant this expression always gives, or null when it depends on its scope.</summary>
    public FeelValue? ConstantValue => throw new NotSupportedException();

    /// <summary>The names the expression reads from its scope.</summary>
    public IReadOnlyCollection<string> FreeNames => throw new NotSupportedException();

    /// <summary>
    /// The texts the expression can give as its result where they stand written in it: a constant text, or those
    /// in the branches of an <c>if</c>. A checker uses it to test that a process or forum named so exists.
    /// </summary>
    public IReadOnlyCollection<string> ResultLiterals => throw new NotSupportedException();
}
