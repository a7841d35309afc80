namespace SagsFlow.Engine.Feel;

/// <summary>
/// A part of an expression as it was parsed, for a host that says expressions in words. It holds what conditions and deadlines are made of;
/// every other form is a <see cref="FeelOther"/>, to be quoted as it is written. Parts are compared by reference where they hold lists.
/// </summary>
public abstract record FeelPart;

/// <summary>A value that stands written in the expression.</summary>
/// <param name="Value">It; null in FEEL is <see cref="FeelNull"/>.</param>
public sealed record FeelLiteral(FeelValue Value) : FeelPart;

/// <summary>A variable, or an entry of one: <c>a.b</c> is <c>["a", "b"]</c>.</summary>
/// <param name="Path">The names, the variable's first; never empty.</param>
public sealed record FeelName(IReadOnlyList<string> Path) : FeelPart;

/// <summary>Two operands with one of the signs <c>= != &lt; &lt;= &gt; &gt;= + - * / **</c> between them.</summary>
/// <param name="Sign">The sign as FEEL writes it.</param>
/// <param name="Left">What stands before it.</param>
/// <param name="Right">What stands after it.</param>
public sealed record FeelOperation(string Sign, FeelPart Left, FeelPart Right) : FeelPart;

/// <summary>Two operands with <c>and</c> or <c>or</c> between them.</summary>
/// <param name="IsAnd">Whether both must hold.</param>
/// <param name="Left">What stands before the word.</param>
/// <param name="Right">What stands after it.</param>
public sealed record FeelLogic(bool IsAnd, FeelPart Left, FeelPart Right) : FeelPart;

/// <summary>A call of a function, built in or the host's.</summary>
/// <param name="Function">Its name, e.g. <c>list contains</c>.</param>
/// <param name="Arguments">In the parameters' order; those left out are null literals.</param>
public sealed record FeelCall(string Function, IReadOnlyList<FeelPart> Arguments) : FeelPart;

/// <summary>A list written out.</summary>
/// <param name="Items">Its items; may be none.</param>
public sealed record FeelItems(IReadOnlyList<FeelPart> Items) : FeelPart;

/// <summary><c>value in tests</c>, where every test is a value or a list.</summary>
/// <param name="Value">What is looked for.</param>
/// <param name="Tests">Where; never empty.</param>
public sealed record FeelMembership(FeelPart Value, IReadOnlyList<FeelPart> Tests) : FeelPart;

/// <summary><c>source[filter]</c>: a place in a list when the filter is a number, else those for which it holds.</summary>
/// <param name="Source">The list.</param>
/// <param name="Filter">The place or the condition.</param>
public sealed record FeelSelection(FeelPart Source, FeelPart Filter) : FeelPart;

/// <summary><c>if … then … else …</c></summary>
/// <param name="Condition">What is asked.</param>
/// <param name="Then">The value when it is true.</param>
/// <param name="Otherwise">The value when it is anything else.</param>
public sealed record FeelChoice(FeelPart Condition, FeelPart Then, FeelPart Otherwise) : FeelPart;

/// <summary>A form that has no part of its own here.</summary>
public sealed record FeelOther : FeelPart;
