using System.Collections.Frozen;
using System.Globalization;
using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.Syntax;

/// <summary>Literals, lists, contexts, ranges, names and the forms that begin with a keyword.</summary>
internal sealed partial class Parser
{
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal, "and", "or", "in", "between", "instance", "then", "else", "return", "satisfies");

    private int _rangeEnds;

    private Node ParsePrimary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                _at++;
                return ParseNumber(token);
            case TokenKind.Text:
                _at++;
                return new LiteralNode(FeelValue.Of(token.Text));
            case TokenKind.Temporal:
                _at++;
                return new LiteralNode(FeelTemporal.Parse(token.Text) ?? throw Lexer.Error(
                    _text, token.Start, $"'{token.Text}' er hverken en dato, et klokkeslæt eller en varighed"));
            case TokenKind.Word:
                return ParseWord(token.Text);
            default:
                return ParseBracketed();
        }
    }

    private LiteralNode ParseNumber(Token token)
        => decimal.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new LiteralNode(FeelValue.Of(number))
            : throw Lexer.Error(_text, token.Start, "tallet er for stort");

    private Node ParseWord(string word)
    {
        switch (word)
        {
            case "true" or "false":
                _at++;
                return new LiteralNode(FeelValue.Of(word == "true"));
            case "null":
                _at++;
                return new LiteralNode(FeelValue.Null);
            case "if":
                return ParseIf();
            case "for":
                return ParseFor();
            case "some" or "every":
                return ParseQuantified();
            case "function" or "external":
                throw Error($"et udtryk kan ikke selv beskrive en funktion ('{word}')");
            default:
                return Reserved.Contains(word) ? throw Expected("et udtryk") : ParseName();
        }
    }

    private Node ParseIf()
    {
        _at++;
        var condition = ParseExpression();
        ExpectWord("then");
        var then = ParseExpression();
        ExpectWord("else");
        return Checked(new IfNode(condition, then, ParseExpression()));
    }

    private Node ParseFor()
    {
        _at++;
        var locals = _locals.Count;
        var iterators = ParseIterators();
        ExpectWord("return");
        return ParseLoopBody(LoopKind.For, iterators, locals);
    }

    private Node ParseQuantified()
    {
        var kind = Current.Text == "some" ? LoopKind.Some : LoopKind.Every;
        _at++;
        var locals = _locals.Count;
        var iterators = ParseIterators();
        ExpectWord("satisfies");
        return ParseLoopBody(kind, iterators, locals);
    }

    private Node ParseLoopBody(LoopKind kind, List<Iterator> iterators, int locals)
    {
        var body = ParseExpression();
        _locals.RemoveRange(locals, _locals.Count - locals);
        return Checked(new LoopNode(kind, iterators, body));
    }

    private List<Iterator> ParseIterators()
    {
        var iterators = new List<Iterator>();
        do
        {
            // Every name is a level of its own when the loop runs.
            if (iterators.Count == 20)
            {
                throw Error("højst 20 navne kan gennemløbes på én gang");
            }

            var name = ParseNewName("in");
            ExpectWord("in");
            var source = ParseExpression();
            iterators.Add(new Iterator(name, source, TrySymbol("..") ? ParseExpression() : null));
            _locals.Add(name);
        }
        while (TrySymbol(","));
        return iterators;
    }

    /// <summary>A name that is given here, perhaps of several words; it ends where <paramref name="end"/> stands.</summary>
    private string ParseNewName(string end)
    {
        var words = new List<string>();
        while (Current.Kind == TokenKind.Word && (Current.Text != end || words.Count == 0))
        {
            words.Add(_tokens[_at++].Text);
        }

        return words.Count > 0 ? string.Join(' ', words) : throw Expected("et navn");
    }

    private Node ParseBracketed()
    {
        if (TrySymbol("("))
        {
            var inner = ParseExpression();
            if (IsSymbol(".."))
            {
                return ParseRangeFrom(inner, lowIncluded: false);
            }

            ExpectSymbol(")");
            return inner;
        }

        if (TrySymbol("]"))
        {
            var low = ParseExpression();
            return IsSymbol("..") ? ParseRangeFrom(low, lowIncluded: false) : throw Expected("'..'");
        }

        return TrySymbol("[") ? ParseList() : TrySymbol("{") ? ParseContext() : throw Expected("et udtryk");
    }

    private Node ParseList()
    {
        var items = new List<Node>();
        while (!TrySymbol("]"))
        {
            if (items.Count > 0)
            {
                ExpectComma("]");
            }

            items.Add(ParseExpression());
            if (items.Count == 1 && IsSymbol(".."))
            {
                return ParseRangeFrom(items[0], lowIncluded: true);
            }
        }

        return Checked(new ListNode(items));
    }

    private Node ParseRangeFrom(Node low, bool lowIncluded)
    {
        ExpectSymbol("..");
        _rangeEnds++;
        var high = ParseExpression();
        _rangeEnds--;
        if (TrySymbol("]"))
        {
            return Checked(new RangeNode(low, high, lowIncluded, highIncluded: true));
        }

        return TrySymbol(")") || TrySymbol("[")
            ? Checked(new RangeNode(low, high, lowIncluded, highIncluded: false))
            : throw Expected("']' eller ')'");
    }

    private Node ParseContext()
    {
        var entries = new List<KeyValuePair<string, Node>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var locals = _locals.Count;
        while (!TrySymbol("}"))
        {
            if (entries.Count > 0)
            {
                ExpectComma("}");
            }

            var place = Current;
            var name = place.Kind == TokenKind.Text ? _tokens[_at++].Text : ParseNewName(":");
            if (!names.Add(name))
            {
                throw Lexer.Error(_text, place.Start, $"navnet '{name}' står to gange");
            }

            ExpectSymbol(":");
            entries.Add(new(name, ParseExpression()));
            _locals.Add(name);
        }

        _locals.RemoveRange(locals, _locals.Count - locals);
        return Checked(new ContextNode(entries));
    }
}
