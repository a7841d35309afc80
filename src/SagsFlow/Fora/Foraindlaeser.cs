using System.Globalization;
using SagsFlow.Data;
using SagsFlow.Engine.Bpmn;
using SagsFlow.Kalender;

namespace SagsFlow.Fora;

/// <summary>Reads <c>workflows/fora.yaml</c> and says, with line, what is wrong in it.</summary>
public static class Foraindlaeser
{
    /// <summary>Reads the file's text.</summary>
    /// <param name="kalender">The calendar the rules' examples are checked with.</param>
    /// <returns>The catalog, or null when there is a finding.</returns>
    public static (Forakatalog? Katalog, IReadOnlyList<Finding> Fund) Laes(string yaml, string fil, Arbejdskalender kalender)
    {
        try
        {
            var laest = new Yamlfil(fil, new StringReader(yaml));
            var indhold = laest.Laes<Filindhold>();
            TjekIder(laest, "fora", [.. indhold.Fora.Select(f => f.Id)], "Et forum skal have et id, og hvert id må kun stå én gang.");
            TjekIder(laest, "centre", [.. indhold.Centre.Select(c => c.Id)], "Et center skal have et id, og hvert id må kun stå én gang.");
            for (var i = 0; i < indhold.FastePunkter.Count; i++)
            {
                if (indhold.Fora.All(f => f.Id != indhold.FastePunkter[i].Forum))
                {
                    throw laest.Fejl($"$.fastePunkter[{i}].forum", $"Det faste punkt »{indhold.FastePunkter[i].Titel}« hører til et forum, der ikke findes.{Yamlfil.Mente(indhold.FastePunkter[i].Forum, indhold.Fora.Select(f => f.Id))}");
                }
            }

            for (var i = 0; i < indhold.Centre.Count; i++)
            {
                if (indhold.Centre[i].GyldigTil < indhold.Centre[i].GyldigFra)
                {
                    throw laest.Fejl($"$.centre[{i}].gyldigTil", "gyldigTil ligger før gyldigFra.");
                }
            }

            var fora = indhold.Fora.Select((f, nr) => Forum(laest, f, $"$.fora[{nr.ToString(CultureInfo.InvariantCulture)}]", indhold, kalender)).ToList();
            return (new Forakatalog(fora, [.. indhold.Centre.Select(c => c.Center())]), []);
        }
        catch (YamlfejlException e)
        {
            return (null, [new Finding(fil, (int)e.Linje, null, "fora", e.Tekst, Severity.Error)]);
        }
    }

    private static void TjekIder(Yamlfil fil, string liste, IReadOnlyList<string> ider, string tekst)
    {
        for (var i = 0; i < ider.Count; i++)
        {
            if (ider[i].Length == 0 || ider.Take(i).Contains(ider[i], StringComparer.OrdinalIgnoreCase))
            {
                throw fil.Fejl($"$.{liste}[{i}].id", tekst);
            }
        }
    }

    private static Forum Forum(Yamlfil fil, ForumPost post, string sti, Filindhold alt, Arbejdskalender kalender) => new()
    {
        Id = post.Id,
        Navn = post.Navn,
        Kortnavn = post.Kortnavn ?? post.Id,
        Art = post.Art,
        Moedelokale = post.Moedelokale,
        Regler = [.. post.Regler.Select((r, nr) => Forumreglen(fil, r, $"{sti}.regler[{nr.ToString(CultureInfo.InvariantCulture)}]", kalender))],
        FastePunkter = [.. alt.FastePunkter.Where(p => p.Forum == post.Id).OrderBy(p => p.Placering).Select(p => new FastPunkt(p.Titel, p.Journalnummer, p.GyldigFra))],
    };

    private static Forumregel Forumreglen(Yamlfil fil, RegelPost post, string sti, Arbejdskalender kalender)
    {
        if (post.GyldigTil < post.GyldigFra)
        {
            throw fil.Fejl(sti + ".gyldigTil", "gyldigTil ligger før gyldigFra.");
        }

        if (Forumregel.FejlITrin(post.Paamindelser) is { } fejl)
        {
            throw fil.Fejl(sti + ".paamindelser", fejl);
        }

        Dagsregel[] regler =
        [
            .. new[]
            {
                Dagsreglen(fil, post.Aflevering, Moedefristart.Aflevering, sti + ".aflevering"),
                Dagsreglen(fil, post.Udsendelse, Moedefristart.Udsendelse, sti + ".udsendelse"),
                Dagsreglen(fil, post.Referat, Moedefristart.Referat, sti + ".referat"),
            }.OfType<Dagsregel>(),
        ];
        for (var i = 0; i < post.Eksempler.Count; i++)
        {
            TjekEksempel(fil, post.Eksempler[i], $"{sti}.eksempler[{i.ToString(CultureInfo.InvariantCulture)}]", regler.FirstOrDefault(r => r.Art == Moedefristart.Udsendelse), kalender);
        }

        return Forumregel.Ny(post.GyldigFra, post.GyldigTil, regler, post.Paamindelser ?? Forumregel.SaedvanligePaamindelser, post.PaamindChef);
    }

    private static Dagsregel? Dagsreglen(Yamlfil fil, DagsregelBody? post, Moedefristart art, string sti) =>
        post?.Fejl() is { } fejl ? throw fil.Fejl(sti, fejl) : post?.Regel(art);

    private static void TjekEksempel(Yamlfil fil, string eksempel, string sti, Dagsregel? regel, Arbejdskalender kalender)
    {
        DateOnly Dag(string tekst) => DateOnly.TryParseExact(tekst.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var dag)
            ? dag
            : throw fil.Fejl(sti, $"»{eksempel}« er ikke et eksempel. Skriv mødedag og udsendelse som 2024-06-12 → 2024-06-06.");
        var dele = eksempel.Split('→');
        var (moede, ventet) = (Dag(dele[0]), Dag(dele.Length == 2 ? dele[1] : ""));
        if (regel is null)
        {
            throw fil.Fejl(sti, "Et eksempel viser udsendelsen, og reglen har ingen.");
        }

        if (regel.Tael(moede, kalender) is var optaelling && optaelling.Resultat != ventet)
        {
            throw fil.Fejl(sti, $"Eksemplet passer ikke med reglen: {optaelling.Forklaring}.");
        }
    }

    private sealed record Filindhold
    {
        public IReadOnlyList<ForumPost> Fora { get; init; } = [];

        public IReadOnlyList<FastPost> FastePunkter { get; init; } = [];

        public SekretariatPost? Sekretariat { get; init; }

        public IReadOnlyList<CenterPost> Centre { get; init; } = [];
    }

    private sealed record SekretariatPost
    {
        public string? Center { get; init; }

        public IReadOnlyList<string> Fora { get; init; } = [];
    }

    private sealed record ForumPost
    {
        public string Id { get; init; } = "";

        public string Navn { get; init; } = "";

        public string? Kortnavn { get; init; }

        public ForumArt Art { get; init; }

        public string? Sekretariat { get; init; }

        public string? Moedelokale { get; init; }

        public string? Moedestart { get; init; }

        public string? Rytme { get; init; }

        public string? LukketTitel { get; init; }

        public IReadOnlyList<RegelPost> Regler { get; init; } = [];
    }

    private sealed record RegelPost
    {
        public DateOnly GyldigFra { get; init; }

        public DateOnly? GyldigTil { get; init; }

        public DagsregelBody? Aflevering { get; init; }

        public DagsregelBody? Udsendelse { get; init; }

        public DagsregelBody? Referat { get; init; }

        public IReadOnlyList<int>? Paamindelser { get; init; }

        public bool PaamindChef { get; init; }

        public IReadOnlyList<string> Eksempler { get; init; } = [];
    }

    private sealed record FastPost
    {
        public string Forum { get; init; } = "";

        public string Titel { get; init; } = "";

        public string? Journalnummer { get; init; }

        public int Placering { get; init; }

        public DateOnly? GyldigFra { get; init; }
    }

    private sealed record CenterPost
    {
        public string Id { get; init; } = "";

        public string? Kortnavn { get; init; }

        public string? Navn { get; init; }

        public DateOnly GyldigFra { get; init; }

        public DateOnly? GyldigTil { get; init; }

        public Center Center() => new()
        {
            Id = Id,
            Kortnavn = Kortnavn ?? Id,
            Navn = Navn ?? Kortnavn ?? Id,
            GyldigFra = GyldigFra,
            GyldigTil = GyldigTil,
        };
    }
}
