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
    /// <summary>What showing cases needs to know, loaded once for all of them.</summary>
    private sealed record Grundlag(ILookup<SagId, Forelaeggelse> Forelaeggelser, IReadOnlyDictionary<SagId, Sagsversion> Sidste);

    public async Task<SagSvar> SvarAsync(Sag sag, CancellationToken ct) => (await SvarAsync([sag], ct))[0];

    /// <summary>The same of many, in their order.</summary>
    public async Task<IReadOnlyList<SagSvar>> SvarAsync(IReadOnlyList<Sag> sager, CancellationToken ct)
    {
        var g = await GrundlagAsync(sager, ct);
        var tekster = sager.ToDictionary(s => s.Id, s => Tekst(s, g));
        var fulde = sager.Where(s => tekster[s.Id].Fuld).ToList();
        var bilag = await FuldeBilagAsync(fulde, ct);
        var naarIkke = await NaarIkkeAsync(fulde, ct);
        return [.. sager.Select(s => Svar(s, g, tekster[s.Id], bilag[s.Id], naarIkke[s.Id]))];
    }

    /// <summary>The title the caller may see.</summary>
    public async Task<string> TitelAsync(Sag sag, CancellationToken ct) => (await TitlerAsync([sag], ct))[sag.Id];

    /// <summary>The titles the caller may see.</summary>
    public async Task<IReadOnlyDictionary<SagId, string>> TitlerAsync(IReadOnlyList<Sag> sager, CancellationToken ct)
    {
        var g = await GrundlagAsync(sager, ct);
        return sager.ToDictionary(s => s.Id, s => Tekst(s, g).Indhold.Titel);
    }

    /// <summary>The case's status, told by its dates and by the forelæggelser that the caller may see.</summary>
    public static Sagsstatus Status(Sag sag, IEnumerable<Forelaeggelse> synlige) =>
        sag.Trukket is not null ? Sagsstatus.Trukket
        : sag.Afsluttet is not null ? Sagsstatus.Afsluttet
        : sag.Indsendt is null ? Sagsstatus.Kladde
        : synlige.Any(f => f.Udsat && f.Tilstand == ForelaeggelseTilstand.Klar) ? Sagsstatus.Udsat
        : Sagsstatus.Undervejs;

    /// <summary>The attachments the caller may see, of several cases the caller may know of.</summary>
    public async Task<ILookup<SagId, BilagSvar>> BilagAsync(IReadOnlyCollection<Sag> sager, CancellationToken ct)
    {
        var ider = sager.Select(s => s.Id).ToList();
        var lukkede = (await arbejde.Db.Forelaeggelser.AsNoTracking().Where(f => ider.Contains(f.SagId) && f.Lukket != null).ToListAsync(ct)).ToLookup(f => f.SagId);
        return await FuldeBilagAsync([.. sager.Where(s => ErFuld(s, lukkede[s.Id]))], ct);
    }

    /// <summary>Whether the caller may see the text as it is being written.</summary>
    public bool SerKladde(Sag sag) => SerKladde(sag.CenterId);

    /// <summary>The title the caller may see, of a case whose row alone is at hand; null when it takes the whole case to tell.</summary>
    public string? Titel(Sagshoved sag) => adgang.SerAlle(sag) && (sag.SidsteVersion == 0 || SerKladde(sag.CenterId)) ? sag.Titel : null;

    /// <summary>A case that is closed itself has steps that begin closed, and every date of its plan tells of them.</summary>
    private async Task<ILookup<SagId, IkkeNaaetSvar>> NaarIkkeAsync(List<Sag> fulde, CancellationToken ct)
    {
        var ider = fulde.Where(s => s.Afsluttet is null && (s.Lukket is null || adgang.Person.Centre.Contains(s.CenterId, StringComparer.Ordinal))).Select(s => s.Id).ToList();
        var alle = ider.Count == 0 ? [] : await arbejde.Db.IkkeNaaede.AsNoTracking().Where(i => ider.Contains(i.SagId)).OrderBy(i => i.Senest).ThenBy(i => i.Noegle).ToListAsync(ct);
        return alle.ToLookup(i => i.SagId, i => new IkkeNaaetSvar(i.Hvad, i.ForumId, i.Senest, i.Forventet));
    }

    private bool SerKladde(string center) => adgang.Person.Centre.Contains(center, StringComparer.Ordinal) || adgang.Person.ErSekretariat;

    private async Task<Grundlag> GrundlagAsync(IReadOnlyList<Sag> sager, CancellationToken ct)
    {
        var ider = sager.Select(s => s.Id).ToList();
        var numre = sager.Select(s => s.SidsteVersion).Where(nr => nr > 0).Distinct().ToList();
        var forelaeggelser = await arbejde.Db.Forelaeggelser.AsNoTracking().Where(f => ider.Contains(f.SagId)).OrderBy(f => f.Raekkefoelge).ToListAsync(ct);
        var versioner = numre.Count == 0 ? [] : await arbejde.Db.Sagsversioner.AsNoTracking().Where(v => ider.Contains(v.SagId) && numre.Contains(v.Nr)).ToListAsync(ct);
        var efterId = versioner.ToLookup(v => v.SagId);
        return new Grundlag(
            forelaeggelser.ToLookup(f => f.SagId),
            sager.Where(s => s.SidsteVersion > 0).ToDictionary(s => s.Id, s => efterId[s.Id].First(v => v.Nr == s.SidsteVersion)));
    }

    private SagSvar Svar(Sag sag, Grundlag g, (Sagsindhold Indhold, int? Version, bool Fuld) tekst, IEnumerable<BilagSvar> bilag, IEnumerable<IkkeNaaetSvar> naarIkke)
    {
        var (indhold, version, fuld) = tekst;
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
            Status = Status(sag, g.Forelaeggelser[sag.Id].Where(f => adgang.Ser(f, sag.CenterId))),
            Baggrund = indhold.Baggrund,
            Indstilling = IndstillingSvar.Af(indhold.Indstilling),
            Sagsfremstilling = indhold.Sagsfremstilling,
            Oekonomi = indhold.Oekonomi,
            AfsnitVersioner = sag.AfsnitVersioner,
            Sagsversion = version,
            Bilag = [.. bilag],
            Lukket = fuld ? sag.Lukket : null,
            EgneDatoer = fuld ? sag.EgneDatoer : [],
            OensketMoede = fuld ? sag.OensketMoede : null,
            NaarIkke = [.. naarIkke],
            OprettetAf = sag.OprettetAf,
            Oprettet = sag.Oprettet,
            Indsendt = sag.Indsendt,
        };
    }

    private (Sagsindhold Indhold, int? Version, bool Fuld) Tekst(Sag sag, Grundlag g)
    {
        var forelaeggelser = g.Forelaeggelser[sag.Id];
        if (!ErFuld(sag, forelaeggelser))
        {
            return (SynligTekst(sag, forelaeggelser), null, false);
        }

        var sidste = g.Sidste.GetValueOrDefault(sag.Id);
        if (sidste is not null && (!SerKladde(sag) || Afsnit.Alle.All(a => Afsnit.Ens(a, sidste.Indhold, sag.Indhold))))
        {
            return (sidste.Indhold, sidste.Nr, true);
        }

        return (sag.Indhold, null, true);
    }

    /// <summary>The text of the latest open forelæggelse; before there is one, nothing but what the public may know.</summary>
    private Sagsindhold SynligTekst(Sag sag, IEnumerable<Forelaeggelse> forelaeggelser) =>
        forelaeggelser.LastOrDefault(f => adgang.Ser(f, sag.CenterId) && f.Indhold is not null)?.Indhold
        ?? new Sagsindhold { Titel = sag.Lukket?.OffentligTitel ?? "Lukket" };

    /// <summary>Whether nothing of the case is closed to the caller.</summary>
    private bool ErFuld(Sag sag, IEnumerable<Forelaeggelse> forelaeggelser) => forelaeggelser.All(f => adgang.Ser(f, sag.CenterId));

    private async Task<ILookup<SagId, BilagSvar>> FuldeBilagAsync(List<Sag> fulde, CancellationToken ct)
    {
        var harFora = adgang.Person.Fora.Count > 0;
        var ider = fulde.ConvertAll(s => s.Id);
        var interne = fulde.Where(s => harFora || SerKladde(s)).Select(s => s.Id).ToHashSet();
        var bilag = ider.Count == 0 ? [] : await arbejde.Db.Bilag.AsNoTracking().Where(b => ider.Contains(b.SagId)).OrderBy(b => b.Raekkefoelge).ToListAsync(ct);
        return bilag.Where(b => !b.Intern || interne.Contains(b.SagId)).ToLookup(b => b.SagId, b => new BilagSvar(b.Id.Value, b.Navn, b.Intern, b.Indholdstype, b.Stoerrelse));
    }
}
