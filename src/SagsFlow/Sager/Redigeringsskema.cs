using System.Globalization;
using System.Text.Json;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Sager;

/// <summary>A draft as the editor's form sends it: the sections, and what the writer had in front of them when they began.</summary>
public sealed class Redigeringsskema : Datoskema
{
    /// <summary>The case's own facts, which have a version together.</summary>
    public const string Oplysninger = "oplysninger";

    public string? Titel { get; set; }

    public string? Baggrund { get; set; }

    public string? Sagsfremstilling { get; set; }

    public string? Oekonomi { get; set; }

    public string? Indstiller { get; set; }

    public string? Indledning { get; set; }

    public List<string?> PunktId { get; set; } = [];

    public List<string?> PunktNiveau { get; set; } = [];

    public List<string?> PunktTegn { get; set; } = [];

    public List<string?> PunktTekst { get; set; } = [];

    /// <summary>The version of each section that the form was made from.</summary>
    public Dictionary<string, string?> Versioner { get; set; } = [];

    /// <summary>What each section said when the form was made, as a hash; empty when the script has saved since.</summary>
    public Dictionary<string, string?> Aftryk { get; set; } = [];

    public static Redigeringsskema Af(SagSvar sag)
    {
        var skema = new Redigeringsskema
        {
            Titel = sag.Titel,
            Baggrund = sag.Baggrund,
            Sagsfremstilling = sag.Sagsfremstilling,
            Oekonomi = sag.Oekonomi,
            Indstiller = sag.Indstilling?.Indstiller,
            Indledning = sag.Indstilling?.Indledning,
            Journalnummer = sag.Journalnummer,
            OensketForum = sag.OensketMoede?.Forum,
            OensketDato = Felt(sag.OensketMoede?.Dato),
            EgenDato = [.. sag.EgneDatoer.Select(d => Felt(d.Senest))],
            EgenHvad = [.. sag.EgneDatoer.Select(d => (string?)d.Hvad)],
        };
        skema.SaetPunkter([.. (sag.Indstilling?.Punkter ?? []).SelectMany(p => p.Underpunkter.Select(u => Raekke(u, 1)).Prepend(Raekke(p, 0)))]);
        foreach (var afsnit in Afsnit.Alle.Append(Oplysninger))
        {
            skema.Versioner[afsnit] = (afsnit == Oplysninger ? sag.Version : sag.AfsnitVersioner.GetValueOrDefault(afsnit)).ToString(CultureInfo.InvariantCulture);
            skema.Aftryk[afsnit] = skema.BeregnAftryk(afsnit);
        }

        return skema;
    }

    /// <summary>Whether the writer has changed a section.</summary>
    public bool ErAendret(string afsnit) => Aftryk.GetValueOrDefault(afsnit) != BeregnAftryk(afsnit);

    /// <summary>The section is saved as it stands in the form, also when the form is shown again for another's sake.</summary>
    public void ErGemt(string afsnit, int version)
    {
        Versioner[afsnit] = version.ToString(CultureInfo.InvariantCulture);
        Aftryk[afsnit] = BeregnAftryk(afsnit);
    }

    /// <summary>The version of a section that the writer began from; 0, which nothing has, when the form does not say.</summary>
    public int Version(string afsnit) => int.TryParse(Versioner.GetValueOrDefault(afsnit), NumberStyles.None, CultureInfo.InvariantCulture, out var nr) ? nr : 0;

    /// <summary>A section as the request for it wants it.</summary>
    public JsonElement Vaerdi(string afsnit) => afsnit == Afsnit.Indstilling
        ? JsonSerializer.SerializeToElement(SomIndstilling(), Json.Indstillinger)
        : JsonSerializer.SerializeToElement(Tekst(afsnit), Json.Indstillinger);

    public string? Tekst(string afsnit) => afsnit switch
    {
        Afsnit.Titel => Titel?.Trim(),
        Afsnit.Baggrund => IndholdBody.Tom(Baggrund),
        Afsnit.Sagsfremstilling => IndholdBody.Tom(Sagsfremstilling),
        Afsnit.Oekonomi => IndholdBody.Tom(Oekonomi),
        _ => null,
    };

    /// <summary>The indstilling; points without text are those that were never filled in. Null when nothing is.</summary>
    public IndstillingBody? SomIndstilling()
    {
        var punkter = new List<PunktBody>();
        foreach (var raekke in Punkter().Where(r => !string.IsNullOrWhiteSpace(r.Tekst)))
        {
            var punkt = new PunktBody { Id = raekke.Id, Tekst = raekke.Tekst!.Trim().Replace("\r\n", "\n", StringComparison.Ordinal), UnderpunktTegn = raekke.Tegn };
            if (raekke.Niveau == 0 || punkter.Count == 0)
            {
                punkter.Add(punkt);
            }
            else
            {
                punkter[^1] = punkter[^1] with { Underpunkter = [.. punkter[^1].Underpunkter ?? [], punkt with { UnderpunktTegn = null }] };
            }
        }

        var (indstiller, indledning) = (IndholdBody.Tom(Indstiller)?.Trim(), IndholdBody.Tom(Indledning));
        return punkter.Count == 0 && indstiller is null && indledning is null ? null : new IndstillingBody { Indstiller = indstiller, Indledning = indledning, Punkter = punkter };
    }

    /// <summary>A line of the indstilling in the form.</summary>
    /// <param name="Niveau">0 for a point, 1 for a sub-point.</param>
    public sealed record Punktraekke(Guid? Id, int Niveau, Underpunkttegn? Tegn, string? Tekst);

    public IReadOnlyList<Punktraekke> Punkter() =>
    [
        .. PunktTekst.Select((tekst, i) => new Punktraekke(
            Guid.TryParse(PunktId.ElementAtOrDefault(i), out var id) ? id : null,
            i > 0 && PunktNiveau.ElementAtOrDefault(i) == "1" ? 1 : 0,
            PunktTegn.ElementAtOrDefault(i) is { } tegn && Navne.TryLaes<Underpunkttegn>(tegn, out var laest) ? laest : null,
            tekst)),
    ];

    public void SaetPunkter(IReadOnlyList<Punktraekke> raekker)
    {
        PunktId = [.. raekker.Select(r => r.Id?.ToString())];
        PunktNiveau = [.. raekker.Select(r => (string?)r.Niveau.ToString(CultureInfo.InvariantCulture))];
        PunktTegn = [.. raekker.Select(r => r.Tegn is { } t ? Navne.Ord(t) : null)];
        PunktTekst = [.. raekker.Select(r => r.Tekst)];
    }

    private static Punktraekke Raekke(PunktSvar p, int niveau) => new(p.Id, niveau, p.UnderpunktTegn, p.Tekst);

    private string BeregnAftryk(string afsnit) => Historikpost.Sha(afsnit switch
    {
        Oplysninger => Json.Tekst(new StamdataBody(IndholdBody.Tom(Journalnummer)?.Trim(), null, [.. SomEgneDatoer().Select(d => d.Dato)], SomOensket())),
        Afsnit.Indstilling => SomIndstilling() is { } i ? Json.Tekst(i) : "",
        _ => Tekst(afsnit) ?? "",
    });
}
