using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.Syntax;

/// <summary>
/// Parses FEEL (DMN 1.5, § 10.3.1.2) by precedence climbing. This part holds the operators; literals, names and
/// calls stand in the other parts.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>How deep expressions may stand inside each other. Parsing uses the stack.</summary>
    private const int MaxNesting = 200;

    /// <summary>How high the tree may be; a long chain of operators is high without being nested. Evaluation uses the stack.</summary>
    private const int MaxHeight = 400;

    private const int MaxLength = 100_000;

    private const int Comparing = 3;
    private const int Adding = 4;
    private const int Tightest = 6;

    private readonly string _text;
    private readonly FeelFunctions _functions;
    private readonly List<Token> _tokens;
    private readonly List<string> _locals = [];
    private readonly List<string> _freeNames = [];
    private readonly List<FeelDoubt> _doubts = [];
    private int _at;
    private int _nesting;
    private int _filters;

    public Parser(string text, FeelFunctions functions)
    {
        if (text.Length > MaxLength)
        {
            throw Lexer.Error(text, 0, $"udtrykket er længere end {MaxLength} tegn");
        }

        _text = text;
        _functions = functions;
        _tokens = Lexer.Tokenize(text);
    }

    public IReadOnlyCollection<string> FreeNames => _freeNames;

    public IReadOnlyList<FeelDoubt> Doubts => _doubts;

    private Token Current => _tokens[_at];

    public Node ParseAll()
    {
        var root = ParseExpression();
        return Current.Kind == TokenKind.End ? root : throw Expected("slutningen af udtrykket");
    }

    private Node ParseExpression()
    {
        if (++_nesting > MaxNesting)
        {
            throw Error($"udtrykket har mere end {MaxNesting} led inden i hinanden");
        }

        var node = ParseBinary(1);
        _nesting--;
        return node;
    }

    /// <summary>An expression whose operators bind at least as tightly as <paramref name="least"/>; all of them are left-associative.</summary>
    private Node ParseBinary(int least)
    {
        var left = ParseInstanceOf(ParseNegation());
        while (true)
        {
            var (precedence, symbol) = (Precedence(Current), Current.Text);
            if (precedence < least)
            {
                return left;
            }

            _at++;
            left = Checked(symbol switch
            {
                "or" or "and" => new LogicNode(symbol == "and", left, ParseBinary(precedence + 1)),
                "=" or "!=" => new EqualityNode(left, ParseBinary(precedence + 1), negated: symbol == "!="),
                "<" or "<=" or ">" or ">=" => new OrderNode(OperatorOf(symbol), left, ParseBinary(precedence + 1)),
                "between" => ParseBetween(left),
                "in" => new InNode(left, ParseTests()),
                _ => new ArithmeticNode(OperatorOf(symbol), left, ParseBinary(precedence + 1)),
            });
        }
    }

    private static int Precedence(Token token) => token.Kind is not (TokenKind.Symbol or TokenKind.Word) ? 0 : token.Text switch
    {
        "or" => 1,
        "and" => 2,
        "=" or "!=" or "<" or "<=" or ">" or ">=" or "between" or "in" => Comparing,
        "+" or "-" => Adding,
        "*" or "/" => 5,
        "**" => Tightest,
        _ => 0,
    };

    private static Operator OperatorOf(string symbol) => symbol switch
    {
        "=" => Operator.Equal,
        "!=" => Operator.NotEqual,
        "<" => Operator.Less,
        "<=" => Operator.LessOrEqual,
        ">" => Operator.Greater,
        ">=" => Operator.GreaterOrEqual,
        "+" => Operator.Add,
        "-" => Operator.Subtract,
        "*" => Operator.Multiply,
        "/" => Operator.Divide,
        _ => Operator.Power,
    };

    /// <summary>Negation binds tighter than <c>**</c>: -2 ** 2 is 4.</summary>
    private Node ParseNegation()
    {
        var isNegated = false;
        var hasSign = false;
        while (TrySymbol("-"))
        {
            isNegated = !isNegated;
            hasSign = true;
        }

        var operand = ParsePostfix(ParsePrimary());
        if (!hasSign)
        {
            return operand;
        }

        // Two signs cancel, but still make null of what is no number.
        var node = Checked(new NegationNode(operand));
        return isNegated ? node : Checked(new NegationNode(node));
    }

    private BetweenNode ParseBetween(Node value)
    {
        var low = ParseBinary(Adding);
        ExpectWord("and");
        return new BetweenNode(value, low, ParseBinary(Adding));
    }

    /// <summary>What stands after <c>in</c>: one test, or several in parentheses, or a range with an open lower end.</summary>
    private List<Node> ParseTests()
    {
        if (!IsSymbol("("))
        {
            return [ParseTest(() => ParseBinary(Adding))];
        }

        _at++;
        var tests = new List<Node> { ParseTest(ParseExpression) };
        if (IsSymbol(".."))
        {
            return [ParseRangeFrom(tests[0], lowIncluded: false)];
        }

        while (TrySymbol(","))
        {
            tests.Add(ParseTest(ParseExpression));
        }

        ExpectSymbol(")");
        // One expression in parentheses may go on: x in (lists)[1].
        return tests is [not UnaryTestNode] ? [ParsePostfix(tests[0])] : tests;
    }

    private Node ParseTest(Func<Node> otherwise)
    {
        if (Current.Kind == TokenKind.Symbol && Current.Text is "=" or "!=" or "<" or "<=" or ">" or ">=")
        {
            var comparison = OperatorOf(Current.Text);
            _at++;
            return Checked(new UnaryTestNode(comparison, ParseBinary(Adding)));
        }

        return otherwise();
    }

    private Node ParsePostfix(Node start)
    {
        var node = start;
        while (true)
        {
            if (TrySymbol("."))
            {
                node = Checked(new PathNode(node, ParsePropertyName()));
            }
            else if (IsSymbol("[") && !IsRangeEnd())
            {
                _at++;
                node = Checked(new FilterNode(node, ParseFilter()));
            }
            else
            {
                return node;
            }
        }
    }

    /// <summary>A range may end in <c>[</c>; a filter never begins with what can follow a range.</summary>
    private bool IsRangeEnd()
    {
        var next = _tokens[_at + 1];
        return _rangeEnds > 0 && (next.Kind == TokenKind.End
            || (next.Kind == TokenKind.Symbol && next.Text is ")" or "]" or "}" or ",")
            || (next.Kind == TokenKind.Word && Reserved.Contains(next.Text)));
    }

    private string ParsePropertyName()
    {
        if (Current.Kind != TokenKind.Word)
        {
            throw Expected("et navn");
        }

        foreach (var spaced in Properties.Spaced)
        {
            if (TryWords(spaced))
            {
                return spaced;
            }
        }

        return _tokens[_at++].Text;
    }

    private Node ParseFilter()
    {
        _filters++;
        _locals.Add("item");
        var filter = ParseExpression();
        _locals.RemoveAt(_locals.Count - 1);
        _filters--;
        ExpectSymbol("]");
        return filter;
    }

    private Node Checked(Node node)
        => node.Height <= MaxHeight ? node : throw Error($"udtrykket har mere end {MaxHeight} led i forlængelse af hinanden");
}
