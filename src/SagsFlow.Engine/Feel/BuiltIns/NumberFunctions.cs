namespace SagsFlow.Engine.Feel.BuiltIns;

/// <summary>Functions of numbers (DMN 1.5, § 10.3.4.5).</summary>
internal static class NumberFunctions
{
    private delegate decimal Rounding(decimal value);

    public static IEnumerable<BuiltIn> All =>
    [
        Rounded("floor", "n, scale?", Math.Floor),
        Rounded("ceiling", "n, scale?", Math.Ceiling),
        Rounded("decimal", "n, scale", n => Math.Round(n, MidpointRounding.ToEven)),
        Rounded("round up", "n, scale?", n => n < 0 ? Math.Floor(n) : Math.Ceiling(n)),
        Rounded("round down", "n, scale?", decimal.Truncate),
        Rounded("round half up", "n, scale?", n => Math.Round(n, MidpointRounding.AwayFromZero)),
        Rounded("round half down", "n, scale?", HalfDown),
        BuiltIn.Pure("abs", "n", a => a[0] switch
        {
            FeelNumber number => FeelValue.Of(Math.Abs(number.Value)),
            FeelDaysDuration duration when duration.Value != TimeSpan.MinValue => new FeelDaysDuration(duration.Value.Duration()),
            FeelMonthsDuration duration when duration.Months != int.MinValue => new FeelMonthsDuration(Math.Abs(duration.Months)),
            _ => null,
        }),
        BuiltIn.Pure("modulo", "dividend, divisor", a => a[0] is FeelNumber n && a[1] is FeelNumber { Value: not 0 } d ? Modulo(n.Value, d.Value) : null),
        BuiltIn.Pure("sqrt", "number", a => a[0] is FeelNumber { Value: >= 0 } n ? FeelValue.Of(SquareRoot(n.Value)) : null),
        BuiltIn.Pure("log", "number", a => a[0] is FeelNumber { Value: > 0 } n ? OfDouble(Math.Log((double)n.Value)) : null),
        BuiltIn.Pure("exp", "number", a => a[0] is FeelNumber n ? OfDouble(Math.Exp((double)n.Value)) : null),
        BuiltIn.Pure("odd", "number", a => Whole(a[0]) is { } n ? FeelValue.Of(n % 2 != 0) : null),
        BuiltIn.Pure("even", "number", a => Whole(a[0]) is { } n ? FeelValue.Of(n % 2 == 0) : null),
    ];

    private static BuiltIn Rounded(string name, string parameters, Rounding rounding) => BuiltIn.Pure(name, parameters, a =>
    {
        var scale = a[1] is FeelNull ? 0 : Whole(a[1]);
        return a[0] is FeelNumber n && scale is >= -28 and <= 28 ? Round(n.Value, (int)scale, rounding) : null;
    });

    /// <summary>To so many decimals; below zero, to whole tens, hundreds and so on.</summary>
    private static FeelValue? Round(decimal value, int scale, Rounding rounding)
    {
        var unit = 1m;
        for (var i = 0; i < Math.Abs(scale); i++)
        {
            unit *= 10;
        }

        try
        {
            if (scale < 0)
            {
                return FeelValue.Of(rounding(value / unit) * unit);
            }

            // The whole part needs no rounding, and would not always fit when it is scaled.
            var whole = decimal.Truncate(value);
            return FeelValue.Of(scale == 0 ? rounding(value) : whole + (rounding((value - whole) * unit) / unit));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static decimal HalfDown(decimal value)
    {
        var whole = decimal.Truncate(value);
        return Math.Abs(value - whole) == 0.5m ? whole : Math.Round(value, MidpointRounding.AwayFromZero);
    }

    /// <summary>The remainder has the divisor's sign: modulo(-12, 5) is 3.</summary>
    private static FeelValue Modulo(decimal dividend, decimal divisor)
    {
        var rest = dividend % divisor;
        return FeelValue.Of(rest != 0 && rest < 0 != divisor < 0 ? rest + divisor : rest);
    }

    /// <summary>A double's root, made as exact as a decimal by Newton's method.</summary>
    private static decimal SquareRoot(decimal value)
    {
        if (value == 0)
        {
            return 0;
        }

        var root = (decimal)Math.Sqrt((double)value);
        for (var i = 0; i < 4 && root != 0; i++)
        {
            root = (root + (value / root)) / 2;
        }

        var rounded = Math.Round(root, 14);
        return rounded != 0 && value / rounded == rounded ? rounded : root;
    }

    private static FeelValue? OfDouble(double value) => Math.Abs(value) < 7.9e28 ? FeelValue.Of((decimal)value) : null;

    private static decimal? Whole(FeelValue value)
        => value is FeelNumber number && number.Value == decimal.Truncate(number.Value) ? number.Value : null;
}
