using MediatR;
using Microsoft.EntityFrameworkCore;
using SagsFlow.Brugere;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;
using SagsFlow.Moeder;

namespace SagsFlow.Procesplaner;

/// <summary>The new anchor, and why.</summary>
public sealed record AnkerBody(DateOnly? Anker, string? Begrundelse);

/// <summary>Moves a plan's anchor; every date counted from it follows. The answer tells what moved, from when to when.</summary>
public sealed record FlytAnker(string Id, AnkerBody Body) : IKommando<ProcesplanSvar>, IValideres
{
    public void Valider(Feltfejl fejl)
    {
        fejl.TjekGrund("begrundelse", Body.Begrundelse);
        if (Body.Anker is null)
        {
            fejl.Tilfoej("anker", "Angiv ankerets nye dato, f.eks. 2025-11-18.");
        }
        else
        {
            fejl.TjekAnker(Body.Anker);
        }
    }
}

public sealed class FlytAnkerHandler(Arbejde arbejde, Adgang adgang, Kald kald, Planvisning visning, Plansagsflytning sager) : IRequestHandler<FlytAnker, Svar<ProcesplanSvar>>
{
    public async Task<Svar<ProcesplanSvar>> Handle(FlytAnker request, CancellationToken cancellationToken)
    {
        if (await arbejde.Db.Procesplaner.FirstOrDefaultAsync(p => p.Id == request.Id, cancellationToken) is not { } plan)
        {
            return ProcesplanFejl.FindesIkke;
        }

        if (!adgang.Person.MaaPlanlaegge())
        {
            return ProcesplanFejl.IkkePlanlaegger;
        }

        if (kald.TjekVersion(plan.Version) is { } foraeldet)
        {
            return foraeldet;
        }

        var nyt = request.Body.Anker!.Value;
        if (plan.Anker is not { } gammelt)
        {
            return ProcesplanFejl.UdenAnker;
        }

        if (nyt == gammelt)
        {
            return ProcesplanFejl.SammeAnker(nyt);
        }

        var foer = visning.Datoer(plan);
        plan.Anker = nyt;
        arbejde.Historik.Tilfoej(
            plan.Kaede, "plananker-flyttet", $"{Dansk.Stort(plan.Ankernavn!)} i procesplanen {plan.Titel} er flyttet fra {Dansk.Dag(gammelt)} til {Dansk.Dag(nyt)}.", request.Body.Begrundelse!.Trim());
        await sager.FlytAsync(plan, foer, visning.Datoer(plan), cancellationToken);
        await arbejde.SkrivNuAsync(cancellationToken);
        return await visning.MedFlytningerAsync(plan, foer, cancellationToken);
    }
}
