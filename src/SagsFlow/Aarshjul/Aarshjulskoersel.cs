using Microsoft.EntityFrameworkCore;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Processer;
using SagsFlow.Sager;

namespace SagsFlow.Aarshjul;

/// <summary>
/// Makes the drafts of recurring cases in time, each from the text of the last one where there is one. It looks once a day; a draft and its
/// occurrence's row come in one transaction, so that there is one however often, and after whatever crash, it looks.
/// </summary>
public sealed class Aarshjulskoersel(Arbejde arbejde, Aarshjulsplan plan, Forakatalog fora, ProcessCatalog processer, Sagsoprettelse oprettelse, ILogger<Aarshjulskoersel> log) : IDagsvaerk
{
    public string Navn => "aarshjul";

    /// <summary>Before people come.</summary>
    public TimeOnly Kl => new(6, 0);

    public async Task UdfoerAsync(DateOnly dag, CancellationToken ct)
    {
        // Before the first meeting and the first case nobody is there to write them.
        if (plan.Regler.Count == 0 || await Ibrugtagning.ManglerAsync(arbejde.Db, ct))
        {
            return;
        }

        var grundlag = await plan.HentAsync(arbejde.Db, dag.Year - 1, dag.Year + 1, ct);
        foreach (var forfalden in plan.Forfaldne(dag, grundlag))
        {
            await arbejde.SavepointAsync(Navn, ct);
            try
            {
                await LavAsync(forfalden, ct);
                await arbejde.SkrivNuAsync(ct);
                arbejde.Glem();
            }
            catch (Exception e) when (e is not (OperationCanceledException or RevisionConflictException))
            {
                await arbejde.TilbageTilAsync(Navn, ct);
                log.LogError(e, "The draft of {Rule} {Occurrence} could not be made; trying again tomorrow", forfalden.Forekomst.Regel.Id, forfalden.Forekomst.Id);
            }

            await arbejde.SlipSavepointAsync(Navn, ct);
        }
    }

    /// <exception cref="InvalidOperationException">The rule's center or process cannot take a case today.</exception>
    private async Task LavAsync(Planlagt forfalden, CancellationToken ct)
    {
        var (regel, aar, nr) = forfalden.Forekomst.Noegle;
        var r = forfalden.Forekomst.Regel;
        var center = fora.Center(r.Center) is { } c && c.GaelderDen(LokalTid.Dato(arbejde.Nu)) ? c : throw new InvalidOperationException($"Center {r.Center} does not write cases now.");
        var definition = processer.FindNewest(r.Workflow) ?? throw new InvalidOperationException($"Process {r.Workflow} is unknown.");
        var sag = await oprettelse.OpretAsync(await BodyAsync(forfalden, ct), center, definition, $"Sagen er oprettet som kladde fra årshjulet ({forfalden.Dato.Tekst}).", ct);
        var raekke = await arbejde.Db.Aarshjulsforekomster.FirstOrDefaultAsync(f => f.Regel == regel && f.Aar == aar && f.Nr == nr, ct);
        if (raekke is null)
        {
            raekke = new Aarshjulsforekomst { Regel = regel, Aar = aar, Nr = nr };
            arbejde.Db.Aarshjulsforekomster.Add(raekke);
        }

        raekke.SagId = sag.Id;
        arbejde.Historik.Tilfoej(raekke.Kaede, "aarshjulskladde-lavet", $"Der er lavet en kladde til »{forfalden.Forekomst.Titel}« ({forfalden.Forekomst.Id}).");
    }

    private async Task<SagBody> BodyAsync(Planlagt forfalden, CancellationToken ct)
    {
        var f = forfalden.Forekomst;
        var dag = forfalden.Moede?.Dato ?? (forfalden.Dato.ErEnDag ? forfalden.Dato.Tidligst : null);
        var body = new SagBody
        {
            Titel = f.Titel,
            Center = f.Regel.Center,
            Sagstype = Navne.Ord(f.Regel.Sagstype),
            Workflow = f.Regel.Workflow,
            OensketMoede = dag is null ? null : new OensketMoedeBody(f.Regel.Forum, dag),
        };
        if (await SidsteAsync(f.Regel.Id, ct) is not { } skabelon)
        {
            return body;
        }

        // What was closed last time begins closed again, or its text would be open.
        var indhold = skabelon.Indhold;
        return body with
        {
            Baggrund = indhold.Baggrund,
            Indstilling = indhold.Indstilling is { } i ? new IndstillingBody { Indstiller = i.Indstiller, Indledning = i.Indledning, Punkter = Punkter(i.Punkter) } : null,
            Sagsfremstilling = indhold.Sagsfremstilling,
            Oekonomi = indhold.Oekonomi,
            Maerke = skabelon.Maerke,
            Lukket = await LukningAsync(skabelon, ct),
        };
    }

    private async Task<Sag?> SidsteAsync(string regel, CancellationToken ct)
    {
        var sidste = await arbejde.Db.Aarshjulsforekomster.Where(r => r.Regel == regel && r.SagId != null).OrderByDescending(r => r.Aar).ThenByDescending(r => r.Nr).Select(r => r.SagId).FirstOrDefaultAsync(ct);
        return sidste is { } id ? await arbejde.Db.Sager.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct) : null;
    }

    /// <summary>The case's own closing, or that of one of its items: closing is done item by item.</summary>
    private async Task<LukningBody?> LukningAsync(Sag skabelon, CancellationToken ct)
    {
        var lukket = skabelon.Lukket ?? (await arbejde.Db.Forelaeggelser.AsNoTracking().FirstOrDefaultAsync(f => f.SagId == skabelon.Id && f.Lukket != null, ct))?.Lukket;
        return lukket is null ? null : new LukningBody(lukket.Grund, lukket.OffentligTitel);
    }

    private static IReadOnlyList<PunktBody> Punkter(IReadOnlyList<Indstillingspunkt> punkter) =>
        [.. punkter.Select(p => new PunktBody { Tekst = p.Tekst, Underpunkter = Punkter(p.Underpunkter), UnderpunktTegn = p.UnderpunktTegn })];
}
