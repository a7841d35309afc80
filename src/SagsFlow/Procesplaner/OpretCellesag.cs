using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Fora;
using SagsFlow.Infrastructure;
using SagsFlow.Processer;
using SagsFlow.Ruteplaner;
using SagsFlow.Sager;

namespace SagsFlow.Procesplaner;

/// <summary>Makes the draft case of a cell, written by the center that owns it; once.</summary>
public sealed record OpretCellesag(string PlanId, string Celle) : IKommando<SagSvar>;

public sealed class OpretCellesagHandler(
    Arbejde arbejde, Adgang adgang, Forakatalog fora, ProcessCatalog processer, Planvisning visning, Sagsoprettelse oprettelse, Sagsvisning sagsvisning, Genplanlaegning genplanlaegning) : IRequestHandler<OpretCellesag, Svar<SagSvar>>
{
    public async Task<Svar<SagSvar>> Handle(OpretCellesag request, CancellationToken cancellationToken)
    {
        if (await arbejde.Db.Procesplaner.AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.PlanId, cancellationToken) is not { } plan)
        {
            return ProcesplanFejl.FindesIkke;
        }

        if (plan.Indhold.Celler.FirstOrDefault(c => c.Id == request.Celle) is not { } celle)
        {
            return ProcesplanFejl.CelleFindesIkke;
        }

        if (!adgang.Person.MaaOpretteCellesag(celle.Center))
        {
            return ProcesplanFejl.IkkePlanlaegger;
        }

        if (await arbejde.Db.Plansager.AnyAsync(p => p.PlanId == plan.Id && p.Celle == celle.Id, cancellationToken))
        {
            return ProcesplanFejl.HarSag;
        }

        // The plan lives longer than the files it was checked against.
        if (fora.Center(celle.Center) is not { } center)
        {
            return SagFejl.UkendtCenter(celle.Center);
        }

        if (!center.GaelderDen(LokalTid.Dato(arbejde.Nu)))
        {
            return SagFejl.CenterGaelderIkke(center);
        }

        if (processer.FindNewest(celle.Workflow) is not { } definition)
        {
            return SagFejl.UkendtWorkflow(celle.Workflow, processer.Newest.Select(e => e.Definition.Id));
        }

        var sag = await oprettelse.OpretAsync(Body(plan, celle), center, definition, $"Sagen er oprettet som kladde fra procesplanen {plan.Titel}.", cancellationToken);
        arbejde.Db.Plansager.Add(new Plansag { PlanId = plan.Id, Celle = celle.Id, SagId = sag.Id });
        arbejde.Historik.Tilfoej(plan.Kaede, "cellesag-oprettet", $"Der er lavet en sag af »{celle.Titel}« i procesplanen {plan.Titel}.");
        await arbejde.SkrivNuAsync(cancellationToken);
        await genplanlaegning.SagAsync(sag.Id, fortael: false, cancellationToken);
        return await sagsvisning.SvarAsync(sag, cancellationToken);
    }

    private SagBody Body(Procesplan plan, Plancelle celle)
    {
        var dato = visning.Datoer(plan)[celle.Id];
        return new SagBody
        {
            Titel = celle.Titel,
            Journalnummer = plan.Indhold.Journalnummer,
            Center = celle.Center,
            Sagstype = Navne.Ord(celle.Sagstype),
            Maerke = celle.Maerke,
            Workflow = celle.Workflow,
            OensketMoede = celle.Forum is not null && fora.Forum(celle.Forum) is not null && dato is { ErEnDag: true, Tidligst: { } dag } ? new OensketMoedeBody(celle.Forum, dag) : null,
        };
    }
}
