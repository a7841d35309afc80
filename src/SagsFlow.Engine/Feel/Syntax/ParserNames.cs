using SagsFlow.Engine.Feel.BuiltIns;
using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.Syntax;

/// <summary>Names and calls. A name with spaces is known by what it can name: a function, or a name given in the expression.</summary>
internal sealed partial class Parser
{
    private const int MostWords = 8;

    private Node ParseName()
    {
        if (TryFunctionName() is { } function)
        {
            return ParseCall(function);
        }

        if (TryLocal() is { } local)
        {
            return new LocalNameNode(local);
        }

        var name = _tokens[_at++].Text;
        if (!_freeNames.Contains(name, StringComparer.Ordinal))
        {
            _freeNames.Add(name);
        }

        return _filters > 0 ? new LocalNameNode(name) : new ScopeNameNode(name);
    }

    /// <summary>The most words that are a function's name and stand before a parenthesis; or any one word that does.</summary>
    private string? TryFunctionName()
    {
        var count = 0;
        while (count < MostWords && _tokens[_at + count].Kind == TokenKind.Word)
        {
            count++;
        }

        // Only a name that ends where the words end can have its parenthesis next.
        if (_tokens[_at + count] is not { Kind: TokenKind.Symbol, Text: "(" })
        {
            return null;
        }

        var name = string.Join(' ', _tokens.GetRange(_at, count).Select(t => t.Text));
        if (count > 1 && _functions.Find(name) is null && !Catalog.IsKnown(name))
        {
            return null;
        }

        _at += count;
        return name;
    }

    private string? TryLocal()
    {
        string? longest = null;
        var start = _at;
        var end = _at;
        foreach (var local in _locals)
        {
            _at = start;
            if (local.Length > (longest?.Length ?? 0) && local.StartsWith(Current.Text, StringComparison.Ordinal) && TryWords(local))
            {
                (longest, end) = (local, _at);
            }
        }

        _at = longest is null ? start : end;
        return longest;
    }

    private Node ParseCall(string name)
    {
        var place = _tokens[_at - name.Split(' ').Length];
        ExpectSymbol("(");
        var arguments = new List<Node>();
        var names = new List<string>();
        while (!TrySymbol(")"))
        {
            if (arguments.Count > 0)
            {
                ExpectComma(")");
            }

            if (TryArgumentName() is { } argument)
            {
                names.Add(argument);
            }

            arguments.Add(ParseExpression());
            if (names.Count > 0 && names.Count != arguments.Count)
            {
                throw Error("argumenter skal enten alle have navn eller alle stå i rækkefølge");
            }
        }

        return Checked(Resolve(name, arguments, names) ?? Doubt(place, name));
    }

    private string? TryArgumentName()
    {
        var count = 0;
        while (count < MostWords && _tokens[_at + count].Kind == TokenKind.Word)
        {
            count++;
        }

        if (count == 0 || _tokens[_at + count] is not { Kind: TokenKind.Symbol, Text: ":" })
        {
            return null;
        }

        var name = string.Join(' ', _tokens.GetRange(_at, count).Select(t => t.Text));
        _at += count + 1;
        return name;
    }

    private Node? Resolve(string name, List<Node> arguments, List<string> names)
    {
        if (_functions.Find(name) is { } hosted)
        {
            return names.Count == 0 ? new HostCallNode(name, hosted, arguments) : null;
        }

        foreach (var builtIn in Catalog.Find(name))
        {
            if (builtIn.Arrange(arguments, names) is { } arranged)
            {
                return new CallNode(builtIn.Name, builtIn.Body, arranged);
            }
        }

        return null;
    }

    private LiteralNode Doubt(Token place, string name)
    {
        var (line, column) = Lexer.Place(_text, place.Start);
        var reason = Catalog.IsKnown(name) || _functions.Find(name) is not null
            ? $"funktionen '{name}' kan ikke kaldes med disse argumenter"
            : $"funktionen '{name}' findes ikke";
        _doubts.Add(new FeelDoubt($"linje {line}, tegn {column}: {reason}", line, column));
        return new LiteralNode(FeelValue.Null);
    }
}
