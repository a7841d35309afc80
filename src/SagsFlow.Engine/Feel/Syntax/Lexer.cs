using System.Globalization;
using System.Text;

namespace SagsFlow.Engine.Feel.Syntax;

internal enum TokenKind
{
    End,
    Number,
    Text,
    Temporal,
    Word,
    Symbol,
}

/// <summary>A piece of an expression. <paramref name="Text"/> is the content: for a text without quotes and with its escapes resolved.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End);

/// <summary>Cuts an expression into tokens (DMN 1.5, § 10.3.1.2). Words are single; the parser joins names with spaces.</summary>
internal sealed class Lexer(string text)
{
    private static readonly string[] Symbols =
        ["**", "..", "!=", "<=", ">=", "=", "<", ">", "+", "-", "*", "/", "(", ")", "[", "]", "{", "}", ",", ":", "."];

    private int _at;

    public static List<Token> Tokenize(string text)
    {
        var lexer = new Lexer(text);
        var tokens = new List<Token>();
        do
        {
            tokens.Add(lexer.Next());
        }
        while (tokens[^1].Kind != TokenKind.End);
        return tokens;
    }

    /// <summary>A syntax error at an offset, told as line and column counted from 1.</summary>
    public static FeelSyntaxException Error(string text, int offset, string message)
    {
        var (line, column) = Place(text, offset);
        return new FeelSyntaxException($"linje {line}, tegn {column}: {message}", line, column);
    }

    public static (int Line, int Column) Place(string text, int offset)
    {
        var line = 1;
        var start = 0;
        for (var i = 0; i < offset && i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                line++;
                start = i + 1;
            }
        }

        return (line, offset - start + 1);
    }

    private Token Next()
    {
        SkipBlanks();
        if (_at >= text.Length)
        {
            return new Token(TokenKind.End, "", text.Length, text.Length);
        }

        var start = _at;
        var c = text[_at];
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1))))
        {
            return Number();
        }

        if (c == '"')
        {
            return new Token(TokenKind.Text, Quoted(), start, _at);
        }

        if (c == '@')
        {
            _at++;
            return Peek(0) == '"'
                ? new Token(TokenKind.Temporal, Quoted(), start, _at)
                : throw Error(text, _at, "ventede en tekst i anførselstegn efter '@'");
        }

        if (IsWordStart(c))
        {
            while (IsWordPart(Peek(0)))
            {
                _at++;
            }

            return new Token(TokenKind.Word, text[start.._at], start, _at);
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0)
            {
                _at += symbol.Length;
                return new Token(TokenKind.Symbol, symbol, start, _at);
            }
        }

        throw Error(text, _at, $"tegnet '{c}' hører ikke til i et udtryk");
    }

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            if (char.IsWhiteSpace(text[_at]) || text[_at] == '\uFEFF')
            {
                _at++;
            }
            else if (text[_at] == '/' && Peek(1) == '/')
            {
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else if (text[_at] == '/' && Peek(1) == '*')
            {
                var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                _at = end < 0 ? throw Error(text, _at, "kommentaren mangler '*/'") : end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private Token Number()
    {
        var start = _at;
        Digits();
        // A dot followed by a dot is a range: 1..5.
        if (Peek(0) == '.' && char.IsAsciiDigit(Peek(1)))
        {
            _at++;
            Digits();
        }

        if (Peek(0) is 'e' or 'E')
        {
            var sign = Peek(1) is '+' or '-' ? 2 : 1;
            if (char.IsAsciiDigit(Peek(sign)))
            {
                _at += sign;
                Digits();
            }
        }

        return new Token(TokenKind.Number, text[start.._at], start, _at);
    }

    private void Digits()
    {
        while (char.IsAsciiDigit(Peek(0)))
        {
            _at++;
        }
    }

    private string Quoted()
    {
        var start = _at++;
        var content = new StringBuilder();
        while (true)
        {
            if (_at >= text.Length)
            {
                throw Error(text, start, "teksten mangler et afsluttende anførselstegn");
            }

            var c = text[_at++];
            if (c == '"')
            {
                return content.ToString();
            }

            if (c == '\\')
            {
                Escape(content);
            }
            else
            {
                content.Append(c);
            }
        }
    }

    /// <summary>An unknown escape stands for itself, so that patterns like <c>"\d+"</c> can be written as one thinks them.</summary>
    private void Escape(StringBuilder content)
    {
        var c = Peek(0);
        _at++;
        switch (c)
        {
            case 'n':
                content.Append('\n');
                break;
            case 'r':
                content.Append('\r');
                break;
            case 't':
                content.Append('\t');
                break;
            case '"' or '\\' or '\'':
                content.Append(c);
                break;
            case 'u':
                content.Append((char)Hex(4));
                break;
            case 'U':
                var code = Hex(6);
                content.Append(Rune.IsValid(code) ? new Rune(code).ToString() : throw Error(text, _at - 8, "ukendt tegnkode"));
                break;
            default:
                content.Append('\\');
                _at--;
                break;
        }
    }

    private int Hex(int digits)
    {
        if (_at + digits <= text.Length
            && int.TryParse(text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            _at += digits;
            return code;
        }

        throw Error(text, _at - 2, $"ventede {digits} hexcifre efter '\\{text[_at - 1]}'");
    }

    private char Peek(int ahead) => _at + ahead < text.Length ? text[_at + ahead] : '\0';

    private static bool IsWordStart(char c) => char.IsLetter(c) || c is '_' or '?';

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '?'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
