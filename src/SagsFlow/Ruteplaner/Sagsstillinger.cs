using Microsoft.EntityFrameworkCore;
using SagsFlow.Beslutninger;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Fora;
using SagsFlow.Forelaeggelser;
using SagsFlow.Moeder;
using SagsFlow.Opgaver;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Ruteplaner;

/// <summary>Reads where a running case stands.</summary>
public sealed class Sagsstillinger(Arbejde arbejde, ProcessCatalog processer, Forakatalog fora)
{
    /// <summary>Where the case stands; null when its process has ended.</summary>
    /// <param name="moeder">The meetings by id.</param>
    public async Task<Sagsstilling?> FindAsync(Sag sag, IReadOnlyDictionary<Guid, Planmoede> moeder, CancellationToken ct)
    {
        var db = arbejde.Db;
        var instanser = await db.Instanser.AsNoTracking().Where(i => i.SagId == sag.Id && !i.Ended).OrderBy(i => i.Oprettet).ToListAsync(ct);
        if (instanser.FindIndex(i => i.Id == sag.InstansId) is var rod && rod < 0)
        {
            return null;
        }

        // Its own first; what it called was made after it.
        (instanser[0], instanser[rod]) = (instanser[rod], instanser[0]);
        var forelaeggelser = await db.Forelaeggelser.AsNoTracking().Where(f => f.SagId == sag.Id).ToListAsync(ct);
        var opgaver = await db.Opgaver.AsNoTracking().Where(o => o.SagId == sag.Id).ToListAsync(ct);
        var punkter = await db.Dagsordenspunkter.AsNoTracking().Where(p => p.SagId == sag.Id && p.Tilstand == PunktTilstand.PaaDagsorden).ToListAsync(ct);
        var beslutninger = (await db.Beslutninger.AsNoTracking().Where(b => b.SagId == sag.Id && b.Ekspederet != null).ToListAsync(ct)).OrderBy(b => b.Ekspederet).ToList();
        var (sidstKlar, politikKlar) = Klar(sag, opgaver, beslutninger);
        var stater = instanser.ConvertAll(i => ProcessState.Read(i.State));
        var aabne = new Dictionary<(int, long), AabentTrin>();
        for (var i = 0; i < instanser.Count; i++)
        {
            foreach (var vent in stater[i].Waits.Where(w => w.Kind == WaitKind.Task))
            {
                if (Aabent(instanser[i].Id, vent.Number) is { } trin)
                {
                    aabne.Add((i, vent.Number), trin);
                }
            }
        }

        return new Sagsstilling(
            [.. instanser.Select((i, n) => Koerende(instanser, stater, n))],
            aabne,
            beslutninger.Where(b => !b.Udfald.KommerIgen()).GroupBy(b => b.ForumId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(b => b.Dato), StringComparer.Ordinal),
            sidstKlar,
            politikKlar);

        AabentTrin? Aabent(InstanceId instans, long vent)
        {
            if (forelaeggelser.Find(f => f.InstansId == instans && f.Vent == vent) is { } f)
            {
                var punkt = punkter.Find(p => p.ForelaeggelseId == f.Id && !beslutninger.Exists(b => b.DagsordenspunktId == p.Id));
                return new AabentTrin(f.ForumId, sidstKlar, punkt is null ? null : moeder.GetValueOrDefault(punkt.MoedeId.Value), f.Udsat, f.Behandling);
            }

            return opgaver.Find(o => o.InstansId == instans && o.Vent == vent) is { } opgave ? new AabentTrin(null, LokalTid.Af(opgave.Oprettet)) : null;
        }
    }

    private RunningProcess Koerende(List<Instans> instanser, List<ProcessState> stater, int nr)
    {
        var instans = instanser[nr];
        var kalder = instanser.FindIndex(i => i.Id == instans.ParentId);
        return new RunningProcess(processer.ByHash(instans.DefinitionHash), stater[nr], kalder < 0 ? null : kalder, instans.ParentWait ?? 0);
    }

    /// <summary>When the step before the one it waits at was done, and when it was handed over to politics if it has been there since.</summary>
    private (DateTime SidstKlar, DateTime? PolitikKlar) Klar(Sag sag, List<Opgave> opgaver, List<Beslutning> beslutninger)
    {
        var administrativt = opgaver.Where(o => o is { InstansId: not null, Afsluttet: not null, Annulleret: false }).Select(o => o.Afsluttet!.Value)
            .Concat(beslutninger.Where(b => !ErPolitisk(b)).Select(b => b.Ekspederet!.Value))
            .Append(sag.Oprettet).Max();
        var sidst = beslutninger.Select(b => b.Ekspederet!.Value).Append(administrativt).Max();
        return (LokalTid.Af(sidst), beslutninger.Exists(b => ErPolitisk(b) && b.Ekspederet > administrativt) ? LokalTid.Af(administrativt) : null);
    }

    private bool ErPolitisk(Beslutning b) => fora.Forum(b.ForumId)?.ErPolitisk == true;
}
