using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Forelaeggelser;

namespace SagsFlow.Sager;

/// <summary>
/// What of a case a caller is shown. The center and the secretariat see the draft as it is; others the last frozen version; and where some of
/// its forelæggelser are closed to the caller, only the text of those that are not (domain: § 8).
/// </summary>
public sealed class Sagsvisning(Arbejde arbejde, Adgang adgang)
{
    public async Task<SagSvar> SvarAsync(Sag sag, CancellationToken ct)
    {
        var forelaeggelser = await ForelaeggelserAsync(sag, ct);
        var (indhold, version, fuld) = await TekstAsync(sag, forelaeggelser, ct);
        var bilag = await BilagAsync(sag, fuld, ct);
        return new SagSvar
        {
            Id = sag.Id.Value,
            Version = sag.Version,
            Journalnummer = sag.Journalnummer,
            Titel = indhold.Titel,
            Center = sag.CenterId,
            Sagstype = sag.Sagstype,
            Maerke = sag.Maerke,
            Workflow = sag.Workflow,
            Status = Status(sag, forelaeggelser.Where(f => adgang.Ser(f, sag.CenterId))),
            Baggrund = indhold.Baggrund,
            Indstilling = IndstillingSvar.Af(indhold.Indstilling),
            Sagsfremstilling = indhold.Sagsfremstilling,
            Oekonomi = indhold.Oekonomi,
            AfsnitVersioner = sag.AfsnitVersioner,
            Sagsversion = version,
            Bilag = bilag,
            Lukket = fuld ? sag.Lukket : null,
            EgneDatoer = fuld ? sag.EgneDatoer : [],
            OensketMoede = fuld ? sag.OensketMoede : null,
            NaarIkke = fuld ? await NaarIkkeAsync(sag, ct) : [],
            OprettetAf = sag.OprettetAf,
            Oprettet = sag.Oprettet,
            Indsendt = sag.Indsendt,
        };
    }

    /// <summary>The title the caller may see.</summary>
    public async Task<string> TitelAsync(Sag sag, CancellationToken ct) => (await TekstAsync(sag, await ForelaeggelserAsync(sag, ct), ct)).Indhold.Titel;

    /// <summary>The case's status, told by its dates and by the forelæggelser that the caller may see.</summary>
    public static Sagsstatus Status(Sag sag, IEnumerable<Forelaeggelse> synlige) =>
        sag.Trukket is not null ? Sagsstatus.Trukket
        : sag.Afsluttet is not null ? Sagsstatus.Afsluttet
        : sag.Indsendt is null ? Sagsstatus.Kladde
        : synlige.Any(f => f.Udsat && f.Tilstand == ForelaeggelseTilstand.Klar) ? Sagsstatus.Udsat
        : Sagsstatus.Undervejs;

    /// <summary>Whether the caller may see the text as it is being written.</summary>
    public bool SerKladde(Sag sag) => SerKladde(sag.CenterId);

    /// <summary>The title the caller may see, of a case whose row alone is at hand; null when it takes the whole case to tell.</summary>
    public string? Titel(Sagshoved sag) => adgang.SerAlle(sag) && (sag.SidsteVersion == 0 || SerKladde(sag.CenterId)) ? sag.Titel : null;

    /// <summary>A case that is closed itself has steps that begin closed, and every date of its plan tells of them.</summary>
    private async Task<IReadOnlyList<IkkeNaaetSvar>> NaarIkkeAsync(Sag sag, CancellationToken ct) =>
        sag.Afsluttet is not null || (sag.Lukket is not null && !adgang.Person.Centre.Contains(sag.CenterId, StringComparer.Ordinal)) ? []
        : [.. (await arbejde.Db.IkkeNaaede.AsNoTracking().Where(i => i.SagId == sag.Id).OrderBy(i => i.Senest).ThenBy(i => i.Noegle).ToListAsync(ct)).Select(i => new IkkeNaaetSvar(i.Hvad, i.ForumId, i.Senest, i.Forventet))];

    private bool SerKladde(string center) => adgang.Person.Centre.Contains(center, StringComparer.Ordinal) || adgang.Person.ErSekretariat;

    private Task<List<Forelaeggelse>> ForelaeggelserAsync(Sag sag, CancellationToken ct) =>
        arbejde.Db.Forelaeggelser.AsNoTracking().Where(f => f.SagId == sag.Id).OrderBy(f => f.Raekkefoelge).ToListAsync(ct);

    private async Task<(Sagsindhold Indhold, int? Version, bool Fuld)> TekstAsync(Sag sag, List<Forelaeggelse> forelaeggelser, CancellationToken ct)
    {
        if (forelaeggelser.Exists(f => !adgang.Ser(f, sag.CenterId)))
        {
            return (SynligTekst(sag, forelaeggelser), null, false);
        }

        var sidste = sag.SidsteVersion == 0 ? null : await arbejde.Db.Sagsversioner.AsNoTracking().FirstAsync(v => v.SagId == sag.Id && v.Nr == sag.SidsteVersion, ct);
        if (sidste is not null && (!SerKladde(sag) || Afsnit.Alle.All(a => Afsnit.Ens(a, sidste.Indhold, sag.Indhold))))
        {
            return (sidste.Indhold, sidste.Nr, true);
        }

        return (sag.Indhold, null, true);
    }

    /// <summary>The text of the latest open forelæggelse; before there is one, nothing but what the public may know.</summary>
    private Sagsindhold SynligTekst(Sag sag, List<Forelaeggelse> forelaeggelser) =>
        forelaeggelser.FindLast(f => adgang.Ser(f, sag.CenterId) && f.Indhold is not null)?.Indhold
        ?? new Sagsindhold { Titel = sag.Lukket?.OffentligTitel ?? "Lukket" };

    private async Task<IReadOnlyList<BilagSvar>> BilagAsync(Sag sag, bool fuld, CancellationToken ct)
    {
        if (!fuld)
        {
            return [];
        }

        var interne = SerKladde(sag) || adgang.Person.Fora.Count > 0;
        var bilag = await arbejde.Db.Bilag.AsNoTracking().Where(b => b.SagId == sag.Id && (interne || !b.Intern)).OrderBy(b => b.Raekkefoelge).ToListAsync(ct);
        return [.. bilag.Select(b => new BilagSvar(b.Id.Value, b.Navn, b.Intern, b.Indholdstype, b.Stoerrelse))];
    }
}
