using SagsFlow.Engine.Bpmn;
using SagsFlow.Engine.Feel;
using SagsFlow.Fora;

namespace SagsFlow.Processer;

/// <summary>
/// What the files of <c>workflows/</c> must hold beside the standard: every human task has a role or a forum, every exclusive split a default,
/// every forum, role, process and job named exists, and a process id stands in one file only.
/// Of messages and signals <see cref="Beskedregler"/> warns.
/// </summary>
public static class Husregler
{
    private static readonly string[] Roller = ["sagsbehandler", "centerchef", "sekretariat"];
    private static readonly string[] Felttyper = ["tekst", "dato", "forum"];

    /// <summary>Checks one file.</summary>
    /// <param name="file">The file and its processes.</param>
    /// <param name="fora">The municipality's forums; null when they could not be read, then forums are not checked.</param>
    /// <param name="folder">All processes of the folder, the file's own included; an id twice is a fault.</param>
    /// <param name="jobs">The jobs there are handlers for.</param>
    public static IEnumerable<Finding> Tjek(LoadedFile file, Forakatalog? fora, IReadOnlyList<ProcessDefinition> folder, JobTopics jobs)
    {
        var processes = folder.Select(d => d.Id).ToList();
        foreach (var definition in file.Definitions)
        {
            if (processes.Count(p => p == definition.Id) > 1)
            {
                yield return Fejl(file, 1, definition.Id, "proces-dobbelt", $"Processen »{definition.Id}« findes i mere end én fil. Giv den et andet id.");
            }

            foreach (var finding in definition.Nodes.SelectMany(n => TjekNode(file, n, fora, processes, jobs)))
            {
                yield return finding;
            }
        }

        foreach (var finding in Beskedregler.Tjek(file, folder))
        {
            yield return finding;
        }
    }

    private static IEnumerable<Finding> TjekNode(LoadedFile file, Node node, Forakatalog? fora, IReadOnlyList<string> processes, JobTopics jobs) => node.Kind switch
    {
        NodeKind.UserTask => TjekOpgave(file, node, fora),
        NodeKind.ServiceTask => TjekJob(file, node, jobs),
        NodeKind.ExclusiveGateway or NodeKind.InclusiveGateway when node.Outgoing.Count > 1 && node.Default is null =>
            [Fejl(file, node, "mangler-default", "En gateway, der vælger mellem flere veje ud, skal have en standardvej (default).")],
        NodeKind.CallActivity => (node.CalledProcess?.ResultLiterals ?? []).Where(p => !processes.Contains(p, StringComparer.Ordinal))
            .Select(p => Fejl(file, node, "ukendt-proces", $"Processen »{p}« findes ikke i mappen.")),
        _ => [],
    };

    private static IEnumerable<Finding> TjekOpgave(LoadedFile file, Node node, Forakatalog? fora)
    {
        var rolle = Attribut.Literal(node, Attribut.Rolle);
        node.Attributes.TryGetValue(Attribut.Forum, out var forum);
        if ((rolle is null) == (forum is null))
        {
            yield return Fejl(file, node, "rolle-eller-forum", "En opgave skal have enten sags:rolle eller sags:forum.");
        }

        if (rolle is not null && !Roller.Contains(rolle, StringComparer.Ordinal))
        {
            yield return Fejl(file, node, "ukendt-rolle", $"Rollen »{rolle}« findes ikke. Brug en af: {string.Join(", ", Roller)}.");
        }

        foreach (var navn in (forum?.ResultLiterals ?? []).Concat(Attribut.TilladteRuter(node)).Where(f => fora is not null && f != Forelaeggelser.Forelaeggelse.Politik && fora.Forum(f) is null))
        {
            yield return Fejl(file, node, "ukendt-forum", $"Forummet »{navn}« findes ikke i fora.yaml.");
        }

        if (rolle is not null && !node.Extensions.Any(e => e.Name == "udfald"))
        {
            yield return Fejl(file, node, "mangler-udfald", "En persons opgave skal have mindst ét sags:udfald; det første fører sagen videre.");
        }

        foreach (var finding in TjekFrist(file, node))
        {
            yield return finding;
        }

        foreach (var felt in Attribut.Felter(node).Where(f => !Felttyper.Contains(f.Type, StringComparer.Ordinal)))
        {
            yield return Fejl(file, node, "ukendt-felttype", $"Feltet »{felt.Id}« har typen »{felt.Type}«. Brug en af: {string.Join(", ", Felttyper)}.");
        }
    }

    /// <summary>What is said of a deadline needs one: a timer on the task's edge. A forum's hand-in has its own.</summary>
    private static IEnumerable<Finding> TjekFrist(LoadedFile file, Node node)
    {
        var kant = file.Definitions.SelectMany(d => d.Nodes).Where(n => n.AttachedTo == node && n.Timer is not null).ToList();
        if (node.Attributes.ContainsKey(Attribut.Paamindelser))
        {
            if (Attribut.Paamindelsestrin(node) is null)
            {
                yield return Fejl(file, node, "ugyldige-paamindelser", "sags:paamindelser er arbejdsdage før fristen med komma imellem, f.eks. 5,2,0,-1; hver kun én gang, og minus er efter fristen.");
            }
            else if (!Attribut.ErForumopgave(node) && kant.Count == 0)
            {
                yield return Fejl(file, node, "paamindelser-uden-frist", "Opgaven har ingen tidsfrist at påminde om. Sæt en timer på dens kant, eller fjern sags:paamindelser.");
            }
        }

        if (Attribut.ErHoering(node) && (Attribut.ErForumopgave(node) || !kant.Exists(n => n.CancelActivity)))
        {
            yield return Fejl(file, node, "hoering-uden-frist", "En høring er en persons opgave med en afbrydende timer på kanten: når den falder, noteres »intet svar«. Et forum, der høres, har sags:behandling=\"hoeres\".");
        }
    }

    private static IEnumerable<Finding> TjekJob(LoadedFile file, Node node, JobTopics jobs)
    {
        if (Attribut.Literal(node, Attribut.Job) is not { } job || !jobs.Names.Contains(job, StringComparer.Ordinal))
        {
            yield return Fejl(file, node, "ukendt-job", $"Angiv sags:job med et af: {string.Join(", ", jobs.Names)}.");
        }

        if (node.Attributes.ContainsKey(Attribut.Forsoeg) && Job.ReadAttempts(Attribut.Literal(node, Attribut.Forsoeg)) is null)
        {
            yield return Fejl(file, node, "ugyldigt-forsoeg", $"Angiv sags:forsoeg som et helt tal fra 1 til {Job.MostAttemptsAllowed}.");
        }
    }

    private static Finding Fejl(LoadedFile file, Node node, string kode, string tekst) => Fejl(file, node.Line, node.Id, kode, tekst);

    private static Finding Fejl(LoadedFile file, int linje, string element, string kode, string tekst) =>
        new(file.Name, linje, element, kode, tekst, Severity.Error);
}
