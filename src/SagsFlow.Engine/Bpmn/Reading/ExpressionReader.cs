using SagsFlow.Engine.Bpmn.Xml;
using SagsFlow.Engine.Execution;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Engine.Bpmn.Reading;

/// <summary>Reads FEEL and timers where they stand in a file; a fault is a finding and gives null.</summary>
internal sealed class ExpressionReader(FindingList findings, FeelFunctions? functions)
{
    /// <summary>An attribute or a mapping's source: FEEL after <c>=</c>, else the text itself.</summary>
    /// <param name="attribute">Where it stands.</param>
    /// <param name="owner">The element a finding names.</param>
    public FeelExpression? Value(ElementAttribute attribute, Element owner)
    {
        var text = attribute.Value.Trim();
        return text.StartsWith('=')
            ? Feel(text[1..].Trim(), attribute.Line, owner)
            : FeelExpression.Constant(FeelValue.Of(attribute.Value), attribute.Value);
    }

    /// <summary>
    /// The text of an expression element is FEEL, bare or after <c>=</c>, or in the <c>${…}</c> other engines write, where
    /// their operators are put as FEEL's (<see cref="UnifiedExpression"/>). What the texts mean in another engine may differ, and FEEL is what is run here.
    /// </summary>
    public FeelExpression? Element(Element expression, Element owner)
    {
        if (expression.Attribute("language") is { } language && !language.Contains("feel", StringComparison.OrdinalIgnoreCase))
        {
            findings.Warning(owner, "udtrykssprog", $"<{expression.Name}> siger, at udtrykket er skrevet i »{language}«; det læses som FEEL. Slet language, når det er det.");
        }

        return Text(expression.Text, expression.TextLine, owner);
    }

    /// <summary>The same of an element that is there or not.</summary>
    public FeelExpression? Child(Element element, string name, Element owner) =>
        element.Bpmn(name).FirstOrDefault() is { } child ? Element(child, owner) : null;

    /// <summary>FEEL, bare or wrapped.</summary>
    public FeelExpression? Text(string text, int line, Element owner)
    {
        var (inner, at) = Unwrap(text, line);
        return Feel(IsWrapped(text.Trim()) ? AsFeel(inner) : inner, at, owner);
    }

    /// <summary>The rule of a timer event.</summary>
    /// <param name="definition">The timerEventDefinition.</param>
    /// <param name="owner">The event.</param>
    public TimerRule? Timer(Element definition, Element owner)
    {
        var times = definition.Children.Where(c => c.IsBpmn && KindOf(c) is not null).ToList();
        if (times.Count != 1)
        {
            var has = times.Count == 0 ? "ingen af dem" : string.Join(" og ", times.Select(t => t.Name));
            findings.Error(owner, "timer-antal", $"En timer skal have netop én af timeDate, timeDuration og timeCycle; denne har {has}.");
            return null;
        }

        var time = times[0];
        var kind = KindOf(time)!.Value;
        if (IsExpression(time.Text))
        {
            return Text(time.Text, time.TextLine, owner) is { } expression ? new TimerRule(kind, time.Text, expression) : null;
        }

        if (TimerSchedule.Parse(kind, time.Text) is null)
        {
            findings.Error(time.TextLine, owner.Label, "ugyldig-tid", $"»{time.Text}« er ikke en {time.Name} i ISO 8601. {Example(kind)} Et udtryk i FEEL begynder med =.");
            return null;
        }

        return new TimerRule(kind, time.Text, FeelExpression.Constant(FeelValue.Of(time.Text), time.Text));
    }

    private static TimerKind? KindOf(Element time) => time.Name switch
    {
        "timeDate" => TimerKind.Date,
        "timeDuration" => TimerKind.Duration,
        "timeCycle" => TimerKind.Cycle,
        _ => null,
    };

    private static string Example(TimerKind kind) => kind switch
    {
        TimerKind.Date => "Skriv fx 2026-03-01 eller 2026-03-01T09:00:00.",
        TimerKind.Duration => "Skriv fx P14D (14 dage), P1M (en måned) eller PT2H (to timer).",
        _ => "Skriv fx R/P7D (hver 7. dag) eller R3/P1D (tre gange med en dag imellem).",
    };

    private static bool IsExpression(string text) => text.StartsWith('=') || IsWrapped(text);

    /// <summary>Whether a text is an expression as other engines write it.</summary>
    public static bool IsWrapped(string text) => text.EndsWith('}') && (text.StartsWith("${", StringComparison.Ordinal) || text.StartsWith("#{", StringComparison.Ordinal));

    private static (string Text, int Line) Unwrap(string text, int line)
    {
        text = text.Trim();
        var inner = IsWrapped(text) ? text[2..^1] : text.StartsWith('=') ? text[1..] : text;
        var start = inner.TrimStart();
        return (start.TrimEnd(), line + inner.AsSpan(0, inner.Length - start.Length).Count('\n'));
    }

    /// <summary>What stands in <c>${…}</c> is FEEL when it can be read so; else its operators may be another language's.</summary>
    private string AsFeel(string text) => !IsFeel(text) && UnifiedExpression.ToFeel(text) is { } feel && IsFeel(feel) ? feel : text;

    private bool IsFeel(string text)
    {
        try
        {
            FeelExpression.Parse(text, functions);
            return true;
        }
        catch (FeelSyntaxException)
        {
            return false;
        }
    }

    private FeelExpression? Feel(string text, int line, Element owner)
    {
        if (text.Length == 0)
        {
            findings.Error(line, owner.Label, "feel-fejl", "Udtrykket er tomt. Skriv det i FEEL, eller slet elementet.");
            return null;
        }

        try
        {
            var expression = FeelExpression.Parse(text, functions);
            foreach (var doubt in expression.Doubts)
            {
                findings.Error(line + doubt.Line - 1, owner.Label, "feel-fejl", $"Udtrykket »{Short(text)}« kan kun give null; i udtrykkets {doubt.Message}.");
            }

            return expression;
        }
        catch (FeelSyntaxException e)
        {
            findings.Error(line + e.Line - 1, owner.Label, "feel-fejl", $"Udtrykket »{Short(text)}« er ikke FEEL; i udtrykkets {e.Message}.");
            return null;
        }
    }

    private static string Short(string text)
    {
        const int Most = 80;
        var flat = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return flat.Length <= Most ? flat : flat[..Most] + "…";
    }
}
