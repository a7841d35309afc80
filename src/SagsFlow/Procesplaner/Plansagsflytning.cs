using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Forelaeggelser;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Kalender;
using SagsFlow.Processer;
using SagsFlow.Ruteplaner;
using SagsFlow.Sager;

namespace SagsFlow.Procesplaner;

/// <summary>Lets the cases that were made from a plan's cells follow when its anchor moves, where nobody has asked for another meeting since.</summary>
public sealed class Plansagsflytning(Arbejde arbejde, Fora.Forakatalog fora, ProcessRunner runner, Genplanlaegning genplanlaegning)
{
    /// <param name="foer">The cells' dates before.</param>
    /// <param name="efter">And now.</param>
    public async Task FlytAsync(Procesplan plan, IReadOnlyDictionary<string, Omtrentligdato> foer, IReadOnlyDictionary<string, Omtrentligdato> efter, CancellationToken ct)
    {
        var plansager = await arbejde.Db.Plansager.AsNoTracking().Where(p => p.PlanId == plan.Id).ToListAsync(ct);
        var ider = plansager.Select(p => p.SagId).ToArray();
        var sager = (await arbejde.Db.Sager.Where(s => ider.Contains(s.Id) && s.Afsluttet == null).ToListAsync(ct)).ToDictionary(s => s.Id);
        foreach (var (celle, sag) in plansager.Where(p => sager.ContainsKey(p.SagId)).Select(p => (plan.Indhold.Celler.FirstOrDefault(c => c.Id == p.Celle), sager[p.SagId])))
        {
            if (celle is not null && foer[celle.Id] != efter[celle.Id])
            {
                await FlytAsync(plan, celle, sag, foer[celle.Id], efter[celle.Id], ct);
                await arbejde.SkrivNuAsync(ct);
                await runner.FactsChangedAsync([sag.Id], ct);
                await genplanlaegning.SagAsync(sag.Id, fortael: true, ct);
            }
        }
    }

    private async Task FlytAsync(Procesplan plan, Plancelle celle, Sag sag, Omtrentligdato foer, Omtrentligdato efter, CancellationToken ct)
    {
        var behandlet = await arbejde.Db.Beslutninger.AnyAsync(b => b.SagId == sag.Id && b.ForumId == celle.Forum && b.Ekspederet != null, ct);
        if (behandlet || celle.Forum is null || !foer.ErEnDag || foer.Tidligst is not { } gammel || !efter.ErEnDag || efter.Tidligst is not { } ny || sag.OensketMoede != new OensketMoede(celle.Forum, gammel))
        {
            return;
        }

        var trin = await Moedeoenske.SaetAsync(arbejde.Db, sag, new OensketMoede(celle.Forum, ny), ct);
        var tekst = $"Det ønskede møde i {fora.Navn(celle.Forum)} er flyttet fra {Dansk.Dag(gammel)} til {Dansk.Dag(ny)}, fordi {plan.Ankernavn} i procesplanen {plan.Titel} er flyttet.";
        arbejde.Historik.Tilfoej(sag.Kaede, "oensket-moede-flyttet", tekst, forelaeggelse: trin?.Id);
        var chefer = await Modtagere.MedRolleAsync(arbejde.Store, Rolle.Centerchef, sag.CenterId, LokalTid.Dato(arbejde.Nu), ct);
        foreach (var brugernavn in chefer.Append(sag.OprettetAf).Distinct(StringComparer.Ordinal))
        {
            await arbejde.Store.InsertMessageAsync(
                new Besked { Id = NytId.Guid(arbejde.Nu), Brugernavn = brugernavn, SagId = sag.Id, ForelaeggelseId = trin?.Id, Tekst = $"»{sag.Titel}«: {tekst}", Tid = arbejde.Nu, KanVente = true }, ct);
        }
    }
}
