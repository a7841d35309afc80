using System.Collections.Immutable;
using SagsFlow.Engine.Feel.Nodes;
using SagsFlow.Engine.Feel.Syntax;

namespace SagsFlow.Engine.Feel;

/// <summary>A FEEL expression, parsed once and evaluated any number of times, on any thread.</summary>
public sealed class FeelExpression
{
    /// <summary>Steps spent at most on finding out whether an expression is constant.</summary>
    private const int ConstantStepLimit = 1_000;

    private readonly Node _root;

    private FeelExpression(string text, Node root, IReadOnlyCollection<string> freeNames, IReadOnlyList<FeelDoubt> doubts)
    {
        Text = text;
        _root = root;
        FreeNames = freeNames;
        Doubts = doubts;
        ConstantValue = (root as LiteralNode)?.Value ?? FindConstant(root);
        var literals = new List<string>();
        CollectResultLiterals(root, literals);
        ResultLiterals = [.. literals.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The expression as written.</summary>
    public string Text { get; }

    /// <summary>Parses an expression.</summary>
    /// <param name="text">The expression, without a leading <c>=</c>.</param>
    /// <param name="functions">The host's own functions; null for none.</param>
    /// <exception cref="FeelSyntaxException">The text is not FEEL; says line, column and what was expected.</exception>
    public static FeelExpression Parse(string text, FeelFunctions? functions = null)
    {
        var parser = new Parser(text, functions ?? FeelFunctions.None);
        var root = parser.ParseAll();
        return new FeelExpression(text, root, parser.FreeNames, parser.Doubts);
    }

    /// <summary>An expression that always gives <paramref name="value"/>.</summary>
    public static FeelExpression Constant(FeelValue value, string text) => new(text, new LiteralNode(value), [], []);

    /// <summary>Its value in a scope. A type error or an unknown name gives <see cref="FeelValue.Null"/>, as FEEL says.</summary>
    /// <exception cref="FeelEvaluationException">
    /// It took more steps than the scope allows, or made a text or list of more than a million characters or values,
    /// or a value nested deeper than what is stored can be.
    /// </exception>
    public FeelValue Evaluate(FeelScope scope)
    {
        var evaluation = new Evaluation(scope);
        return Result.Of(_root.Evaluate(ref evaluation));
    }

    /// <summary>
    /// The constant this expression always gives, or null when it depends on its scope: its names, its time or its zone.
    /// One that takes long to work out, or calls the host's functions, counts as depending on it.
    /// </summary>
    public FeelValue? ConstantValue { get; }

    /// <summary>The expression part by part, to be said in words.</summary>
    public FeelPart ToParts() => _root.ToPart();

    /// <summary>
    /// The names the expression reads from its scope. A name inside a filter counts, as it is read from the scope when
    /// the list's items have no such entry.
    /// </summary>
    public IReadOnlyCollection<string> FreeNames { get; }

    /// <summary>
    /// The texts the expression can give as its result where they stand written in it: a constant text, or those
    /// in the branches of an <c>if</c>. A checker uses it to test that a process or forum named so exists.
    /// </summary>
    public IReadOnlyCollection<string> ResultLiterals { get; }

    /// <summary>
    /// What is FEEL but can only give null: a call of a function nobody has, or with arguments it does not take. A
    /// checker refuses it, where FEEL itself would evaluate it to null in silence.
    /// </summary>
    public IReadOnlyList<FeelDoubt> Doubts { get; }

    /// <summary>Evaluated without looking at its scope, it is the same in every scope.</summary>
    private static FeelValue? FindConstant(Node root)
    {
        var scope = new FeelScope(ImmutableDictionary<string, FeelValue>.Empty, default, TimeZoneInfo.Utc) { StepLimit = ConstantStepLimit };
        var evaluation = new Evaluation(scope);
        try
        {
            var value = Result.Of(root.Evaluate(ref evaluation));
            return evaluation.HasReadScope ? null : value;
        }
        catch (FeelEvaluationException)
        {
            return null;
        }
    }

    private static void CollectResultLiterals(Node node, List<string> literals)
    {
        switch (node)
        {
            case LiteralNode { Value: FeelString text }:
                literals.Add(text.Value);
                break;
            case IfNode choice:
                CollectResultLiterals(choice.Then, literals);
                CollectResultLiterals(choice.Otherwise, literals);
                break;
        }
    }
}

/// <summary>A place in an expression that parses but can only give null.</summary>
/// <param name="Message">What is wrong, in Danish, with line and column.</param>
/// <param name="Line">Line in the expression, counted from 1.</param>
/// <param name="Column">Column in the line, counted from 1.</param>
public sealed record FeelDoubt(string Message, int Line, int Column);
