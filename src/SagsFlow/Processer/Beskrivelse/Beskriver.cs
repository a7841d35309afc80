using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Processer.Beskrivelse;

/// <summary>
/// Tells a process in Danish: its steps in the order they are first reached, where each outcome leads, and its deadlines.
/// Gateways with one way in are told under the step before them; a reminder, which only sends a message, under its deadline.
/// </summary>
/// <param name="proces">The process.</param>
/// <param name="forumnavn">A forum's name by its id; null when it is not known.</param>
/// <param name="procesnavn">A process' name by its id; null when it is not known.</param>
public sealed class Beskriver(ProcessDefinition proces, Func<string, string?> forumnavn, Func<string, string?> procesnavn)
{
    private readonly Udtryksord _ord = new(proces, forumnavn);
    private readonly Dictionary<Node, int> _numre = [];
    private readonly List<Fristraekke> _frister = [];

    /// <summary>The whole process.</summary>
    public Procesbeskrivelse Beskriv()
    {
        Nummerer();
        var start = proces.Nodes.FirstOrDefault(n => n.Kind == NodeKind.StartEvent);
        var begyndelse = start is null ? "" : $"{Navn(start)}: {string.Join(" og samtidig ", start.Outgoing.Select(f => Til(f.Target, 0)))}.";
        List<Trin> trin = [.. _numre.OrderBy(n => n.Value).Select(n => new Trin(n.Value, Navn(n.Key) + (n.Key.Parent is { } om ? $" (i »{Navn(om)}«)" : ""), Saetninger(n.Key, n.Value)))];
        return new Procesbeskrivelse(proces.Name ?? proces.Id, begyndelse, trin, _frister);
    }

    /// <summary>Breadth first from the start; the way taken when nothing else holds comes first, as it is the usual one.</summary>
    private void Nummerer()
    {
        var koe = new Queue<Node>(proces.Nodes.Where(n => n is { Kind: NodeKind.StartEvent, Parent: null }));
        var set = new HashSet<Node>(koe);

        // What a sub-process holds comes after it, and what an event begins comes last.
        var haendelser = new Queue<Node>(proces.Nodes.Where(n => n.Kind == NodeKind.EventSubProcess));
        while (koe.TryDequeue(out var node) || haendelser.TryDequeue(out node))
        {
            if (ErTrin(node))
            {
                _numre.Add(node, _numre.Count + 1);
            }

            var naeste = node.Outgoing.OrderBy(f => f != node.Default).Concat(node.BoundaryEvents.SelectMany(b => b.Outgoing)).Select(f => f.Target);
            foreach (var maal in node.Children.Where(n => n.Kind == NodeKind.StartEvent).Concat(naeste).Where(set.Add))
            {
                koe.Enqueue(maal);
            }
        }
    }

    private static bool ErTrin(Node node)
        => node.Kind is not (NodeKind.StartEvent or NodeKind.EndEvent) && node.AttachedTo is null && !ErIndlejret(node) && !ErPaamindelse(node);

    private static bool ErIndlejret(Node node) => node.Kind == NodeKind.ExclusiveGateway && node.Incoming is [{ Source: { Kind: not NodeKind.StartEvent, AttachedTo: null } }];

    /// <summary>A job that a deadline starts beside an open task and that nothing follows.</summary>
    private static bool ErPaamindelse(Node node) => node.Kind == NodeKind.ServiceTask
        && node.Incoming is [{ Source: { Kind: NodeKind.BoundaryEvent, CancelActivity: false } }]
        && node.Outgoing is [{ Target.Kind: NodeKind.EndEvent }];

    private List<Saetning> Saetninger(Node node, int nummer)
    {
        var tekst = new List<Saetning>();
        if (_ord.Gentagelse(node.Loop) is { } gentagelse)
        {
            tekst.Add(new(0, gentagelse));
        }

        tekst.Add(new(0, Hvem(node)));
        if (node.Kind == NodeKind.UserTask && !Attribut.ErForumopgave(node))
        {
            tekst.AddRange(Attribut.Udfald(node).Select(u => new Saetning(1, $"»{u.Navn}«{(u.KraeverBemaerkning ? " (kræver en bemærkning)" : "")}{Tilbage(u)}")));
            tekst.AddRange(Attribut.Felter(node).Select(f => new Saetning(1, $"udfylder »{f.Navn}«{(f.Kraeves ? "" : " (kan udelades)")}")));
        }

        var ruter = Attribut.TilladteRuter(node);
        if (ruter.Count > 0)
        {
            tekst.Add(new(0, $"Beslutningen kan sende sagen videre til {Ordvalg.Opremsning([.. ruter.Select(r => r == "POLITIK" ? "et senere valgt politisk forum" : forumnavn(r) ?? r)], "og")}."));
        }

        foreach (var frist in node.BoundaryEvents)
        {
            tekst.Add(new(0, Frist(node, frist, nummer)));
        }

        if (node.Kind == NodeKind.IntermediateCatchEvent && node.Timer is { } regel)
        {
            _frister.Add(new($"{nummer}. {Navn(node)}", _ord.Frist(regel), "processen når hertil", "Processen fortsætter"));
        }

        Videre(node, nummer, 0, tekst);
        return tekst;
    }

    private string Tilbage(Opgaveudfald udfald) => udfald.TilbageTil.Count == 0 ? ""
        : $", tilbage til {Ordvalg.Opremsning([.. udfald.TilbageTil.Select(id => proces.NodesById.TryGetValue(id, out var n) ? $"»{Navn(n)}«" : id)], "eller")}";

    private string Hvem(Node node)
    {
        switch (node.Kind)
        {
            case NodeKind.UserTask when Attribut.ErForumopgave(node):
                var forum = Attribut.Literal(node, Attribut.Forum) is { } id ? forumnavn(id) ?? id : "Det forum, sagen er sendt til,";
                return $"{forum} {Ordvalg.Behandling(Behandlinger(node))}. Trinnet er slut, når beslutningen er ekspederet.";
            case NodeKind.UserTask:
                var rolle = Attribut.Literal(node, Attribut.Rolle) is { } r ? Ordvalg.Rolle(r) : node.Lane ?? "En medarbejder";
                return $"{rolle} har opgaven{(Attribut.ErSkriveopgave(node) ? ", og sagens tekst kan redigeres imens" : "")}. Opgaven afsluttes med:";
            case NodeKind.CallActivity:
                var processer = node.CalledProcess?.ResultLiterals.Select(p => $"»{procesnavn(p) ?? p}«").ToList() ?? [];
                return processer.Count == 0 ? "En anden proces gennemføres og vender tilbage hertil." : $"Processen {Ordvalg.Opremsning(processer, "eller")} gennemføres og vender tilbage hertil.";
            case NodeKind.ServiceTask:
                return "Systemet gør det selv.";
            case NodeKind.ExclusiveGateway:
                return "Én vej vælges.";
            case NodeKind.ParallelGateway:
                var venter = node.Incoming.Count > 1 ? "Venter, til alle veje hertil er nået frem. " : "";
                return (venter + (node.Outgoing.Count > 1 ? "Vejene herfra går på samme tid." : "")).TrimEnd();
            case NodeKind.IntermediateCatchEvent when node.Timer is { } regel:
                return $"Venter: {_ord.Frist(regel)}.";
            default:
                return Ordvalg.Trin(node);
        }
    }

    /// <summary>What the forum does; where it depends on the case, all it may be.</summary>
    private static IReadOnlyCollection<string> Behandlinger(Node node)
        => node.Attributes.TryGetValue(Attribut.Behandling, out var behandling) ? behandling.ResultLiterals : [];

    private string Frist(Node node, Node frist, int nummer)
    {
        var foelge = Ordvalg.Opremsning([.. frist.Outgoing.Select(f => ErPaamindelse(f.Target) ? $"»{Navn(f.Target)}«" : Til(f.Target, nummer))], "og");
        var slut = frist.CancelActivity ? "; trinnet afbrydes" : ", og trinnet fortsætter";
        if (frist.Timer is not { } regel)
        {
            return $"Sker »{Navn(frist)}« imens: {foelge}{slut}.";
        }

        var tid = _ord.Frist(regel);
        _frister.Add(new($"{nummer}. {Navn(node)}", tid, "trinnet begynder", $"{foelge}{slut}"));
        return $"Er trinnet ikke slut {(regel.Kind == TimerKind.Duration ? "efter" : "ved")} {tid}: {foelge}{slut}.";
    }

    /// <summary>Where a node leads. Gateways with one way in are told in place, one level further in.</summary>
    private void Videre(Node node, int nummer, int niveau, List<Saetning> tekst)
    {
        if (node.Outgoing is [{ Condition: null } ene])
        {
            if (ErIndlejret(ene.Target))
            {
                tekst.Add(new(niveau, $"Derefter: {Navn(ene.Target)}"));
                Videre(ene.Target, nummer, niveau + 1, tekst);
            }
            else
            {
                tekst.Add(new(niveau, $"Derefter: {Til(ene.Target, nummer)}."));
            }

            return;
        }

        foreach (var vej in node.Outgoing.OrderBy(f => f == node.Default))
        {
            var naar = vej == node.Default ? "ellers" : vej.Condition is { } b ? $"når {_ord.Betingelse(b)}" : "";
            var vilkaar = string.Join(": ", new[] { vej.Name ?? "", naar }.Where(t => t.Length > 0));
            if (ErIndlejret(vej.Target))
            {
                tekst.Add(new(Math.Max(niveau, 1), $"{vilkaar}: {Navn(vej.Target)}"));
                Videre(vej.Target, nummer, Math.Max(niveau, 1) + 1, tekst);
            }
            else
            {
                tekst.Add(new(Math.Max(niveau, 1), $"{vilkaar} → {Til(vej.Target, nummer)}".TrimStart()));
            }
        }
    }

    private string Til(Node maal, int fra)
    {
        if (maal.Kind == NodeKind.EndEvent)
        {
            return Ordvalg.Slut(maal.Event) is { } hvordan ? $"slut (»{Navn(maal)}«) {hvordan}" : $"slut (»{Navn(maal)}«)";
        }

        return _numre.TryGetValue(maal, out var nummer)
            ? $"{(nummer <= fra ? "tilbage til " : "")}trin {nummer}, »{Navn(maal)}«"
            : $"»{Navn(maal)}«";
    }

    private static string Navn(Node node) => node.Name is { Length: > 0 } navn ? navn : node.Id;
}
