namespace SagsFlow.Engine.Feel;

/// <summary>An immutable FEEL value (DMN 1.5, § 10.3.2.2). Equality is by content.</summary>
public abstract record FeelValue
{
    /// <summary>FEEL's null.</summary>
    public static FeelValue Null { get; } = new FeelNull();

    /// <summary>FEEL's true.</summary>
    public static FeelValue True { get; } = new FeelBoolean(true);

    /// <summary>FEEL's false.</summary>
    public static FeelValue False { get; } = new FeelBoolean(false);

    /// <summary>A text.</summary>
    public static FeelValue Of(string value) => new FeelString(value);

    /// <summary>A truth value.</summary>
    public static FeelValue Of(bool value) => value ? True : False;

    /// <summary>A number.</summary>
    public static FeelValue Of(decimal value) => new FeelNumber(value);

    /// <summary>A list of values.</summary>
    public static FeelValue Of(IEnumerable<FeelValue> values) => new FeelList([.. values]);

    /// <summary>A context (named values, in order).</summary>
    public static FeelValue Of(IReadOnlyDictionary<string, FeelValue> entries) => new FeelContext(entries);
}

/// <summary>Absence of a value; also what a failed look-up or a type error gives (three-valued logic).</summary>
public sealed record FeelNull : FeelValue;

/// <summary>A truth value.</summary>
public sealed record FeelBoolean(bool Value) : FeelValue;

/// <summary>A number.</summary>
public sealed record FeelNumber(decimal Value) : FeelValue;

/// <summary>A text.</summary>
public sealed record FeelString(string Value) : FeelValue;

/// <summary>A calendar day.</summary>
public sealed record FeelDate(DateOnly Value) : FeelValue;

/// <summary>A time of day, with an offset from UTC or local (null); or on the clock of a named zone, whose offset is the day's to tell.</summary>
public sealed record FeelTime(TimeOnly Value, TimeSpan? Offset = null, string? Zone = null) : FeelValue;

/// <summary>A day and time, with an offset from UTC or local to the scope's zone (null). With a named zone the offset is the one it has then.</summary>
public sealed record FeelDateTime(DateTime Value, TimeSpan? Offset = null, string? Zone = null) : FeelValue;

/// <summary>A duration of days, hours, minutes and seconds.</summary>
public sealed record FeelDaysDuration(TimeSpan Value) : FeelValue;

/// <summary>A duration of whole months (years and months).</summary>
public sealed record FeelMonthsDuration(int Months) : FeelValue;

/// <summary>A list of values; equality is element by element.</summary>
public sealed record FeelList(System.Collections.Immutable.ImmutableArray<FeelValue> Items) : FeelValue
{
    /// <inheritdoc/>
    public bool Equals(FeelList? other) => other is not null && Items.SequenceEqual(other.Items);

    /// <inheritdoc/>
    public override int GetHashCode() => Items.Length;
}

/// <summary>Named values in order; equality is by name and value.</summary>
public sealed record FeelContext(IReadOnlyDictionary<string, FeelValue> Entries) : FeelValue
{
    /// <inheritdoc/>
    public bool Equals(FeelContext? other) => other is not null && Entries.Count == other.Entries.Count
        && Entries.All(e => other.Entries.TryGetValue(e.Key, out var value) && value.Equals(e.Value));

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.Count;
}
