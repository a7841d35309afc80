using MediatR;
using SagsFlow.Data;
using SagsFlow.Infrastructure;

namespace SagsFlow.Ruteplaner;

/// <summary>The addresses of plans.</summary>
public static class RuteplanerEndpoints
{
    public static void MapRuteplaner(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api").WithTags("Frister og planer");
        api.MapPost("/ruteplan", (RuteplanBody body, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new BeregnRuteplan(body), http, ct)).WithSummary("Beregn vejen til en beslutning: tidligst mulige møder, seneste start og afleveringsfrister").Produces<RuteplanSvar>();
        api.MapGet("/sager/{id:guid}/ruteplan", (Guid id, IMediator mediator, HttpContext http, CancellationToken ct) =>
            mediator.SvarAsync(new HentSagsruteplan(new SagId(id)), http, ct)).WithSummary("Kan sagen nå det? Vejen videre, fra hvor sagen står").Produces<RuteplanSvar>();
    }
}
