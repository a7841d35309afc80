using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;

namespace SagsFlow.Processer.Beskrivelse;

/// <summary>How roles, steps and lengths of time are said in Danish.</summary>
internal static class Ordvalg
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

    /// <summary><c>P5D</c> is »5 dage«; null for what is no length of time, or none at all.</summary>
    public static string? Varighed(FeelValue vaerdi)
    {
        switch (vaerdi)
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
