using System.Globalization;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Beslutninger;

/// <summary>The fields of a decision's form: as a decision fills them, as they are sent, and as the request they become.</summary>
public sealed record Beslutningsfelter
{
    private const string Dato = "yyyy-MM-dd";

    /// <summary>In <see cref="Til"/>: the forum's next meeting, or the day in <see cref="TilDato"/>; else a meeting's id, or empty for the waiting list.</summary>
    public const string Naeste = "naeste";
    public const string Dag = "dato";

    public string Udfald { get; init; } = "";

    public string Tekst { get; init; } = "";

    public IReadOnlyDictionary<string, Punktfelter> Punkter { get; init; } = new Dictionary<string, Punktfelter>(StringComparer.Ordinal);

    public string Til { get; init; } = "";

    public string TilDato { get; init; } = "";

    public IReadOnlyList<string> Ruter { get; init; } = [];

    public IReadOnlyList<Bestillingsfelter> Bestillinger { get; init; } = [];

    public string For { get; init; } = "";

    public string Imod { get; init; } = "";

    public string Undlod { get; init; } = "";

    /// <summary>Opinions, a blank line between them.</summary>
    public string Afvigende { get; init; } = "";

    /// <summary>Names, one on each line.</summary>
    public string Fravaerende { get; init; } = "";

    /// <summary>Names, one on each line.</summary>
    public string Inhabile { get; init; } = "";

    public string Standset { get; init; } = "";

    public string OffentligBeslutning { get; init; } = "";

    /// <summary>The version the form was filled from; null when there was no decision.</summary>
    public int? Version { get; init; }

    public bool HarProtokol => (For + Imod + Undlod + Afvigende + Fravaerende + Inhabile + Standset).Length > 0;

    /// <summary>Fills the form from what is recorded.</summary>
    public static Beslutningsfelter Af(BeslutningSvar? b) => b is null ? new Beslutningsfelter() : new Beslutningsfelter
    {
        Udfald = b.Udfald.Slug(),
        Tekst = b.Tekst,
        Punkter = b.Punkter.ToDictionary(p => p.Nr, p => new Punktfelter(p.Udfald.Slug(), p.Tekst ?? ""), StringComparer.Ordinal),
        Til = b.UdskudtTil switch { null => "", { Moede: { } m } => m.ToString(), { Naeste: true } => Naeste, _ => Dag },
        TilDato = Skriv(b.UdskudtTil?.Dato),
        Ruter = b.Ruter,
        Bestillinger = [.. b.Bestillinger.Select(x => new Bestillingsfelter(x.Tekst, x.Ansvarlig ?? "", Skriv(x.Frist), x.Moede?.ToString() ?? ""))],
        For = Skriv(b.Afstemning?.For),
        Imod = Skriv(b.Afstemning?.Imod),
        Undlod = Skriv(b.Afstemning?.Undlod),
        Afvigende = string.Join("\n\n", b.AfvigendeMeninger ?? []),
        Fravaerende = string.Join('\n', b.Fravaerende ?? []),
        Inhabile = string.Join('\n', b.Inhabile ?? []),
        Standset = b.Standset?.Af ?? "",
        OffentligBeslutning = b.OffentligBeslutning ?? "",
        Version = b.Version,
    };

    /// <summary>Reads what was sent.</summary>
    public static Beslutningsfelter Af(IFormCollection form)
    {
        string Felt(string navn) => form[navn].ToString().ReplaceLineEndings("\n").Trim();
        string Raekke(string navn, int i) => form[navn] is { } alle && i < alle.Count ? (alle[i] ?? "").ReplaceLineEndings("\n").Trim() : "";
        return new Beslutningsfelter
        {
            Udfald = Felt("udfald"),
            Tekst = Felt("tekst"),
            Punkter = form["punkt.nr"].OfType<string>().ToDictionary(nr => nr, nr => new Punktfelter(Felt($"punkt.{nr}.udfald"), Felt($"punkt.{nr}.tekst")), StringComparer.Ordinal),
            Til = Felt("til"),
            TilDato = Felt("tilDato"),
            Ruter = [.. form["rute"].OfType<string>().Where(r => r.Length > 0)],
            Bestillinger =
            [
                .. Enumerable.Range(0, form["bestilling.tekst"].Count).Select(i => new Bestillingsfelter(
                    Raekke("bestilling.tekst", i), Raekke("bestilling.ansvarlig", i), Raekke("bestilling.frist", i), Raekke("bestilling.moede", i))).Where(b => !b.ErTom),
            ],
            For = Felt("stemmer.for"),
            Imod = Felt("stemmer.imod"),
            Undlod = Felt("stemmer.undlod"),
            Afvigende = Felt("afvigende"),
            Fravaerende = Felt("fravaerende"),
            Inhabile = Felt("inhabile"),
            Standset = Felt("standset"),
            OffentligBeslutning = Felt("offentligBeslutning"),
            Version = int.TryParse(Felt("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v : null,
        };
    }

    /// <summary>The request the fields become. Everything that can be emptied is said to be.</summary>
    /// <param name="valg">What the item has fields for.</param>
    /// <param name="fejl">Gets what cannot be read, by field.</param>
    public RetBeslutningBody Body(BeslutningsvalgSvar valg, Feltfejl fejl)
    {
        if (Udfald.Length == 0)
        {
            fejl.Tilfoej("udfald", "Vælg et udfald.");
        }

        var kommerIgen = UdfaldTekst.TryLaes(Udfald, out var udfald) && udfald.KommerIgen();
        var udskudt = kommerIgen ? Udskydelsen(fejl) : null;
        var stemmer = Stemmer(fejl);
        var punkter = Punkter.Where(p => p.Value.Udfald.Length > 0).Select(p => new PunktudfaldBody(p.Key, p.Value.Udfald, p.Value.Tekst)).ToList();
        return new RetBeslutningBody
        {
            Udfald = Udfald,
            Tekst = Tekst.Length > 0 ? Tekst : Forslag(valg, udfald),
            Punkter = punkter,
            UdskudtTil = udskudt,
            Ruter = kommerIgen ? [] : Ruter,
            Bestillinger = [.. Bestillinger.Select((b, i) => new BestillingBody(b.Tekst, b.Ansvarlig, LaesDato(b.Frist, $"bestillinger[{i}]", fejl), LaesId(b.Moede, $"bestillinger[{i}]", fejl)))],
            Afstemning = stemmer,
            AfvigendeMeninger = valg.HarProtokol ? Del(Afvigende, "\n\n") : null,
            Fravaerende = valg.HarProtokol ? Del(Fravaerende, "\n") : null,
            Inhabile = valg.HarProtokol ? Del(Inhabile, "\n") : null,
            Standset = Standset.Length > 0 ? new Standsning(Standset) : null,
            OffentligBeslutning = OffentligBeslutning,
            Ryd =
            [
                .. (udskudt is null ? new[] { RetBeslutningBody.RydUdskudtTil } : []), .. stemmer is null ? new[] { RetBeslutningBody.RydAfstemning } : [],
                .. OffentligBeslutning.Length == 0 ? new[] { RetBeslutningBody.RydOffentligBeslutning } : [],
            ],
        };
    }

    private string Forslag(BeslutningsvalgSvar valg, Udfald udfald)
    {
        var dag = !udfald.KommerIgen() ? null : Til switch
        {
            Naeste => valg.Moeder is [var naeste, ..] ? naeste.Dato : null,
            Dag => Dansk.LaesDag(TilDato),
            _ => valg.Moeder.FirstOrDefault(m => m.Id.ToString() == Til)?.Dato,
        };
        return Beslutningsforslag.Tekst(udfald, dag, Punkter.Where(p => p.Value.Udfald.Length > 0 && UdfaldTekst.TryLaes(p.Value.Udfald, out _)).Select(p => (p.Key, Punktets(p.Value.Udfald))));
    }

    private static Udfald Punktets(string slug) => UdfaldTekst.TryLaes(slug, out var u) ? u : default;

    private UdskydelseBody? Udskydelsen(Feltfejl fejl) => Til switch
    {
        "" => null,
        Naeste => new UdskydelseBody(null, null, true),
        Dag when TilDato.Length == 0 => Mangler(fejl),
        Dag => LaesDato(TilDato, "udskudtTil", fejl) is { } dag ? new UdskydelseBody(null, dag, null) : null,
        _ => LaesId(Til, "udskudtTil", fejl) is { } id ? new UdskydelseBody(id, null, null) : null,
    };

    private static UdskydelseBody? Mangler(Feltfejl fejl)
    {
        fejl.Tilfoej("udskudtTil", "Skriv den dag, punktet udskydes til.");
        return null;
    }

    private Afstemning? Stemmer(Feltfejl fejl)
    {
        if ((For + Imod + Undlod).Length == 0)
        {
            return null;
        }

        int Tal(string tekst)
        {
            if (tekst.Length > 0 && !int.TryParse(tekst, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                fejl.Tilfoej("afstemning", "Skriv stemmetal som hele tal.");
            }

            return int.TryParse(tekst, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        }

        return new Afstemning(Tal(For), Tal(Imod), Tal(Undlod));
    }

    private static DateOnly? LaesDato(string tekst, string felt, Feltfejl fejl)
    {
        var dag = Dansk.LaesDag(tekst);
        if (dag is null && tekst.Length > 0)
        {
            fejl.Tilfoej(felt, "Skriv datoen som 25-02-2025.");
        }

        return dag;
    }

    private static Guid? LaesId(string tekst, string felt, Feltfejl fejl)
    {
        if (tekst.Length > 0 && !Guid.TryParse(tekst, out _))
        {
            fejl.Tilfoej(felt, "Vælg et møde på listen.");
        }

        return Guid.TryParse(tekst, out var id) ? id : null;
    }

    private static IReadOnlyList<string> Del(string tekst, string skille) => tekst.Split(skille, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Skriv(DateOnly? dag) => dag?.ToString(Dato, CultureInfo.InvariantCulture) ?? "";

    private static string Skriv(int? tal) => tal?.ToString(CultureInfo.InvariantCulture) ?? "";
}

/// <summary>One point's outcome and its own text.</summary>
public sealed record Punktfelter(string Udfald, string Tekst);

/// <summary>One order of the form.</summary>
public sealed record Bestillingsfelter(string Tekst, string Ansvarlig, string Frist, string Moede)
{
    public bool ErTom => (Tekst + Ansvarlig + Frist + Moede).Length == 0;
}
