using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Processer;

/// <summary>What the attributes and elements of <c>urn:sagsflow:bpmn:1</c> mean; the engine only carries them.</summary>
public static class Attribut
{
    public const string Rolle = "rolle";
    public const string Forum = "forum";
    public const string Behandling = "behandling";
    public const string Ruter = "ruter";
    public const string Skriver = "skriver";
    public const string Job = "job";
    public const string Levetid = "levetid";
    public const string Forsoeg = "forsoeg";

    /// <summary>How long a plan assumes that the task takes, in arbejdsdage.</summary>
    public const string Varighed = "varighed";

    /// <summary>Whether the step may be left out of a plan.</summary>
    public const string Valgfri = "valgfri";

    /// <summary>Which reading in its forum the step is, from 1.</summary>
    public const string Behandlingsnr = "behandlingsnr";

    /// <summary>The rule for how far the reading lies from the one before.</summary>
    public const string Interval = "interval";

    /// <summary>Reminders of the task's deadline, in arbejdsdage before it, with commas between; 0 is the day itself, negative after.</summary>
    public const string Paamindelser = "paamindelser";

    /// <summary>Whether the task is a hearing: when its deadline passes without an answer, that is what is recorded.</summary>
    public const string Hoering = "hoering";

    /// <summary>The outcome of a hearing that nobody answered.</summary>
    public const string IntetSvar = "intet-svar";

    public const int LaengsteVarighedDage = 250;

    /// <summary>A user task with a forum is a forelæggelse; only a decision completes it.</summary>
    public static bool ErForumopgave(Node node) => node.Kind == NodeKind.UserTask && node.Attributes.ContainsKey(Forum);

    /// <summary>Whether the case's text may be edited while the task is open.</summary>
    public static bool ErSkriveopgave(Node node) => node.Attributes.TryGetValue(Skriver, out var v) && v.ConstantValue is FeelString { Value: "true" };

    public static bool ErValgfri(Node node) => Literal(node, Valgfri) == "true";

    /// <summary>The assumed arbejdsdage of a task; null where the definition does not say, or says what is no such number.</summary>
    public static int? VarighedDage(Node node) => Tal(node, Varighed) is { } dage and <= LaengsteVarighedDage ? dage : null;

    /// <summary>Which reading the step is; null when it is none.</summary>
    public static int? BehandlingensNr(Node node) => Tal(node, Behandlingsnr) is { } nr and > 0 ? nr : null;

    public static bool ErHoering(Node node) => Literal(node, Hoering) == "true";

    /// <summary>The steps the task's deadline is reminded of; null where the definition does not say, or says what is no such list.</summary>
    public static IReadOnlyList<int>? Paamindelsestrin(Node node)
    {
        var trin = new List<int>();
        foreach (var del in Literal(node, Paamindelser)?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            if (!int.TryParse(del, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var dage))
            {
                return null;
            }

            trin.Add(dage);
        }

        return trin.Count == 0 || Fora.Forumregel.FejlITrin(trin) is not null ? null : trin;
    }

    private static int? Tal(Node node, string navn) =>
        int.TryParse(Literal(node, navn), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var tal) ? tal : null;

    public static bool RolleHoererTilCenter(string rolle) => rolle is "sagsbehandler" or "centerchef";

    public static string? Tekst(IReadOnlyDictionary<string, FeelValue> attributter, string navn) =>
        attributter.TryGetValue(navn, out var v) && v is FeelString { Value.Length: > 0 } s ? s.Value : null;

    /// <summary>A literal attribute of a node, or null.</summary>
    public static string? Literal(Node node, string navn) =>
        node.Attributes.TryGetValue(navn, out var v) && v.ConstantValue is FeelString s ? s.Value : null;

    /// <summary>The routes a decision at a forum task may name; empty: none.</summary>
    public static IReadOnlyList<string> TilladteRuter(Node node) =>
        Literal(node, Ruter)?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>The outcomes a person may choose at a task, in file order; the first one moves it on.</summary>
    public static IReadOnlyList<Opgaveudfald> Udfald(Node node)
    {
        var udfald = node.Extensions.Where(e => e.Name == "udfald").Select(Opgaveudfald.Af).ToList();
        return udfald.Count > 0 ? udfald : [new Opgaveudfald("faerdig", "Færdig", false, [])];
    }

    /// <summary>The fields a person fills in at a task.</summary>
    public static IReadOnlyList<Opgavefelt> Felter(Node node) => [.. node.Extensions.Where(e => e.Name == "felt").Select(Opgavefelt.Af)];
}

/// <summary>An outcome a person may choose at a task.</summary>
/// <param name="Id">In JSON and conditions.</param>
/// <param name="Navn">On the button.</param>
/// <param name="KraeverBemaerkning">Whether a remark must be given.</param>
/// <param name="TilbageTil">The earlier steps it may go back to; empty when it does not go back.</param>
public sealed record Opgaveudfald(string Id, string Navn, bool KraeverBemaerkning, IReadOnlyList<string> TilbageTil)
{
    internal static Opgaveudfald Af(ExtensionElement e) => new(
        e.Attributes.GetValueOrDefault("id", ""),
        e.Attributes.GetValueOrDefault("navn", e.Attributes.GetValueOrDefault("id", "")),
        e.Attributes.GetValueOrDefault("bemaerkning") == "kraeves",
        e.Attributes.GetValueOrDefault("tilbageTil", "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A field a person fills in at a task.</summary>
/// <param name="Id">In JSON and conditions.</param>
/// <param name="Navn">The label.</param>
/// <param name="Type"><c>tekst</c>, <c>dato</c> or <c>forum</c>.</param>
/// <param name="Kraeves">Whether it must be filled in.</param>
public sealed record Opgavefelt(string Id, string Navn, string Type, bool Kraeves)
{
    internal static Opgavefelt Af(ExtensionElement e) => new(
        e.Attributes.GetValueOrDefault("id", ""),
        e.Attributes.GetValueOrDefault("navn", e.Attributes.GetValueOrDefault("id", "")),
        e.Attributes.GetValueOrDefault("type", "tekst"),
        e.Attributes.GetValueOrDefault("kraeves") == "true");
}
