using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Procesplaner;

/// <summary>What moving a plan's anchor would do: the plan as it would be, with what would move. Nothing is stored.</summary>
public sealed record ProevAnker(string Id, DateOnly Anker) : IForespoergsel<ProcesplanSvar>, IValideres
{
    public void Valider(Feltfejl fejl) => fejl.TjekAnker(Anker);
}

public sealed class ProevAnkerHandler(Arbejde arbejde, Adgang adgang, Planvisning visning) : IRequestHandler<ProevAnker, Svar<ProcesplanSvar>>
{
    public async Task<Svar<ProcesplanSvar>> Handle(ProevAnker request, CancellationToken cancellationToken)
    {
        if (await arbejde.Db.Procesplaner.AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is not { } plan)
        {
            return ProcesplanFejl.FindesIkke;
        }

        if (!adgang.Person.MaaPlanlaegge())
        {
            return ProcesplanFejl.IkkePlanlaegger;
        }

        if (plan.Anker is not { } gammelt)
        {
            return ProcesplanFejl.UdenAnker;
        }

        if (request.Anker == gammelt)
        {
            return ProcesplanFejl.SammeAnker(gammelt);
        }

        // Read without tracking, so that what is tried is never saved.
        var foer = visning.Datoer(plan);
        plan.Anker = request.Anker;
        return await visning.MedFlytningerAsync(plan, foer, cancellationToken);
    }
}
