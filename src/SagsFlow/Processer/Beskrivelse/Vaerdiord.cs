using SagsFlow.Beslutninger;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Processer.Beskrivelse;

/// <summary>What an expression speaks of and compares with, in Danish: outcomes, forums, dates and variables by their names. Null for what has no words.</summary>
/// <param name="proces">The process the expressions stand in.</param>
/// <param name="forumnavn">A forum's name by its id; null when it is not known.</param>
internal sealed class Vaerdiord(ProcessDefinition proces, Func<string, string?> forumnavn)
{
    /// <summary>What is spoken of: »udfaldet af …«, »mødets begyndelse«.</summary>
    public string? Emne(FeelPart del) => del switch
    {
        FeelName { Path: var vej } => Navngivet(vej),
        FeelSelection { Source: var liste, Filter: FeelLiteral { Value: FeelNumber { Value: 1 } } } => liste is FeelName { Path: ["rest"] } ? "det næste forum på sagens videre rute" : Foran("det første i ", Emne(liste)),
        FeelSelection { Source: var liste, Filter: FeelLiteral { Value: FeelNumber { Value: -1 } } } => Foran("det sidste i ", Emne(liste)),
        FeelCall { Function: "count", Arguments: [var liste] } => Foran("antallet i ", Emne(liste)),
        FeelCall { Function: "arbejdsdage mellem", Arguments: [var fra, var til] } => Emne(fra) is { } a && Emne(til) is { } b ? $"antallet af arbejdsdage mellem {a} og {b}" : null,
        FeelCall { Function: var tael, Arguments: [var fra, FeelLiteral { Value: FeelNumber antal }] } when Taelling(tael) is ({ } dage, { } retning) =>
            Foran($"{Dansk.Antal((int)antal.Value, dage[..^1], dage)} {retning} ", Emne(fra)),
        FeelCall { Function: "today" } => "i dag",
        FeelCall { Function: "now" } => "nu",
        FeelCall { Function: "date" or "date and time" or "duration", Arguments: [FeelLiteral { Value: FeelString tekst }, ..] } => Tidstekst(tekst.Value),
        FeelCall { Function: "date", Arguments: [FeelName moede, ..] } => Emne(moede),
        FeelOperation { Sign: "+" or "-", Left: var fra, Right: var laengde } plus when ErVarighed(laengde) =>
            Emne(laengde) is { } l && Emne(fra) is { } f ? $"{l} {(plus.Sign == "+" ? "efter" : "før")} {f}" : null,
        FeelLiteral { Value: var vaerdi } => Skrevet(vaerdi),
        _ => null,
    };

    /// <summary>What it is compared with, in the words of the outcomes, forums or steps that <paramref name="emne"/> has.</summary>
    public string? Vaerdi(FeelPart del, FeelPart emne) => (del, emne) switch
    {
        (FeelLiteral { Value: FeelString tekst }, FeelName { Path: [var node, "udfald"] }) => Udfald(node, tekst.Value),
        (FeelLiteral { Value: FeelString { Value: Forelaeggelser.Forelaeggelse.Politik } }, _) => "et senere valgt politisk forum",
        (FeelLiteral { Value: FeelString tekst }, _) => forumnavn(tekst.Value) ?? (UdfaldTekst.TryLaes(tekst.Value, out var udfald) ? udfald.Tekst().ToLowerInvariant() : $"»{tekst.Value}«"),
        _ => Emne(del),
    };

    /// <summary>A step's name by its id.</summary>
    public string Trin(string id) => proces.NodesById.TryGetValue(id, out var node) ? node.Name ?? id : id;

    public bool ErSkriveopgave(string id) => proces.NodesById.TryGetValue(id, out var node) && Attribut.ErSkriveopgave(node);

    /// <summary>
    /// The outcomes behind a variable that a step gives one of a few texts by its own outcome
    /// (<c>if list contains(["udskudt"], direktion.udfald) then "igen" else …</c>); null when the variable is not given so.
    /// </summary>
    public (string Node, IReadOnlyList<string> Udfald)? UdfaldBag(string variabel, string tekst)
    {
        if (proces.Nodes.SelectMany(n => n.Outputs.Where(o => o.Target == variabel)).ToList() is not [var ene])
        {
            return null;
        }

        var (del, node, foer) = (ene.Source.ToParts(), (string?)null, new HashSet<string>(StringComparer.Ordinal));
        while (del is FeelChoice valg && UdfaldI(valg.Condition) is ({ } afNode, { } udfald) && (node ??= afNode) == afNode)
        {
            var nye = udfald.Where(foer.Add).ToList();
            if (valg.Then is FeelLiteral { Value: FeelString svar } && svar.Value == tekst)
            {
                return (node, nye);
            }

            del = valg.Otherwise;
        }

        return null;
    }

    public static bool ErTid(FeelPart del) => del is FeelCall { Function: "today" or "now" or "date" or "date and time" }
        || (del is FeelCall { Function: var navn } && Taelling(navn) is not null)
        || del is FeelName { Path: ["moede", ..] }
        || (del is FeelOperation { Sign: "+" or "-" } plus && ErTid(plus.Left));

    private static (string Node, IReadOnlyList<string> Udfald)? UdfaldI(FeelPart del) => del switch
    {
        FeelCall { Function: "list contains", Arguments: [FeelItems mulige, FeelName { Path: [var node, "udfald"] }] } when mulige.Items.All(ErTekst) => (node, [.. mulige.Items.Select(Tekst)]),
        FeelOperation { Sign: "=", Left: FeelName { Path: [var node, "udfald"] }, Right: var vaerdi } when ErTekst(vaerdi) => (node, [Tekst(vaerdi)]),
        _ => null,
    };

    private static bool ErTekst(FeelPart del) => del is FeelLiteral { Value: FeelString };

    private static string Tekst(FeelPart del) => ((FeelString)((FeelLiteral)del).Value).Value;

    private string? Navngivet(IReadOnlyList<string> vej) => vej switch
    {
        ["moede", var egenskab] => egenskab switch
        {
            "start" => "mødets begyndelse",
            "dato" => "mødedagen",
            "forum" => "mødets forum",
            "aflevering" => "mødets afleveringsfrist",
            "udsendelse" => "udsendelsen af mødets dagsorden",
            "referat" => "fristen for mødets referat",
            _ => null,
        },
        [var node, "udfald"] => $"udfaldet af »{Trin(node)}«",
        [var node, "ruter"] => $"de ruter, »{Trin(node)}« sender sagen videre ad,",
        [var node, var felt] when proces.NodesById.TryGetValue(node, out var n) => Attribut.Felter(n).FirstOrDefault(f => f.Id == felt) is { } kendt ? $"»{kendt.Navn}« i »{Trin(node)}«" : $"»{felt}« i »{Trin(node)}«",
        ["rest"] => "sagens videre rute",
        ["forum"] => "det forum, sagen er sendt til,",
        [var variabel] => proces.Nodes.FirstOrDefault(n => n.Kind == NodeKind.CallActivity && n.Outputs.Any(o => o.Target == variabel)) is { } kald ? $"svaret fra »{kald.Name ?? kald.Id}«" : $"»{variabel}«",
        _ => null,
    };

    private string Udfald(string node, string udfald)
        => proces.NodesById.TryGetValue(node, out var n) && Attribut.Udfald(n).FirstOrDefault(u => u.Id == udfald) is { } kendt
            ? $"»{kendt.Navn}«"
            : UdfaldTekst.TryLaes(udfald, out var beslutning) ? beslutning.Tekst().ToLowerInvariant() : $"»{udfald}«";

    private static (string Dage, string Retning)? Taelling(string funktion) =>
        funktion.Split(' ') is ["arbejdsdage" or "hverdage", "foer" or "efter"] ord ? (ord[0], ord[1] == "foer" ? "før" : "efter") : null;

    private static bool ErVarighed(FeelPart del) => del is FeelCall { Function: "duration" };

    private static string? Tidstekst(string tekst) => FeelTemporal.ParseDuration(tekst) is { } varighed ? Ordvalg.Varighed(varighed)
        : FeelTemporal.ParseDate(tekst) is FeelDate dag ? Dansk.Dato(dag.Value)
        : null;

    private static string? Skrevet(FeelValue vaerdi) => vaerdi switch
    {
        FeelString tekst => $"»{tekst.Value}«",
        FeelNumber tal => tal.Value.ToString(Dansk.Kultur),
        FeelDate dag => Dansk.Dato(dag.Value),
        _ => Ordvalg.Varighed(vaerdi),
    };

    private static string? Foran(string ord, string? emne) => emne is null ? null : ord + emne;
}
