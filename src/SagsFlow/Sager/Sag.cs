using SagsFlow.Data;

namespace SagsFlow.Sager;

/// <summary>
/// What somebody wants decided. What has become of it is not a field here: it is told by its process, its forelæggelser and
/// their decisions (domain: § 2, the five things that must be kept apart).
/// </summary>
public sealed class Sag : IVersioneret, IPaaKaede
{
    public SagId Id { get; init; }

    /// <summary>Year/serial in the municipality's case system; not a key, and may be missing for a while.</summary>
    public string? Journalnummer { get; set; }

    /// <summary>The draft's title; kept beside the content for lists and search.</summary>
    public string Titel { get; private set; } = "";

    public required string CenterId { get; init; }

    public Sagstype Sagstype { get; set; }

    /// <summary>A free label ("A-sag"), which the minutes use unexplained.</summary>
    public string? Maerke { get; set; }

    /// <summary>The id of the process that carries it.</summary>
    public required string Workflow { get; init; }

    public InstanceId InstansId { get; init; }

    public required string OprettetAf { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    public Sagsindhold Indhold { get; private set; } = new() { Titel = "" };

    /// <summary>A version number per section, so that two people can write in different sections at once.</summary>
    public Dictionary<string, int> AfsnitVersioner { get; private set; } = [];

    /// <summary>When set, the case's items begin closed; each is then opened or closed by itself.</summary>
    public Lukning? Lukket { get; set; }

    public List<EgenDato> EgneDatoer { get; set; } = [];

    public OensketMoede? OensketMoede { get; set; }

    /// <summary>The newest frozen version, 0 before the first submission.</summary>
    public int SidsteVersion { get; private set; }

    /// <summary>The frozen version the centerchef last approved, or null.</summary>
    public int? GodkendtVersion { get; set; }

    public DateTimeOffset? Indsendt { get; private set; }

    public DateTimeOffset? Afsluttet { get; set; }

    public DateTimeOffset? Trukket { get; set; }

    public int Version { get; set; } = 1;

    public string Kaede => Kaeder.Sag(Id);

    /// <summary>Gives the draft new content; only sections that changed get a new version. Answers whether anything changed.</summary>
    public bool Skriv(Sagsindhold nyt)
    {
        var aendret = false;
        foreach (var afsnit in Afsnit.Alle)
        {
            if (!Afsnit.Ens(afsnit, Indhold, nyt) || !AfsnitVersioner.ContainsKey(afsnit))
            {
                AfsnitVersioner = new(AfsnitVersioner) { [afsnit] = AfsnitVersioner.GetValueOrDefault(afsnit) + 1 };
                aendret = true;
            }
        }

        Indhold = nyt;
        Titel = nyt.Titel;
        return aendret;
    }

    /// <summary>Freezes the draft as the next version, unless it is unchanged since the last one.</summary>
    /// <returns>The new version, or null when the last one still says the same.</returns>
    public Sagsversion? Frys(Sagsversion? sidste, string aktoer, DateTimeOffset nu)
    {
        Indsendt ??= nu;
        if (sidste is not null && Afsnit.Alle.All(a => Afsnit.Ens(a, sidste.Indhold, Indhold)))
        {
            return null;
        }

        SidsteVersion++;
        return new Sagsversion { SagId = Id, Nr = SidsteVersion, Indhold = Indhold, Tid = nu, Af = aktoer };
    }
}

/// <summary>The text of a case as it was submitted; never changed.</summary>
public sealed class Sagsversion : IPaaKaede
{
    public SagId SagId { get; init; }

    public int Nr { get; init; }

    public required Sagsindhold Indhold { get; init; }

    public DateTimeOffset Tid { get; init; }

    public required string Af { get; init; }

    public string Kaede => Kaeder.Sag(SagId);
}

/// <summary>The sections of a case by the names they have in addresses and JSON.</summary>
public static class Afsnit
{
    public const string Titel = "titel";
    public const string Baggrund = "baggrund";
    public const string Indstilling = "indstilling";
    public const string Sagsfremstilling = "sagsfremstilling";
    public const string Oekonomi = "oekonomi";

    public static IReadOnlyList<string> Alle { get; } = [Titel, Baggrund, Indstilling, Sagsfremstilling, Oekonomi];

    public static bool Ens(string afsnit, Sagsindhold a, Sagsindhold b) => afsnit switch
    {
        Titel => a.Titel == b.Titel,
        Baggrund => a.Baggrund == b.Baggrund,
        Indstilling => Json.Tekst(a.Indstilling) == Json.Tekst(b.Indstilling),
        Sagsfremstilling => a.Sagsfremstilling == b.Sagsfremstilling,
        Oekonomi => a.Oekonomi == b.Oekonomi,
        _ => throw new ArgumentOutOfRangeException(nameof(afsnit), afsnit, "Ukendt afsnit"),
    };
}

/// <summary>What kind of case it is (domain: § 3).</summary>
public enum Sagstype
{
    Beslutning,
    Orientering,
    Temadroeftelse,
    Status,
    Udkast,
    Rammesag,
    Hoering,
}

/// <summary>An attachment. A case may name one whose file has not come yet.</summary>
public sealed class Bilag : IPaaKaede
{
    public BilagId Id { get; init; }

    public SagId SagId { get; init; }

    public required string Navn { get; set; }

    public int Raekkefoelge { get; set; }

    /// <summary>Only on the internal agenda.</summary>
    public bool Intern { get; set; }

    public string? Indholdstype { get; init; }

    public long? Stoerrelse { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    public string Kaede => Kaeder.Sag(SagId);
}

/// <summary>The bytes of an attachment, apart so that lists never load them.</summary>
public sealed class Bilagsfil
{
    public BilagId BilagId { get; init; }

    public required byte[] Bytes { get; init; }
}
