using System.Globalization;
using System.Text.RegularExpressions;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Fora;
using SagsFlow.Kalender;
using SagsFlow.Sager;

namespace SagsFlow.Aarshjul;

/// <summary>Reads <c>workflows/aarshjul.yaml</c> and says, with line, what is wrong in it.</summary>
public sealed partial class Aarshjulsfil
{
    /// <summary>More arbejdsdage than any case is prepared in.</summary>
    private const int LaengstForberedelse = 250;

    private readonly Yamlfil _fil;
    private readonly Forakatalog _fora;
    private readonly IReadOnlyCollection<string> _processer;

    private Aarshjulsfil(Yamlfil fil, Forakatalog fora, IReadOnlyCollection<string> processer) => (_fil, _fora, _processer) = (fil, fora, processer);

    /// <summary>Reads the file's text.</summary>
    /// <param name="processer">The ids of the processes a case can follow.</param>
    /// <returns>The recurring cases, or null when there is a finding.</returns>
    public static (Aarshjulskatalog? Katalog, IReadOnlyList<Finding> Fund) Laes(string yaml, string fil, Forakatalog fora, IReadOnlyCollection<string> processer)
    {
        try
        {
            var laest = new Aarshjulsfil(new Yamlfil(fil, new StringReader(yaml)), fora, processer);
            return (new Aarshjulskatalog(laest.Regler()), []);
        }
        catch (YamlfejlException e)
        {
            return (null, [new Finding(fil, (int)e.Linje, null, "aarshjul", e.Tekst, Severity.Error)]);
        }
    }

    private List<Aarshjulsregel> Regler()
    {
        var regler = _fil.Laes<Filindhold>().Sager.Select((s, nr) => Regel(s, $"$.sager[{nr.ToString(CultureInfo.InvariantCulture)}]")).ToList();
        for (var i = 0; i < regler.Count; i++)
        {
            if (regler.FindIndex(r => r.Id == regler[i].Id) < i)
            {
                throw _fil.Fejl($"$.sager[{i.ToString(CultureInfo.InvariantCulture)}].id", $"»{regler[i].Id}« er brugt to gange; giv den anden et andet id.");
            }
        }

        return regler;
    }

    private Aarshjulsregel Regel(SagPost post, string sti)
    {
        if (!Idform().IsMatch(post.Id) || string.IsNullOrWhiteSpace(post.Titel))
        {
            throw _fil.Fejl(sti, "En tilbagevendende sag skal have en titel og et id af små bogstaver, tal og bindestreger.");
        }

        var forum = _fora.Forum(post.Forum) ?? throw Ukendt(sti + ".forum", "Forummet", post.Forum, _fora.Fora.Select(f => f.Id));
        var hyppighed = Navne.TryLaes<Hyppighed>(post.Hyppighed, out var h) ? h : throw Ukendt(sti + ".hyppighed", "Hyppigheden", post.Hyppighed, Enum.GetValues<Hyppighed>().Select(Navne.Ord));
        TjekAar(post, sti);
        return new Aarshjulsregel
        {
            Id = post.Id,
            Titel = post.Titel,
            Forum = forum.Id,
            Center = _fora.Center(post.Center)?.Id ?? throw Ukendt(sti + ".center", "Centret", post.Center, _fora.Centre.Select(c => c.Id)),
            Sagstype = Navne.TryLaes<Sagstype>(post.Sagstype, out var sagstype) ? sagstype : throw Ukendt(sti + ".sagstype", "Sagstypen", post.Sagstype, Enum.GetValues<Sagstype>().Select(Navne.Ord)),
            Workflow = _processer.Contains(post.Workflow) ? post.Workflow : throw Ukendt(sti + ".workflow", "Processen", post.Workflow, _processer),
            Hyppighed = hyppighed,
            Tidspunkter = Tidspunkter(post, hyppighed, forum, sti),
            FoersteAar = post.FoersteAar,
            SidsteAar = post.SidsteAar,
            KladderFra = post.KladderFra ?? post.FoersteAar,
            ForberedelseArbejdsdage = post.Forberedelse is >= 0 and <= LaengstForberedelse
                ? post.Forberedelse
                : throw _fil.Fejl(sti + ".forberedelse", $"{post.Forberedelse} er ikke et antal arbejdsdage fra 0 til {LaengstForberedelse}."),
            Kilde = post.Kilde,
            Antaget = post.Antaget,
        };
    }

    private void TjekAar(SagPost post, string sti)
    {
        if (post.FoersteAar is <= Arbejdskalender.FoersteAar or >= Arbejdskalender.SidsteAar)
        {
            throw _fil.Fejl(sti + ".foersteAar", "Angiv det første år, sagen blev behandlet, f.eks. 2024.");
        }

        if (post.SidsteAar < post.FoersteAar)
        {
            throw _fil.Fejl(sti + ".sidsteAar", "sidsteAar ligger før foersteAar.");
        }
    }

    private List<Tidspunkt> Tidspunkter(SagPost post, Hyppighed hyppighed, Forum forum, string sti)
    {
        var antal = hyppighed switch { Hyppighed.Kvartalsvis => 4, Hyppighed.Halvaarlig or Hyppighed.ToOmAaret => 2, _ => 1 };
        if (post.Tidspunkter.Count != antal)
        {
            throw _fil.Fejl(sti + ".tidspunkter", $"{Navne.Ord(hyppighed)} har {antal} {(antal == 1 ? "tidspunkt" : "tidspunkter")} om året, men der står {post.Tidspunkter.Count}.");
        }

        return
        [
            .. post.Tidspunkter.Select((t, nr) => Tidspunkt.Laes(t, forum) ?? throw _fil.Fejl(
                $"{sti}.tidspunkter[{nr.ToString(CultureInfo.InvariantCulture)}]",
                $"»{t}« er ikke et tidspunkt, der findes hvert år. Skriv f.eks. marts, primo juni, uge 47, 2. kvartal, maj-møderækken eller første møde i oktober (af sagens eget forum), uden årstal.")),
        ];
    }

    private YamlfejlException Ukendt(string sti, string hvad, string? ord, IEnumerable<string> kendte) =>
        _fil.Fejl(sti, string.IsNullOrEmpty(ord) ? $"{hvad} mangler." : $"{hvad} »{ord}« findes ikke.{Yamlfil.Mente(ord, kendte)}");

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Idform();

    private sealed record Filindhold
    {
        public IReadOnlyList<SagPost> Sager { get; init; } = [];
    }

    private sealed record SagPost
    {
        public string Id { get; init; } = "";

        public string Titel { get; init; } = "";

        public string? Forum { get; init; }

        public string? Center { get; init; }

        public string Sagstype { get; init; } = "status";

        public string Workflow { get; init; } = "direktionssag";

        public string? Hyppighed { get; init; }

        public IReadOnlyList<string> Tidspunkter { get; init; } = [];

        public int FoersteAar { get; init; }

        public int? SidsteAar { get; init; }

        public int? KladderFra { get; init; }

        public int Forberedelse { get; init; }

        public string? Kilde { get; init; }

        public bool Antaget { get; init; }
    }
}
