using System.Globalization;
using System.Text.RegularExpressions;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Fora;
using SagsFlow.Kalender;
using SagsFlow.Sager;

namespace SagsFlow.Procesplaner;

/// <summary>A plan as a file has it.</summary>
public sealed record Planskabelon(string Fil, string Id, string Titel, int Aar, string? Ankernavn, DateOnly? Anker, Planindhold Indhold)
{
    /// <summary>A new plan like it.</summary>
    public Procesplan Plan(DateTimeOffset nu) => new() { Id = Id, Titel = Titel, Aar = Aar, Ankernavn = Ankernavn, Anker = Anker, Indhold = Indhold, Oprettet = nu };
}

/// <summary>Reads a file of <c>workflows/procesplaner/</c> and says, with line, what is wrong in it.</summary>
public sealed partial class Planfil
{
    private readonly Yamlfil _fil;
    private readonly Filindhold _indhold;
    private readonly Forakatalog _fora;
    private readonly IReadOnlyCollection<string> _processer;

    private Planfil(Yamlfil fil, Forakatalog fora, IReadOnlyCollection<string> processer) =>
        (_fil, _indhold, _fora, _processer) = (fil, fil.Laes<Filindhold>(), fora, processer);

    /// <summary>Reads the file's text.</summary>
    /// <param name="processer">The ids of the processes a case can follow.</param>
    /// <returns>The plan, or null when there is a finding.</returns>
    public static (Planskabelon? Plan, IReadOnlyList<Finding> Fund) Laes(string yaml, string fil, Forakatalog fora, IReadOnlyCollection<string> processer)
    {
        try
        {
            return (new Planfil(new Yamlfil(fil, new StringReader(yaml)), fora, processer).Plan(), []);
        }
        catch (YamlfejlException e)
        {
            return (null, [new Finding(fil, (int)e.Linje, null, "procesplan", e.Tekst, Severity.Error)]);
        }
    }

    private Planskabelon Plan()
    {
        if (!Idform().IsMatch(_indhold.Id) || string.IsNullOrWhiteSpace(_indhold.Titel))
        {
            throw _fil.Fejl("$.id", "Planen skal have en titel og et id af små bogstaver, tal og bindestreger, f.eks. prognose-2024.");
        }

        if (_indhold.Aar is < Arbejdskalender.FoersteAar or > Arbejdskalender.SidsteAar)
        {
            throw _fil.Fejl("$.aar", $"Angiv det år, planen gælder, fra {Arbejdskalender.FoersteAar} til {Arbejdskalender.SidsteAar}.");
        }

        if (_indhold.Anker is { } anker && (string.IsNullOrWhiteSpace(anker.Navn) || !Procesplan.KanVaereAnker(anker.Dato)))
        {
            throw _fil.Fejl("$.anker", "Ankeret skal have et navn og en dato, f.eks. { navn: valgdag, dato: 2025-11-18 }.");
        }

        TjekIder("spor", [.. _indhold.Spor.Select(s => s.Id)]);
        TjekIder("trin", [.. _indhold.Trin.Select(t => t.Id)]);
        for (var i = 0; i < _indhold.Trin.Count; i++)
        {
            Forum($"$.trin[{i}].forum", _indhold.Trin[i].Forum);
        }

        var celler = _indhold.Celler.Select((c, nr) => Celle(c, $"$.celler[{nr.ToString(CultureInfo.InvariantCulture)}]")).ToList();
        if (celler.Count == 0)
        {
            throw _fil.Fejl("$.celler", "Planen har ingen celler.");
        }

        TjekIder("celler", [.. celler.Select(c => c.Id)]);
        var krav = _indhold.Krav.Select((k, nr) => Krav(k, $"$.krav[{nr.ToString(CultureInfo.InvariantCulture)}]", celler)).ToList();
        var indhold = new Planindhold
        {
            Kilde = _indhold.Kilde,
            Journalnummer = _indhold.Journalnummer,
            Spor = [.. _indhold.Spor.Select(s => new Planspor(s.Id, s.Navn ?? s.Id))],
            Trin = [.. _indhold.Trin.Select(t => new Plantrin(t.Id, t.Navn ?? t.Id))],
            Celler = celler,
            Krav = krav,
        };
        return new Planskabelon(_fil.Navn, _indhold.Id, _indhold.Titel, _indhold.Aar, _indhold.Anker?.Navn, _indhold.Anker?.Dato, indhold);
    }

    private Plancelle Celle(CellePost post, string sti)
    {
        var spor = _indhold.Spor.FirstOrDefault(s => s.Id == post.Spor) ?? throw Ukendt(sti + ".spor", "Sporet", post.Spor, _indhold.Spor.Select(s => s.Id));
        var trin = _indhold.Trin.FirstOrDefault(t => t.Id == post.Trin) ?? throw Ukendt(sti + ".trin", "Trinnet", post.Trin, _indhold.Trin.Select(t => t.Id));
        var center = post.Center ?? spor.Center ?? _indhold.Center;
        var workflow = post.Workflow ?? _indhold.Workflow;
        if (!_processer.Contains(workflow))
        {
            throw Ukendt(post.Workflow is null ? "$.workflow" : sti + ".workflow", "Processen", workflow, _processer);
        }

        var ukendtCenter = post.Center is not null ? sti + ".center" : spor.Center is not null ? $"$.spor[{_indhold.Spor.ToList().IndexOf(spor)}].center" : "$.center";
        return new Plancelle
        {
            Id = post.Id ?? $"{spor.Id}-{trin.Id}",
            Spor = spor.Id,
            Trin = trin.Id,
            Titel = post.Titel ?? $"{spor.Navn ?? spor.Id}: {trin.Navn ?? trin.Id}",
            Forum = Forum(sti + ".forum", post.Forum) ?? trin.Forum,
            Center = _fora.Center(center)?.Id ?? throw Ukendt(ukendtCenter, "Centret", center, _fora.Centre.Select(c => c.Id)),
            Dato = Dato(post, sti),
            Kl = post.Kl,
            Note = post.Note,
            Tolket = post.Tolket,
            Sagstype = post.Sagstype is null ? Sagstype.Beslutning
                : Navne.TryLaes<Sagstype>(post.Sagstype, out var sagstype) ? sagstype
                : throw Ukendt(sti + ".sagstype", "Sagstypen", post.Sagstype, Enum.GetValues<Sagstype>().Select(Navne.Ord)),
            Maerke = post.Maerke,
            Workflow = workflow,
        };
    }

    private Plandato Dato(CellePost post, string sti)
    {
        var dato = new Plandato { Dato = post.Dato, Omtrent = post.Omtrent, Anker = post.Anker, Ankeraar = post.Ankeraar, UdenDato = post.UdenDato };
        if (new object?[] { dato.Dato, dato.Omtrent, dato.Anker, dato.Ankeraar, dato.UdenDato }.Count(d => d is not null) != 1)
        {
            throw _fil.Fejl(sti, "Cellen skal have sin dato på netop én måde: dato, omtrent, anker, ankeraar eller udenDato.");
        }

        if (dato.Dato?.Year is < Arbejdskalender.FoersteAar or > Arbejdskalender.SidsteAar)
        {
            throw _fil.Fejl(sti + ".dato", $"Året skal ligge fra {Arbejdskalender.FoersteAar} til {Arbejdskalender.SidsteAar}.");
        }

        if (dato.Omtrent is not null && Plandato.LaesMedAar(dato.Omtrent) is null)
        {
            throw _fil.Fejl(sti + ".omtrent", $"»{dato.Omtrent}« er ikke en dato med årstal. Skriv f.eks. maj 2024, uge 47 2025, maj-møderækken 2025 eller senest marts 2025.");
        }

        if ((dato.Anker is not null || dato.Ankeraar is not null) && _indhold.Anker is null)
        {
            throw _fil.Fejl(sti, "Cellens dato regnes fra planens anker, men planen har intet. Tilføj anker: { navn: …, dato: … }.");
        }

        if (dato.Anker is { } dage && (Math.Abs(dage.Fra) > Ankerdage.Flest || Math.Abs(dage.Til ?? 0) > Ankerdage.Flest || dage.Til < dage.Fra))
        {
            throw _fil.Fejl(sti + ".anker", $"Antallet af dage er højst {Ankerdage.Flest} til hver side, og til ligger ikke før fra.");
        }

        if (dato.Ankeraar is { } aar && (!ErDag(aar.Fra) || !ErDag(aar.Til) || string.CompareOrdinal(aar.Til, aar.Fra) < 0))
        {
            throw _fil.Fejl(sti + ".ankeraar", "Skriv fra og til som måned og dag, f.eks. { fra: 12-01, til: 12-15 }, den tidligste først.");
        }

        return dato;
    }

    // A leap year: 29 February is a day.
    private static bool ErDag(string dag) => DateOnly.TryParseExact("2024-" + dag, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private Plankrav Krav(Plankrav post, string sti, List<Plancelle> celler)
    {
        foreach (var (felt, celle) in new[] { ("foerst", post.Foerst), ("derefter", post.Derefter) })
        {
            if (celler.TrueForAll(c => c.Id != celle))
            {
                throw Ukendt($"{sti}.{felt}", "Cellen", celle, celler.Select(c => c.Id));
            }
        }

        return post.MindstDage is < 0 or > Ankerdage.Flest || string.IsNullOrWhiteSpace(post.Grundlag)
            ? throw _fil.Fejl(sti, $"Et krav skal have mindstDage fra 0 til {Ankerdage.Flest} og et grundlag.")
            : post;
    }

    private string? Forum(string sti, string? id) => id is null ? null : _fora.Forum(id)?.Id ?? throw Ukendt(sti, "Forummet", id, _fora.Fora.Select(f => f.Id));

    private void TjekIder(string liste, IReadOnlyList<string> ider)
    {
        for (var i = 0; i < ider.Count; i++)
        {
            if (string.IsNullOrEmpty(ider[i]) || !Idform().IsMatch(ider[i]) || ider.Take(i).Contains(ider[i], StringComparer.Ordinal))
            {
                throw _fil.Fejl($"$.{liste}[{i}]", $"»{ider[i]}« skal være et id af små bogstaver, tal og bindestreger, og hvert id må kun stå én gang.");
            }
        }
    }

    private YamlfejlException Ukendt(string sti, string hvad, string? ord, IEnumerable<string> kendte) =>
        _fil.Fejl(sti, string.IsNullOrEmpty(ord) ? $"{hvad} mangler." : $"{hvad} »{ord}« findes ikke.{Yamlfil.Mente(ord, kendte)}");

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Idform();

    private sealed record Filindhold
    {
        public string Id { get; init; } = "";

        public string Titel { get; init; } = "";

        public int Aar { get; init; }

        public string? Kilde { get; init; }

        public string? Journalnummer { get; init; }

        public string? Center { get; init; }

        public string Workflow { get; init; } = "direktionssag";

        public AnkerPost? Anker { get; init; }

        public IReadOnlyList<SporPost> Spor { get; init; } = [];

        public IReadOnlyList<TrinPost> Trin { get; init; } = [];

        public IReadOnlyList<CellePost> Celler { get; init; } = [];

        public IReadOnlyList<Plankrav> Krav { get; init; } = [];
    }

    private sealed record AnkerPost(string? Navn, DateOnly Dato);

    private sealed record SporPost(string Id, string? Navn, string? Center = null);

    private sealed record TrinPost(string Id, string? Navn, string? Forum = null);

    private sealed record CellePost
    {
        public string? Id { get; init; }

        public string? Spor { get; init; }

        public string? Trin { get; init; }

        public string? Titel { get; init; }

        public string? Forum { get; init; }

        public string? Center { get; init; }

        public DateOnly? Dato { get; init; }

        public string? Omtrent { get; init; }

        public Ankerdage? Anker { get; init; }

        public Ankeraar? Ankeraar { get; init; }

        public string? UdenDato { get; init; }

        public TimeOnly? Kl { get; init; }

        public string? Note { get; init; }

        public bool Tolket { get; init; }

        public string? Sagstype { get; init; }

        public string? Maerke { get; init; }

        public string? Workflow { get; init; }
    }
}
