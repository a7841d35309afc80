namespace SagsFlow.Engine.Tests.Feel;

/// <summary>An expression, and whether its parts may be of kinds that do not go together.</summary>
internal sealed record GeneratedExpression(string Text, bool MixesKinds);

/// <summary>
/// Writes FEEL expressions at random, mostly of kinds that go together and now and then of kinds that do not. The same seed
/// always writes the same expressions.
/// </summary>
internal sealed class FeelGenerator(int seed)
{
    /// <summary>What every expression may name.</summary>
    public const string Variables = """
        {
          tal: 7, pris: 12.5, minus: -3, nul: 0, tekst: "Æblegrød på Ærø", tom: "", ja: true, nej: false, intet: null,
          dag: @"2025-02-25", møde: @"2025-03-28T10:15:00", klokken: @"14:30:00", frist: @"P5DT6H", periode: @"P1Y2M",
          tal_liste: [3, 1, 2, 3], tekster: ["b", "å", "a"], blandet: [1, "a", null, true], dage: [@"2025-01-31", @"2024-02-29"],
          sag: {emne: "Ny børnehave", beløb: 1250000.5, lukket: false, frist: @"2025-06-01", ruter: ["CF", "HU"]},
          punkter: [{nr: 1, udfald: "godkendt", beløb: 10}, {nr: 2, udfald: "udskudt", beløb: null}, {nr: 3, udfald: "godkendt", beløb: 30.25}]
        }
        """;

    private const int WrongKindPercent = 12;

    private readonly Random _random = new(seed);
    private int _names;
    private bool _mixesKinds;
    private bool _hasOffsets;

    /// <summary>An expression of some kind, up to three levels deep; one in six has parts of kinds that may not go together.</summary>
    public GeneratedExpression Next()
    {
        _names = 0;
        _mixesKinds = _random.Next(6) == 0;
        _hasOffsets = _random.Next(3) == 0;
        return new GeneratedExpression(Of((Kind)_random.Next((int)Kind.Any), _random.Next(1, _mixesKinds ? 3 : 4)), _mixesKinds);
    }

    private string Of(Kind kind, int depth)
    {
        if (kind == Kind.Any || (_mixesKinds && _random.Next(100) < WrongKindPercent))
        {
            kind = (Kind)_random.Next((int)Kind.Any);
        }

        if (depth <= 0)
        {
            return Atom(kind);
        }

        var inner = depth - 1;
        return _random.Next(12) switch
        {
            0 => Atom(kind),
            1 => $"if {Of(Kind.Boolean, inner)} then {Of(kind, inner)} else {Of(kind, inner)}",
            2 when ListOf(kind) is { } list => $"{Bracketed(list, inner)}[{Pick("1", "2", "-1", "3", "0", "9", "-4")}]",
            3 => $"{{æ: {Of(kind, inner)}, b: æ}}.{(ListOf(kind) is null && kind is not (Kind.Numbers or Kind.Texts) ? Pick("æ", "b", "ukendt") : "æ")}",
            _ => Own(kind, inner),
        };
    }

    private string Atom(Kind kind)
        => Pick(_hasOffsets && FeelVocabulary.WithOffset.TryGetValue(kind, out var atoms) ? atoms : FeelVocabulary.Atoms[kind]);

    private string Own(Kind kind, int inner) => kind switch
    {
        Kind.Number => Number(inner),
        Kind.Boolean => Boolean(inner),
        Kind.Numbers or Kind.Texts => List(kind, inner),
        Kind.Context => _random.Next(3) == 0 ? Call(kind, inner)
            : $"{{a: {Of(Kind.Any, inner)}, \"b c\": {Of(Kind.Any, inner)}, d: {Pick("a", "tal", "\"d\"")}}}",
        Kind.Date or Kind.Time or Kind.DateTime or Kind.Days or Kind.Months => Temporal(kind, inner),
        Kind.Text when _random.Next(4) == 0 => $"{Bracketed(kind, inner)} + {Bracketed(kind, inner)}",
        Kind.Null => Pick("null", "intet", "ukendt", $"{Bracketed(Kind.Context, inner)}.ukendt"),
        _ => Call(kind, inner),
    };

    private string Number(int inner) => _random.Next(6) switch
    {
        < 2 => $"{Bracketed(Kind.Number, inner)} {Pick("+", "-", "*", "/")} {Bracketed(Kind.Number, inner)}",
        2 => $"{Bracketed(Kind.Number, inner)} ** {Pick("2", "3", "0", "1")}",
        3 => $"-{Bracketed(Kind.Number, inner)}",
        4 => Property(inner),
        _ => Call(Kind.Number, inner),
    };

    private string Property(int inner) => _random.Next(4) switch
    {
        0 => $"{Bracketed(Kind.Date, inner)}.{Pick("year", "month", "day", "weekday")}",
        1 => $"{Bracketed(Kind.DateTime, inner)}.{Pick("year", "month", "day", "weekday", "hour", "minute", "second")}",
        2 => $"{Bracketed(Kind.Time, inner)}.{Pick("hour", "minute", "second")}",
        _ => _random.Next(2) == 0
            ? $"{Bracketed(Kind.Days, inner)}.{Pick("days", "hours", "minutes", "seconds")}"
            : $"{Bracketed(Kind.Months, inner)}.{Pick("years", "months")}",
    };

    private string Boolean(int inner)
    {
        var kind = Pick(Kind.Number, Kind.Text, Kind.Date, Kind.Time, Kind.DateTime, Kind.Days, Kind.Months);
        switch (_random.Next(11))
        {
            case 0:
                return $"{Bracketed(kind, inner)} {Pick("<", "<=", ">", ">=")} {Bracketed(kind, inner)}";
            case 1:
                kind = Pick(kind, Kind.Context, Kind.Boolean, Kind.Null);
                return $"{Bracketed(kind, inner)} {Pick("=", "!=")} {Bracketed(_random.Next(5) == 0 ? Kind.Null : kind, inner)}";
            case 2 or 3:
                return $"{Bracketed(_random.Next(6) == 0 ? Kind.Null : Kind.Boolean, inner)} {Pick("and", "or")} {Bracketed(Kind.Boolean, inner)}";
            case 4:
                return $"not({Of(Kind.Boolean, inner)})";
            case 5:
                var (from, to) = Ends(kind, inner);
                return $"{Bracketed(kind, inner)} between {from} and {to}";
            case 6:
                return $"{Bracketed(kind, inner)} in {Range(kind, inner)}";
            case 7:
                return $"{Bracketed(kind, inner)} in ({Test(kind, inner)}, {Test(kind, inner)})";
            case 8:
                return $"{Bracketed(Kind.Number, inner)} in {Bracketed(Kind.Numbers, inner)}";
            case 9:
                var name = NewName();
                return $"{Pick("some", "every")} {Loop(name, inner)} satisfies {name} {Pick("<", ">=", "=", "!=")} {Bracketed(Kind.Number, inner)}";
            default:
                return Call(Kind.Boolean, inner);
        }
    }

    private string Test(Kind kind, int inner) => _random.Next(4) switch
    {
        0 => $"{Pick("<", "<=", ">", ">=")} {Bracketed(kind, inner)}",
        1 => Range(kind, inner),
        _ => Bracketed(kind, inner),
    };

    private string Range(Kind kind, int inner)
    {
        var (from, to) = Ends(kind, inner);
        return $"{Pick("[", "(", "]")}{from}..{to}{Pick("]", ")", "[")}";
    }

    /// <summary>Two ends in order.</summary>
    private (string From, string To) Ends(Kind kind, int inner)
    {
        if (kind == Kind.Time)
        {
            return _hasOffsets ? ("@\"08:00:00Z\"", "@\"12:30:15Z\"") : ("@\"08:00:00\"", "klokken");
        }

        var from = Bracketed(kind, inner);
        return (from, $"({from} + {FeelVocabulary.Steps[kind]})");
    }

    private string Loop(string name, int inner) => _random.Next(4) switch
    {
        0 => $"{name} in {Pick("1", "-2", "0")}..{Pick("4", "1", "tal")}",
        1 => $"{name} in {Bracketed(Kind.Numbers, inner)}, {NewName()} in [10, {name}]",
        _ => $"{name} in {Bracketed(Kind.Numbers, inner)}",
    };

    private string List(Kind kind, int inner)
    {
        var single = kind == Kind.Numbers ? Kind.Number : Kind.Text;
        switch (_random.Next(6))
        {
            case 0:
                return $"[{string.Join(", ", Enumerable.Range(0, _random.Next(4)).Select(_ => Of(single, inner)))}]";
            case 1:
                var name = NewName();
                return kind == Kind.Numbers
                    ? $"for {Loop(name, inner)} return {name} {Pick("+", "*", "-")} {Bracketed(Kind.Number, inner)}"
                    : $"for {Loop(name, inner)} return string({name}) + {Bracketed(Kind.Text, inner)}";
            case 2:
                return kind == Kind.Numbers
                    ? $"{Bracketed(kind, inner)}[item {Pick("<", ">", "=", "!=", ">=")} {Bracketed(Kind.Number, inner)}]"
                    : $"{Bracketed(kind, inner)}[string length(item) {Pick("<", ">")} {Pick("1", "2")}]";
            case 3:
                return $"punkter[{Pick("nr > 1", "udfald = \"godkendt\"", "beløb != null", "item.nr in (1, 3)", "beløb > 5", "ukendt = 1")}].{(kind == Kind.Numbers ? Pick("nr", "beløb") : "udfald")}";
            default:
                return Call(kind, inner);
        }
    }

    private string Temporal(Kind kind, int inner) => (kind, _random.Next(5)) switch
    {
        (Kind.Date, 0) => $"{Bracketed(Kind.Date, inner)} {Pick("+", "-")} {Bracketed(Kind.Months, inner)}",
        (Kind.Date, 1) => $"{Bracketed(Kind.Date, inner)} {Pick("+", "-")} {Pick("@\"P5D\"", "@\"-P40D\"", "@\"PT48H\"")}",
        (Kind.DateTime, 0) => $"{Bracketed(Kind.DateTime, inner)} {Pick("+", "-")} {Bracketed(Kind.Days, inner)}",
        (Kind.DateTime, 1) => $"{Bracketed(Kind.Months, inner)} + {Bracketed(Kind.DateTime, inner)}",
        (Kind.Time, 0 or 1) => $"{Bracketed(Kind.Time, inner)} {Pick("+", "-")} {Bracketed(Kind.Days, inner)}",
        (Kind.Days, 0) => $"{Bracketed(Kind.Date, inner)} - {Bracketed(Kind.Date, inner)}",
        (Kind.Days, 1) when !_hasOffsets => $"{Bracketed(Kind.DateTime, inner)} - {Bracketed(Kind.DateTime, inner)}",
        (Kind.Days, 3) when !_hasOffsets => $"{Bracketed(Kind.Time, inner)} - {Bracketed(Kind.Time, inner)}",
        (Kind.Days or Kind.Months, 2) => $"{Bracketed(kind, inner)} {Pick("+", "-")} {Bracketed(kind, inner)}",
        _ => Call(kind, inner),
    };

    /// <summary>A built-in function that gives the kind; its arguments' kinds stand in braces where they go.</summary>
    private string Call(Kind kind, int inner)
    {
        var text = Pick(FeelVocabulary.Calls[kind]);
        foreach (var argument in Enum.GetValues<Kind>())
        {
            for (var place = "{" + argument + "}"; text.Contains(place, StringComparison.Ordinal);)
            {
                var at = text.IndexOf(place, StringComparison.Ordinal);
                text = text[..at] + Of(argument, inner) + text[(at + place.Length)..];
            }
        }

        return text;
    }

    private string Bracketed(Kind kind, int depth)
    {
        var text = Of(kind, depth);
        return FeelVocabulary.NeedsNoBrackets(text) ? text : $"({text})";
    }

    private static Kind? ListOf(Kind kind) => kind switch
    {
        Kind.Number => Kind.Numbers,
        Kind.Text => Kind.Texts,
        _ => null,
    };

    private string NewName() => $"n{++_names}";

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];

    private T Pick<T>(params ReadOnlySpan<T> choices) => choices[_random.Next(choices.Length)];
}
