using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace SagsFlow.Tests.Demo;

/// <summary>The demo's files against the public minutes they were taken from.</summary>
public partial class DemodataTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "demodata");

    private static readonly string[] Headings = ["Baggrund", "Indstilling", "Sagsfremstilling", "Økonomi", "Bilag"];

    [Theory]
    [InlineData("2025-02-25", 10, 3)]
    [InlineData("2025-11-04", 4, 1)]
    public void Cases_PrintedAgain_GiveTheMinutesLines(string moede, int punkter, int lukkede)
    {
        var minutes = Minutes(Path.Combine(Folder, "referater", $"referat-{moede}.txt"));
        var cases = Cases().SelectMany(c => Presentations(c).Select(b => (Case: c, At: b))).Where(x => Text(x.At, "moede") == moede).ToList();

        Assert.Equal(punkter, minutes.Count);
        Assert.Equal(Enumerable.Range(1, punkter), cases.Select(x => int.Parse(Text(x.At, "nr")!, null)).Order());
        Assert.Equal(lukkede, cases.Count(x => Text(x.Case, "oevelse") == "true"));
        foreach (var (file, at) in cases)
        {
            var (title, lines) = minutes[Text(at, "nr")!];
            var content = Map(file, "sag") ?? Map(file, "punkt")!;
            Assert.Equal(lines[0], Text(content, "journalnummer"));
            if (Text(file, "oevelse") == "true")
            {
                Assert.Equal("Lukket", title);
                Assert.NotNull(Map(content, "lukket"));
                Assert.StartsWith("Øvelse:", Text(content, "titel"), StringComparison.Ordinal);
                continue;
            }

            Assert.Equal(title, Text(at, "punkttitel") ?? Text(content, "titel"));
            Assert.Equal(lines.Skip(1), Print(content, Presentations(file), moede));
        }
    }

    [Fact]
    public void Manuscript_EveryLine_FollowsTheOneBeforeAndNamesACase()
    {
        var script = Load(Path.Combine(Folder, "manuskript.yaml"));
        var names = Directory.EnumerateFiles(Path.Combine(Folder, "sager")).Select(Path.GetFileNameWithoutExtension).ToHashSet();
        var events = List(script, "forloeb").ToList();

        var times = events.Select(e => Text(e, "tid")!).ToList();
        Assert.Equal(times.Order(StringComparer.Ordinal), times);
        Assert.All(
            events.Select(e => Text(e, "sag")).Concat(events.SelectMany(e => Scalars(e, "punkter"))).OfType<string>(),
            name => Assert.Contains(name, names));

        // Every decision that is written down is played, once.
        var written = Directory.EnumerateFiles(Path.Combine(Folder, "sager"))
            .SelectMany(f => Presentations(Load(f)).Where(b => Map(b, "beslutning") is not null).Select(b => $"{Path.GetFileNameWithoutExtension(f)} {Text(b, "moede")}"));
        var played = events.Where(e => Text(e, "haendelse") == "beslut").Select(e => $"{Text(e, "sag")} {Text(e, "moede")}");
        Assert.Equal(written.Order(StringComparer.Ordinal), played.Order(StringComparer.Ordinal));
    }

    private static List<string> Print(YamlMappingNode content, IEnumerable<YamlMappingNode> presentations, string until)
    {
        var lines = new List<string>();
        Section("Baggrund", Text(content, "baggrund"));
        if (Map(content, "indstilling") is { } indstilling)
        {
            lines.Add("Indstilling");
            lines.AddRange(Lines(Text(indstilling, "indledning")));
            var points = List(indstilling, "punkter").ToList();
            for (var i = 0; i < points.Count; i++)
            {
                lines.AddRange(Lines((points.Count > 1 ? $"{i + 1}. " : "") + Text(points[i], "tekst")));
                var lettered = Text(points[i], "underpunktTegn") == "bogstav";
                lines.AddRange(List(points[i], "underpunkter").Select((u, k) => (lettered ? $" - {(char)('a' + k)}. " : "- ") + Text(u, "tekst")));
            }
        }

        foreach (var at in presentations.Where(b => string.CompareOrdinal(Text(b, "moede"), until) <= 0))
        {
            var date = DateOnly.Parse(Text(at, "moede")!, null);
            Section($"Beslutning Direktionen den {date:dd-MM-yyyy}", Map(at, "beslutning") is { } decision ? Text(decision, "tekst") : null);
        }

        Section("Sagsfremstilling", Text(content, "sagsfremstilling"));
        Section("Økonomi", Text(content, "oekonomi"));
        Section("Bilag", List(content, "bilag").Any() ? string.Join('\n', List(content, "bilag").Select(b => Text(b, "navn"))) : null);
        return lines;

        void Section(string heading, string? text)
        {
            if (text is not null)
            {
                lines.Add(heading);
                lines.AddRange(Lines(text));
            }
        }
    }

    /// <summary>By number: the title, and the lines that are not blank, the journalnummer first.</summary>
    private static Dictionary<string, (string Title, List<string> Lines)> Minutes(string file)
    {
        var items = new Dictionary<string, (string Title, List<string> Lines)>();
        List<string>? current = null;
        foreach (var line in File.ReadAllLines(file))
        {
            if (Heading().Match(line) is { Success: true } match)
            {
                current = [];
                items.Add(match.Groups["nr"].Value, (match.Groups["titel"].Value, current));
            }
            else
            {
                current?.AddRange(Lines(Headings.Contains(line.Trim()) ? line.Trim() : line));
            }
        }

        return items;
    }

    private static IEnumerable<string> Lines(string? text) =>
        (text ?? "").Split('\n').Select(line => line.TrimEnd()).Where(line => line.Trim().Length > 0);

    private static IEnumerable<YamlMappingNode> Cases() => Directory.EnumerateFiles(Path.Combine(Folder, "sager")).Select(Load);

    private static IEnumerable<YamlMappingNode> Presentations(YamlMappingNode file) => List(file, "behandlinger");

    private static YamlMappingNode Load(string file)
    {
        using var reader = File.OpenText(file);
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var child) ? child : null;

    private static string? Text(YamlMappingNode node, string key) => (Child(node, key) as YamlScalarNode)?.Value;

    private static YamlMappingNode? Map(YamlMappingNode node, string key) => Child(node, key) as YamlMappingNode;

    private static IEnumerable<YamlMappingNode> List(YamlMappingNode node, string key) =>
        (Child(node, key) as YamlSequenceNode)?.Children.OfType<YamlMappingNode>() ?? [];

    private static IEnumerable<string?> Scalars(YamlMappingNode node, string key) =>
        (Child(node, key) as YamlSequenceNode)?.Children.OfType<YamlScalarNode>().Select(s => s.Value) ?? [];

    [GeneratedRegex(@"^Punkt (?<nr>\d+): (?<titel>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();
}
