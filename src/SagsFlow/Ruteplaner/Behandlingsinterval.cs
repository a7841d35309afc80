using System.Globalization;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Fora;

namespace SagsFlow.Ruteplaner;

/// <summary>How far apart two readings of a case in one forum must lie at least (domain: § 7).</summary>
/// <param name="Id">What a step names with <c>sags:interval</c>.</param>
/// <param name="Navn">For people.</param>
/// <param name="Dage">Days from one reading to the next.</param>
/// <param name="Grundlag">The law's paragraph, or <see cref="Dagsregel.Antaget"/>.</param>
/// <param name="GyldigFra">First day of an earlier reading it holds for.</param>
/// <param name="GyldigTil">The last, or null.</param>
public sealed record Behandlingsinterval(string Id, string Navn, int Dage, string Grundlag, DateOnly GyldigFra, DateOnly? GyldigTil)
{
    public bool Lovbestemt => Grundlag != Dagsregel.Antaget;

    public bool GaelderDen(DateOnly dag) => dag >= GyldigFra && (GyldigTil is not { } til || dag <= til);
}

/// <summary>The rules of <c>workflows/behandlinger.yaml</c>.</summary>
public sealed class Behandlingsintervaller(IReadOnlyList<Behandlingsinterval> alle)
{
    private const int FlestDage = 365;

    public static readonly Behandlingsintervaller Ingen = new([]);

    public IEnumerable<string> Ider => alle.Select(i => i.Id).Distinct(StringComparer.Ordinal);

    /// <summary>The rule that holds for a later reading on a day, the newest that has begun; null when none has.</summary>
    public Behandlingsinterval? Find(string id, DateOnly dag) => alle.Where(i => i.Id == id && i.GaelderDen(dag)).MaxBy(i => i.GyldigFra);

    /// <summary>Reads the file's text.</summary>
    /// <returns>The rules, or null when there is a finding.</returns>
    public static (Behandlingsintervaller? Intervaller, IReadOnlyList<Finding> Fund) Laes(string yaml, string fil)
    {
        try
        {
            var laest = new Yamlfil(fil, new StringReader(yaml));
            var poster = laest.Laes<Filindhold>().Intervaller;
            for (var i = 0; i < poster.Count; i++)
            {
                Tjek(laest, poster[i], $"$.intervaller[{i.ToString(CultureInfo.InvariantCulture)}]");
            }

            return (new Behandlingsintervaller([.. poster.Select(p => new Behandlingsinterval(p.Id, p.Navn, p.Dage, p.Grundlag, p.GyldigFra, p.GyldigTil))]), []);
        }
        catch (YamlfejlException e)
        {
            return (null, [new Finding(fil, (int)e.Linje, null, "behandlinger", e.Tekst, Severity.Error)]);
        }
    }

    private static void Tjek(Yamlfil fil, Post post, string sti)
    {
        if (string.IsNullOrWhiteSpace(post.Id) || string.IsNullOrWhiteSpace(post.Navn))
        {
            throw fil.Fejl(sti, "Et interval skal have et id og et navn.");
        }

        if (post.Dage is < 1 or > FlestDage)
        {
            throw fil.Fejl(sti + ".dage", $"{post.Dage} er ikke et antal dage fra 1 til {FlestDage}.");
        }

        if (post.GyldigTil < post.GyldigFra)
        {
            throw fil.Fejl(sti + ".gyldigTil", "gyldigTil ligger før gyldigFra.");
        }
    }

    private sealed record Filindhold
    {
        public IReadOnlyList<Post> Intervaller { get; init; } = [];
    }

    private sealed record Post
    {
        public string Id { get; init; } = "";

        public string Navn { get; init; } = "";

        public int Dage { get; init; }

        public string Grundlag { get; init; } = Dagsregel.Antaget;

        public DateOnly GyldigFra { get; init; }

        public DateOnly? GyldigTil { get; init; }
    }
}
