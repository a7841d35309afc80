namespace SagsFlow.Engine.Feel.Nodes;

/// <summary>
/// A range while an expression is evaluated (DMN 1.5, § 10.3.2.7). It never leaves the evaluation: a result that
/// is a range, or holds one, has null in its place.
/// </summary>
internal sealed record FeelRange(FeelValue Low, FeelValue High, bool LowIncluded, bool HighIncluded) : FeelValue
{
    /// <summary>Null when the value cannot be compared with an end that decides.</summary>
    public bool? Contains(FeelValue value, ref Evaluation evaluation)
    {
        if (Comparison.Order(value, Low, ref evaluation) is not { } above
            || Comparison.Order(value, High, ref evaluation) is not { } below)
        {
            return null;
        }

        return (above > 0 || (LowIncluded && above == 0)) && (below < 0 || (HighIncluded && below == 0));
    }
}
