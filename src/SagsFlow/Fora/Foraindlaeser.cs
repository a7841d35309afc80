using SagsFlow.Engine.Bpmn;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace SagsFlow.Fora;

/// <summary>Reads <c>workflows/fora.yaml</c> and says, with line, what is wrong in it.</summary>
public static class Foraindlaeser
{
    /// <summary>Reads the file's text.</summary>
    /// <returns>The catalog, or null when a finding is a fejl.</returns>
    public static (Forakatalog? Katalog, IReadOnlyList<Finding> Fund) Laes(string yaml, string fil)
    {
        Filindhold indhold;
        try
        {
            indhold = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<Filindhold>(yaml) ?? new Filindhold();
        }
        catch (YamlException e)
        {
            return (null, [Fund(fil, (int)e.Start.Line, null, "yaml", $"Filen kan ikke læses: {(e.InnerException ?? e).Message} Ret linjen, så den følger de andre poster.")]);
        }

        var fund = new List<Finding>();
        var linjer = yaml.Split('\n');
        foreach (var forum in indhold.Fora.GroupBy(f => f.Id, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1 || g.Key.Length == 0))
        {
            fund.Add(Fund(fil, Linje(linjer, $"id: {forum.Key}"), forum.Key, "forum-dobbelt", "Et forum skal have et id, og hvert id må kun stå én gang."));
        }

        foreach (var fast in indhold.FastePunkter.Where(p => indhold.Fora.All(f => f.Id != p.Forum)))
        {
            fund.Add(Fund(fil, Linje(linjer, $"forum: {fast.Forum}"), fast.Forum, "ukendt-forum", $"Det faste punkt »{fast.Titel}« hører til et forum, der ikke findes."));
        }

        foreach (var center in indhold.Centre.GroupBy(c => c.Id, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1 || g.Key.Length == 0))
        {
            fund.Add(Fund(fil, Linje(linjer, $"id: {center.Key}"), center.Key, "center-dobbelt", "Et center skal have et id, og hvert id må kun stå én gang."));
        }

        foreach (var center in indhold.Centre.Where(c => c.Center() is { } laest && laest.GyldigTil < laest.GyldigFra))
        {
            fund.Add(Fund(fil, Linje(linjer, $"id: {center.Id}"), center.Id, "center-gyldighed", "gyldigTil ligger før gyldigFra."));
        }

        return fund.Count > 0
            ? (null, fund)
            : (new Forakatalog([.. indhold.Fora.Select(f => f.Forum(indhold))], [.. indhold.Centre.Select(c => c.Center())]), []);
    }

    private static Finding Fund(string fil, int linje, string? element, string kode, string tekst) => new(fil, linje, element, kode, tekst, Severity.Error);

    private static int Linje(string[] linjer, string tekst) => Array.FindLastIndex(linjer, l => l.Contains(tekst, StringComparison.Ordinal)) + 1;

    private sealed class Filindhold
    {
        public List<ForumPost> Fora { get; init; } = [];

        public List<FastPost> FastePunkter { get; init; } = [];

        public Dictionary<string, object>? Sekretariat { get; init; }

        public List<CenterPost> Centre { get; init; } = [];
    }

    private sealed class ForumPost
    {
        public string Id { get; init; } = "";

        public string Navn { get; init; } = "";

        public ForumArt Art { get; init; }

        public string? Sekretariat { get; init; }

        public string? Moedelokale { get; init; }

        public string? Moedestart { get; init; }

        public string? Rytme { get; init; }

        public string? LukketTitel { get; init; }

        public List<RegelPost> Regler { get; init; } = [];

        public Forum Forum(Filindhold alt) => new()
        {
            Id = Id,
            Navn = Navn,
            Art = Art,
            Moedelokale = Moedelokale,
            Regler = [.. Regler.Select(r => r.Regel())],
            FastePunkter = [.. alt.FastePunkter.Where(p => p.Forum == Id).OrderBy(p => p.Placering).Select(p => new FastPunkt(p.Titel, p.Journalnummer, Dag(p.GyldigFra)))],
        };
    }

    private sealed class RegelPost
    {
        public string GyldigFra { get; init; } = "";

        public string? GyldigTil { get; init; }

        public int? AfleveringsfristArbejdsdage { get; init; }

        public string? AfleveringsfristGrundlag { get; init; }

        public int? UdsendelseArbejdsdage { get; init; }

        public int? UdsendelseHverdage { get; init; }

        public Dictionary<string, bool>? Hverdag { get; init; }

        public int? ReferatArbejdsdage { get; init; }

        public string? ReferatGrundlag { get; init; }

        public string Grundlag { get; init; } = "antaget";

        public Forumregel Regel() => new(
            Dag(GyldigFra) ?? DateOnly.MinValue, Dag(GyldigTil), AfleveringsfristArbejdsdage, UdsendelseArbejdsdage, UdsendelseHverdage, ReferatArbejdsdage, Grundlag);
    }

    private sealed class FastPost
    {
        public string Forum { get; init; } = "";

        public string Titel { get; init; } = "";

        public string? Journalnummer { get; init; }

        public int Placering { get; init; }

        public string? GyldigFra { get; init; }
    }

    private sealed class CenterPost
    {
        public string Id { get; init; } = "";

        public string? Kortnavn { get; init; }

        public string? Navn { get; init; }

        public string GyldigFra { get; init; } = "";

        public string? GyldigTil { get; init; }

        public Center Center() => new()
        {
            Id = Id,
            Kortnavn = Kortnavn ?? Id,
            Navn = Navn ?? Kortnavn ?? Id,
            GyldigFra = Dag(GyldigFra) ?? DateOnly.MinValue,
            GyldigTil = Dag(GyldigTil),
        };
    }

    private static DateOnly? Dag(string? tekst) =>
        string.IsNullOrWhiteSpace(tekst) ? null : DateOnly.ParseExact(tekst, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None);
}
