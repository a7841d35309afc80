using SagsFlow.Engine.Feel.Nodes;

namespace SagsFlow.Engine.Feel.BuiltIns;

/// <summary>What a function does with its arguments; those left out are null.</summary>
internal delegate FeelValue BuiltInBody(FeelValue[] arguments, ref Evaluation evaluation);

/// <summary>One signature of a built-in function (DMN 1.5, § 10.3.4).</summary>
internal sealed class BuiltIn
{
    private readonly string[] _parameters;
    private readonly int _required;
    private readonly bool _isVariadic;

    /// <summary>A signature as it is written in the standard.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="parameters">Names parted by commas; <c>?</c> after one that may be left out, <c>...</c> after one that may be repeated.</param>
    /// <param name="body">What it does.</param>
    public BuiltIn(string name, string parameters, BuiltInBody body)
    {
        Name = name;
        Body = body;
        var written = parameters.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        _isVariadic = written.Length > 0 && written[^1].EndsWith("...", StringComparison.Ordinal);
        _required = written.Count(p => !p.EndsWith('?'));
        _parameters = [.. written.Select(p => p.TrimEnd('.', '?'))];
    }

    public string Name { get; }

    public BuiltInBody Body { get; }

    /// <summary>A function of numbers, texts and the like that needs nothing of the evaluation.</summary>
    public static BuiltIn Pure(string name, string parameters, Func<FeelValue[], FeelValue?> body)
        => new(name, parameters, (FeelValue[] arguments, ref Evaluation _) => body(arguments) ?? FeelValue.Null);

    /// <summary>The arguments in the parameters' order, or null when they do not fit this signature.</summary>
    public IReadOnlyList<Node>? Arrange(List<Node> arguments, List<string> names)
    {
        if (names.Count > 0)
        {
            return ArrangeNamed(arguments, names);
        }

        if (arguments.Count < _required || (arguments.Count > _parameters.Length && !_isVariadic))
        {
            return null;
        }

        var arranged = new List<Node>(arguments);
        while (arranged.Count < _parameters.Length)
        {
            arranged.Add(new LiteralNode(FeelValue.Null));
        }

        return arranged;
    }

    private Node[]? ArrangeNamed(List<Node> arguments, List<string> names)
    {
        var arranged = new Node?[_parameters.Length];
        for (var i = 0; i < names.Count; i++)
        {
            var place = Array.IndexOf(_parameters, names[i]);
            if (place < 0 || arranged[place] is not null)
            {
                return null;
            }

            arranged[place] = arguments[i];
        }

        return Array.IndexOf(arranged, null, 0, _required) >= 0
            ? null
            : [.. arranged.Select(a => a ?? new LiteralNode(FeelValue.Null))];
    }
}
