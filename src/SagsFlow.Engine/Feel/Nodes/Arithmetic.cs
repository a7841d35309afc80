namespace SagsFlow.Engine.Feel.Nodes;

/// <summary>The arithmetic operators over numbers, texts, temporal values and durations (DMN 1.5, tables 53, 54 and 57–59).</summary>
internal static class Arithmetic
{
    /// <summary>Null for kinds that do not go together, for division by zero, and for what lies outside a number's or the calendar's range.</summary>
    public static FeelValue Apply(Operator @operator, FeelValue left, FeelValue right, ref Evaluation evaluation)
    {
        try
        {
            return (left, right) switch
            {
                (FeelNumber a, FeelNumber b) => Numbers(@operator, a.Value, b.Value),
                (FeelString a, FeelString b) when @operator == Operator.Add => Texts(a.Value, b.Value, ref evaluation),
                _ => Temporal(@operator, left, right, ref evaluation),
            };
        }
        catch (ArithmeticException)
        {
            return FeelValue.Null;
        }
        catch (ArgumentOutOfRangeException)
        {
            // What DateOnly and DateTime throw when a sum leaves the calendar.
            return FeelValue.Null;
        }
    }

    public static FeelValue Negate(FeelValue operand) => operand switch
    {
        FeelNumber number => FeelValue.Of(-number.Value),
        FeelDaysDuration duration when duration.Value != TimeSpan.MinValue => new FeelDaysDuration(-duration.Value),
        FeelMonthsDuration duration when duration.Months != int.MinValue => new FeelMonthsDuration(-duration.Months),
        _ => FeelValue.Null,
    };

    private static FeelValue Texts(string left, string right, ref Evaluation evaluation)
    {
        evaluation.ChargeText((long)left.Length + right.Length);
        return FeelValue.Of(left + right);
    }

    private static FeelValue Numbers(Operator @operator, decimal left, decimal right) => FeelValue.Of(@operator switch
    {
        Operator.Add => left + right,
        Operator.Subtract => left - right,
        Operator.Multiply => left * right,
        Operator.Divide => left / right,
        _ => Power(left, right),
    });

    /// <summary>Whole exponents exactly, by squaring; others as well as a double can.</summary>
    private static decimal Power(decimal value, decimal exponent)
    {
        if (exponent != decimal.Truncate(exponent) || Math.Abs(exponent) > int.MaxValue)
        {
            return (decimal)Math.Pow((double)value, (double)exponent);
        }

        var result = 1m;
        var left = (long)Math.Abs(exponent);
        for (var square = value; left > 0; square = left > 0 ? square * square : square)
        {
            if (left % 2 == 1)
            {
                result *= square;
            }

            left /= 2;
        }

        return exponent < 0 ? 1 / result : result;
    }

    private static FeelValue Temporal(Operator @operator, FeelValue left, FeelValue right, ref Evaluation evaluation) => @operator switch
    {
        Operator.Add when left is FeelDaysDuration or FeelMonthsDuration && right is not (FeelDaysDuration or FeelMonthsDuration)
            => Add(right, left, ref evaluation),
        Operator.Add => Add(left, right, ref evaluation),
        Operator.Subtract when right is FeelDaysDuration or FeelMonthsDuration => Add(left, Negate(right), ref evaluation),
        Operator.Subtract => Difference(left, right, ref evaluation),
        Operator.Multiply when left is FeelNumber factor => Scale(right, factor.Value),
        Operator.Multiply when right is FeelNumber factor => Scale(left, factor.Value),
        Operator.Divide => Divide(left, right),
        _ => FeelValue.Null,
    };

    private static FeelValue Add(FeelValue value, FeelValue duration, ref Evaluation evaluation) => (value, duration) switch
    {
        (FeelDate a, FeelMonthsDuration b) => new FeelDate(a.Value.AddMonths(b.Months)),
        (FeelDate a, FeelDaysDuration b) => ZoneTime.At(a.Value.ToDateTime(TimeOnly.MinValue).Ticks + b.Value.Ticks) is { } sum
            ? new FeelDate(DateOnly.FromDateTime(sum))
            : FeelValue.Null,
        (FeelDateTime { Zone: { } zone } a, FeelMonthsDuration b) => ZoneTime.On(ZoneTime.Find(zone)!, a.Value.AddMonths(b.Months)),
        (FeelDateTime { Zone: { } zone } a, FeelDaysDuration b) => ZoneTime.Add(a.Value, b.Value, ZoneTime.Find(zone)!) is { } sum
            ? ZoneTime.On(ZoneTime.Find(zone)!, sum)
            : FeelValue.Null,
        (FeelDateTime a, FeelMonthsDuration b) => a with { Value = a.Value.AddMonths(b.Months) },
        (FeelDateTime { Offset: null } a, FeelDaysDuration b) => ZoneTime.Add(a.Value, b.Value, evaluation.Scope.Zone) is { } sum
            ? new FeelDateTime(sum)
            : FeelValue.Null,
        (FeelDateTime a, FeelDaysDuration b) => a with { Value = a.Value + b.Value },
        (FeelTime a, FeelDaysDuration b) => a with { Value = a.Value.Add(b.Value) },
        (FeelDaysDuration a, FeelDaysDuration b) => new FeelDaysDuration(a.Value + b.Value),
        (FeelMonthsDuration a, FeelMonthsDuration b) => new FeelMonthsDuration(checked(a.Months + b.Months)),
        _ => FeelValue.Null,
    };

    private static FeelValue Difference(FeelValue left, FeelValue right, ref Evaluation evaluation) => (left, right) switch
    {
        (FeelDate a, FeelDate b) => new FeelDaysDuration(new TimeSpan(a.Value.DayNumber - b.Value.DayNumber, 0, 0, 0)),
        (FeelDate a, FeelDateTime b) => Difference(Midnight(a), b, ref evaluation),
        (FeelDateTime a, FeelDate b) => Difference(a, Midnight(b), ref evaluation),
        (FeelDateTime { Offset: null } a, FeelDateTime { Offset: null } b)
            => new FeelDaysDuration(ZoneTime.Between(b.Value, a.Value, evaluation.Scope.Zone)),
        (FeelDateTime { Zone: { } first } a, FeelDateTime { Zone: { } second } b) when first == second
            => new FeelDaysDuration(ZoneTime.Between(b.Value, a.Value, ZoneTime.Find(first)!)),
        (FeelDateTime a, FeelDateTime b)
            => new FeelDaysDuration(new TimeSpan(ZoneTime.UtcTicks(a, ref evaluation) - ZoneTime.UtcTicks(b, ref evaluation))),
        (FeelTime { Offset: null } a, FeelTime { Offset: null } b) when a.Zone == b.Zone => new FeelDaysDuration(new TimeSpan(a.Value.Ticks - b.Value.Ticks)),
        (FeelTime { Offset: { } first } a, FeelTime { Offset: { } second } b)
            => new FeelDaysDuration(new TimeSpan(a.Value.Ticks - first.Ticks - b.Value.Ticks + second.Ticks)),
        _ => FeelValue.Null,
    };

    private static FeelDateTime Midnight(FeelDate date) => new(date.Value.ToDateTime(TimeOnly.MinValue));

    private static FeelValue Scale(FeelValue duration, decimal factor) => duration switch
    {
        FeelDaysDuration days => new FeelDaysDuration(new TimeSpan((long)(days.Value.Ticks * factor))),
        FeelMonthsDuration months => new FeelMonthsDuration((int)(months.Months * factor)),
        _ => FeelValue.Null,
    };

    private static FeelValue Divide(FeelValue left, FeelValue right) => (left, right) switch
    {
        (FeelDaysDuration a, FeelDaysDuration b) => FeelValue.Of((decimal)a.Value.Ticks / b.Value.Ticks),
        (FeelMonthsDuration a, FeelMonthsDuration b) => FeelValue.Of((decimal)a.Months / b.Months),
        (FeelDaysDuration a, FeelNumber b) => new FeelDaysDuration(new TimeSpan((long)(a.Value.Ticks / b.Value))),
        (FeelMonthsDuration a, FeelNumber b) => new FeelMonthsDuration((int)(a.Months / b.Value)),
        _ => FeelValue.Null,
    };
}
