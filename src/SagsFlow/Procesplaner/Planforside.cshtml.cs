using MediatR;
using SagsFlow.Data;
using SagsFlow.Infrastructure;
using SagsFlow.Infrastructure.Sider;

namespace SagsFlow.Procesplaner;

/// <summary>The way to the three kinds of plans.</summary>
public sealed class PlanforsideModel(IMediator mediator, Kald kald, TimeProvider ur) : Sidemodel(mediator, kald)
{
    public int Aar => LokalTid.Dato(ur.GetUtcNow()).Year;
}
