using MediatR;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Opgaver;

/// <summary>The addresses of tasks: what waits for a person.</summary>
public static class OpgaverEndpoints
{
    public static void MapOpgaver(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/opgaver").WithTags("Opgaver");
        api.MapGet("", (bool? mine, Guid? sag, DateOnly? forfald, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentOpgaver(mine == true, sag is { } s ? new SagId(s) : null, forfald, Side.Af(side, antal)), http, ct))
            .WithSummary("Åbne opgaver, de mest presserende først").Produces<Liste<OpgaveSvar>>();
        api.MapGet("/{id:guid}", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentOpgave(new OpgaveId(id)), http, ct)).WithSummary("En opgave").Produces<OpgaveSvar>();
        api.MapPost("/{id:guid}/afslutning", (Guid id, AfslutningBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new AfslutOpgave(new OpgaveId(id), body), http, ct)).WithSummary("Afslut en opgave med et udfald").Produces<OpgaveSvar>();
        api.MapPost("/{id:guid}/overtagelse", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new OvertagOpgave(new OpgaveId(id)), http, ct)).WithSummary("Overtag en opgave").Produces<OpgaveSvar>();
        api.MapPost("/{id:guid}/videregivelse", (Guid id, VideregivelseBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new VideregivOpgave(new OpgaveId(id), body), http, ct)).WithSummary("Giv en opgave videre").Produces<OpgaveSvar>();
    }
}
