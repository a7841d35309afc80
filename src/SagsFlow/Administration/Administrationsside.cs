using MediatR;
using Microsoft.AspNetCore.Mvc.Filters;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Administration;

/// <summary>A page for administrators. The requests it sends judge that too; this keeps what is only looked at from everybody else.</summary>
public abstract class Administrationsside(IMediator mediator, Kald kald) : Sidemodel(mediator, kald)
{
    private static readonly Fejl KunAdmin = FaellesFejl.Forbudt("Kun en administrator kan se siden.");

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!Person.ErAdmin)
        {
            context.Result = Afvis(KunAdmin);
        }
    }
}
