using SagsFlow.Beslutninger;
using SagsFlow.Data;
using SagsFlow.Engine.Execution;
using SagsFlow.Fora;
using SagsFlow.Processer;

namespace SagsFlow.Ruteplaner;

/// <summary>Tells where a running case stands.</summary>
public sealed class Sagsstillinger(Sagsgrundlagslaeser laeser, ProcessCatalog processer, Forakatalog fora)
{
    /// <summary>Where the case stands; null when its process has ended.</summary>
    /// <param name="moeder">The meetings by id.</param>
    public async Task<Sagsstilling?> FindAsync(SagId sag, IReadOnlyDictionary<Guid, Planmoede> moeder, CancellationToken ct) =>
        await laeser.LaesAsync([sag], ct) is [{ } grundlag] ? Find(grundlag, moeder) : null;

    /// <summary>The same of a case that has been read.</summary>
    public Sagsstilling? Find(Sagsgrundlag sag, IReadOnlyDictionary<Guid, Planmoede> moeder)
    {
        var instanser = sag.Instanser.ToList();
        if (instanser.FindIndex(i => i.Id == sag.InstansId) is var rod && rod < 0)
        {
            return null;
        }

        // Its own first; what it called was made after it.
        (instanser[0], instanser[rod]) = (instanser[rod], instanser[0]);
        var (sidstKlar, politikKlar) = Klar(sag);
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
            [.. instanser.Select((_, n) => Koerende(instanser, stater, n))],
            aabne,
            sag.Beslutninger.Where(b => !b.Udfald.KommerIgen()).GroupBy(b => b.ForumId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(b => b.Dato), StringComparer.Ordinal),
            sidstKlar,
            politikKlar);

        AabentTrin? Aabent(InstanceId instans, long vent)
        {
            if (sag.Forelaeggelser.FirstOrDefault(f => f.InstansId == instans && f.Vent == vent) is { } f)
            {
                var punkt = sag.Punkter.FirstOrDefault(p => p.ForelaeggelseId == f.Id && !sag.Beslutninger.Any(b => b.PunktId == p.Id));
                return new AabentTrin(f.ForumId, sidstKlar, punkt is null ? null : moeder.GetValueOrDefault(punkt.MoedeId.Value), f.Udsat, f.Behandling) { ForelaeggelseId = f.Id };
            }

            return sag.Opgaver.FirstOrDefault(o => o.InstansId == instans && o.Vent == vent) is { } opgave ? new AabentTrin(null, LokalTid.Af(opgave.Oprettet)) : null;
        }
    }

    private RunningProcess Koerende(List<Instans> instanser, List<ProcessState> stater, int nr)
    {
        var instans = instanser[nr];
        var kalder = instanser.FindIndex(i => i.Id == instans.ParentId);
        return new RunningProcess(processer.ByHash(instans.DefinitionHash), stater[nr], kalder < 0 ? null : kalder, instans.ParentWait ?? 0);
    }

    /// <summary>When the step before the one it waits at was done, and when it was handed over to politics if it has been there since.</summary>
    private (DateTime SidstKlar, DateTime? PolitikKlar) Klar(Sagsgrundlag sag)
    {
        var administrativt = sag.Opgaver.Where(o => o is { InstansId: not null, Afsluttet: not null, Annulleret: false }).Select(o => o.Afsluttet!.Value)
            .Concat(sag.Beslutninger.Where(b => !ErPolitisk(b.ForumId)).Select(b => b.Ekspederet))
            .Append(sag.Oprettet).Max();
        var sidst = sag.Beslutninger.Select(b => b.Ekspederet).Append(administrativt).Max();
        return (LokalTid.Af(sidst), sag.Beslutninger.Any(b => ErPolitisk(b.ForumId) && b.Ekspederet > administrativt) ? LokalTid.Af(administrativt) : null);
    }

    private bool ErPolitisk(string forum) => fora.Forum(forum)?.ErPolitisk == true;
}
