using System.Text;
using System.Text.Json;
using SagsFlow.Engine.Feel;
using SagsFlow.Engine.Tests.Npm;

namespace SagsFlow.Engine.Tests.Feel;

/// <summary>Our FEEL held against feelin's, over expressions written at random from a fixed seed.</summary>
public sealed class FeelinTests
{
    private const int Seed = 20250225;
    private const int Expressions = 12_000;

    [NodeFact]
    public async Task Evaluate_RandomExpressions_GiveWhatFeelinGives()
    {
        var generator = new FeelGenerator(Seed);
        List<GeneratedExpression> expressions = [.. Enumerable.Range(0, Expressions).Select(_ => generator.Next()).DistinctBy(e => e.Text)];
        Assert.InRange(expressions.Count, 3_000, Expressions);
        var answers = await Feelin.EvaluateAsync(FeelGenerator.Variables, [.. expressions.Select(e => e.Text)]);
        var variables = ((FeelContext)FeelTestScope.Evaluate(FeelGenerator.Variables)).Entries;
        var scope = new FeelScope(variables, FeelTestScope.Now, FeelTestScope.Zone);

        var explained = FeelinDifference.Rules.ToDictionary(r => r.Name, _ => 0);
        var unexplained = new List<string>();
        foreach (var (expression, answer) in expressions.Zip(answers))
        {
            var difference = new FeelinDifference(expression, Ours(expression.Text, scope), Theirs(answer));
            if (difference.IsNone)
            {
                continue;
            }

            if (FeelinDifference.Rules.FirstOrDefault(r => r.Explains(difference)) is { } rule)
            {
                explained[rule.Name]++;
            }
            else
            {
                unexplained.Add($"{expression.Text}\n    ours:   {difference.Ours}\n    feelin: {difference.Theirs}");
            }
        }

        Assert.True(unexplained.Count == 0, $"{unexplained.Count} of {expressions.Count} differ without a reason:\n{string.Join('\n', unexplained.OrderBy(u => u.Length))}");
        Assert.DoesNotContain(explained, rule => rule.Value == 0);
    }

    [NodeFact]
    public async Task Evaluate_FormsKnownToDiffer_DifferAsToldAndNoMore()
    {
        var answers = await Feelin.EvaluateAsync(FeelGenerator.Variables, [.. FeelinForms.All.Select(f => f.Expression)]);
        var expected = FeelinForms.All.Select(f => $"{f.Expression}: {f.Ours}, feelin: {f.Feelin}");
        var scope = FeelTestScope.Create();
        var actual = FeelinForms.All.Zip(answers, (f, a) => $"{f.Expression}: {Ours(f.Expression, scope)}, feelin: {Theirs(a)}");
        var otherwise = actual.Except(expected, StringComparer.Ordinal).ToList();
        Assert.True(otherwise.Count == 0, string.Join('\n', otherwise));
    }

    private static Outcome Ours(string text, FeelScope scope)
    {
        try
        {
            return new Outcome(FeelExpression.Parse(text).Evaluate(scope), null);
        }
        catch (FeelSyntaxException error)
        {
            return new Outcome(null, error.Message);
        }
    }

    private static Outcome Theirs(JsonElement answer)
    {
        if (answer.TryGetProperty("error", out var error))
        {
            return new Outcome(null, error.GetString());
        }

        var value = answer.GetProperty("value");
        try
        {
            return new Outcome(FeelJson.Read(value), null);
        }
        catch (JsonException)
        {
            // A temporal value that FEEL has not, such as a duration of months and days.
            return new Outcome(FeelValue.Of(value.GetRawText()), null);
        }
    }
}
