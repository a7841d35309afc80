using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SagsFlow.Data;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SagsFlow.Demo;

/// <summary>
/// One of the demo's YAML files. It is read through the API's own JSON, so that a case in a file is written as a client would send it, and a
/// misspelt field is a fault and not silence.
/// </summary>
public sealed partial class Yamlfil
{
    private static readonly JsonSerializerOptions Strengt = new(Json.Indstillinger) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private readonly YamlNode _rod;

    /// <exception cref="DemoStoppetException">It is not YAML; the text names file and line.</exception>
    public Yamlfil(string navn, TextReader tekst)
    {
        Navn = navn;
        var yaml = new YamlStream();
        try
        {
            yaml.Load(tekst);
        }
        catch (YamlException e)
        {
            throw new DemoStoppetException($"{navn}:{e.Start.Line.ToString(CultureInfo.InvariantCulture)}: Filen er ikke gyldig YAML: {e.Message}");
        }

        _rod = yaml.Documents is [var dokument, ..] ? dokument.RootNode : throw new DemoStoppetException($"{navn}:1: Filen er tom.");
    }

    public string Navn { get; }

    /// <summary>The whole file as a record.</summary>
    /// <exception cref="DemoStoppetException">A field is unknown, missing or of the wrong form.</exception>
    public T Laes<T>()
    {
        try
        {
            return SomJson(_rod).Deserialize<T>(Strengt) ?? throw new DemoStoppetException($"{Navn}:1: Filen er tom.");
        }
        catch (JsonException e)
        {
            throw Fejl(e.Path ?? "$", $"feltet er ukendt, mangler eller har en forkert form ({e.Message.Split(" Path:")[0]})");
        }
    }

    /// <summary>What is wrong with a field, with its line.</summary>
    /// <param name="sti">As <c>$.forloeb[3].sag</c>.</param>
    public DemoStoppetException Fejl(string sti, string tekst) =>
        new($"{Navn}:{Linje(sti).ToString(CultureInfo.InvariantCulture)}: {sti.TrimStart('$', '.')}: {tekst}");

    /// <summary>The line of the field, or of the last thing on the way to it that is there.</summary>
    private long Linje(string sti)
    {
        var node = _rod;
        foreach (Match led in Led().Matches(sti))
        {
            var naeste = node switch
            {
                YamlMappingNode m when led.Groups["felt"].Success && m.Children.TryGetValue(new YamlScalarNode(led.Groups["felt"].Value), out var barn) => barn,
                YamlSequenceNode s when int.TryParse(led.Groups["nr"].Value, CultureInfo.InvariantCulture, out var nr) => s.Children.ElementAtOrDefault(nr),
                _ => null,
            };
            if (naeste is null)
            {
                break;
            }

            node = naeste;
        }

        return node.Start.Line;
    }

    private static JsonNode? SomJson(YamlNode node) => node switch
    {
        YamlMappingNode m => new JsonObject(m.Children.Select(b => KeyValuePair.Create(((YamlScalarNode)b.Key).Value!, SomJson(b.Value)))),
        YamlSequenceNode s => new JsonArray([.. s.Children.Select(SomJson)]),
        YamlScalarNode { Style: ScalarStyle.Plain } s => Bar(s.Value ?? ""),
        YamlScalarNode s => JsonValue.Create(s.Value),
        _ => null,
    };

    /// <summary>A scalar without quotes: nothing, true or false, a number, else text (a date is text to JSON).</summary>
    private static JsonNode? Bar(string vaerdi) => vaerdi switch
    {
        "" or "~" or "null" => null,
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ when int.TryParse(vaerdi, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var tal) => JsonValue.Create(tal),
        _ => JsonValue.Create(vaerdi),
    };

    [GeneratedRegex(@"\.(?<felt>[^.\[\]]+)|\[(?<nr>\d+)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Led();
}

/// <summary>The demo cannot go on; the message is Danish and for the one who ran it.</summary>
public sealed class DemoStoppetException(string tekst) : Exception(tekst);
