using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SagsFlow.Data;

/// <summary>
/// A YAML file, read through the API's own JSON, so that what is in a file is written as a client would send it, and a misspelt field is a
/// fault and not silence.
/// </summary>
public sealed partial class Yamlfil
{
    private static readonly JsonSerializerOptions Strengt = new(Json.Indstillinger) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private readonly YamlNode _rod;

    /// <exception cref="YamlfejlException">It is not YAML; the text names file and line.</exception>
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
            throw new YamlfejlException(navn, e.Start.Line, $"Filen er ikke gyldig YAML: {e.Message}");
        }

        _rod = yaml.Documents is [var dokument, ..] ? dokument.RootNode : throw new YamlfejlException(navn, 1, "Filen er tom.");
    }

    public string Navn { get; }

    /// <summary>The whole file as a record.</summary>
    /// <exception cref="YamlfejlException">A field is unknown, missing or of the wrong form.</exception>
    public T Laes<T>()
    {
        try
        {
            return SomJson(_rod).Deserialize<T>(Strengt) ?? throw new YamlfejlException(Navn, 1, "Filen er tom.");
        }
        catch (JsonException e)
        {
            var sti = e.Path ?? "$";
            throw Fejl(sti, Forslag(typeof(T), sti) is { } mente ? $"feltet er ukendt; mente du »{mente}«?" : $"feltet er ukendt, mangler eller har en forkert form ({e.Message.Split(" Path:")[0]})");
        }
    }

    /// <summary>What is wrong with a field, with its line.</summary>
    /// <param name="sti">As <c>$.forloeb[3].sag</c>.</param>
    public YamlfejlException Fejl(string sti, string tekst) => new(Navn, Linje(sti), $"{sti.TrimStart('$', '.')}: {tekst}");

    /// <summary>The field that was meant, when the last one of a path is none of its record but nearly is.</summary>
    private static string? Forslag(Type type, string sti)
    {
        var felter = new List<string>();
        string? sidste = null;
        foreach (Match led in Led().Matches(sti))
        {
            var info = Strengt.GetTypeInfo(type);
            if (led.Groups["nr"].Success || info.Kind == JsonTypeInfoKind.Dictionary)
            {
                type = info.ElementType ?? type;
                continue;
            }

            sidste = led.Groups["felt"].Value;
            felter = [.. info.Properties.Select(p => p.Name)];
            if (info.Properties.FirstOrDefault(p => p.Name == sidste) is { } kendt)
            {
                type = kendt.PropertyType;
            }
        }

        return sidste is null || felter.Contains(sidste, StringComparer.Ordinal) ? null : Naermeste(sidste, felter);
    }

    /// <summary>The word that is nearest to another, at most a third of its letters away; null when none is.</summary>
    private static string? Naermeste(string ord, IEnumerable<string> kendte) =>
        kendte.Select(k => (Ord: k, Afstand: Afstand(ord, k))).Where(k => k.Afstand <= Math.Max(1, ord.Length / 3)).OrderBy(k => k.Afstand).Select(k => k.Ord).FirstOrDefault();

    /// <summary>The question that ends a message about a word that is none, with a space before it; empty when no word is near.</summary>
    public static string Mente(string ord, IEnumerable<string> kendte) => Naermeste(ord, kendte) is { } mente ? $" Mente du »{mente}«?" : "";

    /// <summary>How many letters must be put in, left out or changed (Levenshtein).</summary>
    private static int Afstand(string a, string b)
    {
        var foer = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var nu = new int[b.Length + 1];
            nu[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                nu[j] = Math.Min(Math.Min(nu[j - 1], foer[j]) + 1, foer[j - 1] + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1));
            }

            foer = nu;
        }

        return foer[b.Length];
    }

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

    private JsonNode? SomJson(YamlNode node) => node switch
    {
        YamlMappingNode m => new JsonObject(m.Children.Select(b => KeyValuePair.Create(((YamlScalarNode)b.Key).Value!, SomJson(b.Value)))),
        YamlSequenceNode s => new JsonArray([.. s.Children.Select(barn => SomJson(barn) ?? throw new YamlfejlException(Navn, barn.Start.Line, "Listen har et tomt element. Udfyld det, eller slet stregen."))]),
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

/// <summary>A YAML file cannot be used; the message is Danish and names file and line.</summary>
public sealed class YamlfejlException(string fil, long linje, string tekst) : Exception($"{fil}:{linje.ToString(CultureInfo.InvariantCulture)}: {tekst}")
{
    /// <summary>The line, counted from 1.</summary>
    public long Linje => linje;

    /// <summary>What is wrong, without file and line.</summary>
    public string Tekst => tekst;
}
