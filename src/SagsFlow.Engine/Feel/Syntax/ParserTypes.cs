using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.Syntax;

/// <summary>The types that stand after <c>instance of</c> (DMN 1.5, § 10.3.1.2, rules 49 and 56).</summary>
internal sealed partial class Parser
{
    private Node ParseInstanceOf(Node value)
    {
        while (IsWord("instance"))
        {
            _at++;
            ExpectWord("of");
            value = Checked(new InstanceOfNode(value, ParseType()));
        }

        return value;
    }

    private FeelType ParseType()
    {
        if (++_nesting > MaxNesting)
        {
            throw Error($"udtrykket har mere end {MaxNesting} led inden i hinanden");
        }

        // The longest name is the one meant: date and time is not date.
        var name = FeelType.Named.Keys.OrderByDescending(n => n.Length).FirstOrDefault(TryWords)
            ?? throw Expected($"en type ({string.Join(", ", FeelType.Named.Keys)})");
        var type = name is "list" or "range" or "context" or "function" && TrySymbol("<") ? ParseTypeOf(name) : FeelType.Named[name];
        _nesting--;
        return type;
    }

    /// <summary>What stands in angle brackets after a type's name.</summary>
    private FeelType ParseTypeOf(string name)
    {
        switch (name)
        {
            case "list":
                return Closed(new FeelType.ListOf(ParseType()));
            case "range":
                return Closed(new FeelType.RangeOf(ParseType()));
            case "context":
                return Closed(new FeelType.ContextOf(ParseEntryTypes()));
            default:
                while (!IsSymbol(">"))
                {
                    ParseType();
                    TrySymbol(",");
                }

                ExpectSymbol(">");
                ExpectSymbol("-");
                ExpectSymbol(">");
                ParseType();
                return FeelType.Named[name];
        }
    }

    private List<(string Name, FeelType Type)> ParseEntryTypes()
    {
        var entries = new List<(string, FeelType)>();
        do
        {
            var name = ParseNewName(":");
            ExpectSymbol(":");
            entries.Add((name, ParseType()));
        }
        while (TrySymbol(","));
        return entries;
    }

    private FeelType Closed(FeelType type)
    {
        ExpectSymbol(">");
        return type;
    }
}
