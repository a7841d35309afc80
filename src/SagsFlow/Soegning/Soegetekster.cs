using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Data;
using SagsFlow.Forelaeggelser;
using SagsFlow.Moeder;
using SagsFlow.Sager;

namespace SagsFlow.Soegning;

/// <summary>Makes the texts that can be found of a case or a meeting, from what stands in their rows now.</summary>
public static class Soegetekster
{
    /// <param name="kaede">Of a case or a meeting; another chain has no texts.</param>
    public static async Task<IReadOnlyList<Soegetekst>> LavAsync(SagDbContext db, string kaede, CancellationToken ct)
    {
        if (!Guid.TryParse(kaede.AsSpan(kaede.IndexOf(':', StringComparison.Ordinal) + 1), out var id))
        {
            return [];
        }

        return kaede == Kaeder.Sag(new SagId(id)) ? await AfSagAsync(db, new SagId(id), kaede, ct) : await AfMoedeAsync(db, new MoedeId(id), kaede, ct);
    }

    private static async Task<IReadOnlyList<Soegetekst>> AfSagAsync(SagDbContext db, SagId id, string kaede, CancellationToken ct)
    {
        if (await db.Sager.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct) is not { } sag)
        {
            return [];
        }

        var sidste = sag.SidsteVersion == 0 ? null : (await db.Sagsversioner.AsNoTracking().FirstAsync(v => v.SagId == id && v.Nr == sag.SidsteVersion, ct)).Indhold;
        var forelaeggelser = await db.Forelaeggelser.AsNoTracking().Where(f => f.SagId == id).ToListAsync(ct);
        var tekster = new List<Soegetekst>();
        var aendret = sidste is not null && !Ens(sidste, sag.Indhold);
        tekster.Add(Af(kaede, sag, Soegeart.Sag, sag.Indhold, kladde: aendret));
        if (aendret)
        {
            tekster.Add(Af(kaede, sag, Soegeart.Sag, sidste!));
        }

        // Who may not see all of a case is shown the text of the open ones.
        var lukkede = forelaeggelser.Exists(f => f.Lukket is not null);
        tekster.AddRange(
            from f in forelaeggelser
            where f.Indhold is not null && (lukkede || !Ens(f.Indhold, sidste ?? sag.Indhold))
            select Af(kaede, sag, Soegeart.Forelaeggelse, f.Indhold!, forelaeggelse: f));
        var bilag = await db.Bilag.AsNoTracking().Where(b => b.SagId == id).ToListAsync(ct);
        tekster.AddRange(bilag.Select(b => Af(kaede, sag, Soegeart.Bilag, new Sagsindhold { Titel = b.Navn }, intern: b.Intern)));
        var punkter = await db.Dagsordenspunkter.AsNoTracking().Where(p => p.SagId == id).ToDictionaryAsync(p => p.Id, ct);
        var beslutninger = await db.Beslutninger.AsNoTracking().Where(b => b.SagId == id).ToListAsync(ct);
        tekster.AddRange(beslutninger.Select(b => AfBeslutning(kaede, sag, punkter[b.DagsordenspunktId], b)));
        return tekster;
    }

    private static async Task<IReadOnlyList<Soegetekst>> AfMoedeAsync(SagDbContext db, MoedeId id, string kaede, CancellationToken ct)
    {
        if (await db.Moeder.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, ct) is not { } moede)
        {
            return [];
        }

        var punkter = await db.Dagsordenspunkter.AsNoTracking().Where(p => p.MoedeId == id && p.ForelaeggelseId == null && p.Tilstand == PunktTilstand.PaaDagsorden).ToListAsync(ct);
        var ider = punkter.ConvertAll(p => p.Id);
        var beslutninger = await db.Beslutninger.AsNoTracking().Where(b => b.MoedeId == id && ider.Contains(b.DagsordenspunktId)).ToListAsync(ct);
        return
        [
            .. punkter.Select(p => new Soegetekst
            {
                Indekskaede = kaede,
                Art = Soegeart.FastPunkt,
                MoedeId = id,
                DagsordenspunktId = p.Id,
                ForumId = moede.ForumId,
                Dato = moede.Dato,
                Overskrift = p.Indhold?.Titel ?? "",
                Tekst = Linjer([Tekst(p.Indhold), .. p.Underpunkter.SelectMany(u => (string?[])[u.Titel, u.Tekst])]),
            }),
            .. beslutninger.Select(b => AfBeslutning(kaede, null, punkter.First(p => p.Id == b.DagsordenspunktId), b)),
        ];
    }

    private static Soegetekst Af(string kaede, Sag sag, Soegeart art, Sagsindhold indhold, bool kladde = false, bool intern = false, Forelaeggelse? forelaeggelse = null) => new()
    {
        Indekskaede = kaede,
        Art = art,
        SagId = sag.Id,
        ForelaeggelseId = forelaeggelse?.Id,
        ForumId = forelaeggelse?.ForumId,
        CenterId = sag.CenterId,
        Dato = LokalTid.Dato(sag.Oprettet),
        Kladde = kladde,
        Intern = intern,
        Journalnummer = sag.Journalnummer,
        Overskrift = indhold.Titel,
        Tekst = Tekst(indhold),
    };

    private static Soegetekst AfBeslutning(string kaede, Sag? sag, Dagsordenspunkt punkt, Beslutning b) => new()
    {
        Indekskaede = kaede,
        Art = Soegeart.Beslutning,
        SagId = sag?.Id,
        MoedeId = b.MoedeId,
        ForelaeggelseId = b.ForelaeggelseId,
        DagsordenspunktId = punkt.Id,
        ForumId = b.ForumId,
        CenterId = sag?.CenterId,
        Dato = b.Dato,
        Kladde = b.ErKladde,
        Journalnummer = punkt.Journalnummer,
        Overskrift = punkt.Indhold?.Titel ?? sag?.Titel ?? "",
        Tekst = Linjer([b.Tekst, .. b.Punkter.Select(p => p.Tekst), .. b.Tilfoejelser.Select(t => t.Tekst)]),
    };

    private static string Tekst(Sagsindhold? i) => i is null ? "" : Linjer(
    [
        i.Baggrund, i.Indstilling?.Indledning, .. i.Indstilling?.AlleMedNummer().Select(p => p.Punkt.Tekst) ?? [], i.Sagsfremstilling, i.Oekonomi,
    ]);

    private static string Linjer(IEnumerable<string?> stykker) => string.Join('\n', stykker.Where(s => !string.IsNullOrWhiteSpace(s)));

    private static bool Ens(Sagsindhold a, Sagsindhold b) => Afsnit.Alle.All(s => Afsnit.Ens(s, a, b));
}
