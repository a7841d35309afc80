using MediatR;
using SagsFlow.Infrastructure;

namespace SagsFlow.Beslutninger;

/// <summary>The addresses of decisions; each belongs to an agenda item.</summary>
public static class BeslutningerEndpoints
{
    public static void MapBeslutninger(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/dagsordenspunkter/{id:guid}").WithTags("Beslutninger");
        api.MapGet("/beslutning", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentBeslutning(id), http, ct)).WithSummary("Punktets beslutning").Produces<BeslutningSvar>();
        api.MapPost("/beslutning", (Guid id, BeslutningBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.OprettetAsync(new RegistrerBeslutning(id, body), _ => $"/api/dagsordenspunkter/{id}/beslutning", http, ct))
            .WithSummary("Registrér en beslutning som kladde").Produces<BeslutningSvar>(StatusCodes.Status201Created);
        api.MapPut("/beslutning", (Guid id, RetBeslutningBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new RetBeslutning(id, body), http, ct))
            .WithSummary("Ret beslutningen; hvad der udelades, bliver stående. Efter ekspedition kræves en begrundelse").Produces<BeslutningSvar>();
        api.MapGet("/udskydelse", (Guid id, Guid? moede, DateOnly? dato, bool? naeste, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentUdskydelse(id, moede, dato, naeste), http, ct)).WithSummary("Hvad en udskydelse ville føre til, før den registreres").Produces<UdskydelseSvar>();
        api.MapGet("/beslutningsvalg", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentBeslutningsvalg(id), http, ct)).WithSummary("Hvad sekretæren kan vælge: udfald, ruter og møder").Produces<BeslutningsvalgSvar>();
        api.MapPost("/ekspedition", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new EkspederBeslutning(id), http, ct)).WithSummary("Ekspedér beslutningen nu").Produces<BeslutningSvar>();
    }
}
