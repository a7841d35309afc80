using SagsFlow.Engine.Bpmn;

namespace SagsFlow.Processer;

/// <summary>
/// Whether the messages and signals of the folder's processes meet: all of it warnings, since another system may be at the other end
/// (<c>POST /api/meddelelser</c>).
/// </summary>
internal static class Beskedregler
{
    /// <summary>Checks one file.</summary>
    /// <param name="file">The file and its processes.</param>
    /// <param name="folder">All processes of the folder, the file's own included.</param>
    public static IEnumerable<Finding> Tjek(LoadedFile file, IReadOnlyList<ProcessDefinition> folder)
    {
        var ends = folder.SelectMany(d => d.Nodes).SelectMany(Ends).ToList();
        return file.Definitions.SelectMany(d => d.Nodes).SelectMany(n => Ends(n).SelectMany(end => Tjek(file, end, ends)).Concat(TjekUdenNavn(file, n)));
    }

    /// <summary>One place where a message or signal is thrown or caught.</summary>
    private sealed record End(Node Node, EventKind Kind, string Name, bool IsThrown, bool HasKey)
    {
        /// <summary>Whether it waits for it in a case, rather than throws it or is started by it.</summary>
        public bool Waits => !IsThrown && !Node.StartsProcess;

        public bool Meets(End other) => Kind == other.Kind && Name == other.Name && IsThrown != other.IsThrown;
    }

    private static IEnumerable<End> Ends(Node node)
    {
        if (node.Event is { Kind: EventKind.Message or EventKind.Signal } trigger)
        {
            yield return new End(
                node, trigger.Kind, trigger.Name ?? node.Id, node.Kind is NodeKind.IntermediateThrowEvent or NodeKind.EndEvent or NodeKind.SendTask, trigger.Key is not null);
        }
        else if (node.Kind == NodeKind.ReceiveTask)
        {
            yield return new End(node, EventKind.Message, node.Id, IsThrown: false, HasKey: false);
        }

        if (node.Loop is MultiInstance { BehaviorEvent: { Kind: EventKind.Message or EventKind.Signal } thrown })
        {
            yield return new End(node, thrown.Kind, thrown.Name ?? node.Id, IsThrown: true, HasKey: false);
        }
    }

    private static IEnumerable<Finding> Tjek(LoadedFile file, End end, List<End> ends)
    {
        var others = ends.Where(end.Meets).ToList();
        var what = end.Kind == EventKind.Signal ? $"Signalet »{end.Name}«" : $"Beskeden »{end.Name}«";
        if (others.Count == 0)
        {
            yield return end.IsThrown
                ? Advarsel(file, end, "ingen-modtager", $"{what} fanges ikke af nogen proces i mappen. Ret navnet, eller tilføj den, der skal fange.")
                : Advarsel(file, end, "ingen-afsender", $"{what} sendes ikke af nogen proces i mappen. Ret navnet, hvis det ikke er et andet system, der sender til /api/meddelelser.");
        }

        if (end is { Waits: true, Kind: EventKind.Message, HasKey: false })
        {
            yield return Advarsel(file, end, "mangler-noegle", $"{what} ventes uden sags:noegle, så den vækker en hvilken som helst sag, der venter på navnet. Skriv for eksempel sags:noegle=\"=sag.id\".");
        }

        if (end is { IsThrown: false, Waits: false, HasKey: true })
        {
            yield return Advarsel(file, end, "noegle-laeses-ikke", $"{what} starter processen, hvad enten nøglen passer eller ej: her læses sags:noegle ikke. Slet den.");
        }

        if (end is { IsThrown: true, Kind: EventKind.Message } && others.Count > 0 && others.TrueForAll(o => o.Waits && o.HasKey != end.HasKey))
        {
            yield return Advarsel(
                file, end, "noegle-passer-ikke", $"{what} sendes {(end.HasKey ? "med" : "uden")} sags:noegle, men ventes kun {(end.HasKey ? "uden" : "med")}. Den når aldrig frem: nøglerne skal være ens.");
        }
    }

    private static IEnumerable<Finding> TjekUdenNavn(LoadedFile file, Node node) => node is { Kind: NodeKind.SendTask, Event: null }
        ? [new Finding(file.Name, node.Line, node.Id, "sender-intet", "Opgaven sender intet, for den har ingen messageRef. Skriv den besked, den skal sende.", Severity.Warning)]
        : [];

    private static Finding Advarsel(LoadedFile file, End end, string kode, string tekst) => new(file.Name, end.Node.Line, end.Node.Id, kode, tekst, Severity.Warning);
}
