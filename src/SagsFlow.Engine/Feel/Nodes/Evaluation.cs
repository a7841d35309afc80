using System.Collections.Immutable;

namespace SagsFlow.Engine.Feel.Nodes;

/// <summary>
/// One evaluation under way: what it may see and how much work it has left. Passed by reference, so that a
/// condition over a few names allocates nothing.
/// </summary>
internal struct Evaluation(FeelScope scope)
{
    /// <summary>The most characters a text, or items a list, may have.</summary>
    public const int MaxSize = 1_000_000;

    /// <summary>How deep values may nest before comparing, writing or flattening them is stopped.</summary>
    public const int MaxValueDepth = 200;

    private int _left = scope.StepLimit;

    /// <summary>The names bound by for, some, every, filters and contexts, innermost first.</summary>
    public Frame? Locals { get; set; }

    /// <summary>Whether anything of the scope was looked at; if not, the result is the same in every scope.</summary>
    public bool HasReadScope { get; private set; }

    public FeelScope Scope
    {
        get
        {
            HasReadScope = true;
            return scope;
        }
    }

    /// <summary>Takes steps from what is left; stops the evaluation when there are none.</summary>
    public void Charge(long steps)
    {
        if (steps > _left)
        {
            throw new FeelEvaluationException($"udtrykket blev standset: det tog mere end {scope.StepLimit} skridt");
        }

        _left -= (int)steps;
    }

    /// <summary>Takes the steps that copying or walking a list costs, and refuses one too long.</summary>
    public void ChargeItems(long count)
    {
        if (count > MaxSize)
        {
            throw new FeelEvaluationException($"udtrykket blev standset: en liste blev længere end {MaxSize} værdier");
        }

        Charge(count / 16);
    }

    /// <summary>Takes the steps that copying or walking a text costs, and refuses one too long.</summary>
    public void ChargeText(long length)
    {
        if (length > MaxSize)
        {
            throw new FeelEvaluationException($"udtrykket blev standset: en tekst blev længere end {MaxSize} tegn");
        }

        Charge(length / 256);
    }

    public static void CheckDepth(int depth)
    {
        if (depth > MaxValueDepth)
        {
            throw new FeelEvaluationException($"udtrykket blev standset: en værdi er dybere end {MaxValueDepth} led");
        }
    }

    public void Add(ImmutableArray<FeelValue>.Builder items, FeelValue value)
    {
        if (items.Count >= MaxSize)
        {
            ChargeItems(items.Count + 1L);
        }

        items.Add(value);
    }
}

/// <summary>A name bound inside an expression; without a name it is a filter's item, whose entries are names too.</summary>
internal sealed class Frame(string? name, Frame? parent)
{
    public Frame? Parent => parent;

    /// <summary>Set anew for each item of a loop: no value outlives its frame, as FEEL without function values has no closures.</summary>
    public FeelValue Value { get; set; } = FeelValue.Null;

    public bool TryGet(string wanted, out FeelValue value)
    {
        value = Value;
        if (name is not null)
        {
            return name == wanted;
        }

        return wanted == "item" || (Value is FeelContext context && context.Entries.TryGetValue(wanted, out value!));
    }
}
