using System.Text.RegularExpressions;
using SagsFlow.Beslutninger;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Processer.Beskrivelse;

/// <summary>How conditions, deadlines and roles are said in Danish. What is not recognised is quoted as it is written.</summary>
internal static partial class Ordvalg
{
    /// <summary>Who does a person's task.</summary>
    public static string Rolle(string rolle) => rolle switch
    {
        "sagsbehandler" => "Sagsbehandleren",
        "centerchef" => "Centerchefen",
        "sekretariat" => "Sekretariatet",
        _ => rolle,
    };

    /// <summary>What happens at a node that has no wording of its own elsewhere.</summary>
    public static string Trin(Node node) => node.Kind switch
    {
        NodeKind.InclusiveGateway when node.Incoming.Count > 1 => "Venter, til de veje hertil, der blev valgt, er nået frem.",
        NodeKind.InclusiveGateway => "En eller flere veje vælges.",
        NodeKind.EventBasedGateway => "Det, der sker først, bestemmer vejen.",
        NodeKind.SubProcess => $"Gennemfører {Opremsning([.. node.Children.Where(c => c.Kind is not (NodeKind.StartEvent or NodeKind.EndEvent)).Select(c => $"»{c.Name ?? c.Id}«")], "og")}.",
        NodeKind.EventSubProcess => "Begynder, når dens første begivenhed sker.",
        NodeKind.SendTask or NodeKind.IntermediateThrowEvent when node.Event?.Kind is EventKind.Message => $"Sender beskeden »{node.Event.Name}«.",
        NodeKind.IntermediateThrowEvent when node.Event?.Kind is EventKind.Signal => $"Udsender signalet »{node.Event.Name}«.",
        NodeKind.IntermediateThrowEvent when node.Event?.Kind is EventKind.Escalation => $"Kalder op: »{node.Event.Name}«.",
        NodeKind.IntermediateThrowEvent when node.LinkTarget is { } maal => $"Fortsætter ved »{maal.Name ?? maal.Id}«.",
        NodeKind.ReceiveTask or NodeKind.IntermediateCatchEvent when node.Event?.Kind is EventKind.Message => $"Venter på beskeden »{node.Event.Name}«.",
        NodeKind.IntermediateCatchEvent when node.Event?.Kind is EventKind.Signal => $"Venter på signalet »{node.Event.Name}«.",
        NodeKind.ReceiveTask => "Venter på en besked.",
        NodeKind.SendTask => "Sender en besked.",
        NodeKind.ScriptTask => "Systemet regner det ud.",
        NodeKind.ManualTask => "Gøres uden om systemet.",
        _ => "Processen passerer her.",
    };

    /// <summary>What a forum does with a case, after its name.</summary>
    public static string Behandling(IReadOnlyCollection<string> behandlinger)
        => behandlinger.Count == 0 ? "behandler sagen" : Opremsning([.. behandlinger.Select(Behandling)], "eller");

    /// <summary>A timer's text: <c>P5D</c> is »5 dage«.</summary>
    public static string Frist(TimerRule regel) => regel.Kind switch
    {
        TimerKind.Duration => Varighed(regel.Text) ?? $"»{regel.Text}«",
        TimerKind.Cycle => $"gentagelsen »{regel.Text}«",
        _ => $"tidspunktet »{regel.Text}«",
    };

    /// <summary>A condition after »når«. Conditions joined by one kind of word are said one by one.</summary>
    public static string Betingelse(FeelExpression betingelse, ProcessDefinition proces)
    {
        var tekst = betingelse.Text.Trim();
        var (og, eller) = (tekst.Split(" and "), tekst.Split(" or "));
        if (og.Length > 1 && eller.Length > 1)
        {
            return $"»{tekst}«";
        }

        return og.Length > 1
            ? string.Join(", og ", og.Select(del => Enkel(del, proces)))
            : string.Join(", eller ", eller.Select(del => Enkel(del, proces)));
    }

    private static string Enkel(string tekst, ProcessDefinition proces)
    {
        if (EtUdfald().Match(tekst) is { Success: true } et)
        {
            return $"udfaldet af »{Navn(proces, et.Groups[1].Value)}« er {Udfald(proces, et.Groups[1].Value, et.Groups[2].Value)}";
        }

        if (FlereUdfald().Match(tekst) is { Success: true } flere)
        {
            var node = flere.Groups[2].Value;
            var navne = Tekster().Matches(flere.Groups[1].Value).Select(m => Udfald(proces, node, m.Groups[1].Value)).ToList();
            return $"udfaldet af »{Navn(proces, node)}« er {Opremsning(navne, "eller")}";
        }

        return TilbageTil().Match(tekst) is { Success: true } tilbage
            ? $"den er sendt tilbage til »{Navn(proces, tilbage.Groups[1].Value)}«"
            : $"»{tekst}«";
    }

    /// <summary>»a, b og c«.</summary>
    public static string Opremsning(IReadOnlyList<string> led, string bindeord)
        => led.Count < 2 ? string.Concat(led) : $"{string.Join(", ", led.SkipLast(1))} {bindeord} {led[^1]}";

    private static string Behandling(string behandling) => behandling switch
    {
        "beslutter" => "beslutter",
        "droefter" => "drøfter sagen",
        "udtaler-sig" => "udtaler sig",
        "indstiller" => "indstiller",
        "til-orientering" => "får sagen til orientering",
        "hoeres" => "høres",
        _ => "behandler sagen",
    };

    private static string? Varighed(string tekst)
    {
        switch (FeelTemporal.ParseDuration(tekst))
        {
            case FeelMonthsDuration { Months: var m }:
                return Led((m / 12, "år", "år"), (m % 12, "måned", "måneder"));
            case FeelDaysDuration { Value: var t }:
                return Led((t.Days, "dag", "dage"), (t.Hours, "time", "timer"), (t.Minutes, "minut", "minutter"), (t.Seconds, "sekund", "sekunder"));
            default:
                return null;
        }
    }

    private static string? Led(params (int Antal, string En, string Flere)[] led)
    {
        var tekster = led.Where(l => l.Antal != 0).Select(l => $"{l.Antal} {(l.Antal == 1 ? l.En : l.Flere)}").ToList();
        return tekster.Count == 0 ? null : Opremsning(tekster, "og");
    }

    private static string Navn(ProcessDefinition proces, string id) => proces.NodesById.TryGetValue(id, out var node) ? node.Name ?? id : id;

    private static string Udfald(ProcessDefinition proces, string node, string udfald)
        => proces.NodesById.TryGetValue(node, out var n) && Attribut.Udfald(n).FirstOrDefault(u => u.Id == udfald) is { } kendt
            ? $"»{kendt.Navn}«"
            : UdfaldTekst.TryLaes(udfald, out var beslutning) ? beslutning.Tekst().ToLowerInvariant() : $"»{udfald}«";

    [GeneratedRegex("""^(\w+)\.udfald = "([^"]+)"$""")]
    private static partial Regex EtUdfald();

    [GeneratedRegex("""^list contains\(\[([^\]]*)\], (\w+)\.udfald\)$""")]
    private static partial Regex FlereUdfald();

    [GeneratedRegex("""^\w+\.tilbageTil = "([^"]+)"$""")]
    private static partial Regex TilbageTil();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Tekster();

    /// <summary>How often an activity is done; null for once.</summary>
    public static string? Gentagelse(Loop? loop, ProcessDefinition proces) => loop switch
    {
        MultiInstance mange => $"Gøres {(mange.Collection is { } liste ? $"én gang for hver i »{liste.Text}«" : $"»{mange.Cardinality!.Text}« gange")}, {(mange.IsSequential ? "en ad gangen" : "på samme tid")}"
            + (mange.CompletionCondition is { } nok ? $"; det er nok, når {Betingelse(nok, proces)}." : "."),
        StandardLoop igen => $"Gøres {(igen.Condition is { } saa ? $"igen, så længe {Betingelse(saa, proces)}" : "flere gange")}{(igen.Maximum is { } hoejst ? $", højst {hoejst} gange" : "")}.",
        _ => null,
    };

    /// <summary>What an end event brings about; null for a plain end.</summary>
    public static string? Slut(EventTrigger? haendelse) => haendelse switch
    {
        { Kind: EventKind.Error } => $"med fejlen »{haendelse.Name}«",
        { Kind: EventKind.Escalation } => $"med eskaleringen »{haendelse.Name}«",
        { Kind: EventKind.Terminate } => "for alt, der er i gang",
        { Kind: EventKind.Message } => $"med beskeden »{haendelse.Name}«",
        { Kind: EventKind.Signal } => $"med signalet »{haendelse.Name}«",
        _ => null,
    };
}
