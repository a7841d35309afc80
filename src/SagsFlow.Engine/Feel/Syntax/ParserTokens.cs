namespace SagsFlow.Engine.Feel.Syntax;

/// <summary>The tokens one by one, and the errors told where one is missing.</summary>
internal sealed partial class Parser
{
    private bool IsSymbol(string symbol) => Current.Kind == TokenKind.Symbol && Current.Text == symbol;

    private bool IsWord(string word) => Current.Kind == TokenKind.Word && Current.Text == word;

    private bool TrySymbol(string symbol)
    {
        var found = IsSymbol(symbol);
        _at += found ? 1 : 0;
        return found;
    }

    private void ExpectSymbol(string symbol)
    {
        if (!TrySymbol(symbol))
        {
            throw Expected($"'{symbol}'");
        }
    }

    private void ExpectComma(string end)
    {
        if (!TrySymbol(","))
        {
            throw Expected($"',' eller '{end}'");
        }
    }

    private void ExpectWord(string word)
    {
        if (!IsWord(word))
        {
            throw Expected($"'{word}'");
        }

        _at++;
    }

    /// <summary>Takes words that stand here one after another.</summary>
    private bool TryWords(string name)
    {
        var words = name.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            if (_at + i >= _tokens.Count || _tokens[_at + i].Kind != TokenKind.Word || _tokens[_at + i].Text != words[i])
            {
                return false;
            }
        }

        _at += words.Length;
        return true;
    }

    private FeelSyntaxException Error(string message) => Lexer.Error(_text, Current.Start, message);

    private FeelSyntaxException Expected(string what)
    {
        var after = _at > 0 ? $" efter '{Shown(_tokens[_at - 1])}'" : "";
        var found = Current.Kind == TokenKind.End ? "" : $", fandt '{Shown(Current)}'";
        return Error($"ventede {what}{after}{found}");
    }

    private string Shown(Token token)
        => token.End - token.Start > 30 ? _text[token.Start..(token.Start + 30)] + "…" : _text[token.Start..token.End];
}
