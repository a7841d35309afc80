using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Bestillinger;

/// <summary>The addresses of orders.</summary>
public static class BestillingerEndpoints
{
    public static void MapBestillinger(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("Bestillinger");
        api.MapGet("/bestillinger", (string? ansvarlig, string? status, string? forum, Guid? sag, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentBestillinger(ansvarlig, status, forum, sag, Side.Af(side, antal)), http, ct)).WithSummary("Bestillinger, de nyeste først").Produces<Liste<BestillingSvar>>();
        api.MapGet("/bestillinger/{id:guid}", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentBestilling(id), http, ct)).WithSummary("En bestilling").Produces<BestillingSvar>();
        api.MapPatch("/bestillinger/{id:guid}", (Guid id, RetBestillingBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new RetBestilling(id, body), http, ct)).WithSummary("Ret frist eller ansvarlig").Produces<BestillingSvar>();
        api.MapPost("/bestillinger/{id:guid}/tilbagemelding", (Guid id, TilbagemeldingBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new MeldTilbage(id, body), http, ct)).WithSummary("Meld tilbage på en bestilling").Produces<BestillingSvar>();
        api.MapGet("/sager/{id:guid}/bestillinger", (Guid id, string? status, int? side, int? antal, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentBestillinger(null, status, null, id, Side.Af(side, antal)), http, ct)).WithSummary("Sagens bestillinger").Produces<Liste<BestillingSvar>>();
    }
}
