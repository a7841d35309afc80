using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Meddelelser;

/// <summary>The address where other systems speak to the processes.</summary>
public static class MeddelelserEndpoints
{
    public static void MapMeddelelser(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/meddelelser").WithTags("Meddelelser").MapPost("", (MeddelelseBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new SendMeddelelse(body), http, ct)).WithSummary("Send en besked eller et signal til processerne").Produces<MeddelelseSvar>();
}
